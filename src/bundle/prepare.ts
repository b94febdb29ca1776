import { z } from '@hono/zod-openapi'
import { asc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { reviewRecords, slotMarks } from '../../db/schema.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { type Cycle, cycleById } from '../review/cycles.ts'
import { line } from '../review/fields.ts'
import { readableRecord, recordsOf, type Subject } from '../review/records.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { type BundleEntry, listBundles } from './list.ts'

const slots = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const
/** Those the file always has; the others only if there is such a thing (domain guide 3.11). */
const needed: readonly number[] = [1, 2, 3, 4, 5]

const states = ['here', 'missing', 'paper', 'none'] as const
export type SlotState = (typeof states)[number]

/** What somebody marks in a slot; a paper file needs its number. */
export const newMark = z
  .object({
    slot: z.coerce.number().int().min(1).max(9),
    state: z.enum(states),
    reference: line(200).optional(),
  })
  .refine(({ state, reference }) => state !== 'paper' || reference !== undefined, {
    path: ['reference'],
  })

/** One slot of one record: what holds, and whether somebody marked it or the service knows it. */
export type Slot = {
  slot: number
  state: SlotState | null
  reference: string
  marked: boolean
}

/** A row of the grid. */
export type PreparedRecord = {
  id: string
  subject: Subject
  slots: Slot[]
  bundle: Pick<BundleEntry, 'id' | 'version' | 'state' | 'check' | 'files'> | null
}

/** The last day (`YYYY-MM-DD`) of each step before a meeting. */
export type Clock = { step: keyof typeof stepsBefore; day: string }

/** Working days before the meeting by which each step is done (domain guide 11.4; internal). */
const stepsBefore = {
  moderated: 11,
  explained: 6,
  frozen: 5,
  handedOver: 3,
  distributed: 1,
  meeting: 0,
} as const

/**
 * The whole cycle on one sheet: its days and, for each record, the nine slots. Raises
 * Problem('forbidden') for all but secretary and lead, 'not_found'.
 */
export async function preparationOf(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ cycle: Cycle; clocks: Clock[]; records: PreparedRecord[] }> {
  needRole(actor, 'secretary', 'lead')
  const cycle = await cycleById(tx, id)
  const frozen = newestFrozen(await listBundles(tx, actor, { cycle: id }))
  const marks = await marksIn(tx, id)
  const known = await papersIn(tx, id)
  const records = (await recordsOf(tx, actor, id)).map(({ id: record, subject }) => {
    const bundle = frozen.get(record) ?? null
    const own = known.get(record) ?? new Map<number, string>()
    if (bundle) own.set(7, '')
    return { id: record, subject, bundle, slots: slotsOf(marks.get(record), own) }
  })
  return { cycle, clocks: clocksOf(cycle.meetingOn), records }
}

/** Keeps marks that say something new. Raises Problem('forbidden') unless secretary, 'not_found'. */
export async function markSlots(
  tx: Tx,
  actor: Actor,
  record: string,
  given: readonly z.output<typeof newMark>[],
): Promise<void> {
  needRole(actor, 'secretary')
  const cover = await readableRecord(tx, actor, record)
  const before = (await marksIn(tx, cover.cycle.id)).get(record)
  for (const { slot, state, reference = '' } of given) {
    const last = before?.get(slot)
    if (last?.state === state && last.reference === reference) continue
    const id = crypto.randomUUID()
    const organisationId = actor.organisation
    const entrySeq = await append(tx, {
      organisation: organisationId,
      kind: 'slot.marked',
      item: id,
      subject: record,
      number: slot,
      reason: state,
      commitment: commitFields(reference),
    })
    const row = { id, organisationId, recordId: record, markedBy: actor.person, entrySeq }
    await tx.insert(slotMarks).values({ ...row, slot, state, reference })
  }
}

/** The days of a meeting's steps, first first; none while the day of the meeting is not known. */
export function clocksOf(meetingOn: string | null): Clock[] {
  if (meetingOn === null) return []
  const steps = Object.entries(stepsBefore) as [Clock['step'], number][]
  return steps.map(([step, days]) => ({ step, day: workingDaysBefore(meetingOn, days) }))
}

/** The day so many working days (Monday to Friday) before another. */
export function workingDaysBefore(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  for (let left = days; left > 0; ) {
    date.setUTCDate(date.getUTCDate() - 1)
    if (date.getUTCDay() !== 0 && date.getUTCDay() !== 6) left -= 1
  }
  return date.toISOString().slice(0, 10)
}

type Mark = { state: SlotState; reference: string }

function slotsOf(marks: Map<number, Mark> | undefined, own: Map<number, string>): Slot[] {
  return slots.map((slot) => {
    const mark = marks?.get(slot)
    if (mark) return { slot, ...mark, marked: true }
    const reference = own.get(slot)
    if (reference !== undefined) return { slot, state: 'here', reference, marked: false }
    return { slot, state: needed.includes(slot) ? 'missing' : null, reference: '', marked: false }
  })
}

async function marksIn(tx: Tx, cycle: string): Promise<Map<string, Map<number, Mark>>> {
  const rows = await tx
    .select({
      record: slotMarks.recordId,
      slot: slotMarks.slot,
      state: slotMarks.state,
      reference: slotMarks.reference,
    })
    .from(slotMarks)
    .innerJoin(reviewRecords, eq(reviewRecords.id, slotMarks.recordId))
    .where(eq(reviewRecords.cycleId, cycle))
    .orderBy(asc(slotMarks.entrySeq))
  const byRecord = new Map<string, Map<number, Mark>>()
  for (const { record, slot, ...mark } of rows) {
    const marks = byRecord.get(record) ?? new Map<number, Mark>()
    byRecord.set(record, marks.set(slot, mark))
  }
  return byRecord
}

// The residence cell's comment (slot 2); what the meeting left behind: minutes (3) and decision (5).
async function papersIn(tx: Tx, cycle: string): Promise<Map<string, Map<number, string>>> {
  const { rows } = await tx.execute<{ record: string; slot: number; reference: string }>(sql`
    select b.record_id as record, 3 as slot, c.minutes as reference, c.entry_seq
      from consultations c join bundles b on b.id = c.bundle_id
      join review_records r on r.id = b.record_id where r.cycle_id = ${cycle}::uuid
    union all select b.record_id, 5, o.document, o.entry_seq
      from outcomes o join bundles b on b.id = o.bundle_id
      join review_records r on r.id = b.record_id where r.cycle_id = ${cycle}::uuid
    union all select r.id, 2, coalesce(s.number, to_char(s.commented_on, 'DD/MM/YYYY')), s.entry_seq
      from residence_comments s join residence_rounds n on n.id = s.round_id
      join review_records r on r.cycle_id = n.cycle_id and r.official_id = s.official_id
      left join residence_confirmations f on f.comment_id = s.id
      where n.cycle_id = ${cycle}::uuid and (s.source = 'portal' or f.comment_id is not null)
    order by entry_seq`)
  const byRecord = new Map<string, Map<number, string>>()
  for (const { record, slot, reference } of rows) {
    const papers = byRecord.get(record) ?? new Map<number, string>()
    byRecord.set(record, papers.set(slot, reference))
  }
  return byRecord
}

function newestFrozen(bundles: readonly BundleEntry[]): Map<string, BundleEntry> {
  const newest = new Map<string, BundleEntry>()
  for (const bundle of bundles) {
    if (bundle.check === null) continue
    if ((newest.get(bundle.record)?.version ?? 0) < bundle.version)
      newest.set(bundle.record, bundle)
  }
  return newest
}
