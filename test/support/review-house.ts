import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import pg from 'pg'
import { connect } from '../../db/connection.ts'
import { reviewApi } from '../../src/review/api.ts'
import { reviewPages } from '../../src/review/pages.tsx'
import type { StaffEnv } from '../../src/staff/actor.ts'
import type { StaffDoor } from '../../src/staff/guard.ts'
import type { Role } from '../../src/staff/roles.ts'
import { hashOf, newSecret } from '../../src/staff/secret.ts'
import type { StaffDoorName } from '../../src/staff/session.ts'
import { createThrottle } from '../../src/staff/throttle.ts'
import { staffTrouble } from '../../src/staff/trouble.tsx'
import { asset } from '../../views/assets.ts'
import { freshDatabase } from './database.ts'

const today = new Date().toISOString().slice(0, 10)

/** Both staff doors with the review side, over a database of the test's own; owner SQL beside. */
export async function reviewHouse() {
  const database = await freshDatabase()
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  const pools = {
    console: connect(database.consoleUrl, { max: 4, name: 'test console' }),
    desk: connect(database.deskUrl, { max: 4, name: 'test desk' }),
  }
  const doors = { console: doorOf('console', pools), desk: doorOf('desk', pools) }
  return {
    owner,
    doors,
    async close() {
      await Promise.all([pools.console.close(), pools.desk.close(), owner.end()])
      await database.drop()
    },
    /** One page, or one form sent, with a token; answers status, HTML and where it leads. */
    async page(door: StaffDoorName, token: string, path: string, form?: Record<string, string>) {
      const response = await doors[door].request(path, {
        method: form ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${token}` },
        ...(form && { body: new URLSearchParams(form) }),
      })
      const html = await response.text()
      return { status: response.status, html, to: response.headers.get('location') ?? '' }
    },
    /** One request with a token; answers status and JSON. */
    async call(door: StaffDoorName, token: string, method: string, path: string, body?: unknown) {
      const response = await doors[door].request(path, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      return { status: response.status, body: await response.json() }
    },
  }
}

export type ReviewHouse = Awaited<ReturnType<typeof reviewHouse>>

function doorOf(door: StaffDoorName, pools: Record<StaffDoorName, ReturnType<typeof connect>>) {
  const staffKey = new Uint8Array(32).fill(3)
  const staff: StaffDoor = {
    door,
    db: pools[door].db,
    urls: { console: 'http://localhost:3001', desk: 'http://localhost:3002' },
    staffKey,
    throttle: createThrottle(staffKey),
    addressOf: () => 'nowhere',
    now: () => Date.now(),
    demo: false,
  }
  const app = new Hono<StaffEnv>()
  app.onError(
    staffTrouble(door, (thrown) => {
      console.error(thrown)
    }),
  )
  app.get('/assets/:name', (c) => {
    const found = asset(c.req.param('name'))
    return found ? c.body(found.text, 200, { 'content-type': found.type }) : c.notFound()
  })
  app.route('/', reviewPages(staff))
  app.route('/', reviewApi(staff))
  return app
}

/** A ward's Front with its area and a neighbourhood; `code` keeps several apart. */
export async function makeFront(owner: pg.Client, code: string, parent: string | null = null) {
  const id = randomUUID()
  await owner.query('begin')
  await owner.query(
    `insert into organisations (id, code, kind, name, level, parent_id, area_code, valid_from)
      values ($1, $2, 'front', $3, 'commune', $4, $5, '2020-01-01')`,
    [id, `mt-${code}`, `Mặt trận phường ${code}`, parent, `px-${code}`],
  )
  await owner.query(
    `insert into areas (code, kind, name, organisation_id, valid_from) values ($1, 'phường', $2, $3, '2020-01-01')`,
    [`px-${code}`, `Thạnh ${code}`, id],
  )
  await owner.query(
    `insert into areas (code, kind, name, parent_code, organisation_id, valid_from)
      values ($1, 'khu phố', 'Khu phố 3', $2, $3, '2020-01-01')`,
    [`kp3-${code}`, `px-${code}`, id],
  )
  await owner.query('commit')
  return { id, area: `px-${code}`, neighbourhood: `kp3-${code}` }
}

/** A person with one role and a token for it. */
export async function makeStaff(
  owner: pg.Client,
  organisation: string,
  name: string,
  role: Role,
  scope: { official?: string; area?: string } = {},
) {
  const [person, token] = [randomUUID(), newSecret()]
  await owner.query('insert into people (id, name) values ($1, $2)', [person, name])
  await owner.query(
    `insert into memberships (organisation_id, person_id, role, official_id, area_code, entry_seq)
      values ($1, $2, $3, $4, $5, 0)`,
    [organisation, person, role, scope.official ?? null, scope.area ?? null],
  )
  await owner.query(
    `insert into api_tokens (token_hash, person_id, organisation_id, name, entry_seq) values ($1, $2, $3, 'test', 0)`,
    [Buffer.from(hashOf(token)), person, organisation],
  )
  return { person, token }
}

/** An official with a post in the area. */
export async function makeOfficial(
  owner: pg.Client,
  organisation: string,
  area: string,
  name: string,
) {
  const id = randomUUID()
  await owner.query('insert into officials (id, organisation_id, name) values ($1, $2, $3)', [
    id,
    organisation,
    name,
  ])
  await owner.query(
    `insert into posts (organisation_id, official_id, title, area_code, handled_by, valid_from)
      values ($1, $2, 'Công chức địa chính', $3, $1, '2021-07-01')`,
    [organisation, id, area],
  )
  return id
}

/** The body of a cycle that is running now; ad hoc, so that a test may open several. */
export function runningCycle(name = 'Kiểm điểm năm nay') {
  const year = today.slice(0, 4)
  return {
    name,
    kind: 'adhoc',
    startsOn: `${year}-01-01`,
    endsOn: `${year}-12-31`,
    cutOff: `${year}-12-05`,
  }
}
