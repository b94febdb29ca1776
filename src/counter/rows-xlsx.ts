import { Unzip, UnzipInflate } from 'fflate'
import { importProblems as problems } from '../../views/words/import.ts'
import { Problem } from '../problem.ts'
import { type Row, widest } from './row.ts'

const most = { inflated: 512 << 20, strings: 64 << 20, row: 1 << 20 }
// Small steps, because what one step inflates lies in memory together (a bomb makes 1000 times it).
const step = 4096

/**
 * The rows of the first sheet of an .xlsx file, streamed; only its table of shared texts is held,
 * at most 64 Mi characters. Raises Problem('invalid') when it is damaged, 'too_large' for a bomb.
 */
export function* sheetRows(file: Uint8Array): Generator<Row> {
  const name = firstSheet(file)
  const shared = [...sharedTexts(file)]
  let line = 0
  for (const xml of elements(file, name, 'row')) {
    line = Number(/\br="(\d+)"/.exec(xml.slice(0, 200))?.[1] ?? line + 1)
    const { cells, formulas } = cellsOf(xml, shared)
    if (cells.every((cell) => cell.trim() === '')) continue
    const tooWide = cells.length > widest.cells || cells.some((cell) => cell.length > widest.text)
    yield {
      ...{ line, cells },
      ...(formulas.length > 0 && { formulas }),
      ...(tooWide && { wrong: problems.tooWide }),
    }
  }
}

/** The merged cells of the first sheet of an .xlsx file, as `A3:B4`. Raises as `sheetRows` does. */
export function mergedRanges(file: Uint8Array): string[] {
  const name = firstSheet(file)
  const found: string[] = []
  const decoder = new TextDecoder()
  let rest = ''
  const unzip = opened((entry) => {
    if (entry !== name) return undefined
    return (chunk) => {
      const text = rest + decoder.decode(chunk, { stream: true })
      const cells = [...text.matchAll(/<mergeCell\b[^>]*\bref="([A-Z0-9:]+)"[^>]*>/g)]
      found.push(...cells.map(([, range = '']) => range))
      // Half an element at the end waits for the next chunk.
      rest = text.slice(text.lastIndexOf('<')).slice(0, 1024)
      if (rest.includes('>')) rest = ''
    }
  })
  for (let at = 0; at < file.length; at += step) pushed(unzip, file, at)
  return found
}

function firstSheet(file: Uint8Array): string {
  const names: string[] = []
  reading(file, (name) => void names.push(name))
  const sheets = names.filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name))
  const numbered = (name: string) => Number(/\d+/.exec(name)?.[0] ?? 0)
  const [first] = sheets.sort((a, b) => numbered(a) - numbered(b))
  if (!first) throw new Problem('invalid', problems.unreadable)
  return first
}

function* sharedTexts(file: Uint8Array): Generator<string> {
  let length = 0
  for (const xml of elements(file, 'xl/sharedStrings.xml', 'si')) {
    const text = textsIn(xml)
    length += text.length
    if (length > most.strings) throw new Problem('too_large', problems.tooLarge)
    yield text
  }
}

// The elements of one name in one part, as text, while the part is being inflated.
function* elements(file: Uint8Array, part: string, element: string): Generator<string> {
  const waiting: string[] = []
  const decoder = new TextDecoder()
  let rest = ''
  let total = 0
  const unzip = opened((name) => {
    if (name !== part) return undefined
    return (chunk) => {
      total += chunk.length
      if (total > most.inflated) throw new Problem('too_large', problems.tooLarge)
      rest = cut(rest + decoder.decode(chunk, { stream: true }), element, waiting)
      if (rest.length > most.row) throw new Problem('too_large', problems.tooLarge)
    }
  })
  for (let at = 0; at < file.length; at += step) {
    pushed(unzip, file, at)
    while (waiting.length > 0) yield waiting.shift() ?? ''
  }
}

// Moves complete elements to `found`; answers what is still incomplete.
function cut(text: string, element: string, found: string[]): string {
  const end = `</${element}>`
  const beginning = new RegExp(`<${element}[\\s>]`)
  let from = 0
  for (let at = text.indexOf(end); at >= 0; at = text.indexOf(end, from)) {
    const open = text.slice(from, at)
    const start = open.search(beginning)
    if (start >= 0) found.push(open.slice(start))
    from = at + end.length
  }
  return text.slice(from)
}

function cellsOf(xml: string, shared: readonly string[]) {
  const cells: string[] = []
  const formulas: number[] = []
  for (const [, attributes = '', inner = ''] of xml.matchAll(
    /<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g,
  )) {
    const at = columnOf(/\br="([A-Z]+)\d*"/.exec(attributes)?.[1]) ?? cells.length
    if (at >= widest.cells) continue
    while (cells.length < at) cells.push('')
    cells[at] = shownValue(/\bt="(\w+)"/.exec(attributes)?.[1], inner, shared)
    if (/<f[\s/>]/.test(inner)) formulas.push(at)
  }
  return { cells, formulas }
}

function shownValue(type: string | undefined, inner: string, shared: readonly string[]): string {
  if (type === 'inlineStr') return textsIn(inner)
  const value = unescaped(/<v>([\s\S]*?)<\/v>/.exec(inner)?.[1] ?? '')
  return type === 's' ? (shared[Number(value)] ?? '') : value
}

// Readings in small type above a text (`rPh`) are not part of it.
function textsIn(xml: string): string {
  const spoken = xml.replace(/<rPh\b[\s\S]*?<\/rPh>/g, '')
  return [...spoken.matchAll(/<t\b[^>]*>([\s\S]*?)<\/t>/g)]
    .map(([, text = '']) => unescaped(text))
    .join('')
}

function columnOf(letters: string | undefined): number | undefined {
  if (letters === undefined) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(text: string): string {
  return text
    .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|amp|lt|gt|quot|apos);/gi, (whole, name: string) => {
      if (!name.startsWith('#')) return named[name.toLowerCase()] ?? whole
      const code = Number(name[1]?.toLowerCase() === 'x' ? `0x${name.slice(2)}` : name.slice(1))
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    })
    .replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number(`0x${code}`)))
}

type Take = (chunk: Uint8Array) => void

function opened(wanted: (name: string) => Take | undefined): Unzip {
  const unzip = new Unzip((entry) => {
    const take = wanted(entry.name)
    if (!take) return
    entry.ondata = (error, chunk) => {
      if (error) throw error
      take(chunk)
    }
    entry.start()
  })
  unzip.register(UnzipInflate)
  return unzip
}

function reading(file: Uint8Array, seen: (name: string) => void): void {
  const unzip = opened((name) => {
    seen(name)
    return undefined
  })
  for (let at = 0; at < file.length; at += step) pushed(unzip, file, at)
}

function pushed(unzip: Unzip, file: Uint8Array, at: number): void {
  try {
    unzip.push(file.subarray(at, at + step), at + step >= file.length)
  } catch (thrown) {
    if (thrown instanceof Problem) throw thrown
    throw new Problem('invalid', problems.unreadable)
  }
}
