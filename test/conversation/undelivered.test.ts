import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { forgetOldChats } from '../../src/conversation/forget.ts'
import { channelTokenStore } from '../../src/jobs/channel-tokens.ts'
import { sendChats } from '../../src/jobs/chats.ts'
import { lineSecrets } from '../channels/fixtures/line.ts'
import { zaloEvent, zaloHeaders, zaloSecrets } from '../channels/fixtures/zalo.ts'
import { type Platforms, platforms } from '../support/platforms.ts'
import { type OpenChats, ofLine, openChats } from './house.ts'

let chats: OpenChats
let platform: Platforms
beforeAll(async () => {
  chats = await openChats()
  await chats.rows(
    `update organisations set settings = settings || '{"takesMail": true}' where code = 'ML'`,
  )
})
beforeEach(async () => {
  platform = await platforms()
})
afterEach(async () => {
  platform.stop()
  await chats.rows('delete from chat_outbox')
  await chats.check()
})
afterAll(async () => {
  expect(chats.failures).toEqual([])
  await chats.close()
})

let people = 0
/** Somebody who writes to the account, and is heard at once; in Zalo as long ago as `hours` says. */
function somebody(channel: 'line' | 'zalo' = 'line') {
  people += 1
  const sender = `${channel === 'line' ? 'U' : '9'}${String(people).padStart(31, '0')}`
  function written(text: string) {
    if (channel === 'line') return ofLine(sender, text)
    const at = Date.now() - person.hours * 3_600_000
    const given = { sender: { id: sender }, timestamp: String(at) }
    const body = JSON.stringify(zaloEvent('user_send_text', { text }, given))
    return { channel, body, headers: zaloHeaders(body) }
  }
  const person = {
    hours: 0,
    reads: () => platform.textsTo(sender),
    async says(...texts: string[]) {
      for (const text of texts) {
        expect((await chats.deliver(written(text))).status).toBe(200)
        await chats.talk.hear()
      }
    },
  }
  return person
}

/** Sends all that waits, as the console's job does; a day of pauses later each time. */
let days = 0
async function sends(): Promise<void> {
  days += 1
  const { keys, inDb } = chats
  const relay = {
    keys,
    secrets: { ...lineSecrets, ...zaloSecrets, ...platform.environment },
    mail: null,
    baseUrl: 'https://gopy.test',
    fetch,
    tokens: (name: string) => channelTokenStore(inDb, keys, name),
  }
  await sendChats(inDb, relay, new Map(), Date.now() + days * 86_400_000)
}

const page = async (who?: { token: string }) => (await chats.asks('/thu-di', undefined, who)).text()
const items = (html: string) =>
  [...html.matchAll(/action="\/thu-di\/([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '')
const toTheEnd = ['chào', '2', '1', 'khu pho 3', 'truong khu pho', 'Họp hay muộn giờ.', 'xong']
const kept = async () =>
  (await chats.rows('select from chat_outbox where sent_on is not null and bytes is not null'))
    .length

describe('what the bot could not say', () => {
  it('stands in /thu-di with its reason and not a word of it, for its own Front alone', async () => {
    const person = somebody()
    await person.says(...toTheEnd)
    const said = (await chats.said()).at(-1)?.message.text ?? ''
    await chats.rows(`update chat_outbox set bytes = null, sent_on = today() where id <>
      (select id from chat_outbox order by seq desc limit 1)`)
    platform.fates.push({ status: 403 })
    await sends()
    const html = await page()
    expect(html).toContain('Lời máy nhắn')
    expect(html).toContain('kênh không cho nhắn người này (mã http-403)')
    expect(html).not.toContain(said.slice(0, 20))
    expect(items(html)).toHaveLength(1)
    expect(items(await page(chats.stranger))).toEqual([])
    const [id = ''] = items(html)
    expect((await chats.asks(`/thu-di/${id}`, {}, chats.stranger)).status).toBe(404)
    expect(await kept()).toBe(1)
  })

  it('is sent again by one click, and two are one', async () => {
    const person = somebody()
    await person.says('chào')
    platform.fates.push({ status: 403 })
    await sends()
    const [id = ''] = items(await page())
    const clicks = await Promise.all([1, 2].map(() => chats.asks(`/thu-di/${id}`, {})))
    expect(clicks.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await page()).toContain('sắp gửi lại')
    await sends()
    expect(person.reads()).toHaveLength(1)
    expect(items(await page())).toEqual([])
    expect(await page()).not.toContain('Lời máy nhắn')
    const tries = await chats.rows(
      'select outcome, asked_by is not null as asked from chat_tries where message_id = $1 order by seq',
      [id],
    )
    expect(tries.map(({ outcome, asked }) => (asked ? `${outcome}!` : outcome))).toEqual([
      'begun',
      'refused',
      'again!',
      'begun',
      'sent',
    ])
  })

  it('that is too old is given up, and has a new day when somebody asks for it', async () => {
    const person = somebody()
    await person.says('chào')
    await chats.rows('update chat_outbox set day = day - 2')
    await sends()
    const html = await page()
    expect(html).toContain('quá một ngày chưa gửi được')
    await chats.asks(`/thu-di/${items(html)[0]}`, {})
    await sends()
    expect(person.reads()).toHaveLength(1)
  })

  it('is forgotten when the sender writes again and is answered anew', async () => {
    const person = somebody()
    await person.says('chào')
    platform.fates.push({ status: 403 })
    await sends()
    expect(await kept()).toBe(1)
    await person.says('hủy')
    expect(await kept()).toBe(0)
    expect(items(await page())).toEqual([])
    await sends()
    expect(person.reads()).toHaveLength(1)
    expect(person.reads()[0]).not.toContain('Chào ông/bà')
  })

  it('is kept for two weeks and no longer', async () => {
    await somebody().says('chào')
    platform.fates.push({ status: 403 })
    await sends()
    await chats.rows('update chat_outbox set sent_on = sent_on - 15')
    await forgetOldChats(chats.inDb, chats.chatKeys)
    expect(await chats.rows('select from chat_outbox')).toEqual([])
  })
})

describe('a receipt that could not be told', () => {
  const receipt = /\d{4}(-\d{4}){4}/

  it('is told before the next answer when the sender writes again', async () => {
    const person = somebody()
    await person.says(...toTheEnd)
    await sends()
    await person.says('gửi')
    platform.fates.push({ status: 403 })
    await sends()
    expect(await page()).toContain('Mã phiếu (máy nhắn)')
    const before = person.reads().length
    await person.says('chào')
    await sends()
    const after = person.reads().slice(before)
    expect(after).toHaveLength(2)
    expect(after[0]).toMatch(receipt)
    expect(after[1]).not.toMatch(receipt)
    expect(items(await page())).toEqual([])
  })

  it('waits outside the reply window of Zalo for the sender, whom staff need not ask', async () => {
    const person = somebody('zalo')
    await person.says(...toTheEnd)
    await sends()
    person.hours = 49
    await person.says('gửi')
    await sends()
    const html = await page()
    expect(html).toContain('đã quá hạn trả lời của kênh')
    const before = person.reads().length
    person.hours = 0
    await person.says('cảm ơn')
    await sends()
    expect(person.reads()[before]).toMatch(receipt)
  })
})
