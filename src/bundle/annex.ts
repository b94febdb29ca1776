import { type Sheet, workbook } from '../../views/papers/annex-xlsx.ts'
import { inFives } from '../../views/small-numbers.ts'
import {
  annexWords,
  answerWords,
  channelWords,
  itemWords,
  paperWords,
  placeWords,
  reasonWords,
  standingWords,
} from '../../views/words/bundle.ts'
import { outcomeNames } from '../../views/words/verify.ts'
import { outcomes } from '../review/became.ts'
import type { BundleContents, BundleItem } from './contents.ts'
import { pack } from './pack.ts'
import { shownDay, shownMonth } from './shown.ts'

/**
 * `annex.xlsx`: the items with their answers, and the balance, for an office that sorts and filters.
 * The same contents give the same bytes.
 */
export function annex(contents: BundleContents): Promise<Uint8Array> {
  return pack(workbook([itemsSheet(contents), balanceSheet(contents)]))
}

function itemsSheet({ items, criteria }: BundleContents): Sheet {
  const names = new Map(criteria.map(({ code, name }) => [code, name]))
  return {
    name: annexWords.items,
    columns: annexWords.itemColumns,
    rows: items.map((item) => [...itemCells(item, names), ...answerCells(item.explanation)]),
  }
}

function itemCells(item: BundleItem, names: Map<string, string>): (string | number)[] {
  const { criterion, attachments } = item
  return [
    item.number,
    annexWords.polarities[item.polarity],
    item.topic,
    criterion === null ? '' : `${criterion} ${names.get(criterion) ?? ''}`,
    item.summary,
    standingWords[item.standing],
    shownMonth(item.month),
    item.place === null ? '' : placeWords[item.place],
    inFives(item.senders) || paperWords.few,
    item.channels.map((channel) => channelWords[channel]).join(', '),
    attachments.received,
    attachments.released,
  ]
}

function answerCells(explanation: BundleItem['explanation']): string[] {
  if (explanation.state !== 'given') return [answerWords[explanation.state], '', '']
  const { kind, looked } = explanation
  const said = looked ? `${answerWords[kind]} (${answerWords[looked]})` : answerWords[kind]
  return [said, shownDay(explanation.day), explanation.text]
}

function balanceSheet({ balance, excluded, items }: BundleContents): Sheet {
  const counts = outcomes.map((outcome) => [
    outcomeNames[outcome]?.vi ?? outcome,
    '',
    balance[outcome],
  ])
  const left = excluded.map(({ state, reason, count }) => [
    state === 'accepted' ? itemWords.acceptedNotPrinted : (outcomeNames[state]?.vi ?? state),
    reason === null ? '' : (reasonWords[reason] ?? itemWords.otherReason),
    count,
  ])
  return {
    name: annexWords.balance,
    columns: annexWords.balanceColumns,
    rows: [
      [annexWords.received, '', balance.received],
      ...counts,
      [],
      [annexWords.leftOut, '', ''],
      ...left,
      [itemWords.printed, '', items.length],
    ],
  }
}
