import type { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { problemWords } from '../../views/words/problems.ts'
import { type RollColumn, rollColumns, rollSays as says } from '../../views/words/rolls.ts'
import { basisWords, provisionKinds, ruleFields } from '../../views/words/rules.ts'
import { plain } from '../intake/area-facts.ts'
import { enterRules, newCriterion, newProvision, newRule } from '../review/rule-editions.ts'
import type { Actor } from '../staff/actor.ts'
import type { WrongLine } from './import.ts'
import { dayIn, yesIn } from './roll-cells.ts'
import { type RollPlan, reader } from './roll-plan.ts'
import type { RollLine, RollTable } from './roll-table.ts'

export type RuleRoll = 'rules' | 'criteria' | 'provisions'

/** What a list of rules would enter: every line stands for what it names, from now on. */
export function planRules(actor: Actor, kind: RuleRoll, table: RollTable): RollPlan {
  const errors = [...table.errors]
  const edition = reading[kind](table, errors)
  return {
    ...{ changes: edition.changes, errors, questions: [], unchanged: 0 },
    async apply(within: Tx) {
      await enterRules(within, actor, { source: edition.source, [kind]: edition.rows })
      return []
    },
  }
}

type Read = { changes: RollPlan['changes']; rows: unknown[]; source: string }

const reading: Record<RuleRoll, (table: RollTable, errors: WrongLine[]) => Read> = {
  rules: (table, errors) =>
    readLines(table, errors, newRule, {
      texts: ['number', 'issuer', 'ruleName', 'framework', 'subject', 'detail', 'tag', 'source'],
      days: ['issuedOn', 'validFrom', 'validTo'],
      ticks: ['printed'],
      named: ({ number, issuedOn, title }) => [`${number}, ${issuedOn}`, title],
    }),
  criteria: (table, errors) =>
    readLines(table, errors, newCriterion, {
      texts: ['framework', 'annex', 'code', 'ruleName', 'tag', 'source'],
      days: ['validFrom', 'validTo'],
      ticks: ['ethics'],
      named: ({ framework, code, name }) => [`${framework} / ${code}`, name],
    }),
  provisions: (table, errors) =>
    readLines(table, errors, newProvision, {
      texts: [
        'kind',
        'framework',
        'code',
        'ruleName',
        'detail',
        'amount',
        'basis',
        'tag',
        'source',
      ],
      days: ['validFrom', 'validTo'],
      ticks: [],
      named: ({ kind, framework, code, name }) => [
        [provisionKinds[kind].vi, framework, code].filter(Boolean).join(' / '),
        name,
      ],
    }),
}

type Wanted<Row> = {
  texts: readonly RollColumn[]
  days: readonly RollColumn[]
  ticks: readonly RollColumn[]
  /** What the row is about (twice in a file is wrong), and what it says. */
  named: (row: Row) => [string, string]
}

function readLines<Shape extends z.ZodType>(
  table: RollTable,
  errors: WrongLine[],
  shape: Shape,
  wanted: Wanted<z.output<Shape>>,
): Read {
  const changes: Read['changes'] = []
  const rows: unknown[] = []
  const seen = new Map<string, number>()
  for (const line of table.lines) {
    const row = rowIn(line, errors, shape, wanted)
    if (row === null) continue
    const [what, text] = wanted.named(row)
    const before = seen.get(what)
    if (before !== undefined) errors.push({ line: line.line, wrong: says.repeats(before) })
    seen.set(what, line.line)
    changes.push({ line: line.line, deed: 'added', whom: `${what}: ${text}` })
    rows.push(row)
  }
  const sources = new Set(table.lines.map(({ cell }) => cell('source')).filter(Boolean))
  return { changes, rows, source: [...sources].join('; ').slice(0, 300) || '–' }
}

function rowIn<Shape extends z.ZodType>(
  line: RollLine,
  errors: WrongLine[],
  shape: Shape,
  { texts, days, ticks }: Wanted<z.output<Shape>>,
): z.output<Shape> | null {
  const at = reader(line, errors)
  const given: Record<string, unknown> = {}
  for (const column of texts) {
    const text = line.cell(column)
    if (text !== '') given[fieldOf(column, shape)] = termOf(column, text)
  }
  for (const column of days) given[column] = at.read(column, dayIn)
  for (const column of ticks) given[column] = at.read(column, yesIn) ?? false
  const parsed = shape.safeParse(given)
  if (!at.isRight) return null
  if (parsed.success) return parsed.data
  for (const path of new Set(parsed.error.issues.map((issue) => String(issue.path[0] ?? '')))) {
    const column = columnOf(path)
    at.wrong(says.in(rollColumns[column], ruleFields[path] ?? problemWords.invalid))
  }
  return null
}

// A regulation has a title and a note, the others a name and details.
function fieldOf(column: RollColumn, shape: z.ZodType): string {
  const isRule = (shape as z.ZodType) === (newRule as z.ZodType)
  if (column === 'ruleName') return isRule ? 'title' : 'name'
  return column === 'detail' && isRule ? 'note' : column
}

function columnOf(path: string): RollColumn {
  if (path === 'title' || path === 'name') return 'ruleName'
  if (path === 'note') return 'detail'
  return Object.hasOwn(rollColumns, path) ? (path as RollColumn) : 'ruleName'
}

// Lists say "mức xếp loại" where the program says "level".
function termOf(column: RollColumn, text: string): string {
  if (column === 'tag') return text.toUpperCase()
  const words = column === 'kind' ? provisionKinds : column === 'basis' ? basisWords : null
  const found = Object.entries(words ?? {}).find(
    ([, { vi, en }]) => plain(vi) === plain(text) || plain(en) === plain(text),
  )
  return found?.[0] ?? text
}
