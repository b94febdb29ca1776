import { z } from '@hono/zod-openapi'
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { areas } from '../../db/schema.ts'
import { reviewProblems as problems } from '../../views/words/review.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { day, line, unitCode } from './fields.ts'
import { ownArea } from './organisations.ts'

export const newArea = z.object({
  code: unitCode,
  kind: line(40),
  name: line(200),
  parent: unitCode.optional(),
  validFrom: day.optional(),
})
export type NewArea = z.output<typeof newArea>

/** The areas whose letters the own Front handles, by code; at most `limit` after `cursor`. */
export async function ownAreas(
  tx: Tx,
  actor: Actor,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const found = await tx
    .select({
      code: areas.code,
      kind: areas.kind,
      name: areas.name,
      parent: areas.parentCode,
      validFrom: areas.validFrom,
      validTo: areas.validTo,
      successor: areas.successorCode,
    })
    .from(areas)
    .where(
      and(
        eq(areas.organisationId, actor.organisation),
        cursor === undefined ? undefined : gt(areas.code, cursor),
      ),
    )
    .orderBy(asc(areas.code))
    .limit(limit + 1)
  const items = found.slice(0, limit)
  return { items, next: found.length > limit ? (items.at(-1)?.code ?? null) : null }
}

export type Area = Awaited<ReturnType<typeof ownAreas>>['items'][number]

/**
 * Adds an area to the own Front. Raises Problem('forbidden') unless secretary or admin, 'conflict'
 * when the code is taken, 'invalid' for a parent that is not ours.
 */
export async function addArea(tx: Tx, actor: Actor, given: NewArea): Promise<string> {
  needRole(actor, 'secretary', 'admin')
  if (given.parent !== undefined) await ownArea(tx, actor, given.parent, 'parent')
  const added = await tx
    .insert(areas)
    .values({
      code: given.code,
      kind: given.kind,
      name: given.name,
      parentCode: given.parent,
      organisationId: actor.organisation,
      validFrom: given.validFrom,
    })
    .onConflictDoNothing({ target: areas.code })
    .returning({ code: areas.code })
  if (added.length === 0) {
    const message = problems.areaCodeTaken
    throw new Problem('conflict', message, [{ path: 'code', message }])
  }
  // Areas have codes, and the log takes random ids alone: the entry names the organisation.
  await append(tx, {
    organisation: actor.organisation,
    kind: 'area.added',
    item: actor.organisation,
  })
  return given.code
}

/** The name of the area `a` of a query: its own word before it, unless the name begins with it. */
export const placeName = sql`case when starts_with(lower(a.name), lower(a.kind)) then a.name
  else a.kind || ' ' || a.name end`
