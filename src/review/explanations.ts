import { z } from '@hono/zod-openapi'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { evidence, explanations, texts } from '../../db/schema.ts'
import { hearingProblems as heard } from '../../views/words/hearings.ts'
import { reviewProblems as problems } from '../../views/words/review.ts'
import { staffProblems } from '../../views/words/staff.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { commitWords } from '../seal/commitment.ts'
import type { Actor } from '../staff/actor.ts'
import { evidenceById, isUnheard } from './evidence.ts'
import { paragraphs } from './fields.ts'
import type { RecordCover } from './records.ts'

export const explanationKinds = ['accept', 'explain', 'review-again'] as const

export const newExplanation = z.object({
  kind: z.enum(explanationKinds),
  text: paragraphs(10_000),
})
export type NewExplanation = z.output<typeof newExplanation>

/**
 * Keeps what the official says to one piece of evidence: entered by the official, or for the
 * official by a secretary or the cell, from a paper. A later one stands beside the earlier. Raises
 * Problem('forbidden') for other roles, 'not_found' for another's record, 'conflict' when the item
 * was withdrawn, is being looked at again or did not reach the official yet, or the cycle is closed.
 */
export async function explain(
  tx: Tx,
  actor: Actor,
  id: string,
  given: NewExplanation,
): Promise<string> {
  const about = await mustBeExplainable(tx, actor, id)
  const explanation = crypto.randomUUID()
  const organisationId = actor.organisation
  const { salt, commitment } = await commitWords(given.text)
  const entrySeq = await append(tx, {
    organisation: organisationId,
    kind: 'explanation.entered',
    item: explanation,
    subject: id,
    reason: given.kind,
    commitment,
  })
  await mustBeExplainable(tx, actor, id)
  await tx
    .insert(texts)
    .values({ record: explanation, field: 'explanation', organisationId, body: given.text, salt })
  await tx.insert(explanations).values({
    id: explanation,
    organisationId,
    evidenceId: id,
    kind: given.kind,
    enteredBy: actor.person,
    onBehalf: !isOwn(actor, about.record),
    entrySeq,
  })
  await tx.execute(sql`select project(${about.feedback}::uuid)`)
  return explanation
}

/** Whether this actor may write explanations on a record, and in whose name. */
export function mayExplain(actor: Actor, cover: RecordCover): 'own' | 'behalf' | null {
  if (isOwn(actor, cover)) return 'own'
  return actor.roles.some((role) => role === 'secretary' || role === 'cell') ? 'behalf' : null
}

/**
 * The explanations of a record, oldest first, with the day in Viet Nam they were entered. `printed`
 * is what others may read, null until a moderator has made it ready; `original` stays inside.
 */
export function explanationsOf(tx: Tx, record: string) {
  return tx
    .select({
      id: explanations.id,
      evidence: explanations.evidenceId,
      kind: explanations.kind,
      original: texts.body,
      printed: sql<string | null>`(select t.body from explanation_editions n
        join texts t on t.record = n.id and t.field = 'explanation'
        where n.explanation_id = ${explanations.id} order by n.version desc limit 1)`,
      version: sql<number>`coalesce((select max(n.version) from explanation_editions n
        where n.explanation_id = ${explanations.id}), 0)::int`,
      objected: sql<boolean>`exists (select from explanation_objections b join explanation_editions n on n.id = b.edition_id
        where n.explanation_id = ${explanations.id})`,
      looked: sql<'upheld' | 'corrected' | 'withdrawn' | null>`(select l.outcome from second_looks l
        where l.explanation_id = ${explanations.id})`,
      day: sql<string>`to_char(${explanations.enteredAt} at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')`,
      onBehalf: explanations.onBehalf,
    })
    .from(explanations)
    .innerJoin(evidence, eq(evidence.id, explanations.evidenceId))
    .innerJoin(texts, and(eq(texts.record, explanations.id), eq(texts.field, 'explanation')))
    .where(eq(evidence.recordId, record))
    .orderBy(asc(explanations.entrySeq))
}

function isOwn(actor: Actor, { subject }: RecordCover): boolean {
  return (
    actor.roles.includes('official') && subject.kind === 'official' && subject.id === actor.official
  )
}

async function mustBeExplainable(tx: Tx, actor: Actor, id: string) {
  const found = await evidenceById(tx, actor, id)
  if (mayExplain(actor, found.record) === null) {
    throw new Problem('forbidden', staffProblems.otherRole)
  }
  if (found.record.cycle.closed) throw new Problem('conflict', problems.cycleClosed)
  if (found.withdrawn) throw new Problem('conflict', problems.withdrawnAlready)
  if (!found.holds) throw new Problem('conflict', problems.setAside)
  if (isUnheard(found)) throw new Problem('conflict', heard.notSent)
  return found
}
