import type { Entry } from './zip.ts'

/** Reads the bytes [from, to); they may lie in `room` where that is large enough. */
type Read = (from: number, to: number, room?: Uint8Array) => Promise<Uint8Array>
/** Entries that lie close together, and the bytes [from, to) that hold them all. */
type Stretch = { from: number; to: number; entries: Entry[] }

// Enough that a thousand small files cost one read, little enough to stay in a processor's cache.
const most = 1 << 20
// Bytes nobody asked for that may be read along.
const gap = 64 << 10

/**
 * The entries of an archive in the order in which they lie in it, each with the bytes that begin at
 * its header. Neighbours are read at once, and the next of them while one is worked on: a check
 * takes as long as its hashes, not as its reads. The bytes hold until the next entry is asked for.
 * `endOf` says where an entry ends at the latest. Raises what `read` raises.
 */
export async function* readAhead(
  read: Read,
  entries: readonly Entry[],
  endOf: (entry: Entry) => number,
): AsyncGenerator<{ entry: Entry; bytes: Uint8Array }> {
  const stretches = stretchesOf(entries, endOf)
  // Read into by turns: fresh memory for all of a large archive costs more than hashing it.
  const room = [new Uint8Array(most), new Uint8Array(most)]
  const begin = (at: number) => begun(read, stretches[at], room[at % 2])
  let reading = begin(0)
  for (const [at, stretch] of stretches.entries()) {
    const bytes = await reading
    reading = begin(at + 1)
    for (const entry of stretch.entries) {
      const end = endOf(entry) - stretch.from
      yield { entry, bytes: bytes.subarray(entry.at - stretch.from, end) }
    }
  }
}

function begun(read: Read, stretch: Stretch | undefined, room?: Uint8Array) {
  if (!stretch) return Promise.resolve(new Uint8Array())
  const reading = read(stretch.from, stretch.to, room)
  // Who waits for it hears of it; when nobody does any more, the first failure has been told.
  reading.catch(() => {})
  return reading
}

function stretchesOf(entries: readonly Entry[], endOf: (entry: Entry) => number): Stretch[] {
  const stretches: Stretch[] = []
  for (const entry of [...entries].sort((a, b) => a.at - b.at)) {
    const last = stretches.at(-1)
    const to = Math.max(endOf(entry), last?.to ?? 0)
    if (last && entry.at <= last.to + gap && to - last.from <= most) {
      last.entries.push(entry)
      last.to = to
    } else stretches.push({ from: entry.at, to: endOf(entry), entries: [entry] })
  }
  return stretches
}
