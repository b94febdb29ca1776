import { and, eq, exists, inArray, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import {
  decisions,
  feedback,
  feedbackState,
  summaries,
  targets,
  texts,
  threads,
} from '../../db/schema.ts'
import { problemWords } from '../../views/words/problems.ts'
import { topicWords } from '../../views/words/topics.ts'
import { type FieldError, Problem } from '../problem.ts'
import type { Actor } from '../staff/actor.ts'
import { isId, mayReadLetters, openStates } from './feedback.ts'
import type { Vault } from './vault.ts'
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

/**
 * What the words of the filter find in letters, for those who may read them: ids out of the console's
 * memory. Only a query as this actor says which of them exist and are theirs to see.
 */
export function inLetters(vault: Vault, actor: Actor, { q }: QueueFilter): string[] {
  return q && mayReadLetters(actor) ? vault.search.find(actor.organisation, q) : []
}

/**
 * The filter as SQL over feedback, its state and its thread; `found` are the letters that hold the
 * words of `q`. Raises Problem('invalid') on a cursor.
 */
export function conditionsOf(
  tx: Tx,
  filter: QueueFilter,
  found: readonly string[],
): (SQL | undefined)[] {
  const { state, area, channel, kind, official, topic, q, cursor } = filter
  return [
    state === 'open'
      ? inArray(feedbackState.state, [...openStates])
      : state && eq(feedbackState.state, state),
    area ? eq(feedback.areaCode, area) : undefined,
    channel ? eq(feedback.channel, channel) : undefined,
    kind && eq(feedback.kind, kind),
    official ? aboutOfficial(tx, official) : undefined,
    topic && onTopic(tx, topic),
    q ? matching(tx, q, found) : undefined,
    cursor ? after(cursor) : undefined,
  ]
}

function aboutOfficial(tx: Tx, official: string): SQL {
  return exists(
    tx
      .select({ one: sql`1` })
      .from(targets)
      .where(and(eq(targets.feedbackId, feedback.id), eq(targets.subject, official))),
  )
}

function onTopic(tx: Tx, topic: string): SQL {
  return exists(
    tx
      .select({ one: sql`1` })
      .from(decisions)
      .where(and(eq(decisions.feedbackId, feedback.id), eq(decisions.topic, topic))),
  )
}

// A receipt number (217 or 0217/2026), or words of a letter, a summary, a note or a name, with or
// without accents.
function matching(tx: Tx, q: string, found: readonly string[]): SQL | undefined {
  const [, number, year] = /^(\d{1,9})(?:\/(\d{4}))?$/.exec(q) ?? []
  if (number) {
    return and(
      eq(threads.number, Number(number)),
      year ? eq(threads.year, Number(year)) : undefined,
    )
  }
  const wanted = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const written = sql`plain(${texts.body}) like plain(${wanted})`
  return or(
    exists(
      tx
        .select({ one: sql`1` })
        .from(summaries)
        .innerJoin(texts, and(eq(texts.record, summaries.id), eq(texts.field, 'summary')))
        .where(and(eq(summaries.feedbackId, feedback.id), written)),
    ),
    exists(
      tx
        .select({ one: sql`1` })
        .from(decisions)
        .innerJoin(texts, and(eq(texts.record, decisions.id), eq(texts.field, 'note')))
        .where(and(eq(decisions.feedbackId, feedback.id), written)),
    ),
    sql`exists (select from ${targets} t left join officials o on o.id = t.subject
      left join organisations b on b.id = t.subject and t.subject_kind = 'collective'
      where t.feedback_id = ${feedback.id} and plain(coalesce(o.name, b.name)) like plain(${wanted}))`,
    heldBy(found),
  )
}

// What was diverted or shredded since is found no more, whatever a memory still holds.
function heldBy(found: readonly string[]): SQL | undefined {
  if (found.length === 0) return undefined
  return and(
    inArray(feedback.id, [...found]),
    ne(feedbackState.state, 'diverted'),
    sql`exists (select from data_keys k where k.record = ${feedback.id} and k.recipient = 'letter')`,
  )
}

function after(cursor: string): SQL | undefined {
  const [, day, id] = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(cursor) ?? []
  if (!day || !id || !z.iso.date().safeParse(day).success || !isId(id)) {
    throw new Problem('invalid', problemWords.invalid, [wrongFilter({ path: ['cursor'] })])
  }
  return or(
    lt(feedbackState.day, day),
    and(eq(feedbackState.day, day), lt(feedbackState.feedbackId, id)),
  )
}

function wrongFilter({ path }: { path: PropertyKey[] }): FieldError {
  return { path: path.join('.'), message: problemWords.invalid }
}
