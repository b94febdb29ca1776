import { sql } from 'drizzle-orm'
import { as, type Db } from '../../db/connection.ts'
import { receiptNumber } from '../intake/drop.ts'
import { workingDeadline } from '../staff/holidays.ts'
import { tellAll } from '../staff/notices.ts'
import { termsOf } from './terms.ts'

/**
 * Tells the standing boards of senders' requests nobody answered within the working days set (two,
 * unless the organisation says otherwise), each once; how many. Safe to run again.
 */
export async function alarmLateRequests(db: Db, now = new Date()): Promise<number> {
  const jobs = { role: 'ydan_jobs' } as const
  const { rows } = await as(db, jobs, (tx) =>
    tx.execute<Waiting>(sql`
      select r.id, r.organisation_id as organisation, to_char(r.day, 'YYYY-MM-DD') as day, t.number, t.year
      from requests r join threads t on t.id = r.thread_id
      where not exists (select from request_answers a where a.request_id = r.id)
        and not exists (select from feedback f join feedback_state s on s.feedback_id = f.id
          where f.thread_id = r.thread_id and s.state = 'erased')
        and not exists (select from notices n where n.kind = 'request-late' and n.about ->> 'request' = r.id::text)
      order by r.entry_seq`),
  )
  let told = 0
  for (const { id, organisation, day, number, year } of rows) {
    // Working days and terms are the organisation's own, which its own staff read.
    const own = { role: 'ydan_staff', organisation } as const
    const deadline = await as(db, own, async (tx) => {
      const { amount } = (await termsOf(tx, organisation))['request-reply']
      return workingDeadline(tx, amount, new Date(`${day}T00:00:00+07:00`))
    })
    if (deadline > now) continue
    const about = { request: id, number: receiptNumber(number, year) }
    await as(db, jobs, (tx) => tellAll(tx, organisation, 'lead', 'request-late', about))
    told += 1
  }
  return told
}

type Waiting = { id: string; organisation: string; day: string; number: number; year: number }
