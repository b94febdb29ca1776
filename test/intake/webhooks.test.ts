import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { intakeApp } from '../../src/intake/app.tsx'
import { chatKey, openChatContent, openChatRoute } from '../../src/intake/chat.ts'
import { letterboxOf } from '../../src/intake/letterbox.ts'
import { createKekOpener } from '../../src/seal/kek.ts'
import { pairOf } from '../../src/seal/pair.ts'
import {
  lineBody,
  lineEvents,
  lineHeaders,
  lineMessage,
  lineSecrets,
} from '../channels/fixtures/line.ts'
import {
  messengerBody,
  messengerEvent,
  messengerEvents,
  messengerHeaders,
  messengerSecrets,
} from '../channels/fixtures/messenger.ts'
import {
  zaloEvent,
  zaloEvents,
  zaloHeaders,
  zaloSecrets,
  zaloSender,
} from '../channels/fixtures/zalo.ts'
import { counted, figure } from '../support/figures.ts'
import { type OpenLetterbox, openLetterbox, pepper } from '../support/letterbox.ts'

const secrets = { ...lineSecrets, ...zaloSecrets, ...messengerSecrets }
let box: OpenLetterbox
let app: Hono
beforeAll(async () => {
  box = await openLetterbox()
  app = intakeApp({ ...box.intake, secrets })
})
afterAll(() => box.close())

type Delivery = { channel: string; body: string; headers: Record<string, string> }
const deliver = ({ channel, body, headers }: Delivery, to = app) =>
  to.request(`/webhooks/${channel}`, { method: 'POST', body, headers })
const ofLine = (...events: object[]): Delivery => {
  const body = lineBody(...events)
  return { channel: 'line', body, headers: lineHeaders(body) }
}
const ofZalo = (event: object): Delivery => {
  const body = JSON.stringify(event)
  return { channel: 'zalo', body, headers: zaloHeaders(body) }
}
const ofMessenger = (...events: object[]): Delivery => {
  const body = messengerBody(...events)
  return { channel: 'messenger', body, headers: messengerHeaders(body) }
}
const count = async (table = 'chat_events') =>
  Number((await box.rows(`select count(*) from ${table}`))[0]?.count)

/** Pseudo-random whole numbers below `most`, the same in each run. */
function dice(seed: number): (most: number) => number {
  let state = seed
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * most)
  }
}

async function openedEvents(where = 'true') {
  const rows = await box.rows(`
    select e.id, e.channel, encode(e.conversation, 'hex') as conversation, encode(e.message_key, 'hex') as message_key,
      s.field, s.key_version, s.kek_id, s.wrapped, s.bytes, k.sealed
    from chat_events e join chat_seals s on s.event_id = e.id
      left join key_encryption_keys k on k.id = s.kek_id where ${where} order by e.seq, s.field`)
  const opener = createKekOpener(new Map([[1, box.letterKey]]))
  const relay = await pairOf('X25519', new Uint8Array(32).fill(2))
  return Promise.all(
    rows.map(async (row) => {
      const from = { event: row.id, keyVersion: row.key_version, bytes: new Uint8Array(row.bytes) }
      const opened =
        row.field === 'content'
          ? await openChatContent(opener, {
              ...from,
              kekId: row.kek_id,
              sealedKek: row.sealed,
              wrapped: row.wrapped,
            })
          : row.field === 'route'
            ? await openChatRoute(relay, from)
            : undefined
      return { ...row, opened }
    }),
  )
}

