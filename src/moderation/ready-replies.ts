import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { organisations } from '../../db/schema.ts'
import { readyReplies, readyReplyWords as words } from '../../views/words/outbox.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { workingText } from './working-text.ts'

const shape = z
  .array(z.object({ title: z.string().min(1).max(100), text: z.string().min(1).max(1000) }))
  .max(50)
export type ReadyReply = z.output<typeof shape>[number]

/** The ready answers of the actor's organisation (setting `readyReplies`), or the built-in ones. */
export async function readyRepliesOf(tx: Tx, actor: Actor): Promise<readonly ReadyReply[]> {
  const [row] = await tx
    .select({ settings: organisations.settings })
    .from(organisations)
    .where(eq(organisations.id, actor.organisation))
  const settings = z.object({ readyReplies: shape.min(1) }).safeParse(row?.settings)
  return settings.success ? settings.data.readyReplies : readyReplies
}

/** Ready answers as people write them: a blank line between two, the first line being the name. */
export function readyRepliesText(replies: readonly ReadyReply[]): string {
  return replies.map(({ title, text }) => `${title}\n${text}`).join('\n\n')
}

/**
 * Keeps the organisation's own ready answers; an empty text goes back to the built-in ones. Raises
 * Problem('invalid') when an answer has no words, is too long, or there are too many.
 */
export async function keepReadyReplies(tx: Tx, actor: Actor, typed: string): Promise<void> {
  needRole(actor, 'lead', 'moderator')
  const blocks = workingText(typed)
    .split(/\n[ \t]*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
  const parsed = shape.safeParse(
    blocks.map((block) => {
      const [title = '', ...lines] = block.split('\n')
      return { title: title.trim(), text: lines.join('\n').trim() }
    }),
  )
  if (!parsed.success) {
    throw new Problem('invalid', words.unusable, [{ path: 'text', message: words.unusable }])
  }
  const kept = JSON.stringify({ readyReplies: parsed.data })
  await tx
    .update(organisations)
    .set({ settings: sql`${organisations.settings} || ${kept}::jsonb` })
    .where(eq(organisations.id, actor.organisation))
}
