import { mkdirSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { browser, closeBrowser } from '../support/browser.ts'
import {
  type MeetingHouse,
  meetingHouse,
  withRecord,
  type YearEnd,
  yearEnd,
} from '../support/meeting-house.ts'
import { serveOn } from '../support/serve.ts'

let house: MeetingHouse
let end: YearEnd
let remedy: string
let site: Awaited<ReturnType<typeof serveOn>>
// Set SHOTS to a directory to look at the pages.
const shots = process.env.SHOTS

beforeAll(async () => {
  house = await meetingHouse()
  end = await yearEnd(house, 'sau')
  await withRecord(house, end, 'Ngô Thị Ánh', 0)
  const path = `review-records/${end.official.record}/remedies`
  const set = await house.call(end.secretary.token, 'POST', path, {
    ...{ shortcoming: 'Lời nói chưa ôn hòa', measure: 'Sửa lời nói khi họp', dueOn: '2026-01-31' },
    responsible: 'Chi bộ khu phố 3',
  })
  remedy = set.body.id
  site = await serveOn(house.apps.console)
  if (shots) mkdirSync(shots, { recursive: true })
})
afterAll(async () => {
  await closeBrowser()
  await site.stop()
  expect(house.faults).toEqual([])
  await house.close()
})

vi.setConfig({ testTimeout: 120_000 })

async function look(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
  expect(sideways, name).toBe(false)
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}

it('the pages around the meeting can be used by everyone, on a wide and on a narrow screen', async () => {
  const pages = {
    'do-phu': `/ky/${end.cycle}/do-phu`,
    'goi-y': `/ky/${end.cycle}/goi-y`,
    'van-ban': `/ho-so/${end.official.record}/van-ban`,
    'to-cong-tac': `/ky/${end.cycle}/to-cong-tac`,
    'khac-phuc': '/khac-phuc',
    'khac-phuc-mot': `/khac-phuc/${remedy}`,
    'bao-cao': '/bao-cao-thang',
    'mo-lai': `/ho-so/${end.official.record}/mo-lai`,
  }
  for (const [width, height] of [
    [1366, 768],
    [320, 640],
  ] as const) {
    const context = await (await browser()).newContext({
      viewport: { width, height },
      extraHTTPHeaders: { authorization: `Bearer ${end.secretary.token}` },
    })
    const page = await context.newPage()
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(`${site.url}${path}`)
      await look(page, `${name}-${width}`)
    }
    await context.close()
  }
})

it('a prompt is drafted without JavaScript, a wrong form comes back filled', async () => {
  const context = await (await browser()).newContext({
    ...{ viewport: { width: 1366, height: 768 }, javaScriptEnabled: false },
    extraHTTPHeaders: { authorization: `Bearer ${end.secretary.token}` },
  })
  const page = await context.newPage()
  await page.goto(`${site.url}/ky/${end.cycle}/goi-y`)
  await page.getByRole('link', { name: 'Soạn gợi ý: Trần Văn Sóng' }).click()
  const form = page.locator('form', { hasText: 'Soạn gợi ý kiểm điểm' })
  await form.getByLabel('Nội dung', { exact: true }).fill('Lời nói khi họp khu phố')
  await form.getByRole('button', { name: 'Lưu bản soạn' }).click()
  await page.getByText('Xin chọn ít nhất một nội dung làm căn cứ.').first().waitFor()
  const again = page.locator('form', { hasText: 'Soạn gợi ý kiểm điểm' })
  expect(await again.getByLabel('Nội dung', { exact: true }).inputValue()).toContain('Lời nói')
  await again.getByRole('checkbox').first().check()
  await again.getByRole('button', { name: 'Lưu bản soạn' }).click()
  await page.getByRole('heading', { name: 'Gợi ý kiểm điểm, bản soạn' }).waitFor()
  await context.close()
})
