import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetOldChats } from '../../src/conversation/forget.ts'
import { picture } from '../../src/demo/picture.ts'
import type { Relay } from '../../src/jobs/relay.ts'
import { startTalking } from '../../src/jobs/talking.ts'
import { lineBody, lineHeaders, lineMessage } from '../channels/fixtures/line.ts'
import { counted, figure } from '../support/figures.ts'
import { type Delivery, type OpenChats, ofLine, ofZalo, openChats, textTo } from './house.ts'

let chats: OpenChats
beforeAll(async () => {
  chats = await openChats()
})
afterAll(async () => {
  await chats.check()
  await chats.close()
})

const user = (n: number) => `U${n.toString(16).padStart(32, '0')}`
const png = new Uint8Array(Buffer.from(picture(), 'base64'))
const answered = (bytes: Uint8Array, type: string) => () =>
  Promise.resolve(new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }))
const beforeText = ['chào', '1', '1', 'ML-3', 'bỏ qua']

async function chat(...deliveries: Delivery[]): Promise<void> {
  for (const delivery of deliveries) expect((await chats.deliver(delivery)).status).toBe(200)
  await chats.talk.hear()
}
const lastTo = async (who: string) => textTo(await chats.said(), who).at(-1) ?? ''
const count = async (from: string) =>
  Number((await chats.rows(`select count(*) from ${from}`))[0]?.count)

describe('files of a chat', () => {
  it('are copied at once, sealed, and come with the letter', async () => {
    const who = user(1)
    let asked = ''
    chats.net.fetch = (input) => {
      asked = String(input)
      return answered(png, 'image/png')()
    }
    await chat(...beforeText.map((what) => ofLine(who, what)), ofLine(who, { type: 'image' }))
    expect(asked).toMatch(/^https:\/\/api-data\.line\.me\/v2\/bot\/message\/\d+\/content$/)
    const [kept] = await chats.rows('select bytes, trouble from chat_files')
    expect(kept.trouble).toBeNull()
    expect(Buffer.from(kept.bytes).includes(Buffer.from('PNG'))).toBe(false)
    await chat(ofLine(who, 'xong'), ofLine(who, 'gửi'))
    expect(await lastTo(who)).toContain('Mã phiếu')
    expect(await chats.rows('select type, size from attachments')).toEqual([
      { type: 'image/png', size: png.length },
    ])
    expect(await count('chat_files')).toBe(0)
  })

  it.each([
    ['gone', () => Promise.resolve(new Response(null, { status: 404 })), 'không còn trên máy chủ'],
    ['lying', answered(png, 'audio/mpeg'), 'không đúng với loại'],
    [
      'of no known type',
      answered(new TextEncoder().encode('MZ…'), 'application/x-msdownload'),
      'Chỉ nhận ảnh',
    ],
    ['empty', answered(new Uint8Array(), 'image/png'), 'rỗng'],
    [
      'too big',
      () => Promise.resolve(new Response('x', { headers: { 'content-length': '99999999' } })),
      'quá lớn',
    ],
  ])('that are %s are named, and the talk goes on', async (name, fetch, told) => {
    const who = user(20 + name.length)
    chats.net.fetch = fetch
    await chat(...beforeText.map((what) => ofLine(who, what)))
    await chat(ofLine(who, { type: 'image' }))
    expect(await lastTo(who)).toContain(told)
    await chat(ofLine(who, `Lời vẫn còn (${name}).`), ofLine(who, 'xong'), ofLine(who, 'gửi'))
    expect(await lastTo(who)).toContain('Mã phiếu')
  })

  it('are tried again while the platform is down, in their order; then the talk goes on', async () => {
    const who = user(3)
    let tries = 0
    chats.net.fetch = async () => {
      tries += 1
      return tries < 3 ? new Response(null, { status: 503 }) : answered(png, 'image/png')()
    }
    await chat(...beforeText.map((what) => ofLine(who, what)))
    await chat(ofLine(who, { type: 'image' }), ofLine(who, 'xong'))
    for (let look = 0; look < 50 && tries < 3; look += 1) {
      await chats.talk.hear()
      await new Promise((wake) => setTimeout(wake, 5))
    }
    await chats.talk.hear()
    expect(await lastTo(who)).toContain('1 tệp')
  })

  it('are given up after five tries, and the bot says so', async () => {
    const who = user(4)
    let tries = 0
    chats.net.fetch = async () => {
      tries += 1
      throw new Error('network')
    }
    await chat(...beforeText.map((what) => ofLine(who, what)), ofLine(who, { type: 'video' }))
    for (let look = 0; look < 100 && (await count('chat_seals')) > 0; look += 1) {
      await chats.talk.hear()
      await new Promise((wake) => setTimeout(wake, 5))
    }
    expect(tries).toBe(5)
    expect(await lastTo(who)).toContain('Không lấy được tệp')
  })

  it('go with «hủy», bytes and all', async () => {
    const who = user(5)
    chats.net.fetch = answered(png, 'image/png')
    const before = await count('chat_files')
    await chat(...beforeText.map((what) => ofLine(who, what)), ofLine(who, { type: 'image' }))
    expect(await count('chat_files')).toBe(before + 1)
    await chat(ofLine(who, 'hủy'))
    expect(await lastTo(who)).toContain('Đã hủy')
    expect(await count('chat_files')).toBe(before)
  })
})

