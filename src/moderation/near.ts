import { createBands, grown } from './bands.ts'
import { type Syllable, syllablesOf } from './syllables.ts'

/** What is remembered of a text's wording: the least hash of its shingles under each of 128 orders. */
export type Signature = Int32Array

const orders = 128
const shingle = 3
// 32 bands of 4: two texts that share three fifths of their shingles meet in one with 99 %, a tenth with 0.3 %.
const bands = 32
const rows = orders / bands
/** Texts shorter than this, in syllables, are alike only when they are the same. */
const shortest = 8

/** Share of common shingles from which two texts count as copies of one another. */
export const alikeFrom = 0.6

/**
 * The signature (MinHash) of a text, or of its syllables, over runs of three of them, without accents, signs and case.
 * Null for a text without syllables.
 */
export function signatureOf(text: string | readonly Syllable[]): Signature | null {
  const syllables = typeof text === 'string' ? syllablesOf(text) : text
  if (syllables.length === 0) return null
  const runs = runsOf(syllables)
  const signature = new Int32Array(orders)
  for (let order = 0; order < orders; order += 4) leastOfFour(runs, order, signature)
  return signature
}

// The hash of each run of syllables, from each syllable on that begins one.
function runsOf(syllables: readonly Syllable[]): Int32Array {
  const size = syllables.length < shortest ? syllables.length : shingle
  if (hashes.length < syllables.length) hashes = new Int32Array(2 * syllables.length)
  for (let at = 0; at < syllables.length; at += 1) hashes[at] = hashOf(syllables[at]?.bare ?? '')
  const runs = hashes.subarray(0, syllables.length - size + 1)
  for (let at = 0; at < runs.length; at += 1) {
    let run = size
    for (let next = 0; next < size; next += 1)
      run = mixed(run ^ (hashes[at + next] as number), next)
    // Its own syllable is asked no more.
    runs[at] = run
  }
  return runs
}
// Of the text in hand; a new one for each would cost more than filling it.
let hashes = new Int32Array(1024)

// Four orders at a time, so that one need not wait for another's product.
function leastOfFour(runs: Int32Array, order: number, signature: Signature): void {
  const [salt0, salt1, salt2, salt3] = fours(salts, order)
  const [factor0, factor1, factor2, factor3] = fours(factors, order)
  let [least0, least1, least2, least3] = [0x7fffffff, 0x7fffffff, 0x7fffffff, 0x7fffffff]
  for (let at = 0; at < runs.length; at += 1) {
    const run = runs[at] as number
    const value0 = Math.imul(run ^ salt0, factor0)
    const value1 = Math.imul(run ^ salt1, factor1)
    const value2 = Math.imul(run ^ salt2, factor2)
    const value3 = Math.imul(run ^ salt3, factor3)
    if (value0 < least0) least0 = value0
    if (value1 < least1) least1 = value1
    if (value2 < least2) least2 = value2
    if (value3 < least3) least3 = value3
  }
  signature[order] = least0
  signature[order + 1] = least1
  signature[order + 2] = least2
  signature[order + 3] = least3
}

function fours(of: Int32Array, at: number): [number, number, number, number] {
  return [of[at] as number, of[at + 1] as number, of[at + 2] as number, of[at + 3] as number]
}

// One order of the hashes is another salt and another odd factor: they are well mixed already.
const salts = Int32Array.from({ length: orders }, (_, order) => mixed(order, 1))
const factors = Int32Array.from({ length: orders }, (_, order) => mixed(order, 2) | 1)

/** Finds texts that are alike among many, without comparing with each. */
export type Neighbourhood = {
  put(id: string, signature: Signature): void
  drop(id: string): void
  /** Those that share at least `alikeFrom`, the most alike first; without itself. */
  near(id: string): { id: string; likeness: number }[]
  /** How alike two of them are; 0 when one is not there. */
  likeness(one: string, other: string): number
}

/** An empty neighbourhood; about 1 KB a text. */
export function createNeighbourhood(): Neighbourhood {
  const places = new Map<string, number>()
  const ids: string[] = []
  const free: number[] = []
  const buckets = createBands(bands)
  // Of each least hash one byte tells enough: two that differ look the same once in 256.
  let short = new Int32Array(0)
  const likeness = (one: number, other: number) => sameBytes(short, one, other) / orders
  return {
    put(id, signature) {
      const place = free.pop() ?? ids.length
      places.set(id, place)
      ids[place] = id
      if (short.length <= place * words)
        short = grown(short, Math.max(1024 * words, 2 * short.length))
      shorten(signature, short, place * words)
      buckets.put(place, keysOf(signature))
    },
    drop(id) {
      const place = places.get(id)
      if (place === undefined) return
      places.delete(id)
      ids[place] = ''
      free.push(place)
      buckets.drop(place)
      short.fill(0, place * words, (place + 1) * words)
    },
    likeness(one, other) {
      const [own, theirs] = [places.get(one), places.get(other)]
      return own === undefined || theirs === undefined ? 0 : likeness(own, theirs)
    },
    near(id) {
      const place = places.get(id)
      if (place === undefined) return []
      return buckets
        .meet(place)
        .flatMap((other) => {
          const share = likeness(place, other)
          return share < alikeFrom ? [] : [{ id: ids[other] ?? '', likeness: share }]
        })
        .sort((a, b) => b.likeness - a.likeness)
    },
  }
}

// Signatures by bytes, four in a word.
const words = orders / 4

function shorten(signature: Signature, into: Int32Array, from: number): void {
  for (let word = 0; word < words; word += 1) {
    const [first, second, third, fourth] = fours(signature, 4 * word)
    into[from + word] =
      (first & 0xff) | ((second & 0xff) << 8) | ((third & 0xff) << 16) | (fourth << 24)
  }
}

// How many bytes two signatures have in common, four at a time: a byte of the difference that is not
// zero sets its highest bit.
function sameBytes(short: Int32Array, one: number, other: number): number {
  const [from, against] = [one * words, other * words]
  let same = 0
  for (let word = 0; word < words; word += 1) {
    const differ = (short[from + word] as number) ^ (short[against + word] as number)
    const equal = ~(((differ & 0x7f7f7f7f) + 0x7f7f7f7f) | differ | 0x7f7f7f7f)
    same += Math.imul(equal >>> 7, 0x01010101) >>> 24
  }
  return same
}

// FNV-1a over UTF-16 units; nobody is kept from anything by it, so it need not resist anyone.
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return hash
}

// The hash under another order (the finisher of MurmurHash3).
function mixed(hash: number, order: number): number {
  let value = hash ^ Math.imul(order + 1, 0x9e3779b1)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return value ^ (value >>> 16)
}

// The hash of each band of a signature.
function keysOf(signature: Signature): Int32Array {
  const keys = new Int32Array(bands)
  for (let order = 0; order < orders; order += 1) {
    const band = Math.floor(order / rows)
    keys[band] = mixed((keys[band] as number) ^ (signature[order] as number), order)
  }
  return keys
}
