import { and, gte, isNull, sql } from 'drizzle-orm'
import { as, type Db, type Tx } from '../../db/connection.ts'
import { cycleClosings, cycles, notices } from '../../db/schema.ts'
import { calendarFor } from '../staff/holidays.ts'
import { tellAll } from '../staff/notices.ts'
import { dayInVietNam, workingDayBefore } from '../staff/working-days.ts'
import { type Phase, planOf } from './phases.ts'

const ahead = 3

/**
 * Tells secretaries and leads, once each, of phases that begin or end within three working days
 * (a year without a table counts weekends only: a reminder is no deadline). Answers how many.
 */
export async function remindPhases(db: Db, today = dayInVietNam()): Promise<number> {
  const open = await as(db, { role: 'ydan_jobs' }, (tx) =>
    tx
      .select({
        id: cycles.id,
        organisation: cycles.organisationId,
        name: cycles.name,
        kind: cycles.kind,
        startsOn: cycles.startsOn,
        endsOn: cycles.endsOn,
      })
      .from(cycles)
      .leftJoin(cycleClosings, sql`${cycleClosings.cycleId} = ${cycles.id}`)
      .where(and(isNull(cycleClosings.cycleId), gte(cycles.endsOn, sql`today() - 366`))),
  )
  let told = 0
  for (const cycle of open) {
    const { organisation } = cycle
    told += await as(db, { role: 'ydan_jobs', organisation }, async (tx) => {
      const plan = await planOf(tx, cycle)
      let sent = 0
      for (const one of await nearOnes(tx, plan?.phases ?? [], today)) {
        if (await remind(tx, cycle, one)) sent += 1
      }
      return sent
    })
  }
  return told
}

type Near = { phase: Phase['phase']; what: 'starts' | 'ends'; day: string }

async function nearOnes(tx: Tx, planned: readonly Phase[], today: string): Promise<Near[]> {
  const year = Number(today.slice(0, 4))
  const calendar = await calendarFor(tx, [year, year + 1])
  return planned
    .flatMap(({ phase, startsOn, endsOn }): Near[] => [
      { phase, what: 'starts', day: startsOn },
      { phase, what: 'ends', day: endsOn },
    ])
    .filter(({ day }) => day >= today && workingDayBefore(day, ahead, calendar) <= today)
}

async function remind(
  tx: Tx,
  cycle: { id: string; organisation: string; name: string },
  near: Near,
): Promise<boolean> {
  const about = { cycle: cycle.name, phase: near.phase, what: near.what, day: near.day }
  const key = `${cycle.id} ${near.phase} ${near.what} ${near.day}`
  const [before] = await tx
    .select({ id: notices.id })
    .from(notices)
    .where(sql`${notices.kind} = 'phase-near' and ${notices.about} ->> 'key' = ${key}`)
    .limit(1)
  if (before) return false
  for (const role of ['secretary', 'lead'] as const) {
    await tellAll(tx, cycle.organisation, role, 'phase-near', { ...about, key })
  }
  return true
}
