import { and, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { texts } from '../../db/schema/letters.ts'
import { approvalAnswers, approvals } from '../../db/schema/moderation.ts'
import { people } from '../../db/schema/staff.ts'
import { problemWords } from '../../views/words/problems.ts'
import { staffProblems } from '../../views/words/staff.ts'
import { Problem } from '../problem.ts'
import { type Actor, membershipsOf } from './actor.ts'
import { workingDeadline } from './holidays.ts'
import { tell } from './notices.ts'
import { isSameHuman } from './relations.ts'
import { type Act, actRules, isAct, mayAgree, mayAsk } from './roles.ts'

/** An act asked for, waiting for a second person. */
export type Approval = {
  id: string
  act: Act
  /** The feedback, bundle, person … it is about. */
  subject: string
  payload: unknown
  askedBy: string
}

/** What a chapter does, inside the answer's transaction, once a second person has spoken. */
export type ApprovalHandler = {
  agreed(tx: Tx, approval: Approval, actor: Actor): Promise<void>
  declined?(tx: Tx, approval: Approval, actor: Actor): Promise<void>
}
export type ApprovalHandlers = Partial<Record<Act, ApprovalHandler>>

/**
 * Asks for an act that needs a second person; gives the approval's id. It stays open to the end of
 * the third working day. Raises Problem('forbidden') when the actor's roles may not ask,
 * Problem('conflict') while the same act on the same subject is open.
 */
export async function ask(
  tx: Tx,
  actor: Actor,
  act: Act,
  subject: string,
  payload: unknown,
): Promise<string> {
  if (!mayAsk(actor, act)) throw new Problem('forbidden', staffProblems.otherRole)
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${subject}::text, 7))`)
  const open = await tx
    .select({ id: approvals.id })
    .from(approvals)
    .leftJoin(approvalAnswers, eq(approvalAnswers.approvalId, approvals.id))
    .where(and(eq(approvals.subject, subject), eq(approvals.act, act), unanswered))
  if (open.length > 0) throw new Problem('conflict', staffProblems.askedAlready)
  const id = crypto.randomUUID()
  await tx.insert(approvals).values({
    id,
    organisationId: actor.organisation,
    act,
    subject,
    payload,
    askedBy: actor.person,
    expiresAt: await workingDeadline(tx, 3),
    entrySeq: sql`custody_append(${actor.organisation}::uuid, 'approval.asked', ${id}::uuid,
      ${subject}::uuid, p_reason => ${act})`,
  })
  return id
}

/**
 * Agrees to or declines an open ask, and runs the act. Raises Problem('not_found') for an ask that
 * is not there or not ours, 'forbidden' for the asker (humans are compared, not tokens nor accounts) and for
 * who does not hold the agreeing role at this moment, 'conflict' when it was answered or its time
 * is over, and what the act itself raises; then nothing is kept.
 */
export async function answer(
  tx: Tx,
  actor: Actor,
  approvalId: string,
  given: { approve: boolean; note: string | null },
  handlers: ApprovalHandlers,
): Promise<'agreed' | 'declined'> {
  const { approval, over } = await approvalOf(tx, approvalId)
  if (await isSameHuman(tx, approval.askedBy, actor.person)) {
    throw new Problem('forbidden', staffProblems.ownAsk)
  }
  const held = await membershipsOf(tx, actor.person, actor.organisation)
  if (!mayAgree({ roles: held.map(({ role }) => role) }, approval.act)) {
    throw new Problem('forbidden', staffProblems.otherRole)
  }
  if (over) throw new Problem('conflict', staffProblems.askReturned)
  const handler = handlers[approval.act]
  if (handler === undefined) throw new Problem('internal', staffProblems.noHandler)
  const outcome = given.approve ? 'agreed' : 'declined'
  await (given.approve
    ? handler.agreed(tx, approval, actor)
    : handler.declined?.(tx, approval, actor))
  if (outcome === 'declined') {
    const about = { act: approval.act, approval: approval.id }
    await tell(tx, actor.organisation, approval.askedBy, 'ask-declined', about)
  }
  await record(tx, actor, approval, outcome, given.note)
  return outcome
}

/** The open asks this actor may answer or has made, oldest first. */
export async function openApprovals(tx: Tx, actor: Actor) {
  const agreeable = Object.keys(actRules)
    .filter(isAct)
    .filter((act) => mayAgree(actor, act))
  const open = await tx
    .select({
      id: approvals.id,
      act: approvals.act,
      subject: approvals.subject,
      payload: approvals.payload,
      askedBy: approvals.askedBy,
      askedByName: people.name,
      askedAt: approvals.askedAt,
      expiresAt: approvals.expiresAt,
    })
    .from(approvals)
    .leftJoin(approvalAnswers, eq(approvalAnswers.approvalId, approvals.id))
    .leftJoin(people, eq(people.id, approvals.askedBy))
    .where(
      and(
        unanswered,
        gt(approvals.expiresAt, sql`now()`),
        or(inArray(approvals.act, agreeable), eq(approvals.askedBy, actor.person)),
      ),
    )
    .orderBy(approvals.askedAt, approvals.id)
  return open.map((one) => ({ ...one, mine: one.askedBy === actor.person }))
}

/** Gives asks whose time is over back to their askers; how many. For the jobs, across organisations. */
export async function returnExpired(tx: Tx): Promise<number> {
  const over = await tx
    .select({
      id: approvals.id,
      organisation: approvals.organisationId,
      act: approvals.act,
      subject: approvals.subject,
      askedBy: approvals.askedBy,
    })
    .from(approvals)
    .leftJoin(approvalAnswers, eq(approvalAnswers.approvalId, approvals.id))
    .where(and(unanswered, lte(approvals.expiresAt, sql`now()`)))
    .orderBy(approvals.organisationId, approvals.id)
  for (const { id, organisation, act, subject, askedBy } of over) {
    await tell(tx, organisation, askedBy, 'ask-returned', { act, approval: id })
    await tx.insert(approvalAnswers).values({
      approvalId: id,
      organisationId: organisation,
      outcome: 'returned',
      entrySeq: sql`custody_append(${organisation}::uuid, 'approval.returned', ${id}::uuid,
        ${subject}::uuid, p_reason => ${act})`,
    })
  }
  return over.length
}

const unanswered = isNull(approvalAnswers.approvalId)

// Locked by hand: the row itself refuses UPDATE, so it cannot be locked, and of two answers at
// once the second must find the first. The custody entry comes last, after the act.
async function approvalOf(tx: Tx, id: string): Promise<{ approval: Approval; over: boolean }> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}::text, 6))`)
  const [found] = await tx
    .select({
      id: approvals.id,
      act: approvals.act,
      subject: approvals.subject,
      payload: approvals.payload,
      askedBy: approvals.askedBy,
      outcome: approvalAnswers.outcome,
      over: sql<boolean>`${approvals.expiresAt} <= now()`,
    })
    .from(approvals)
    .leftJoin(approvalAnswers, eq(approvalAnswers.approvalId, approvals.id))
    .where(eq(approvals.id, id))
  if (found === undefined || !isAct(found.act))
    throw new Problem('not_found', problemWords.notFound)
  const { over, outcome, act, ...rest } = found
  if (outcome !== null && outcome !== 'returned') {
    throw new Problem('conflict', staffProblems.answeredAlready)
  }
  return { approval: { ...rest, act }, over: over || outcome === 'returned' }
}

async function record(
  tx: Tx,
  actor: Actor,
  approval: Approval,
  outcome: 'agreed' | 'declined',
  note: string | null,
): Promise<void> {
  // The words lie apart, where they can be shredded with what they are about.
  if (note) {
    const organisationId = actor.organisation
    await tx
      .insert(texts)
      .values({ record: approval.id, field: 'note', organisationId, body: note })
  }
  await tx.insert(approvalAnswers).values({
    approvalId: approval.id,
    organisationId: actor.organisation,
    outcome,
    answeredBy: actor.person,
    entrySeq: sql`custody_append(${actor.organisation}::uuid, ${`approval.${outcome}`},
      ${approval.id}::uuid, ${approval.subject}::uuid, p_second => ${approval.askedBy}::uuid,
      p_reason => ${approval.act})`,
  })
}
