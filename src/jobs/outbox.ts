import { bytesToHex } from '@noble/hashes/utils.js'
import { and, asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { channelNamed } from '../../channels/all.ts'
import { as, type Db, type Tx } from '../../db/connection.ts'
import {
  consents,
  deliveries,
  feedback,
  feedbackState,
  letters,
  organisations,
  replies,
  seals,
  threads,
} from '../../db/schema.ts'
import { chatNotices, mailWords } from '../../views/words/mail.ts'
import { chatKey } from '../intake/chat.ts'
import { receiptNumber } from '../intake/drop.ts'
import { later } from '../later.ts'
import { open, type Vault } from '../moderation/vault.ts'
import { label } from '../seal/bytes.ts'
import { mac } from '../seal/kdf.ts'
import { threadToken } from '../seal/thread-token.ts'
import { addresseeOf } from './addressee.ts'
import {
  isInWindow,
  openRelayed,
  type Relay,
  type Tried,
  tellsRepeats,
  tryChat,
  tryMail,
} from './relay.ts'
import { mostUnsure, standingOf } from './tries.ts'

const jobs = { role: 'ydan_jobs' } as const

/** What telling a sender of a reply needs. `pauses`: channels that asked to be left alone, until when. */
export type Outbox = { db: Db; vault: Vault; relay: Relay; pauses?: Map<string, number> }

/** Raised when a try did not arrive: the job is to be run again later. */
export class NotYet extends Error {}

const routeShape = z.object({ channel: z.string(), address: z.string() })
type Route = z.infer<typeof routeShape>

/**
 * Tells the sender that there is a reply: by mail that there is one, in the chat where the thread was
 * opened what it says. Safe to run again: what has arrived is not sent twice where the channel can
 * tell, and at most twice where it cannot. `last`: nobody will run it again by itself. Raises NotYet.
 */
export async function notify(outbox: Outbox, reply: string, last: boolean) {
  const { db, vault, relay, pauses } = outbox
  const told = await as(db, jobs, (tx) => lookAt(tx, vault, relay, reply))
  if (!told) return
  const { item, route, to } = told
  const record = (outcome: Outcome, reason?: string, mailKey?: Uint8Array) =>
    as(db, jobs, (tx) => recorded(tx, item, route?.channel, { outcome, reason, mailKey }))
  if (!route) return record('none', told.why)
  if (told.unsure >= mostUnsure && !tellsRepeats(route.channel)) return record('gave-up', 'unsure')
  if (to && !isInWindow(to)) {
    return told.last === 'waiting' ? undefined : record('waiting', 'window-closed')
  }
  if (!last && (pauses?.get(route.channel) ?? 0) > Date.now()) throw new NotYet('paused')
  // Written down before it is tried: if we die in between, the next one knows that it may have gone.
  await record('begun', undefined, to ? undefined : mailKeyOf(relay, item.id))
  const tried = await attempt(relay, told, route)
  await record(tried.outcome, tried.outcome === 'sent' ? undefined : tried.reason)
  if (tried.outcome !== 'retry' && tried.outcome !== 'unsure') return
  pauses?.set(route.channel, Date.now() + Math.min(tried.afterSeconds ?? 0, 3600) * 1000)
  if (last) return record('gave-up', tried.reason)
  throw new NotYet(tried.reason)
}

type Outcome = typeof deliveries.$inferInsert.outcome
type Item = { id: string; organisation: string }
type Told = Awaited<ReturnType<typeof lookAt>> & object

async function lookAt(tx: Tx, vault: Vault, relay: Relay, id: string) {
  const [row] = await tx
    .select({
      kind: replies.kind,
      thread: threads.id,
      organisation: threads.organisationId,
      number: threads.number,
      year: threads.year,
      front: organisations.name,
      opened: letters.channel,
      state: feedbackState.state,
    })
    .from(replies)
    .innerJoin(threads, eq(threads.id, replies.threadId))
    .innerJoin(organisations, eq(organisations.id, threads.organisationId))
    .innerJoin(letters, and(eq(letters.threadId, threads.id), eq(letters.first, true)))
    .leftJoin(feedback, eq(feedback.threadId, threads.id))
    .leftJoin(feedbackState, eq(feedbackState.feedbackId, feedback.id))
    .where(eq(replies.id, id))
    .limit(1)
  if (!row) return null
  const rows = await triesOf(tx, id)
  const standing = standingOf(rows)
  if (standing.settled) return null
  const found = await routeOf(tx, relay, row.thread)
  const why = row.state === 'erased' ? 'erased' : found === 'no-consent' ? found : 'no-route'
  const route = row.state !== 'erased' && typeof found === 'object' ? found : null
  const chat = route && channelNamed(route.channel)
  const to =
    route && chat ? await addresseeOf(tx, relay, route, conversationOf(relay, route)) : null
  const inFull = chat && row.opened === route?.channel && ['question', 'outcome'].includes(row.kind)
  const sealed = inFull ? await open(tx, vault, { record: id, field: 'text' }) : null
  const text = sealed && new TextDecoder().decode(sealed)
  const item: Item = { id, organisation: row.organisation }
  const number = receiptNumber(row.number, row.year)
  return { ...standing, item, thread: row.thread, front: row.front, number, route, why, to, text }
}

async function attempt(relay: Relay, told: Told, route: Route): Promise<Tried> {
  const { item, thread, front, number, to, text } = told
  const link = `${relay.baseUrl}/tra-cuu`
  if (to) {
    const notice = chatNotices.notice(number, link)
    // Half an answer may say the opposite of the whole.
    const most = channelNamed(to.channel)?.abilities.maxLength ?? 0
    const said = text && text.length <= most ? text : notice
    return tryChat(relay, to, { text: said, key: item.id })
  }
  const token = threadToken(relay.keys.pepper, thread)
  const { subject, text: words } = mailWords.notice(front, number, link)
  const key = messageKey(token, mailKeyOf(relay, item.id))
  return tryMail(relay, { to: route.address, subject, text: words, key, thread: token })
}

/** What a mail about an item is known by: 8 bytes, the same at every try, that hide the row. */
export function mailKeyOf({ keys }: Relay, item: string): Uint8Array {
  return mac(keys.pepper, label('ydan message id v1', item)).subarray(0, 8)
}

/** The local part of our Message-ID: names the thread and carries the mail's key. */
export function messageKey(token: string, key: Uint8Array): string {
  return `re.${token}.${bytesToHex(key)}`
}

/** Where answers of a thread go, opened; what stands in the way otherwise. */
export async function routeOf(
  tx: Tx,
  relay: Relay,
  thread: string,
): Promise<Route | 'no-route' | 'no-consent'> {
  const [sealed] = await tx
    .select({ bytes: seals.bytes })
    .from(seals)
    .where(and(eq(seals.record, thread), eq(seals.field, 'route')))
  if (!sealed) return 'no-route'
  const opened = await openRelayed(relay, sealed.bytes, { record: thread, field: 'route' })
  const route = routeShape.parse(opened)
  // A number is for people to ring; no machine of ours does.
  if (route.channel === 'phone') return 'no-route'
  // Who writes in a chat is answered there; an address that was left needs its own consent.
  if (channelNamed(route.channel)) return route
  const [agreed] = await tx
    .select({ purpose: consents.purpose })
    .from(consents)
    .where(and(eq(consents.threadId, thread), eq(consents.purpose, 'contact')))
  return agreed ? route : 'no-consent'
}

function conversationOf({ keys }: Relay, { channel, address }: Route): Uint8Array {
  return new Uint8Array(Buffer.from(chatKey(keys.pepper, 'conversation', channel, address), 'hex'))
}

/** The rows of an item, oldest first. */
export function triesOf(tx: Tx, item: string) {
  return tx
    .select({ outcome: deliveries.outcome, reason: deliveries.reason })
    .from(deliveries)
    .where(eq(deliveries.item, item))
    .orderBy(asc(deliveries.seq))
}

async function recorded(
  tx: Tx,
  { id: item, organisation: organisationId }: Item,
  channel: string | undefined,
  ended: Pick<typeof deliveries.$inferInsert, 'outcome'> & {
    reason: string | undefined
    mailKey: Uint8Array | undefined
  },
): Promise<void> {
  const row = { organisationId, item, kind: 'reply' as const, channel: channel ?? null }
  await tx.insert(deliveries).values({ ...row, ...ended })
}

/**
 * Takes up again what nobody works on any more: replies whose job ended without an end of theirs, and
 * those that wait for the sender to write. Answers how many.
 */
export async function sweepOutbox(db: Db): Promise<number> {
  return as(db, jobs, async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      select r.id from replies r
      left join lateral (select outcome from deliveries d where d.item = r.id order by seq desc limit 1) l on true
      where r.day > today() - 60
        and coalesce(l.outcome, 'begun') in ('begun', 'unsure', 'retry', 'waiting', 'again')
        and exists (select from seals s where s.record = r.thread_id and s.field = 'route')
        and not exists (select from pgboss.job j where j.name = 'outbox.notify' and j.state < 'completed'
          and j.singleton_key = r.id::text)
      order by r.day, r.id limit 200`)
    for (const { id } of rows) await later(tx, 'outbox.notify', { reply: id }, id)
    return rows.length
  })
}
