import {
  itemsOfForm,
  residenceProblems as problems,
  residenceItems,
  residencePaper as words,
} from '../../views/words/residence.ts'
import { Problem } from '../problem.ts'
import { isYearly, type ResidenceMember } from '../review/residence-members.ts'
import type { ResidenceRound } from '../review/residence-rounds.ts'
import type { ResidenceSheet } from '../review/residence-sheets.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { print } from './press.ts'

type Printed = { member: ResidenceMember; sheet: ResidenceSheet }

/** The newest sheets of a round with their members: by name, or by workplace and then name. */
export function toPrint(
  members: readonly ResidenceMember[],
  sheets: readonly ResidenceSheet[],
  byWorkplace: boolean,
): Printed[] {
  const newest = new Map(sheets.map((sheet) => [sheet.official, sheet]))
  const printed = members.flatMap((member) => {
    const sheet = newest.get(member.id)
    return sheet?.source === 'cell' ? [{ member, sheet }] : []
  })
  if (printed.length === 0) throw new Problem('conflict', problems.nothingToPrint)
  if (!byWorkplace) return printed
  const [x, y] = [(one: Printed) => one.member.workplace || '\uffff', new Intl.Collator('vi')]
  return printed.sort((a, b) => y.compare(x(a), x(b)))
}

/** PHIẾU NHẬN XÉT, one page each, in party layout (domain guide 4.3 and 8); drafts without number or seal. */
export function sheetsPdf(
  round: ResidenceRound,
  printed: readonly Printed[],
): Uint8Array<ArrayBuffer> {
  const [first] = printed
  return print('residence-comment', {
    name: `${words.title} – ${round.cell}`,
    date: dateOf(first?.sheet.commentedOn ?? dayInVietNam()),
    right: words.head,
    title: words.title,
    subtitle: words.subtitle,
    sheets: printed.map((one) => sheetWords(round, one)),
  })
}

function sheetWords(round: ResidenceRound, { member, sheet }: Printed) {
  const { form, version, reason, confirmed } = sheet
  const items = itemsOfForm(form).map(({ title, answers }, item) => ({
    title: `${item + 1}. ${title.vi}`,
    answers: answers.map(({ vi }) => vi),
    chosen: sheet.answers[item] ?? 0,
  }))
  const why =
    reason === null
      ? ''
      : form === 'short'
        ? words.because(reason)
        : words.replaces(version, reason)
  return {
    left: [words.superior(round.party), round.cell.toUpperCase()],
    placeAndDay: words.placeAndDay(round.place, sheet.commentedOn),
    year: words.year(round.cycle.year),
    why,
    opening: words.opening(member.shown, member.workplace, sheet.commentedOn),
    items,
    note: { title: `${items.length + 1}. ${words.note}`, text: sheet.note || words.noNote },
    signLeft: words.signLeft.map((line) => line.replace('{party}', round.party.toUpperCase())),
    signRight: words.signRight,
    confirmed: confirmed ? words.confirmed(confirmed.on, confirmed.signer) : '',
  }
}

/** The A3 table to fill by hand in the meeting: three boxes an item, all empty. */
export function gridPdf(
  round: ResidenceRound,
  members: readonly ResidenceMember[],
  gatherings: number,
): Uint8Array<ArrayBuffer> {
  const listed = members.filter((one) => isYearly(one) && one.state !== 'confirmed')
  return print('residence-grid', {
    name: words.gridTitle(round.cell, round.cycle.year),
    date: dateOf(dayInVietNam()),
    title: words.gridTitle(round.cell, round.cycle.year),
    hint: words.gridHint,
    columns: words.gridColumns,
    items: residenceItems.map(({ title, answers }, item) => ({
      title: `${item + 1}. ${title.vi}`,
      answers: answers.map(({ vi }) => vi),
    })),
    rows: listed.map((member, at) => ({
      number: String(at + 1),
      name: member.shown,
      workplace: member.workplace,
      attended: gatherings === 0 ? '' : `${member.came}/${gatherings}`,
    })),
    sign: words.gridSign,
  })
}

/** The list on which each workplace signs for its sheets. */
export function listPdf(
  round: ResidenceRound,
  printed: readonly Printed[],
): Uint8Array<ArrayBuffer> {
  const places = Map.groupBy(printed, ({ member }) => member.workplace || words.noWorkplace)
  let number = 0
  const groups = [...places].map(([workplace, some]) => ({
    workplace,
    rows: some.map(({ member, sheet }) => {
      number += 1
      return [String(number), member.shown, words.listSheet(sheet.version, sheet.commentedOn)]
    }),
  }))
  return print('residence-list', {
    name: words.listTitle,
    date: dateOf(dayInVietNam()),
    left: [words.superior(round.party), round.cell.toUpperCase()],
    right: words.head,
    title: words.listTitle,
    subtitle: words.listSubtitle(round.cell, round.cycle.year),
    columns: words.listColumns,
    groups,
    keeper: words.keeper,
    sign: words.sign,
  })
}

function dateOf(iso: string) {
  const [year = 0, month = 0, day = 0] = iso.split('-').map(Number)
  return { year, month, day }
}
