import { and, asc, eq } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { letters, replies, senderActs } from '../../db/schema.ts'
import type { LetterSeal } from '../intake/letter.ts'
import { type MailFacts, mailsOf } from './origin.ts'
import { openMany, type Vault } from './vault.ts'
import { workingText } from './working-text.ts'

/** A later letter of the sender or a reply of the staff, in the order of the custody log (`seq`). */
export type Message = {
  from: 'sender' | 'staff'
  kind: 'letter' | 'question' | 'outcome' | 'message' | 'summary'
  day: string
  seq: number
  text: string
  /** What is known of it when it came by mail. */
  mail?: MailFacts
}

/** What the sender did with the receipt. */
export type SenderAct = { act: typeof senderActs.$inferSelect.act; day: string; seq: number }

/** The thread after its first letter, opened for those who may read it; shredded texts are empty. */
export async function messagesOf(tx: Tx, vault: Vault, threadId: string): Promise<Message[]> {
  const later = await tx
    .select({ id: letters.id, day: letters.day, seq: letters.entrySeq })
    .from(letters)
    .where(and(eq(letters.threadId, threadId), eq(letters.first, false)))
  const written = await tx
    .select({ id: replies.id, day: replies.day, seq: replies.entrySeq, kind: replies.kind })
    .from(replies)
    .where(eq(replies.threadId, threadId))
  const records = [...later, ...written].map(({ id }) => id)
  const opened = await openMany(tx, vault, records, 'text')
  const textOf = (id: string) => new TextDecoder().decode(opened.get(id))
  const mails = await mailsOf(
    tx,
    vault,
    later.map(({ id }) => id),
  )
  const sent = later.map(({ id, ...row }) => {
    const mail = mails.get(id)
    const came = opened.has(id)
      ? workingText((JSON.parse(textOf(id)) as LetterSeal).letter.text)
      : ''
    return {
      ...row,
      from: 'sender' as const,
      kind: 'letter' as const,
      text: mail?.text ?? came,
      ...(mail && { mail: mail.facts }),
    }
  })
  const answered = written.map(({ id, ...row }) => ({
    ...row,
    from: 'staff' as const,
    text: textOf(id),
  }))
  return [...sent, ...answered].sort((a, b) => a.seq - b.seq)
}

/** The sender's acts on a thread, oldest first; they carry no words. */
export function senderActsOf(tx: Tx, threadId: string): Promise<SenderAct[]> {
  return tx
    .select({ act: senderActs.act, day: senderActs.day, seq: senderActs.entrySeq })
    .from(senderActs)
    .where(eq(senderActs.threadId, threadId))
    .orderBy(asc(senderActs.entrySeq))
}
