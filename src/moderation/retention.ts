import { type SQL, sql } from 'drizzle-orm'
import { as, type Db, type Tx } from '../../db/connection.ts'
import { retentionEndings } from '../../db/schema.ts'
import { endedReply, type retentionPage } from '../../views/words/rights.ts'
import { append } from '../custody/append.ts'
import { receiptNumber } from '../intake/drop.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { backupDaysOf } from './erasure.ts'
import { reply } from './replies.ts'
import { lockFeedback } from './summaries.ts'
import { termsOf } from './terms.ts'
import type { Vault } from './vault.ts'

type KeepTerm = (typeof retentionEndings.$inferSelect)['term']
type Pause = keyof typeof retentionPage.pauses

/** What will be destroyed and when (`YYYY-MM-DD`); `pause` says why it waits even then. */
export type Going = {
  feedback: string
  number: string
  term: KeepTerm
  on: string
  pause: Pause | null
}

const termOf: Record<string, KeepTerm> = {
  rejected: 'keep-rejected',
  not_accepted: 'keep-not-accepted',
  withdrawn: 'keep-withdrawn',
}

// States in which nothing more is to come.
const over = [
  'closed',
  'considered',
  'not_accepted',
  'rejected',
  'diverted',
  'forwarded',
  'merged',
  'withdrawn',
  'erased',
]

/** How many days ahead the page looks. */
const ahead = 90

/**
 * What goes within 90 days, soonest first, at most 500; numbers and days, no word. Raises
 * Problem('forbidden') unless lead, secretary, auditor or administrator.
 */
export async function goingSoon(tx: Tx, actor: Actor): Promise<Going[]> {
  needRole(actor, 'lead', 'secretary', 'auditor', 'admin')
  return (await endingIn(tx, actor.organisation, ahead, 500)).map(({ row }) => row)
}

/**
 * Destroys what its time is over for, a feedback a transaction, and tells the sender in the thread.
 * Nothing goes while something about it is open. Answers how many; safe to run again.
 */
export async function endRetention(db: Db, vault: Vault, most = 100): Promise<number> {
  // The sender could not be told while the keys are locked.
  if (vault.locked) return 0
  const jobs = { role: 'ydan_jobs' } as const
  const owners = await as(db, jobs, (tx) =>
    tx.execute<{ id: string }>(sql`select distinct organisation_id as id from feedback`),
  )
  let gone = 0
  for (const { id: organisation } of owners.rows) {
    const due = await as(db, jobs, (tx) => endingIn(tx, organisation, 0, most))
    for (const { row } of due.filter(({ row: one }) => one.pause === null)) {
      const ended = await as(db, jobs, (tx) => endOne(tx, vault, organisation, row.feedback))
      if (ended) gone += 1
    }
  }
  return gone
}

/**
 * Destroys names and mails as they came, of matters that ended long enough ago; the letters stay.
 * Answers how many went; safe to run again.
 */
export async function endIdentities(db: Db, most = 100): Promise<number> {
  const jobs = { role: 'ydan_jobs' } as const
  const owners = await as(db, jobs, (tx) =>
    tx.execute<{ id: string }>(sql`select distinct organisation_id as id from feedback`),
  )
  let gone = 0
  for (const { id } of owners.rows) {
    gone += await as(db, jobs, async (tx) => {
      await tx.execute(sql`select lock_log(${id}::uuid)`)
      const { amount } = (await termsOf(tx, id))['keep-identity']
      const due = await identitiesOver(tx, id, amount, most)
      for (const { record } of due) {
        await tx.execute(sql`select shred(${id}::uuid, ${record}::uuid, 'identity-ended')`)
      }
      return due.length
    })
  }
  return gone
}

