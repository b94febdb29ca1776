import { join } from 'node:path'
import pg from 'pg'
import { type Kept, newPassword, readSecret, writeSecret } from './kept.ts'
import { ensureRoles, type LoginName, logins, ownerSql } from './roles.ts'
import { type Server, startServer } from './server.ts'

/** One address per login, passwords included: never to be logged. */
export type Urls = { owner: string } & Record<LoginName, string>

/** The embedded server with its database, owner and logins in place. */
export type Embedded = { server: Server; urls: Urls }

/** The name of the embedded server's database. */
export const databaseName = 'ydan'

/** Passwords of the owner and the logins. */
export type OwnPasswords = { ydan_owner: string } & Record<LoginName, string>

/**
 * Starts the embedded server under `dir` (db/server.ts) and makes the database, its owner and the
 * logins where they are missing; passwords are chosen once and kept in `dir`. Migrates nothing.
 * Raises what startServer raises; then no server is left running.
 */
export async function openEmbedded(dir: string, log: (line: string) => void): Promise<Embedded> {
  const server = await startServer(dir, log)
  try {
    const passwords = keptPasswords(dir)
    await makeDatabase(server, databaseName, passwords)
    return { server, urls: urlsOf(server, databaseName, passwords) }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** Makes a database owned by `ydan_owner`, with roles and rights, unless it is there. */
export async function makeDatabase(
  server: Server,
  name: string,
  passwords: OwnPasswords,
): Promise<void> {
  const { ydan_owner, ...others } = passwords
  await withClient(server.superuserUrl, async (client) => {
    for (const statement of ownerSql('ydan_owner', ydan_owner)) await client.query(statement)
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) {
      await client.query(`create database ${pg.escapeIdentifier(name)} owner ydan_owner`)
    }
  })
  await withClient(superuserUrlOf(server, name), (client) => ensureRoles(client, name, others))
}

/** The addresses the embedded server under `dir` had last; it may have to choose another port. */
export function keptUrls(dir: string): Urls | undefined {
  const server = readSecret<Kept>(join(dir, 'server.json'))
  const passwords = readSecret<OwnPasswords>(join(dir, 'logins.json'))
  return server && passwords && urlsOf(server, databaseName, passwords)
}

/** The addresses of one database for the owner and every login. */
export function urlsOf(
  { port }: Pick<Server, 'port'>,
  name: string,
  passwords: OwnPasswords,
): Urls {
  const url = (login: keyof OwnPasswords) =>
    `postgres://${login}:${passwords[login]}@127.0.0.1:${port}/${name}`
  return {
    owner: url('ydan_owner'),
    ydan_console: url('ydan_console'),
    ydan_desk: url('ydan_desk'),
    ydan_letterbox: url('ydan_letterbox'),
  }
}

function superuserUrlOf(server: Server, name: string): string {
  const url = new URL(server.superuserUrl)
  url.pathname = name
  return url.href
}

/** Reads the passwords kept in `dir`, choosing those that are missing. */
export function keptPasswords(dir: string): OwnPasswords {
  const path = join(dir, 'logins.json')
  const old = readSecret<Partial<OwnPasswords>>(path) ?? {}
  const names = ['ydan_owner', ...Object.keys(logins)] as (keyof OwnPasswords)[]
  const all = Object.fromEntries(
    names.map((name) => [name, old[name] ?? newPassword()]),
  ) as OwnPasswords
  if (names.some((name) => old[name] === undefined)) writeSecret(path, all)
  return all
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'ydan start' })
  await client.connect()
  client.on('error', () => {}) // the query under way reports it
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
