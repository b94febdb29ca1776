import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { deliveries, organisations, type replies } from '../../db/schema.ts'
import { outboxWords as words } from '../../views/words/outbox.ts'
import { receiptNumber } from '../intake/drop.ts'
import { later } from '../later.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { isId } from './feedback.ts'

/** Something a sender was to be told and was not, as far as we know. No address is in it. */
export type Stuck = {
  item: string
  /** Receipt number, `0217/2026`; null for what the bot says, which belongs to no receipt. */
  number: string | null
  what: 'acknowledgement' | (typeof replies.$inferSelect)['kind'] | 'bot' | 'bot-receipt'
  channel: string | null
  outcome: (typeof deliveries.$inferSelect)['outcome']
  reason: string | null
  day: string
  /** Whether no try is to come by itself, so that a person must ask for one. */
  ended: boolean
}

// A refused acknowledgement has let go of its receipt: there is nothing left to send.
function mayAsk(kind: string, outcome: string): boolean {
  return outcome === 'gave-up' || (outcome === 'refused' && kind !== 'acknowledgement')
}

/** What has not reached its senders, those that wait for people first, newest first; at most 500. */
export async function stuckIn(tx: Tx, actor: Actor): Promise<Stuck[]> {
  needRole(actor, 'moderator', 'lead')
  const { rows } = await tx.execute<
    Omit<Stuck, 'number' | 'ended'> & { n: number; year: number }
  >(sql`
    select d.item, t.number as n, t.year, coalesce(r.kind, 'acknowledgement') as what, d.channel, d.outcome,
      d.reason, d.day::text as day
    from (select distinct on (item) * from deliveries order by item, seq desc) d
    left join replies r on r.id = d.item
    join threads t on t.id = coalesce(r.thread_id, d.item)
    where d.outcome not in ('sent', 'none')
    order by d.outcome in ('refused', 'gave-up') desc, d.seq desc limit 500`)
  const told = rows.map(({ n, year, ...row }) => ({
    ...row,
    number: receiptNumber(n, year),
    ended: mayAsk(row.what, row.outcome),
  }))
  const all = [...told, ...(await botsStuck(tx))]
  return [...all.filter(({ ended }) => ended), ...all.filter(({ ended }) => !ended)]
}

/** What the bot could not say in the organisation's conversations; not to whom, nor what. */
async function botsStuck(tx: Tx): Promise<Stuck[]> {
  const { rows } = await tx.execute<
    Omit<Stuck, 'number' | 'what' | 'ended'> & { lasting: boolean }
  >(sql`select * from undelivered_chats()`)
  return rows.map(({ lasting, ...row }) => ({
    ...row,
    number: null,
    what: lasting ? 'bot-receipt' : 'bot',
    ended: mayAsk('bot', row.outcome),
  }))
}

/**
 * Asks for another round of tries; whoever asks accepts that it may arrive once more. Raises
 * Problem('not_found') for nothing of ours, 'conflict' when it is not stuck any more.
 */
export async function sendAgain(tx: Tx, actor: Actor, item: string): Promise<void> {
  needRole(actor, 'moderator', 'lead')
  if (!isId(item)) throw new Problem('not_found', words.notFound)
  // Two clicks are one ask.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${item}, 12))`)
  const [last] = await tx
    .select({ kind: deliveries.kind, outcome: deliveries.outcome, channel: deliveries.channel })
    .from(deliveries)
    .where(eq(deliveries.item, item))
    .orderBy(sql`${deliveries.seq} desc`)
    .limit(1)
  if (!last) return botAgain(tx, item)
  if (!mayAsk(last.kind, last.outcome)) throw new Problem('conflict', words.notStuck)
  await tx.insert(deliveries).values({
    organisationId: actor.organisation,
    item,
    kind: last.kind,
    channel: last.channel,
    outcome: 'again',
    askedBy: actor.person,
  })
  if (last.kind === 'reply') await later(tx, 'outbox.notify', { reply: item }, item)
}

async function botAgain(tx: Tx, item: string): Promise<void> {
  const { rows } = await tx.execute<{ is_ours: boolean; is_stuck: boolean }>(
    sql`select * from send_chat_again(${item}::uuid)`,
  )
  if (!rows[0]?.is_ours) throw new Problem('not_found', words.notFound)
  if (!rows[0].is_stuck) throw new Problem('conflict', words.notStuck)
}

/** Receipts of the organisation answered within the past `days`, for the notice board, in order. */
export async function answeredReceipts(tx: Tx, actor: Actor, days: number) {
  needRole(actor, 'moderator', 'lead', 'secretary', 'clerk')
  const { rows } = await tx.execute<{ number: number; year: number }>(sql`
    select distinct t.year, t.number from replies r join threads t on t.id = r.thread_id
    where r.kind in ('question', 'outcome', 'message') and r.day > today() - ${days}::int
      and not exists (select from feedback f join feedback_state s on s.feedback_id = f.id
        where f.thread_id = t.id and s.state in ('erased', 'withdrawn'))
    order by t.year, t.number limit 5000`)
  const [own] = await tx
    .select({ name: organisations.name, settings: organisations.settings })
    .from(organisations)
    .where(and(eq(organisations.id, actor.organisation)))
  return { front: own, numbers: rows.map(({ number, year }) => receiptNumber(number, year)) }
}
