import { sql } from 'drizzle-orm'
import { as, type Db, type Tx } from '../../db/connection.ts'

/** Days after a matter has ended until the way back to its sender is forgotten (form, `contactConsent`). */
export const routeDays = 30

/** States in which nothing more is to come; what was merged ends with what it was merged into. */
const ended = [
  'closed',
  'considered',
  'not_accepted',
  'rejected',
  'diverted',
  'forwarded',
  'withdrawn',
  'erased',
]

/**
 * Shreds the reply routes of threads whose matters all ended 30 days ago, each with its entry in the
 * log; later questions wait in the thread, which the receipt opens. Whatever happened since (a letter,
 * an act, a reply, a decision) begins the days anew. Answers how many went.
 */
export async function endRoutes(db: Db): Promise<number> {
  let gone = 0
  while (await as(db, { role: 'ydan_jobs' }, endOne)) gone += 1
  return gone
}

async function endOne(tx: Tx): Promise<boolean> {
  const { rows } = await tx.execute<{ organisation: string; thread: string }>(sql`
    select t.id as thread, t.organisation_id as organisation
    from seals s join threads t on t.id = s.record
    where s.field = 'route'
      and exists (select from feedback f where f.thread_id = t.id)
      and not exists (select from feedback f join feedback_state e on e.feedback_id = f.id
        left join lateral (select m.state from decisions d join feedback_state m on m.feedback_id = d.into_feedback
          where d.feedback_id = f.id and d.verdict = 'merge' order by d.entry_seq desc limit 1) g on true
        where f.thread_id = t.id
          and coalesce(case when e.state = 'merged' then g.state end, e.state) <> all(${sql.param([...ended])}::text[])
          and not (e.state = 'accepted' and f.use = 'front-only'))
      and greatest(
        (select max(l.day) from letters l where l.thread_id = t.id),
        (select max(a.day) from sender_acts a where a.thread_id = t.id),
        (select max(r.day) from replies r where r.thread_id = t.id),
        (select max((d.decided_at at time zone 'Asia/Ho_Chi_Minh')::date) from decisions d
          join feedback f on f.id in (d.feedback_id, d.into_feedback) where f.thread_id = t.id),
        (select max((o.entered_at at time zone 'Asia/Ho_Chi_Minh')::date) from outcomes o
          join bundle_items i on i.bundle_id = o.bundle_id join evidence v on v.id = i.evidence_id
          join feedback f on f.id = v.feedback_id where f.thread_id = t.id)
      ) + ${routeDays}::int <= today()
      and pg_try_advisory_xact_lock(hashtextextended(t.id::text, 10))
    limit 1`)
  const [over] = rows
  if (!over) return false
  await tx.execute(
    sql`select shred(${over.organisation}::uuid, ${over.thread}::uuid, 'route-ended')`,
  )
  return true
}
