import type { Sentence } from '../../views/lang.ts'
import { zipWords } from '../../views/words/verify.ts'
import { crc32, inflated } from './inflate.ts'

// Our own reader of ZIP archives: command and page must refuse the same ones, and this one runs in
// any browser. Writing is in pack.ts.

/** Files by path, as in the archive. */
export type Files = Map<string, Uint8Array>
/** Something in an archive we do not accept. */
export type Refusal = { what: Sentence; path?: string }

/** What we read: entries, bytes of one file, of all in memory, and of attachments (one at a time). */
export const limits = { entries: 60_000, file: 64 << 20, total: 256 << 20, apart: 2 ** 31 }

// Wide enough for a folder somebody zipped around a bundle; what the manifest does not list is
// refused later. No leading dot, so no `..`; no backslash, colon or control character.
export const bundlePath =
  /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._()-]{0,149}(\/[\p{L}\p{N}][\p{L}\p{M}\p{N} ._()-]{0,149}){0,5}$/u
// Office packages hold `[Content_Types].xml` and `_rels/.rels`.
export const officePath = /^[A-Za-z0-9_[\].-]+(\/[A-Za-z0-9_.-]+)*$/

/**
 * Reads an archive within tight limits. Never throws: what is wrong comes back as refusals, and
 * `files` holds what could be read. Accepts what other tools write: deflate, entries for folders,
 * one folder around everything.
 */
export function unpack(
  bytes: Uint8Array,
  allowed: RegExp = bundlePath,
): { files: Files; refusals: Refusal[] } {
  const found = readEnd(bytes.subarray(Math.max(0, bytes.length - endWindow)), bytes.length)
  const index = found && indexOf(bytes.subarray(found.start, found.at), found.count)
  if (!index) return { files: new Map(), refusals: [unreadable(bytes)] }
  const { entries, refusals } = admitted(index, allowed, () => false)
  const files: Files = new Map()
  for (const entry of entries) {
    const content = readEntry(bytes.subarray(entry.at), entry)
    if (content === null) refusals.push({ what: zipWords.damaged, path: entry.path })
    else files.set(entry.path, new Uint8Array(content))
  }
  return { files: withoutOuterFolder(files), refusals }
}

/** What an archive is called that has no readable index. */
export function unreadable(start: Uint8Array): Refusal {
  const started = start[0] === 0x50 && start[1] === 0x4b
  return { what: started ? zipWords.broken : zipWords.notZip }
}

/** One file in an archive, as its index says; `at` is where its own header lies. */
export type Entry = {
  path: string
  name: Uint8Array
  flags: number
  method: number
  crc: number
  packed: number
  size: number
  unixType: number
  at: number
}
export type Index = { entries: Entry[]; whole: boolean; tooMany: boolean }

const endSize = 22
/** How many of the last bytes of an archive its end record lies within. */
export const endWindow = endSize + 0xffff

/**
 * Finds the end record in the last bytes of an archive of `size` bytes: where its index lies and how
 * many entries it should have. It is the last thing in the file but its comment; nothing may lie
 * behind it. Null when there is none.
 */
export function readEnd(
  tail: Uint8Array,
  size: number,
): { count: number; start: number; at: number } | null {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength)
  const before = size - tail.length
  for (let at = tail.length - endSize; at >= 0; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue
    if (at + endSize + view.getUint16(at + 20, true) !== tail.length) continue
    const oneDisk = view.getUint32(at + 4, true) === 0
    const [count, start] = [view.getUint16(at + 10, true), view.getUint32(at + 16, true)]
    if (!oneDisk || start + view.getUint32(at + 12, true) !== before + at) return null
    return { count, start, at: before + at }
  }
  return null
}

/** The entries in an archive's index. */
export function indexOf(directory: Uint8Array, count: number): Index {
  const tooMany = count > limits.entries
  const entries = tooMany ? [] : entriesIn(directory, count)
  return { entries, whole: entries.length === count, tooMany }
}

