import { mkdirSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { browser, closeBrowser } from '../support/browser.ts'
import {
  consultation,
  frozen,
  handover,
  type MeetingHouse,
  meetingHouse,
  outcome,
  withRecord,
  type YearEnd,
  yearEnd,
} from '../support/meeting-house.ts'
import { serveOn } from '../support/serve.ts'

let house: MeetingHouse
let end: YearEnd
let bundle: string
let sites: Record<'console' | 'desk', Awaited<ReturnType<typeof serveOn>>>
// Set SHOTS to a directory to look at the pages.
const shots = process.env.SHOTS

beforeAll(async () => {
  house = await meetingHouse()
  end = await yearEnd(house, 'man')
  for (const name of ['Ngô Thị Ánh', 'Lưu Văn Bằng', 'Đặng Thị Cúc', 'Hồ Hữu Phước Nguyên']) {
    await withRecord(house, end, name, 0)
  }
  bundle = await frozen(house, end)
  sites = { console: await serveOn(house.apps.console), desk: await serveOn(house.apps.desk) }
  if (shots) mkdirSync(shots, { recursive: true })
})
afterAll(async () => {
  await closeBrowser()
  await Promise.all([sites.console.stop(), sites.desk.stop()])
  expect(house.faults).toEqual([])
  await house.close()
})

// Axe and a browser on a busy machine take their time.
vi.setConfig({ testTimeout: 90_000 })

const screen = { viewport: { width: 1366, height: 768 } }
const phone = { viewport: { width: 360, height: 740 } }

async function visit(options: BrowserContextOptions, work: (page: Page) => Promise<void>) {
  const context = await (await browser()).newContext(options)
  await work(await context.newPage())
  await context.close()
}
const asSecretary = (options: BrowserContextOptions = screen) => ({
  ...options,
  extraHTTPHeaders: { authorization: `Bearer ${end.secretary.token}` },
})

/** Looks at a page in both languages: no violation, nothing wider than the screen. */
async function look(page: Page, name: string, fullPage = true): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
  expect(sideways, name).toBe(false)
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage })
}

it('the grid of a cycle fits the office’s screen, its marks are saved without JavaScript', async () => {
  await visit({ ...asSecretary(), javaScriptEnabled: false }, async (page) => {
    await page.goto(`${sites.console.url}/ky`)
    await page.getByRole('link', { name: 'Chuẩn bị' }).click()
    await page.getByRole('link', { name: 'Đánh dấu: Lưu Văn Bằng' }).click()
    await page.getByLabel('Tình trạng, 1.').selectOption('here')
    await page.getByLabel('Tình trạng, 2.').selectOption('paper')
    await page.getByLabel('Số hồ sơ giấy, 2.').fill('17/HS-2026')
    await page.getByRole('button', { name: 'Lưu' }).click()
    expect(await page.getByText('ở hồ sơ giấy số 17/HS-2026').isVisible()).toBe(true)
  })
  await visit(asSecretary(), async (page) => {
    await page.goto(`${sites.console.url}/ky/${end.cycle}/chuan-bi`)
    await look(page, 'grid', false)
    await look(page, 'grid-full')
    const english = `${sites.console.url}/ky/${end.cycle}/chuan-bi?lang=en`
    await page.goto(english)
    await look(page, 'grid-en')
    await page.getByRole('link', { name: 'Mark: Lưu Văn Bằng' }).click()
    await look(page, 'mark-en')
    await page.goto(english.replace('?', '/bang-ke?'))
    expect(await page.getByText('There is no such batch').isVisible()).toBe(true)
  })
})

