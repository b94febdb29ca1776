import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { acceptedFor } from './attachable.ts'
import { type Outcome, outcomes } from './became.ts'
import type { RecordCover } from './records.ts'

export type Balance = { received: number } & Record<Outcome, number>
/** Feedback that is not on the record, counted by outcome and reason code. */
export type Excluded = { state: Outcome; reason: string | null; count: number }

type Counted = {
  state: string
  use: string
  reason: string | null
  attached: boolean
  taken_out: boolean
  count: number
}

/**
 * Counts every feedback numbered for the record's subject that arrived in the cycle's period, and
 * those carried over onto this record from before: received = accepted + not accepted + rejected +
 * merged + diverted + forwarded + withdrawn + erased + pending (contract, States).
 */
export async function balanceOf(
  tx: Tx,
  cover: RecordCover,
): Promise<{ balance: Balance; excluded: Excluded[] }> {
  const { rows } = await tx.execute<Counted>(sql`
    with mine as (
      select coalesce(s.state, 'received') as state, f.use,
        (select d.reason from decisions d where d.feedback_id = f.id order by d.entry_seq desc limit 1) as reason,
        exists (select from evidence e where e.feedback_id = f.id and e.record_id = ${cover.id}::uuid
          and e.decision_id = ${acceptedFor(sql`f.id`)} and not exists (select from evidence_withdrawals w where w.evidence_id = e.id)) as attached,
        exists (select from evidence e join evidence_withdrawals w on w.evidence_id = e.id
          where e.feedback_id = f.id and e.record_id = ${cover.id}::uuid) as taken_out, f.day
      from targets t join feedback f on f.id = t.feedback_id
        left join feedback_state s on s.feedback_id = f.id
      where t.subject = ${cover.subject.id}::uuid)
    select state, use, reason, attached, taken_out, count(*)::int as count from mine
    where attached or day between ${cover.cycle.startsOn}::date and ${cover.cycle.endsOn}::date
    group by state, use, reason, attached, taken_out`)
  const balance: Balance = { received: 0, ...zeros() }
  for (const row of rows) {
    balance.received += row.count
    balance[outcomeOf(row.state)] += row.count
  }
  return { balance, excluded: excludedFrom(rows) }
}

/** The outcome a state counts as; what was accepted stays so through bundle and meeting. */
export function outcomeOf(state: string): Outcome {
  if (['awaiting_explanation', 'bundled', 'considered', 'closed'].includes(state)) return 'accepted'
  return outcomes.find((outcome) => outcome === state) ?? 'pending'
}

function excludedFrom(rows: readonly Counted[]): Excluded[] {
  const counts = new Map<string, Excluded>()
  for (const row of rows) {
    const state = outcomeOf(row.state)
    if (state === 'accepted' && row.attached) continue
    const reason = reasonOf(state, row)
    const key = `${state} ${reason}`
    const count = (counts.get(key)?.count ?? 0) + row.count
    counts.set(key, { state, reason, count })
  }
  return [...counts.values()].sort(
    (a, b) => outcomes.indexOf(a.state) - outcomes.indexOf(b.state) || b.count - a.count,
  )
}

// A reason on what was diverted would tell that a denunciation exists (domain §0.6).
function reasonOf(state: Outcome, row: Counted): string | null {
  if (state === 'accepted') {
    if (row.use === 'front-only') return 'front_only'
    return row.taken_out ? 'evidence_withdrawn' : null
  }
  return state === 'not_accepted' || state === 'rejected' || state === 'merged' ? row.reason : null
}

function zeros(): Record<Outcome, number> {
  return {
    accepted: 0,
    not_accepted: 0,
    rejected: 0,
    merged: 0,
    diverted: 0,
    forwarded: 0,
    withdrawn: 0,
    erased: 0,
    pending: 0,
  }
}
