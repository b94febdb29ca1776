import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FeedbackWish, makeFeedback } from '../support/accepted-feedback.ts'
import {
  makeFront,
  makeOfficial,
  makeStaff,
  type ReviewHouse,
  reviewHouse,
  runningCycle,
} from '../support/review-house.ts'

let house: ReviewHouse
let organisation: string
let secretary: Awaited<ReturnType<typeof makeStaff>>
let other: Awaited<ReturnType<typeof makeStaff>>
let record: string
let wish: FeedbackWish

beforeAll(async () => {
  house = await reviewHouse()
  const ward = await makeFront(house.owner, 'song')
  organisation = ward.id
  secretary = await makeStaff(house.owner, ward.id, 'Lê Thị Thư', 'secretary')
  other = await makeStaff(house.owner, ward.id, 'Hồ Văn Ký', 'secretary')
  const official = await makeOfficial(house.owner, ward.id, ward.neighbourhood, 'Trần Văn Sóng')
  const cycle = (await post('cycles', runningCycle('Kỳ này'))).body.id
  record = (await post('review-records', { official, cycle })).body.id
  const area = ward.neighbourhood
  wish = { organisation: ward.id, area, officials: [official], by: secretary.person }
})
afterAll(() => house.close())

const post = (path: string, given: unknown, token = secretary.token) =>
  house.call('console', token, 'POST', `/api/v1/${path}`, given)
const attach = (feedback: string, token = secretary.token) =>
  post(`review-records/${record}/evidence`, { feedback }, token)

async function says(how: 'alike' | 'split', feedback: string, into: string, by: string | null) {
  await house.owner.query(
    `with entry as (select custody_append($1, 'cluster.' || $4, gen_random_uuid(), $2) as seq)
     insert into clusters (organisation_id, feedback_id, into_feedback, how, likeness, reason, decided_by, decided_at, entry_seq)
     select $1, $2, $3, $4, case when $5::uuid is null then 0.9 end, case when $5::uuid is not null then 'other-event' end,
       $5, case when $5::uuid is not null then now() end, seq from entry`,
    [organisation, feedback, into, how, by],
  )
}

it('a claim counts once on a record, unless somebody else than who attaches took it apart', async () => {
  const first = await makeFeedback(house.owner, wish)
  const second = await makeFeedback(house.owner, wish)
  await says('alike', second, first, null)
  const attached = await attach(first)
  expect(attached.status).toBe(201)
  expect((await attach(second)).status).toBe(409)
  await says('split', second, second, secretary.person)
  expect((await attach(second)).status).toBe(409)
  expect((await attach(second, other.token)).status).toBe(201)
})

it('a claim whose first evidence was withdrawn may be told by another voice', async () => {
  const first = await makeFeedback(house.owner, wish)
  const second = await makeFeedback(house.owner, wish)
  await says('alike', second, first, null)
  const { body } = await attach(first)
  expect((await attach(second)).status).toBe(409)
  await post(`evidence/${body.id}/withdrawals`, { reason: 'Chọn thư rõ hơn.' })
  expect((await attach(second)).status).toBe(201)
})
