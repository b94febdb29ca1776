import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { externalUrls } from '../../db/external.ts'
import { migrate } from '../../db/migrate.ts'
import { migrated } from '../../db/migrated.ts'
import { rolesSql } from '../../db/roles.ts'
import { type Server, startServer } from '../../db/server.ts'

let dir: string
let server: Server

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'ydan-external-'))
  server = await startServer(dir, () => {})
})
afterAll(async () => {
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
})

const at = (login: string, database: string) =>
  `postgres://${login}:pass@127.0.0.1:${server.port}/${database}`

async function ask(url: string, ...statements: string[]) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
    return await migrated(client)
  } finally {
    await client.end()
  }
}

const wanted = { ydan_letterbox: undefined, ydan_console: undefined, ydan_desk: undefined }

test('an owner who may make no roles is told what to do', async () => {
  await ask(
    server.superuserUrl,
    "create role poor login password 'pass'",
    'create database poor owner poor',
  )
  await expect(externalUrls(at('poor', 'poor'), wanted, dir)).rejects.toMatchObject({
    trouble: 'roles',
    about: 'poor',
  })
})

test('an owner who may make roles makes them, with passwords that are kept', async () => {
  await ask(
    server.superuserUrl,
    "create role able login createrole password 'pass'",
    'create database able owner able',
  )
  const urls = await externalUrls(at('able', 'able'), wanted, dir)
  await migrate(at('able', 'able'))
  for (const url of Object.values(urls)) expect(await ask(url)).toBe(true)
  expect(await externalUrls(at('able', 'able'), wanted, dir)).toEqual(urls)
})

test('the SQL printed for an administrator does what such an owner would have done', async () => {
  const passwords = { ydan_letterbox: 'pass', ydan_console: 'pass', ydan_desk: 'pass' }
  const url = new URL(server.superuserUrl)
  url.pathname = 'poor'
  await ask(url.href, ...rolesSql('poor', passwords))
  const given = {
    ydan_letterbox: at('ydan_letterbox', 'poor'),
    ydan_console: at('ydan_console', 'poor'),
    ydan_desk: at('ydan_desk', 'poor'),
  }
  expect(await externalUrls(at('poor', 'poor'), given, dir)).toEqual(given)
  await migrate(at('poor', 'poor'))
  for (const one of Object.values(given)) expect(await ask(one)).toBe(true)
})
