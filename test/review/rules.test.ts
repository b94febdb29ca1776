import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  makeFront,
  makeOfficial,
  makeStaff,
  type ReviewHouse,
  reviewHouse,
} from '../support/review-house.ts'

let house: ReviewHouse
let province: Awaited<ReturnType<typeof makeFront>>
let ward: Awaited<ReturnType<typeof makeFront>>
let secretary: Awaited<ReturnType<typeof makeStaff>>
let above: Awaited<ReturnType<typeof makeStaff>>

beforeAll(async () => {
  house = await reviewHouse()
  province = await makeFront(house.owner, 'tinh')
  ward = await makeFront(house.owner, 'song', province.id)
  secretary = await makeStaff(house.owner, ward.id, 'Lê Thị Thư', 'secretary')
  above = await makeStaff(house.owner, province.id, 'Trịnh Văn Tỉnh', 'secretary')
})
afterAll(() => house.close())

const post = (path: string, body: unknown, by = secretary) =>
  house.call('console', by.token, 'POST', `/api/v1/${path}`, body)
const page = (path: string, form?: Record<string, string>, by = secretary) =>
  house.page('console', by.token, path, form)
const year = (of: number, more: object = {}) => ({
  name: `Năm ${of}`,
  startsOn: `${of}-01-01`,
  endsOn: `${of}-12-31`,
  cutOff: `${of}-12-05`,
  ...more,
})
const opened = async (body: object, by = secretary): Promise<string> => {
  const made = await post('cycles', body, by)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body.id
}

describe('one year under two frameworks', () => {
  test('gives each cycle its own criteria, levels and texts', async () => {
    const old = await opened(year(2025, { framework: '124/2023' }))
    const now = await opened(year(2025, { name: 'Lại 2025', kind: 'adhoc' }))
    const [before, after] = [await page(`/ky/${old}/quy-dinh`), await page(`/ky/${now}/quy-dinh`)]
    const onlyBefore = [
      'Tác phong, lề lối làm việc',
      'Trung bình',
      'Mẫu 02A',
      'Điều kiện chưa đọc được',
    ]
    const onlyAfter = ['Tận tụy phục vụ Nhân dân', 'Từ 90 điểm', 'Mẫu 2C', 'Phụ lục 3', 'Đảm bảo']
    for (const text of onlyBefore) {
      expect(before.html).toContain(text)
      expect(after.html).not.toContain(text)
    }
    for (const text of onlyAfter) {
      expect(after.html).toContain(text)
      expect(before.html).not.toContain(text)
    }
    expect(after.html).toContain('>43-HD/BTCTW')
    expect(before.html).not.toContain('>43-HD/BTCTW')
    expect(before.html).toContain('Khung này đã được thay bằng 366/2025 từ 30/08/2025')
    expect(after.html).not.toContain('Khung này đã được thay')

    const official = await makeOfficial(house.owner, ward.id, ward.area, 'Trần Văn Sóng')
    const groups = async (cycle: string) => {
      const { id } = (await post('review-records', { official, cycle })).body
      const { body } = await house.call(
        'console',
        secretary.token,
        'GET',
        `/api/v1/review-records/${id}`,
      )
      return body.evidence.map((one: { criterion: { name: string } }) => one.criterion.name)
    }
    // Ethics and lifestyle are shown although nobody spoke of them.
    expect(await groups(old)).toEqual([
      'Đạo đức, lối sống',
      'Trách nhiệm nêu gương của bản thân và gia đình',
      'Giữ mối liên hệ mật thiết, gắn bó với quần chúng Nhân dân',
    ])
    expect(await groups(now)).toEqual([
      'Phẩm chất chính trị, đạo đức, lối sống, trách nhiệm nêu gương',
      'Đạo đức, lối sống trong sáng',
    ])
  })

  test('says of every fact how sure it is and where it was read', async () => {
    const { html } = await page(`/ky/${await opened(year(2026))}/quy-dinh`)
    expect(html).toContain('chưa xác minh')
    expect(html).toContain('chỉ đọc ở nguồn thứ hai')
    expect(html).toContain('mục tiêu nội bộ')
    expect(html).toMatch(/Chốt tập tư liệu trước cuộc họp: 5/)
  })
})

