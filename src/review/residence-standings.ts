import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import type { ResidenceLack } from '../../views/words/residence.ts'
import type { Cycle } from './cycles.ts'
import { homes } from './residence-rounds.ts'

/**
 * For every official of the organisation what `residenceOf` says of one, in a single question: whether
 * a comment of the cycle holds today, or why there is none.
 */
export async function residenceStandings(
  tx: Tx,
  cycle: Pick<Cycle, 'id' | 'endsOn'>,
): Promise<Map<string, ResidenceLack | 'given'>> {
  const { rows } = await tx.execute<{ official: string; standing: ResidenceLack | 'given' }>(sql`
    with recursive leads(code, into_code) as (select code, code from areas union
      select l.code, a.successor_code from leads l join areas a on a.code = l.into_code
        where a.successor_code is not null),
    home as (select h.official_id, bool_or(h.status = 'normal') as asked,
        max(n.due_on) filter (where h.status = 'normal') as due
      from ${homes} h join leads l on l.code = h.area_code
        left join residence_rounds n on n.area_code = l.into_code and n.cycle_id = ${cycle.id}::uuid
      where h.valid_from <= least(today(), ${cycle.endsOn}::date)
        and (h.valid_to is null or h.valid_to >= least(today(), ${cycle.endsOn}::date))
      group by h.official_id),
    held as (select distinct c.official_id from residence_comments c join residence_rounds n on n.id = c.round_id
      left join residence_confirmations f on f.comment_id = c.id
      where n.cycle_id = ${cycle.id}::uuid and (c.source = 'portal' or f.confirmed_on <= today()))
    select o.id as official, case when c.official_id is not null then 'given' when h.official_id is null then 'unknown'
      when not h.asked then 'exempt' when h.due is null then 'not_asked' when h.due >= today() then 'waiting'
      else 'late' end as standing
    from officials o left join home h on h.official_id = o.id left join held c on c.official_id = o.id`)
  return new Map(rows.map(({ official, standing }) => [official, standing]))
}
