import { type SQL, sql } from 'drizzle-orm'
import type { RowName } from '../../views/words/custody.ts'
import { fieldsCommitment } from './fields.ts'

/**
 * How the rows `r` of one table rest on their entries `e`: the row's id in the entry, the kind, and
 * what else must agree with the columns of `e` or with what it says (`said`, jsonb).
 */
export type Rule = {
  table: RowName
  item: SQL
  /** The kind of entry this row has. */
  kind: SQL
  /** Whether an entry of this kind announces such a row. */
  announces: (kind: string) => boolean
  also?: SQL
}

export const is = (kind: string) => ({
  kind: sql`${kind}`,
  announces: (one: string) => one === kind,
})
export const among = (...kinds: string[]) => ({ announces: (one: string) => kinds.includes(one) })
export const subject = (column: SQL) => sql`e.subject is not distinct from ${column}`
export const says = (name: string, value: SQL) =>
  sql`said ->> ${name}::text is not distinct from ${value}`
export const by = (column: SQL) => says('actor', sql`${column}::text`)
// Entries from before there were such commitments say nothing of the fields.
export const commits = (...columns: SQL[]) =>
  sql`coalesce(said ->> 'commitment' = ${fieldsCommitment(...columns)}, true)`
export const all = (...parts: SQL[]) => sql.join(parts, sql` and `)

export const id = sql`r.id`
export const ofBundle = { item: sql`r.bundle_id` }
export const aboutBundle = subject(sql`r.bundle_id`)
export const aboutRecord = subject(sql`r.record_id`)
export const entered = by(sql`r.entered_by`)
export const evidenceItem = subject(sql`r.evidence_id`)
export const twoPersons = all(by(sql`r.agreed_by`), says('second', sql`r.asked_by::text`))
