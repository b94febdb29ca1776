import { and, eq, exists, inArray, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { decisions, feedback, feedbackState, targets, threads } from '../../db/schema.ts'
import { problemWords } from '../../views/words/problems.ts'
import { topicWords } from '../../views/words/topics.ts'
import { type FieldError, Problem } from '../problem.ts'
import { isId, openStates } from './feedback.ts'
import { workingText } from './working-text.ts'

const topics = Object.keys(topicWords) as (keyof typeof topicWords)[]

/** Filters of the queue, all optional, as they stand in the URL; `open` is every undecided state. */
export const queueFilter = z.object({
  state: z.enum(feedbackState.state.enumValues).or(z.literal('open')).optional(),
  area: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,40}$/)
    .optional(),
  channel: z
    .string()
    .regex(/^[a-z]{2,20}$/)
    .optional(),
  kind: z.enum(feedback.kind.enumValues).optional(),
  official: z.uuid().optional(),
  topic: z.enum(topics).optional(),
  q: z
    .string()
    .max(200)
    .overwrite((q) => workingText(q).trim())
    .optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type QueueFilter = z.output<typeof queueFilter>

/** The filter in a query; empty values count as absent. Raises Problem('invalid') by field. */
export function queueFilterOf(query: Record<string, string>): QueueFilter {
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
  const parsed = queueFilter.safeParse(given)
  if (parsed.success) return parsed.data
  throw new Problem('invalid', problemWords.invalid, parsed.error.issues.map(wrongFilter))
}

/** A place in the queue, which goes by (day, id). */
export type Place = { day: string; id: string }

/** The filter without its place as SQL over the states of feedback; words are not in it. */
export function conditionsOf(tx: Tx, filter: QueueFilter): (SQL | undefined)[] {
  const { state, area, channel, kind, official, topic, q } = filter
  return [
    state === 'open'
      ? inArray(feedbackState.state, [...openStates])
      : state && eq(feedbackState.state, state),
    area ? ofFeedback(tx, eq(feedback.areaCode, area)) : undefined,
    channel ? ofFeedback(tx, eq(feedback.channel, channel)) : undefined,
    kind && ofFeedback(tx, eq(feedback.kind, kind)),
    official ? aboutOfficial(tx, official) : undefined,
    topic && onTopic(tx, topic),
    q ? numbered(tx, q) : undefined,
  ]
}

/** The words to search for; undefined without any, and when `q` is a receipt number. */
export function wordsIn({ q }: QueueFilter): string | undefined {
  return q && !receipt.test(q) ? q : undefined
}

/** Where the page of this filter begins; undefined at the top. Raises Problem('invalid'). */
export function placeOf({ cursor }: QueueFilter): Place | undefined {
  if (!cursor) return undefined
  const [, day, id] = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(cursor) ?? []
  if (!day || !id || !z.iso.date().safeParse(day).success || !isId(id)) {
    throw new Problem('invalid', problemWords.invalid, [wrongFilter({ path: ['cursor'] })])
  }
  return { day, id }
}

function ofFeedback(tx: Tx, holds: SQL): SQL {
  return exists(
    tx
      .select({ one: sql`1` })
      .from(feedback)
      .where(and(eq(feedback.id, feedbackState.feedbackId), holds)),
  )
}

function aboutOfficial(tx: Tx, official: string): SQL {
  return exists(
    tx
      .select({ one: sql`1` })
      .from(targets)
      .where(and(eq(targets.feedbackId, feedbackState.feedbackId), eq(targets.subject, official))),
  )
}

function onTopic(tx: Tx, topic: string): SQL {
  return exists(
    tx
      .select({ one: sql`1` })
      .from(decisions)
      .where(and(eq(decisions.feedbackId, feedbackState.feedbackId), eq(decisions.topic, topic))),
  )
}

// A receipt number, as people say it: 217 or 0217/2026.
const receipt = /^(\d{1,9})(?:\/(\d{4}))?$/

function numbered(tx: Tx, q: string): SQL | undefined {
  const [, number, year] = receipt.exec(q) ?? []
  if (!number) return undefined
  return exists(
    tx
      .select({ one: sql`1` })
      .from(feedback)
      .innerJoin(threads, eq(threads.id, feedback.threadId))
      .where(
        and(
          eq(feedback.id, feedbackState.feedbackId),
          eq(threads.number, Number(number)),
          year ? eq(threads.year, Number(year)) : undefined,
        ),
      ),
  )
}

function wrongFilter({ path }: { path: PropertyKey[] }): FieldError {
  return { path: path.join('.'), message: problemWords.invalid }
}
