import { syllablesOf } from './syllables.ts'

/** What is remembered of a text's wording: the least hash of its shingles under each of 128 orders. */
export type Signature = Uint32Array

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
 * The signature (MinHash) of a text over runs of three syllables, without accents, signs and case.
 * Null for a text without syllables.
 */
export function signatureOf(text: string): Signature | null {
  const bare = syllablesOf(text).map((one) => one.bare)
  if (bare.length === 0) return null
  const size = bare.length < shortest ? bare.length : shingle
  const signature = new Uint32Array(orders).fill(0xffffffff)
  for (let at = 0; at + size <= bare.length; at += 1) {
    const hash = hashOf(bare.slice(at, at + size).join(' '))
    for (let order = 0; order < orders; order += 1) {
      const value = mixed(hash, order)
      if (value < (signature[order] ?? 0)) signature[order] = value
    }
  }
  return signature
}

/** How much of their wording two texts share, 0 to 1 (an estimate, ± 0.05). */
export function likenessOf(one: Signature, other: Signature): number {
  let same = 0
  for (let order = 0; order < orders; order += 1) if (one[order] === other[order]) same += 1
  return same / orders
}

/** Finds texts that are alike among many, without comparing with each. */
export type Neighbourhood = {
  put(id: string, signature: Signature): void
  drop(id: string): void
  /** Those that share at least `alikeFrom`, the most alike first; without itself. */
  near(id: string): { id: string; likeness: number }[]
  /** How alike two of them are; 0 when one is not there. */
  likeness(one: string, other: string): number
}

// A band full of copies tells nothing new: any few of them lead to their cluster.
const mostInBand = 64

/** An empty neighbourhood; about 2 KB a text. */
export function createNeighbourhood(): Neighbourhood {
  const signatures = new Map<string, Signature>()
  const buckets = Array.from({ length: bands }, () => new Map<number, string[]>())
  const bandsOf = (signature: Signature) =>
    buckets.map((bucket, band) => ({ bucket, key: bandHash(signature, band) }))
  return {
    put(id, signature) {
      signatures.set(id, signature)
      for (const { bucket, key } of bandsOf(signature)) {
        const ids = bucket.get(key)
        if (ids === undefined) bucket.set(key, [id])
        else if (ids.length < mostInBand) ids.push(id)
      }
    },
    drop(id) {
      const signature = signatures.get(id)
      if (!signature) return
      signatures.delete(id)
      for (const { bucket, key } of bandsOf(signature)) {
        const left = (bucket.get(key) ?? []).filter((one) => one !== id)
        if (left.length > 0) bucket.set(key, left)
        else bucket.delete(key)
      }
    },
    likeness(one, other) {
      const [own, theirs] = [signatures.get(one), signatures.get(other)]
      return own && theirs ? likenessOf(own, theirs) : 0
    },
    near(id) {
      const own = signatures.get(id)
      if (!own) return []
      const met = new Set(bandsOf(own).flatMap(({ bucket, key }) => bucket.get(key) ?? []))
      met.delete(id)
      return [...met]
        .flatMap((other) => {
          const theirs = signatures.get(other)
          return theirs ? [{ id: other, likeness: likenessOf(own, theirs) }] : []
        })
        .filter(({ likeness }) => likeness >= alikeFrom)
        .sort((a, b) => b.likeness - a.likeness)
    },
  }
}

// FNV-1a over UTF-16 units; nobody is kept from anything by it, so it need not resist anyone.
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return hash >>> 0
}

// The hash under another order (the finisher of MurmurHash3).
function mixed(hash: number, order: number): number {
  let value = (hash ^ Math.imul(order + 1, 0x9e3779b1)) >>> 0
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}

function bandHash(signature: Signature, band: number): number {
  let hash = band
  for (let at = band * rows; at < (band + 1) * rows; at += 1) {
    hash = mixed((hash ^ (signature[at] ?? 0)) >>> 0, at)
  }
  return hash
}
