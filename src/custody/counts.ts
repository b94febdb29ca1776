import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'

/** How many rows of a log's organisation each of these tables holds, of one moment. */
export async function rowCounts(
  tx: Tx,
  organisation: string,
  tables: readonly string[],
): Promise<Map<string, number>> {
  // One statement for all: most tables are empty, and a statement for each costs more than looking.
  const each = tables.map(
    (table) => sql`select ${table}::text as name, count(*) as kept from ${sql.identifier(table)}
      where organisation_id = ${organisation}`,
  )
  const { rows } = await tx.execute<{ name: string; kept: string }>(
    sql.join(each, sql` union all `),
  )
  return new Map(rows.map(({ name, kept }) => [name, Number(kept)]))
}

/** How many entries of each kind a log holds. */
export async function kindCounts(tx: Tx, organisation: string): Promise<Map<string, number>> {
  const { rows } = await tx.execute<{ kind: string; entries: string }>(sql`
    select kind, count(*) as entries from custody_entries where organisation_id = ${organisation} group by kind`)
  return new Map(rows.map(({ kind, entries }) => [kind, Number(entries)]))
}
