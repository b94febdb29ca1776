import {
  residencePaper as paper,
  residenceProblems as problems,
  residenceItems,
  residenceWords,
} from '../../views/words/residence.ts'
import { plain } from '../intake/area-facts.ts'
import { type FieldError, Problem } from '../problem.ts'
import type { ResidenceMember } from '../review/residence-members.ts'
import { isYearly, itemsOn } from '../review/residence-members.ts'
import type { Row } from './row.ts'
import { sheetRows } from './rows-xlsx.ts'
import { type Choice, xlsx } from './xlsx.ts'

const items = itemsOn.full
/** Columns: code, number, name, year, workplace, attendance, six answers, the note, the words offered. */
const place = { code: 0, name: 2, answers: 6, note: 6 + items, words: 7 + items }

/** A cell's table to fill in Excel: each answer offers its three words. Nothing is filled in that was not said. */
export function tableXlsx(
  members: readonly ResidenceMember[],
  version: number,
  gatherings: number,
): Uint8Array<ArrayBuffer> {
  const open = members.filter((one) => isYearly(one) && one.state !== 'confirmed')
  const heads = [
    paper.code(version),
    ...paper.sheetColumns,
    ...residenceItems.map(({ title }, at) => `${at + 1}. ${title.vi}`),
    `${items + 1}. ${residenceWords.note.vi}`,
  ]
  const rows = Array.from({ length: Math.max(open.length, 3) }, (_, at) => {
    const words = residenceItems.map(({ answers }) => answers[at]?.vi ?? '')
    return [...cellsOf(open[at], at, gatherings), ...words]
  })
  const widths = [4, 5, 26, 8, 26, 10, ...residenceItems.map(() => 17), 30]
  const choices: Choice[] = residenceItems.map((_, at) => ({
    ...{ at: place.answers + at, from: place.words + at, words: 3 },
    rows: Math.max(open.length, 1),
  }))
  return xlsx(paper.sheet, [...widths, ...residenceItems.map(() => 0)], [heads, ...rows], choices)
}

function cellsOf(member: ResidenceMember | undefined, at: number, gatherings: number) {
  if (!member) return Array.from({ length: place.words }, () => '')
  return [
    member.id,
    at + 1,
    member.name,
    member.birthYear ?? '',
    member.workplace,
    gatherings === 0 ? '' : `${member.came}/${gatherings}`,
    ...residenceItems.map(
      ({ answers }, item) => answers[(member.answers[item] ?? 0) - 1]?.vi ?? '',
    ),
    member.note,
  ]
}

/** What a filled table says: the version it was downloaded at, and a line a member. */
export type FilledTable = {
  version: number
  members: { official: string; answers: number[]; note: string }[]
}

/**
 * Reads a filled table. All or nothing: raises Problem('invalid') with every wrong line by its number,
 * or when it is not a table of ours.
 */
export function readTable(file: Uint8Array, members: readonly ResidenceMember[]): FilledTable {
  const [head, ...rows] = [...sheetRows(file)]
  const version = Number(/\(bản (\d+)/.exec(head?.cells[place.code] ?? '')?.[1] ?? Number.NaN)
  if (!head || Number.isNaN(version)) throw new Problem('invalid', problems.noHead)
  const known = new Map(members.map((one) => [one.id, one]))
  const seen = new Set<string>()
  const wrong: FieldError[] = []
  const filled = rows.flatMap((row) => {
    const code = (row.cells[place.code] ?? '').trim().toLowerCase()
    if (code === '' && (row.cells[place.name] ?? '').trim() === '') return []
    const faults = faultsIn(row, known.get(code), seen.has(code))
    wrong.push(
      ...faults.map((fault) => ({
        path: `line-${row.line}`,
        message: problems.line(row.line, fault),
      })),
    )
    seen.add(code)
    const answers = residenceItems.map((_, item) => answerIn(row, item) ?? 0)
    return [{ official: code, answers, note: noteIn(row) }]
  })
  if (wrong.length > 0) throw new Problem('invalid', problems.linesWrong(wrong.length), wrong)
  return { version, members: filled }
}

function faultsIn(row: Row, member: ResidenceMember | undefined, twice: boolean) {
  if (row.wrong) return [row.wrong]
  if (!member) return [problems.noMember]
  if (twice) return [problems.twice]
  const formula = row.formulas?.some((at) => at >= place.answers && at < place.words)
  if (formula) return [problems.formula]
  const words = residenceItems.flatMap((_, item) =>
    answerIn(row, item) === null
      ? [problems.wrongWord(item + 1, (row.cells[place.answers + item] ?? '').slice(0, 40))]
      : [],
  )
  return [...words, ...([...noteIn(row)].length > 1_000 ? [problems.longNote] : [])]
}

// `1`, `Nêu gương tốt`, `1. nêu gương tốt`: people type it as they like; null is none of the three.
function answerIn(row: Row, item: number): number | null {
  const said = plain((row.cells[place.answers + item] ?? '').replace(/\s+/g, ' ').trim())
  if (said === '' || said === '0') return 0
  const words = residenceItems[item]?.answers.map(({ vi }) => plain(vi)) ?? []
  const at = words.findIndex((one, n) => [one, String(n + 1), `${n + 1}. ${one}`].includes(said))
  return at < 0 ? null : at + 1
}

function noteIn(row: Row): string {
  return (row.cells[place.note] ?? '').trim().normalize('NFC')
}
