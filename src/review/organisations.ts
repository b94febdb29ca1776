import { z } from '@hono/zod-openapi'
import { and, asc, eq, isNull, ne, or, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { areas, organisations } from '../../db/schema.ts'
import { reviewProblems as problems } from '../../views/words/review.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { day, line, unitCode, wrongField } from './fields.ts'

export const organisationKinds = ['front', 'party', 'cell', 'mass', 'state'] as const
export const organisationLevels = ['province', 'commune', 'neighbourhood'] as const

export const newOrganisation = z.object({
  code: unitCode,
  kind: z.enum(organisationKinds),
  name: line(200),
  level: z.enum(organisationLevels),
  area: unitCode.optional(),
  validFrom: day.optional(),
})
export type NewOrganisation = z.output<typeof newOrganisation>

/** The own Front, the one above it, and those below it, by code. */
export function nearOrganisations(tx: Tx, actor: Actor) {
  return tx
    .select({
      id: organisations.id,
      code: organisations.code,
      kind: organisations.kind,
      name: organisations.name,
      level: organisations.level,
      parent: organisations.parentId,
      area: organisations.areaCode,
      validTo: organisations.validTo,
    })
    .from(organisations)
    .where(
      or(
        eq(organisations.id, actor.organisation),
        eq(organisations.parentId, actor.organisation),
        sql`${organisations.id} = (select own.parent_id from organisations own where own.id = ${actor.organisation}::uuid)`,
      ),
    )
    .orderBy(asc(organisations.code))
}

export type Organisation = Awaited<ReturnType<typeof nearOrganisations>>[number]

/**
 * Adds an organisation below the own one. Raises Problem('forbidden') unless secretary or admin,
 * 'conflict' when the code is taken, 'invalid' for an area that is not ours.
 */
export async function addOrganisation(
  tx: Tx,
  actor: Actor,
  given: NewOrganisation,
): Promise<string> {
  needRole(actor, 'secretary', 'admin')
  if (given.area !== undefined) await ownArea(tx, actor, given.area)
  const id = crypto.randomUUID()
  const added = await tx
    .insert(organisations)
    .values({
      id,
      code: given.code,
      kind: given.kind,
      name: given.name,
      level: given.level,
      parentId: actor.organisation,
      areaCode: given.area,
      validFrom: given.validFrom,
    })
    .onConflictDoNothing({ target: organisations.code })
    .returning({ id: organisations.id })
  if (added.length === 0) {
    const message = problems.organisationCodeTaken
    throw new Problem('conflict', message, [{ path: 'code', message }])
  }
  await append(tx, { organisation: actor.organisation, kind: 'organisation.added', item: id })
  return id
}

export const newSeat = z.object({ seat: unitCode, above: unitCode.optional() })
export type NewSeat = z.output<typeof newSeat>

/**
 * Says which area is the own Front's (its commune or ward), and under which area of the Front above
 * it lies. Set once: what moves later is a merger. Raises Problem('forbidden') unless secretary or
 * admin, 'invalid' for areas that do not fit, 'conflict' when another is set.
 */
export async function seatFront(tx: Tx, actor: Actor, { seat, above }: NewSeat): Promise<void> {
  needRole(actor, 'secretary', 'admin')
  await ownArea(tx, actor, seat, 'seat')
  const near = await nearOrganisations(tx, actor)
  const own = near.find(({ id }) => id === actor.organisation)
  if (own?.area && own.area !== seat) throw new Problem('conflict', problems.seatSet)
  const [held] = await tx
    .select({ parent: areas.parentCode })
    .from(areas)
    .where(eq(areas.code, seat))
  if (above !== undefined && held?.parent !== above) {
    if (held?.parent) throw new Problem('conflict', problems.seatSet)
    const [over] = await tx
      .select({ front: areas.organisationId })
      .from(areas)
      .where(and(eq(areas.code, above), isNull(areas.validTo)))
    if (!own?.parent || over?.front !== own.parent) throw wrongField('above', problems.noAreaAbove)
    await tx.update(areas).set({ parentCode: above }).where(eq(areas.code, seat))
  }
  const { organisation } = actor
  await tx.update(organisations).set({ areaCode: seat }).where(eq(organisations.id, organisation))
  await append(tx, { organisation, kind: 'organisation.changed', item: organisation })
}

/** The areas of the Front above in which the own one may lie, by code; none without a Front above. */
export function areasAbove(tx: Tx, actor: Actor) {
  return tx
    .select({
      code: areas.code,
      kind: areas.kind,
      name: areas.name,
      parent: areas.parentCode,
      successor: areas.successorCode,
    })
    .from(areas)
    .where(
      and(
        isNull(areas.validTo),
        sql`${areas.organisationId} = (select o.parent_id from organisations o where o.id = ${actor.organisation}::uuid)`,
      ),
    )
    .orderBy(asc(areas.code))
    .limit(1000)
}

/** An area the own Front handles. Raises Problem('invalid') on field `area` when it is not one. */
export async function ownArea(tx: Tx, actor: Actor, code: string, path = 'area'): Promise<void> {
  const [found] = await tx
    .select({ code: areas.code })
    .from(areas)
    .where(and(eq(areas.code, code), eq(areas.organisationId, actor.organisation)))
  if (found === undefined) throw wrongField(path, problems.noArea)
}

/** The bodies that may be reviewed as a collective: not Fronts, below the own one, by name. */
export function collectives(tx: Tx, actor: Actor) {
  return tx
    .select({ id: organisations.id, name: organisations.name, area: organisations.areaCode })
    .from(organisations)
    .where(
      and(
        ne(organisations.kind, 'front'),
        eq(organisations.parentId, actor.organisation),
        or(isNull(organisations.validTo), sql`${organisations.validTo} >= today()`),
      ),
    )
    .orderBy(asc(organisations.name))
}
