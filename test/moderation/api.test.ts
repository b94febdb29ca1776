import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { actOnThread, readThread, writeToThread } from '../../src/intake/thread.ts'
import { samples } from '../support/files.ts'
import { type OpenConsole, openConsole } from '../support/moderation.ts'
import { eventually } from '../support/started.ts'

let house: OpenConsole
beforeAll(async () => {
  house = await openConsole()
})
afterAll(() => house.close())
afterEach(() => house.check())

const root = '/api/v1/feedback'
const summary = 'Người dân mong cán bộ giữ lời nói nhẹ nhàng khi họp.'

/** A letter with its summary, ready to be decided. */
async function summarised(given = {}) {
  const letter = await house.letter(given)
  const kept = await house.post(
    `${root}/${letter.id}/summaries`,
    { text: summary },
    house.people.moderator,
  )
  expect(kept.status).toBe(201)
  return letter
}
const decide = (id: string, body: unknown, who = house.people.moderator) =>
  house.post(`${root}/${id}/decisions`, body, who)
const praise = () => ({
  verdict: 'accept',
  officials: [house.ward.head],
  topic: 'manner',
  standing: 'said',
  polarity: 'positive',
})
const concern = () => ({ ...praise(), polarity: 'negative' })
const stateOf = async (id: string) =>
  (await house.get(`${root}/${id}`, house.people.moderator)).json().then(({ state }) => state)
const askOf = async (answer: Response) => {
  expect(answer.status).toBe(202)
  return String((await answer.json()).approval)
}
const agree = (approval: string, who = house.people.lead, approve = true) =>
  house.post(`/api/v1/approvals/${approval}`, { approve, note: 'đã xem' }, who)

