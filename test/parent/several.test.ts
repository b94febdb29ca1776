import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect, type Db } from '../../db/connection.ts'
import { prepareJobs } from '../../src/jobs/prepare.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { checkInvariants } from '../support/invariants.ts'
import { type MailServer, mailServer } from '../support/mail-server.ts'
import { type StaffMember, staffMember } from '../support/staff.ts'
import { eventually, type Started, startOn } from '../support/started.ts'
import { makeWard } from '../support/ward.ts'

// Two machines of three doors each on one PostgreSQL, with the same keys: letters come by both
// letterboxes, staff work at both consoles.
const entry = join(import.meta.dirname, '../../src/node.ts')
let home: string
let database: FreshDatabase
let mails: MailServer
let machines: [Started, Started]
let owner: { db: Db; close(): Promise<void> }
let moderator: StaffMember

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'ydan-several-'))
  database = await freshDatabase()
  await prepareJobs(database.ownerUrl)
  mails = await mailServer()
  owner = connect(database.ownerUrl, { max: 2, name: 'test' })
  const { front } = await makeWard(database.ownerUrl)
  moderator = await staffMember(owner.db, front, 'Bùi Thị Hai Máy', 'moderator')
  const first = await machine('a')
  machines = [first, await machine('b')]
}, 120_000)
afterAll(async () => {
  for (const { child, ended } of machines ?? []) {
    child.kill('SIGTERM')
    await ended
  }
  mails?.stop()
  await owner?.close()
  await database?.drop()
  rmSync(home, { recursive: true, force: true })
})

async function machine(name: string): Promise<Started> {
  const started = await startOn(
    join(home, name),
    {
      KEYS_DIR: join(home, 'keys'),
      LETTERBOX_DATABASE_URL: database.letterboxUrl,
      DESK_DATABASE_URL: database.deskUrl,
      CONSOLE_DATABASE_URL: database.consoleUrl,
      SMTP_URL: mails.url,
      MAIL_FROM: 'gopy@phuong.example',
    },
    [entry],
  )
  if (!/^console +http/m.test(started.out)) throw new Error(started.err)
  return started
}

async function call(
  machine: Started,
  door: 'letterbox' | 'desk' | 'console',
  path: string,
  body?: object,
) {
  const own: Record<string, string> =
    door === 'letterbox'
      ? { 'idempotency-key': crypto.randomUUID() }
      : { authorization: `Bearer ${moderator.token}` }
  const answer = await fetch(`http://127.0.0.1:${machine.ports[door]}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json', ...own },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: await answer.json() }
}

async function writes(at: Started, n: number): Promise<void> {
  const letter = {
    area: 'ML-3',
    kind: 'comment',
    about: [{ text: 'tổ trưởng' }],
    text: `Thư thứ ${n}: họp tổ dân phố nên gọn hơn.`,
    use: 'record',
    contact: { channel: 'email', address: `nguoi${n}@vidu.example`, consent: true },
  }
  const sent = await call(at, 'letterbox', '/api/v1/feedback', letter)
  expect(sent, JSON.stringify(sent)).toMatchObject({ status: 201 })
}

const count = async (sql: string): Promise<number> => {
  const { rows } = await owner.db.$client.query<{ count: number }>(`select count(*)::int ${sql}`)
  return rows[0]?.count ?? -1
}
const unpacked = () => count('from unpacked')

async function asksForAgreement(at: Started, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const path = `/api/v1/feedback/${id}/summaries`
    const text = 'Có ý kiến mong cuộc họp của tổ dân phố gọn hơn.'
    expect(await call(at, 'console', path, { text })).toMatchObject({ status: 201 })
  }
}

it('two machines share what comes and what is to be done, each thing once, and one goes on alone', async () => {
  const [a, b] = machines
  await Promise.all(Array.from({ length: 12 }, (_, n) => writes(n % 2 ? a : b, n)))
  expect(await eventually(unpacked, (now) => now === 12)).toBe(12)
  expect(await count('from feedback')).toBe(12)

  const { rows } = await owner.db.$client.query<{ id: string }>(
    'select id from feedback order by id',
  )
  const ids = rows.map(({ id }) => id)
  await Promise.all([asksForAgreement(a, ids.slice(0, 6)), asksForAgreement(b, ids.slice(6))])
  expect(
    await eventually(
      () => mails.taken.length,
      (now) => now >= 12,
    ),
  ).toBe(12)
  const to = mails.taken.map((mail) => /^To: .*?(nguoi\d+)@/m.exec(mail)?.[1])
  expect(new Set(to).size).toBe(12)
  for (const one of machines) expect((await call(one, 'desk', '/readyz')).status).toBe(200)

  // Whoever held what only one process does at a time is gone without a word.
  a.child.kill('SIGKILL')
  await a.ended
  await Promise.all(Array.from({ length: 4 }, (_, n) => writes(b, 100 + n)))
  expect(await eventually(unpacked, (now) => now === 16)).toBe(16)
  const fresh = await owner.db.$client.query<{ id: string }>(
    'select id from feedback where id <> all($1)',
    [ids],
  )
  await asksForAgreement(
    b,
    fresh.rows.map(({ id }) => id),
  )
  expect(
    await eventually(
      () => mails.taken.length,
      (now) => now >= 16,
    ),
  ).toBe(16)
  await checkInvariants(database.ownerUrl)
}, 120_000)
