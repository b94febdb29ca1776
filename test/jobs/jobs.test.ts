import { tmpdir } from 'node:os'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { as } from '../../db/connection.ts'
import { prepareJobs } from '../../src/jobs/prepare.ts'
import { startJobs, timedHandlers } from '../../src/jobs/start.ts'
import { startUnpacking } from '../../src/jobs/unpacking.ts'
import { later } from '../../src/later.ts'
import { vaultOf } from '../../src/moderation/vault.ts'
import { consoleUrlOf, type OpenConsole, openConsole } from '../support/moderation.ts'
import { eventually } from '../support/started.ts'

let house: OpenConsole
let consoleUrl: string
const log: string[] = []
beforeAll(async () => {
  house = await openConsole()
  consoleUrl = consoleUrlOf(house.house.ownerUrl)
  await prepareJobs(house.house.ownerUrl)
})
afterAll(() => house.close())
beforeEach(() => {
  log.length = 0
})
afterEach(() => house.check())

const count = async (text: string) => Number((await house.rows(text))[0]?.count)
const waitingJobs = () =>
  count(`select count(*) from pgboss.job where name = 'bundle.render' and state = 'created'`)
const asStaff = { role: 'ydan_staff' } as const
const unpacked = () => count('select count(*) from unpacked')
const listening = () =>
  count(`select count(*) from pg_stat_activity
    where application_name = 'ydan unpacking' and datname = current_database()`)
const dropOnly = () => house.letter({}, [], {}, false)
const setting = () => ({
  db: house.house.console,
  databaseUrl: consoleUrl,
  vault: house.vault,
  log: (line: string) => void log.push(line),
})

describe('a job left for later', () => {
  it('exists when its transaction commits, and not when it fails', async () => {
    const before = await waitingJobs()
    const told = { bundle: crypto.randomUUID() }
    await as(house.house.console, asStaff, (tx) => later(tx, 'bundle.render', told))
    expect(await waitingJobs()).toBe(before + 1)
    const failing = as(house.house.console, asStaff, async (tx) => {
      await later(tx, 'bundle.render', told)
      throw new Error('ours')
    })
    await expect(failing).rejects.toThrow('ours')
    expect(await waitingJobs()).toBe(before + 1)
  })

  it('may be prepared again at every start', async () => {
    const before = await waitingJobs()
    await prepareJobs(house.house.ownerUrl)
    expect(await waitingJobs()).toBe(before)
  })

  it('is prepared anew when the last start was of another version, and only then', async () => {
    const times = () => count('select count(*) from pgboss.schedule')
    const all = await times()
    expect(all).toBeGreaterThan(10)
    await house.rows(`delete from pgboss.schedule where name = 'disk.measure'`)
    await prepareJobs(house.house.ownerUrl)
    expect(await times()).toBe(all - 1)
    await house.rows(`comment on schema pgboss is 'of another version'`)
    await prepareJobs(house.house.ownerUrl)
    expect(await times()).toBe(all)
  })

  it('is given to the console at every start, whatever was taken from it', async () => {
    await house.rows('revoke all on all tables in schema pgboss from ydan_console')
    await prepareJobs(house.house.ownerUrl)
    const may = `has_table_privilege('ydan_console', 'pgboss.job', 'update')`
    expect(await house.rows(`select ${may} as may`)).toEqual([{ may: true }])
  })
})

describe('the console’s own work', () => {
  it('runs what was left, keeps what fails for another try, and says only its kind', async () => {
    const free = async () =>
      (await house.rows(`select reading from conditions where name = 'disk'`))[0]?.reading.free
    expect(await free()).toBeUndefined()
    const jobs = await startJobs({ ...setting(), signing: signer, dataDir: tmpdir() })
    expect(await free()).toBeGreaterThan(0)
    expect(await eventually(waitingJobs, (waiting) => waiting === 0)).toBe(0)
    await eventually(
      () => log.filter((line) => line.startsWith('job bundle.render failed')).length,
      (failed) => failed > 0,
    )
    await jobs.stop()
    const [job] = await house.rows(`select state from pgboss.job where name = 'bundle.render'`)
    expect(job?.state).toBe('retry')
    expect(log.join('\n')).not.toMatch(/[0-9a-f]{8}-/)
  })

  it('gives expired asks back and lets held letters through', async () => {
    const { rows, people } = house
    const { id } = await house.letter()
    const body = { verdict: 'not_accept', reason: 'no_fact' }
    await house.post(`/api/v1/feedback/${id}/decisions`, body, people.moderator)
    await rows('alter table approvals disable trigger user')
    await rows(`update approvals set expires_at = now() - interval '1 hour'`)
    await rows('alter table approvals enable trigger user')
    await house.letter({}, [], { held: true }, false)
    const before = await unpacked()
    await house.unpack()
    expect(await unpacked()).toBe(before)
    const handlers = timedHandlers({ ...setting(), dataDir: tmpdir() })
    for (const handle of Object.values(handlers)) await handle()
    await house.unpack()
    expect(await unpacked()).toBe(before + 1)
    expect(log).toEqual(['approvals returned: 1', 'held letters released: 1'])
    const again = await house.post(`/api/v1/feedback/${id}/decisions`, body, people.moderator)
    expect(again.status).toBe(202)
  })
})

