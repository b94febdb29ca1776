import { describe, expect, it } from 'vitest'
import type { Channel } from '../../channels/channel.ts'
import { messenger } from '../../channels/messenger.ts'
import { zalo } from '../../channels/zalo.ts'
import { messengerBody, messengerEvents, messengerSecrets } from './fixtures/messenger.ts'
import { zaloEvents, zaloSecrets, zaloSender } from './fixtures/zalo.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const key = '123e4567-e89b-42d3-a456-426614174000'
const hour = 3_600_000

function answering(answer: () => Response | Promise<never>) {
  const calls: { url: string; headers: Headers; body: unknown }[] = []
  const fetch = (async (url: string, init: RequestInit = {}) => {
    calls.push({
      url,
      headers: new Headers(init.headers),
      body: JSON.parse(String(init.body ?? 'null')),
    })
    return answer()
  }) as typeof globalThis.fetch
  return { calls, fetch }
}

describe('an event of Zalo', () => {
  const of = (name: string) => zalo.translate(bytes(JSON.stringify(zaloEvents[name])))[0]
  it.each([
    ['user_send_text', 'text'],
    ['user_send_image', 'image'],
    ['user_send_gif', 'image'],
    ['user_send_audio', 'audio'],
    ['user_send_video', 'video'],
    ['user_send_file', 'file'],
    ['user_send_sticker', 'sticker'],
    ['user_send_location', 'location'],
    ['follow', 'follow'],
    ['unfollow', 'unfollow'],
    ['something_new', 'unknown'],
  ])('%s is %s', (name, kind) => {
    const known = kind === 'unknown' ? null : zaloSender
    expect(of(name)).toMatchObject({ channel: 'zalo', kind, sender: known })
    expect(JSON.parse(of(name)?.original ?? '')).toEqual(zaloEvents[name])
  })

  it('brings its files and its place', () => {
    expect(of('user_send_file')?.media).toEqual([
      { url: 'https://f.zdn.vn/a', name: 'đơn.pdf', type: 'pdf', size: 1234 },
    ])
    expect(of('user_send_location')?.place).toEqual({ latitude: 10.79, longitude: 106.78 })
    expect(of('user_send_sticker')?.media).toBeUndefined()
  })

  it('is nobody speaking to us when the account itself wrote', () => {
    expect(of('oa_send_text')).toMatchObject({ kind: 'unknown', sender: null })
    expect(of('oa_send_text')?.message).toBeUndefined()
  })
})

describe('an answer by Zalo', () => {
  const to = { sender: zaloSender, heardAt: Date.now() - hour }
  const send = (given: object, fetch: typeof globalThis.fetch, secrets: object = zaloSecrets) =>
    zalo.send({ text: 'Chào', key }, { ...to, ...given }, { ...secrets }, fetch)

  it('goes to one user with the token in its header', async () => {
    const { calls, fetch } = answering(() => Response.json({ error: 0, message: 'Success' }))
    const secrets = { ...zaloSecrets, ZALO_ACCESS_TOKEN: 'vao', ZALO_API_URL: 'http://127.0.0.1:1' }
    expect(await send({}, fetch, secrets)).toEqual({ outcome: 'sent' })
    expect(calls[0]?.url).toBe('http://127.0.0.1:1/v3.0/oa/message/cs')
    expect(calls[0]?.headers.get('access_token')).toBe('vao')
    expect(calls[0]?.body).toEqual({
      recipient: { user_id: zaloSender },
      message: { text: 'Chào' },
    })
  })

  it('waits in the thread when the window is over, without asking Zalo', async () => {
    const { calls, fetch } = answering(() => Response.json({ error: 0 }))
    const closed = { outcome: 'refused', reason: 'window-closed' }
    expect(await send({ heardAt: Date.now() - 49 * hour }, fetch)).toEqual(closed)
    expect(calls).toEqual([])
  })

  it.each([
    [{ error: -216 }, { outcome: 'retry', reason: 'token', afterSeconds: 1 }],
    [{ error: -220 }, { outcome: 'retry', reason: 'token', afterSeconds: 1 }],
    [{ error: -32 }, { outcome: 'retry', reason: 'rate', afterSeconds: 60 }],
    [{ error: -230 }, { outcome: 'refused', reason: 'window-closed' }],
    [{ error: -213 }, { outcome: 'refused', reason: 'zalo-213' }],
    [{}, { outcome: 'retry', reason: 'answer' }],
  ])('understands %j', async (body, wanted) => {
    expect(await send({}, answering(() => Response.json(body)).fetch)).toEqual(wanted)
  })

  it('is tried later when nobody or only a gateway answers', async () => {
    const away = answering(() => Promise.reject(new TypeError('fetch failed')))
    expect(await send({}, away.fetch)).toEqual({ outcome: 'retry', reason: 'network' })
    const bad = answering(() => new Response('<html>', { status: 502 }))
    expect(await send({}, bad.fetch)).toEqual({ outcome: 'retry', reason: 'http-502' })
    const odd = answering(() => new Response('<html>'))
    expect(await send({}, odd.fetch)).toEqual({ outcome: 'retry', reason: 'answer' })
  })

  it('writes its buttons as lines and stays within 2,000 characters', async () => {
    const { calls, fetch } = answering(() => Response.json({ error: 0 }))
    const buttons = [
      { label: 'Viết trên trang', url: 'https://gopy.example.vn/k/ML-3' },
      { label: 'Xong' },
    ]
    await zalo.send({ text: 'x'.repeat(3000), buttons, key }, to, zaloSecrets, fetch)
    const text = String((calls[0]?.body as { message?: { text?: string } })?.message?.text)
    expect(text.length).toBe(2000)
    expect(text.endsWith('\nViết trên trang: https://gopy.example.vn/k/ML-3\n• Xong')).toBe(true)
  })
})