describe('events', () => {
  it('of a group wait for nobody and are answered nowhere', async () => {
    const said = await count('chat_outbox')
    const event = lineMessage({ source: { type: 'group', groupId: 'C1', userId: user(6) } })
    const body = lineBody(event)
    await chat({ channel: 'line', body, headers: lineHeaders(body) })
    expect(await count('chat_outbox')).toBe(said)
  })

  it('are heard in the order in which they happened, not in which they came', async () => {
    const who = user(7)
    const all = [...beforeText, 'Một.', 'Hai.', 'xong', 'gửi'].map((what) => ofLine(who, what))
    for (const delivery of all.toReversed()) await chats.deliver(delivery)
    await chats.talk.hear()
    expect(await lastTo(who)).toContain('Mã phiếu')
  })

  it('go on after a restart where they stood', async () => {
    const who = user(8)
    await chat(...beforeText.map((what) => ofLine(who, what)), ofLine(who, 'Trước khi tắt máy.'))
    await chats.deliver(ofLine(who, 'xong'))
    await chats.newTalk().hear()
    expect(await lastTo(who)).toContain('Trước khi tắt máy.')
  })

  it('lead a merged area to its successor', async () => {
    const who = user(9)
    await chat(...['chào', '1', '1', chats.ward.merged].map((what) => ofLine(who, what)))
    expect(await lastTo(who)).toContain('Nói về ai')
  })

  it('that cannot be opened wait and hold up nobody else', async () => {
    const [broken, fine] = [user(10), user(11)]
    await chats.deliver(ofLine(broken, 'chào'))
    await chats.rows(
      `update chat_seals set bytes = '\\x01' where field = 'content' and event_id = (select id from chat_events order by seq desc limit 1)`,
    )
    await chat(ofLine(fine, 'chào'))
    expect(await lastTo(fine)).toContain('muốn nói điều gì')
    expect(chats.failures.splice(0).join()).not.toContain(broken)
    await chats.rows("delete from chat_seals where bytes = '\\x01'")
  })

  it('are forgotten after two weeks, drafts after sixty days', async () => {
    const who = user(12)
    await chat(...beforeText.map((what) => ofLine(who, what)), ofLine(who, 'Bỏ dở.'))
    await chats.rows('update chat_events set day = day - 20')
    await chats.rows('update conversations set day = day - 61')
    expect(await forgetOldChats(chats.inDb, chats.chatKeys)).toBeGreaterThan(0)
    expect(await count('chat_events')).toBe(0)
    expect(await count('conversations where unsent')).toBe(0)
    await chat(ofLine(who, 'chào'))
    expect(await lastTo(who)).toContain('1. Khen')
  })
})

describe('the console', () => {
  it('hears a chat by itself as soon as the door has stored it', async () => {
    const who = user(50)
    const relay: Relay = {
      keys: chats.keys,
      secrets: {},
      mail: null,
      baseUrl: 'https://gopy.test',
      fetch: (...call) => chats.net.fetch(...call),
      tokens: () => ({ read: async () => null, compareAndStore: async () => false }),
    }
    const { inDb: db, consoleUrl: databaseUrl, vault } = chats
    const log: string[] = []
    const talking = startTalking({
      db,
      databaseUrl,
      relay,
      vault,
      log: (line) => void log.push(line),
      // So long that only the door's word can wake it.
      every: 60_000,
    })
    try {
      await chats.deliver(ofLine(who, 'chào'))
      await expect.poll(() => lastTo(who), { timeout: 15_000 }).toContain('1. Khen')
      await chats.deliver(ofLine(who, '1'))
      await expect.poll(() => lastTo(who), { timeout: 15_000 }).toContain('dùng vào việc gì')
    } finally {
      await talking.stop()
    }
    expect(log).toEqual([])
  })
})

describe('P4: one channel event, one letter', () => {
  it('however often and in whatever order it is delivered, with many at work', async () => {
    const people = figure('chats', 12)
    const before = await count("letters where channel in ('zalo', 'line')")
    const lines = Array.from({ length: people }, (_, n) => {
      const of = n % 2 === 0 ? ofLine : ofZalo
      const who = n % 2 === 0 ? user(1000 + n) : `90071992547409${String(n).padStart(5, '0')}`
      return [...beforeText, `Lời của người thứ ${n}.`, 'xong', 'gửi'].map((what) => of(who, what))
    })
    const all = lines.flatMap((line, n) =>
      line.flatMap((one, place) => Array.from({ length: 1 + ((n + place) % 5) }, () => one)),
    )
    const shuffled = shuffle(all)
    const talks = Array.from({ length: 3 }, () => chats.newTalk())
    const worker = async () => {
      for (let next = shuffled.pop(); next; next = shuffled.pop()) {
        expect((await chats.deliver(next)).status).toBe(200)
      }
    }
    await Promise.all(Array.from({ length: 8 }, worker))
    await Promise.all(talks.map((talk) => talk.hear(10_000)))
    for (const one of shuffle(all)) await chats.deliver(one)
    await chats.talk.hear(10_000)
    expect(await count("letters where channel in ('zalo', 'line')")).toBe(before + people)
    expect(await count('chat_seals')).toBe(0)
    expect(chats.failures).toEqual([])
    counted('P4 chats', { deliveries: 2 * all.length, letters: people })
  })
})

function shuffle<T>(all: readonly T[]): T[] {
  return all
    .map((one) => ({ one, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)
}
