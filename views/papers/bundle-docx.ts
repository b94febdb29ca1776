import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  LineRuleType,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Block, Paper, Style } from './paper.ts'
import { tableXml } from './table-docx.ts'

type TableBlock = Extract<Block, { kind: 'table' }>

// Twentieths of a point; A4 with the party margins 20/20/30/15 mm, so 165 mm of text.
const mm = (length: number) => Math.round((length / 25.4) * 1440)
const width = mm(165)
const nothing = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const

/** The same paper as the PDF, for an office to number, sign and stamp: Times New Roman, A4. */
export function bundleDocument(paper: Paper): Document {
  return new Document({
    title: paper.name,
    creator: paper.head.left.at(-1) ?? '',
    lastModifiedBy: paper.head.left.at(-1) ?? '',
    styles: {
      default: {
        document: {
          run: { font: 'Times New Roman', size: 28, language: { value: 'vi-VN' } },
          paragraph: { spacing: { line: 380, lineRule: LineRuleType.EXACT, after: 120 } },
        },
      },
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(20), bottom: mm(20), left: mm(30), right: mm(15) },
          },
        },
        headers: { default: new Header({ children: [pageNumber()] }) },
        footers: { default: foot(paper), first: foot(paper) },
        children: body(paper),
      },
    ],
  })
}

function body(paper: Paper): (Paragraph | Table)[] {
  const tables = tablesOf(paper)
  // A sheet without a summary goes straight to its sections, as in the PDF.
  const isShort = paper.summary.length === 0
  return [
    head(paper),
    centred(paper.title, { heading: HeadingLevel.HEADING_1, size: 30 }),
    centred(paper.subtitle, { size: 28 }),
    centred('-----', { size: 28 }),
    ...paper.summary.map((block) => laidOut(block, 24, tables)),
    ...(isShort ? [] : [standing(paper)]),
    ...paper.sections.map((block, index) => laidOut(block, 28, tables, index === 0 && !isShort)),
    ...(paper.sign ? [sign(paper.sign)] : []),
    ...(paper.annex ?? []).map((block, index) => laidOut(block, 28, tables, index === 0)),
  ]
}

function standing(paper: Paper): Paragraph {
  return new Paragraph({
    spacing: { before: 160, line: 270, lineRule: LineRuleType.EXACT },
    border: Object.fromEntries(
      ['top', 'bottom', 'left', 'right'].map((side) => [
        side,
        { style: BorderStyle.SINGLE, size: 4, space: 4 },
      ]),
    ),
    children: [new TextRun({ text: paper.standing, italics: true, size: 22 })],
  })
}

function laidOut(
  block: Block,
  size: number,
  tables: readonly TableBlock[],
  newPage = false,
): Paragraph {
  switch (block.kind) {
    case 'heading':
      return new Paragraph({
        heading: HeadingLevel.HEADING_2,
        pageBreakBefore: newPage,
        keepNext: true,
        spacing: { before: 240, after: 120 },
        children: [new TextRun({ text: block.text, bold: true, size: 28, color: '000000' })],
      })
    case 'paragraph':
      return new Paragraph({ children: runs(block.text, block.style, size) })
    case 'fact':
      return new Paragraph({
        spacing: { line: 300, lineRule: LineRuleType.EXACT, after: 80 },
        children: [
          new TextRun({ text: `${block.label}: `, bold: true, size }),
          ...runs(block.text, 'plain', size),
        ],
      })
    case 'table':
      return new Paragraph({ style: `table-${tables.indexOf(block)}` })
    case 'qr':
      // Its words: a picture would have to be drawn in a second form.
      return new Paragraph({ children: runs(block.label, 'strong', size) })
    case 'plot':
      return new Paragraph({ children: runs(block.label, 'plain', size) })
  }
}

/** One run a line; a line feed in the text is a line break in the paper. */
function runs(text: string, style: Style, size: number): TextRun[] {
  return text.split('\n').map(
    (line, index) =>
      new TextRun({
        text: line,
        bold: style === 'strong',
        size: style === 'small' ? Math.round((size * 0.84) / 2) * 2 : size,
        ...(index > 0 && { break: 1 }),
      }),
  )
}

// Stands where a table comes; no text of anybody's can make an element.
const tablePlace = /<w:p><w:pPr><w:pStyle w:val="table-(\d+)"\/><\/w:pPr><\/w:p>/g

/** Puts the paper's tables where `bundleDocument` left places for them; takes and gives document.xml. */
export function withTables(documentXml: string, paper: Paper): string {
  const tables = tablesOf(paper)
  return documentXml.replace(tablePlace, (_, at: string) => {
    const block = tables[Number(at)]
    return block ? tableXml(block.columns, block.rows, width) : ''
  })
}

function tablesOf({ summary, sections, annex = [] }: Paper): TableBlock[] {
  return [...summary, ...sections, ...annex].filter((block) => block.kind === 'table')
}

function head({ head: { left, right, number, star = true } }: Paper): Table {
  const column = (lines: string[], bold: number, italic: boolean) =>
    lines.map((line, index) => {
      const look = {
        size: [...line].length > 30 && italic ? 24 : 26,
        bold: index === bold,
        italics: italic && index > 0,
      }
      return new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ text: line, ...look })],
      })
    })
  const under = [...(star ? ['*'] : []), ...(number === undefined ? [] : [number])]
  const parts = [
    column([...left, ...under], left.length - 1, false),
    column(right, 0, true),
  ] as const
  // A state letter's name of the country stands on one line (Nghị định 30/2020).
  return twoColumns(...parts, [...(right[0] ?? '')].length > 30 ? 5 / 12 : 1 / 2)
}

/** Left who gets it, right who signs. */
function sign({ copies, lines }: NonNullable<Paper['sign']>): Table {
  const left = copies.map(
    (text, index) =>
      new Paragraph({
        spacing: { after: 40 },
        children: [new TextRun({ text, size: 24, ...(index === 0 && { underline: {} }) })],
      }),
  )
  const right = lines.map((text, index) => {
    const look = { size: 28, bold: index !== 1, italics: index === 1 }
    return new Paragraph({
      alignment: AlignmentType.CENTER,
      ...(index === 2 && { spacing: { before: mm(18) } }),
      children: [new TextRun({ text, ...look })],
    })
  })
  return twoColumns(left, right)
}

function twoColumns(left: Paragraph[], right: Paragraph[], share = 1 / 2): Table {
  const widths = [Math.round(width * share), Math.round(width * (1 - share))] as const
  const cell = (children: Paragraph[], size: number) =>
    new TableCell({ width: { size, type: WidthType.DXA }, children })
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: [...widths],
    borders: {
      top: nothing,
      bottom: nothing,
      left: nothing,
      right: nothing,
      insideHorizontal: nothing,
      insideVertical: nothing,
    },
    rows: [
      new TableRow({ cantSplit: true, children: [cell(left, widths[0]), cell(right, widths[1])] }),
    ],
  })
}

function centred(
  text: string,
  { heading, size }: { heading?: (typeof HeadingLevel)[keyof typeof HeadingLevel]; size: number },
): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    ...(heading && { heading }),
    children: text.split('\n').map(
      (line, index) =>
        new TextRun({
          text: line,
          bold: true,
          size,
          color: '000000',
          ...(index > 0 && { break: 1 }),
        }),
    ),
  })
}

function pageNumber(): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT], size: 26 })],
  })
}

function foot(paper: Paper): Footer {
  return new Footer({
    children: [
      new Paragraph({ alignment: AlignmentType.CENTER, children: runs(paper.foot, 'plain', 18) }),
    ],
  })
}
