import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transaction } from '../../db/connection.ts'
import { type ApprovalHandlers, ask } from '../../src/staff/approvals.ts'
import { giveMembership } from '../../src/staff/memberships.ts'
import { type Act, actRules, type Role } from '../../src/staff/roles.ts'
import { createToken } from '../../src/staff/tokens.ts'
import { figure, counted as keep } from '../support/figures.ts'
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

// P17: no act that needs two persons is done by one, in whatever order things happen. A model knows
// who is which human and which roles hold; the house must agree with it at every step.
const sequences = figure('p17', 1_000)

type Account = { member: StaffMember; human: string; second: string; lost: Set<Role> }
type Asked = { id: string; act: Act; by: Account; open: boolean; over: boolean }

const acts = ['accept', 'erase', 'open_identity', 'change_role', 'freeze'] as const
let house: StaffHouse
let app: StaffApp
let organisation: string
let accounts: Account[]
let done: number

beforeAll(async () => {
  house = await staffHouse()
  const ward = await house.ward()
  organisation = ward.front
  const agreed = async () => {
    done += 1
  }
  const handlers: ApprovalHandlers = Object.fromEntries(acts.map((act) => [act, { agreed }]))
  app = staffApp(house.door('console'), handlers)
  accounts = [
    await account('Mai', 'moderator'),
    await account('Mai', 'lead', 'secretary'),
    await account('Cả', 'lead', 'moderator'),
    await account('Hai', 'lead'),
    await account('Khóa', 'custodian'),
    await account('Khóa', 'custodian', 'secretary'),
    await account('Khôi', 'custodian', 'admin'),
    await account('Quản', 'admin'),
  ]
  for (const [one, other] of pairsOfOneHuman()) await link(one, other)
})
afterAll(async () => {
  await checkInvariants(house.ownerUrl)
  await house.close()
})

async function account(human: string, ...roles: Role[]): Promise<Account> {
  const member = await staffMember(house.owner, organisation, `${human} ${roles.join()}`, ...roles)
  const { person } = member
  const second = await transaction(house.owner, (tx) =>
    createToken(tx, { person, organisation, name: 'second', createdBy: null }),
  )
  return { member, human, second, lost: new Set() }
}

function pairsOfOneHuman(): [Account, Account][] {
  return accounts.flatMap((one, place) =>
    accounts
      .slice(place + 1)
      .filter(({ human }) => human === one.human)
      .map((other): [Account, Account] => [one, other]),
  )
}

async function link(one: Account, other: Account): Promise<void> {
  const [a, b] = [one.member.person, other.member.person].sort()
  await house.owner.execute(sql`
    insert into person_links (organisation_id, person_id, same_as, same, linked_by, entry_seq)
    values (${organisation}, ${a}, ${b}, true, ${a}, 0)`)
}

// Mostly who may ask; mostly who may agree, or the asker under another account; now and then anybody.
const who = fc.record({ sure: fc.integer({ min: 0, max: 3 }), at: fc.nat({ max: 7 }) })
type Who = { sure: number; at: number }
const which = fc.nat({ max: 3 })
const command = fc.oneof(
  fc.record({ do: fc.constant('ask' as const), who, act: fc.constantFrom(...acts) }),
  fc.record({ do: fc.constant('ask late' as const), who, act: fc.constantFrom(...acts) }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant('answer' as const), who, which }) },
  fc.record({ do: fc.constant('answer by the other token' as const), who, which }),
  fc.record({ do: fc.constant('decline' as const), who, which }),
  fc.record({ do: fc.constant('race' as const), who, other: who, which }),
  fc.record({ do: fc.constant('lose the role' as const), who }),
  fc.record({ do: fc.constant('get it back' as const), who }),
)
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never

test(
  'no act that needs two is done by one human, whatever happens in between',
  async () => {
    const counted = { sequences: 0, asked: 0, agreed: 0, refused: 0 }
    const sequence = fc.array(command, { minLength: 2, maxLength: 7 })
    await fc.assert(
      fc.asyncProperty(sequence, async (commands) => {
        done = 0
        const asks: Asked[] = []
        let expected = 0
        for (const one of commands) expected += await step(one, asks, counted)
        expect(done).toBe(expected)
        counted.sequences += 1
        await restore()
      }),
      { numRuns: sequences, endOnFailure: sequences > 1_000 },
    )
    const byOne = await house.owner.execute(sql`
    select a.id from approvals a join approval_answers r on r.approval_id = a.id
    where r.outcome = 'agreed' and r.answered_by = any (humans(a.asked_by))`)
    expect(byOne.rows).toEqual([])
    keep('P17', { ...counted, 'by one human': byOne.rows.length })
  },
  Math.max(60_000, sequences * 200),
)

