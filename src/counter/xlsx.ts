import { zipSync } from 'fflate'
import { sheetText } from '../../views/papers/xml.ts'

// XLSX is a ZIP of XML parts (ECMA-376); only what one plain sheet needs.
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/**
 * One sheet of words and numbers, first row bold and frozen; the same bytes for the same rows. Every
 * text is a string cell, so that nothing a sender wrote is ever a formula. A width of 0 hides a column;
 * `choices` are columns whose cells offer the words in the cells of another (`from` the second line on).
 */
export function xlsx(
  sheet: string,
  widths: readonly number[],
  rows: readonly (readonly (string | number)[])[],
  choices: readonly Choice[] = [],
): Uint8Array<ArrayBuffer> {
  const parts = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="12"/><name val="Times New Roman"/></font><font><b/><sz val="12"/><name val="Times New Roman"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf fontId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf fontId="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${sheetText(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/worksheets/sheet1.xml': sheetXml(widths, rows, choices),
  }
  const utf8 = new TextEncoder()
  const files = Object.entries(parts).map(([name, xml]) => [name, utf8.encode(head + xml)] as const)
  return new Uint8Array(zipSync(Object.fromEntries(files), { mtime: new Date(1980, 0, 1, 12) }))
}

/** The cells of column `at` (0, 1 …) offer the `words` first cells of column `from`; `rows` lines of them. */
export type Choice = { at: number; from: number; words: number; rows: number }

function sheetXml(
  widths: readonly number[],
  rows: readonly (readonly (string | number)[])[],
  choices: readonly Choice[],
) {
  const columns = widths.map(
    (width, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"${width === 0 ? ' hidden="1"' : ''}/>`,
  )
  const lines = rows.map((row, at) => {
    const style = at === 0 ? ' s="1"' : ' s="0"'
    return `<row r="${at + 1}">${row.map((value, column) => cell(value, `${letters(column)}${at + 1}`, style)).join('')}</row>`
  })
  const frozen =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
  return `<worksheet xmlns="${main}">${frozen}<cols>${columns.join('')}</cols><sheetData>${lines.join('')}</sheetData>${offered(choices)}</worksheet>`
}

function offered(choices: readonly Choice[]): string {
  if (choices.length === 0) return ''
  const lists = choices.map(({ at, from, words, rows }) => {
    const [cells, source] = [letters(at), letters(from)]
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${cells}2:${cells}${rows + 1}"><formula1>$${source}$2:$${source}$${words + 1}</formula1></dataValidation>`
  })
  return `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`
}

function cell(value: string | number, at: string, style: string): string {
  if (typeof value === 'number') return `<c r="${at}"${style}><v>${value}</v></c>`
  if (value === '') return ''
  return `<c r="${at}"${style} t="inlineStr"><is><t xml:space="preserve">${sheetText(value)}</t></is></c>`
}

function letters(column: number): string {
  const rest = column % 26
  const own = String.fromCharCode(65 + rest)
  return column < 26 ? own : letters((column - rest) / 26 - 1) + own
}
