import { sql } from 'drizzle-orm'
import { fromDrizzle, PgBoss } from 'pg-boss'
import type { Tx } from '../db/connection.ts'

/** What can be left for later, and what each job is told; handlers: jobs/start.ts. */
export type Jobs = {
  'bundle.render': { bundle: string }
  'batch.freeze': { batch: string; record: string }
  /** Make a one-time link for somebody of a cell and mail it, for `by`. */
  'cell-link.mail': { organisation: string; person: string; by: string }
  /** Send a checkpoint to one who keeps it outside. */
  'checkpoint.mail': { keeper: string; number: number }
  /** Tell the sender that there is this reply. */
  'outbox.notify': { reply: string }
}

/** Schema of the job tables, made by the owner (jobs/prepare.ts). */
export const jobSchema = 'pgboss'

/**
 * Leaves a job for later inside the caller's transaction: it exists if and only if that commits. A
 * job that fails is tried again, so its handler must bear being run twice. In a queue that is
 * 'exclusive' a second job of the same `exclusive` key is not left while the first waits or runs.
 */
export function later<Name extends keyof Jobs>(
  tx: Tx,
  name: Name,
  told: Jobs[Name],
  exclusive?: string,
): Promise<void> {
  return laterEach(tx, name, [told], exclusive)
}

/** The same for several jobs of one kind. */
export async function laterEach<Name extends keyof Jobs>(
  tx: Tx,
  name: Name,
  several: readonly Jobs[Name][],
  exclusive?: string,
): Promise<void> {
  // A sender of its own each time: it reads the queue's settings in this very transaction, and no
  // process-wide one has to be started before a chapter can be used.
  const boss = new PgBoss({
    db: fromDrizzle(tx, sql),
    schema: jobSchema,
    migrate: false,
    schedule: false,
    supervise: false,
  })
  try {
    await boss.start()
    const options = exclusive === undefined ? {} : { singletonKey: exclusive }
    for (const told of several) await boss.send(name, told, options)
  } finally {
    await boss.stop({ graceful: false, close: false })
  }
}
