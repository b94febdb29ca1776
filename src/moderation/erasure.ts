import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { approvalAnswers, approvals, erasures, organisations } from '../../db/schema.ts'
import type { Sentence } from '../../views/lang.ts'
import {
  erasureReasons,
  erasureReplies,
  erasureProblems as problems,
  erasureWords as words,
} from '../../views/words/erasure.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import type { Actor } from '../staff/actor.ts'
import { needRole } from '../staff/actor.ts'
import { type ApprovalHandler, ask } from '../staff/approvals.ts'
import { workingDeadline } from '../staff/holidays.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import type { Describe } from './asked.ts'
import { feedbackById } from './feedback.ts'
import { reply } from './replies.ts'
import { lockFeedback } from './summaries.ts'
import type { Vault } from './vault.ts'

type Reason = keyof typeof erasureReasons
const reasons = Object.keys(erasureReasons) as [Reason, ...Reason[]]

/** An erasure as it is asked for: the reason is a code, so that no word of the letter is kept. */
export const newErasure = z.object({ reason: z.enum(reasons) })
export type NewErasure = z.output<typeof newErasure>

const settings = z.object({ backupDays: z.number().int().min(1).max(3650).catch(90) })

/** Days a backup is kept by the actor's organisation (setting `backupDays`, 90 unless set). */
export async function backupDaysOf(tx: Tx, actor: Pick<Actor, 'organisation'>): Promise<number> {
  const [row] = await tx
    .select({ settings: organisations.settings })
    .from(organisations)
    .where(eq(organisations.id, actor.organisation))
  return settings.parse(row?.settings ?? {}).backupDays
}

/**
 * Asks a custodian to agree to the erasure of a feedback, and tells the sender while the receipt still
 * opens something: by when, and the day on which the oldest backup that holds it ends. Answers the
 * approval's id. Raises Problem('forbidden') unless lead, 'not_found', 'conflict' when it was erased,
 * asked already, or an authority's demand about it is open.
 */
export async function askErasure(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  id: string,
  { reason }: NewErasure,
): Promise<string> {
  needRole(actor, 'lead')
  await lockFeedback(tx, id)
  const row = await feedbackById(tx, id)
  await mustBeErasable(tx, row)
  // Told as a deadline: the ask ends by itself after three working days.
  const latest = await workingDeadline(tx, 3)
  const by = dayInVietNam(new Date(latest.getTime() - 1))
  const days = await backupDaysOf(tx, actor)
  const backups = dayInVietNam(new Date(latest.getTime() + days * 86_400_000))
  const text = erasureReplies.asked(reason, by, backups)
  await reply(tx, vault, actor.person, { feedback: id, kind: 'message', text })
  const approval = await ask(tx, actor, 'erase', id, { reason })
  await tx.execute(sql`select project(${id}::uuid)`)
  return approval
}

/** What happens when the custodian agrees: the words go, and only then does the state say so. */
export const eraseAgreed: ApprovalHandler = {
  async agreed(tx, { subject: id, askedBy, payload }, actor) {
    await lockFeedback(tx, id)
    const row = await feedbackById(tx, id)
    await mustBeErasable(tx, row)
    const { reason } = newErasure.parse(payload)
    await erase(tx, {
      id,
      reason,
      organisation: actor.organisation,
      askedBy,
      agreedBy: actor.person,
    })
  },
}

/**
 * Erases a feedback: every record that holds words of it or a key to them, and the row that says so
 * and is replayed after a restore. Ids of persons; `agreedBy` is who this transaction works for.
 */
export async function erase(
  tx: Tx,
  given: { id: string; reason: Reason; organisation: string; askedBy: string; agreedBy?: string },
): Promise<void> {
  const { id, reason, organisation, askedBy, agreedBy } = given
  const second = agreedBy === undefined ? null : askedBy
  await tx.execute(
    sql`select shred_feedback(${id}::uuid, ${reason.replaceAll('_', '-')}, '{}', ${second}::uuid)`,
  )
  const entrySeq = await append(tx, {
    organisation,
    kind: 'feedback.erased',
    item: id,
    reason: reason.replaceAll('_', '-'),
    second: second ?? undefined,
  })
  await tx
    .insert(erasures)
    .values({ feedbackId: id, organisationId: organisation, reason, askedBy, agreedBy, entrySeq })
  await tx.execute(sql`select project(${id}::uuid)`)
}

/** Says to the custodian what is to be erased and why, and no word of it. */
export const describeErasure: Describe = async (tx, _actor, asked, say) => {
  const row = await feedbackById(tx, asked.subject)
  const { reason } = newErasure.parse(asked.payload)
  const lines: [Sentence, string][] = [[words.reason, say(erasureReasons[reason])]]
  return {
    title: row.number,
    href: null,
    lines: lines.map(([name, text]) => ({ name, text })),
    warnings: [words.intro],
  }
}

async function mustBeErasable(tx: Tx, row: { id: string; state: string }): Promise<void> {
  if (row.state === 'erased') throw new Problem('conflict', problems.erased)
  const open = await tx
    .select({ id: approvals.id })
    .from(approvals)
    .leftJoin(approvalAnswers, eq(approvalAnswers.approvalId, approvals.id))
    .where(
      and(
        eq(approvals.subject, row.id),
        eq(approvals.act, 'hand_over'),
        isNull(approvalAnswers.approvalId),
      ),
    )
  if (open.length > 0) throw new Problem('conflict', problems.demanded)
}
