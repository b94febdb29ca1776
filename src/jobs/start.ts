import { statfs } from 'node:fs/promises'
import { PgBoss } from 'pg-boss'
import { z } from 'zod'
import { as, type Db } from '../../db/connection.ts'
import { conditions } from '../../db/schema.ts'
import { freezeInBatch } from '../bundle/batch.ts'
import type { Signer } from '../bundle/build.ts'
import { render } from '../bundle/render.ts'
import { keepErasures } from '../custody/erasures.ts'
import { type Jobs, jobSchema } from '../later.ts'
import { releaseHeld } from '../moderation/held.ts'
import { alarmLateRequests } from '../moderation/request-alarms.ts'
import { endIdentities, endRetention } from '../moderation/retention.ts'
import { alarmLate, destroyDue } from '../moderation/transfer-endings.ts'
import type { Vault } from '../moderation/vault.ts'
import { draftDue, writeSilences } from '../review/hearing-clock.ts'
import { remindPhases } from '../review/phase-reminders.ts'
import { returnExpired } from '../staff/approvals.ts'
import { dropExpired } from '../staff/autosaves.ts'
import { traced } from '../tracing.ts'
import { acknowledgeWaiting } from './acknowledge.ts'
import { mailCellLink } from './cell-link-mail.ts'
import { startChats } from './chats.ts'
import { leaveCheckpointMails, mailCheckpoint } from './checkpoint-mail.ts'
import { checkpointOfFreeze, dailyCheckpoints } from './checkpoints.ts'
import { startCopying } from './copying.ts'
import { clockMayHaveLeapt } from './leap.ts'
import { type Polling, startMailbox } from './mailbox.ts'
import { tellOpened } from './opened.ts'
import { notify, sweepOutbox } from './outbox.ts'
import type { TimedJob } from './prepare.ts'
import type { Relay } from './relay.ts'
import { endRoutes } from './routes.ts'
import { startSearching } from './searching.ts'
import { startTalking } from './talking.ts'
import { nameOf, startUnpacking } from './unpacking.ts'

/** What the console's jobs work with. `signing` is null while the keys are locked. */
export type JobsSetting = {
  db: Db
  databaseUrl: string
  vault: Vault
  signing: Signer | null
  /** Public keys that signed earlier checkpoints, raw. */
  earlierKeys?: readonly Uint8Array[]
  /** Whose disk is measured. */
  dataDir: string
  log: (line: string) => void
  /** What lets us write to senders; null while the keys are locked. */
  relay?: Relay | null
  /** Public address of the desk, without a slash at the end: for links that are mailed. */
  deskUrl?: string
  /** The mailbox to empty, and the letterbox its mails go into. */
  polling?: Omit<Polling, 'log'> | null
}

const bundleRender = z.object({ bundle: z.uuid() })
const outboxNotify = z.object({ reply: z.uuid() })
const cellLinkMail = z.object({ organisation: z.uuid(), person: z.uuid(), by: z.uuid() })
const checkpointMail = z.object({ keeper: z.uuid(), number: z.int() })
const batchFreeze = z.object({ batch: z.uuid(), record: z.uuid() })

/**
 * Starts all that the console does by itself: unpacking, the jobs left for later, and those of the
 * clock. The owner has prepared the tables (`prepareJobs`). `stop` resolves when nothing runs.
 */
export async function startJobs(setting: JobsSetting): Promise<{ stop(): Promise<void> }> {
  const { log, signing, db } = setting
  const boss = new PgBoss({
    connectionString: setting.databaseUrl,
    schema: jobSchema,
    application_name: 'ydan jobs',
    max: 3,
    migrate: false,
    // Rebuilding an index and watching vacuum need the owner.
    reindex: false,
    monitorVacuum: false,
  })
  boss.on('error', (error) => log(`jobs: ${nameOf(error)}`))
  await boss.start()
  const work = (
    name: keyof Jobs | TimedJob,
    handle: (told: unknown, last: boolean) => Promise<void>,
  ) =>
    boss.work(name, { pollingIntervalSeconds: 1, includeMetadata: true }, async (jobs) => {
      for (const { data, retryCount, retryLimit } of jobs) {
        const handled = () => handle(data, retryCount >= retryLimit)
        await traced(`job ${name}`, 'job', handled).catch((error: unknown) => {
          log(`job ${name} failed: ${nameOf(error)}`)
          throw error
        })
      }
    })
  const clockwork = timedHandlers(setting)
  for (const [name, handle] of Object.entries(clockwork)) await work(name as TimedJob, handle)
  await work('batch.freeze', (told) => freezeInBatch(db, batchFreeze.parse(told)))
  if (signing) {
    await work('bundle.render', async (told) => {
      const { bundle } = bundleRender.parse(told)
      await checkpointOfFreeze({ ...setting, signing }, bundle)
      await render(db, signing, setting.vault, bundle)
    })
  }
  if (setting.relay) {
    const { vault, relay } = setting
    const outbox = { db, vault, relay, pauses: new Map<string, number>() }
    await work('outbox.notify', async (told, last) => {
      await notify(outbox, outboxNotify.parse(told).reply, last)
    })
    const { deskUrl } = setting
    if (deskUrl) {
      await work('cell-link.mail', (told) =>
        mailCellLink({ db, relay, deskUrl }, cellLinkMail.parse(told)),
      )
    }
    await work('checkpoint.mail', (told) => mailCheckpoint(outbox, checkpointMail.parse(told)))
  }
  // The door must know from the first minute how full the disk is.
  await clockwork['disk.measure']().catch((error) => log(`disk not measured: ${nameOf(error)}`))
  const own = [
    startUnpacking(setting),
    startSearching(setting),
    startCopying(setting),
    ...watchesOf(setting),
  ]
  return {
    async stop() {
      await Promise.all([
        ...own.map((one) => one.stop()),
        boss.stop({ graceful: true, timeout: 5_000 }),
      ])
    },
  }
}

