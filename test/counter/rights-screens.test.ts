import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browser, closeBrowser } from '../support/browser.ts'
import { type ElsewhereHouse, elsewhereHouse } from '../support/elsewhere-house.ts'
import { serveOn } from '../support/serve.ts'

// A folder to put pictures of the screens in, for who wants to look at them.
const shots = process.env.SHOTS

let house: ElsewhereHouse
let console: Awaited<ReturnType<typeof serveOn>>
let letterbox: Awaited<ReturnType<typeof serveOn>>
let receipt = ''
let request = ''
beforeAll(async () => {
  house = (await elsewhereHouse()) as ElsewhereHouse
  console = await serveOn(house.console)
  letterbox = await serveOn(house.letterbox)
  const sent = await house.letter('Bác trưởng khu phố tận tình với bà con.')
  receipt = sent.receipt
  for (const kind of ['view', 'erase']) await asks(kind)
  const [row] = await house.rows("select id from requests where kind = 'erase'")
  request = String(row?.id)
  await house.form(house.people.lead, '/su-co', {
    ...{ detectedAt: '2026-11-01T08:00', what: 'Mất một máy tính.', whom: 'Chưa rõ.' },
    measures: 'Đã khóa tài khoản.',
  })
})
afterAll(async () => {
  await closeBrowser()
  await Promise.all([console.stop(), letterbox.stop()])
  await house.close()
})

const asks = (kind: string) =>
  house.letterbox.request('/api/v1/thread/messages', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ receipt, request: kind }),
  })

async function readable(page: Page, name: string, width: number) {
  if (shots) await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true })
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide, `${name} at ${width}`).toBeLessThanOrEqual(width)
}

const places = {
  'de-nghi': () => '/de-nghi',
  'de-nghi-mot': () => `/de-nghi/${request}`,
  'luu-giu': () => '/luu-giu',
  'su-co': () => '/su-co',
  'bao-ve-du-lieu': () => '/bao-ve-du-lieu',
}

describe('the screens of rights', () => {
  it.each(Object.entries(places))(
    '%s: readable by everyone, wide and narrow',
    async (name, path) => {
      const who = ['su-co', 'luu-giu'].includes(name) ? house.people.admin : house.people.lead
      for (const [width, query] of [
        [1366, ''],
        [320, ''],
        [320, '?lang=en'],
      ] as const) {
        const context = await (await browser()).newContext({
          viewport: { width, height: 700 },
          extraHTTPHeaders: { authorization: `Bearer ${who.token}` },
        })
        const page = await context.newPage()
        expect((await page.goto(`${console.url}${path()}${query}`))?.status()).toBe(200)
        await readable(page, name, width)
        await context.close()
      }
    },
    60_000,
  )

  it('a sender asks at 320 px, without JavaScript, and reads what was agreed to', async () => {
    const context = await (await browser()).newContext({
      viewport: { width: 320, height: 640 },
      javaScriptEnabled: false,
    })
    const page = await context.newPage()
    await page.goto(`${letterbox.url}/tra-cuu`)
    await page.fill('#receipt', receipt)
    await page.click('main button[type=submit]')
    await page.click('summary:has-text("Quyền của ông/bà")')
    await page.check('input[name=request][value=restrict]')
    await page.fill('#request-why', 'Xin dừng lại đã.')
    await page.click('button:has-text("Gửi đề nghị")')
    await page.click('summary:has-text("Quyền của ông/bà")')
    const asked = await page.locator('main').textContent()
    expect(asked).toContain('Tạm dừng, đừng đưa ý kiến đi đâu')
    expect(asked).toContain('Xin dừng lại đã.')
    if (shots) await page.screenshot({ path: `${shots}/tra-cuu-320.png`, fullPage: true })
    await page.click('a:has-text("Đọc lại lời đã đồng ý") >> nth=0')
    expect(await page.locator('main').textContent()).toContain('Đưa vào bản tổng hợp')
    await context.close()
  })

  it.each(['', '?lang=en'])(
    'the page of what was agreed to is readable by everyone %s',
    async (query) => {
      const context = await (await browser()).newContext({ viewport: { width: 320, height: 640 } })
      const page = await context.newPage()
      await page.goto(`${letterbox.url}/quyen-rieng-tu/da-dong-y${query}`)
      await readable(page, `da-dong-y${query === '' ? '' : '-en'}`, 320)
      await context.close()
    },
  )
})
