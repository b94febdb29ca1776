import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { logFaults } from '../../views/words/custody.ts'
import { entriesFrom, type LogOwner, type Read } from './entries.ts'
import { readEntry } from './entry.ts'
import type { Fault } from './fault.ts'

/** The database's clock, which also dates the entries: the moment, and the day in Viet Nam. */
export type Clock = { readonly now: Date; readonly today: string }

export async function clockOf(tx: Tx): Promise<Clock> {
  const { rows } = await tx.execute<{ now: string; today: string }>(sql`
    select extract(epoch from clock_timestamp()) * 1000 as now, to_char(today(), 'YYYY-MM-DD') as today`)
  return { now: new Date(Number(rows[0]?.now)), today: rows[0]?.today ?? '' }
}

// A clock that is being corrected may step back a little.
const patience = 10 * 60_000

/**
 * Whether the clock went back behind the newest entry or the newest checkpoint (`madeAt`). Only the
 * newest count: what was once written under a wrong clock must not stop the log for ever.
 */
export async function clockFaults(
  read: Read,
  owner: LogOwner,
  size: number,
  clock: Clock,
  madeAt: Date | undefined,
): Promise<Fault[]> {
  const [newest] = await read((tx) => entriesFrom(tx, owner.id, size - 1, size))
  const said = newest && readEntry(newest.bytes)
  const times = [said && 'time' in said ? new Date(said.time) : undefined, madeAt]
  const late = times.find((time) => time && time.getTime() > clock.now.getTime() + patience)
  const dayAhead = said && 'day' in said && said.day > clock.today ? said.day : undefined
  if (!late && !dayAhead) return []
  const then = late?.toISOString() ?? dayAhead ?? ''
  return [{ code: 'clock', what: logFaults.clock(clock.now.toISOString(), then) }]
}
