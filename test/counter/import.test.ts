import { zipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { tryImport } from '../../src/counter/import.ts'
import { csvRows, rowsOf } from '../../src/counter/rows.ts'
import { xlsx } from '../../src/counter/xlsx.ts'
import { type CounterHouse, counterHouse } from '../support/counter-house.ts'
import { actorIs } from '../support/staff.ts'
import { eventually } from '../support/started.ts'

let house: CounterHouse
beforeAll(async () => {
  house = await counterHouse()
})
afterAll(async () => {
  expect(house.failures).toEqual([])
  await house.close()
})
afterEach(() => house.check())

const heads = ['Mã', 'Nội dung', 'Khu vực', 'Loại', 'Ngày xảy ra', 'Đối tượng']
const row = (id: number, text = `Ý kiến chuyển sang số ${id}.`) => [
  `PA-${id}`,
  text,
  id % 2 === 0 ? 'Khu phố 3' : 'ML',
  ['Khen ngợi', 'Góp ý', 'Phản ánh', ''][id % 4] ?? '',
  ['05/03/2026', '2026-04', '46100', ''][id % 4] ?? '',
  'cán bộ ở phường',
]
const csv = (rows: string[][]) =>
  rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')
const file = (bytes: string | Uint8Array, name = 'tep.csv') => new File([bytes as BlobPart], name)
const mapping = { id: '0', text: '1', area: '2', kind: '3', observedOn: '4', about: '5' }
const chosen = { ...mapping, defaultArea: 'ML', defaultKind: 'comment', use: 'front-only' }

async function uploaded(content: File, source = 'pakn.mattranso.vn', who = house.people.clerk) {
  const answer = await house.form(who, '/nhap/tep', { source, file: content })
  return {
    status: answer.status,
    to: answer.headers.get('location') ?? '',
    html: await answer.text(),
  }
}
const page = async (path: string) => (await house.get(house.people.clerk, path)).text()
const settled = (path: string) =>
  eventually(
    () => page(path),
    (html) => !html.includes('data-running'),
  )

async function tried(content: File, fields: Record<string, string> = chosen) {
  const { to } = await uploaded(content)
  const answer = await house.form(house.people.clerk, `${to}/thu`, fields)
  expect(answer.status, await answer.clone().text()).toBe(303)
  return { to, html: await settled(to) }
}
async function taken(content: File) {
  const { to, html } = await tried(content)
  expect(html).toContain('0 lỗi')
  expect((await house.form(house.people.clerk, `${to}/nap`, {})).status).toBe(303)
  return settled(to)
}
const count = async () =>
  (await house.rows(`select count(*)::int as count from letters where channel = 'import'`))[0]
    ?.count

describe('a file of another system', () => {
  const rows = Array.from({ length: 130 }, (_, at) => row(at + 1))

  it('is tried first, then taken over; the columns are remembered', async () => {
    const html = await taken(file(csv([heads, ...rows])))
    expect(html).toContain('Nạp xong: 130 ý kiến mới, 0 đã có từ trước.')
    expect(await count()).toBe(130)
    await house.unpack()
    const [odd] = await house.rows(
      `select f.area_code, f.kind, f.use, f.observed_on from feedback f where f.channel = 'import'
        and f.observed_on = '2026-04' limit 1`,
    )
    expect(odd).toMatchObject({ area_code: 'ML', kind: 'comment', use: 'front-only' })
    const dates = await house.rows(
      `select distinct observed_on from feedback where channel = 'import' order by 1`,
    )
    expect(dates.map(({ observed_on: on }) => on)).toEqual([
      '2026-03-05',
      '2026-03-19',
      '2026-04',
      null,
    ])
    const { to } = await uploaded(file(csv([heads, row(1)])))
    expect(await page(to)).toContain('<option value="0" selected="">Mã</option>')
    expect(await page('/nhap/tep')).toContain('pakn.mattranso.vn')
  }, 60_000)

  it('sent again takes over only what is new, from a spreadsheet as well', async () => {
    const sheet = xlsx('Tệp', [], [heads, ...rows.slice(100), row(200), row(201)])
    const { to, html } = await tried(file(sheet, 'tep.xlsx'))
    expect(html).toContain('32 dòng, 0 lỗi, 30 dòng đã có từ trước')
    await house.form(house.people.clerk, `${to}/nap`, {})
    expect(await settled(to)).toContain('Nạp xong: 2 ý kiến mới, 30 đã có từ trước.')
    expect(await count()).toBe(132)
  }, 60_000)

  it('names every wrong line, and takes over nothing while there is one', async () => {
    const wrong = [
      row(300),
      ['', 'không có mã', '', '', '', ''],
      ['PA-301', ' ', '', '', '', ''],
      ['PA-302', 'ở đâu', 'Sao Hỏa', '', '', ''],
      ['PA-303', 'loại gì', '', 'linh tinh', '', ''],
      ['PA-304', 'hôm nào', '', '', 'hôm kia', ''],
      row(300, 'trùng mã'),
    ]
    const { to, html } = await tried(file(csv([heads, ...wrong])))
    expect(html).toContain('7 dòng, 6 lỗi')
    for (const [line, sentence] of [
      [3, 'thiếu mã'],
      [4, 'Xin viết vài dòng.'],
      [5, 'không có khu vực này'],
      [6, 'không rõ loại'],
      [7, 'ngày tháng không đọc được'],
      [8, 'trùng mã với dòng 2'],
    ]) {
      expect(html).toMatch(new RegExp(`<td class="number">${line}</td>\\s*<td>${sentence}`))
    }
    const before = await count()
    expect((await house.form(house.people.clerk, `${to}/nap`, {})).status).toBe(409)
    expect(await count()).toBe(before)
  })

  it('of fifty thousand rows with three bad ones names the three, and memory stays bounded', async () => {
    const lines = [heads.join(';')]
    for (let id = 1; id <= 50_000; id++) {
      const bad = id === 7 || id === 25_000 || id === 49_999
      lines.push(
        row(id + 10_000, bad ? '' : `Nội dung số ${id}. ${'Bà con mong. '.repeat(20)}`).join(';'),
      )
    }
    const bytes = Buffer.from(lines.join('\n'))
    lines.length = 0
    global.gc?.()
    const before = process.memoryUsage().rss
    const heard: number[] = []
    let most = 0
    const read = { source: '1022', bytes, sha256: new Uint8Array(32) }
    const columns = { id: 0, text: 1, area: 2, kind: 3 }
    const found = await tryImport(
      house.counter,
      actorIs(house.people.clerk),
      read,
      { columns, area: 'ML', kind: 'comment', use: 'front-only' },
      (line) => {
        heard.push(line)
        most = Math.max(most, process.memoryUsage().rss - before)
      },
    )
    expect(found).toMatchObject({ rows: 50_000, wrong: 3, repeats: 0 })
    expect(found.errors.map(({ line }) => line)).toEqual([8, 25_001, 50_000])
    expect(heard.length).toBeGreaterThan(90)
    expect(most).toBeLessThan(300 << 20)
  }, 120_000)

  it('that is no table is refused with a sentence', async () => {
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(4 << 20).fill(65) })
    for (const content of [
      file(''),
      file(Uint8Array.of(0x50, 0x4b, 3, 4, 9, 9, 9)),
      file(Uint8Array.of(1, 0, 2, 0, 3)),
      file(bomb),
      file(zipSync({ 'hello.txt': new Uint8Array(3) })),
    ]) {
      const { status, html } = await uploaded(content)
      expect(status).toBe(400)
      expect(html).toContain('id="file-error"')
    }
    const { to } = await uploaded(file('Mã,Nội dung'))
    await house.form(house.people.clerk, `${to}/thu`, {
      ...chosen,
      area: '',
      kind: '',
      observedOn: '',
      about: '',
    })
    expect(await settled(to)).toContain('Tệp không có dòng nào')
  })

  it('belongs to who uploaded it, and the choice of columns is checked', async () => {
    const { to } = await uploaded(file(csv([heads, row(400)])))
    expect((await house.get(house.people.moderator, to)).status).toBe(404)
    expect((await house.get(house.people.auditor, '/nhap/tep')).status).toBe(403)
    const without = await house.form(house.people.clerk, `${to}/thu`, { ...chosen, id: '' })
    expect(without.status).toBe(400)
    expect(await without.text()).toContain('id="id-error"')
    const nothing = { ...chosen, id: '', defaultKind: '', use: '' }
    const all = await (await house.form(house.people.clerk, `${to}/thu`, nothing)).text()
    for (const name of ['id', 'defaultKind', 'use']) expect(all).toContain(`id="${name}-error"`)
    expect(all).not.toContain('id="defaultArea-error"')
    // Each sentence says which choice it means: above the form they stand without their fields.
    expect(all).toContain('Xin chọn những dòng này dùng vào việc gì.')
    expect((await uploaded(file(csv([heads, row(1)])), ' ')).status).toBe(400)
  })
})

