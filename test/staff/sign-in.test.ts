import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstAdministratorLink } from '../../src/staff/invitations.ts'
import {
  authenticatorOf,
  type Browser,
  browser,
  type StaffApp,
  type StaffHouse,
  staffApp,
  staffHouse,
} from '../support/staff.ts'

const password = 'bốn từ chẳng liên quan'
const founding = {
  organisationName: 'Ủy ban MTTQ Việt Nam phường Mây Lành',
  areaKind: 'phường',
  areaName: 'Mây Lành',
  areaCode: 'may-lanh',
}

let house: StaffHouse
let app: StaffApp
let codeAt: (now: number) => string

/** The next code nobody has used: the clock moves one step on. */
const nextCode = () => {
  house.clock.now += 30_000
  return codeAt(house.clock.now)
}
const credentials = () => ({ name: 'hoa.admin', password, code: nextCode() })

async function signedIn(): Promise<Browser> {
  await house.owner.execute(sql`delete from sign_in_failures`)
  const b = browser(app)
  expect((await b.post('/dang-nhap', credentials())).status).toBe(303)
  return b
}

beforeAll(async () => {
  house = await staffHouse()
  app = staffApp(house.door('console'))
})
afterAll(() => house.close())

describe('the first administrator', () => {
  let path: string

  test('gets a link that is made anew at each start and closes the one before', async () => {
    const first = await firstAdministratorLink(house.owner, 'http://console.test')
    const second = await firstAdministratorLink(house.owner, 'http://console.test')
    expect(first).toMatch(/^http:\/\/console\.test\/moi\/[\w-]{43}$/)
    expect((await browser(app).go(new URL(first ?? '').pathname)).status).toBe(404)
    path = new URL(second ?? '').pathname
    expect((await browser(app).go(path)).status).toBe(200)
  })

  test('is told field by field what is wrong, and keeps what was typed but the password', async () => {
    const b = browser(app)
    const typed = {
      ...founding,
      areaCode: 'có dấu',
      name: '',
      signInName: 'A',
      password: 'ngắn',
      code: '1',
    }
    const answer = await b.post(path, typed)
    const html = await answer.text()
    expect(answer.status).toBe(400)
    for (const field of ['areaCode', 'name', 'signInName', 'password', 'code']) {
      expect(html).toContain(`id="${field}-error"`)
    }
    expect(html).toContain(founding.organisationName)
    expect(html).not.toContain('ngắn')
  })

  test.each([
    ['a password of one letter', { password: 'aaaaaaaaaaaaaaa' }, 'password-error'],
    ['a name with a direction mark', { name: 'Lê \u202eHoa' }, 'name-error'],
    ['a name with NUL', { name: 'Lê\u0000Hoa' }, 'name-error'],
  ])('is refused %s', async (_what, wrong, error) => {
    const right = {
      ...founding,
      name: 'Lê Thị Hoa',
      signInName: 'hoa.admin',
      password,
      code: '000000',
    }
    const answer = await browser(app).post(path, { ...right, ...wrong })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(`id="${error}"`)
  })

  test('founds the organisation, scans the picture, and is signed in', async () => {
    const b = browser(app)
    const page = await (await b.go(path)).text()
    expect(page).toContain('src="data:image/svg+xml;base64,')
    codeAt = authenticatorOf(page)
    const form = { ...founding, name: 'Lê Thị Hoa', signInName: 'Hoa.Admin', password }
    const answer = await b.post(path, { ...form, code: codeAt(house.clock.now) })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('set-cookie')).toMatch(
      /^ydan_console=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    )
    const account = await (await b.go('/tai-khoan')).text()
    expect(account).toContain('Lê Thị Hoa')
    expect(account).toContain(founding.organisationName)
  })

  test('uses the link up, and there is no second one', async () => {
    expect((await browser(app).go(path)).status).toBe(404)
    expect(await firstAdministratorLink(house.owner, 'http://console.test')).toBeNull()
  })

  test('leaves entries in the custody log', async () => {
    const { rows } = await house.owner.execute(sql`select kind from custody_entries order by seq`)
    expect(rows.map(({ kind }) => kind)).toEqual(['organisation.founded', 'membership.given'])
  })
})

