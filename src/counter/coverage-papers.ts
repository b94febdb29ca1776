import {
  cellsOf,
  channelBars,
  communeBars,
  criterionBars,
  frozenOf,
  outstandingOf,
  stageBars,
} from '../../views/counter/coverage.tsx'
import type { Sentence } from '../../views/lang.ts'
import type { Block, Cell, Paper } from '../../views/papers/paper.ts'
import { type Bar, plotSvg } from '../../views/papers/plot.tsx'
import { coveragePaper as paper, coverageWords as words } from '../../views/words/coverage.ts'
import { sheetPaper } from '../../views/words/transfers.ts'
import type { Coverage } from '../review/coverage.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { xlsx } from './xlsx.ts'

/** Whose paper it is, and where. */
export type CoverageFacts = { above: string | null; front: string; place: string }

/** The coverage of a cycle as a printed page: plots with their figures, then the list. */
export function coveragePdfPaper(coverage: Coverage, facts: CoverageFacts): Paper {
  const today = dayInVietNam()
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number)
  const unheard = coverage.rows.filter(({ heard }) => !heard)
  const { residence, front } = outstandingOf(coverage)
  return {
    name: `${paper.title} – ${coverage.cycle.name}`,
    date: { year, month, day },
    head: {
      left: [...(facts.above ? [facts.above.toUpperCase()] : []), facts.front.toUpperCase()],
      star: false,
      right: [...sheetPaper.motto, sheetPaper.placeAndDay(facts.place, today)],
    },
    title: paper.title,
    subtitle: paper.subtitle(coverage.cycle.name),
    summary: [],
    standing: '',
    sections: [
      ...plotted(words.bundles, stageBars(coverage, 'vi')),
      text(frozenOf(coverage).vi),
      heading(words.unheard),
      text(
        unheard.map(({ place, name }) => `${place}: ${name}`).join('; ') || words.unheardNone.vi,
      ),
      heading(words.quiet),
      text(words.quietHint(coverage.quiet.length, coverage.neighbourhoods).vi),
      text(coverage.quiet.map(({ name }) => name).join('; ') || words.none.vi),
      ...plotted(words.communes, communeBars(coverage, 'vi')),
      ...plotted(words.criteria, criterionBars(coverage, 'vi')),
      ...plotted(words.channels, channelBars(coverage, 'vi')),
      heading(words.outstanding),
      text(`${words.outstandingResidence.vi}: ${residence}`),
      text(`${words.outstandingFront.vi}: ${front}`),
      heading(words.list),
      list(coverage),
    ],
    foot: paper.foot,
  }
}

/** The same list as a spreadsheet, with the figures under it. */
export function coverageXlsx(coverage: Coverage): Uint8Array<ArrayBuffer> {
  const heads = listed.map(({ head }) => head.vi)
  const rows = coverage.rows.map((row) => [
    row.place,
    row.name,
    ...cellsOf(row).map(({ vi }) => vi),
  ])
  const figures = [
    [words.bundles, stageBars(coverage, 'vi')],
    [words.communes, communeBars(coverage, 'vi')],
    [words.criteria, criterionBars(coverage, 'vi')],
    [words.channels, channelBars(coverage, 'vi')],
  ] as const
  const told = figures.flatMap(([title, bars]) => [
    [],
    [title.vi],
    ...bars.map(({ label, text: said }) => [label, said]),
  ])
  const { residence, front } = outstandingOf(coverage)
  return xlsx(
    words.title.vi,
    [24, 30, 18, 24, 22, 20],
    [
      heads,
      ...rows,
      ...told,
      [],
      [words.quiet.vi, coverage.quiet.map(({ name }) => name).join('; ')],
      [words.outstandingResidence.vi, residence],
      [words.outstandingFront.vi, front],
    ],
  )
}

const listed = [
  { head: words.place, share: 18 },
  { head: words.whom, share: 24 },
  { head: words.heard, share: 12 },
  { head: words.residence, share: 18 },
  { head: words.comment, share: 13 },
  { head: words.stage, share: 15 },
]

function list({ rows }: Coverage): Block {
  return {
    kind: 'table',
    columns: listed.map(({ head, share }) => ({ title: head.vi, share, centred: false })),
    rows: rows.map((row) => [
      cell(row.place),
      cell(row.name),
      ...cellsOf(row).map(({ vi }) => cell(vi)),
    ]),
  }
}

function plotted(title: Sentence, bars: Bar[]): Block[] {
  if (bars.length === 0) return [heading(title), text(words.none.vi)]
  const label = bars.map(({ label: name, text: said }) => `${name}: ${said}`).join('; ')
  return [heading(title), { kind: 'plot', svg: plotSvg(bars, title.vi), label }]
}

function heading({ vi }: Sentence): Block {
  return { kind: 'heading', text: vi }
}

function text(said: string): Block {
  return { kind: 'paragraph', text: said, style: 'plain' }
}

function cell(said: string): Cell {
  return [{ text: said, style: 'plain' }]
}
