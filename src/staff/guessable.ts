import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** What everybody knows of this program and of whoever works with it, without accents. */
const known = [
  ...['ydan', 'gopy', 'hopthu', 'ykien', 'matkhau', 'password', 'admin', 'quantri', 'mttq'],
  ...['mattran', 'toquoc', 'vietnam', 'phuong', 'uyban', 'dangvien', 'canbo', 'kiemdiem'],
]
// Five bytes each, sorted: the first of the SHA-256 of every password of 12 characters or more among
// the million commonest of "10 million passwords" (M. Burnett, 2015, put into the public domain), in
// lower case. As digests, for many are words nobody wants to read.
const size = 5
let breached: Buffer | undefined

/**
 * Whether somebody who knows the office would try this password early: one of the 43,940 long ones
 * that leaked most often, a row of the keyboard, few characters over and over, or little besides
 * names of the place, the person and the program (`words`; ASVS 5.0 6.1.2, 6.2.4, 6.2.11, 6.2.12).
 */
export function isGuessable(password: string, words: readonly string[]): boolean {
  const given = password.normalize('NFKC').toLowerCase()
  if (new Set(given).size < 5 || rows.includes(given)) return true
  if (isBreached(given)) return true
  const plain = bare(given)
  const rest = contextWords(words).reduce((left, word) => left.replaceAll(word, ''), plain)
  return rest !== plain && (rest.length < 6 || rest.replaceAll(/\d/g, '').length < 4)
}

const rows = '0123456789 01234567890 abcdefghijklmnopqrstuvwxyz qwertyuiop asdfghjkl'

// Longest first, or a part would break up the whole.
function contextWords(words: readonly string[]): string[] {
  const whole = words.map(bare)
  const parts = words.flatMap((text) => text.split(/[\s._-]+/).map(bare))
  const all = [...known, ...whole, ...parts].filter((word) => word.length >= 3)
  return [...new Set(all)].sort((a, b) => b.length - a.length)
}

function bare(text: string): string {
  const letters = text.normalize('NFD').toLowerCase().replaceAll('đ', 'd')
  return letters.replaceAll(/[^a-z0-9]/g, '')
}

function isBreached(given: string): boolean {
  breached ??= readFileSync(new URL('breached-passwords.bin', import.meta.url))
  const wanted = createHash('sha256').update(given).digest().subarray(0, size)
  let [low, high] = [0, breached.length / size]
  while (low < high) {
    const middle = (low + high) >>> 1
    const order = wanted.compare(breached, middle * size, (middle + 1) * size)
    if (order === 0) return true
    // `compare` with a range tells how the range stands to `wanted`.
    if (order > 0) low = middle + 1
    else high = middle
  }
  return false
}
