import type { Block, Cell } from '../../views/papers/paper.ts'
import { inFives } from '../../views/small-numbers.ts'
import {
  answerWords,
  channelWords,
  columnTitles,
  paperWords,
  placeWords,
  paperSentences as say,
  standingWords,
} from '../../views/words/bundle.ts'
import type { BundleContents, BundleItem } from './contents.ts'
import { attachmentPath } from './paths.ts'
import { shownDay, shownMonth } from './shown.ts'
import { polarities } from './volumes.ts'

/** Counts by criterion, praise and concern side by side; a criterion nobody spoke of shows zeros. */
export function criteriaTable({ criteria, items }: BundleContents): Block {
  const known = new Set(criteria.map((criterion) => criterion.code))
  const rows = criteria.map(({ code, name }) =>
    countsRow(
      code,
      name,
      items.filter((item) => item.criterion === code),
    ),
  )
  const unplaced = items.filter((item) => item.criterion === null || !known.has(item.criterion))
  if (unplaced.length > 0) rows.push(countsRow('–', paperWords.noCriterion, unplaced))
  rows.push(countsRow('', paperWords.total, items))
  return {
    kind: 'table',
    columns: [
      { title: columnTitles.code, share: 10, centred: true },
      { title: columnTitles.criterion, share: 42, centred: false },
      { title: columnTitles.positive, share: 11, centred: true },
      { title: columnTitles.negative, share: 11, centred: true },
      { title: columnTitles.mixed, share: 11, centred: true },
      { title: columnTitles.senders, share: 15, centred: true },
    ],
    rows,
  }
}

function countsRow(code: string, name: string, items: BundleItem[]): Cell[] {
  const senders = items.reduce((total, item) => total + item.senders, 0)
  const counts = polarities.map((p) => items.filter((item) => item.polarity === p).length)
  return [code, name, ...counts, senders === 0 ? 0 : inFives(senders) || paperWords.few].map(
    (text) => [{ text: String(text), style: 'plain' }],
  )
}

/** Items of one polarity: number, the summary with how sure it is and when, and the answer beside. */
export function itemsTable(
  items: readonly BundleItem[],
  { record, criteria }: BundleContents,
): Block {
  const names = new Map(criteria.map(({ code, name }) => [code, name]))
  return {
    kind: 'table',
    columns: [
      { title: columnTitles.number, share: 9, centred: true },
      { title: columnTitles.item, share: 53, centred: false },
      {
        title: record.kind === 'official' ? columnTitles.answer : columnTitles.answerCollective,
        share: 38,
        centred: false,
      },
    ],
    rows: items.map((item) => [
      [{ text: String(item.number), style: 'plain' }],
      itemCell(item, names),
      answerCell(item.explanation),
    ]),
  }
}

function itemCell(item: BundleItem, names: Map<string, string>): Cell {
  const facts = say.itemFacts(
    standingWords[item.standing],
    shownMonth(item.month),
    item.place && placeWords[item.place],
    item.senders,
    item.channels.map((channel) => channelWords[channel]).join(', '),
    item.attachments,
  )
  const cell: Cell = [
    { text: item.topic, style: 'strong' },
    ...(item.again ? [{ text: say.again(item.again), style: 'strong' as const }] : []),
    { text: item.summary, style: 'plain' },
    ...(item.verbatim === undefined
      ? []
      : [{ text: say.verbatim(item.verbatim), style: 'plain' as const }]),
    { text: facts, style: 'small' },
    ...pictureNames(item).map((text) => ({ text, style: 'small' as const })),
  ]
  if (item.criterion !== null) {
    const name = names.get(item.criterion) ?? ''
    cell.push({ text: say.criterion(item.criterion, name), style: 'small' })
  }
  return cell
}

// By the names they have in the archive; a page is found there, not in this paper.
function pictureNames({ number, attachments }: BundleItem): string[] {
  return (attachments.files ?? []).map(({ file, of, pages }) => {
    const name = (page: number) => attachmentPath(number, file, page).replace('attachments/', '')
    return say.pictures(name(1), name(pages.length), pages.length, of)
  })
}

function answerCell(explanation: BundleItem['explanation']): Cell {
  if (explanation.state !== 'given')
    return [{ text: answerWords[explanation.state], style: 'small' }]
  const { kind, text, day, looked } = explanation
  return [
    {
      text: say.answer(answerWords[kind], shownDay(day), looked && answerWords[looked]),
      style: 'strong',
    },
    { text, style: 'plain' },
  ]
}
