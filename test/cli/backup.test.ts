import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { as as asRole, connect } from '../../db/connection.ts'
import { backupCommand } from '../../src/cli/backup.ts'
import { restoreCommand } from '../../src/cli/restore.ts'
import { configOf } from '../../src/config.ts'
import { checkpoint } from '../../src/custody/checkpoint.ts'
import type { LogOwner } from '../../src/custody/entries.ts'
import { keepErasures } from '../../src/custody/erasures.ts'
import { refuseOlder } from '../../src/custody/older.ts'
import { problemOf } from '../../src/problem.ts'
import { faultsAt, reading } from '../support/custody.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { type Deployment, deployment } from '../support/deployment.ts'
import { handover } from '../support/meeting-house.ts'

// A deployment that is backed up, destroyed and brought back; what is kept outside the database
// (DATA_DIR, keys) survives unless a test says otherwise.
let dir: string
let house: Deployment
let log: LogOwner
/** Letters that were erased before and after the backup. */
const erased = { before: '', after: '' }
const copies: FreshDatabase[] = []

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'ydan sao lưu '))
  house = await deployment(dir)
  log = { id: house.ward.front, code: 'ML' }
  await house.post(house.secretary, `bundles/${house.bundle}/handovers`, handover)
  await house.owner.query(
    `insert into sessions (token_hash, person_id, organisation_id, door) values ($1, $2, $3, 'console')`,
    [Buffer.alloc(32, 1), house.secretary.person, house.ward.front],
  )
  erased.before = await letterToForget()
  await shred(erased.before)
})
afterAll(async () => {
  for (const copy of copies) await copy.drop()
  await house.close()
  rmSync(dir, { recursive: true })
})

const config = (database = house.database) =>
  configOf({
    ...{ DATABASE_URL: database.ownerUrl, DATA_DIR: house.dataDir },
    KEYS_DIR: house.keysDir,
  })
const silent = () => {}
const backup = async (name: string) => {
  const to = join(dir, name)
  expect(await backupCommand(config(), [to], silent, silent)).toBe(0)
  return to
}
async function emptyDatabase(): Promise<FreshDatabase> {
  const made = await freshDatabase()
  copies.push(made)
  return made
}
/** Restores and answers the code, or the sentence that says why not. */
async function restore(from: string, into: FreshDatabase, ...more: string[]) {
  const said: string[] = []
  const err = (line: string) => void said.push(line)
  try {
    return { code: await restoreCommand(config(into), [from, ...more], silent, err), said }
  } catch (thrown) {
    const { code, sentence } = problemOf(thrown)
    if (code === 'internal') throw thrown
    return { refused: sentence.vi, said }
  }
}
const query = async (database: FreshDatabase, text: string, values: unknown[] = []) => {
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}
const faultsOf = ({ ownerUrl }: FreshDatabase) => faultsAt(ownerUrl, house)
const makeCheckpoint = (database = house.database) => {
  const { db, close } = connect(database.consoleUrl, { max: 2, name: 'test' })
  const setting = { db, signing: house.signing, dataDir: house.dataDir, log: silent }
  return checkpoint(setting, log).finally(close)
}

async function letterToForget(): Promise<string> {
  const { letter } = await house.accepted('Xin xóa lời này, số tôi là 0912 345 678.')
  return letter
}
/** Erases a letter, and lists it outside as the console's job does. */
async function shred(record: string): Promise<void> {
  await house.owner.query(`select shred($1, $2, 'erased')`, [log.id, record])
  const as = { role: 'ydan_jobs' } as const
  await keepErasures((work) => asRole(house.pools.console.db, as, work), house.dataDir)
}

