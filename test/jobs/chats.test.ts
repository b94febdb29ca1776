import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { as } from '../../db/connection.ts'
import { say } from '../../src/conversation/say.ts'
import { type Pauses, sendChats } from '../../src/jobs/chats.ts'
import { type OpenConsole, openConsole } from '../support/moderation.ts'
import { relayOver } from '../support/post.ts'

let house: OpenConsole
beforeAll(async () => {
  house = await openConsole()
})
afterAll(() => house.close())
afterEach(() => house.rows('delete from chat_outbox'))

const conversation = (name: string) => new Uint8Array(32).fill(name.charCodeAt(0))
/** Says these words in a chat, each a message of its own. */
async function says(channel: string, name: string, ...texts: string[]): Promise<void> {
  const { keys } = house
  const publicKey = keys.relay.get(keys.relayVersion)?.publicBytes ?? new Uint8Array()
  const relay = { version: keys.relayVersion, publicKey }
  const to = { channel, sender: name, heardAt: Date.now() }
  for (const text of texts) {
    await as(house.house.console, { role: 'ydan_jobs' }, (tx) =>
      say(tx, relay, { conversation: conversation(name), to }, [{ text }]),
    )
  }
}

/** A network that answers by `respond`; what each platform was told, in order. */
function network(respond: (text: string, place: number) => Response | Error) {
  const told: { to: string; text: string; key: string | null }[] = []
  const relay = relayOver(house, {
    fetch: (async (input, init) => {
      if (String(input).includes('oauth')) {
        return Response.json({ access_token: 'x', refresh_token: 'y', expires_in: '3600' })
      }
      const body = JSON.parse(String(init?.body))
      const text = body.messages?.[0]?.text ?? body.message?.text
      const key = new Headers(init?.headers).get('x-line-retry-key')
      told.push({ to: body.to ?? body.recipient?.user_id, text, key })
      const answer = respond(text, told.length - 1)
      if (answer instanceof Error) throw answer
      return answer
    }) as typeof fetch,
  })
  const pauses: Pauses = new Map()
  let now = Date.now()
  return {
    told,
    texts: () => told.map(({ text }) => text),
    /** One look, a day of pauses later. */
    send() {
      now += 24 * 3_600_000
      return sendChats(house.house.console, relay, pauses, now)
    },
    sendSoon: () => sendChats(house.house.console, relay, pauses, now),
  }
}
const ok = () => Response.json({ error: 0 })
const waiting = async () =>
  Number((await house.rows('select count(*) from chat_outbox where sent_on is null'))[0]?.count)

describe('what the bot says', () => {
  it('goes in the order of each conversation, once, and its words are gone then', async () => {
    await says('zalo', 'A', 'một', 'hai', 'ba')
    await says('line', 'B', 'bốn')
    const net = network(ok)
    expect(await net.send()).toBe(4)
    expect(net.told.filter(({ to }) => to === 'A').map(({ text }) => text)).toEqual([
      'một',
      'hai',
      'ba',
    ])
    expect(await net.send()).toBe(0)
    expect(await house.rows('select from chat_outbox where bytes is not null')).toEqual([])
  })

  it('waits for what was said before it, while other conversations go on', async () => {
    await says('zalo', 'A', 'một', 'hai')
    await says('zalo', 'B', 'khác')
    let isBusy = true
    const net = network((text) => (text === 'một' && isBusy ? Response.json({ error: -32 }) : ok()))
    await net.send()
    expect(net.texts().sort()).toEqual(['khác', 'một'])
    expect(await net.sendSoon()).toBe(0)
    expect(net.told).toHaveLength(2)
    isBusy = false
    expect(await net.send()).toBe(2)
    expect(net.texts().slice(2)).toEqual(['một', 'hai'])
  })

  it('goes exactly once with a retry key and at most twice without, when answers are lost', async () => {
    await says('line', 'A', 'có khóa')
    await says('zalo', 'B', 'không khóa')
    const shown = new Set<string>()
    const lost = new Error('fetch failed', { cause: { code: 'UND_ERR_SOCKET' } })
    const net = network((text, _place) => {
      const key = net.told.at(-1)?.key
      if (!key) return lost
      if (shown.has(key)) return new Response('{}', { status: 409 })
      shown.add(key)
      expect(text).toBe('có khóa')
      return lost
    })
    for (let look = 0; look < 6; look += 1) await net.send()
    expect(shown.size).toBe(1)
    expect(net.texts().filter((text) => text === 'không khóa')).toHaveLength(2)
    expect(await waiting()).toBe(0)
    const [gaveUp] = await house.rows(`select reason from chat_tries where outcome = 'gave-up'`)
    expect(gaveUp?.reason).toBe('unsure')
  })

  it('is kept while the platform is away, and given up after its day', async () => {
    await says('zalo', 'A', 'vẫn còn')
    const net = network(() => new Error('fetch failed', { cause: { code: 'ECONNREFUSED' } }))
    for (let look = 0; look < 8; look += 1) await net.send()
    expect(net.told.length).toBeGreaterThan(5)
    expect(await waiting()).toBe(1)
    await house.rows('update chat_outbox set day = day - 2')
    await net.send()
    expect(await waiting()).toBe(0)
  })
})
