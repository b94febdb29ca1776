import { z } from '@hono/zod-openapi'
import { desc, eq } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { outcomes } from '../../db/schema.ts'
import { meetingProblems as problems } from '../../views/words/meeting.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { Problem } from '../problem.ts'
import { day, line } from '../review/fields.ts'
import type { Actor } from '../staff/actor.ts'
import { currentBundle, mustHaveCome } from './current.ts'
import type { BundleState } from './list.ts'
import { projectItems } from './meeting.ts'

// The level is words from a paper: no list to choose from, so that nothing is suggested.
export const newOutcome = z.object({
  level: line(200),
  decidedBy: line(300),
  document: line(200),
  decidedOn: day,
})

/**
 * Records what the competent body decided, copied from its paper; a later row corrects an earlier
 * one. What lies in the bundle becomes `closed`. Raises Problem('conflict') before a meeting
 * considered it, 'invalid' for a day to come, and what `currentBundle` raises.
 */
export async function recordOutcome(
  tx: Tx,
  actor: Actor,
  id: string,
  given: z.output<typeof newOutcome>,
): Promise<string> {
  const bundle = await currentBundle(tx, actor, id)
  if (early.includes(bundle.state)) throw new Problem('conflict', problems.notConsidered)
  await mustHaveCome(tx, 'decidedOn', given.decidedOn)
  const outcome = crypto.randomUUID()
  const organisationId = actor.organisation
  const entrySeq = await append(tx, {
    organisation: organisationId,
    kind: 'outcome.recorded',
    item: outcome,
    subject: id,
    commitment: commitFields(given.level, given.decidedBy, given.document, given.decidedOn),
  })
  const row = { id: outcome, organisationId, bundleId: id, enteredBy: actor.person, entrySeq }
  await tx.insert(outcomes).values({ ...given, ...row })
  await projectItems(tx, id)
  return outcome
}

const early: readonly BundleState[] = ['frozen', 'handed_over']

/** The outcome that stands for a bundle, or null. */
export async function outcomeOf(tx: Tx, bundle: string) {
  const [last] = await tx
    .select({
      level: outcomes.level,
      decidedBy: outcomes.decidedBy,
      document: outcomes.document,
      decidedOn: outcomes.decidedOn,
    })
    .from(outcomes)
    .where(eq(outcomes.bundleId, bundle))
    .orderBy(desc(outcomes.entrySeq))
    .limit(1)
  return last ?? null
}
