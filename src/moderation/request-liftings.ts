import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { requestLiftings } from '../../db/schema.ts'
import { liftedReply, requestProblems as problems } from '../../views/words/rights.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { workingDeadline } from '../staff/holidays.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { reply } from './replies.ts'
import { requestById } from './requests.ts'
import { lockFeedback } from './summaries.ts'
import { termsOf } from './terms.ts'
import type { Vault } from './vault.ts'
import { workingText } from './working-text.ts'

/** Why a pause ends, in the board's own words: the sender reads it. */
export const newLifting = z.object({
  reason: z
    .string()
    .max(4_000)
    .overwrite((text) => workingText(text).trim())
    .refine((text) => text !== '' && [...text].length <= 1_000),
})

/** Parses it. Raises Problem('invalid') with a sentence. */
export function parsedLifting(typed: Record<string, string>): z.output<typeof newLifting> {
  const parsed = newLifting.safeParse(typed)
  if (parsed.success) return parsed.data
  const errors = [{ path: 'reason', message: problems.reason }]
  throw new Problem('invalid', problems.reason, errors)
}

/**
 * Ends a pause that its sender asked for and got. The sender is told why and from which day
 * (`YYYY-MM-DD`, given back): after the working days in which requests are answered, so that the
 * pause may be asked for anew before anything leaves (NĐ 356/2025 Đ.5; the contract's table asks for
 * no second person). Raises Problem('forbidden') unless lead, 'not_found', 'conflict' when nothing
 * is paused by this request or its end was said already.
 */
export async function liftRestriction(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  id: string,
  { reason }: z.output<typeof newLifting>,
): Promise<string> {
  needRole(actor, 'lead')
  const asked = await requestById(tx, actor, id)
  if (asked.feedback === null) throw new Problem('conflict', problems.unpacked)
  await lockFeedback(tx, asked.feedback)
  const { kind, outcome } = await requestById(tx, actor, id)
  if (kind !== 'restrict' || outcome !== 'done') throw new Problem('conflict', problems.notPaused)
  if ((await liftedFrom(tx, id)) !== null) throw new Problem('conflict', problems.lifted)
  const { organisation, person } = actor
  const { amount } = (await termsOf(tx, organisation))['request-reply']
  const fromDay = dayInVietNam(await workingDeadline(tx, amount))
  const text = liftedReply(reason, fromDay)
  const told = { feedback: asked.feedback, kind: 'message', text } as const
  const replyId = await reply(tx, vault, person, told)
  const act = { organisation, kind: 'request.lifted', item: id, subject: replyId }
  const entrySeq = await append(tx, act)
  await tx.insert(requestLiftings).values({
    requestId: id,
    organisationId: organisation,
    fromDay,
    replyId,
    liftedBy: person,
    entrySeq,
  })
  return fromDay
}

/** The day from which a pause no longer holds; null while its end was not said. */
export async function liftedFrom(tx: Tx, request: string): Promise<string | null> {
  const [row] = await tx
    .select({ day: sql<string>`to_char(${requestLiftings.fromDay}, 'YYYY-MM-DD')` })
    .from(requestLiftings)
    .where(eq(requestLiftings.requestId, request))
  return row?.day ?? null
}
