import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFront, makeStaff, type ReviewHouse, reviewHouse } from '../support/review-house.ts'

let house: ReviewHouse
let ward: Awaited<ReturnType<typeof makeFront>>
let province: Awaited<ReturnType<typeof makeFront>>
let other: Awaited<ReturnType<typeof makeFront>>
let secretary: string
let stranger: string

beforeAll(async () => {
  house = await reviewHouse()
  province = await makeFront(house.owner, 'tinh')
  ward = await makeFront(house.owner, 'song', province.id)
  other = await makeFront(house.owner, 'nui', province.id)
  secretary = (await makeStaff(house.owner, ward.id, 'Lê Thị Thư', 'secretary')).token
  stranger = (await makeStaff(house.owner, other.id, 'Phan Văn Xa', 'secretary')).token
})
afterAll(() => house.close())

const get = (path: string, token = secretary) =>
  house.call('console', token, 'GET', `/api/v1/${path}`)
const post = (path: string, body: unknown, token = secretary) =>
  house.call('console', token, 'POST', `/api/v1/${path}`, body)
const entries = async (kind: string) =>
  (await house.owner.query('select from custody_entries where kind = $1', [kind])).rowCount

describe('officials', () => {
  it('are added with their posts, and the log says so', async () => {
    const before = (await entries('official.added')) ?? 0
    const made = await post('officials', {
      name: 'Đỗ Thị Ánh',
      birthYear: 1979,
      posts: [{ title: 'Công chức hộ tịch', area: ward.area, validFrom: '2022-03-01' }],
    })
    expect(made.status).toBe(201)
    const { body } = await get('officials?q=do thi anh')
    expect(body.items).toHaveLength(1)
    expect(body.items[0]).toMatchObject({
      id: made.body.id,
      name: 'Đỗ Thị Ánh',
      posts: [{ title: 'Công chức hộ tịch', area: ward.area, handledBy: ward.id }],
    })
    expect(await entries('official.added')).toBe(before + 1)
  })

  it('are listed by given name in Vietnamese order, page by page', async () => {
    for (const name of ['Trần Văn Uy', 'Ngô Thị Ân', 'Lý Văn An', 'Bùi Đức Ê', 'Cao Thị Ăn']) {
      await post('officials', { name })
    }
    const names: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const { body } = await get(`officials?limit=2${next && `&cursor=${next}`}`)
      names.push(...body.items.map(({ name }: { name: string }) => name))
      next = body.next
    }
    const wanted = ['Lý Văn An', 'Cao Thị Ăn', 'Ngô Thị Ân', 'Bùi Đức Ê', 'Trần Văn Uy']
    expect(names.filter((name) => wanted.includes(name))).toEqual(wanted)
    expect(new Set(names).size).toBe(names.length)
  })

  it('are told apart by birth year, and sorted by it, where names are the same', async () => {
    const names = ['Đinh Thị Ỷ', 'Dương Văn Y', 'Ỷ']
    for (const [name, birthYear] of [
      [names[0], 1990],
      [names[1], 1985],
      [names[0], 1961],
      [names[2], 1950],
    ] as const) {
      await post('officials', { name, birthYear })
    }
    const { html } = await house.page('console', secretary, '/can-bo?q=y')
    const shown = [...html.matchAll(/<a href="\/can-bo\/[0-9a-f-]{36}">([^<]+)<\/a>/g)]
    const named = shown.flatMap(([, name = '']) => (/[yỷ]( \(\d+\))$/i.test(name) ? [name] : []))
    expect(named).toEqual([
      'Dương Văn Y (1985)',
      'Ỷ (1950)',
      'Đinh Thị Ỷ (1961)',
      'Đinh Thị Ỷ (1990)',
    ])
  })

  it('are found with a % in the query only where there is one', async () => {
    expect((await get('officials?q=%25')).body.items).toEqual([])
  })

  it('have letters about ward leaders and the Front handled by the Front above', async () => {
    const made = await post('officials', {
      name: 'Mai Văn Lĩnh',
      posts: [
        { title: 'Chủ tịch UBND phường', area: ward.area, isHead: true, validFrom: '2024-01-01' },
        { title: 'Ủy viên', area: ward.area, body: ward.id, validFrom: '2023-01-01' },
        { title: 'Tổ trưởng', area: ward.neighbourhood, isHead: true, validFrom: '2022-01-01' },
      ],
    })
    const { body } = await get('officials?q=mai van linh')
    const handled = body.items[0].posts.map((one: { handledBy: string }) => one.handledBy)
    expect(made.status).toBe(201)
    expect(handled).toEqual([province.id, province.id, ward.id])
  })

  it('are refused with a wrong field, saying which', async () => {
    const wrong = await post('officials', {
      name: ' ',
      birthYear: 1700,
      posts: [{ title: 'x', area: 'nowhere at all' }],
    })
    expect(wrong.status).toBe(400)
    expect(wrong.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'name',
      'birthYear',
      'posts.0.area',
    ])
    const foreign = await post('officials', {
      name: 'Hồ Văn Lạ',
      posts: [{ title: 'x', area: other.area }],
    })
    expect(foreign).toMatchObject({ status: 400, body: { errors: [{ path: 'posts.0.area' }] } })
    const handled = await post('officials', {
      name: 'Hồ Văn Lạ',
      posts: [{ title: 'x', area: ward.area, handledBy: other.id }],
    })
    expect(handled).toMatchObject({ body: { errors: [{ path: 'posts.0.handledBy' }] } })
    expect((await get('officials?q=Ho Van La')).body.items).toEqual([])
  })

  it('keep names in NFC, without what cannot be seen, and markup as it is', async () => {
    const name = 'Nguye\u0302\u0303n \u202eVăn\u0000  <b>Ốc</b>'
    const made = await post('officials', { name })
    const { rows } = await house.owner.query('select name from officials where id = $1', [
      made.body.id,
    ])
    expect(rows[0].name).toBe('Nguyễn Văn <b>Ốc</b>')
  })

  it('have codes that are theirs alone', async () => {
    await post('officials', { name: 'Võ Văn Một', code: 'CB-01' })
    const again = await post('officials', { name: 'Võ Văn Hai', code: 'CB-01' })
    expect(again).toMatchObject({ status: 409, body: { errors: [{ path: 'code' }] } })
    expect((await post('officials', { name: 'Võ Văn Ba', code: 'CB-01' }, stranger)).status).toBe(
      201,
    )
  })

  it('of another organisation are neither listed nor changed', async () => {
    const { body } = await post('officials', { name: 'Tạ Văn Kín' })
    expect((await get('officials?q=ta van kin', stranger)).body.items).toEqual([])
    const post2 = { title: 'x', area: other.area }
    expect((await post(`officials/${body.id}/posts`, post2, stranger)).status).toBe(404)
    expect((await post('officials/not-an-id/posts', post2, stranger)).status).toBe(404)
  })

  it('are changed by secretary and admin only', async () => {
    const moderator = await makeStaff(house.owner, ward.id, 'Đinh Văn Duyệt', 'moderator')
    const admin = await makeStaff(house.owner, ward.id, 'Hà Thị Quản', 'admin')
    expect((await post('officials', { name: 'Y' }, moderator.token)).status).toBe(403)
    expect((await post('officials', { name: 'Y' }, admin.token)).status).toBe(201)
    expect((await get('officials', 'x'.repeat(43))).status).toBe(401)
  })
})

