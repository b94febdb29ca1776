import { z } from '@hono/zod-openapi'
import { desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { hearingBatches, hearings } from '../../db/schema.ts'
import { hearingProblems as problems } from '../../views/words/hearings.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { tellAll } from '../staff/notices.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { cycleById } from './cycles.ts'
import { isId, line } from './fields.ts'
import { hearingCalendarOn } from './hearing-calendar.ts'
import { type HearingItem, issuedItems, waitingAsks, waitingItems } from './hearing-items.ts'
import { type RecordCover, readableRecord } from './records.ts'

/** A batch out of turn: for a whole cycle, never for one official. */
export const newBatch = z.object({ cycle: z.uuid(), reason: line(300) })

/** Days between two batches out of turn: one after each item would tell who wrote it. */
const apart = 10
/** Batch days a lonely item may be held for company. */
const heldFor = 2

/**
 * Drafts letters for a whole cycle out of turn, with a reason (before a freeze, or when the papers
 * are due). Answers how many. Raises Problem('forbidden') unless secretary or lead, 'not_found',
 * 'conflict' within ten days of the last such batch or when nothing waits.
 */
export async function draftOutOfTurn(
  tx: Tx,
  actor: Actor,
  given: z.output<typeof newBatch>,
): Promise<{ id: string; hearings: string[] }> {
  needRole(actor, 'secretary', 'lead')
  const cycle = await cycleById(tx, given.cycle)
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${cycle.id}, 15))`)
  const [last] = await tx
    .select({ day: hearingBatches.day })
    .from(hearingBatches)
    .where(eq(hearingBatches.cycleId, cycle.id))
    .orderBy(desc(hearingBatches.day))
    .limit(1)
  const day = dayInVietNam(new Date())
  if (last && daysBetween(last.day, day) < apart) throw new Problem('conflict', problems.tooSoon)
  const { organisation, person } = actor
  const wish = { organisation, day, cycle: cycle.id, reason: given.reason, person }
  const drafted = await draftBatch(tx, wish)
  if (drafted.hearings.length === 0) throw new Problem('conflict', problems.nothingWaits)
  return drafted
}

type BatchWish = {
  organisation: string
  /** What was attached up to this day is in it. */
  day: string
  /** Out of turn: only this cycle's records, each with all that waits. */
  cycle?: string
  reason?: string
  person?: string
}

/**
 * Writes a batch down, and a draft for each record with enough waiting. On a fixed day an item that
 * is alone is held, at most for two such days. Rows of the organisation at work, or the one named.
 */
export async function draftBatch(
  tx: Tx,
  wish: BatchWish,
): Promise<{ id: string; hearings: string[] }> {
  const { organisation, day, cycle, reason, person } = wish
  const records = await ripeRecords(tx, wish)
  const id = crypto.randomUUID()
  // Nobody asked for it: whoever numbers and sends the letters must learn that they are there.
  if (person === undefined && records.length > 0) {
    const about = { batch: id, count: String(records.length) }
    await tellAll(tx, organisation, 'secretary', 'hearings-drafted', about)
  }
  const act = { organisation, kind: 'hearings.drafted', item: id, subject: cycle }
  const commitment = commitFields(day, reason)
  const entrySeq = await append(tx, { ...act, number: records.length, commitment })
  await tx.insert(hearingBatches).values({
    ...{ id, organisationId: organisation, day, cycleId: cycle, reason, askedBy: person, entrySeq },
  })
  const drafted: string[] = []
  for (const recordId of records) {
    const hearing = crypto.randomUUID()
    const entry = { organisation, kind: 'hearing.drafted', item: hearing, subject: recordId }
    await tx.insert(hearings).values({
      ...{ id: hearing, organisationId: organisation, batchId: id, recordId },
      entrySeq: await append(tx, entry),
    })
    drafted.push(hearing)
  }
  return { id, hearings: drafted }
}

async function ripeRecords(tx: Tx, wish: BatchWish): Promise<string[]> {
  const { organisation, day, cycle } = wish
  const waiting = await waitingAsks(tx, { organisation, upTo: day, ...(cycle && { cycle }) })
  const byRecord = Map.groupBy(waiting, ({ record }) => record)
  const { fewest } = await hearingCalendarOn(tx, day, organisation)
  const held = await heldSince(tx, organisation, day)
  const ripe = (items: readonly { attachedOn: string }[]) =>
    cycle !== undefined ||
    items.length >= fewest ||
    items.some(({ attachedOn }) => held !== null && attachedOn <= held)
  return [...byRecord].flatMap(([record, items]) => (ripe(items) ? [record] : [])).sort()
}

// The batch day before the last one: what was there then has waited for company long enough.
async function heldSince(tx: Tx, organisation: string, day: string): Promise<string | null> {
  const { rows } = await tx.execute<{ day: string }>(sql`
    select to_char(day, 'YYYY-MM-DD') as day from hearing_batches
    where organisation_id = ${organisation}::uuid and cycle_id is null and day < ${day}::date
    order by day desc offset ${heldFor - 1} limit 1`)
  return rows[0]?.day ?? null
}

/** A letter to one official or collective: drafted, issued, received. Days `YYYY-MM-DD`. */
export type Hearing = {
  id: string
  record: string
  subject: string
  batchDay: string
  reason: string | null
  /** A newer draft of the same record covers this one. */
  superseded: boolean
  issued: { number: number; day: string; signer: string | null; term: number } | null
  received: { on: string; receiver: string; dueOn: string } | null
}

/** All letters, drafts first, newest first. Raises Problem('forbidden') unless secretary or lead. */
export async function listHearings(tx: Tx, actor: Actor): Promise<Hearing[]> {
  needRole(actor, 'secretary', 'lead')
  const { rows } = await tx.execute<Row>(sql`${selected}
    order by (i.hearing_id is null) desc, h.entry_seq desc limit 300`)
  return rows.map(shaped)
}

/**
 * One letter with its items: as they stand while it is a draft (what was withdrawn, merged or
 * reopened since has dropped out), as they were listed once it is issued. Raises
 * Problem('forbidden'), 'not_found'.
 */
export async function hearingById(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ hearing: Hearing; cover: RecordCover; items: HearingItem[] }> {
  needRole(actor, 'secretary', 'lead')
  const { rows } = await tx.execute<Row>(
    sql`${selected} where h.id = ${isId(id) ? id : null}::uuid`,
  )
  const [row] = rows
  if (!row) throw new Problem('not_found', problems.noHearing)
  const hearing = shaped(row)
  const cover = await readableRecord(tx, actor, hearing.record)
  const items = hearing.issued
    ? await issuedItems(tx, id)
    : await waitingItems(tx, { upTo: hearing.batchDay, record: hearing.record })
  return { hearing, cover, items }
}

type Row = {
  id: string
  record: string
  subject: string
  batch_day: string
  reason: string | null
  superseded: boolean
  number: number | null
  day: string
  signer: string | null
  term: number
  received_on: string | null
  receiver: string
  due_on: string
}

const selected = sql`
  select h.id, h.record_id as record, coalesce(o.name, c.name, '') as subject, b.reason,
    to_char(b.day, 'YYYY-MM-DD') as batch_day, g.number, to_char(g.day, 'YYYY-MM-DD') as day, g.signer,
    i.term, to_char(q.received_on, 'YYYY-MM-DD') as received_on, q.receiver,
    to_char(q.due_on, 'YYYY-MM-DD') as due_on,
    i.hearing_id is null and exists (select from hearings n
      where n.record_id = h.record_id and n.entry_seq > h.entry_seq) as superseded
  from hearings h join hearing_batches b on b.id = h.batch_id
    join review_records r on r.id = h.record_id
    left join officials o on o.id = r.official_id
    left join organisations c on c.id = r.collective_id
    left join hearing_issues i on i.hearing_id = h.id
    left join register g on g.id = i.register_id
    left join hearing_receipts q on q.hearing_id = h.id`

function shaped(row: Row): Hearing {
  const { id, record, subject, reason, superseded, number, day, signer, term } = row
  return {
    ...{ id, record, subject, reason, superseded, batchDay: row.batch_day },
    issued: number === null ? null : { number, day, signer, term },
    received:
      row.received_on === null
        ? null
        : { on: row.received_on, receiver: row.receiver, dueOn: row.due_on },
  }
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}
