import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { toBase64 } from '../src/seal/bytes.ts'
import { openRoute } from '../src/seal/route.ts'
import { lineSecrets } from './channels/fixtures/line.ts'
import { encode, mail } from './channels/fixtures/mail.ts'
import { type Delivery, type OpenChats, ofLine, openChats, textTo } from './conversation/house.ts'
import { samples } from './support/files.ts'
import { ours } from './support/post.ts'
import { eventually } from './support/started.ts'
import { proxyTo, type Way } from './support/tcp-proxy.ts'
import { type OpenWorker, openWorker, withoutWorkerd } from './support/workerd.ts'

const missing = withoutWorkerd()

let house: OpenChats
let way: Way
let worker: OpenWorker
beforeAll(async () => {
  if (missing) return
  house = await openChats()
  way = await proxyTo(Number(new URL(house.letterboxUrl).port))
  worker = await openWorker(secretsWith(way.via(house.letterboxUrl)))
})
afterEach(async () => {
  if (missing) return
  await house.check()
  expect(house.failures).toEqual([])
  expect(worker.printed()).toEqual([])
})
afterAll(async () => {
  await worker?.close()
  await way?.close()
  await house?.close()
})

function secretsWith(databaseUrl: string): Record<string, string> {
  const { keys } = house
  const publicKey = (pair?: { publicBytes: Uint8Array }) =>
    toBase64(pair?.publicBytes ?? new Uint8Array())
  return {
    LETTERBOX_DATABASE_URL: databaseUrl,
    LETTER_PUBLIC_KEY: publicKey(keys.letter.get(keys.letterVersion)),
    RELAY_PUBLIC_KEY: publicKey(keys.relay.get(keys.relayVersion)),
    RECEIPT_PEPPER: toBase64(keys.pepper),
    MAIL_FROM: ours,
    LINE_CHANNEL_SECRET: lineSecrets.LINE_CHANNEL_SECRET,
  }
}

const count = async (table: string) =>
  Number((await house.rows(`select count(*) from ${table}`))[0]?.count)
const letter = (text: string) => ({
  area: 'ML-3',
  kind: 'comment',
  about: [{ official: house.ward.head }],
  text,
  use: 'record',
})
const keyed = (key: string = crypto.randomUUID()) => ({ 'idempotency-key': key })
const drop = (text: string, headers = keyed()) =>
  worker.json('/api/v1/feedback', letter(text), headers)
const deliver = ({ channel, body, headers }: Delivery) =>
  worker.request(`/webhooks/${channel}`, { method: 'POST', body, headers })
const to = 'gopy+ML-3@maylanh.example'
const mailOf = (id: string, body: string | Uint8Array, headers = {}) =>
  mail({ To: 'undisclosed:;', 'Message-ID': `<${id}@vidu.example>`, ...headers }, body)

/** The one feedback that was new, as a moderator reads it once the console has unpacked it. */
async function unpacked() {
  const known = await house.rows('select id from feedback')
  await house.unpack()
  const now = await house.rows('select id from feedback')
  const fresh = now.filter(({ id }) => !known.some((one) => one.id === id))
  expect(fresh).toHaveLength(1)
  return (await house.asks(`/api/v1/feedback/${fresh[0]?.id}`)).json()
}

