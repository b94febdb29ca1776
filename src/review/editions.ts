import { z } from '@hono/zod-openapi'
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { explanationEditions, explanationObjections, explanations, texts } from '../../db/schema.ts'
import { foldMark, hearingProblems as problems } from '../../views/words/hearings.ts'
import { staffProblems } from '../../views/words/staff.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { commitWords } from '../seal/commitment.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { isSameHuman } from '../staff/relations.ts'
import { evidenceById } from './evidence.ts'
import { mayExplain } from './explanations.ts'
import { isId, line, paragraphs, wrongField } from './fields.ts'

/** What to fold away of an answer: passages as they stand in it. None: printed as it is. */
export const newEdition = z.object({ fold: z.array(line(200)).max(50).default([]) })
export const newObjection = z.object({ reason: paragraphs(2000) })

/**
 * Makes the edition of an answer that is printed: the same words, the given passages folded away
 * under a visible mark; nothing else can be changed. Raises Problem('forbidden') unless moderator,
 * 'not_found', 'invalid' for a passage that is not in it, 'conflict' when it was read already, or
 * for the same person after an objection.
 */
export async function editExplanation(
  tx: Tx,
  actor: Actor,
  id: string,
  { fold }: z.output<typeof newEdition>,
): Promise<string> {
  needRole(actor, 'moderator')
  const { body, evidence } = await explanationById(tx, id)
  await evidenceById(tx, actor, evidence)
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 16))`)
  const last = await lastEdition(tx, id)
  if (last && !last.objected) throw new Problem('conflict', problems.readAlready)
  if (last && (await isSameHuman(tx, last.editedBy, actor.person))) {
    throw new Problem('conflict', problems.otherReader)
  }
  const { text, folds } = folded(body, fold)
  const edition = crypto.randomUUID()
  const organisationId = actor.organisation
  const version = (last?.version ?? 0) + 1
  const { salt, commitment } = await commitWords(text)
  await tx
    .insert(texts)
    .values({ record: edition, field: 'explanation', organisationId, body: text, salt })
  const act = { kind: 'explanation.edited', item: edition, subject: id, number: version }
  const entrySeq = await append(tx, { organisation: organisationId, ...act, commitment })
  await tx.insert(explanationEditions).values({
    ...{ id: edition, organisationId, explanationId: id, version, folds, entrySeq },
    editedBy: actor.person,
  })
  return edition
}

/** A text with passages folded away, longest first, and how many were. Raises Problem('invalid'). */
export function folded(text: string, passages: readonly string[]): { text: string; folds: number } {
  const missing = passages.find((one) => !text.includes(one) || [...one].length < 2)
  if (missing !== undefined) throw wrongField('fold', problems.notInText(missing))
  let shown = text
  for (const one of [...new Set(passages)].sort((a, b) => b.length - a.length)) {
    shown = shown.replaceAll(one, foldMark)
  }
  return { text: shown, folds: shown.split(foldMark).length - text.split(foldMark).length }
}

/**
 * The official does not agree with what would be printed; another moderator reads it again, once.
 * Raises Problem('forbidden') for other roles, 'not_found', 'conflict' when nothing was made ready
 * yet or an objection was heard before.
 */
export async function objectToEdition(
  tx: Tx,
  actor: Actor,
  id: string,
  { reason }: z.output<typeof newObjection>,
): Promise<void> {
  const { evidence } = await explanationById(tx, id)
  const found = await evidenceById(tx, actor, evidence)
  if (mayExplain(actor, found.record) === null) {
    throw new Problem('forbidden', staffProblems.otherRole)
  }
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 16))`)
  const last = await lastEdition(tx, id)
  if (!last) throw new Problem('conflict', problems.notReadYet)
  if (last.objected || last.version > 1) throw new Problem('conflict', problems.objectedAlready)
  const organisationId = actor.organisation
  const objection = crypto.randomUUID()
  await tx
    .insert(texts)
    .values({ record: objection, field: 'explanation', organisationId, body: reason })
  const act = { kind: 'explanation.objected', item: objection, subject: last.id }
  const entrySeq = await append(tx, { organisation: organisationId, ...act })
  await tx.insert(explanationObjections).values({
    ...{ id: objection, editionId: last.id, organisationId, enteredBy: actor.person, entrySeq },
  })
}

/** Raises Problem('conflict') while an answer on the record was not made ready for print. */
export async function mustBeRead(tx: Tx, record: string): Promise<void> {
  const { rows } = await tx.execute(sql`
    select from explanations x join evidence e on e.id = x.evidence_id
    where e.record_id = ${record}::uuid and not exists (select from evidence_withdrawals w where w.evidence_id = e.id)
      and not exists (select from explanations y where y.evidence_id = e.id and y.entry_seq > x.entry_seq)
      and ${unread(sql`x.id`)}
    limit 1`)
  if (rows.length > 0) throw new Problem('conflict', problems.answersWait)
}

/** Whether an answer waits for a moderator: no edition yet, or its last was objected to. */
export const unread = (explanation: ReturnType<typeof sql>) => sql`not exists (
  select from explanation_editions n where n.explanation_id = ${explanation}
    and not exists (select from explanation_editions m where m.explanation_id = n.explanation_id and m.version > n.version)
    and not exists (select from explanation_objections b where b.edition_id = n.id))`

async function explanationById(tx: Tx, id: string): Promise<{ body: string; evidence: string }> {
  const [found] = !isId(id)
    ? []
    : await tx
        .select({ body: texts.body, evidence: explanations.evidenceId })
        .from(explanations)
        .innerJoin(texts, and(eq(texts.record, explanations.id), eq(texts.field, 'explanation')))
        .where(eq(explanations.id, id))
  if (!found) throw new Problem('not_found', problems.noAnswer)
  return found
}

async function lastEdition(tx: Tx, explanation: string) {
  const [last] = await tx
    .select({
      id: explanationEditions.id,
      version: explanationEditions.version,
      editedBy: explanationEditions.editedBy,
      objected: sql<boolean>`${explanationObjections.editionId} is not null`,
    })
    .from(explanationEditions)
    .leftJoin(explanationObjections, eq(explanationObjections.editionId, explanationEditions.id))
    .where(eq(explanationEditions.explanationId, explanation))
    .orderBy(desc(explanationEditions.version))
    .limit(1)
  return last
}
