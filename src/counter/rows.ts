import { decodeText } from '../../channels/charsets.ts'
import type { Sentence } from '../../views/lang.ts'
import { importProblems as problems } from '../../views/words/import.ts'
import { Problem } from '../problem.ts'
import { oddness } from './oddness.ts'
import { type Row, widest } from './row.ts'
import { sheetRows } from './rows-xlsx.ts'

const decodeAtOnce = 1 << 16

/**
 * The rows of a CSV or .xlsx file one after the other; of the table never more than a row is held.
 * Raises Problem('invalid') for what is neither.
 */
export function rowsOf(file: Uint8Array): AsyncGenerator<Row> | Generator<Row> {
  const isZip = file[0] === 0x50 && file[1] === 0x4b
  return isZip ? sheetRows(file) : csvRows(file)
}

/** CSV (RFC 4180) with commas, semicolons or tabs, in UTF-8, UTF-16, windows-1258 or TCVN3. */
export function* csvRows(file: Uint8Array): Generator<Row> {
  const encoding = encodingOf(file)
  const comma = separatorOf(decoder(encoding).decode(file.subarray(0, decodeAtOnce)))
  const decode = decoder(encoding)
  const reader = csvReader(comma)
  for (let at = 0; at < file.length; at += decodeAtOnce) {
    const text = decode.decode(file.subarray(at, at + decodeAtOnce), { stream: true })
    yield* reader.read(text)
  }
  yield* reader.end()
}

type Reader = { read(text: string): Generator<Row>; end(): Generator<Row> }

function csvReader(comma: string): Reader {
  let cells: string[] = []
  let cell = ''
  let quoted = false
  // A quote inside quotes ends them, unless another follows: then it is one quote.
  let closing = false
  let line = 1
  let began = 1
  let tooWide = false

  function endCell() {
    if (cells.length < widest.cells) cells.push(cell)
    else tooWide = true
    cell = ''
  }
  function* endRow(wrong?: Sentence): Generator<Row> {
    endCell()
    const empty = cells.every((one) => one.trim() === '')
    const why = wrong ?? (tooWide ? problems.tooWide : undefined)
    if (!empty || why) yield { line: began, cells, ...(why && { wrong: why }) }
    cells = []
    tooWide = false
  }
  function put(character: string) {
    if (cell.length < widest.text) cell += character
    else tooWide = true
  }

  return {
    *read(text) {
      for (const character of text) {
        if (character === '\n') line += 1
        if (quoted && !closing) {
          if (character === '"') closing = true
          else put(character)
          continue
        }
        if (closing) {
          closing = false
          if (character === '"') {
            put('"')
            continue
          }
          quoted = false
        }
        if (character === '"' && cell === '') quoted = true
        else if (character === comma) endCell()
        else if (character === '\n') {
          yield* endRow()
          began = line
        } else if (character !== '\r') put(character)
      }
    },
    *end() {
      if (cell !== '' || cells.length > 0) {
        yield* endRow(quoted && !closing ? problems.unclosed : undefined)
      }
    },
  }
}

// Excel in Viet Nam saves "CSV" in windows-1258 and "Unicode text" in UTF-16.
function encodingOf(file: Uint8Array): string {
  if (file[0] === 0xff && file[1] === 0xfe) return 'utf-16le'
  if (file.subarray(0, 4096).includes(0)) throw new Problem('invalid', problems.unreadable)
  try {
    const strict = new TextDecoder('utf-8', { fatal: true })
    for (let at = 0; at < file.length; at += decodeAtOnce) {
      strict.decode(file.subarray(at, at + decodeAtOnce), { stream: true })
    }
    strict.decode()
    return 'utf-8'
  } catch {
    const start = file.subarray(0, decodeAtOnce)
    const [abc, windows] = ['tcvn3', 'windows-1258'].map((name) => oddness(decodeText(start, name)))
    return (abc ?? 0) < (windows ?? 0) ? 'tcvn3' : 'windows-1258'
  }
}

// TCVN3 has one byte a letter, so any piece can be decoded by itself.
function decoder(encoding: string): Pick<TextDecoder, 'decode'> {
  if (encoding !== 'tcvn3') return new TextDecoder(encoding)
  return {
    decode: (bytes) => (bytes ? decodeText(new Uint8Array(bytes as Uint8Array), 'tcvn3') : ''),
  }
}

function separatorOf(start: string): string {
  const first = start.split('\n')[0] ?? ''
  const counts = [',', ';', '\t'].map((one) => [one, first.split(one).length] as const)
  return counts.sort((a, b) => b[1] - a[1])[0]?.[0] ?? ','
}
