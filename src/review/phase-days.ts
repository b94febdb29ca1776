import type { Tx } from '../../db/connection.ts'
import { calendarFor } from '../staff/holidays.ts'
import { type Calendar, workingDayBefore } from '../staff/working-days.ts'
import type { Cycle } from './cycles.ts'
import type { Plan } from './phases.ts'
import { provisionsOf } from './rules.ts'

/** What working days say of a plan; `missing`: years without a table, for which nothing is counted. */
export type PhaseDays = {
  missing: number[]
  /** First and last days of phases that nobody works on. */
  notWorked: string[]
  /** Until when bundles should be frozen, so many working days before the collective review. */
  freezeBy: { day: string; days: number; late: string | null } | null
}

/** Counts a plan's working days by the tables of holidays; a year without a table is not guessed. */
export async function phaseDays(tx: Tx, cycle: Cycle, plan: Plan): Promise<PhaseDays> {
  const ends = plan.phases.flatMap(({ startsOn, endsOn }) => [startsOn, endsOn])
  const years = [...new Set(ends.map((day) => Number(day.slice(0, 4))))].sort()
  const calendar = await calendarFor(tx, years)
  const known = (day: string) => !calendar.missing.includes(Number(day.slice(0, 4)))
  const notWorked = ends.filter((day) => known(day) && !isWorked(day, calendar))
  return {
    missing: calendar.missing,
    notWorked: [...new Set(notWorked)].sort(),
    freezeBy: await freezeBy(tx, cycle, plan, (day) => (known(day) ? calendar : null)),
  }
}

/** Whether a day is worked by a calendar. */
export function isWorked(day: string, calendar: Calendar): boolean {
  return workingDayBefore(dayAfter(day), 1, calendar) === day
}

async function freezeBy(
  tx: Tx,
  cycle: Cycle,
  { phases }: Plan,
  calendarOf: (day: string) => Calendar | null,
): Promise<PhaseDays['freezeBy']> {
  const meeting = phases.find(({ phase }) => phase === 'collective')?.startsOn
  const target = (await provisionsOf(tx, cycle)).find(
    ({ kind, code }) => kind === 'deadline' && code === 'freeze',
  )
  const calendar = meeting === undefined ? null : calendarOf(meeting)
  if (meeting === undefined || !target?.amount || calendar === null) return null
  const day = workingDayBefore(meeting, target.amount, calendar)
  if (calendarOf(day) === null) return null
  const planned = phases.find(({ phase }) => phase === 'freeze')?.endsOn ?? null
  return { day, days: target.amount, late: planned !== null && planned > day ? planned : null }
}

function dayAfter(day: string): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + 1)
  return at.toISOString().slice(0, 10)
}
