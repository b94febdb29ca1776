import type { Sentence } from '../../views/lang.ts'
import { zipWords } from '../../views/words/verify.ts'
import { crc32, inflated } from './inflate.ts'

// Our own reader of ZIP archives: command and page must refuse the same ones, and this one runs in
// any browser. Writing is in pack.ts.

/** Files by path, as in the archive. */
export type Files = Map<string, Uint8Array>
/** Something in an archive we do not accept. */
export type Refusal = { what: Sentence; path?: string }

export const limits = { entries: 20_000, file: 64 << 20, total: 256 << 20 }

// Wide enough for a folder somebody zipped around a bundle; what the manifest does not list is
// refused later. No leading dot, so no `..`; no backslash, colon or control character.
const bundlePath =
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
  const started = bytes[0] === 0x50 && bytes[1] === 0x4b
  const index = readIndex(bytes)
  if (!index) {
    return { files: new Map(), refusals: [{ what: started ? zipWords.broken : zipWords.notZip }] }
  }
  if (index.count > limits.entries) {
    return { files: new Map(), refusals: [{ what: zipWords.tooMany }] }
  }
  return readEntries(bytes, index, allowed)
}

type Index = { count: number; entries: Entry[]; whole: boolean }
type Entry = {
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

const endSize = 22

// The end record is the last thing in the file but its comment; nothing may lie behind it.
function readIndex(bytes: Uint8Array): Index | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const first = Math.max(0, bytes.length - endSize - 0xffff)
  for (let at = bytes.length - endSize; at >= first; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue
    if (at + endSize + view.getUint16(at + 20, true) !== bytes.length) continue
    const oneDisk = view.getUint32(at + 4, true) === 0
    const [count, start] = [view.getUint16(at + 10, true), view.getUint32(at + 16, true)]
    if (!oneDisk || start + view.getUint32(at + 12, true) !== at) return null
    const entries = entriesIn(bytes, view, start, at, Math.min(count, limits.entries))
    return { count, entries, whole: entries.length === count }
  }
  return null
}

function entriesIn(bytes: Uint8Array, view: DataView, start: number, end: number, count: number) {
  const entries: Entry[] = []
  for (let at = start; entries.length < count && at + 46 <= end; ) {
    if (view.getUint32(at, true) !== 0x02014b50) break
    const nameEnd = at + 46 + view.getUint16(at + 28, true)
    const next = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (next > end) break
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

function readEntries(bytes: Uint8Array, index: Index, allowed: RegExp) {
  const files: Files = new Map()
  const refusals: Refusal[] = index.whole ? [] : [{ what: zipWords.broken }]
  let left = limits.total
  for (const entry of index.entries) {
    const { path, size } = entry
    if (path.endsWith('/') && size === 0) continue
    const refused =
      refusal(entry, allowed.test(path), left) ?? (files.has(path) ? zipWords.twice : null)
    if (refused) {
      refusals.push({ what: refused, path: printable(path) })
      continue
    }
    left -= size
    const content = readEntry(bytes, entry)
    if (content === null) refusals.push({ what: zipWords.damaged, path })
    else files.set(path, content)
  }
  return { files: withoutOuterFolder(files), refusals }
}

function refusal(entry: Entry, nameAllowed: boolean, left: number): Sentence | null {
  if (!nameAllowed) return zipWords.badName
  if (entry.unixType !== 0 && entry.unixType !== 0o100000) return zipWords.notFile
  if ((entry.flags & 1) === 1) return zipWords.encrypted
  return entry.size > Math.min(limits.file, left) ? zipWords.tooLarge : null
}

/** The bytes of one entry, or null when header, size, checksum or compression is damaged. */
function readEntry(bytes: Uint8Array, entry: Entry): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const nameAt = entry.at + 30
  if (nameAt > bytes.length || view.getUint32(entry.at, true) !== 0x04034b50) return null
  const nameEnd = nameAt + view.getUint16(entry.at + 26, true)
  // Tools that read from the front would otherwise show another file than the one we checked.
  if (!isSame(bytes.subarray(nameAt, nameEnd), entry.name)) return null
  const start = nameEnd + view.getUint16(entry.at + 28, true)
  const packed = bytes.subarray(start, start + entry.packed)
  if (packed.length !== entry.packed) return null
  const content = contentOf(packed, entry)
  return content?.length === entry.size && crc32(content) === entry.crc ? content : null
}

function contentOf(packed: Uint8Array, { method, size }: Entry): Uint8Array | null {
  if (method === 0) return packed.slice()
  return method === 8 ? inflated(packed, size) : null
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}

/** Some tools zip the folder and not its files; `x/manifest.json` then means `manifest.json`. */
function withoutOuterFolder(files: Files): Files {
  const first = [...files.keys()][0]?.split('/')[0]
  if (!first || files.has('manifest.json') || !files.has(`${first}/manifest.json`)) return files
  const inner: Files = new Map()
  for (const [path, content] of files) {
    if (!path.startsWith(`${first}/`)) return files
    inner.set(path.slice(first.length + 1), content)
  }
  return inner
}

function printable(path: string): string {
  return path.replace(/[^\p{L}\p{N}\p{P} ]/gu, '?').slice(0, 120)
}
