/** A stretch of the texts: the places of each bare form in it, in order, one form after the other. */
export type Stretch = { from: number; to: number; starts: Int32Array; places: Int32Array }

/** Sorts the places from `from` to `to` of what is `said` by their bare form. A zero is no word. */
export function stretchOf(
  { said, bareOf }: { said: Int32Array; bareOf: Int32Array },
  from: number,
  to: number,
): Stretch {
  const most = bareOf.reduce((one, other) => Math.max(one, other))
  const starts = new Int32Array(most + 2)
  for (let place = from; place < to; place += 1) {
    const bare = bareOf[said[place] as number] as number
    starts[bare + 1] = (starts[bare + 1] as number) + 1
  }
  // What is no word, and has the bare form 0, is left out.
  starts[1] = 0
  for (let bare = 1; bare <= most; bare += 1) {
    starts[bare + 1] = (starts[bare + 1] as number) + (starts[bare] as number)
  }
  const places = new Int32Array(starts[most + 1] as number)
  const next = starts.slice()
  for (let place = from; place < to; place += 1) {
    const bare = bareOf[said[place] as number] as number
    if (bare === 0) continue
    const at = next[bare] as number
    places[at] = place
    next[bare] = at + 1
  }
  return { from, to, starts, places }
}

/** How often these bare forms stand in a stretch. */
export function standing({ starts }: Stretch, bares: readonly number[]): number {
  let sum = 0
  for (const bare of bares) {
    if (bare + 1 < starts.length) sum += (starts[bare + 1] as number) - (starts[bare] as number)
  }
  return sum
}

// So many places at first: enough for a page of common words.
const firstMany = 4_096

/** Those places of these bare forms in a stretch that fit, the last first. */
export function* lastFirst(
  stretch: Stretch,
  bares: readonly number[],
  fits: (place: number) => boolean,
): Generator<number> {
  const { from, to, starts } = stretch
  const known = bares.filter((bare) => bare + 1 < starts.length)
  const unread = known.map((bare) => ({ first: starts[bare] ?? 0, end: starts[bare + 1] ?? 0 }))
  let span = Math.ceil(((to - from) * firstMany) / (standing(stretch, known) + 1))
  for (let since = to; since > from; span *= 4) {
    since = Math.max(from, since - span)
    const found: number[] = []
    for (const one of unread) readBack(stretch, one, since, fits, found)
    yield* found.sort((one, other) => other - one)
  }
}

// Reads a form's places from its last one back to `since`.
function readBack(
  { places }: Stretch,
  unread: { first: number; end: number },
  since: number,
  fits: (place: number) => boolean,
  found: number[],
): void {
  let at = unread.end
  for (; at > unread.first; at -= 1) {
    const place = places[at - 1] as number
    if (place < since) break
    if (fits(place)) found.push(place)
  }
  unread.end = at
}

/** The same numbers with room for half as many again, and for `least`. */
export function roomier(numbers: Int32Array<ArrayBuffer>, least = 0): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(Math.max(least, numbers.length + (numbers.length >> 1)))
  wider.set(numbers)
  return wider
}
