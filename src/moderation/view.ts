import { and, asc, desc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '../../db/connection.ts'
import { people } from '../../db/schema/staff.ts'
import {
  approvalAnswers,
  approvals,
  attachments,
  decisions,
  letters,
  summaries,
  texts,
} from '../../db/schema.ts'
import type { Actor } from '../staff/actor.ts'
import {
  type FeedbackRow,
  feedbackById,
  isLocked,
  mayReadLetters,
  needModerationReader,
  workingCopyOf,
} from './feedback.ts'
import { type Message, messagesOf, type SenderAct, senderActsOf } from './messages.ts'
import { type Assisted, assistedOf, firstLetterOf, type MailFacts, mailsOf } from './origin.ts'
import { rereadingsOf } from './readings.ts'
import { newestCopies } from './safe-copies.ts'
import type { Refusal } from './safe-copy.ts'
import { type Subject, subjectsById, type Target, targetsOf } from './subjects.ts'
import type { WorkingCopy } from './unpack.ts'
import type { Vault } from './vault.ts'

/** Whom the letter names: one of ours with the name as it is today, or the sender's own words. */
export type About = { official?: string; collective?: string; text?: string; name?: string }

/** Everything one screen shows of a feedback. */
export type FeedbackView = FeedbackRow & {
  /** Whether the actor may read what the sender wrote, and it was not locked by a diversion. */
  readable: boolean
  /** Null for those who may not read, and once it was shredded. */
  text: string | null
  about: About[]
  attachments: {
    id: string
    name: string
    type: string
    size: number
    /** Its safe copy in the newest version; null while the console still makes the first. */
    copy: { version: number; pages: number; pagesInAll: number; refusal: Refusal | null } | null
  }[]
  /** How it came, when staff wrote it down for somebody. */
  assisted: Assisted | null
  /** What is known of the mail that opened it; null for other channels and other readers. */
  mail: MailFacts | null
  messages: Message[]
  /** Readings of its mails in other charsets, oldest first. */
  rereadings: Awaited<ReturnType<typeof rereadingsOf>>
  acts: SenderAct[]
  targets: Target[]
  summaries: Awaited<ReturnType<typeof summariesOf>>
  decisions: Awaited<ReturnType<typeof decisionsOf>>
  /** Asks about it, oldest first; `outcome` is null while nobody has answered. */
  approvals: Awaited<ReturnType<typeof approvalsOf>>
}

/**
 * One feedback as this actor may see it; the words only for moderators and leads. Raises
 * Problem('forbidden') for other roles, 'not_found' when it is not the organisation's.
 */
export async function viewFeedback(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  id: string,
): Promise<FeedbackView> {
  needModerationReader(actor)
  const row = await feedbackById(tx, id)
  const readable = mayReadLetters(actor) && !isLocked(row.state)
  const copy = readable ? await workingCopyOf(tx, vault, id) : null
  const first = await firstLetterOf(tx, row.threadId)
  const mail = copy && first ? (await mailsOf(tx, vault, [first])).get(first) : undefined
  const targets = (await targetsOf(tx, [id])).get(id) ?? []
  return {
    ...row,
    readable,
    text: copy?.text ?? null,
    assisted: first ? await assistedOf(tx, first) : null,
    mail: mail?.facts ?? null,
    rereadings: await rereadingsOf(tx, id),
    about: aboutOf(copy, await subjectsById(tx, actor, subjectIds(copy)), targets),
    attachments: copy ? await filesOf(tx, row.threadId, copy) : [],
    messages: readable ? await messagesOf(tx, vault, row.threadId) : [],
    acts: await senderActsOf(tx, row.threadId),
    targets,
    summaries: await summariesOf(tx, id),
    decisions: await decisionsOf(tx, id),
    approvals: await approvalsOf(tx, id),
  }
}

/** All versions of the summary, newest first; a shredded one has no text. */
export function summariesOf(tx: Tx, id: string) {
  return tx
    .select({
      id: summaries.id,
      version: summaries.version,
      text: texts.body,
      writtenBy: summaries.writtenBy,
      writtenByName: people.name,
      writtenAt: summaries.writtenAt,
      entrySeq: summaries.entrySeq,
    })
    .from(summaries)
    .leftJoin(texts, and(eq(texts.record, summaries.id), eq(texts.field, 'summary')))
    .leftJoin(people, eq(people.id, summaries.writtenBy))
    .where(eq(summaries.feedbackId, id))
    .orderBy(desc(summaries.version))
}

/** The note that stands with a decision, even while it waits; null when there is none. */
export async function noteOf(tx: Tx, decision: string): Promise<string | null> {
  const [row] = await tx
    .select({ body: texts.body })
    .from(texts)
    .where(and(eq(texts.record, decision), eq(texts.field, 'note')))
  return row?.body ?? null
}

const asker = alias(people, 'asker')
const agreer = alias(people, 'agreer')

function decisionsOf(tx: Tx, id: string) {
  return tx
    .select({
      id: decisions.id,
      verdict: decisions.verdict,
      reason: decisions.reason,
      standing: decisions.standing,
      polarity: decisions.polarity,
      topic: decisions.topic,
      officials: decisions.officials,
      collectives: decisions.collectives,
      into: decisions.intoFeedback,
      note: texts.body,
      askedBy: decisions.askedBy,
      askedByName: asker.name,
      agreedBy: decisions.agreedBy,
      agreedByName: agreer.name,
      decidedAt: decisions.decidedAt,
      entrySeq: decisions.entrySeq,
    })
    .from(decisions)
    .leftJoin(asker, eq(asker.id, decisions.askedBy))
    .leftJoin(agreer, eq(agreer.id, decisions.agreedBy))
    .leftJoin(texts, and(eq(texts.record, decisions.id), eq(texts.field, 'note')))
    .where(eq(decisions.feedbackId, id))
    .orderBy(asc(decisions.entrySeq))
}

function approvalsOf(tx: Tx, id: string) {
  return tx
    .select({
      id: approvals.id,
      act: approvals.act,
      askedBy: approvals.askedBy,
      askedByName: asker.name,
      askedAt: approvals.askedAt,
      expiresAt: approvals.expiresAt,
      entrySeq: approvals.entrySeq,
      outcome: approvalAnswers.outcome,
      note: texts.body,
      answeredBy: approvalAnswers.answeredBy,
      answeredByName: agreer.name,
      answeredAt: approvalAnswers.answeredAt,
      answerSeq: approvalAnswers.entrySeq,
    })
    .from(approvals)
    .leftJoin(approvalAnswers, eq(approvalAnswers.approvalId, approvals.id))
    .leftJoin(texts, and(eq(texts.record, approvals.id), eq(texts.field, 'note')))
    .leftJoin(asker, eq(asker.id, approvals.askedBy))
    .leftJoin(agreer, eq(agreer.id, approvalAnswers.answeredBy))
    .where(eq(approvals.subject, id))
    .orderBy(asc(approvals.entrySeq))
}

async function filesOf(tx: Tx, threadId: string, copy: WorkingCopy) {
  const sizes = await tx
    .select({ id: attachments.id, size: attachments.size })
    .from(attachments)
    .innerJoin(letters, eq(letters.id, attachments.letterId))
    .where(eq(letters.threadId, threadId))
  const sizeOf = new Map(sizes.map(({ id, size }) => [id, size]))
  const copies = await newestCopies(tx, [...sizeOf.keys()])
  return copy.attachments.map((file) => {
    const safe = copies.get(file.id)
    const { version = 0, pages = 0, pagesInAll = 0, refusal = null } = safe ?? {}
    return {
      ...file,
      size: sizeOf.get(file.id) ?? 0,
      copy: safe ? { version, pages, pagesInAll, refusal } : null,
    }
  })
}

function subjectIds(copy: WorkingCopy | null): string[] {
  return (copy?.about ?? []).flatMap(({ official, collective }) => official ?? collective ?? [])
}

/** Whom a letter is about, with names; without its words, what the running numbers say. */
export function aboutOf(
  copy: WorkingCopy | null,
  subjects: readonly Subject[],
  targets: readonly Target[],
): About[] {
  const names = new Map([
    ...targets.map(({ subject, name }) => [subject, name] as const),
    ...subjects.map(({ id, name }) => [id, name] as const),
  ])
  if (copy) {
    return copy.about.map((one) => {
      const name = names.get(one.official ?? one.collective ?? '')
      return { ...one, ...(name && { name }) }
    })
  }
  return targets.flatMap(({ kind, subject, name }) =>
    kind === 'organisation' ? [] : [{ [kind]: subject, name }],
  )
}
