import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { attachments, feedback, letters } from '../../db/schema.ts'
import { moderationWords } from '../../views/words/moderation.ts'
import { transferProblems as problems } from '../../views/words/transfers.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import type { Actor } from '../staff/actor.ts'
import type { OpenedFile } from './attachments.ts'
import { feedbackById, isId, workingCopyOf } from './feedback.ts'
import { messagesOf } from './messages.ts'
import { mustHandle, type Transfer } from './transfers.ts'
import { open, type Vault } from './vault.ts'
import { summariesOf } from './view.ts'

/** What goes on with a sheet: a diverted letter word for word, else the neutral summary alone. */
export type Going = {
  text: string
  /** What the sender wrote later. */
  later: { day: string; text: string }[]
  files: { id: string; name: string; type: string }[]
}

/**
 * Opens what goes on, for who diverted it and for the standing board: the one exception to the lock.
 * Identity and contact are never in it. Raises Problem('forbidden') for others, 'conflict' once it was
 * destroyed or taken back, or when there is no summary to pass on.
 */
export async function goingOf(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  transfer: Transfer,
): Promise<Going> {
  mustHandle(actor, transfer)
  if (transfer.destroyed || transfer.undone) throw new Problem('conflict', problems.destroyed)
  if (transfer.kind === null) {
    const [summary] = await summariesOf(tx, transfer.feedback)
    if (!summary?.text) throw new Problem('conflict', problems.noSummary)
    return { text: summary.text, later: [], files: [] }
  }
  const copy = await workingCopyOf(tx, vault, transfer.feedback)
  if (!copy) throw new Problem('conflict', problems.destroyed)
  const { threadId } = await feedbackById(tx, transfer.feedback)
  const messages = await messagesOf(tx, vault, threadId)
  return {
    text: copy.text,
    later: messages.filter(({ from }) => from === 'sender').map(({ day, text }) => ({ day, text })),
    files: copy.attachments,
  }
}

/** Enters in the log that the sheet was printed with what goes on, and by whom. */
export async function notePrinted(tx: Tx, actor: Actor, transfer: Transfer): Promise<void> {
  const { organisation } = actor
  const { decision: item, feedback: subject } = transfer
  await append(tx, { organisation, kind: 'transfer.printed', item, subject })
}

/** One file of a diverted letter, as it came, entered in the log. Raises as `goingOf`, 'not_found'. */
export async function transferFileOf(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  transfer: Transfer,
  file: string,
): Promise<OpenedFile> {
  const { files } = await goingOf(tx, vault, actor, transfer)
  const named = files.find(({ id }) => id === file)
  const [row] =
    named && isId(file)
      ? await tx
          .select({ type: attachments.type })
          .from(attachments)
          .innerJoin(letters, eq(letters.id, attachments.letterId))
          .innerJoin(feedback, eq(feedback.threadId, letters.threadId))
          .where(and(eq(attachments.id, file), eq(feedback.id, transfer.feedback)))
      : []
  const bytes = row && (await open(tx, vault, { record: file, field: 'bytes' }))
  if (!named || !row || !bytes) throw new Problem('not_found', moderationWords.noFile)
  await notePrinted(tx, actor, transfer)
  return { name: named.name, type: row.type, bytes }
}
