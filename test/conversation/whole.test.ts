import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lineBody, lineHeaders, lineMessage } from '../channels/fixtures/line.ts'
import { mail, ours } from '../channels/fixtures/mail.ts'
import { messengerBody, messengerEvent, messengerHeaders } from '../channels/fixtures/messenger.ts'
import { zaloEvent, zaloHeaders, zaloSender } from '../channels/fixtures/zalo.ts'
import { plainOf } from '../support/mail-server.ts'
import { eventually } from '../support/started.ts'
import type { Delivery } from './house.ts'
import { type OpenService, openService } from './service.ts'

// One thread from its first word to its outcome, through the real processes: signed webhooks or mail
// in, decisions at the console, and what the platforms and the mail server were handed.
let service: OpenService
beforeAll(async () => {
  service = await openService()
}, 120_000)
afterAll(() => service?.close())

let count = 0
function zaloText(sender: string, text: string): Delivery {
  const given = { sender: { id: sender }, timestamp: String(Date.now()) }
  const body = JSON.stringify(zaloEvent('user_send_text', { text }, given))
  return { channel: 'zalo', body, headers: zaloHeaders(body) }
}
function lineText(userId: string, text: string): Delivery {
  count += 1
  const source = { type: 'user', userId } as const
  const replyToken = `${userId}.${count}`
  const event = lineMessage({ source, timestamp: Date.now(), replyToken })
  const body = lineBody({ ...event, message: { ...event.message, type: 'text', text } })
  return { channel: 'line', body, headers: lineHeaders(body) }
}
function messengerText(id: string, text: string): Delivery {
  count += 1
  const message = { mid: `m_whole_${count}`, text }
  const body = messengerBody(messengerEvent({ sender: { id }, timestamp: Date.now(), message }))
  return { channel: 'messenger', body, headers: messengerHeaders(body) }
}

const receiptIn = (text: string) => /\d{4}(-\d{4}){4}/.exec(text)?.[0] ?? ''
const question = 'Việc này xảy ra vào tháng nào ạ?'
const summary = 'Có ý kiến mong buổi họp khu phố bắt đầu đúng giờ.'

/** The one feedback in the queue that came by this channel and speaks these words. */
async function queued(channel: string, words: string): Promise<string> {
  const listed = await eventually(
    () => service.staffs(`/api/v1/feedback?channel=${channel}`),
    ({ text }) => text.includes(words),
  )
  const items = listed.body.items as { id: string; preview: string }[]
  const found = items.filter(({ preview }) => preview.includes(words))
  expect(found).toHaveLength(1)
  return found[0]?.id ?? ''
}

async function asks(feedback: string): Promise<void> {
  const body = { verdict: 'ask', message: question }
  const asked = await service.staffs(`/api/v1/feedback/${feedback}/decisions`, body)
  expect(asked.status, asked.text).toBe(201)
}

async function accepts(feedback: string): Promise<void> {
  const path = `/api/v1/feedback/${feedback}`
  expect((await service.staffs(`${path}/summaries`, { text: summary })).status).toBe(201)
  const accepted = await service.staffs(`${path}/decisions`, {
    ...{ verdict: 'accept', officials: [service.ward.head], topic: 'near-people' },
    ...{ standing: 'said', polarity: 'positive' },
  })
  expect(accepted.status, accepted.text).toBe(201)
}

/** What the moderator sees of a feedback once these words are in it. */
const seenWith = (feedback: string, words: string) =>
  eventually(
    async () => (await service.staffs(`/api/v1/feedback/${feedback}`)).text,
    (text) => text.includes(words),
  )

const people = [
  { channel: 'zalo', who: zaloSender, of: (what: string) => zaloText(zaloSender, what) },
  {
    channel: 'line',
    who: `U${'ab'.repeat(16)}`,
    of: (what: string) => lineText(`U${'ab'.repeat(16)}`, what),
  },
  {
    channel: 'messenger',
    who: '24901234567890123',
    of: (what: string) => messengerText('24901234567890123', what),
  },
] as const

