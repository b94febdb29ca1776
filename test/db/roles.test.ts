import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { groups, logins, rolesSql } from '../../db/roles.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

let database: FreshDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

async function ask(url: string, text: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}

describe('the letterbox login', () => {
  test('selects from no table and no view of ours', async () => {
    const tables = await ask(
      database.ownerUrl,
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname in ('public', 'door') order by 1`,
    )
    expect(tables.length).toBeGreaterThan(10)
    for (const { name } of tables) {
      await expect(ask(database.letterboxUrl, `select * from ${name}`)).rejects.toThrow(
        /permission denied/,
      )
    }
  })

  test('holds no right on any table or column', async () => {
    const held = await ask(
      database.letterboxUrl,
      `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname not in ('pg_catalog', 'information_schema') and c.relkind in ('r', 'v', 'm', 'p')
          and (has_table_privilege(c.oid, 'select,insert,update,delete,truncate,references,trigger')
            or has_any_column_privilege(c.oid, 'select,insert,update,references'))`,
    )
    expect(held).toEqual([])
  })

  test('may execute the functions of schema door and nothing else of ours', async () => {
    const [, ...rest] = await ask(
      database.letterboxUrl,
      `select distinct n.nspname as schema from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname not in ('pg_catalog', 'information_schema')
          and pg_get_userbyid(p.proowner) = 'ydan_owner' and has_function_privilege(p.oid, 'execute')
        order by 1`,
    )
    expect(rest).toEqual([])
  })

  test('cannot become staff, make anything, or use the disk as scratch paper', async () => {
    for (const group of groups.filter((name) => name !== 'ydan_door')) {
      await expect(ask(database.letterboxUrl, `set role ${group}`)).rejects.toThrow(/permission/)
    }
    await expect(ask(database.letterboxUrl, 'create table public.x ()')).rejects.toThrow(/denied/)
    await expect(ask(database.letterboxUrl, 'create table door.x ()')).rejects.toThrow(/denied/)
    await expect(ask(database.letterboxUrl, 'create temp table x ()')).rejects.toThrow(/permission/)
  })
})

test('console and desk hold nothing until they take on a role', async () => {
  for (const url of [database.consoleUrl, database.deskUrl]) {
    await expect(ask(url, 'select * from public.letters')).rejects.toThrow(/permission denied/)
  }
  expect(await ask(database.consoleUrl, "select set_config('role', 'ydan_staff', false)")).toEqual([
    { set_config: 'ydan_staff' },
  ])
  await expect(ask(database.deskUrl, 'set role ydan_staff')).rejects.toThrow(/permission denied/)
})

test('no login and not the owner has a power over the server', async () => {
  const names = ['ydan_owner', ...Object.keys(logins), ...groups]
  const rows = await ask(
    database.superuserUrl,
    `select rolname from pg_roles where rolname = any ($1)
        and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)`,
    [names],
  )
  expect(rows).toEqual([])
  expect(
    await ask(database.superuserUrl, 'select from pg_roles where rolname = any ($1)', [names]),
  ).toHaveLength(names.length)
})

test('a database of the same server admits nobody it has not named', async () => {
  const url = database.letterboxUrl.replace(/:[^:@]*@/, ':wrong@')
  await expect(ask(url, 'select 1')).rejects.toThrow(/password authentication failed/)
})

test('a password that looks like SQL stays a password', () => {
  const [sql] = rolesSql('ydan', { ydan_desk: "x'; drop role ydan_owner; --\\" }).filter((line) =>
    line.includes('PASSWORD'),
  )
  expect(sql).toBe(`ALTER ROLE "ydan_desk" PASSWORD  E'x''; drop role ydan_owner; --\\\\'`)
})