describe('a restore drill', () => {
  it('brings everything back but sessions, erases again what was erased since, and verifies', async () => {
    const record = await letterToForget()
    await makeCheckpoint()
    const copy = await backup('bản sao 1')
    await shred(record)
    erased.after = record
    const into = await emptyDatabase()
    expect(await restore(copy, into)).toEqual({ code: 0, said: [] })
    expect(await faultsOf(into)).toEqual([])
    const words = await query(
      into,
      'select record from seals where record = any($1) union select record from data_keys where record = any($1)',
      [[erased.before, erased.after]],
    )
    expect(words).toEqual([])
    expect(await query(into, 'select * from sessions')).toEqual([])
    await sameRows(into)
    // Unknown to the planner, a hundred thousand letters would be checked each against all.
    const known = `select last_analyze is not null as known from pg_stat_user_tables where relname = 'custody_entries'`
    expect(await query(into, known)).toEqual([{ known: true }])
    const [scan] = await query(into, 'select scan from handovers where bundle_id = $1', [
      house.bundle,
    ])
    expect(scan.scan.toString('base64')).toBe(handover.scan)
    const again = await erasedInLog(into)
    expect(again).toEqual([erased.before, erased.after].sort())
  })

  it('keeps the keys apart, and names them as something to lock away', async () => {
    const said: string[] = []
    const to = join(dir, 'bản sao khóa')
    await backupCommand(config(), [to], (line) => void said.push(line), silent)
    expect(readdirSync(to).sort()).toEqual([
      ...['checkpoints', 'database', 'erasures.jsonl', 'manifest.json'],
    ])
    expect(readdirSync(`${to}-keys`)).toContain('letter-1.key')
    expect(said.join('\n')).toContain('CHỖ KHÁC')
    const everything = filesUnder(to)
      .map((file) => readFileSync(file, 'latin1'))
      .join('\n')
    const secret = JSON.parse(readFileSync(join(dir, 'keys', 'letter-1.key'), 'utf8')).secret.plain
    expect(secret).toMatch(/^[\w-]{43}$/)
    expect(everything).not.toContain(secret)
    expect(everything).not.toContain(Buffer.alloc(32, 1).toString('hex')) // the session
  })

  it('leaves jobs waiting as they were', async () => {
    await house.owner.query(
      `insert into pgboss.job (name, data) values ('bundle.render', jsonb_build_object('bundle', $1::text))`,
      [house.bundle],
    )
    const into = await emptyDatabase()
    await makeCheckpoint()
    expect(await restore(await backup('bản sao việc'), into)).toMatchObject({ code: 0 })
    const jobs = await query(into, `select name, data from pgboss.job where state = 'created'`)
    expect(jobs).toContainEqual({ name: 'bundle.render', data: { bundle: house.bundle } })
    await house.owner.query(`delete from pgboss.job where name = 'bundle.render'`)
  })
})

describe('a backup that is older than a checkpoint kept outside', () => {
  it('is refused with the sentence that says why, and nothing is restored', async () => {
    const old = await backup('bản sao hôm kia')
    await house.owner.query(`select custody_append($1, 'cycle.opened', $2)`, [log.id, randomUUID()])
    const { number, size } = await makeCheckpoint()
    const into = await emptyDatabase()
    const { refused } = await restore(old, into)
    expect(refused).toContain('CŨ HƠN')
    expect(refused).toContain(`nhật ký ML ở đây có ${size - 1} mục`)
    expect(refused).toContain(`điểm chốt số ${number}`)
    expect(await query(into, 'select * from organisations')).toEqual([])
    await onAnotherMachine(old)
  })

  it('is not served either when somebody put it in place by other means', async () => {
    const copy = copies.at(-1) as FreshDatabase
    await expect(
      reading(copy.ownerUrl, (read) => refuseOlder(read, house.dataDir)),
    ).rejects.toMatchObject({
      sentence: { vi: expect.stringContaining('CŨ HƠN') },
    })
    await reading(house.database.ownerUrl, (read) => refuseOlder(read, house.dataDir))
  })

  it('is accepted with a reason, which stands in the log; tokens from before open nothing', async () => {
    const into = await emptyDatabase()
    const reason = 'Hỏng ổ đĩa, bản mới hơn không đọc được.'
    const bare = await restore(join(dir, 'bản sao hôm kia'), into, '--accept-older', '  ')
    expect(bare).toMatchObject({ code: 2 })
    const done = await restore(join(dir, 'bản sao hôm kia'), into, '--accept-older', reason)
    expect(done).toEqual({ code: 0, said: [] })
    const [row] = await query(into, 'select reason, entries::int, known::int from restorations')
    expect(row).toMatchObject({ reason, known: row.entries + 1 })
    const entries = await query(
      into,
      `select kind from custody_entries where kind = 'log.restored'`,
    )
    expect(entries).toHaveLength(1)
    const open = await query(into, 'select * from api_tokens where revoked_at is null')
    expect(open).toEqual([])
    expect(await faultsOf(into)).toEqual([])
    await reading(into.ownerUrl, (read) => refuseOlder(read, house.dataDir))
    await makeCheckpoint(into)
    expect(await faultsOf(into)).toEqual([])
  })
})

