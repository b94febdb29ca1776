import { sql } from 'drizzle-orm'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { staffApp as door } from '../../src/doors/staff.ts'
import { firstAdministratorLink } from '../../src/staff/invitations.ts'
import { staffPages } from '../../src/staff/pages.tsx'
import { browser as chromium, closeBrowser } from '../support/browser.ts'
import { checkInvariants } from '../support/invariants.ts'
import { serveOn } from '../support/serve.ts'
import {
  authenticatorOf,
  browser,
  type StaffApp,
  type StaffHouse,
  staffApp,
  staffHouse,
  staffMember,
} from '../support/staff.ts'

const password = 'bốn từ chẳng liên quan'
let house: StaffHouse
let app: StaffApp
let served: Awaited<ReturnType<typeof serveOn>>
let url: string
let codeAt: (now: number) => string

const nextCode = () => {
  house.clock.now += 30_000
  return codeAt(house.clock.now)
}
const form = () => ({ name: 'hoa.admin', password, code: nextCode() })

beforeAll(async () => {
  house = await staffHouse()
  const urls = { desk: 'http://desk.test', console: 'http://localhost:1' }
  const staff = house.door('console', { urls })
  const console = door(
    staff,
    () => {},
    async () => true,
    [staffPages(staff)],
  )
  served = await serveOn(console)
  // A passkey is bound to a host name; an address is none.
  url = served.url.replace('127.0.0.1', 'localhost')
  staff.urls = { ...urls, console: url }
  app = staffApp(house.door('console'))
  const link = new URL((await firstAdministratorLink(house.owner, url)) ?? '').pathname
  const b = browser(app)
  codeAt = authenticatorOf(await (await b.go(link)).text())
  const founding = { organisationName: 'Ủy ban MTTQ phường Mây Lành', areaKind: 'phường' }
  const given = { ...founding, areaName: 'Mây Lành', areaCode: 'may-lanh', name: 'Lê Thị Hoa' }
  const made = { ...given, signInName: 'hoa.admin', password, code: codeAt(house.clock.now) }
  expect((await b.post(link, made)).status).toBe(303)
})
afterEach(() => house.owner.execute(sql`delete from sign_in_failures`))
afterAll(async () => {
  await closeBrowser()
  await served.stop()
  await checkInvariants(house.ownerUrl)
  await house.close()
})

async function signedIn() {
  const b = browser(app)
  expect((await b.post('/dang-nhap', form())).status).toBe(303)
  return b
}

