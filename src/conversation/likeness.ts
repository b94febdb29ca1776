import { plain } from '../intake/area-facts.ts'

/** Something to be found by its words: `own` names it, `near` says where or what it is besides. */
export type Candidate = { id: string; own: string; near?: string }

const numbers: Readonly<Record<string, string>> = {
  mot: '1',
  hai: '2',
  ba: '3',
  bon: '4',
  nam: '5',
  sau: '6',
  bay: '7',
  tam: '8',
  chin: '9',
  muoi: '10',
}
const abbreviations: readonly (readonly [RegExp, string])[] = [
  [/\bkp\.? ?(?=\d)/g, 'khu pho '],
  [/\bkp\b/g, 'khu pho'],
  [/\btdp\.? ?(?=\d)/g, 'to dan pho '],
  [/\btdp\b/g, 'to dan pho'],
  [/\bpct\b/g, 'pho chu tich'],
  [/\bct\b/g, 'chu tich'],
  [/\bbt\b/g, 'bi thu'],
  [/\bp\.? (?=\p{L})/gu, 'phuong '],
]
// What people say around a place, and around a person.
const around = {
  'all words': new Set(
    'o tai toi em chau minh la thuoc cua ben dang song nha cho ve trong'.split(' '),
  ),
  'words given': new Set(
    've noi cua cho la bac anh chi ong ba co chu di cau em chau dong dc thay a nhe nha oi ten'.split(
      ' ',
    ),
  ),
} as const

/** Lower case without accents or signs, abbreviations written out, one space between words. */
export function folded(text: string): string {
  let bare = plain(text)
    .replace(/[^\p{L}\p{N}.]+/gu, ' ')
    .replace(/(\p{L})(?=\d)/gu, '$1 ')
  for (const [short, long] of abbreviations) bare = bare.replace(short, long)
  const joined = bare.replace(/\./g, ' ').replace(/\s+/g, ' ').trim()
  // «khu phố ba» is «khu phố 3»; elsewhere «ba» is somebody's grandmother.
  return joined.replace(
    /\b(khu pho|khu|to|thon|ap|khom|xom|ban|buon|so) (mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)\b/g,
    (_all, kind: string, word: string) => `${kind} ${numbers[word]}`,
  )
}

/**
 * Those whose words come nearest to what was typed, best first, with a likeness from 0 to 1. Typing
 * mistakes count a little; numbers must be right.
 */
export function nearest(
  typed: string,
  candidates: readonly Candidate[],
  by: 'all words' | 'words given',
): { id: string; likeness: number }[] {
  const wanted = meaningful(folded(typed.slice(0, 300)), around[by])
  if (wanted.length === 0) return []
  return candidates
    .map(({ id, own, near = '' }) => ({ id, likeness: likenessOf(wanted, own, near, by) }))
    .filter(({ likeness }) => likeness > 0.45)
    .sort((a, b) => b.likeness - a.likeness)
}

function likenessOf(wanted: string[], own: string, near: string, by: 'all words' | 'words given') {
  const ownWords = folded(own).split(' ')
  const allWords = [...ownWords, ...folded(near).split(' ')]
  const given = mean(wanted.map((word) => best(word, allWords)))
  if (by === 'words given') return given
  // A place is meant when its own name was typed; its ward alone does not name it.
  const named = mean(ownWords.map((word) => best(word, wanted)))
  const numbersAgree = ownWords.every((word) => !/^\d/.test(word) || wanted.includes(word))
  return numbersAgree ? (given + named) / 2 : 0
}

function meaningful(text: string, politeness: ReadonlySet<string>): string[] {
  const words = text.split(' ').filter((word) => word !== '')
  const kept = words.filter((word) => !politeness.has(word))
  return kept.length > 0 ? kept : words
}

function mean(values: number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

function best(word: string, among: readonly string[]): number {
  return among.reduce((most, other) => Math.max(most, alike(word, other)), 0)
}

function alike(one: string, other: string): number {
  if (one === other) return 1
  if (/\d/.test(one) || /\d/.test(other)) return 0
  const length = Math.max(one.length, other.length)
  if (length < 4) return 0
  const steps = distance(one, other, length > 6 ? 2 : 1)
  return steps === null ? 0 : 1 - steps / 5
}

/**
 * How many letters must be put in, left out, changed or swapped with their neighbour to make one word
 * of the other; null when more than `most`.
 */
export function distance(one: string, other: string, most: number): number | null {
  if (Math.abs(one.length - other.length) > most) return null
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, place) => place)
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1
      let least = Math.min(at(row, j - 1) + 1, at(last, j) + 1, at(last, j - 1) + same)
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      if (swapped) least = Math.min(least, at(before, j - 2) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  const steps = at(last, other.length)
  return steps <= most ? steps : null
}

function at(row: readonly number[], place: number): number {
  return row[place] ?? Number.POSITIVE_INFINITY
}
