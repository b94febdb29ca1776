import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { as } from '../db/connection.ts'
import { roles } from '../src/staff/roles.ts'
import { type StaffDoors, staffDoors } from './support/staff-doors.ts'

// P16 under the routes: no statement of console or desk gives a row of another organisation, whatever
// the role. test/strangers.test.ts asks the same of every route.
const groups = [
  ['ydan_staff', 'console'],
  ['ydan_desk_staff', 'desk'],
] as const
/** Names and posts are public; a token-less person has no organisation. */
const open = ['organisations', 'areas', 'cycles_public']
let doors: StaffDoors

beforeAll(async () => {
  doors = await staffDoors()
  const { ward } = doors
  const theirs = await doors.staffOf(ward.neighbour, 'GN', ward.elsewhere)
  await doors.oneOfEach(theirs, 'GN', ward.elsewhere)
  await doors.staffOf(ward.front, ward.quarter, ward.head)
}, 60_000)
afterAll(() => doors.close())

test('no table gives a row of another organisation to any role', async () => {
  const { house, ward } = doors
  const filled = await house.owner.execute<{ name: string }>(sql`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'organisation_id' and not a.attisdropped`)
  const seen: string[] = []
  let looked = 0
  let there = 0
  for (const { name } of filled.rows.filter((one) => !open.includes(one.name))) {
    const theirs = sql`select count(*)::int as count from ${sql.identifier(name)} where organisation_id = ${ward.neighbour}`
    const { rows } = await house.owner.execute<{ count: number }>(theirs)
    there += rows[0]?.count ?? 0
    for (const [role, door] of groups) {
      for (const held of [[], ...roles.map((one) => [one]), [...roles]]) {
        const who = { role, organisation: ward.front, person: crypto.randomUUID(), roles: held }
        const found = await as(house[door], who, (tx) =>
          tx.execute<{ count: number }>(theirs),
        ).catch((thrown: { cause?: { code?: string } }) => {
          if (thrown.cause?.code !== '42501') throw thrown
          return { rows: [{ count: 0 }] }
        })
        looked += 1
        if (found.rows[0]?.count !== 0) seen.push(`${role} ${held.join()} ${name}`)
      }
    }
  }
  expect(seen).toEqual([])
  expect(looked).toBeGreaterThan(1_000)
  expect(there).toBeGreaterThan(50)
}, 120_000)

test('and takes none for it', async () => {
  const { house, ward } = doors
  const taken: string[] = []
  const { rows } = await house.owner.execute<{ name: string; columns: string }>(sql`
    select table_name as name, string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns c
    where table_schema = 'public' and is_generated = 'NEVER' and is_identity = 'NO' and has_column_privilege('ydan_staff',
      format('public.%I', table_name)::regclass, column_name, 'insert')
    group by table_name having bool_or(column_name = 'organisation_id')`)
  for (const { name, columns } of rows) {
    const who = {
      role: 'ydan_staff',
      organisation: ward.front,
      person: crypto.randomUUID(),
    } as const
    const copies = sql`insert into ${sql.identifier(name)} (${sql.raw(columns)})
      select ${sql.raw(columns)} from (select (jsonb_populate_record(null::${sql.raw(`public.${name}`)},
        jsonb_build_object('organisation_id', ${ward.neighbour}::text))).*) given`
    const refused = await as(house.console, { ...who, roles: [...roles] }, (tx) =>
      tx.execute(copies),
    ).then(
      () => null,
      (thrown: { cause?: { code?: string } }) => thrown.cause?.code,
    )
    // Row security (42501) looks before what the row lacks (23502), but after the triggers.
    const known = name === 'safe_copy_pages' ? '23503' : '42501'
    if (refused !== known) taken.push(`${name} ${refused}`)
  }
  expect(taken).toEqual([])
})
