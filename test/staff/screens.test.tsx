import { AxeBuilder } from '@axe-core/playwright'
import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { staffApp } from '../../src/doors/staff.ts'
import type { StaffEnv } from '../../src/staff/actor.ts'
import { staffApi } from '../../src/staff/api.ts'
import { staffGuard } from '../../src/staff/guard.ts'
import { firstAdministratorLink } from '../../src/staff/invitations.ts'
import { staffPages } from '../../src/staff/pages.tsx'
import { staffMissing } from '../../src/staff/trouble.tsx'
import { Page as Shell } from '../../views/layout.tsx'
import { Autosave } from '../../views/staff/autosave.tsx'
import { browser, closeBrowser } from '../support/browser.ts'
import { serveOn } from '../support/serve.ts'
import { authenticatorOf, type StaffHouse, staffHouse } from '../support/staff.ts'

const password = 'bốn từ chẳng liên quan'
let house: StaffHouse
let served: Awaited<ReturnType<typeof serveOn>>
let codeAt: (now: number) => string

beforeAll(async () => {
  house = await staffHouse()
  const urls = { desk: 'http://127.0.0.1:1', console: 'http://127.0.0.1:1' }
  const door = house.door('console', { urls })
  const parts = [staffPages(door), staffApi(door, {}), writingPage()]
  const app = staffApp(door, console.error, async () => true, parts)
  app.notFound(staffMissing('console'))
  served = await serveOn(app)

  // A form as the moderation's, with nothing but the draft.
  function writingPage() {
    const app = new Hono<StaffEnv>()
    app.use('/', staffGuard(door))
    app.get('/', (c) =>
      c.html(
        <Shell lang="vi" door="console" title="Viết" path="/" scripts={['autosave.js']}>
          <form method="post" data-autosave-form="summary-1">
            <Autosave lang="vi" />
            <label for="text">Bản tóm tắt</label>
            <textarea id="text" name="text" data-autosave></textarea>
          </form>
        </Shell>,
      ),
    )
    return app
  }
})
afterAll(async () => {
  await closeBrowser()
  await served?.stop()
  await house?.close()
})

async function visit(options: BrowserContextOptions): Promise<[BrowserContext, Page]> {
  const context = await (await browser()).newContext({ baseURL: served.url, ...options })
  return [context, await context.newPage()]
}

async function signIn(page: Page): Promise<void> {
  house.clock.now += 30_000
  await page.goto('/dang-nhap?next=/nguoi')
  await page.fill('#name', 'hoa.admin')
  await page.fill('#password', password)
  await page.fill('#code', codeAt(house.clock.now))
  await page.click('button[type=submit]')
}

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

describe('without JavaScript, 320 pixels wide', () => {
  test('the first administrator sets up the organisation, signs out and in again, and invites', async () => {
    const small = { javaScriptEnabled: false, viewport: { width: 320, height: 640 } }
    const [context, page] = await visit(small)
    await page.goto((await firstAdministratorLink(house.owner, served.url)) ?? '')
    codeAt = authenticatorOf(await page.content())
    expect(await sideways(page)).toBe(false)
    const typed = {
      organisationName: 'Ủy ban MTTQ Việt Nam phường Mây Lành',
      areaKind: 'phường',
      areaName: 'Mây Lành',
      areaCode: 'may-lanh',
      name: 'Lê Thị Hoa',
      signInName: 'hoa.admin',
      password,
      code: codeAt(house.clock.now),
    }
    for (const [name, value] of Object.entries(typed)) await page.fill(`#${name}`, value)
    await page.click('main button[type=submit]')
    await page.goto('/tai-khoan')
    await page.click('text=Đăng xuất')
    await signIn(page)
    await page.waitForURL(`${served.url}/nguoi`)
    expect(await sideways(page)).toBe(false)
    await page.fill('#name', 'Mai Thị Mới')
    await page.check('input[value=moderator]')
    await page.click('text=Tạo đường dẫn mời')
    expect(await page.textContent('.digest')).toMatch(/\/moi\/[\w-]{43}$/)
    await context.close()
  })
})

describe('a draft in the browser', () => {
  test('survives the end of the session and is offered back after signing in', async () => {
    const [context, page] = await visit({})
    await signIn(page)
    await page.goto('/')
    await page.fill('#text', 'Đang viết dở thì mất phiên')
    await page.waitForSelector('[data-autosave-state=saved]:visible', { timeout: 15_000 })
    await house.owner.execute(sql`update sessions set seen_at = now() - interval '16 minutes'`)
    await page.fill('#text', 'Đang viết dở thì mất phiên, viết thêm')
    await page.waitForSelector('[data-autosave-state=signed-out]:visible', { timeout: 15_000 })
    await signIn(page)
    await page.goto('/')
    await page.click('[data-autosave-restore]')
    expect(await page.inputValue('#text')).toBe('Đang viết dở thì mất phiên')
    await page.reload()
    await page.click('[data-autosave-discard]')
    await expect
      .poll(async () => (await page.request.get('/api/v1/autosaves/summary-1')).status())
      .toBe(404)
    await context.close()
  })
})

describe('axe', () => {
  test.each(['vi', 'en'])('finds nothing on any page (%s)', async (lang) => {
    const [context, page] = await visit({ viewport: { width: 1366, height: 768 } })
    await signIn(page)
    const paths = [
      '/dang-nhap',
      '/tai-khoan',
      '/nguoi',
      '/nguoi/khong-co',
      `/moi/${'A'.repeat(43)}`,
    ]
    await page.goto(`/nguoi?lang=${lang}`)
    await page.fill('#name', `Mời ${lang}`)
    await page.check('input[value=clerk]')
    await page.click('form[action^="/nguoi/moi"] button')
    const link = (await page.textContent('.digest')) ?? ''
    await scanned(page)
    for (const path of [...paths, new URL(link).pathname]) {
      await page.goto(`${path}?lang=${lang}`)
      await scanned(page)
    }
    await page.fill('#signInName', 'A')
    await page.fill('#password', 'ngắn')
    await page.fill('#code', '1')
    await page.click('main button[type=submit]')
    await scanned(page)
    await context.close()
  })
})

async function scanned(page: Page): Promise<void> {
  if (process.env.SHOTS) {
    const name = page
      .url()
      .replaceAll(/[^a-z]+/g, '-')
      .slice(10, 40)
    await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
  }
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${page.url()} ${id} ${nodes[0]?.html}`)).toEqual([])
}
