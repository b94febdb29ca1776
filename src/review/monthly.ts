import { z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { inFives, type ToldTable, toldTable } from '../../views/small-numbers.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { outcomeOf } from './balance.ts'

/** A month, `YYYY-MM`. */
export const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)

/**
 * What the Front reports upwards of one month. Letters are told in whole fives, below five not at all;
 * what the Front did itself (papers, answers in time) is counted as it is.
 */
export type MonthlyReport = {
  month: string
  received: ToldTable<string>
  kinds: ToldTable<string>
  /** What became, by today, of what came in the month. */
  outcomes: ToldTable<string>
  topics: ToldTable<string>
  done: {
    hearings: number
    hearingsReceived: number
    sheets: number
    bundles: number
    handovers: number
    remediesDone: number
    remediesLate: number
  }
  /** Letters still without a decision, told in fives; null below five. */
  open: number | null
}

/**
 * The figures of a month. Raises Problem('forbidden') unless secretary, lead or auditor. Letters of
 * others than the own Front are not in it.
 */
export async function monthlyReport(tx: Tx, actor: Actor, wanted: string): Promise<MonthlyReport> {
  needRole(actor, 'secretary', 'lead', 'auditor')
  const within = (day: string) => sql`to_char(${sql.raw(day)}, 'YYYY-MM') = ${wanted}`
  const letters = async (what: ReturnType<typeof sql>) => {
    const { rows } = await tx.execute<{ name: string; count: number }>(sql`
      select ${what} as name, count(*)::int as count from feedback f
        join feedback_state s on s.feedback_id = f.id
        left join lateral (select d.topic, d.verdict from decisions d where d.feedback_id = f.id
          order by d.entry_seq desc limit 1) d on true
      where f.organisation_id = ${actor.organisation}::uuid and ${within('f.day')} group by 1 order by 1`)
    return new Map(rows.map(({ name, count }) => [name, count]))
  }
  const states = new Map<string, number>()
  for (const [state, count] of await letters(sql`s.state`)) {
    const name = outcomeOf(state)
    states.set(name, (states.get(name) ?? 0) + count)
  }
  const topics = await letters(
    sql`case when d.verdict = 'accept' then coalesce(d.topic, 'other') end`,
  )
  return {
    month: wanted,
    received: toldTable(await letters(sql`f.channel`)),
    kinds: toldTable(await letters(sql`f.kind`)),
    outcomes: toldTable(states),
    topics: toldTable(new Map([...topics].filter(([topic]) => topic !== null))),
    done: await doneIn(tx, actor, within),
    open: inFives(states.get('pending') ?? 0) || null,
  }
}

// Sums of rows that have no sender: what the office itself issued.
async function doneIn(
  tx: Tx,
  actor: Actor,
  within: (day: string) => ReturnType<typeof sql>,
): Promise<MonthlyReport['done']> {
  const own = sql`x.organisation_id = ${actor.organisation}::uuid`
  const at = (column: string) => within(`(${column} at time zone 'Asia/Ho_Chi_Minh')`)
  const { rows } = await tx.execute<MonthlyReport['done']>(sql`select
    (select count(*)::int from hearing_issues x where ${own} and ${at('x.issued_at')}) as hearings,
    (select count(*)::int from hearing_receipts x where ${own} and ${within('x.received_on')}) as "hearingsReceived",
    (select count(*)::int from sheet_issues x where ${own} and ${within('x.signed_on')}) as sheets,
    (select count(*)::int from bundle_freezes x where ${own} and ${at('x.frozen_at')}) as bundles,
    (select count(*)::int from handovers x where ${own} and ${within('x.signed_on')}) as handovers,
    (select count(*)::int from remedy_completions x where ${own} and ${within('x.done_on')}) as "remediesDone",
    (select count(*)::int from remedies x where ${own} and x.due_on < today()
      and not exists (select from remedy_completions d where d.remedy_id = x.id)) as "remediesLate"`)
  const none = { hearings: 0, hearingsReceived: 0, sheets: 0, bundles: 0 }
  return rows[0] ?? { ...none, handovers: 0, remediesDone: 0, remediesLate: 0 }
}

/** The months one may report, newest first: this one and the eleven before. */
export function reportableMonths(today = dayInVietNam()): string[] {
  const [year = 0, present = 1] = today.split('-').map(Number)
  return Array.from({ length: 12 }, (_, back) =>
    new Date(Date.UTC(year, present - 1 - back, 1)).toISOString().slice(0, 7),
  )
}
