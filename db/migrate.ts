import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { migrationNames, migrationsFolder } from './latest.ts'
import { trouble } from './trouble.ts'

/** One step: the file's name, its SQL and the SHA-256 of that SQL in hex. */
export type Migration = { name: string; text: string; sha256: string }

/**
 * Brings a database up to date as its owner: each step in a transaction of its own, remembered with
 * its fingerprint. Starts that come at once wait for each other. Returns the names applied now.
 * Raises Trouble 'migration_changed' when an applied step no longer reads the same or is gone, and
 * 'migration_failed' naming the step.
 */
export async function migrate(ownerUrl: string, steps = readMigrations()): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'ydan migrate' })
  await client.connect()
  client.on('error', () => {}) // the query under way reports it
  try {
    await client.query('select pg_advisory_lock($1)', [migrateLock])
    return await applyMissing(client, steps)
  } finally {
    await client.end()
  }
}

const migrateLock = 0x7964_616f

/** Reads the steps; line ends are made equal, because git on Windows changes them. */
export function readMigrations(folder: URL = migrationsFolder): Migration[] {
  return migrationNames().map((name) => {
    const text = readFileSync(new URL(name, folder), 'utf8').replaceAll('\r\n', '\n')
    return { name, text, sha256: createHash('sha256').update(text).digest('hex') }
  })
}

async function applyMissing(client: pg.Client, steps: Migration[]): Promise<string[]> {
  await client.query(
    `create table if not exists public.migrations (
       name text primary key, sha256 text not null, applied_at timestamptz not null default now())`,
  )
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from public.migrations order by name',
  )
  rows.forEach((applied, index) => {
    const step = steps[index]
    if (step?.name !== applied.name || step.sha256 !== applied.sha256) {
      throw trouble('migration_changed', applied.name)
    }
  })
  const missing = steps.slice(rows.length)
  for (const step of missing) await apply(client, step)
  return missing.map(({ name }) => name)
}

async function apply(client: pg.Client, step: Migration): Promise<void> {
  try {
    await client.query('begin')
    await runStep(client, step)
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback').catch(() => {})
    throw trouble('migration_failed', step.name, cause)
  }
}

/** Runs one step and remembers it, inside the caller's transaction. */
export async function runStep(client: pg.ClientBase, step: Migration): Promise<void> {
  const { name, text, sha256 } = step
  await client.query(text)
  await client.query('insert into public.migrations (name, sha256) values ($1, $2)', [name, sha256])
  await client.query(`comment on table public.migrations is ${pg.escapeLiteral(name)}`)
}
