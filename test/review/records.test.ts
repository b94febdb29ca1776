import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  acceptAgain,
  type FeedbackWish,
  makeFeedback,
  senderActs,
} from '../support/accepted-feedback.ts'
import { heard } from '../support/heard.ts'
import {
  makeFront,
  makeOfficial,
  makeStaff,
  type ReviewHouse,
  reviewHouse,
  runningCycle,
} from '../support/review-house.ts'

let house: ReviewHouse
let ward: Awaited<ReturnType<typeof makeFront>>
let secretary: Awaited<ReturnType<typeof makeStaff>>
let foreign: string
let official: string
let body: string
let cycle: string
let record: string
let wish: FeedbackWish
let turn = 0

beforeAll(async () => {
  house = await reviewHouse()
  ward = await makeFront(house.owner, 'song')
  secretary = await makeStaff(house.owner, ward.id, 'Lê Thị Thư', 'secretary')
  const other = await makeFront(house.owner, 'nui')
  foreign = (await makeStaff(house.owner, other.id, 'Phan Văn Xa', 'secretary')).token
  const made = await post('organisations', {
    code: 'dang-uy',
    kind: 'party',
    name: 'Ban Thường vụ Đảng ủy phường Sông',
    level: 'commune',
    area: ward.area,
  })
  body = made.body.id
})
beforeEach(async () => {
  turn += 1
  official = await makeOfficial(house.owner, ward.id, ward.neighbourhood, `Trần Văn Sóng ${turn}`)
  cycle = (await post('cycles', runningCycle(`Kỳ ${turn}`))).body.id
  record = (await post('review-records', { official, cycle })).body.id
  wish = {
    organisation: ward.id,
    area: ward.neighbourhood,
    officials: [official],
    by: secretary.person,
  }
})
afterAll(() => house.close())

const get = (path: string, token = secretary.token, door: 'console' | 'desk' = 'console') =>
  house.call(door, token, 'GET', `/api/v1/${path}`)
const post = (
  path: string,
  given: unknown,
  token = secretary.token,
  door: 'console' | 'desk' = 'console',
) => house.call(door, token, 'POST', `/api/v1/${path}`, given)
const attach = (feedback: string, more: object = {}) =>
  post(`review-records/${record}/evidence`, { feedback, ...more })
const stateOf = async (feedback: string) => {
  const { rows } = await house.owner.query(
    'select state, state_of(feedback_id) as folded from feedback_state where feedback_id = $1',
    [feedback],
  )
  expect(rows[0].state).toBe(rows[0].folded)
  return rows[0].state
}
// Until so many sessions of this database wait for a lock.
const waiting = async (sessions: number) => {
  const stuck = `select from pg_stat_activity a where datname = current_database()
    and exists (select from pg_locks l where l.pid = a.pid and not l.granted)`
  while ((await house.owner.query(stuck)).rowCount !== sessions) await setTimeout(10)
}
const logged = async (item: string) => {
  const { rows } = await house.owner.query(
    'select kind from custody_entries where item = $1 order by seq',
    [item],
  )
  return rows.map(({ kind }) => kind)
}
const itemsOf = (view: { evidence: { items: object[] }[] }) =>
  view.evidence.flatMap(({ items }) => items)

