import { mkdirSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browser, closeBrowser } from '../support/browser.ts'
import { type CounterHouse, counterHouse } from '../support/counter-house.ts'
import { serveOn } from '../support/serve.ts'

let house: CounterHouse
let site: Awaited<ReturnType<typeof serveOn>>
const shots = process.env.SHOTS
const year = new Date().getFullYear()

beforeAll(async () => {
  house = await counterHouse({ channels: ['zalo'] })
  site = await serveOn(house.console)
  if (shots) mkdirSync(shots, { recursive: true })
  await house.json(house.people.secretary, '/api/v1/cycles', {
    name: `Kiểm điểm năm ${year}`,
    year,
    kind: 'year',
    framework: '366/2025',
    startsOn: `${year}-01-01`,
    endsOn: `${year}-12-31`,
    cutOff: `${year}-12-31`,
  })
})
afterAll(async () => {
  await closeBrowser()
  await site.stop()
  expect(house.failures).toEqual([])
  await house.close()
})

type Who = keyof CounterHouse['people']
const sizes = { wide: { width: 1366, height: 768 }, phone: { width: 320, height: 640 } }

async function visit(
  who: Who,
  size: keyof typeof sizes,
  work: (page: Page) => Promise<void>,
  script = false,
) {
  const context = await (await browser()).newContext({
    viewport: sizes[size],
    javaScriptEnabled: script,
    extraHTTPHeaders: { authorization: `Bearer ${house.people[who].token}` },
  })
  await work(await context.newPage())
  await context.close()
}

async function looked(page: Page, name: string) {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
  expect(
    await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    ),
    `${name} scrolls sideways`,
  ).toBe(false)
}

async function accessible(page: Page, name: string) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
  expect(found, name).toEqual([])
}

const places: readonly [Who, string, string][] = [
  ['clerk', 'nhap', '/nhap'],
  ['clerk', 'nhap-giay', '/nhap?source=paper&area=ML-3'],
  ['clerk', 'nhap-dien-thoai', '/nhap?source=phone&area=ML-3'],
  ['moderator', 'nhap-bien-ban', '/nhap?source=meeting&area=ML-3'],
  ['clerk', 'nhap-tep', '/nhap/tep'],
  ['clerk', 'so-den', '/so'],
  ['secretary', 'so-di', `/so?quyen=out&nam=${year}`],
  ['clerk', 'ap-phich', '/ap-phich?area=ML-3'],
  ['clerk', 'phieu-mot-lan', '/phieu-mot-lan?area=ML-3'],
  ['admin', 'don-vi', '/don-vi'],
  ['admin', 'bat-dau', '/bat-dau'],
]

describe('every page of the clerk’s table', () => {
  it.each(places)(
    '%s: %s has no violation, in both languages, wide and on a phone',
    async (who, name, path) => {
      const english = `${path}${path.includes('?') ? '&' : '?'}lang=en`
      for (const [size, at] of [
        ['wide', path],
        ['phone', english],
      ] as const) {
        await visit(
          who,
          size,
          async (page) => {
            const answer = await page.goto(`${site.url}${at}`)
            expect(answer?.status()).toBe(200)
            await looked(page, `${name}-${size}`)
            await accessible(page, `${name} ${size}`)
          },
          true,
        )
      }
    },
  )
})

describe('without JavaScript', () => {
  it('a clerk enters a call, sees errors beside their fields, and gets the receipt', async () => {
    await visit('clerk', 'wide', async (page) => {
      await page.goto(`${site.url}/nhap`)
      await page.getByLabel('Nguồn').selectOption('phone')
      await page.getByLabel('Khu vực').selectOption('ML-3')
      await page.getByRole('button', { name: 'Mở mẫu nhập' }).click()
      await page.getByLabel('Nội dung').fill('Bác trưởng khu phố tận tình với bà con.')
      await page.getByRole('button', { name: 'Ghi và lấy phiếu' }).click()
      expect(await page.locator('#consent-error, #field-consent .error').count()).toBe(1)
      await looked(page, 'nhap-loi')
      await page.getByLabel(/người gọi nói đồng ý/).check()
      await page.getByRole('radio', { name: /^Đưa vào bản tổng hợp/ }).check()
      await page.getByLabel('Nhận ở đâu').fill('Máy bàn Phòng Mặt trận')
      await page.getByLabel('Nói về ai').selectOption({ label: 'Trưởng khu phố 3 – Trần Văn Sóng' })
      await page.getByRole('button', { name: 'Ghi và lấy phiếu' }).click()
      await page.getByRole('heading', { name: 'Đã nhập' }).waitFor()
      expect(await page.locator('[data-code]').textContent()).toMatch(/^\d{4}(-\d{4}){4}$/)
      await looked(page, 'da-nhap')
      await page.goto(`${site.url}/so`)
      expect(await page.textContent('main')).toContain('Cư dân (gọi điện)')
      await looked(page, 'so-co-dong')
    })
  }, 60_000)

  it('a file is tried and taken over, and its page is accessible at each step', async () => {
    await visit(
      'clerk',
      'wide',
      async (page) => {
        await page.goto(`${site.url}/nhap/tep`)
        await page.getByLabel('Tệp', { exact: true }).setInputFiles({
          name: 'tep.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from('Mã,Nội dung\nA1,Xin khen bác trưởng khu phố.\nA2,\n'),
        })
        await page.getByRole('button', { name: 'Tải lên' }).click()
        await looked(page, 'tep-ghep-cot')
        await accessible(page, 'mapping')
        await page.getByLabel('Dùng vào việc gì').selectOption('front-only')
        await page.getByRole('button', { name: 'Chạy thử' }).click()
        await page.getByText('1 lỗi').waitFor()
        await looked(page, 'tep-loi')
        await accessible(page, 'errors')
      },
      true,
    )
  }, 60_000)
})
