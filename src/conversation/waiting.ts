import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '../../db/connection.ts'
import { chatEvents, chatSeals, keyEncryptionKeys } from '../../db/schema.ts'
import { type ChatContent, openChatContent, openChatRoute } from '../intake/chat.ts'
import { sealDoesNotOpen } from '../seal/envelope.ts'
import type { ChatKeys } from './kept.ts'
import type { ChatTo } from './say.ts'

/** One event that has not been heard yet, opened. `message` is its `message_key` in hex. */
export type Event = {
  id: string
  channel: string
  message?: string
  content: ChatContent
  to: ChatTo
}

const mostAtOnce = 20

/**
 * Takes one conversation in which something waits, for this transaction alone; several consoles share
 * them. `skip` are conversations (hex) that must wait. null when there is none.
 */
export async function nextConversation(
  tx: Tx,
  skip: readonly string[],
): Promise<Uint8Array | null> {
  const { rows } = await tx.execute<{ conversation: Buffer }>(sql`
    with waiting as materialized (
      select e.conversation from chat_events e join chat_seals s on s.event_id = e.id and s.field = 'content'
      where e.conversation is not null
        and encode(e.conversation, 'hex') <> all(${sql.param([...skip])}::text[])
      group by e.conversation order by min(e.seq) limit 16)
    select conversation from waiting
    where pg_try_advisory_xact_lock(hashtextextended(encode(conversation, 'hex'), 12)) limit 1`)
  const found = rows[0]?.conversation
  return found ? new Uint8Array(found) : null
}

/** Waits until nobody else works on this conversation; holds until the transaction ends. */
export function lockOf(conversation: Uint8Array): SQL {
  const name = Buffer.from(conversation).toString('hex')
  return sql`select pg_advisory_xact_lock(hashtextextended(${name}, 12))`
}

/**
 * What waits in a conversation, of at most twenty events: the one that the platform says happened
 * first, because deliveries overtake one another, and the ids of those after it. null when nothing
 * waits. Raises Problem('internal') when a seal does not open.
 */
export async function firstWaiting(
  tx: Tx,
  keys: ChatKeys,
  conversation: Uint8Array,
): Promise<{ event: Event; after: string[] } | null> {
  const routes = alias(chatSeals, 'routes')
  const rows = await tx
    .select()
    .from(chatEvents)
    .innerJoin(chatSeals, and(eq(chatSeals.eventId, chatEvents.id), eq(chatSeals.field, 'content')))
    .innerJoin(routes, and(eq(routes.eventId, chatEvents.id), eq(routes.field, 'route')))
    .innerJoin(keyEncryptionKeys, eq(keyEncryptionKeys.id, chatSeals.kekId))
    .where(eq(chatEvents.conversation, conversation))
    .orderBy(asc(chatEvents.seq))
    .limit(mostAtOnce)
  const contents = await Promise.all(rows.map((row) => contentOf(keys, row)))
  let last = 0
  const timed = rows.map((row, place) => {
    const content = contents[place] as ChatContent
    last = content.at ?? last
    return { row, content, at: last }
  })
  const [first, ...after] = timed.sort((a, b) => a.at - b.at)
  if (!first) return null
  const event = await eventOf(keys, first.row, first.content)
  return { event, after: after.map(({ row }) => row.chat_events.id) }
}

/** Forgets what one event said and from whom: it is in the conversation now, or nowhere. */
export async function heardOut(tx: Tx, event: string): Promise<void> {
  await tx.delete(chatSeals).where(eq(chatSeals.eventId, event))
}

type Row = {
  chat_events: typeof chatEvents.$inferSelect
  chat_seals: typeof chatSeals.$inferSelect
  routes: typeof chatSeals.$inferSelect
  key_encryption_keys: typeof keyEncryptionKeys.$inferSelect
}

async function contentOf(keys: ChatKeys, row: Row): Promise<ChatContent> {
  const { eventId: event, kekId, wrapped, bytes, keyVersion } = row.chat_seals
  if (!kekId || !wrapped) throw sealDoesNotOpen()
  const { sealed: sealedKek, keyVersion: kekVersion } = row.key_encryption_keys
  const wrap = { kekId, sealedKek, kekVersion, keyVersion, wrapped }
  return openChatContent(keys.opener, { event, bytes, ...wrap })
}

async function eventOf(keys: ChatKeys, row: Row, content: ChatContent): Promise<Event> {
  const { id, channel, messageKey } = row.chat_events
  const { keyVersion, bytes } = row.routes
  const relay = keys.relay.get(keyVersion)
  if (!relay) throw sealDoesNotOpen()
  const route = await openChatRoute(relay, { event: id, keyVersion, bytes })
  return {
    id,
    channel,
    ...(messageKey && { message: Buffer.from(messageKey).toString('hex') }),
    content,
    to: { ...route, ...(content.at !== undefined && { heardAt: content.at }) },
  }
}