describe('opening a record', () => {
  it('is once for each official and cycle, also at the desk, and is logged', async () => {
    expect(await logged(record)).toEqual(['record.opened'])
    expect((await post('review-records', { official, cycle })).status).toBe(409)
    const next = (await post('cycles', runningCycle(`Kỳ sau ${turn}`))).body.id
    const desk = await post('review-records', { official, cycle: next }, secretary.token, 'desk')
    expect(desk.status).toBe(201)
  })

  it('twice at once gives one record', async () => {
    const next = (await post('cycles', runningCycle(`Kỳ đua ${turn}`))).body.id
    const both = await Promise.all(
      [1, 2].map(() => post('review-records', { official, cycle: next })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  it('is also for a collective, and never for both or neither', async () => {
    expect((await post('review-records', { collective: body, cycle })).status).toBe(201)
    expect((await post('review-records', { collective: body, official, cycle })).status).toBe(400)
    expect((await post('review-records', { cycle })).status).toBe(400)
    expect((await post('review-records', { collective: ward.id, cycle })).status).toBe(404)
  })

  it('is refused for an exempt official, saying why', async () => {
    const next = (await post('cycles', runningCycle(`Kỳ miễn ${turn}`))).body.id
    const made = await post(`officials/${official}/exemptions`, {
      reason: 'suspended',
      validFrom: '2020-01-01',
    })
    expect(made.status).toBe(201)
    const refused = await post('review-records', { official, cycle: next })
    expect(refused.status).toBe(409)
    expect(refused.body.detail).toContain('bị đình chỉ sinh hoạt đảng')
  })

  it('is allowed again once the exemption ended before the cut-off', async () => {
    const next = (await post('cycles', runningCycle(`Kỳ hết miễn ${turn}`))).body.id
    const until = { reason: 'new', validFrom: '2019-01-01', validTo: '2019-06-30' }
    await post(`officials/${official}/exemptions`, until)
    expect((await post('review-records', { official, cycle: next })).status).toBe(201)
  })

  it('is refused in a closed cycle, for other roles, and for what is another organisation’s', async () => {
    const moderator = await makeStaff(house.owner, ward.id, 'Đinh Văn Duyệt', 'moderator')
    expect((await post('review-records', { official, cycle }, moderator.token)).status).toBe(403)
    expect((await post('review-records', { official, cycle }, foreign)).status).toBe(404)
    const own = (await post('cycles', runningCycle(`Kỳ họ ${turn}`), foreign)).body.id
    expect((await post('review-records', { official, cycle: own }, foreign)).status).toBe(404)
    await post(`cycles/${cycle}/closings`, {})
    expect((await post('review-records', { collective: body, cycle })).status).toBe(409)
  })
})

describe('attaching evidence', () => {
  it('puts accepted feedback under its criterion; a concern then waits for an answer', async () => {
    const praise = await makeFeedback(house.owner, wish)
    const concern = await makeFeedback(house.owner, { ...wish, polarity: 'negative' })
    const made = await attach(concern, { criterion: '1.2' })
    expect(made.status).toBe(201)
    expect((await attach(praise)).status).toBe(201)
    expect(await stateOf(praise)).toBe('accepted')
    expect(await stateOf(concern)).toBe('awaiting_explanation')
    expect(await logged(made.body.id)).toEqual(['evidence.attached'])
    const view = (await get(`review-records/${record}`)).body
    const groups = view.evidence.map((one: { criterion: { code: string } | null; items: [] }) => [
      one.criterion?.code ?? null,
      one.items.length,
    ])
    expect(groups).toEqual([
      ['1', 0],
      ['1.2', 1],
      ['1.5', 0],
      [null, 1],
    ])
  })

  it('shows the month and never the day', async () => {
    const seen = await makeFeedback(house.owner, { ...wish, observedOn: '2026-03-17' })
    const undated = await makeFeedback(house.owner, { ...wish, day: '2026-09-21' })
    await attach(seen)
    await attach(undated)
    const { body: view } = await get(`review-records/${record}`)
    expect(itemsOf(view)).toMatchObject([{ month: '2026-03' }, { month: '2026-09' }])
    expect(JSON.stringify(view)).not.toMatch(/2026-03-17|2026-09-21/)
  })

  it('is refused for what is not accepted, only for the Front, about others, or there already', async () => {
    const waiting = await makeFeedback(house.owner, { ...wish, verdict: null })
    const refusedOne = await makeFeedback(house.owner, {
      ...wish,
      verdict: 'not_accept',
      reason: 'no_fact',
    })
    const quiet = await makeFeedback(house.owner, { ...wish, use: 'front-only' })
    const someone = await makeOfficial(house.owner, ward.id, ward.area, 'Hồ Văn Khác')
    const theirs = await makeFeedback(house.owner, { ...wish, officials: [someone] })
    const fine = await makeFeedback(house.owner, wish)
    await attach(fine)
    const said = []
    for (const feedback of [waiting, refusedOne, quiet, theirs, fine]) {
      const { status, body: problem } = await attach(feedback)
      said.push([status, problem.detail.split(' / ')[1]])
    }
    expect(said).toEqual([
      [409, 'This feedback is not accepted, so it cannot be attached.'],
      [409, 'This feedback is not accepted, so it cannot be attached.'],
      [409, 'The sender wrote this only for the Front; it cannot be attached.'],
      [409, 'This feedback was accepted about someone else.'],
      [409, 'This feedback is already in a record of this subject.'],
    ])
    expect(itemsOf((await get(`review-records/${record}`)).body)).toHaveLength(1)
  })

  it('is refused after the sender withdrew, and in a closed cycle', async () => {
    const gone = await makeFeedback(house.owner, wish)
    await senderActs(house.owner, gone, 'withdraw')
    expect((await attach(gone)).status).toBe(409)
    const late = await makeFeedback(house.owner, wish)
    await post(`cycles/${cycle}/closings`, {})
    const { status, body: problem } = await attach(late)
    expect([status, problem.detail]).toEqual([409, expect.stringContaining('đã khép')])
  })

  it('twice at once puts it there once', async () => {
    const feedback = await makeFeedback(house.owner, wish)
    await house.owner.query('begin')
    const head = 'select from custody_heads where organisation_id = $1 for update'
    await house.owner.query(head, [ward.id])
    const tries = [attach(feedback), attach(feedback)]
    await waiting(2)
    await house.owner.query('commit')
    const answers = await Promise.all(tries)
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  it('gives way to a sender who withdraws at the same moment', async () => {
    const feedback = await makeFeedback(house.owner, wish)
    await house.owner.query('begin')
    await senderActs(house.owner, feedback, 'withdraw')
    const late = attach(feedback)
    await waiting(1)
    await house.owner.query('commit')
    expect((await late).status).toBe(409)
    expect(await stateOf(feedback)).toBe('withdrawn')
    expect(itemsOf((await get(`review-records/${record}`)).body)).toEqual([])
  })

  it('serves two subjects of one feedback, each on its own record', async () => {
    const collective = (await post('review-records', { collective: body, cycle })).body.id
    const shared = await makeFeedback(house.owner, { ...wish, collectives: [body] })
    expect((await attach(shared)).status).toBe(201)
    expect((await post(`review-records/${collective}/evidence`, { feedback: shared })).status).toBe(
      201,
    )
  })

  it('knows only criteria of the cycle’s framework, feedback and records of its own', async () => {
    const feedback = await makeFeedback(house.owner, wish)
    expect(await attach(feedback, { criterion: '9.9' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'criterion' }] },
    })
    expect((await attach('6f0e1d3c-1111-4222-8333-444455556666')).status).toBe(404)
    expect((await attach('not-an-id')).status).toBe(400)
    const path = `review-records/${record}/evidence`
    expect((await post(path, { feedback }, foreign)).status).toBe(404)
    expect((await post('review-records/not-an-id/evidence', { feedback })).status).toBe(404)
    const lead = await makeStaff(house.owner, ward.id, 'Vũ Thị Duyệt', 'lead')
    expect((await post(path, { feedback }, lead.token)).status).toBe(403)
  })
})

describe('withdrawing evidence', () => {
  it('takes it out with a reason, counts it, and lets it be attached again', async () => {
    const feedback = await makeFeedback(house.owner, { ...wish, polarity: 'negative' })
    const { id } = (await attach(feedback)).body
    expect((await post(`evidence/${id}/withdrawals`, { reason: ' ' })).status).toBe(400)
    expect((await post(`evidence/${id}/withdrawals`, { reason: 'nhầm người' })).status).toBe(201)
    expect(await stateOf(feedback)).toBe('accepted')
    expect((await post(`evidence/${id}/withdrawals`, { reason: 'lần nữa' })).status).toBe(409)
    expect(await logged(id)).toEqual(['evidence.attached', 'evidence.withdrawn'])
    const { body: view } = await get(`review-records/${record}`)
    expect(itemsOf(view)).toEqual([])
    expect(view.excluded).toEqual([{ state: 'accepted', reason: 'evidence_withdrawn', count: 1 }])
    expect((await attach(feedback)).status).toBe(201)
  })

  it('is for the own organisation’s secretary', async () => {
    const { id } = (await attach(await makeFeedback(house.owner, wish))).body
    expect((await post(`evidence/${id}/withdrawals`, { reason: 'x' }, foreign)).status).toBe(404)
    const lead = await makeStaff(house.owner, ward.id, 'Vũ Thị Duyệt', 'lead')
    expect((await post(`evidence/${id}/withdrawals`, { reason: 'x' }, lead.token)).status).toBe(403)
  })
})

describe('explaining', () => {
  it('is by the official on the own record alone', async () => {
    const { id } = (
      await attach(await makeFeedback(house.owner, { ...wish, polarity: 'negative' }))
    ).body
    const own = await makeStaff(house.owner, ward.id, 'Trần Văn Sóng', 'official', { official })
    const someone = await makeOfficial(house.owner, ward.id, ward.area, 'Hồ Văn Khác')
    const other = await makeStaff(house.owner, ward.id, 'Hồ Văn Khác', 'official', {
      official: someone,
    })
    await heard(house.owner, id)
    const words = { kind: 'explain', text: 'Hôm đó tôi đi họp,\r\ncó giấy mời kèm theo.' }
    expect((await post(`evidence/${id}/explanations`, words, other.token, 'desk')).status).toBe(404)
    expect((await get(`review-records/${record}`, other.token, 'desk')).status).toBe(404)
    const made = await post(`evidence/${id}/explanations`, words, own.token, 'desk')
    expect(made.status).toBe(201)
    expect(await logged(made.body.id)).toEqual(['explanation.entered'])
    const { body: view } = await get(`review-records/${record}`, own.token, 'desk')
    expect(view.explanations).toMatchObject([
      {
        evidence: id,
        kind: 'explain',
        text: 'Hôm đó tôi đi họp,\ncó giấy mời kèm theo.',
        onBehalf: false,
      },
    ])
  })

  it('is entered for the official by the secretary or the cell of the area, and marked so', async () => {
    const feedback = await makeFeedback(house.owner, { ...wish, polarity: 'negative' })
    const { id } = (await attach(feedback)).body
    const cell = await makeStaff(house.owner, ward.id, 'Bí thư chi bộ 3', 'cell', {
      area: ward.neighbourhood,
    })
    const far = await makeStaff(house.owner, ward.id, 'Bí thư chi bộ khác', 'cell', {
      area: ward.area,
    })
    await heard(house.owner, id)
    const words = { kind: 'accept', text: 'Tôi xin tiếp thu.' }
    expect((await post(`evidence/${id}/explanations`, words, far.token, 'desk')).status).toBe(404)
    expect((await post(`evidence/${id}/explanations`, words, cell.token, 'desk')).status).toBe(201)
    expect(await stateOf(feedback)).toBe('accepted')
    expect((await post(`evidence/${id}/explanations`, words)).status).toBe(201)
    const { body: view } = await get(`review-records/${record}`)
    expect(view.explanations).toMatchObject([{ onBehalf: true }, { onBehalf: true }])
    const moderator = await makeStaff(house.owner, ward.id, 'Đinh Văn Duyệt', 'moderator')
    expect((await post(`evidence/${id}/explanations`, words, moderator.token)).status).toBe(403)
  })

  it('refuses empty, too long and unknown answers, and closed cycles', async () => {
    const { id } = (await attach(await makeFeedback(house.owner, wish))).body
    const path = `evidence/${id}/explanations`
    const tries = [
      { kind: 'explain', text: '' },
      { kind: 'explain', text: '\u200b \u0000' },
      { kind: 'explain', text: 'ế'.repeat(10_001) },
      { kind: 'agree', text: 'x' },
      { text: 'x' },
    ]
    for (const given of tries) expect((await post(path, given)).status).toBe(400)
    expect((await post(path, { kind: 'explain', text: 'ế'.repeat(10_000) })).status).toBe(201)
    await post(`cycles/${cycle}/closings`, {})
    expect((await post(path, { kind: 'explain', text: 'muộn' })).status).toBe(409)
  })
})

describe('evidence whose acceptance no longer stands', () => {
  it('is hidden from the official and cannot be answered while it is looked at again', async () => {
    const feedback = await makeFeedback(house.owner, {
      ...wish,
      summary: 'Nhà số 7 nghe thấy hết.',
    })
    const { id } = (await attach(feedback)).body
    const own = await makeStaff(house.owner, ward.id, 'Trần Văn Sóng', 'official', { official })
    expect(itemsOf((await get(`review-records/${record}`, own.token, 'desk')).body)).toHaveLength(1)
    await senderActs(house.owner, feedback, 'exposes-me')
    const seen = await get(`review-records/${record}`, own.token, 'desk')
    expect(JSON.stringify(seen.body)).not.toContain('Nhà số 7')
    const answer = await post(
      `evidence/${id}/explanations`,
      { kind: 'accept', text: 'x' },
      own.token,
      'desk',
    )
    expect(answer.status).toBe(409)
    const inside = (await get(`review-records/${record}`)).body
    expect(inside.setAside).toMatchObject([{ id, state: 'screening', holds: false }])
  })

  it('stays hidden after a new acceptance, until attached anew with the new words', async () => {
    const feedback = await makeFeedback(house.owner, {
      ...wish,
      summary: 'Nhà số 7 nghe thấy hết.',
    })
    const { id } = (await attach(feedback)).body
    await senderActs(house.owner, feedback, 'exposes-me')
    await acceptAgain(house.owner, feedback, { ...wish, summary: 'Bà con gần đó nghe thấy.' })
    const view = (await get(`review-records/${record}`)).body
    expect([itemsOf(view), view.setAside]).toMatchObject([[], [{ id }]])
    expect((await attach(feedback)).status).toBe(409)
    await post(`evidence/${id}/withdrawals`, { reason: 'làm lộ người gửi' })
    expect((await attach(feedback)).status).toBe(201)
    expect(itemsOf((await get(`review-records/${record}`)).body)).toMatchObject([
      { summary: 'Bà con gần đó nghe thấy.' },
    ])
  })
})

describe('what a record shows', () => {
  it('balances all that came about the subject in the period', async () => {
    const day = runningCycle().startsOn
    const numbered = [
      await makeFeedback(house.owner, { ...wish, day }),
      await makeFeedback(house.owner, { ...wish, day, use: 'front-only' }),
      await makeFeedback(house.owner, { ...wish, day, verdict: 'not_accept', reason: 'no_fact' }),
      await makeFeedback(house.owner, { ...wish, day, verdict: null }),
    ]
    await makeFeedback(house.owner, { ...wish, day: '2001-01-01' })
    await attach(numbered[0] ?? '')
    const { balance, excluded } = (await get(`review-records/${record}`)).body
    const { received, ...outcomes } = balance
    expect(received).toBe(4)
    expect(Object.values<number>(outcomes).reduce((a, b) => a + b)).toBe(received)
    expect(balance).toMatchObject({ accepted: 2, not_accepted: 1, pending: 1 })
    expect(excluded).toEqual([
      { state: 'accepted', reason: 'front_only', count: 1 },
      { state: 'not_accepted', reason: 'no_fact', count: 1 },
      { state: 'pending', reason: null, count: 1 },
    ])
  })

  it('never tells official or cell what else came, nor that something was diverted', async () => {
    const own = await makeStaff(house.owner, ward.id, 'Trần Văn Sóng', 'official', { official })
    const cell = await makeStaff(house.owner, ward.id, 'Bí thư chi bộ 3', 'cell', {
      area: ward.neighbourhood,
    })
    for (const { token } of [own, cell]) {
      const { status, body: view } = await get(`review-records/${record}`, token, 'desk')
      expect(status).toBe(200)
      expect([view.balance, view.excluded, view.setAside]).toEqual([null, null, []])
    }
  })

  it('lists the evidence of earlier cycles, and refuses to use it twice', async () => {
    const feedback = await makeFeedback(house.owner, { ...wish, polarity: 'negative' })
    await attach(feedback)
    const year = Number(runningCycle().startsOn.slice(0, 4)) + 1
    const next = {
      name: `Kỳ tới ${turn}`,
      startsOn: `${year}-01-01`,
      endsOn: `${year}-12-31`,
      cutOff: `${year}-12-05`,
    }
    const later = (await post('cycles', next)).body.id
    const { id } = (await post('review-records', { official, cycle: later })).body
    const { body: view } = await get(`review-records/${id}`)
    expect(view.earlierIssues).toMatchObject([{ cycle: `Kỳ ${turn}`, polarity: 'negative' }])
    expect((await post(`review-records/${id}/evidence`, { feedback })).status).toBe(409)
  })

  it('names the regulations in force at the cut-off', async () => {
    const past = {
      name: `Kỳ 2024 ${turn}`,
      startsOn: '2024-01-01',
      endsOn: '2024-12-31',
      cutOff: '2024-12-01',
    }
    const old = (await post('cycles', past)).body.id
    const { id } = (await post('review-records', { official, cycle: old })).body
    const numbers = async (one: string) =>
      (await get(`review-records/${one}`)).body.rules.map(
        ({ number, issuedOn }: { number: string; issuedOn: string }) => `${number} ${issuedOn}`,
      )
    expect(await numbers(id)).toContain('124-QĐ/TW 2023-10-04')
    expect(await numbers(id)).not.toContain('366-QĐ/TW 2025-08-30')
    expect(await numbers(record)).toContain('366-QĐ/TW 2025-08-30')
    expect(await numbers(record)).not.toContain('124-QĐ/TW 2023-10-04')
  })

  it('is for those who may read it', async () => {
    for (const role of ['admin', 'auditor', 'custodian', 'clerk', 'reader'] as const) {
      const { token } = await makeStaff(house.owner, ward.id, `Vai ${role}`, role)
      expect((await get(`review-records/${record}`, token)).status).toBe(403)
    }
    expect((await get(`review-records/${record}`, foreign)).status).toBe(404)
    expect((await get(`review-records?cycle=${cycle}`, foreign)).body.items).toEqual([])
    expect((await get(`review-records?cycle=${cycle}`)).body.items).toMatchObject([
      { id: record, subject: { kind: 'official', id: official } },
    ])
  })
})
