import { bytesToHex } from '@noble/hashes/utils.js'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { letters } from '../../db/schema.ts'
import type { Sentence } from '../../views/lang.ts'
import { consentVersion } from '../../views/words/consents.ts'
import { importProblems as problems, sameId } from '../../views/words/import.ts'
import { drop } from '../intake/drop.ts'
import type { Letterbox } from '../intake/letterbox.ts'
import { refuseWhenFull } from '../intake/take.ts'
import { Problem } from '../problem.ts'
import { ownAreas } from '../review/areas.ts'
import { fromIdempotencyKey, receiptHash } from '../seal/receipt.ts'
import { type Actor, asActor, needRole } from '../staff/actor.ts'
import { type Counter, counterBox } from './counter.ts'
import { noted } from './import-kept.ts'
import { type AreaCodes, areaCodes, type Mapping, readRow } from './import-row.ts'
import { rowsOf } from './rows.ts'

/** A file to be taken over: what it is called where it comes from, its bytes and their SHA-256. */
export type ImportFile = { source: string; bytes: Uint8Array; sha256: Uint8Array }

export type WrongLine = { line: number; wrong: Sentence }

/** What a dry run found; the list of wrong lines is cut at 200. */
export type Tried = { rows: number; errors: WrongLine[]; wrong: number; repeats: number }

export const mostRows = 200_000
const mostListed = 200
const atOnce = 64

/** Raises Problem('forbidden') unless clerk or moderator. */
export function needImporter(actor: Actor): void {
  needRole(actor, 'clerk', 'moderator')
}

/**
 * Reads the whole file and stores nothing: every wrong line with its number, how many are known.
 * `progress` hears the line it is at. Raises what `rowsOf` raises.
 */
export async function tryImport(
  counter: Counter,
  actor: Actor,
  file: ImportFile,
  mapping: Mapping,
  progress: (line: number) => void,
): Promise<Tried> {
  const areas = await areasFor(counter, actor)
  const lines = new Map<string, number>()
  const tried: Tried = { rows: 0, errors: [], wrong: 0, repeats: 0 }
  const wrongAt = (line: number, wrong: Sentence) => {
    tried.wrong += 1
    if (tried.errors.length < mostListed) tried.errors.push({ line, wrong })
  }
  let waiting: string[] = []
  for await (const row of bodyRows(file)) {
    tried.rows += 1
    const read = readRow(row, mapping, areas)
    if ('wrong' in read) for (const wrong of read.wrong) wrongAt(row.line, wrong)
    else {
      const before = lines.get(read.id)
      if (before !== undefined) wrongAt(row.line, sameId(before))
      else waiting.push(read.id)
      lines.set(read.id, row.line)
    }
    if (waiting.length >= 500) {
      tried.repeats += await known(counter, actor, file.source, waiting)
      waiting = []
      progress(row.line)
    }
  }
  tried.repeats += await known(counter, actor, file.source, waiting)
  if (tried.rows === 0) throw new Problem('invalid', problems.noRows)
  return tried
}

/**
 * Takes the file over after a dry run without errors, 64 letters a transaction: one transaction for
 * all would hold the log's head, and with it every sender, for minutes. A run that is cut off is
 * finished by the same file again: what is in counts as a repeat. Raises what `drop` raises.
 */
export async function takeOver(
  counter: Counter,
  actor: Actor,
  file: ImportFile,
  mapping: Mapping,
  progress: (done: number) => void,
): Promise<{ taken: number; repeats: number }> {
  const box = forManyLetters(counterBox(counter, actor))
  await refuseWhenFull(box)
  const areas = await areasFor(counter, actor)
  const counts = { rows: 0, repeats: 0 }
  let under: Promise<unknown>[] = []
  for await (const row of bodyRows(file)) {
    const read = readRow(row, mapping, areas)
    if ('wrong' in read) throw new Problem('conflict', problems.notTried)
    counts.rows += 1
    const sent = {
      idempotencyKey: keyOf(actor, file.source, read.id),
      proof: true,
      held: false,
      channel: 'import',
      consentVersion: `${consentVersion}/import`,
    }
    const counted = box.counted(() => {
      counts.repeats += 1
    })
    const dropped = drop(counted, read.feedback, [], sent)
    // Heard below; until then a failure must not look like nobody's.
    dropped.catch(() => {})
    under.push(dropped)
    if (under.length < atOnce) continue
    await Promise.all(under)
    under = []
    progress(counts.rows)
  }
  await Promise.all(under)
  const done = { taken: counts.rows - counts.repeats, repeats: counts.repeats }
  await asActor(counter.staff.db, counter.staff.door, actor, (tx) =>
    noted(tx, actor, file, { ...done, rows: counts.rows }),
  )
  return done
}

type ManyLetters = Letterbox & { counted(repeat: () => void): Letterbox }

// One look at each area is enough for fifty thousand letters.
function forManyLetters(box: Letterbox): ManyLetters {
  const seen = new Map<string, ReturnType<Letterbox['door']['area']>>()
  const area = (code: string) => {
    const found = seen.get(code) ?? box.door.area(code)
    seen.set(code, found)
    return found
  }
  const many = { ...box, door: { ...box.door, area } }
  const counted = (repeat: () => void): Letterbox => ({
    ...many,
    async store(letter) {
      const dropped = await box.store(letter)
      if (dropped.outcome === 'repeat') repeat()
      return dropped
    },
  })
  return { ...many, counted }
}

async function* bodyRows({ bytes }: ImportFile) {
  let rows = 0
  for await (const row of rowsOf(bytes)) {
    rows += 1
    if (rows === 1) continue
    if (rows > mostRows + 1) throw new Problem('too_large', problems.tooLarge)
    // Others want the processor too.
    if (rows % 500 === 0) await new Promise(setImmediate)
    yield row
  }
}

/** The names of the columns: the first row that holds anything. Raises what `rowsOf` raises. */
export async function columnsOf(bytes: Uint8Array): Promise<string[]> {
  for await (const { cells, wrong } of rowsOf(bytes)) {
    if (wrong) throw new Problem('invalid', problems.unreadable)
    return cells.map((cell) => cell.normalize('NFC').trim().slice(0, 100))
  }
  throw new Problem('invalid', problems.noRows)
}

async function areasFor({ staff }: Counter, actor: Actor): Promise<AreaCodes> {
  const { items } = await asActor(staff.db, staff.door, actor, (tx) =>
    ownAreas(tx, actor, { limit: 1000 }),
  )
  return areaCodes(items.filter(({ successor, validTo }) => successor === null && validTo === null))
}

function keyOf({ organisation }: Actor, source: string, id: string): string {
  return `import ${organisation} ${JSON.stringify([source, id])}`
}

async function known(
  { staff, keys }: Counter,
  actor: Actor,
  source: string,
  ids: readonly string[],
): Promise<number> {
  if (ids.length === 0) return 0
  const hashes = ids.map((id) => {
    const { receipt } = fromIdempotencyKey(keys.pepper, keyOf(actor, source, id))
    return bytesToHex(receiptHash(keys.pepper, receipt))
  })
  return asActor(staff.db, staff.door, actor, async (tx) => {
    const [row] = await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(letters)
      .where(and(eq(letters.channel, 'import'), inArray(letters.channelMessageId, hashes)))
    return row?.count ?? 0
  })
}