describe('a table', () => {
  const cells = async (bytes: Uint8Array) => {
    const rows = []
    for await (const { line, cells: own, wrong } of rowsOf(bytes))
      rows.push([line, wrong ? 'sai' : own])
    return rows
  }

  it('in CSV may be quoted over lines, separated by semicolons or tabs, in old encodings', async () => {
    const text = 'a;b\r\n"x;""y""\nz";2\r\n\r\n3;4'
    expect(await cells(Buffer.from(`\ufeff${text}`))).toEqual([
      [1, ['a', 'b']],
      [2, ['x;"y"\nz', '2']],
      [5, ['3', '4']],
    ])
    const utf16 = Buffer.concat([Uint8Array.of(0xff, 0xfe), Buffer.from('Mã\tÝ kiến', 'utf16le')])
    expect(await cells(utf16)).toEqual([[1, ['Mã', 'Ý kiến']]])
    // windows-1258 writes ế as ê with a mark of its own.
    const old = Uint8Array.of(0x6b, 0x69, 0xea, 0xec, 0x6e)
    const [[, read] = []] = await cells(old)
    expect(String(read).normalize('NFC')).toBe('kiến')
    expect(await cells(Buffer.from('a,b\n"never closed'))).toEqual([
      [1, ['a', 'b']],
      [2, 'sai'],
    ])
    expect([...csvRows(Buffer.from(`${'x,'.repeat(300)}y`))][0]?.wrong).toBeDefined()
  })

  it('in a spreadsheet keeps empty cells, shared texts, numbers and entities in their places', async () => {
    const sheet = `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>
      <row r="4"><c r="B4"><v>46100</v></c><c r="C4" t="inlineStr"><is><t>a &amp; b</t></is></c><c r="D4"/></row></sheetData></worksheet>`
    const shared = `<sst><si><t>Mã</t></si><si><r><t>Nội </t></r><r><t xml:space="preserve">dung</t></r><rPh><t>x</t></rPh></si></sst>`
    const utf8 = new TextEncoder()
    const zip = zipSync({
      'xl/worksheets/sheet1.xml': utf8.encode(sheet),
      'xl/sharedStrings.xml': utf8.encode(shared),
    })
    expect(await cells(zip)).toEqual([
      [1, ['Mã', '', 'Nội dung']],
      [4, ['', '46100', 'a & b', '']],
    ])
  })
})
