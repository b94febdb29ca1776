/** A stretch of a text as it stands; `same` when the other text has it word for word. */
export type Passage = { text: string; same: boolean }

const fewestWords = 12

/**
 * Which stretches of two texts are identical, from twelve words in a row on; shown, never counted
 * or scored. Blanks, line ends, letter forms (NFC) and case do not matter, marks between words neither.
 */
export function identicalPassages(
  now: string,
  before: string,
): { now: Passage[]; before: Passage[] } {
  const [mine, theirs] = [wordsOf(now), wordsOf(before)]
  const [inMine, inTheirs] = [new Set<number>(), new Set<number>()]
  const places = runsOf(theirs)
  for (let at = 0; at + fewestWords <= mine.length; at += 1) {
    for (const there of places.get(keyAt(mine, at)) ?? []) {
      for (let step = 0; step < fewestWords; step += 1) {
        inMine.add(at + step)
        inTheirs.add(there + step)
      }
    }
  }
  return { now: passagesOf(now, mine, inMine), before: passagesOf(before, theirs, inTheirs) }
}

type Word = { plain: string; from: number; to: number }

const letters = /[\p{L}\p{N}\p{M}]+/gu

function wordsOf(text: string): Word[] {
  return [...text.matchAll(letters)].map((found) => ({
    plain: found[0].normalize('NFC').toLowerCase(),
    from: found.index,
    to: found.index + found[0].length,
  }))
}

function keyAt(words: readonly Word[], at: number): string {
  return words
    .slice(at, at + fewestWords)
    .map(({ plain }) => plain)
    .join(' ')
}

function runsOf(words: readonly Word[]): Map<string, number[]> {
  const places = new Map<string, number[]>()
  for (let at = 0; at + fewestWords <= words.length; at += 1) {
    const key = keyAt(words, at)
    const known = places.get(key)
    // A phrase said over and over is found by its first few places.
    if (known === undefined) places.set(key, [at])
    else if (known.length < 8) known.push(at)
  }
  return places
}

// The marks and blanks between two identical words belong to the passage.
function passagesOf(text: string, words: readonly Word[], same: ReadonlySet<number>): Passage[] {
  const passages: Passage[] = []
  let done = 0
  const put = (to: number, isSame: boolean) => {
    if (to > done) passages.push({ text: text.slice(done, to), same: isSame })
    done = Math.max(done, to)
  }
  for (let at = 0; at < words.length; at += 1) {
    if (!same.has(at)) continue
    let last = at
    while (same.has(last + 1)) last += 1
    put(words[at]?.from ?? done, false)
    put(words[last]?.to ?? done, true)
    at = last
  }
  put(text.length, false)
  return passages
}
