import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkInvariants } from '../support/invariants.ts'
import { type StaffMember, staffMember } from '../support/staff.ts'
import {
  type OneOfEach,
  type StaffDoors,
  type StaffOf,
  staffDoors,
} from '../support/staff-doors.ts'

const said = 'Bác trưởng khu phố hay quát bà con khi họp.'
const reason = 'Cháu bé trong thư có thể đang bị đánh, chưa gọi được ai.'
let doors: StaffDoors
let staff: StaffOf
let own: OneOfEach
let number: string

beforeAll(async () => {
  doors = await staffDoors()
  const { ward } = doors
  staff = await doors.staffOf(ward.front, ward.quarter, ward.head)
  own = await doors.askedBundle(staff, ward.quarter, ward.head, 'Kiểm điểm năm nay')
  number = (await doors.done(staff.moderator, `/feedback/${own.feedback.id}`)).number
})
afterAll(async () => {
  await checkInvariants(doors.house.ownerUrl)
  await doors.close()
})

async function asked(who: StaffMember, path: string, fields?: Record<string, string>) {
  const answer = await doors.apps.console.request(path, {
    method: fields ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${who.token}`, 'sec-fetch-site': 'same-origin' },
    ...(fields && { body: new URLSearchParams(fields) }),
  })
  return {
    status: answer.status,
    text: await answer.text(),
    to: answer.headers.get('location') ?? '',
  }
}
const entries = async (kind: string) =>
  (
    await doors.house.owner.execute(sql`
      select convert_from(bytes, 'UTF8')::jsonb as said from custody_entries where kind = ${kind} order by seq`)
  ).rows.map(({ said }) => said)

test('broken glass shows one letter to who broke it, and everybody is told', async () => {
  expect((await asked(staff.clerk, `/api/v1/feedback/${own.feedback.id}`)).status).toBe(403)
  const broken = await asked(staff.clerk, '/khan-cap', { number, reason })
  expect(broken.status).toBe(303)
  expect((await asked(staff.clerk, broken.to)).text).toContain(said)
  for (const who of [staff.moderator, staff.admin]) {
    expect((await asked(who, broken.to)).status).toBe(404)
    const list = await asked(who, '/khan-cap')
    expect(list.text).toContain(reason)
    expect(list.text).not.toContain(said)
  }
  const { rows } = await doors.house.owner.execute(sql`
    select count(distinct n.person_id)::int as told, (select count(distinct person_id)::int from memberships
      where organisation_id = ${doors.ward.front}) as all from notices n where kind = 'glass-broken'`)
  expect(rows[0]?.told).toBe(rows[0]?.all)
  expect(await entries('glass.broken')).toMatchObject([
    { actor: staff.clerk.person, subject: own.feedback.id },
  ])
  const others = await doors.house.owner.execute(sql`
    select from notices where organisation_id <> ${doors.ward.front} and kind = 'glass-broken'`)
  expect(others.rows).toEqual([])
})

test('is refused without a reason, without a letter, and stays shut after an hour', async () => {
  const short = await asked(staff.clerk, '/khan-cap', { number, reason: 'gấp' })
  expect(short.status).toBe(400)
  expect(short.text).toContain(number)
  expect((await asked(staff.clerk, '/khan-cap', { number: '9999/2026', reason })).status).toBe(404)
  const { to } = await asked(staff.clerk, '/khan-cap', { number, reason })
  await doors.house.owner.execute(sql`alter table glass_breaks disable trigger user`)
  await doors.house.owner.execute(
    sql`update glass_breaks set broken_at = now() - interval '61 minutes'`,
  )
  await doors.house.owner.execute(sql`alter table glass_breaks enable trigger user`)
  expect((await asked(staff.clerk, to)).status).toBe(404)
})

test('opens nothing to who is related, and nothing that was diverted', async () => {
  const kin = await staffMember(doors.house.owner, doors.ward.front, 'Trần Thị Em', 'clerk')
  await asked(kin, '/quan-he', { kind: 'kin', official: doors.ward.head })
  expect((await asked(kin, '/khan-cap', { number, reason })).status).toBe(404)
  expect((await asked(kin, '/khan-cap')).text).not.toContain(reason)
  const sent = await doors.newLetter(doors.ward.quarter, doors.ward.head)
  await doors.done(staff.moderator, `/feedback/${sent.id}/decisions`, {
    ...{ verdict: 'divert', reason: 'complaint' },
  })
  const diverted = (await doors.done(staff.moderator, `/feedback/${sent.id}`)).number
  expect((await asked(staff.clerk, '/khan-cap', { number: diverted, reason })).status).toBe(409)
})

test('a sample shows the auditor times, reasons and persons, and nobody’s words', async () => {
  for (const who of [staff.lead, staff.moderator, staff.secretary, staff.admin]) {
    expect((await asked(who, '/kiem-tra')).status).toBe(403)
    expect((await asked(who, '/kiem-tra', {})).status).toBe(403)
  }
  const drawn = await asked(staff.auditor, '/kiem-tra', {})
  expect(drawn.status).toBe(303)
  const { text } = await asked(staff.auditor, drawn.to)
  expect(text).toContain(staff.moderator.name)
  expect(text).toContain('feedback.accept')
  expect(text).toContain('summary.written')
  for (const words of [said, 'ôn hòa', reason]) expect(text).not.toContain(words)
  const note = await asked(staff.auditor, drawn.to, { text: 'Hai người, đủ lý do.\nKhông có gì.' })
  expect(note.status).toBe(303)
  expect((await asked(staff.auditor, drawn.to)).text).toContain('Hai người, đủ lý do.')
  expect((await asked(staff.auditor, drawn.to, { text: '' })).status).toBe(400)
})

test('which files are drawn follows from the logged seed alone', async () => {
  await asked(staff.auditor, '/kiem-tra', {})
  const logged = await entries('sample.drawn')
  expect(logged).toHaveLength(2)
  for (const entry of logged as { item: string; commitment: string; number: number }[]) {
    const { rows } = await doors.house.owner.execute(sql`
      select (select array_agg(feedback_id order by position) from sample_items where sample_id = ${entry.item}) =
        (select array_agg(id order by sha256(decode(${entry.commitment}, 'hex') || uuid_send(id))) from feedback f
          where organisation_id = ${doors.ward.front} and exists (select from decisions d where d.feedback_id = f.id
            and d.decided_at < (select drawn_at from samples where id = ${entry.item}))) as same`)
    expect(rows).toEqual([{ same: true }])
  }
})

test('the auditor reads no summary elsewhere either', async () => {
  expect((await asked(staff.auditor, `/y-kien/${own.accepted.id}`)).status).toBe(403)
  expect((await asked(staff.auditor, `/api/v1/feedback/${own.accepted.id}`)).status).toBe(403)
})
