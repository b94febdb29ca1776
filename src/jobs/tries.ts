/** One row of `deliveries` or `chat_tries`, as far as it says how things stand. */
export type TryRow = { outcome: string; reason?: string | null }

/** Most tries of which nobody knows whether they arrived, on channels that cannot tell a repeat. */
export const mostUnsure = 2

const ends = ['sent', 'none', 'refused', 'gave-up']

/**
 * How an item stands after its rows, oldest first, since somebody last asked for it again. A try
 * that began and has no end (the process died, or the answer could not be written down) is unsure.
 */
export function standingOf(rows: readonly TryRow[]): {
  settled: boolean
  unsure: number
  /** Tries that surely did not arrive. */
  failed: number
  last: string | null
} {
  const asked = rows.findLastIndex(({ outcome }) => outcome === 'again')
  const since = rows.slice(asked + 1)
  const count = (wanted: (row: TryRow, place: number) => boolean) => since.filter(wanted).length
  const last = since.at(-1)?.outcome ?? null
  return {
    settled: last !== null && ends.includes(last),
    unsure: count(
      ({ outcome }, place) =>
        outcome === 'unsure' ||
        (outcome === 'begun' && (since[place + 1]?.outcome ?? 'begun') === 'begun'),
    ),
    failed: count(({ outcome }) => outcome === 'retry'),
    last,
  }
}
