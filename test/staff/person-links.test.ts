import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../../src/staff/approvals.ts'
import { changeRole } from '../../src/staff/memberships.ts'
import { checkInvariants } from '../support/invariants.ts'
import {
  actorIs,
  asMember,
  type StaffApp,
  type StaffHouse,
  type StaffMember,
  staffApp,
  staffHouse,
  staffMember,
} from '../support/staff.ts'

let house: StaffHouse
let app: StaffApp
let admin: StaffMember
let moderator: StaffMember
let again: StaffMember
let lead: StaffMember

beforeAll(async () => {
  house = await staffHouse()
  const { front } = await house.ward()
  app = staffApp(house.door('console'), {
    change_role: changeRole,
    accept: { agreed: async () => {} },
  })
  const member = (name: string, ...roles: Parameters<typeof staffMember>[3][]) =>
    staffMember(house.owner, front, name, ...roles)
  admin = await member('Lê Thị Hoa', 'admin')
  moderator = await member('Trần Thị Mai', 'moderator')
  again = await member('Mai Trần', 'lead')
  lead = await member('Nguyễn Văn Cả', 'lead')
})
afterAll(async () => {
  await checkInvariants(house.ownerUrl)
  await house.close()
})

const post = (who: StaffMember, path: string, fields: Record<string, string>) =>
  app.request(path, {
    method: 'POST',
    headers: { authorization: `Bearer ${who.token}`, 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(fields),
  })
const answer = async (who: StaffMember, approval: string) => {
  const answered = await app.request(`/api/v1/approvals/${approval}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ approve: true, note: null }),
  })
  return answered.status
}
const asked = () =>
  asMember(house.console, moderator, (tx) =>
    ask(tx, actorIs(moderator), 'accept', crypto.randomUUID(), {}),
  )
const pair = () => ({ person: again.person, as: moderator.person })

test('two accounts of one human never agree to each other’s asks', async () => {
  const approval = await asked()
  for (const who of [moderator, lead]) {
    expect((await post(who, '/nguoi/cung-nguoi', pair())).status).toBe(403)
  }
  expect((await post(admin, '/nguoi/cung-nguoi', pair())).status).toBe(303)
  expect((await post(admin, '/nguoi/cung-nguoi', pair())).status).toBe(409)
  expect(await answer(again, approval)).toBe(403)
  expect(await answer(lead, approval)).toBe(200)
})

test('nor by a statement of the console itself', async () => {
  const approval = await asked()
  const forged = asMember(house.console, again, (tx) =>
    tx.execute(sql`insert into approval_answers (approval_id, organisation_id, outcome, answered_by, entry_seq)
      values (${approval}, ${again.organisation}, 'agreed', ${again.person}, 0)`),
  )
  await expect(forged).rejects.toMatchObject({ cause: { constraint: 'two_humans' } })
})

test('together they hold no roles that never go together', async () => {
  const give = { person: moderator.person, role: 'auditor', area: '', official: '' }
  expect((await post(admin, '/nguoi/vai-tro', give)).status).toBe(409)
  const mixed = { person: admin.person, as: moderator.person }
  expect((await post(admin, '/nguoi/cung-nguoi', mixed)).status).toBe(409)
  const itself = { person: admin.person, as: admin.person }
  expect((await post(admin, '/nguoi/cung-nguoi', itself)).status).toBe(409)
})

test('taking the link back needs a lead, and not that human', async () => {
  expect((await post(admin, '/nguoi/khac-nguoi', pair())).headers.get('location')).toContain(
    'asked=1',
  )
  const { rows } = await house.owner.execute<{ id: string }>(
    sql`select id from approvals where act = 'change_role' order by asked_at desc limit 1`,
  )
  expect(await answer(again, rows[0]?.id ?? '')).toBe(403)
  expect(await answer(lead, rows[0]?.id ?? '')).toBe(200)
  expect(await answer(again, await asked())).toBe(200)
})
