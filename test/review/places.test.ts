import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFeedback } from '../support/accepted-feedback.ts'
import {
  makeFront,
  makeStaff,
  type ReviewHouse,
  reviewHouse,
  runningCycle,
} from '../support/review-house.ts'

const year = new Date().getUTCFullYear()
let house: ReviewHouse
let ward: Awaited<ReturnType<typeof makeFront>>
let other: Awaited<ReturnType<typeof makeFront>>
let secretary: Awaited<ReturnType<typeof makeStaff>>
let official: string
let record: string
let bodies: Record<'office' | 'second', string>

beforeAll(async () => {
  house = await reviewHouse()
  ward = await makeFront(house.owner, 'song')
  other = await makeFront(house.owner, 'nui')
  secretary = await makeStaff(house.owner, ward.id, 'Lê Thị Thư', 'secretary')
  await house.owner.query(
    `insert into areas (code, kind, name, parent_code, organisation_id, valid_from)
      select 'kp' || n || '-song', 'khu phố', n::text, $1, $2, '2020-01-01' from unnest(array[4, 5]) n`,
    [ward.area, ward.id],
  )
  bodies = { office: await body('VP', ward.area), second: await body('CB-5', 'kp5-song') }
  const made = await post('officials', {
    ...{ name: 'Hàn Văn Dời', birthYear: 1980 },
    posts: [
      {
        ...{ title: 'Công chức', area: ward.area, body: bodies.office },
        validFrom: '2021-01-01',
      },
    ],
  })
  official = made.body.id
})
afterAll(() => house.close())

const post = (path: string, given: unknown) =>
  house.call('console', secretary.token, 'POST', `/api/v1/${path}`, given)
const page = (path: string, form?: Record<string, string>) =>
  house.page('console', secretary.token, path, form)
async function body(code: string, area: string): Promise<string> {
  const made = await post('organisations', {
    ...{ code, kind: 'state', name: `Cơ quan ${code}`, level: 'commune', area },
  })
  return made.body.id
}
const text = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe('an official who moves house and post in the middle of a cycle', () => {
  it('lives in one place at a time, also in another commune; the place before ends', async () => {
    const at = `/can-bo/${official}`
    const first = { home: ward.neighbourhood, status: 'normal', from: '2019-03-01' }
    expect((await page(`${at}/noi-cu-tru`, first)).status).toBe(303)
    expect((await page(`${at}/noi-cu-tru`, first)).html).toMatch(/id="home-error"/)
    const back = { home: 'kp4-song', from: '2018-01-01' }
    expect((await page(`${at}/noi-cu-tru`, back)).html).toMatch(/id="from-error"/)
    expect((await page(`${at}/noi-cu-tru`, { home: 'khong-co' })).html).toMatch(/id="home-error"/)
    const second = { home: 'kp4-song', from: `${year}-05-01` }
    expect((await page(`${at}/noi-cu-tru`, second)).status).toBe(303)
    const third = { home: other.area, status: 'introduced_exempt', from: `${year}-09-01` }
    expect((await page(`${at}/noi-cu-tru`, third)).status).toBe(303)
    const shown = text((await page(`${at}/noi`)).html)
    expect(shown).toContain(`01/05/${year} – 31/08/${year}`)
    expect(shown).toContain('được giới thiệu nhưng miễn sinh hoạt')
  })

  it('holds one post after another, and is reviewed at a third place as well', async () => {
    const at = `/can-bo/${official}`
    const { body: found } = await house.call(
      'console',
      secretary.token,
      'GET',
      '/api/v1/officials?q=han van doi',
    )
    const held = found.items[0].posts[0]
    expect(held).toMatchObject({ tier: 'commune', isHead: false, isLeader: false })
    const early = { post: held.id, lastDay: '2020-12-31' }
    expect((await page(`${at}/thoi-chuc`, early)).html).toMatch(/id="lastDay-error"/)
    const ended = await page(`${at}/thoi-chuc`, { post: held.id, lastDay: `${year}-06-30` })
    expect(ended.status).toBe(303)
    const next = { title: 'Trưởng khu phố', area: 'kp4-song', validFrom: `${year}-07-01` }
    expect((await page(`${at}/chuc-vu`, { ...next, isHead: 'yes' })).status).toBe(303)
    const place = { place: bodies.second, kind: 'workplace', validFrom: `${year}-02-01` }
    expect((await page(`${at}/noi-kiem-diem`, { ...place, validTo: `${year}-01-01` })).status).toBe(
      400,
    )
    expect((await page(`${at}/noi-kiem-diem`, { ...place, place: other.id })).status).toBe(400)
    expect((await page(`${at}/noi-kiem-diem`, place)).status).toBe(303)
    expect(text((await page(at)).html)).toMatch(/khu phố 4, người đứng đầu \(01\/07/i)
  })

  it('has one record; each item counts where its day fell', async () => {
    const cycle = (await post('cycles', runningCycle())).body.id
    record = (await post('review-records', { official, cycle })).body.id
    for (const observedOn of [`${year}-03-10`, `${year}-04`, `${year}-06-15`, `${year}-10`]) {
      const feedback = await makeFeedback(house.owner, {
        ...{ organisation: ward.id, area: ward.neighbourhood, officials: [official] },
        ...{ by: secretary.person, observedOn, summary: `Việc tháng ${observedOn}.` },
      })
      const attached = await post(`review-records/${record}/evidence`, { feedback })
      expect(attached.status).toBe(201)
    }
    const { body: seen } = await house.call(
      ...(['console', secretary.token, 'GET', `/api/v1/review-records/${record}`] as const),
    )
    const homes = seen.places.filter(({ kind }: { kind: string }) => kind === 'residence')
    expect(homes.map(({ name, items }: { name: string; items: number }) => [name, items])).toEqual([
      ['Khu phố 3', 2],
      ['khu phố 4', 1],
      ['phường Thạnh nui', 1],
    ])
    const shown = text((await page(`/ho-so/${record}`)).html)
    expect(shown).toContain('Nơi kiểm điểm trong kỳ')
    expect(shown).toContain(`khu phố 4, nơi cư trú (01/05/${year} – 31/08/${year}): 1 ý kiến`)
  })

  it('is on the list of every cell concerned, each with the items of its own time', async () => {
    const seenBy = async (area: string) => {
      const cell = await makeStaff(house.owner, ward.id, `Chi ủy ${area}`, 'cell', { area })
      const { status, body: seen } = await house.call(
        ...(['desk', cell.token, 'GET', `/api/v1/review-records/${record}`] as const),
      )
      if (status !== 200) return status
      expect(seen.places).toEqual([])
      return seen.evidence
        .flatMap(({ items }: { items: { month: string }[] }) => items)
        .map(({ month }: { month: string }) => Number(month.slice(5)))
        .sort((a: number, b: number) => a - b)
    }
    // Lived there until the end of April.
    expect(await seenBy(ward.neighbourhood)).toEqual([3, 4])
    // Lived there from May to August, head there since July.
    expect(await seenBy('kp4-song')).toEqual([6, 10])
    // Reviewed there since February.
    expect(await seenBy('kp5-song')).toEqual([3, 4, 6, 10])
    await house.owner.query(
      `insert into areas (code, kind, name, parent_code, organisation_id) values ('kp6-song', 'khu phố', '6', $1, $2)`,
      [ward.area, ward.id],
    )
    expect(await seenBy('kp6-song')).toBe(404)
  })
})