describe('an event of Messenger', () => {
  const of = (name: string) =>
    messenger.translate(bytes(messengerBody(messengerEvents[name] ?? {})))[0]
  it.each([
    ['text', 'text', { text: 'Xin góp ý' }],
    ['quick', 'text', { text: 'xong' }],
    ['image', 'image', { media: [{ url: 'https://scontent.xx.fbcdn.net/a.jpg' }] }],
    ['audio', 'audio', {}],
    ['file', 'file', {}],
    ['sticker', 'sticker', {}],
    ['location', 'location', { place: { latitude: 10.7, longitude: 106.7 } }],
    ['postback', 'text', { text: 'bat-dau', ref: 'ML-3' }],
    ['referral', 'follow', { ref: 'ML-3' }],
    ['edit', 'edit', { about: 'm_1', text: 'Sửa lại' }],
    ['echo', 'unknown', { sender: null }],
    ['read', 'unknown', {}],
  ])('%s is %s', (name, kind, more) => {
    expect(of(name)).toMatchObject({ kind, sender: '24901234567890123', ...more })
  })

  it('is answered within a day, with choices and links', async () => {
    const { calls, fetch } = answering(() => Response.json({ message_id: 'm' }))
    const buttons = [
      { label: 'Khen', text: 'khen' },
      { label: 'Trang', url: 'https://gopy.example.vn' },
    ]
    const to = { sender: '1', heardAt: Date.now() }
    const sent = await messenger.send({ text: 'Chọn', buttons, key }, to, messengerSecrets, fetch)
    expect(sent).toEqual({ outcome: 'sent' })
    expect(calls[0]?.body).toMatchObject({
      recipient: { id: '1' },
      message: {
        text: 'Chọn\nTrang: https://gopy.example.vn',
        quick_replies: [{ content_type: 'text', title: 'Khen', payload: 'khen' }],
      },
    })
    const late = { sender: '1', heardAt: Date.now() - 25 * hour }
    expect(await messenger.send({ text: 'x', key }, late, messengerSecrets, fetch)).toEqual({
      outcome: 'refused',
      reason: 'window-closed',
    })
  })
})

describe('a file address in a message', () => {
  it.each([
    [zalo, 'http://127.0.0.1:3001/'],
    [zalo, 'https://127.0.0.1/'],
    [zalo, 'https://zdn.vn.evil.example/'],
    [zalo, 'https://f.zdn.vn:8443/'],
    [zalo, 'http://f.zdn.vn/'],
    [zalo, 'file:///etc/passwd'],
    [messenger, 'https://graph.facebook.com/me'],
    [messenger, 'https://user@169.254.169.254/'],
  ] as [Channel, string][])('%# is not followed where it must not lead', async (channel, url) => {
    const { calls, fetch } = answering(() => new Response('x'))
    expect(await channel.collect({ url }, {}, fetch, 100)).toEqual({ outcome: 'refused' })
    expect(calls).toEqual([])
  })

  it('is fetched from the platform itself', async () => {
    const { fetch } = answering(
      () => new Response('abc', { headers: { 'content-type': 'image/jpeg' } }),
    )
    const collected = await zalo.collect({ url: 'https://photo-1.zdn.vn/a.jpg' }, {}, fetch, 100)
    expect(collected).toMatchObject({ outcome: 'collected', type: 'image/jpeg' })
  })
})