describe('the queue', () => {
  it('shows a dropped letter with the fields of the contract, newest first', async () => {
    const { id, number } = await house.letter({ text: `  Khen bác.\r\n${'dài '.repeat(100)}` })
    const answer = await house.get(`${root}?state=received`, house.people.moderator)
    expect(answer.status).toBe(200)
    const { items } = await answer.json()
    const item = items.find((one: { id: string }) => one.id === id)
    expect(item).toMatchObject({
      number,
      state: 'received',
      kind: 'comment',
      channel: 'web',
      area: house.ward.quarter,
      about: [{ official: house.ward.head, name: 'Trần Văn Sóng' }],
      waiting: false,
    })
    expect(item.day).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(item.due > item.day).toBe(true)
    expect(item.preview).toMatch(/^Khen bác\. dài dài .*…$/)
  })

  it('goes on from page to page without losing or repeating anyone', async () => {
    for (let count = 0; count < 5; count++) await house.letter()
    const seen: string[] = []
    for (let cursor = ''; ; ) {
      const page = await house.get(`${root}?limit=2&cursor=${cursor}`, house.people.moderator)
      const { items, next } = await page.json()
      seen.push(...items.map(({ id }: { id: string }) => id))
      if (next === null) break
      cursor = next
    }
    const [{ count }] = await house.rows('select count(*)::int from feedback')
    expect([seen.length, new Set(seen).size]).toEqual([count, count])
  })

  it('filters by every word of the address, and finds numbers and summaries without accents', async () => {
    const { id, number } = await summarised({ kind: 'report', area: house.ward.ward })
    const found = async (query: string) => {
      const answer = await house.get(`${root}?${query}`, house.people.moderator)
      const { items } = await answer.json()
      return items.map((one: { id: string }) => one.id)
    }
    expect(await found(`kind=report&area=${house.ward.ward}&channel=web`)).toEqual([id])
    expect(await found(`q=${number}`)).toEqual([id])
    expect(await found(`q=${Number(number.slice(0, 4))}`)).toEqual([id])
    expect(await found('q=giu+loi+noi&kind=report')).toEqual([id])
    expect(await found('q=100%25_')).toEqual([])
    expect(await found(`official=${house.ward.head}&kind=report`)).toEqual([id])
    expect(await found('kind=report&state=received')).toEqual([])
    expect(await found('kind=report&state=open')).toEqual([id])
    expect(await found('kind=report&topic=manner')).toEqual([])
  })

  it('refuses filters that are none, field by field', async () => {
    for (const query of [
      'state=lost',
      'kind=x',
      'official=7',
      'limit=0',
      'limit=1000',
      'topic=x',
      'channel=A%00',
      'area=%00',
      'cursor=2026-13-45_x',
      'cursor=2026-02-30_00000000-0000-4000-8000-000000000000',
    ]) {
      const answer = await house.get(`${root}?${query}`, house.people.moderator)
      expect([query, answer.status]).toEqual([query, 400])
      const { errors } = await answer.json()
      expect(errors[0].path).toBe(query.split('=')[0])
    }
    const nul = await house.get(`${root}?q=%00`, house.people.moderator)
    expect(nul.status).toBe(200)
  })

  it('shows secretaries summaries and no letters, and others nothing at all', async () => {
    const { id } = await summarised({ text: 'Chữ của người gửi.' })
    const read = await (await house.get(`${root}/${id}`, house.people.secretary)).json()
    expect(read).toMatchObject({ readable: false, text: null, messages: [], attachments: [] })
    expect(read.summaries[0].text).toBe(summary)
    const list = await (await house.get(root, house.people.secretary)).text()
    expect(list).not.toContain('Chữ của')
    expect((await house.get(root, house.people.admin)).status).toBe(403)
    expect((await house.get(`${root}/${id}`, house.people.admin)).status).toBe(403)
    expect((await house.get(root)).status).toBe(401)
  })

  it('answers another organisation as if the feedback were not there', async () => {
    const { id } = await summarised()
    const other = house.people.stranger
    const missing = crypto.randomUUID()
    const body = { text: 'x' }
    for (const [mine, nowhere] of [
      [await house.get(`${root}/${id}`, other), await house.get(`${root}/${missing}`, other)],
      [
        await house.post(`${root}/${id}/summaries`, body, other),
        await house.post(`${root}/${missing}/summaries`, body, other),
      ],
      [await decide(id, praise(), other), await decide(missing, praise(), other)],
    ] as const) {
      expect(mine.status).toBe(404)
      expect(await mine.text()).toBe(await nowhere.text())
    }
    expect((await house.get(`${root}/nonsense`, house.people.moderator)).status).toBe(404)
    expect((await (await house.get(root, other)).json()).items).toEqual([])
  })
})

describe('a summary', () => {
  it('is kept version by version, and the sender reads the newest one', async () => {
    const { id, receipt } = await summarised()
    const second = await house.post(
      `${root}/${id}/summaries`,
      { text: '  Bản hai.\u0000\u202e  ' },
      house.people.moderator,
    )
    expect(await second.json()).toMatchObject({ version: 2 })
    const { summaries, state } = await (
      await house.get(`${root}/${id}`, house.people.moderator)
    ).json()
    expect(state).toBe('screening')
    expect(summaries.map(({ version, text }: Record<string, unknown>) => [version, text])).toEqual([
      [2, 'Bản hai.⟦U+0000⟧⟦U+202E⟧'],
      [1, summary],
    ])
    expect(summaries[0].by.name).toBe('Mai Thị Xử Lý')
    expect((await readThread(house.box, receipt)).summary).toBe('Bản hai.⟦U+0000⟧⟦U+202E⟧')
  })

  it('is refused when empty, too long, not JSON, or sent by other roles', async () => {
    const { id } = await house.letter()
    const path = `${root}/${id}/summaries`
    const { moderator, secretary } = house.people
    const status = async (body: unknown, who = moderator, headers = {}) =>
      (await house.post(path, body, who, headers)).status
    expect(await status({ text: '  ' })).toBe(400)
    expect(await status({ text: 'a'.repeat(4_001) })).toBe(400)
    expect(await status({ text: 7 })).toBe(400)
    expect(await status({})).toBe(400)
    expect(await status('{"text":')).toBe(400)
    expect(await status('['.repeat(30_000))).toBe(400)
    expect(await status(`{"text":"${'a'.repeat(70_000)}"}`)).toBe(413)
    expect(await status({ text: 'x' }, moderator, { 'content-type': 'text/plain' })).toBe(415)
    expect(await status({ text: 'x' }, secretary)).toBe(403)
    expect(await status({ text: '👍'.repeat(4_000) })).toBe(201)
  })
})

