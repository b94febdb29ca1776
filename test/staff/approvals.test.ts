import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { as } from '../../db/connection.ts'
import { type ApprovalHandlers, answer, ask, returnExpired } from '../../src/staff/approvals.ts'
import { endOfWorkingDay } from '../../src/staff/working-days.ts'
import {
  actorIs,
  asMember,
  type StaffApp,
  type StaffHouse,
  type StaffMember,
  staffApp,
  staffHouse,
  staffMember,
  type Ward,
} from '../support/staff.ts'

let house: StaffHouse
let ward: Ward
let app: StaffApp
let done: string[]
let moderator: StaffMember
let lead: StaffMember
let otherLead: StaffMember
let custodian: StaffMember

const handlers: ApprovalHandlers = {
  accept: {
    agreed: async (_tx, { subject }) => void done.push(`agreed ${subject}`),
    declined: async (_tx, { subject }) => void done.push(`declined ${subject}`),
  },
  erase: {
    agreed: async () => {
      throw new Error('the act failed')
    },
  },
  open_identity: { agreed: async (_tx, { subject }) => void done.push(`opened ${subject}`) },
}

beforeAll(async () => {
  house = await staffHouse()
  ward = await house.ward()
  app = staffApp(house.door('console'), handlers)
  const member = (name: string, ...roles: Parameters<typeof staffMember>[3][]) =>
    staffMember(house.owner, ward.front, name, ...roles)
  moderator = await member('Trần Thị Mai', 'moderator')
  lead = await member('Nguyễn Văn Cả', 'lead', 'moderator')
  otherLead = await member('Lê Thị Hai', 'lead')
  custodian = await member('Vũ Văn Khóa', 'custodian')
})
beforeEach(() => {
  done = []
})
afterAll(() => house.close())

function asked(
  by: StaffMember,
  act: Parameters<typeof ask>[2],
  subject: string = crypto.randomUUID(),
) {
  return asMember(house.console, by, (tx) => ask(tx, actorIs(by), act, subject, { why: 'test' }))
}

