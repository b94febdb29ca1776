import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { guarded, rules } from '../../src/custody/rules.ts'
import { type CustodyHouse, custodyHouse } from '../support/custody.ts'

let house: CustodyHouse
beforeAll(async () => {
  house = await custodyHouse()
})
afterAll(() => house.close())

test('every table that names an entry is compared with the log', async () => {
  const { rows } = await house.owner.execute<{ name: string }>(sql`
    select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'entry_seq' order by 1`)
  expect(rules.map(({ table }) => table).sort()).toEqual(rows.map(({ name }) => name))
})

test('every table that never changes is on the list of guards', async () => {
  const { rows } = await house.owner.execute<{ name: string }>(sql`
    select tgrelid::regclass::text as name from pg_trigger t join pg_attribute a on a.attrelid = t.tgrelid
      where tgname = 'refuse_change' and a.attname = 'entry_seq' order by 1`)
  expect(guarded).toEqual(expect.arrayContaining(rows.map(({ name }) => name)))
})
