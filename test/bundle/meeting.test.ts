import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkInvariants } from '../support/invariants.ts'
import {
  consultation,
  frozen,
  handover,
  type MeetingHouse,
  meetingHouse,
  outcome,
  type YearEnd,
  yearEnd,
} from '../support/meeting-house.ts'
import { makeFront, makeStaff } from '../support/review-house.ts'

let house: MeetingHouse
let end: YearEnd
let bundle: string
let turn = 0

beforeAll(async () => {
  house = await meetingHouse()
})
beforeEach(async () => {
  end = await yearEnd(house, `p${++turn}`)
  bundle = await frozen(house, end)
})
afterAll(async () => {
  await checkInvariants(house.database.ownerUrl)
  expect(house.faults).toEqual([])
  await house.close()
})

const enter = (path: string, body: unknown, token = end.secretary.token) =>
  house.call(token, 'POST', `bundles/${bundle}/${path}`, body)
const stateOfBundle = async (id = bundle) =>
  (await house.call(end.secretary.token, 'GET', `bundles/${id}`)).body.state
const states = async () => {
  const { rows } = await house.owner.query(
    'select state, state_of(feedback_id) as folded from feedback_state where feedback_id = any($1)',
    [end.official.feedback],
  )
  for (const { state, folded } of rows) expect(state).toBe(folded)
  return rows.map(({ state }) => state)
}

describe('a bundle after its freeze', () => {
  it('is handed over, considered, decided and followed up, step by step', async () => {
    expect(await stateOfBundle()).toBe('frozen')
    expect((await enter('handovers', handover)).status).toBe(201)
    expect(await stateOfBundle()).toBe('handed_over')
    expect(await states()).toEqual(['bundled', 'bundled'])
    expect((await enter('consultations', consultation)).status).toBe(201)
    expect(await stateOfBundle()).toBe('consulted')
    expect(await states()).toEqual(['considered', 'considered'])
    expect((await enter('outcomes', outcome)).status).toBe(201)
    expect(await stateOfBundle()).toBe('outcome_recorded')
    expect(await states()).toEqual(['closed', 'closed'])
    await followsUp()
    const { token } = end.secretary
    const closed = await house.call(token, 'POST', `cycles/${end.cycle}/closings`, {})
    expect(closed.status).toBe(201)
    expect(await stateOfBundle()).toBe('archived')
  })

  it('is not handed over without number, signature, receipt or a true scan', async () => {
    for (const missing of ['number', 'signedOn', 'signer', 'receiver', 'receipt'] as const) {
      const { [missing]: _, ...rest } = handover
      expect((await enter('handovers', rest)).status, missing).toBe(400)
    }
    const lying = Buffer.from('<html>không phải PDF</html>').toString('base64')
    expect((await enter('handovers', { ...handover, scan: lying })).status).toBe(400)
    expect((await enter('handovers', { ...handover, scan: '' })).status).toBe(400)
    expect((await enter('handovers', { ...handover, signedOn: '2099-01-01' })).status).toBe(400)
    expect(await stateOfBundle()).toBe('frozen')
  })

  it('goes no step out of order, and none twice where once is the rule', async () => {
    expect((await enter('consultations', consultation)).status).toBe(409)
    expect((await enter('outcomes', outcome)).status).toBe(409)
    await enter('handovers', handover)
    expect((await enter('handovers', handover)).status).toBe(409)
    expect((await enter('outcomes', outcome)).status).toBe(409)
    const both = await Promise.all([1, 2].map(() => enter('consultations', consultation)))
    expect(both.map(({ status }) => status)).toEqual([201, 201])
  })

  it('is only the secretary’s to enter, and nobody’s of another organisation', async () => {
    expect((await enter('handovers', handover, end.lead.token)).status).toBe(403)
    const other = await makeFront(house.owner, `xa${turn}`)
    const stranger = await makeStaff(house.owner, other.id, 'Phan Văn Xa', 'secretary')
    expect((await enter('handovers', handover, stranger.token)).status).toBe(404)
  })

  it('takes a corrected outcome as another row', async () => {
    await enter('handovers', handover)
    await enter('consultations', consultation)
    await enter('outcomes', outcome)
    expect((await enter('outcomes', { ...outcome, document: 'KL 08-KL/ĐU' })).status).toBe(201)
    const { rows } = await house.owner.query(
      'select document from outcomes where bundle_id = $1 order by entry_seq',
      [bundle],
    )
    expect(rows.map(({ document }) => document)).toEqual(['KL 07-KL/ĐU', 'KL 08-KL/ĐU'])
  })
})

describe('a bundle sent back', () => {
  it('is used no more, and its reason becomes that of the next version', async () => {
    await enter('handovers', handover)
    const reason = 'Đảng ủy đề nghị bổ sung chức vụ kiêm nhiệm.'
    expect((await enter('returns', { reason })).status).toBe(201)
    expect(await stateOfBundle()).toBe('returned')
    expect((await enter('consultations', consultation)).status).toBe(409)
    const first = bundle
    bundle = await frozen(house, end)
    expect(bundle).not.toBe(first)
    const { body } = await house.call(end.secretary.token, 'GET', `bundles/${bundle}`)
    expect(body).toMatchObject({ version: 2, reason, state: 'frozen' })
  })

  it('needs a reason; a bundle that a newer one replaced takes no more acts', async () => {
    expect((await enter('returns', {})).status).toBe(400)
    await enter('returns', { reason: 'Sai tên.' })
    await frozen(house, end)
    const refused = await enter('handovers', handover)
    expect(refused.status).toBe(409)
  })
})

async function followsUp(): Promise<void> {
  const { token } = end.secretary
  const remedy = {
    shortcoming: 'Điều hành họp còn nóng nảy.',
    measure: 'Họp đúng giờ, nghe hết ý kiến bà con.',
    dueOn: '2020-01-31',
    responsible: end.official.name,
  }
  const path = `review-records/${end.official.record}`
  const set = await house.call(token, 'POST', `${path}/remedies`, remedy)
  expect(set.status).toBe(201)
  expect(await stateOfBundle()).toBe('follow_up')
  const seen = (await house.call(token, 'GET', path)).body.remedies
  expect(seen).toMatchObject([{ ...remedy, doneOn: null, late: true }])
  const done = { doneOn: outcome.decidedOn, proof: 'Biên bản họp khu phố tháng 3.' }
  const completions = `remedies/${set.body.id}/completions`
  const both = await Promise.all([1, 2].map(() => house.call(token, 'POST', completions, done)))
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  expect(await stateOfBundle()).toBe('outcome_recorded')
}
