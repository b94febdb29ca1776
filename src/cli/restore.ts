import { chmod, cp, mkdir, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { connect, transaction } from '../../db/connection.ts'
import { openEmbedded } from '../../db/embedded.ts'
import { externalUrls } from '../../db/external.ts'
import { lock } from '../../db/lock.ts'
import { type Migration, migrate, readMigrations } from '../../db/migrate.ts'
import { isTrouble } from '../../db/trouble.ts'
import { both } from '../../views/lang.ts'
import { backupWords as words } from '../../views/words/backup.ts'
import { troubleWords } from '../../views/words/database.ts'
import { progressWords } from '../../views/words/progress.ts'
import type { Config } from '../config.ts'
import { erasureFile, keepErasures, readErasures } from '../custody/erasures.ts'
import { signingPublicKeys } from '../custody/keys.ts'
import { prepareJobs } from '../jobs/prepare.ts'
import { type Jobs, jobSchema, laterEach } from '../later.ts'
import { Problem } from '../problem.ts'
import { keysPresent } from '../seal/keydir.ts'
import { checkFiles, type Manifest, readManifest } from './backup/manifest.ts'
import { restoreInto } from './backup/restored.ts'
import { ownerClient } from './backup.ts'
import { withProgress } from './progress.ts'
import type { Print } from './verify.ts'

type Asked = { dir: string; keys?: string; erasures?: string; acceptOlder?: string }

/**
 * `ydan restore DIR [--keys FOLDER] [--erasures FILE] [--accept-older REASON]`: brings a backup back
 * into an empty database, all of it or nothing. Exit code 0 done, 2 wrong usage. Raises
 * Problem('conflict') for a damaged or older backup and a database that is not empty.
 */
export async function restoreCommand(
  config: Config,
  argv: readonly string[],
  out: Print,
  err: Print,
): Promise<number> {
  const asked = parse(argv)
  if (asked === 'help' || asked === 'wrong') {
    ;(asked === 'help' ? out : err)(both(words.restoreUsage))
    return asked === 'help' ? 0 : 2
  }
  const manifest = await readManifest(asked.dir)
  const later = stepsAfter(manifest)
  await withProgress(progressWords.restoreCheck, (step) => checkFiles(asked.dir, manifest, step))
  await needKeys(config.KEYS_DIR, asked)
  const target = await openTarget(config)
  try {
    await bringTo(target.ownerUrl, manifest)
    const lists = [join(asked.dir, 'erasures.jsonl'), erasureFile(config.DATA_DIR)]
    if (asked.erasures) lists.push(resolve(asked.erasures))
    const done = await restoreInto({
      ...{ dir: asked.dir, manifest, later, err, ownerUrl: target.ownerUrl },
      dataDir: config.DATA_DIR,
      publicKeys: await signingPublicKeys(config.KEYS_DIR),
      erasures: (await Promise.all(lists.map(readErasures))).flat(),
      acceptOlder: asked.acceptOlder,
    })
    await afterwards(config, manifest, target.ownerUrl)
    out(both(words.restored(done.rows, manifest.made)))
    if (done.replayed > 0) out(both(words.replayed(done.replayed)))
    if (done.older) out(both(words.acceptedOlder))
    return 0
  } finally {
    await target.close()
  }
}

function parse(argv: readonly string[]): Asked | 'help' | 'wrong' {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: {
        keys: { type: 'string' },
        erasures: { type: 'string' },
        'accept-older': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    })
    if (values.help) return 'help'
    const [dir, ...rest] = positionals
    const { 'accept-older': acceptOlder, keys, erasures } = values
    if (!dir || rest.length > 0 || acceptOlder?.trim() === '') return 'wrong'
    return {
      dir: resolve(dir),
      ...(keys !== undefined && { keys }),
      ...(erasures !== undefined && { erasures }),
      ...(acceptOlder !== undefined && { acceptOlder: acceptOlder.trim().slice(0, 2_000) }),
    }
  } catch {
    return 'wrong'
  }
}

// The backup's steps must be the beginning of ours; those after it run on the restored rows.
function stepsAfter({ migrations }: Manifest): Migration[] {
  const steps = readMigrations()
  migrations.forEach(({ name, sha256 }, place) => {
    const step = steps[place]
    if (step?.name !== name || step.sha256 !== sha256) {
      throw new Problem('conflict', words.otherVersion(name))
    }
  })
  return steps.slice(migrations.length)
}

async function needKeys(keysDir: string, { dir, keys }: Asked): Promise<void> {
  if (await keysPresent(keysDir)) return
  const from = keys === undefined ? `${dir}-keys` : resolve(keys)
  if (!(await keysPresent(from))) throw new Problem('conflict', words.keysMissing(keysDir))
  await mkdir(keysDir, { recursive: true, mode: 0o700 })
  await cp(from, keysDir, { recursive: true, force: false })
  await chmod(keysDir, 0o700)
  for (const name of await readdir(keysDir)) await chmod(join(keysDir, name), 0o600)
}

/** The database to restore into: the one of DATABASE_URL, or the embedded one, started for this. */
async function openTarget(config: Config): Promise<{ ownerUrl: string; close(): Promise<void> }> {
  const { DATABASE_URL, DATA_DIR } = config
  try {
    const { release } = lock(DATA_DIR)
    if (DATABASE_URL) {
      await externalUrls(DATABASE_URL, {}, DATA_DIR)
      return { ownerUrl: DATABASE_URL, close: async () => release() }
    }
    const { server, urls } = await openEmbedded(join(DATA_DIR, 'database'), () => {})
    return { ownerUrl: urls.owner, close: () => server.stop().then(release) }
  } catch (thrown) {
    if (!isTrouble(thrown)) throw thrown
    throw new Problem('unavailable', troubleWords(thrown.trouble, thrown.about))
  }
}

// An empty database is brought to where the backup was; one that is further cannot go back.
async function bringTo(ownerUrl: string, { migrations }: Manifest): Promise<void> {
  const client = await ownerClient(ownerUrl)
  try {
    const { rows } = await client.query(`select to_regclass('public.migrations') as there`)
    if (rows[0]?.there !== null) {
      const { rowCount } = await client.query('select from public.migrations')
      if ((rowCount ?? 0) > migrations.length) throw new Problem('conflict', words.newerDatabase)
    }
  } finally {
    await client.end()
  }
  await migrate(ownerUrl, readMigrations().slice(0, migrations.length))
}

// What is beside the rows: jobs that were waiting, and the erasure list outside.
async function afterwards(
  { DATA_DIR }: Config,
  { jobs }: Manifest,
  ownerUrl: string,
): Promise<void> {
  await prepareJobs(ownerUrl)
  const { db, pool, close } = connect(ownerUrl, { max: 1, name: 'restore', limit: 60_000 })
  try {
    const { rows } = await pool.query<{ name: string }>(`select name from ${jobSchema}.queue`)
    const queues = new Set(rows.map(({ name }) => name))
    await transaction(db, async (tx) => {
      for (const { name, told } of jobs.filter((job) => queues.has(job.name))) {
        // Whoever handles it reads what it is told; here it only passes through.
        await laterEach(tx, name as keyof Jobs, [told as Jobs[keyof Jobs]])
      }
    })
    await keepErasures((work) => transaction(db, work), DATA_DIR)
  } finally {
    await close()
  }
}
