import { mkdirSync, writeFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sheetRows } from '../../src/counter/rows-xlsx.ts'
import { xlsx } from '../../src/counter/xlsx.ts'
import { browser, closeBrowser } from '../support/browser.ts'
import { dayFrom, type ResidenceHouse, residenceHouse } from '../support/residence-house.ts'
import { serveOn } from '../support/serve.ts'

let house: ResidenceHouse
let sites: Record<'console' | 'desk', Awaited<ReturnType<typeof serveOn>>>
// Set SHOTS to a directory to look at the pages and papers.
const shots = process.env.SHOTS

beforeAll(async () => {
  house = await residenceHouse()
  sites = { console: await serveOn(house.apps.console), desk: await serveOn(house.apps.desk) }
  if (shots) mkdirSync(shots, { recursive: true })
})
afterAll(async () => {
  await closeBrowser()
  await Promise.all([sites.console.stop(), sites.desk.stop()])
  await house.holds()
  await house.close()
})

type Ward = Awaited<ReturnType<ResidenceHouse['ward']>>
const good = [1, 2, 1, 2, 2, 2]
const screen = { viewport: { width: 1366, height: 768 } }
const phone = { viewport: { width: 320, height: 640 } }

const api = async (place: Ward, at: string, act: string, body: unknown) => {
  const answer = await house.call(
    'desk',
    place.cell.token,
    'POST',
    `residence-rounds/${at}/${act}`,
    body,
  )
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
  return answer.body
}
const confirmed = (place: Ward, at: string) =>
  house.call('console', place.secretary.token, 'POST', `residence-rounds/${at}/confirmations`, {
    confirmedOn: dayFrom(0),
    signer: 'Đỗ Khắc Tường, Bí thư Đảng ủy',
  })
const shown = async (place: Ward, at: string) =>
  (await house.call('desk', place.cell.token, 'GET', `residence-rounds/${at}`)).body
const desk = (place: Ward, path: string, form?: Parameters<ResidenceHouse['page']>[3]) =>
  house.page('desk', place.cell.token, path, form)
const held = { heldOn: dayFrom(-1), present: 'Bà Cúc; ông Lẫm (Ban công tác Mặt trận)' }

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