describe('a restore is refused', () => {
  it('into a database that holds anything', async () => {
    const copy = await backup('bản sao 2')
    expect((await restore(copy, house.database)).refused).toContain('đã có nội dung')
  })

  it('when any file was changed, cut off, or is not there', async () => {
    const into = await emptyDatabase()
    const copy = await backup('bản sao 3')
    const file = join(copy, 'database', 'custody_entries.copy')
    const good = readFileSync(file)
    for (const bad of [flipped(good), good.subarray(0, -10), Buffer.alloc(0)]) {
      writeFileSync(file, bad)
      expect((await restore(copy, into)).refused).toContain('custody_entries.copy')
    }
    rmSync(file)
    expect((await restore(copy, into)).refused).toContain('custody_entries.copy')
    rmSync(join(copy, 'manifest.json'))
    expect((await restore(copy, into)).refused).toContain('manifest.json')
  })

  it('when somebody changed a row and the manifest with it', async () => {
    const into = await emptyDatabase()
    const copy = await backup('bản sao 4')
    const file = join(copy, 'database', 'summaries.copy')
    const text = readFileSync(file, 'utf8').split('\n').slice(1).join('\n') // one summary less
    writeFileSync(file, text)
    await rewriteManifest(copy, 'summaries', text)
    const { refused, said } = await restore(copy, into)
    expect(refused).toBeDefined()
    expect(said.length + (refused ?? '').length).toBeGreaterThan(0)
    expect(await query(into, 'select * from organisations')).toEqual([])
  })

  it('for a backup of another version of the program, and without keys', async () => {
    const into = await emptyDatabase()
    const copy = await backup('bản sao 5')
    const path = join(copy, 'manifest.json')
    const manifest = JSON.parse(readFileSync(path, 'utf8'))
    manifest.migrations.push({ name: '9999_future.sql', sha256: '0'.repeat(64) })
    writeFileSync(path, JSON.stringify(manifest))
    expect((await restore(copy, into)).refused).toContain('9999_future.sql')
    manifest.migrations.pop()
    writeFileSync(path, JSON.stringify(manifest))
    rmSync(`${copy}-keys`, { recursive: true })
    const bare = configOf({ DATABASE_URL: into.ownerUrl, DATA_DIR: join(dir, 'máy khác') })
    await expect(restoreCommand(bare, [copy], silent, silent)).rejects.toMatchObject({
      sentence: { vi: expect.stringContaining('--keys') },
    })
  })

  it('is not offered a folder that holds files already', async () => {
    await expect(backupCommand(config(), [dir], silent, silent)).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await backupCommand(config(), [], silent, silent)).toBe(2)
    expect(await restoreCommand(config(), ['a', 'b'], silent, silent)).toBe(2)
  })
})

// Every table of the deployment that a backup holds, row by row.
async function sameRows(into: FreshDatabase): Promise<void> {
  const tables = (await query(
    into,
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not in
      ('sessions', 'sign_in_failures', 'autosaves', 'conditions', 'migrations', 'custody_entries',
       'custody_heads', 'seals', 'data_keys', 'invitations')`,
  )) as { name: string }[]
  expect(tables.length).toBeGreaterThan(50)
  for (const { name } of tables) {
    const text = `select md5(string_agg(t::text, '|' order by t::text)) as all from ${name} t`
    expect(await query(into, text), name).toEqual(await query(house.database, text))
  }
}

async function erasedInLog(database: FreshDatabase): Promise<string[]> {
  const rows = await query(
    database,
    `select item from custody_entries where kind = 'record.shredded' order by item`,
  )
  return rows.map(({ item }) => item)
}

// A machine that knows of no checkpoint but the backup's own; its database may then be put anywhere.
async function onAnotherMachine(old: string): Promise<void> {
  const into = await emptyDatabase()
  const elsewhere = configOf({
    ...{ DATABASE_URL: into.ownerUrl, DATA_DIR: join(dir, 'không có điểm chốt') },
    KEYS_DIR: house.keysDir,
  })
  const said: string[] = []
  const done = await restoreCommand(elsewhere, [old], silent, (line) => void said.push(line)).catch(
    (thrown: unknown) => problemOf(thrown).sentence.vi,
  )
  expect({ done, said }).toEqual({ done: 0, said: [] })
}

async function rewriteManifest(copy: string, table: string, text: string): Promise<void> {
  const path = join(copy, 'manifest.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8'))
  const { createHash } = await import('node:crypto')
  for (const one of manifest.tables) {
    if (one.name !== table) continue
    one.sha256 = createHash('sha256').update(text).digest('hex')
    one.rows -= 1
  }
  writeFileSync(path, JSON.stringify(manifest))
}

function flipped(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes)
  const middle = Math.floor(changed.length / 2)
  changed[middle] = (changed[middle] ?? 0) ^ 1
  return changed
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((one) => {
    const path = join(folder, one.name)
    return one.isDirectory() ? filesUnder(path) : [path]
  })
}
