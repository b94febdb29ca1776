import type { IncomingFile } from '../../src/intake/files.ts'

const bytes = (text: string) => Uint8Array.from(text.padEnd(40, '\0'), (c) => c.charCodeAt(0))

/** The shortest beginnings of each type of file that is taken. */
export const samples: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  'image/jpeg': bytes('\xff\xd8\xff\xe0\x00\x10JFIF'),
  'image/png': bytes('\x89PNG\r\n\x1a\n'),
  'image/webp': bytes('RIFF\x10\x00\x00\x00WEBPVP8 '),
  'image/heic': bytes('\x00\x00\x00\x18ftypheic'),
  'application/pdf': bytes('%PDF-1.7\n'),
  'audio/mpeg': bytes('ID3\x04\x00'),
  'audio/mp4': bytes('\x00\x00\x00\x18ftypM4A '),
  'video/mp4': bytes('\x00\x00\x00\x18ftypisom'),
}

/** A file of a type, truthfully named. */
export function fileOf(type: string): IncomingFile {
  return { name: 'tệp', type, bytes: samples[type] ?? new Uint8Array() }
}