describe('cycles', () => {
  const cycle = {
    name: 'Năm 2026',
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    cutOff: '2026-12-05',
  }

  it('are opened once a name, for the own organisation, and listed latest first', async () => {
    expect((await post('cycles', cycle)).status).toBe(201)
    expect(await post('cycles', cycle)).toMatchObject({
      status: 409,
      body: { errors: [{ path: 'name' }] },
    })
    await post('cycles', {
      ...cycle,
      name: 'Quý 1',
      endsOn: '2026-03-31',
      cutOff: '2026-03-10',
      kind: 'quarter',
    })
    const { body } = await get('cycles?limit=1')
    expect(body.items).toMatchObject([{ name: 'Năm 2026', year: 2026, framework: '366/2025' }])
    const second = await get(`cycles?limit=1&cursor=${body.next}`)
    expect(second.body).toMatchObject({ items: [{ name: 'Quý 1', kind: 'quarter' }], next: null })
    expect((await get('cycles', stranger)).body.items).toEqual([])
    expect((await get(`cycles?cursor=${body.next}`, stranger)).status).toBe(404)
  })

  it('are refused when the days do not follow one another', async () => {
    const { body } = await post('cycles', {
      ...cycle,
      name: 'Ngược',
      endsOn: '2025-12-31',
      cutOff: '2025-06-01',
      meetingOn: '2025-05-01',
    })
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'endsOn',
      'cutOff',
      'meetingOn',
    ])
    expect((await post('cycles', { ...cycle, cutOff: '2026-02-30' })).status).toBe(400)
  })

  it('are closed once', async () => {
    const { body } = await post('cycles', { ...cycle, name: 'Đóng', kind: 'adhoc' })
    expect((await post(`cycles/${body.id}/closings`, {}, stranger)).status).toBe(404)
    expect((await post(`cycles/${body.id}/closings`, {})).status).toBe(201)
    expect((await post(`cycles/${body.id}/closings`, {})).status).toBe(409)
    const { rows } = await house.owner.query(
      `select e.kind from cycle_closings c join custody_entries e
        on e.organisation_id = c.organisation_id and e.seq = c.entry_seq where c.cycle_id = $1`,
      [body.id],
    )
    expect(rows).toEqual([{ kind: 'cycle.closed' }])
  })
})

