import { crc32 } from 'node:zlib'
import type { Files } from './zip.ts'

/** One file on its way into an archive: opened when its turn comes. */
export type Packed = {
  path: string
  open(): Uint8Array | Promise<Uint8Array>
}

/** Packs files into a ZIP: stored, sorted by path, one fixed date. The same files, the same bytes. */
export async function pack(files: Files): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  const all = [...files].map(([path, bytes]) => ({ path, open: () => bytes }))
  for await (const chunk of packed(all)) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}

/**
 * The same, piece by piece: one file is in memory at a time. Written by hand because a ZIP whose
 * sizes stand in front of each file, as old tools want them, cannot be streamed by yazl.
 */
export async function* packed(files: readonly Packed[]): AsyncGenerator<Uint8Array> {
  const index: Buffer[] = []
  let at = 0
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1))
  for (const { path, open } of sorted) {
    const bytes = await open()
    const name = Buffer.from(path, 'utf8')
    const facts = factsOf(bytes, name)
    const head = Buffer.concat([localMark, facts, noExtra, name])
    yield head
    yield bytes
    index.push(Buffer.concat([indexMark, facts, indexTail(at), name]))
    at += head.length + bytes.length
    if (at > mostBytes || index.length > mostFiles) throw new RangeError('too much for one ZIP')
  }
  const directory = Buffer.concat(index)
  yield directory
  yield end(index.length, directory.length, at)
}

// Beyond these another format begins (ZIP64), which old tools do not read.
const mostBytes = 0xfff0_0000
const mostFiles = 0xfffe

const localMark = Buffer.from('PK\x03\x04', 'latin1')
// Made by: Unix, version 6.3 of the format.
const indexMark = Buffer.from('PK\x01\x02\x3f\x03', 'latin1')
const noExtra = Buffer.alloc(2)

// Version 2.0, names in UTF-8, stored, noon of 1 January 1980, checksum, sizes, length of the name.
function factsOf(bytes: Uint8Array, name: Buffer): Buffer {
  const facts = Buffer.alloc(24)
  facts.writeUInt16LE(20, 0)
  facts.writeUInt16LE(1 << 11, 2)
  facts.writeUInt16LE(12 << 11, 6)
  facts.writeUInt16LE((1 << 5) | 1, 8)
  facts.writeUInt32LE(crc32(bytes), 10)
  facts.writeUInt32LE(bytes.length, 14)
  facts.writeUInt32LE(bytes.length, 18)
  facts.writeUInt16LE(name.length, 22)
  return facts
}

// No extra field, no comment, first disk; an ordinary file that everybody may read; where it lies.
function indexTail(at: number): Buffer {
  const tail = Buffer.alloc(16)
  tail.writeUInt32LE(0o100644 * 2 ** 16, 8)
  tail.writeUInt32LE(at, 12)
  return tail
}

function end(count: number, size: number, at: number): Buffer {
  const record = Buffer.alloc(22)
  record.write('PK\x05\x06', 'latin1')
  record.writeUInt16LE(count, 8)
  record.writeUInt16LE(count, 10)
  record.writeUInt32LE(size, 12)
  record.writeUInt32LE(at, 16)
  return record
}
