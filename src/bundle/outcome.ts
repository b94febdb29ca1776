import { z } from '@hono/zod-openapi'
import { desc, eq } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { outcomes } from '../../db/schema.ts'
import { meetingProblems as problems } from '../../views/words/meeting.ts'
import { sheetProblems } from '../../views/words/sheets.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { Problem } from '../problem.ts'
import { cycleById } from '../review/cycles.ts'
import { day, line } from '../review/fields.ts'
import { mustHaveBegun, planOf } from '../review/phases.ts'
import { isCommented } from '../review/sheets.ts'
import type { Actor } from '../staff/actor.ts'
import { currentBundle, mustHaveCome } from './current.ts'
import type { BundleEntry, BundleState } from './list.ts'
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
  await mustBeInOrder(tx, bundle)
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

// By the plan of the cycle: recognition has begun, and where the Front comments before it, it has.
async function mustBeInOrder(tx: Tx, { cycle, record }: BundleEntry): Promise<void> {
  const planned = await cycleById(tx, cycle)
  await mustHaveBegun(tx, planned, 'recognition')
  const plan = await planOf(tx, planned)
  if (!plan?.phases.some(({ phase }) => phase === 'front-comment')) return
  if (!(await isCommented(tx, record))) throw new Problem('conflict', sheetProblems.commentFirst)
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
