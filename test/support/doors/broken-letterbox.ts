// The real letterbox with a broken dependency inside: it tries to get hold of whatever it can, as
// code that runs in this process would, and prints one line `attempts {…}`.
import '../../../src/doors/letterbox.ts'
import { execFileSync } from 'node:child_process'
import cluster from 'node:cluster'
import fs from 'node:fs'
import inspector from 'node:inspector'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import v8 from 'node:v8'
import { WASI } from 'node:wasi'
import { Worker } from 'node:worker_threads'
import pg from 'pg'

const parent = process.ppid
// What it was not told it guesses: the bundle lies in DATA_DIR.
const dir = dirname(process.argv[1] ?? '')
const files = [
  'keys/letter-1.key',
  'keys/relay-1.key',
  'keys/receipt-pepper.key',
  'keys/signing-1.key',
  'keys/staff.key',
  'database/server.json',
  'database/logins.json',
  'database/cluster/PG_VERSION',
]
  .map((name) => join(dir, name))
  .concat('/etc/passwd', '/etc/hostname', `/proc/${parent}/environ`, `/proc/${parent}/cmdline`)

const ways: Record<string, (path: string) => unknown> = {
  readFileSync: (path) => fs.readFileSync(path),
  openSync: (path) => fs.openSync(path, 'r'),
  promises: (path) => fs.promises.readFile(path),
  blob: async (path) => (await fs.openAsBlob(path)).text(),
  stream: (path) =>
    new Promise((read, failed) => {
      fs.createReadStream(path).on('data', read).on('error', failed)
    }),
  readdir: (path) => fs.readdirSync(dirname(path)),
  copy: (path) => fs.copyFileSync(path, `${path}.copy`),
  link: (path) => fs.symlinkSync(path, `${path}.link`),
  require: (path) => createRequire(import.meta.url)(path),
  import: (path) => import(path),
  envFile: (path) => process.loadEnvFile(path),
  sqlite: (path) => new (sqlite())(path, { readOnly: true }).exec('select * from sqlite_schema'),
}
const powers: Record<string, () => unknown> = {
  process: () => execFileSync('id'),
  worker: () => new Worker('1', { eval: true }),
  inspector: () => inspector.open(0),
  session: () => new inspector.Session().connect(),
  wasi: () => new WASI({ version: 'preview1', preopens: { '/': '/' } }),
  cluster: () => cluster.fork(),
  addon: () => process.dlopen({ exports: {} }, join(dir, 'x.node')),
  snapshot: () => v8.writeHeapSnapshot(join(dir, 'x.heapsnapshot')),
  report: () => process.report.writeReport(join(dir, 'x.json')),
  write: () => fs.writeFileSync(join(dir, 'x'), ''),
  sqlite: () => new (sqlite())(join(dir, 'x.db')).exec('create table x (y)'),
}

// It opens files past the permission model, so the letterbox must be started without it.
function sqlite() {
  const found = process.getBuiltinModule('node:sqlite')
  if (!found) throw Object.assign(new Error('no such module'), { code: 'ERR_ACCESS_DENIED' })
  return found.DatabaseSync
}

async function attempt(work: () => unknown): Promise<string> {
  try {
    await work()
    return 'got it'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}

async function all() {
  const read: Record<string, string> = {}
  for (const path of files) {
    for (const [way, get] of Object.entries(ways)) {
      read[`${way} ${path}`] = await attempt(() => get(path))
    }
  }
  const used: Record<string, string> = {}
  for (const [power, use] of Object.entries(powers)) used[power] = await attempt(use)
  return { dir, read, used, database: await askDatabase() }
}

async function askDatabase() {
  const client = new pg.Client({ connectionString: process.env.LETTERBOX_DATABASE_URL ?? '' })
  await client.connect()
  const names = async (text: string) => (await client.query(text)).rows.map(({ name }) => name)
  const tables = await names(
    `select format('%I.%I', nspname, relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where relkind in ('r', 'v', 'm', 'S', 'p') and nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
  )
  // ydan_door is its own group: it may execute the door's functions and nothing else.
  const roles = await names(
    "select rolname as name from pg_roles where rolname not in (current_user, 'ydan_door')",
  )
  const answers: Record<string, string> = {}
  const reading = [
    ...tables.map((name) => `select * from ${name}`),
    ...tables.map((name) => `copy ${name} to stdout`),
  ]
  const statements = [
    ...reading,
    ...roles.flatMap((name) => [`set role ${name}`, `set session authorization ${name}`]),
    'select * from pg_authid',
    'select * from pg_stats where schemaname = $$public$$ and most_common_vals is not null limit 1',
    "select pg_read_file('/etc/passwd')",
    "copy (select 1) to program 'id'",
    'create table public.mine (x int)',
    'create function public.mine() returns int language sql as $$ select 1 $$',
  ]
  for (const as of ['ydan_letterbox', 'ydan_door']) {
    await client.query(`set role ${as}`)
    for (const text of as === 'ydan_door' ? reading : statements) {
      answers[`${as}: ${text}`] = await attempt(async () => {
        const { rowCount } = await client.query(text)
        if (rowCount === 0) throw Object.assign(new Error('nothing'), { code: 'nothing' })
      })
    }
  }
  await client.end()
  return { tables: tables.length, answers }
}

process.kill(parent, 'SIGUSR1')
setTimeout(async () => {
  process.stdout.write(`attempts ${JSON.stringify(await all())}\n`)
}, 500)
