/** How bytes become words; `charset` is the name the mail gives. */
export type Decode = (bytes: Uint8Array, charset: string | undefined) => string

/** Decodes the encoded words (RFC 2047) of one header. */
export function decodeWords(value: string, decode: Decode): string {
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
