import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { LogOwner } from './entries.ts'

// Checkpoints kept outside the database: one small file each, never rewritten. Whoever restores an
// older dump or owns the database cannot reach them.

/** A checkpoint as it lies in its file. */
export type OutsideNote = { readonly number: number; readonly note: string }

/** The folder under which every organisation has its own. */
export function outsideRoot(dataDir: string): string {
  return join(dataDir, 'checkpoints')
}

/** The folder of one log. Its code alone might be `..`, or differ from another only in case. */
export function outsideFolder(dataDir: string, { id, code }: LogOwner): string {
  return join(outsideRoot(dataDir), `${code}-${id.slice(0, 8)}`)
}

/** The name of a checkpoint's file. */
export function fileNameOf(number: number): string {
  return `${String(number).padStart(6, '0')}.checkpoint`
}

/** All checkpoints of a folder in order; none when there is no folder. */
export async function readOutside(folder: string): Promise<OutsideNote[]> {
  const notes: OutsideNote[] = []
  for (const name of (await namesIn(folder)).sort()) {
    const number = Number(/^(\d{6,9})\.checkpoint$/.exec(name)?.[1] ?? Number.NaN)
    if (fileNameOf(number) !== name) continue
    notes.push({ number, note: await readFile(join(folder, name), 'utf8') })
  }
  return notes.sort((a, b) => a.number - b.number)
}

/** Keeps a checkpoint outside; resolves when it is on disk. One that is there already stays. */
export async function writeOutside(folder: string, { number, note }: OutsideNote): Promise<void> {
  const name = fileNameOf(number)
  await mkdir(folder, { recursive: true })
  if ((await namesIn(folder)).includes(name)) return
  const draft = join(folder, `.${name}.${randomUUID()}`)
  const handle = await open(draft, 'w', 0o644)
  try {
    await handle.writeFile(note)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(draft, join(folder, name))
  await syncFolder(folder)
}

/** The folders in which checkpoints lie, by name. */
export async function outsideFolders(dataDir: string): Promise<string[]> {
  return (await namesIn(outsideRoot(dataDir))).sort()
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder, and keeps renames in its own journal.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