describe('a framework', () => {
  test('is that of the cut-off where none is named; where none is known it must be', async () => {
    const framework = async (id: string) => {
      const { body } = await house.call(
        'console',
        secretary.token,
        'GET',
        '/api/v1/cycles?limit=200',
      )
      return body.items.find((one: { id: string }) => one.id === id).framework
    }
    expect(await framework(await opened(year(2019)))).toBe('132/2018')
    expect(await framework(await opened(year(2024)))).toBe('124/2023')
    expect(await framework(await opened(year(2027)))).toBe('366/2025')
    expect(await post('cycles', year(2015))).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'framework' }] },
    })
  })

  test('that was replaced in mid-cycle stays until it is changed with a reason', async () => {
    const cycle = await opened(
      year(2025, { name: 'Giữa kỳ', kind: 'adhoc', framework: '124/2023' }),
    )
    const change = (form: Record<string, string>, by = secretary) =>
      page(`/ky/${cycle}/khung`, form, by)
    expect((await change({ framework: '366/2025' })).status).toBe(400)
    expect((await change({ framework: '124/2023', reason: 'nhầm' })).status).toBe(400)
    const reason = 'Công văn 10/CV, 06/11/2025'
    expect((await change({ framework: '366/2025', reason })).status).toBe(303)
    const { html } = await page(`/ky/${cycle}/quy-dinh`)
    expect(html).toContain('Tận tụy phục vụ Nhân dân')
    expect(html).not.toContain('Tác phong, lề lối làm việc')
    const { rows } = await house.owner.query(
      `select c.framework, f.framework as set, e.kind from cycle_frameworks f join cycles c on c.id = f.cycle_id
        join custody_entries e on e.organisation_id = f.organisation_id and e.seq = f.entry_seq`,
    )
    expect(rows).toEqual([{ framework: '124/2023', set: '366/2025', kind: 'cycle.framework-set' }])
    expect((await post(`cycles/${cycle}/closings`, {})).status).toBe(201)
    expect((await change({ framework: '124/2023', reason })).status).toBe(409)
  })

  test('knows its own exemptions', async () => {
    const official = await makeOfficial(house.owner, ward.id, ward.area, 'Lý Thị Mới')
    const exempted = await post(`officials/${official}/exemptions`, {
      reason: 'new',
      validFrom: '2018-01-01',
    })
    expect(exempted.status).toBe(201)
    const first = await opened(year(2020))
    expect((await post('review-records', { official, cycle: first })).status).toBe(201)
    const later = await opened(year(2024, { name: 'Lại 2024', kind: 'adhoc' }))
    expect((await post('review-records', { official, cycle: later })).status).toBe(409)
  })
})