async function identitiesOver(tx: Tx, organisation: string, days: number, most: number) {
  const { rows } = await tx.execute<{ record: string }>(sql`
    select distinct s.record from letters l
      join feedback f on f.thread_id = l.thread_id
      cross join unnest(array['identity', 'raw']) as apart (name)
      join seals s on s.record = sealed_apart(l.id, apart.name)
    where l.organisation_id = ${organisation}::uuid and last_activity(f.id) + ${days}::int <= today()
      and coalesce(kept_open(f.id), 'thread') = 'thread'
      and not exists (select from feedback o join feedback_state x on x.feedback_id = o.id
        where o.thread_id = l.thread_id and x.state <> all(${sql.param([...over])}::text[])
          and not (x.state = 'accepted' and o.use = 'front-only'))
      and not exists (select from approvals a left join approval_answers y on y.approval_id = a.id
        where a.subject = l.id and y.approval_id is null)
    limit ${most}`)
  return rows
}

async function endOne(tx: Tx, vault: Vault, organisation: string, id: string): Promise<boolean> {
  await lockFeedback(tx, id)
  // What senders do takes the head of the log: behind it nothing new comes before this is over.
  await tx.execute(sql`select lock_log(${organisation}::uuid)`)
  const [due] = await endingIn(tx, organisation, 0, 1, sql`and f.id = ${id}::uuid`)
  if (!due || due.row.pause !== null) return false
  await tx.execute(sql`select shred_feedback(${id}::uuid, 'retention')`)
  const days = await backupDaysOf(tx, { organisation })
  const backups = dayInVietNam(new Date(Date.now() + days * 86_400_000))
  const text = endedReply(due.days, backups)
  const replyId = await reply(tx, vault, null, { feedback: id, kind: 'message', text })
  const ending = crypto.randomUUID()
  const { term } = due.row
  const act = { organisation, kind: 'retention.ended', item: ending, subject: id, reason: term }
  const entrySeq = await append(tx, act)
  await tx
    .insert(retentionEndings)
    .values({ id: ending, organisationId: organisation, feedbackId: id, term, replyId, entrySeq })
  return true
}

// Its words are gone and nothing says so: a restore destroyed again what ended after the backup. The
// sender must read it anew, for the reply that said so was not in the backup.
const taken = sql`(not exists (select from retention_endings e where e.feedback_id = f.id)
  and not exists (select from seals where record = f.id) and not exists (select from data_keys where record = f.id))`

async function endingIn(
  tx: Tx,
  organisation: string,
  within: number,
  most: number,
  only: SQL = sql``,
): Promise<{ row: Going; days: number }[]> {
  const terms = await termsOf(tx, organisation)
  const days = (state: string) => terms[termOf[state] ?? 'keep-rejected'].amount
  const { rows } = await tx.execute<{
    id: string
    number: number
    year: number
    state: string
    on: string
    pause: Pause | null
  }>(sql`
    select f.id, t.number, t.year, s.state, to_char(d.goes, 'YYYY-MM-DD') as on, kept_open(f.id) as pause
    from feedback f join feedback_state s on s.feedback_id = f.id join threads t on t.id = f.thread_id
      cross join lateral (select last_activity(f.id) + case s.state when 'rejected' then ${days('rejected')}::int
        when 'not_accepted' then ${days('not_accepted')}::int else ${days('withdrawn')}::int end as goes) d
    where f.organisation_id = ${organisation}::uuid and s.state in ('rejected', 'not_accepted', 'withdrawn')
      and d.goes <= today() + ${within}::int
      and (${taken} or exists (select from records_of(f.id) r where r is not null
        and r not in (select e.reply_id from retention_endings e where e.feedback_id = f.id)
        and (exists (select from seals where record = r) or exists (select from texts where record = r)
          or exists (select from data_keys where record = r))))
      ${only}
    order by d.goes, f.id limit ${most}`)
  return rows.map(({ id, number, year, state, on, pause }) => ({
    row: {
      feedback: id,
      number: receiptNumber(number, year),
      term: termOf[state] ?? 'keep-rejected',
      on,
      pause,
    },
    days: days(state),
  }))
}
