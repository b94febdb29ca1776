import { mkdirSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeFeedback } from '../support/accepted-feedback.ts'
import { browser, closeBrowser } from '../support/browser.ts'
import { heard } from '../support/heard.ts'
import {
  makeFront,
  makeOfficial,
  makeStaff,
  type ReviewHouse,
  reviewHouse,
  runningCycle,
} from '../support/review-house.ts'
import { serveOn } from '../support/serve.ts'

let house: ReviewHouse
let ward: Awaited<ReturnType<typeof makeFront>>
let secretary: Awaited<ReturnType<typeof makeStaff>>
let sites: Record<'console' | 'desk', Awaited<ReturnType<typeof serveOn>>>
// Set SHOTS to a directory to look at the pages.
const shots = process.env.SHOTS

beforeAll(async () => {
  house = await reviewHouse()
  ward = await makeFront(house.owner, 'song')
  secretary = await makeStaff(house.owner, ward.id, 'Lê Thị Thư', 'secretary')
  sites = { console: await serveOn(house.doors.console), desk: await serveOn(house.doors.desk) }
  if (shots) mkdirSync(shots, { recursive: true })
})
afterAll(async () => {
  await closeBrowser()
  await Promise.all([sites.console.stop(), sites.desk.stop()])
  await house.close()
})

const screen = { viewport: { width: 1366, height: 768 } }
const phone = { viewport: { width: 320, height: 640 } }

async function visit(
  token: string,
  options: BrowserContextOptions,
  work: (page: Page) => Promise<void>,
) {
  const context = await (await browser()).newContext({
    ...options,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  })
  await work(await context.newPage())
  await context.close()
}

