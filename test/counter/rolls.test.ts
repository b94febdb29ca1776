import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { browser, closeBrowser } from '../support/browser.ts'
import { type CounterHouse, counterHouse } from '../support/counter-house.ts'
import { csvOf, sheetOf } from '../support/rolls.ts'
import { serveOn } from '../support/serve.ts'

let house: CounterHouse
beforeAll(async () => {
  house = await counterHouse()
})
afterAll(async () => {
  await closeBrowser()
  expect(house.failures).toEqual([])
  await house.close()
})
afterEach(() => house.check())

type Who = keyof CounterHouse['people']
const file = (content: string | Uint8Array) => new File([content as BlobPart], 'danh-sach.csv')

async function uploaded(kind: string, content: string | Uint8Array, who: Who = 'secretary') {
  const answer = await house.form(house.people[who], '/nhap/danh-sach', {
    kind,
    file: file(content),
  })
  const to = answer.headers.get('location') ?? ''
  return { status: answer.status, to, html: await answer.text() }
}
async function page(path: string, who: Who = 'secretary') {
  const answer = await house.get(house.people[who], path)
  return { status: answer.status, html: await answer.text() }
}
async function sent(path: string, fields: Record<string, string>, who: Who = 'secretary') {
  const answer = await house.form(house.people[who], path, fields)
  return { status: answer.status, html: await answer.text() }
}
const counted = async () =>
  (await house.rows('select count(*)::int as count from officials'))[0]?.count

const heads = ['Mã', 'Họ và tên', 'Năm sinh', 'Chức vụ', 'Khu vực']

