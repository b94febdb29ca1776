import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StaffDoorName } from '../src/staff/session.ts'
import { type OneOfEach, type StaffDoors, type StaffOf, staffDoors } from './support/staff-doors.ts'
import { staleCredentials } from './support/stale.ts'

// The house's walls: who is not signed in gets nowhere, and who is works in one organisation.
const doorNames = ['console', 'desk'] as const
/** Where anybody may knock. Everything else of both doors is behind the guard. */
const open =
  /^(GET (\/healthz|\/readyz|\/openapi\.json|\/assets\/:name)|(GET|POST) (\/dang-nhap|\/vao-chi-uy\/:token|\/moi\/:token|\/vao\/:token|\/hop\/:token)|POST (\/dang-xuat|\/dang-nhap\/khoa-may(\/hoi)?))$/

let doors: StaffDoors
let ours: StaffOf
let own: OneOfEach
let foreign: OneOfEach
let foreignPerson: string

beforeAll(async () => {
  doors = await staffDoors()
  const { ward } = doors
  ours = await doors.staffOf(ward.front, ward.quarter, ward.head)
  own = await doors.oneOfEach(ours, ward.quarter, ward.head)
  const theirs = await doors.staffOf(ward.neighbour, 'GN', ward.elsewhere)
  foreign = await doors.oneOfEach(theirs, 'GN', ward.elsewhere)
  foreignPerson = theirs.moderator.person
})
afterAll(() => doors.close())

function routesOf(door: StaffDoorName): { method: string; path: string }[] {
  const known = doors.apps[door].routes.filter(({ method }) => method !== 'ALL')
  return [...new Map(known.map((route) => [`${route.method} ${route.path}`, route])).values()]
}
const guarded = (door: StaffDoorName) =>
  routesOf(door).filter(({ method, path }) => !open.test(`${method} ${path}`))

describe.each(doorNames)('a stranger at the %s', (door) => {
  it('finds many rooms', () => {
    expect(guarded(door).length).toBeGreaterThan(door === 'console' ? 60 : 14)
  })

  it('is led to sign in from every page, and gets 401 from every call', async () => {
    const got: string[] = []
    for (const [what, held] of Object.entries(await staleCredentials(doors, ours, door))) {
      for (const { method, path } of guarded(door)) {
        const at = path.replace(/:\w+/g, () => randomUUID())
        const headers = { 'sec-fetch-site': 'same-origin', ...held }
        const answer = await doors.call(door, method, at, { headers })
        const to = answer.headers.get('location') ?? ''
        const isCall = path.startsWith('/api/') || 'authorization' in held
        const right = isCall
          ? answer.status === 401
          : answer.status === 303 && to.startsWith('/dang-nhap')
        if (!right) got.push(`${what}: ${method} ${path} ${answer.status} ${to}`)
      }
    }
    expect(got).toEqual([])
  }, 240_000)
})

/** The id each path asks for, in an organisation. Pages and calls about the same thing share it. */
const idOf: [RegExp, (of: OneOfEach) => string][] = [
  [/^(\/api\/v1\/feedback|\/y-kien|\/phieu-chuyen)\/:id/, ({ feedback }) => feedback.id],
  [/\/(approvals|dong-y)\/:id/, ({ approval }) => approval],
  [/^(\/api\/v1\/review-records|\/ho-so)\/:id/, ({ record }) => record],
  [/^\/api\/v1\/evidence\/:id/, ({ evidence }) => evidence],
  [/^(\/api\/v1\/officials|\/can-bo)\/:id/, ({ official }) => official],
  [/^(\/api\/v1\/cycles|\/ky)\/:id/, ({ cycle }) => cycle],
  [/^\/api\/v1\/bundles\/:id|^\/tap\/:(name|id)/, ({ bundle }) => bundle],
]
/** Acts of the office and the meeting want bodies of their own; their ids are tried with any. */
const otherBodies =
  /^\/tap\/:id|^\/su-co\/:id|\/nguoi-giu-khoa\/khoa\/|\/mo-danh-tinh\/:id\/tin$|\/khoa-may\/|\/phien\/:id|\/bundles\/:id\/|\/batches$|\/remedies|\/custody\/|\/tra-loi\/:id\/xem-lai|\/second-looks|\/hearings\/:id\/|\/residence-rounds\/:id\//
const withIds = (door: StaffDoorName) =>
  guarded(door).filter(({ path }) => path.includes(':') && !path.includes(':form'))

