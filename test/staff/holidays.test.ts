import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { workingDeadline } from '../../src/staff/holidays.ts'
import { workingDayBefore } from '../../src/staff/working-days.ts'
import { checkInvariants } from '../support/invariants.ts'
import {
  asMember,
  type StaffApp,
  type StaffHouse,
  type StaffMember,
  staffApp,
  staffHouse,
  staffMember,
  type Ward,
} from '../support/staff.ts'

let house: StaffHouse
let ward: Ward
let secretary: StaffMember
let elsewhere: StaffMember
let pages: StaffApp
beforeAll(async () => {
  house = await staffHouse()
  ward = await house.ward()
  secretary = await staffMember(house.owner, ward.front, 'Hồ Thị Thư Ký', 'secretary')
  elsewhere = await staffMember(house.owner, ward.neighbour, 'Phan Xã Khác', 'secretary')
  pages = staffApp(house.door('console'))
})
afterAll(async () => {
  await checkInvariants(house.ownerUrl)
  await house.close()
})

const keep = (days: string, who = secretary, year = '2027') =>
  pages.request('/ngay-nghi', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${who.token}`,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ year, source: 'Thông báo 01/TB-XX, 01/11/2026', days }),
  })
const page = async (who = secretary) =>
  (await pages.request('/ngay-nghi', { headers: { authorization: `Bearer ${who.token}` } })).text()
const deadline = async (from: string, who = secretary) =>
  (await asMember(house.console, who, (tx) => workingDeadline(tx, 3, new Date(from)))).toISOString()

describe('the table of holidays', () => {
  test('is missed by name before there is one, and nothing is guessed', async () => {
    expect(await page()).toContain('Chưa có bảng năm')
    expect(await deadline('2027-02-04T03:00:00Z')).toBe('2027-02-09T17:00:00.000Z')
  })

  test('moves a deadline past Tết, and counts a Saturday that is worked', async () => {
    const kept = await keep(
      '05/02/2027 Tết\n08/02/2027 Tết\n09/02/2027 Tết\n\nlàm bù 20/02/2027 thay ngày 05/02',
    )
    expect(kept.status).toBe(303)
    expect(await deadline('2027-02-04T03:00:00Z')).toBe('2027-02-12T17:00:00.000Z')
    expect(await deadline('2027-02-18T03:00:00Z')).toBe('2027-02-22T17:00:00.000Z')
    expect(await page()).toContain('20/02/2027 · làm bù')
  })

  test('is corrected by another table, the first stays on record', async () => {
    await keep('05/02/2027')
    expect(await deadline('2027-02-04T03:00:00Z')).toBe('2027-02-10T17:00:00.000Z')
    const { rows } = await house.owner.execute(sql`select from holiday_tables where year = 2027`)
    expect(rows.length).toBe(2)
  })

  test('of another commune does not count here; that of the level above does', async () => {
    expect(await page(elsewhere)).not.toContain('05/02/2027')
    await house.owner.execute(
      sql`update organisations set parent_id = ${ward.province} where id = ${ward.neighbour}`,
    )
    const above = await staffMember(house.owner, ward.province, 'Tạ Cấp Trên', 'secretary')
    await keep('03/05/2027 nghỉ bù', above)
    expect(await page(elsewhere)).toContain('theo cấp trên')
    expect(await page()).not.toContain('03/05/2027')
  })

  test.each([
    ['31/02/2027', 'Dòng 1: không đọc được ngày'],
    ['Tết', 'Dòng 1: không đọc được ngày'],
    ['05/02/2027\n05/02/2026', 'Dòng 2: ngày này thuộc năm khác'],
    ['05/02/2027\n5-2-2027', 'Dòng 2: ngày này đã có'],
    ['06/02/2027', 'Dòng 1: thứ Bảy, Chủ nhật vốn đã nghỉ'],
    ['làm bù 05/02/2027', 'Dòng 1: ngày làm bù phải là'],
    ['', 'Dòng 1: chưa có ngày nào'],
  ])('with a wrong line (%s) is not kept, says which, and stays typed', async (typed, says) => {
    const answer = await keep(typed)
    expect(answer.status).toBe(400)
    const shown = await answer.text()
    expect(shown).toContain(says)
    expect(shown).toContain(typed.split('\n')[0] ?? '')
    expect(shown).toContain('Thông báo 01/TB-XX')
  })

  test('is for secretaries and administrators', async () => {
    const clerk = await staffMember(house.owner, ward.front, 'Đinh Nhập Hộ', 'clerk')
    expect((await keep('05/02/2027', clerk)).status).toBe(403)
  })

  test('counts back from a meeting, too', () => {
    const calendar = { off: new Set(['2027-02-05']), work: new Set<string>() }
    expect(workingDayBefore('2027-02-09', 5, calendar)).toBe('2027-02-01')
  })
})
