import { and, asc, eq, inArray, type SQLWrapper, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { decisions, feedback, feedbackState, targets, texts } from '../../db/schema.ts'
import { reviewProblems as problems } from '../../views/words/review.ts'
import { Problem } from '../problem.ts'
import type { RecordCover } from './records.ts'

/** States in which a feedback may be, or stay, on a record. */
export const acceptedStates = [
  'accepted',
  'awaiting_explanation',
  'bundled',
  'considered',
  'closed',
] as const

const attachableStates = ['accepted', 'awaiting_explanation', 'bundled'] as const

/** The id of a feedback's last decision, if that is an acceptance; evidence rests on it. */
export function acceptedFor(feedbackId: SQLWrapper) {
  return sql`(select last.id from (select d.id, d.verdict from decisions d
    where d.feedback_id = ${feedbackId} order by d.entry_seq desc limit 1) last
    where last.verdict = 'accept')`
}

/**
 * The acceptance a feedback would be attached on. Raises Problem('not_found') when it is not ours,
 * 'conflict' with the rule it is against.
 */
export async function mustBeAttachable(
  tx: Tx,
  cover: RecordCover,
  id: string,
): Promise<{ decision: string; summary: string }> {
  if (cover.cycle.closed) throw new Problem('conflict', problems.cycleClosed)
  const [found] = await tx
    .select({
      use: feedback.use,
      state: feedbackState.state,
      decision: decisions.id,
      summary: decisions.summaryId,
      about: aboutSubject(cover),
      attached: attachedTo(cover),
    })
    .from(feedback)
    .innerJoin(feedbackState, eq(feedbackState.feedbackId, feedback.id))
    .leftJoin(decisions, eq(decisions.id, acceptedFor(feedback.id)))
    .where(eq(feedback.id, id))
  if (found === undefined) throw new Problem('not_found', problems.noFeedback)
  const { use, state, decision, summary } = found
  if (use === 'front-only') throw new Problem('conflict', problems.frontOnly)
  if (!isAttachable(state) || decision === null || summary === null) {
    throw new Problem('conflict', problems.notAccepted)
  }
  if (!found.about) throw new Problem('conflict', problems.otherSubject)
  if (found.attached) throw new Problem('conflict', problems.attachedAlready)
  return { decision, summary }
}

/** Accepted feedback about a record's subject that is on none of its records yet, by number. */
export async function attachable(tx: Tx, cover: RecordCover) {
  if (cover.cycle.closed) return []
  return tx
    .select({
      feedback: feedback.id,
      number: targets.number,
      kind: feedback.kind,
      polarity: decisions.polarity,
      topic: decisions.topic,
      standing: decisions.standing,
      summary: texts.body,
    })
    .from(feedback)
    .innerJoin(feedbackState, eq(feedbackState.feedbackId, feedback.id))
    .innerJoin(decisions, eq(decisions.id, acceptedFor(feedback.id)))
    .innerJoin(texts, and(eq(texts.record, decisions.summaryId), eq(texts.field, 'summary')))
    .leftJoin(
      targets,
      and(eq(targets.feedbackId, feedback.id), eq(targets.subject, cover.subject.id)),
    )
    .where(
      and(
        eq(feedback.use, 'record'),
        inArray(feedbackState.state, [...attachableStates]),
        aboutSubject(cover),
        sql`not ${attachedTo(cover)}`,
      ),
    )
    .orderBy(asc(targets.number), asc(feedback.id))
    .limit(200)
}

export type Attachable = Awaited<ReturnType<typeof attachable>>[number]

function isAttachable(state: string): boolean {
  return attachableStates.some((one) => one === state)
}

function aboutSubject({ subject }: RecordCover) {
  const named = subject.kind === 'official' ? decisions.officials : decisions.collectives
  return sql<boolean>`coalesce(${subject.id}::uuid = any (${named}), false)`
}

// One item serves one record of a subject: not twice in a cycle, and not again the year after.
function attachedTo({ subject }: RecordCover) {
  return sql<boolean>`exists (select from evidence e join review_records r on r.id = e.record_id
    where e.feedback_id = ${feedback.id} and ${subject.id}::uuid in (r.official_id, r.collective_id)
      and not exists (select from evidence_withdrawals w where w.evidence_id = e.id))`
}
