import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, type Tx, transaction } from '../../db/connection.ts'
import { type RowName, rowNames } from '../../views/words/custody.ts'
import { faultsOf, undone, unguarded } from '../support/custody.ts'
import {
  consultation,
  frozen,
  handover,
  type MeetingHouse,
  meetingHouse,
  outcome,
  yearEnd,
} from '../support/meeting-house.ts'

// What the office and the meeting enter rests on the log, to the last word.
let house: MeetingHouse
let owner: ReturnType<typeof connect>

const day = (days: number) =>
  new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
const hours = (from: number) => new Date(Date.now() + from * 3_600_000).toISOString()

beforeAll(async () => {
  house = await meetingHouse()
  owner = connect(house.database.ownerUrl, { max: 2, name: 'test', limit: 60_000 })
  const end = await yearEnd(house, 'luat')
  const { token } = end.secretary
  const made = async (path: string, body: unknown, method = 'POST') => {
    const answer = await house.call(token, method, path, body)
    expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBeLessThan(300)
    return answer.body
  }
  const formed = async (path: string, form: Record<string, string>) => {
    const headers = { authorization: `Bearer ${token}` }
    const request = { method: 'POST', headers, body: new URLSearchParams(form) }
    expect((await house.apps.console.request(path, request)).status).toBe(303)
  }
  const back = await frozen(house, end)
  await made(`bundles/${back}/returns`, { reason: 'Thiếu ý kiến khu phố 4.' })
  const bundle = await frozen(house, end, 'Bổ sung')
  await made(`bundles/${bundle}/handovers`, handover)
  const links = await made('reader-links', {
    ...{ names: ['Bùi Thị Hội', 'Vũ Văn Họp'], bundles: [bundle], from: hours(-1), to: hours(3) },
  })
  const [first, second] = links.items.map(({ url }: { url: string }) => new URL(url).pathname)
  await use(first)
  await use(second)
  const [last] = (await house.owner.query('select id from reader_links order by id limit 1')).rows
  await formed(`/tap/${bundle}/nguoi-xem/${last.id}/thu-hoi`, {})
  await made(`bundles/${bundle}/consultations`, consultation)
  await made(`bundles/${bundle}/outcomes`, outcome)
  const remedy = await made(`review-records/${end.official.record}/remedies`, {
    shortcoming: 'Họp còn gắt.',
    measure: 'Nói nhỏ nhẹ, nghe hết lời.',
    dueOn: day(30),
    responsible: 'Chi bộ 3',
  })
  await made(`remedies/${remedy.id}/completions`, { doneOn: day(0), proof: 'BB họp chi bộ 02' })
  const marks = { 'state-1': 'paper', 'reference-1': 'HS 12' }
  await formed(`/ky/${end.cycle}/chuan-bi/ho-so/${end.official.record}`, marks)
  await made(`cycles/${end.cycle}/batches`, { cutOff: day(0), reason: 'Cuối năm' })
  await house.owner.query(
    `with one as (select gen_random_uuid() as id)
     insert into restorations select id, $1, 'Ổ đĩa hỏng', 3, 5, now(), custody_append($1, 'log.restored', id,
       p_number => 5, p_commitment => encode(sha256(convert_to(id || ' ' || 'Ổ đĩa hỏng', 'UTF8')), 'hex')) from one`,
    [end.ward.id],
  )
})
afterAll(async () => {
  await owner.close()
  await house.close()
})

async function use(path: string): Promise<void> {
  const headers = { 'sec-fetch-site': 'same-origin' }
  const at = `http://localhost:3002${path}`
  const entered = await house.apps.desk.request(at, { method: 'POST', headers })
  expect(entered.status).toBe(303)
  const cookie = entered.headers.getSetCookie().map((line) => line.split(';')[0])
  const reading = `http://localhost:3002${entered.headers.get('location')}`
  const read = await house.apps.desk.request(reading, { headers: { cookie: cookie.join('; ') } })
  expect(read.status).toBe(200)
}

/** What is said of this table; the fixture's own feedback does not rest on the log. */
const said = async (table: RowName, change?: (tx: Tx) => Promise<unknown>) => {
  const look = (read: Parameters<typeof faultsOf>[0]) =>
    faultsOf(read, house.dataDir, house.signing.publicKey)
  const found = change
    ? await undone(owner.db, async (tx) => {
        await change(tx)
        return look((work) => work(tx))
      })
    : await look((work) => transaction(owner.db, work))
  const name = rowNames[table].en
  return found.filter((one) => one.includes(`The ${name} `) || one.includes(`announces a ${name} `))
}

const changes: [RowName, string][] = [
  ['handovers', `entered_by = gen_random_uuid()`],
  ['handovers', `scan_sha256 = sha256('x')`],
  ['consultations', `minutes = 'BB khác'`],
  ['consultations', `held_on = held_on - 1`],
  ['returns', `reason = 'không lý do'`],
  ['outcomes', `level = 'Hoàn thành xuất sắc nhiệm vụ'`],
  ['outcomes', `document = 'KL 08-KL/ĐU'`],
  ['remedies', `due_on = due_on + 365`],
  ['remedies', `responsible = 'không ai'`],
  ['remedy_completions', `proof = 'nghe nói thế'`],
  ['openings', `what = 'projector'`],
  ['openings', `person_id = (select id from people p where p.id <> openings.person_id limit 1)`],
  ['reader_links', `made_by = gen_random_uuid()`],
  ['reader_link_uses', `person_id = (select id from people p where p.id <> person_id limit 1)`],
  ['reader_link_endings', `ended_by = gen_random_uuid()`],
  ['batches', `reason = null`],
  ['slot_marks', `reference = 'HS 13'`],
  ['slot_marks', `slot = 2`],
  ['restorations', `reason = 'không có gì'`],
  ['restorations', `known = 3`],
]
const tables = [...new Set(changes.map(([table]) => table))]

describe('what the office and the meeting entered', () => {
  test.each(tables)('%s: untouched, it raises no alarm', async (table) => {
    const { rows } = await house.owner.query(`select count(*)::int as count from ${table}`)
    expect(rows[0].count).toBeGreaterThan(0)
    expect(await said(table)).toEqual([])
  })

  test.each(changes)('%s set %s: found', async (table, change) => {
    const found = await said(table, (tx) =>
      unguarded(tx, [table], () =>
        tx.execute(
          sql.raw(`update ${table} set ${change} where ctid = (select max(ctid) from ${table})`),
        ),
      ),
    )
    expect(found.join()).toMatch(/does not fit entry \d+ of the log, written on/)
  })

  test.each(tables)('%s: a row that is deleted is found', async (table) => {
    const found = await said(table, (tx) =>
      unguarded(tx, [table, ...below(table)], async () => {
        for (const name of below(table)) await tx.execute(sql.raw(`delete from ${name}`))
        await tx.execute(sql.raw(`delete from ${table}`))
      }),
    )
    expect(found.join()).toMatch(/announces a .* that is not there/)
  })
})

function below(table: RowName): string[] {
  const links = ['reader_link_bundles', 'reader_link_uses', 'reader_link_endings']
  const under: Partial<Record<RowName, string[]>> = {
    handovers: ['consultations', 'outcomes'],
    remedies: ['remedy_completions'],
    reader_links: links,
    batches: ['batch_records'],
  }
  return under[table] ?? []
}
