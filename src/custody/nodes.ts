import { and, count, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { custodyEntries, custodyNodes } from '../../db/schema.ts'
import type { Node } from './growth.ts'
import { type HashOf, spanHashes, wholly } from './spans.ts'
import {
  consistencySpans,
  type Hash,
  inclusionSpans,
  type Place,
  placesOf,
  type Span,
} from './tree.ts'

/** On how many leaves the kept nodes stand: always an even number, an odd last one waits. */
export async function grownTo(tx: Tx, organisation: string): Promise<number> {
  const { index, level, organisationId } = custodyNodes
  const [last] = await tx
    .select({ index })
    .from(custodyNodes)
    .where(and(eq(organisationId, organisation), eq(level, 1)))
    .orderBy(desc(index))
    .limit(1)
  return last ? 2 * (last.index + 1) : 0
}

/** The same, and how many nodes are kept, of one moment. */
export async function nodeExtent(
  tx: Tx,
  organisation: string,
): Promise<{ grown: number; nodes: number }> {
  const { index, level, organisationId } = custodyNodes
  const [kept] = await tx
    .select({
      nodes: count(),
      last: sql`coalesce(max(${index}) filter (where ${level} = 1), -1)`.mapWith(Number),
    })
    .from(custodyNodes)
    .where(eq(organisationId, organisation))
  return { grown: 2 * ((kept?.last ?? -1) + 1), nodes: kept?.nodes ?? 0 }
}

/** Keeps nodes; one that is there already stays as it is. */
export async function keepNodes(
  tx: Tx,
  organisation: string,
  made: readonly Node[],
): Promise<void> {
  if (made.length === 0) return
  await tx.execute(sql`
    insert into custody_nodes (organisation_id, level, index, hash)
    select ${organisation}::uuid, level, index, hash from ${asTable(made)} on conflict do nothing`)
}

/**
 * The first places where other hashes are kept than these, or none although the kept nodes stand on
 * `grown` leaves.
 */
export async function differingNodes(
  tx: Tx,
  organisation: string,
  made: readonly Node[],
  grown: number,
): Promise<Place[]> {
  if (made.length === 0) return []
  const { rows } = await tx.execute<{ level: number; index: string }>(sql`
    select m.level, m.index from ${asTable(made)}
      left join custody_nodes n on n.organisation_id = ${organisation} and n.level = m.level and n.index = m.index
      where n.hash <> m.hash or (n.hash is null and (m.index + 1) * 2 ^ m.level <= ${grown}) limit 10`)
  return rows.map(({ level, index }) => ({ level, index: Number(index) }))
}

// The hashes travel as one string of bytes: thousands of small ones cost more than the hashing.
function asTable(made: readonly Node[]) {
  const levels = sql.param(made.map(({ level }) => level))
  const indexes = sql.param(made.map(({ index }) => index))
  const hashes = sql.param(Buffer.concat(made.map(({ hash }) => hash)))
  return sql`(select level, index, substr(${hashes}::bytea, (place::int - 1) * 32 + 1, 32) as hash
    from unnest(${levels}::int[], ${indexes}::bigint[]) with ordinality as one (level, index, place)) as m`
}

/** The kept hashes of complete subtrees, leaves included; a place that is not kept is missing. */
export async function keptHashes(
  tx: Tx,
  organisation: string,
  places: readonly Place[],
): Promise<HashOf> {
  const found = new Map<string, Hash>()
  const leaves = places.filter(({ level }) => level === 0).map(({ index }) => index)
  if (leaves.length > 0) {
    const rows = await tx
      .select({ index: custodyEntries.seq, hash: custodyEntries.leafHash })
      .from(custodyEntries)
      .where(
        and(eq(custodyEntries.organisationId, organisation), inArray(custodyEntries.seq, leaves)),
      )
    for (const { index, hash } of rows) found.set(nameOf({ level: 0, index }), hash)
  }
  const inner = places.filter(({ level }) => level > 0)
  for (const { level, index, hash } of await nodesAt(tx, organisation, inner)) {
    found.set(nameOf({ level, index }), hash)
  }
  return (place) => found.get(nameOf(place))
}

/** The root of the first `size` entries from the kept hashes; null when some are not kept yet. */
export async function keptRoot(tx: Tx, organisation: string, size: number): Promise<Hash | null> {
  const [root] = await keptSpans(tx, organisation, [[0, size]])
  return root ?? null
}

/** An inclusion proof of entry `index` in the first `size` entries; null when not kept yet. */
export async function inclusionProof(
  tx: Tx,
  organisation: string,
  index: number,
  size: number,
): Promise<Hash[] | null> {
  return wholly(await keptSpans(tx, organisation, inclusionSpans(index, size)))
}

/** A consistency proof between the first `first` and the first `second` entries. */
export async function consistencyProof(
  tx: Tx,
  organisation: string,
  first: number,
  second: number,
): Promise<Hash[] | null> {
  return wholly(await keptSpans(tx, organisation, consistencySpans(first, second)))
}

async function keptSpans(
  tx: Tx,
  organisation: string,
  spans: readonly Span[],
): Promise<(Hash | null)[]> {
  return spanHashes(spans, await keptHashes(tx, organisation, spans.flatMap(placesOf)))
}

async function nodesAt(tx: Tx, organisation: string, places: readonly Place[]): Promise<Node[]> {
  if (places.length === 0) return []
  const levels = sql.param(places.map(({ level }) => level))
  const indexes = sql.param(places.map(({ index }) => index))
  const { level, index, hash } = custodyNodes
  return tx
    .select({ level, index, hash })
    .from(custodyNodes)
    .innerJoin(
      sql`unnest(${levels}::int[], ${indexes}::bigint[]) as wanted (level, index)`,
      sql`wanted.level = ${level} and wanted.index = ${index}`,
    )
    .where(eq(custodyNodes.organisationId, organisation))
}

function nameOf({ level, index }: Place): string {
  return `${level}/${index}`
}
