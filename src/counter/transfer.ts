import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { register, transfers } from '../../db/schema.ts'
import {
  transferProblems as problems,
  sheetPaper,
  transferFields,
  transferReplies,
} from '../../views/words/transfers.ts'
import { append } from '../custody/append.ts'
import { reply } from '../moderation/replies.ts'
import { lockFeedback } from '../moderation/summaries.ts'
import { mustHandle, type Transfer, transferOf } from '../moderation/transfers.ts'
import type { Vault } from '../moderation/vault.ts'
import { Problem } from '../problem.ts'
import { day, line } from '../review/fields.ts'
import type { Actor } from '../staff/actor.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { enterLine } from './register.ts'

/** Hours a diverted letter stays after its transfer is entered (contract, table of acts). */
const hoursKept = 24

/** A transfer as the form sends it. */
export const newTransfer = z.discriminatedUnion('way', [
  z.object({
    way: z.literal('sheet'),
    receiver: line(200),
    contact: line(200).optional(),
    number: z.coerce.number().int().min(1).max(999_999).optional(),
    day: day.optional(),
    signer: line(120).optional(),
  }),
  z.object({ way: z.literal('guided'), places: line(500) }),
])
export type NewTransfer = z.output<typeof newTransfer>

/** Parses it. Raises Problem('invalid') with a sentence for each wrong field. */
export function parsedTransfer(typed: Record<string, string>): NewTransfer {
  const parsed = newTransfer.safeParse(typed)
  const early = parsed.data?.way === 'sheet' && (parsed.data.day ?? '') > dayInVietNam()
  if (parsed.success && !early) return parsed.data
  const paths = early ? ['day'] : (parsed.error?.issues ?? []).map(({ path }) => String(path[0]))
  const errors = [...new Set(paths)].map((path) => ({
    path,
    message: transferFields[path] ?? problems.notDiverted,
  }))
  const [first] = errors
  throw new Problem('invalid', first?.message ?? problems.notDiverted, errors)
}

/**
 * Enters where a feedback went: its line in the register of the year, the sender told, and for what
 * was diverted the hour at which the letter is destroyed. Raises Problem('forbidden') unless handler
 * or lead, 'conflict' when it was entered, taken back or destroyed, or the number is taken.
 */
export async function enterTransfer(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  id: string,
  given: NewTransfer,
): Promise<void> {
  await lockFeedback(tx, id)
  const transfer = await transferOf(tx, actor, id)
  mustHandle(actor, transfer)
  if (transfer.undone || transfer.destroyed) throw new Problem('conflict', problems.destroyed)
  if (transfer.entered) throw new Problem('conflict', problems.entered)
  const destroyAt = transfer.kind === null ? null : new Date(Date.now() + hoursKept * 3_600_000)
  const registerId = given.way === 'sheet' ? await lineOf(tx, actor, transfer, given) : null
  const text = await toldOf(tx, transfer, given, registerId, destroyAt)
  const replyId = await reply(tx, vault, actor.person, { feedback: id, kind: 'outcome', text })
  const { organisation, person } = actor
  const entrySeq = await append(tx, {
    organisation,
    kind: 'transfer.entered',
    item: transfer.decision,
    subject: id,
    reason: given.way,
  })
  await tx.insert(transfers).values({
    decisionId: transfer.decision,
    organisationId: organisation,
    feedbackId: id,
    way: given.way,
    receiver: given.way === 'sheet' ? given.receiver : null,
    contact: given.way === 'sheet' ? (given.contact ?? null) : null,
    registerId,
    day: (given.way === 'sheet' && given.day) || dayInVietNam(),
    replyId,
    enteredBy: person,
    destroyAt,
    entrySeq,
  })
}

type Sheet = Extract<NewTransfer, { way: 'sheet' }>

function lineOf(tx: Tx, actor: Actor, { kind }: Transfer, given: Sheet): Promise<string> {
  return enterLine(tx, actor, {
    direction: 'out',
    correspondent: given.receiver,
    abstract: sheetPaper.abstract(kind),
    ...(given.number !== undefined && { number: given.number }),
    ...(given.day !== undefined && { day: given.day }),
    ...(given.signer !== undefined && { signer: given.signer }),
  })
}

async function toldOf(
  tx: Tx,
  { kind }: Transfer,
  given: NewTransfer,
  registerId: string | null,
  destroyAt: Date | null,
): Promise<string> {
  const destroy = destroyAt === null ? '' : dayInVietNam(destroyAt)
  if (given.way === 'guided') {
    return kind === null
      ? transferReplies.forwardGuided(given.places)
      : transferReplies.guided(kind, given.places, destroy)
  }
  const [entered] = await tx
    .select({ number: register.number, day: register.day })
    .from(register)
    .where(eq(register.id, registerId ?? sql`null`))
  const { receiver, contact = null } = given
  const sheet = { receiver, contact, number: entered?.number ?? 0, day: entered?.day ?? '' }
  return kind === null
    ? transferReplies.forwarded(sheet)
    : transferReplies.sheet(kind, { ...sheet, destroy })
}