describe.each(people)('a thread followed in $channel', ({ channel, who, of }) => {
  const words = `Bác trưởng khu phố họp hay muộn (${channel}).`
  const told = () => service.chat.textsTo(who)
  let receipt = ''
  let feedback = ''

  it('is opened by a conversation, and the receipt comes in the chat', async () => {
    const steps = ['chào', '2', '1', 'khu pho 3', 'truong khu pho', words, 'xong']
    for (const step of steps) await service.chats(of(step))
    expect(await service.rows('select from letters where channel = $1', [channel])).toEqual([])
    await service.chats(of('gửi'))
    receipt = receiptIn(told().at(-1) ?? '')
    expect(receipt).not.toBe('')
    expect(await service.page(receipt)).toContain(words)
  }, 60_000)

  it('comes to the queue like any letter, and nobody there learns who wrote', async () => {
    feedback = await queued(channel, words)
    expect(await seenWith(feedback, words)).not.toContain(who)
    expect(service.log()).not.toContain(who)
  })

  it('is asked a question, which comes in the chat', async () => {
    const before = told().length
    await asks(feedback)
    await eventually(told, (texts) => texts.length > before)
    expect(told().slice(before)).toEqual([expect.stringContaining(question)])
  })

  it('takes the answer from the chat into the thread', async () => {
    await service.chats(of('tháng 9'))
    expect(told().at(-1)).toContain('Đã gửi thêm')
    expect(await seenWith(feedback, 'tháng 9')).toContain('tháng 9')
    expect(await service.page(receipt)).toContain('tháng 9')
  })

  it('brings the outcome to the chat, once, and to /tra-cuu', async () => {
    await accepts(feedback)
    const outcomes = () => told().filter((text) => text.includes(summary))
    await eventually(outcomes, ({ length }) => length > 0)
    expect(outcomes()).toHaveLength(1)
    expect(outcomes()[0]).toContain('Mặt trận sẽ đưa ý kiến')
    const page = await service.page(receipt)
    for (const part of [words, question, 'tháng 9', 'Mặt trận sẽ đưa ý kiến']) {
      expect(page).toContain(part)
    }
  })

  it('is withdrawn in the chat', async () => {
    for (const step of ['rút lại', 'rút lại']) await service.chats(of(step))
    expect(told().at(-1)).toContain('Đã rút lại')
    expect((await service.posts('/api/v1/thread', { receipt })).body.state).toBe('withdrawn')
  })

  it('left nothing that names the sender or can be read', async () => {
    const tables = await service.rows(
      "select tablename as name from pg_tables where schemaname = 'public'",
    )
    for (const { name } of tables) {
      const [dump] = await service.rows(
        `select coalesce(string_agg(t::text, ' '), '') as text from ${name} t`,
      )
      for (const secret of [who, words, receipt, receipt.replaceAll('-', '')]) {
        expect(dump?.text, String(name)).not.toContain(secret)
        expect(dump?.text, String(name)).not.toContain(Buffer.from(secret).toString('hex'))
      }
    }
    expect(await service.rows('select from chat_seals')).toEqual([])
  })
})

