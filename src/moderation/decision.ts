import { and, eq, gt, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { senderActs, targets } from '../../db/schema.ts'
import type { Sentence } from '../../views/lang.ts'
import { foldWords } from '../../views/words/hearings.ts'
import {
  divertWords,
  reasonWords,
  refusalWords,
  moderationWords as words,
} from '../../views/words/moderation.ts'
import { problemWords } from '../../views/words/problems.ts'
import { topicWords } from '../../views/words/topics.ts'
import { type FieldError, Problem } from '../problem.ts'
import type { Actor } from '../staff/actor.ts'
import { type FeedbackRow, feedbackById } from './feedback.ts'
import { refuseNear } from './recusals.ts'
import { subjectsById } from './subjects.ts'
import { workingText } from './working-text.ts'

export const verdicts = [
  'accept',
  'not_accept',
  'ask',
  'reject',
  'divert',
  'forward',
  'merge',
] as const
export type Verdict = (typeof verdicts)[number]
export const standings = ['said', 'several', 'confirmed', 'documented'] as const
export const polarities = ['positive', 'negative', 'mixed'] as const

const codes = <T extends object>(named: T) => Object.keys(named) as (keyof T & string)[]

/** Words of the staff: NFC, nothing unseen in them, at most `most` characters. */
const staffText = (most: number) =>
  z
    .string()
    .max(4 * most)
    .overwrite((text) => workingText(text).trim())
    .refine((text) => [...text].length <= most)

/** A decision as programs and forms send it (contract: `POST …/decisions`). */
export const newDecision = z.object({
  verdict: z.enum(verdicts),
  reason: z.enum(codes(reasonWords)).optional(),
  note: staffText(4_000).optional(),
  message: staffText(4_000).optional(),
  officials: z.array(z.uuid()).max(10).default([]),
  collectives: z.array(z.uuid()).max(10).default([]),
  topic: z.enum(codes(topicWords)).optional(),
  standing: z.enum(standings).optional(),
  polarity: z.enum(polarities).optional(),
  into: z.uuid().optional(),
  /** Private life, family, third persons: folded wherever it is shown, opened by two. */
  fold: z.enum(codes(foldWords)).optional(),
})
export type NewDecision = z.infer<typeof newDecision>

const required: Record<Verdict, Partial<Record<keyof NewDecision, Sentence>>> = {
  accept: {
    topic: words.topicMissing,
    standing: words.standingMissing,
    polarity: words.polarityMissing,
  },
  not_accept: { reason: words.reasonMissing },
  ask: { message: words.messageMissing },
  reject: { reason: words.reasonMissing },
  divert: { reason: words.reasonMissing },
  forward: {},
  merge: { into: words.intoMissing },
}

const fittingReasons: Partial<Record<Verdict, object>> = {
  not_accept: refusalWords,
  reject: refusalWords,
  divert: divertWords,
}

/**
 * Checks a decision against the rules. Raises Problem('conflict') for an acceptance without a
 * summary the sender has not objected to and for whom the decider is near to or another Front
 * handles, 'invalid' with every field that is missing or wrong.
 */
export async function checkDecision(
  tx: Tx,
  actor: Actor,
  row: FeedbackRow,
  given: NewDecision,
  summary: { entrySeq: number } | undefined,
): Promise<void> {
  if (given.verdict === 'accept') await mustBeSummarised(tx, row, summary)
  await refuseNear(tx, given)
  const errors = [...missingFields(given), ...(await wrongReferences(tx, actor, row, given))]
  const [first] = errors
  if (!first) return
  const sentence = errors.length === 1 ? first.message : problemWords.invalid
  throw new Problem('invalid', sentence, errors)
}

/** Raises Problem('conflict') unless there is a summary and the sender has not objected to it. */
export async function mustBeSummarised(
  tx: Tx,
  row: { threadId: string },
  summary: { entrySeq: number } | undefined,
): Promise<void> {
  if (!summary) {
    const message = words.summaryMissing
    throw new Problem('conflict', message, [{ path: 'summary', message }])
  }
  const objections = await tx
    .select({ id: senderActs.id })
    .from(senderActs)
    .where(
      and(
        eq(senderActs.threadId, row.threadId),
        inArray(senderActs.act, ['exposes-me', 'wrong-meaning']),
        gt(senderActs.entrySeq, summary.entrySeq),
      ),
    )
  if (objections.length > 0) throw new Problem('conflict', words.summaryObjected)
}

function missingFields(given: NewDecision): FieldError[] {
  const { verdict, reason, officials, collectives } = given
  const missing = Object.entries(required[verdict])
    .filter(([path]) => !given[path as keyof NewDecision])
    .map(([path, message]) => ({ path, message }))
  if (verdict === 'accept' && officials.length + collectives.length === 0) {
    missing.unshift({ path: 'officials', message: words.targetMissing })
  }
  const fitting = fittingReasons[verdict]
  if (reason && fitting && !Object.hasOwn(fitting, reason)) {
    missing.push({ path: 'reason', message: words.reasonUnfit })
  }
  return missing
}

async function wrongReferences(
  tx: Tx,
  actor: Actor,
  row: FeedbackRow,
  { verdict, officials, collectives, into }: NewDecision,
): Promise<FieldError[]> {
  const known = await subjectsById(tx, actor, [...officials, ...collectives])
  const isKnown = (kind: string, id: string) =>
    known.some((one) => one.kind === kind && one.id === id)
  const unknown = (path: 'officials' | 'collectives', isOne: boolean) =>
    isOne ? [{ path, message: words.targetUnknown }] : []
  return [
    ...unknown(
      'officials',
      officials.some((id) => !isKnown('official', id)),
    ),
    ...unknown(
      'collectives',
      collectives.some((id) => !isKnown('collective', id)),
    ),
    ...(verdict === 'merge' && into && !(await mayTakeIn(tx, row.id, into))
      ? [{ path: 'into', message: words.intoUnknown }]
      : []),
  ]
}

async function mayTakeIn(tx: Tx, id: string, into: string): Promise<boolean> {
  if (into === id) return false
  const ended = ['merged', 'diverted', 'withdrawn', 'erased', 'rejected']
  try {
    return !ended.includes((await feedbackById(tx, into)).state)
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.code === 'not_found') return false
    throw thrown
  }
}

/** The act that needs a lead's agreement: concerns, refusals, merges across officials; else null. */
export async function actNeeding(tx: Tx, id: string, given: NewDecision) {
  const { verdict, polarity, into } = given
  if (verdict === 'accept') return polarity === 'positive' ? null : verdict
  if (verdict === 'not_accept' || verdict === 'reject') return verdict
  if (verdict !== 'merge' || !into) return null
  const rows = await tx
    .select({ feedback: targets.feedbackId, subject: targets.subject })
    .from(targets)
    .where(inArray(targets.feedbackId, [id, into]))
  const subjects = (of: string) =>
    rows.flatMap(({ feedback, subject }) => (feedback === of ? subject : [])).sort()
  return subjects(id).join() === subjects(into).join() ? null : verdict
}
