import { logFaults as words } from '../../views/words/custody.ts'
import { extentOf, type Read } from './entries.ts'
import { entryFault, type KeptEntry } from './entry.ts'
import { type Fault, type FaultList, faultList } from './fault.ts'
import { growth, type Node } from './growth.ts'
import { differingNodes, grownTo, keepNodes, keptHashes, nodeExtent } from './nodes.ts'
import { entryPages, inTurn } from './pages.ts'
import { keptEntry, type PlainEntry, soundLeaf } from './plain.ts'
import { runsHold } from './runs.ts'
import { type Hash, leafHash, placesOf } from './tree.ts'

/** What the bytes of a log give when everything is computed again. */
export type Recomputed = {
  /** Entries that follow one another without a gap from the first. */
  readonly size: number
  /** Where the log ends, by its head and by its entries, whichever is later. */
  readonly end: number
  /** The roots at the sizes asked for, as far as the unbroken entries reach. */
  readonly roots: ReadonlyMap<number, Hash>
  readonly faults: readonly Fault[]
}

/**
 * Computes a whole log again from the bytes of its entries: numbering, form, columns, hashes, kept
 * nodes, and the roots at the sizes in `wanted` and at the log's end; `told` hears of each page.
 */
export async function recompute(
  given: Read,
  organisation: string,
  wanted: Iterable<number>,
  told: (entries: number) => void = () => {},
): Promise<Recomputed> {
  const read = inTurn(given)
  const faults = faultList()
  const end = await endOf(read, organisation, faults)
  const kept = await read((tx) => nodeExtent(tx, organisation))
  const asked = new Set([...wanted, end])
  const roots = new Map<number, Hash>()
  const tree = growth()
  const reach = () => asked.has(tree.size) && roots.set(tree.size, tree.root())
  reach()
  const order = inOrder(faults)
  for await (const { entries, runs } of entryPages(read, organisation, 0, end, kept.nodes > 0)) {
    const made: Node[] = []
    for (const entry of entries) {
      const leaf = checked(entry, faults)
      if (!order.follows(entry.seq)) continue
      made.push(...tree.add(leaf))
      reach()
    }
    if (!runsHold(made, runs, kept.grown)) {
      const differing = await read((tx) => differingNodes(tx, organisation, made, kept.grown))
      for (const { level, index } of differing) faults.add('node', words.node(level, index))
    }
    told(entries.length)
  }
  order.endsAt(end)
  countNodes(kept, faults)
  return { size: tree.size, end, roots, faults: faults.all() }
}

/**
 * Computes the hashes of the entries that are new since the last time from their bytes, up to `end`
 * entries, and keeps the nodes above them. Nothing is kept of a page in which something is wrong;
 * answers what.
 */
export async function grow(given: Read, organisation: string, end: number): Promise<Fault[]> {
  const read = inTurn(given)
  const faults = faultList()
  const from = await read((tx) => grownTo(tx, organisation))
  const edge = await read(async (tx) => {
    const places = placesOf([0, from])
    const hashOf = await keptHashes(tx, organisation, places)
    return places.flatMap((place) => hashOf(place) ?? [])
  })
  if (edge.length !== placesOf([0, from]).length) {
    return [{ code: 'nodes', what: words.nodeCount(placesOf([0, from]).length, edge.length) }]
  }
  const tree = growth(from, edge)
  const order = inOrder(faults, from)
  for await (const { entries } of entryPages(read, organisation, from, end, false)) {
    const made: Node[] = []
    for (const entry of entries) {
      const leaf = checked(entry, faults)
      if (order.follows(entry.seq)) made.push(...tree.add(leaf))
    }
    if (faults.all().length > 0) return faults.all()
    await read((tx) => keepNodes(tx, organisation, made))
  }
  order.endsAt(Math.max(end, from))
  return faults.all()
}

async function endOf(read: Read, organisation: string, faults: FaultList): Promise<number> {
  const { head, entries, end } = await read((tx) => extentOf(tx, organisation))
  if (head !== entries) faults.add('head', words.head(head, entries))
  return Math.max(head, end)
}

function checked(entry: PlainEntry | KeptEntry, faults: FaultList): Hash {
  if (!('text' in entry)) return examined(entry, faults)
  return soundLeaf(entry) ?? examined(keptEntry(entry), faults)
}

function examined(entry: KeptEntry, faults: FaultList): Hash {
  const leaf = leafHash(entry.bytes)
  const fault = entryFault(entry, leaf)
  if (fault) faults.add(fault, words[fault](entry.seq))
  return leaf
}

// Whether entries follow one another; after the first gap there is no tree to speak of.
function inOrder(faults: FaultList, start = 0) {
  let next = start
  let whole = true
  const expect = (seq: number) => {
    if (seq === next) return
    whole = false
    faults.add('gap', words.gap(next, seq - 1))
  }
  return {
    follows(seq: number): boolean {
      expect(seq)
      next = seq + 1
      return whole
    },
    endsAt: expect,
  }
}

function countNodes({ grown, nodes }: { grown: number; nodes: number }, faults: FaultList): void {
  let expected = 0
  for (let width = 2; width <= grown; width *= 2) expected += Math.floor(grown / width)
  if (nodes !== expected) faults.add('nodes', words.nodeCount(expected, nodes))
}
