import { mkdir, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { checkpoints } from '../../db/schema.ts'
import type { Lang, Sentence } from '../../views/lang.ts'
import { say } from '../../views/lang.ts'
import { olderWords as words } from '../../views/words/backup.ts'
import { Problem } from '../problem.ts'
import { extentOf, type LogOwner, logOwners, type Read } from './entries.ts'
import { statedHead } from './head.ts'
import {
  fileNameOf,
  type OutsideNote,
  outsideFolder,
  outsideFolders,
  outsideRoot,
  readOutside,
} from './outside.ts'
import { recompute } from './recompute.ts'
import { sameBytes } from './tree.ts'

/** A log of which the checkpoints outside know more than the database does. */
export type Older = {
  /** Null for a log that the database does not know at all. */
  log: LogOwner | null
  /** Where its checkpoints lie outside. */
  folder: string
  /** Entries here, and in the newest checkpoint outside. */
  entries: number
  known: number
  what: Sentence
}

/**
 * Compares the database with the newest checkpoint of each log kept outside it: is this an older
 * state, or another one? Cheap while all is well: a row that equals the file settles it.
 */
export async function olderThanOutside(read: Read, dataDir: string): Promise<Older[]> {
  const owners = await read(logOwners)
  const found: Older[] = []
  for (const name of await outsideFolders(dataDir)) {
    const folder = join(outsideRoot(dataDir), name)
    const newest = (await readOutside(folder)).at(-1)
    if (!newest) continue
    const log = owners.find((owner) => outsideFolder(dataDir, owner) === folder)
    const known = statedHead(newest.note)?.size ?? 0
    if (log) found.push(...(await olderLog(read, log, folder, newest)))
    else found.push({ log: null, folder, entries: 0, known, what: words.unknown(folder) })
  }
  return found
}

/**
 * Sets aside the checkpoints that say more than the database: into a folder of their own beside the
 * others, or all of a log that is not known here. Answers what puts them back.
 */
export async function setAside(
  dataDir: string,
  { log, folder, entries }: Older,
  name: string,
): Promise<() => Promise<void>> {
  if (!log) {
    const away = join(`${outsideRoot(dataDir)}-replaced-${name}`, basename(folder))
    await mkdir(dirname(away), { recursive: true })
    await rename(folder, away)
    return () => rename(away, folder)
  }
  const aside = join(folder, `replaced-${name}`)
  const newer = (await readOutside(folder)).filter(({ note }) => !isWithin(note, entries))
  await mkdir(aside, { recursive: true })
  const move = async (from: string, to: string) => {
    for (const { number } of newer) {
      await rename(join(from, fileNameOf(number)), join(to, fileNameOf(number)))
    }
  }
  await move(folder, aside)
  return () => move(aside, folder)
}

function isWithin(note: string, entries: number): boolean {
  const head = statedHead(note)
  return head !== null && head.size <= entries
}

async function olderLog(
  read: Read,
  log: LogOwner,
  folder: string,
  { number, note }: OutsideNote,
): Promise<Older[]> {
  const [row] = await read((tx) =>
    tx
      .select({ note: checkpoints.note })
      .from(checkpoints)
      .where(and(eq(checkpoints.organisationId, log.id), eq(checkpoints.number, number))),
  )
  const head = statedHead(note)
  const { end } = await read((tx) => extentOf(tx, log.id))
  const known = head?.size ?? 0
  if (row?.note === note && end >= known) return []
  const day = head?.day ?? ''
  const older = (what: Sentence): Older[] => [{ log, folder, entries: end, known, what }]
  if (end < known) return older(words.shorter(log.code, end, number, day, known))
  // The row alone may be missing; only the bytes tell whether it is the same log.
  const root = (await recompute(read, log.id, [known])).roots.get(known)
  const same = !row && head && root && sameBytes(root, head.root)
  return same ? [] : older(words.other(log.code, number, day))
}

/** Raises Problem('conflict') with the sentence that says why, when the database is an older state. */
export async function refuseOlder(read: Read, dataDir: string): Promise<void> {
  const older = await olderThanOutside(read, dataDir)
  if (older.length > 0) throw olderProblem(older)
}

/** The refusal of an older state: what is lost in which log, and what to do. */
export function olderProblem(older: readonly Older[]): Problem {
  const said = [...older.map(({ what }) => what), words.refused]
  const joined = (lang: Lang) => said.map((sentence) => say(sentence, lang)).join(' ')
  return new Problem('conflict', { vi: joined('vi'), en: joined('en') })
}