describe('an evening at the desk', () => {
  it('goes without JavaScript: meeting, ticked names, one answer for several, sign', async () => {
    const place = await house.ward('khongjs')
    const at = await house.asked(place)
    await visit(place.cell.token, { ...screen, javaScriptEnabled: false }, async (page) => {
      await page.goto(`${sites.desk.url}/nhan-xet`)
      await page.getByRole('link', { name: 'Chi bộ Khu phố 3' }).click()
      await page.getByLabel('Ngày họp', { exact: true }).fill(held.heldOn)
      await page.getByLabel('Người dự').fill(held.present)
      await page.getByRole('button', { name: 'Ghi cuộc họp' }).click()
      await page.getByText('Người dự: Bà Cúc').waitFor()
      await page.getByLabel('Cho những người đã đánh dấu: Giữ mối liên hệ').selectOption('2')
      await page.getByRole('button', { name: 'Ghi cho người đã đánh dấu' }).click()
      await page.getByText('Xin đánh dấu tên trước').waitFor()
      expect((await shown(place, at)).version).toBe(0)
      for (const tick of await page.getByRole('checkbox', { name: /^Đánh dấu:/ }).all())
        await tick.check()
      for (const item of [1, 2, 3, 4, 5, 6])
        await page.locator(`select[name=g-${item}]`).selectOption('2')
      await shot(page, 'round-ticked')
      await page.getByRole('button', { name: 'Ghi cho người đã đánh dấu' }).click()
      await page.getByText(/Đã lưu lúc \d\d:\d\d/).waitFor()
      await page.getByRole('button', { name: 'Ký 3 phiếu đã đủ' }).click()
      await page.getByText('3 phiếu đã ký đang chờ xác nhận').waitFor()
    })
    const { sheets } = await shown(place, at)
    expect(sheets.map(({ answers }: { answers: number[] }) => answers)).toEqual(
      Array(3).fill(Array(6).fill(2)),
    )
  })

  it('takes 1, 2, 3 and the arrows, and saves each line by itself', async () => {
    const place = await house.ward('phim')
    const at = await house.asked(place)
    await visit(place.cell.token, screen, async (page) => {
      await page.goto(`${sites.desk.url}/nhan-xet/${at}`)
      const boxes = page.locator('tr[data-member] select')
      await boxes.first().focus()
      for (const key of ['1', '2', '3', '1', '2', '2']) await page.keyboard.press(key)
      // Past the last box of a line comes the first of the next.
      await page.keyboard.press('3')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowLeft')
      await page.keyboard.press('1')
      await page.getByText(/Đã lưu lúc \d\d:\d\d/).waitFor()
      await expect
        .poll(async () =>
          (await shown(place, at)).members.map(({ answers }: { answers: number[] }) => answers),
        )
        .toEqual([
          [1, 2, 3, 1, 2, 2],
          [3, 0, 0, 0, 0, 0],
          [1, 0, 0, 0, 0, 0],
        ])
      await shot(page, 'round-keys')
    })
  })

  it('says when a line could not be saved, keeps it, and saves it once the line is back', async () => {
    const place = await house.ward('mat', 1)
    const at = await house.asked(place)
    await visit(place.cell.token, screen, async (page) => {
      await page.goto(`${sites.desk.url}/nhan-xet/${at}`)
      await page.route('**/answers', (route) => route.abort())
      await page.locator('tr[data-member] select').first().focus()
      await page.keyboard.press('2')
      await page.getByText('Chưa lưu được').waitFor()
      await page.unroute('**/answers')
      await page.getByText(/Đã lưu lúc \d\d:\d\d/).waitFor({ timeout: 20_000 })
    })
    expect((await shown(place, at)).members[0].answers[0]).toBe(2)
  })

  it('keeps what was typed when another wrote meanwhile', async () => {
    const place = await house.ward('cung', 2)
    const at = await house.asked(place)
    const [first = '', second = ''] = place.people
    await api(place, at, 'answers', { members: [{ official: first, answers: [1, 0, 0, 0, 0, 0] }] })
    const boxes = (official: string, answers: number[]) =>
      Object.fromEntries(answers.map((one, item) => [`a-${official}-${item + 1}`, String(one)]))
    const typed = {
      ...boxes(first, [1, 0, 0, 0, 0, 0]),
      ...boxes(second, [3, 0, 0, 0, 0, 0]),
      [`n-${first}`]: '',
      [`n-${second}`]: 'Hay vắng.',
    }
    const answer = await desk(place, `/nhan-xet/${at}/tra-loi`, {
      ...typed,
      version: '0',
      act: 'save',
    })
    expect(answer.status).toBe(409)
    expect(answer.html).toContain('Hay vắng.')
    expect(answer.html).toContain('name="version" value="1"')
    const again = await desk(place, `/nhan-xet/${at}/tra-loi`, {
      ...typed,
      version: '1',
      act: 'save',
    })
    expect(again.status).toBe(303)
  })
})