describe('a row that is entered', () => {
  const criterion = {
    ...{ edition: 'Hướng dẫn 07-HD/TU, 20/11/2026', row: 'criterion', ofFramework: '366/2025' },
    ...{ code: '1.5', name: 'Đạo đức, lối sống trong sáng, giản dị', ethics: 'yes' },
    ...{ validFrom: '2025-08-30', tag: 'V', source: '07-HD/TU' },
  }

  test('of the province counts below it; the national row and the closed cycle stay as they were', async () => {
    const closed = await opened(year(2026, { name: 'Đã khép', kind: 'adhoc' }))
    await post(`cycles/${closed}/closings`, {})
    const open = await opened(year(2026, { name: 'Còn mở', kind: 'adhoc' }))
    const theirs = await opened(year(2026), above)
    expect((await page(`/ky/${theirs}/quy-dinh`, criterion, above)).status).toBe(303)
    expect((await page(`/ky/${open}/quy-dinh`)).html).toContain('trong sáng, giản dị')
    const kept = (await page(`/ky/${closed}/quy-dinh`)).html
    expect(kept).toMatch(/Đạo đức, lối sống trong sáng\s*</)
    expect(kept.split('Các lần ghi, sửa')[0]).not.toContain('giản dị')
    expect(kept.split('Các lần ghi, sửa')[1]).toContain('07-HD/TU')

    const own = {
      ...criterion,
      name: 'Đạo đức, lối sống, theo phường',
      edition: 'Nghị quyết 3-NQ/ĐU',
    }
    expect((await page(`/ky/${open}/quy-dinh`, own)).status).toBe(303)
    const now = (await page(`/ky/${open}/quy-dinh`)).html.split('Các lần ghi, sửa')[0]
    expect(now).toContain('theo phường')
    expect(now).not.toContain('giản dị')
    const { rows } = await house.owner.query(
      `select count(*)::int as count from criteria where framework = '366/2025' and code = '1.5'`,
    )
    expect(rows).toEqual([{ count: 3 }])
  })

  test('comes back with a sentence for each wrong field', async () => {
    const cycle = await opened(year(2026, { name: 'Sai', kind: 'adhoc' }))
    const form = {
      row: 'deadline',
      edition: 'Kế hoạch 1-KH/ĐU',
      code: 'x',
      name: 'Thời hạn',
      tag: 'D',
    }
    const { status, html } = await page(`/ky/${cycle}/quy-dinh`, {
      ...form,
      validFrom: '2026-02-30',
      validTo: '2026-01-01',
    })
    expect(status).toBe(400)
    expect(html).toMatch(/id="validFrom-error"/)
    expect(html).toMatch(/id="source-error"/)
    const without = await page(`/ky/${cycle}/quy-dinh`, {
      ...{ ...form, validFrom: '2026-01-01', source: 'tự đặt' },
    })
    expect(without.html).toMatch(/id="basis-error"[^>]*>Thời hạn phải nói rõ của ai/)
    expect((await page(`/ky/${cycle}/quy-dinh`, { row: 'criterion' })).html).toMatch(
      /id="edition-error"/,
    )
  })
})

describe('cycles', () => {
  test('of one kind do not overlap while both are open; other kinds may', async () => {
    const quarter = {
      name: 'Quý 1',
      kind: 'quarter',
      startsOn: '2028-01-01',
      endsOn: '2028-03-31',
      cutOff: '2028-03-10',
    }
    const first = await opened(quarter)
    const crossing = {
      ...quarter,
      name: 'Quý lệch',
      startsOn: '2028-03-31',
      endsOn: '2028-06-30',
      cutOff: '2028-06-10',
    }
    expect(await post('cycles', crossing)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('Quý 1'), errors: [{ path: 'startsOn' }] },
    })
    await opened({ ...crossing, name: 'Quý 2', startsOn: '2028-04-01' })
    await opened(year(2028))
    await opened({
      ...quarter,
      name: 'Tháng 1',
      kind: 'month',
      endsOn: '2028-01-31',
      cutOff: '2028-01-31',
    })
    expect((await post(`cycles/${first}/closings`, {})).status).toBe(201)
    await opened({ ...quarter, name: 'Quý 1, mở lại', endsOn: '2028-03-30' })
  })
})

describe('the program', () => {
  test('names no regulation outside rows and words', () => {
    const root = fileURLToPath(new URL('../..', import.meta.url))
    const numbered =
      /\b(124|132|213|217|218|366|377)[-/_ ]?(QĐ|QD|2013|2018|2020|2023|2025)|(QD|quyDinh|rule)_?(124|132|213|366)|-(HD|QĐ|KL)\//u
    const found = ['src', 'channels', 'views']
      .flatMap((folder) => files(join(root, folder)))
      .filter((file) => !relative(root, file).startsWith(join('views', 'words')))
      .flatMap((file) =>
        readFileSync(file, 'utf8')
          .split('\n')
          .map((text, at) => ({ at: `${relative(root, file)}:${at + 1}`, text }))
          .filter(({ text }) => !/^\s*(\/\/|\*|\/\*\*)/.test(text) && numbered.test(text)),
      )
    expect(found).toEqual([])
  })
})

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return files(path)
    return /\.(tsx?|js|typ)$/.test(name) ? [path] : []
  })
}
