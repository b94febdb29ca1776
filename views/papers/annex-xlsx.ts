import { sheetText } from './xml.ts'

/** One sheet: a row of column titles with widths in characters, then rows of words and numbers. */
export type Sheet = {
  name: string
  columns: readonly { readonly title: string; readonly width: number }[]
  rows: readonly (readonly (string | number)[])[]
}

/**
 * The parts of an .xlsx file. Words are inline strings in cells of the format "text" with a quote
 * prefix: a text that begins with `=` stays a text, even when somebody edits the cell.
 */
export function workbook(sheets: readonly Sheet[]): Map<string, Uint8Array> {
  const parts = new Map<string, string>([
    ['[Content_Types].xml', contentTypes(sheets)],
    ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])],
    ['xl/workbook.xml', bookXml(sheets)],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ...sheets.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const),
        ['styles', 'styles.xml'],
      ]),
    ],
    ['xl/styles.xml', styles],
    ...sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet)] as const),
  ])
  const text = new TextEncoder()
  return new Map([...parts].map(([path, xml]) => [path, text.encode(head + xml)]))
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function contentTypes(sheets: readonly Sheet[]): string {
  const part = (name: string, type: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${types}.${type}+xml"/>`
  return `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('workbook', 'sheet.main')}${part('styles', 'styles')}${sheets.map((_, at) => part(`worksheets/sheet${at + 1}`, 'worksheet')).join('')}</Types>`
}

function relations(targets: readonly (readonly [type: string, path: string])[]): string {
  const rows = targets.map(
    ([type, path], at) =>
      `<Relationship Id="rId${at + 1}" Type="${office}/${type}" Target="${path}"/>`,
  )
  return `<Relationships xmlns="${packages}/relationships">${rows.join('')}</Relationships>`
}

function bookXml(sheets: readonly Sheet[]): string {
  const rows = sheets.map(
    ({ name }, at) => `<sheet name="${sheetText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  )
  return `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${rows.join('')}</sheets></workbook>`
}

// Formats by place: 0 number, 1 title, 2 words.
const styles = `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="12"/><name val="Times New Roman"/></font><font><b/><sz val="12"/><name val="Times New Roman"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf borderId="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf><xf fontId="1" borderId="1" numFmtId="49" applyFont="1" applyBorder="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="center" horizontal="center" wrapText="1"/></xf><xf borderId="1" numFmtId="49" quotePrefix="1" applyBorder="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`

function sheetXml({ columns, rows }: Sheet): string {
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  )
  const titles = rowXml(
    1,
    columns.map(({ title }) => words(title, 1)),
  )
  const body = rows.map((row, at) =>
    rowXml(
      at + 2,
      row.map((cell) => (typeof cell === 'number' ? number(cell) : words(cell, 2))),
    ),
  )
  return `<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>${titles}${body.join('')}</sheetData><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape"/></worksheet>`
}

type CellXml = (reference: string) => string

function rowXml(row: number, cells: readonly CellXml[]): string {
  return `<row r="${row}">${cells.map((cell, at) => cell(`${column(at)}${row}`)).join('')}</row>`
}

function words(text: string, style: number): CellXml {
  return (at) =>
    `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${sheetText(text)}</t></is></c>`
}

function number(value: number): CellXml {
  return (at) => `<c r="${at}" s="0"><v>${value}</v></c>`
}

// A sheet of ours has fewer than 26 columns.
function column(at: number): string {
  return String.fromCharCode(65 + at)
}
