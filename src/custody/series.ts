import { asc, eq } from 'drizzle-orm'
import { checkpoints } from '../../db/schema.ts'
import { checkpointNames, checkpointFaults as words } from '../../views/words/custody.ts'
import type { LogOwner, Read } from './entries.ts'
import { type FaultList, faultList } from './fault.ts'
import { type Head, openHead, originOf, statedHead } from './head.ts'
import { readOutside } from './outside.ts'
import { type Hash, sameBytes } from './tree.ts'

/** One checkpoint in the two places where it is kept. */
export type KeptCheckpoint = {
  readonly number: number
  readonly row?: Pick<typeof checkpoints.$inferSelect, 'size' | 'day' | 'note' | 'madeAt'>
  readonly file?: string
}

/** What a series of checkpoints is compared with. */
export type Known = {
  readonly owner: LogOwner
  /** Public keys, raw, older ones included. */
  readonly publicKeys: readonly Uint8Array[]
  /** Entries in the log now. */
  readonly size: number
  /** The root of the first so many entries, computed now; undefined where the log is broken. */
  readonly rootAt: (size: number) => Hash | undefined
  /** The day in Viet Nam. */
  readonly today: string
}

/** A checkpoint that is in order, with its number. */
export type GoodCheckpoint = Head & {
  readonly number: number
  readonly day: string
  readonly note: string
}

/** All checkpoints of a log, from the table and from the files outside, in order. */
export async function readSeries(
  read: Read,
  owner: LogOwner,
  folder: string,
): Promise<KeptCheckpoint[]> {
  // Files first: a checkpoint that is made meanwhile is in the table before it is outside.
  const files = await readOutside(folder)
  const rows = await read((tx) =>
    tx
      .select()
      .from(checkpoints)
      .where(eq(checkpoints.organisationId, owner.id))
      .orderBy(asc(checkpoints.number)),
  )
  const merged = new Map<number, KeptCheckpoint>()
  for (const { number, note } of files) merged.set(number, { number, file: note })
  for (const row of rows)
    merged.set(row.number, { ...merged.get(row.number), number: row.number, row })
  return [...merged.values()].sort((a, b) => a.number - b.number)
}

/** The note of a checkpoint, from outside where it is kept there. */
export function noteOf({ row, file }: KeptCheckpoint): string {
  return file ?? row?.note ?? ''
}

/** The size a checkpoint states, before anything is checked. */
export function sizesOf({ row, file }: KeptCheckpoint): number[] {
  return [row?.note, file].flatMap((note) => statedHead(note ?? '')?.size ?? [])
}

/**
 * Compares checkpoints, which follow one another from number `first` on, with each other and with
 * the log. `good` are those from the beginning up to the first that is not in order.
 */
export async function examine(series: readonly KeptCheckpoint[], known: Known, first = 1) {
  const faults = faultList()
  completeness(series, first, faults)
  const good: GoodCheckpoint[] = []
  let whole = true
  for (const kept of series) {
    const head = await examineOne(kept, good.at(-1), known, faults)
    whole &&= head !== null
    if (head && whole) good.push({ ...head, number: kept.number, note: noteOf(kept) })
  }
  return { faults: faults.all(), good }
}

/** Opens one note and compares it with the log; null, and the fault added, when it is not in order. */
export async function examineNote(
  name: string,
  note: string,
  before: Head | undefined,
  known: Known,
  faults: FaultList,
): Promise<(Head & { day: string }) | null> {
  const head = await openHead(note, originOf(known.owner.code), known.publicKeys)
  const refuse = (code: string, what: Parameters<FaultList['add']>[1]) => {
    faults.add(code, what)
    return null
  }
  if ('refused' in head) return refuse(head.refused, words[head.refused](name))
  const { size, root, day } = head
  if (day === null) return refuse('malformed', words.malformed(name))
  if (day > known.today) return refuse('future', words.future(name, day))
  if (before && (size < before.size || day < (before.day ?? day))) {
    return refuse('order', words.order(name))
  }
  if (size > known.size) return refuse('shorter', words.shorter(name, day, size, known.size))
  const now = known.rootAt(size)
  if (!now || !sameBytes(now, root)) {
    const from = Math.min(before?.size ?? 0, Math.max(size - 1, 0))
    return refuse('root', words.root(name, day, from, Math.max(size - 1, 0)))
  }
  return { ...head, day }
}

async function examineOne(
  kept: KeptCheckpoint,
  before: Head | undefined,
  known: Known,
  faults: FaultList,
): Promise<(Head & { day: string }) | null> {
  const { row, file } = kept
  const name = checkpointNames.kept(kept.number)
  if (row && file !== undefined && row.note !== file) {
    faults.add('differs', words.differs(name))
    // The one in the table may be the only one that is wrong, or the only one that is right.
    await examineNote(name, row.note, before, known, faults)
  }
  const head = await examineNote(name, noteOf(kept), before, known, faults)
  if (head && row && row.note === noteOf(kept)) {
    if (row.size === head.size && row.day === head.day) return head
    faults.add('columns', words.columns(name))
    return null
  }
  return head
}

// A new checkpoint is committed first and then written outside: the newest may lack its file.
function completeness(series: readonly KeptCheckpoint[], first: number, faults: FaultList): void {
  const newest = series.at(-1)?.number ?? 0
  const firstFile = series.find(({ file }) => file !== undefined)?.number ?? 0
  let next = first
  for (const { number, row, file } of series) {
    for (; next < number; next++) {
      faults.add('both-missing', words.bothMissing(checkpointNames.kept(next)))
    }
    next = number + 1
    const name = checkpointNames.kept(number)
    if (!row) faults.add('row-missing', words.rowMissing(name))
    if (file === undefined && number >= firstFile && number < newest) {
      faults.add('file-missing', words.fileMissing(name))
    }
  }
}
