import { z } from '@hono/zod-openapi'
import { asc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { recordReferences } from '../../db/schema.ts'
import {
  type ReferenceSource,
  referenceFields,
  referenceSources,
  type ShownReference,
} from '../../views/words/references.ts'
import { reviewProblems } from '../../views/words/review.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { day, line, wrongField } from './fields.ts'
import { readableRecord } from './records.ts'

export const sourceNames = Object.keys(referenceSources) as [ReferenceSource]
const countNames = ['received', 'settled', 'overdue'] as const
const count = z.int().min(0).max(1_000_000)

/** Number, day and issuer of another body's paper; of petitions its three counts besides. */
export const newReference = z
  .object({
    source: z.enum(sourceNames),
    number: line(60),
    datedOn: day,
    issuer: line(200),
    received: count.optional(),
    settled: count.optional(),
    overdue: count.optional(),
    /** The reference it corrects, of the same record and source. */
    replaces: z.uuid().optional(),
  })
  .superRefine((given, issues) => {
    for (const name of countNames) {
      if ((given[name] !== undefined) === (given.source === 'petitions')) continue
      issues.addIssue({ code: 'custom', path: [name] })
    }
  })

/**
 * Notes on a record what another body has on paper; the newest of a chain of corrections counts.
 * Raises Problem('forbidden') unless secretary, 'not_found', 'conflict' when the cycle is closed,
 * 'invalid' for a day to come or a replaced row that does not stand on this record under this source.
 */
export async function enterReference(
  tx: Tx,
  actor: Actor,
  record: string,
  given: z.output<typeof newReference>,
): Promise<string> {
  needRole(actor, 'secretary')
  const cover = await readableRecord(tx, actor, record)
  if (cover.cycle.closed) throw new Problem('conflict', reviewProblems.cycleClosed)
  if (given.datedOn > dayInVietNam()) throw wrongField('datedOn', referenceFields.datedOn)
  // The lock that freezes and papers of this record take too.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${cover.id}, 8))`)
  const replaces = given.replaces ?? null
  const standing = await referencesOf(tx, cover.id)
  if (replaces && !standing.some((one) => one.id === replaces && one.source === given.source)) {
    throw wrongField('replaces', referenceFields.replaces)
  }
  const { source, number, datedOn, issuer, received, settled, overdue } = given
  const [id, organisationId] = [crypto.randomUUID(), actor.organisation]
  const counts = [received, settled, overdue].map((one) => one?.toString())
  const entrySeq = await append(tx, {
    ...{ organisation: organisationId, kind: 'reference.entered', item: id, subject: cover.id },
    ...{ reason: source, commitment: commitFields(number, datedOn, issuer, ...counts, replaces) },
  })
  const row = { id, organisationId, recordId: cover.id, enteredBy: actor.person, entrySeq }
  await tx
    .insert(recordReferences)
    .values({ ...row, source, number, datedOn, issuer, received, settled, overdue, replaces })
  return id
}

/** The references that stand on a record: none that was replaced, by source, then oldest first. */
export async function referencesOf(tx: Tx, record: string): Promise<ShownReference[]> {
  const rows = await tx
    .select()
    .from(recordReferences)
    .where(eq(recordReferences.recordId, record))
    .orderBy(asc(recordReferences.entrySeq))
  const replaced = new Set(rows.map(({ replaces }) => replaces))
  const standing = rows.filter(({ id }) => !replaced.has(id))
  return sourceNames.flatMap((wanted) =>
    standing
      .filter(({ source }) => source === wanted)
      .map(({ id, source, number, datedOn, issuer, received, settled, overdue }) => ({
        ...{ id, source, number, datedOn, issuer },
        petitions:
          received === null || settled === null || overdue === null
            ? null
            : { received, settled, overdue },
      })),
  )
}
