import type { Cell, Column, Style } from './paper.ts'
import { xmlText } from './xml.ts'

// Tables are written as text: as objects of the docx library, five thousand items took 650 MB.

const line = '<w:spacing w:after="60" w:line="300" w:lineRule="exact"/>'
const border = (side: string) => `<w:${side} w:val="single" w:color="auto" w:sz="4"/>`
const margin = (side: string, size: number) => `<w:${side} w:type="dxa" w:w="${size}"/>`
const properties = (width: number) =>
  `<w:tblPr><w:tblW w:type="dxa" w:w="${width}"/><w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('')}</w:tblBorders><w:tblCellMar>${margin('top', 60)}${margin('left', 100)}${margin('bottom', 60)}${margin('right', 100)}</w:tblCellMar></w:tblPr>`

/** A table as WordprocessingML, `width` twentieths of a point wide; its titles repeat on every page. */
export function tableXml(
  columns: readonly Column[],
  rows: readonly Cell[][],
  width: number,
): string {
  const widths = columns.map(({ share }) => Math.round((width * share) / 100))
  const grid = widths.map((size) => `<w:gridCol w:w="${size}"/>`).join('')
  const titles = columns.map(({ title }): Cell => [{ text: title, style: 'strong' }])
  const row = (cells: readonly Cell[], isHead: boolean) => {
    const written = cells.map((cell, at) =>
      cellXml(cell, widths[at] ?? 0, isHead || (columns[at]?.centred ?? false)),
    )
    return `<w:tr>${isHead ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${written.join('')}</w:tr>`
  }
  const body = rows.map((cells) => row(cells, false)).join('')
  return `<w:tbl>${properties(width)}<w:tblGrid>${grid}</w:tblGrid>${row(titles, true)}${body}</w:tbl>`
}

function cellXml(cell: Cell, width: number, centred: boolean): string {
  const paragraphs = cell.map(
    ({ text, style }) =>
      `<w:p><w:pPr>${line}${centred ? '<w:jc w:val="center"/>' : ''}</w:pPr>${runsXml(text, style)}</w:p>`,
  )
  // A cell must hold a paragraph, even when it is for a hand to write in.
  const inside = paragraphs.length > 0 ? paragraphs.join('') : '<w:p/>'
  return `<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="${width}"/></w:tcPr>${inside}</w:tc>`
}

function runsXml(text: string, style: Style): string {
  const size = style === 'small' ? 20 : 24
  const look = `<w:rPr>${style === 'strong' ? '<w:b/><w:bCs/>' : ''}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr>`
  return text
    .split('\n')
    .map(
      (one, at) =>
        `<w:r>${look}${at > 0 ? '<w:br/>' : ''}<w:t xml:space="preserve">${xmlText(one)}</w:t></w:r>`,
    )
    .join('')
}
