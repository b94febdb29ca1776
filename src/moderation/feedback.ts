import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import {
  approvalAnswers,
  approvals,
  areas,
  feedback,
  feedbackState,
  threads,
} from '../../db/schema.ts'
import { moderationWords as words } from '../../views/words/moderation.ts'
import { receiptNumber } from '../intake/drop.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { firstReadings } from './newest-readings.ts'
import type { WorkingCopy } from './unpack.ts'
import { open, type Vault } from './vault.ts'

/** States in which a feedback waits for a moderator. */
export const openStates = ['received', 'screening', 'needs_info', 'reopened'] as const

export type State = typeof feedbackState.$inferSelect.state

export type FeedbackRow = typeof feedback.$inferSelect & {
  state: State
  /** Receipt number, `0217/2026`. */
  number: string
  areaName: string
  /** While a decision is awaited: the day the sender was told to come back. */
  due: string | null
}

/** One feedback with its state. Raises Problem('not_found') when absent or another organisation's. */
export async function feedbackById(tx: Tx, id: string): Promise<FeedbackRow> {
  const [row] = isId(id) ? await rowOf(tx, id) : []
  if (!row) throw new Problem('not_found', words.notFound)
  return {
    ...row.feedback,
    state: row.state,
    number: receiptNumber(row.number, row.year),
    areaName: areaName(row.areaKind, row.areaName),
    due: isOpen(row.state) ? row.comeBack : null,
  }
}

function rowOf(tx: Tx, id: string) {
  return tx
    .select({
      feedback,
      state: feedbackState.state,
      number: threads.number,
      year: threads.year,
      comeBack: threads.comeBack,
      areaKind: areas.kind,
      areaName: areas.name,
    })
    .from(feedback)
    .innerJoin(feedbackState, eq(feedbackState.feedbackId, feedback.id))
    .innerJoin(threads, eq(threads.id, feedback.threadId))
    .innerJoin(areas, eq(areas.code, feedback.areaCode))
    .where(eq(feedback.id, id))
}

/** Whether a feedback in this state waits for a moderator. */
export function isOpen(state: State): boolean {
  return openStates.some((open) => open === state)
}

/** Whether text from outside is an id at all; what is not one is simply not there. */
export function isId(given: string): boolean {
  return z.uuid().safeParse(given).success
}

/** `khu phố 3`: the place's own word before its name, once. */
export function areaName(kind: string, name: string): string {
  return name.toLowerCase().startsWith(kind.toLowerCase()) ? name : `${kind} ${name}`
}

/** Raises Problem('forbidden') for roles without any business in moderation. */
export function needModerationReader(actor: Actor): void {
  needRole(actor, 'moderator', 'lead', 'secretary')
}

/** Whether these roles may read what the sender wrote; others see metadata and summaries. */
export function mayReadLetters(actor: Actor): boolean {
  return actor.roles.some((role) => role === 'moderator' || role === 'lead')
}

/** What was diverted is locked at once: nobody opens its words any more (contract, table of acts). */
export function isLocked(state: State): boolean {
  return state === 'diverted'
}

/** The working copy, in its newest reading; null when it was shredded. */
export async function workingCopyOf(tx: Tx, vault: Vault, id: string): Promise<WorkingCopy | null> {
  const bytes = await open(tx, vault, { record: id, field: 'text' })
  if (!bytes) return null
  const copy = JSON.parse(new TextDecoder().decode(bytes)) as WorkingCopy
  const again = (await firstReadings(tx, vault, [id])).get(id)
  return { ...copy, ...(again && { text: again.text }) }
}

/** Whether an act on this feedback waits for a second person. */
export async function isWaiting(tx: Tx, id: string): Promise<boolean> {
  const asked = await tx
    .select({ id: approvals.id })
    .from(approvals)
    .leftJoin(approvalAnswers, eq(approvalAnswers.approvalId, approvals.id))
    .where(and(eq(approvals.subject, id), isNull(approvalAnswers.approvalId)))
  return asked.length > 0
}
