import { and, eq, isNull, sql } from 'drizzle-orm'
import { as, type Db, type Tx } from '../../db/connection.ts'
import {
  decisions,
  feedback,
  feedbackState,
  notices,
  texts,
  threads,
  transferEndings,
  transfers,
  transferUndos,
} from '../../db/schema.ts'
import { transferProblems as problems, transferReplies } from '../../views/words/transfers.ts'
import { append } from '../custody/append.ts'
import { receiptNumber } from '../intake/drop.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { workingDeadline } from '../staff/holidays.ts'
import { tellAll } from '../staff/notices.ts'
import { reply } from './replies.ts'
import { lockFeedback } from './summaries.ts'
import { alarmAfter, transferOf } from './transfers.ts'
import type { Vault } from './vault.ts'

/**
 * Takes a diversion back before the letter is destroyed: it waits for a moderator again. Raises
 * Problem('forbidden') unless lead, 'conflict' when it was passed on, taken back or destroyed.
 */
export async function undoDiversion(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  id: string,
  reason: string,
): Promise<void> {
  needRole(actor, 'lead')
  await lockFeedback(tx, id)
  const { decision, kind, undone, destroyed } = await transferOf(tx, actor, id)
  if (kind === null) throw new Problem('conflict', problems.notDiverted)
  if (undone || destroyed) throw new Problem('conflict', problems.destroyed)
  const { organisation: organisationId, person } = actor
  const told = { feedback: id, kind: 'message', text: transferReplies.undone } as const
  await tx.insert(texts).values({ record: decision, field: 'reason', organisationId, body: reason })
  await reply(tx, vault, person, told)
  const entrySeq = await append(tx, {
    organisation: organisationId,
    kind: 'transfer.undone',
    item: decision,
    subject: id,
  })
  await tx
    .insert(transferUndos)
    .values({ decisionId: decision, organisationId, feedbackId: id, undoneBy: person, entrySeq })
  await tx.execute(sql`select project(${id}::uuid)`)
}

/**
 * Destroys what was diverted once its time has come, and what its sender wrote after that. The reply
 * that says where it went stays. Answers how many; safe to run again.
 */
export async function destroyDue(db: Db, most = 200): Promise<number> {
  const jobs = { role: 'ydan_jobs' } as const
  const due = await as(db, jobs, (tx) => dueIn(tx, most))
  for (const { feedback: id } of due) await as(db, jobs, (tx) => destroy(tx, id))
  return due.length
}

function dueIn(tx: Tx, most: number, only?: string) {
  return tx
    .select({
      feedback: transfers.feedbackId,
      decision: transfers.decisionId,
      organisation: transfers.organisationId,
      reply: transfers.replyId,
      ended: sql<boolean>`${transferEndings.decisionId} is not null`,
    })
    .from(transfers)
    .innerJoin(feedbackState, eq(feedbackState.feedbackId, transfers.feedbackId))
    .leftJoin(transferUndos, eq(transferUndos.decisionId, transfers.decisionId))
    .leftJoin(transferEndings, eq(transferEndings.decisionId, transfers.decisionId))
    .where(
      and(
        sql`${transfers.destroyAt} <= now()`,
        eq(feedbackState.state, 'diverted'),
        isNull(transferUndos.decisionId),
        only === undefined ? undefined : eq(transfers.feedbackId, only),
        sql`(${transferEndings.decisionId} is null or exists (select from letters l join seals s on s.record = l.id
          join feedback f on f.thread_id = l.thread_id where f.id = ${transfers.feedbackId}))`,
      ),
    )
    .limit(most)
}

// Looked at again behind the lock: a lead may have taken it back meanwhile.
async function destroy(tx: Tx, id: string): Promise<void> {
  await lockFeedback(tx, id)
  const [due] = await dueIn(tx, 1, id)
  if (!due) return
  const { decision, organisation, reply: kept } = due
  await tx.execute(sql`select shred_feedback(${id}::uuid, 'diverted', array[${kept}::uuid])`)
  if (due.ended) return
  await tx.insert(transferEndings).values({
    decisionId: decision,
    organisationId: organisation,
    feedbackId: id,
    entrySeq: sql`custody_append(${organisation}::uuid, 'transfer.destroyed', ${decision}::uuid, ${id}::uuid)`,
  })
}

/** Tells the standing boards of diversions nobody entered in time, each once; how many. */
export async function alarmLate(db: Db, now = new Date()): Promise<number> {
  const waiting = await as(db, { role: 'ydan_jobs' }, waitingIn)
  let told = 0
  for (const { decision, organisation, decidedAt, number, year } of waiting) {
    // Working days are those of the organisation's own calendar, which its own staff read.
    const own = { role: 'ydan_staff', organisation } as const
    const deadline = await as(db, own, (tx) => workingDeadline(tx, alarmAfter, decidedAt))
    if (deadline > now) continue
    const about = { decision, number: receiptNumber(number, year) }
    await as(db, { role: 'ydan_jobs' }, (tx) =>
      tellAll(tx, organisation, 'lead', 'transfer-late', about),
    )
    told += 1
  }
  return told
}

function waitingIn(tx: Tx) {
  return tx
    .select({
      decision: decisions.id,
      organisation: decisions.organisationId,
      decidedAt: decisions.decidedAt,
      number: threads.number,
      year: threads.year,
    })
    .from(decisions)
    .innerJoin(feedback, eq(feedback.id, decisions.feedbackId))
    .innerJoin(threads, eq(threads.id, feedback.threadId))
    .innerJoin(feedbackState, eq(feedbackState.feedbackId, feedback.id))
    .leftJoin(transfers, eq(transfers.decisionId, decisions.id))
    .leftJoin(transferUndos, eq(transferUndos.decisionId, decisions.id))
    .where(
      and(
        eq(decisions.verdict, 'divert'),
        eq(feedbackState.state, 'diverted'),
        isNull(transfers.decisionId),
        isNull(transferUndos.decisionId),
        sql`not exists (select from ${notices} n where n.kind = 'transfer-late'
          and n.about ->> 'decision' = ${decisions.id}::text)`,
      ),
    )
}