describe('the table in Excel', () => {
  it('goes out with its choices, comes back filled, all or nothing, line by line', async () => {
    const place = await house.ward('excel')
    const at = await house.asked(place)
    const out = await desk(place, `/nhan-xet/${at}/bang.xlsx`)
    expect(out.type).toContain('spreadsheetml')
    if (shots) writeFileSync(`${shots}/bang.xlsx`, out.bytes)
    const [head, ...lines] = [...sheetRows(out.bytes)].map(({ cells }) => [...cells])
    expect(head?.[0]).toBe('Mã (bản 0, không sửa cột này)')
    expect(lines).toHaveLength(3)
    const send = (rows: string[][], more = {}) =>
      desk(place, `/nhan-xet/${at}/excel`, {
        ...more,
        file: new File([xlsx('Nhận xét', [], rows)], 'bang.xlsx'),
      })
    const fill = (row: readonly string[], answers: string[], note = '') => [
      ...row.slice(0, 6),
      ...answers,
      note,
    ]
    const words = [
      'Nêu gương tốt',
      '2',
      '1. Tham gia đầy đủ',
      'thường xuyên, tích cực',
      'Tích cực',
      'Không đề nghị',
    ]
    const filled = lines.map((row) => fill(row, words, 'Gần gũi bà con.'))
    const broken = await send([
      head ?? [],
      filled[0] ?? [],
      fill(lines[1] ?? [], ['Tốt', '', '', '', '', '']),
      filled[0] ?? [],
      ['khong-co', '4', 'Ai Đó'],
    ])
    expect(broken.status).toBe(400)
    for (const said of [
      'Dòng 3: mục 1: “Tốt”',
      'Dòng 4: đồng chí này có hai dòng',
      'Dòng 5: Không có đồng chí này',
    ]) {
      expect(broken.html).toContain(said)
    }
    expect((await shown(place, at)).version, 'nothing was written').toBe(0)
    expect((await send([['Họ tên'], ['A']])).status).toBe(400)
    expect((await send([head ?? [], ...filled])).status).toBe(303)
    const after = await shown(place, at)
    expect(
      after.members.map(({ answers, note }: { answers: number[]; note: string }) => [
        answers.join(''),
        note,
      ]),
    ).toEqual(Array(3).fill(['121122', 'Gần gũi bà con.']))
    const stale = await send([
      head ?? [],
      ...lines.map((row) => fill(row, ['3', '', '', '', '', ''])),
    ])
    expect(stale.status).toBe(409)
    expect(stale.html).toContain('tệp là bản 0, nay là bản 3')
    expect(
      (
        await send([head ?? [], ...lines.map((row) => fill(row, ['3', '', '', '', '', '']))], {
          overwrite: 'yes',
        })
      ).status,
    ).toBe(303)
  })
})

describe('on paper', () => {
  it('prints the A3 table empty but for the one fact, and nothing signed before there is a sheet', async () => {
    const place = await house.ward('giay', 60)
    const at = await house.asked(place)
    await api(place, at, 'gatherings', { heldOn: dayFrom(-90), present: place.people.slice(0, 40) })
    const grid = await desk(place, `/nhan-xet/${at}/bang-de-hop.pdf`)
    expect(grid.type).toBe('application/pdf')
    if (shots) writeFileSync(`${shots}/bang-de-hop.pdf`, grid.bytes)
    const text = await pdfText(grid.bytes)
    for (const said of [
      'BẢNG NHẬN XÉT ĐẢNG VIÊN 213',
      'Gương mẫu đi đầu',
      'Xem xét xử lý',
      '1/1',
      '0/1',
    ]) {
      expect(text).toContain(said)
    }
    const early = await desk(place, `/nhan-xet/${at}/phieu.pdf`)
    expect(early.status).toBe(409)
  })

  it('prints a sheet each in party layout, by workplace, and the list to sign for', async () => {
    const place = await house.ward('phieu', 4)
    const at = await house.asked(place)
    for (const [turn, official] of place.people.entries()) {
      await house.owner.query(
        `insert into posts (organisation_id, official_id, title, area_code, handled_by) values ($1, $2, $3, $4, $1)`,
        [place.id, official, turn % 2 ? 'Công chức địa chính' : 'Bác sĩ Trạm Y tế', place.area],
      )
    }
    await api(place, at, 'meetings', held)
    await api(place, at, 'answers', {
      members: place.people.map((official) => ({
        official,
        answers: good,
        note: 'Chan hòa với bà con.',
      })),
    })
    await api(place, at, 'comments', {})
    const sheets = await desk(place, `/nhan-xet/${at}/phieu.pdf?theo=noi-cong-tac`)
    const list = await desk(place, `/nhan-xet/${at}/giao-nhan.pdf`)
    if (shots) writeFileSync(`${shots}/phieu.pdf`, sheets.bytes)
    if (shots) writeFileSync(`${shots}/giao-nhan.pdf`, list.bytes)
    const text = await pdfText(sheets.bytes)
    for (const said of [
      'ĐẢNG CỘNG SẢN VIỆT NAM',
      'PHIẾU NHẬN XÉT',
      'thống nhất nhận xét',
      'T/M CHI BỘ',
      'XÁC NHẬN',
      'Chan hòa với bà con.',
    ]) {
      expect(text).toContain(said)
    }
    expect(text).not.toContain('CỘNG HÒA')
    expect(text.indexOf('Công chức địa chính')).toBeGreaterThan(text.indexOf('Bác sĩ Trạm Y tế'))
    expect(await pdfText(list.bytes)).toContain('Công chức địa chính')
    await confirmed(place, at)
    const replaced = await desk(place, `/nhan-xet/${at}/${place.people[0]}/thay-the`, {
      ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((item) => [`answer-${item}`, '2'])),
      reason: 'Ghi nhầm người.',
    })
    expect(replaced.status).toBe(303)
    const own = await desk(place, `/nhan-xet/${at}/${place.people[0]}/phieu.pdf`)
    expect(await pdfText(own.bytes)).toContain('Lý do: Ghi nhầm người.')
  })

  it('takes in a signed PDF and gives it back byte for byte', async () => {
    const place = await house.ward('pdf', 1)
    const at = await house.asked(place)
    const [official = ''] = place.people
    const bytes = new TextEncoder().encode('%PDF-1.7\nđã ký\n%%EOF')
    const form = {
      ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((item) => [`answer-${item}`, '1'])),
      number: '07-PNX/CB',
      commentedOn: dayFrom(-3),
      appliedBy: 'workplace',
    }
    const there = `/nhan-xet/${at}/${official}`
    expect((await desk(place, `${there}/cong-quoc-gia`, form)).html).toContain('Xin chọn tệp')
    expect(
      (
        await desk(place, `${there}/cong-quoc-gia`, {
          ...form,
          file: new File([bytes], 'a.pdf'),
          appliedBy: '',
        })
      ).html,
    ).toContain('Xin chọn ai nộp hồ sơ')
    expect(
      (await desk(place, `${there}/cong-quoc-gia`, { ...form, file: new File([bytes], 'a.pdf') }))
        .status,
    ).toBe(303)
    expect((await desk(place, there)).html).toContain('07-PNX/CB')
    expect((await desk(place, `${there}/ban-ky.pdf`)).bytes).toEqual(bytes)
  })
})