function watchesOf(setting: JobsSetting): { stop(): Promise<void> }[] {
  const { relay, polling } = setting
  return [
    ...(relay ? [startTalking({ ...setting, relay }), startChats({ ...setting, relay })] : []),
    ...(polling ? [startMailbox({ ...setting, ...polling })] : []),
  ]
}

/** What each job of the clock does. */
export function timedHandlers(
  setting: Pick<JobsSetting, 'db' | 'dataDir' | 'log'> &
    Partial<Pick<JobsSetting, 'signing' | 'relay' | 'vault'>>,
) {
  const { db, dataDir, log, signing, relay, vault } = setting
  const counted = (what: string, count: number) => {
    if (count > 0) log(`${what}: ${count}`)
  }
  const jobs = { role: 'ydan_jobs' } as const
  const ending = async (what: TimedJob, work: () => Promise<void>) => {
    if (await clockMayHaveLeapt(db)) log(`${what} waits a day: the clock may have leapt`)
    else await work()
  }
  return {
    'disk.measure': () => measureDisk(db, dataDir),
    'approvals.return': async () =>
      counted('approvals returned', await as(db, jobs, (tx) => returnExpired(tx))),
    'letters.release': async () =>
      counted('held letters released', await as(db, jobs, (tx) => releaseHeld(tx))),
    'openings.tell': async () => {
      if (vault) counted('openings told', await tellOpened(db, vault))
    },
    'routes.end': () =>
      ending('routes.end', async () => counted('reply routes ended', await endRoutes(db))),
    'staff.tidy': () => as(db, jobs, (tx) => dropExpired(tx)),
    'transfers.destroy': () =>
      ending('transfers.destroy', async () =>
        counted('diverted letters destroyed', await destroyDue(db)),
      ),
    'retention.end': () =>
      ending('retention.end', async () => {
        if (vault) counted('kept long enough, destroyed', await endRetention(db, vault))
        counted('names kept long enough, destroyed', await endIdentities(db))
      }),
    'transfers.alarm': async () => counted('late diversions told', await alarmLate(db)),
    'requests.alarm': async () => counted('late requests told', await alarmLateRequests(db)),
    'phases.remind': async () => counted('phases reminded of', await remindPhases(db)),
    'hearings.draft': async () => counted('letters to officials drafted', await draftDue(db)),
    'hearings.silence': async () =>
      counted('silences written', await as(db, jobs, (tx) => writeSilences(tx))),
    'custody.checkpoint': async () => {
      if (signing) await dailyCheckpoints({ ...setting, signing })
      if (relay?.mail) counted('checkpoints to mail', await leaveCheckpointMails(db))
    },
    'custody.erasures': async () =>
      counted('erasures listed', await keepErasures((work) => as(db, jobs, work), dataDir)),
    'outbox.sweep': async () => {
      if (relay) await sweepOutbox(db)
    },
    'mail.acknowledge': async () => {
      if (relay) counted('mails acknowledged', await acknowledgeWaiting(db, relay))
    },
  } satisfies Record<TimedJob, () => Promise<void>>
}

async function measureDisk(db: Db, dataDir: string): Promise<void> {
  const { bavail, blocks } = await statfs(dataDir)
  const reading = { free: blocks > 0 ? bavail / blocks : 1 }
  const at = new Date()
  await as(db, { role: 'ydan_jobs' }, async (tx) => {
    await tx
      .insert(conditions)
      .values({ name: 'disk', reading, at })
      .onConflictDoUpdate({ target: conditions.name, set: { reading, at } })
  })
}