function answered(token: string, approval: string, body: unknown = { approve: true, note: null }) {
  return app.request(`/api/v1/approvals/${approval}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

describe('an ask', () => {
  test('is done once a second person agrees, and both steps are in the custody log', async () => {
    const subject = crypto.randomUUID()
    const approval = await asked(moderator, 'accept', subject)
    const answer = await answered(lead.token, approval)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ id: approval, outcome: 'agreed' })
    expect(done).toEqual([`agreed ${subject}`])
    const { rows } = await house.owner.execute(
      sql`select kind, convert_from(bytes, 'UTF8')::jsonb as entry from custody_entries where item = ${approval} order by seq`,
    )
    expect(rows).toMatchObject([
      { kind: 'approval.asked', entry: { actor: moderator.person, subject, reason: 'accept' } },
      { kind: 'approval.agreed', entry: { actor: lead.person, second: moderator.person, subject } },
    ])
  })

  test('may be declined, and the asker is told', async () => {
    const subject = crypto.randomUUID()
    const approval = await asked(moderator, 'accept', subject)
    expect((await answered(lead.token, approval, { approve: false, note: 'chưa rõ' })).status).toBe(
      200,
    )
    expect(done).toEqual([`declined ${subject}`])
    const { rows } = await house.owner.execute(
      sql`select kind, about from notices where person_id = ${moderator.person} order by id desc limit 1`,
    )
    expect(rows).toMatchObject([{ kind: 'ask-declined', about: { approval } }])
  })

  test('is never agreed to by who asked, under no other token and no other role', async () => {
    const approval = await asked(lead, 'accept')
    expect((await answered(lead.token, approval)).status).toBe(403)
    await house.owner.execute(
      sql`update api_tokens set person_id = ${lead.person} where person_id = ${otherLead.person}`,
    )
    expect((await answered(otherLead.token, approval)).status).toBe(403)
    await house.owner.execute(
      sql`update api_tokens set person_id = ${otherLead.person} where token_hash = sha256(${otherLead.token}::bytea)`,
    )
    const identity = await asked(custodian, 'open_identity')
    expect((await answered(custodian.token, identity)).status).toBe(403)
    expect(done).toEqual([])
  })

  test('is not for who lacks the agreeing role', async () => {
    const approval = await asked(moderator, 'accept')
    const clerk = await staffMember(house.owner, ward.front, 'Hồ Thị Sổ', 'clerk', 'secretary')
    for (const { token } of [clerk, custodian]) {
      expect((await answered(token, approval)).status).toBe(403)
    }
    expect(done).toEqual([])
  })

  test('is not for who had the role when it was asked and has lost it since', async () => {
    const former = await staffMember(house.owner, ward.front, 'Mạc Văn Cựu', 'lead', 'secretary')
    const approval = await asked(moderator, 'accept')
    await house.owner.execute(
      sql`update memberships set valid_to = now() where person_id = ${former.person} and role = 'lead'`,
    )
    expect((await answered(former.token, approval)).status).toBe(403)
    expect((await answered(lead.token, approval)).status).toBe(200)
  })

  test('is not for who lost the role between arriving and answering', async () => {
    const former = await staffMember(house.owner, ward.front, 'Ngô Văn Muộn', 'lead', 'secretary')
    const approval = await asked(moderator, 'accept')
    const late = asMember(house.console, former, async (tx) => {
      await house.owner.execute(
        sql`update memberships set valid_to = now() where person_id = ${former.person} and role = 'lead'`,
      )
      const given = { approve: true, note: null }
      return answer(tx, actorIs(former), approval, given, handlers)
    })
    await expect(late).rejects.toMatchObject({ code: 'forbidden' })
    expect(done).toEqual([])
  })

  test('is answered once', async () => {
    const approval = await asked(moderator, 'accept')
    expect((await answered(lead.token, approval)).status).toBe(200)
    expect((await answered(lead.token, approval)).status).toBe(409)
    expect((await answered(otherLead.token, approval, { approve: false })).status).toBe(409)
    expect(done).toHaveLength(1)
  })

  test('is answered once also by two who answer at the same moment', async () => {
    const approval = await asked(moderator, 'accept')
    const answers = await Promise.all(
      [lead, otherLead, lead].map(({ token }) => answered(token, approval)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect(done).toHaveLength(1)
  })

  test('stays open, without a trace, when the act fails', async () => {
    const approval = await asked(lead, 'erase')
    expect((await answered(custodian.token, approval)).status).toBe(500)
    const { rows } = await house.owner.execute(
      sql`select from approval_answers where approval_id = ${approval}
          union all select from custody_entries where item = ${approval} and kind <> 'approval.asked'`,
    )
    expect(rows).toHaveLength(0)
  })

  test('goes back to the asker when its time is over', async () => {
    const approval = await expired(moderator)
    expect((await answered(lead.token, approval)).status).toBe(409)
    expect(await as(house.console, { role: 'ydan_jobs' }, returnExpired)).toBe(1)
    expect(await as(house.console, { role: 'ydan_jobs' }, returnExpired)).toBe(0)
    expect((await answered(lead.token, approval)).status).toBe(409)
    const { rows } = await house.owner.execute(
      sql`select outcome, answered_by from approval_answers where approval_id = ${approval}`,
    )
    expect(rows).toEqual([{ outcome: 'returned', answered_by: null }])
    const told = await house.owner.execute(
      sql`select about from notices where person_id = ${moderator.person} and kind = 'ask-returned'`,
    )
    expect(told.rows).toMatchObject([{ about: { approval } }])
    expect(done).toEqual([])
  })

  test('cannot be made twice while it is open', async () => {
    const subject = crypto.randomUUID()
    await asked(moderator, 'accept', subject)
    await expect(asked(moderator, 'accept', subject)).rejects.toMatchObject({ code: 'conflict' })
    const both = await Promise.allSettled([1, 2].map(() => asked(moderator, 'not_accept', subject)))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('is not made by who may not ask', async () => {
    await expect(asked(moderator, 'freeze')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(asked(custodian, 'accept')).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('of another organisation is not there', async () => {
    const approval = await asked(moderator, 'accept')
    const neighbour = await staffMember(house.owner, ward.neighbour, 'Cao Văn Xa', 'lead')
    expect((await answered(neighbour.token, approval)).status).toBe(404)
    expect((await answered(neighbour.token, crypto.randomUUID())).status).toBe(404)
    expect(await list(neighbour)).toEqual([])
  })

  test.each([
    ['nothing', null],
    ['text', { approve: 'yes' }],
    ['a note of 2,001 characters', { approve: true, note: 'x'.repeat(2001) }],
  ])('is not answered by %s', async (_what, body) => {
    const approval = await asked(moderator, 'accept')
    expect((await answered(lead.token, approval, body)).status).toBe(400)
    expect((await answered(lead.token, 'not-an-id')).status).toBe(400)
    expect(done).toEqual([])
  })

  test('refuses a note with NUL, and malformed JSON', async () => {
    const approval = await asked(moderator, 'accept')
    expect((await answered(lead.token, approval, { approve: true, note: 'a\u0000b' })).status).toBe(
      400,
    )
    const headers = { authorization: `Bearer ${lead.token}`, 'content-type': 'application/json' }
    const broken = { method: 'POST', headers, body: '{"approve":' }
    expect((await app.request(`/api/v1/approvals/${approval}`, broken)).status).toBe(400)
  })
})

describe('the list of open asks', () => {
  test('shows what one may answer or has asked, and nothing else', async () => {
    const mine = await asked(moderator, 'accept')
    const erase = await asked(lead, 'erase')
    const over = await expired(moderator)
    const ids = async (member: StaffMember) => (await list(member)).map(({ id }) => id)
    expect(await ids(moderator)).toContain(mine)
    expect(await ids(moderator)).not.toContain(erase)
    expect(await ids(lead)).toEqual(expect.arrayContaining([mine, erase]))
    expect(await ids(custodian)).toContain(erase)
    expect(await ids(custodian)).not.toContain(mine)
    expect(await ids(moderator)).not.toContain(over)
    const shown = (await list(lead)).find(({ id }) => id === mine)
    expect(shown).toMatchObject({ act: 'accept', mine: false, askedBy: { name: 'Trần Thị Mai' } })
  })

  test('turns strangers away', async () => {
    const strangers: Record<string, string>[] = [
      {},
      { authorization: 'Bearer wrong' },
      { authorization: `Bearer ${'A'.repeat(43)}` },
    ]
    for (const headers of strangers) {
      const answer = await app.request('/api/v1/approvals', { headers })
      expect(answer.status).toBe(401)
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
    }
  })
})

describe('three working days', () => {
  test.each([
    ['Monday', '2026-11-16T03:00:00Z', '2026-11-19T17:00:00.000Z'],
    ['Friday', '2026-11-20T03:00:00Z', '2026-11-25T17:00:00.000Z'],
    ['late on Friday in Viet Nam', '2026-11-20T16:59:00Z', '2026-11-25T17:00:00.000Z'],
    ['Saturday', '2026-11-21T03:00:00Z', '2026-11-25T17:00:00.000Z'],
  ])('from %s end at midnight in Viet Nam', (_day, from, to) => {
    expect(endOfWorkingDay(new Date(from), 3).toISOString()).toBe(to)
  })
})

async function expired(by: StaffMember): Promise<string> {
  return asMember(house.console, by, async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      insert into approvals (organisation_id, act, subject, payload, asked_by, expires_at, entry_seq)
      values (${by.organisation}, 'accept', ${crypto.randomUUID()}, '{}', ${by.person},
        now() - interval '1 second', custody_append(${by.organisation}, 'approval.asked', ${crypto.randomUUID()}))
      returning id`)
    return rows[0]?.id ?? ''
  })
}

async function list(member: StaffMember) {
  const headers = { authorization: `Bearer ${member.token}` }
  const answer = await app.request('/api/v1/approvals', { headers })
  expect(answer.status).toBe(200)
  const { items } = (await answer.json()) as { items: { id: string; act: string; mine: boolean }[] }
  return items
}
