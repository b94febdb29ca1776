import pg from 'pg'
import { trouble } from './trouble.ts'

/** Roles that rights are given to; nobody signs in as one of them. */
export const groups = [
  'ydan_staff',
  'ydan_desk_staff',
  'ydan_jobs',
  'ydan_signin',
  'ydan_door',
] as const

/**
 * The logins of the three doors. Console and desk hold no right of their own (NOINHERIT): each
 * transaction takes on one group with SET LOCAL ROLE (db/connection.ts).
 */
export const logins = {
  ydan_console: { inherit: false, of: ['ydan_staff', 'ydan_jobs', 'ydan_signin'] },
  ydan_desk: { inherit: false, of: ['ydan_desk_staff', 'ydan_signin'] },
  ydan_letterbox: { inherit: true, of: ['ydan_door'] },
} as const

export type LoginName = keyof typeof logins

/** Passwords by login; a login without one is made, but its password is left as it is. */
export type Passwords = Partial<Record<LoginName, string>>

/**
 * The SQL, safe to run again, that makes groups and logins and takes from PUBLIC what it must not
 * have. Run in the database itself by its owner with CREATEROLE, or by a superuser.
 */
export function rolesSql(database: string, passwords: Passwords): string[] {
  return [
    ...groups.map((group) => created(group, 'NOLOGIN')),
    ...Object.entries(logins).flatMap(([login, { inherit, of }]) => [
      created(login, inherit ? 'LOGIN INHERIT' : 'LOGIN NOINHERIT'),
      `GRANT ${of.join(', ')} TO ${login}`,
    ]),
    ...Object.entries(passwords).map(([login, password]) => withPassword(login, password)),
    ...grantsSql(database),
  ]
}

/**
 * The rights on the database itself; a copy made with TEMPLATE does not carry them over. Those inside
 * it (schemas, tables, functions) are given by the migrations.
 */
export function grantsSql(database: string): string[] {
  const name = pg.escapeIdentifier(database)
  return [
    `REVOKE ALL ON DATABASE ${name} FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE ${name} TO ${Object.keys(logins).join(', ')}`,
  ]
}

/** The SQL that makes the owner without any power beyond its own database. */
export function ownerSql(owner: string, password: string): string[] {
  return [created(owner, 'LOGIN'), withPassword(owner, password)]
}

/**
 * Makes roles and rights in the database `client` is connected to, in one transaction.
 * Raises Trouble 'roles' when this login may not.
 */
export async function ensureRoles(
  client: pg.ClientBase,
  database: string,
  passwords: Passwords,
): Promise<void> {
  try {
    await client.query('begin')
    // Two databases of one server may be prepared at once; roles are common to both.
    await client.query('select pg_advisory_xact_lock($1)', [rolesLock])
    for (const statement of rolesSql(database, passwords)) await client.query(statement)
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback').catch(() => {})
    if (cause instanceof pg.DatabaseError && cause.code === '42501') {
      throw trouble('roles', database, cause)
    }
    throw cause
  }
}

const rolesLock = 0x7964_616e // "ydan"

function created(role: string, options: string): string {
  const name = pg.escapeLiteral(role)
  const make = `CREATE ROLE ${pg.escapeIdentifier(role)} ${options}`
  return `DO $ydan$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${name}) THEN ${make}; END IF; END $ydan$`
}

function withPassword(role: string, password: string): string {
  return `ALTER ROLE ${pg.escapeIdentifier(role)} PASSWORD ${pg.escapeLiteral(password)}`
}
