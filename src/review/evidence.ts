import { z } from '@hono/zod-openapi'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import {
  decisions,
  evidence,
  evidenceWithdrawals,
  feedback,
  feedbackState,
  targets,
  texts,
} from '../../db/schema.ts'
import { reviewProblems as problems } from '../../views/words/review.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { acceptedFor, acceptedStates, mustBeAttachable, mustBeSplitByOther } from './attachable.ts'
import { isId, paragraphs, wrongField } from './fields.ts'
import { type RecordCover, readableRecord, worksOnRecords } from './records.ts'
import { criteriaOf } from './rules.ts'

export const newEvidence = z.object({
  feedback: z.uuid(),
  /** Id or code of a criterion in the cycle's framework. */
  criterion: z.string().min(1).max(60).optional(),
})
export type NewEvidence = z.output<typeof newEvidence>

export const newWithdrawal = z.object({ reason: paragraphs(2000) })
export type NewWithdrawal = z.output<typeof newWithdrawal>

/**
 * Attaches an accepted feedback to a record. Raises Problem('forbidden') unless secretary,
 * 'not_found', 'invalid' for a criterion of another framework, and 'conflict' when the feedback is
 * not accepted, only for the Front, about someone else or attached already, or the cycle is closed.
 */
export async function attach(
  tx: Tx,
  actor: Actor,
  record: string,
  given: NewEvidence,
): Promise<string> {
  needRole(actor, 'secretary')
  const cover = await readableRecord(tx, actor, record)
  const criterionId = await criterionOf(tx, cover, given.criterion)
  await mustBeAttachable(tx, cover, given.feedback)
  await mustBeSplitByOther(tx, actor, given.feedback)
  const id = crypto.randomUUID()
  const entrySeq = await append(tx, {
    organisation: actor.organisation,
    kind: 'evidence.attached',
    item: id,
    subject: given.feedback,
  })
  // Asked again under the log's lock, which whoever withdraws, decides or closes must take too.
  const accepted = await mustBeAttachable(
    tx,
    await readableRecord(tx, actor, record),
    given.feedback,
  )
  await tx.insert(evidence).values({
    id,
    organisationId: actor.organisation,
    recordId: cover.id,
    feedbackId: given.feedback,
    decisionId: accepted.decision,
    summaryId: accepted.summary,
    criterionId,
    attachedBy: actor.person,
    entrySeq,
  })
  await tx.execute(sql`select project(${given.feedback}::uuid)`)
  return id
}

/**
 * Takes evidence out of its record again; what was attached stays in the rows. Raises
 * Problem('forbidden') unless secretary, 'not_found', 'conflict' when done before or closed.
 */
export async function withdraw(
  tx: Tx,
  actor: Actor,
  id: string,
  given: NewWithdrawal,
): Promise<void> {
  needRole(actor, 'secretary')
  const { feedback: about, withdrawn, record } = await evidenceById(tx, actor, id)
  if (withdrawn) throw new Problem('conflict', problems.withdrawnAlready)
  if (record.cycle.closed) throw new Problem('conflict', problems.cycleClosed)
  const organisationId = actor.organisation
  const entrySeq = await append(tx, {
    organisation: organisationId,
    kind: 'evidence.withdrawn',
    item: id,
    subject: about,
  })
  const done = await tx
    .insert(evidenceWithdrawals)
    .values({ evidenceId: id, organisationId, withdrawnBy: actor.person, entrySeq })
    .onConflictDoNothing()
    .returning({ evidence: evidenceWithdrawals.evidenceId })
  if (done.length === 0) throw new Problem('conflict', problems.withdrawnAlready)
  await tx.insert(texts).values({ record: id, field: 'reason', organisationId, body: given.reason })
  await tx.execute(sql`select project(${about}::uuid)`)
}

/** One piece of evidence and its record's cover. Raises Problem('not_found') when not theirs. */
export async function evidenceById(tx: Tx, actor: Actor, id: string) {
  const [found] = !isId(id)
    ? []
    : await tx
        .select({
          record: evidence.recordId,
          feedback: evidence.feedbackId,
          withdrawn: sql<boolean>`${evidenceWithdrawals.evidenceId} is not null`,
          holds,
          hearing: hearingState,
          bundled: sql<boolean>`exists (select from bundle_items b where b.evidence_id = ${evidence.id})`,
        })
        .from(evidence)
        .innerJoin(decisions, eq(decisions.id, evidence.decisionId))
        .innerJoin(feedbackState, eq(feedbackState.feedbackId, evidence.feedbackId))
        .leftJoin(evidenceWithdrawals, eq(evidenceWithdrawals.evidenceId, evidence.id))
        .where(eq(evidence.id, id))
  if (found === undefined) throw new Problem('not_found', problems.noEvidence)
  const record = await readableRecord(tx, actor, found.record).catch((thrown: unknown) => {
    const hidden = thrown instanceof Problem && thrown.code === 'not_found'
    throw hidden ? new Problem('not_found', problems.noEvidence) : thrown
  })
  if (!worksOnRecords(actor) && isUnheard(found)) {
    throw new Problem('not_found', problems.noEvidence)
  }
  return { ...found, record }
}

