import { z } from '@hono/zod-openapi'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { residenceDrafts } from '../../db/schema.ts'
import { residenceProblems as problems } from '../../views/words/residence.ts'
import { reviewProblems } from '../../views/words/review.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { paragraphs } from './fields.ts'
import { isYearly, itemsOn, membersOf, type ResidenceMember } from './residence-members.ts'
import type { ResidenceRound } from './residence-rounds.ts'

/** 0 nothing said yet, else the first, second or third of the item's own words. */
export const answer = z.int().min(0).max(3)
export const note = paragraphs(1_000).or(z.literal(''))

/**
 * Some members' answers as they stand; what is left out stays. `version` is that of the table one saw:
 * when it is given and another wrote meanwhile, nothing is written.
 */
export const newAnswers = z.object({
  version: z.int().min(0).optional(),
  members: z
    .array(
      z.object({
        official: z.uuid(),
        answers: z.array(answer).length(itemsOn.full),
        note: note.optional(),
      }),
    )
    .min(1)
    .max(1_000),
})

/** The version of a round's table: it grows with each change. */
export async function draftVersion(tx: Tx, round: string): Promise<number> {
  const [found] = await tx
    .select({ version: sql<number>`coalesce(sum(${residenceDrafts.version}), 0)::int` })
    .from(residenceDrafts)
    .where(eq(residenceDrafts.roundId, round))
  return found?.version ?? 0
}

/**
 * Keeps answers as they are typed; nobody has signed yet. Answers the new version. Raises
 * Problem('forbidden') unless the cell or secretary, 'not_found' for who does not live there,
 * 'conflict' for a stale version, an exempt member, a confirmed sheet or a closed cycle.
 */
export async function saveAnswers(
  tx: Tx,
  actor: Actor,
  round: ResidenceRound,
  given: z.output<typeof newAnswers>,
): Promise<{ version: number; saved: number }> {
  needRole(actor, 'cell', 'secretary')
  if (round.cycle.closed) throw new Problem('conflict', reviewProblems.cycleClosed)
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${round.id}, 17))`)
  const now = await draftVersion(tx, round.id)
  const members = new Map((await membersOf(tx, round)).map((one) => [one.id, one]))
  const changed = given.members.flatMap((one) => {
    const member = members.get(one.official)
    if (!member) throw new Problem('not_found', problems.noMember)
    const wish = { ...one, note: one.note ?? member.note }
    if (
      wish.note === member.note &&
      wish.answers.every((said, at) => said === member.answers[at])
    ) {
      return []
    }
    mustTakeAnswers(member)
    return [wish]
  })
  if (changed.length === 0) return { version: now, saved: 0 }
  if (given.version !== undefined && given.version !== now) {
    throw new Problem('conflict', problems.stale)
  }
  const kept = changed.map(({ official, answers, note: said }) => ({
    ...{ roundId: round.id, officialId: official, organisationId: actor.organisation },
    ...{ answers, note: said, version: 1, savedBy: actor.person, savedAt: sql`now()` },
  }))
  await tx
    .insert(residenceDrafts)
    .values(kept)
    .onConflictDoUpdate({
      target: [residenceDrafts.roundId, residenceDrafts.officialId],
      set: {
        answers: sql`excluded.answers`,
        note: sql`excluded.note`,
        savedBy: sql`excluded.saved_by`,
        savedAt: sql`excluded.saved_at`,
        version: sql`${residenceDrafts.version} + 1`,
      },
    })
  return { version: await draftVersion(tx, round.id), saved: changed.length }
}

/** Raises Problem('conflict') when a member is not commented on in the table of the year. */
export function mustTakeAnswers(member: ResidenceMember): void {
  if (member.comment?.confirmed) throw new Problem('conflict', problems.frozen)
  if (member.status === 'not_introduced') throw new Problem('conflict', problems.notIntroduced)
  if (member.status === 'introduced_exempt') throw new Problem('conflict', problems.exemptMember)
  if (!isYearly(member)) throw new Problem('not_found', problems.noMember)
}
