import { eq } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { officials, posts, residences } from '../../db/schema.ts'
import { plain } from '../intake/area-facts.ts'
import type { Actor } from '../staff/actor.ts'

type Dated = { validFrom: string; validTo: string | null }

/** An official the own Front keeps, with every post and residence. */
export type KnownOfficial = {
  id: string
  code: string | null
  name: string
  birthYear: number | null
  posts: (Dated & { id: string; title: string; area: string; body: string | null })[]
  residences: (Dated & { id: string; area: string })[]
}

/** All officials of the own Front, by code and by name without accents. */
export async function knownOfficials(tx: Tx, { organisation }: Actor) {
  const held = await tx
    .select({
      ...{ id: posts.id, official: posts.officialId, title: posts.title, area: posts.areaCode },
      ...{ body: posts.bodyId, validFrom: posts.validFrom, validTo: posts.validTo },
    })
    .from(posts)
    .where(eq(posts.organisationId, organisation))
  const { officialId: official, areaCode: area, validFrom, validTo } = residences
  const homes = await tx
    .select({ id: residences.id, official, area, validFrom, validTo })
    .from(residences)
    .where(eq(residences.organisationId, organisation))
  const found = await tx
    .select({
      ...{ id: officials.id, code: officials.code, name: officials.name },
      birthYear: officials.birthYear,
    })
    .from(officials)
    .where(eq(officials.organisationId, organisation))
  const [postsOf, homesOf] = [
    groupedBy(held, (one) => one.official),
    groupedBy(homes, (one) => one.official),
  ]
  const all = found.map(
    (one): KnownOfficial => ({
      ...one,
      posts: postsOf.get(one.id) ?? [],
      residences: homesOf.get(one.id) ?? [],
    }),
  )
  const coded = all.flatMap((one) => (one.code === null ? [] : [[one.code, one] as const]))
  return { byCode: new Map(coded), byName: groupedBy(all, ({ name }) => plain(name)) }
}

/** The items under each key. */
export function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
