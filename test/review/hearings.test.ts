import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { as, connect, transaction } from '../../db/connection.ts'
import { officePath, unpack } from '../../src/bundle/zip.ts'
import { faultList } from '../../src/custody/fault.ts'
import { compareRows } from '../../src/custody/rows.ts'
import { draftDue, writeSilences } from '../../src/review/hearing-clock.ts'
import { foldMark } from '../../views/words/hearings.ts'
import { type FeedbackWish, makeFeedback, senderActs } from '../support/accepted-feedback.ts'
import { readForPrint } from '../support/heard.ts'
import { checkInvariants } from '../support/invariants.ts'
import { type MeetingHouse, meetingHouse } from '../support/meeting-house.ts'
import { makeFront, makeOfficial, makeStaff, runningCycle } from '../support/review-house.ts'

type Staff = Awaited<ReturnType<typeof makeStaff>>

let house: MeetingHouse
let ward: Awaited<ReturnType<typeof makeFront>>
let secretary: Staff
let lead: Staff
let decider: Staff
let reader: Staff
let other: Staff
let own: Staff
let official: string
let cycle: string
let record: string
let turn = 0

beforeAll(async () => {
  house = await meetingHouse()
})
// A ward for each test: the clock makes batches for whole organisations.
beforeEach(async () => {
  turn += 1
  const { owner } = house
  ward = await makeFront(owner, `song${turn}`)
  const staff = (name: string, role: Parameters<typeof makeStaff>[3], scope = {}) =>
    makeStaff(owner, ward.id, name, role, scope)
  secretary = await staff('Lê Thị Thư', 'secretary')
  lead = await staff('Đỗ Văn Duyệt', 'lead')
  decider = await staff('Ngô Thị Xét', 'moderator')
  reader = await staff('Phan Văn Đọc', 'moderator')
  other = await staff('Bùi Thị Khác', 'moderator')
  official = await makeOfficial(owner, ward.id, ward.neighbourhood, 'Trần Văn Sóng')
  own = await staff('Trần Văn Sóng', 'official', { official })
  const year = new Date().getFullYear()
  const opened = await post('cycles', {
    ...runningCycle('Kiểm điểm'),
    endsOn: `${year + 2}-12-31`,
    cutOff: `${year + 2}-12-05`,
  })
  expect(opened.status, JSON.stringify(opened.body)).toBe(201)
  cycle = opened.body.id
  record = (await post('review-records', { official, cycle })).body.id
})
afterAll(async () => {
  await checkInvariants(house.database.ownerUrl)
  expect(await ownFaults(), 'the rows fit the log').toEqual([])
  await house.close()
})

const post = (path: string, body: unknown, by = secretary) =>
  house.call(by.token, 'POST', path, body)
const get = (path: string, by = secretary) => house.call(by.token, 'GET', path)
async function desk(method: string, path: string, body?: unknown, by = own) {
  const response = await house.apps.desk.request(`/api/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${by.token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.json() }
}
const page = async (path: string, by = secretary) => {
  const response = await house.apps.console.request(path, {
    headers: { authorization: `Bearer ${by.token}` },
  })
  return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) }
}
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** An accepted item on the record; answers its feedback and its evidence. */
async function item(summary: string, more: Partial<FeedbackWish> = {}) {
  const feedback = await makeFeedback(house.owner, {
    ...{ organisation: ward.id, area: ward.neighbourhood, officials: [official] },
    ...{ by: decider.person, polarity: 'negative', summary, day: '2026-09-14' },
    ...more,
  })
  await house.owner.query(
    `insert into unpacked select l.id, l.organisation_id, f.id, l.day from feedback f
      join letters l on l.thread_id = f.thread_id where f.id = $1`,
    [feedback],
  )
  const made = await post(`review-records/${record}/evidence`, { feedback })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return { feedback, evidence: made.body.id as string }
}
const stateOf = async (feedback: string) =>
  (await house.owner.query('select state from feedback_state where feedback_id = $1', [feedback]))
    .rows[0].state
const seen = async (by = own) => {
  const { body } = await desk('GET', `review-records/${record}`, undefined, by)
  return body.evidence.flatMap(({ items }: { items: { id: string }[] }) => items) as {
    id: string
    summary: string
    due: string | null
    hearing: string
  }[]
}
const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
/** Noon of a day some months ahead. */
const ahead = (months: number, day: number) => {
  const at = new Date(`${today().slice(0, 7)}-01T05:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() + months)
  at.setUTCDate(day)
  return at
}
/** Drafts, issues, receives; answers the hearing. */
async function sent(): Promise<string> {
  const drafted = await post('hearings', { cycle, reason: 'Trước khi chốt.' })
  expect(drafted.status, JSON.stringify(drafted.body)).toBe(201)
  const [id] = drafted.body.hearings
  expect((await post(`hearings/${id}/issues`, { signer: 'Đỗ Văn Duyệt' })).status).toBe(201)
  const receipt = { receivedOn: today(), receiver: 'Văn thư phường' }
  expect((await post(`hearings/${id}/receipts`, receipt)).status).toBe(201)
  return id
}
async function answered(evidence: string, kind: string, words: string): Promise<string> {
  const made = await desk('POST', `evidence/${evidence}/explanations`, { kind, text: words })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body.id
}

