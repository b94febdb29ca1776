import { readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

let database: FreshDatabase
let owner: pg.Client
beforeAll(async () => {
  database = await freshDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await database.drop()
})

// Primary keys and unique constraints keep rules; whatever else is an index has to say what it is for.
async function inCatalog(): Promise<string[]> {
  const { rows } = await owner.query<{ line: string }>(
    `select format('%s on %s', i.relname, c.relname) as line from pg_index x
      join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
      where c.relnamespace = 'public'::regnamespace and not x.indisprimary
        and not exists (select from pg_constraint k where k.conindid = x.indexrelid)`,
  )
  return rows.map(({ line }) => line).sort()
}

const listed = () =>
  [
    ...readFileSync('db/INDEXES.md', 'utf8').matchAll(
      /^\| `(.+?)` +\| `(.+?)` +\| (.*\S.*) +\|$/gm,
    ),
  ].map(([, name, table, reason]) => ({ line: `${name} on ${table}`, reason }))

test('every index of the database is listed with its reason, and none that is gone', async () => {
  expect(
    listed()
      .map(({ line }) => line)
      .sort(),
  ).toEqual(await inCatalog())
})

test('no index is the beginning of another one of the same kind', async () => {
  const { rows } = await owner.query(
    `select a.indexrelid::regclass as short, b.indexrelid::regclass as long from pg_index a
      join pg_index b on b.indrelid = a.indrelid and b.indexrelid <> a.indexrelid
      join pg_class i on i.oid = a.indexrelid join pg_class j on j.oid = b.indexrelid and j.relam = i.relam
      where not a.indisunique and a.indpred is null and b.indpred is null and a.indexprs is null and b.indexprs is null
        and a.indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
        and b.indkey::text || ' ' like a.indkey::text || ' %' and b.indnkeyatts >= a.indnkeyatts`,
  )
  expect(rows).toEqual([])
})
