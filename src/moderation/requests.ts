import { and, desc, eq, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { feedback, feedbackState, requestAnswers, requests, threads } from '../../db/schema.ts'
import { requestProblems as problems } from '../../views/words/rights.ts'
import { append } from '../custody/append.ts'
import { receiptNumber } from '../intake/drop.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { workingDeadline } from '../staff/holidays.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { isId } from './feedback.ts'
import { reply } from './replies.ts'
import { lockFeedback } from './summaries.ts'
import { termsOf } from './terms.ts'
import type { Vault } from './vault.ts'
import { workingText } from './working-text.ts'

/** A sender's request as staff see it. Days are `YYYY-MM-DD`, the last on which it is in time. */
export type SenderRequest = {
  id: string
  kind: (typeof requests.$inferSelect)['kind']
  /** Receipt number, `0217/2026`. */
  number: string
  /** Null while the letter is not unpacked. */
  feedback: string | null
  day: string
  outcome: (typeof requestAnswers.$inferSelect)['outcome'] | null
  /** Null once answered. */
  replyBy: string | null
  /** Null once it is over. */
  doneBy: string | null
  late: boolean
}

/** An answer as the form sends it. */
export const newAnswer = z.object({
  outcome: z.enum(['noted', 'done', 'partly', 'refused']),
  text: z
    .string()
    .max(8_000)
    .overwrite((text) => workingText(text).trim())
    .refine((text) => text !== '' && [...text].length <= 2_000),
})

/** Parses it. Raises Problem('invalid') with a sentence for each wrong field. */
export function parsedAnswer(typed: Record<string, string>): z.output<typeof newAnswer> {
  const parsed = newAnswer.safeParse(typed)
  if (parsed.success) return parsed.data
  const paths = new Set(parsed.error.issues.map(({ path }) => String(path[0])))
  const errors = [...paths].map((path) => ({
    path,
    message: path === 'outcome' ? problems.outcome : problems.text,
  }))
  throw new Problem('invalid', errors[0]?.message ?? problems.text, errors)
}

/** What senders ask for, open ones first by day, at most 300. Raises Problem('forbidden'). */
export async function requestsOf(tx: Tx, actor: Actor): Promise<SenderRequest[]> {
  needRole(actor, 'moderator', 'lead', 'auditor')
  const rows = await selected(tx).orderBy(desc(requests.entrySeq)).limit(300)
  const shaped = await shapedIn(tx, actor.organisation, rows)
  const rank = ({ doneBy }: SenderRequest) => doneBy ?? '9'
  return shaped.sort((a, b) => rank(a).localeCompare(rank(b)))
}

/** One of them. Raises Problem('not_found') when it is not the organisation's. */
export async function requestById(tx: Tx, actor: Actor, id: string): Promise<SenderRequest> {
  needRole(actor, 'moderator', 'lead')
  const rows = isId(id) ? await selected(tx).where(eq(requests.id, id)) : []
  const [found] = await shapedIn(tx, actor.organisation, rows)
  if (!found) throw new Problem('not_found', problems.notFound)
  return found
}

/**
 * Answers a request in the sender's thread. Raises Problem('forbidden') unless moderator or lead,
 * 'not_found', 'conflict' when it is over or its letter is not unpacked yet.
 */
export async function answerRequest(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  id: string,
  given: z.output<typeof newAnswer>,
): Promise<void> {
  const asked = await requestById(tx, actor, id)
  if (asked.feedback === null) throw new Problem('conflict', problems.unpacked)
  await lockFeedback(tx, asked.feedback)
  const { doneBy } = await requestById(tx, actor, id)
  if (doneBy === null) throw new Problem('conflict', problems.open)
  const { organisation, person } = actor
  const told = { feedback: asked.feedback, kind: 'message', text: given.text } as const
  const replyId = await reply(tx, vault, person, told)
  const answer = crypto.randomUUID()
  const act = { organisation, kind: 'request.answered', item: answer, subject: id }
  const entrySeq = await append(tx, { ...act, reason: given.outcome })
  await tx.insert(requestAnswers).values({
    id: answer,
    organisationId: organisation,
    requestId: id,
    outcome: given.outcome,
    replyId,
    answeredBy: person,
    entrySeq,
  })
}

/** What is kept about a request's receipt, counted. Raises Problem('not_found'). */
export async function keptAbout(tx: Tx, actor: Actor, id: string) {
  await requestById(tx, actor, id)
  const { rows } = await tx.execute<{
    letters: number
    files: number
    replies: number
    contact: boolean
    identity: boolean
  }>(sql`
    select (select count(*)::int from letters l where l.thread_id = q.thread_id) as letters,
      (select count(*)::int from attachments a join letters l on l.id = a.letter_id where l.thread_id = q.thread_id) as files,
      (select count(*)::int from replies r where r.thread_id = q.thread_id) as replies,
      (b.beside ->> 'contact')::boolean as contact, (b.beside ->> 'identity')::boolean as identity
    from requests q, lateral (select kept_beside(q.thread_id) as beside) b where q.id = ${id}::uuid`)
  const [kept] = rows
  if (!kept) throw new Problem('not_found', problems.notFound)
  return kept
}

function selected(tx: Tx) {
  return tx
    .select({
      id: requests.id,
      kind: requests.kind,
      day: requests.day,
      number: threads.number,
      year: threads.year,
      feedback: sql<
        string | null
      >`(select f.id from ${feedback} f where f.thread_id = ${requests.threadId}
        order by f.day, f.id limit 1)`,
      erased: sql<boolean>`exists (select from ${feedback} f join ${feedbackState} s on s.feedback_id = f.id
        where f.thread_id = ${requests.threadId} and s.state = 'erased')`,
      noted: sql<boolean>`exists (select from ${requestAnswers} a where a.request_id = ${requests.id})`,
      outcome: requestAnswers.outcome,
    })
    .from(requests)
    .innerJoin(threads, eq(threads.id, requests.threadId))
    .leftJoin(
      requestAnswers,
      and(eq(requestAnswers.requestId, requests.id), ne(requestAnswers.outcome, 'noted')),
    )
    .$dynamic()
}

type Row = Awaited<ReturnType<typeof selected>>[number]

// A deadline ends at midnight: the last day in time is the one before.
async function shapedIn(tx: Tx, organisation: string, rows: Row[]): Promise<SenderRequest[]> {
  const terms = await termsOf(tx, organisation)
  const today = dayInVietNam(new Date())
  const shaped: SenderRequest[] = []
  for (const { number, year, erased, noted, outcome, ...row } of rows) {
    const came = new Date(`${row.day}T00:00:00+07:00`)
    const open = outcome === null && !erased
    const replyBy =
      open && !noted
        ? dayBefore(await workingDeadline(tx, terms['request-reply'].amount, came))
        : null
    const days = terms[`request-${row.kind}`].amount
    const doneBy = open ? dayInVietNam(new Date(came.getTime() + days * 86_400_000)) : null
    const late = (replyBy ?? doneBy ?? '9') < today || (doneBy ?? '9') < today
    shaped.push({
      ...row,
      number: receiptNumber(number, year),
      outcome: outcome ?? (erased ? 'done' : noted ? 'noted' : null),
      ...{ replyBy, doneBy, late },
    })
  }
  return shaped
}

function dayBefore(deadline: Date): string {
  return dayInVietNam(new Date(deadline.getTime() - 1))
}
