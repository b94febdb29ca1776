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
  const hashes = syllables.map(({ bare }) => hashOf(bare))
  const size = hashes.length < shortest ? hashes.length : shingle
  const signature = new Int32Array(orders).fill(0x7fffffff)
  for (let at = 0; at + size <= hashes.length; at += 1) {
    let run = size
    for (let next = at; next < at + size; next += 1)
      run = mixed(run ^ (hashes[next] as number), next - at)
    for (let order = 0; order < orders; order += 1) {
      const value = Math.imul(run ^ (salts[order] as number), factors[order] as number)
      if (value < (signature[order] as number)) signature[order] = value
    }
  }
  return signature
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
      new Uint8Array(short.buffer, place * orders, orders).set(signature)
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
