import type pg from 'pg'
import { doctorWords as words } from '../../views/words/cli.ts'
import { clockWords } from '../../views/words/doctor.ts'
import { advice, bad, type Finding, good } from './finding.ts'

/** Milliseconds by which two clocks may differ, and by which one may be corrected backwards. */
const apart = 5_000
const corrected = 10 * 60_000
/** The console writes the disk's condition every few minutes; days without say that something stood still. */
const quietDays = 30

type Dates = { now: Date; newest: Date | null; ahead: number; seen: Date | null }

/**
 * Whether this machine's clock and the database's agree, and whether they agree with the days that
 * were written before: behind the newest row, the clock went back; far beyond it, it may have leapt.
 */
export async function clockFindings(client: pg.Client): Promise<Finding[]> {
  const asked = Date.now()
  const { rows } = await client.query<Dates>(dates)
  const [found] = rows
  if (!found) throw new Error('unreachable: a select without from answers one row')
  const { now, newest, ahead, seen } = found
  const halfway = (asked + Date.now()) / 2
  const back = newest !== null && newest.getTime() - now.getTime() > corrected
  const quiet = seen === null ? 0 : (now.getTime() - seen.getTime()) / 86_400_000
  return [
    Math.abs(halfway - now.getTime()) < apart ? good(words.clock) : bad(words.clockOff),
    ...(back ? [bad(clockWords.back(now, newest))] : []),
    ...(ahead > 0 && !back ? [advice(clockWords.ahead)] : []),
    ...(quiet > quietDays ? [advice(clockWords.leapt(now, Math.floor(quiet)))] : []),
  ]
}

// Letters tell their day alone, so theirs is compared with today.
const dates = `
  select clock_timestamp() as now,
    greatest((select max(made_at) from checkpoints), (select max(applied_at) from migrations),
      (select max(at) from conditions)) as newest,
    (select count(*)::int from (select from letters where day > today() limit 1) later) as ahead,
    greatest((select max(made_at) from checkpoints), (select max(at) from conditions)) as seen`
