import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { attachments, feedback, letters } from '../../db/schema.ts'
import { moderationWords as words } from '../../views/words/moderation.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { type FeedbackRow, feedbackById, isId, isLocked, workingCopyOf } from './feedback.ts'
import { open, type Vault } from './vault.ts'

export type OpenedFile = { name: string; type: string; bytes: Uint8Array }

/**
 * Opens one file of a feedback, as it came. Raises Problem('forbidden') unless moderator or lead,
 * 'not_found' when it is not there, not ours or shredded, 'conflict' once diverted.
 */
export async function attachmentOf(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  id: string,
  attachment: string,
): Promise<OpenedFile> {
  const { type } = await attachmentIn(tx, actor, id, attachment)
  const bytes = await open(tx, vault, { record: attachment, field: 'bytes' })
  if (!bytes) throw new Problem('not_found', words.noFile)
  return { name: await attachmentName(tx, vault, id, attachment), type, bytes }
}

/** The row of a file of this feedback, for who may open it. Raises as `attachmentOf`. */
export async function attachmentIn(
  tx: Tx,
  actor: Actor,
  id: string,
  attachment: string,
): Promise<{ type: string; size: number; feedback: FeedbackRow }> {
  needRole(actor, 'moderator', 'lead')
  const row = await feedbackById(tx, id)
  if (isLocked(row.state)) throw new Problem('conflict', words.locked)
  const [file] = isId(attachment)
    ? await tx
        .select({ type: attachments.type, size: attachments.size })
        .from(attachments)
        .innerJoin(letters, eq(letters.id, attachments.letterId))
        .innerJoin(feedback, eq(feedback.threadId, letters.threadId))
        .where(and(eq(attachments.id, attachment), eq(feedback.id, id)))
    : []
  if (!file) throw new Problem('not_found', words.noFile)
  return { ...file, feedback: row }
}

/** The name its sender gave a file; empty when nobody knows it any more. */
export async function attachmentName(
  tx: Tx,
  vault: Vault,
  id: string,
  attachment: string,
): Promise<string> {
  const copy = await workingCopyOf(tx, vault, id)
  return copy?.attachments.find((one) => one.id === attachment)?.name ?? ''
}

// Types a browser shows without running anything in them; all else is bytes to save.
const shown = new Set(['image/jpeg', 'image/png', 'image/webp', 'application/pdf'])

/** The media types `fileAnswer` may say. */
export const fileMedia: readonly string[] = [...shown, 'application/octet-stream']

/** The answer that gives a file away: to be saved, never to run or to be guessed at. */
export function fileAnswer({ name, type, bytes }: OpenedFile): Response {
  const plain = name.replace(/[^\w.-]+/g, '_').slice(-80) || 'file'
  const own = encodeURIComponent(name || 'file').replace(/['()*]/g, percent)
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': shown.has(type) ? type : 'application/octet-stream',
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${own}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
