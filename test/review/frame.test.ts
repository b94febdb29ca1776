import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { identicalPassages } from '../../src/review/passages.ts'
import { type FeedbackWish, makeFeedback } from '../support/accepted-feedback.ts'
import { heard } from '../support/heard.ts'
import { checkInvariants } from '../support/invariants.ts'
import {
  frozen,
  type MeetingHouse,
  meetingHouse,
  withRecord,
  type YearEnd,
  yearEnd,
} from '../support/meeting-house.ts'
import { ownFaults } from '../support/own-faults.ts'

let house: MeetingHouse
let end: YearEnd
const thisYear = new Date().getUTCFullYear()

beforeAll(async () => {
  house = await meetingHouse()
  end = await yearEnd(house, 'song')
})
afterAll(async () => {
  await checkInvariants(house.database.ownerUrl)
  expect(await ownFaults(house), 'the rows fit the log').toEqual([])
  await house.close()
})

const call = (method: string, path: string, body?: unknown) =>
  house.call(end.secretary.token, method, path, body)
async function page(path: string, form?: Record<string, string>, by = end.secretary) {
  const response = await house.apps.console.request(path, {
    method: form ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${by.token}`, 'sec-fetch-site': 'same-origin' },
    ...(form && { body: new URLSearchParams(form) }),
  })
  return { status: response.status, html: await response.text() }
}
async function accepted(official: string, more: Partial<FeedbackWish> = {}): Promise<string> {
  const feedback = await makeFeedback(house.owner, {
    ...{ organisation: end.ward.id, area: end.ward.neighbourhood, officials: [official] },
    ...{ by: end.lead.person, day: '2026-09-14', ...more },
  })
  await house.owner.query(
    `insert into unpacked select l.id, l.organisation_id, f.id, l.day from feedback f
      join letters l on l.thread_id = f.thread_id where f.id = $1`,
    [feedback],
  )
  return feedback
}
async function item(record: string, official: string, more: Partial<FeedbackWish> = {}) {
  const feedback = await accepted(official, more)
  const made = await call('POST', `review-records/${record}/evidence`, { feedback })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body.id as string
}
async function criteriaIn(record: string): Promise<Record<string, number>> {
  const { body } = await call('GET', `review-records/${record}`)
  const groups: { criterion: { code: string } | null; items: unknown[] }[] = body.evidence
  return Object.fromEntries(groups.map((one) => [one.criterion?.code ?? '-', one.items.length]))
}
/** Freezes the record's bundle and answers what its items raise again. */
async function againInBundle(record: string): Promise<string[][]> {
  const { rows: waiting } = await house.owner.query<{ id: string }>(
    'select id from evidence where record_id = $1',
    [record],
  )
  for (const one of waiting) await heard(house.owner, one.id)
  const bundle = await frozen(house, { ...end, official: { ...end.official, record } })
  const { rows } = await house.owner.query<{ contents: Buffer }>(
    'select contents from bundle_freezes where bundle_id = $1',
    [bundle],
  )
  const { items } = JSON.parse(rows[0]?.contents.toString('utf8') ?? '{}')
  return items.flatMap((one: { again?: string[] }) => (one.again ? [one.again] : []))
}
const another = (name: string) => withRecord(house, end, name, 0)

describe('topics and criteria', () => {
  test('are mapped in bulk on one screen; records follow, and history stays', async () => {
    const { id, record } = await another('Bùi Văn Chủ Đề')
    await item(record, id, { topic: 'near-people' })
    await item(record, id, { topic: 'lifestyle' })
    await item(record, id, { topic: 'other' })
    expect(await criteriaIn(record)).toEqual({ '1': 0, '1.5': 0, '-': 3 })
    const path = `/ky/${end.cycle}/tieu-chi`
    const first = { 'criterion-near-people': '1.2', 'criterion-lifestyle': '1.5' }
    expect((await page(path, first)).status).toBe(303)
    expect(await criteriaIn(record)).toEqual({ '1': 0, '1.2': 1, '1.5': 1, '-': 1 })
    expect((await page(path, { ...first, 'criterion-lifestyle': '1' })).status).toBe(303)
    expect(await criteriaIn(record)).toEqual({ '1': 1, '1.2': 1, '1.5': 0, '-': 1 })
    const { html } = await page(path)
    expect(html).toContain('lối sống: 1.5')
    expect(html).toContain('lối sống: 1<')
    expect(html).toMatch(/<option value="1" selected/)
    expect((await page(path, { 'criterion-lifestyle': '9.9' })).status).toBe(400)
    expect((await page(path, first, end.lead)).status).toBe(403)
  })

  test('leave what was attached or put by hand where it is', async () => {
    const { id, record } = await another('Bùi Văn Xếp Tay')
    const one = await item(record, id, { topic: 'other' })
    await page(`/ky/${end.cycle}/tieu-chi`, { 'criterion-other': '2' })
    expect(await criteriaIn(record)).toMatchObject({ '2': 1 })
    const place = (criterion?: string) =>
      page(`/ky/${end.cycle}/tieu-chi/${one}`, criterion === undefined ? {} : { criterion })
    expect((await place('3.1')).status).toBe(303)
    expect(await criteriaIn(record)).toMatchObject({ '3.1': 1 })
    expect((await place('9.9')).status).toBe(400)
    expect((await place()).status).toBe(303)
    expect(await criteriaIn(record)).toMatchObject({ '2': 1 })
    const feedback = await accepted(id, { topic: 'other' })
    await call('POST', `review-records/${record}/evidence`, { feedback, criterion: '1.7' })
    expect(await criteriaIn(record)).toMatchObject({ '1.7': 1, '2': 1 })
  })

  test('are pinned by freezing: a later mapping changes no bundle', async () => {
    await page(`/ky/${end.cycle}/tieu-chi`, { 'criterion-near-people': '1.2' })
    const bundle = await frozen(house, end)
    const contents = async () => {
      const { rows } = await house.owner.query<{ contents: Buffer }>(
        'select contents from bundle_freezes where bundle_id = $1',
        [bundle],
      )
      return rows[0]?.contents.toString('utf8') ?? ''
    }
    const before = await contents()
    expect(JSON.parse(before).items.map((one: { criterion: string }) => one.criterion)).toEqual([
      '1.2',
      '1.2',
    ])
    expect(JSON.parse(before).cycle.rules.map((one: { number: string }) => one.number)).toEqual(
      expect.arrayContaining(['366-QĐ/TW', '43-HD/BTCTW', '124-QĐ/TW', '213-QĐ/TW', '218-QĐ/TW']),
    )
    await page(`/ky/${end.cycle}/tieu-chi`, { 'criterion-near-people': '70' })
    expect(await criteriaIn(end.official.record)).toMatchObject({ '70': 2 })
    expect(await contents()).toBe(before)
  })
})

describe('a record', () => {
  test('shows praise beside concern, whom items are about, and where they come from in fives', async () => {
    const { id, record } = await another('Bùi Thị Hai Bên')
    const body = (
      await call('POST', 'organisations', {
        ...{ code: 'dang-uy', kind: 'party', name: 'Đảng ủy phường', level: 'commune' },
      })
    ).body.id
    await item(record, id, { summary: 'Hay thăm hỏi bà con.', collectives: [body] })
    await item(record, id, { summary: 'Họp còn nóng nảy.', polarity: 'negative' })
    for (let turn = 0; turn < 4; turn += 1) await item(record, id, { summary: `Khen lần ${turn}.` })
    const { html } = await page(`/ho-so/${record}`)
    const [, praise = '', concern = ''] =
      /<h4>Ghi nhận<\/h4>(.*?)<h4>Băn khoăn<\/h4>(.*?)<\/section>/s.exec(html) ?? []
    expect(praise).toContain('Hay thăm hỏi')
    expect(praise).not.toContain('nóng nảy')
    expect(praise).toContain('về cả cá nhân và tập thể')
    expect(concern).toContain('nóng nảy')
    expect(html).toMatch(/người dân, gửi trực tuyến<\/th><td class="number">ít nhất 5/)
    expect(html).toMatch(/có phiếu một lần[^<]*<\/th><td class="number">dưới 5/)
  })

  test('carries earlier issues forward; what is raised again says so, once somebody marked it', async () => {
    const { id, record } = await another('Bùi Văn Nêu Lại')
    const last = {
      ...{ name: 'Năm ngoái', kind: 'adhoc', cutOff: `${thisYear - 1}-12-05` },
      ...{ startsOn: `${thisYear - 1}-01-01`, endsOn: `${thisYear - 1}-12-31` },
    }
    const cycle = (await call('POST', 'cycles', last)).body.id
    const before = (await call('POST', 'review-records', { official: id, cycle })).body.id
    const told = { topic: 'manner', polarity: 'negative' as const }
    const earlier = await item(before, id, { ...told, summary: 'Năm ngoái: nói năng gắt gỏng.' })
    const now = await item(record, id, { ...told, summary: 'Năm nay: vẫn nói gắt.' })
    const years = await page(`/ho-so/${record}/cac-nam`)
    expect(years.html).toMatch(
      /lời nói, thái độ<\/th><td>.*vẫn nói gắt.*<\/td><td>.*nói năng gắt gỏng/s,
    )
    expect(years.html).not.toContain('<strong>Nêu lại')

    const mark = (form: Record<string, string>) => page(`/ho-so/${record}/neu-lai`, form)
    expect((await mark({ evidence: now, earlier: now })).status).toBe(400)
    expect((await mark({ evidence: earlier, earlier: now })).status).toBe(400)
    expect((await mark({ evidence: now, earlier })).status).toBe(303)
    expect((await mark({ evidence: now, earlier })).status).toBe(409)
    expect((await page(`/ho-so/${record}/cac-nam`)).html).toContain('<strong>Nêu lại')
    const shown = (await page(`/ho-so/${record}`)).html
    expect(shown).toContain('Nêu lại điều đã nêu ở</span> Năm ngoái')
    expect(shown).toContain('Kỳ này nêu lại')
    expect(await againInBundle(record)).toEqual([['Năm ngoái']])
    expect((await mark({ evidence: now, earlier, same: 'no' })).status).toBe(303)
    expect((await page(`/ho-so/${record}`)).html).not.toContain('Nêu lại điều đã nêu ở')
  })
})

describe('self-reviews', () => {
  const old =
    'Bản thân luôn chấp hành nghiêm chủ trương, đường lối của Đảng, chính sách, pháp luật của Nhà nước. Năm nay đã làm ba tuyến đường.'
  const passage =
    'luôn chấp hành nghiêm chủ trương, đường lối của Đảng, chính sách, pháp luật của Nhà nước.'

  test('are compared word for word, whatever the blanks, letter forms and case', () => {
    const odd = `Tôi ${passage.toUpperCase().replaceAll(' ', '\n  ').normalize('NFD')} Việc khác hẳn.`
    const { now, before } = identicalPassages(odd, old)
    const same = (parts: typeof now) => parts.filter((one) => one.same).map(({ text }) => text)
    expect(same(before)).toEqual([passage.slice(0, -1)])
    expect(same(now).join('').normalize('NFC').replace(/\s+/g, ' ')).toBe(
      passage.slice(0, -1).toUpperCase(),
    )
    expect(now.map(({ text }) => text).join('')).toBe(odd)
    expect(before.map(({ text }) => text).join('')).toBe(old)
    expect(identicalPassages('một hai ba bốn', 'một hai ba bốn').now).toEqual([
      { text: 'một hai ba bốn', same: false },
    ])
    expect(identicalPassages('', old).before).toEqual([{ text: old, same: false }])
  })

  test('stand side by side with identical passages marked; no figure, no verdict', async () => {
    const { id, record } = await another('Bùi Văn Tự Soi')
    const last = {
      ...{ name: 'Năm ngoái, lần nữa', kind: 'adhoc', cutOff: `${thisYear - 1}-12-05` },
      ...{ startsOn: `${thisYear - 1}-01-01`, endsOn: `${thisYear - 1}-12-30` },
    }
    const cycle = (await call('POST', 'cycles', last)).body.id
    const before = (await call('POST', 'review-records', { official: id, cycle })).body.id
    const enter = (one: string, text: string) => page(`/ho-so/${one}/tu-kiem-diem`, { text })
    expect((await enter(before, old)).status).toBe(303)
    expect((await enter(record, `Tôi ${passage} Việc khác <b>hẳn</b>.`)).status).toBe(303)
    const { html } = await page(`/ho-so/${record}/tu-kiem-diem`)
    expect(html.match(/<mark>/g)).toHaveLength(2)
    expect(html).toContain(`<mark>${passage.slice(0, -1)}</mark>`)
    expect(html).toContain('&lt;b&gt;hẳn')
    expect(html).not.toMatch(/\d+\s*%/)
    expect((await enter(record, '')).status).toBe(400)
    expect((await page(`/ho-so/${record}/tu-kiem-diem`, { text: 'x' }, end.lead)).status).toBe(403)
  })
})
