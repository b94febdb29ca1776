import { mkdirSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { Hono } from 'hono'
import type { BrowserContextOptions, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyWaiting } from '../../src/moderation/copying.ts'
import { asset } from '../../views/assets.ts'
import { browser, closeBrowser } from '../support/browser.ts'
import { type OpenConsole, openConsole } from '../support/moderation.ts'
import { pdfOf } from '../support/pictures.ts'
import { serveOn } from '../support/serve.ts'

let house: OpenConsole
let site: Awaited<ReturnType<typeof serveOn>>
let letter: { id: string; files: string[] }
// Set SHOTS to a directory to look at the pages.
const shots = process.env.SHOTS

beforeAll(async () => {
  house = await openConsole()
  const app = new Hono()
  app.get('/assets/:name', (c) => {
    const found = asset(c.req.param('name'))
    return found ? c.body(found.text, 200, { 'content-type': found.type }) : c.notFound()
  })
  app.mount('/', house.app.fetch)
  site = await serveOn(app)
  const wide = await sharp({ create: { width: 800, height: 500, channels: 3, background: '#8a6' } })
    .jpeg()
    .toBuffer()
  const { id } = await house.letter({}, [
    { name: 'ảnh.jpg', type: 'image/jpeg', bytes: new Uint8Array(wide) },
    { name: 'đơn.pdf', type: 'application/pdf', bytes: new Uint8Array(pdfOf(22)) },
    {
      name: 'khóa.pdf',
      type: 'application/pdf',
      bytes: new Uint8Array(pdfOf(1, { locked: true })),
    },
  ])
  await copyWaiting(house.house.console, house.vault, (_, error) => {
    throw error
  })
  const view = await (await house.get(`/api/v1/feedback/${id}`, house.people.moderator)).json()
  letter = { id, files: view.attachments.map((file: { id: string }) => file.id) }
  if (shots) mkdirSync(shots, { recursive: true })
}, 60_000)
afterAll(async () => {
  await closeBrowser()
  await site.stop()
  await house.check()
  await house.close()
})

async function visit(options: BrowserContextOptions, work: (page: Page) => Promise<void>) {
  const context = await (await browser()).newContext({
    ...options,
    extraHTTPHeaders: { authorization: `Bearer ${house.people.moderator.token}` },
  })
  const page = await context.newPage()
  const wrong: string[] = []
  page.on('pageerror', (error) => wrong.push(error.message))
  await work(page)
  expect(wrong).toEqual([])
  await context.close()
}
const screen = { viewport: { width: 1366, height: 900 } }
const at = (file: number, rest = 'xem') =>
  `${site.url}/y-kien/${letter.id}/tep/${letter.files[file]}/${rest}`

/** Brightness (0 to 255) of a picture at a place in percent. */
async function brightness(version: number, x: number, y: number): Promise<number> {
  const path = `/y-kien/${letter.id}/tep/${letter.files[0]}/trang/1?ban=${version}`
  const bytes = Buffer.from(await (await house.get(path, house.people.moderator)).arrayBuffer())
  const { data, info } = await sharp(bytes).greyscale().raw().toBuffer({ resolveWithObject: true })
  return (
    data[Math.floor((y / 100) * info.height) * info.width + Math.floor((x / 100) * info.width)] ??
    -1
  )
}

test('a box is dragged on the picture, another typed with the keyboard, and both go to black', async () => {
  await visit(screen, async (page) => {
    await page.goto(at(0))
    await page.locator('summary', { hasText: 'Che đen' }).click()
    const box = await page.locator('#hinh-1').boundingBox()
    if (!box) throw new Error('no picture')
    await page.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.1)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.4, { steps: 4 })
    await page.mouse.up()
    const typed = (side: string, row: number) => page.locator(`#${side}-1-${row}`)
    expect(Math.abs(Number(await typed('x', 1).inputValue()) - 10)).toBeLessThan(1)
    expect(Math.abs(Number(await typed('width', 1).inputValue()) - 30)).toBeLessThan(1)
    for (const [side, value] of [
      ['x', '60'],
      ['y', '60'],
      ['width', '20'],
      ['height', '20'],
    ] as const) {
      await typed(side, 2).focus()
      await page.keyboard.type(value)
    }
    expect(await page.locator('#hinh-1 rect').count()).toBe(2)
    if (shots) await page.screenshot({ path: `${shots}/copy-boxes.png`, fullPage: true })
    await page.getByRole('button', { name: 'Che và lưu bản mới' }).click()
    await page.waitForURL(/ban=2$/)
  })
  expect(await brightness(2, 25, 25)).toBeLessThan(20)
  expect(await brightness(2, 70, 70)).toBeLessThan(20)
  expect(await brightness(2, 50, 50)).toBeGreaterThan(100)
  expect(await brightness(1, 25, 25)).toBeGreaterThan(100)
}, 60_000)

test('more boxes than there are rows get rows of their own', async () => {
  await visit(screen, async (page) => {
    await page.goto(at(0, 'xem?ban=1'))
    await page.locator('summary', { hasText: 'Che đen' }).click()
    const box = await page.locator('#hinh-1').boundingBox()
    if (!box) throw new Error('no picture')
    for (let one = 0; one < 5; one++) {
      await page.mouse.move(box.x + 20 + one * 60, box.y + 20)
      await page.mouse.down()
      await page.mouse.move(box.x + 60 + one * 60, box.y + 60)
      await page.mouse.up()
    }
    expect(await page.locator('#hinh-1 rect').count()).toBe(5)
    expect(await page.locator('fieldset').count()).toBe(5)
    expect(
      await page.getByRole('group', { name: 'Ô 5' }).getByLabel('Rộng %').inputValue(),
    ).not.toBe('')
  })
}, 60_000)

test.each([
  [1366, 'vi'],
  [320, 'vi'],
  [320, 'en'],
] as const)(
  'everybody can use the pages at %i pixels in %s',
  async (width, lang) => {
    await visit({ viewport: { width, height: 800 } }, async (page) => {
      const pages = [
        at(0),
        at(1),
        at(2),
        `${site.url}/y-kien/${letter.id}/cho-ra`,
        `${site.url}/y-kien/${letter.id}`,
      ]
      for (const [place, path] of pages.entries()) {
        await page.goto(`${path}?lang=${lang}`)
        for (const one of await page.locator('details').all())
          await one.evaluate((it) => it.setAttribute('open', ''))
        if (shots)
          await page.screenshot({
            path: `${shots}/copy-${place}-${width}-${lang}.png`,
            fullPage: place !== 1,
          })
        const sideways = await page.evaluate(
          () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
        )
        expect(sideways, path).toBe(false)
        expect((await new AxeBuilder({ page }).analyze()).violations, path).toEqual([])
      }
    })
  },
  180_000,
)
