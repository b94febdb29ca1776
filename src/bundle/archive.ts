import { zipWords } from '../../views/words/verify.ts'
import { type Listed, listed } from './manifest.ts'
import { readAhead } from './stretches.ts'
import type { Refusal } from './zip.ts'
import {
  admitted,
  bundlePath,
  contentAt,
  type Entry,
  endWindow,
  type Files,
  indexOf,
  limits,
  outerFolder,
  readEnd,
  readEntry,
  unreadable,
} from './zip.ts'

/** Bytes that need not be in memory: a file on a disk, a file chosen in a browser, rows of ours. */
export type Source = {
  readonly size: number
  /** The bytes [from, to); they may lie in `room` where that is large enough. */
  read(from: number, to: number, room?: Uint8Array): Promise<Uint8Array>
}

/** A bundle's archive. Attachments are many and large: of them only size and hash are kept. */
export type Archive = {
  files: Files
  apart: ReadonlyMap<string, Listed>
  refusals: Refusal[]
  /** One file's content, read again; null when it is not there or damaged. */
  open(path: string): Promise<Uint8Array | null>
}

/** Bytes in memory as a source. */
export function sourceOf(bytes: Uint8Array): Source {
  return { size: bytes.length, read: async (from, to) => bytes.subarray(from, to) }
}

/**
 * Reads a bundle as `unpack` does (zip.ts), but attachments one at a time: memory does not grow with
 * them. With `wanted`, only those files are read. Raises what the source raises.
 */
export async function openArchive(
  source: Source,
  wanted: (path: string) => boolean = () => true,
): Promise<Archive> {
  const { size } = source
  const tail = await source.read(Math.max(0, size - endWindow), size)
  const found = readEnd(tail, size)
  if (!found) return empty([unreadable(await source.read(0, 2))])
  if (found.at - found.start > mostIndex) return empty([{ what: zipWords.tooMany }])
  const index = indexOf(await source.read(found.start, found.at), found.count)
  const { entries, refusals } = admitted(index, bundlePath, isApart)
  const outer = outerFolder(entries.map(({ path }) => path))
  const named = new Map(entries.map((entry) => [entry.path.slice(outer.length), entry]))
  const files: Files = new Map()
  const apart = new Map<string, Listed>()
  const pathOf = new Map([...named].map(([path, entry]) => [entry, path]))
  const asked = [...named].flatMap(([path, entry]) => (wanted(path) ? [entry] : []))
  const read: Source['read'] = (...given) => source.read(...given)
  for await (const { entry, bytes } of readAhead(read, asked, (one) => endOf(source, one))) {
    const path = pathOf.get(entry) ?? entry.path
    const content = await contentIn(source, entry, bytes)
    if (content === null) refusals.push({ what: zipWords.damaged, path: entry.path })
    else if (isApart(path)) apart.set(path, listed(path, content))
    // A copy: what is kept must not keep all that was read along with it.
    else files.set(path, new Uint8Array(content))
  }
  const open = async (path: string) => {
    const entry = named.get(path)
    return entry ? contentOf(source, entry) : null
  }
  return { files, apart, refusals, open }
}

// An index of as many entries as we read, with long names.
const mostIndex = limits.entries * 1_024

function empty(refusals: Refusal[]): Archive {
  return { files: new Map(), apart: new Map(), refusals, open: async () => null }
}

function isApart(path: string): boolean {
  return /(^|\/)attachments\/[^/]+$/.test(path)
}

// Behind the name may lie an extra field; most have none, and one read is enough.
const extra = 64

function endOf(source: Source, { at, name, packed }: Entry): number {
  return Math.min(source.size, at + 30 + name.length + extra + packed)
}

async function contentOf(source: Source, entry: Entry): Promise<Uint8Array | null> {
  return contentIn(source, entry, await source.read(entry.at, endOf(source, entry)))
}

async function contentIn(
  source: Source,
  entry: Entry,
  bytes: Uint8Array,
): Promise<Uint8Array | null> {
  const start = contentAt(bytes, entry)
  if (start === null) return null
  if (start <= 30 + entry.name.length + extra) return readEntry(bytes, entry)
  const end = Math.min(source.size, entry.at + start + entry.packed)
  return readEntry(await source.read(entry.at, end), entry)
}
