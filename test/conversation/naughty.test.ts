import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { line } from '../../channels/line.ts'
import { messenger } from '../../channels/messenger.ts'
import { zalo } from '../../channels/zalo.ts'
import { counted } from '../support/figures.ts'
import { naughty } from '../support/naughty.ts'
import { type OpenChats, ofLine, openChats } from './house.ts'

// P15 in chats: what somebody writes is never more than text in what the bot says back, at whatever
// question it is written; no button leads elsewhere, and nothing of it lies beside the text of a call.
let chats: OpenChats
beforeAll(async () => {
  chats = await openChats()
})
afterAll(async () => {
  await chats.check()
  await chats.close()
})

const user = (n: number) => `U${n.toString(16).padStart(32, '0')}`
const beginnings = [
  [],
  ['chào'],
  ['chào', '1'],
  ['chào', '1', '1'],
  ['chào', '1', '1', 'ML-3'],
  ['chào', '1', '1', 'ML-3', 'bỏ qua'],
  ['chào', '1', '1', 'ML-3', 'bỏ qua', 'Lời đầu.', 'xong'],
]
const sent = naughty.filter((text) => text.trim() !== '')

describe('what is written in a chat to make something run', () => {
  it('leads nowhere: every button is ours, at every question', async () => {
    for (const [at, beginning] of beginnings.entries()) {
      const texts = [...beginning, ...sent.filter((_, turn) => turn % 3 === at % 3)]
      for (const text of texts) {
        expect((await chats.deliver(ofLine(user(at), text))).status).toBe(200)
      }
      await chats.talk.hear(texts.length)
    }
    const said = await chats.said()
    expect(said.length).toBeGreaterThan(100)
    const buttons = said.flatMap(({ message }) => message.buttons ?? [])
    const led = buttons.flatMap(({ url }) => url ?? [])
    expect(led.filter((url) => !url.startsWith('https://gopy.test/'))).toEqual([])
    const pressed = new Set(buttons.flatMap(({ text = '', label }) => [text, label]))
    expect(sent.filter((text) => pressed.has(text))).toEqual([])
    expect(chats.failures).toEqual([])
    counted('P15', { channel: 'chat', strings: sent.length, said: said.length, executed: 0 })
  }, 240_000)

  it.each([
    ['zalo', zalo, 'https://openapi.zalo.me/'],
    ['line', line, 'https://api.line.me/'],
    ['messenger', messenger, 'https://graph.facebook.com/'],
  ] as const)('is text and no markup in a call to %s', async (_, channel, home) => {
    for (const text of sent) {
      const calls: { url: string; body: string }[] = []
      const secrets = Object.fromEntries(Object.keys(channel.variables).map((name) => [name, 's']))
      for (const name of Object.keys(secrets)) if (/_URL$/.test(name)) delete secrets[name]
      const known = { ...secrets, ZALO_ACCESS_TOKEN: 's' }
      const to = { sender: user(1), heardAt: Date.now() }
      await channel.send({ text, key: crypto.randomUUID() }, to, known, async (url, init) => {
        calls.push({ url: String(url), body: String(init?.body) })
        return new Response('{}')
      })
      expect(calls).toHaveLength(1)
      const [{ url = '', body = '' } = {}] = calls
      expect(url.startsWith(home)).toBe(true)
      expect(url).not.toContain('ran=1')
      const kept = JSON.stringify(JSON.parse(body), (_name, value) =>
        value === text ? 'TEXT' : value,
      )
      expect(kept).toContain('TEXT')
      expect(kept).not.toMatch(/ran=1|x\.example|"(uri|url|html|attachment|template)"/)
    }
  })
})
