import { z } from '@hono/zod-openapi'
import { desc, eq, type SQL } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { areas, organisations, posts } from '../../db/schema.ts'
import { reviewProblems as problems } from '../../views/words/review.ts'
import { tierProblems } from '../../views/words/tiers.ts'
import { Problem } from '../problem.ts'
import type { Actor } from '../staff/actor.ts'
import { day, line, unitCode, wrongField } from './fields.ts'
import { nearOrganisations, type Organisation, ownArea } from './organisations.ts'
import { type Ceiling, ceilingOf, isWithin, tiers } from './tiers.ts'

const shape = z.object({
  title: line(200),
  area: unitCode,
  body: z.uuid().optional(),
  handledBy: z.uuid().optional(),
  isHead: z.boolean().default(false),
  isLeader: z.boolean().default(false),
  validFrom: day.optional(),
  validTo: day.optional(),
  tier: z.enum(tiers).default('commune'),
})

export const newPost = shape.refine(
  ({ validFrom, validTo }) => validTo === undefined || validTo >= (validFrom ?? ''),
  { path: ['validTo'] },
)
export type NewPost = z.output<typeof newPost>

/** The posts that `condition` finds, newest first, with the names of body and handling Front. */
export function postsOf(tx: Tx, condition: SQL) {
  return tx
    .select({
      id: posts.id,
      official: posts.officialId,
      title: posts.title,
      area: posts.areaCode,
      areaKind: areas.kind,
      areaName: areas.name,
      body: posts.bodyId,
      bodyName: organisations.name,
      handledBy: posts.handledBy,
      isHead: posts.isHead,
      isLeader: posts.isLeader,
      tier: posts.tier,
      validFrom: posts.validFrom,
      validTo: posts.validTo,
    })
    .from(posts)
    .innerJoin(areas, eq(areas.code, posts.areaCode))
    .leftJoin(organisations, eq(organisations.id, posts.bodyId))
    .where(condition)
    .orderBy(desc(posts.validFrom), desc(posts.id))
}

export type Post = Awaited<ReturnType<typeof postsOf>>[number]

/** Writes the posts of an official; the caller checked the role and appends the entry. */
export async function addPosts(
  tx: Tx,
  actor: Actor,
  official: string,
  given: readonly NewPost[],
  path?: string,
): Promise<string[]> {
  if (given.length === 0) return []
  const near = await nearOrganisations(tx, actor)
  const ceiling = await ceilingOf(tx, actor)
  const rows = []
  for (const [index, post] of given.entries()) {
    const field = (name: string) => (path === undefined ? name : `${path}.${index}.${name}`)
    await ownArea(tx, actor, post.area, field('area'))
    if (post.body !== undefined && !near.some(({ id }) => id === post.body)) {
      throw wrongField(field('body'), problems.noOrganisation)
    }
    const handledBy = post.handledBy ?? usualHandler(near, actor, post)
    if (!fronts(near, actor).some(({ id }) => id === handledBy)) {
      throw wrongField(field('handledBy'), problems.handledByFront)
    }
    const { tier } = post
    if (!isWithin(tier, ceiling)) {
      const message = tierProblems.above
      throw new Problem('conflict', message, [{ path: field('tier'), message }])
    }
    rows.push(rowOf(actor, official, { ...post, handledBy, tier }))
  }
  await tx.insert(posts).values(rows)
  return rows.map(({ id }) => id)
}

/** The Fronts that may handle letters about a post: the own one, and the one above. */
export function fronts(near: readonly Organisation[], actor: Actor): Organisation[] {
  const own = near.find(({ id }) => id === actor.organisation)
  return near.filter(({ id, kind }) => kind === 'front' && (id === own?.id || id === own?.parent))
}

/**
 * The Front that handles letters about a post unless told otherwise: about the ward's leaders, or
 * about its Front, the one above (design §3).
 */
export function usualHandler(
  near: readonly Organisation[],
  actor: Actor,
  post: Pick<NewPost, 'isHead' | 'isLeader' | 'area' | 'body'>,
): string {
  const own = near.find(({ id }) => id === actor.organisation)
  const above = fronts(near, actor).find(({ id }) => id !== actor.organisation)
  const leads = (post.isHead || post.isLeader) && own?.area === post.area
  return above && (leads || post.body === actor.organisation) ? above.id : actor.organisation
}

/** A post as its table takes it. */
export function rowOf(
  actor: Actor,
  official: string,
  post: Omit<NewPost, 'tier'> & { handledBy: string; tier: Ceiling },
) {
  const { area, body, ...rest } = post
  return {
    ...rest,
    id: crypto.randomUUID(),
    organisationId: actor.organisation,
    officialId: official,
    areaCode: area,
    bodyId: body,
  }
}
