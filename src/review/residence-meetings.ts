import { z } from '@hono/zod-openapi'
import { desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { residenceGatherings, residenceMeetings, texts } from '../../db/schema.ts'
import { residenceProblems as problems } from '../../views/words/residence.ts'
import { reviewProblems } from '../../views/words/review.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { Problem } from '../problem.ts'
import { commitWords } from '../seal/commitment.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { day, paragraphs, wrongField } from './fields.ts'
import { membersOf } from './residence-members.ts'
import type { ResidenceRound } from './residence-rounds.ts'

/** That the two committees met, and who was present, by name. */
export const newMeeting = z.object({ heldOn: day, present: paragraphs(2_000) })
/** A half-yearly meeting and which officials came to it. */
export const newGathering = z.object({ heldOn: day, present: z.array(z.uuid()).max(1_000) })

/**
 * Records the meeting of the cell committee with the Front's committee; a later one corrects it. Raises
 * Problem('forbidden') unless the cell or secretary, 'invalid' for a day to come or before the cycle,
 * 'conflict' for a closed cycle.
 */
export async function recordMeeting(
  tx: Tx,
  actor: Actor,
  round: ResidenceRound,
  given: z.output<typeof newMeeting>,
): Promise<string> {
  mustBeWithin(actor, round, given.heldOn)
  const id = crypto.randomUUID()
  const body = JSON.stringify({ heldOn: given.heldOn, present: given.present })
  const { salt, commitment } = await commitWords(body)
  const organisationId = actor.organisation
  await tx.insert(texts).values({ record: id, field: 'residence', organisationId, body, salt })
  const act = { organisation: organisationId, kind: 'residence.met', item: id, subject: round.id }
  const entrySeq = await append(tx, { ...act, commitment })
  const row = { id, organisationId, roundId: round.id, enteredBy: actor.person, entrySeq }
  await tx.insert(residenceMeetings).values({ ...row, heldOn: given.heldOn })
  return id
}

/** The meeting that counts: the one recorded last; null before there is one. */
export async function meetingOf(
  tx: Tx,
  round: string,
): Promise<{ id: string; heldOn: string; present: string } | null> {
  const [found] = await tx
    .select({ id: residenceMeetings.id, heldOn: residenceMeetings.heldOn, body: texts.body })
    .from(residenceMeetings)
    .innerJoin(
      texts,
      sql`${texts.record} = ${residenceMeetings.id} and ${texts.field} = 'residence'`,
    )
    .where(eq(residenceMeetings.roundId, round))
    .orderBy(desc(residenceMeetings.entrySeq))
    .limit(1)
  if (!found) return null
  const { present } = z.object({ present: z.string() }).parse(JSON.parse(found.body))
  return { id: found.id, heldOn: found.heldOn, present }
}

/**
 * Records who came to a half-yearly meeting; the same day again corrects it. Raises what
 * `recordMeeting` raises, and 'not_found' for who does not live there.
 */
export async function recordGathering(
  tx: Tx,
  actor: Actor,
  round: ResidenceRound,
  given: z.output<typeof newGathering>,
): Promise<string> {
  mustBeWithin(actor, round, given.heldOn)
  const living = new Set((await membersOf(tx, round)).map(({ id }) => id))
  const present = [...new Set(given.present)].sort()
  if (present.some((one) => !living.has(one))) throw new Problem('not_found', problems.noMember)
  const id = crypto.randomUUID()
  const organisationId = actor.organisation
  const entrySeq = await append(tx, {
    organisation: organisationId,
    kind: 'residence.gathered',
    item: id,
    subject: round.id,
    commitment: commitFields(given.heldOn, present.join(' ')),
  })
  const row = { id, organisationId, roundId: round.id, enteredBy: actor.person, entrySeq }
  await tx.insert(residenceGatherings).values({ ...row, heldOn: given.heldOn, present })
  return id
}

/** The half-yearly meetings of a round by day, as recorded last. */
export async function gatheringsOf(
  tx: Tx,
  round: string,
): Promise<{ heldOn: string; present: string[] }[]> {
  return tx
    .selectDistinctOn([residenceGatherings.heldOn], {
      heldOn: residenceGatherings.heldOn,
      present: residenceGatherings.present,
    })
    .from(residenceGatherings)
    .where(eq(residenceGatherings.roundId, round))
    .orderBy(residenceGatherings.heldOn, desc(residenceGatherings.entrySeq))
}

function mustBeWithin(actor: Actor, { cycle }: ResidenceRound, heldOn: string): void {
  needRole(actor, 'cell', 'secretary')
  if (cycle.closed) throw new Problem('conflict', reviewProblems.cycleClosed)
  if (heldOn > dayInVietNam()) throw wrongField('heldOn', problems.future)
  if (heldOn < cycle.startsOn) throw wrongField('heldOn', problems.outsideCycle)
}
