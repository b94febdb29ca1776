import { decodeText } from './charsets.ts'
import {
  type Automatic,
  automaticOf,
  plusOf,
  senderOf,
  type Verdict,
  verdictOf,
} from './email-headers.ts'
import { type Report, reportOf } from './email-report.ts'
import { type Part, structureOf, type Unread } from './email-structure.ts'
import { decodeWords } from './email-words.ts'
import { isText, readWritten, type Written, writtenOf } from './email-written.ts'
import { idOfBytes } from './proof.ts'

export type { Rereading } from './charsets.ts'
export type { Reading, Written } from './email-written.ts'

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
  /** With `bounce`: which mail of ours a server could not deliver. */
  readonly report?: Report
  readonly verdict: Verdict
  /** What the words were read from, to be read again. */
  readonly written: Written
  /** Why only the headers were read. */
  readonly unread?: Unread
}

const mostFiles = 20

/**
 * Reads one mail of at most 30 MiB. Never raises: a mail that cannot be read comes back with
 * `unread` and its headers. `ours` is our own address, without the `+` part; `authserv` the name of
 * our own mail server, whose verdict alone is believed.
 */
export async function parseMail(raw: Uint8Array, ours: string, authserv = ''): Promise<Mail> {
  const { headers, parts, unread } = await structureOf(raw)
  const all = (key: string) =>
    headers.filter((header) => header.key === key).map(({ value }) => value)
  const first = (key: string) => all(key)[0] ?? ''
  const automatic = automaticOf(headers, parts, ours)
  const { area, thread } = plusOf(headers, ours)
  const quoted = `${first('in-reply-to')} ${first('references')}`.slice(0, 20_000)
  const answers = [...new Set(quoted.match(/<[^<>\s]{1,500}>/g) ?? [])].slice(0, 50)
  const report = automatic === 'bounce' ? reportOf(parts, answers) : undefined
  const written = writtenOf(first('subject'), parts)
  return {
    id: /<[^<>\s]{1,500}>/.exec(first('message-id'))?.[0] ?? idOfBytes(raw),
    sender: automatic ? null : senderOf(headers),
    ...readWritten(written),
    written,
    files: filesOf(parts),
    answers,
    verdict: verdictOf(all('authentication-results'), authserv),
    ...(area && { area }),
    ...(thread && { thread }),
    ...(automatic && { automatic }),
    ...(report && { report }),
    ...(unread && { unread }),
  }
}

function filesOf(parts: readonly Part[]): MailFile[] {
  return parts
    .filter((part) => !isText(part) && part.bytes.length > 0)
    .slice(0, mostFiles)
    .map(({ name = '', type, bytes }) => ({
      name: decodeWords(name.slice(0, 1000), decodeText),
      type,
      bytes,
    }))
}
