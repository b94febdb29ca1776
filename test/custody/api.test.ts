import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { custodyApi } from '../../src/bundle/custody-api.ts'
import { openHead, originOf } from '../../src/custody/head.ts'
import { checkProof } from '../../src/custody/tlog-proof.ts'
import type { StaffEnv } from '../../src/staff/actor.ts'
import { staffTrouble } from '../../src/staff/trouble.tsx'
import { custodyOver } from '../support/custody.ts'
import { openLetterbox } from '../support/letterbox.ts'
import { type StaffHouse, type StaffMember, staffHouse, staffMember } from '../support/staff.ts'

let staff: StaffHouse
let house: ReturnType<typeof custodyOver>
let people: Record<'auditor' | 'lead' | 'secretary' | 'moderator' | 'elsewhere', StaffMember>
let count: number

beforeAll(async () => {
  staff = await staffHouse()
  const ward = await staff.ward()
  house = custodyOver(staff.ownerUrl, staff.console, ward)
  const member = (name: string, role: Parameters<typeof staffMember>[3]) =>
    staffMember(staff.owner, ward.front, name, role)
  people = {
    auditor: await member('Tô Thị Xem Sổ', 'auditor'),
    lead: await member('Đỗ Văn Duyệt', 'lead'),
    secretary: await member('Hồ Thị Thư Ký', 'secretary'),
    moderator: await member('Mai Thị Xử Lý', 'moderator'),
    elsewhere: await staffMember(staff.owner, ward.neighbour, 'Phan Xã Khác', 'auditor'),
  }
  await house.append(20, house.front, true)
  const made = await house.checkpoint()
  count = made.size
  await house.append(3)
})
afterAll(async () => {
  await house.close()
  await staff.close()
})

const app = (door: 'console' | 'desk') => {
  const made = new Hono<StaffEnv>()
  made.onError(staffTrouble(door, (thrown) => console.error(thrown)))
  return made.route('/', custodyApi(staff.door(door)))
}
const get = (path: string, who?: StaffMember, door: 'console' | 'desk' = 'console') =>
  app(door).request(`/api/v1/custody/${path}`, {
    headers: who ? { authorization: `Bearer ${who.token}` } : {},
  })
const keys = () => [house.setting.signing.publicKey]

describe('the custody API', () => {
  test('gives the newest checkpoint to those who watch over the log, at both doors', async () => {
    for (const door of ['console', 'desk'] as const) {
      for (const who of [people.auditor, people.lead, people.secretary]) {
        const answer = await get('ML/checkpoint', who, door)
        expect(answer.status).toBe(200)
        expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
        const head = await openHead(await answer.text(), originOf('ML'), keys())
        expect(head).toMatchObject({ size: count })
      }
    }
  })

  test('gives a proof for every entry that is covered, which holds without the database', async () => {
    for (const seq of [0, 1, 15, 16, count - 1]) {
      const answer = await get(`ML/proof?seq=${seq}`, people.lead, 'desk')
      expect(answer.status).toBe(200)
      const verdict = await checkProof(await answer.text(), originOf('ML'), keys())
      expect(verdict).toMatchObject({ index: seq, head: { size: count } })
    }
  })

  test('says so when an entry waits for the next checkpoint, and when there is none', async () => {
    expect((await get(`ML/proof?seq=${count}`, people.lead)).status).toBe(409)
    expect((await get('ML/proof?seq=999999', people.lead)).status).toBe(404)
    for (const bad of ['', '?seq=-1', '?seq=1.5', '?seq=x', '?seq=9e99']) {
      expect((await get(`ML/proof${bad}`, people.lead)).status, bad).toBe(400)
    }
  })

  test('lists the entries in order at the console, page by page', async () => {
    const answer = await get('ML/entries?from=3', people.auditor)
    const { items, next } = await answer.json()
    expect(next).toBeNull()
    expect(items[0]).toMatchObject({ seq: 3, entry: { v: 1 } })
    expect(items.map(({ seq }: { seq: number }) => seq)).toEqual(
      Array.from({ length: count }, (_, place) => place + 3),
    )
    const bytes = Buffer.from(items[0].bytes, 'base64').toString()
    expect(JSON.parse(bytes)).toEqual(items[0].entry)
    expect((await get('ML/entries', people.auditor, 'desk')).status).toBe(404)
    await house.append(600)
    const first = await (await get('ML/entries', people.auditor)).json()
    expect([first.items.length, first.next]).toEqual([500, 500])
    const rest = await (await get('ML/entries?from=500', people.auditor)).json()
    expect(rest.items[0].seq).toBe(500)
  })

  test('turns away strangers, other roles, and other organisations as if nothing were there', async () => {
    for (const path of ['ML/checkpoint', 'ML/proof?seq=0', 'ML/entries']) {
      expect((await get(path)).status).toBe(401)
      expect((await get(path, people.moderator)).status).toBe(403)
      expect((await get(path, people.elsewhere)).status).toBe(404)
      expect((await get(path.replace('ML', 'KHONG-CO'), people.auditor)).status).toBe(404)
    }
    expect((await get('GN/checkpoint', people.elsewhere)).status).toBe(404)
  })
})

describe('GET /checkpoints/:organisation at the letterbox', () => {
  test('gives everyone the newest checkpoint, and 404 where there is none', async () => {
    const box = await openLetterbox()
    const path = '/checkpoints/ML'
    for (const none of [path, '/checkpoints/x', '/checkpoints/%00', '/checkpoints/a%20b']) {
      const answer = await box.app.request(none)
      expect(answer.status, none).toBe(404)
      expect(answer.headers.get('content-type')).toMatch(/problem\+json/)
    }
    const note = 'không ký\n'
    await box.rows(
      `insert into checkpoints (organisation_id, number, size, day, note)
       select $1, n, n, current_date, $2 || n from generate_series(1, 12) n`,
      [box.ward.front, note],
    )
    const answer = await box.app.request(path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(await answer.text()).toBe(`${note}12`)
    await box.close()
  })

  test('the door hands it out without reading a table itself', async () => {
    await expect(
      staff.owner.execute(
        sql`select has_table_privilege('ydan_letterbox', 'checkpoints', 'select') as may`,
      ),
    ).resolves.toMatchObject({ rows: [{ may: false }] })
  })
})
