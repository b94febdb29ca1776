import { z } from '@hono/zod-openapi'
import { and, asc, desc, eq, lt, ne, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { cycles, remedies, remedyCompletions, reviewRecords } from '../../db/schema.ts'
import { byGivenName } from '../../views/names.ts'
import { meetingProblems as problems } from '../../views/words/meeting.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { placeName } from './areas.ts'
import { day, isId, line, paragraphs, wrongField } from './fields.ts'
import { type RecordCover, readableRecord } from './records.ts'

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

const columns = {
  id: remedies.id,
  shortcoming: remedies.shortcoming,
  measure: remedies.measure,
  dueOn: remedies.dueOn,
  responsible: remedies.responsible,
  doneOn: remedyCompletions.doneOn,
  proof: remedyCompletions.proof,
  late: sql<boolean>`${remedyCompletions.remedyId} is null and ${remedies.dueOn} < today()`,
}

/** The remedies of a record by due day, each with its completion or null. */
export async function remediesOf(tx: Tx, record: string) {
  const rows = await tx
    .select(columns)
    .from(remedies)
    .leftJoin(remedyCompletions, eq(remedyCompletions.remedyId, remedies.id))
    .where(eq(remedies.recordId, record))
    .orderBy(asc(remedies.dueOn), asc(remedies.entrySeq))
  return rows
}

export type Remedy = Awaited<ReturnType<typeof remediesOf>>[number]

/**
 * What was to be put right on the same subject's records of earlier cycles ("năm trước hứa"), latest
 * cycle first: next year's record begins with it.
 */
export async function promisedOf(
  tx: Tx,
  { subject, cycle }: Pick<RecordCover, 'subject' | 'cycle'>,
) {
  const whose = subject.kind === 'official' ? reviewRecords.officialId : reviewRecords.collectiveId
  return tx
    .select({ ...columns, cycle: cycles.name })
    .from(remedies)
    .innerJoin(reviewRecords, eq(reviewRecords.id, remedies.recordId))
    .innerJoin(cycles, eq(cycles.id, reviewRecords.cycleId))
    .leftJoin(remedyCompletions, eq(remedyCompletions.remedyId, remedies.id))
    .where(and(eq(whose, subject.id), ne(cycles.id, cycle.id), lt(cycles.endsOn, cycle.endsOn)))
    .orderBy(desc(cycles.endsOn), asc(remedies.dueOn), asc(remedies.entrySeq))
    .limit(200)
}

export type Promised = Awaited<ReturnType<typeof promisedOf>>[number]

/** One remedy with its record's cover. Raises Problem('forbidden'), 'not_found'. */
export async function remedyById(tx: Tx, actor: Actor, id: string) {
  needRole(actor, 'secretary', 'lead')
  const [row] = isId(id)
    ? await tx
        .select({ ...columns, record: remedies.recordId })
        .from(remedies)
        .leftJoin(remedyCompletions, eq(remedyCompletions.remedyId, remedies.id))
        .where(eq(remedies.id, id))
    : []
  if (!row) throw new Problem('not_found', problems.noRemedy)
  const { record, ...remedy } = row
  return { remedy, cover: await readableRecord(tx, actor, record) }
}

/**
 * All open remedies of the organisation and those done in the past year, with whom and where: by
 * place, then as names are listed; nobody is put above another. Raises Problem('forbidden').
 */
export async function followedRemedies(tx: Tx, actor: Actor) {
  needRole(actor, 'secretary', 'lead')
  const found = await tx
    .select({
      ...columns,
      record: reviewRecords.id,
      cycle: cycles.name,
      name: sql<string>`coalesce((select name from officials where id = ${reviewRecords.officialId}),
        (select name from organisations where id = ${reviewRecords.collectiveId}), '')`,
      place: sql<string>`coalesce((select ${placeName} from posts p join areas a on a.code = p.area_code
          where p.official_id = ${reviewRecords.officialId} order by p.is_head desc, p.valid_from desc limit 1),
        (select ${placeName} from organisations o join areas a on a.code = o.area_code
          where o.id = ${reviewRecords.collectiveId}), '')`,
    })
    .from(remedies)
    .innerJoin(reviewRecords, eq(reviewRecords.id, remedies.recordId))
    .innerJoin(cycles, eq(cycles.id, reviewRecords.cycleId))
    .leftJoin(remedyCompletions, eq(remedyCompletions.remedyId, remedies.id))
    .where(
      sql`${remedyCompletions.remedyId} is null or ${remedyCompletions.doneOn} > today() - 366`,
    )
    .limit(2000)
  const places = new Intl.Collator('vi', { numeric: true })
  return found.sort((a, b) => places.compare(a.place, b.place) || byGivenName(a, b))
}
