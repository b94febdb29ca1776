import { tablesOf } from '../../views/counter/monthly.tsx'
import { shownDay } from '../../views/dates.ts'
import type { Block, Cell, Paper, Style } from '../../views/papers/paper.ts'
import { monthlyPaper as words } from '../../views/words/monthly.ts'
import { sheetPaper } from '../../views/words/transfers.ts'
import type { MonthlyReport } from '../review/monthly.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import type { CoverageFacts } from './coverage-papers.ts'

/** The report to the level above: figures in place, words for a hand to write, then number and sign. */
export function monthlyPaperOf(report: MonthlyReport, facts: CoverageFacts): Paper {
  const shown = shownDay(report.month)
  const [year = 0, month = 0, day = 0] = dayInVietNam().split('-').map(Number)
  const [received, kinds, outcomes, topics, done] = tablesOf(report).map(({ title, rows }) => [
    text(title.vi, 'strong'),
    table(rows.map(({ name, text: said }) => [name.vi, said.vi])),
  ])
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = words.headings
  return {
    name: `${words.title} ${shown}`,
    date: { year, month, day },
    head: {
      left: [...(facts.above ? [facts.above.toUpperCase()] : []), facts.front.toUpperCase()],
      number: words.numberOf,
      star: false,
      right: [...sheetPaper.motto, sheetPaper.placeAndDay(facts.place, null)],
    },
    title: words.title,
    subtitle: words.subtitle(shown),
    summary: [],
    standing: '',
    sections: [
      text(words.dear(facts.above), 'strong'),
      text(words.body(facts.front, shown)),
      heading(first),
      ...(received ?? []),
      ...(kinds ?? []),
      heading(second),
      ...(outcomes ?? []),
      ...(topics ?? []),
      text(words.small, 'small'),
      heading(third),
      ...(done ?? []).slice(1),
      heading(fourth),
      ...open(),
      heading(fifth),
      ...open(),
    ],
    sign: { copies: [...words.copies], lines: [...words.sign] },
    foot: '',
  }
}

function open(): Block[] {
  return [text(words.dots), text(words.dots), text(words.dots)]
}

function table(rows: [string, string][]): Block {
  if (rows.length === 0) return text('–')
  const [what = '', count = ''] = words.columns
  return {
    kind: 'table',
    columns: [
      { title: what, share: 75, centred: false },
      { title: count, share: 25, centred: true },
    ],
    rows: rows.map((row) => row.map(cell)),
  }
}

function heading(said: string): Block {
  return { kind: 'heading', text: said }
}

function text(said: string, style: Style = 'plain'): Block {
  return { kind: 'paragraph', text: said, style }
}

function cell(said: string): Cell {
  return [{ text: said, style: 'plain' }]
}
