import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { toldTable } from '../../views/small-numbers.ts'

/** Classes of where items come from; a single item's is never told. */
export const provenanceClasses = ['resident', 'verified', 'entered', 'front', 'imported'] as const
export type Provenance = (typeof provenanceClasses)[number]

/**
 * How many items of a record come from where, as it may be told: whole fives, null below five. What
 * was taken out is not counted; comments of cells and of the Front are papers of their own.
 */
export async function provenanceOf(
  tx: Tx,
  record: string,
): Promise<{ from: Provenance; atLeast: number | null }[]> {
  const { rows } = await tx.execute<{ from: Provenance; count: number }>(sql`
    select case when f.resident then 'verified'
        when f.channel in ('meeting', 'reception') then 'front'
        when f.channel in ('paper', 'phone') then 'entered'
        when f.channel = 'import' then 'imported' else 'resident' end as "from", count(*)::int as count
    from evidence e join feedback f on f.id = e.feedback_id
    where e.record_id = ${record}::uuid
      and not exists (select from evidence_withdrawals w where w.evidence_id = e.id)
    group by 1`)
  const counts = new Map<Provenance, number>(provenanceClasses.map((one) => [one, 0]))
  for (const { from, count } of rows) counts.set(from, count)
  return [...toldTable(counts).cells].map(([from, atLeast]) => ({ from, atLeast }))
}
