import { z } from '@hono/zod-openapi'
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { bundles, consultations, openings, people } from '../../db/schema.ts'
import { freezingWords } from '../../views/words/freezing.ts'
import { meetingProblems as problems } from '../../views/words/meeting.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { Problem } from '../problem.ts'
import { day, line } from '../review/fields.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { currentBundle, mustHaveCome } from './current.ts'
import { bundleById } from './list.ts'

export const newConsultation = z.object({
  meeting: line(300),
  place: line(300),
  heldOn: day,
  minutes: line(200),
})

/**
 * Records that a meeting considered the bundle; what lies in it becomes `considered`. Raises
 * Problem('conflict') before the handover, 'invalid' for a day to come, and what `currentBundle`
 * raises.
 */
export async function consult(
  tx: Tx,
  actor: Actor,
  id: string,
  given: z.output<typeof newConsultation>,
): Promise<string> {
  const bundle = await currentBundle(tx, actor, id)
  if (bundle.state === 'frozen') throw new Problem('conflict', problems.notHandedOver)
  await mustHaveCome(tx, 'heldOn', given.heldOn)
  const consultation = crypto.randomUUID()
  const entrySeq = await append(tx, {
    organisation: actor.organisation,
    kind: 'bundle.considered',
    item: consultation,
    subject: id,
    commitment: commitFields(given.meeting, given.place, given.heldOn, given.minutes),
  })
  await tx.insert(consultations).values({
    ...given,
    id: consultation,
    organisationId: actor.organisation,
    bundleId: id,
    enteredBy: actor.person,
    entrySeq,
  })
  await projectItems(tx, id)
  return consultation
}

/** The meetings that considered a bundle, first entered first. */
export function consultationsOf(tx: Tx, bundle: string) {
  return tx
    .select({
      id: consultations.id,
      meeting: consultations.meeting,
      place: consultations.place,
      heldOn: consultations.heldOn,
      minutes: consultations.minutes,
    })
    .from(consultations)
    .where(eq(consultations.bundleId, bundle))
    .orderBy(asc(consultations.entrySeq))
}

/** Brings the states of all feedback in a bundle up to date with its rows. */
export async function projectItems(tx: Tx, bundle: string): Promise<void> {
  await tx.execute(sql`
    select project(feedback_id) from (select distinct e.feedback_id from bundle_items i
      join evidence e on e.id = i.evidence_id where i.bundle_id = ${bundle}::uuid order by 1) as items`)
}

/**
 * Notes that this person opened something of a bundle: `screen`, `projector`, `scan`, or a file's
 * name. The same again within ten minutes is one opening: a page reloaded, a slide turned.
 */
export async function opened(tx: Tx, actor: Actor, bundle: string, what: string): Promise<void> {
  const person = actor.person
  const just = await tx
    .select({ id: openings.id })
    .from(openings)
    .where(
      and(
        eq(openings.bundleId, bundle),
        eq(openings.personId, person),
        eq(openings.what, what),
        sql`${openings.openedAt} > now() - interval '10 minutes'`,
      ),
    )
    .limit(1)
  if (just.length > 0) return
  const id = crypto.randomUUID()
  const organisationId = actor.organisation
  const entrySeq = await append(tx, {
    organisation: organisationId,
    kind: 'bundle.opened',
    item: id,
    subject: bundle,
    reason: what,
  })
  await tx
    .insert(openings)
    .values({ id, organisationId, bundleId: bundle, personId: person, what, entrySeq })
}

/**
 * Who opened what of a bundle, latest first. Raises Problem('forbidden') for all but secretary,
 * lead and auditor, 'not_found' for another's bundle.
 */
export async function openingsOf(tx: Tx, actor: Actor, bundle: string) {
  needRole(actor, 'secretary', 'lead', 'auditor')
  if (!actor.roles.includes('auditor')) await bundleById(tx, actor, bundle)
  const there = await tx.select({ id: bundles.id }).from(bundles).where(eq(bundles.id, bundle))
  if (there.length === 0) throw new Problem('not_found', freezingWords.notFound)
  return tx
    .select({ name: people.name, what: openings.what, openedAt: openings.openedAt })
    .from(openings)
    .innerJoin(people, eq(people.id, openings.personId))
    .where(eq(openings.bundleId, bundle))
    .orderBy(desc(openings.openedAt))
    .limit(2_000)
}
