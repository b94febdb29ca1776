import type { TroubleCode } from './trouble.ts'

/** Anything that runs one parameterless query: a pg client or pool. */
export type Asks = { query(text: string): Promise<{ rows: Record<string, unknown>[] }> }

/** What is wrong with a database, and the value found. */
export type Unfit = { code: TroubleCode; about: string }

/** The oldest PostgreSQL whose grants on `public` and role options we rely on. */
export const oldestVersion = 15

/**
 * Says why a database must not be served from, or null when it is good enough: an acknowledged
 * letter has to survive a power cut. `local` commits count, they are on this disk; `off` is not.
 */
export async function fitness(client: Asks): Promise<Unfit | null> {
  const { rows } = await client.query(question)
  const found = rows[0] ?? {}
  const version = Number(found.version)
  if (version < oldestVersion * 10_000) {
    return { code: 'too_old', about: String(Math.floor(version / 10_000)) }
  }
  if (found.encoding !== 'UTF8') return { code: 'not_utf8', about: String(found.encoding) }
  if (found.fsync !== 'on') return { code: 'fsync_off', about: '' }
  if (found.full_page_writes !== 'on') return { code: 'full_page_writes_off', about: '' }
  if (found.synchronous_commit === 'off' || found.loosened) {
    return { code: 'synchronous_commit_off', about: String(found.loosened ?? '') }
  }
  if (found.recovering || found.read_only !== 'off') return { code: 'read_only', about: '' }
  return null
}

// `loosened`: a role or database may carry its own setting, which this connection does not show.
const question = `
  select current_setting('server_version_num') as version,
         current_setting('server_encoding') as encoding,
         current_setting('fsync') as fsync,
         current_setting('full_page_writes') as full_page_writes,
         current_setting('synchronous_commit') as synchronous_commit,
         current_setting('default_transaction_read_only') as read_only,
         pg_is_in_recovery() as recovering,
         (select coalesce(r.rolname, d.datname)
            from pg_db_role_setting s
            left join pg_roles r on r.oid = s.setrole
            left join pg_database d on d.oid = s.setdatabase
           where 'synchronous_commit=off' = any (s.setconfig)
             and (s.setdatabase = 0 or d.datname = current_database())
             and (s.setrole = 0 or r.rolname like 'ydan%')
           limit 1) as loosened`
