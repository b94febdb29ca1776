import { z } from '@hono/zod-openapi'
import { eq, inArray, or, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { officials, posts } from '../../db/schema.ts'
import { byGivenName } from '../../views/names.ts'
import { reviewProblems as problems } from '../../views/words/review.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { isId, line } from './fields.ts'
import { addPosts, type NewPost, newPost, type Post, postsOf } from './posts.ts'

export const newOfficial = z.object({
  name: line(120),
  code: z
    .string()
    .regex(/^[A-Za-z0-9._/-]{1,60}$/)
    .optional(),
  birthYear: z.int().min(1900).max(2100).optional(),
  isPartyMember: z.boolean().default(true),
  posts: z.array(newPost).max(20).default([]),
})
export type NewOfficial = z.output<typeof newOfficial>

export type Official = {
  id: string
  name: string
  code: string | null
  birthYear: number | null
  isPartyMember: boolean
  posts: Post[]
}

const columns = {
  id: officials.id,
  name: officials.name,
  code: officials.code,
  birthYear: officials.birthYear,
  isPartyMember: officials.isPartyMember,
}

// More than any commune keeps; a list in name order has to be sorted whole.
const most = 20_000

/**
 * The organisation's officials in Vietnamese order by given name, `limit` of them after `cursor`.
 * `q` finds names with or without accents, codes and posts; `area` keeps who holds a post there.
 */
export async function listOfficials(
  tx: Tx,
  wish: {
    q?: string | undefined
    area?: string | undefined
    cursor?: string | undefined
    limit: number
  },
): Promise<{ items: Official[]; next: string | null }> {
  const found = await tx.select(columns).from(officials).where(matching(wish)).limit(most)
  const sorted = found.sort(byGivenName)
  const after = sorted.findIndex(({ id }) => id === wish.cursor) + 1
  const page = sorted.slice(after, after + wish.limit)
  const next = sorted.length > after + wish.limit ? (page.at(-1)?.id ?? null) : null
  return { items: await withPosts(tx, page), next }
}

/** One official with posts. Raises Problem('not_found') when not there or not ours. */
export async function officialById(tx: Tx, id: string): Promise<Official> {
  const found = isId(id) ? await tx.select(columns).from(officials).where(eq(officials.id, id)) : []
  const [official] = await withPosts(tx, found)
  if (official === undefined) throw new Problem('not_found', problems.noOfficial)
  return official
}

/**
 * Adds an official with the posts held. Raises Problem('forbidden') unless secretary or admin,
 * 'conflict' when the code is taken, 'invalid' for an area, body or Front that does not fit.
 */
export async function addOfficial(tx: Tx, actor: Actor, given: NewOfficial): Promise<string> {
  needRole(actor, 'secretary', 'admin')
  const id = crypto.randomUUID()
  const { posts: held, ...row } = given
  const added = await tx
    .insert(officials)
    .values({ ...row, id, organisationId: actor.organisation })
    .onConflictDoNothing({ target: [officials.organisationId, officials.code] })
    .returning({ id: officials.id })
  if (added.length === 0) {
    const message = problems.officialCodeTaken
    throw new Problem('conflict', message, [{ path: 'code', message }])
  }
  await addPosts(tx, actor, id, held, 'posts')
  await append(tx, { organisation: actor.organisation, kind: 'official.added', item: id })
  return id
}

/**
 * Gives an official one more post. Raises Problem('forbidden') unless secretary or admin,
 * 'not_found' for an official that is not ours, 'invalid' for what does not fit.
 */
export async function addPost(
  tx: Tx,
  actor: Actor,
  official: string,
  given: NewPost,
): Promise<string> {
  needRole(actor, 'secretary', 'admin')
  const { id: subject } = await officialById(tx, official)
  const [item = ''] = await addPosts(tx, actor, subject, [given])
  await append(tx, { organisation: actor.organisation, kind: 'post.added', item, subject })
  return item
}

function matching({ q, area }: { q?: string | undefined; area?: string | undefined }) {
  const wanted = q?.trim() ? `%${q.trim().replace(/[\\%_]/g, '\\$&')}%` : undefined
  const here = (condition: ReturnType<typeof sql>) =>
    sql`exists (select from posts p where p.official_id = ${officials}.id
      and p.valid_from <= today() and (p.valid_to is null or p.valid_to >= today()) and ${condition})`
  const named =
    wanted === undefined
      ? undefined
      : or(
          sql`plain(${officials.name}) like plain(${wanted})`,
          sql`plain(${officials.code}) like plain(${wanted})`,
          here(sql`plain(p.title) like plain(${wanted})`),
        )
  const placed = area === undefined ? undefined : here(sql`p.area_code = ${area}`)
  return named && placed ? sql`${named} and ${placed}` : (named ?? placed)
}

async function withPosts(tx: Tx, found: Omit<Official, 'posts'>[]): Promise<Official[]> {
  if (found.length === 0) return []
  const ids = found.map(({ id }) => id)
  const held = await postsOf(tx, inArray(posts.officialId, ids))
  const posted = Map.groupBy(held, ({ official }) => official)
  return found.map((official) => ({ ...official, posts: posted.get(official.id) ?? [] }))
}
