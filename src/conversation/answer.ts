import { areaName } from '../../views/letterbox/parts.tsx'
import { plain } from '../intake/area-facts.ts'
import { type Situation, situationName, situations, subjectKey, subjectName } from './ask.ts'
import { folded, nearest } from './likeness.ts'
import type { Draft } from './memory.ts'
import type { World } from './turn.ts'
import { numberIn } from './understand.ts'

/** What an answer was understood as. */
export type Understood<Answer> =
  | { answer: Answer }
  /** Several fit: ask which. */
  | { which: string[] }
  | null

/** Understands the situation: by its number, its name, or the words one uses for it. */
export function situationIn(text: string, draft: Draft): Situation | null {
  const chosen = chosenOf(text, draft)
  if (chosen) return situations.find((one) => one === chosen) ?? null
  const bare = folded(text)
  if (/\b(khen|bieu duong|cam on|praise)\b/.test(bare)) return 'praise'
  if (/\b(gop y|de nghi|mong|comment)\b/.test(bare)) return 'comment'
  if (/\b(phan anh|ke lai|report)\b/.test(bare)) return 'report'
  const known = situations.map((id) => ({ id, own: Object.values(situationName(id)).join(' ') }))
  const [best, second] = nearest(text, known, 'words given')
  const clear = best && best.likeness >= 0.75 && best.likeness - (second?.likeness ?? 0) > 0.1
  return clear ? (situations.find((one) => one === best.id) ?? null) : null
}

/** Understands the use; nothing is taken for granted. */
export function useIn(text: string, draft: Draft): Draft['use'] | null {
  const chosen = chosenOf(text, draft)
  if (chosen === 'record' || chosen === 'front-only') return chosen
  const bare = folded(text)
  const only = /\b(chi de|chi cho|rieng|mat tran biet|khong dua|dung dua|only)\b/.test(bare)
  const record = /\b(tong hop|dua vao|cuoc hop|kiem diem|summary)\b/.test(bare)
  if (only === record && !only) return null
  return only ? 'front-only' : 'record'
}

/** Understands a place: by number, by code, by name with or without accents and mistakes. */
export function areaIn(text: string, draft: Draft, { areas }: World): Understood<string> {
  const chosen = chosenOf(text, draft)
  if (chosen) return { answer: chosen }
  const code = text.trim().replace(/^#/, '').toUpperCase()
  const named = areas.find((area) => area.code.toUpperCase() === code)
  if (named) return { answer: named.code }
  const byCode = new Map(areas.map((area) => [area.code, area]))
  const candidates = areas.map((area) => ({
    id: area.code,
    own: area.name.toLowerCase().replace(area.kind.toLowerCase(), '').trim() || area.name,
    near: [area.kind, ...above(area.parent, byCode)].join(' '),
  }))
  const found = nearest(text, candidates, 'all words')
  const [best, second] = found
  if (!best || best.likeness < 0.55) return null
  if (best.likeness >= 0.7 && best.likeness - (second?.likeness ?? 0) >= 0.1) {
    return { answer: best.id }
  }
  return { which: found.slice(0, 6).map(({ id }) => id) }
}

/** Understands whom it is about; who is not in the list stays in the sender's own words. */
export function aboutIn(
  text: string,
  draft: Draft,
  { subjects }: World,
): Understood<Pick<Draft, 'about' | 'aboutName'>> {
  const chosen = chosenOf(text, draft)
  if (chosen) return { answer: aboutOf(chosen, subjects) }
  const candidates = subjects.map((one) => ({
    id: subjectKey(one),
    own: one.post,
    near: one.collective ? '' : one.name,
  }))
  const ranked = nearest(text, candidates, 'words given')
  const found = [...new Map(ranked.toReversed().map((one) => [one.id, one])).values()].sort(
    (a, b) => b.likeness - a.likeness,
  )
  const [best, second] = found
  const own = `text:${ownWords(text)}`
  if (!best || best.likeness < 0.5) return { answer: aboutOf(own, subjects) }
  const clear = best.likeness >= 0.65 && best.likeness - (second?.likeness ?? 0) >= 0.12
  if (clear) return { answer: aboutOf(best.id, subjects) }
  return { which: [...found.slice(0, 6).map(({ id }) => id), own] }
}

/** Whether somebody near is called or does this, word for word, accents included if there are any. */
export function namesSomebody(text: string, { subjects }: World): boolean {
  return subjects.some(({ post, name }) => hasWord(`${post} ${name}`, text))
}

/** Whether a place bears this name, word for word. */
export function namesPlace(text: string, { areas }: World): boolean {
  return areas.some((area) => hasWord(areaName(area), text))
}

function hasWord(name: string, text: string): boolean {
  const wanted = text.normalize('NFC').toLowerCase()
  const isPlain = wanted === plain(wanted)
  const words = name.normalize('NFC').toLowerCase().split(/\s+/)
  return words.some((word) => (isPlain ? plain(word) : word) === wanted)
}

function aboutOf(offered: string, subjects: World['subjects']): Pick<Draft, 'about' | 'aboutName'> {
  const [kind = '', ...rest] = offered.split(':')
  const value = rest.join(':')
  if (kind === 'text') {
    return value === '' ? { about: [] } : { about: [{ text: value }], aboutName: value }
  }
  return { about: [{ [kind]: value }], aboutName: subjectName(offered, subjects) }
}

// One line of at most 300 characters, as the form takes it.
function ownWords(text: string): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  return [...line].slice(0, 140).join('').trim()
}

function chosenOf(text: string, { offered }: Draft): string | undefined {
  const number = numberIn(text)
  return number === undefined ? undefined : offered[number - 1]
}

function above(
  code: string | null,
  byCode: ReadonlyMap<string, World['areas'][number]>,
  depth = 0,
): string[] {
  const area = code === null || depth > 8 ? undefined : byCode.get(code)
  return area ? [areaName(area), ...above(area.parent, byCode, depth + 1)] : []
}
