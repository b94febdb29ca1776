import { lastFirst, type Stretch, standing } from './search-stretches.ts'
import type { Vocabulary } from './search-vocabulary.ts'
import type { Syllable } from './syllables.ts'

/** One word of a phrase: 1 at the number of each word that may stand there, and their bare forms. */
type Slot = { holds: Uint8Array; bares: readonly number[] }
export type Phrase = readonly Slot[]

/**
 * The syllables in order: as they are, and with the last one as far as it is typed. Whoever types
 * accents means them. Without those of which one word stands nowhere.
 */
export function* phrasesOf(known: Vocabulary, sought: readonly Syllable[]): Generator<Phrase> {
  const last = sought.at(-1)
  if (!last) return
  const accented = sought.some(({ word, bare }) => word !== bare)
  const whole = ({ word, bare }: Syllable) => (accented ? known.written(word) : known.bare(bare))
  const begun = () =>
    known.beginning(last.bare).filter((one) => !accented || known.text(one).startsWith(last.word))
  const before = sought.slice(0, -1).map((one) => slotOf(known, whole(one)))
  for (const ends of [() => whole(last), begun]) {
    if (before.some(({ bares }) => bares.length === 0)) return
    const end = slotOf(known, ends())
    if (end.bares.length > 0) yield [...before, end]
  }
}

function slotOf(known: Vocabulary, words: readonly number[]): Slot {
  const holds = new Uint8Array(known.size())
  for (const word of words) holds[word] = 1
  return { holds, bares: [...new Set(words.map((word) => known.bareOf()[word] as number))] }
}

/** Where a phrase begins in what is `said`, the last place first: each place of its rarest word is tried. */
export function* placesOf(phrase: Phrase, said: Int32Array, stretches: readonly Stretch[]) {
  const often = phrase.map(({ bares }) =>
    stretches.reduce((sum, stretch) => sum + standing(stretch, bares), 0),
  )
  const rarest = often.indexOf(Math.min(...often))
  const { bares } = phrase[rarest] as Slot
  for (const stretch of stretches.toReversed()) {
    const fits = (place: number) => stands(phrase, said, place - rarest)
    for (const place of lastFirst(stretch, bares, fits)) yield place - rarest
  }
}

function stands(phrase: Phrase, said: Int32Array, start: number): boolean {
  for (let at = 0; at < phrase.length; at += 1) {
    if (phrase[at]?.holds[said[start + at] as number] !== 1) return false
  }
  return true
}