describe('what is delivered', () => {
  it('is stored before 200, sealed, and names nobody', async () => {
    const answer = await deliver(ofZalo(zaloEvents.user_send_text ?? {}))
    expect(answer.status).toBe(200)
    const [content, original, route] = await openedEvents("e.channel = 'zalo'")
    expect(content.opened).toMatchObject({ kind: 'text', text: 'Tôi muốn khen bác tổ trưởng' })
    expect(JSON.stringify(content.opened)).not.toContain(zaloSender)
    expect(route.opened).toEqual({ channel: 'zalo', sender: zaloSender })
    expect(content.conversation).toBe(chatKey(pepper, 'conversation', 'zalo', zaloSender))
    expect(original.field).toBe('original')
    const [dump] = await box.rows(
      `select (select string_agg(e::text, ' ') from chat_events e) ||
              (select string_agg(encode(bytes, 'escape'), ' ') from chat_seals) as dump`,
    )
    for (const secret of [zaloSender, '96d3cdf3af15046', 'tổ trưởng', '1769000']) {
      expect(dump.dump).not.toContain(secret)
    }
  })

  it('keeps every event type of LINE, also one nobody has heard of', async () => {
    const before = await count()
    const events = [...Object.values(lineEvents), { type: 'tương lai', webhookEventId: 'X' }]
    expect((await deliver(ofLine(...events))).status).toBe(200)
    expect(await count()).toBe(before + events.length)
  })

  it('keeps every event type of Zalo and Messenger', async () => {
    const before = await count()
    const { user_send_text: _, ...others } = zaloEvents
    for (const event of Object.values(others)) {
      expect((await deliver(ofZalo(event))).status).toBe(200)
    }
    expect((await deliver(ofMessenger(...Object.values(messengerEvents)))).status).toBe(200)
    const wanted = Object.keys(others).length + Object.keys(messengerEvents).length
    expect(await count()).toBe(before + wanted)
  })

  it('may be nothing at all: LINE tries an address with an empty list', async () => {
    const before = await count()
    expect((await deliver(ofLine())).status).toBe(200)
    expect(await count()).toBe(before)
  })

  it('keeps the first of two events when the second is broken, and the broken one too', async () => {
    const before = await count()
    const broken = {
      type: 'message',
      message: 7,
      source: [],
      timestamp: 'hôm qua',
      webhookEventId: {},
    }
    expect((await deliver(ofLine(lineMessage(), broken, null as unknown as object))).status).toBe(
      200,
    )
    expect(await count()).toBe(before + 3)
  })

  it('finds no conversation in a group, and answers nobody there', async () => {
    const event = lineMessage({ source: { type: 'group', groupId: 'C1', userId: 'U1' } })
    await deliver(ofLine(event))
    const rows = await box.rows(
      `select conversation, (select count(*) from chat_seals where event_id = id and field = 'route') as routes
       from chat_events order by seq desc limit 1`,
    )
    expect(rows).toEqual([{ conversation: null, routes: '0' }])
  })

  it('lets an unsend find its message without anyone knowing the platform id', async () => {
    const message = lineMessage()
    await deliver(ofLine(message))
    const { message: _, ...common } = message
    const unsend = {
      ...common,
      type: 'unsend',
      webhookEventId: 'UNSEND1',
      unsend: { messageId: message.message.id },
    }
    await deliver(ofLine(unsend))
    const [unsent] = (await openedEvents()).filter(({ field }) => field === 'content').slice(-1)
    const found = await box.rows(
      "select 1 from chat_events where encode(message_key, 'hex') = $1",
      [unsent.opened.about],
    )
    expect(unsent.opened.kind).toBe('unsend')
    expect(found).toHaveLength(1)
  })

  it('keeps ids above 2^53 digit by digit, also when they come as numbers', async () => {
    const body = JSON.stringify(zaloEvent('user_send_text', { text: 'số lớn' })).replace(
      `"${zaloSender}"`,
      zaloSender,
    )
    await deliver({ channel: 'zalo', body, headers: zaloHeaders(body) })
    const route = (await openedEvents("s.field = 'route'")).at(-1)
    expect(route?.opened).toMatchObject({ sender: zaloSender })
  })
})

