import { sql } from 'drizzle-orm'
import { fromDrizzle, PgBoss } from 'pg-boss'
import type { Tx } from '../db/connection.ts'

/** What can be left for later, and what each job is told; handlers: jobs/start.ts. */
export type Jobs = {
  'bundle.render': { bundle: string }
}

/** Schema of the job tables, made by the owner (jobs/prepare.ts). */
export const jobSchema = 'pgboss'

/**
 * Leaves a job for later inside the caller's transaction: it exists if and only if that commits. A
 * job that fails is tried again, so its handler must bear being run twice.
 */
export async function later<Name extends keyof Jobs>(
  tx: Tx,
  name: Name,
  told: Jobs[Name],
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
    await boss.send(name, told)
  } finally {
    await boss.stop({ graceful: false, close: false })
  }
}
