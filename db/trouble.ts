/** Why the database cannot be used. The sentences for people are in views/words/database.ts. */
export type TroubleCode =
  | 'held'
  | 'platform'
  | 'root'
  | 'other_version'
  | 'not_made'
  | 'not_started'
  | 'orphan'
  | 'roles'
  | 'migration_changed'
  | 'migration_failed'
  | 'away'
  | 'too_old'
  | 'fsync_off'
  | 'synchronous_commit_off'
  | 'full_page_writes_off'
  | 'not_utf8'
  | 'read_only'

/** An error that stops the start; `about` is the pid, path, version or name it speaks of. */
export type Trouble = Error & { readonly trouble: TroubleCode; readonly about: string }

/** Makes the error; `cause` keeps what the system said, for the log. */
export function trouble(code: TroubleCode, about = '', cause?: unknown): Trouble {
  const error = new Error(`database: ${code} ${about}`.trimEnd(), { cause })
  return Object.assign(error, { trouble: code, about })
}

/** Tells a Trouble from anything else that was thrown. */
export function isTrouble(thrown: unknown): thrown is Trouble {
  return thrown instanceof Error && 'trouble' in thrown
}
