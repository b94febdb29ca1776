import { shownDay } from '../../views/dates.ts'
import { registerPaper as words } from '../../views/words/register.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { print } from './press.ts'
import type { Direction, RegisterLine } from './register.ts'
import { xlsx } from './xlsx.ts'

type Book = { direction: Direction; year: number; front: string; lines: readonly RegisterLine[] }

const shares = [9, 6, 20, 11, 9, 27, 10, 14]

/** One year's book as the office prints and signs it, A4 across. */
export function registerPdf({ direction, year, front, lines }: Book): Uint8Array<ArrayBuffer> {
  const [, month = 0, day = 0] = dayInVietNam().split('-').map(Number)
  return print('register', {
    name: `${words.titles[direction]} ${year}`,
    date: { year: Number(dayInVietNam().slice(0, 4)), month, day },
    front: front.toUpperCase(),
    title: words.titles[direction],
    subtitle: words.subtitle(year),
    none: words.none,
    keeper: words.keeper,
    sign: words.sign,
    columns: words.columns[direction].map((title, at) => ({ title, share: shares[at] ?? 10 })),
    rows: lines.map((one) =>
      cellsOf(direction, year, one).map((text, at) => ({
        text: String(text),
        struck: one.struck !== null && at < 7,
      })),
    ),
  })
}

/** The same book as a spreadsheet. */
export function registerXlsx({ direction, year, lines }: Book): Uint8Array<ArrayBuffer> {
  const rows = lines.map((one) => cellsOf(direction, year, one))
  return xlsx(
    words.sheets[direction],
    shares.map((share) => share * 1.3),
    [[...words.columns[direction]], ...rows],
  )
}

function cellsOf(direction: Direction, year: number, line: RegisterLine): (string | number)[] {
  return [
    shownDay(line.day),
    line.number,
    line.correspondent,
    line.reference ?? '',
    line.referenceDay ? shownDay(line.referenceDay) : '',
    line.abstract,
    direction === 'in' ? shownReceipts(line.receipts, year) : (line.signer ?? ''),
    [line.note, line.struck === null ? null : words.struck(line.struck)].filter(Boolean).join('; '),
  ]
}

/** `0012–0041/2026 (30)`: the receipts that belong to a line. */
export function shownReceipts(receipts: RegisterLine['receipts'], year: number): string {
  if (receipts === null) return ''
  const padded = (number: number) => String(number).padStart(4, '0')
  const { first, last, count } = receipts
  if (count === 1) return `${padded(first)}/${year}`
  return `${padded(first)}–${padded(last)}/${year} (${count})`
}
