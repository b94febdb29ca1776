/** Counts below this point at people in a small place; nobody outside is told them. */
export const fewest = 5

/** A count as it may be told: whole fives; 0 stands for anything below five. */
export function inFives(count: number): number {
  return Math.floor(count / fewest) * fewest
}

/** A table as it may be told: null for a cell below five; the total is "at least". */
export type ToldTable<Key> = { cells: Map<Key, number | null>; total: number | null }

/**
 * What may be told of a table of counts: every cell in whole fives, none below five (an empty one
 * looks like a small one). The total is that of the told cells: the true one, and even the choice to
 * keep it back, would say something of the hidden. So neither a total nor another version or month of
 * the table gives a count below five away (promise P20).
 */
export function toldTable<Key>(counts: ReadonlyMap<Key, number>): ToldTable<Key> {
  const cells = new Map([...counts].map(([key, count]) => [key, inFives(count) || null]))
  const total = [...cells.values()].reduce<number>((sum, told) => sum + (told ?? 0), 0)
  return { cells, total: total || null }
}

/** Counts of hamlets given to the commune above them: figures are never told by hamlet. */
export function rolledUp(
  counts: ReadonlyMap<string, number>,
  communeOf: (area: string) => string,
): Map<string, number> {
  const sums = new Map<string, number>()
  for (const [area, count] of counts) {
    const commune = communeOf(area)
    sums.set(commune, (sums.get(commune) ?? 0) + count)
  }
  return sums
}
