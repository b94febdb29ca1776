import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { endIdentities, endRetention } from '../../src/moderation/retention.ts'
import { type ElsewhereHouse, elsewhereHouse } from '../support/elsewhere-house.ts'

let house: ElsewhereHouse
beforeAll(async () => {
  house = (await elsewhereHouse()) as ElsewhereHouse
})
afterAll(() => house.close())
afterEach(() => house.check())

const word = 'Cây mai vàng'
/** A letter that its sender took back. */
async function withdrawn(text = `${word} trước cổng.`) {
  const letter = await house.letter(text)
  await act(letter.receipt, { act: 'withdraw' })
  return letter
}
const act = (receipt: string, given: object) =>
  house.letterbox.request('/api/v1/thread/messages', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ receipt, ...given }),
  })
/** Lets a term be over at once, as if the days had gone by: every day lies that much earlier. */
const aged = (days: number) =>
  house.rows(`create or replace function today() returns date language sql stable as
    $$ select (now() at time zone 'Asia/Ho_Chi_Minh')::date + ${days} $$`)
const run = () => endRetention(house.house.console, house.vault)

describe('when the time is over', () => {
  afterEach(() => aged(0))

  it('the words go, the state and the log stay, and the sender reads why and until when backups last', async () => {
    const { id, receipt } = await withdrawn()
    expect(await run()).toBe(0)
    await aged(29)
    expect(await run()).toBe(0)
    await aged(30)
    expect(await run()).toBe(1)
    expect(await run(), 'a second time').toBe(0)
    expect(await house.stateOf(id)).toBe('withdrawn')
    const [ending] = await house.rows(
      'select reply_id from retention_endings where feedback_id = $1',
      [id],
    )
    expect(await house.left(id)).toEqual([{ record: ending?.reply_id }])
    const { status, body } = await house.thread(receipt)
    expect(status).toBe(200)
    expect(JSON.stringify(body)).not.toContain(word)
    expect(body.messages.at(-1).text).toMatch(/đã hủy\. Bản sao lưu cũ nhất còn giữ đến ngày/)
  })

  it('new activity starts the days anew', async () => {
    const { receipt } = await withdrawn()
    await aged(20)
    await act(receipt, { text: 'Tôi nói thêm.' })
    await aged(35)
    expect(await run()).toBe(0)
    await aged(50)
    expect(await run()).toBe(1)
  })

  it('nothing goes while a request, an approval or an authority’s demand is open', async () => {
    const asked = await withdrawn()
    await act(asked.receipt, { request: 'view' })
    const demanded = await withdrawn()
    const { lead, custodian } = house.people
    const demand = {
      ...{ authority: 'Công an tỉnh Sông Xanh', number: '12/CV-CA', day: '2026-01-05' },
      demanded: 'Cung cấp nội dung thư.',
    }
    await house.form(lead, `/y-kien/${demanded.id}/yeu-cau`, demand)
    await aged(400)
    expect(await run()).toBe(0)
    const page = await (await house.get(lead, '/luu-giu')).text()
    expect(page).toContain('có đề nghị của người gửi')
    expect(page).toContain('có việc chờ người thứ hai đồng ý')
    await house.agree(custodian, await house.pending('hand_over'))
    expect(await run(), 'agreed to, to be collected for ten days').toBe(0)
    await aged(0)
    const [row] = await house.rows('select id from requests where thread_id = $1', [asked.thread])
    await house.form(lead, `/de-nghi/${row?.id}`, { outcome: 'done', text: 'Đã nói rõ.' })
    await aged(400)
    expect(await run()).toBe(1)
    expect(await house.left(demanded.id)).not.toEqual([])
  })

  it('what is accepted or still being handled never goes by itself', async () => {
    const { id } = await house.letter(`${word} ở đình.`)
    await aged(3_000)
    await run()
    expect(await house.left(id)).not.toEqual([])
  })

  it('a name goes 90 days after the matter ended, alone; the letter goes on', async () => {
    const ended = await house.letter(`${word} bên giếng.`)
    const open = await house.letter(`${word} bên đình.`)
    const apart = async (thread: string) =>
      (
        await house.rows(
          'select id, sealed_apart(id, $2) as record from letters where thread_id = $1',
          [thread, 'identity'],
        )
      )[0]?.record
    for (const { thread } of [ended, open]) {
      await house.rows(
        `insert into seals select sealed_apart(id, 'identity'), 'identity', organisation_id, '\\x00'
         from letters where thread_id = $1`,
        [thread],
      )
    }
    const { moderator, lead } = house.people
    const { approval } = await house.decide(
      moderator,
      ended.id,
      { verdict: 'not_accept', reason: 'no_fact' },
      202,
    )
    await house.agree(lead, approval)
    const sealed = async (thread: string) =>
      (await house.rows('select from seals where record = $1', [await apart(thread)])).length
    const job = () => endIdentities(house.house.console)
    await aged(89)
    expect(await job()).toBe(0)
    await aged(90)
    expect(await job()).toBe(1)
    expect(await job(), 'a second time').toBe(0)
    expect([await sealed(ended.thread), await sealed(open.thread)]).toEqual([0, 1])
    expect(JSON.stringify((await house.thread(ended.receipt)).body)).toContain(word)
  })
})
