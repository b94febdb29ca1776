import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { as } from '../../db/connection.ts'
import { dropExpired } from '../../src/staff/autosaves.ts'
import {
  type StaffApp,
  type StaffHouse,
  type StaffMember,
  staffApp,
  staffHouse,
  staffMember,
} from '../support/staff.ts'

let house: StaffHouse
let app: StaffApp
let mai: StaffMember
let hai: StaffMember
const form = 'summary-4b7a0d9e-6f4b-4b58-9d50-3b8f0a7f2c11'
const fields = { text: 'Bản tóm tắt viết dở\nvề việc đường hẻm' }

beforeAll(async () => {
  house = await staffHouse()
  const { front } = await house.ward()
  app = staffApp(house.door('console'))
  mai = await staffMember(house.owner, front, 'Trần Thị Mai', 'moderator')
  hai = await staffMember(house.owner, front, 'Lê Thị Hai', 'moderator')
})
afterAll(() => house.close())

function call(member: StaffMember | null, method: string, body?: unknown, name = form, at = app) {
  const headers = new Headers({ 'content-type': 'application/json' })
  if (member) headers.set('authorization', `Bearer ${member.token}`)
  return at.request(`/api/v1/autosaves/${name}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

test('a draft comes back to who wrote it, at either door, and to nobody else', async () => {
  expect((await call(mai, 'POST', { fields })).status).toBe(204)
  for (const at of [app, staffApp(house.door('desk'))]) {
    expect(await (await call(mai, 'GET', undefined, form, at)).json()).toMatchObject({ fields })
  }
  expect((await call(hai, 'GET')).status).toBe(404)
  for (const method of ['GET', 'POST', 'DELETE']) {
    expect((await call(null, method)).status).toBe(401)
  }
})

test('a draft is replaced by the next, and can be thrown away', async () => {
  await call(mai, 'POST', { fields: { text: 'mới hơn' } })
  expect(await (await call(mai, 'GET')).json()).toMatchObject({ fields: { text: 'mới hơn' } })
  expect((await call(mai, 'DELETE')).status).toBe(204)
  expect((await call(mai, 'GET')).status).toBe(404)
})

test('a draft is unreadable in the database, and opens under no other person or form', async () => {
  await call(mai, 'POST', { fields: { text: 'điều kín đáo' } })
  const { rows } = await house.owner.execute<{ sealed: Buffer }>(sql`select sealed from autosaves`)
  expect(rows[0]?.sealed.toString('utf8')).not.toContain('kín đáo')
  await house.owner.execute(
    sql`insert into autosaves select ${hai.person}, form, sealed, saved_at, expires_at from autosaves`,
  )
  expect((await call(hai, 'GET')).status).toBe(500)
  await house.owner.execute(sql`delete from autosaves where person_id = ${hai.person}`)
  await house.owner.execute(sql`update autosaves set form = 'other'`)
  expect((await call(mai, 'GET', undefined, 'other')).status).toBe(500)
  await house.owner.execute(sql`delete from autosaves`)
})

test('a draft is gone after seven days, and the jobs delete it', async () => {
  await call(mai, 'POST', { fields })
  const { rows } = await house.owner.execute(
    sql`select from autosaves where expires_at - saved_at = interval '7 days'`,
  )
  expect(rows).toHaveLength(1)
  await house.owner.execute(sql`update autosaves set expires_at = now()`)
  expect((await call(mai, 'GET')).status).toBe(404)
  await as(house.console, { role: 'ydan_jobs' }, dropExpired)
  expect((await house.owner.execute(sql`select from autosaves`)).rows).toHaveLength(0)
})

test.each([
  ['a form named with capitals', { fields }, 'Summary'],
  ['a text that is too long', { fields: { text: 'x'.repeat(20_001) } }, form],
  ['a number', { fields: { text: 1 } }, form],
  [
    'too many fields',
    { fields: Object.fromEntries(Array.from({ length: 31 }, (_, n) => [`f${n}`, ''])) },
    form,
  ],
])('refuses %s', async (_what, body, name) => {
  expect((await call(mai, 'POST', body, name)).status).toBe(400)
})

test('refuses a body over 256 KiB', async () => {
  const large = Object.fromEntries(
    Array.from({ length: 14 }, (_, n) => [`f${n}`, 'x'.repeat(20_000)]),
  )
  expect((await call(mai, 'POST', { fields: large })).status).toBe(413)
})
