import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { externalUrls } from '../../db/external.ts'
import { migrate, readMigrations } from '../../db/migrate.ts'
import { type Server, startServer } from '../../db/server.ts'
import { prepareJobs } from '../../src/jobs/prepare.ts'
import { proxyTo } from '../support/tcp-proxy.ts'
import { ask } from '../support/whole.ts'

// Two starts at once on one database, as `npm start` on two machines does it: roles, steps, jobs. A
// server of our own, because roles belong to all databases of a server.
const all = readMigrations()
const names = all.map(({ name }) => name)
let dir: string
let server: Server
let count = 0

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'ydan-migrations-'))
  server = await startServer(dir, () => {})
  await superuser(`create role owner login createrole createdb password 'pass'`)
})
afterAll(async () => {
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
})

const superuser = (text: string) => ask(server.superuserUrl, text)
const urlOf = (login: string, name: string) =>
  `postgres://${login}:pass@127.0.0.1:${server.port}/${name}`

/** An empty database, or one at an earlier step; the address of its owner. */
async function databaseAt(steps = 0): Promise<string> {
  count += 1
  const name = `m${count}`
  await superuser(`create database ${name} owner owner`)
  const owner = urlOf('owner', name)
  if (steps > 0) {
    await externalUrls(owner, loginsAt(name), dir)
    await migrate(owner, all.slice(0, steps))
  }
  return owner
}
const loginsAt = (name: string) => ({
  ydan_letterbox: urlOf('ydan_letterbox', name),
  ydan_console: urlOf('ydan_console', name),
  ydan_desk: urlOf('ydan_desk', name),
})

/** What a start does to the database before any door opens. */
async function begin(owner: string): Promise<string[]> {
  await externalUrls(owner, loginsAt(new URL(owner).pathname.slice(1)), dir)
  const applied = await migrate(owner)
  await prepareJobs(owner)
  return applied
}

/** All steps, each once, and jobs that can be left for later. */
async function isWhole(owner: string) {
  const steps = await ask<{ name: string; sha256: string }>(
    owner,
    'select name, sha256 from migrations order by name',
  )
  expect(steps).toEqual(all.map(({ name, sha256 }) => ({ name, sha256 })))
  const [jobs] = await ask<{ queues: number; times: number }>(
    owner,
    `select (select count(*)::int from pgboss.queue) as queues, (select count(*)::int from pgboss.schedule) as times`,
  )
  expect(jobs?.queues).toBeGreaterThan(10)
  expect(jobs?.times).toBeGreaterThan(10)
}

describe('two starts at once', () => {
  it.each([
    ['an empty database', 0],
    ['one of an earlier program', Math.floor(all.length / 2)],
    ['one that lacks the last step', all.length - 1],
  ])(
    'bring %s up to date together: each step once, and both go on',
    async (_, steps) => {
      const owner = await databaseAt(steps)
      const applied = await Promise.all([begin(owner), begin(owner), begin(owner)])
      expect(applied.flat().sort()).toEqual(names.slice(steps))
      await isWhole(owner)
    },
    120_000,
  )

  it('on two databases of one server do not get into each other’s way with the roles they share', async () => {
    const owners = [await databaseAt(), await databaseAt()]
    await Promise.all(
      Array.from({ length: 6 }, (_, place) => {
        const owner = owners[place % 2] ?? ''
        return externalUrls(owner, loginsAt(new URL(owner).pathname.slice(1)), dir)
      }),
    )
  }, 60_000)
})

describe('a start whose way to the database is cut while it migrates', () => {
  it.each(['lost', 'written'] as const)(
    'stops when a step was %s; the next start applies what is missing, each step once',
    async (form) => {
      const steps = all.length - 6
      const owner = await databaseAt(steps)
      const way = await proxyTo(server.port)
      const cut = way.cut('commit\0', form, 3)
      await expect(migrate(way.via(owner))).rejects.toMatchObject({
        trouble: 'migration_failed',
        about: names[steps + 2],
      })
      await cut
      await way.close()
      const left = names.slice(steps + (form === 'written' ? 3 : 2))
      expect(await begin(owner)).toEqual(left)
      await isWhole(owner)
    },
    60_000,
  )

  it('and one that is killed in the middle of a step lets go of the others', async () => {
    const owner = await databaseAt(all.length - 1)
    const slow = { name: names.at(-1) ?? '', text: 'select pg_sleep(60)', sha256: 'slow' }
    const killed = migrate(owner, [...all.slice(0, -1), slow]).catch((error: unknown) => error)
    const client = new pg.Client({ connectionString: server.superuserUrl })
    await client.connect()
    let rowCount = 0
    while (rowCount === 0) {
      const ended = await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'ydan migrate' and query like 'select pg_sleep%'`,
      )
      rowCount = ended.rowCount ?? 0
    }
    await client.end()
    expect(await killed).toMatchObject({ trouble: 'migration_failed', about: names.at(-1) })
    expect(await begin(owner)).toEqual([names.at(-1)])
    await isWhole(owner)
  }, 60_000)
})
