import { decodeAs } from '../../channels/charsets.ts'
import type { Sentence } from '../../views/lang.ts'
import { importProblems } from '../../views/words/import.ts'
import {
  rollProblems as problems,
  type RollColumn,
  type RollKind,
  rollColumns,
  rollHeads,
  rollNeeds,
  rollSays as says,
} from '../../views/words/rolls.ts'
import { plain } from '../intake/area-facts.ts'
import { Problem } from '../problem.ts'
import type { WrongLine } from './import.ts'
import { oddness } from './oddness.ts'
import type { Row } from './row.ts'
import { rowsOf } from './rows.ts'
import { mergedRanges } from './rows-xlsx.ts'

/** One line of a list: its number as people count, its cells by what they mean; '' where empty. */
export type RollLine = { line: number; cell(column: RollColumn): string }

/** A list as its file has it; lines that cannot be read are in `errors`. */
export type RollTable = { lines: RollLine[]; errors: WrongLine[] }

export const mostRollBytes = 10 << 20
const mostLines = 20_000
const headsWithin = 20

/**
 * Reads a list of a kind. Raises Problem('invalid') without a line of heads or lines below,
 * 'too_large', and what `rowsOf` raises.
 */
export async function rollTable(file: Uint8Array, kind: RollKind): Promise<RollTable> {
  if (file.length > mostRollBytes) throw new Problem('too_large', problems.tooLarge)
  const rows = readable(await allRows(file))
  const { at, columns } = headOf(rows, kind)
  const head = rows[at]?.line ?? 0
  const errors = mergedInto(file, head, columns)
  const lines: RollLine[] = []
  for (const row of rows.slice(at + 1)) {
    const cell = (column: RollColumn) => {
      const place = columns.get(column)
      return place === undefined ? '' : tidy(row.cells[place] ?? '')
    }
    if ([...columns.keys()].every((column) => cell(column) === '') && !row.wrong) continue
    const wrong = wrongIn(row, columns)
    errors.push(...wrong.map((one) => ({ line: row.line, wrong: one })))
    if (wrong.length === 0) lines.push({ line: row.line, cell })
  }
  if (lines.length === 0 && errors.length === 0) throw new Problem('invalid', problems.noRows)
  return { lines, errors }
}

async function allRows(file: Uint8Array): Promise<Row[]> {
  const rows: Row[] = []
  for await (const row of rowsOf(file)) {
    if (rows.length > mostLines + headsWithin) throw new Problem('too_large', problems.tooLarge)
    rows.push(row)
  }
  return rows
}

// Old sheets are set in ABC fonts: their cells hold Latin-1 letters that only those fonts show as
// Vietnamese.
function readable(rows: Row[]): Row[] {
  const text = rows
    .flatMap(({ cells }) => cells)
    .join('\n')
    .slice(0, 1 << 16)
  const utf8 = new TextEncoder()
  const fromAbc = (cell: string) => decodeAs(utf8.encode(cell), 'tcvn3')
  if (oddness(fromAbc(text)) >= oddness(text)) return rows
  return rows.map((row) => ({ ...row, cells: row.cells.map(fromAbc) }))
}

function headOf(rows: readonly Row[], kind: RollKind) {
  const needs = rollNeeds[kind]
  for (const [at, { cells }] of rows.slice(0, headsWithin).entries()) {
    const columns = columnsIn(cells, kind)
    if (needs.every((one) => columns.has(one))) return { at, columns }
  }
  throw new Problem('invalid', says.noHead(needs.map((one) => rollColumns[one])))
}

function columnsIn(cells: readonly string[], kind: RollKind): Map<RollColumn, number> {
  const columns = new Map<RollColumn, number>()
  const heads = cells.map((cell) =>
    plain(tidy(cell))
      .replace(/[:*]+$/, '')
      .trim(),
  )
  for (const column of Object.keys(rollColumns) as RollColumn[]) {
    const known = rollHeads[kind][column]
    if (!known) continue
    const places = heads.flatMap((head, place) => (known.includes(head) ? [place] : []))
    if (places.length > 1) throw new Problem('invalid', says.twice(rollColumns[column]))
    if (places[0] !== undefined) columns.set(column, places[0])
  }
  return columns
}

function wrongIn(row: Row, columns: ReadonlyMap<RollColumn, number>): Sentence[] {
  if (row.wrong) return [row.wrong]
  return [...columns]
    .filter(([, place]) => row.formulas?.includes(place))
    .map(([column]) => says.formula(rollColumns[column]))
}

// A title above the heads may be merged; below them a merged cell says nothing of its other lines.
function mergedInto(
  file: Uint8Array,
  head: number,
  columns: ReadonlyMap<RollColumn, number>,
): WrongLine[] {
  if (file[0] !== 0x50 || file[1] !== 0x4b) return []
  return mergedRanges(file).flatMap((range) => {
    const corners = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range)
    if (!corners) throw new Problem('invalid', importProblems.unreadable)
    const [first, last] = [columnOf(corners[1]), columnOf(corners[3])]
    const [top, bottom] = [Number(corners[2]), Number(corners[4])]
    const ours = [...columns.values()].some((place) => place >= first && place <= last)
    if (!ours || bottom <= head) return []
    return [{ line: Math.max(top, head + 1), wrong: says.merged(range) }]
  })
}

function columnOf(letters = ''): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function tidy(cell: string): string {
  return cell
    .normalize('NFC')
    .replace(/[\u200b\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