describe('areas and organisations', () => {
  it('lie where the secretary says, once; what moves later is a merger', async () => {
    const fresh = await makeFront(house.owner, 'moi', province.id)
    await house.owner.query('update organisations set area_code = null where id = $1', [fresh.id])
    const { token } = await makeStaff(house.owner, fresh.id, 'Cù Thị Mới', 'secretary')
    const page = await house.page('console', token, '/khu-vuc')
    expect(page.html).toContain('Địa bàn của Mặt trận')
    const seat = (body: object, who = token) => post('areas/seats', body, who)
    expect((await seat({ seat: ward.area })).body.errors).toMatchObject([{ path: 'seat' }])
    const foreign = { seat: fresh.area, above: other.area }
    expect((await seat(foreign)).body.errors).toMatchObject([{ path: 'above' }])
    const form = { seat: fresh.area, above: province.area }
    expect((await house.page('console', token, '/khu-vuc/dia-ban', form)).status).toBe(303)
    const { rows } = await house.owner.query(
      `select o.area_code, a.parent_code from organisations o join areas a on a.code = o.area_code where o.id = $1`,
      [fresh.id],
    )
    expect(rows).toEqual([{ area_code: fresh.area, parent_code: province.area }])
    expect((await seat({ seat: fresh.area })).status).toBe(201)
    expect((await seat({ seat: fresh.neighbourhood })).status).toBe(409)
    const { token: clerk } = await makeStaff(house.owner, fresh.id, 'Cù Văn Ghi', 'clerk')
    expect((await seat({ seat: fresh.area }, clerk)).status).toBe(403)
    expect((await house.page('console', token, '/khu-vuc')).html).not.toContain(
      'Địa bàn của Mặt trận',
    )
  })

  it('are added below the own ones', async () => {
    const area = { code: 'kp4', kind: 'khu phố', name: 'Khu phố 4', parent: ward.area }
    expect((await post('areas', area)).body).toEqual({ code: 'kp4' })
    expect((await post('areas', area)).status).toBe(409)
    expect((await post('areas', { ...area, code: 'kp5', parent: other.area })).status).toBe(400)
    const { body } = await get('areas?limit=1&cursor=kp3-song')
    expect(body).toMatchObject({ items: [{ code: 'kp4' }], next: 'kp4' })
    const cell = {
      code: 'cb-4',
      kind: 'cell',
      name: 'Chi bộ 4',
      level: 'neighbourhood',
      area: 'kp4',
    }
    expect((await post('organisations', cell)).status).toBe(201)
    expect((await post('organisations', { ...cell, code: 'cb-5', area: other.area })).status).toBe(
      400,
    )
    expect((await post('organisations', cell, stranger)).status).toBe(400)
    const near = (await get('organisations')).body.items
    expect(near.map(({ code }: { code: string }) => code)).toEqual(['cb-4', 'mt-song', 'mt-tinh'])
    expect((await get('areas', stranger)).body.items).not.toContainEqual(
      expect.objectContaining({ code: 'kp4' }),
    )
  })
})