/** What the subject, and the cells, do not see yet: it comes by letter, and not one by one. */
export function isUnheard({ hearing, bundled }: { hearing: HearingState; bundled: boolean }) {
  return hearing === 'not_sent' && !bundled
}

/**
 * The evidence of a record that was not withdrawn, by running number, months instead of days.
 * `holds` is false while the acceptance it rests on no longer stands (the sender withdrew or said
 * that it exposes them, or a later decision came): such items are shown to nobody outside.
 */
export async function evidenceOf(tx: Tx, cover: RecordCover) {
  const found = await tx
    .select({
      id: evidence.id,
      feedback: evidence.feedbackId,
      number: targets.number,
      kind: feedback.kind,
      polarity: decisions.polarity,
      topic: decisions.topic,
      aim: sql<
        'person' | 'collective' | 'both'
      >`case when cardinality(${decisions.collectives}) = 0 then 'person'
        when cardinality(${decisions.officials}) = 0 then 'collective' else 'both' end`,
      standing: decisions.standing,
      summary: texts.body,
      month: sql<string>`coalesce(left(${feedback.observedOn}, 7), to_char(${feedback.day}, 'YYYY-MM'))`,
      place: feedback.place,
      criterion: sql<string | null>`criterion_of(${evidence.id})`,
      state: feedbackState.state,
      holds,
      hearing: hearingState,
      bundled: sql<boolean>`exists (select from bundle_items b where b.evidence_id = ${evidence.id})`,
      due: sql<string | null>`(select to_char(q.due_on, 'YYYY-MM-DD') from hearing_items i
        join hearing_receipts q using (hearing_id) where i.evidence_id = ${evidence.id})`,
      fold: decisions.fold,
      opened: sql<boolean>`exists (select from unfoldings u where u.evidence_id = ${evidence.id})`,
    })
    .from(evidence)
    .innerJoin(feedback, eq(feedback.id, evidence.feedbackId))
    .innerJoin(feedbackState, eq(feedbackState.feedbackId, evidence.feedbackId))
    .innerJoin(decisions, eq(decisions.id, evidence.decisionId))
    .leftJoin(texts, and(eq(texts.record, evidence.summaryId), eq(texts.field, 'summary')))
    .leftJoin(
      targets,
      and(eq(targets.feedbackId, evidence.feedbackId), eq(targets.subject, cover.subject.id)),
    )
    .leftJoin(evidenceWithdrawals, eq(evidenceWithdrawals.evidenceId, evidence.id))
    .where(and(eq(evidence.recordId, cover.id), isNull(evidenceWithdrawals.evidenceId)))
    .orderBy(asc(targets.number), asc(evidence.id))
  return found.map(({ opened, ...item }) => ({
    ...item,
    fold: opened ? null : item.fold,
    holds: item.holds && item.summary !== null,
  }))
}

export type EvidenceItem = Awaited<ReturnType<typeof evidenceOf>>[number]

/**
 * How far the subject was heard about an item: `not_sent` to them yet, `waiting` for the answer, or
 * `silent` once the term has passed; what needs no answer is `not_asked`.
 */
export type HearingState = 'not_sent' | 'waiting' | 'silent' | 'not_asked'

const hearingState = sql<HearingState>`case
  when exists (select from silences s where s.evidence_id = ${evidence.id}) then 'silent'
  when exists (select from hearing_items i join hearing_receipts q using (hearing_id)
    where i.evidence_id = ${evidence.id}) then case when ${decisions.polarity} = 'positive' then 'not_asked' else 'waiting' end
  when ${decisions.polarity} = 'positive' then 'not_asked' else 'not_sent' end`

const holds = sql<boolean>`(${feedbackState.state} = any (${sql.param([...acceptedStates])}::text[])
  and ${evidence.decisionId} = ${acceptedFor(evidence.feedbackId)}
  and not held_by_request(${evidence.feedbackId}))`

async function criterionOf(tx: Tx, cover: RecordCover, wanted: string | undefined) {
  if (wanted === undefined) return null
  const listed = await criteriaOf(tx, cover.cycle)
  const found = listed.find(({ id, code }) => id === wanted || code === wanted)
  if (found === undefined) throw wrongField('criterion', problems.noCriterion)
  return found.id
}
