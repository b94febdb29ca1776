import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transaction } from '../../db/connection.ts'
import { giveMembership } from '../../src/staff/memberships.ts'
import {
  type Act,
  actRules,
  goTogether,
  mayAgree,
  mayAsk,
  type Role,
  roles,
} from '../../src/staff/roles.ts'
import { type StaffHouse, staffHouse, staffMember, type Ward } from '../support/staff.ts'

describe('the table of acts', () => {
  test.each<[Act, Role, Role | null]>([
    ['accept', 'moderator', 'lead'],
    ['not_accept', 'moderator', 'lead'],
    ['reject', 'moderator', 'lead'],
    ['merge', 'moderator', 'lead'],
    ['divert', 'moderator', null],
    ['release', 'moderator', 'lead'],
    ['erase', 'lead', 'custodian'],
    ['hand_over', 'lead', 'custodian'],
    ['open_identity', 'custodian', 'custodian'],
    ['change_keys', 'admin', 'lead'],
    ['change_role', 'admin', 'lead'],
    ['freeze', 'secretary', 'lead'],
  ])('lets only a %2$s ask to %1$s, and only a %3$s agree', (act, asks, agrees) => {
    for (const role of roles) {
      expect(mayAsk({ roles: [role] }, act)).toBe(role === asks)
      expect(mayAgree({ roles: [role] }, act)).toBe(role === agrees)
    }
    expect(actRules[act]).toEqual({ asks, agrees })
  })

  test('lets anyone with a role break the glass, and nobody without', () => {
    for (const role of roles) expect(mayAsk({ roles: [role] }, 'break_glass')).toBe(true)
    expect(mayAsk({ roles: [] }, 'break_glass')).toBe(false)
  })
})

describe('roles of one person', () => {
  let house: StaffHouse
  let ward: Ward
  beforeAll(async () => {
    house = await staffHouse()
    ward = await house.ward()
  })
  afterAll(() => house.close())

  test.each(
    (['admin', 'custodian', 'auditor'] as const).flatMap((apart) =>
      (['moderator', 'lead'] as const).map((deciding) => [apart, deciding] as const),
    ),
  )('never join %s and %s, in either order, in no two organisations', async (apart, deciding) => {
    expect(goTogether([apart, deciding])).toBe(false)
    for (const [first, second] of [
      [apart, deciding],
      [deciding, apart],
    ] as const) {
      const member = await staffMember(house.owner, ward.front, 'Phan Văn Thử', first)
      for (const organisation of [ward.front, ward.neighbour]) {
        await expect(give(organisation, member.person, second)).rejects.toMatchObject({
          code: 'conflict',
        })
      }
    }
  })

  test('never join when both are given at the same moment by two organisations', async () => {
    const member = await staffMember(house.owner, ward.front, 'Phan Thị Thử', 'secretary')
    let second: Promise<unknown> = Promise.resolve()
    await transaction(house.owner, async (tx) => {
      const given = {
        organisation: ward.front,
        person: member.person,
        wish: { role: 'lead' },
      } as const
      await giveMembership(tx, given, { givenBy: null, agreedBy: null })
      second = give(ward.neighbour, member.person, 'custodian')
      // Time enough to slip in, were nothing held.
      await Promise.race([second.catch(() => {}), new Promise((wake) => setTimeout(wake, 300))])
    })
    await expect(second).rejects.toMatchObject({ code: 'conflict' })
  })

  test('join again once the other has ended', async () => {
    const member = await staffMember(house.owner, ward.front, 'Đỗ Văn Đổi', 'moderator')
    await house.owner.execute(
      sql`update memberships set valid_to = now() where person_id = ${member.person}`,
    )
    await expect(give(ward.front, member.person, 'auditor')).resolves.toBeDefined()
  })

  test('may be any others together', () => {
    fc.assert(
      fc.property(fc.subarray([...roles]), (held) => {
        const apart = held.some((role) => ['admin', 'custodian', 'auditor'].includes(role))
        const deciding = held.some((role) => ['moderator', 'lead'].includes(role))
        return goTogether(held) === !(apart && deciding)
      }),
    )
  })

  test('are ended, never rewritten or deleted, not even by the owner', async () => {
    const { person } = await staffMember(house.owner, ward.front, 'Bùi Thị Giữ', 'clerk')
    const mine = sql`where person_id = ${person}`
    for (const change of [
      sql`update memberships set role = 'lead' ${mine}`,
      sql`update memberships set person_id = ${crypto.randomUUID()} ${mine}`,
      sql`delete from memberships ${mine}`,
      sql`truncate memberships`,
    ]) {
      await expect(house.owner.execute(change)).rejects.toMatchObject({ cause: { code: '42501' } })
    }
    await house.owner.execute(sql`update memberships set valid_to = now() ${mine}`)
    await expect(
      house.owner.execute(sql`update memberships set valid_to = null ${mine}`),
    ).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  function give(organisation: string, person: string, role: Role) {
    return transaction(house.owner, (tx) =>
      giveMembership(
        tx,
        { organisation, person, wish: { role } },
        { givenBy: null, agreedBy: null },
      ),
    )
  }
})
