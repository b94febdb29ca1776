import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { alarmLateRequests } from '../../src/moderation/request-alarms.ts'
import { formatReceipt } from '../../src/seal/receipt.ts'
import { type ElsewhereHouse, elsewhereHouse } from '../support/elsewhere-house.ts'

let house: ElsewhereHouse
beforeAll(async () => {
  house = (await elsewhereHouse()) as ElsewhereHouse
})
afterAll(() => house.close())
afterEach(() => house.check())

/** What a browser sends from `/tra-cuu`, without JavaScript. */
const asks = async (receipt: string, request: string, text = '') => {
  const body = new URLSearchParams({ receipt, request, text, key: crypto.randomUUID() })
  const answer = await house.letterbox.request('/tra-cuu', { method: 'POST', body })
  return { status: answer.status, html: await answer.text() }
}
const kinds = ['view', 'correct', 'restrict', 'withdraw', 'erase']
const answer = (id: string, outcome: string, text = 'Mặt trận đã xem.', who = house.people.lead) =>
  house.form(who, `/de-nghi/${id}`, { outcome, text })
const requestsOf = (thread: string) =>
  house.rows('select id, kind, entry_seq from requests where thread_id = $1 order by entry_seq', [
    thread,
  ])
const accept = {
  ...{ verdict: 'accept', topic: 'manner', standing: 'said', polarity: 'positive' },
}

describe('a request by receipt', () => {
  it.each(kinds)(
    '%s: is entered once, shown to its sender, answered in the thread',
    async (kind) => {
      const { receipt, thread } = await house.letter('Bác trưởng khu phố tận tình với bà con.')
      const first = await asks(receipt, kind, 'Xin cho biết.')
      expect(first.status).toBe(200)
      expect(first.html).toContain('chờ trả lời')
      expect(first.html).toContain('Xin cho biết.')
      expect((await asks(receipt, kind)).status).toBe(200)
      const [row, ...more] = await requestsOf(thread)
      expect(row?.kind).toBe(kind)
      expect(more).toEqual([])
      const list = await (await house.get(house.people.moderator, '/de-nghi')).text()
      expect(list).toContain(`/de-nghi/${row?.id}`)
      expect((await answer(String(row?.id), 'noted', 'Đã nhận, ngày 30 làm xong.')).status).toBe(
        303,
      )
      expect((await answer(String(row?.id), 'refused')).status).toBe(303)
      expect((await answer(String(row?.id), 'done')).status).toBe(409)
      const { body } = await house.thread(receipt)
      expect(body.requests).toEqual([{ kind, day: expect.any(String), outcome: 'refused' }])
      expect(body.messages.map(({ text }: { text: string }) => text)).toContain('Mặt trận đã xem.')
    },
  )

  it('can be sent by a program, one thing at a time, and tells nothing to a wrong receipt', async () => {
    const { receipt, thread } = await house.letter('Bác tổ trưởng đi họp đúng giờ.')
    const send = (given: object) =>
      house.letterbox.request('/api/v1/thread/messages', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(given),
      })
    expect((await send({ receipt, request: 'view' })).status).toBe(201)
    expect((await send({ receipt, request: 'view', act: 'withdraw' })).status).toBe(400)
    expect((await send({ receipt, request: 'all' })).status).toBe(400)
    expect((await send({ receipt: '0000-0000-0000-0000-0000', request: 'view' })).status).toBe(404)
    expect(await requestsOf(thread)).toHaveLength(1)
  })

  it('shows what was agreed to, with the version and the page that has its words', async () => {
    const { receipt } = await house.letter('Bác tổ trưởng giúp người già.')
    const { body } = await house.thread(receipt)
    const agreed = body.consents as { purpose: string; version: string }[]
    expect(agreed.map(({ purpose }) => purpose)).toEqual(['processing', 'record'])
    const page = await (await house.letterbox.request('/quyen-rieng-tu/da-dong-y')).text()
    const html = (await asks(receipt, 'view')).html
    for (const { version } of agreed) {
      expect(html).toContain(`#v-${version}`)
      expect(page).toContain(`id="v-${version}"`)
    }
    expect(html).toContain(formatReceipt(receipt.replace(/\D/g, '')))
  })

  it('is only for those who handle letters', async () => {
    const { receipt, thread } = await house.letter('Bác trưởng khu phố chu đáo.')
    await asks(receipt, 'erase')
    const [row] = await requestsOf(thread)
    const { secretary, stranger, moderator } = house.people
    expect((await house.get(secretary, '/de-nghi')).status).toBe(403)
    expect((await answer(String(row?.id), 'done', 'Không.', secretary)).status).toBe(403)
    expect((await answer(String(row?.id), 'done', 'Không.', stranger)).status).toBe(403)
    expect((await answer(String(row?.id), 'xong', '', moderator)).status).toBe(400)
  })
})