it('the office hands over, records the meeting and its outcome on one page', async () => {
  await visit(asSecretary(), async (page) => {
    await page.goto(`${sites.console.url}/tap/${bundle}`)
    await look(page, 'bundle-frozen')
    await page.getByRole('button', { name: 'Ghi đã bàn giao' }).click()
    await look(page, 'bundle-refused')
    await page.getByLabel('Số văn bản').fill(handover.number)
    await page.getByLabel('Ngày ký').fill(handover.signedOn)
    await page.getByLabel('Người ký').fill(handover.signer)
    await page.getByLabel('Nơi nhận').fill(handover.receiver)
    await page.getByLabel('Biên bản giao nhận').fill(handover.receipt)
    const buffer = Buffer.from(handover.scan, 'base64')
    const scan = { name: 'ban-ky.pdf', mimeType: 'application/pdf', buffer }
    await page.getByLabel('Bản quét đã ký').setInputFiles(scan)
    await page.getByRole('button', { name: 'Ghi đã bàn giao' }).click()
    await page.getByLabel('Cuộc họp').fill(consultation.meeting)
    await page.getByLabel('Nơi họp').fill(consultation.place)
    await page.getByLabel('Ngày họp').fill(consultation.heldOn)
    await page.getByLabel('Biên bản họp').fill(consultation.minutes)
    await page.getByRole('button', { name: 'Ghi cuộc họp' }).click()
    await look(page, 'bundle-considered')
    await page.getByLabel('Mức', { exact: true }).fill(outcome.level)
    await page.getByLabel('Cấp quyết định').fill(outcome.decidedBy)
    await page.getByLabel('Văn bản số').fill(outcome.document)
    await page.getByLabel('Ngày', { exact: true }).fill(outcome.decidedOn)
    await page.getByRole('button', { name: 'Ghi kết quả' }).click()
    expect(await page.getByText('Đã có kết luận').isVisible()).toBe(true)
    await page.goto(`${page.url()}?lang=en`)
    await look(page, 'bundle-decided-en')
  })
})

it('a member reads on a phone by a link, the name over the page', async () => {
  let link = ''
  await visit(asSecretary(), async (page) => {
    await page.goto(`${sites.console.url}/tap/${bundle}/nguoi-xem`)
    await page.getByLabel('Họ tên').fill('Bùi Thị Hội\nVũ Văn Họp')
    const local = (hours: number) =>
      new Date(Date.now() + (7 + hours) * 3_600_000).toISOString().slice(0, 16)
    await page.getByLabel('Mở từ').fill(local(-1))
    await page.getByLabel('Đến').fill(local(3))
    await page.getByRole('button', { name: 'Tạo đường dẫn' }).click()
    await look(page, 'links')
    link = (await page.locator('.slip .digest').first().textContent())?.trim() ?? ''
  })
  await visit({ ...phone, javaScriptEnabled: false }, async (page) => {
    await page.goto(`${sites.desk.url}${new URL(link).pathname}`)
    await page.getByRole('button', { name: 'Mở tài liệu' }).click()
    expect(await page.getByText('giữ lời nói ôn hòa').isVisible()).toBe(true)
  })
  await visit(asReader(), async (page) => {
    await page.goto(`${sites.desk.url}/tap/${bundle}/xem`)
    await look(page, 'phone')
    await page.goto(`${sites.desk.url}/tap/${bundle}?lang=en`)
    await look(page, 'phone-bundle-en')
  })
  await visit(phone, async (page) => {
    await page.goto(`${sites.desk.url}${new URL(link).pathname}`)
    await look(page, 'phone-entry')
    await page.getByRole('button', { name: 'Mở tài liệu' }).click()
    await look(page, 'phone-elsewhere')
    expect(await page.getByText('đã mở trên một máy khác').isVisible()).toBe(true)
  })
})

it('the projector turns by arrow keys and shows criticism only when switched on', async () => {
  await visit(asSecretary(), async (page) => {
    await page.goto(`${sites.console.url}/tap/${bundle}/chieu`)
    await look(page, 'projector-cover', false)
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/so=1/)
    await look(page, 'projector-item', false)
    await page.keyboard.press('ArrowRight')
    expect(await page.getByText('1 / 1').isVisible()).toBe(true)
    await page.getByRole('link', { name: 'Bật nội dung góp ý' }).click()
    await page.waitForURL(/chieu\?gop-y=1$/)
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/so=1&gop-y=1$/)
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/so=2&gop-y=1$/)
    await look(page, 'projector-criticism', false)
    await page.keyboard.press('ArrowLeft')
    await page.waitForURL(/so=1&gop-y=1$/)
    await page.goto(`${page.url()}&lang=en`)
    await look(page, 'projector-en', false)
  })
})

// A reader with a token: the pages look the same as behind a link.
function asReader(): BrowserContextOptions {
  return asSecretary(phone)
}
