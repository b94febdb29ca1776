import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { recusals } from '../../db/schema/relations.ts'
import { moderationWords as words } from '../../views/words/moderation.ts'
import { relationProblems as problems } from '../../views/words/relations.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { feedbackById, isOpen } from './feedback.ts'
import { lockFeedback } from './summaries.ts'

/**
 * Gives one feedback out of hand: from now on the database hides it from this person, for whom it
 * names in words no list can know. Raises Problem('not_found'), 'forbidden' unless moderator or
 * lead, 'conflict' when it is decided.
 */
export async function recuse(tx: Tx, actor: Actor, feedback: string): Promise<void> {
  needRole(actor, 'moderator', 'lead')
  await lockFeedback(tx, feedback)
  const row = await feedbackById(tx, feedback)
  if (!isOpen(row.state)) throw new Problem('conflict', words.notOpen)
  const id = crypto.randomUUID()
  const organisation = actor.organisation
  const entrySeq = await append(tx, {
    ...{ organisation, kind: 'feedback.recused', item: id, subject: feedback },
  })
  await tx.insert(recusals).values({
    ...{ id, organisationId: organisation, feedbackId: feedback, personId: actor.person, entrySeq },
  })
}

/**
 * Refuses to decide about officials and units the decider is near to, and about posts whose letters
 * another Front handles, unless the decision forwards. Raises Problem('conflict').
 */
export async function refuseNear(
  tx: Tx,
  given: { verdict: string; officials: readonly string[]; collectives: readonly string[] },
): Promise<void> {
  const chosen = sql.param([...given.officials, ...given.collectives])
  const { rows } = await tx.execute<{ near: boolean; elsewhere: boolean }>(sql`
    select is_near(${chosen}::uuid[]) as near, exists (select from posts p where p.official_id = any (${chosen}::uuid[])
      and p.handled_by <> current_organisation() and (p.valid_to is null or p.valid_to >= today())) as elsewhere`)
  if (rows[0]?.near) throw new Problem('conflict', problems.nearToYou)
  if (rows[0]?.elsewhere && given.verdict !== 'forward' && given.verdict !== 'divert') {
    throw new Problem('conflict', problems.handledElsewhere)
  }
}
