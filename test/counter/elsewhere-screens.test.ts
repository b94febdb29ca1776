import AxeBuilder from '@axe-core/playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { browser, closeBrowser } from '../support/browser.ts'
import { type ElsewhereHouse, elsewhereHouse } from '../support/elsewhere-house.ts'
import { serveOn } from '../support/serve.ts'

// A folder to put pictures of the screens in, for who wants to look at them.
const shots = process.env.SHOTS

let house: ElsewhereHouse
let console: Awaited<ReturnType<typeof serveOn>>
let letterbox: Awaited<ReturnType<typeof serveOn>>
let diverted = ''
let plain = ''
beforeAll(async () => {
  house = (await elsewhereHouse()) as ElsewhereHouse
  console = await serveOn(house.console)
  letterbox = await serveOn(house.letterbox)
  const { lead } = house.people
  await house.form(lead, '/noi-nhan', {
    ...{
      area: 'ML',
      purpose: 'citizenReception',
      place: 'Phòng tiếp công dân UBND phường Mây Lành',
    },
    ...{ address: 'số 2 đường Bờ Kè', hours: 'thứ Ba, 8g–11g', phone: '0900 000 222' },
    ...{ source: 'Thông báo 15/TB-UBND', validFrom: '2026-01-02' },
  })
  const text = 'Tôi tố cáo việc lấy đất công ích chia lô bán cho người ngoài, có giấy viết tay.'
  diverted = (await house.letter(text)).id
  plain = (await house.letter(text)).id
  await house.divert(diverted)
  await house.divert((await house.letter('Trộm cắp ngoài chợ.')).id, 'crime')
})
afterAll(async () => {
  await closeBrowser()
  await Promise.all([console.stop(), letterbox.stop()])
  await house.close()
})
afterEach(() => house.check())

const sizes = [
  { width: 1366, height: 768 },
  { width: 320, height: 640 },
]
const places = {
  'phieu-chuyen': () => '/phieu-chuyen',
  'phieu-chuyen-mot': () => `/phieu-chuyen/${diverted}`,
  'noi-nhan': () => '/noi-nhan?area=ML',
  'goi-y': () => '/goi-y',
  huy: () => `/y-kien/${plain}/huy`,
  'yeu-cau': () => `/y-kien/${plain}/yeu-cau`,
  bench: () => `/y-kien/${plain}`,
}
const open = [
  '/k/ML-3',
  '/huong-dan/to-cao?area=ML-3',
  '/huong-dan/tre-em?area=ML-3',
  '/quyen-rieng-tu',
]

async function look(
  url: string,
  name: string,
  headers: Record<string, string>,
  viewports: readonly (typeof sizes)[number][] = sizes,
) {
  for (const viewport of viewports) {
    const context = await (await browser()).newContext({ viewport, extraHTTPHeaders: headers })
    const page = await context.newPage()
    expect((await page.goto(url))?.status()).toBe(200)
    if (shots)
      await page.screenshot({ path: `${shots}/${name}-${viewport.width}.png`, fullPage: true })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide, `${name} at ${viewport.width}`).toBeLessThanOrEqual(viewport.width)
    await context.close()
  }
}

describe('the screens of what goes elsewhere', () => {
  it.each(Object.entries(places))(
    '%s: readable by everyone, wide and narrow',
    async (name, path) => {
      const headers = { authorization: `Bearer ${house.people.lead.token}` }
      const url = `${console.url}${path()}`
      await look(url, name, headers)
      const english = `${url}${url.includes('?') ? '&' : '?'}lang=en`
      await look(english, `${name}-en`, headers, sizes.slice(1))
    },
    120_000,
  )

  it.each(open)('%s: readable by everyone, wide and narrow', async (path) => {
    await look(`${letterbox.url}${path}`, path.replace(/\W+/g, '-'), {})
  })
})