describe('what is refused', () => {
  it('is a channel without its variables, and one that does not exist: 404', async () => {
    const bare = intakeApp(box.intake)
    const noToken = intakeApp({ ...box.intake, secrets: { ZALO_APP_ID: '1' } })
    const good = ofZalo(zaloEvent('follow'))
    expect((await deliver(good, bare)).status).toBe(404)
    expect((await deliver(good, noToken)).status).toBe(404)
    expect((await deliver({ ...good, channel: 'telegram' })).status).toBe(404)
    expect((await deliver({ ...good, channel: '__proto__' })).status).toBe(404)
  })

  it('is more than 256 KiB: 413', async () => {
    const big = ofLine(lineMessage({ replyToken: 'x'.repeat(257 * 1024) }))
    expect((await deliver(big)).status).toBe(413)
  })

  it.each([
    ['nothing', ''],
    ['no JSON', '{"events": [}'],
    ['a list', '[]'],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]).toString('latin1')],
    ['deeper than the stack', '['.repeat(100_000)],
  ])('is signed but %s: 400', async (_, body) => {
    const answer = await deliver({ channel: 'line', body, headers: lineHeaders(body) })
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    const zalo = await deliver({ channel: 'zalo', body, headers: zaloHeaders(body) })
    expect(zalo.status).toBe(400)
  })

  const rounds = figure('p5_webhooks', 1000)
  it(
    `is every forged delivery of ${rounds}, and none of as many odd true ones (P5)`,
    async () => {
      const roll = dice(5)
      const makers = [
        () => ofLine(lineMessage()),
        () => ofZalo(zaloEvent('user_send_text', { text: 'Xin góp ý 🙏' })),
        () =>
          ofMessenger(messengerEvent({ message: { mid: `f${roll(2 ** 30)}`, text: 'Xin góp ý' } })),
      ]
      const before = await count()
      let accepted = 0
      for (let round = 0; round < rounds; round += 1) {
        const forged = forge(makers[round % 3]?.() as Delivery, roll, round)
        const { status } = await deliver(forged)
        if (status !== 401) accepted += 1
      }
      expect(accepted).toBe(0)
      expect(await count()).toBe(before)

      let refused = 0
      for (let round = 0; round < rounds; round += 1) {
        const { status } = await deliver(odd(roll, round))
        if (status !== 200) refused += 1
      }
      expect(refused).toBe(0)
      expect(await count()).toBe(before + rounds)
      counted('P5', { forged: rounds, accepted, odd: rounds, refused })
    },
    60_000 + rounds * 60,
  )
})

/** One way to forge a true delivery. */
function forge(given: Delivery, roll: (most: number) => number, round: number): Delivery {
  const [[name, signature]] = Object.entries(given.headers) as [[string, string]]
  const { channel, body } = given
  switch (Math.floor(round / 3) % 7) {
    case 0: {
      const bytes = Buffer.from(body)
      const place = roll(bytes.length)
      bytes[place] = (bytes[place] ?? 0) ^ (1 << roll(8))
      // Bytes that are no UTF-8 any more cannot be a string body; sent as they are.
      return { ...given, body: bytes as unknown as string }
    }
    case 1: {
      const place = roll(signature.length)
      const flipped = signature.charCodeAt(place) ^ (1 << roll(6))
      const written = flipped < 33 || flipped > 126 ? 33 : flipped
      const changed =
        signature.slice(0, place) + String.fromCharCode(written) + signature.slice(place + 1)
      return { ...given, headers: { [name]: changed } }
    }
    case 2:
      return { ...given, headers: {} }
    case 3:
      return { ...given, headers: { [name]: '' } }
    case 4:
      return {
        ...given,
        headers: [
          [name, signature],
          [name, signature],
        ] as never,
      }
    case 5: {
      const other = {
        line: () => lineHeaders(body, messengerSecrets.MESSENGER_APP_SECRET),
        zalo: () => zaloHeaders(body, lineSecrets.LINE_CHANNEL_SECRET),
        messenger: () => messengerHeaders(body, zaloSecrets.ZALO_OA_SECRET),
      }[channel]
      return { ...given, headers: other?.() ?? {} }
    }
    default:
      return { ...given, body: JSON.stringify(JSON.parse(body), null, 1) }
  }
}

/** A true delivery, written in a way that a careless reader would change. */
function odd(roll: (most: number) => number, round: number): Delivery {
  const texts = [
    '🙏👨‍👩‍👧',
    'a\u0301',
    '\u0000',
    '"\\/\b\f\n\r\t',
    'ế\u202e',
    '</script>',
    '\ud83d',
    '',
  ]
  const text = `${texts[roll(texts.length)]} ${round}`
  const event = [
    () => ({
      destination: 'U',
      events: [
        lineMessage({ message: { type: 'text', id: `odd${round}`, text, quoteToken: 'q' } }),
      ],
    }),
    () => zaloEvent('user_send_text', { text, msg_id: `odd${round}` }),
    () => ({
      object: 'page',
      entry: [{ messaging: [messengerEvent({ message: { mid: `odd${round}`, text } })] }],
    }),
  ][round % 3]?.()
  const spaced = JSON.stringify(event, null, [0, 1, '\t', '\r\n '][roll(4)] as number)
  const escaped = (character: string) =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  const body = roll(2) === 0 ? spaced : spaced.replace(/[\u0080-\uffff/]/g, escaped)
  const [channel, sign] = (
    [
      ['line', lineHeaders],
      ['zalo', zaloHeaders],
      ['messenger', messengerHeaders],
    ] as const
  )[(round % 3) as 0 | 1 | 2]
  return { channel, body, headers: sign(body) }
}

