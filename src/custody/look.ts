import { type Clock, clockFaults, clockOf } from './clock.ts'
import { headSize, type LogOwner, type Read } from './entries.ts'
import type { Fault } from './fault.ts'
import { keptRoot } from './nodes.ts'
import { grow, recompute } from './recompute.ts'
import { examine, type GoodCheckpoint, type KeptCheckpoint, readSeries, sizesOf } from './series.ts'
import type { Hash } from './tree.ts'

/** What a look at a log before signing found. */
export type Seen = {
  readonly series: readonly KeptCheckpoint[]
  readonly good: readonly GoodCheckpoint[]
  readonly faults: readonly Fault[]
  /** Entries now, and the root over them; null when something is missing for it. */
  readonly size: number
  readonly root: Hash | null
  readonly clock: Clock
}

/**
 * Looks at a log and its checkpoints before another one is signed. Thorough: all bytes, all
 * checkpoints. Otherwise: what is new since the last look, and the newest checkpoints.
 */
export async function look(
  read: Read,
  owner: LogOwner,
  by: { publicKeys: readonly Uint8Array[]; folder: string; thorough: boolean },
): Promise<Seen> {
  const all = await readSeries(read, owner, by.folder)
  const series = by.thorough ? all : all.slice(-2)
  const size = await read((tx) => headSize(tx, owner.id))
  const grown = await grow(read, owner.id, size)
  const wanted = [size, ...series.flatMap(sizesOf)]
  const log = by.thorough
    ? await recompute(read, owner.id, wanted)
    : { faults: [], roots: await keptRoots(read, owner, wanted, size) }
  const clock = await read(clockOf)
  const known = {
    owner,
    publicKeys: by.publicKeys,
    size,
    rootAt: (at: number) => log.roots.get(at),
    today: clock.today,
  }
  const { faults: inSeries, good } = await examine(
    series,
    known,
    by.thorough ? 1 : series[0]?.number,
  )
  // A checkpoint that is only outside, signed by us and true, is put back into the table.
  const disagreements = inSeries.filter(({ code }) => code !== 'row-missing')
  const late = await clockFaults(read, owner, size, clock, series.at(-1)?.row?.madeAt)
  const found = [...log.faults, ...disagreements, ...late]
  const root = log.roots.get(size) ?? null
  // The thorough way finds by itself, and more exactly, what growing stumbled over.
  const faults = found.length > 0 ? found : grown
  return { series, good, faults, size, root, clock }
}

async function keptRoots(
  read: Read,
  owner: LogOwner,
  wanted: readonly number[],
  size: number,
): Promise<Map<number, Hash>> {
  const roots = new Map<number, Hash>()
  for (const at of new Set(wanted.filter((one) => one <= size))) {
    const root = await read((tx) => keptRoot(tx, owner.id, at))
    if (root) roots.set(at, root)
  }
  return roots
}
