import { sql } from 'drizzle-orm'
import { as, type Db, type Tx } from '../../db/connection.ts'
import { silences } from '../../db/schema.ts'
import { calendarFor } from '../staff/holidays.ts'
import { dayInVietNam, workingDayBefore } from '../staff/working-days.ts'
import { hearingCalendarOn, lastBatchDay } from './hearing-calendar.ts'
import { draftBatch } from './hearings.ts'

const jobs = { role: 'ydan_jobs' } as const
/** Working days before the cut-off, besides the term, for number, signature, post and reading answers. */
const slack = 5

/**
 * Drafts the batches that are due: of the newest fixed day, and before each cut-off a last one for
 * the whole cycle, early enough for the term to pass. Each once; how many letters were drafted.
 */
export async function draftDue(db: Db, now = new Date()): Promise<number> {
  const today = dayInVietNam(now)
  const { rows } = await as(db, jobs, (tx) =>
    tx.execute<{ organisation: string; cycle: string; cut_off: string }>(sql`
      select c.organisation_id as organisation, c.id as cycle, to_char(c.cut_off, 'YYYY-MM-DD') as cut_off
      from cycles c where not exists (select from cycle_closings k where k.cycle_id = c.id)
        and exists (select from review_records r where r.cycle_id = c.id) order by 1, 3`),
  )
  let drafted = 0
  for (const organisation of new Set(rows.map((row) => row.organisation))) {
    drafted += await as(db, jobs, (tx) => draftFixed(tx, organisation, today))
  }
  for (const { organisation, cycle, cut_off: cutOff } of rows) {
    const from = await lastBatchFor(db, organisation, cutOff)
    if (from > today || cutOff < today) continue
    drafted += await as(db, jobs, (tx) => draftLast(tx, organisation, cycle, today))
  }
  return drafted
}

async function draftFixed(tx: Tx, organisation: string, today: string): Promise<number> {
  const day = lastBatchDay(await hearingCalendarOn(tx, today, organisation), today)
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${organisation}, 15))`)
  const { rows } = await tx.execute(sql`select from hearing_batches
    where organisation_id = ${organisation}::uuid and day = ${day}::date and cycle_id is null`)
  if (rows.length > 0) return 0
  return (await draftBatch(tx, { organisation, day })).hearings.length
}

async function draftLast(
  tx: Tx,
  organisation: string,
  cycle: string,
  today: string,
): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${cycle}, 15))`)
  const { rows } = await tx.execute(sql`select from hearing_batches
    where cycle_id = ${cycle}::uuid and asked_by is null`)
  if (rows.length > 0) return 0
  return (await draftBatch(tx, { organisation, day: today, cycle })).hearings.length
}

// Working days are those of the organisation's own calendar, which its own staff read.
async function lastBatchFor(db: Db, organisation: string, cutOff: string): Promise<string> {
  return as(db, { role: 'ydan_staff', organisation }, async (tx) => {
    const { term } = await hearingCalendarOn(tx, cutOff)
    const year = Number(cutOff.slice(0, 4))
    return workingDayBefore(cutOff, term + slack, await calendarFor(tx, [year - 1, year]))
  })
}

/**
 * Writes down as silence what nobody answered within the term, an entry each; how many. It says
 * "chưa có ý kiến" and admits nothing; a later answer still takes its place.
 */
export async function writeSilences(tx: Tx, now = new Date()): Promise<number> {
  const { rows } = await tx.execute<{
    evidence: string
    hearing: string
    feedback: string
    organisation: string
  }>(sql`
    select i.evidence_id as evidence, q.hearing_id as hearing, e.feedback_id as feedback,
      e.organisation_id as organisation
    from hearing_receipts q join hearing_items i using (hearing_id) join evidence e on e.id = i.evidence_id
      join decisions d on d.id = e.decision_id
    where q.due_on < ${dayInVietNam(now)}::date and d.polarity <> 'positive'
      and not exists (select from silences s where s.evidence_id = e.id)
      and not exists (select from explanations x where x.evidence_id = e.id)
      and not exists (select from evidence_withdrawals w where w.evidence_id = e.id)
    order by e.organisation_id, e.id`)
  for (const { evidence, hearing, feedback, organisation } of rows) {
    await tx.insert(silences).values({
      evidenceId: evidence,
      hearingId: hearing,
      organisationId: organisation,
      entrySeq: sql`custody_append(${organisation}::uuid, 'explanation.silent', ${evidence}::uuid, ${hearing}::uuid)`,
    })
    await tx.execute(sql`select project(${feedback}::uuid)`)
  }
  return rows.length
}
