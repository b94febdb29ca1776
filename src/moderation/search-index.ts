import { phrasesOf, placesOf } from './search-phrases.ts'
import { roomier, type Stretch, stretchOf } from './search-stretches.ts'
import { createVocabulary } from './search-vocabulary.ts'
import type { Syllable } from './syllables.ts'

/** Finds the texts in which words stand in their order. */
export type WordIndex = {
  /** Takes a text in; its row is greater than those of all before. */
  add(syllables: readonly Syllable[]): number
  /** Takes a text out. */
  remove(row: number): void
  /** Leaves nothing behind of what was taken out. */
  purge(): void
  /**
   * Rows that hold these syllables in this order, newest first; then those that hold them with the
   * last one as far as it is typed.
   */
  find(sought: readonly Syllable[]): Generator<Iterable<number>>
}

// Stretches shorter than this are sorted again with what follows them.
const leastStretch = 65_536

/**
 * An empty index. Every text is there as numbers of its words, and every word with its places: like
 * any index that finds words in their order it could be read back, so it stays in this memory.
 */
export function createWordIndex(): WordIndex {
  const vocabulary = createVocabulary()
  // All texts, a zero before each; one that was taken out is all zeros.
  let said = new Int32Array(1024)
  let end = 0
  let starts = new Int32Array(1024)
  let rows = 0
  let stretches: Stretch[] = []

  const endOf = (row: number) => (row + 1 < rows ? (starts[row + 1] as number) : end)
  const sorted = (from: number, to: number) =>
    stretchOf({ said, bareOf: vocabulary.bareOf() }, from, to)
  // What is new is sorted with the stretches before it that are not twice as long.
  const settle = () => {
    let from = stretches.at(-1)?.to ?? 0
    if (from === end) return
    for (let last = stretches.at(-1); last; last = stretches.at(-1)) {
      if (last.to - last.from > Math.max(leastStretch, 2 * (end - from))) break
      from = last.from
      stretches.pop()
    }
    stretches.push(sorted(from, end))
  }
  // The texts move up to where others were; rows keep their numbers.
  const closeUp = () => {
    let to = 0
    for (let row = 0; row < rows; row += 1) {
      const [from, until] = [starts[row] as number, endOf(row)]
      starts[row] = to
      if (from + 1 >= until || said[from + 1] === 0) continue
      said.copyWithin(to, from, until)
      to += until - from
    }
    said = said.slice(0, to + 1)
    end = to
    stretches = []
  }
  // Places come in from the last to the first.
  function* rowsOf(places: Iterable<number>): Generator<number> {
    let row = rows
    for (const place of places) {
      if (row < rows && place >= (starts[row] as number)) continue
      let low = 0
      while (low + 1 < row) {
        const middle = (low + row) >>> 1
        if ((starts[middle] as number) > place) row = middle
        else low = middle
      }
      row = low
      yield row
    }
  }
  return {
    add(syllables) {
      if (end + syllables.length >= said.length) said = roomier(said, end + syllables.length + 1)
      if (rows === starts.length) starts = roomier(starts)
      starts[rows] = end
      said[end] = 0
      end += 1
      for (const syllable of syllables) {
        if (syllable.bare === '') continue
        said[end] = vocabulary.enter(syllable)
        end += 1
      }
      rows += 1
      return rows - 1
    },
    remove: (row) => void said.fill(0, starts[row], endOf(row)),
    purge() {
      const stands = new Int32Array(vocabulary.size())
      for (let place = 0; place < end; place += 1) {
        const word = said[place] as number
        stands[word] = (stands[word] as number) + 1
      }
      vocabulary.forget(stands)
      if ((stands[0] as number) > end / 2) closeUp()
      else stretches = stretches.map(({ from, to }) => sorted(from, to))
    },
    *find(sought) {
      settle()
      const syllables = sought.filter(({ bare }) => bare !== '')
      for (const phrase of phrasesOf(vocabulary, syllables))
        yield rowsOf(placesOf(phrase, said, stretches))
    },
  }
}
