import { inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { holidays, holidayTables } from '../../db/schema.ts'
import { lineTrouble, holidayWords as words } from '../../views/words/holidays.ts'
import { append } from '../custody/append.ts'
import { type FieldError, Problem } from '../problem.ts'
import { type Actor, needRole } from './actor.ts'
import { type Calendar, endOfWorkingDay } from './working-days.ts'

/** One line of a year's table; `day` is `YYYY-MM-DD`. */
export type Holiday = Pick<typeof holidays.$inferSelect, 'day' | 'kind' | 'name'>

/** A year's table as people keep it: what it follows, and whether it is our own or from above. */
export type HolidayTable = { year: number; source: string; own: boolean; days: readonly Holiday[] }

export const newTable = z.object({
  year: z.coerce.number().int().min(2000).max(2100),
  source: z.string().trim().min(5).max(300),
})

// "02/09/2027 Quốc khánh", "làm bù 20/02/2027 thay cho …"
const written = /^(?:(làm bù|lam bu)\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s+(\S.*))?$/iu

/**
 * Reads a year's table, a day a line; empty lines are passed over. Raises Problem('invalid') with a
 * sentence for each line that is no day of the year, says a day twice, or takes a weekend day off.
 */
export function holidaysIn(text: string, year: number): Holiday[] {
  const found: Holiday[] = []
  const errors: FieldError[] = []
  const wrong = (line: number, why: keyof typeof lineTrouble.why) =>
    errors.push({ path: 'days', message: lineTrouble.at(line, lineTrouble.why[why]) })
  for (const [index, line] of text.normalize('NFC').split('\n').entries()) {
    if (line.trim() === '') continue
    const [, work, day = '', month = '', given = '', name = ''] = written.exec(line.trim()) ?? []
    const iso = `${given}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    const at = new Date(`${iso}T00:00:00Z`)
    if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== iso) wrong(index + 1, 'day')
    else if (Number(given) !== year) wrong(index + 1, 'year')
    else if (found.some((one) => one.day === iso)) wrong(index + 1, 'twice')
    else if ((at.getUTCDay() % 6 === 0) !== (work !== undefined))
      wrong(index + 1, work ? 'workWeekday' : 'offWeekend')
    else found.push({ day: iso, kind: work ? 'work' : 'off', name: name.trim().slice(0, 200) })
  }
  if (found.length === 0 && errors.length === 0) wrong(1, 'none')
  if (errors.length > 0) throw new Problem('invalid', words.unusable, errors)
  return found
}

/** Keeps a year's table as a new row. Raises Problem('forbidden') unless secretary or administrator. */
export async function keepHolidays(
  tx: Tx,
  actor: Actor,
  given: { year: number; source: string; days: readonly Holiday[] },
): Promise<void> {
  needRole(actor, 'secretary', 'admin')
  const id = crypto.randomUUID()
  const organisationId = actor.organisation
  const { year, source } = given
  const act = { organisation: organisationId, kind: 'holidays.set', item: id, number: year }
  const table = { id, organisationId, year, source, enteredBy: actor.person }
  await tx.insert(holidayTables).values({ ...table, entrySeq: await append(tx, act) })
  await tx
    .insert(holidays)
    .values(given.days.map((day) => ({ ...day, tableId: id, organisationId })))
}

/** The tables that count for the organisation at work, latest year first. */
export async function holidayTablesOf(tx: Tx): Promise<HolidayTable[]> {
  const tables = await countingTables(tx)
  const days = await daysOf(tx, tables)
  return tables.map(({ id, year, source, distance }) => ({
    year,
    source,
    own: distance === 0,
    days: days.filter(({ tableId }) => tableId === id),
  }))
}

/** The calendar of the organisation at work; `missing`: which of these years have no table. */
export async function calendarFor(
  tx: Tx,
  years: readonly number[],
): Promise<Calendar & { missing: number[] }> {
  const tables = (await countingTables(tx)).filter(({ year }) => years.includes(year))
  const days = await daysOf(tx, tables)
  const named = (kind: Holiday['kind']) =>
    new Set(days.filter((one) => one.kind === kind).map(({ day }) => day))
  const known = tables.map(({ year }) => year)
  return {
    off: named('off'),
    work: named('work'),
    missing: years.filter((year) => !known.includes(year)),
  }
}

/**
 * When the n-th working day from now ends, for the organisation at work. A year without a table
 * counts weekends only: a deadline is needed, and the calendar's page says which year is missing.
 */
export async function workingDeadline(tx: Tx, days: number, from = new Date()): Promise<Date> {
  const year = from.getUTCFullYear()
  return endOfWorkingDay(from, days, await calendarFor(tx, [year, year + 1]))
}

// Under row security a desk or console sees the tables of its own line of organisations only.
async function countingTables(tx: Tx) {
  const { rows } = await tx.execute<{
    id: string
    year: number
    source: string
    distance: number
  }>(sql`
    select distinct on (t.year) t.id, t.year, t.source, l.distance
    from holiday_tables t join organisation_line() l on l.id = t.organisation_id
    order by t.year desc, l.distance, t.entered_at desc, t.id desc`)
  return rows
}

async function daysOf(tx: Tx, tables: readonly { id: string }[]) {
  if (tables.length === 0) return []
  const ids = tables.map(({ id }) => id)
  return tx
    .select({
      tableId: holidays.tableId,
      day: holidays.day,
      kind: holidays.kind,
      name: holidays.name,
    })
    .from(holidays)
    .where(inArray(holidays.tableId, ids))
    .orderBy(holidays.day)
}
