import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { as } from '../../db/connection.ts'
import { openStaffKey } from '../../src/staff/key.ts'
import { type StaffHouse, staffHouse, staffMember, type Ward } from '../support/staff.ts'

let house: StaffHouse
let ward: Ward
beforeAll(async () => {
  house = await staffHouse()
  ward = await house.ward()
  await staffMember(house.owner, ward.front, 'Lê Thị Hoa', 'admin')
  await staffMember(house.owner, ward.neighbour, 'Cao Văn Xa', 'admin')
})
afterAll(() => house.close())

describe('the roles of the database', () => {
  const staffOf = (organisation: string, roles: string[] = ['admin']) =>
    ({ role: 'ydan_staff', organisation, person: crypto.randomUUID(), roles }) as const

  test.each(['credentials', 'sessions', 'sign_in_failures', 'autosaves'])(
    'let no colleague read %s',
    async (table) => {
      for (const [db, role] of [
        [house.console, 'ydan_staff'],
        [house.desk, 'ydan_desk_staff'],
      ] as const) {
        const look = as(db, { role, organisation: ward.front }, (tx) =>
          tx.execute(sql`select from ${sql.identifier(table)}`),
        )
        await expect(look).rejects.toMatchObject({ cause: { code: '42501' } })
      }
    },
  )

  test('let no colleague read fingerprints of links and tokens, nor sign-in names', async () => {
    for (const column of [
      'token_hash from invitations',
      'token_hash from api_tokens',
      'sign_in_name from people',
    ]) {
      const look = as(house.console, staffOf(ward.front), (tx) =>
        tx.execute(sql.raw(`select ${column}`)),
      )
      await expect(look).rejects.toMatchObject({ cause: { code: '42501' } })
    }
  })

  test('show the people, roles, tokens and notices of one’s own organisation alone', async () => {
    for (const table of ['memberships', 'api_tokens', 'notices']) {
      const { rows } = await as(house.console, staffOf(ward.front), (tx) =>
        tx.execute(sql.raw(`select distinct organisation_id from ${table}`)),
      )
      expect(rows).toEqual([{ organisation_id: ward.front }])
    }
    const { rows } = await as(
      house.desk,
      { role: 'ydan_desk_staff', organisation: ward.front },
      (tx) => tx.execute(sql`select name from people`),
    )
    expect(rows).toEqual([{ name: 'Lê Thị Hoa' }])
  })

  test('let roles be given only in one’s own organisation, by administrator or lead, at the console', async () => {
    const give = (
      organisation: string,
    ) => sql`insert into memberships (organisation_id, person_id, role, entry_seq)
      select ${organisation}, id, 'clerk', 0 from people limit 1`
    const tries = [
      () => as(house.console, staffOf(ward.front), (tx) => tx.execute(give(ward.neighbour))),
      () =>
        as(house.console, staffOf(ward.front, ['moderator']), (tx) => tx.execute(give(ward.front))),
      () =>
        as(house.desk, { ...staffOf(ward.front), role: 'ydan_desk_staff' }, (tx) =>
          tx.execute(give(ward.front)),
        ),
    ]
    for (const one of tries) await expect(one()).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  test('let the sign-in role found an organisation only where there is none', async () => {
    const found = as(house.console, { role: 'ydan_signin' }, (tx) =>
      tx.execute(sql`select found_organisation('x', 'X', 'commune', 'x', 'xã', 'X')`),
    )
    await expect(found).rejects.toMatchObject({ cause: { code: '42501' } })
  })
})

describe('the staff key', () => {
  test('is made once, for its owner alone, also when two start together', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'ydan-staff-key-'))
    const [one, two] = await Promise.all([openStaffKey(dir), openStaffKey(dir)])
    expect(one).toEqual(two)
    expect(await openStaffKey(dir)).toEqual(one)
    expect(one).toHaveLength(32)
    expect(statSync(join(dir, 'staff.key')).mode & 0o777).toBe(0o600)
    chmodSync(join(dir, 'staff.key'), 0o640)
    await expect(openStaffKey(dir)).rejects.toMatchObject({ code: 'unavailable' })
    chmodSync(join(dir, 'staff.key'), 0o600)
    writeFileSync(join(dir, 'staff.key'), 'short')
    await expect(openStaffKey(dir)).rejects.toMatchObject({ code: 'unavailable' })
    rmSync(dir, { recursive: true })
  })
})
