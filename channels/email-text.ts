/** What a person wrote, and what their program put around it. */
export type Folded = { readonly text: string; readonly folded: string }

const mostText = 2 * 2 ** 20

/** Plain words of an HTML text, line by line; quoted blocks get `>` before each line. */
export function plainOfHtml(html: string): string {
  const words: string[] = []
  let quoted = 0
  let hidden = ''
  const newLine = () => words.push(quoted > 0 ? '\n> ' : '\n')
  for (const piece of piecesOf(html.slice(0, mostText))) {
    if (!piece.isTag) {
      if (hidden === '') words.push(entities(piece.text.replace(/\s+/g, ' ')))
      continue
    }
    const tag = /^<(\/?)([a-z][a-z0-9]{0,20})/i.exec(piece.text)
    const name = tag?.[2]?.toLowerCase() ?? ''
    const closes = tag?.[1] === '/'
    if (hidden !== '') hidden = closes && name === hidden ? '' : hidden
    else if (!closes && unseen.has(name)) hidden = name
    else if (name === 'blockquote') {
      quoted = Math.max(0, quoted + (closes ? -1 : 1))
      newLine()
    } else if (blocks.has(name)) newLine()
  }
  return words.join('')
}

/** Tags and what lies between them, in one pass: nothing is looked at twice. */
function* piecesOf(html: string): Generator<{ isTag: boolean; text: string }> {
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at)
    const close = open < 0 ? -1 : html.indexOf('>', open)
    if (close < 0) return yield { isTag: false, text: html.slice(at) }
    if (open > at) yield { isTag: false, text: html.slice(at, open) }
    yield { isTag: true, text: html.slice(open, close + 1) }
    at = close + 1
  }
}

const unseen = new Set(['script', 'style', 'head', 'title', 'template'])
const blocks = new Set(
  'address article br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tr ul'.split(
    ' ',
  ),
)

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  bull: '•',
  middot: '·',
  copy: '©',
  deg: '°',
  dstrok: 'đ',
  Dstrok: 'Đ',
  eth: 'ð',
  ETH: 'Đ',
}
const marks: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  breve: '\u0306',
  uml: '\u0308',
}

/** Replaces the entities Vietnamese mail uses: numbers, letters with marks, punctuation. */
function entities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,10}));/gi,
    (whole, decimal, hex, name) => {
      if (name === undefined) {
        const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
        return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
          ? String.fromCodePoint(code)
          : ''
      }
      const mark = marks[String(name).slice(1)]
      if (mark) return (String(name).charAt(0) + mark).normalize('NFC')
      return Object.hasOwn(named, name) ? (named[name] ?? whole) : whole
    },
  )
}

/** Joins the soft line ends of `format=flowed` (RFC 3676). */
export function unflowed(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/^ (?=[ >]|From )/, ''))
    .reduce<string[]>((lines, line) => {
      const before = lines.at(-1)
      const isSoft = before?.endsWith(' ') && before !== '-- ' && !before.startsWith('>')
      if (isSoft && !line.startsWith('>')) lines[lines.length - 1] = before + line
      else lines.push(line)
      return lines
    }, [])
    .join('\n')
}

// How programs begin what they quote, in Vietnamese and English.
const quoteBegins = [
  /^(vào|on)\s.{5,200}(đã viết|viết|wrote)\s*:\s*$/i,
  /^.{0,120}<[^\s<>]+@[^\s<>]+>.{0,60}(đã viết|viết|wrote)\s*:\s*$/i,
  /^-{2,}\s*(original message|thư gốc|thư đã chuyển tiếp|tin nhắn gốc|forwarded message)\s*-{2,}$/i,
  /^_{20,}$/,
  /^(from|từ)\s*:\s.{0,200}@/i,
]
// Two dashes end a letter (RFC 3676); telephones add a line of their own.
const signatureBegins = [
  /^--$/,
  /^(sent from my|gửi từ|được gửi từ|tải outlook|get outlook for)\s.{0,80}$/i,
]

/**
 * Folds quotes and signature away. What follows a line that begins them is folded to the end; quoted
 * lines between answers only when nothing else would be lost. Nothing is thrown away.
 */
export function fold(whole: string): Folded {
  const lines = whole.slice(0, mostText).replace(/\r\n?/g, '\n').split('\n')
  const begins = [...quoteBegins, ...signatureBegins]
  const cut = lines.findIndex((line, at) =>
    begins.some((one) => one.test(joined(line, lines[at + 1]))),
  )
  const own = cut < 0 ? lines : lines.slice(0, cut)
  const kept = own.filter((line) => !line.startsWith('>'))
  const text = tidy(kept)
  // A mail that is all quote is shown whole: somebody meant something by it.
  if (text === '') return { text: tidy(lines), folded: '' }
  const folded = [
    ...own.filter((line) => line.startsWith('>')),
    ...(cut < 0 ? [] : lines.slice(cut)),
  ]
  return { text, folded: tidy(folded) }
}

// "On … <a@b>" and "wrote:" are often two lines. Very long lines begin nothing.
function joined(line: string, next = ''): string {
  const first = line.trim()
  if (first.length > 250) return ''
  const isHalf = /^(vào|on)\s/i.test(first) && !first.endsWith(':') && next.trim().endsWith(':')
  return isHalf ? `${first} ${next.trim().slice(0, 250)}` : first
}

function tidy(lines: readonly string[]): string {
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
