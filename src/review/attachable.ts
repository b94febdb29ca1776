import { and, asc, desc, eq, inArray, type SQLWrapper, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { clusters, decisions, feedback, feedbackState, targets, texts } from '../../db/schema.ts'
import { hearingProblems as heard } from '../../views/words/hearings.ts'
import { reviewProblems as problems } from '../../views/words/review.ts'
import { mustBeFree } from '../moderation/held-by-request.ts'
import { Problem } from '../problem.ts'
import type { Actor } from '../staff/actor.ts'
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
      told: toldAlready(cover),
      lookedOut: takenOutFor(cover),
    })
    .from(feedback)
    .innerJoin(feedbackState, eq(feedbackState.feedbackId, feedback.id))
    .leftJoin(decisions, eq(decisions.id, acceptedFor(feedback.id)))
    .where(eq(feedback.id, id))
  if (found === undefined) throw new Problem('not_found', problems.noFeedback)
  const { use, state, decision, summary } = found
  await mustBeFree(tx, id)
  if (use === 'front-only') throw new Problem('conflict', problems.frontOnly)
  if (!isAttachable(state) || decision === null || summary === null) {
    throw new Problem('conflict', problems.notAccepted)
  }
  if (!found.about) throw new Problem('conflict', problems.otherSubject)
  if (found.attached) throw new Problem('conflict', problems.attachedAlready)
  if (found.told) throw new Problem('conflict', problems.claimCounted)
  if (found.lookedOut) throw new Problem('conflict', heard.lookedOut)
  return { decision, summary }
}

/**
 * Raises Problem('conflict') when this person took the feedback out of its claim: that it counts by
 * itself needs two.
 */
export async function mustBeSplitByOther(tx: Tx, actor: Actor, id: string): Promise<void> {
  const [newest] = await tx
    .select({ how: clusters.how, by: clusters.decidedBy })
    .from(clusters)
    .where(eq(clusters.feedbackId, id))
    .orderBy(desc(clusters.entrySeq))
    .limit(1)
  if (newest?.how === 'split' && newest.by === actor.person) {
    throw new Problem('conflict', problems.splitByYou)
  }
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
        sql`not ${toldAlready(cover)}`,
        sql`not ${takenOutFor(cover)}`,
      ),
    )
    .orderBy(asc(targets.number), asc(feedback.id))
    .limit(200)
}

function isAttachable(state: string): boolean {
  return attachableStates.some((one) => one === state)
}

function aboutSubject({ subject }: RecordCover) {
  const named = subject.kind === 'official' ? decisions.officials : decisions.collectives
  return sql<boolean>`coalesce(${subject.id}::uuid = any (${named}), false)`
}

// Nearly the same letters are one claim: it counts once on a subject's records, unless a moderator
// takes one out with a reason.
function toldAlready({ subject }: RecordCover) {
  return sql<boolean>`exists (select from claim_voices(claim_of(${feedback.id})) as v(id)
    join evidence e on e.feedback_id = v.id join review_records r on r.id = e.record_id
    join feedback_state s on s.feedback_id = e.feedback_id
    where v.id <> ${feedback.id} and ${subject.id}::uuid in (r.official_id, r.collective_id)
      and s.state = any (${sql.param([...acceptedStates])}::text[])
      and not exists (select from evidence_withdrawals w where w.evidence_id = e.id))`
}

// What two persons took out after the official asked to look again does not come back on the same decision.
function takenOutFor({ subject }: RecordCover) {
  return sql<boolean>`exists (select from second_looks l join evidence e on e.id = l.evidence_id
    join review_records r on r.id = e.record_id
    where e.feedback_id = ${feedback.id} and l.outcome = 'withdrawn' and e.decision_id = ${decisions.id}
      and ${subject.id}::uuid in (r.official_id, r.collective_id))`
}

// One item serves one record of a subject: not twice in a cycle, and not again the year after.
function attachedTo({ subject }: RecordCover) {
  return sql<boolean>`exists (select from evidence e join review_records r on r.id = e.record_id
    where e.feedback_id = ${feedback.id} and ${subject.id}::uuid in (r.official_id, r.collective_id)
      and not exists (select from evidence_withdrawals w where w.evidence_id = e.id))`
}
