import { sql } from 'drizzle-orm'
import { as, type Db } from '../../db/connection.ts'
import { jobSchema } from '../later.ts'

/** How the house is: what the person on call looks at. Counts only; nobody's letter, no organisation. */
export type Condition = {
  /** Letters nobody has unpacked yet; those held for a quieter hour are counted apart. */
  unopened: { count: number; oldestDays: number }
  held: number
  /** Feedback waiting for a first decision. */
  undecided: { count: number; oldestDays: number }
  /** What senders were to be told and were not: still being tried, and given up. */
  untold: { trying: number; ended: number }
  jobs: { name: string; state: string; count: number }[]
  /** Days since the last letter, by channel; null when none came ever. */
  channels: { channel: string; lastDays: number }[]
  /** Hours since the newest checkpoint of the organisation that has waited longest; null: none yet. */
  checkpointHours: number | null
  /** Hours since the last backup of this database; null: never. */
  backupHours: number | null
  /** Share of the disk that is free, 0 to 1; null: not measured yet. */
  diskFree: number | null
}

/** Measures the condition of the house now. Raises what the database raises. */
export async function conditionOf(db: Db): Promise<Condition> {
  const [main] = (await as(db, { role: 'ydan_jobs' }, (tx) => tx.execute<Row>(counts))).rows
  const channels = await as(db, { role: 'ydan_jobs' }, (tx) =>
    tx.execute<{ channel: string; lastDays: number }>(sql`
      select channel, (today() - max(day))::int as "lastDays" from letters group by channel order by channel`),
  )
  const jobs = await db.execute<{ name: string; state: string; count: number }>(sql`
    select name, state::text as state, count(*)::int as count from ${sql.identifier(jobSchema)}.job
    where state in ('created', 'retry', 'active', 'failed') group by name, state order by name, state`)
  if (!main) throw new Error('unreachable: a select without from answers one row')
  return {
    unopened: { count: main.unopened, oldestDays: main.unopened_days },
    held: main.held,
    undecided: { count: main.undecided, oldestDays: main.undecided_days },
    untold: { trying: main.trying, ended: main.ended },
    jobs: jobs.rows,
    channels: channels.rows,
    checkpointHours: main.checkpoint_hours,
    backupHours: main.backup_hours,
    diskFree: main.disk_free,
  }
}

type Row = {
  unopened: number
  unopened_days: number
  held: number
  undecided: number
  undecided_days: number
  trying: number
  ended: number
  checkpoint_hours: number | null
  backup_hours: number | null
  disk_free: number | null
}

const counts = sql`
  with waiting as (
    select day, not ready as held from waiting_letters),
  open as (
    select f.day from feedback_state s join feedback f on f.id = s.feedback_id
    where s.state in ('received', 'screening', 'reopened')),
  told as (select distinct on (item) outcome from deliveries order by item, seq desc),
  newest as (select organisation_id, max(made_at) as at from checkpoints group by organisation_id)
  select (select count(*)::int from waiting where not held) as unopened,
    (select coalesce(today() - min(day), 0)::int from waiting where not held) as unopened_days,
    (select count(*)::int from waiting where held) as held,
    (select count(*)::int from open) as undecided,
    (select coalesce(today() - min(day), 0)::int from open) as undecided_days,
    (select count(*)::int from told where outcome in ('begun', 'unsure', 'retry', 'waiting', 'again')) as trying,
    (select count(*)::int from told where outcome in ('refused', 'gave-up')) as ended,
    (select floor(extract(epoch from now() - min(at)) / 3600)::int from newest) as checkpoint_hours,
    (select floor(extract(epoch from now() - at) / 3600)::int from conditions where name = 'backup') as backup_hours,
    (select (reading ->> 'free')::float8 from conditions where name = 'disk') as disk_free`
