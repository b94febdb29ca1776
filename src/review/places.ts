import { z } from '@hono/zod-openapi'
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { areas, organisations, posts, residences, reviewPlaces } from '../../db/schema.ts'
import { reviewProblems } from '../../views/words/review.ts'
import { placeProblems as problems } from '../../views/words/review-places.ts'
import { append } from '../custody/append.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { day, isId, unitCode, wrongField } from './fields.ts'
import { officialById } from './officials.ts'
import { nearOrganisations } from './organisations.ts'

export const homeStatuses = ['normal', 'introduced_exempt', 'not_introduced'] as const
export const newHome = z.object({
  home: unitCode,
  status: z.enum(homeStatuses).default('normal'),
  from: day.optional(),
})
export type NewHome = z.output<typeof newHome>

const place = z.object({
  place: z.uuid(),
  kind: z.enum(['workplace', 'residence']),
  validFrom: day,
  validTo: day.optional(),
})
export const newPlace = place.refine(
  ({ validFrom, validTo }) => (validTo ?? validFrom) >= validFrom,
  {
    path: ['validTo'],
  },
)
export type NewPlace = z.output<typeof newPlace>

export const newEnding = z.object({ post: z.uuid(), lastDay: day })
export type NewEnding = z.output<typeof newEnding>

/** Where an official lived and lives, newest first. */
export function homesOf(tx: Tx, official: string) {
  return tx
    .select({
      id: residences.id,
      area: residences.areaCode,
      areaKind: areas.kind,
      areaName: areas.name,
      status: residences.status,
      validFrom: residences.validFrom,
      validTo: residences.validTo,
    })
    .from(residences)
    .innerJoin(areas, eq(areas.code, residences.areaCode))
    .where(eq(residences.officialId, official))
    .orderBy(desc(residences.validFrom), desc(residences.id))
}

/** Where an official is reviewed besides posts and residence, newest first. */
export function placesOf(tx: Tx, official: string) {
  return tx
    .select({
      id: reviewPlaces.id,
      name: organisations.name,
      kind: reviewPlaces.kind,
      validFrom: reviewPlaces.validFrom,
      validTo: reviewPlaces.validTo,
    })
    .from(reviewPlaces)
    .innerJoin(organisations, eq(organisations.id, reviewPlaces.placeId))
    .where(eq(reviewPlaces.officialId, official))
    .orderBy(desc(reviewPlaces.validFrom), desc(reviewPlaces.id))
}

/**
 * Notes where an official lives from a day on (today unless said); the place before ends the day
 * before. Any area in use will do: who works here may live in another commune. Raises
 * Problem('forbidden') unless secretary or admin, 'not_found', 'invalid' for area or day.
 */
export async function moveHome(
  tx: Tx,
  actor: Actor,
  official: string,
  { home, status, from = dayInVietNam() }: NewHome,
): Promise<void> {
  needRole(actor, 'secretary', 'admin')
  const { id: officialId } = await officialById(tx, official)
  const open = await tx
    .select({ code: areas.code })
    .from(areas)
    .where(and(eq(areas.code, home), isNull(areas.validTo)))
  if (open.length === 0) throw wrongField('home', problems.noArea)
  for (const { id, area, status: held, validFrom } of (await homesOf(tx, officialId)).filter(
    ({ validTo }) => validTo === null || validTo >= from,
  )) {
    if (area === home && held === status) throw wrongField('home', problems.here)
    if (validFrom >= from) throw wrongField('from', problems.earlier)
    const last = sql`${from}::date - 1`
    await tx.update(residences).set({ validTo: last }).where(eq(residences.id, id))
  }
  const id = crypto.randomUUID()
  const organisationId = actor.organisation
  const row = { id, organisationId, officialId, areaCode: home, status, validFrom: from }
  await tx.insert(residences).values(row)
  const said = { kind: 'residence.noted', item: id, subject: officialId }
  await append(tx, { organisation: organisationId, ...said })
}

/**
 * Adds a place of review with its dates. Raises Problem('forbidden') unless secretary or admin,
 * 'not_found', 'invalid' for an organisation that is not near.
 */
export async function addPlace(
  tx: Tx,
  actor: Actor,
  official: string,
  { place: placeId, ...dated }: NewPlace,
): Promise<void> {
  needRole(actor, 'secretary', 'admin')
  const { id: officialId } = await officialById(tx, official)
  const near = await nearOrganisations(tx, actor)
  if (!near.some(({ id }) => id === placeId)) {
    throw wrongField('place', reviewProblems.noOrganisation)
  }
  const id = crypto.randomUUID()
  const organisationId = actor.organisation
  await tx.insert(reviewPlaces).values({ id, organisationId, officialId, placeId, ...dated })
  const said = { kind: 'review-place.added', item: id, subject: officialId }
  await append(tx, { organisation: organisationId, ...said })
}

/**
 * Ends a post on its last day; what it was stays readable. Raises Problem('forbidden') unless
 * secretary or admin, 'not_found', 'invalid' for a post that is not theirs and a day before it began.
 */
export async function endPost(
  tx: Tx,
  actor: Actor,
  official: string,
  { post, lastDay }: NewEnding,
): Promise<void> {
  needRole(actor, 'secretary', 'admin')
  const { id: subject, posts: held } = await officialById(tx, official)
  const found = isId(post) ? held.find(({ id }) => id === post) : undefined
  if (!found) throw wrongField('post', problems.noPost)
  if (lastDay < found.validFrom) throw wrongField('lastDay', problems.lastDay)
  await tx.update(posts).set({ validTo: lastDay }).where(eq(posts.id, post))
  await append(tx, {
    ...{ organisation: actor.organisation, kind: 'post.ended', item: post, subject },
  })
}
