import { describe, expect, it } from 'vitest'
import type { Outgoing } from '../../channels/channel.ts'
import { line } from '../../channels/line.ts'
import {
  lineBody,
  lineContents,
  lineEvents,
  lineHeaders,
  lineMessage,
  lineSecrets,
} from './fixtures/line.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const translate = (...events: object[]) => line.translate(bytes(lineBody(...events)))
const sender = lineMessage().source && (lineMessage().source as { userId: string }).userId

type Call = { url: string; headers: Headers; body: unknown }

/** A LINE that answers with these statuses in turn; null is silence. */
function answering(...statuses: (number | null)[]) {
  const calls: Call[] = []
  const fetch = (async (url: string, init: RequestInit = {}) => {
    calls.push({
      url,
      headers: new Headers(init.headers),
      body: JSON.parse(String(init.body ?? 'null')),
    })
    const status = statuses.shift()
    if (status === null) throw new TypeError('fetch failed')
    return Response.json(
      {},
      { status: status ?? 200, headers: status === 429 ? { 'retry-after': '7' } : {} },
    )
  }) as typeof globalThis.fetch
  return { calls, fetch }
}

const message: Outgoing = { text: 'Có trả lời mới.', key: '123e4567-e89b-42d3-a456-426614174000' }
const to = { sender: sender ?? '' }
const fresh = { ...to, reply: { token: 't', until: Date.now() + 3_600_000 } }

describe('an event of LINE', () => {
  it.each(Object.entries(lineEvents))('%s is translated and loses nothing', (type, event) => {
    const [arrival] = translate(event)
    expect(arrival).toMatchObject({ channel: 'line', event: event.webhookEventId, sender })
    expect(JSON.parse(arrival?.original ?? '')).toEqual(event)
    const known = {
      follow: 'follow',
      unfollow: 'unfollow',
      unsend: 'unsend',
      messageEdited: 'edit',
    }
    const kind = { ...known, message: 'text', postback: 'text' }[type] ?? 'unknown'
    expect(arrival?.kind).toBe(kind)
  })

  it.each(Object.entries(lineContents))('of a %s message says what it is', (type, content) => {
    const [arrival] = translate(lineMessage({ message: content }))
    expect(arrival).toMatchObject({ kind: type, message: content.id })
    const isMedia = ['image', 'video', 'audio', 'file'].includes(type)
    expect(arrival?.media?.[0]?.id).toBe(isMedia ? content.id : undefined)
  })

  it('names the message it unsends or edits without being that message', () => {
    const [unsend] = translate(lineEvents.unsend)
    const [edit] = translate(lineEvents.messageEdited)
    expect([unsend?.about, unsend?.message]).toEqual(['580000000000000001', undefined])
    expect([edit?.about, edit?.message]).toEqual(['77', undefined])
  })

  it('names nobody in a group', () => {
    const source = { type: 'group', groupId: 'C1', userId: 'U1' } as const
    expect(translate(lineMessage({ source }))[0]?.sender).toBeNull()
    const room = { type: 'room', roomId: 'R1' } as const
    expect(translate(lineMessage({ source: room }))[0]?.sender).toBeNull()
  })

  it('offers its reply token for fifty seconds', () => {
    const [arrival] = translate(lineMessage({ timestamp: 1_000_000, replyToken: 't' }))
    expect(arrival?.reply).toEqual({ token: 't', until: 1_050_000 })
  })

  it('has no address to fetch for a picture from elsewhere', async () => {
    const contentProvider = { type: 'external', originalContentUrl: 'http://127.0.0.1/x' } as const
    const [arrival] = translate(
      lineMessage({ message: { ...lineContents.image, contentProvider } }),
    )
    const { calls, fetch } = answering(200)
    const media = arrival?.media?.[0] ?? {}
    expect(await line.collect(media, lineSecrets, fetch, 100)).toEqual({ outcome: 'refused' })
    expect(calls).toEqual([])
  })
})

describe('the signature of LINE', () => {
  const body = lineBody(lineMessage())
  const verify = (headers: HeadersInit, secrets = lineSecrets) =>
    line.verify(bytes(body), new Headers(headers), secrets)
  it('is right, or it is not', async () => {
    const right = lineHeaders(body)['x-line-signature']
    expect(await verify({ 'x-line-signature': right })).toBe(true)
    expect(
      await verify({ 'x-line-signature': right }, { ...lineSecrets, LINE_CHANNEL_SECRET: '' }),
    ).toBe(false)
    for (const wrong of [
      `${right} `.repeat(2),
      `${right}, ${right}`,
      right.slice(0, -1),
      `${right}=`,
    ]) {
      expect(await verify({ 'x-line-signature': wrong }), wrong).toBe(false)
    }
    // The same bytes in another spelling: the last letter before '=' carries two idle bits.
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    const idle = letters[letters.indexOf(right.at(-2) ?? '') + 1]
    expect(await verify({ 'x-line-signature': `${right.slice(0, -2)}${idle}=` })).toBe(false)
  })
})

