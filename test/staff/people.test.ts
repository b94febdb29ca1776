import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transaction } from '../../db/connection.ts'
import { adminCommand } from '../../src/cli/admin.ts'
import { tokenCommand } from '../../src/cli/token.ts'
import { demoLink } from '../../src/staff/demo.ts'
import { roles } from '../../src/staff/roles.ts'
import {
  authenticatorOf,
  type Browser,
  browser,
  type StaffApp,
  type StaffHouse,
  type StaffMember,
  staffApp,
  staffHouse,
  staffMember,
  type Ward,
} from '../support/staff.ts'

const password = 'bốn từ chẳng liên quan'

let house: StaffHouse
let ward: Ward
let app: StaffApp
let desk: StaffApp
let admin: Browser
let administrator: StaffMember

/** A browser that entered by a link of the demo. */
async function entered(member: StaffMember, at: StaffApp = app): Promise<Browser> {
  const origin = at === app ? 'http://console.test' : 'http://desk.test'
  const link = await transaction(house.owner, (tx) =>
    demoLink(tx, member.organisation, member.person, origin),
  )
  const b = browser(at, origin)
  expect((await b.post(new URL(link).pathname, {})).status).toBe(303)
  return b
}

const linkIn = (html: string) => /class="digest">([^<]+)</.exec(html)?.[1] ?? ''

beforeAll(async () => {
  house = await staffHouse()
  ward = await house.ward()
  app = staffApp(house.door('console', { demo: true }))
  desk = staffApp(house.door('desk', { demo: true }))
  administrator = await staffMember(house.owner, ward.front, 'Lê Thị Hoa', 'admin')
  admin = await entered(administrator)
})
afterAll(() => house.close())