describe('what is kept', () => {
  it('is counted for who answers, contact and name as yes or no', async () => {
    const contact = { channel: 'email', address: 'nguoi-gui@example.com', consent: true }
    const page = async (thread: string) => {
      const [row] = await requestsOf(thread)
      return (await house.get(house.people.moderator, `/de-nghi/${row?.id}`)).text()
    }
    for (const [given, said] of [
      [{ contact }, '1 thư, 0 tệp, 0 thư trả lời; cách liên lạc: có'],
      [{}, '1 thư, 0 tệp, 0 thư trả lời; cách liên lạc: không; tên, địa chỉ tự ghi: không'],
    ] as const) {
      const { receipt, thread } = await house.letter('Bác trưởng khu phố hay hát.', given)
      await asks(receipt, 'view')
      const html = await page(thread)
      expect(html).toContain(said)
      expect(html).not.toContain(contact.address)
    }
  })
})

describe('while a pause, a withdrawal or an erasure is asked for', () => {
  it.each(['restrict', 'withdraw', 'erase'])(
    '%s: nothing leaves moderation until it is refused',
    async (kind) => {
      const { id, receipt, thread } = await house.letter('Bác trưởng khu phố hòa giải giỏi.')
      await house.summarise(id, 'Bà con khen việc hòa giải.')
      await asks(receipt, kind)
      const { moderator } = house.people
      const officials = [house.ward.head]
      const refused = await house.decide(moderator, id, { ...accept, officials }, 409)
      expect(refused.detail).toContain('tạm dừng')
      await house.decide(moderator, id, { verdict: 'forward' }, 409)
      const release = await house.json(moderator, `/api/v1/feedback/${id}/releases`, {
        text: 'hòa giải giỏi',
      })
      expect(release.status).toBe(409)
      const [row] = await requestsOf(thread)
      await answer(String(row?.id), 'refused', 'Không làm được vì đã chốt.')
      await house.decide(moderator, id, { ...accept, officials })
    },
  )

  it('an agreement of the second person cannot carry it out either', async () => {
    const { id, receipt } = await house.letter('Bác trưởng khu phố hay quát bà con.')
    await house.summarise(id, 'Bà con mong nhẹ lời hơn.')
    const { moderator, lead } = house.people
    const given = { ...accept, polarity: 'negative', officials: [house.ward.head] }
    const { approval } = await house.decide(moderator, id, given, 202)
    await asks(receipt, 'restrict')
    expect((await house.agree(lead, approval)).status).toBe(409)
    expect(await house.stateOf(id)).not.toBe('awaiting_explanation')
  })

  it('a pause that was agreed to stays', async () => {
    const { id, receipt, thread } = await house.letter('Bác trưởng khu phố quét ngõ.')
    await house.summarise(id, 'Bà con khen việc giữ vệ sinh.')
    await asks(receipt, 'restrict')
    const [row] = await requestsOf(thread)
    await answer(String(row?.id), 'done', 'Đã dừng.')
    const given = { ...accept, officials: [house.ward.head] }
    await house.decide(house.people.moderator, id, given, 409)
  })
})

describe('the clock of a request', () => {
  it('is two working days to answer, and a term an administrator sets counts from its day', async () => {
    const { receipt, thread } = await house.letter('Bác trưởng khu phố vui tính.')
    await asks(receipt, 'view')
    const [row] = await requestsOf(thread)
    const { admin, lead, moderator } = house.people
    const page = async () => (await house.get(moderator, `/de-nghi/${row?.id}`)).text()
    const before = /Trả lời trước hết ngày (\S+)\./.exec(await page())?.[1]
    expect(before).toMatch(/^\d\d\/\d\d\/\d{4}$/)
    const term = {
      ...{ name: 'request-reply', amount: '9', source: 'Quy chế thử', tag: 'D' },
      validFrom: '2026-01-01',
    }
    expect((await house.form(lead, '/luu-giu', term)).status).toBe(403)
    expect((await house.form(admin, '/luu-giu', { ...term, amount: '0' })).status).toBe(400)
    expect((await house.form(admin, '/luu-giu', term)).status).toBe(303)
    expect(await (await house.get(admin, '/luu-giu')).text()).toContain('Quy chế thử')
    expect(/Trả lời trước hết ngày (\S+)\./.exec(await page())?.[1]).not.toBe(before)
  })
})

describe('a request nobody answers', () => {
  const later = (days: number) => new Date(Date.now() + days * 86_400_000)
  const alarm = (now: Date) => alarmLateRequests(house.house.console, now)

  it('is told to the standing board when two working days are over, once', async () => {
    const late = await house.letter('Bác trưởng khu phố hay cười.')
    const noted = await house.letter('Bác trưởng khu phố hay hỏi thăm.')
    for (const { receipt } of [late, noted]) await asks(receipt, 'view')
    const [row] = await requestsOf(noted.thread)
    await answer(String(row?.id), 'noted', 'Đang làm, thứ năm xong.')
    const told = (number: string) =>
      house.rows(
        `select person_id as who from notices where kind = 'request-late' and about ->> 'number' = $1`,
        [number],
      )
    await alarm(later(0))
    expect(await told(late.number)).toEqual([])
    expect(await alarm(later(30))).toBeGreaterThan(0)
    expect(await alarm(later(30))).toBe(0)
    expect(await told(late.number)).toEqual([{ who: house.people.lead.person }])
    expect(await told(noted.number)).toEqual([])
    const page = await (await house.get(house.people.lead, '/tai-khoan')).text()
    expect(page).toContain(`phiếu ${late.number} đã quá hạn`)
  })
})

