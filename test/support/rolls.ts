import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import iconv from 'iconv-lite'
import { decodeText } from '../../channels/charsets.ts'
import { xlsx } from '../../src/counter/xlsx.ts'

/** A list as CSV, as spreadsheets in Viet Nam write it. */
export function csvOf(rows: readonly (readonly (string | number)[])[], comma = ';'): string {
  return rows.map((row) => row.map((cell) => `"${cell}"`).join(comma)).join('\r\n')
}

/** A text in windows-1258: letters with their hats, tone marks after them. */
export function windows1258(text: string): Uint8Array {
  const tone = /[\u0300\u0301\u0303\u0309\u0323]/g
  const parted = [...text.normalize('NFC')].map((letter) => {
    const marks = letter.normalize('NFD')
    return marks.replace(tone, '').normalize('NFC') + (marks.match(tone) ?? []).join('')
  })
  return new Uint8Array(iconv.encode(parted.join(''), 'windows1258'))
}

/** A text in TCVN3 (ABC); capitals with marks are not in it and become small. */
export function tcvn3(text: string): Uint8Array {
  const codes = new Map(
    Array.from({ length: 94 }, (_, at) => {
      return [decodeText(Uint8Array.of(0xa1 + at), 'tcvn3'), 0xa1 + at] as const
    }),
  )
  const byteOf = (letter: string) => codes.get(letter) ?? codes.get(letter.toLowerCase())
  return Uint8Array.from([...text.normalize('NFC')], (letter) =>
    letter < '\u0080' ? letter.charCodeAt(0) : (byteOf(letter) ?? 63),
  )
}

type Sheet = { merged?: readonly string[]; formulas?: Readonly<Record<string, string>> }

/** A list as .xlsx, with merged cells (`A2:A3`) and formulas (cell → formula) put in by hand. */
export function sheetOf(
  rows: readonly (readonly (string | number)[])[],
  { merged = [], formulas = {} }: Sheet = {},
): Uint8Array {
  const parts = unzipSync(xlsx('Danh sách', [10, 20, 10], rows))
  const path = 'xl/worksheets/sheet1.xml'
  let xml = strFromU8(parts[path] ?? new Uint8Array())
  for (const [cell, formula] of Object.entries(formulas)) {
    xml = xml.replace(
      new RegExp(`<c r="${cell}"[^>]*>.*?</c>`),
      `<c r="${cell}"><f>${formula}</f><v>7</v></c>`,
    )
  }
  const ranges = merged.map((range) => `<mergeCell ref="${range}"/>`).join('')
  if (ranges) xml = xml.replace('</sheetData>', `</sheetData><mergeCells>${ranges}</mergeCells>`)
  return zipSync({ ...parts, [path]: strToU8(xml) })
}
