import { decodeAs, decodeText, type Rereading } from './charsets.ts'
import {
  type Automatic,
  automaticOf,
  plusOf,
  senderOf,
  type Verdict,
  verdictOf,
} from './email-headers.ts'
import { type Part, type Structure, structureOf, type Unread } from './email-structure.ts'
import { type Folded, fold, plainOfHtml, unflowed } from './email-text.ts'
import { idOfBytes } from './proof.ts'

export type { Rereading } from './charsets.ts'

/** A file that came with a mail. */
export type MailFile = { name: string; type: string; bytes: Uint8Array }

/** One mail in our words. `sender` is secret; nothing else in it says who. */
export type Mail = {
  /** Its Message-ID, or a fingerprint when it brought none. */
  readonly id: string
  /** Where an answer would go; null when nobody may be answered. */
  readonly sender: string | null
  readonly subject: string
  readonly text: string
  /** Quotes and signature, folded away. */
  readonly folded: string
  readonly files: readonly MailFile[]
  /** The code of an area, as the address said: `gopy+ML-3@…`. */
  readonly area?: string
  /** The token of our own reply address: `gopy+re=TOKEN@…`. */
  readonly thread?: string
  /** Message-IDs this answers, newest first. */
  readonly answers: readonly string[]
  readonly automatic?: Automatic
  readonly verdict: Verdict
  /** Why only the headers were read. */
  readonly unread?: Unread
}

const mostFiles = 20

/**
 * Reads one mail of at most 30 MiB. Never raises: a mail that cannot be read comes back with
 * `unread` and its headers. `ours` is our own address, without the `+` part.
 */
export async function parseMail(raw: Uint8Array, ours: string): Promise<Mail> {
  return mailOf(await structureOf(raw), raw, ours, (bytes, charset) => decodeText(bytes, charset))
}

/** Reads a mail again, all its texts in the charset a person chose ("đọc lại theo bảng mã…"). */
export async function reread(raw: Uint8Array, ours: string, as: Rereading): Promise<Mail> {
  return mailOf(await structureOf(raw), raw, ours, (bytes) => decodeAs(bytes, as))
}

type Decode = (bytes: Uint8Array, charset: string | undefined) => string

function mailOf(structure: Structure, raw: Uint8Array, ours: string, decode: Decode): Mail {
  const { headers, parts, unread } = structure
  const first = (key: string) => headers.find((header) => header.key === key)?.value ?? ''
  const automatic = automaticOf(headers, parts, ours)
  const { area, thread } = plusOf(headers, ours)
  const answers = `${first('in-reply-to')} ${first('references')}`.slice(0, 20_000)
  return {
    id: /<[^<>\s]{1,500}>/.exec(first('message-id'))?.[0] ?? idOfBytes(raw),
    sender: automatic ? null : senderOf(headers),
    subject: decodeWords(first('subject').slice(0, 2000), decode),
    ...wordsOf(parts, decode),
    files: filesOf(parts, decode),
    answers: [...new Set(answers.match(/<[^<>\s]{1,500}>/g) ?? [])].slice(0, 50),
    verdict: verdictOf(first('authentication-results')),
    ...(area && { area }),
    ...(thread && { thread }),
    ...(automatic && { automatic }),
    ...(unread && { unread }),
  }
}

/** The text to read: the plain version where there is one, else the HTML one made plain. */
function wordsOf(parts: readonly Part[], decode: Decode): Folded {
  const texts = parts.filter((part) => isText(part))
  const plain = texts.filter(({ type }) => type === 'text/plain')
  const chosen = plain.some(({ bytes }) => bytes.length > 0) ? plain : texts
  const written = chosen.slice(0, 10).map(({ type, bytes, charset, flowed }) => {
    const text = decode(bytes.subarray(0, 2 ** 21), charset)
    return type === 'text/html' ? plainOfHtml(text) : flowed ? unflowed(text) : text
  })
  const { text, folded } = fold(written.join('\n'))
  return { text: text.normalize('NFC'), folded: folded.normalize('NFC') }
}

function isText({ type, disposition }: Part): boolean {
  return disposition !== 'attachment' && (type === 'text/plain' || type === 'text/html')
}

function filesOf(parts: readonly Part[], decode: Decode): MailFile[] {
  return parts
    .filter((part) => !isText(part) && part.bytes.length > 0)
    .slice(0, mostFiles)
    .map(({ name = '', type, bytes }) => ({
      name: decodeWords(name.slice(0, 1000), decode),
      type,
      bytes,
    }))
}

/** Decodes the encoded words (RFC 2047) of one header. */
function decodeWords(value: string, decode: Decode): string {
  const word = /=\?([^?\s]{1,40})\?([bq])\?([^?\s]{0,2000})\?=/gi
  // Between two encoded words the space is only a fold; a letter may even be cut in two by it.
  const joined = value.replace(/(\?=)\s+(?==\?)/g, '$1')
  let run: { charset: string; bytes: Buffer[] } | undefined
  let [text, at] = ['', 0]
  const flush = () => {
    if (run) text += decode(Buffer.concat(run.bytes), run.charset)
    run = undefined
  }
  for (const match of joined.matchAll(word)) {
    const [whole, charset = '', coding = '', coded = ''] = match
    if (match.index > at || run?.charset.toLowerCase() !== charset.toLowerCase()) flush()
    text += joined.slice(at, match.index)
    run ??= { charset: charset.split('*')[0] ?? '', bytes: [] }
    run.bytes.push(coding.toLowerCase() === 'b' ? Buffer.from(coded, 'base64') : unquoted(coded))
    at = match.index + whole.length
  }
  flush()
  return (text + joined.slice(at))
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}

function unquoted(coded: string): Buffer {
  const bytes = coded
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1')
}
