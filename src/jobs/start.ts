import { statfs } from 'node:fs/promises'
import { PgBoss } from 'pg-boss'
import { z } from 'zod'
import { as, type Db } from '../../db/connection.ts'
import { conditions } from '../../db/schema.ts'
import type { Signer } from '../bundle/build.ts'
import { render } from '../bundle/render.ts'
import { type Jobs, jobSchema } from '../later.ts'
import { releaseHeld } from '../moderation/held.ts'
import type { Vault } from '../moderation/vault.ts'
import { returnExpired } from '../staff/approvals.ts'
import { dropExpired } from '../staff/autosaves.ts'
import { checkpointOfFreeze, dailyCheckpoints } from './checkpoints.ts'
import type { TimedJob } from './prepare.ts'
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
}

const bundleRender = z.object({ bundle: z.uuid() })

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
  const work = (name: keyof Jobs | TimedJob, handle: (told: unknown) => Promise<void>) =>
    boss.work(name, { pollingIntervalSeconds: 1 }, async (jobs) => {
      for (const { data } of jobs) {
        await handle(data).catch((error: unknown) => {
          log(`job ${name} failed: ${nameOf(error)}`)
          throw error
        })
      }
    })
  const clockwork = timedHandlers(setting)
  for (const [name, handle] of Object.entries(clockwork)) await work(name as TimedJob, handle)
  if (signing) {
    await work('bundle.render', async (told) => {
      const { bundle } = bundleRender.parse(told)
      await checkpointOfFreeze({ ...setting, signing }, bundle)
      await render(db, signing, bundle)
    })
  }
  // The door must know from the first minute how full the disk is.
  await clockwork['disk.measure']().catch((error) => log(`disk not measured: ${nameOf(error)}`))
  const unpacking = startUnpacking(setting)
  return {
    async stop() {
      await Promise.all([unpacking.stop(), boss.stop({ graceful: true, timeout: 5_000 })])
    },
  }
}

/** What each job of the clock does. */
export function timedHandlers(
  setting: Pick<JobsSetting, 'db' | 'dataDir' | 'log'> & Partial<Pick<JobsSetting, 'signing'>>,
) {
  const { db, dataDir, log, signing } = setting
  const counted = (what: string, count: number) => {
    if (count > 0) log(`${what}: ${count}`)
  }
  const jobs = { role: 'ydan_jobs' } as const
  return {
    'disk.measure': () => measureDisk(db, dataDir),
    'approvals.return': async () =>
      counted('approvals returned', await as(db, jobs, (tx) => returnExpired(tx))),
    'letters.release': async () =>
      counted('held letters released', await as(db, jobs, (tx) => releaseHeld(tx))),
    'staff.tidy': () => as(db, jobs, (tx) => dropExpired(tx)),
    'custody.checkpoint': async () => {
      if (signing) await dailyCheckpoints({ ...setting, signing })
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
