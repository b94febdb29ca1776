import { crc32 } from 'node:zlib'
import type { Entry, ZipFile as ZipReader } from 'yauzl'
import yauzl from 'yauzl'
import { ZipFile } from 'yazl'
import type { Sentence } from '../../views/lang.ts'
import { zipWords } from '../../views/words/verify.ts'

/** Files by path, as in the archive. */
export type Files = Map<string, Uint8Array>
/** Something in an archive we do not accept. */
export type Refusal = { what: Sentence; path?: string }

// yazl writes local time into the DOS field; a local noon is the same field in every time zone.
const mtime = new Date(1980, 0, 1, 12)
const writing = { mtime, mode: 0o100644, compress: false, forceDosTimestamp: true }

/** Packs files into a ZIP: stored, sorted by path, one fixed date. The same files, the same bytes. */
export async function pack(files: Files): Promise<Uint8Array> {
  const zip = new ZipFile()
  const paths = [...files.keys()].sort()
  for (const path of paths) zip.addBuffer(Buffer.from(files.get(path) ?? []), path, writing)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk))
  return new Uint8Array(Buffer.concat(chunks))
}

export const limits = { entries: 10_000, file: 64 << 20, total: 256 << 20 }

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
export async function unpack(
  bytes: Uint8Array,
  allowed: RegExp = bundlePath,
): Promise<{ files: Files; refusals: Refusal[] }> {
  const files: Files = new Map()
  const refusals: Refusal[] = []
  const started = bytes[0] === 0x50 && bytes[1] === 0x4b
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const reader = await yauzl.fromBufferPromise(buffer, {
      lazyEntries: true,
      decodeStrings: false,
    })
    await readEntries(reader, allowed, files, refusals)
  } catch {
    refusals.push({ what: started ? zipWords.broken : zipWords.notZip })
  }
  return { files: withoutOuterFolder(files), refusals }
}

async function readEntries(zip: ZipReader, allowed: RegExp, files: Files, refusals: Refusal[]) {
  let left = limits.total
  if (zip.entryCount > limits.entries) {
    refusals.push({ what: zipWords.tooMany })
    return
  }
  for await (const entry of zip.eachEntry()) {
    // Read from the raw bytes: the index may carry a second, different name in an extra field.
    const path = entry.fileNameRaw.toString('utf8')
    if (path.endsWith('/') && entry.uncompressedSize === 0) continue
    const refused =
      refusal(entry, allowed.test(path), left) ?? (files.has(path) ? zipWords.twice : null)
    if (refused) {
      refusals.push({ what: refused, path: printable(path) })
      continue
    }
    left -= entry.uncompressedSize
    const content = await readEntry(zip, entry)
    if (content === null) refusals.push({ what: zipWords.damaged, path })
    else files.set(path, content)
  }
}

function refusal(entry: Entry, nameAllowed: boolean, left: number): Sentence | null {
  const unixType = (entry.externalFileAttributes >>> 16) & 0o170000
  if (!nameAllowed) return zipWords.badName
  if (unixType !== 0 && unixType !== 0o100000) return zipWords.notFile
  if (entry.isEncrypted()) return zipWords.encrypted
  if (entry.uncompressedSize > Math.min(limits.file, left)) return zipWords.tooLarge
  return null
}

/** The bytes of one entry, or null when header, size, checksum or compression is damaged. */
async function readEntry(zip: ZipReader, entry: Entry): Promise<Uint8Array | null> {
  try {
    const header = await zip.readLocalFileHeaderPromise(entry)
    // Tools that read from the front would otherwise show another file than the one we checked.
    if (!header.fileName.equals(entry.fileNameRaw)) return null
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk)
    const content = Buffer.concat(chunks)
    return crc32(content) === entry.crc32 ? new Uint8Array(content) : null
  } catch {
    return null
  }
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
