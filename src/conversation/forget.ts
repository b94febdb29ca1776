import { and, eq, isNull, notExists, or, sql } from 'drizzle-orm'
import { as, type Db } from '../../db/connection.ts'
import { chatEvents, chatOutbox, chatSeals, conversations } from '../../db/schema.ts'
import { dropFilesBut } from './files.ts'
import { type ChatKeys, recall, remember } from './kept.ts'
import { lockOf } from './waiting.ts'

const jobs = { role: 'ydan_jobs' } as const

/**
 * Forgets what nobody comes back to: rows of events after two weeks (the platforms repeat for twelve
 * hours), drafts after sixty days. Answers how many drafts went.
 */
export async function forgetOldChats(db: Db, keys: ChatKeys): Promise<number> {
  const stale = await as(db, jobs, async (tx) => {
    const content = tx
      .select({ one: sql`1` })
      .from(chatSeals)
      .where(and(eq(chatSeals.eventId, chatEvents.id), eq(chatSeals.field, 'content')))
    await tx
      .delete(chatEvents)
      .where(
        and(
          sql`${chatEvents.day} < today() - 14`,
          or(isNull(chatEvents.conversation), notExists(content)),
        ),
      )
    await tx.delete(chatOutbox).where(sql`${chatOutbox.sentOn} < today() - 14`)
    return tx
      .select({ conversation: conversations.conversation })
      .from(conversations)
      .where(sql`${conversations.unsent} and ${conversations.day} < today() - 60`)
      .limit(1000)
  })
  for (const { conversation } of stale) {
    await as(db, jobs, async (tx) => {
      await tx.execute(lockOf(conversation))
      const kept = await recall(tx, keys, conversation)
      if (!kept.to) return
      const memory = { ...kept.memory, draft: null, pending: null }
      await remember(tx, keys, conversation, { ...kept, memory, to: kept.to })
      await dropFilesBut(tx, conversation, [], [])
    })
  }
  return stale.length
}