describe.skipIf(missing)(`the Worker in workerd${missing ? ` (${missing})` : ''}`, () => {
  it('is small enough to be uploaded', () => {
    expect(worker.compressed).toBeLessThan(3_000_000)
  })

  it('takes the web form of a browser without JavaScript, with a picture, once', async () => {
    const shown = await (await worker.request('/k/ML-3/gui')).text()
    const key = /name="key" value="([^"]+)"/.exec(shown)?.[1] ?? ''
    const words = 'Mong bác nói nhỏ nhẹ hơn khi họp khu phố.'
    const send = () => {
      const form = new FormData()
      const fields = { kind: 'comment', key, official: house.ward.head, text: words, use: 'record' }
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      const picture = samples['image/jpeg'] ?? new Uint8Array()
      form.append('files', new File([picture], 'sân.jpg', { type: 'image/jpeg' }))
      return worker.request('/k/ML-3/gui', { method: 'POST', body: form })
    }
    const before = await count('letters')
    const pages = await Promise.all([send(), send()])
    expect(pages.map(({ status }) => status)).toEqual([201, 201])
    const [receipt, again] = await Promise.all(pages.map(async (page) => codeIn(await page.text())))
    expect(receipt).toMatch(/^\d{4}(-\d{4}){4}$/)
    expect(again).toBe(receipt)
    expect(await count('letters')).toBe(before + 1)

    const opened = await unpacked()
    expect(opened).toMatchObject({ channel: 'web', text: words, areaName: 'khu phố 3' })
    const [file] = opened.attachments
    expect(file).toMatchObject({ name: 'sân.jpg', type: 'image/jpeg' })
    const got = await house.asks(`/api/v1/feedback/${opened.id}/attachments/${file.id}`)
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(samples['image/jpeg'])
    const thread = await (await worker.json('/api/v1/thread', { receipt })).json()
    expect(thread.messages).toMatchObject([{ from: 'sender', text: words }])
  })

  it('takes a letter of the JSON API; a repeat gets the same answer, other words a refusal', async () => {
    const key = keyed()
    const before = await count('letters')
    const first = await drop('Bác làm việc tận tâm.', key)
    expect(first.status).toBe(201)
    const answers = [await drop('Bác làm việc tận tâm.', key), await drop('Khác.', key)]
    expect(answers.map(({ status }) => status)).toEqual([201, 409])
    expect(await answers[0]?.json()).toEqual(await first.json())
    expect(await count('letters')).toBe(before + 1)
    expect((await unpacked()).text).toBe('Bác làm việc tận tâm.')
  })

  it('takes a conversation in LINE, each event once', async () => {
    const person = `U${'cd'.repeat(16)}`
    const words = 'Bác trưởng khu phố họp hay muộn.'
    for (const said of ['chào', '2', '1', 'khu pho 3', 'truong khu pho', words, 'xong', 'gửi']) {
      const delivery = ofLine(person, said)
      const before = await count('chat_events')
      const statuses = [await deliver(delivery), await deliver(delivery)].map((a) => a.status)
      expect(statuses).toEqual([200, 200])
      expect(await count('chat_events')).toBe(before + 1)
      await house.talk.hear()
    }
    const receipt = /\d{4}(-\d{4}){4}/.exec(textTo(await house.said(), person).join('\n'))?.[0]
    const thread = await (await worker.json('/api/v1/thread', { receipt })).json()
    expect(thread.messages).toMatchObject([{ from: 'sender', text: words }])
    expect(await unpacked()).toMatchObject({ channel: 'line', text: words })
  })

  it('refuses what LINE did not sign, and keeps nothing of it', async () => {
    const before = await count('chat_events')
    const { channel, body, headers } = ofLine('Ukẻ lạ', 'giả')
    const forged = [
      { channel, body: body.replace('giả', 'thật'), headers },
      { channel, body, headers: { 'x-line-signature': `${'A'.repeat(43)}=` } },
      { channel, body, headers: {} },
    ]
    for (const one of forged) expect((await deliver(one)).status).toBe(401)
    expect((await deliver({ channel: 'zalo', body, headers })).status).toBe(404)
    expect(await count('chat_events')).toBe(before)
  })

  it('takes a mail in an old charset, once, and seals the bytes as they came', async () => {
    const words = 'Cầu thang chung cư không có đèn, bà con đi lại khó.'
    const raw = mailOf('thang', encode(words, 'windows-1258'), {
      Subject: '',
      'Content-Type': 'text/plain; charset=windows-1258',
      'Content-Transfer-Encoding': '8bit',
    })
    const before = await count('letters')
    const outcomes = [await worker.email(to, raw), await worker.email(to, raw)]
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['ok', 'ok'])
    expect(await count('letters')).toBe(before + 1)
    expect(await unpacked()).toMatchObject({ channel: 'email', area: 'ML-3', text: words })
    const [row] = await house.rows(
      `select s.record, s.bytes from seals s join letters l on l.id = s.record
       where s.field = 'original' and l.channel = 'email'`,
    )
    const { relay, relayVersion } = house.keys
    const relayKey = relay.get(relayVersion)
    if (!relayKey) throw new Error('unreachable')
    const binding = { record: row.record, field: 'original', keyVersion: relayVersion }
    const original = Buffer.from(await openRoute(relayKey, new Uint8Array(row.bytes), binding))
    expect(original.equals(Buffer.concat([Buffer.from(`Delivered-To: ${to}\r\n`), raw]))).toBe(true)
  })

  it('refuses what an isolate has no room for, and says so', async () => {
    const before = await count('letters')
    const data = 'A'.repeat(9 * 2 ** 20)
    const form = new FormData()
    form.append('files', new File([data], 'phim.mp4'))
    const page = await worker.request('/k/ML-3/gui', { method: 'POST', body: form })
    const attachments = [{ name: 'phim.mp4', type: 'video/mp4', data }]
    const answer = await worker.json('/api/v1/feedback', { ...letter('Phim.'), attachments })
    expect([page.status, answer.status]).toEqual([413, 413])
    const { rejectReason } = await worker.email(to, mailOf('to', data))
    expect(rejectReason).toContain('too large')
    expect(await count('letters')).toBe(before)
  })

  it('keeps no key from one letter to the next', async () => {
    const before = await count('key_encryption_keys')
    await drop('Một.')
    await drop('Hai.')
    expect(await count('key_encryption_keys')).toBe(before + 2)
    await house.unpack()
  })

  it('leaves no connection behind after 200 letters, twenty at a time', async () => {
    const before = await count('letters')
    const statuses = new Set<number>()
    const sender = async () => {
      for (let sent = 0; sent < 10; sent += 1) statuses.add((await drop('Khen tổ.')).status)
    }
    await Promise.all(Array.from({ length: 20 }, sender))
    expect([...statuses]).toEqual([201])
    expect(await count('letters')).toBe(before + 200)
    const connected = () =>
      count(`pg_stat_activity where application_name = 'ydan letterbox'
      and datname = current_database()`)
    expect(await eventually(connected, (left) => left === 0)).toBe(0)
  })
})

