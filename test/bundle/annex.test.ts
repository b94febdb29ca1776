import { describe, expect, test } from 'vitest'
import { annex } from '../../src/bundle/annex.ts'
import { sha256 } from '../../src/bundle/check.ts'
import { type BundleDraft, parseContents } from '../../src/bundle/contents.ts'
import { officePath, unpack } from '../../src/bundle/zip.ts'
import { bundleContents } from '../support/bundle-contents.ts'

const contentsOf = (own: Partial<BundleDraft> = {}) => parseContents(bundleContents(own))

async function partsOf(own: Partial<BundleDraft> = {}) {
  const { files, refusals } = unpack(await annex(contentsOf(own)), officePath)
  expect(refusals).toEqual([])
  return (path: string) => new TextDecoder().decode(files.get(path))
}

/** The cells of a sheet, row by row, as a spreadsheet shows them. */
function cellsOf(xml: string): string[][] {
  return [...xml.matchAll(/<row r="\d+">(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c r="[A-Z]\d+"[^>]*>(.*?)<\/c>/gs)].map(([, cell = '']) =>
      cell
        .replace(/<[^>]+>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&')
        .replaceAll('_x005F_', '_'),
    ),
  )
}

describe('annex.xlsx', () => {
  test('holds every item with its answer beside it', async () => {
    const part = await partsOf()
    const [titles, ...rows] = cellsOf(part('xl/worksheets/sheet1.xml'))
    expect(titles).toContain('Lời của người được góp ý')
    const { items } = contentsOf()
    expect(rows.map(([number]) => number)).toEqual(items.map(({ number }) => String(number)))
    for (const [at, { summary, explanation }] of items.entries()) {
      expect(rows[at]).toContain(summary)
      if (explanation.state === 'given') expect(rows[at]).toContain(explanation.text)
    }
  })

  test('holds the balance', async () => {
    const part = await partsOf()
    const rows = cellsOf(part('xl/worksheets/sheet2.xml'))
    expect(rows).toContainEqual(['Đã nhận', '', '20'])
    expect(rows).toContainEqual(['Chưa đưa vào bản tổng hợp', 'chưa có việc cụ thể', '2'])
    expect(rows).toContainEqual(['In trong tài liệu này', '', '13'])
  })

  test.each([
    '=HYPERLINK("http://x.invalid","bấm")',
    '+1+1',
    '-2',
    '@SUM(A1)',
    "=cmd|' /C calc'!A0",
    '_x0041_ và _x000D_',
    '<b></b>',
    ']]></t></is></c><c><f>1+1</f></c>',
  ])('keeps %j a text, also when somebody edits the cell', async (summary) => {
    const [first] = bundleContents().items
    const part = await partsOf({ items: first ? [{ ...first, summary }] : [] })
    const sheet = part('xl/worksheets/sheet1.xml')
    expect(sheet).not.toContain('<f>')
    expect(cellsOf(sheet)[1]).toContain(summary)
    const style = /<c r="E2" s="(\d+)" t="inlineStr">/.exec(sheet)?.[1]
    const formats = [...part('xl/styles.xml').matchAll(/<xf [^>]*borderId="1"[^>]*>/g)]
    expect(formats[Number(style)]?.[0]).toMatch(/numFmtId="49" quotePrefix="1"/)
  })

  test('is the same bytes again', async () => {
    expect(sha256(await annex(contentsOf()))).toBe(sha256(await annex(contentsOf())))
  })
})
