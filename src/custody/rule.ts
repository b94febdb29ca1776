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
  /** The one kind, where there is but one. */
  only?: string
  /** A row of another table, looked up by its id: `left join … on …`. */
  beside?: SQL
  also?: SQL
  /**
   * The text of the entry as such a row mostly has it: where it is that, all above agrees and nothing
   * needs to be read as JSON. A row with another entry is compared as any other.
   */
  whole?: SQL
}

export const is = (kind: string) => ({
  kind: sql`${kind}`,
  only: kind,
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