/** What the log says of the tables of this chapter that the rows do not. */
async function ownFaults(): Promise<string[]> {
  const faults = faultList(1_000)
  const owner = connect(house.database.ownerUrl, { max: 1, name: 'test', limit: 60_000 })
  const { rows } = await house.owner.query<{ id: string }>('select id from organisations')
  for (const { id } of rows) {
    await compareRows((work) => transaction(owner.db, work), id, faults)
  }
  await owner.close()
  const tables: string[] = [
    'hearing_calendars',
    'hearing_batches',
    'hearings',
    'hearing_issues',
    'hearing_receipts',
    'silences',
    'explanation_editions',
    'explanation_objections',
    'second_looks',
    'unfoldings',
  ]
  const mine = ({ code }: { code: string }) => tables.includes(code.split(' ')[1] ?? '')
  return faults
    .all()
    .filter(mine)
    .map(({ what }) => what.en)
}

describe('batches', () => {
  const drafts = async () => (await get('hearings')).body.items as { record: string }[]

  it('are made on the fixed days, once, and hold a lonely item for company at most twice', async () => {
    await item('Có người nói ông hay đến họp muộn.')
    const db = house.pools.console.db
    await draftDue(db, ahead(1, 1))
    expect(await drafts()).toEqual([])
    await draftDue(db, ahead(1, 15))
    expect(await drafts()).toEqual([])
    await draftDue(db, ahead(2, 1))
    expect(await drafts()).toHaveLength(1)
    await draftDue(db, ahead(2, 1))
    expect(await drafts()).toHaveLength(1)
    const { rows: told } = await house.owner.query(
      `select person_id as who, about ->> 'count' as count from notices
       where kind = 'hearings-drafted' and organisation_id = $1`,
      [ward.id],
    )
    expect(told).toEqual([{ who: secretary.person, count: '1' }])
    const { rows } = await house.owner.query(
      `select to_char(day, 'DD') as day from hearing_batches where organisation_id = $1 order by entry_seq`,
      [ward.id],
    )
    expect(rows.map(({ day }) => day)).toEqual(['01', '15', '01'])
  })

  it('go at once with three items, as the dated calendar says', async () => {
    for (const one of ['một', 'hai', 'ba']) await item(`Có ý kiến số ${one}.`)
    await draftDue(house.pools.console.db, ahead(1, 1))
    expect(await drafts()).toHaveLength(1)
    await item('Ý kiến đến sau.')
    const form = new URLSearchParams({
      ...{ days: '10', term: '7', fewest: '1', validFrom: ahead(1, 2).toISOString().slice(0, 10) },
    })
    const set = await house.apps.console.request('/xin-y-kien/lich', {
      method: 'POST',
      headers: { authorization: `Bearer ${secretary.token}` },
      body: form,
    })
    expect(set.status).toBe(303)
    await draftDue(house.pools.console.db, ahead(1, 12))
    expect(await drafts()).toHaveLength(2)
  })

  it('are made for a whole cycle early enough before its cut-off, and by hand not twice in ten days', async () => {
    await item('Có người nói ông nóng tính.')
    await draftDue(
      house.pools.console.db,
      new Date(`${new Date().getFullYear() + 2}-11-25T05:00:00Z`),
    )
    const { rows } = await house.owner.query(
      'select cycle_id, asked_by from hearing_batches where organisation_id = $1 and cycle_id is not null',
      [ward.id],
    )
    expect(rows).toEqual([{ cycle_id: cycle, asked_by: null }])
    const again = await post('hearings', { cycle, reason: 'Thêm một ý kiến.' })
    expect(again.status).toBe(409)
    expect((await post('hearings', { cycle, reason: 'x' }, reader)).status).toBe(403)
  })
})