/** Does one command and compares with the model; how many acts it may have done. */
async function step(one: Command, asks: Asked[], counted: Record<string, number>): Promise<number> {
  if (one.do === 'ask' || one.do === 'ask late') {
    const able = accounts.filter((each) => holds(each, actRules[one.act].asks))
    const by = chosen(one.who, able)
    if (!by) return 0
    const made = await asked(by, one.act, one.do === 'ask late')
    const may = holds(by, actRules[one.act].asks)
    expect(made !== null, `${by.human} asks ${one.act}`).toBe(may)
    if (made) asks.push({ id: made, act: one.act, by, open: true, over: one.do !== 'ask' })
    counted.asked = (counted.asked ?? 0) + (made ? 1 : 0)
    return 0
  }
  if (one.do === 'lose the role' || one.do === 'get it back') {
    const by = accounts[one.who.at]
    if (by) await (one.do === 'lose the role' ? lose(by) : regain(by))
    return 0
  }
  const ask = asks.length > 0 ? asks[one.which % asks.length] : undefined
  if (!ask) return 0
  const rule = actRules[ask.act].agrees
  const near = accounts.filter((each) => each.human === ask.by.human || (rule && holds(each, rule)))
  const by = chosen(one.who, near)
  const other = one.do === 'race' ? chosen(one.other, near) : undefined
  if (!by) return 0
  const others = other ? [other] : []
  const token = one.do === 'answer by the other token' ? by.second : by.member.token
  const answers = await Promise.all([
    answer(token, ask.id, one.do !== 'decline'),
    ...others.map((other) => answer(other.second, ask.id, true)),
  ])
  const may = [by, ...others].filter((each) => mayAnswer(each, ask))
  const good = answers.filter((status) => status === 200).length
  expect(good, `${one.do} ${ask.act} by ${by.human}`).toBe(Math.min(1, may.length))
  for (const status of answers) expect([200, 403, 409]).toContain(status)
  counted.refused = (counted.refused ?? 0) + answers.length - good
  if (good === 0) return 0
  ask.open = false
  if (one.do === 'decline') return 0
  counted.agreed = (counted.agreed ?? 0) + 1
  return 1
}

function chosen({ sure, at }: Who, able: readonly Account[]): Account | undefined {
  return sure > 0 && able.length > 0 ? able[at % able.length] : accounts[at]
}

function mayAnswer(by: Account, ask: Asked): boolean {
  const rule = actRules[ask.act].agrees
  const another = ask.by.human !== by.human
  return ask.open && !ask.over && another && rule !== null && holds(by, rule)
}

function holds({ member, lost }: Account, role: Role | 'anyone'): boolean {
  return role !== 'anyone' && member.roles.includes(role) && !lost.has(role)
}

async function asked(by: Account, act: Act, late: boolean): Promise<string | null> {
  const roles = by.member.roles.filter((role) => !by.lost.has(role))
  const actor = { ...actorIs(by.member), roles }
  const subject = crypto.randomUUID()
  if (!late) {
    const made = asMember(house.console, by.member, (tx) => ask(tx, actor, act, subject, {}))
    return made.catch(() => null)
  }
  if (!holds(by, actRules[act].asks)) return null
  const { rows } = await asMember(house.console, by.member, (tx) =>
    tx.execute<{ id: string }>(sql`
      with id as (select gen_random_uuid() as id)
      insert into approvals (id, organisation_id, act, subject, payload, asked_by, expires_at, entry_seq)
      select id, ${organisation}::uuid, ${act}, ${subject}::uuid, '{}', ${by.member.person}::uuid, now() - interval '1 second',
        custody_append(${organisation}::uuid, 'approval.asked', id, ${subject}::uuid, p_reason => ${act}) from id returning id`),
  )
  return rows[0]?.id ?? null
}

async function answer(token: string, id: string, approve: boolean): Promise<number> {
  const answered = await app.request(`/api/v1/approvals/${id}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ approve, note: null }),
  })
  return answered.status
}

// One always keeps a role, or the token itself would be a stranger's.
async function lose(by: Account): Promise<void> {
  const role = by.member.roles[0]
  if (!role || by.member.roles.length < 2 || by.lost.has(role)) return
  by.lost.add(role)
  await house.owner.execute(sql`update memberships set valid_to = clock_timestamp()
    where person_id = ${by.member.person} and role = ${role} and valid_to is null`)
}

async function regain(by: Account): Promise<void> {
  const { person } = by.member
  for (const role of by.lost) {
    const given = { organisation, person, wish: { role } as const }
    await transaction(house.owner, (tx) =>
      giveMembership(tx, given as never, { givenBy: null, agreedBy: null }),
    )
  }
  by.lost.clear()
}

async function restore(): Promise<void> {
  for (const one of accounts) if (one.lost.size > 0) await regain(one)
}
