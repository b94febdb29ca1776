import { type Sentence, say } from '../../views/lang.ts'
import { areaName } from '../../views/letterbox/parts.tsx'
import {
  type ImportField,
  kindWords,
  importProblems as problems,
} from '../../views/words/import.ts'
import { problemWords } from '../../views/words/problems.ts'
import { plain } from '../intake/area-facts.ts'
import { type NewFeedback, newFeedback, parse } from '../intake/feedback.ts'
import { problemOf } from '../problem.ts'
import type { Row } from './row.ts'

/** Which column (0, 1, 2 …) fills which field, and what stands where a line has nothing. */
export type Mapping = {
  columns: Partial<Record<ImportField, number>>
  area: string
  kind: 'comment' | 'praise' | 'report'
  use: 'record' | 'front-only'
}

/** The own areas by code and by name, without accents. */
export type AreaCodes = ReadonlyMap<string, string>

/** Makes the look-up of areas. */
export function areaCodes(
  areas: readonly { code: string; kind: string; name: string }[],
): AreaCodes {
  const names = areas.flatMap((area) => [
    [plain(area.code), area.code] as const,
    [plain(area.name), area.code] as const,
    [plain(areaName(area)), area.code] as const,
  ])
  return new Map(names)
}

/** A line as a letter, or what is wrong with it. */
export type ReadRow = { id: string; feedback: NewFeedback } | { wrong: Sentence[] }

/** Reads one line by the mapping. */
export function readRow(row: Row, mapping: Mapping, areas: AreaCodes): ReadRow {
  if (row.wrong) return { wrong: [row.wrong] }
  const cell = (field: ImportField) => {
    const column = mapping.columns[field]
    return column === undefined ? '' : (row.cells[column] ?? '').normalize('NFC').trim()
  }
  const id = cell('id')
  const wrong: Sentence[] = []
  if (id === '') wrong.push(problems.id)
  if (id.length > 200) wrong.push(problems.idLong)
  const area = cell('area') === '' ? mapping.area : areas.get(plain(cell('area')))
  if (area === undefined) wrong.push(problems.unknownArea)
  const kind = cell('kind') === '' ? mapping.kind : kindWords[plain(cell('kind'))]
  if (kind === undefined) wrong.push(problems.unknownKind)
  const observedOn = cell('observedOn') === '' ? undefined : dayOf(cell('observedOn'))
  if (observedOn === null) wrong.push(problems.unknownDay)
  const about = cell('about').replace(/\s+/g, ' ')
  const given = {
    area: area ?? mapping.area,
    kind: kind ?? mapping.kind,
    about: about === '' ? [] : [{ text: about }],
    text: cell('text'),
    observedOn: observedOn ?? undefined,
    use: mapping.use,
  }
  try {
    const feedback = parse(newFeedback, given)
    return wrong.length > 0 ? { wrong } : { id, feedback }
  } catch (thrown) {
    return {
      wrong: [
        ...wrong,
        ...problemOf(thrown).errors.map(({ path, message }) => said(path, message)),
      ],
    }
  }
}

function said(path: string, message: Sentence): Sentence {
  if (message !== problemWords.invalid) return message
  return { vi: `${path}: ${say(message, 'vi')}`, en: `${path}: ${say(message, 'en')}` }
}

// `2026-11-20`, `20/11/2026`, `11/2026`, or a day as spreadsheets count (days since 30/12/1899).
function dayOf(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?/.exec(text)
  if (iso) return joinedDay(iso[1], iso[2], iso[3])
  const local = /^(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})/.exec(text)
  if (local) return joinedDay(local[3], local[2], local[1])
  const serial = /^(\d{5})(?:\.\d+)?$/.exec(text)
  if (!serial) return null
  return new Date(Date.UTC(1899, 11, 30) + Number(serial[1]) * 86_400_000)
    .toISOString()
    .slice(0, 10)
}

function joinedDay(year = '', month = '', day: string | undefined): string {
  const date = `${year}-${month.padStart(2, '0')}`
  return day === undefined ? date : `${date}-${day.padStart(2, '0')}`
}