describe('a letter to the official', () => {
  it('lists what still holds: month, no hamlet, no channel, no day; and only its receipt shows it', async () => {
    const { evidence } = await item('Có ý kiến mong ông nói năng ôn hòa.')
    const withdrawn = await item('Nhà số 7 nghe thấy hết.')
    await item('Bà con khen ông hay thăm hỏi.', { polarity: 'positive' })
    expect((await seen()).map(({ summary }) => summary)).toEqual(['Bà con khen ông hay thăm hỏi.'])
    const early = await desk('POST', `evidence/${evidence}/explanations`, {
      ...{ kind: 'accept', text: 'x' },
    })
    expect(early.status).toBe(404)
    const byPaper = await post(`evidence/${evidence}/explanations`, { kind: 'accept', text: 'x' })
    expect(byPaper.status).toBe(409)
    const drafted = await post('hearings', { cycle, reason: 'Trước khi chốt.' })
    const [id] = drafted.body.hearings
    await senderActs(house.owner, withdrawn.feedback, 'withdraw')
    const shown = text((await page(`/xin-y-kien/${id}`)).bytes)
    expect(shown).toContain('nói năng ôn hòa')
    expect(shown).not.toContain('Nhà số 7')
    const { files } = unpack((await page(`/xin-y-kien/${id}/thu.docx`)).bytes, officePath)
    const words = text(files.get('word/document.xml') ?? new Uint8Array())
    for (const said of ['nói năng ôn hòa', '09/2026', '1 nội dung ghi nhận và 1 nội dung góp ý']) {
      expect(words).toContain(said)
    }
    for (const unsaid of ['Khu phố 3', '14/09', 'web', 'Nhà số 7', 'người gửi']) {
      expect(words).not.toContain(unsaid)
    }
    const pdf = await page(`/xin-y-kien/${id}/thu.pdf`)
    expect(text(pdf.bytes.slice(0, 5))).toBe('%PDF-')
    expect(
      (await post(`hearings/${id}/receipts`, { receivedOn: today(), receiver: 'x' })).status,
    ).toBe(409)
    const issue = { number: 41, signer: 'Đỗ Văn Duyệt' }
    expect((await post(`hearings/${id}/issues`, { ...issue, list: 'a'.repeat(64) })).status).toBe(
      409,
    )
    expect((await post(`hearings/${id}/issues`, issue)).status).toBe(201)
    expect((await post(`hearings/${id}/issues`, issue)).status).toBe(409)
    expect((await seen()).length).toBe(1)
    const receipt = { receivedOn: today(), receiver: 'Văn thư phường' }
    expect(
      (await post(`hearings/${id}/receipts`, { ...receipt, receivedOn: '2020-01-01' })).status,
    ).toBe(400)
    expect((await post(`hearings/${id}/receipts`, receipt)).status).toBe(201)
    const after = await seen()
    expect(after).toHaveLength(2)
    const due = after.find(({ id: one }) => one === evidence)?.due ?? ''
    expect(due > today()).toBe(true)
    const { rows } = await house.owner.query(
      `select number, signer from register where organisation_id = $1 and direction = 'out'`,
      [ward.id],
    )
    expect(rows).toEqual([{ number: 41, signer: 'Đỗ Văn Duyệt' }])
  })

  it('becomes silence when the term is over, which a later answer replaces', async () => {
    const { evidence, feedback } = await item('Có ý kiến mong ông bớt hút thuốc khi họp.')
    await sent()
    const silence = (now: Date) =>
      as(house.pools.console.db, { role: 'ydan_jobs' }, (tx) => writeSilences(tx, now))
    expect(await silence(new Date())).toBe(0)
    expect(await stateOf(feedback)).toBe('awaiting_explanation')
    expect(await silence(ahead(2, 1))).toBeGreaterThanOrEqual(1)
    expect(await silence(ahead(2, 1))).toBe(0)
    expect(await stateOf(feedback)).toBe('accepted')
    expect((await seen())[0]).toMatchObject({ id: evidence, hearing: 'silent' })
    await answered(evidence, 'accept', 'Tôi xin tiếp thu.')
  })
})

