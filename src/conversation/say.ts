import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { channelNamed } from '../../channels/all.ts'
import type { Tx } from '../../db/connection.ts'
import { chatOutbox } from '../../db/schema.ts'
import { sealDoesNotOpen } from '../seal/envelope.ts'
import type { SealingKey } from '../seal/kek.ts'
import type { KeyPair } from '../seal/pair.ts'
import { openRoute, sealRoute } from '../seal/route.ts'

/** What we say in a chat. A button sends its `text` (or label) back, or opens `url`. */
export type ChatMessage = {
  text: string
  buttons?: readonly { label: string; text?: string; url?: string }[]
  /** Whether it is still of use when the sender has gone on meanwhile. */
  lasting?: boolean
}

/** Whom to say it to, as channels want it (`Recipient`), with the name of the channel. */
export type ChatTo = {
  channel: string
  sender: string
  reply?: { token: string; until: number }
  heardAt?: number
}

/**
 * Whose chat it is: the conversation's name (`chatKey`, 32 bytes), the platform's id behind it, and the
 * organisation whose people look after it, where that is known.
 */
export type Addressee = {
  conversation: Uint8Array
  to: ChatTo
  organisation?: string | undefined
}

type OutboxRow = typeof chatOutbox.$inferSelect

const body = z.object({
  to: z.object({
    channel: z.string(),
    sender: z.string(),
    reply: z.object({ token: z.string(), until: z.number() }).optional(),
    heardAt: z.number().optional(),
  }),
  message: z.object({
    text: z.string(),
    buttons: z
      .array(
        z.object({
          label: z.string(),
          text: z.string().optional(),
          url: z.string().optional(),
        }),
      )
      .optional(),
  }),
})

/**
 * Leaves messages to be sent, inside the caller's transaction. They are joined into as few as the
 * channel allows, because each one after the free answer may cost money; buttons are those of the last.
 */
export async function say(
  tx: Tx,
  relay: SealingKey,
  { conversation, to, organisation }: Addressee,
  messages: readonly ChatMessage[],
): Promise<void> {
  const { maxLength = 2000, buttons = 0 } = channelNamed(to.channel)?.abilities ?? {}
  // The choices stand in the text by number; where there are no buttons only links are added.
  const shown = messages.map((message) => (buttons > 0 ? message : withLinksAlone(message)))
  const lasting = messages.some((message) => message.lasting === true)
  const joined = join(shown, Math.floor(maxLength * 0.8))
  for (const [place, message] of joined.entries()) {
    const id = crypto.randomUUID()
    // The free reply token works once.
    const { reply, ...rest } = to
    const sealed = { to: place === 0 && reply ? { ...rest, reply } : rest, message }
    const bytes = await sealRoute(
      relay.publicKey,
      new TextEncoder().encode(JSON.stringify(sealed)),
      { record: id, field: 'message', keyVersion: relay.version },
    )
    const { channel } = to
    const { version: keyVersion } = relay
    const known = { organisationId: organisation ?? null, lasting }
    await tx.insert(chatOutbox).values({ id, channel, conversation, keyVersion, bytes, ...known })
  }
  if (joined.length > 0) await tx.execute(sql`select pg_notify('chat_outbox', '')`)
}

/** What waits to be sent in one conversation, oldest first. */
export function waitingMessages(tx: Tx, conversation: Uint8Array): Promise<OutboxRow[]> {
  return tx
    .select()
    .from(chatOutbox)
    .where(and(eq(chatOutbox.conversation, conversation), isNull(chatOutbox.sentOn)))
    .orderBy(asc(chatOutbox.seq))
}

/**
 * Opens one waiting message for sending. Raises Problem('internal') when the seal does not open or
 * the message was sent already.
 */
export async function openMessage(
  relayKeys: ReadonlyMap<number, KeyPair>,
  { id, keyVersion, bytes }: Pick<OutboxRow, 'id' | 'keyVersion' | 'bytes'>,
): Promise<{ to: ChatTo; message: ChatMessage }> {
  const key = relayKeys.get(keyVersion)
  if (!key || !bytes) throw sealDoesNotOpen()
  const opened = await openRoute(key, bytes, { record: id, field: 'message', keyVersion })
  const { to, message } = body.parse(JSON.parse(new TextDecoder().decode(opened)))
  return { to: to as ChatTo, message: message as ChatMessage }
}

/** Marks a message as sent: its bytes go. */
export async function markSent(tx: Tx, id: string): Promise<void> {
  await tx
    .update(chatOutbox)
    .set({ bytes: null, sentOn: sql`today()` })
    .where(eq(chatOutbox.id, id))
}

/**
 * Marks a message as not to be had by its receiver: it is kept for the staff of its organisation to
 * send again; without one, that of the Front which mail without an area goes to.
 */
export async function markUndelivered(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`
    update chat_outbox set sent_on = today(), organisation_id = coalesce(organisation_id,
      (select a.organisation_id from areas a join organisations o on o.id = a.organisation_id
        where a.parent_code is null and (a.valid_to is null or a.valid_to >= today())
        order by (o.settings ->> 'takesMail') is distinct from 'true', a.code limit 1))
    where id = ${id}`)
}

/**
 * The sender is there again: what could not be said before is said now if it still matters, and else
 * forgotten, for an answer to what was just heard follows.
 */
export async function resumeSaying(tx: Tx, conversation: Uint8Array): Promise<void> {
  const undelivered = sql`conversation = ${conversation} and sent_on is not null and bytes is not null`
  await tx.execute(sql`update chat_outbox set bytes = null where ${undelivered} and not lasting`)
  await tx.execute(sql`
    with resumed as (update chat_outbox set sent_on = null where ${undelivered} returning id, channel, seq)
    insert into chat_tries (message_id, channel, outcome) select id, channel, 'again' from resumed order by seq`)
}

function withLinksAlone({ text, buttons = [] }: ChatMessage): ChatMessage {
  const links = buttons.filter(({ url }) => url !== undefined)
  return links.length > 0 ? { text, buttons: links } : { text }
}

function join(messages: readonly ChatMessage[], most: number): ChatMessage[] {
  const joined: ChatMessage[] = []
  for (const message of messages.flatMap((one) => cut(one, most))) {
    const last = joined.at(-1)
    const text = last ? `${last.text}\n\n${message.text}` : message.text
    if (last && !last.buttons && text.length <= most)
      joined[joined.length - 1] = { ...message, text }
    else joined.push(message)
  }
  return joined
}

// A long text is cut where a line or a word ends; its buttons stand under the last part.
function cut(message: ChatMessage, most: number): ChatMessage[] {
  const parts: string[] = []
  let rest = message.text
  while (rest.length > most) {
    const at = Math.max(rest.lastIndexOf('\n', most), rest.lastIndexOf(' ', most))
    const end = at > most / 2 ? at : most
    parts.push(rest.slice(0, end).trim())
    rest = rest.slice(end).trim()
  }
  return [...parts.map((text) => ({ text })), { ...message, text: rest }]
}
