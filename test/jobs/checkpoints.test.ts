import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { notices } from '../../db/schema.ts'
import { checkpointOfFreeze, dailyCheckpoints } from '../../src/jobs/checkpoints.ts'
import { custodyOver, unguarded } from '../support/custody.ts'
import { type StaffHouse, staffHouse, staffMember } from '../support/staff.ts'

let staff: StaffHouse
let house: ReturnType<typeof custodyOver>

beforeAll(async () => {
  staff = await staffHouse()
  const ward = await staff.ward()
  house = custodyOver(staff.ownerUrl, staff.console, ward)
  for (const role of ['lead', 'auditor', 'admin', 'moderator'] as const) {
    await staffMember(staff.owner, ward.front, `Người giữ vai ${role}`, role)
  }
})
afterAll(async () => {
  await house.close()
  await staff.close()
})

const told = () =>
  house.owner.select({ kind: notices.kind }).from(notices).where(sql`kind = 'checkpoint-refused'`)
const entry = (change: ReturnType<typeof sql>) =>
  house.owner.transaction((tx) =>
    unguarded(tx, ['custody_entries'], () =>
      tx.execute(
        sql`update custody_entries set ${change} where organisation_id = ${house.front.id} and seq = 0`,
      ),
    ),
  )
const damage = () => entry(sql`leaf_hash = sha256('x')`)
const mend = () => entry(sql`leaf_hash = sha256('\\x00'::bytea || bytes)`)

describe('the daily checkpoint', () => {
  test('that is refused is told to those who must know, once and not every hour', async () => {
    await damage()
    await dailyCheckpoints(house.setting)
    await dailyCheckpoints(house.setting)
    expect(
      house.log.filter((line) => /no checkpoint of ML: .*mã băm không khớp/.test(line)),
    ).toHaveLength(2)
    expect(await told()).toHaveLength(3)
    await mend()
    await dailyCheckpoints(house.setting)
    expect(house.log.at(-1)).toMatch(/^checkpoint 1 of ML/)
    expect(await told()).toHaveLength(3)
  })
})

describe('the checkpoint of a freeze', () => {
  const bundle = crypto.randomUUID()
  beforeAll(async () => {
    const { front, ward } = house
    await house.owner.execute(sql`
      with cycle as (insert into cycles (organisation_id, name, year, kind, framework, starts_on, ends_on, cut_off)
          values (${front.id}, 'Năm', 2026, 'year', '366/2025', '2026-01-01', '2026-12-31', '2026-12-05') returning id),
        record as (insert into review_records (organisation_id, cycle_id, official_id, opened_by, entry_seq)
          select ${front.id}, id, ${ward.head}, ${crypto.randomUUID()}, 0 from cycle returning id)
      insert into bundles (id, organisation_id, record_id, version, cut_off, asked_by, entry_seq)
        select ${bundle}, ${front.id}, id, 1, '2026-12-05', ${crypto.randomUUID()}, 0 from record`)
  })

  test('covers everything up to the freeze', async () => {
    await house.append(3)
    const { rows } = await house.owner.execute<{ size: string }>(
      sql`select size from custody_heads where organisation_id = ${house.front.id}`,
    )
    expect((await checkpointOfFreeze(house.setting, bundle)).size).toBe(Number(rows[0]?.size))
  })

  test('is refused when the new entries are not in order, and when nobody asked for the bundle', async () => {
    await house.append(1)
    await damage()
    const made = await checkpointOfFreeze(house.setting, bundle).catch((error) => error)
    // The quick look sees what is new; what is old waits for the daily one.
    expect(made.number).toBe(3)
    await expect(dailyCheckpoints(house.setting)).resolves.toBeUndefined()
    await mend()
    await house.append(1)
    await house.owner.transaction((tx) =>
      unguarded(tx, ['custody_entries'], () =>
        tx.execute(sql`update custody_entries set bytes = '{}' where organisation_id = ${house.front.id}
          and seq = (select max(seq) from custody_entries where organisation_id = ${house.front.id})`),
      ),
    )
    await expect(checkpointOfFreeze(house.setting, bundle)).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(house.log.at(-1)).toMatch(/Không ký điểm chốt cho ML/)
    await expect(checkpointOfFreeze(house.setting, crypto.randomUUID())).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
