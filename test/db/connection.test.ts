import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { as, connect, transaction } from '../../db/connection.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

let database: FreshDatabase
let open: ReturnType<typeof connect>
let owner: ReturnType<typeof connect>

beforeAll(async () => {
  database = await freshDatabase()
  owner = connect(database.ownerUrl, { max: 2, name: 'owner' })
  await owner.db.execute(sql`create table kept (word text)`)
  await owner.db.execute(sql`grant select, insert on kept to ydan_staff`)
})
afterAll(async () => {
  await owner.close()
  await database.drop()
})
beforeEach(() => {
  open = connect(database.consoleUrl, { max: 2, name: 'test', limit: 1000 })
})
afterEach(() => open.close())

const words = async () =>
  (await owner.db.execute(sql`select word from kept order by 1`)).rows.map(({ word }) => word)
const kill = async (pid: number | undefined) => {
  const killer = connect(database.superuserUrl, { max: 1, name: 'killer' })
  const { rows } = await killer.db.execute(sql`select pg_terminate_backend(${pid}, 5000) as gone`)
  await killer.close()
  expect(rows).toEqual([{ gone: true }])
}
const backend = sql`select pg_backend_pid() as pid`

test('a transaction works as the role and for the organisation it names, and only it', async () => {
  const who = { role: 'ydan_staff', organisation: 'o1', person: 'p1', roles: ['lead'] } as const
  const asked = sql`select current_user as role, current_setting('ydan.organisation', true) as o,
    current_setting('ydan.person', true) as p, current_setting('ydan.roles', true) as r`
  const inside = await as(open.db, who, async (tx) => (await tx.execute(asked)).rows[0])
  expect(inside).toEqual({ role: 'ydan_staff', o: 'o1', p: 'p1', r: 'lead' })
  const after = await open.db.execute(asked)
  expect(after.rows[0]).toMatchObject({ role: 'ydan_console', o: '', p: '', r: '' })
  expect(open.pool.totalCount).toBe(1)
})

test('a login cannot take on a role it was not given', async () => {
  const desk = connect(database.deskUrl, { max: 1, name: 'test' })
  const trying = as(desk.db, { role: 'ydan_staff' }, async () => 'in')
  await expect(trying).rejects.toThrow()
  await desk.close()
})

test('what the work throws comes back, and nothing of it is kept', async () => {
  const ours = new Error('ours')
  const trying = as(open.db, { role: 'ydan_staff' }, async (tx) => {
    await tx.execute(sql`insert into kept values ('half')`)
    throw ours
  })
  await expect(trying).rejects.toBe(ours)
  expect(await words()).toEqual([])
  expect(open.pool.idleCount).toBe(1)
})

test('a connection killed inside a transaction rejects, and the next one works', async () => {
  const trying = as(open.db, { role: 'ydan_staff' }, async (tx) => {
    const pid = (await tx.execute<{ pid: number }>(backend)).rows[0]?.pid
    await tx.execute(sql`insert into kept values ('lost')`)
    await kill(pid)
    await tx.execute(sql`insert into kept values ('alone')`)
  })
  await expect(trying).rejects.toThrow(/Failed query: insert/)
  expect(await words()).toEqual([])
  expect(await transaction(open.db, async () => 'works')).toBe('works')
})

test('a connection killed while nobody waits on it ends neither process nor pool', async () => {
  const trying = as(open.db, { role: 'ydan_staff' }, async (tx) => {
    const pid = (await tx.execute<{ pid: number }>(backend)).rows[0]?.pid
    await kill(pid)
    await new Promise((wake) => setTimeout(wake, 50))
    return 'done'
  })
  await expect(trying).rejects.toThrow(/Failed query: (commit|rollback)/)
  const idle = await open.db.execute<{ pid: number }>(backend)
  await kill(idle.rows[0]?.pid)
  await new Promise((wake) => setTimeout(wake, 50))
  expect((await open.db.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }])
})

test('work that waits on a lock for too long is given up on both sides', async () => {
  await owner.db.execute(sql`create table if not exists head ()`)
  await owner.db.execute(sql`grant select, update on head to ydan_staff`)
  await transaction(owner.db, async (held) => {
    await held.execute(sql`lock table head`)
    const trying = as(open.db, { role: 'ydan_staff' }, (tx) => tx.execute(sql`table head`))
    await expect(trying).rejects.toThrow()
  })
  await as(open.db, { role: 'ydan_staff' }, (tx) => tx.execute(sql`table head`))
})

test('a transaction left open by its work loses its connection, not the pool', async () => {
  const trying = as(open.db, { role: 'ydan_staff' }, async (tx) => {
    await tx.execute(sql`insert into kept values ('slow')`)
    await new Promise((wake) => setTimeout(wake, 1300))
    await tx.execute(sql`select 1`)
  })
  await expect(trying).rejects.toThrow()
  expect(await words()).toEqual([])
  expect(await transaction(open.db, async () => 'works')).toBe('works')
})

test('a connection whose other end has frozen is given up, and never handed out again', async () => {
  let frozen = 0
  const trying = transaction(open.db, async (tx) => {
    frozen = (await tx.execute<{ pid: number }>(backend)).rows[0]?.pid ?? 0
    process.kill(frozen, 'SIGSTOP')
    await tx.execute(sql`select 1`)
  })
  try {
    await expect(trying).rejects.toThrow()
    const next = await open.db.execute<{ pid: number }>(backend)
    expect(next.rows[0]?.pid).not.toBe(frozen)
    expect(open.pool.totalCount).toBe(1)
  } finally {
    process.kill(frozen, 'SIGCONT')
  }
})