/** A body that would do for the act, so that it is the id that decides. */
function bodyFor(path: string): Record<string, unknown> {
  if (path.endsWith('/decisions')) return { verdict: 'forward' }
  if (path.endsWith('/releases')) return { text: 'Chữ.' }
  if (path.endsWith('/boxes')) {
    return { version: 1, page: 1, boxes: [{ x: 1, y: 1, width: 9, height: 9 }] }
  }
  if (/\/(references|nguon-khac)$/.test(path)) {
    return { source: 'leaders', number: '1', datedOn: '2026-01-05', issuer: 'Đảng ủy' }
  }
  if (path.endsWith('/exemptions')) return { reason: 'excused', validFrom: '2026-01-01' }
  return {
    ...{ text: 'Chữ.', reason: 'Lý do.', verdict: 'forward', approve: true, kind: 'accept' },
    ...{
      feedback: own.accepted.id,
      cutOff: own.today,
      title: 'Tổ trưởng',
      version: 1,
      answer: 'agree',
    },
    ...{ validFrom: '2026-01-01', handledBy: doors.ward.front, area: doors.ward.quarter },
    ...{ source: 'Kế hoạch', topics: [] },
    phases: [{ phase: 'freeze', startsOn: '2098-12-01', endsOn: '2098-12-02' }],
  }
}

async function knock(door: StaffDoorName, role: keyof StaffOf, method: string, path: string) {
  const isCall = path.startsWith('/api/')
  const who = ours[role]
  const body = method === 'POST' ? bodyFor(path) : undefined
  if (isCall) return doors.call(door, method, path, { who, body })
  const form = new URLSearchParams(
    Object.entries(body ?? {}).map(([name, value]) => [name, String(value)]),
  )
  return doors.apps[door].request(path, {
    method,
    headers: { authorization: `Bearer ${who.token}`, 'sec-fetch-site': 'same-origin' },
    ...(method === 'POST' && { body: form }),
  })
}

describe.each(doorNames)('a colleague of another organisation at the %s', (door) => {
  it('learns nothing from an id of ours: it is as unknown as any, whatever the role', async () => {
    const before = await counts()
    const told: string[] = []
    const looked = new Set<string>()
    for (const role of Object.keys(ours) as (keyof StaffOf)[]) {
      for (const { method, path } of withIds(door)) {
        const id = idOf.find(([shape]) => shape.test(path))?.[1](foreign) ?? foreign.record
        const [theirs, nobodys] = [id, randomUUID()].map((one) =>
          path
            .replace(/:(id|name)/, one)
            .replace(':organisation', one === id ? 'GN' : 'KHONG-CO')
            .replace(':attachment', foreign.feedback.file)
            .replace(':page', '1')
            .replace(':evidence', foreign.evidence),
        )
        const known = await knock(door, role, method, theirs ?? '')
        const unknown = await knock(door, role, method, nobodys ?? '')
        if (known.status === 404) looked.add(`${method} ${path}`)
        const same = (await known.text()).replaceAll(theirs ?? '', nobodys ?? '')
        const as = await unknown.text()
        // A body that will not do, or a list that is empty for both, tells nothing either.
        const refused = [200, 400, 403, 404].includes(known.status)
        if (!refused || known.status !== unknown.status || same !== as) {
          told.push(`${role} ${method} ${path}: ${known.status}, unknown ${unknown.status}`)
        }
      }
    }
    expect(told).toEqual([])
    // Somebody's role opens each path, so that it is the id that was refused there.
    const paths = withIds(door)
      .filter(({ path }) => !otherBodies.test(path))
      .map(({ method, path }) => `${method} ${path}`)
    expect(paths.filter((path) => !looked.has(path))).toEqual([])
    expect(await counts()).toEqual(before)
  }, 240_000)

  it('is not in any list', async () => {
    const ids = [...Object.values(foreign), foreign.feedback.id, foreignPerson].filter(
      (one) => typeof one === 'string' && one.length === 36,
    )
    const seen: string[] = []
    for (const role of Object.keys(ours) as (keyof StaffOf)[]) {
      for (const { path } of guarded(door).filter(
        ({ method, path }) => method === 'GET' && !path.includes(':'),
      )) {
        const answer = await knock(door, role, 'GET', `${path}?cycle=${foreign.cycle}&limit=100`)
        const text = (await answer.text()).replaceAll(`cycle=${foreign.cycle}`, '')
        seen.push(...ids.filter((id) => text.includes(String(id))).map((id) => `${path} ${id}`))
      }
    }
    expect(seen).toEqual([])
  }, 240_000)
})

async function counts() {
  const { rows } = await doors.house.owner.execute(sql`
    select size from custody_heads where organisation_id = ${doors.ward.neighbour}`)
  return rows
}
