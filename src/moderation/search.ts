import { createNeighbourhood, signatureOf } from './near.ts'
import { createWordIndex } from './search-index.ts'
import { syllablesOf } from './syllables.ts'
import { workingText } from './working-text.ts'

/** What the console remembers of the letters it opened: to find words, and texts that are alike. */
export type Search = {
  /**
   * Remembers a feedback in place of what was known of it: its first letter, and the words that came
   * `besides`. `version` tells readings apart.
   */
  put(entry: Entry, besides?: string): void
  /** Forgets these. */
  drop(ids: readonly string[]): void
  /** What is remembered, by id. */
  known(): ReadonlyMap<string, Entry>
  /** Up to `mostFound` feedback of an organisation that hold these words in this order, newest first. */
  find(organisation: string, words: string): string[]
  /** Feedback of the same organisation whose first letter is alike, the most alike first. */
  near(id: string): { id: string; likeness: number }[]
  /** How much of their wording two first letters share, 0 to 1; 0 when one is not known. */
  likeness(one: string, other: string): number
  /** How far the index is: equal when it is whole. */
  progress: { done: number; all: number }
}

/** A feedback in the index: its first letter's place in the log (`seq`) and its text alone (`first`). */
export type Entry = {
  id: string
  organisation: string
  version: number
  seq: number
  first: string
}
type Kept = Entry & { row: number }

/** Most feedback a search answers. */
export const mostFound = 2_000

/** Nothing remembered yet; all of it lies in this process's memory and nowhere else. */
export function createSearch(): Search {
  const kept = new Map<string, Kept>()
  const byRow: (Kept | undefined)[] = []
  const copies = createNeighbourhood()
  const index = createWordIndex()

  const forget = (id: string) => {
    const entry = kept.get(id)
    if (!entry) return false
    index.remove(entry.row)
    copies.drop(id)
    byRow[entry.row] = undefined
    return kept.delete(id)
  }
  return {
    put(entry, besides = '') {
      forget(entry.id)
      const first = syllablesOf(workingText(entry.first))
      const more = besides === '' ? [] : syllablesOf(workingText(besides))
      const row = index.add(more.length === 0 ? first : [...first, ...more])
      // The words themselves are not kept.
      byRow[row] = { ...entry, first: '', row }
      kept.set(entry.id, byRow[row])
      const signature = signatureOf(first)
      if (signature) copies.put(entry.id, signature)
    },
    drop(ids) {
      // Words that were replaced before go with them.
      if (ids.filter(forget).length > 0) index.purge()
    },
    known: () => kept,
    find(organisation, words) {
      let found: string[] = []
      // The words as they are answer what is common in a moment.
      for (const rows of index.find(syllablesOf(workingText(words)))) {
        found = []
        for (const row of rows) {
          const entry = byRow[row]
          if (entry?.organisation === organisation) found.push(entry.id)
          if (found.length >= mostFound) return found
        }
      }
      return found
    },
    near(id) {
      const organisation = kept.get(id)?.organisation
      return copies.near(id).filter((one) => kept.get(one.id)?.organisation === organisation)
    },
    likeness: copies.likeness,
    progress: { done: 0, all: 0 },
  }
}
