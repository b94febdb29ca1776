import { and, eq, sql } from 'drizzle-orm'
import { as, type Tx } from '../../db/connection.ts'
import { bundles, notices, organisations } from '../../db/schema.ts'
import { both } from '../../views/lang.ts'
import { freezingWords } from '../../views/words/freezing.ts'
import {
  type Checkpoint,
  type Checkpointing,
  checkpoint,
  checkpointAll,
} from '../custody/checkpoint.ts'
import type { LogOwner } from '../custody/entries.ts'
import { Problem, problemOf } from '../problem.ts'
import { tellAll } from '../staff/notices.ts'

/** The day's checkpoints: one of every log that has none yet today. Those refused are told to people. */
export async function dailyCheckpoints(setting: Checkpointing): Promise<void> {
  const refused = await checkpointAll(setting)
  for (const owner of refused) {
    await as(setting.db, { role: 'ydan_jobs' }, (tx) => tellOnce(tx, owner))
  }
}

/**
 * The checkpoint behind a freeze: it covers the freeze itself. Raises Problem('conflict') when the
 * log is not in order: papers from such a log would be worth nothing.
 */
export async function checkpointOfFreeze(
  setting: Checkpointing,
  bundle: string,
): Promise<Checkpoint> {
  const [owner] = await as(setting.db, { role: 'ydan_jobs' }, (tx) =>
    tx
      .select({ id: organisations.id, code: organisations.code })
      .from(bundles)
      .innerJoin(organisations, eq(organisations.id, bundles.organisationId))
      .where(eq(bundles.id, bundle)),
  )
  if (!owner) throw new Problem('not_found', freezingWords.notFound)
  try {
    return await checkpoint(setting, owner, { thorough: false })
  } catch (thrown) {
    setting.log(both(problemOf(thrown).sentence))
    await as(setting.db, { role: 'ydan_jobs' }, (tx) => tellOnce(tx, owner))
    throw thrown
  }
}

// Once a day is loud enough; the job asks every hour.
async function tellOnce(tx: Tx, owner: LogOwner): Promise<void> {
  const [told] = await tx
    .select({ id: notices.id })
    .from(notices)
    .where(
      and(
        eq(notices.organisationId, owner.id),
        eq(notices.kind, 'checkpoint-refused'),
        sql`${notices.createdAt} > now() - interval '20 hours'`,
      ),
    )
    .limit(1)
  if (told) return
  for (const role of ['lead', 'auditor', 'admin'] as const) {
    await tellAll(tx, owner.id, role, 'checkpoint-refused', { organisation: owner.code })
  }
}