describe('the end of a pause', () => {
  /** As if the days had gone by: every day lies that much earlier. */
  const aged = (days: number) =>
    house.rows(`create or replace function today() returns date language sql stable as
      $$ select (now() at time zone 'Asia/Ho_Chi_Minh')::date + ${days} $$`)
  afterEach(() => aged(0))
  const lift = (id: string, reason: string, who = house.people.lead) =>
    house.form(who, `/de-nghi/${id}/tiep-tuc`, { reason })

  async function paused(text: string) {
    const letter = await house.letter(text)
    await house.summarise(letter.id, 'Bà con khen đồng chí.')
    await asks(letter.receipt, 'restrict')
    const [row] = await requestsOf(letter.thread)
    const request = String(row?.id)
    expect((await lift(request, 'Chưa trả lời mà.')).status).toBe(409)
    await answer(request, 'done', 'Đã dừng.')
    return { ...letter, request }
  }
  const accepts = (id: string, status: number) =>
    house.decide(house.people.moderator, id, { ...accept, officials: [house.ward.head] }, status)

  it('is the board’s, told to the sender first, and holds two working days later', async () => {
    const { id, receipt, request } = await paused('Bác trưởng khu phố trồng hoa.')
    const { lead, moderator } = house.people
    expect((await lift(request, 'Xong.', moderator)).status).toBe(403)
    expect((await lift(request, ' ')).status).toBe(400)
    expect(await (await house.get(lead, `/de-nghi/${request}`)).text()).toContain('tiep-tuc')
    expect((await lift(request, 'Đã bỏ tên con của ông/bà.')).status).toBe(303)
    expect((await lift(request, 'Lần nữa.')).status).toBe(409)
    const { body } = await house.thread(receipt)
    const said = body.messages.at(-1).text as string
    expect(said).toContain('Đã bỏ tên con của ông/bà.')
    expect(said).toMatch(/Từ ngày \d\d\/\d\d\/\d{4} sẽ xử lý tiếp/)
    expect(await (await house.get(lead, `/de-nghi/${request}`)).text()).not.toContain('tiep-tuc')
    const [entry] = await house.rows(
      `select kind from custody_entries where kind = 'request.lifted' and item = $1`,
      [request],
    )
    expect(entry).toBeTruthy()
    await accepts(id, 409)
    await aged(30)
    await accepts(id, 201)
  })

  it('does not come when its sender asks again before that day', async () => {
    const { id, receipt, request } = await paused('Bác trưởng khu phố nuôi ong.')
    expect((await lift(request, 'Đã xem lại.')).status).toBe(303)
    await asks(receipt, 'restrict')
    await aged(30)
    await accepts(id, 409)
  })
})

describe('a pause that comes after it was put on a record', () => {
  it('keeps it off the official’s page and out of the bundle, and a refusal lets it back', async () => {
    const { id, receipt, thread } = await house.letter('Bác trưởng khu phố dạy trẻ con bơi.')
    await house.summarise(id, 'Bà con khen lớp bơi của đồng chí.')
    const { moderator, secretary } = house.people
    await house.decide(moderator, id, { ...accept, officials: [house.ward.head] })
    const post = async (path: string, body: object) =>
      (await house.json(secretary, `/api/v1${path}`, body)).json()
    const year = new Date().getFullYear()
    const cycle = await post('/cycles', {
      ...{ name: 'Kỳ thử', year, kind: 'adhoc', framework: '366/2025' },
      ...{ startsOn: `${year}-01-01`, endsOn: `${year}-12-31`, cutOff: `${year}-12-31` },
    })
    const record = await post('/review-records', { official: house.ward.head, cycle: cycle.id })
    expect((await post(`/review-records/${record.id}/evidence`, { feedback: id })).id).toBeTruthy()
    const holds = async () => {
      const answer = await house.get(secretary, `/api/v1/review-records/${record.id}`)
      const { evidence } = (await answer.json()) as { evidence: { holds: boolean }[] }
      return JSON.stringify(evidence)
    }
    const before = await holds()
    await asks(receipt, 'restrict')
    const during = await holds()
    expect(during).not.toBe(before)
    const [row] = await requestsOf(thread)
    await answer(String(row?.id), 'refused', 'Đã chốt nên không dừng được.')
    expect(await holds()).toBe(before)
  })
})
