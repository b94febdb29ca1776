import { z } from '@hono/zod-openapi'
import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { selfReviews, texts } from '../../db/schema.ts'
import { reviewProblems } from '../../views/words/review.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { commitWords } from '../seal/commitment.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { paragraphs } from './fields.ts'
import { identicalPassages, type Passage } from './passages.ts'
import { readableRecord } from './records.ts'
import { earlierCovers } from './years.ts'

export const newSelfReview = z.object({ text: paragraphs(60_000) })

/**
 * Keeps the words of a self-review on its record; a later one counts instead. Raises
 * Problem('forbidden') unless secretary, 'not_found', 'conflict' when the cycle is closed.
 */
export async function enterSelfReview(
  tx: Tx,
  actor: Actor,
  record: string,
  { text }: z.output<typeof newSelfReview>,
): Promise<string> {
  needRole(actor, 'secretary')
  const cover = await readableRecord(tx, actor, record)
  if (cover.cycle.closed) throw new Problem('conflict', reviewProblems.cycleClosed)
  const [id, organisationId] = [crypto.randomUUID(), actor.organisation]
  const { salt, commitment } = await commitWords(text)
  await tx
    .insert(texts)
    .values({ record: id, field: 'self-review', organisationId, body: text, salt })
  const act = { organisation: organisationId, kind: 'self-review.entered', item: id }
  const entrySeq = await append(tx, { ...act, subject: cover.id, commitment })
  await tx
    .insert(selfReviews)
    .values({ id, organisationId, recordId: cover.id, enteredBy: actor.person, entrySeq })
  return id
}

/** A self-review cut into passages, with the cycle it was written in. */
export type ShownSelfReview = { cycle: string; passages: Passage[] }

/**
 * The self-review of a record beside the last earlier one of the same subject, identical passages
 * marked in both. Raises Problem('forbidden') for all but secretary, lead and moderator, 'not_found'.
 */
export async function comparedSelfReviews(tx: Tx, actor: Actor, record: string) {
  needRole(actor, 'secretary', 'lead', 'moderator')
  const cover = await readableRecord(tx, actor, record)
  const earlier = await earlierCovers(tx, cover)
  const known = await latestWords(tx, [cover.id, ...earlier.map(({ id }) => id)])
  const last = earlier.find(({ id }) => known.has(id))
  const [mine, theirs] = [known.get(cover.id), last && known.get(last.id)]
  const parted = identicalPassages(mine ?? '', theirs ?? '')
  const shown = (cycle: string, passages: Passage[]): ShownSelfReview => ({ cycle, passages })
  return {
    cover,
    now: mine === undefined ? null : shown(cover.cycle.name, parted.now),
    before: last && theirs !== undefined ? shown(last.cycle.name, parted.before) : null,
  }
}

async function latestWords(tx: Tx, records: string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectDistinctOn([selfReviews.recordId], { record: selfReviews.recordId, body: texts.body })
    .from(selfReviews)
    .innerJoin(texts, and(eq(texts.record, selfReviews.id), eq(texts.field, 'self-review')))
    .where(inArray(selfReviews.recordId, records))
    .orderBy(selfReviews.recordId, desc(selfReviews.entrySeq))
  return new Map(rows.map(({ record, body }) => [record, body]))
}