describe('a decision', () => {
  it('accepts praise at once: numbered, logged, told to the sender', async () => {
    const { id, receipt } = await summarised({ about: [{ text: 'bác trưởng' }], kind: 'praise' })
    const answer = await decide(id, { ...praise(), collectives: [house.ward.party] })
    expect(answer.status).toBe(201)
    const view = await (await house.get(`${root}/${id}`, house.people.moderator)).json()
    expect(view.state).toBe('accepted')
    expect(view.decisions[0]).toMatchObject({
      verdict: 'accept',
      standing: 'said',
      by: { name: 'Mai Thị Xử Lý' },
      agreedBy: null,
    })
    const kinds = view.targets.map(({ kind }: { kind: string }) => kind)
    expect(kinds.sort()).toEqual(['collective', 'official', 'organisation'])
    const { messages, state } = await readThread(house.box, receipt)
    expect(state).toBe('accepted')
    expect(messages.at(-1)?.text).toContain(summary)
  })

  it('on a concern waits for a lead, who is another person, and changes nothing till then', async () => {
    const { id, receipt } = await summarised()
    const approval = await askOf(await decide(id, concern()))
    expect(await stateOf(id)).toBe('screening')
    expect((await readThread(house.box, receipt)).messages.at(-1)?.kind).not.toBe('outcome')
    expect((await decide(id, praise())).status).toBe(409)
    const again = await house.post(
      `${root}/${id}/summaries`,
      { text: 'khác' },
      house.people.moderator,
    )
    expect(again.status).toBe(409)
    expect((await agree(approval, house.people.moderator)).status).toBe(403)
    expect((await agree(approval)).status).toBe(200)
    const view = await (await house.get(`${root}/${id}`, house.people.moderator)).json()
    expect(view.decisions[0].agreedBy.name).toBe('Đỗ Văn Duyệt')
    expect(view.approvals[0]).toMatchObject({ outcome: 'agreed', note: 'đã xem' })
    expect((await agree(approval)).status).toBe(409)
    expect((await decide(id, concern())).status).toBe(409)
  })

  it('is not agreed to by who asked, even holding both roles', async () => {
    const { id } = await summarised()
    const approval = await askOf(await decide(id, concern(), house.people.both))
    expect((await agree(approval, house.people.both)).status).toBe(403)
    expect((await agree(approval, house.people.lead, false)).status).toBe(200)
    expect(await stateOf(id)).toBe('screening')
    expect((await decide(id, praise())).status).toBe(201)
  })

  it('to accept needs a summary, whatever else is missing too', async () => {
    const { id } = await house.letter()
    const answer = await decide(id, { verdict: 'accept' })
    expect(answer.status).toBe(409)
    expect((await answer.json()).detail).toContain('bản tóm tắt')
  })

  it('names every field that is missing or wrong', async () => {
    const { id } = await summarised()
    const wrong = async (body: object) => {
      const answer = await decide(id, body)
      expect(answer.status).toBe(400)
      const { errors } = await answer.json()
      return errors.map(({ path }: { path: string }) => path)
    }
    expect(await wrong({ verdict: 'accept' })).toEqual([
      'officials',
      'topic',
      'standing',
      'polarity',
    ])
    expect(await wrong({})).toEqual(['verdict'])
    expect(await wrong({ verdict: 'judge' })).toEqual(['verdict'])
    expect(await wrong({ verdict: 'not_accept' })).toEqual(['reason'])
    expect(await wrong({ verdict: 'not_accept', reason: 'denunciation' })).toEqual(['reason'])
    expect(await wrong({ verdict: 'divert', reason: 'no_fact' })).toEqual(['reason'])
    expect(await wrong({ verdict: 'ask', message: ' ' })).toEqual(['message'])
    expect(await wrong({ verdict: 'merge' })).toEqual(['into'])
    expect(await wrong({ verdict: 'merge', into: id })).toEqual(['into'])
    expect(await wrong({ verdict: 'merge', into: crypto.randomUUID() })).toEqual(['into'])
    expect(await wrong({ ...praise(), officials: [house.ward.elsewhere] })).toEqual(['officials'])
    expect(await wrong({ ...praise(), officials: ['x'] })).toEqual(['officials.0'])
    expect(await wrong({ ...praise(), collectives: [house.ward.front] })).toEqual(['collectives'])
    expect(await wrong({ ...praise(), note: 'a'.repeat(4_001) })).toEqual(['note'])
    expect((await decide(id, praise(), house.people.lead)).status).toBe(403)
    expect(await stateOf(id)).toBe('screening')
  })

  it('that asks the sender waits for the answer, which brings the letter back', async () => {
    const { id, receipt } = await house.letter()
    const asked = await decide(id, { verdict: 'ask', message: 'Việc xảy ra\u0000 khi nào?' })
    expect(asked.status).toBe(201)
    expect(await stateOf(id)).toBe('needs_info')
    const { messages } = await readThread(house.box, receipt)
    expect(messages.at(-1)).toMatchObject({ kind: 'question', from: 'staff' })
    expect(messages.at(-1)?.text).toContain('Việc xảy ra⟦U+0000⟧ khi nào?')
    await writeToThread(house.box, receipt, 'Tháng trước.', { proof: true, held: false })
    await house.unpack()
    const view = await (await house.get(`${root}/${id}`, house.people.moderator)).json()
    expect(view.state).toBe('screening')
    expect(view.messages.at(-1)).toMatchObject({ from: 'sender', text: 'Tháng trước.' })
  })

  it('to divert locks the words at once', async () => {
    const bytes = samples['application/pdf'] as Uint8Array<ArrayBuffer>
    const file = { name: 'đơn tố cáo.pdf', type: 'application/pdf', bytes }
    const { id } = await house.letter({ text: 'Tôi tố cáo ông Sóng.' }, [file])
    const before = await (await house.get(`${root}/${id}`, house.people.moderator)).json()
    const path = `${root}/${id}/attachments/${before.attachments[0].id}`
    const opened = await house.get(path, house.people.moderator)
    expect(opened.status).toBe(200)
    expect(opened.headers.get('content-disposition')).toContain(
      "filename*=UTF-8''%C4%91%C6%A1n%20t%E1%BB%91%20c%C3%A1o.pdf",
    )
    expect(new Uint8Array(await opened.arrayBuffer())).toEqual(bytes)
    expect((await house.get(path, house.people.secretary)).status).toBe(403)
    expect((await house.get(path, house.people.stranger)).status).toBe(404)

    expect((await decide(id, { verdict: 'divert', reason: 'denunciation' })).status).toBe(201)
    const after = await (await house.get(`${root}/${id}`, house.people.moderator)).json()
    expect(after).toMatchObject({ state: 'diverted', readable: false, text: null, attachments: [] })
    expect((await house.get(path, house.people.moderator)).status).toBe(409)
    const list = await (await house.get(`${root}?state=diverted`, house.people.moderator)).text()
    expect(list).not.toContain('Tôi tố cáo')
  })

  it('merges the same matter alone, and across officials with a lead', async () => {
    const [one, same, other] = [
      await house.letter(),
      await house.letter(),
      await house.letter({ about: [] }),
    ]
    const merged = await decide(same.id, { verdict: 'merge', into: one.id, reason: 'duplicate' })
    expect(merged.status).toBe(201)
    await askOf(await decide(other.id, { verdict: 'merge', into: one.id }))
    const into = await decide(one.id, { verdict: 'merge', into: same.id })
    expect(into.status).toBe(400)
  })

  it('forwards at once, refuses only with a lead', async () => {
    const [forwarded, abusive] = [await house.letter(), await house.letter()]
    expect((await decide(forwarded.id, { verdict: 'forward' })).status).toBe(201)
    expect(await stateOf(forwarded.id)).toBe('forwarded')
    const approval = await askOf(await decide(abusive.id, { verdict: 'reject', reason: 'abuse' }))
    expect((await agree(approval)).status).toBe(200)
    expect(await stateOf(abusive.id)).toBe('rejected')
  })

  it('of a letter for the Front only does not promise the sender a place in the bundle', async () => {
    const { id, receipt } = await summarised({ use: 'front-only' })
    expect((await decide(id, praise())).status).toBe(201)
    const { messages } = await readThread(house.box, receipt)
    expect(messages.at(-1)?.text).toContain('không đưa vào bản tổng hợp')
  })
})

