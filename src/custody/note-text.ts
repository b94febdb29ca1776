import { readHead, statedHead } from './head.ts'

// A checkpoint as people bring it back: a file, a mail with words around it, what a telephone read
// from a QR code, a page pasted with other line ends.
// The dash before the key's name, which is the log's, comes back as whatever the reader made of it.
const brought =
  /(\S+\/[A-Za-z0-9._-]{1,40})\s+(0|[1-9]\d{0,15})\s+([A-Za-z0-9+/]{43}=)\s+(?:day\s+(\d{4}-\d{2}-\d{2})\s+)?\S{1,4}\s*\1\s+((?:[A-Za-z0-9+/]\s?){91}=)/u

/**
 * The signed note in a text that somebody brings, byte for byte as it was signed; the text itself
 * (with line feeds) when there is none. It repairs what copying does to white space and to the dash,
 * nothing else: the signature tells whether the rest is right.
 */
export function noteIn(text: string): string {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const note = `${plain.trim()}\n`
  if (statedHead(note) && note.includes('\n\n— ')) return note
  const [, origin, size, root, day, signature] = brought.exec(plain) ?? []
  if (!origin || !size || !root || !signature) return plain
  const body = `${[origin, size, root, ...(day ? [`day ${day}`] : [])].join('\n')}\n`
  return readHead(body) ? `${body}\n— ${origin} ${signature.replace(/\s/g, '')}\n` : plain
}

/** The same for a proof file (`tlog-proof.ts`), whose last part is a note. */
export function proofIn(text: string): string {
  const plain = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .trimStart()
  const end = plain.indexOf('\n\n')
  if (end < 0) return plain
  const lines = plain.slice(0, end).split('\n')
  return `${lines.map((line) => line.trim()).join('\n')}\n\n${noteIn(plain.slice(end + 2))}`
}
