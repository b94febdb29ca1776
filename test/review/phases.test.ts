import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { remindPhases } from '../../src/review/phase-reminders.ts'
import { wrongDays } from '../../src/review/phases.ts'
import { checkInvariants } from '../support/invariants.ts'
import {
  consultation,
  frozen,
  handover,
  type MeetingHouse,
  meetingHouse,
  outcome,
  yearEnd,
} from '../support/meeting-house.ts'
import { ownFaults } from '../support/own-faults.ts'
import { makeFront, makeStaff } from '../support/review-house.ts'

let house: MeetingHouse
let secretary: Awaited<ReturnType<typeof makeStaff>>
let lead: Awaited<ReturnType<typeof makeStaff>>
let above: Awaited<ReturnType<typeof makeStaff>>
let cycle: string
let theirs: string

const period = {
  name: 'Năm 2027',
  startsOn: '2027-01-01',
  endsOn: '2027-12-31',
  cutOff: '2027-11-30',
}

beforeAll(async () => {
  house = await meetingHouse()
  const province = await makeFront(house.owner, 'tinh')
  const ward = await makeFront(house.owner, 'song', province.id)
  secretary = await makeStaff(house.owner, ward.id, 'Lê Thị Thư', 'secretary')
  lead = await makeStaff(house.owner, ward.id, 'Đỗ Văn Duyệt', 'lead')
  above = await makeStaff(house.owner, province.id, 'Trịnh Văn Tỉnh', 'secretary')
  cycle = (await house.call(secretary.token, 'POST', 'cycles', period)).body.id
  theirs = (await house.call(above.token, 'POST', 'cycles', period)).body.id
})
afterAll(async () => {
  await checkInvariants(house.database.ownerUrl)
  expect(await ownFaults(house), 'the rows fit the log').toEqual([])
  await house.close()
})