it('no page has an accessibility violation or scrolls sideways, with sixty members in mixed states', async () => {
  const place = await house.ward('sauchuc', 54)
  for (const status of ['introduced_exempt', 'not_introduced']) {
    for (const _ of [1, 2, 3]) await house.lives(place.id, place.neighbourhood, { status })
  }
  await house.lives(place.id, place.neighbourhood, { to: dayFrom(-30) })
  const at = await house.asked(place)
  await api(place, at, 'meetings', held)
  await api(place, at, 'gatherings', { heldOn: dayFrom(-90), present: place.people.slice(0, 40) })
  const answers = (from: number, to: number, given: number[]) =>
    api(place, at, 'answers', {
      members: place.people.slice(from, to).map((official) => ({ official, answers: given })),
    })
  await answers(0, 20, good)
  await api(place, at, 'comments', {})
  await confirmed(place, at)
  await answers(20, 35, good)
  await api(place, at, 'comments', {})
  await answers(35, 40, [1, 2, 0, 0, 0, 0])
  await answers(40, 44, good)
  const [official = ''] = place.people
  const record = (
    await house.call('console', place.secretary.token, 'POST', 'review-records', {
      official,
      cycle: place.cycle,
    })
  ).body.id
  const paths = ['/nhan-xet', `/nhan-xet/${at}`, `/nhan-xet/${at}/${official}`, `/ho-so/${record}`]
  for (const [door, token] of [
    ['desk', place.cell.token],
    ['console', place.secretary.token],
  ] as const) {
    for (const [name, size] of [
      ['screen', screen],
      ['phone', phone],
    ] as const) {
      await visit(token, { ...size }, async (page) => {
        for (const [turn, path] of paths.entries()) {
          await page.goto(`${sites[door].url}${path}`)
          expect(await sideways(page), `${door} ${name} ${path}`).toBe(false)
          await shot(page, `${door}-${name}-${turn}`)
          const { violations } = await new AxeBuilder({ page }).analyze()
          expect(
            violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`),
            `${door} ${path}`,
          ).toEqual([])
        }
        await page.goto(`${sites[door].url}/nhan-xet/${at}?lang=en`)
        expect(await page.locator('h1').textContent()).toContain('Residence comments')
      })
    }
  }
}, 180_000)

async function pdfText(bytes: Uint8Array): Promise<string> {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(bytes)
  try {
    const pages = [...document.pages()].map((page) => page.getText())
    return pages.join('\n').replace(/\s+/g, ' ')
  } finally {
    document.destroy()
    library.destroy()
  }
}
