import { asc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { feedback, feedbackState, targets } from '../../db/schema.ts'
import { outcomeOf } from '../review/balance.ts'
import { type Outcome, outcomes } from '../review/became.ts'
import type { BundleDraft } from './contents.ts'

/** One feedback numbered for the record's subject, whatever became of it. */
export type Numbered = {
  feedback: string
  number: number
  state: string
  use: string
  day: string
  channel: string
  /** Reason code of the last decision. */
  reason: string | null
}

/** Every feedback that ever got a running number for this official or collective, ascending. */
export function numberedFor(tx: Tx, subject: string): Promise<Numbered[]> {
  return tx
    .select({
      feedback: feedback.id,
      number: targets.number,
      state: feedbackState.state,
      use: feedback.use,
      day: feedback.day,
      channel: feedback.channel,
      reason: sql<string | null>`(select d.reason from decisions d
        where d.feedback_id = ${feedback.id} order by d.entry_seq desc limit 1)`,
    })
    .from(targets)
    .innerJoin(feedback, eq(feedback.id, targets.feedbackId))
    .innerJoin(feedbackState, eq(feedbackState.feedbackId, feedback.id))
    .where(eq(targets.subject, subject))
    .orderBy(asc(targets.number))
}

/** How many of the lowest running numbers belong to letters from before the cycle, without a gap. */
export function numbersBefore(numbered: readonly Numbered[], startsOn: string): number {
  const first = numbered.findIndex(({ day }) => day >= startsOn)
  if (first < 0) return numbered.at(-1)?.number ?? 0
  return (numbered[first]?.number ?? 1) - 1
}

/** The numbers a bundle answers for: all since the cycle began, and older ones it carries over. */
export function counted(
  numbered: readonly Numbered[],
  before: number,
  inBundle: ReadonlySet<number>,
): Numbered[] {
  return numbered.filter(({ number }) => number > before || inBundle.has(number))
}

/** The balance of the counted numbers, and what is not in the bundle as counts by outcome and reason. */
export function balanceOf(
  numbers: readonly Numbered[],
  inBundle: ReadonlySet<number>,
): Pick<BundleDraft, 'balance' | 'excluded'> {
  const totals = Object.fromEntries(outcomes.map((one) => [one, 0])) as Record<Outcome, number>
  const left = new Map<string, { state: Outcome; reason: string | null; count: number }>()
  for (const one of numbers) {
    const state = outcomeOf(one.state)
    totals[state] += 1
    if (inBundle.has(one.number)) continue
    const reason = reasonOf(state, one)
    const key = `${outcomes.indexOf(state)} ${reason ?? ''}`
    left.set(key, { state, reason, count: (left.get(key)?.count ?? 0) + 1 })
  }
  const excluded = [...left.keys()].sort().flatMap((key) => left.get(key) ?? [])
  return {
    balance: { received: numbers.length, ...totals },
    excluded: excluded as BundleDraft['excluded'],
  }
}

// A reason on what was diverted would tell the meeting that a denunciation exists (domain §0.6).
function reasonOf(state: Outcome, { reason, use }: Numbered): string | null {
  if (state === 'accepted') return use === 'front-only' ? 'front_only' : null
  return state === 'not_accepted' || state === 'rejected' ? reason : null
}
