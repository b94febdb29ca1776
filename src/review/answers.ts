import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { unread } from './editions.ts'

/** An answer that waits: to be read for print, or for a second look. */
export type WaitingAnswer = {
  id: string
  subject: string
  kind: 'accept' | 'explain' | 'review-again'
  summary: string
  text: string
  /** The last edition and what was said against it. */
  printed: string | null
  objection: string | null
  /** Whether this person edited the last edition, or decided about the item. */
  edited: boolean
  decided: boolean
  /** Whether the standing board was asked about the second look. */
  asked: boolean
  toRead: boolean
  toLook: boolean
}

/**
 * What waits of officials' answers, oldest first; items this person may not see (relations) are not
 * among them. Raises Problem('forbidden') unless moderator or lead.
 */
export async function waitingAnswers(tx: Tx, actor: Actor): Promise<WaitingAnswer[]> {
  needRole(actor, 'moderator', 'lead')
  const edition = sql`(select n.id from explanation_editions n where n.explanation_id = x.id order by n.version desc limit 1)`
  const body = (record: ReturnType<typeof sql>) =>
    sql`(select t.body from texts t where t.record = ${record} and t.field = 'explanation')`
  const { rows } = await tx.execute<WaitingAnswer>(sql`
    select * from (
      select x.id, coalesce(o.name, c.name, '') as subject, x.kind, x.entry_seq, t.body as text,
        coalesce((select s.body from texts s where s.record = e.summary_id and s.field = 'summary'), '') as summary,
        ${body(edition)} as printed,
        ${body(sql`(select b.id from explanation_objections b where b.edition_id = ${edition})`)} as objection,
        coalesce((select n.edited_by = any (humans(${actor.person}::uuid)) from explanation_editions n
          where n.id = ${edition}), false) as edited,
        d.asked_by = any (humans(${actor.person}::uuid)) as decided,
        exists (select from approvals a where a.subject = x.id and a.act = 'look_again' and a.expires_at > now()
          and not exists (select from approval_answers w where w.approval_id = a.id)) as asked,
        ${unread(sql`x.id`)} as "toRead",
        x.kind = 'review-again' and not exists (select from second_looks l where l.explanation_id = x.id) as "toLook"
      from explanations x join evidence e on e.id = x.evidence_id
        join feedback f on f.id = e.feedback_id
        join decisions d on d.id = e.decision_id
        join review_records r on r.id = e.record_id
        join texts t on t.record = x.id and t.field = 'explanation'
        left join officials o on o.id = r.official_id
        left join organisations c on c.id = r.collective_id
      where not exists (select from evidence_withdrawals w where w.evidence_id = e.id)) waiting
    where "toRead" or "toLook" order by entry_seq limit 200`)
  return rows
}
