import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Asks, fitness } from '../../db/fitness.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

let database: FreshDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

async function fitnessAt(url: string, ...before: string[]) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of before) await client.query(statement)
    return await fitness(client)
  } finally {
    await client.end()
  }
}

test('the embedded server is good enough, seen from every login', async () => {
  const { ownerUrl, consoleUrl, deskUrl, letterboxUrl } = database
  for (const url of [ownerUrl, consoleUrl, deskUrl, letterboxUrl]) {
    expect(await fitnessAt(url)).toBeNull()
  }
})

test('commits that do not wait for the disk are refused', async () => {
  const off = await fitnessAt(database.ownerUrl, 'set synchronous_commit = off')
  expect(off?.code).toBe('synchronous_commit_off')
  expect(await fitnessAt(database.ownerUrl, 'set synchronous_commit = local')).toBeNull()
  expect(await fitnessAt(database.ownerUrl, 'set synchronous_commit = remote_apply')).toBeNull()
})

test('a setting hidden on another login is refused, naming the login', async () => {
  const { name, superuserUrl, ownerUrl } = database
  const where = `alter role ydan_letterbox in database ${name}`
  const hidden = await fitnessAt(superuserUrl, `${where} set synchronous_commit = off`)
  expect(hidden).toEqual({ code: 'synchronous_commit_off', about: 'ydan_letterbox' })
  expect(await fitnessAt(superuserUrl, `${where} reset synchronous_commit`)).toBeNull()
  expect(await fitnessAt(ownerUrl)).toBeNull()
})

test('a database that cannot be written is refused', async () => {
  const { ownerUrl } = database
  const found = await fitnessAt(ownerUrl, 'set default_transaction_read_only = on')
  expect(found?.code).toBe('read_only')
})

test('a database whose letters are not Unicode is refused', async () => {
  const { name, superuserUrl } = database
  const latin = `${name}_latin`
  await fitnessAt(
    superuserUrl,
    `create database ${latin} template template0 encoding 'LATIN1' locale_provider libc locale 'C'`,
  )
  const found = await fitnessAt(superuserUrl.replace(name, latin))
  await fitnessAt(superuserUrl, `drop database ${latin}`)
  expect(found).toEqual({ code: 'not_utf8', about: 'LATIN1' })
})

test('an old server, or one that skips the disk, is refused', async () => {
  const good = {
    version: '150004',
    encoding: 'UTF8',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    read_only: 'off',
    recovering: false,
    loosened: null,
  }
  const seen = (wrong: object): Asks => ({
    query: () => Promise.resolve({ rows: [{ ...good, ...wrong }] }),
  })
  expect(await fitness(seen({}))).toBeNull()
  expect(await fitness(seen({ version: '140012' }))).toEqual({ code: 'too_old', about: '14' })
  expect((await fitness(seen({ fsync: 'off' })))?.code).toBe('fsync_off')
  expect((await fitness(seen({ full_page_writes: 'off' })))?.code).toBe('full_page_writes_off')
  expect((await fitness(seen({ recovering: true })))?.code).toBe('read_only')
})
