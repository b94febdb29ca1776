import type { Door, Dropped } from '../../db/door.ts'
import { problemWords } from '../../views/words/problems.ts'
import { Problem } from '../problem.ts'

/** One letter ready for the database: its rows as JSON, its ciphertexts apart. */
export type SealedLetter = { row: SealedRow; blobs: readonly Uint8Array[] }

/** A row of `door.drop_letters`; `blob` counts from 0 within the letter's own blobs. */
export type SealedRow = {
  [column: string]: unknown
  organisation?: string
  kek?: { id: string; keyVersion: number; blob: number }
  seals: { record: string; field: string; blob: number }[]
  keys: { record: string; recipient: string; keyVersion: number; kek?: string; blob: number }[]
}

type Waiting = {
  letter: SealedLetter
  /** Whether the sender was told to try again: too late to store it behind their back. */
  late: boolean
  settle: (dropped: Dropped) => void
  fail: (error: unknown) => void
}

const most = { letters: 64, bytes: 2 ** 20 }
/** Longest wait for the database, in milliseconds. */
const patience = 4_500

/**
 * Stores letters, many concurrent ones in one statement: while one statement runs, what arrives
 * forms the next; there is no timer. A batch that fails is tried letter by letter, so that one bad
 * letter harms no other. Resolves after the commit; rejects with what the database said, or with
 * Problem('unavailable') when the letter's turn does not come in time.
 */
export function batcher(door: Pick<Door, 'drop'>): (letter: SealedLetter) => Promise<Dropped> {
  const queue: Waiting[] = []
  let running = false

  async function run() {
    running = true
    while (queue.length > 0) await store(takeBatch(queue))
    running = false
  }

  async function store(all: Waiting[]): Promise<void> {
    const batch = all.filter(({ late }) => !late)
    if (batch.length === 0) return
    try {
      const dropped = await door.drop(...joined(batch.map(({ letter }) => letter)))
      for (const [place, waiting] of batch.entries()) waiting.settle(dropped[place] as Dropped)
    } catch (error) {
      if (batch.length === 1) batch[0]?.fail(error)
      else for (const waiting of batch) await store([waiting])
    }
  }

  return async (letter) => {
    const { promise, resolve: settle, reject: fail } = Promise.withResolvers<Dropped>()
    const waiting: Waiting = { letter, late: false, settle, fail }
    queue.push(waiting)
    if (!running) void run()
    const timer = setTimeout(() => {
      waiting.late = true
      fail(new Problem('unavailable', problemWords.databaseAway, [], 30))
    }, patience)
    return promise.finally(() => clearTimeout(timer))
  }
}

function takeBatch(queue: Waiting[]): Waiting[] {
  let bytes = 0
  let count = 0
  for (const { letter } of queue) {
    bytes += letter.blobs.reduce((sum, blob) => sum + blob.length, 0)
    if (count > 0 && (bytes > most.bytes || count === most.letters)) break
    count += 1
  }
  return queue.splice(0, count)
}

/**
 * Letters as `door.drop_letters` takes them: blobs of all in one array, each letter's own places
 * moved up by what lies before them.
 */
export function joined(letters: readonly SealedLetter[]): [object[], Uint8Array[]] {
  const blobs: Uint8Array[] = []
  const rows = letters.map(({ row, blobs: own }) => {
    const base = blobs.length + 1
    blobs.push(...own)
    const moved = <T extends { blob: number }>(part: T) => ({ ...part, blob: part.blob + base })
    return {
      ...row,
      ...(row.kek && { kek: moved(row.kek) }),
      seals: row.seals.map(moved),
      keys: row.keys.map(moved),
    }
  })
  return [rows, blobs]
}
