import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import type { Actor } from '../staff/actor.ts'
import { mayReadLetters } from './feedback.ts'

/** More letters in seven days for or against somebody, or from one area, than is usual there. */
export type Burst = {
  name: string
  praise: boolean
  count: number
  /** Letters in seven days over the eight weeks before. */
  usual: number
}

const leastOfBurst = 10
const timesUsual = 4

/**
 * The bursts of the last seven days, the largest first: at least ten letters, and four times what is
 * usual. For those who read letters; others get none. Row security hides what they may not see.
 */
export async function burstsOf(tx: Tx, actor: Actor): Promise<Burst[]> {
  if (!mayReadLetters(actor)) return []
  const { rows } = await tx.execute<Burst>(sql`
    with recent as (
      select f.id, f.area_code, f.kind = 'praise' as praise, f.day > today() - 7 as now from feedback f
      where f.day > today() - 63),
    counted as (
      select coalesce(o.name, g.name) as name, praise, count(*) filter (where now)::int as count,
          count(*) filter (where not now) / 8.0 as usual
        from recent r join targets t on t.feedback_id = r.id and t.subject_kind <> 'organisation'
        left join officials o on o.id = t.subject left join organisations g on g.id = t.subject
        group by t.subject, o.name, g.name, praise
      union all
      select a.kind || ' ' || a.name, praise, count(*) filter (where now)::int, count(*) filter (where not now) / 8.0
        from recent r join areas a on a.code = r.area_code group by a.code, a.kind, a.name, praise)
    select name, praise, count, usual::float8 as usual from counted
    where count >= ${leastOfBurst} and count >= ${timesUsual} * usual and name is not null
    order by count desc, name limit 6`)
  return rows
}