async function page(path: string, form?: Record<string, string>, by = secretary) {
  const response = await house.apps.console.request(path, {
    method: form ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${by.token}`, 'sec-fetch-site': 'same-origin' },
    ...(form && { body: new URLSearchParams(form) }),
  })
  return { status: response.status, html: await response.text() }
}
const formOf = (
  days: Record<string, readonly [string, string]>,
  source = 'Kế hoạch 12-KH/TU, 01/10/2027',
) => ({
  source,
  ...Object.fromEntries(
    Object.entries(days).flatMap(([phase, [from, to]]) => [
      [`startsOn-${phase}`, from],
      [`endsOn-${phase}`, to],
    ]),
  ),
})
const inOrder = {
  'state-front': ['2027-11-01', '2027-11-12'],
  residence: ['2027-11-15', '2027-11-26'],
  prompt: ['2027-11-15', '2027-11-19'],
  freeze: ['2027-11-29', '2027-12-03'],
  collective: ['2027-12-13', '2027-12-14'],
  individual: ['2027-12-15', '2027-12-17'],
  'front-comment': ['2027-12-20', '2027-12-21'],
  recognition: ['2027-12-22', '2027-12-31'],
} as const

describe('a plan of phases', () => {
  test('is refused when days run backwards, overlap or come before the cycle', async () => {
    const wrong = await page(`/ky/${cycle}/lich`, {
      ...formOf({
        ...inOrder,
        'state-front': ['2026-12-31', '2027-11-15'],
        individual: ['2027-12-14', '2027-12-10'],
      }),
    })
    expect(wrong.status).toBe(400)
    expect(wrong.html).toMatch(/id="startsOn-state-front-error"[^>]*>Giai đoạn bắt đầu trước kỳ/)
    expect(wrong.html).toMatch(
      /id="startsOn-residence-error"[^>]*>Phải bắt đầu sau khi xong “Chính quyền/,
    )
    expect(wrong.html).toMatch(
      /id="startsOn-individual-error"[^>]*>Phải bắt đầu sau khi xong “Kiểm điểm tập thể”/,
    )
    expect(wrong.html).toMatch(/id="endsOn-individual-error"[^>]*>Ngày cuối trước ngày đầu/)
    expect(wrong.html).toContain('value="2027-12-14"')
    const half = await page(`/ky/${cycle}/lich`, { source: 'x', 'startsOn-freeze': '2027-11-01' })
    expect(half.html).toMatch(/id="endsOn-freeze-error"/)
    expect((await page(`/ky/${cycle}/lich`, formOf(inOrder, ''))).html).toMatch(/id="source-error"/)
    expect((await page(`/ky/${cycle}/lich`, formOf(inOrder), lead)).status).toBe(403)
    expect((await page(`/ky/${cycle}/lich`)).html).toContain('Chưa có lịch cho kỳ này')
  })

  test('keeps the order over stages nobody planned', () => {
    const [first, last] = [inOrder['state-front'], inOrder.recognition]
    const errors = wrongDays(
      [
        { phase: 'recognition', startsOn: first[0], endsOn: first[1] },
        { phase: 'state-front', startsOn: last[0], endsOn: last[1] },
      ],
      period.startsOn,
    )
    expect(errors.map(({ path }) => path)).toEqual(['startsOn-recognition'])
  })

  test('of the level above counts here until there is an own one', async () => {
    expect((await page(`/ky/${theirs}/lich`, formOf(inOrder), above)).status).toBe(303)
    const { html } = await page(`/ky/${cycle}/lich`)
    expect(html).toContain('Kế hoạch 12-KH/TU, 01/10/2027 (của cấp trên)')
    expect(html).toMatch(/Kiểm điểm tập thể<\/th><td>13\/12\/2027<\/td><td>14\/12\/2027/)
    const own = { ...inOrder, collective: ['2027-12-10', '2027-12-10'] } as const
    expect((await page(`/ky/${cycle}/lich`, formOf(own, 'Kế hoạch 3-KH/ĐU'))).status).toBe(303)
    const now = (await page(`/ky/${cycle}/lich`)).html
    expect(now).toContain('Kế hoạch 3-KH/ĐU (của đơn vị)')
    expect(now).toContain('10/12/2027')
    expect((await page(`/ky/${theirs}/lich`, undefined, above)).html).toContain('13/12/2027')
  })

  test('says that a year has no table of holidays, and counts by it once there is one', async () => {
    const before = (await page(`/ky/${cycle}/lich`)).html
    expect(before).toContain('Chưa có bảng ngày nghỉ năm 2027')
    expect(before).not.toContain('Chốt tập tư liệu chậm nhất')
    const days = '06/12/2027 nghỉ thử\nlàm bù 18/12/2027 thay cho 06/12'
    const kept = await page('/ngay-nghi', { year: '2027', source: 'Thông báo 01/TB', days })
    expect(kept.status).toBe(303)
    const { html } = await page(`/ky/${cycle}/lich`)
    expect(html).not.toContain('Chưa có bảng ngày nghỉ')
    // Five working days before 10/12 without the 6th; the phase ends on the 3rd.
    expect(html).toContain('Chốt tập tư liệu chậm nhất ngày 02/12/2027: 5 ngày làm việc')
    expect(html).toContain('kết thúc ngày 03/12/2027, muộn hơn mục tiêu')
  })
})

describe('reminders', () => {
  const told = async () => {
    const { rows } = await house.owner.query<{ name: string; about: Record<string, string> }>(
      `select p.name, n.about from notices n join people p on p.id = n.person_id where n.kind = 'phase-near' order by 1, n.id`,
    )
    return rows.map(({ name, about }) => `${name}: ${about.phase} ${about.what} ${about.day}`)
  }

  test('come three working days before, once, to secretaries and leads', async () => {
    const { db } = house.pools.console
    expect(await remindPhases(db, '2027-12-06')).toBe(0)
    // At the province the collectives begin on the 13th, here on the 10th.
    expect(await remindPhases(db, '2027-12-07')).toBe(2)
    expect(await remindPhases(db, '2027-12-07')).toBe(0)
    expect(await remindPhases(db, '2027-12-08')).toBe(1)
    expect(await told()).toEqual([
      'Lê Thị Thư: collective starts 2027-12-10',
      'Lê Thị Thư: collective ends 2027-12-10',
      'Trịnh Văn Tỉnh: collective starts 2027-12-13',
      'Đỗ Văn Duyệt: collective starts 2027-12-10',
      'Đỗ Văn Duyệt: collective ends 2027-12-10',
    ])
    const { html } = await page('/tai-khoan', undefined, lead)
    expect(html).toContain('Năm 2027: “Kiểm điểm tập thể” bắt đầu ngày 10/12/2027')
  })
})

describe('an outcome', () => {
  test('is refused before the plan has recognition begin, and taken once the plan is changed', async () => {
    const end = await yearEnd(house, 'doi')
    const bundle = await frozen(house, end)
    const enter = (path: string, body: unknown) =>
      house.call(end.secretary.token, 'POST', `bundles/${bundle}/${path}`, body)
    expect((await enter('handovers', handover)).status).toBe(201)
    expect((await enter('consultations', consultation)).status).toBe(201)
    const plan = (from: string, to: string) =>
      page(`/ky/${end.cycle}/lich`, formOf({ recognition: [from, to] }), end.secretary)
    expect((await plan('2098-12-01', '2098-12-31')).status).toBe(303)
    expect(await enter('outcomes', outcome)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('01/12/2098') },
    })
    const first = `${new Date().getUTCFullYear()}-01-01`
    expect((await plan(first, '2098-12-31')).status).toBe(303)
    expect((await enter('outcomes', outcome)).status).toBe(201)
  })
})
