import { randomUUID } from 'node:crypto'
import { Validator } from '@seriousme/openapi-schema-validator'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type DoorName,
  type Example,
  examples,
  type Known,
  wholeLetter,
} from './support/examples.ts'
import { type OpenLetterbox, openLetterbox } from './support/letterbox.ts'
import { answerChecker, type Described, type Document, operationsOf } from './support/operations.ts'
import { type OneOfEach, type StaffDoors, type StaffOf, staffDoors } from './support/staff-doors.ts'

// Each door says what it does at /openapi.json: the document is valid, and it is the truth.
// The desk first: the console's last acts end what the desk still works on.
const doorNames = ['letterbox', 'desk', 'console'] as const
let doors: StaffDoors
let letterbox: OpenLetterbox
let staff: StaffOf
let own: OneOfEach
let known: Known
const documents = new Map<DoorName, Document>()

beforeAll(async () => {
  letterbox = await openLetterbox()
  doors = await staffDoors()
  staff = await doors.staffOf(doors.ward.front, doors.ward.quarter, doors.ward.head)
  own = await doors.oneOfEach(staff, doors.ward.quarter, doors.ward.head)
  await doors.copies()
  const spare = await spares()
  const sent = await letterbox.post('/api/v1/feedback', wholeLetter(letterbox.ward))
  const { receipt } = (await sent.json()) as { receipt: string }
  known = { own, ward: doors.ward, spare, letterbox: { ward: letterbox.ward, receipt } }
  for (const door of doorNames) {
    const answer = await request(door, 'GET', '/openapi.json')
    documents.set(door, (await answer.json()) as Document)
  }
})
afterAll(() => Promise.all([letterbox.close(), doors.close()]))

/** Two officials without a record, a cycle to be closed, and the papers a job would have rendered. */
async function spares() {
  const making = (path: string, body: object) => doors.done(staff.secretary, path, body)
  const days = { startsOn: '2025-01-01', endsOn: '2025-12-31', cutOff: '2025-12-31' }
  await doors.house.owner.execute(sql`
    insert into bundle_files (bundle_id, name, organisation_id, bytes, sha256)
    select ${own.bundle}, unnest(array['zip', 'pdf', 'docx', 'xlsx']), ${doors.ward.front}, 'x', sha256('x')`)
  const spare = {
    cycle: (await making('/cycles', { name: 'Năm ngoái', ...days })).id as string,
    first: (await making('/officials', { name: 'Đinh Văn Một' })).id as string,
    second: (await making('/officials', { name: 'Đinh Văn Hai' })).id as string,
  }
  const { front, quarter, ward } = doors.ward
  await doors.house.owner.execute(sql`
    insert into residences (organisation_id, official_id, area_code) values
      (${front}, ${spare.first}, ${quarter}), (${front}, ${spare.second}, ${ward})`)
  const asked = { cycle: own.cycle, area: quarter, dueOn: own.today }
  const { items } = await making('/residence-rounds', asked)
  return { ...spare, round: items[0] as string }
}

async function request(door: DoorName, method: string, path: string, example?: Example) {
  const body = example?.body === undefined ? null : JSON.stringify(example.body)
  const headers = new Headers(body === null ? {} : { 'content-type': 'application/json' })
  if (example?.who) headers.set('authorization', `Bearer ${staff[example.who].token}`)
  const app = door === 'letterbox' ? letterbox.app : doors.apps[door]
  return app.request(path, { method, headers, body })
}

describe.each(doorNames)('the document of the %s', (door) => {
  const document = () => documents.get(door) ?? { openapi: '', paths: {} }

  async function check(one: Described, example: Example): Promise<string | null> {
    const path = one.path.replace(/\{(\w+)\}/g, (_, name) => example.at?.[name] ?? randomUUID())
    const answer = await request(door, one.method, path + (example.query ?? ''), example)
    const type = answer.headers.get('content-type') ?? ''
    const text = type.includes('json') ? await answer.text() : answer.status === 204 ? '' : 'binary'
    const wrong = answerChecker(document())(one, answer.status, type, text)
    if (wrong) return wrong
    return example.status && answer.status !== example.status
      ? `${answer.status} instead of ${example.status}: ${text.slice(0, 300)}`
      : null
  }

  it('is OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate({ ...document() })
    expect(errors).toBe(undefined)
    expect(valid).toBe(true)
    expect(document().openapi).toMatch(/^3\.1/)
  })

  it('names every call there is', () => {
    const app = door === 'letterbox' ? letterbox.app : doors.apps[door]
    const named = new Set(operationsOf(document()).map(({ method, path }) => `${method} ${path}`))
    const served = app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
    expect([...new Set(served)].filter((one) => !named.has(one))).toEqual([])
  })

  it('says what comes back when each call goes well', async () => {
    const named = new Map(operationsOf(document()).map((one) => [`${one.method} ${one.path}`, one]))
    const wrong: string[] = []
    for (const [name, example] of Object.entries(examples(door, known))) {
      const one = named.get(name)
      const said = one && (await check(one, example))
      if (said) wrong.push(`${name}: ${said}`)
    }
    const tried = Object.keys(examples(door, known)).filter((name) => named.has(name))
    expect(tried.length).toBeGreaterThan(door === 'desk' ? 7 : 8)
    expect(wrong).toEqual([])
  })

  it('says what comes back when it does not: nobody, anybody, nonsense, ids nobody has', async () => {
    const wrong: string[] = []
    const nonsense: unknown[] = [{}, 'chữ', { text: 5, receipt: [], area: null }, undefined]
    const roles = door === 'letterbox' ? [] : (Object.keys(staff) as (keyof StaffOf)[])
    const decisive = (who: string) => ['moderator', 'secretary'].includes(who)
    for (const one of operationsOf(document())) {
      // An act asks for a role before it looks at anything, so two who may act stand for those who may.
      const asking = one.method === 'POST' ? roles.filter(decisive) : roles
      for (const who of [undefined, ...asking]) {
        for (const body of one.method === 'POST' ? nonsense : [undefined]) {
          const said = await check(one, { ...(who && { who }), body, status: 0 })
          if (said) wrong.push(`${who} ${one.method} ${one.path} ${JSON.stringify(body)}: ${said}`)
        }
      }
    }
    expect([...new Set(wrong)]).toEqual([])
  }, 240_000)

  it.skipIf(door === 'letterbox')('says of what type each paper of a bundle is', async () => {
    const [one] = operationsOf(document()).filter(({ path }) => path === '/api/v1/bundles/{id}')
    if (!one) throw new Error('bundles are not described')
    for (const ending of ['zip', 'pdf', 'docx']) {
      const at = { id: `${own.bundle}.${ending}` }
      expect(await check(one, { who: 'secretary', at, status: 200 })).toBe(null)
    }
  })

  it('tells nobody of a failure of ours on the way', () => {
    expect([...doors.failures, ...letterbox.log]).toEqual([])
  })
})