describe('a list at the console', () => {
  it('shows what it would do, then does it as one act of whoever confirmed', async () => {
    const before = await counted()
    const list = csvOf([heads, ['A-1', 'Đào Thị <b>Sen</b>', 1980, 'Tổ trưởng', 'khu phố 3']])
    const { status, to } = await uploaded('officials', list)
    expect(status).toBe(303)
    const tried = await page(to)
    expect(tried.html).toContain('1 thay đổi')
    expect(tried.html).toContain('Đào Thị &lt;b&gt;Sen&lt;/b&gt;')
    expect(tried.html).not.toContain('<b>Sen')
    expect(await counted()).toBe(before)
    const done = await sent(to, { go: 'yes' })
    expect(done).toMatchObject({ status: 200, html: expect.stringContaining('Đã nạp: 1 thay đổi') })
    expect(await counted()).toBe(before + 1)
    const [entry] = await house.rows(
      `select convert_from(bytes, 'UTF8')::jsonb as said from custody_entries where kind = 'officials.imported'`,
    )
    expect(entry?.said).toMatchObject({ actor: house.people.secretary.person, number: 1 })
    expect((await page(to)).status).toBe(404)
  })

  it('lists wrong lines and takes none, whatever is sent', async () => {
    const before = await counted()
    const list = [heads, ['A-2', 'Đúng', 1980, '', ''], ['A-3', 'Sai', 80, '', '']]
    const { to } = await uploaded('officials', sheetOf(list, { merged: ['B2:B3'] }))
    const { html } = await page(to)
    expect(html).toContain('năm chỉ có hai chữ số')
    expect(html).toContain('ô gộp B2:B3')
    expect(html).not.toContain('Nạp thật')
    expect((await sent(to, { go: 'yes' })).status).toBe(409)
    expect(await counted()).toBe(before)
    expect((await page(`${to}?lang=en`)).html).toContain('merged cells B2:B3')
  })

  it('asks who is meant, and merges only those who were chosen', async () => {
    const people = [heads, ['B-1', 'Lâm Văn Hỏi', 1971, 'Bí thư', 'ML']]
    const first = await uploaded('officials', csvOf(people))
    await sent(first.to, { go: 'yes' })
    const before = await counted()
    const unsure = [
      heads,
      ['', 'Lâm Văn Hỏi', 1971, 'Trưởng ban', 'khu phố 3'],
      ['', 'Lâm Văn Hỏi', '', 'Phó ban', 'khu phố 3'],
    ]
    const { to } = await uploaded('officials', csvOf(unsure))
    const asked = await page(to)
    expect(asked.html).toContain('name="same-2" value="B-1"')
    expect(asked.html).toContain('name="same-3" value="new"')
    expect((await sent(to, { go: 'yes', 'same-2': 'B-1' })).status).toBe(409)
    const looked = await sent(to, { 'same-2': 'B-1', 'same-3': 'new' })
    expect(looked.html).toContain('type="hidden" name="same-2" value="B-1"')
    expect(looked.html).toContain('Nạp thật')
    expect(await counted()).toBe(before)
    expect((await sent(to, { go: 'yes', 'same-2': 'B-1', 'same-3': 'new' })).status).toBe(200)
    expect(await counted()).toBe(before + 1)
    const titles = await house.rows(
      `select p.title from posts p join officials o on o.id = p.official_id where o.code = 'B-1' order by 1`,
    )
    expect(titles.map(({ title }) => title)).toEqual(['Bí thư', 'Trưởng ban'])
  })

  it('invites staff for the administrator alone, each link once, never cached', async () => {
    const list = csvOf([
      ['Họ và tên', 'Vai trò', 'Khu vực'],
      ['Kiều Thị Chi', 'chi ủy', 'khu phố 3'],
    ])
    const refused = await uploaded('staff', list)
    expect(refused.status).toBe(403)
    const { to } = await uploaded('staff', list, 'admin')
    const answer = await house.form(house.people.admin, to, { go: 'yes' })
    expect(answer.headers.get('cache-control')).toContain('no-store')
    expect(await answer.text()).toMatch(/http:\/\/desk\.test\/moi\/[\w-]{20,}/)
    expect((await page(to, 'admin')).status).toBe(404)
  })

  it('is for secretary and administrator, and each sees the own lists alone', async () => {
    expect((await page('/nhap/danh-sach', 'clerk')).status).toBe(403)
    expect((await page('/nhap/danh-sach', 'moderator')).status).toBe(403)
    const { to } = await uploaded(
      'areas',
      csvOf([
        ['Mã', 'Loại', 'Tên'],
        ['ML-5', 'ấp', '5'],
      ]),
    )
    expect((await page(to, 'admin')).status).toBe(404)
    expect((await sent(to, { go: 'yes' }, 'stranger')).status).toBe(404)
    expect((await sent(to, { go: 'yes' })).status).toBe(200)
    expect(await house.rows(`select name from areas where code = 'ML-5'`)).toEqual([{ name: '5' }])
  })

  it('says what is wrong with the form beside its fields', async () => {
    const none = await uploaded('', csvOf([heads]))
    expect(none).toMatchObject({ status: 400, html: expect.stringContaining('chọn danh sách nào') })
    const empty = await uploaded('officials', '')
    expect(empty.html).toContain('Xin chọn một tệp CSV')
    const headless = await uploaded(
      'areas',
      csvOf([
        ['a', 'b'],
        [1, 2],
      ]),
    )
    expect(headless).toMatchObject({ status: 400, html: expect.stringContaining('Mã, Loại') })
    const twice = await uploaded(
      'areas',
      csvOf([
        ['Mã', 'Loại', 'Tên', 'MÃ'],
        ['a', 'b', 'c', 'd'],
      ]),
    )
    expect(twice.html).toContain('Hai cột cùng là “Mã”')
  })

  it('reads well in both languages, on a telephone, for every reader', async () => {
    const site = await serveOn(house.console)
    const list = [
      heads,
      ['', 'Lâm Văn Hỏi', '', 'Phó ban', 'ML'],
      ['A-9', 'Sai', 80, '', ''],
      ['A-10', 'Đúng', 1980, '', ''],
    ]
    const { to } = await uploaded('officials', csvOf(list))
    const context = await (await browser()).newContext({
      viewport: { width: 320, height: 640 },
      extraHTTPHeaders: { authorization: `Bearer ${house.people.secretary.token}` },
    })
    const shown = await context.newPage()
    for (const path of ['/nhap/danh-sach', to, `${to}?lang=en`]) {
      await shown.goto(`${site.url}${path}`)
      const { violations } = await new AxeBuilder({ page: shown }).analyze()
      expect(violations.map(({ id }) => id)).toEqual([])
      const isWide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth'
      expect(await shown.evaluate(isWide), path).toBe(false)
    }
    if (process.env.SHOTS)
      await shown.screenshot({ path: `${process.env.SHOTS}/roll.png`, fullPage: true })
    await context.close()
    await site.stop()
  })
})
