import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { isGuessable } from '../../src/staff/guessable.ts'
import { firstAdministratorLink } from '../../src/staff/invitations.ts'
import { checkInvariants } from '../support/invariants.ts'
import {
  authenticatorOf,
  type Browser,
  browser,
  type StaffApp,
  type StaffHouse,
  staffApp,
  staffHouse,
  staffMember,
} from '../support/staff.ts'

// Each sign-in hashes a password as slowly as it should.
vi.setConfig({ testTimeout: 90_000 })

let password = 'bốn từ chẳng liên quan'
let house: StaffHouse
let app: StaffApp
let codeAt: (now: number) => string
const nextCode = () => {
  house.clock.now += 30_000
  return codeAt(house.clock.now)
}

beforeAll(async () => {
  house = await staffHouse()
  app = staffApp(house.door('console'))
  const link = await firstAdministratorLink(house.owner, 'http://console.test')
  const path = new URL(link ?? '').pathname
  const b = browser(app)
  codeAt = authenticatorOf(await (await b.go(path)).text())
  const founding = { organisationName: 'Ủy ban MTTQ phường Mây Lành', areaKind: 'phường' }
  const given = { ...founding, areaName: 'Mây Lành', areaCode: 'may-lanh', name: 'Lê Thị Hoa' }
  const made = { ...given, signInName: 'hoa.admin', password, code: codeAt(house.clock.now) }
  expect((await b.post(path, made)).status).toBe(303)
})
afterEach(() => house.owner.execute(sql`delete from sign_in_failures`))
afterAll(async () => {
  await checkInvariants(house.ownerUrl)
  await house.close()
})

const signIn = (b: Browser, given = password) =>
  b.post('/dang-nhap', { name: 'hoa.admin', password: given, code: nextCode() })
async function signedIn() {
  const b = browser(app)
  expect((await signIn(b)).status).toBe(303)
  return b
}
const account = async (b: Browser) => (await b.go('/tai-khoan')).text()
const isIn = async (b: Browser) => (await b.go('/tai-khoan')).status === 200
const change = (b: Browser, present: string, next: string) =>
  b.post('/tai-khoan/mat-khau', { present, password: next })

describe('one’s own password', () => {
  test('is changed by who knows the present one; other sessions end, this one goes on', async () => {
    const [here, there] = [await signedIn(), await signedIn()]
    const next = 'năm cái ghế gỗ lim'
    const wrong = await change(here, 'không phải mật khẩu này', next)
    expect(wrong.status).toBe(400)
    expect(await wrong.text()).toContain('Mật khẩu đang dùng chưa đúng')
    expect(await isIn(there)).toBe(true)
    const before = [...here.cookies.values()]
    expect((await change(here, password, next)).status).toBe(303)
    expect([...here.cookies.values()]).not.toEqual(before)
    expect([await isIn(here), await isIn(there)]).toEqual([true, false])
    expect(await account(here)).toContain('Mật khẩu của ông/bà vừa được đổi')
    expect((await signIn(browser(app))).status).toBe(401)
    password = next
    expect((await signIn(browser(app))).status).toBe(303)
    const { rows } = await house.owner.execute(
      sql`select from custody_entries where kind = 'password.changed'`,
    )
    expect(rows).toHaveLength(1)
  })

  test('is guessed no more often than at the sign-in page', async () => {
    const b = await signedIn()
    const statuses: number[] = []
    for (let turn = 0; turn < 7; turn++) {
      statuses.push((await change(b, `sai lần thứ ${turn} rồi`, 'năm cái ghế gỗ lim to')).status)
    }
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429, 429])
    await house.owner.execute(sql`delete from sign_in_failures`)
    expect((await signIn(browser(app))).status).toBe(303)
  })

  test.each([
    ['short', 'ngắn quá'],
    ['one of those that leaked most', 'Qwerty123456'],
    ['another of them', '1qaz2wsx3edc'],
    ['the ward’s name with a year', 'PhuongMayLanh2026'],
    ['the Front’s with signs', 'mặt trận-tổ quốc!1'],
    ['the person’s own name', 'LêThịHoa@12345'],
    ['the sign-in name', 'hoa.admin-2026'],
    ['few characters', 'aabbaabbaabb'],
    ['a row of keys', 'qwertyuiop asdfghjkl'],
  ])('is refused when it is %s', async (_, next) => {
    const b = await signedIn()
    const answer = await change(b, password, next)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toMatch(/quá dễ đoán|ít nhất 12 ký tự/)
    expect(await isIn(b)).toBe(true)
  })

  test('may be anything else, also with such a word in it', () => {
    const words = ['Ủy ban MTTQ phường Mây Lành', 'may-lanh', 'Lê Thị Hoa', 'hoa.admin']
    for (const good of [
      'bốn từ chẳng liên quan',
      'phường có cây đa già',
      'correct horse battery staple',
      'hoa hồng leo hàng rào sắt',
      'xK9#vTq2$mZ7w',
    ]) {
      expect(isGuessable(good, words), good).toBe(false)
    }
  })
})

describe('one’s own sessions', () => {
  test('are listed, and ended one by one or all but this', async () => {
    await house.owner.execute(sql`delete from sessions`)
    const [here, second, third] = [await signedIn(), await signedIn(), await signedIn()]
    const html = await account(here)
    const ids = [...html.matchAll(/\/tai-khoan\/phien\/([0-9a-f-]{36})\/ket-thuc/g)]
    expect(ids).toHaveLength(2)
    expect(html.match(/\(phiên này\)/g)).toHaveLength(1)
    expect(html).toContain('bàn xử lý')
    // The latest first: the third's.
    expect((await here.post(`/tai-khoan/phien/${ids[0]?.[1]}/ket-thuc`, {})).status).toBe(303)
    expect([await isIn(here), await isIn(second), await isIn(third)]).toEqual([true, true, false])
    expect((await here.post(`/tai-khoan/phien/${ids[0]?.[1]}/ket-thuc`, {})).status).toBe(404)
    expect((await here.post('/tai-khoan/phien/khac/ket-thuc', {})).status).toBe(303)
    expect([await isIn(here), await isIn(second)]).toEqual([true, false])
    expect(await account(here)).not.toContain('/ket-thuc')
  })

  test('of somebody else are not there, and an old session ends none', async () => {
    const b = await signedIn()
    const { rows: people } = await house.owner.execute<{ organisation: string }>(
      sql`select organisation_id as organisation from memberships limit 1`,
    )
    const organisation = String(people[0]?.organisation)
    const other = await staffMember(house.owner, organisation, 'Vũ Người Khác', 'clerk')
    const { rows } = await house.owner.execute<{ id: string }>(sql`
      insert into sessions (token_hash, person_id, organisation_id, door)
      values (sha256('x'), ${other.person}::uuid, ${organisation}::uuid, 'console') returning id`)
    const path = `/tai-khoan/phien/${rows[0]?.id}/ket-thuc`
    expect((await b.post(path, {})).status).toBe(404)
    expect((await b.post('/tai-khoan/phien/khac/ket-thuc', {})).status).toBe(303)
    const kept = await house.owner.execute(
      sql`select from sessions where id = ${rows[0]?.id}::uuid`,
    )
    expect(kept.rows).toHaveLength(1)
    await house.owner.execute(sql`update sessions set started_at = now() - interval '11 minutes'`)
    expect((await b.post('/tai-khoan/phien/khac/ket-thuc', {})).status).toBe(403)
  })
})