describe('unpacking', () => {
  it('hears of a letter at once', async () => {
    const unpacking = startUnpacking({ ...setting(), every: 600_000 })
    await eventually(listening, (open) => open === 1)
    const before = await unpacked()
    await dropOnly()
    expect(await eventually(unpacked, (now) => now === before + 1)).toBe(before + 1)
    await unpacking.stop()
    expect(await eventually(listening, (open) => open === 0)).toBe(0)
  })

  it('listens again after its connection was cut', async () => {
    const unpacking = startUnpacking({ ...setting(), every: 100 })
    await eventually(listening, (open) => open === 1)
    expect(await cutListening()).toBe(1)
    expect(await eventually(listening, (open) => open === 1)).toBe(1)
    await unpacking.stop()
  })

  it('shares the letters among consoles, each once', async () => {
    const before = await unpacked()
    await Promise.all(Array.from({ length: 8 }, dropOnly))
    const consoles = [setting(), setting(), setting()].map((one) => startUnpacking(one))
    expect(await eventually(unpacked, (now) => now === before + 8)).toBe(before + 8)
    await Promise.all(consoles.map((one) => one.stop()))
    expect(log).toEqual([])
  })

  it('leaves the letters waiting while the keys are locked', async () => {
    await dropOnly()
    const before = await unpacked()
    const unpacking = startUnpacking({ ...setting(), vault: vaultOf('locked'), every: 20 })
    await new Promise((wake) => setTimeout(wake, 100))
    await unpacking.stop()
    expect([await unpacked(), log]).toEqual([before, []])
    await house.unpack()
  })

  it('takes up again a letter that its queue forgot, and reads no count wrong meanwhile', async () => {
    await dropOnly()
    await house.rows('delete from waiting_letters')
    expect(await house.unpack()).toBe(0)
    const before = await unpacked()
    const unpacking = startUnpacking(setting())
    expect(await eventually(unpacked, (now) => now === before + 1)).toBe(before + 1)
    await unpacking.stop()
    expect(await count('select count(*) from waiting_letters')).toBe(0)
    const changes = 'select count(*) from (select 1 from feedback_counts group by state) as states'
    expect(await count('select count(*) from feedback_counts')).toBe(await count(changes))
  })

  it('goes on with the others when one letter cannot be opened', async () => {
    await dropOnly()
    const [{ id }] = await house.rows(`select l.id from letters l
      where not exists (select from unpacked u where u.letter_id = l.id)`)
    const [{ bytes }] = await house.rows('select bytes from seals where record = $1', [id])
    const set = (to: Buffer) =>
      house.rows('update seals set bytes = $2 where record = $1', [id, to])
    await set(Buffer.from(bytes.map((byte: number, at: number) => (at === 20 ? byte ^ 1 : byte))))
    await dropOnly()
    const before = await unpacked()
    expect(await house.unpack()).toBe(1)
    expect(await unpacked()).toBe(before + 1)
    expect(house.failures.splice(0)).toHaveLength(1)
    await set(bytes)
    expect(await house.unpack()).toBe(1)
  })
})

/** Ends the connection that listens, as a restart of the database does; how many there were. */
async function cutListening(): Promise<number> {
  const killer = new pg.Client({ connectionString: inject('server').superuserUrl })
  await killer.connect()
  const { rowCount } = await killer.query(
    `select pg_terminate_backend(pid, 5000) from pg_stat_activity
     where application_name = 'ydan unpacking' and datname = $1`,
    [new URL(consoleUrl).pathname.slice(1)],
  )
  await killer.end()
  return rowCount ?? 0
}

const signer = { sign: () => new Uint8Array(64), publicKey: new Uint8Array(32) }
