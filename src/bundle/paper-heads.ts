import type { Block, Cell } from '../../views/papers/paper.ts'
import { annexWords } from '../../views/words/bundle.ts'
import {
  headPaper,
  headWords,
  referenceLine,
  referencePaper,
  referenceSources,
} from '../../views/words/references.ts'
import type { BundleContents, BundleItem } from './contents.ts'

type Table = Extract<Block, { kind: 'table' }>

/** What a head is asked besides: which items speak of it, and what other papers say; no figures. */
export function headPart(contents: BundleContents): Block[] {
  const { head, items } = contents
  if (!head) return []
  const numbered = (numbers: readonly number[]) =>
    said(items.filter(({ number }) => numbers.includes(number)))
  const rows = [
    [headWords.unity.vi, numbered(head.unity)],
    [headWords.example.vi, byCriterion(contents, head.criteria)],
    [headWords.family.vi, numbered(head.family)],
    [
      headWords.contact.vi,
      head.contact.map(({ cell, text }) => headPaper.contact(cell, text)).join('\n') ||
        headWords.noComment.vi,
    ],
    [headWords.petitions.vi, petitions(contents)],
  ]
  return [{ kind: 'heading', text: headPaper.heading }, table(headPaper.columns, rows)]
}

/** The papers of other bodies; no part at all where there are none. */
export function referencesPart({ references = [] }: BundleContents): Block[] {
  if (references.length === 0) return []
  const rows = references.map((one) => [referenceSources[one.source].vi, reference(one)])
  return [
    { kind: 'heading', text: referencePaper.heading },
    { kind: 'paragraph', text: referencePaper.intro, style: 'small' },
    table(referencePaper.columns, rows),
  ]
}

function byCriterion({ criteria, items }: BundleContents, codes: readonly string[]): string {
  const asked = criteria.filter(({ code }) => codes.includes(code))
  if (asked.length === 0) return headWords.noCriteria.vi
  return asked
    .map(({ code, name }) => {
      const found = said(items.filter(({ criterion }) => criterion === code))
      return `${headPaper.criterion(code, name)}: ${found}`
    })
    .join('\n')
}

function said(items: readonly BundleItem[]): string {
  if (items.length === 0) return headWords.nothing.vi
  return items
    .map(({ number, polarity }) =>
      headPaper.item(number, annexWords.polarities[polarity].toLowerCase()),
    )
    .join('; ')
}

function petitions({ references = [] }: BundleContents): string {
  const found = references.filter(({ source }) => source === 'petitions')
  return found.map(reference).join('\n') || headWords.noPetitions.vi
}

type Reference = NonNullable<BundleContents['references']>[number]

function reference({ number, day, issuer, petitions }: Reference): string {
  return referenceLine({ number, datedOn: day, issuer, petitions: petitions ?? null }).vi
}

function table(
  columns: readonly { title: string; share: number }[],
  rows: readonly (readonly string[])[],
): Table {
  return {
    kind: 'table',
    columns: columns.map((column) => ({ ...column, centred: false })),
    rows: rows.map((row) => row.map((text): Cell => [{ text, style: 'plain' }])),
  }
}
