import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { growth, type Node } from '../../src/custody/growth.ts'
import {
  consistencyHolds,
  consistencySpans,
  emptyRoot,
  type Hash,
  inclusionHolds,
  inclusionSpans,
  joined,
  leafHash,
  nodeHash,
  placesOf,
  type Span,
} from '../../src/custody/tree.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))

function vectors<T>(name: string): [path: string, vector: T][] {
  const url = new URL(`../fixtures/merkle/${name}.json`, import.meta.url)
  return Object.entries(JSON.parse(readFileSync(url, 'utf8')) as Record<string, T>)
}

type Inclusion = {
  leafIdx: number
  treeSize: number
  root: string
  leafHash: string
  proof: string[] | null
  wantErr: boolean
}
type Consistency = {
  size1: number
  size2: number
  root1: string
  root2: string
  proof: string[] | null
  wantErr: boolean
}

describe('the vectors of transparency-dev/merkle', () => {
  test.each(vectors<Inclusion>('inclusion'))('%s', (_, v) => {
    const proof = (v.proof ?? []).map(bytes)
    expect(inclusionHolds(bytes(v.leafHash), v.leafIdx, v.treeSize, proof, bytes(v.root))).toBe(
      !v.wantErr,
    )
  })

  test.each(vectors<Consistency>('consistency'))('%s', (_, v) => {
    const proof = (v.proof ?? []).map(bytes)
    expect(consistencyHolds(v.size1, v.size2, proof, bytes(v.root1), bytes(v.root2))).toBe(
      !v.wantErr,
    )
  })
})

// The definitions of RFC 9162, recursive and slow, to compare with.
function naiveRoot(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return emptyRoot
  const [only] = leaves
  if (leaves.length === 1 && only) return only
  const k = half(leaves.length)
  return nodeHash(naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)))
}
function naivePath(m: number, leaves: readonly Hash[]): Hash[] {
  if (leaves.length <= 1) return []
  const k = half(leaves.length)
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)]
  return m < k
    ? [...naivePath(m, left), naiveRoot(right)]
    : [...naivePath(m - k, right), naiveRoot(left)]
}
function naiveProof(m: number, leaves: readonly Hash[], whole = true): Hash[] {
  if (m === leaves.length) return whole ? [] : [naiveRoot(leaves)]
  const k = half(leaves.length)
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)]
  return m <= k
    ? [...naiveProof(m, left, whole), naiveRoot(right)]
    : [...naiveProof(m - k, right, false), naiveRoot(left)]
}
function half(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

const leavesOf = (size: number) =>
  Array.from({ length: size }, (_, seq) => leafHash(Buffer.from(`lá thứ ${seq}`)))

/** All complete subtrees of a grown tree, as the database keeps them, and its roots by size. */
function grown(leaves: readonly Hash[]) {
  const tree = growth()
  const nodes = new Map<string, Hash>()
  const roots = [tree.root()]
  const keep = ({ level, index, hash }: Node) => nodes.set(`${level}/${index}`, hash)
  leaves.forEach((leaf, index) => {
    keep({ level: 0, index, hash: leaf })
    tree.add(leaf).forEach(keep)
    roots.push(tree.root())
  })
  const hashOf = (span: Span) =>
    joined(placesOf(span).map(({ level, index }) => nodes.get(`${level}/${index}`) as Hash))
  return { roots, nodes, hashOf }
}

const leaves = leavesOf(130)
const tree = grown(leaves)
const size = fc.integer({ min: 1, max: leaves.length })

describe('a tree grown leaf by leaf', () => {
  test('has at every size the root of the naive tree', () => {
    for (let n = 0; n <= leaves.length; n++) {
      expect(tree.roots[n]).toEqual(naiveRoot(leaves.slice(0, n)))
      expect(tree.hashOf([0, n])).toEqual(tree.roots[n])
    }
  })

  test('goes on from its right edge as if it had never stopped', () => {
    fc.assert(
      fc.property(size, (cut) => {
        const edge = placesOf([0, cut]).map(
          ({ level, index }) => tree.nodes.get(`${level}/${index}`) as Hash,
        )
        const again = growth(cut, edge)
        for (const leaf of leaves.slice(cut)) again.add(leaf)
        expect(again.root()).toEqual(tree.roots[leaves.length])
        expect(again.size).toBe(leaves.length)
      }),
    )
  })

  test('makes fewer inner nodes than it has leaves', () => {
    expect(tree.nodes.size).toBeLessThan(2 * leaves.length)
  })
})

describe('a proof from the kept subtrees', () => {
  test('of inclusion is that of the naive tree, and holds', () => {
    fc.assert(
      fc.property(size, fc.nat(), (n, any) => {
        const index = any % n
        const proof = inclusionSpans(index, n).map(tree.hashOf)
        expect(proof).toEqual(naivePath(index, leaves.slice(0, n)))
        const root = tree.roots[n] as Hash
        expect(inclusionHolds(leaves[index] as Hash, index, n, proof, root)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('of consistency is that of the naive tree, and holds', () => {
    fc.assert(
      fc.property(size, size, (a, b) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)]
        const proof = consistencySpans(first, second).map(tree.hashOf)
        expect(proof).toEqual(naiveProof(first, leaves.slice(0, second)))
        const [old, now] = [tree.roots[first] as Hash, tree.roots[second] as Hash]
        expect(consistencyHolds(first, second, proof, old, now)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('holds for nothing else: any bit, leaf, place or size changed breaks it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 130 }), fc.nat(), fc.nat(), (n, any, bit) => {
        const index = any % n
        const leaf = leaves[index] as Hash
        const proof = inclusionSpans(index, n).map(tree.hashOf)
        const root = tree.roots[n] as Hash
        const flipped = proof.map((hash) => Uint8Array.from(hash))
        const victim = flipped[bit % flipped.length] as Uint8Array
        victim[bit % 32] = (victim[bit % 32] as number) ^ (1 << (bit % 8))
        expect(inclusionHolds(leaf, index, n, flipped, root)).toBe(false)
        expect(inclusionHolds(leaf, (index + 1) % n, n, proof, root)).toBe(false)
        expect(inclusionHolds(leaf, index, n, proof.slice(1), root)).toBe(false)
        expect(inclusionHolds(leaf, index, n, [...proof, leaf], root)).toBe(false)
        expect(inclusionHolds(nodeHash(leaf, leaf), index, n, proof, root)).toBe(false)
      }),
      { numRuns: 200 },
    )
  })

  test('of consistency fails for a tree that was forked in its past', () => {
    fc.assert(
      fc.property(size, size, fc.nat(), (a, b, any) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)]
        const forged = [...leaves]
        forged[any % first] = leafHash(Buffer.from('lá giả'))
        const other = grown(forged)
        const proof = consistencySpans(first, second).map(other.hashOf)
        const [old, now] = [tree.roots[first] as Hash, other.roots[second] as Hash]
        expect(consistencyHolds(first, second, proof, old, now)).toBe(false)
      }),
      { numRuns: 100 },
    )
  })
})
