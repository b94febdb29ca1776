import { sql } from 'drizzle-orm'
import { as, type Db, type Tx } from '../../db/connection.ts'
import { openingNotices } from '../../db/schema/custodians.ts'
import { shownDay } from '../../views/dates.ts'
import { both } from '../../views/lang.ts'
import { openedNotice } from '../../views/words/openings.ts'
import { reply } from '../moderation/replies.ts'
import type { Vault } from '../moderation/vault.ts'
import { usualNoticeDays } from '../staff/opening-notice.ts'

const jobs = { role: 'ydan_jobs' } as const

/**
 * Tells senders, in their threads, that two custodians opened what they had sealed, once the days
 * their organisation set are over; and takes away what the browsers said to each other. Answers how
 * many were told; nobody while the keys are locked.
 */
export async function tellOpened(db: Db, vault: Vault): Promise<number> {
  await as(db, jobs, (tx) =>
    tx.execute(sql`delete from opening_messages where at < now() - interval '1 day'`),
  )
  if (vault.locked) return 0
  let told = 0
  while (await as(db, jobs, (tx) => tellOne(tx, vault))) told += 1
  return told
}

type Untold = {
  id: string
  organisation: string
  feedback: string
  field: 'identity' | 'raw'
  day: string
}

async function tellOne(tx: Tx, vault: Vault): Promise<boolean> {
  const { rows } = await tx.execute<Untold>(sql`
    select o.id, o.organisation_id as organisation, f.id as feedback, o.field,
      to_char(o.opened_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as day
    from identity_openings o join letters l on l.id = o.letter_id
      join organisations g on g.id = o.organisation_id
      join feedback f on f.thread_id = l.thread_id join feedback_state s on s.feedback_id = f.id
      left join opening_notices n on n.opening_id = o.id
    where n.opening_id is null and s.state <> 'erased'
      and (o.opened_at at time zone 'Asia/Ho_Chi_Minh')::date + coalesce(case
        when jsonb_typeof(g.settings -> 'identityNoticeDays') = 'number'
        then (g.settings ->> 'identityNoticeDays')::int end, ${usualNoticeDays}) <= today()
      and pg_try_advisory_xact_lock(hashtextextended(o.id::text, 9))
    order by o.opened_at limit 1`)
  const [untold] = rows
  if (!untold) return false
  const { id: openingId, organisation: organisationId, feedback, field, day } = untold
  const text = both(openedNotice(shownDay(day), field))
  const replyId = await reply(tx, vault, null, { feedback, kind: 'message', text })
  await tx.insert(openingNotices).values({ openingId, organisationId, replyId })
  return true
}
