import { mkdirSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actsIn } from '../../src/intake/acts.ts'
import { ThreadPage } from '../../views/letterbox/thread.tsx'
import { browser, closeBrowser } from '../support/browser.ts'
import { samples } from '../support/files.ts'
import { type OpenLetterbox, openLetterbox } from '../support/letterbox.ts'
import { serveOn } from '../support/serve.ts'

let box: OpenLetterbox
let site: Awaited<ReturnType<typeof serveOn>>
// Set SHOTS to a directory to look at the pages.
const shots = process.env.SHOTS

beforeAll(async () => {
  box = await openLetterbox()
  site = await serveOn(box.app)
  if (shots) mkdirSync(shots, { recursive: true })
})
afterAll(async () => {
  await closeBrowser()
  await site.stop()
  await box.close()
})

const phone = { viewport: { width: 320, height: 640 } }
const withoutScripts = { ...phone, javaScriptEnabled: false }

async function visit(options: BrowserContextOptions, work: (page: Page) => Promise<void>) {
  const context = await (await browser()).newContext(options)
  const page = await context.newPage()
  const wrong: string[] = []
  page.on('pageerror', (error) => wrong.push(error.message))
  page.on('console', (line) => {
    if (line.type() === 'error' && !line.text().includes('status of 4')) wrong.push(line.text())
  })
  await work(page)
  expect(wrong).toEqual([])
  expect(await context.cookies()).toEqual([])
  await context.close()
}

async function shot(page: Page, name: string) {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}

async function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
}

async function fillLetter(page: Page) {
  await page.getByLabel('Trưởng khu phố 3').check()
  await page.getByLabel('Ông/bà muốn nói điều gì?').fill('Bác giúp bà con dọn kênh sau bão.')
  await page.getByLabel('Tháng').selectOption('10')
  await page.getByLabel('Năm').selectOption({ index: 1 })
  await page.getByLabel('Nơi người ấy ở').check()
}

const paths = [
  '/',
  '/?q=khong+co+noi+nay',
  '/k/ML-3',
  '/k/ML-3/gui?kind=report',
  '/tra-cuu',
  '/quyen-rieng-tu',
  '/kiem-chung',
  '/xong',
  '/khong-co',
  ...['to-cao', 'tham-nhung', 'khieu-nai', 'toi-pham', 'dich-vu', 'khan-cap'].map(
    (kind) => `/huong-dan/${kind}?area=ML-3`,
  ),
]

