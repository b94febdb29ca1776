import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { type Jobs, jobSchema } from '../later.ts'

/** Jobs the clock starts, with their times (cron, Viet Nam). */
export const timed = {
  'disk.measure': '* * * * *',
  'approvals.return': '*/10 * * * *',
  'letters.release': '7 * * * *',
  'staff.tidy': '23 * * * *',
  'openings.tell': '41 * * * *',
  'routes.end': '20 3 * * *',
  'transfers.destroy': '*/15 * * * *',
  'transfers.alarm': '11 7 * * *',
  'requests.alarm': '14 7 * * *',
  // Several times a day for a machine that was off; each batch and each silence is written once.
  'hearings.draft': '30 6-20 * * *',
  'hearings.silence': '40 6-20 * * *',
  'retention.end': '35 3-6 * * *',
  'phases.remind': '50 6-20 * * *',
  // Once a day at ten past two; the later hours are for a machine that was off then.
  'custody.checkpoint': '10 2-23 * * *',
  'custody.erasures': '* * * * *',
  'outbox.sweep': '*/5 * * * *',
  'mail.acknowledge': '* * * * *',
} as const
export type TimedJob = keyof typeof timed

const failed = 'failed'
// About a day of tries: 1, 2, 4 … minutes apart; then it lies with the failed for people to see.
const patience = { retryLimit: 11, retryDelay: 60, retryBackoff: true, deadLetter: failed }

const queues: Record<keyof Jobs | TimedJob, object> = {
  'bundle.render': { ...patience, retryDelay: 5, expireInSeconds: 600 },
  'batch.freeze': { ...patience, retryDelay: 5, expireInSeconds: 600 },
  // A try ends within a minute; two at once could both arrive.
  'outbox.notify': { ...patience, policy: 'exclusive', expireInSeconds: 120 },
  'checkpoint.mail': { ...patience, policy: 'exclusive', expireInSeconds: 120 },
  'cell-link.mail': { ...patience, retryLimit: 4, policy: 'exclusive', expireInSeconds: 120 },
  'outbox.sweep': { policy: 'short', retryLimit: 0 },
  'mail.acknowledge': { policy: 'short', retryLimit: 0, expireInSeconds: 600 },
  'disk.measure': { policy: 'short', retryLimit: 0 },
  'approvals.return': { policy: 'short', retryLimit: 0 },
  'letters.release': { policy: 'short', retryLimit: 0 },
  'staff.tidy': { policy: 'short', retryLimit: 0 },
  'openings.tell': { policy: 'short', retryLimit: 0 },
  'routes.end': { policy: 'short', retryLimit: 0, expireInSeconds: 3600 },
  'transfers.destroy': { policy: 'short', retryLimit: 0, expireInSeconds: 600 },
  'retention.end': { policy: 'short', retryLimit: 0, expireInSeconds: 3600 },
  'transfers.alarm': { policy: 'short', retryLimit: 0 },
  'phases.remind': { policy: 'short', retryLimit: 0, expireInSeconds: 600 },
  'requests.alarm': { policy: 'short', retryLimit: 0 },
  'hearings.draft': { policy: 'short', retryLimit: 0, expireInSeconds: 600 },
  'hearings.silence': { policy: 'short', retryLimit: 0, expireInSeconds: 600 },
  'custody.checkpoint': { policy: 'short', retryLimit: 0, expireInSeconds: 3600 },
  'custody.erasures': { policy: 'short', retryLimit: 0 },
}

/**
 * Makes or migrates the job tables, their queues and their times as the owner, and gives the console
 * and its staff what they need of them. Safe to run at every start, before the console; while nothing
 * of it has changed (the schema's comment says what was prepared), it only gives.
 */
export async function prepareJobs(ownerUrl: string): Promise<void> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: 'ydan prepare jobs',
  })
  await client.connect()
  client.on('error', () => {}) // the query under way reports it
  try {
    // Starts that come at once wait for each other: of two that grant the same, one would fail.
    await client.query('select pg_advisory_lock($1)', [prepareLock])
    if ((await prepared(client)) !== wanted()) {
      await makeQueues(ownerUrl)
      await client.query(`comment on schema ${jobSchema} is '${wanted()}'`)
    }
    await client.query(grants)
  } finally {
    await client.end()
  }
}

const prepareLock = 0x7964_6172

async function prepared(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query<{ said: string | null }>(
    `select obj_description(oid, 'pg_namespace') as said from pg_namespace where nspname = '${jobSchema}'`,
  )
  return rows[0]?.said ?? undefined
}

// The library's version stands for its tables.
function wanted(): string {
  const { version } = createRequire(import.meta.url)('pg-boss/package.json')
  return createHash('sha256')
    .update(JSON.stringify([version, queues, timed]))
    .digest('hex')
}

async function makeQueues(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: jobSchema,
    application_name: 'ydan prepare jobs',
    max: 2,
    schedule: false,
    supervise: false,
  })
  boss.on('error', () => {})
  await boss.start()
  try {
    await ensureQueue(boss, failed, {})
    for (const [name, settings] of Object.entries(queues)) await ensureQueue(boss, name, settings)
    for (const [name, cron] of Object.entries(timed)) {
      await boss.schedule(name, cron, null, { tz: 'Asia/Ho_Chi_Minh' })
    }
  } finally {
    await boss.stop({ graceful: false })
  }
}

async function ensureQueue(boss: PgBoss, name: string, settings: object): Promise<void> {
  const changeable = withoutPolicy(settings)
  if ((await boss.getQueue(name)) === null) await boss.createQueue(name, settings)
  else if (Object.keys(changeable).length > 0) await boss.updateQueue(name, changeable)
}

// pg-boss fixes a queue's policy when it is made.
function withoutPolicy(settings: object): object {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name !== 'policy'))
}

// The console runs the jobs under its own login; its staff may add one within their transaction.
const grants = `
  grant usage on schema ${jobSchema} to ydan_console, ydan_staff, ydan_jobs;
  grant select, insert, update, delete on all tables in schema ${jobSchema} to ydan_console;
  grant usage on all sequences in schema ${jobSchema} to ydan_console;
  grant execute on all functions in schema ${jobSchema} to ydan_console, ydan_staff, ydan_jobs;
  grant select on ${jobSchema}.version, ${jobSchema}.queue to ydan_staff, ydan_jobs;
  grant select, insert on ${jobSchema}.job, ${jobSchema}.job_common to ydan_staff, ydan_jobs;`
