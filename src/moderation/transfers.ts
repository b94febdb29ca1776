import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { people } from '../../db/schema/staff.ts'
import {
  decisions,
  feedback,
  feedbackState,
  register,
  threads,
  transferEndings,
  transfers,
  transferUndos,
} from '../../db/schema.ts'
import { inFives } from '../../views/small-numbers.ts'
import type { DivertKind } from '../../views/words/transfers.ts'
import { transferProblems as problems } from '../../views/words/transfers.ts'
import { receiptNumber } from '../intake/drop.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { workingDeadline } from '../staff/holidays.ts'
import { feedbackById } from './feedback.ts'

/** Working days until the standing board is told of a diversion nobody has entered (contract). */
export const alarmAfter = 5

/** A feedback that was diverted or passed on by its last decision, and what became of it since. */
export type Transfer = {
  feedback: string
  decision: string
  /** Receipt number, `0217/2026`. */
  number: string
  /** Null for what was passed on and not diverted. */
  kind: DivertKind | null
  decidedAt: Date
  handler: string
  handlerName: string | null
  /** Null until somebody enters where it went. */
  entered: {
    way: 'sheet' | 'guided'
    receiver: string | null
    contact: string | null
    sheetNumber: number | null
    day: string
    destroyAt: Date | null
    reply: string
  } | null
  undone: boolean
  destroyed: boolean
}

/** What was diverted or passed on, newest first, at most 300. Raises Problem('forbidden'). */
export async function transfersOf(tx: Tx, actor: Actor): Promise<Transfer[]> {
  needRole(actor, 'moderator', 'lead', 'auditor')
  const rows = await selected(tx).orderBy(desc(decisions.entrySeq)).limit(300)
  return rows.map(shapedTransfer)
}

/**
 * The transfer of one feedback. Raises Problem('not_found') when it is not ours, 'conflict' unless its
 * last decision diverted it or passed it on.
 */
export async function transferOf(tx: Tx, actor: Actor, id: string): Promise<Transfer> {
  needRole(actor, 'moderator', 'lead')
  const { id: known } = await feedbackById(tx, id)
  const [row] = await selected(tx)
    .where(and(isTransfer, eq(decisions.feedbackId, known)))
    .orderBy(desc(decisions.entrySeq))
    .limit(1)
  if (!row) throw new Problem('conflict', problems.notDiverted)
  return shapedTransfer(row)
}

/** Raises Problem('forbidden') unless the actor decided it or is of the standing board. */
export function mustHandle(actor: Actor, { handler }: Transfer): void {
  if (actor.person !== handler && !actor.roles.includes('lead')) {
    throw new Problem('forbidden', problems.otherHandler)
  }
}

/** Whether a diversion has waited longer than it may, by the calendar of the organisation at work. */
export async function isLate(tx: Tx, transfer: Transfer, now = new Date()): Promise<boolean> {
  const { decidedAt, entered, undone, destroyed, kind } = transfer
  if (entered !== null || undone || destroyed || kind === null) return false
  return (await workingDeadline(tx, alarmAfter, decidedAt)) <= now
}

/**
 * How many letters were diverted by month (`YYYY-MM`) and kind, newest month first, in whole fives.
 * Null stands for fewer than five; there are no totals, so nothing can be worked out (P20).
 */
export async function diversionCounts(
  tx: Tx,
  actor: Actor,
): Promise<{ month: string; counts: Partial<Record<DivertKind, number | null>> }[]> {
  needRole(actor, 'moderator', 'lead', 'auditor')
  const month = sql<string>`to_char(${decisions.decidedAt} at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM')`
  const rows = await tx
    .select({ month, kind: decisions.reason, count: sql<number>`count(*)::int` })
    .from(decisions)
    .leftJoin(transferUndos, eq(transferUndos.decisionId, decisions.id))
    .where(and(eq(decisions.verdict, 'divert'), isNull(transferUndos.decisionId)))
    .groupBy(month, decisions.reason)
    .orderBy(desc(month))
  const months = [...new Set(rows.map((row) => row.month))]
  return months.map((one) => ({
    month: one,
    counts: Object.fromEntries(
      rows
        .filter((row) => row.month === one)
        .map(({ kind, count }) => [kind, inFives(count) || null]),
    ),
  }))
}

const isTransfer = and(
  inArray(decisions.verdict, ['divert', 'forward']),
  sql`not exists (select from decisions later where later.feedback_id = ${decisions.feedbackId}
    and later.entry_seq > ${decisions.entrySeq})`,
)

function selected(tx: Tx) {
  return tx
    .select({
      feedback: feedback.id,
      decision: decisions.id,
      receipt: threads.number,
      year: threads.year,
      verdict: decisions.verdict,
      reason: decisions.reason,
      decidedAt: decisions.decidedAt,
      handler: decisions.askedBy,
      handlerName: people.name,
      way: transfers.way,
      receiver: transfers.receiver,
      contact: transfers.contact,
      sheetNumber: register.number,
      day: transfers.day,
      destroyAt: transfers.destroyAt,
      reply: transfers.replyId,
      undone: sql<boolean>`${transferUndos.decisionId} is not null`,
      destroyed: sql<boolean>`${transferEndings.decisionId} is not null or ${feedbackState.state} = 'erased'`,
    })
    .from(decisions)
    .innerJoin(feedback, eq(feedback.id, decisions.feedbackId))
    .innerJoin(feedbackState, eq(feedbackState.feedbackId, feedback.id))
    .innerJoin(threads, eq(threads.id, feedback.threadId))
    .leftJoin(people, eq(people.id, decisions.askedBy))
    .leftJoin(transfers, eq(transfers.decisionId, decisions.id))
    .leftJoin(register, eq(register.id, transfers.registerId))
    .leftJoin(transferUndos, eq(transferUndos.decisionId, decisions.id))
    .leftJoin(transferEndings, eq(transferEndings.decisionId, decisions.id))
    .where(isTransfer)
    .$dynamic()
}

type Row = Awaited<ReturnType<typeof selected>>[number]

function shapedTransfer(row: Row): Transfer {
  const { way, day, reply, verdict, reason } = row
  return {
    feedback: row.feedback,
    decision: row.decision,
    number: receiptNumber(row.receipt, row.year),
    kind: verdict === 'divert' ? ((reason ?? 'denunciation') as DivertKind) : null,
    decidedAt: row.decidedAt,
    handler: row.handler,
    handlerName: row.handlerName,
    entered:
      way === null || day === null || reply === null
        ? null
        : {
            ...{ way, day, reply },
            receiver: row.receiver,
            contact: row.contact,
            sheetNumber: row.sheetNumber,
            destroyAt: row.destroyAt,
          },
    undone: row.undone,
    destroyed: row.destroyed,
  }
}