describe('without JavaScript at 320 px', () => {
  it('one finds the place, writes, is corrected, gets a receipt and follows up', async () => {
    await visit(withoutScripts, async (page) => {
      await page.goto(site.url)
      await page.getByLabel('Tên phường').fill('khu pho 3')
      await page.getByRole('button', { name: 'Tìm' }).click()
      await page.getByRole('link', { name: 'khu phố 3' }).click()
      await page.getByRole('link', { name: /^Khen/ }).click()
      await fillLetter(page)
      await page.getByRole('button', { name: 'GỬI' }).click()
      await expect.poll(() => page.getByRole('alert').textContent()).toContain('Chưa gửi được')
      await shot(page, 'form-error-320')
      expect(await scrollsSideways(page)).toBe(false)
      expect(await page.getByLabel('Trưởng khu phố 3').isChecked()).toBe(true)
      await page.getByRole('radio', { name: /^Đưa vào bản tổng hợp/ }).check()
      const picture = {
        name: 'ảnh.png',
        mimeType: 'image/png',
        buffer: Buffer.from(samples['image/png'] ?? []),
      }
      await page.getByLabel('Ảnh, tiếng nói').setInputFiles(picture)
      await page.getByRole('button', { name: 'GỬI' }).click()
      await page.getByRole('heading', { name: 'PHIẾU TIẾP NHẬN' }).waitFor()
      await shot(page, 'receipt-320')
      expect(await scrollsSideways(page)).toBe(false)
      expect(await page.getByRole('button').count()).toBe(0)
      const code = (await page.locator('[data-code] span').allInnerTexts()).join(' ')
      await page.getByRole('link', { name: 'Xong' }).click()
      expect(await page.locator('main').textContent()).not.toMatch(/góp ý|phiếu/i)

      await page.goto(`${site.url}/tra-cuu`)
      await page.getByLabel('Mã phiếu').fill(code)
      await page.getByRole('button', { name: 'Xem' }).click()
      await page.getByText('Bác giúp bà con dọn kênh').waitFor()
      expect(page.url()).not.toContain(code.slice(0, 4))
      await page.getByLabel('Gửi thêm').fill('Hôm ấy là 12/10.')
      await page.getByRole('button', { name: 'Gửi thêm vào phiếu này' }).click()
      await page.getByText('Hôm ấy là 12/10.').waitFor()
      await shot(page, 'thread-320')
      expect(await scrollsSideways(page)).toBe(false)
      await page.getByText('Tôi rút lại', { exact: true }).click()
      await page.getByRole('button', { name: 'Đúng, tôi rút lại' }).click()
      await page.getByText('Ông/bà đã rút lại.').waitFor()
    })
    const [stored] = await box.rows('select count(*) from attachments')
    expect(stored?.count).toBe('1')
  })

  it('no page scrolls sideways', async () => {
    await visit(withoutScripts, async (page) => {
      for (const path of paths) {
        await page.goto(site.url + path)
        expect(await scrollsSideways(page), path).toBe(false)
        await shot(page, `${path.replace(/[^a-z0-9]+/gi, '_')}-320`)
      }
    })
  })
})

describe('with JavaScript', () => {
  it('a letter brings its proof of work, is sent once, and its draft is forgotten', async () => {
    await visit(phone, async (page) => {
      await page.goto(`${site.url}/k/ML-3/gui?kind=praise`)
      await page.getByLabel('Giữ bản nháp').check()
      await fillLetter(page)
      await page.reload()
      expect(await page.getByLabel('Ông/bà muốn nói').inputValue()).toContain('dọn kênh')
      expect(await page.getByLabel('Trưởng khu phố 3').isChecked()).toBe(true)
      await page.getByLabel('Chỉ để Mặt trận biết').check()
      const proof = page.locator('input[data-proof]')
      await expect.poll(() => proof.inputValue(), { timeout: 20_000 }).not.toBe('')
      await page.getByRole('button', { name: 'GỬI' }).dblclick()
      await page.getByRole('heading', { name: 'PHIẾU TIẾP NHẬN' }).waitFor()
      expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])

      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Lưu thành ảnh' }).click()
      const saved = await download
      expect(saved.suggestedFilename()).toBe('phieu-tiep-nhan.png')
      if (shots) await saved.saveAs(`${shots}/saved-receipt.png`)
      await shot(page, 'receipt-js-320')
      expect(await scrollsSideways(page)).toBe(false)
      await page.getByRole('link', { name: 'Xong' }).click()
      await page.getByText('Có thể đóng trang này').waitFor()
    })
    const newest =
      'select proof from letters where entry_seq = (select max(entry_seq) from letters)'
    expect(await box.rows(newest)).toEqual([{ proof: true }])
  })

  it('a draft nobody asked for is not kept', async () => {
    await visit(phone, async (page) => {
      await page.goto(`${site.url}/k/ML-3/gui`)
      await fillLetter(page)
      expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
    })
  })

  it('a scanned receipt fills its code in and leaves the address at once', async () => {
    await visit(phone, async (page) => {
      await page.goto(`${site.url}/tra-cuu#48210937551622047730`)
      expect(await page.getByLabel('Mã phiếu').inputValue()).toBe('4821-0937-5516-2204-7730')
      expect(page.url()).not.toContain('4821')
    })
  })

  it('the keyboard alone reaches and sends the form', async () => {
    await visit({ viewport: { width: 1366, height: 768 } }, async (page) => {
      await page.goto(`${site.url}/k/ML-3/gui`)
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Đến phần chính')
      await page.getByLabel('Ông/bà muốn nói').focus()
      await page.keyboard.type('Góp ý bằng bàn phím.')
      await page.getByRole('radio', { name: /^Đưa vào bản tổng hợp/ }).focus()
      await page.keyboard.press('Space')
      await page.getByRole('button', { name: 'GỬI' }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'PHIẾU TIẾP NHẬN' }).waitFor()
      await shot(page, 'receipt-1366')
    })
  })
})

