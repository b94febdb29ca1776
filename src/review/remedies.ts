import { z } from '@hono/zod-openapi'
import { asc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { remedies, remedyCompletions } from '../../db/schema.ts'
import { meetingProblems as problems } from '../../views/words/meeting.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { day, isId, line, paragraphs, wrongField } from './fields.ts'
import { readableRecord } from './records.ts'

/** A shortcoming to be put right; `dueOn` is `YYYY-MM-DD`. */
export const newRemedy = z.object({
  shortcoming: paragraphs(2_000),
  measure: paragraphs(2_000),
  dueOn: day,
  responsible: line(300),
})
export const newCompletion = z.object({ doneOn: day, proof: paragraphs(2_000) })

/**
 * Sets a remedy on a record; a cycle that is closed still takes them, since they are followed for a
 * year and more. Raises Problem('forbidden') unless secretary, 'not_found'.
 */
export async function setRemedy(
  tx: Tx,
  actor: Actor,
  record: string,
  given: z.output<typeof newRemedy>,
): Promise<string> {
  needRole(actor, 'secretary')
  const cover = await readableRecord(tx, actor, record)
  const id = crypto.randomUUID()
  const organisationId = actor.organisation
  const entrySeq = await append(tx, {
    organisation: organisationId,
    kind: 'remedy.set',
    item: id,
    subject: cover.id,
    commitment: commitFields(given.shortcoming, given.measure, given.dueOn, given.responsible),
  })
  const row = { id, organisationId, recordId: cover.id, enteredBy: actor.person, entrySeq }
  await tx.insert(remedies).values({ ...given, ...row })
  return id
}

/**
 * Records that a remedy is done and what shows it, once. Raises Problem('forbidden') unless
 * secretary, 'not_found', 'invalid' for a day to come, 'conflict' when it was done before.
 */
export async function completeRemedy(
  tx: Tx,
  actor: Actor,
  id: string,
  given: z.output<typeof newCompletion>,
): Promise<void> {
  needRole(actor, 'secretary')
  const [found] = !isId(id)
    ? []
    : await tx
        .select({
          id: remedies.id,
          come: sql<boolean>`${given.doneOn}::date <= today()`,
        })
        .from(remedies)
        .where(eq(remedies.id, id))
  if (!found) throw new Problem('not_found', problems.noRemedy)
  if (!found.come) throw wrongField('doneOn', problems.future)
  const organisationId = actor.organisation
  const entrySeq = await append(tx, {
    organisation: organisationId,
    kind: 'remedy.done',
    item: id,
    commitment: commitFields(given.doneOn, given.proof),
  })
  const row = { remedyId: id, organisationId, enteredBy: actor.person, entrySeq }
  const done = await tx
    .insert(remedyCompletions)
    .values({ ...given, ...row })
    .onConflictDoNothing()
    .returning({ id: remedyCompletions.remedyId })
  if (done.length === 0) throw new Problem('conflict', problems.remedyDone)
}

/** The remedies of a record by due day, each with its completion or null. */
export async function remediesOf(tx: Tx, record: string) {
  const rows = await tx
    .select({
      id: remedies.id,
      shortcoming: remedies.shortcoming,
      measure: remedies.measure,
      dueOn: remedies.dueOn,
      responsible: remedies.responsible,
      doneOn: remedyCompletions.doneOn,
      proof: remedyCompletions.proof,
      late: sql<boolean>`${remedyCompletions.remedyId} is null and ${remedies.dueOn} < today()`,
    })
    .from(remedies)
    .leftJoin(remedyCompletions, eq(remedyCompletions.remedyId, remedies.id))
    .where(eq(remedies.recordId, record))
    .orderBy(asc(remedies.dueOn), asc(remedies.entrySeq))
  return rows
}

export type Remedy = Awaited<ReturnType<typeof remediesOf>>[number]
