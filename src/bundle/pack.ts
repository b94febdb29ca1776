import { ZipFile } from 'yazl'
import type { Files } from './zip.ts'

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