describe('axe', () => {
  const check = async (page: Page, name: string) => {
    const { violations } = await new AxeBuilder({ page }).analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' ')}`)
    expect(found, name).toEqual([])
  }

  it('finds nothing on any page in either language', async () => {
    await visit({ viewport: { width: 1366, height: 768 } }, async (page) => {
      for (const lang of ['vi', 'en']) {
        for (const path of paths) {
          await page.goto(`${site.url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)
          expect(await page.locator('html').getAttribute('lang')).toBe(lang)
          await check(page, `${path} ${lang}`)
          await shot(page, `${path.replace(/[^a-z0-9]+/gi, '_')}-1366-${lang}`)
        }
      }
    })
  }, 120_000)

  it('finds nothing on a thread at any step, with staff’s messages and a summary to agree to', async () => {
    for (const [state, lang] of [
      ['accepted', 'vi'],
      ['not_accepted', 'vi'],
      ['needs_info', 'en'],
      ['closed', 'en'],
    ] as const) {
      const thread = ThreadPage({
        lang,
        receipt: '4821-0937-5516-2204-7730',
        number: '0217/2026',
        state,
        day: '2026-11-02',
        comeBack: '2026-11-16',
        messages: [
          { from: 'sender', text: 'Mong bác nói nhỏ nhẹ hơn.', day: '2026-11-02' },
          { from: 'staff', text: 'Việc ấy ở cuộc họp nào?', day: '2026-11-09' },
        ],
        summary: 'Có ý kiến mong đồng chí nói nhẹ nhàng hơn khi họp khu phố.',
        summaryAgreed: false,
        may: actsIn(state, true),
        answered: state === 'not_accepted' || state === 'closed',
        log: { index: 41, since: '2026-11-03', until: '2026-11-09', erased: null },
        messageKey: '00000000-0000-4000-8000-000000000000',
        consents: [],
        requests: [],
        stored: false,
        errors: {},
        text: '',
      })
      await visit(phone, async (page) => {
        const body = String(thread)
        await page.route('**/shown', (route) => route.fulfill({ body, contentType: 'text/html' }))
        await page.goto(`${site.url}/shown`)
        for (const folded of await page.locator('summary').all()) await folded.click()
        await check(page, `thread ${state} ${lang}`)
        expect(await scrollsSideways(page)).toBe(false)
        await shot(page, `thread-${state}-320`)
      })
    }
  }, 60_000)

  it('finds nothing on a form with errors, a receipt and a thread in either language', async () => {
    for (const lang of ['vi', 'en']) {
      await visit(phone, async (page) => {
        await page.goto(`${site.url}/k/ML-3/gui?lang=${lang}`)
        await page.locator('button[type=submit]').click()
        await page.getByRole('alert').waitFor()
        await check(page, `errors ${lang}`)
        await page.locator('textarea').fill('Xin góp ý.')
        await page.locator('input[name=use]').first().check()
        await page.locator('button[type=submit]').click()
        await page.locator('[data-code]').waitFor()
        await check(page, `receipt ${lang}`)
        await shot(page, `receipt-320-${lang}`)
        const code = (await page.locator('[data-code] span').allInnerTexts()).join('')
        await page.goto(`${site.url}/tra-cuu?lang=${lang}`)
        await page.locator('#receipt').fill(code)
        await page.locator('button[type=submit]').click()
        await page.locator('.messages').waitFor()
        await check(page, `thread ${lang}`)
      })
    }
  }, 60_000)
})