// The client asks first what a statement takes; only its values are the statement carried out.
const dropping = '"receiptHash"'
const dropsEvents = '"eventKey"'

describe.skipIf(missing)('a Worker whose database fails', () => {
  it.each(['lost', 'written'] as const)(
    '%s: answers 503, and the same letter again is one letter',
    async (form) => {
      const before = await count('letters')
      const key = keyed()
      const cut = way.cut(dropping, form)
      const refused = await drop('Đèn đường hỏng.', key)
      await cut
      expect(refused.status).toBe(503)
      expect(refused.headers.get('retry-after')).toBe('30')
      expect(await count('letters')).toBe(before + (form === 'written' ? 1 : 0))
      const [taken, again] = [
        await drop('Đèn đường hỏng.', key),
        await drop('Đèn đường hỏng.', key),
      ]
      expect([taken.status, again.status]).toEqual([201, 201])
      expect(await again.json()).toEqual(await taken.json())
      expect(await count('letters')).toBe(before + 1)
    },
  )

  it.each(['lost', 'written'] as const)(
    '%s: raises a mail and refuses an event; brought again each is one',
    async (form) => {
      const before = [await count('letters'), await count('chat_events')]
      const raw = mailOf(form, 'Ngõ ngập.')
      const event = ofLine(`U${'ef'.repeat(16)}`, form)
      const cuts = [way.cut(dropping, form)]
      expect((await worker.email(to, raw)).outcome).toBe('exception')
      cuts.push(way.cut(dropsEvents, form))
      expect((await deliver(event)).status).toBe(503)
      await Promise.all(cuts)
      expect((await worker.email(to, raw)).outcome).toBe('ok')
      expect((await deliver(event)).status).toBe(200)
      expect([await count('letters'), await count('chat_events')]).toEqual(before.map((n) => n + 1))
    },
  )

  it('that answers nothing at all: 503, and a mail is raised', async () => {
    way.silence(true)
    const answers = await Promise.all([
      drop('Im lặng.').then(({ status }) => status),
      worker.request('/k/ML-3/gui').then(({ status }) => status),
      deliver(ofLine('U1', 'alô')).then(({ status }) => status),
      worker.email(to, mailOf('im', 'Alô.')).then(({ outcome }) => outcome),
    ])
    way.silence(false)
    expect(answers).toEqual([503, 503, 503, 'exception'])
    expect((await worker.request('/readyz')).status).toBe(200)
  })

  it('that falls silent while it stores: 503, and the same event again is one event', async () => {
    const before = await count('chat_events')
    const event = ofLine(`U${'ef'.repeat(16)}`, 'chờ mãi')
    const stalled = way.stall(dropsEvents)
    const refused = await deliver(event)
    await stalled
    way.silence(false)
    expect(refused.status).toBe(503)
    expect((await deliver(event)).status).toBe(200)
    expect(await count('chat_events')).toBe(before + 1)
  })

  it('that is not there: the same; and a missing variable is named, and is no fault of the sender', async () => {
    const away = await openWorker(secretsWith('postgres://x:y@127.0.0.1:1/z'))
    const body = letter('Không có máy chủ.')
    const answer = await away.json('/api/v1/feedback', body)
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ code: 'unavailable' })
    expect((await away.email(to, mailOf('mat', 'Alô.'))).outcome).toBe('exception')
    await away.close()
    const { RECEIPT_PEPPER: _, ...without } = secretsWith(house.letterboxUrl)
    const lacking = await openWorker(without)
    const refused = await lacking.json('/api/v1/feedback', body)
    expect(refused.status).toBe(503)
    expect(await refused.text()).toContain('RECEIPT_PEPPER')
    await lacking.close()
  })
})

// The groups of the code on the page with the receipt.
const codeIn = (html: string) =>
  [...html.matchAll(/<span>(\d{4})<\/span>/g)].map(([, group]) => group).join('-')