describe('a thread followed by mail', () => {
  const words = 'Buổi họp khu phố hay bắt đầu muộn.'
  const from = 'nguoigui@vidu.example'
  const utf8 = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': '8bit' }
  const sent = () => service.mail.taken.filter((one) => one.includes(`To: ${from}`))
  const newest = () => sent().at(-1) ?? ''
  let receipt = ''
  let feedback = ''

  it('is opened by a mail and acknowledged with the receipt', async () => {
    const head = { ...utf8, From: from, To: 'gopy+ML-3@maylanh.example', 'Message-ID': '<a@x>' }
    expect(await service.ingest(mail(head, words))).toBe(0)
    await service.strikes('mail.acknowledge')
    await eventually(sent, ({ length }) => length > 0)
    receipt = receiptIn(plainOf(newest()))
    expect(await service.page(receipt)).toContain(words)
  }, 30_000)

  it('is asked, and the mail says that there is an answer and not which', async () => {
    feedback = await queued('email', words)
    await asks(feedback)
    await eventually(sent, ({ length }) => length > 1)
    expect(sent()).toHaveLength(2)
    expect(plainOf(newest())).toContain('/tra-cuu')
    expect(plainOf(newest())).not.toContain(question)
    expect(await service.page(receipt)).toContain(question)
  })

  it('takes the answer to that mail into the thread, and tells of the outcome', async () => {
    const to = /^Reply-To: (.*)\r$/m.exec(newest())?.[1] ?? ''
    expect(to).toContain(`${ours.split('@')[0]}+re=`)
    const head = { ...utf8, From: from, To: to, Subject: 'Re: x', 'Message-ID': '<b@x>' }
    expect(await service.ingest(mail(head, 'Khoảng tháng 9.'))).toBe(0)
    expect(await seenWith(feedback, 'Khoảng tháng 9.')).toContain('Khoảng tháng 9.')
    const before = sent().length
    await accepts(feedback)
    await eventually(sent, ({ length }) => length > before + 1)
    // The rewritten text and the outcome: one mail each.
    expect(sent()).toHaveLength(before + 2)
    const page = await service.page(receipt)
    for (const part of [words, question, 'Khoảng tháng 9.', 'Mặt trận đã đọc và ghi nhận']) {
      expect(page).toContain(part)
    }
  }, 30_000)
})

it('a thread followed on the web: sent, asked, answered by the code, and its outcome read', async () => {
  const words = 'Buổi họp tối thứ bảy kết thúc quá khuya.'
  const given = { area: 'ML-3', kind: 'comment', about: [{ official: service.ward.head }] }
  const sent = await service.posts('/api/v1/feedback', { ...given, text: words, use: 'record' })
  expect(sent.status).toBe(201)
  const receipt = String(sent.body.receipt)
  const feedback = await queued('web', words)
  await asks(feedback)
  expect(await service.page(receipt)).toContain(question)
  const text = 'Từ tháng 8 đến nay.'
  expect(await service.page(receipt, { text, key: crypto.randomUUID() })).toContain(text)
  expect(await seenWith(feedback, text)).toContain(text)
  await accepts(feedback)
  const page = await service.page(receipt)
  for (const part of [words, question, text, summary]) expect(page).toContain(part)
  const told = await service.rows(
    `select distinct outcome from deliveries d join replies r on r.id = d.item
     join feedback f on f.thread_id = r.thread_id where f.id = $1`,
    [feedback],
  )
  // Who left no way back is told nothing, and that is written down.
  expect(told.every(({ outcome }) => outcome === 'none')).toBe(true)
})

it('the receipt that a clerk hands out for a paper letter opens its thread, outcome and all', async () => {
  const words = 'Bà con mong buổi họp bắt đầu đúng giờ, ghi trên giấy.'
  const about = [{ official: service.ward.head }]
  const entry = {
    ...{ source: 'paper', area: 'ML-3', where: 'Văn phòng Mặt trận', consent: true },
    heldOn: '2026-01-05',
    items: [{ kind: 'comment', about, text: words, use: 'record' }],
  }
  const entered = await service.staffs('/api/v1/letters', entry, service.clerk)
  expect(entered.status, entered.text).toBe(201)
  const [letter] = entered.body.letters as { receipt: string }[]
  const receipt = letter?.receipt ?? ''
  const feedback = await queued('paper', words)
  await asks(feedback)
  await accepts(feedback)
  const page = await service.page(receipt)
  for (const part of [words, question, summary]) expect(page).toContain(part)
})
