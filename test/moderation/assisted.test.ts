import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type CounterHouse, counterHouse } from '../support/counter-house.ts'

let house: CounterHouse
beforeAll(async () => {
  house = await counterHouse()
})
afterAll(async () => {
  expect(house.failures).toEqual([])
  await house.close()
})
afterEach(() => house.check())

const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
const shown = today.split('-').reverse().join('/')

async function entered(source: string, own: Record<string, unknown> = {}) {
  const item = { kind: 'comment', about: [], text: `Ý kiến qua ${source}.`, use: 'front-only' }
  const entry = {
    ...{ source, area: house.ward.quarter, where: 'Nhà văn hóa <khu> 3', heldOn: today },
    ...{ consent: true, items: [item], ...own },
  }
  const key = { 'Idempotency-Key': crypto.randomUUID() }
  const answer = await house.json(house.people.clerk, '/api/v1/letters', entry, key)
  expect(answer.status, await answer.clone().text()).toBe(201)
  await house.unpack()
  const [row] = await house.rows(
    'select id from feedback order by day desc, (select l.entry_seq from letters l where l.thread_id = feedback.thread_id and first) desc limit 1',
  )
  return String(row?.id)
}
const bench = async (id: string, who = house.people.moderator) =>
  (await house.get(who, `/y-kien/${id}`)).text()

it('the bench shows where, when, under which number and with what consent a letter was written down', async () => {
  const id = await entered('meeting', {
    arrival: { number: 57, day: today },
    reference: '12/BB-KP3',
    note: 'Kèm danh sách dự họp',
  })
  const html = await bench(id)
  for (const words of [
    'Nhà văn hóa &lt;khu&gt; 3',
    `57/${today.slice(0, 4)}, ngày đến ${shown}`,
    '12/BB-KP3',
    'Kèm danh sách dự họp',
    'biên bản ghi rõ',
    'cuộc họp',
  ]) {
    expect(html).toContain(words)
  }
  expect(html).not.toContain(house.people.clerk.person)
  expect(html).not.toContain('Lã Mỹ Hạnh')
  const answer = await house.get(house.people.moderator, `/api/v1/feedback/${id}`)
  expect(await answer.json()).toMatchObject({
    assisted: { heldOn: today, consentBy: 'minutes', register: { number: 57 } },
    mail: null,
  })
})

it('each source says how consent was given', async () => {
  expect(await bench(await entered('paper'))).toContain('hai ô trên phiếu giấy')
  expect(await bench(await entered('phone'))).toContain('đọc cho nghe, nói đồng ý')
})

it('a letter that its sender wrote shows nothing of that', async () => {
  await house.letter({})
  await house.unpack()
  const [row] = await house.rows("select id from feedback where channel = 'web'")
  expect(await bench(String(row?.id))).not.toContain('Nơi nhận')
})