function entriesIn(bytes: Uint8Array, count: number): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: Entry[] = []
  for (let at = 0; entries.length < count && at + 46 <= bytes.length; ) {
    if (view.getUint32(at, true) !== 0x02014b50) break
    const nameEnd = at + 46 + view.getUint16(at + 28, true)
    const next = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (next > bytes.length) break
    const name = bytes.subarray(at + 46, nameEnd)
    entries.push({
      // From the raw bytes: an extra field may carry a second, different name.
      path: new TextDecoder('utf-8', { ignoreBOM: true }).decode(name),
      name,
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      unixType: (view.getUint32(at + 38, true) >>> 16) & 0o170000,
      at: view.getUint32(at + 42, true),
    })
    at = next
  }
  return entries
}

/** The files an index may be read for, and what is refused; `apart` are those read one at a time. */
export function admitted(
  index: Index,
  allowed: RegExp,
  apart: (path: string) => boolean,
): { entries: Entry[]; refusals: Refusal[] } {
  if (index.tooMany) return { entries: [], refusals: [{ what: zipWords.tooMany }] }
  const entries: Entry[] = []
  const refusals: Refusal[] = index.whole ? [] : [{ what: zipWords.broken }]
  const known = new Set<string>()
  const left = { here: limits.total, apart: limits.apart }
  for (const entry of index.entries) {
    const { path, size } = entry
    if (path.endsWith('/') && size === 0) continue
    const side = apart(path) ? 'apart' : 'here'
    const refused =
      refusal(entry, allowed.test(path), left[side]) ?? (known.has(path) ? zipWords.twice : null)
    if (refused) {
      refusals.push({ what: refused, path: printable(path) })
      continue
    }
    left[side] -= size
    known.add(path)
    entries.push(entry)
  }
  return { entries, refusals }
}

function refusal(entry: Entry, nameAllowed: boolean, left: number): Sentence | null {
  if (!nameAllowed) return zipWords.badName
  if (entry.unixType !== 0 && entry.unixType !== 0o100000) return zipWords.notFile
  if ((entry.flags & 1) === 1) return zipWords.encrypted
  return entry.size > Math.min(limits.file, left) ? zipWords.tooLarge : null
}

/**
 * The content of one entry, whose header begins these bytes; null when header, size, checksum or
 * compression is damaged. It may lie in these very bytes: who keeps it copies it.
 */
export function readEntry(bytes: Uint8Array, entry: Entry): Uint8Array | null {
  const start = contentAt(bytes, entry)
  if (start === null) return null
  const packed = bytes.subarray(start, start + entry.packed)
  if (packed.length !== entry.packed) return null
  const content = contentOf(packed, entry)
  return content?.length === entry.size && crc32(content) === entry.crc ? content : null
}

/** Where the content begins behind its header; null when the header is another's. */
export function contentAt(bytes: Uint8Array, { name }: Entry): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 30 || view.getUint32(0, true) !== 0x04034b50) return null
  const nameEnd = 30 + view.getUint16(26, true)
  // Tools that read from the front would otherwise show another file than the one we checked.
  if (!isSame(bytes.subarray(30, nameEnd), name)) return null
  return nameEnd + view.getUint16(28, true)
}

function contentOf(packed: Uint8Array, { method, size }: Entry): Uint8Array | null {
  if (method === 0) return packed
  return method === 8 ? inflated(packed, size) : null
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}

function withoutOuterFolder(files: Files): Files {
  const outer = outerFolder([...files.keys()])
  return new Map([...files].map(([path, content]) => [path.slice(outer.length), content]))
}

/** Some tools zip the folder and not its files: `x/` when all lie in `x/` and the manifest does. */
export function outerFolder(paths: readonly string[]): string {
  const folder = `${paths[0]?.split('/')[0]}/`
  if (paths.includes('manifest.json') || !paths.includes(`${folder}manifest.json`)) return ''
  return paths.every((path) => path.startsWith(folder)) ? folder : ''
}

function printable(path: string): string {
  return path.replace(/[^\p{L}\p{N}\p{P} ]/gu, '?').slice(0, 120)
}
