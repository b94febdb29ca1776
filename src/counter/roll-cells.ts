import type { Sentence } from '../../views/lang.ts'
import { rollProblems as problems } from '../../views/words/rolls.ts'
import { plain } from '../intake/area-facts.ts'

/** What a cell says, or what is wrong with it. */
export type Cell<T> = { value: T } | { wrong: Sentence }

/**
 * A day as lists write it: `2026-07-01`, `1/7/2026`, or days since 30/12/1899 as spreadsheets count.
 * A year of two digits is refused, not guessed.
 */
export function dayIn(text: string): Cell<string> {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00.*)?$/.exec(text)
  if (iso) return dayOf(iso[1], iso[2], iso[3])
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$/.exec(text)
  if (local?.[3]?.length === 2) return { wrong: problems.shortYear }
  if (local) return dayOf(local[3], local[2], local[1])
  const serial = /^(\d{5})(?:\.0+)?$/.exec(text)
  return serial ? { value: serialDay(Number(serial[1])) } : { wrong: problems.day }
}

/** A birth year, alone or out of a birthday. */
export function birthYearIn(text: string): Cell<number> {
  if (/^\d{1,2}$/.test(text)) return { wrong: problems.shortYear }
  const year = /^(\d{4})(?:\.0+)?$/.exec(text)
  if (year) return bornIn(Number(year[1]))
  const monthly = /^\d{1,2}[/.-](\d{4})$/.exec(text)
  if (monthly) return bornIn(Number(monthly[1]))
  const day = dayIn(text)
  if ('value' in day) return bornIn(Number(day.value.slice(0, 4)))
  return { wrong: day.wrong === problems.shortYear ? day.wrong : problems.birthYear }
}

/** Yes or no; null where nothing stands. */
export function yesIn(text: string): Cell<boolean | null> {
  const given = plain(text)
  if (given === '') return { value: null }
  if (['co', 'x', 'yes', 'true', '1', 'dung', '✓', '✔'].includes(given)) return { value: true }
  if (['khong', 'no', 'false', '0', 'k', '-'].includes(given)) return { value: false }
  return { wrong: problems.yesNo }
}

/**
 * A person's name from one column or from two. Every word begins with a capital: TCVN3 has none with
 * marks, so lists in it hold `ánh` for `Ánh`.
 */
export function personIn(family: string, name: string): Cell<string> {
  const whole = [family, name].filter((part) => part !== '').join(' ')
  if (name === '' || [...whole].length > 120) return { wrong: problems.name }
  const capital = (word: string) => {
    const [first = '', ...rest] = [...word]
    return first.toUpperCase() + rest.join('')
  }
  return { value: whole.split(' ').map(capital).join(' ') }
}

/** The code of an area or organisation. */
export function codeIn(text: string): Cell<string> {
  return /^[A-Za-z0-9._-]{1,40}$/.test(text) ? { value: text } : { wrong: problems.code }
}

function bornIn(year: number): Cell<number> {
  const now = new Date().getUTCFullYear()
  return year >= 1900 && year <= now ? { value: year } : { wrong: problems.birthYear }
}

function serialDay(days: number): string {
  return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10)
}

function dayOf(year = '', month = '', day = ''): Cell<string> {
  const value = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${value}T00:00:00Z`)
  const isThere = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value)
  return isThere ? { value } : { wrong: problems.day }
}
