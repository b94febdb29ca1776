import { eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { feedback, replies, threads } from '../../db/schema.ts'
import { moderationWords } from '../../views/words/moderation.ts'
import { append } from '../custody/append.ts'
import { later } from '../later.ts'
import { Problem } from '../problem.ts'
import { commitWords } from '../seal/commitment.ts'
import { seal, type Vault } from './vault.ts'

export type ReplyKind = 'question' | 'outcome' | 'message' | 'summary'

/**
 * Writes to the sender of a feedback: sealed so that only the receipt and the console open it, with
 * its custody entry; the outbox tells them of it. Answers the reply's id. Raises Problem('not_found') when the feedback is not the organisation's.
 */
export async function reply(
  tx: Tx,
  vault: Vault,
  person: string | null,
  to: { feedback: string; kind: ReplyKind; text: string },
): Promise<string> {
  const [thread] = await tx
    .select({
      id: threads.id,
      organisation: threads.organisationId,
      receiptKey: threads.receiptPublicKey,
    })
    .from(feedback)
    .innerJoin(threads, eq(threads.id, feedback.threadId))
    .where(eq(feedback.id, to.feedback))
  if (!thread) throw new Problem('not_found', moderationWords.notFound)
  const record = crypto.randomUUID()
  const { organisation, receiptKey } = thread
  const bytes = new TextEncoder().encode(to.text)
  const { salt, commitment } = await commitWords(to.text)
  await seal(tx, vault, { record, field: 'text', organisation, receiptKey }, bytes, { salt })
  // Before the log's head is locked: everyone who appends waits for what comes after that.
  await later(tx, 'outbox.notify', { reply: record }, record)
  const entrySeq = await append(tx, {
    organisation,
    kind: 'reply.written',
    item: record,
    subject: to.feedback,
    reason: to.kind,
    commitment,
  })
  await tx.insert(replies).values({
    id: record,
    organisationId: organisation,
    threadId: thread.id,
    kind: to.kind,
    day: sql`today()`,
    writtenBy: person,
    entrySeq,
  })
  return record
}