describe('signing in', () => {
  test('works by name, password and code, and leads where one wanted to go', async () => {
    const b = browser(app)
    const wall = await b.go('/nguoi?asked=1')
    expect(wall.status).toBe(303)
    const to = wall.headers.get('location') ?? ''
    expect(to).toBe('/dang-nhap?next=%2Fnguoi%3Fasked%3D1')
    expect(await (await b.go(to)).text()).toContain('name="next" value="/nguoi?asked=1"')
    const answer = await b.post('/dang-nhap', { ...credentials(), next: '/nguoi?asked=1' })
    expect(answer.headers.get('location')).toBe('/nguoi?asked=1')
    expect((await b.go('/nguoi')).status).toBe(200)
  })

  test.each([
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'javascript:1',
  ])('never leads to %s', async (next) => {
    const answer = await browser(app).post('/dang-nhap', { ...credentials(), next })
    expect(answer.headers.get('location')).toBe('/')
  })

  test('answers a wrong name, password and code alike', async () => {
    const wrongs = [{ name: 'nobody' }, { password: 'a wrong password' }, { code: '000000' }]
    const pages = []
    for (const wrong of wrongs) {
      await house.owner.execute(sql`delete from sign_in_failures`)
      const answer = await browser(app).post('/dang-nhap', { ...credentials(), ...wrong })
      expect(answer.status).toBe(401)
      expect(answer.headers.getSetCookie()).toEqual([])
      pages.push((await answer.text()).replaceAll(/value="(nobody|hoa\.admin)"/g, ''))
    }
    expect(new Set(pages).size).toBe(1)
  })

  test('takes a code once, and none from before', async () => {
    const form = credentials()
    expect((await browser(app).post('/dang-nhap', form)).status).toBe(303)
    expect((await browser(app).post('/dang-nhap', form)).status).toBe(401)
    const earlier = codeAt(house.clock.now - 30_000)
    expect((await browser(app).post('/dang-nhap', { ...form, code: earlier })).status).toBe(401)
  })

  test('takes a code once even when it is sent many times at once', async () => {
    await house.owner.execute(sql`delete from sign_in_failures`)
    const form = credentials()
    const answers = await Promise.all([1, 2, 3, 4].map(() => browser(app).post('/dang-nhap', form)))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 401, 401, 401])
  })

  test('waits after five failures, also for the right password, and forgets them after success', async () => {
    await house.owner.execute(sql`delete from sign_in_failures`)
    const wrong = { ...credentials(), password: 'a wrong password' }
    for (let tries = 0; tries < 5; tries++) {
      expect((await browser(app).post('/dang-nhap', wrong)).status).toBe(401)
    }
    const blocked = await browser(app).post('/dang-nhap', credentials())
    expect(blocked.status).toBe(429)
    expect(Number(blocked.headers.get('retry-after'))).toBeGreaterThan(0)
    await house.owner.execute(
      sql`update sign_in_failures set last_at = last_at - interval '31 seconds'`,
    )
    expect((await browser(app).post('/dang-nhap', credentials())).status).toBe(303)
    const { rows } = await house.owner.execute(sql`select from sign_in_failures`)
    expect(rows).toHaveLength(1) // the address's, short of the last try
  })

  test('gives no more chances to tries sent all at once', async () => {
    await house.owner.execute(sql`delete from sign_in_failures`)
    const wrong = { name: 'hoa.admin', password: 'a wrong password', code: '000000' }
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => browser(app).post('/dang-nhap', wrong)),
    )
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7)
  })

  test('slows down one address that tries many names', async () => {
    await house.owner.execute(sql`delete from sign_in_failures`)
    const from = { 'x-test-address': '198.51.100.7' }
    const tryName = (name: string) =>
      browser(app).post('/dang-nhap', { name, password: 'x', code: '1' }, from)
    for (const name of ['name-1', 'name-2']) expect((await tryName(name)).status).toBe(401)
    await house.owner.execute(sql`update sign_in_failures set failures = 30 where failures = 2`)
    expect((await tryName('name-3')).status).toBe(429)
    expect((await browser(app).post('/dang-nhap', credentials())).status).toBe(303)
  })

  test('is refused when the form comes from another site or port', async () => {
    for (const site of ['cross-site', 'same-site', 'none']) {
      const answer = await browser(app).post('/dang-nhap', credentials(), {
        'sec-fetch-site': site,
      })
      expect(answer.status).toBe(403)
    }
  })

  test('is refused to who was disabled', async () => {
    const b = await signedIn()
    await house.owner.execute(sql`update people set disabled_at = now()`)
    expect((await b.go('/tai-khoan')).status).toBe(303)
    expect((await browser(app).post('/dang-nhap', credentials())).status).toBe(401)
    await house.owner.execute(sql`update people set disabled_at = null`)
  })
})

