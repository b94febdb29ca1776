import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { as, type Db, type Tx } from '../../db/connection.ts'
import { chatOutbox, chatTries } from '../../db/schema.ts'
import {
  type ChatTo,
  markSent,
  markUndelivered,
  openMessage,
  waitingMessages,
} from '../conversation/say.ts'
import { addresseeOf } from './addressee.ts'
import { isInWindow, type Relay, type Tried, tellsRepeats, tryChat } from './relay.ts'
import { mostUnsure, standingOf } from './tries.ts'
import { startWatch } from './watch.ts'

const jobs = { role: 'ydan_jobs' } as const
type Message = typeof chatOutbox.$inferSelect

/** Failures in a row of one conversation, and when it may be tried again (milliseconds since 1970). */
type Pause = { failures: number; until: number }

/** The pauses of this process; the next one tries at once. */
export type Pauses = Map<string, Pause>

/**
 * Sends what the bot has to say, in the order of each conversation; one that fails does not hold up
 * the others. Answers how many messages are done with.
 */
export async function sendChats(db: Db, relay: Relay, pauses: Pauses, now = Date.now()) {
  const waiting = await as(db, jobs, (tx) =>
    tx
      .selectDistinct({ conversation: chatOutbox.conversation })
      .from(chatOutbox)
      .where(isNull(chatOutbox.sentOn))
      .limit(500),
  )
  let done = 0
  for (const { conversation } of waiting) {
    const name = Buffer.from(conversation).toString('hex')
    if ((pauses.get(name)?.until ?? 0) > now) continue
    const messages = await as(db, jobs, (tx) => waitingMessages(tx, conversation))
    let blocked: Blocked | null = null
    for (const message of messages) {
      blocked = await sendOne(db, relay, message)
      if (blocked) break
      done += 1
    }
    if (blocked) pauses.set(name, longer(pauses.get(name), now, blocked.afterSeconds))
    else pauses.delete(name)
  }
  return done
}

/** Why a conversation must wait, and for how many seconds the platform wants to be left alone. */
type Blocked = { afterSeconds: number }

/** Tries one message; null when it is done with (sent or given up). */
async function sendOne(db: Db, relay: Relay, row: Message): Promise<Blocked | null> {
  const rows = await as(db, jobs, (tx) => rowsOf(tx, row.id))
  const { unsure } = standingOf(rows)
  const record = async (outcome: Outcome, reason?: string, afterSeconds = 0) =>
    (await as(db, jobs, (tx) => recorded(tx, row, outcome, reason))) ? null : { afterSeconds }
  if (unsure >= mostUnsure && !tellsRepeats(row.channel)) return record('gave-up', 'unsure')
  // The platforms keep retry keys for a day; what could not be said by then is stale anyway.
  if (await as(db, jobs, (tx) => isStale(tx, row.id))) return record('gave-up', 'too-late')
  const { to: then, message } = await openMessage(relay.keys.relay, row)
  // Asked for again: the sender may have written since, which opens the window.
  const isLate = rows.some(({ outcome }) => outcome === 'again')
  const to = isLate ? await as(db, jobs, (tx) => heardSince(tx, relay, row, then)) : then
  if (!isInWindow(to)) return record('refused', 'window-closed')
  await record('begun')
  const again = unsure > 0
  const tried: Tried = await tryChat(relay, to, { ...message, key: row.id, again })
  if (tried.outcome === 'sent') return record('sent')
  // The bot answers what was just said: outside the window its answer is of no use any more.
  const outcome = tried.outcome === 'waiting' ? 'refused' : tried.outcome
  return record(outcome, tried.reason, tried.afterSeconds)
}

function heardSince(tx: Tx, relay: Relay, { conversation }: Message, { channel, sender }: ChatTo) {
  return addresseeOf(tx, relay, { channel, address: sender }, conversation)
}

type Outcome = typeof chatTries.$inferInsert.outcome

async function recorded(tx: Tx, row: Message, outcome: Outcome, reason?: string): Promise<boolean> {
  const { id: messageId, channel } = row
  await tx.insert(chatTries).values({ messageId, channel, outcome, reason: reason ?? null })
  if (outcome === 'sent') await markSent(tx, row.id)
  const failed = outcome === 'refused' || outcome === 'gave-up'
  if (failed) await markUndelivered(tx, row.id)
  return failed || outcome === 'sent'
}

function rowsOf(tx: Tx, message: string) {
  return tx
    .select({ outcome: chatTries.outcome, reason: chatTries.reason })
    .from(chatTries)
    .where(eq(chatTries.messageId, message))
    .orderBy(asc(chatTries.seq))
}

async function isStale(tx: Tx, id: string): Promise<boolean> {
  const old = await tx
    .select({ id: chatOutbox.id })
    .from(chatOutbox)
    .where(
      and(
        eq(chatOutbox.id, id),
        // A day since somebody wanted it said.
        sql`greatest(${chatOutbox.day}, (select max(t.day) from chat_tries t
          where t.message_id = ${id} and t.outcome = 'again')) < today() - 1`,
      ),
    )
  return old.length > 0
}

/**
 * The next pause: 5 s doubled each time up to a quarter of an hour, or as long as the platform asks,
 * up to an hour; by up to a half longer.
 */
function longer(before: Pause | undefined, now: number, asked: number): Pause {
  const failures = (before?.failures ?? 0) + 1
  const usual = Math.min(5_000 * 2 ** (failures - 1), 15 * 60_000)
  const pause = Math.max(usual, Math.min(asked, 3600) * 1000)
  return { failures, until: now + pause * (1 + Math.random() / 2) }
}

/** Sends chats now, whenever something is said (NOTIFY), and every five seconds; one process at a time. */
export function startChats(given: {
  db: Db
  databaseUrl: string
  relay: Relay
  log: (line: string) => void
  every?: number
}): { stop(): Promise<void> } {
  const pauses: Pauses = new Map()
  const { db, relay } = given
  return startWatch({
    ...given,
    name: 'chats',
    channel: 'chat_outbox',
    lock: 0x7964_6330,
    work: async () => void (await sendChats(db, relay, pauses)),
  })
}