async function shot(page: Page, name: string) {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

it('from a new cycle to an answered item, without JavaScript', async () => {
  await visit(secretary.token, { ...screen, javaScriptEnabled: false }, async (page) => {
    await page.goto(`${sites.console.url}/ky`)
    await page.getByLabel('Tên kỳ').fill('Kiểm điểm năm nay')
    const { startsOn, endsOn, cutOff } = runningCycle()
    await page.getByLabel('Ngày đầu kỳ').fill(startsOn)
    await page.getByLabel('Ngày cuối kỳ').fill(endsOn)
    await page.getByLabel('Ngày chốt ý kiến').fill(cutOff)
    await page.getByRole('button', { name: 'Mở kỳ' }).click()
    await page.goto(`${sites.console.url}/can-bo`)
    await page.getByLabel('Họ và tên').fill('Trần Thị Sông Hương')
    await page.getByLabel('Chức vụ', { exact: true }).fill('Trưởng khu phố 3')
    await page.getByLabel('Khu vực').selectOption(ward.neighbourhood)
    await page.getByRole('button', { name: 'Thêm' }).click()
    const official = page.url().split('/').at(-1) ?? ''
    await shot(page, 'official')
    await page.goto(`${sites.console.url}/ho-so`)
    await page.getByLabel('Của ai').selectOption(`official:${official}`)
    await page.getByRole('button', { name: 'Mở hồ sơ' }).click()
    const record = page.url()
    await makeFeedback(house.owner, {
      organisation: ward.id,
      area: ward.neighbourhood,
      officials: [official],
      by: secretary.person,
      polarity: 'negative',
      summary: 'Có người dân nói bà trưởng khu phố hay cáu khi bà con hỏi giấy tờ.',
    })
    await page.reload()
    await page.getByLabel(/hay cáu/).check()
    await page.getByLabel(/^Tiêu chí/).selectOption({ label: '1.2. Tận tụy phục vụ Nhân dân' })
    await shot(page, 'record-attaching')
    await page.getByRole('button', { name: 'Đưa vào hồ sơ' }).click()
    expect(page.url()).toBe(record)
    const own = await makeStaff(house.owner, ward.id, 'Trần Thị Sông Hương', 'official', {
      official,
    })
    const { rows } = await house.owner.query<{ id: string }>(
      'select e.id from evidence e join review_records r on r.id = e.record_id where r.official_id = $1',
      [official],
    )
    await heard(house.owner, rows[0]?.id ?? '')
    await visit(own.token, { ...phone, javaScriptEnabled: false }, async (desk) => {
      await desk.goto(`${sites.desk.url}/ho-so`)
      await desk.getByRole('link', { name: /Trần Thị Sông Hương/ }).click()
      await shot(desk, 'desk-record')
      await desk.getByRole('link', { name: /Tiếp thu, giải trình/ }).click()
      await desk.getByLabel('Ý kiến của đồng chí').selectOption({ label: 'Tiếp thu' })
      await desk.getByLabel('Nội dung').fill('Tôi xin tiếp thu, xin lỗi bà con và sẽ sửa.')
      await shot(desk, 'desk-answer')
      await desk.getByRole('button', { name: 'Gửi ý kiến' }).click()
      await desk.getByText('xin lỗi bà con').waitFor()
      expect(await sideways(desk)).toBe(false)
    })
    await page.goto(record)
    // Others read an answer once a moderator has made it ready for print.
    await page.getByText('Đang chờ người xử lý đọc để in').waitFor()
    await shot(page, 'record')
  })
})

it('no page has an accessibility violation or scrolls sideways', async () => {
  const official = await makeOfficial(house.owner, ward.id, ward.neighbourhood, 'Hồ Văn Dài')
  const post = (path: string, body: unknown) =>
    house.call('console', secretary.token, 'POST', `/api/v1/${path}`, body)
  const cycle = (await post('cycles', runningCycle('Kỳ để xem'))).body.id
  const record = (await post('review-records', { official, cycle })).body.id
  const ids = []
  for (const polarity of ['positive', 'negative', 'mixed'] as const) {
    ids.push(
      await makeFeedback(house.owner, {
        organisation: ward.id,
        area: ward.neighbourhood,
        officials: [official],
        by: secretary.person,
        polarity,
        summary: `Một ý kiến dài: ${'w'.repeat(120)} ${polarity}`,
      }),
    )
  }
  const evidence = (await post(`review-records/${record}/evidence`, { feedback: ids[1] })).body.id
  const passage = `Luôn chấp hành nghiêm chủ trương, đường lối, quy định ở nơi cư trú ${'w'.repeat(120)}`
  for (const [turn, one] of [await lastYears(post, official), record].entries()) {
    const form = { text: `${passage}, giữ gìn lối sống giản dị. Việc thứ ${turn}.` }
    const path = `/ho-so/${one}/tu-kiem-diem`
    expect((await house.page('console', secretary.token, path, form)).status).toBe(303)
  }
  const plan = {
    ...{ source: 'Kế hoạch 1-KH/ĐU', 'startsOn-collective': '2098-12-01' },
    'endsOn-collective': '2098-12-02',
  }
  expect((await house.page('console', secretary.token, `/ky/${cycle}/lich`, plan)).status).toBe(303)
  const item = `/ho-so/${record}/y-kien/${evidence}`
  const pages = {
    console: [
      ...['/ky', '/can-bo', `/can-bo/${official}`, `/can-bo/${official}/mien`, '/khu-vuc'],
      ...['lich', 'quy-dinh', 'tieu-chi'].map((name) => `/ky/${cycle}/${name}`),
      ...['cac-nam', 'tu-kiem-diem', 'nguon-khac'].map((name) => `/ho-so/${record}/${name}`),
    ],
    desk: [],
  }
  const shared = ['/ho-so', `/ho-so/${record}`, item]
  for (const [door, size] of [
    ['console', screen],
    ['desk', phone],
  ] as const) {
    await visit(secretary.token, size, async (page) => {
      for (const path of [...pages[door], ...shared]) {
        for (const lang of ['', '?lang=en']) {
          await page.goto(`${sites[door].url}${path}${lang}`)
          const { violations } = await new AxeBuilder({ page }).analyze()
          const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
          expect([door, path, lang, found]).toEqual([door, path, lang, []])
          expect([path, await sideways(page)]).toEqual([path, false])
        }
        await shot(page, `${door}${path.replaceAll(/[/]([0-9a-f-]{36}[/]?)?/g, '-')}`)
      }
    })
  }
}, 240_000)

it('the papers of other bodies and what a head is asked fit a phone, and need no script', async () => {
  const official = await makeOfficial(house.owner, ward.id, ward.neighbourhood, 'Mạc Văn Đầu')
  await house.owner.query('update posts set is_head = true where official_id = $1', [official])
  const post = (path: string, body: unknown) =>
    house.call('console', secretary.token, 'POST', `/api/v1/${path}`, body)
  const cycle = (await post('cycles', runningCycle('Kỳ của người đứng đầu'))).body.id
  const record = (await post('review-records', { official, cycle })).body.id
  await visit(secretary.token, { ...phone, javaScriptEnabled: false }, async (page) => {
    await page.goto(`${sites.console.url}/ho-so/${record}`)
    await page.getByRole('link', { name: 'Ghi, sửa' }).click()
    await page.getByLabel('Nguồn', { exact: true }).selectOption({ label: 'Đơn thư' })
    await page.getByLabel('Số, ký hiệu văn bản').fill('w'.repeat(60))
    await page.getByLabel('Ngày văn bản').fill('2026-01-05')
    await page.getByLabel('Nơi ban hành').fill(`Văn phòng ${'w'.repeat(120)}`)
    await page.getByLabel('Đã nhận').fill('12')
    await page.getByRole('button', { name: 'Ghi vào hồ sơ' }).click()
    await page.getByRole('link', { name: /xin ghi số quá hạn/ }).waitFor()
    expect(await page.getByLabel('Đã nhận').inputValue()).toBe('12')
    expect(await sideways(page)).toBe(false)
    await shot(page, 'references-refused')
    await page.getByLabel('Đã giải quyết').fill('10')
    await page.getByLabel('Quá hạn').fill('1')
    await page.getByRole('button', { name: 'Ghi vào hồ sơ' }).click()
    await page.getByText('đã nhận 12, đã giải quyết 10, quá hạn 1').waitFor()
    expect(await sideways(page)).toBe(false)
    await page.goto(`${sites.console.url}/ho-so/${record}`)
    await page.getByRole('heading', { name: 'Người đứng đầu' }).waitFor()
    expect(await sideways(page)).toBe(false)
    await shot(page, 'record-of-a-head')
  })
  await visit(secretary.token, phone, async (page) => {
    for (const path of [`/ho-so/${record}`, `/ho-so/${record}/nguon-khac`]) {
      await page.goto(`${sites.console.url}${path}`)
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    }
  })
}, 120_000)

// A record of the cycle before, so that there are two to stand beside one another.
async function lastYears(
  post: (path: string, body: unknown) => Promise<{ body: { id: string } }>,
  official: string,
): Promise<string> {
  const days = { startsOn: '2020-01-01', endsOn: '2020-12-31', cutOff: '2020-12-05' }
  const cycle = (await post('cycles', { name: 'Kỳ trước', kind: 'adhoc', ...days })).body.id
  return (await post('review-records', { official, cycle })).body.id
}
