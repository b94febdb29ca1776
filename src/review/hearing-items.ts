import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { acceptedFor, acceptedStates } from './attachable.ts'

/** One item of a hearing, or waiting for one. `asks`: it wants an answer; praise only rides along. */
export type HearingItem = {
  evidence: string
  record: string
  polarity: 'positive' | 'negative' | 'mixed'
  topic: string
  standing: 'said' | 'several' | 'confirmed' | 'documented'
  /** `YYYY-MM`. */
  month: string
  summary: string
  folded: boolean
  asks: boolean
  attachedOn: string
}

/**
 * What waits to be sent: evidence of a record attached up to a day (`YYYY-MM-DD`) that still holds and
 * was in no letter yet. By topic and then by chance: an order of arrival would help to guess who wrote.
 */
export function waitingItems(
  tx: Tx,
  { upTo, record }: { upTo: string; record: string },
): Promise<HearingItem[]> {
  const which = sql`e.record_id = ${record}::uuid and ${waits(upTo)}`
  return itemsWhere(tx, which, sql`d.topic, e.id`)
}

/** The same without words, of a whole organisation or one cycle: what wants an answer, and since when. */
export async function waitingAsks(
  tx: Tx,
  { upTo, organisation, cycle }: { upTo: string; organisation: string; cycle?: string },
): Promise<{ record: string; attachedOn: string }[]> {
  const { rows } = await tx.execute<{ record: string; attachedOn: string }>(sql`
    select e.record_id as record, ${attachedOn} as "attachedOn"
    from evidence e join feedback_state s on s.feedback_id = e.feedback_id
      join decisions d on d.id = e.decision_id join review_records r on r.id = e.record_id
    where e.organisation_id = ${organisation}::uuid and ${asks} and ${waits(upTo)}
      and (${cycle ?? null}::uuid is null or r.cycle_id = ${cycle ?? null}::uuid)`)
  return rows
}

const attachedOn = sql`to_char(e.attached_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')`
const asks = sql`d.polarity <> 'positive'
  and not exists (select from explanations x where x.evidence_id = e.id)`
const waits = (upTo: string) => sql`${attachedOn} <= ${upTo}
  and not exists (select from hearing_items i where i.evidence_id = e.id)
  and not exists (select from evidence_withdrawals w where w.evidence_id = e.id)
  and not exists (select from review_records r join cycle_closings k on k.cycle_id = r.cycle_id
    where r.id = e.record_id and not is_reopened(r.id))
  and s.state = any (${sql.param([...acceptedStates])}::text[]) and e.decision_id = ${acceptedFor(sql`e.feedback_id`)}`

/** The items of an issued letter as it listed them. */
export function issuedItems(tx: Tx, hearing: string): Promise<HearingItem[]> {
  return itemsWhere(
    tx,
    sql`exists (select from hearing_items i where i.evidence_id = e.id and i.hearing_id = ${hearing}::uuid)`,
    sql`(select i.position from hearing_items i where i.evidence_id = e.id)`,
  )
}

async function itemsWhere(
  tx: Tx,
  which: ReturnType<typeof sql>,
  order: ReturnType<typeof sql>,
): Promise<HearingItem[]> {
  const { rows } = await tx.execute<HearingItem>(sql`
    select e.id as evidence, e.record_id as record, d.polarity, coalesce(d.topic, 'other') as topic,
      coalesce(d.standing, 'said') as standing, coalesce(t.body, '') as summary,
      coalesce(left(f.observed_on, 7), to_char(f.day, 'YYYY-MM')) as month,
      d.fold is not null and not exists (select from unfoldings u where u.evidence_id = e.id) as folded,
      ${asks} as asks, ${attachedOn} as "attachedOn"
    from evidence e join feedback f on f.id = e.feedback_id
      join feedback_state s on s.feedback_id = e.feedback_id
      join decisions d on d.id = e.decision_id
      left join texts t on t.record = e.summary_id and t.field = 'summary'
    where ${which} order by ${order}`)
  return rows
}
