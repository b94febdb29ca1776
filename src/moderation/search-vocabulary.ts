import { roomier } from './search-stretches.ts'
import type { Syllable } from './syllables.ts'

/** The words that stand in some text, as they are written, and what is left of them without accents. */
export type Vocabulary = {
  /** The number of a syllable's word, from 1; a new word gets one that is free. */
  enter(syllable: Syllable): number
  /** The number of a word's bare form, by the word's. */
  bareOf(): Int32Array
  /** Words as they are written, those with this bare form, and those whose bare form begins so. */
  written(word: string): number[]
  bare(bare: string): number[]
  beginning(bare: string): number[]
  text(word: number): string
  /** Forgets every word that `stands` has no place for. */
  forget(stands: Int32Array): void
  /** Larger than every number. */
  size(): number
}

type Bare = { text: string; number: number; words: number[] }

/** No words yet. */
export function createVocabulary(): Vocabulary {
  const byText = new Map<string, number>()
  const texts: string[] = ['']
  const byBare = new Map<string, Bare>()
  let bareOf = new Int32Array(1024)
  const [freeWords, freeBares]: [number[], number[]] = [[], []]
  let bares = 1
  // By the first two letters: whoever has typed «ph» need not look through all.
  const shelves = new Map<string, Set<Bare>>()

  const shelve = (text: string): Bare => {
    const made = { text: apart(text), number: freeBares.pop() ?? bares++, words: [] }
    const shelf = shelves.get(shelfOf(made.text)) ?? new Set()
    shelves.set(shelfOf(made.text), shelf.add(made))
    byBare.set(made.text, made)
    return made
  }
  const enterNew = (written: string, bare: Bare): number => {
    const [word, text] = [freeWords.pop() ?? texts.length, apart(written)]
    if (word >= bareOf.length) bareOf = roomier(bareOf)
    bareOf[word] = bare.number
    texts[word] = text
    byText.set(text, word)
    bare.words.push(word)
    return word
  }
  const forgetOne = (word: number, bare: Bare) => {
    byText.delete(texts[word] ?? '')
    texts[word] = ''
    freeWords.push(word)
    bare.words = bare.words.filter((one) => one !== word)
    if (bare.words.length > 0) return
    byBare.delete(bare.text)
    shelves.get(shelfOf(bare.text))?.delete(bare)
    freeBares.push(bare.number)
  }
  return {
    enter: ({ word, bare }) => byText.get(word) ?? enterNew(word, byBare.get(bare) ?? shelve(bare)),
    bareOf: () => bareOf,
    written: (word) => [byText.get(word) ?? []].flat(),
    bare: (bare) => byBare.get(bare)?.words ?? [],
    beginning: (bare) =>
      [...shelves]
        .filter(([shelf]) => shelf.startsWith(shelfOf(bare)))
        .flatMap(([, shelf]) => [...shelf].filter(({ text }) => text.startsWith(bare)))
        .flatMap(({ words }) => words),
    text: (word) => texts[word] ?? '',
    forget(stands) {
      for (const bare of byBare.values()) {
        for (const word of bare.words) if (stands[word] === 0) forgetOne(word, bare)
      }
    },
    size: () => texts.length,
  }
}

function shelfOf(bare: string): string {
  return bare.slice(0, 2)
}

// A long piece of a string keeps the whole alive, and with it a letter's words.
function apart(text: string): string {
  return Buffer.from(text).toString()
}
