import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { latestMigration } from '../../db/latest.ts'
import { type Migration, migrate, readMigrations } from '../../db/migrate.ts'
import { migrated } from '../../db/migrated.ts'
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

const step = (name: string, text: string): Migration => ({ name, text, sha256: `of ${text}` })
const all = readMigrations()

test('two starts at once apply each step once', async () => {
  const steps = [...all, step('9001_slow.sql', 'select pg_sleep(0.2); create table slow ()')]
  const applied = await Promise.all([1, 2, 3].map(() => migrate(database.ownerUrl, steps)))
  expect(applied.flat()).toEqual(['9001_slow.sql'])
})

test('a step that fails leaves nothing behind and is named', async () => {
  const before = await migrate(database.ownerUrl, [
    ...all,
    step('9001_slow.sql', 'select pg_sleep(0.2); create table slow ()'),
  ])
  expect(before).toEqual([])
  const broken = step('9002_broken.sql', 'create table half (); select 1/0')
  const steps = [
    ...all,
    step('9001_slow.sql', 'select pg_sleep(0.2); create table slow ()'),
    broken,
  ]
  await expect(migrate(database.ownerUrl, steps)).rejects.toMatchObject({
    trouble: 'migration_failed',
    about: '9002_broken.sql',
  })
  const { rows } = await owner.query("select to_regclass('public.half') as half")
  expect(rows).toEqual([{ half: null }])
})

test('an applied step that was changed or taken away stops the start', async () => {
  const changed = all.map((one, index) => (index === 1 ? { ...one, sha256: 'other' } : one))
  await expect(migrate(database.ownerUrl, changed)).rejects.toMatchObject({
    trouble: 'migration_changed',
    about: all[1]?.name,
  })
  await expect(migrate(database.ownerUrl, all)).rejects.toMatchObject({
    trouble: 'migration_changed',
    about: '9001_slow.sql',
  })
})

test('every login can tell whether all steps are applied', async () => {
  const fresh = await freshDatabase()
  for (const connectionString of [fresh.letterboxUrl, fresh.deskUrl, fresh.consoleUrl]) {
    const client = new pg.Client({ connectionString })
    await client.connect()
    expect(await migrated(client)).toBe(true)
    await client.end()
  }
  const client = new pg.Client({ connectionString: fresh.ownerUrl })
  await client.connect()
  await client.query("comment on table migrations is '0000_older.sql'")
  expect(await migrated(client)).toBe(false)
  await client.query('drop table migrations')
  expect(await migrated(client)).toBe(false)
  await client.end()
  await fresh.drop()
  expect(latestMigration()).toBe(all.at(-1)?.name)
})
