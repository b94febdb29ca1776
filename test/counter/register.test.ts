import { unzipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type CounterHouse, counterHouse } from '../support/counter-house.ts'
import { pdfHolds, pdfPages } from '../support/pdf.ts'

let house: CounterHouse
beforeAll(async () => {
  house = await counterHouse()
})
afterAll(async () => {
  expect(house.failures).toEqual([])
  await house.close()
})
afterEach(() => house.check())

const year = Number(new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 4))
const add = (fields: Record<string, string>, who = house.people.clerk) =>
  house.form(who, '/so', {
    direction: 'out',
    correspondent: 'Đảng ủy phường Mây Lành',
    abstract: 'Chuyển ý kiến góp ý của Nhân dân',
    ...fields,
  })
const page = async (path = `/so?quyen=out&nam=${year}`, who = house.people.clerk) =>
  (await house.get(who, path)).text()

describe('the register', () => {
  it('numbers its lines without gap, each direction and year a book of its own', async () => {
    for (const day of [`${year}-01-05`, `${year}-02-06`, `${year - 1}-12-30`]) {
      const answer = await add({ day, signer: 'Đỗ Văn Duyệt' })
      expect(answer.status).toBe(303)
    }
    expect((await add({ direction: 'in', correspondent: 'UBND phường' })).status).toBe(303)
    const rows = await house.rows(
      'select direction, year, number from register order by direction, year, number',
    )
    expect(rows.map(({ direction, year: of, number }) => [direction, of, number])).toEqual([
      ['in', year, 1],
      ['out', year - 1, 1],
      ['out', year, 1],
      ['out', year, 2],
    ])
    expect(await page()).toContain('Đảng ủy phường Mây Lành')
  })

  it('gives numbers one after the other to many who write at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => add({ note: 'cùng lúc' })))
    expect(answers.every(({ status }) => status === 303)).toBe(true)
    const [row] = await house.rows(
      `select count(distinct number)::int as numbers, max(number) as last from register
        where direction = 'out' and year = $1`,
      [year],
    )
    expect(row).toEqual({ numbers: 14, last: 14 })
  })

  it('strikes a wrong line, which stays readable and keeps its number', async () => {
    const [line] = await house.rows(
      `select id from register where direction = 'out' and year = $1 and number = 2`,
      [year],
    )
    const strike = (who = house.people.secretary) =>
      house.form(who, `/so/gach?quyen=out&nam=${year}`, { line: line?.id, reason: 'Ghi nhầm ngày' })
    expect((await strike(house.people.auditor)).status).toBe(403)
    expect((await strike(house.people.stranger)).status).toBe(404)
    expect((await strike()).status).toBe(303)
    expect((await strike()).status).toBe(409)
    const html = await page()
    expect(html).toContain('<s>2</s>')
    expect(html).toContain('Ghi nhầm ngày')
    expect((await add({ number: '2' })).status).toBe(409)
  })

  it('prints as PDF and as a spreadsheet in which nothing is a formula', async () => {
    await add({ abstract: '=HYPERLINK("http://x.example")', note: '<b>&"\u0007' })
    const pdf = await house.get(house.people.auditor, `/so/di-${year}.pdf`)
    const bytes = new Uint8Array(await pdf.arrayBuffer())
    expect(pdfHolds(bytes, `SỔ ĐĂNG KÝ VĂN BẢN ĐI ${year}`)).toBe(true)
    expect(pdfPages(bytes)).toBe(1)
    const sheet = await house.get(house.people.clerk, `/so/di-${year}.xlsx`)
    const parts = unzipSync(new Uint8Array(await sheet.arrayBuffer()))
    const xml = new TextDecoder().decode(parts['xl/worksheets/sheet1.xml'])
    expect(xml).toContain('<t xml:space="preserve">=HYPERLINK(&quot;http://x.example&quot;)</t>')
    expect(xml).not.toContain('<f>')
    expect(xml).toContain('&lt;b&gt;&amp;&quot;')
    expect(xml).toContain('Gạch bỏ: Ghi nhầm ngày')
    expect((await house.get(house.people.clerk, '/so/di-20.pdf')).status).toBe(404)
  })

  it('is for this organisation and these roles alone', async () => {
    expect(await page('/so', house.people.stranger)).not.toContain('UBND phường')
    expect((await house.get(house.people.admin, '/so')).status).toBe(403)
    expect((await house.console.request('/so')).status).toBe(303)
    expect((await add({ abstract: '' })).status).toBe(400)
    expect((await add({}, house.people.auditor)).status).toBe(403)
  })
})