describe('an answer', () => {
  it('is printed without the names of others, once; the official may object and another reads it', async () => {
    const { evidence } = await item('Có ý kiến mong ông giải quyết giấy tờ nhanh hơn.')
    await sent()
    const words = 'Tôi biết là bà Năm Lành viết. Bà Năm Lành và cháu Tí hay nói vậy.'
    const id = await answered(evidence, 'explain', words)
    const view = async (by: Staff) =>
      (await get(`review-records/${record}`, by)).body.explanations[0]
    expect(await view(secretary)).toMatchObject({ text: null, original: null, printed: null })
    expect(await view(reader)).toMatchObject({ original: words })
    const freeze = { cutOff: today() }
    expect((await post(`review-records/${record}/bundles`, freeze)).status).toBe(409)
    const editions = `explanations/${id}/editions`
    expect((await post(editions, { fold: ['bà Tám'] }, reader)).status).toBe(400)
    expect((await post(editions, { fold: [] }, secretary)).status).toBe(403)
    expect((await post(editions, { fold: ['Năm Lành', 'cháu Tí'] }, reader)).status).toBe(201)
    expect((await post(editions, { fold: [] }, other)).status).toBe(409)
    const printed = `Tôi biết là bà ${foldMark} viết. Bà ${foldMark} và ${foldMark} hay nói vậy.`
    expect(await view(secretary)).toMatchObject({ text: printed, original: null })
    const mine = (await desk('GET', `review-records/${record}`)).body.explanations[0]
    expect(mine).toMatchObject({ original: words, printed })
    const object = { reason: 'Tí là cháu tôi, tôi muốn in.' }
    expect((await desk('POST', `explanations/${id}/objections`, object)).status).toBe(201)
    expect((await post(`review-records/${record}/bundles`, freeze)).status).toBe(409)
    expect((await post(editions, { fold: ['Năm Lành'] }, reader)).status).toBe(409)
    expect(text((await page('/tra-loi', other)).bytes)).toContain('Tí là cháu tôi')
    expect((await post(editions, { fold: ['Năm Lành'] }, other)).status).toBe(201)
    expect((await desk('POST', `explanations/${id}/objections`, object)).status).toBe(409)
    expect((await view(secretary)).text).toContain('cháu Tí')
    expect((await post(`review-records/${record}/bundles`, freeze)).status).toBe(202)
  })

  it('that asks to look again is looked at by another moderator and a lead', async () => {
    const outcome: Record<string, string> = {}
    const items = new Map<string, { feedback: string; evidence: string; id: string }>()
    for (const how of ['upheld', 'corrected', 'withdrawn']) {
      items.set(how, { ...(await item(`Có ý kiến để xem lại: ${how}.`)), id: '' })
    }
    await sent()
    for (const [how, one] of items) {
      one.id = await answered(one.evidence, 'review-again', 'Việc này đã có kết luận.')
      const look = `explanations/${one.id}/second-looks`
      const wish = { outcome: how, reason: 'Đã đối chiếu biên bản.' }
      expect((await post(look, wish, decider)).status).toBe(403)
      const asked = await post(look, wish, reader)
      expect(asked.status, JSON.stringify(asked.body)).toBe(202)
      expect(text((await page('/dong-y', lead)).bytes)).toContain('Đã đối chiếu biên bản')
      const agreed = await post(`approvals/${asked.body.approval}`, { approve: true }, lead)
      expect(agreed.status, JSON.stringify(agreed.body)).toBe(200)
      expect((await post(look, wish, reader)).status).toBe(409)
      outcome[how] = await stateOf(one.feedback)
    }
    expect(outcome).toEqual({ upheld: 'accepted', corrected: 'reopened', withdrawn: 'accepted' })
    const { body } = await get(`review-records/${record}`)
    expect(body.explanations).toMatchObject([{ looked: 'upheld' }])
    const again = { feedback: items.get('withdrawn')?.feedback }
    expect((await post(`review-records/${record}/evidence`, again)).status).toBe(409)
  })
})

it('private life stays folded in record, letter and bundle until two open it', async () => {
  const { evidence, feedback } = await item('Có người nói vợ ông bán hàng ở vỉa hè.')
  await house.owner.query('begin')
  await house.owner.query('alter table decisions disable trigger refuse_change')
  await house.owner.query(`update decisions set fold = 'family' where feedback_id = $1`, [feedback])
  await house.owner.query('alter table decisions enable trigger refuse_change')
  await house.owner.query('commit')
  await sent()
  const shown = async () => JSON.stringify((await get(`review-records/${record}`)).body)
  expect(await shown()).not.toContain('vỉa hè')
  expect((await seen())[0]?.summary).toContain('vỉa hè')
  await readForPrint(house.owner, await answered(evidence, 'explain', 'Nhà tôi có giấy phép.'))
  const frozen = await frozenContents()
  expect(frozen).toContain('Nội dung được gấp lại: chuyện gia đình')
  expect(frozen).not.toContain('vỉa hè')
  // One voice: neither its number nor the way it came.
  expect(JSON.parse(frozen).items).toMatchObject([{ senders: 1, channels: [] }])
  const asked = await post(`evidence/${evidence}/unfoldings`, undefined)
  expect(asked.status, JSON.stringify(asked.body)).toBe(202)
  expect((await post(`approvals/${asked.body.approval}`, { approve: true }, lead)).status).toBe(200)
  expect(await shown()).toContain('vỉa hè')
  expect((await post(`evidence/${evidence}/unfoldings`, undefined)).status).toBe(409)
})

async function frozenContents(): Promise<string> {
  const asked = await post(`review-records/${record}/bundles`, { cutOff: today() })
  expect(asked.status, JSON.stringify(asked.body)).toBe(202)
  const agreed = await post(`approvals/${asked.body.approval}`, { approve: true }, lead)
  expect(agreed.status, JSON.stringify(agreed.body)).toBe(200)
  const { rows } = await house.owner.query(
    'select contents from bundle_freezes where bundle_id = $1',
    [asked.body.id],
  )
  return text(rows[0].contents)
}
