import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { createNeighbourhood, signatureOf } from './near.ts'
import { type Syllable, syllablesOf } from './syllables.ts'
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

/**
 * An empty index, in this process's memory and nowhere else: FTS5 over the words with and without
 * accents, contentless, so that no text can be read back from it.
 */
export function createSearch(): Search {
  const kept = new Map<string, Kept>()
  const byRow = new Map<number, string>()
  const copies = createNeighbourhood()
  let index: ReturnType<typeof openIndex> | undefined
  let rows = 0

  const forget = (id: string) => {
    const entry = kept.get(id)
    if (!entry) return false
    index?.remove(entry.row)
    copies.drop(id)
    byRow.delete(entry.row)
    return kept.delete(id)
  }
  return {
    put(entry, besides = '') {
      forget(entry.id)
      index ??= openIndex()
      rows += 1
      const first = syllablesOf(workingText(entry.first))
      index.add(rows, [...first, ...syllablesOf(workingText(besides))])
      byRow.set(rows, entry.id)
      // The words themselves are not kept.
      kept.set(entry.id, { ...entry, first: '', row: rows })
      const signature = signatureOf(first)
      if (signature) copies.put(entry.id, signature)
    },
    drop(ids) {
      // What was deleted lies in the index's pages until they are merged.
      if (ids.filter(forget).length > 0) index?.merge()
    },
    known: () => kept,
    find(organisation, words) {
      let found = new Set<string>()
      for (const rows of index?.find(words) ?? []) {
        found = new Set()
        for (const row of rows) {
          const id = byRow.get(row) ?? ''
          if (kept.get(id)?.organisation === organisation) found.add(id)
          if (found.size >= mostFound) return [...found]
        }
      }
      return [...found]
    },
    near(id) {
      const organisation = kept.get(id)?.organisation
      return copies.near(id).filter((one) => kept.get(one.id)?.organisation === organisation)
    },
    likeness: copies.likeness,
    progress: { done: 0, all: 0 },
  }
}

// Loaded only when something is put in: the letterbox has no SQLite, the desk no use for it.
function openIndex() {
  const sqlite = process.getBuiltinModule('node:sqlite')
  const database: DatabaseSync = new sqlite.DatabaseSync(':memory:')
  database.exec(`create virtual table words using fts5(accented, bare, content='', contentless_delete=1,
    tokenize="ascii")`)
  const insert = database.prepare('insert into words (rowid, accented, bare) values (?, ?, ?)')
  const remove = database.prepare('delete from words where rowid = ?')
  const match = database.prepare('select rowid from words where words match ? order by rowid desc')
  // Many letters are written at once; by itself each would be a part of the index to be merged.
  let writing = false
  const settle = () => {
    if (writing) database.exec('commit')
    writing = false
  }
  const write = (statement: StatementSync, ...values: (string | number)[]) => {
    if (!writing) database.exec('begin')
    writing = true
    statement.run(...values)
  }
  return {
    add(row: number, syllables: readonly Syllable[]) {
      const { accented, bare } = spaced(syllables)
      write(insert, row, accented, bare)
    },
    remove: (row: number) => write(remove, row),
    merge() {
      settle()
      database.exec(`insert into words (words) values ('optimize')`)
    },
    *find(words: string): Generator<Iterable<number>> {
      settle()
      for (const query of queriesOf(words)) yield rowsOf(match.iterate(query))
    },
  }
}

function* rowsOf(found: Iterable<Record<string, unknown>>): Generator<number> {
  for (const { rowid } of found) yield Number(rowid)
}

// The syllables in order: as they are, and with the last one as far as it is typed. The first alone
// answers what is common in a moment. Whoever types accents means them.
function queriesOf(words: string): string[] {
  const { accented, bare } = spaced(syllablesOf(workingText(words)))
  if (bare === '') return []
  const phrase = accented === bare ? `bare : "${bare}"` : `accented : "${accented}"`
  return [phrase, `${phrase} *`]
}

function spaced(syllables: readonly Syllable[]): { accented: string; bare: string } {
  const joined = (kind: 'word' | 'bare') => syllables.map((one) => one[kind]).join(' ')
  return { accented: joined('word'), bare: joined('bare') }
}
