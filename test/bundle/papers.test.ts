import { describe, expect, test } from 'vitest'
import { checkString } from '../../src/bundle/check.ts'
import type { BundleDraft } from '../../src/bundle/contents.ts'
import { canonical, parseContents } from '../../src/bundle/contents.ts'
import { copiesList, copiesPaper } from '../../src/bundle/copies.ts'
import { breakable, printable } from '../../src/bundle/glyphs.ts'
import { bundlePaper } from '../../src/bundle/paper.ts'
import { typeset } from '../../src/bundle/papers.ts'
import { bundleDocx } from '../../src/bundle/papers-docx.ts'
import { officePath, unpack } from '../../src/bundle/zip.ts'
import { bundleContents } from '../support/bundle-contents.ts'
import { official } from '../support/bundle-entries.ts'

function paperOf(own: Partial<BundleDraft> = {}) {
  const contents = parseContents(bundleContents(own))
  const check = checkString(canonical(contents))
  const head = {
    origin: 'ydan.local/mttq-may-trang',
    size: 415,
    root: new Uint8Array(32),
    day: '2026-11-21',
  }
  const seal = { check, key: '1f3a-90bc-77de-0412', head }
  return { paper: bundlePaper(contents, seal), check, contents, seal }
}

/** The words a reader sees in a .docx, paragraph by paragraph. */
async function wordsOf(docx: Uint8Array) {
  const { files } = await unpack(docx, officePath)
  const xml = new TextDecoder().decode(files.get('word/document.xml'))
  return xml
    .replace(/<\/w:p>|<w:br\/>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')
}

describe('the papers of a bundle', () => {
  test('put the whole summary on the first page, however much there is to name', () => {
    const title = `Ủy viên ban chỉ đạo ${'phòng, chống thiên tai và tìm kiếm cứu nạn '.repeat(3)}`
    const posts = Array.from({ length: 20 }, () => ({ title, organisation: 'Phường Mây Trắng' }))
    const record = {
      kind: 'official',
      id: official,
      name: 'Lục Văn Khoai',
      birthYear: null,
      posts,
    } as const
    expect(typeset(paperOf().paper).summaryEnds).toBe(1)
    expect(typeset(paperOf({ record }).paper).summaryEnds).toBe(1)
  })

  test('never cut a residence comment: whole on the first page or whole in its own part', () => {
    const text = `${'Đồng chí dự họp đều. '.repeat(40)}Tuy nhiên còn một việc.`
    const given = { state: 'given', cell: 'Chi bộ 3', day: '2026-11-10', text } as const
    const { paper } = paperOf({ residenceComment: given })
    const onFirst = JSON.stringify(paper.summary)
    expect(onFirst).toContain('Phần II')
    expect(onFirst).not.toContain('Đồng chí dự họp đều')
    expect(JSON.stringify(paper.sections)).toContain(text)
  })

  test.each([
    ['exempt', 'được miễn sinh hoạt nơi cư trú'],
    ['not_asked', 'chưa đề nghị'],
    ['not_received', 'chưa nhận được'],
  ] as const)('say why there is no residence comment: %s', (state, words) => {
    expect(JSON.stringify(paperOf({ residenceComment: { state } }).paper.summary)).toContain(words)
  })

  test('show every item with its standing, month and answer, as plain text', async () => {
    const { paper, check } = paperOf()
    const words = await wordsOf(await bundleDocx(paper))
    for (const item of parseContents(bundleContents()).items) {
      expect(words).toContain(item.summary)
      expect(words).toContain(item.topic)
      if (item.explanation.state === 'given') expect(words).toContain(item.explanation.text)
    }
    expect(words).toContain('Mức độ: Ban công tác Mặt trận xác nhận có việc · tháng 08/2026')
    expect(words).toContain('Chưa có ý kiến (điều đó không có nghĩa là thừa nhận).')
    expect(words).toContain(check)
    expect(words).toContain('TÀI LIỆU HỘI NGHỊ')
    expect(words).toContain('Tài liệu tham khảo phục vụ kiểm điểm; không phải kết luận.')
  })

  test('carry neither a motto nor a suggested level', async () => {
    const words = (await wordsOf(await bundleDocx(paperOf().paper))).toLowerCase()
    for (const word of [
      'cộng hòa xã hội',
      'đảng cộng sản',
      'hoàn thành',
      'trung bình',
      'hạng',
      '★',
    ]) {
      expect(words).not.toContain(word)
    }
  })

  test('count a criterion nobody spoke of with zeros', () => {
    const [, table] = paperOf().paper.sections
    const rows =
      table?.kind === 'table' ? table.rows.map((row) => row.map(([part]) => part?.text)) : []
    expect(rows).toContainEqual(['1.7', 'Uy tín', '0', '0', '0', '0'])
    expect(rows).toContainEqual(['1.5', 'Đạo đức, lối sống trong sáng', '2', '1', '0', 'dưới 5'])
  })

  test('say a version is a correction, and why', () => {
    const { paper } = paperOf({ version: 2, reason: 'Bổ sung ý kiến giải trình nội dung số 6' })
    expect(JSON.stringify(paper.summary)).toContain('Bổ sung ý kiến giải trình nội dung số 6')
  })

  test('say on the provenance page which log, which checkpoint, and what each proof shows', () => {
    const words = JSON.stringify(paperOf().paper.sections)
    expect(words).toContain('ydan.local/mttq-may-trang, ngày 21/11/2026, 415 mục')
    expect(words).toContain('mttq-may-trang: 412 mục khi chốt')
    expect(words).toContain('Chứng minh không cho biết ai gửi')
    expect(words).toContain('verify.html')
  })

  test('count files that came along without naming or printing them', async () => {
    expect(await wordsOf(await bundleDocx(paperOf().paper))).toContain('2 tệp kèm theo, không in')
  })

  test('carry the number of each copy at head and foot, and count its pages anew', () => {
    const range = { from: 7, to: 8, of: 15 }
    const { contents, seal } = paperOf()
    const paper = copiesPaper(contents, seal, range)
    expect(paper.copies?.map(({ foot }) => foot.slice(0, 110))).toEqual([
      expect.stringContaining('Bản số 07/15. Thu hồi sau hội nghị.'),
      expect.stringContaining('Bản số 08/15. Thu hồi sau hội nghị.'),
    ])
    const single = typeset(paperOf().paper).pages
    // Each begins on a sheet of its own.
    expect(typeset(paper).pages).toBe(single + (single % 2) + single)
    const list = JSON.stringify(copiesList(contents, seal, range))
    expect(list).toContain('07/15')
    expect(list).toContain('Ngày trả, ký trả')
    expect(typeset(copiesList(contents, seal, { from: 1, to: 60, of: 60 })).pages).toBeGreaterThan(
      1,
    )
  })

  test('print a summary that is nothing but markup as it is', async () => {
    const [first] = bundleContents().items
    const items = first ? [{ ...first, summary: '<b></b>' }] : []
    const { paper } = paperOf({ items })
    expect(typeset(paper).pages).toBeGreaterThan(1)
    expect(await wordsOf(await bundleDocx(paper))).toContain('<b></b>')
  })

  test('name a code point that has no glyph, and leave the rest alone', () => {
    const glyphs = new Set([...'Tốt quá'].map((letter) => letter.codePointAt(0) ?? 0))
    expect(printable('Tốt quá👍', glyphs)).toBe('Tốt quá[U+1F44D]')
    expect(breakable(`ngắn ${'a'.repeat(30)}`)).toBe(
      `ngắn ${'a'.repeat(12)}\u200b${'a'.repeat(12)}\u200b${'a'.repeat(6)}`,
    )
  })

  test('can be set when every text is hostile', () => {
    const summary = `#panic("x") \\u{0} ${'\u0301'.repeat(40)} ${'ế'.repeat(9_000)} [#] */ </w:t> ]]> 👨‍👩‍👧`
    const [first] = bundleContents().items
    const items = first ? [{ ...first, summary, topic: '= *#* <x> @y' }] : []
    const { paper } = paperOf({ items })
    expect(typeset(paper).pages).toBeGreaterThan(3)
  })
})
