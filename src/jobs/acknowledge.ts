import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { as, type Db, type Tx } from '../../db/connection.ts'
import { acknowledged, deliveries } from '../../db/schema.ts'
import { shownDay } from '../../views/dates.ts'
import { mailWords } from '../../views/words/mail.ts'
import { receiptNumber } from '../intake/drop.ts'
import { label } from '../seal/bytes.ts'
import { mac } from '../seal/kdf.ts'
import { formatReceipt } from '../seal/receipt.ts'
import { threadToken } from '../seal/thread-token.ts'
import { mailKeyOf, messageKey, routeOf, triesOf } from './outbox.ts'
import { openRelayed, type Relay, type Tried, tryMail } from './relay.ts'
import { mostUnsure, standingOf } from './tries.ts'

const jobs = { role: 'ydan_jobs' } as const
/** Threads looked at in one go, and receipts named in one mail. */
const most = { threads: 200, receipts: 20 }
/** Tries that surely failed before people are asked to look. */
const mostFailed = 40

const sealShape = z.object({ receipt: z.string().regex(/^\d{20}$/), messageId: z.string() })

type Waiting = {
  thread: string
  organisation: string
  front: string
  number: string
  comeBack: string
  address: string
  receipt: string
  messageId: string
  failed: number
}

/**
 * Acknowledges mail that came in: one mail a day and address, naming all receipts that wait for it.
 * Answers how many mails went out. When the server takes nothing, the rest waits for the next call.
 */
export async function acknowledgeWaiting(db: Db, relay: Relay): Promise<number> {
  if (!relay.mail) return 0
  const waiting = await as(db, jobs, (tx) => waitingIn(tx, relay))
  const byAddress = Map.groupBy(
    waiting,
    ({ organisation, address }) => `${organisation} ${address.toLowerCase()}`,
  )
  let told = 0
  for (const group of byAddress.values()) {
    const tried = await acknowledge(db, relay, group.slice(0, most.receipts))
    if (tried?.outcome === 'sent') told += 1
    if (tried?.outcome === 'retry' || tried?.outcome === 'unsure') break
  }
  return told
}

async function waitingIn(tx: Tx, relay: Relay): Promise<Waiting[]> {
  const { rows } = await tx.execute<{
    thread: string
    organisation: string
    front: string
    number: number
    year: number
    come_back: string
    bytes: Buffer
  }>(sql`
    select t.id as thread, t.organisation_id as organisation, o.name as front, t.number, t.year,
      to_char(t.come_back, 'YYYY-MM-DD') as come_back, s.bytes
    from seals s join threads t on t.id = s.record join organisations o on o.id = t.organisation_id
    left join lateral (select outcome from deliveries d where d.item = t.id order by seq desc limit 1) l on true
    where s.field = 'acknowledgement' and coalesce(l.outcome, '') not in ('sent', 'none', 'refused', 'gave-up')
    order by t.day, random() limit ${most.threads}`)
  const waiting: Waiting[] = []
  for (const { bytes, number, year, come_back, ...row } of rows) {
    const standing = standingOf(await triesOf(tx, row.thread))
    if (standing.unsure >= mostUnsure || standing.failed >= mostFailed) {
      await mark(tx, [row], 'gave-up', standing.unsure >= mostUnsure ? 'unsure' : 'network')
      continue
    }
    const route = await routeOf(tx, relay, row.thread)
    if (typeof route === 'string') {
      await mark(tx, [row], 'none', route)
      await forget(tx, [row])
      continue
    }
    const { address } = route
    if (await wasTold(tx, relay, row.organisation, address)) continue
    const of = { record: row.thread, field: 'acknowledgement' }
    const { receipt, messageId } = sealShape.parse(await openRelayed(relay, bytes, of))
    const told = { receipt, messageId, number: receiptNumber(number, year), comeBack: come_back }
    waiting.push({ ...row, ...told, address, failed: standing.failed })
  }
  return waiting
}

async function acknowledge(db: Db, relay: Relay, group: Waiting[]): Promise<Tried | null> {
  const [first] = group
  if (!first) return null
  const token = threadToken(relay.keys.pepper, first.thread)
  const receipts = group.map(({ number, receipt, comeBack }) => ({
    number,
    receipt: formatReceipt(receipt),
    comeBack: shownDay(comeBack),
  }))
  const { subject, text } = mailWords.acknowledgement(
    first.front,
    receipts,
    `${relay.baseUrl}/tra-cuu`,
  )
  const mailKey = mailKeyOf(relay, first.thread)
  await as(db, jobs, (tx) => mark(tx, group, 'begun', undefined, mailKey))
  const tried = await tryMail(relay, {
    to: first.address,
    subject,
    text,
    key: messageKey(token, mailKey),
    thread: token,
    ...(/^<[^<>\s]+>$/.test(first.messageId) && { inReplyTo: first.messageId }),
  })
  await as(db, jobs, async (tx) => {
    await mark(tx, group, tried.outcome, tried.outcome === 'sent' ? undefined : tried.reason)
    if (tried.outcome !== 'sent' && tried.outcome !== 'refused') return
    await forget(tx, group)
    await tx.delete(acknowledged).where(sql`${acknowledged.day} < today()`)
    const addressKey = await keyOf(tx, relay, first.organisation, first.address)
    await tx.insert(acknowledged).values({ addressKey }).onConflictDoNothing()
  })
  return tried
}

type Thread = { thread: string; organisation: string }

async function mark(
  tx: Tx,
  group: readonly Thread[],
  outcome: typeof deliveries.$inferInsert.outcome,
  reason?: string,
  mailKey?: Uint8Array,
): Promise<void> {
  await tx.insert(deliveries).values(
    group.map(({ thread: item, organisation: organisationId }) => ({
      organisationId,
      item,
      kind: 'acknowledgement' as const,
      channel: 'email',
      outcome,
      reason: reason ?? null,
      mailKey,
    })),
  )
}

async function forget(tx: Tx, group: readonly Pick<Thread, 'thread'>[]): Promise<void> {
  for (const { thread } of group) {
    await tx.execute(sql`select forget_acknowledgement(${thread}::uuid)`)
  }
}

async function wasTold(tx: Tx, relay: Relay, organisation: string, address: string) {
  const key = await keyOf(tx, relay, organisation, address)
  const told = await tx
    .select({ day: acknowledged.day })
    .from(acknowledged)
    .where(and(eq(acknowledged.addressKey, key), eq(acknowledged.day, sql`today()`)))
  return told.length > 0
}

// The day is part of what is hashed: yesterday's key tells nothing about today's.
async function keyOf(tx: Tx, { keys }: Relay, organisation: string, address: string) {
  const { rows } = await tx.execute<{ day: string }>(sql`select today()::text as day`)
  const said = label(
    'ydan mail address v1',
    organisation,
    String(rows[0]?.day),
    address.toLowerCase(),
  )
  return mac(keys.pepper, said)
}
