import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { urlsOf } from '../../db/embedded.ts'
import { grantsSql } from '../../db/roles.ts'

/** A database of one test's own; the addresses of owner, console, desk and letterbox. */
export type FreshDatabase = {
  name: string
  superuserUrl: string
  ownerUrl: string
  consoleUrl: string
  deskUrl: string
  letterboxUrl: string
  drop(): Promise<void>
}

/**
 * Copies the migrated template into a new, empty database; call `drop` when done. From `template1`
 * it is one that no migration has seen yet.
 */
export async function freshDatabase(from = 'ydan_template'): Promise<FreshDatabase> {
  const { superuserUrl, port, passwords } = inject('server')
  const name = `t_${randomBytes(6).toString('hex')}`
  await asSuperuser(superuserUrl, [
    `create database ${name} template ${from} owner ydan_owner`,
    ...grantsSql(name),
  ])
  const urls = urlsOf({ port }, name, passwords)
  return {
    name,
    superuserUrl: superuserUrl.replace(/postgres$/, name),
    ownerUrl: urls.owner,
    consoleUrl: urls.ydan_console,
    deskUrl: urls.ydan_desk,
    letterboxUrl: urls.ydan_letterbox,
    drop: () => asSuperuser(superuserUrl, [`drop database ${name} with (force)`]),
  }
}

async function asSuperuser(url: string, statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
