import { plain } from '../intake/area-facts.ts'

/** One written syllable (Vietnamese puts spaces between them), and where it stands in the text. */
export type Syllable = { word: string; bare: string; from: number; to: number }

const written = /[\p{L}\p{M}\p{N}]/u
// What each UTF-16 unit is, asked once: unknown, part of a syllable, or none.
const kinds = new Uint8Array(0x10000)
const [inside, outside] = [1, 2]

/** The syllables of a text in lower case, as they are and without accents; signs and spaces fall away. */
export function syllablesOf(text: string): Syllable[] {
  const syllables: Syllable[] = []
  let from = -1
  for (let at = 0; at < text.length; ) {
    const width = isWritten(text, at)
    if (width > 0 && from < 0) from = at
    if (width === 0 && from >= 0) {
      syllables.push(syllableAt(text, from, at))
      from = -1
    }
    at += width === 0 ? 1 : width
  }
  if (from >= 0) syllables.push(syllableAt(text, from, text.length))
  return syllables
}

// How many units of a syllable begin here; none where a sign stands.
function isWritten(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  const kind = kinds[unit]
  if (kind === inside) return 1
  if (kind === outside) return 0
  const character = String.fromCodePoint(text.codePointAt(at) ?? unit)
  const is = written.test(character)
  // Of two units neither tells alone what they are.
  if (unit < 0xd800 || unit > 0xdfff) kinds[unit] = is ? inside : outside
  return is ? character.length : 0
}

function syllableAt(text: string, from: number, to: number): Syllable {
  const { word, bare } = spelled(text.slice(from, to))
  return { word, bare, from, to }
}

// Accents are taken off once a syllable: a language has some ten thousand. What is longer, or holds a
// digit, may be somebody's name or number, and is not kept.
const spellings = new Map<string, { word: string; bare: string }>()
const mostSpellings = 20_000
const ascii = /^[a-z0-9]+$/
const syllable = /^[\p{L}\p{M}]{1,10}$/u

function spelled(one: string): { word: string; bare: string } {
  const known = spellings.get(one)
  if (known) return known
  const word = one.toLowerCase()
  const spelling = { word, bare: ascii.test(word) ? word : plain(one) }
  if (!syllable.test(one)) return spelling
  if (spellings.size >= mostSpellings) spellings.clear()
  spellings.set(one, spelling)
  return spelling
}

/** The text without accents and in lower case, each character where it stood. */
export function barely(text: string): string {
  let bare = ''
  for (const character of text) {
    const one = plain(character)
    bare += one.length === character.length ? one : character
  }
  return bare
}

/**
 * The longest run of syllables of `summary` that stands in `letter` in the same order, with and
 * without accents, if it has at least `least`; else null.
 */
export function verbatimRun(
  summary: string,
  letter: string,
  least: number,
): { syllables: number; words: string } | null {
  const own = syllablesOf(summary)
  const theirs = syllablesOf(letter).map(({ bare }) => bare)
  const places = new Map<string, number[]>()
  theirs.forEach((bare, place) => {
    places.set(bare, [...(places.get(bare) ?? []), place])
  })
  let best = { from: 0, length: 0 }
  // Lengths of the runs that end at the syllable before, by their end in the letter.
  let before = new Map<number, number>()
  own.forEach(({ bare }, place) => {
    const now = new Map<number, number>()
    for (const end of places.get(bare) ?? []) {
      const length = (before.get(end - 1) ?? 0) + 1
      now.set(end, length)
      if (length > best.length) best = { from: place - length + 1, length }
    }
    before = now
  })
  const [first, last] = [own[best.from], own[best.from + best.length - 1]]
  if (best.length < least || !first || !last) return null
  return { syllables: best.length, words: summary.slice(first.from, last.to) }
}