describe('what the sender does meanwhile', () => {
  const act = (receipt: string, name: 'withdraw' | 'exposes-me' | 'satisfied' | 'reopen') =>
    actOnThread(house.box, receipt, name)

  it('an objection to the summary stops the acceptance until there is another one', async () => {
    const { id, receipt } = await summarised()
    const approval = await askOf(await decide(id, concern()))
    await act(receipt, 'exposes-me')
    expect((await agree(approval)).status).toBe(409)
    expect((await agree(approval, house.people.lead, false)).status).toBe(200)
    expect((await decide(id, praise())).status).toBe(409)
    const text = { text: 'Bản khác, không lộ ai.' }
    await house.post(`${root}/${id}/summaries`, text, house.people.moderator)
    await act(receipt, 'satisfied')
    expect((await decide(id, praise())).status).toBe(201)
  })

  it('a withdrawal wins over a decision that still waits', async () => {
    const { id, receipt } = await summarised()
    const approval = await askOf(await decide(id, concern()))
    await act(receipt, 'withdraw')
    expect(await stateOf(id)).toBe('withdrawn')
    expect((await agree(approval)).status).toBe(409)
    expect((await decide(id, praise())).status).toBe(409)
    expect(await stateOf(id)).toBe('withdrawn')
  })

  it('a withdrawal that comes in the middle of a decision is not decided away', async () => {
    const { id, receipt } = await summarised()
    const waiting = () =>
      house.rows(`select distinct pid from pg_locks join pg_stat_activity using (pid)
        where not granted and datname = current_database()`)
    const letGo = await house.holdLog()
    const withdrawing = act(receipt, 'withdraw')
    await eventually(waiting, ({ length }) => length === 1)
    const deciding = decide(id, praise())
    await eventually(waiting, ({ length }) => length === 2)
    await letGo()
    await withdrawing
    expect((await deciding).status).toBe(409)
    expect(await stateOf(id)).toBe('withdrawn')
  })

  it('asks for a second look at what was not accepted', async () => {
    const { id, receipt } = await house.letter()
    const approval = await askOf(await decide(id, { verdict: 'not_accept', reason: 'no_fact' }))
    expect((await agree(approval)).status).toBe(200)
    expect((await readThread(house.box, receipt)).messages.at(-1)?.text).toContain(
      'chưa có việc cụ thể',
    )
    await act(receipt, 'reopen')
    expect(await stateOf(id)).toBe('reopened')
    expect((await decide(id, { verdict: 'forward' })).status).toBe(201)
  })
})