describe('people and roles', () => {
  test('are for administrators alone', async () => {
    for (const role of roles.filter((one) => one !== 'admin')) {
      const bound = { official: { official: ward.chair }, cell: { area: 'ML-3' } }[role as string]
      const member = await staffMember(house.owner, ward.neighbour, `Người ${role}`, {
        role,
        ...bound,
      })
      const headers = { authorization: `Bearer ${member.token}` }
      expect((await app.request('/nguoi', { headers })).status).toBe(403)
      const body = new URLSearchParams({ name: 'X', roles: 'lead' })
      const post = {
        method: 'POST',
        headers: { ...headers, 'sec-fetch-site': 'same-origin' },
        body,
      }
      expect((await app.request('/nguoi/moi', post)).status).toBe(403)
    }
    expect((await browser(app).go('/nguoi')).status).toBe(303)
  })

  test('while there is no lead, an invitation opens at once', async () => {
    const answer = await admin.post('/nguoi/moi', { name: 'Trần Văn Nhất', roles: ['lead'] })
    const link = linkIn(await answer.text())
    expect(link).toMatch(/^http:\/\/console\.test\/moi\/[\w-]{43}$/)
    const invited = await accepts(link, 'tran.nhat')
    expect(await (await invited.go('/tai-khoan')).text()).toContain('Trần Văn Nhất')
  })

  test('once there is a lead, an invitation opens when a lead has agreed', async () => {
    const answer = await admin.post('/nguoi/moi', {
      name: 'Mai Thị Mới',
      roles: ['moderator', 'secretary'],
    })
    const path = new URL(linkIn(await answer.text())).pathname
    expect((await browser(app).go(path)).status).toBe(409)
    expect((await browser(app).post(path, { password })).status).toBe(409)
    await leadAnswers(true)
    expect((await browser(app).go(path)).status).toBe(200)
    await accepts(path, 'mai.moi')
    const people = await (await admin.go('/nguoi')).text()
    expect(people).toContain('Mai Thị Mới')
  })

  test('a declined invitation stays shut', async () => {
    const answer = await admin.post('/nguoi/moi', { name: 'Kẻ Lạ', roles: ['moderator'] })
    const path = new URL(linkIn(await answer.text())).pathname
    await leadAnswers(false)
    expect((await browser(app).go(path)).status).toBe(409)
  })

  test('a cell is invited to the desk, for its area', async () => {
    const missing = await admin.post('/nguoi/moi', { name: 'Bí thư chi bộ', roles: ['cell'] })
    expect(missing.status).toBe(400)
    const foreign = await admin.post('/nguoi/moi', { name: 'X', roles: ['cell'], area: 'GN' })
    expect(foreign.status).toBe(400)
    const answer = await admin.post('/nguoi/moi', {
      name: 'Hà Văn Cơ',
      roles: ['cell'],
      area: 'ML-3',
    })
    const link = linkIn(await answer.text())
    expect(link).toMatch(/^http:\/\/desk\.test\//)
    await leadAnswers(true)
    const cell = await accepts(link, 'ha.co', desk)
    expect((await cell.go('/tai-khoan')).status).toBe(200)
    const { rows } =
      await house.owner.execute(sql`select area_code from memberships where role = 'cell'
      and person_id = (select id from people where sign_in_name = 'ha.co')`)
    expect(rows).toEqual([{ area_code: 'ML-3' }])
    await house.owner.execute(sql`delete from sign_in_failures`)
    const wrongDoor = browser(app)
    const form = { name: 'ha.co', password, code: code('ha.co') }
    expect((await wrongDoor.post('/dang-nhap', form)).status).toBe(403)
    expect(wrongDoor.cookies.size).toBe(0)
  })

  test('refuses roles that never go together, no role, and somebody else’s official', async () => {
    const both = { name: 'X', roles: ['lead', 'custodian'] }
    expect((await admin.post('/nguoi/moi', both)).status).toBe(409)
    expect((await admin.post('/nguoi/moi', { name: 'X' })).status).toBe(400)
    expect((await admin.post('/nguoi/moi', { name: 'X', roles: ['king'] })).status).toBe(400)
    const elsewhere = { name: 'X', roles: ['official'], official: ward.elsewhere }
    expect((await admin.post('/nguoi/moi', elsewhere)).status).toBe(400)
    expect((await admin.post('/nguoi/moi', { name: 'a\u0000b', roles: ['clerk'] })).status).toBe(
      400,
    )
  })

  test('giving and ending a role waits for a lead', async () => {
    const clerk = await staffMember(house.owner, ward.front, 'Hồ Thị Sổ', 'clerk')
    const given = await admin.post('/nguoi/vai-tro', { person: clerk.person, role: 'secretary' })
    expect(given.headers.get('location')).toBe('/nguoi?asked=1')
    expect(await rolesOf(clerk.person)).toEqual(['clerk'])
    await leadAnswers(true)
    expect(await rolesOf(clerk.person)).toEqual(['clerk', 'secretary'])
    const { rows } = await house.owner.execute<{ id: string; given_by: string; agreed: boolean }>(
      sql`select id, given_by, agreed_by is not null as agreed from memberships
          where person_id = ${clerk.person} and role = 'secretary'`,
    )
    expect(rows).toMatchObject([{ given_by: administrator.person, agreed: true }])
    await admin.post('/nguoi/thoi', { membership: rows[0]?.id ?? '' })
    expect(await rolesOf(clerk.person)).toHaveLength(2)
    await leadAnswers(true)
    expect(await rolesOf(clerk.person)).toEqual(['clerk'])
  })

  test('keeps the last administrator', async () => {
    const { rows } = await house.owner.execute<{ id: string }>(
      sql`select id from memberships where person_id = ${administrator.person}`,
    )
    expect((await admin.post('/nguoi/thoi', { membership: rows[0]?.id ?? '' })).status).toBe(409)
  })

  test('a new sign-in link waits for a lead, ends all sessions, and replaces password and key', async () => {
    const { rows } = await house.owner.execute<{ id: string }>(
      sql`select id from people where sign_in_name = 'mai.moi'`,
    )
    const person = rows[0]?.id ?? ''
    const before = await entered({ ...administrator, person })
    const answer = await admin.post('/nguoi/dat-lai', { person })
    const path = new URL(linkIn(await answer.text())).pathname
    expect((await browser(app).go(path)).status).toBe(409)
    await leadAnswers(true)
    expect((await before.go('/tai-khoan')).status).toBe(200)
    const old = code('mai.moi')
    await accepts(path, undefined, app, 'một mật khẩu khác hẳn')
    expect((await before.go('/tai-khoan')).status).toBe(303)
    const stale = await browser(app).post('/dang-nhap', { name: 'mai.moi', password, code: old })
    expect(stale.status).toBe(401)
  })

  test('of another organisation are not there', async () => {
    const stranger = await staffMember(house.owner, ward.neighbour, 'Cao Văn Xa', 'clerk')
    const { rows } = await house.owner.execute<{ id: string }>(
      sql`select id from memberships where person_id = ${stranger.person}`,
    )
    expect((await admin.post('/nguoi/thoi', { membership: rows[0]?.id ?? '' })).status).toBe(404)
    expect((await admin.post('/nguoi/dat-lai', { person: stranger.person })).status).toBe(404)
    const give = { person: stranger.person, role: 'clerk' }
    expect((await admin.post('/nguoi/vai-tro', give)).status).toBe(404)
    expect(await (await admin.go('/nguoi')).text()).not.toContain('Cao Văn Xa')
  })
})

describe('an invitation', () => {
  test('is used once, also by two at the same moment', async () => {
    const setUp = await staffMember(house.owner, ward.province, 'Quản trị xã', 'admin')
    const b = await entered(setUp)
    const answer = await b.post('/nguoi/moi', { name: 'Đôi', roles: ['clerk'] })
    const path = new URL(linkIn(await answer.text())).pathname
    const codeAt = authenticatorOf(await (await b.go(path)).text())
    const form = (signInName: string) => ({ signInName, password, code: codeAt(house.clock.now) })
    const both = await Promise.all(
      ['doi.mot', 'doi.hai'].map((name) => browser(app).post(path, form(name))),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([303, 404])
    const { rows } = await house.owner.execute(sql`select from people where name = 'Đôi'`)
    expect(rows).toHaveLength(1)
  })

  test('does not take a sign-in name that somebody has, and stays open', async () => {
    const setUp = await staffMember(house.owner, ward.province, 'Quản trị hai', 'admin')
    const b = await entered(setUp)
    const answer = await b.post('/nguoi/moi', { name: 'Trùng', roles: ['clerk'] })
    const path = new URL(linkIn(await answer.text())).pathname
    const codeAt = authenticatorOf(await (await b.go(path)).text())
    const form = { password, code: codeAt(house.clock.now) }
    const taken = await browser(app).post(path, { ...form, signInName: 'MAI.moi' })
    expect(taken.status).toBe(400)
    expect(await taken.text()).toContain('signInName-error')
    expect((await browser(app).post(path, { ...form, signInName: 'trung' })).status).toBe(303)
  })

  test('ends after seven days, with the same answer as an unknown one', async () => {
    const setUp = await staffMember(house.owner, ward.province, 'Quản trị ba', 'admin')
    const b = await entered(setUp)
    const answer = await b.post('/nguoi/moi', { name: 'Muộn', roles: ['clerk'] })
    const path = new URL(linkIn(await answer.text())).pathname
    await house.owner.execute(sql`update invitations set expires_at = now() where name = 'Muộn'`)
    const late = await browser(app).go(path)
    const unknown = await browser(app).go(`/moi/${'A'.repeat(43)}`)
    expect([late.status, unknown.status]).toEqual([404, 404])
    const page = async (answer: Response) => (await answer.text()).replaceAll(/\/moi\/[\w-]+/g, '')
    expect(await page(late)).toBe(await page(unknown))
  })
})

describe('links of the demo', () => {
  test('work again and again, and only at a door that is a demo', async () => {
    const member = await staffMember(house.owner, ward.front, 'Người thử', 'clerk')
    const link = await transaction(house.owner, (tx) =>
      demoLink(tx, ward.front, member.person, 'http://console.test'),
    )
    const path = new URL(link).pathname
    const real = staffApp(house.door('console'))
    expect((await browser(real).post(path, {})).status).toBe(404)
    expect((await browser(app).go(path)).status).toBe(200)
    expect((await browser(app).post(path, {})).status).toBe(303)
    expect((await browser(app).post(path, {})).status).toBe(303)
    expect((await browser(app).go(path.replace('/vao/', '/moi/'))).status).toBe(404)
  })

  test('do not open as invitations, nor invitations as links of the demo', async () => {
    const setUp = await staffMember(house.owner, ward.province, 'Quản trị bốn', 'admin')
    const b = await entered(setUp)
    const answer = await b.post('/nguoi/moi', { name: 'Lối', roles: ['clerk'] })
    const path = new URL(linkIn(await answer.text())).pathname
    expect((await browser(app).post(path.replace('/moi/', '/vao/'), {})).status).toBe(404)
  })
})

describe('the shell', () => {
  const openOwner = async () => ({ db: house.owner, close: async () => {} })

  test('makes no second administrator', async () => {
    const [out, err]: string[][] = [[], []]
    const exit = await adminCommand(
      ['create'],
      (line) => out?.push(line),
      (line) => err?.push(line),
      openOwner,
      'http://console.test',
    )
    expect(exit).toBe(1)
    expect(out).toEqual([])
    expect(err).toHaveLength(1)
  })

  test('makes a token for one person and tells every administrator', async () => {
    const member = await staffMember(house.owner, ward.front, 'Tích Hợp', 'clerk')
    const out: string[] = []
    const exit = await tokenCommand(
      ['create', '--person', member.person, '--name', 'tích hợp'],
      (line) => out.push(line),
      () => {},
      openOwner,
    )
    expect(exit).toBe(0)
    const headers = { authorization: `Bearer ${out[0]}` }
    expect((await app.request('/api/v1/approvals', { headers })).status).toBe(200)
    expect(await (await admin.go('/tai-khoan')).text()).toContain('“tích hợp” cho Tích Hợp')
    const { rows } = await house.owner.execute<{ id: string }>(
      sql`select id from api_tokens where name = 'tích hợp'`,
    )
    expect((await admin.post('/nguoi/huy-ma', { token: rows[0]?.id ?? '' })).status).toBe(303)
    expect((await app.request('/api/v1/approvals', { headers })).status).toBe(401)
  })

  test.each([
    [['create'], 2],
    [['create', '--person', 'x'], 2],
    [['destroy'], 2],
    [['--help'], 0],
    [['create', '--person', '00000000-0000-4000-8000-000000000000'], 1],
  ])('answers token %j with exit code %i', async (argv, code) => {
    expect(
      await tokenCommand(
        argv,
        () => {},
        () => {},
        openOwner,
      ),
    ).toBe(code)
  })
})

const codes = new Map<string, (now: number) => string>()

function code(signInName: string): string {
  house.clock.now += 30_000
  return codes.get(signInName)?.(house.clock.now) ?? ''
}

async function accepts(
  link: string,
  signInName: string | undefined,
  at: StaffApp = app,
  chosen = password,
): Promise<Browser> {
  const b = browser(at, at === app ? 'http://console.test' : 'http://desk.test')
  const path = new URL(link, 'http://console.test').pathname
  const codeAt = authenticatorOf(await (await b.go(path)).text())
  if (signInName !== undefined) codes.set(signInName, codeAt)
  const form = {
    password: chosen,
    code: codeAt(house.clock.now),
    ...(signInName && { signInName }),
  }
  expect((await b.post(path, form)).status).toBe(303)
  return b
}

/** The lead who was invited first answers the one ask that is open. */
async function leadAnswers(approve: boolean): Promise<void> {
  const { rows } = await house.owner.execute<{ id: string }>(
    sql`select id from people where sign_in_name = 'tran.nhat'`,
  )
  const lead = await entered({ ...administrator, person: rows[0]?.id ?? '' })
  const { items } = (await (await lead.go('/api/v1/approvals')).json()) as {
    items: { id: string }[]
  }
  expect(items).toHaveLength(1)
  const answer = await lead.go(`/api/v1/approvals/${items[0]?.id}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ approve }),
  })
  expect(answer.status).toBe(200)
}

async function rolesOf(person: string): Promise<unknown[]> {
  const { rows } = await house.owner.execute<{ role: string }>(
    sql`select role from memberships where person_id = ${person} and valid_to is null order by role`,
  )
  return rows.map(({ role }) => role)
}
