import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { as } from '../../db/connection.ts'
import { checkInvariants } from '../support/invariants.ts'
import { type StaffMember, staffMember } from '../support/staff.ts'
import {
  type OneOfEach,
  type StaffDoors,
  type StaffOf,
  staffDoors,
} from '../support/staff-doors.ts'

let doors: StaffDoors
let staff: StaffOf
let own: OneOfEach
let cousin: StaffMember
let uncle: StaffMember

beforeAll(async () => {
  doors = await staffDoors()
  const { ward, house } = doors
  await house.owner.execute(
    sql`update organisations set parent_id = ${ward.province} where id = ${ward.front}`,
  )
  staff = await doors.staffOf(ward.front, ward.quarter, ward.head)
  own = await doors.askedBundle(staff, ward.quarter, ward.head, 'Kiểm điểm năm nay')
  cousin = await staffMember(house.owner, ward.front, 'Trần Thị Em Họ', 'moderator')
  uncle = await staffMember(house.owner, ward.front, 'Trần Văn Chú', 'lead', 'secretary')
})
afterAll(async () => {
  await checkInvariants(doors.house.ownerUrl)
  await doors.close()
})

const form = (who: StaffMember, path: string, fields: Record<string, string>) =>
  doors.apps.console.request(path, {
    method: 'POST',
    headers: { authorization: `Bearer ${who.token}`, 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(fields),
  })
const page = async (who: StaffMember, path: string) => {
  const headers = { authorization: `Bearer ${who.token}` }
  const answer = await doors.apps.console.request(path, { headers })
  return { status: answer.status, text: await answer.text() }
}
const kin = (who: StaffMember, official = doors.ward.head) =>
  form(who, '/quan-he', { kind: 'kin', official, unit: '' })

describe('who declared a relation', () => {
  it('saw the letters before, and sees none of them after, anywhere', async () => {
    const paths = [
      `/y-kien/${own.feedback.id}`,
      `/y-kien/${own.feedback.id}/tep/${own.feedback.file}`,
      `/api/v1/feedback/${own.feedback.id}`,
      `/api/v1/feedback/${own.feedback.id}/attachments/${own.feedback.file}`,
      `/api/v1/review-records/${own.record}`,
      `/ho-so/${own.record}`,
    ]
    for (const path of paths) expect((await page(cousin, path)).status, path).toBe(200)
    expect((await kin(cousin)).status).toBe(303)
    for (const path of paths) expect((await page(cousin, path)).status, path).toBe(404)
    for (const path of paths) expect((await page(staff.moderator, path)).status, path).toBe(200)
  })

  it('finds them in no list, count, search, history and export', async () => {
    const ids = [own.feedback.id, own.accepted.id, own.record, own.evidence, own.bundle]
    const lists = [
      '/api/v1/feedback?limit=100',
      `/api/v1/feedback?official=${doors.ward.head}`,
      '/api/v1/feedback?q=on%20hoa',
      '/y-kien?limit=100',
      '/y-kien?q=on%20hoa',
      '/thu-di',
      '/dong-y',
      '/api/v1/approvals',
      `/api/v1/review-records?cycle=${own.cycle}`,
      '/ho-so',
    ]
    for (const path of lists) {
      const { status, text } = await page(cousin, path)
      expect(status, path).toBe(200)
      for (const id of ids) expect(text.includes(id), `${path} ${id}`).toBe(false)
    }
    const { text } = await page(cousin, '/y-kien')
    expect(text).not.toContain('0001/')
  })

  it('gets nothing of them by any statement of the console', async () => {
    const counts: Record<string, number> = {}
    const tables = await hanging()
    for (const { name, column } of tables) {
      const { organisation, person } = cousin
      const who = { role: 'ydan_staff', organisation, person, roles: ['moderator'] } as const
      const { rows } = await as(doors.house.console, who, (tx) =>
        tx.execute<{ count: number }>(
          sql`select count(${sql.identifier(column)})::int as count from ${sql.identifier(name)}`,
        ),
      )
      counts[name] = rows[0]?.count ?? -1
    }
    // Everything in this ward is about the cousin's kin.
    expect(Object.entries(counts).filter(([, count]) => count > 0)).toEqual([])
  })

  it('cannot decide about them, whatever the letter named', async () => {
    const loose = await looseLetter()
    const summary = { who: cousin, body: { text: 'Mong ôn hòa hơn.' } }
    await doors.call('console', 'POST', `/api/v1/feedback/${loose}/summaries`, summary)
    const body = { verdict: 'accept', officials: [doors.ward.head], topic: 'manner' }
    const decided = await doors.call('console', 'POST', `/api/v1/feedback/${loose}/decisions`, {
      ...{ who: cousin, body: { ...body, standing: 'said', polarity: 'positive' } },
    })
    expect(decided.status).toBe(409)
    expect((await form(cousin, `/y-kien/${loose}/giao`, {})).status).toBe(303)
    expect((await page(cousin, `/y-kien/${loose}`)).status).toBe(404)
    expect((await page(staff.moderator, `/y-kien/${loose}`)).status).toBe(200)
  })

  it('is not asked to agree, and cannot freeze what would be incomplete', async () => {
    const asked = async (who: StaffMember) =>
      JSON.parse((await page(who, '/api/v1/approvals')).text).items.map(
        (one: { id: string }) => one.id,
      )
    expect(await asked(uncle)).toContain(own.freezing)
    expect((await kin(uncle)).status).toBe(303)
    expect(await asked(uncle)).toEqual([])
    for (const approval of [own.approval, own.freezing]) {
      const answer = await doors.call('console', 'POST', `/api/v1/approvals/${approval}`, {
        ...{ who: uncle, body: { approve: true, note: null } },
      })
      expect(answer.status).toBe(404)
    }
    const batch = await form(uncle, `/ky/${own.cycle}/chuan-bi/chot`, { cutOff: own.today })
    expect(batch.status).toBe(409)
    expect(await batch.text()).toContain('ông/bà có quan hệ')
  })
})

describe('a declaration', () => {
  it('is refused twice, for a stranger’s unit, and for somebody else unless by a lead', async () => {
    expect((await kin(cousin)).status).toBe(409)
    const unit = { kind: 'unit', unit: doors.ward.neighbour }
    expect((await form(cousin, '/quan-he', unit)).status).toBe(400)
    const other = { kind: 'kin', official: doors.ward.chair, person: staff.clerk.person }
    expect((await form(cousin, '/quan-he', other)).status).toBe(403)
    expect(
      (await form(staff.lead, '/quan-he', { ...other, official: doors.ward.head })).status,
    ).toBe(303)
  })

  it('is seen by oneself and by the lead alone', async () => {
    expect((await page(staff.lead, '/quan-he')).text).toContain('Trần Thị Em Họ')
    expect((await page(staff.moderator, '/quan-he')).text).not.toContain('Trần Thị Em Họ')
    expect((await page(staff.admin, '/quan-he')).text).not.toContain('Trần Thị Em Họ')
    expect((await page(cousin, '/quan-he')).text).toContain('Trần Văn Sóng')
  })

  it('is ended by a lead, never by who made it', async () => {
    const relation = await latest(uncle.person)
    expect((await form(uncle, '/quan-he/thoi', { relation })).status).toBe(403)
    expect((await form(staff.moderator, '/quan-he/thoi', { relation })).status).toBe(403)
    expect((await form(staff.lead, '/quan-he/thoi', { relation })).status).toBe(303)
    expect((await form(staff.lead, '/quan-he/thoi', { relation })).status).toBe(404)
    expect((await page(uncle, `/api/v1/feedback/${own.feedback.id}`)).status).toBe(200)
  })

  it('is never rewritten by the console', async () => {
    const { organisation, person } = cousin
    const who = { role: 'ydan_staff', organisation, person, roles: ['moderator'] } as const
    for (const text of ['update relations set kind = kind', 'delete from relations']) {
      const change = as(doors.house.console, who, (tx) => tx.execute(sql.raw(text)))
      await expect(change).rejects.toMatchObject({ cause: { code: '42501' } })
    }
    const forged = as(doors.house.console, who, (tx) =>
      tx.execute(sql`insert into relation_endings (relation_id, organisation_id, ended_by, entry_seq)
        select id, organisation_id, ${person}::uuid, 0 from relations where person_id = ${person} limit 1`),
    )
    await expect(forged).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  it('of one’s own unit hides the unit and who holds a post in it', async () => {
    const member = await staffMember(doors.house.owner, doors.ward.front, 'Đỗ Đồng', 'moderator')
    const read = () => page(member, `/api/v1/feedback/${own.feedback.id}`)
    await doors.house.owner.execute(
      sql`update posts set body_id = ${doors.ward.party} where official_id = ${doors.ward.head}`,
    )
    expect((await read()).status).toBe(200)
    await form(member, '/quan-he', { kind: 'unit', unit: doors.ward.party })
    expect((await read()).status).toBe(404)
  })

  it('is made by itself for who is an official', async () => {
    const both = await staffMember(
      doors.house.owner,
      doors.ward.front,
      'Trần Văn Sóng',
      'moderator',
      {
        ...{ role: 'official', official: doors.ward.head },
      },
    )
    expect((await page(both, `/api/v1/feedback/${own.feedback.id}`)).status).toBe(404)
    // At the desk an official reads the own record.
    const mine = await doors.call('desk', 'GET', `/api/v1/review-records/${own.record}`, {
      who: both,
    })
    expect(mine.status).toBe(200)
  })
})

describe('when nobody here may read any more', () => {
  it('letters go to the Front above, which is told, and the form finds that Front', async () => {
    const { ward, house } = doors
    const above = await staffMember(house.owner, ward.province, 'Lý Thị Tỉnh', 'lead')
    const handler = async () => {
      const { rows } = await house.owner.execute(
        sql`select handled_by from posts where official_id = ${ward.head}`,
      )
      return rows[0]?.handled_by
    }
    expect(await handler()).toBe(ward.front)
    await kin(staff.moderator)
    expect(await handler()).toBe(ward.province)
    const told = await house.owner.execute(
      sql`select about from notices where person_id = ${above.person} and kind = 'handed-up'`,
    )
    expect(told.rows).toMatchObject([{ about: { official: 'Trần Văn Sóng' } }])
    await doors.newLetter(ward.quarter, ward.head)
    const { rows } = await house.owner.execute(
      sql`select count(*)::int as arrived from feedback where organisation_id = ${ward.province}`,
    )
    expect(rows).toEqual([{ arrived: 1 }])
    const near = await doors.box.door.officials(ward.quarter, '')
    const { handler: reader } = near.find(({ official }) => official === ward.head) ?? {}
    expect(reader).toBe('Ủy ban MTTQ Việt Nam tỉnh Sông Xanh')
  })
})

it('every table that hangs on a feedback hides what is barred', async () => {
  const named = [
    ...['feedback', 'threads', 'letters', 'attachments', 'review_records', 'bundles', 'approvals'],
    ...['seals', 'data_keys', 'texts', 'deliveries'],
  ]
  const { rows } = await doors.house.owner.execute<{ name: string }>(sql`
    select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not a.attisdropped
      and (a.attname in ('feedback_id', 'thread_id', 'letter_id', 'attachment_id', 'evidence_id', 'record_id')
        or c.relname = any (${sql.param(named)}::text[]))
      and (has_any_column_privilege('ydan_staff', c.oid, 'select') or has_any_column_privilege('ydan_desk_staff', c.oid, 'select'))
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'barred')`)
  // Who gave what out of hand is no secret among colleagues.
  expect(rows.map(({ name }) => name).filter((name) => name !== 'recusals')).toEqual([])
})

async function hanging() {
  const { rows } = await doors.house.owner.execute<{ name: string; column: string }>(sql`
    select c.relname as name, (select min(a.attname) from pg_attribute a where a.attrelid = c.oid
        and a.attname in ('feedback_id', 'thread_id', 'letter_id', 'attachment_id', 'evidence_id', 'record', 'record_id',
          'bundle_id', 'id', 'item', 'subject', 'approval_id') and has_column_privilege('ydan_staff', c.oid, a.attnum, 'select')) as column
    from pg_class c join pg_policy p on p.polrelid = c.oid and p.polname = 'barred'
    where has_any_column_privilege('ydan_staff', c.oid, 'select')`)
  return rows
}

async function latest(person: string): Promise<string> {
  const { rows } = await doors.house.owner.execute<{ id: string }>(
    sql`select id from relations where person_id = ${person} order by id desc limit 1`,
  )
  return rows[0]?.id ?? ''
}

/** A letter that names nobody of ours. */
async function looseLetter(): Promise<string> {
  await doors.looseLetter(doors.ward.quarter, 'Ông trưởng khu phố hay quát bà con.')
  const { rows } = await doors.house.owner.execute<{ id: string }>(sql`
    select f.id from feedback f join targets t on t.feedback_id = f.id where t.subject_kind = 'organisation'
    order by t.entry_seq desc limit 1`)
  return rows[0]?.id ?? ''
}
