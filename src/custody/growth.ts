import { type Hash, joined, nodeHash, type Place, placesOf } from './tree.ts'

/** A complete subtree with its hash. */
export type Node = Place & { readonly hash: Hash }

/** A tree that grows leaf by leaf and keeps only its right edge in memory. */
export type Growth = {
  /** Number of leaves so far. */
  readonly size: number
  /** Adds one leaf; answers the subtrees above it that are now complete, lowest first. */
  add(leaf: Hash): Node[]
  /** The root of the tree as it is now. */
  root(): Hash
}

/**
 * Goes on growing a tree of `size` leaves whose complete parts (`placesOf([0, size])`, in that
 * order) have the hashes `edge`. Adding a leaf hashes once on average, O(log n) at most.
 */
export function growth(size = 0, edge: readonly Hash[] = []): Growth {
  const stack = placesOf([0, size]).map(({ level }, part) => ({ level, hash: edge[part] as Hash }))
  if (stack.length !== edge.length) throw new RangeError('a tree has one edge')
  let leaves = size
  return {
    get size() {
      return leaves
    },
    add(leaf) {
      leaves++
      stack.push({ level: 0, hash: leaf })
      const made: Node[] = []
      for (;;) {
        const right = stack.at(-1)
        const left = stack.at(-2)
        if (!left || !right || left.level !== right.level) return made
        const level = right.level + 1
        const hash = nodeHash(left.hash, right.hash)
        stack.pop()
        stack[stack.length - 1] = { level, hash }
        made.push({ level, index: leaves / 2 ** level - 1, hash })
      }
    },
    root: () => joined(stack.map(({ hash }) => hash)),
  }
}
