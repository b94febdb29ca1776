import PostalMime from 'postal-mime'

/** One leaf of a mail: its bytes after base64 or quoted-printable were undone. */
export type Part = {
  readonly type: string
  readonly charset?: string
  readonly flowed: boolean
  readonly disposition: string
  readonly name?: string
  readonly bytes: Uint8Array
}

export type Header = { readonly key: string; readonly value: string }

/** Why the body of a mail was left alone. */
export type Unread =
  | 'too large'
  | 'too deep'
  | 'too many parts'
  | 'too many lines'
  | 'headers'
  | 'broken'

/** A mail taken apart; with `unread`, only its headers as far as they go. */
export type Structure = { headers: readonly Header[]; parts: readonly Part[]; unread?: Unread }

/** What a mail may be at most; above it the body is kept and not read. */
export const most = {
  size: 30 * 2 ** 20,
  headers: 64 * 2 ** 10,
  depth: 20,
  parts: 500,
  // A line of plain text costs the parser 10 µs and 3 kB, an encoded one a tenth of that: only short
  // ones are counted against a mail.
  lines: 30_000,
  shortLines: 20_000,
  milliseconds: 5000,
}

/**
 * Takes a mail apart, within limits of size, depth, parts, lines and time. Never raises: what is
 * beyond them comes back with its headers alone.
 */
export async function structureOf(raw: Uint8Array): Promise<Structure> {
  if (raw.length > most.size) return headersOnly(raw, 'too large')
  const parser = bounded()
  try {
    const { headers } = await parser.parse(raw)
    return { headers, parts: leavesOf(parser.root) }
  } catch (error) {
    return headersOnly(raw, reasonOf(error))
  }
}

type Node = {
  childNodes: Node[]
  content: ArrayBuffer | null
  contentDecoder: object | null
  contentType: { multipart: string | false; parsed: Structured }
  contentDisposition: { parsed: Structured }
}
type Structured = { value: string; params: Record<string, string | undefined> }
// postal-mime's own parts that its types leave out; the exact version is pinned and tests hold them.
type Inside = PostalMime & {
  root: Node
  currentNode: Node
  processLine(line: Uint8Array, isFinal: boolean): Promise<void>
}

/** The parser has no limit of parts, lines or time; it is asked line by line instead. */
function bounded(): Inside {
  const parser = new PostalMime({
    maxHeadersSize: most.headers,
    maxNestingDepth: most.depth,
    forceRfc822Attachments: true,
  }) as Inside
  const processLine = parser.processLine.bind(parser)
  const started = spent()
  let [lines, texts, parts, bytes] = [0, 0, 0, 0]
  let last = parser.currentNode
  parser.processLine = (line, isFinal) => {
    lines += 1
    bytes += line.length
    if (parser.currentNode !== last) {
      last = parser.currentNode
      parts += 1
    }
    if (parser.currentNode.contentDecoder?.constructor.name === 'PassThroughDecoder') texts += 1
    if (parts > most.parts) throw beyond('too many parts')
    if (texts > most.lines || lines > most.shortLines + bytes / 60) throw beyond('too many lines')
    if (lines % 512 === 0 && spent() - started > most.milliseconds) {
      throw beyond('too large')
    }
    return processLine(line, isFinal)
  }
  return parser
}

// On a busy machine an honest mail must not be left unread: what counts is the processor's time, where
// the platform tells it, in milliseconds.
function spent(): number {
  try {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  } catch {
    return performance.now()
  }
}

function beyond(unread: Unread): Error {
  return new Error('beyond the limits', { cause: unread })
}

function reasonOf(error: unknown): Unread {
  if (!(error instanceof Error)) return 'broken'
  const { message, cause } = error
  if (message === 'beyond the limits') return cause as Unread
  if (/nesting depth/.test(message)) return 'too deep'
  return /header size/.test(message) ? 'headers' : 'broken'
}

/** The headers as far as 64 KiB go, so that even a bomb has an id and a sender. */
async function headersOnly(raw: Uint8Array, unread: Unread): Promise<Structure> {
  const head = Buffer.from(raw.subarray(0, most.headers - 1024))
  const ends = [head.indexOf('\r\n\r\n'), head.indexOf('\n\n')].filter((at) => at >= 0)
  const lines = head
    .subarray(0, Math.min(...ends, head.length))
    .toString('latin1')
    .split('\n')
  // Without its content headers nothing is left to take apart.
  const kept = lines.filter((line) => !/^content-/i.test(line)).slice(0, 1000)
  try {
    const { headers } = await new PostalMime().parse(Buffer.from(kept.join('\n'), 'latin1'))
    return { headers, parts: [], unread }
  } catch {
    return { headers: [], parts: [], unread }
  }
}

function leavesOf(node: Node): Part[] {
  if (node.contentType.multipart) return node.childNodes.flatMap(leavesOf)
  const { value: type, params } = node.contentType.parsed
  const { value: disposition, params: disposed } = node.contentDisposition.parsed
  const name = disposed.filename ?? params.name
  return [
    {
      type: type.toLowerCase(),
      flowed: params.format?.toLowerCase() === 'flowed',
      disposition: disposition.toLowerCase(),
      bytes: new Uint8Array(node.content ?? new ArrayBuffer(0)),
      ...(params.charset && { charset: params.charset }),
      ...(name && { name }),
    },
  ]
}
