import { randomBytes } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashOf } from '../../src/staff/secret.ts'
import { browser, closeBrowser } from '../support/browser.ts'
import { serveOn } from '../support/serve.ts'
import type { StaffMember } from '../support/staff.ts'
import {
  type OneOfEach,
  type StaffDoors,
  type StaffOf,
  staffDoors,
} from '../support/staff-doors.ts'

let doors: StaffDoors
let staff: StaffOf
let own: OneOfEach
let served: Awaited<ReturnType<typeof serveOn>>

beforeAll(async () => {
  doors = await staffDoors()
  const { ward } = doors
  staff = await doors.staffOf(ward.front, ward.quarter, ward.head)
  own = await doors.askedBundle(staff, ward.quarter, ward.head, 'Kiểm điểm năm nay')
  served = await serveOn(doors.apps.console)
})
afterAll(async () => {
  await closeBrowser()
  await served.stop()
  await doors.close()
})

/** A browser without JavaScript, signed in as somebody. */
async function visit(who: StaffMember, width = 320) {
  const secret = randomBytes(32).toString('base64url')
  await doors.house.owner.execute(sql`
    insert into sessions (token_hash, person_id, organisation_id, door)
    values (${Buffer.from(hashOf(secret))}, ${who.person}, ${who.organisation}, 'console')`)
  const viewport = { width, height: 700 }
  const context = await (await browser()).newContext({ viewport, javaScriptEnabled: false })
  await context.addCookies([{ name: 'ydan_console', value: secret, url: served.url }])
  const page = await context.newPage()
  return { context, page, go: (path: string) => page.goto(`${served.url}${path}`) }
}
const keep = process.env.SHOTS

test('a moderator declares, without JavaScript, on a telephone', async () => {
  const { context, page, go } = await visit(staff.moderator)
  await go('/quan-he')
  await page.selectOption('#kind', 'kin')
  await page.selectOption('#official', { index: 1 })
  await page.click('form[action="/quan-he"] button')
  expect(await page.content()).toContain('người nhà, họ hàng gần')
  await page.click('form[action="/quan-he/xac-nhan"] button')
  expect(await page.content()).toContain('Đã ghi nhận')
  await context.close()
})

test('the pages stand the checks of axe, and 320 pixels', async () => {
  const pages: [keyof StaffOf, string][] = [
    ['lead', '/quan-he'],
    ['clerk', '/chi-uy'],
    ['lead', '/khan-cap'],
    ['auditor', '/kiem-tra'],
    ['admin', '/nguoi'],
    ['moderator', '/tai-khoan'],
    ['lead', `/y-kien/${own.feedback.id}`],
  ]
  const drawn = await visit(staff.auditor)
  await drawn.go('/kiem-tra')
  await drawn.page.click('form button')
  pages.push(['auditor', new URL(drawn.page.url()).pathname])
  await drawn.context.close()
  const faults: string[] = []
  for (const [role, path] of pages) {
    for (const width of [320, 1366]) {
      const { context, page, go } = await visit(staff[role], width)
      for (const lang of ['vi', 'en']) {
        await go(`${path}?lang=${lang}`)
        const wide = await page.evaluate('document.documentElement.scrollWidth')
        if (Number(wide) > width) faults.push(`${path} ${lang} is ${wide} wide at ${width}`)
      }
      if (keep)
        await page.screenshot({
          path: `${keep}/${role}${path.replaceAll('/', '-')}-${width}.png`,
          fullPage: true,
        })
      await context.close()
    }
    const secret = await visit(staff[role], 1366)
    const context = await (await browser()).newContext({
      storageState: await secret.context.storageState(),
    })
    const page = await context.newPage()
    await page.goto(`${served.url}${path}`)
    const { violations } = await new AxeBuilder({ page }).analyze()
    faults.push(...violations.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.html}`))
    await context.close()
    await secret.context.close()
  }
  expect(faults).toEqual([])
}, 300_000)