describe('a passkey', () => {
  let context: BrowserContext
  let page: Page
  let client: Awaited<ReturnType<BrowserContext['newCDPSession']>>
  let authenticatorId: string

  beforeAll(async () => {
    context = await (await chromium()).newContext({ baseURL: url })
    page = await context.newPage()
    client = await context.newCDPSession(page)
    await client.send('WebAuthn.enable')
    const made = await client.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
        ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
      },
    })
    authenticatorId = made.authenticatorId
  })
  afterAll(() => context.close())

  const byPassword = async () => {
    await page.goto('/dang-nhap')
    for (const [name, value] of Object.entries(form())) await page.fill(`#${name}`, value)
    await page.click('form[action^="/dang-nhap"] button')
    await page.goto('/tai-khoan')
  }
  const byPasskey = async () => {
    await context.clearCookies()
    await page.goto('/dang-nhap?next=%2Ftai-khoan')
    await page.click('[data-passkey-sign-in] button')
  }

  test('is made on the account page and signs in without password and code', async () => {
    await byPassword()
    await page.fill('#name', 'máy cơ quan')
    await page.click('[data-passkey-add] button')
    await page.waitForSelector('text=máy cơ quan –')
    expect(await page.content()).toContain('Đã thêm khóa đăng nhập “máy cơ quan”')
    await byPasskey()
    await page.waitForURL(/\/tai-khoan/)
    expect(await page.content()).toContain('Lê Thị Hoa')
    const { rows } = await house.owner.execute(sql`
      select kind from custody_entries where kind like 'passkey.%'`)
    expect(rows).toEqual([{ kind: 'passkey.added' }])
  })

  test('is asked for once more on this device only', async () => {
    await byPassword()
    await page.fill('#name', 'lần hai')
    await page.click('[data-passkey-add] button')
    await page.waitForSelector('[data-passkey-add] [role=status]:not(:empty)')
    const { rows } = await house.owner.execute(sql`select from passkeys`)
    expect(rows).toHaveLength(1)
  })

  test('opens nothing when the person was not verified', async () => {
    await client.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
    await byPasskey()
    await page.waitForSelector('[data-passkey-sign-in] [role=status]:not(:empty)')
    expect((await context.cookies()).length).toBe(0)
    // A browser that was told to do without: the server still wants it.
    await page.goto('/dang-nhap')
    await page.evaluate(`
      const get = navigator.credentials.get.bind(navigator.credentials)
      navigator.credentials.get = ({ publicKey }) =>
        get({ publicKey: { ...publicKey, userVerification: 'discouraged' } })`)
    const answered = page.waitForResponse((one) => one.url().endsWith('/dang-nhap/khoa-may'))
    await page.click('[data-passkey-sign-in] button')
    expect((await answered).status()).toBe(401)
    expect((await context.cookies()).length).toBe(0)
    await client.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true })
  })

  test('answers once: the same answer sent again, changed, or to the other door opens nothing', async () => {
    await context.clearCookies()
    await page.goto('/dang-nhap')
    const sent = page.waitForRequest((one) => one.url().endsWith('/dang-nhap/khoa-may'))
    await page.click('[data-passkey-sign-in] button')
    const body = JSON.parse((await sent).postData() ?? '{}')
    await page.waitForURL(/\/$/)
    const post = (given: unknown, to = '/dang-nhap/khoa-may') =>
      fetch(`${url}${to}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
        body: JSON.stringify(given),
      })
    const again = await post(body)
    expect(again.status).toBe(401)
    expect(again.headers.getSetCookie()).toEqual([])
    // With a challenge that is good, the signature is over another one.
    const { challenge } = await (await post({}, '/dang-nhap/khoa-may/hoi')).json()
    const said = { type: 'webauthn.get', challenge, origin: url, crossOrigin: false }
    body.response.response.clientDataJSON = Buffer.from(JSON.stringify(said)).toString('base64url')
    expect((await post(body)).status).toBe(401)
    for (const wrong of [null, {}, { response: 1 }, { response: { ...body.response, id: '' } }]) {
      expect((await post(wrong)).status).toBe(400)
    }
  })

  test('whose counter went back is a copy, and opens nothing', async () => {
    await house.owner.execute(sql`update passkeys set counter = counter + 1000`)
    await byPasskey()
    await page.waitForSelector('[data-passkey-sign-in] [role=status]:not(:empty)')
    await house.owner.execute(sql`update passkeys set counter = 0`)
  })

  test('that was removed opens nothing', async () => {
    await byPassword()
    await page.click('form[action*="/khoa-may/"] button')
    await page.waitForLoadState()
    await byPasskey()
    await page.waitForSelector('[data-passkey-sign-in] [role=status]:not(:empty)')
    expect((await context.cookies()).length).toBe(0)
  })
})

describe('a recovery code', () => {
  const make = async () => {
    const b = await signedIn()
    const answer = await b.post('/tai-khoan/ma-du-phong', {})
    expect(answer.status).toBe(200)
    return [...(await answer.text()).matchAll(/class="digest">([a-z2-9-]+)</g)].map(
      ([, code = '']) => code,
    )
  }
  const enter = (code: string) =>
    browser(app).post('/dang-nhap', { name: 'hoa.admin', password, code })

  test('stands in for the authenticator once, and its owner is told', async () => {
    const codes = await make()
    expect(new Set(codes).size).toBe(10)
    const [first = '', second = ''] = codes
    const b = browser(app)
    expect((await b.post('/dang-nhap', { ...form(), code: first.toUpperCase() })).status).toBe(303)
    expect(await (await b.go('/tai-khoan')).text()).toContain('còn 9 mã')
    expect((await enter(first)).status).toBe(401)
    const both = await Promise.all([enter(second), enter(second), enter(second)])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 401, 401])
  })

  test('needs the password as well, and is another one’s nowhere', async () => {
    const [code = ''] = await make()
    const wrong = { name: 'hoa.admin', password: 'a wrong password', code }
    expect((await browser(app).post('/dang-nhap', wrong)).status).toBe(401)
    expect((await enter(code)).status).toBe(303)
  })

  test('of an earlier set is gone, and none lies in the database', async () => {
    const [old = ''] = await make()
    const codes = await make()
    expect((await enter(old)).status).toBe(401)
    const { rows } = await house.owner.execute(
      sql`select row_to_json(r)::text as row from recovery_codes r`,
    )
    expect(rows).toHaveLength(10)
    for (const code of codes) expect(JSON.stringify(rows)).not.toContain(code.replaceAll('-', ''))
  })

  test('is made only right after signing in', async () => {
    const b = await signedIn()
    await house.owner.execute(sql`update sessions set started_at = now() - interval '11 minutes'`)
    expect((await b.post('/tai-khoan/ma-du-phong', {})).status).toBe(403)
    expect((await b.post('/tai-khoan/khoa-may/hoi', {})).status).toBe(403)
  })
})

describe('a cell’s link', () => {
  test('opens the desk for an hour, as residence cell alone, once', async () => {
    const { rows } = await house.owner.execute<{ id: string; code: string }>(
      sql`select o.id, a.code from organisations o join areas a on a.organisation_id = o.id`,
    )
    const [{ id = '', code = '' } = {}] = rows
    const clerk = await staffMember(house.owner, id, 'Hồ Thị Sổ', 'clerk')
    const cell = await staffMember(house.owner, id, 'Phan Thị Chi', 'secretary', {
      ...{ role: 'cell', area: code },
    })
    const desk = staffApp(house.door('desk'))
    const make = async (who = clerk) => {
      const answer = await app.request('/chi-uy', {
        method: 'POST',
        headers: { authorization: `Bearer ${who.token}`, 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams({ person: cell.person }),
      })
      const path = /\/vao-chi-uy\/[\w-]{43}/.exec(await answer.text())?.[0] ?? ''
      return { status: answer.status, path }
    }
    const { path: former } = await make()
    const { path } = await make()
    const b = browser(desk, 'http://desk.test')
    expect((await b.go(former)).status).toBe(404)
    // Looking (as chat programs do) uses nothing up.
    expect((await b.go(path)).status).toBe(200)
    expect((await b.post(path, {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await b.post(path, {})).status).toBe(303)
    const account = await (await b.go('/tai-khoan')).text()
    expect(account).toContain('chi ủy nơi cư trú')
    expect(account).not.toContain('thư ký')
    expect(account).not.toContain('Khóa đăng nhập')
    expect((await b.post('/tai-khoan/ma-du-phong', {})).status).toBe(403)
    expect((await browser(desk, 'http://desk.test').post(path, {})).status).toBe(404)
    const atConsole = browser(app)
    atConsole.cookies.set('ydan_console', b.cookies.get('ydan_desk') ?? '')
    expect((await atConsole.go('/tai-khoan')).status).toBe(303)
    await house.owner.execute(sql`update sessions set seen_at = now(), ends_at = now()
      where only_role is not null`)
    expect((await b.go('/tai-khoan')).status).toBe(303)
    expect((await make(cell)).status).toBe(200)
    const moderator = await staffMember(house.owner, id, 'Mai Văn Đọc', 'moderator')
    expect((await make(moderator)).status).toBe(403)
    const kinds = await house.owner.execute(
      sql`select kind from custody_entries where kind like 'cell-link.%' order by seq`,
    )
    expect(kinds.rows.map(({ kind }) => kind)).toEqual([
      ...['cell-link.made', 'cell-link.made', 'cell-link.used', 'cell-link.made'],
    ])
  })

  test('is worth nothing once the role ended', async () => {
    const { rows } = await house.owner.execute<{ id: string; person: string }>(sql`
      select organisation_id as id, person_id as person from memberships where role = 'cell'`)
    const [{ id = '', person = '' } = {}] = rows
    const admin = await staffMember(house.owner, id, 'Bùi Quản Trị', 'admin')
    const make = () =>
      app.request('/chi-uy', {
        method: 'POST',
        headers: { authorization: `Bearer ${admin.token}`, 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams({ person }),
      })
    const path = /\/vao-chi-uy\/[\w-]{43}/.exec(await (await make()).text())?.[0] ?? ''
    await house.owner.execute(sql`update memberships set valid_to = now() where role = 'cell'`)
    const desk = browser(staffApp(house.door('desk')), 'http://desk.test')
    expect((await desk.post(path, {})).status).toBe(404)
    expect((await make()).status).toBe(404)
  })
})

test('a moderator is asked about relations at the first sign-in of a cycle, and once', async () => {
  const admin = await signedIn()
  const made = await admin.post('/nguoi/moi', { name: 'Trần Thị Mai', roles: 'moderator' })
  const path = /\/moi\/[\w-]{43}/.exec(await made.text())?.[0] ?? ''
  const b = browser(app)
  const codes = authenticatorOf(await (await b.go(path)).text())
  const given = { signInName: 'mai', password, code: codes(house.clock.now) }
  expect((await b.post(path, given)).status).toBe(303)
  const enter = () => {
    house.clock.now += 30_000
    const fields = { name: 'mai', password, code: codes(house.clock.now), next: '/y-kien' }
    return b.post('/dang-nhap', fields)
  }
  const to = (await enter()).headers.get('location') ?? ''
  expect(to).toBe('/quan-he?next=%2Fy-kien')
  expect(await (await b.go(to)).text()).toContain('Tôi không có quan hệ nào như vậy')
  const confirmed = await b.post('/quan-he/xac-nhan', { next: '/y-kien' })
  expect(confirmed.headers.get('location')).toBe('/y-kien')
  expect((await enter()).headers.get('location')).toBe('/y-kien')
  await house.owner.execute(sql`insert into cycles (organisation_id, name, year, kind, framework, starts_on, ends_on, cut_off)
    select id, 'Năm nay', 2026, 'year', '366/2025', today(), today(), today() from organisations`)
  expect((await enter()).headers.get('location')).toBe(to)
})

test('a reset takes passkeys and recovery codes away', async () => {
  const b = await signedIn()
  await b.post('/tai-khoan/ma-du-phong', {})
  await house.owner.execute(sql`insert into passkeys (person_id, credential_id, public_key, name)
    select id, 'planted', ''::bytea, 'trồng' from people where sign_in_name = 'hoa.admin'`)
  const { rows } = await house.owner.execute<{ id: string }>(
    sql`select id from people where sign_in_name = 'hoa.admin'`,
  )
  const page = await (await b.post('/nguoi/dat-lai', { person: rows[0]?.id ?? '' })).text()
  const path = /\/moi\/[\w-]{43}/.exec(page)?.[0] ?? ''
  codeAt = authenticatorOf(await (await browser(app).go(path)).text())
  house.clock.now += 60_000
  const given = { password, code: codeAt(house.clock.now) }
  expect((await browser(app).post(path, given)).status).toBe(303)
  const left = await house.owner.execute(sql`select
    (select count(*)::int from recovery_codes) as codes,
    (select count(*)::int from passkeys where removed_at is null) as passkeys`)
  expect(left.rows).toEqual([{ codes: 0, passkeys: 0 }])
})
