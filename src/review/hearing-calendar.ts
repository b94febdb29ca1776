import { z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { hearingCalendars } from '../../db/schema.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { day } from './fields.ts'

/**
 * On which days of the month batches are made; how many working days there are to answer; below how
 * many items a batch waits for the next day (a letter with one item in it points at its sender).
 */
export type HearingCalendar = { days: number[]; term: number; fewest: number }

// Twice a month; five working days (domain.md §11.4).
const usual: HearingCalendar = { days: [1, 15], term: 5, fewest: 3 }

export const newHearingCalendar = z.object({
  days: z
    .string()
    .regex(/^\s*\d{1,2}(\s*[,;\s]\s*\d{1,2}){0,3}\s*$/)
    .transform((typed) => [...new Set(typed.match(/\d+/g)?.map(Number))].sort((a, b) => a - b))
    .refine((days) => days.every((one) => one >= 1 && one <= 28)),
  term: z.coerce.number().int().min(3).max(30),
  fewest: z.coerce.number().int().min(1).max(20),
  validFrom: day,
})

/** The calendar in force on a day, of the organisation at work or, for the jobs, of one they name. */
export async function hearingCalendarOn(
  tx: Tx,
  on: string,
  organisation?: string,
): Promise<HearingCalendar> {
  const { rows } = await tx.execute<HearingCalendar>(sql`
    select days, term, fewest from hearing_calendars
    where organisation_id = coalesce(${organisation ?? null}::uuid, current_organisation())
      and valid_from <= ${on}::date
    order by valid_from desc, entry_seq desc limit 1`)
  return rows[0] ?? usual
}

/** Sets the calendar from a day on, as a new row. Raises Problem('forbidden') unless secretary or lead. */
export async function setHearingCalendar(
  tx: Tx,
  actor: Actor,
  given: z.output<typeof newHearingCalendar>,
): Promise<void> {
  needRole(actor, 'secretary', 'lead')
  const { days, term, fewest, validFrom } = given
  const id = crypto.randomUUID()
  const organisationId = actor.organisation
  const entrySeq = await append(tx, {
    organisation: organisationId,
    kind: 'hearing-calendar.set',
    item: id,
    commitment: commitFields(days.join(' '), String(term), String(fewest), validFrom),
  })
  const row = { id, organisationId, days, term, fewest, validFrom }
  await tx.insert(hearingCalendars).values({ ...row, enteredBy: actor.person, entrySeq })
}

/** The newest day of a calendar that is not after another; both `YYYY-MM-DD`. */
export function lastBatchDay({ days }: HearingCalendar, today: string): string {
  const inMonth = (month: string) =>
    days.map((one) => `${month}-${String(one).padStart(2, '0')}`).sort()
  const month = today.slice(0, 7)
  const before = new Date(`${month}-01T00:00:00Z`)
  before.setUTCMonth(before.getUTCMonth() - 1)
  const known = [...inMonth(before.toISOString().slice(0, 7)), ...inMonth(month)]
  return known.findLast((one) => one <= today) ?? month
}

/** The first day of a calendar after another; both `YYYY-MM-DD`. */
export function nextBatchDay(calendar: HearingCalendar, today: string): string {
  const at = new Date(`${today}T00:00:00Z`)
  do at.setUTCDate(at.getUTCDate() + 1)
  while (!calendar.days.includes(at.getUTCDate()))
  return at.toISOString().slice(0, 10)
}
