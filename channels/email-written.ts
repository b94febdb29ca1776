import { decodeAs, decodeText, type Rereading } from './charsets.ts'
import type { Part } from './email-structure.ts'
import { type Folded, fold, plainOfHtml, unflowed } from './email-text.ts'
import { decodeWords } from './email-words.ts'

/** One text of a mail as it came: bytes, and what its mail says of them. */
export type WrittenPart = Pick<Part, 'type' | 'charset' | 'flowed' | 'bytes'>

/**
 * What a mail's words are read from, untouched: the subject's line and the bytes of the texts. No
 * address, no id and no other header is in it.
 */
export type Written = { readonly subject: string; readonly parts: readonly WrittenPart[] }

/** What was written, read. */
export type Reading = Folded & { readonly subject: string }

const most = { parts: 10, bytes: 2 ** 20 }

/** The plain version where there is one, else the HTML one; at most 1 MiB. */
export function writtenOf(subject: string, parts: readonly Part[]): Written {
  const texts = parts.filter(isText)
  const plain = texts.filter(({ type }) => type === 'text/plain')
  const chosen = plain.some(({ bytes }) => bytes.length > 0) ? plain : texts
  let room = most.bytes
  const kept = chosen.slice(0, most.parts).map(({ type, charset, flowed, bytes: all }) => {
    const bytes = all.subarray(0, room)
    room -= bytes.length
    return { type, flowed, bytes, ...(charset !== undefined && { charset }) }
  })
  return { subject: subject.slice(0, 2000), parts: kept }
}

/** Whether a part is for reading, not a file. */
export function isText({ type, disposition }: Part): boolean {
  return disposition !== 'attachment' && (type === 'text/plain' || type === 'text/html')
}

/** Reads it in the charset a person chose ("đọc lại theo bảng mã…"), else in those its mail names. */
export function readWritten({ subject, parts }: Written, as?: Rereading): Reading {
  const decode = (bytes: Uint8Array, charset: string | undefined) =>
    as ? decodeAs(bytes, as) : decodeText(bytes, charset)
  const read = parts.map(({ type, bytes, charset, flowed }) => {
    const text = decode(bytes, charset)
    return type === 'text/html' ? plainOfHtml(text) : flowed ? unflowed(text) : text
  })
  const { text, folded } = fold(read.join('\n'))
  return {
    subject: decodeWords(subject, decode),
    text: text.normalize('NFC'),
    folded: folded.normalize('NFC'),
  }
}
