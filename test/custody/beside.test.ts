import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transaction } from '../../db/connection.ts'
import type { Read } from '../../src/custody/entries.ts'
import { verifyCustody } from '../../src/custody/verify.ts'
import { type CustodyHouse, custodyHouse, unguarded } from '../support/custody.ts'

let house: CustodyHouse
beforeAll(async () => {
  house = await custodyHouse()
  await house.append(4500)
})
afterAll(() => house.close())

/** What does not hold, with the rows compared after the hashing and beside it. */
async function bothWays(): Promise<[string[], string[]]> {
  const read: Read = (work) => transaction(house.owner, work)
  const setting = { read, publicKeys: [house.setting.signing.publicKey], dataDir: house.dataDir }
  const after = await verifyCustody(setting)
  const beside = await verifyCustody({ ...setting, beside: read })
  const broken = (found: typeof after) => found.filter(({ holds }) => !holds)
  return [broken(after).map(({ what }) => what.en), broken(beside).map(({ what }) => what.en)]
}

const changed = (change: ReturnType<typeof sql>) =>
  transaction(house.owner, (tx) => unguarded(tx, ['custody_entries'], () => tx.execute(change)))

test('a log that is whole is found whole, rows compared beside the hashing or after it', async () => {
  expect(await bothWays()).toEqual([[], []])
})

test('an entry that announces a row which is not there is found either way', async () => {
  await house.owner.execute(sql`
    select custody_append(${house.front.id}::uuid, 'letter.received', gen_random_uuid(), p_by_sender => true)`)
  const [after, beside] = await bothWays()
  expect(after.join()).toMatch(/^Entry 4500 of the log, .* announces a letter/)
  expect(beside).toEqual(after)
})

test('an entry that cannot be read is named either way, and no row is accused for it', async () => {
  await changed(sql`update custody_entries set bytes = '\\xff00'::bytea
    where organisation_id = ${house.front.id} and seq = 4100`)
  const [after, beside] = await bothWays()
  expect(after[0]).toMatch(/4100/)
  expect(after.join()).not.toMatch(/announces/)
  expect(beside).toEqual(after)
})

test('entries that are missing, and kinds with a line of their own, are told as what they are', async () => {
  await changed(sql`update custody_entries set kind = kind || E'\\n' || kind
    where organisation_id = ${house.front.id} and seq = 7`)
  await changed(sql`update custody_entries set kind = kind || ' x'
    where organisation_id = ${house.front.id} and seq = 4200`)
  await changed(sql`delete from custody_entries
    where organisation_id = ${house.front.id} and seq between 4300 and 4302`)
  const [after, beside] = await bothWays()
  for (const seq of [7, 4100, 4200]) {
    expect(
      after.filter((one) => one.includes(` ${seq} `) || one.includes(` ${seq}:`)),
    ).toHaveLength(1)
  }
  expect(after.join()).toMatch(/4300.*4302/)
  expect(beside).toEqual(after)
})
