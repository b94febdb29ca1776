import { z } from '@hono/zod-openapi'
import { and, eq, sql } from 'drizzle-orm'
import { as, type Db, type Tx } from '../../db/connection.ts'
import {
  approvalAnswers,
  approvals,
  batches,
  batchRecords,
  organisations,
} from '../../db/schema.ts'
import { meetingProblems as problems } from '../../views/words/meeting.ts'
import { batchWords } from '../../views/words/preparing.ts'
import { relationProblems } from '../../views/words/relations.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { laterEach } from '../later.ts'
import { Problem, problemOf } from '../problem.ts'
import { cycleById } from '../review/cycles.ts'
import { day, paragraphs, wrongField } from '../review/fields.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { type ApprovalHandler, ask } from '../staff/approvals.ts'
import { latestBatch, recordsIn } from './batch-progress.ts'
import { mustHaveCome } from './current.ts'
import { type FreezeResult, freezeAgreed, freezeApproval } from './freeze.ts'

export const newBatch = z.object({ cutOff: day, reason: paragraphs(2_000).optional() })

const batchAsked = z.object({ batch: z.uuid() })

/**
 * Asks for all records of a cycle to be frozen; one lead agrees to all. Raises Problem('forbidden')
 * unless secretary, 'not_found', 'invalid' for a wrong cut-off, 'conflict' for a cycle without
 * records, with one hidden from the asker (a relation), or while another batch is under way.
 */
export async function askBatch(
  tx: Tx,
  actor: Actor,
  cycleId: string,
  given: z.output<typeof newBatch>,
): Promise<{ id: string; approval: string }> {
  needRole(actor, 'secretary')
  const cycle = await cycleById(tx, cycleId)
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${cycle.id}, 12))`)
  await mustHaveCome(tx, 'cutOff', given.cutOff)
  if (given.cutOff < cycle.startsOn) throw wrongField('cutOff')
  await mustSeeAll(tx, cycle.id)
  if ((await recordsIn(tx, cycle.id)).length === 0)
    throw new Problem('conflict', problems.batchEmpty)
  const last = await latestBatch(tx, cycle.id)
  if (last?.state === 'asked' || last?.state === 'running') {
    throw new Problem('conflict', problems.batchAsked)
  }
  const id = crypto.randomUUID()
  const organisationId = actor.organisation
  const entrySeq = await append(tx, {
    organisation: organisationId,
    kind: 'batch.asked',
    item: id,
    subject: cycle.id,
    commitment: commitFields(given.cutOff, given.reason),
  })
  const row = { id, organisationId, cycleId: cycle.id, askedBy: actor.person, entrySeq }
  await tx.insert(batches).values({ ...given, ...row })
  const approval = await ask(tx, actor, 'freeze', id, { batch: id, cycle: cycle.id })
  return { id, approval }
}

/** What the lead's agreement to `freeze` does: one bundle now, or a job for each record of a batch. */
export const freezeOrBatch: ApprovalHandler = {
  async agreed(tx, approval, actor) {
    const asked = batchAsked.safeParse(approval.payload).data
    if (!asked) return freezeApproval.agreed(tx, approval, actor)
    const [batch] = await tx.select().from(batches).where(eq(batches.id, asked.batch))
    if (!batch) throw new Problem('not_found', problems.noBatch)
    await mustSeeAll(tx, batch.cycleId)
    const records = await recordsIn(tx, batch.cycleId)
    await laterEach(
      tx,
      'batch.freeze',
      records.map((record) => ({ batch: batch.id, record })),
    )
  },
}

/**
 * The job for one record of a batch: freezes it in the lead's name and keeps what came of it. What
 * is against a rule is a result, too; anything else is raised, and the job tries again.
 */
export async function freezeInBatch(
  db: Db,
  { batch, record }: { batch: string; record: string },
): Promise<void> {
  const agreed = await as(db, { role: 'ydan_jobs' }, (tx) => agreementOf(tx, batch))
  if (!agreed) throw new Problem('not_found', problems.noBatch)
  const { actor, ...wish } = agreed
  const { organisation, person, roles } = actor
  const who = { role: 'ydan_staff', organisation, person, roles } as const
  try {
    await as(db, who, async (tx) => {
      if (await hasResult(tx, batch, record)) return
      const result = await freezeAgreed(tx, actor, { ...wish, record })
      await keepResult(tx, actor.organisation, batch, record, result)
    })
  } catch (thrown) {
    const { code, sentence } = problemOf(thrown)
    if (code !== 'conflict' && code !== 'invalid') throw thrown
    await as(db, who, async (tx) => {
      const refused = { result: 'refused', note: sentence.vi } as const
      await keepResult(tx, actor.organisation, batch, record, refused)
    })
  }
}

// A record hidden from who asks or agrees would be left out unseen.
async function mustSeeAll(tx: Tx, cycle: string): Promise<void> {
  const { rows } = await tx.execute<{ hidden: boolean }>(
    sql`select hides_record(${cycle}::uuid) as hidden`,
  )
  if (rows[0]?.hidden) throw new Problem('conflict', relationProblems.cycleNear)
}

type Kept = FreezeResult | { result: 'refused'; note: string }

async function keepResult(
  tx: Tx,
  organisationId: string,
  batchId: string,
  recordId: string,
  kept: Kept,
): Promise<void> {
  await tx
    .insert(batchRecords)
    .values({
      batchId,
      recordId,
      organisationId,
      result: kept.result,
      bundleId: 'bundle' in kept ? kept.bundle : null,
      note: 'note' in kept ? kept.note : null,
    })
    .onConflictDoNothing()
}

async function hasResult(tx: Tx, batch: string, record: string): Promise<boolean> {
  const found = await tx
    .select({ record: batchRecords.recordId })
    .from(batchRecords)
    .where(and(eq(batchRecords.batchId, batch), eq(batchRecords.recordId, record)))
  return found.length > 0
}

/** Who agreed to a batch, as the actor of its freezes, and what was asked; null before that. */
async function agreementOf(tx: Tx, batch: string) {
  const [found] = await tx
    .select({
      cutOff: batches.cutOff,
      reason: batches.reason,
      askedBy: batches.askedBy,
      agreedBy: approvalAnswers.answeredBy,
      organisation: batches.organisationId,
      organisationCode: organisations.code,
    })
    .from(batches)
    .innerJoin(organisations, eq(organisations.id, batches.organisationId))
    .innerJoin(approvals, and(eq(approvals.subject, batches.id), eq(approvals.act, 'freeze')))
    .innerJoin(
      approvalAnswers,
      and(eq(approvalAnswers.approvalId, approvals.id), eq(approvalAnswers.outcome, 'agreed')),
    )
    .where(eq(batches.id, batch))
  if (!found?.agreedBy) return null
  const { cutOff, askedBy, agreedBy, organisation, organisationCode } = found
  const reason = found.reason ?? batchWords.reasonDefault.vi
  const actor: Actor = {
    ...{ person: agreedBy, name: '', organisation, organisationCode, roles: ['lead'] },
    ...{ official: null, areas: [], bundles: [], via: 'session' },
  }
  return { cutOff, reason, askedBy, actor }
}