describe('a session', () => {
  test('keeps only a fingerprint of its secret in the database', async () => {
    const b = await signedIn()
    const secret = b.cookies.get('ydan_console') ?? ''
    const { rows } = await house.owner.execute(
      sql`select row_to_json(s)::text as row from sessions s`,
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(secret)
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(secret, 'base64url').toString('hex'))
  })

  test('ends after 15 idle minutes', async () => {
    const b = await signedIn()
    await house.owner.execute(sql`update sessions set seen_at = now() - interval '14 minutes'`)
    expect((await b.go('/tai-khoan')).status).toBe(200)
    await house.owner.execute(
      sql`update sessions set seen_at = now() - interval '15 minutes 1 second'`,
    )
    expect((await b.go('/tai-khoan')).status).toBe(303)
  })

  test('ends eight hours after it began, however busy', async () => {
    const b = await signedIn()
    await house.owner.execute(
      sql`update sessions set started_at = now() - interval '7 hours 59 minutes'`,
    )
    expect((await b.go('/tai-khoan')).status).toBe(200)
    await house.owner.execute(
      sql`update sessions set started_at = now() - interval '8 hours 1 second'`,
    )
    expect((await b.go('/tai-khoan')).status).toBe(303)
  })

  test('has a new secret after signing in; one planted before opens nothing', async () => {
    const planted = 'A'.repeat(43)
    const b = browser(app)
    b.cookies.set('ydan_console', planted)
    expect((await b.post('/dang-nhap', credentials())).status).toBe(303)
    expect(b.cookies.get('ydan_console')).not.toBe(planted)
    const thief = browser(app)
    thief.cookies.set('ydan_console', planted)
    expect((await thief.go('/tai-khoan')).status).toBe(303)
  })

  test('that the browser still had ends when one signs in again', async () => {
    const b = await signedIn()
    const before = b.cookies.get('ydan_console') ?? ''
    expect((await b.post('/dang-nhap', credentials())).status).toBe(303)
    const thief = browser(app)
    thief.cookies.set('ydan_console', before)
    expect((await thief.go('/tai-khoan')).status).toBe(303)
  })

  test('opens the door it began at and no other', async () => {
    const b = await signedIn()
    const atDesk = browser(staffApp(house.door('desk')), 'http://desk.test')
    atDesk.cookies.set('ydan_desk', b.cookies.get('ydan_console') ?? '')
    expect((await atDesk.go('/tai-khoan')).status).toBe(303)
  })

  test('is gone after signing out', async () => {
    const b = await signedIn()
    const secret = b.cookies.get('ydan_console') ?? ''
    expect((await b.post('/dang-xuat', {})).status).toBe(303)
    expect(b.cookies.size).toBe(0)
    b.cookies.set('ydan_console', secret)
    expect((await b.go('/tai-khoan')).status).toBe(303)
  })

  test('changes nothing for a form of another site, and returns to the form after coming too late', async () => {
    const b = await signedIn()
    const foreign = await b.post('/nguoi/moi', { name: 'X' }, { 'sec-fetch-site': 'same-site' })
    expect(foreign.status).toBe(403)
    b.cookies.clear()
    const late = await b.post(
      '/nguoi/moi',
      { name: 'X' },
      { referer: 'http://console.test/nguoi', host: 'console.test' },
    )
    expect(late.headers.get('location')).toBe('/dang-nhap?next=%2Fnguoi')
  })

  test('has a Secure cookie behind https', async () => {
    const urls = { desk: 'https://desk.test', console: 'https://console.test' }
    const b = browser(staffApp(house.door('console', { urls })), 'https://console.test')
    const answer = await b.post('/dang-nhap', credentials())
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-ydan_console=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    )
    const out = await b.post('/dang-xuat', {})
    expect(out.headers.get('clear-site-data')).toContain('cache')
    expect(await b.cookies.get('__Host-ydan_console')).toBeFalsy()
  })
})
