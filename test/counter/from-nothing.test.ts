import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { browser, closeBrowser } from '../support/browser.ts'
import { pdfHolds, pdfPages } from '../support/pdf.ts'
import { authenticatorOf } from '../support/staff.ts'
import { eventually, type Started, startOn } from '../support/started.ts'

// What an office clerk does on the first morning: from an empty directory to a poster with a code.
let dir: string
let service: Started
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'ydan từ đầu '))
  const more = { LOG_LEVEL: 'warn', BASE_URL: 'https://gopy.maylanh.example' }
  service = await startOn(dir, more, [join(import.meta.dirname, '../../src/node.ts')])
  if (!service.out.includes('console')) throw new Error(service.err)
})
afterAll(async () => {
  await closeBrowser()
  service.child.kill('SIGTERM')
  expect(await service.ended).toBe(0)
  rmSync(dir, { recursive: true })
})

it('takes twelve fields, six clicks and two commands to a poster', async () => {
  const linkNow = () => /http:\S+\/moi\/\S+/.exec(service.out)?.[0] ?? ''
  const link = await eventually(linkNow, (found) => found !== '')
  const page = await (await browser()).newPage({ javaScriptEnabled: false })
  const did = { fields: 0, clicks: 0 }
  const fill = async (name: string, text: string) => {
    await page.locator(`[name="${name}"]`).fill(text)
    did.fields += 1
  }
  const click = async (name: string | RegExp) => {
    await page.getByRole('link', { name }).or(page.getByRole('button', { name })).first().click()
    did.clicks += 1
  }
  await page.goto(link.replace(/http:\/\/[^/]+/, `http://127.0.0.1:${service.ports.console}`))
  const codes = authenticatorOf(await page.content())
  await fill('organisationName', 'Ủy ban MTTQ Việt Nam phường Mây Lành')
  await fill('areaKind', 'phường')
  await fill('areaName', 'Mây Lành')
  await fill('areaCode', 'ML')
  await fill('name', 'Vũ Quản Trị')
  await fill('signInName', 'quantri')
  await fill('password', 'mây lành gió nhẹ sông xanh')
  await fill('code', codes(Date.now()))
  await page.locator('main form button').last().click()
  did.clicks += 1
  await page.getByRole('heading', { name: 'Bắt đầu' }).waitFor()
  await fill('names', '1\n2\n3')
  await click('Thêm')
  await click('Số điện thoại, giờ trực, gặp ai')
  await fill('phone', '0900 000 113')
  await fill('hours', '7g30–11g30, 13g30–17g')
  await fill('person', 'chị Hạnh')
  await click(/^Lưu$/)
  await page.getByText('Đã lưu.').waitFor()
  await click('Áp phích')
  await page.getByText('Chưa xác nhận đã in và cất tờ khôi phục khóa').waitFor()
  const sheets = [...ydan('recovery-sheet').matchAll(/(?:\d{6}\s+){15}\d{6}/g)].map(([one]) => one)
  const typed = sheets.slice(0, 2).map((groups, at) => `${at + 1}: ${groups.replace(/\s+/g, ' ')}`)
  ydan('recovery-sheet', '--confirm', typed.join('\n'))
  await page.reload()
  await pdfIsLive(page)
  did.clicks += 1
  expect(did).toEqual({ fields: 12, clicks: 6 })
}, 120_000)

// What is typed on the server's own keyboard.
function ydan(...words: string[]): string {
  const [command = '', option, input] = words
  const cli = join(import.meta.dirname, '../../src/cli.ts')
  const asked = ['--import', 'tsx', cli, 'keys', command, ...(option ? [option] : [])]
  const env = { PATH: process.env.PATH, DATA_DIR: dir }
  const ran = spawnSync(process.execPath, asked, { env, input: input ?? '', encoding: 'utf8' })
  expect(ran.status, ran.stderr).toBe(0)
  return ran.stdout
}

async function pdfIsLive(page: Page): Promise<void> {
  const href = await page.getByRole('link', { name: /^Áp phích A4/ }).getAttribute('href')
  const answer = await page.request.get(`http://127.0.0.1:${service.ports.console}${href}`)
  const pdf = new Uint8Array(await answer.body())
  expect(pdfPages(pdf)).toBe(1)
  expect(pdfHolds(pdf, 'Mã QR mở trang gửi ý kiến')).toBe(true)
}
