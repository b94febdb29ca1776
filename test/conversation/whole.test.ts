import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conversationKey, say } from '../../src/conversation/say.ts'
import { readThread } from '../../src/intake/thread.ts'
import { zaloSender } from '../channels/fixtures/zalo.ts'
import { type Delivery, type OpenChats, ofLine, ofZalo, openChats, textTo } from './house.ts'

let chats: OpenChats
beforeAll(async () => {
  chats = await openChats()
})
afterAll(async () => {
  expect(chats.failures).toEqual([])
  await chats.check()
  await chats.close()
})

const lineUser = `U${'ab'.repeat(16)}`
const people = [
  { channel: 'zalo', who: zaloSender, of: (what: string) => ofZalo(zaloSender, what) },
  { channel: 'line', who: lineUser, of: (what: string) => ofLine(lineUser, what) },
]

async function chat(...deliveries: Delivery[]): Promise<void> {
  for (const delivery of deliveries) {
    expect((await chats.deliver(delivery)).status).toBe(200)
    await chats.talk.hear()
  }
}
const receiptIn = (texts: string[]) => /\d{4}(-\d{4}){4}/.exec(texts.join('\n'))?.[0] ?? ''

describe.each(people)('a thread followed in $channel', ({ channel, who, of }) => {
  const words = `Bác trưởng khu phố họp hay muộn (${channel}).`
  let receipt = ''
  let feedback = ''
  let thread = ''

  it('is opened by a conversation, and the receipt comes in the chat', async () => {
    await chat(...['chào', '2', '1', 'khu pho 3', 'truong khu pho', words, 'xong'].map(of))
    expect(await chats.rows('select 1 from letters where channel = $1', [channel])).toEqual([])
    await chat(of('gửi'))
    receipt = receiptIn(textTo(await chats.said(), who))
    expect(receipt).not.toBe('')
    await expect(readThread(chats.box, receipt)).resolves.toMatchObject({
      state: 'received',
      messages: [{ from: 'sender', text: words }],
    })
  })

  it('comes to the queue like any letter, and nobody there learns who wrote', async () => {
    await chats.unpack()
    const listed = await (await chats.asks(`/api/v1/feedback?channel=${channel}`)).json()
    expect(listed.items).toHaveLength(1)
    feedback = listed.items[0].id
    const shown = await (await chats.asks(`/api/v1/feedback/${feedback}`)).text()
    expect(shown).toContain(words)
    expect(shown).not.toContain(who)
    expect(chats.log.join()).not.toContain(who)
    const [row] = await chats.rows('select thread_id from feedback where id = $1', [feedback])
    thread = row.thread_id
  })

  it('is asked a question, which goes where the thread was opened', async () => {
    const question = 'Việc này xảy ra vào tháng nào ạ?'
    const asked = await chats.asks(`/api/v1/feedback/${feedback}/decisions`, {
      verdict: 'ask',
      message: question,
    })
    expect(asked.status).toBe(201)
    const { channel: way, address } = await chats.routeOf(thread)
    expect({ way, address }).toEqual({ way: channel, address: who })
    // As the outbox does it.
    const to = { channel: way, sender: address }
    const conversation = conversationKey(chats.chatKeys.pepper, to)
    await chats.inJobs((tx) =>
      say(tx, chats.chatKeys.relayKey, { conversation, to }, [{ text: question }]),
    )
    expect(textTo(await chats.said(), who).at(-1)).toContain(question)
  })

  it('takes the answer from the chat into the thread', async () => {
    await chat(of('tháng 9'))
    expect(textTo(await chats.said(), who).at(-1)).toContain('Đã gửi thêm')
    await chats.unpack()
    const shown = await (await chats.asks(`/api/v1/feedback/${feedback}`)).json()
    expect(JSON.stringify(shown)).toContain('tháng 9')
    const read = await readThread(chats.box, receipt)
    expect(read.messages.at(-1)).toMatchObject({ from: 'sender', text: 'tháng 9' })
  })

  it('is withdrawn in the chat', async () => {
    await chat(of('rút lại'), of('rút lại'))
    await expect(readThread(chats.box, receipt)).resolves.toMatchObject({ state: 'withdrawn' })
  })

  it('left nothing that names the sender or can be read', async () => {
    const tables = await chats.rows(
      "select tablename as name from pg_tables where schemaname = 'public'",
    )
    for (const { name } of tables) {
      const [dump] = await chats.rows(
        `select coalesce(string_agg(t::text, ' '), '') as text from ${name} t`,
      )
      for (const secret of [who, words, receipt, receipt.replaceAll('-', '')]) {
        expect(dump.text, name).not.toContain(secret)
        expect(dump.text, name).not.toContain(Buffer.from(secret).toString('hex'))
      }
    }
    expect(await chats.rows('select 1 from chat_seals')).toEqual([])
  })
})