describe('an answer by LINE', () => {
  it('takes the free reply while the token is fresh, and pushes with its key otherwise', async () => {
    const free = answering(200)
    expect(await line.send(message, fresh, lineSecrets, free.fetch)).toEqual({ outcome: 'sent' })
    expect(free.calls.map(({ url }) => url)).toEqual(['https://api.line.me/v2/bot/message/reply'])
    for (const receiver of [to, { ...to, reply: { token: 't', until: Date.now() - 1 } }]) {
      const pushed = answering(200)
      expect(await line.send(message, receiver, lineSecrets, pushed.fetch)).toEqual({
        outcome: 'sent',
      })
      expect(pushed.calls[0]?.url).toBe('https://api.line.me/v2/bot/message/push')
      expect(pushed.calls[0]?.headers.get('x-line-retry-key')).toBe(message.key)
    }
  })

  it('pushes when the token was spent, and does not when the first reply may have arrived', async () => {
    const spent = answering(400, 200)
    expect(await line.send(message, fresh, lineSecrets, spent.fetch)).toEqual({ outcome: 'sent' })
    expect(spent.calls.map(({ url }) => url.split('/').at(-1))).toEqual(['reply', 'push'])
    const unsure = answering(null, 400)
    expect(await line.send(message, fresh, lineSecrets, unsure.fetch)).toEqual({
      outcome: 'already sent',
    })
    expect(unsure.calls.map(({ url }) => url.split('/').at(-1))).toEqual(['reply', 'reply'])
    const before = answering(400)
    const again = { ...message, again: true }
    expect(await line.send(again, fresh, lineSecrets, before.fetch)).toEqual({
      outcome: 'already sent',
    })
    expect(before.calls.map(({ url }) => url.split('/').at(-1))).toEqual(['reply'])
  })

  it.each([
    [409, { outcome: 'already sent' }],
    [429, { outcome: 'retry', reason: 'http-429', afterSeconds: 7 }],
    [500, { outcome: 'retry', reason: 'http-500' }],
    [null, { outcome: 'retry', reason: 'network' }],
    [401, { outcome: 'retry', reason: 'token', afterSeconds: 3600 }],
    [400, { outcome: 'refused', reason: 'http-400' }],
    [403, { outcome: 'refused', reason: 'http-403' }],
  ])('understands %s', async (status, wanted) => {
    expect(await line.send(message, to, lineSecrets, answering(status).fetch)).toEqual(wanted)
  })

  it('never asks for a profile, and goes where the variables say', async () => {
    const secrets = {
      ...lineSecrets,
      LINE_API_URL: 'http://127.0.0.1:1',
      LINE_DATA_API_URL: 'http://127.0.0.1:2',
    }
    const { calls, fetch } = answering(200, 200)
    await line.send(message, to, secrets, fetch)
    await line.collect({ id: '5' }, secrets, fetch, 100)
    expect(calls.map(({ url }) => url)).toEqual([
      'http://127.0.0.1:1/v2/bot/message/push',
      'http://127.0.0.1:2/v2/bot/message/5/content',
    ])
  })
})

describe('a file of LINE', () => {
  const collect = (response: () => Response, most = 10) =>
    line.collect({ id: '5' }, lineSecrets, (async () => response()) as typeof fetch, most)
  it('is collected, or is gone, too large, not ready, or to be tried again', async () => {
    const bytes = new Uint8Array([1, 2, 3])
    const headers = { 'content-type': 'audio/m4a' }
    expect(await collect(() => new Response(bytes, { headers }))).toEqual({
      outcome: 'collected',
      bytes,
      type: 'audio/m4a',
    })
    expect(await collect(() => new Response(null, { status: 404 }))).toEqual({ outcome: 'gone' })
    expect(await collect(() => new Response(bytes), 2)).toEqual({ outcome: 'too large' })
    const lying = () => new Response(bytes, { headers: { 'content-length': '1' } })
    expect(await collect(lying, 2)).toEqual({ outcome: 'too large' })
    for (const status of [202, 429, 503]) {
      const retry = { outcome: 'retry', reason: `http-${status}` }
      expect(await collect(() => new Response(null, { status }))).toEqual(retry)
    }
    const away = () => {
      throw new TypeError('fetch failed')
    }
    expect(await collect(away)).toEqual({ outcome: 'retry', reason: 'network' })
  })
})
