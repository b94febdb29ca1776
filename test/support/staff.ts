import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { Secret, TOTP } from 'otpauth'
import { as, connect, type Db, transaction } from '../../db/connection.ts'
import type { Actor, StaffEnv } from '../../src/staff/actor.ts'
import { staffApi } from '../../src/staff/api.ts'
import type { ApprovalHandlers } from '../../src/staff/approvals.ts'
import { demoPerson } from '../../src/staff/demo.ts'
import type { StaffDoor } from '../../src/staff/guard.ts'
import { changeRole, type RoleWish } from '../../src/staff/memberships.ts'
import { staffPages } from '../../src/staff/pages.tsx'
import type { Role } from '../../src/staff/roles.ts'
import type { StaffDoorName } from '../../src/staff/session.ts'
import { createThrottle } from '../../src/staff/throttle.ts'
import { createToken } from '../../src/staff/tokens.ts'
import { staffTrouble } from '../../src/staff/trouble.tsx'
import { type FreshDatabase, freshDatabase } from './database.ts'
import { makeWard, type Ward } from './ward.ts'

/** A database of its own with a fictional ward, and a hand on each of its logins. */
export async function staffHouse() {
  const database: FreshDatabase = await freshDatabase()
  const open = (url: string) => connect(url, { max: 4, name: 'test' })
  const [owner, console, desk] = [database.ownerUrl, database.consoleUrl, database.deskUrl].map(
    open,
  )
  if (!owner || !console || !desk) throw new Error('unreachable')
  const clock = { now: Date.now() }
  const staffKey = new Uint8Array(randomBytes(32))
  const door = (name: StaffDoorName, given: Partial<StaffDoor> = {}): StaffDoor => ({
    door: name,
    db: name === 'console' ? console.db : desk.db,
    urls: { desk: 'http://desk.test', console: 'http://console.test' },
    staffKey,
    throttle: createThrottle(staffKey),
    addressOf: (c) => c.req.header('x-test-address') ?? '192.0.2.1',
    now: () => clock.now,
    demo: false,
    ...given,
  })
  return {
    owner: owner.db,
    ownerUrl: database.ownerUrl,
    letterboxUrl: database.letterboxUrl,
    console: console.db,
    desk: desk.db,
    clock,
    staffKey,
    door,
    ward: () => makeWard(database.ownerUrl),
    async close() {
      await Promise.all([owner.close(), console.close(), desk.close()])
      await database.drop()
    },
  }
}
export type StaffHouse = Awaited<ReturnType<typeof staffHouse>>
export type { Ward }

/** The staff's pages and API of one door, as the composition mounts them. */
export function staffApp(
  staff: StaffDoor,
  handlers: ApprovalHandlers = { change_role: changeRole },
) {
  const app = new Hono<StaffEnv>()
  app.onError(
    staffTrouble(staff.door, (thrown) => {
      console.error(thrown)
    }),
  )
  app.route('/', staffPages(staff))
  app.route('/', staffApi(staff, handlers))
  return app
}
export type StaffApp = ReturnType<typeof staffApp>

/** A browser without JavaScript: keeps cookies, sends forms from our own page. */
export function browser(app: StaffApp, origin = 'http://console.test') {
  const cookies = new Map<string, string>()
  async function go(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    if (cookies.size > 0) {
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    }
    const answer = await app.request(`${origin}${path}`, { ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s)
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  const post = (path: string, fields: Record<string, string | string[]>, headers = {}) => {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(fields)) {
      for (const one of [value].flat()) body.append(name, one)
    }
    return go(path, {
      method: 'POST',
      body,
      headers: { 'sec-fetch-site': 'same-origin', ...headers },
    })
  }
  return { go, post, cookies }
}
export type Browser = ReturnType<typeof browser>

/** The authenticator app: reads the key off an invitation's page and makes codes. */
export function authenticatorOf(html: string) {
  const base32 = /class="digest">([A-Z2-7 ]+)</.exec(html)?.[1]?.replaceAll(' ', '')
  if (base32 === undefined) throw new Error('the page shows no key')
  const totp = new TOTP({ secret: Secret.fromBase32(base32) })
  return (now: number) => totp.generate({ timestamp: now })
}

/** Person, membership and token at once, made as the demo makes them. */
export async function staffMember(
  owner: Db,
  organisation: string,
  name: string,
  ...roles: (Role | RoleWish)[]
) {
  const wishes = roles.map((role) => (typeof role === 'string' ? { role } : role))
  return transaction(owner, async (tx) => {
    const person = await demoPerson(tx, organisation, name, wishes)
    const token = await createToken(tx, { person, organisation, name: 'test', createdBy: null })
    return { person, token, organisation, roles: wishes.map(({ role }) => role), name }
  })
}
export type StaffMember = Awaited<ReturnType<typeof staffMember>>

/** The actor a member is at the console. */
export function actorIs(member: StaffMember): Actor {
  return {
    person: member.person,
    name: member.name,
    organisation: member.organisation,
    organisationCode: 'ML',
    roles: member.roles,
    official: null,
    areas: [],
    bundles: [],
    via: 'token',
  }
}

/** One transaction as a member at the console. */
export function asMember<T>(db: Db, member: StaffMember, work: Parameters<typeof as<T>>[2]) {
  const { organisation, person, roles } = member
  return as(db, { role: 'ydan_staff', organisation, person, roles }, work)
}
