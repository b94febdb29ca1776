import { and, count, desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import {
  approvalAnswers,
  approvals,
  batches,
  batchRecords,
  reviewRecords,
} from '../../db/schema.ts'
import { meetingProblems as problems } from '../../views/words/meeting.ts'
import { Problem } from '../problem.ts'
import { isId } from '../review/fields.ts'

/** How far a batch is. `running` ends when every record it was agreed for has its result. */
export type BatchProgress = {
  id: string
  cutOff: string
  state: 'asked' | 'declined' | 'running' | 'done'
  records: number
  done: number
}

/** The last batch asked for in a cycle, or null. */
export async function latestBatch(tx: Tx, cycle: string): Promise<BatchProgress | null> {
  const [batch] = await tx
    .select({
      id: batches.id,
      cutOff: batches.cutOff,
      outcome: approvalAnswers.outcome,
      over: sql<boolean>`${approvals.expiresAt} <= now()`,
      agreedSeq: approvalAnswers.entrySeq,
    })
    .from(batches)
    .innerJoin(approvals, and(eq(approvals.subject, batches.id), eq(approvals.act, 'freeze')))
    .leftJoin(approvalAnswers, eq(approvalAnswers.approvalId, approvals.id))
    .where(eq(batches.cycleId, cycle))
    .orderBy(desc(batches.entrySeq))
    .limit(1)
  if (!batch) return null
  const { id, cutOff, outcome, over, agreedSeq } = batch
  const [{ done } = { done: 0 }] = await tx
    .select({ done: count() })
    .from(batchRecords)
    .where(eq(batchRecords.batchId, id))
  const records = (await recordsIn(tx, cycle, agreedSeq ?? undefined)).length
  const answered = outcome === null ? (over ? 'declined' : 'asked') : null
  const running = done < records ? ('running' as const) : ('done' as const)
  return {
    id,
    cutOff,
    records,
    done,
    state: answered ?? (outcome === 'agreed' ? running : 'declined'),
  }
}

/** What came of each record in a batch. Raises Problem('not_found') for a batch that is not ours. */
export async function resultsOf(tx: Tx, batch: string) {
  const [found] = isId(batch) ? await tx.select().from(batches).where(eq(batches.id, batch)) : []
  if (!found) throw new Problem('not_found', problems.noBatch)
  const results = await tx
    .select({
      record: batchRecords.recordId,
      result: batchRecords.result,
      bundle: batchRecords.bundleId,
      note: batchRecords.note,
    })
    .from(batchRecords)
    .where(eq(batchRecords.batchId, batch))
  return { batch: found, results }
}

/** The records of a cycle; those opened after entry `before` of the log do not count. */
export async function recordsIn(tx: Tx, cycle: string, before?: number): Promise<string[]> {
  const rows = await tx
    .select({ id: reviewRecords.id })
    .from(reviewRecords)
    .where(
      and(
        eq(reviewRecords.cycleId, cycle),
        before === undefined ? undefined : sql`${reviewRecords.entrySeq} < ${before}`,
      ),
    )
    .orderBy(reviewRecords.entrySeq)
  return rows.map(({ id }) => id)
}
