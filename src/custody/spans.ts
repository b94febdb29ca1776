import { type Hash, joined, type Place, placesOf, type Span } from './tree.ts'

/** The hash kept of a complete subtree; undefined when none is. */
export type HashOf = (place: Place) => Hash | undefined

/** The hashes of subtrees put together from kept ones; null for each of which something is missing. */
export function spanHashes(spans: readonly Span[], hashOf: HashOf): (Hash | null)[] {
  return spans.map((span) => {
    const parts = wholly(placesOf(span).map((place) => hashOf(place) ?? null))
    return parts && joined(parts)
  })
}

/** All of the hashes, or null when one is missing. */
export function wholly(hashes: readonly (Hash | null)[]): Hash[] | null {
  return hashes.includes(null) ? null : (hashes as Hash[])
}
