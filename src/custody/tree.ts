import { sha256 as anywhere } from '@noble/hashes/sha2.js'
import { native } from '../seal/native.ts'

// The Merkle tree of RFC 9162 §2.1, by arithmetic alone: no I/O, and it runs in a browser too.

/** 32 bytes of SHA-256. */
export type Hash = Uint8Array

/** A complete subtree: it covers the leaves [index·2^level, (index+1)·2^level). */
export type Place = { readonly level: number; readonly index: number }

/** The leaves [from, to). */
export type Span = readonly [from: number, to: number]

// By way of hexadecimal: a buffer of its own for each hash costs Node twice what the hashing does.
function sha256(bytes: Uint8Array): Hash {
  if (!native) return anywhere(bytes)
  return new Uint8Array(Buffer.from(native.hash('sha256', bytes, 'hex'), 'hex'))
}

/** The root of a tree without leaves. */
export const emptyRoot: Hash = sha256(new Uint8Array())

/** The hash of one entry's bytes. */
export function leafHash(bytes: Uint8Array): Hash {
  return prefixedHash(0, bytes)
}

/** The hash of an entry whose bytes are characters of ASCII, in hexadecimal; only within Node. */
export function plainLeafHash(text: string): string {
  if (!native) throw new Error('needs Node')
  return native.hash('sha256', `\0${text}`, 'hex')
}

/** The hash of two subtrees. */
export function nodeHash(left: Hash, right: Hash): Hash {
  return prefixedHash(1, left, right)
}

// Where what is hashed lies together, used again and again.
let together = new Uint8Array(1024)

function prefixedHash(prefix: 0 | 1, first: Uint8Array, second?: Uint8Array): Hash {
  const end = 1 + first.length + (second?.length ?? 0)
  if (end > together.length) together = new Uint8Array(2 * end)
  together[0] = prefix
  together.set(first, 1)
  if (second) together.set(second, 1 + first.length)
  return sha256(together.subarray(0, end))
}

/** Whether two byte strings are the same; public values, so time does not matter. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let place = 0; place < a.length; place++) if (a[place] !== b[place]) return false
  return true
}

/** The complete subtrees, left to right, whose hashes make up a subtree's. */
export function placesOf([from, to]: Span): Place[] {
  const places: Place[] = []
  for (let start = from; start < to; ) {
    const level = floorLog2(to - start)
    places.push({ level, index: start / 2 ** level })
    start += 2 ** level
  }
  return places
}

/** The hash of the subtree whose complete parts, left to right, have these hashes. */
export function joined(parts: readonly Hash[]): Hash {
  return parts.length === 0 ? emptyRoot : parts.reduceRight((right, left) => nodeHash(left, right))
}

/** The subtrees of an inclusion proof, leaf's sibling first (RFC 9162 §2.1.3.1). */
export function inclusionSpans(index: number, size: number): Span[] {
  const spans: Span[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + splitOf(to - from)
    if (index < middle) {
      spans.push([middle, to])
      to = middle
    } else {
      spans.push([from, middle])
      from = middle
    }
  }
  return spans.reverse()
}

/** The subtrees of a consistency proof from `first` to `second` leaves (RFC 9162 §2.1.4.1). */
export function consistencySpans(first: number, second: number): Span[] {
  const spans: Span[] = []
  if (first === 0) return spans
  let [from, to] = [0, second]
  while (to !== first) {
    const middle = from + splitOf(to - from)
    if (first <= middle) {
      spans.push([middle, to])
      to = middle
    } else {
      spans.push([from, middle])
      from = middle
    }
  }
  if (from > 0) spans.push([from, to])
  return spans.reverse()
}

/** Whether the leaf lies at `index` of the tree with this root (RFC 9162 §2.1.3.2). */
export function inclusionHolds(
  leaf: Hash,
  index: number,
  size: number,
  proof: readonly Hash[],
  root: Hash,
): boolean {
  if (!areSizes(index, size) || index >= size || !areHashes([leaf, ...proof])) return false
  const path = ascent(index, size - 1)
  let hash = leaf
  for (const sibling of proof) {
    const side = path.next()
    if (side === null) return false
    hash = side === 'left' ? nodeHash(sibling, hash) : nodeHash(hash, sibling)
  }
  return path.next() === null && sameBytes(hash, root)
}

/** Whether the second tree is the first with leaves added at its end (RFC 9162 §2.1.4.2). */
export function consistencyHolds(
  first: number,
  second: number,
  proof: readonly Hash[],
  firstRoot: Hash,
  secondRoot: Hash,
): boolean {
  if (!areSizes(first, second) || first < 1 || first > second || !areHashes(proof)) return false
  if (first === second) return proof.length === 0 && sameBytes(firstRoot, secondRoot)
  const level = completeLevel(first)
  const isWhole = 2 ** level === first
  const [start, ...rest] = isWhole ? [firstRoot, ...proof] : proof
  if (start === undefined) return false
  const path = ascent(first / 2 ** level - 1, Math.floor((second - 1) / 2 ** level))
  let [oldHash, newHash] = [start, start]
  for (const sibling of rest) {
    const side = path.next()
    if (side === null) return false
    if (side === 'left') oldHash = nodeHash(sibling, oldHash)
    newHash = side === 'left' ? nodeHash(sibling, newHash) : nodeHash(newHash, sibling)
  }
  return path.next() === null && sameBytes(oldHash, firstRoot) && sameBytes(newHash, secondRoot)
}

// The way from a node to the root: on which side the next sibling lies; null at the root.
function ascent(node: number, last: number): { next(): 'left' | 'right' | null } {
  let [fn, sn] = [node, last]
  const up = () => {
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return {
    next() {
      if (sn === 0) return null
      // A node at the ragged right edge has no sibling there; it rises until it is a right child.
      while (fn === sn && fn % 2 === 0) up()
      const side = fn % 2 === 1 ? 'left' : 'right'
      up()
      return side
    },
  }
}

// The largest power of two below the number of leaves.
function splitOf(leaves: number): number {
  return 2 ** floorLog2(leaves - 1)
}

// Exact, which Math.log2 is not just below a high power of two.
function floorLog2(number: number): number {
  let level = 0
  while (2 ** (level + 1) <= number) level++
  return level
}

// How often a number can be halved.
function completeLevel(number: number): number {
  let level = 0
  while ((number / 2 ** level) % 2 === 0) level++
  return level
}

function areSizes(...given: readonly number[]): boolean {
  return given.every((one) => Number.isSafeInteger(one) && one >= 0)
}

function areHashes(given: readonly Uint8Array[]): boolean {
  return given.every((one) => one.length === 32)
}
