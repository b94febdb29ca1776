import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { names } from '../../src/bundle/manifest.ts'
import { unpack } from '../../src/bundle/zip.ts'
import { verifyCommand } from '../../src/cli/verify.ts'
import { fingerprint } from '../../src/seal/fingerprint.ts'
import { browser, closeBrowser } from '../support/browser.ts'
import { type Specimen, specimens } from '../support/bundle-damage.ts'
import { signerFrom } from '../support/bundle-signer.ts'
import { hasTools, holdsByHand } from '../support/by-hand.ts'

const office = signerFrom(7)
const key = fingerprint(office.publicKey)
const folder = mkdtempSync(join(tmpdir(), 'ydan usb Ế '))
const at = (name: string) => join(folder, name)
// Set SHOTS to a directory to look at the page.
const shots = process.env.SHOTS
let all: Specimen[]

beforeAll(async () => {
  all = await specimens(office)
  for (const { name, zip } of all) writeFileSync(at(`${name}.zip`), zip)
  const { files } = unpack(all[0]?.zip ?? new Uint8Array())
  writeFileSync(at(names.page), files.get(names.page) ?? '')
  if (shots) mkdirSync(shots, { recursive: true })
})
afterAll(async () => {
  await closeBrowser()
  rmSync(folder, { recursive: true })
})

/** The page from the USB stick: network cut, no WebCrypto, and what came with browsers since 2023 gone. */
async function opened(work: (page: Page) => Promise<void>, width = 1366) {
  const context = await (await browser()).newContext({ viewport: { width, height: 768 } })
  await context.setOffline(true)
  await context.addInitScript(() => {
    Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })
    Reflect.deleteProperty(String.prototype, 'isWellFormed')
    Reflect.deleteProperty(String.prototype, 'toWellFormed')
  })
  const page = await context.newPage()
  const wrong: string[] = []
  page.on('pageerror', (error) => wrong.push(error.message))
  page.on('console', (line) => wrong.push(line.text()))
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) wrong.push(request.url())
  })
  await page.goto(pathToFileURL(at(names.page)).href)
  await work(page)
  expect(wrong).toEqual([])
  await context.close()
}

/** Chooses the bundle as a reader would; answers colour and words of the page. */
async function shown(page: Page, name: string, typed = key) {
  await page.getByLabel('Gõ dấu khóa').fill(typed)
  await page.getByLabel('Chọn tệp ZIP').setInputFiles(at(`${name}.zip`))
  await page.locator('.result').waitFor()
  const colour = (await page.locator('.result').getAttribute('class')) ?? ''
  return { colour, words: (await page.locator('main').textContent()) ?? '' }
}

async function commandHolds(name: string) {
  const said: string[] = []
  const tell = (line: string) => void said.push(line)
  return (await verifyCommand([at(`${name}.zip`), '--key', key], tell, tell)) === 0
}

describe('verify.html', () => {
  test('is the same file in bundles of other people and keys', () => {
    const pages = all.map(({ zip }) => unpack(zip).files.get(names.page) ?? new Uint8Array())
    expect(new Set(pages.map((page) => Buffer.from(page).toString('base64'))).size).toBe(1)
  })

  test('lets nothing in from outside', () => {
    const html = new TextDecoder().decode(
      unpack(all[0]?.zip ?? new Uint8Array()).files.get(names.page),
    )
    expect(html).toContain("default-src 'none'; script-src 'sha256-")
    const markup = html.replace(/<script>.*<\/script>/s, '')
    expect(markup).not.toMatch(/<(link|img|iframe|script)|\bsrc=|@import|url\(/)
  })

  test.skipIf(!hasTools)(
    'is green for a good bundle and red, with the right sentence, for ten spoilt ones; the command and the way by hand agree',
    async () => {
      expect(all).toHaveLength(11)
      for (const { name, zip, words } of all) {
        const good = name === 'good'
        await opened(async (page) => {
          const answer = await shown(page, name)
          expect(answer.colour, name).toBe(good ? 'result holds' : 'result fails')
          expect(answer.words.replaceAll('\n', ' '), name).toContain(words)
          expect(await page.locator('article').count(), name).toBe(good ? 1 : 0)
        })
        expect(await commandHolds(name), `command: ${name}`).toBe(good)
        expect(holdsByHand(zip, key), `by hand: ${name}`).toBe(good)
      }
    },
    120_000,
  )

  test('says that nobody compared the key when none was typed, and is not green', async () => {
    await opened(async (page) => {
      for (const name of ['good', 'a key of its own']) {
        const { colour, words } = await shown(page, name, '')
        expect(colour).toBe('result unsure')
        expect(words).toContain('CHƯA đối chiếu')
      }
    })
  })

  test('asks for a whole fingerprint, and for a ZIP', async () => {
    writeFileSync(at('thư.zip'), 'xin chào')
    await opened(async (page) => {
      expect(await shown(page, 'good', 'fe81')).toMatchObject({
        colour: 'result unsure',
        words: expect.stringContaining('16 chữ số'),
      })
      expect((await shown(page, 'thư')).words).toContain('không phải tệp ZIP')
    })
  })

  test('shows the words of the bundle as words, whatever is in them', async () => {
    await opened(async (page) => {
      await shown(page, 'good')
      const paper = page.locator('article')
      expect(await paper.textContent()).toContain('<script>alert(1)</script>')
      expect(await paper.textContent()).toContain('Tôi tiếp thu, đã nhắc cả bộ phận và sẽ sửa.')
      expect(await paper.locator('script, img, a').count()).toBe(0)
    })
  })

  test.each([1366, 320])('can be used by everyone at %i pixels', async (width) => {
    for (const name of ['good', 'a byte of an item']) {
      await opened(async (page) => {
        await shown(page, name)
        if (shots) {
          await page.screenshot({ path: `${shots}/verify-${name}-${width}.png` })
          await page.screenshot({
            path: `${shots}/verify-${name}-${width}-full.png`,
            fullPage: true,
          })
        }
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
        )
        expect(wide).toBe(false)
        expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
      }, width)
    }
  })
})