describe('one channel event, one row (P4)', () => {
  const most = figure('p4_deliveries', 2000)
  it(
    `holds for ${most} deliveries, one to five of each, shuffled, from eight workers at two doors`,
    async () => {
      const roll = dice(4)
      const second = intakeApp({
        ...box.intake,
        box: letterboxOf(box.intake.box.door, {
          letterKey: { version: 1, publicKey: box.letterKey.publicBytes },
          relayKey: box.intake.box.relayKey,
          pepper,
        }),
        secrets,
      })
      const before = await count()
      const deliveries: Delivery[] = []
      let unique = 0
      while (deliveries.length < most) {
        const kind = roll(5)
        const [first, other] = [lineMessage(), lineMessage()]
        const bodies =
          kind === 0
            ? [ofZalo(zaloEvent('user_send_text', { text: `${unique}` }))]
            : kind === 1
              ? [ofMessenger(messengerEvent({ message: { mid: `p4 ${unique}`, text: 'x' } }))]
              : kind === 2
                ? [ofZalo(zaloEvent('follow'))]
                : // LINE redelivers alone what it first delivered together, and says so in the event.
                  [
                    ofLine(first, other),
                    ofLine({ ...other, deliveryContext: { isRedelivery: true } }, first),
                    ofLine({ ...first, webhookEventId: `again ${unique}` }, other),
                  ]
        unique += kind < 3 ? 1 : 2
        const times = 1 + roll(5)
        if (bodies[0]) deliveries.push(bodies[0])
        for (let n = 1; n < times; n += 1) deliveries.push(bodies[roll(bodies.length)] as Delivery)
      }
      for (let at = deliveries.length - 1; at > 0; at -= 1) {
        const other = roll(at + 1)
        ;[deliveries[at], deliveries[other]] = [
          deliveries[other] as Delivery,
          deliveries[at] as Delivery,
        ]
      }
      const statuses = new Set<number>()
      const worker = async (door: Hono) => {
        for (let next = deliveries.pop(); next; next = deliveries.pop()) {
          statuses.add((await deliver(next, door)).status)
        }
      }
      await Promise.all(Array.from({ length: 8 }, (_, n) => worker(n % 2 ? second : app)))
      expect([...statuses]).toEqual([200])
      expect(await count()).toBe(before + unique)
      counted('P4', { deliveries: most, events: unique, duplicates: 0 })
    },
    60_000 + most * 60,
  )

  it('holds after the draft was shredded: a late redelivery brings nothing back', async () => {
    const message = ofLine(lineMessage())
    await deliver(message)
    const before = await count()
    await box.rows('delete from chat_seals')
    expect((await deliver(message)).status).toBe(200)
    expect(await count()).toBe(before)
    expect(await count('chat_seals')).toBe(0)
  })
})

describe('the check of an address by its platform', () => {
  const ask = (query: string) => app.request(`/webhooks/messenger?${query}`)
  it('echoes the challenge to who knows the token, and to nobody else', async () => {
    const good = await ask(
      'hub.mode=subscribe&hub.verify_token=the-kiem-tra&hub.challenge=1158201444',
    )
    expect([good.status, await good.text()]).toEqual([200, '1158201444'])
    for (const query of [
      '',
      'hub.mode=subscribe&hub.verify_token=sai&hub.challenge=1',
      'hub.verify_token=the-kiem-tra&hub.challenge=1',
      'hub.mode=subscribe&hub.verify_token=the-kiem-tra&hub.challenge=%3Cscript%3E',
    ]) {
      expect((await ask(query)).status).toBe(401)
    }
    expect((await app.request('/webhooks/zalo')).status).toBe(404)
  })
})
