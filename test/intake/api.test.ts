import { solveChallenge } from 'altcha-lib/v1'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { samples } from '../support/files.ts'
import { type OpenLetterbox, openLetterbox } from '../support/letterbox.ts'

let box: OpenLetterbox
beforeAll(async () => {
  box = await openLetterbox()
})
afterAll(() => box.close())
let visitor = 1
beforeEach(() => {
  visitor += 1
  box.comeFrom(`192.0.2.${visitor}`)
})

const path = '/api/v1/feedback'
const letter = () => ({
  area: 'ML-3',
  kind: 'praise',
  about: [{ official: box.ward.head }],
  text: 'Bác trưởng khu phố giúp bà con dọn kênh sau bão.',
  use: 'record',
})
const encoded = (type: string) => ({
  name: 'tệp',
  type,
  data: Buffer.from(samples[type] ?? []).toString('base64'),
})
const count = async () => Number((await box.rows('select count(*) from letters'))[0]?.count)

describe('sending a letter', () => {
  it('answers receipt, number, digest and days once it is stored', async () => {
    const before = await count()
    const answer = await box.post(path, letter())
    expect(answer.status).toBe(201)
    expect(await answer.json()).toEqual({
      receipt: expect.stringMatching(/^\d{4}(-\d{4}){4}$/),
      number: expect.stringMatching(/^\d{4}\/\d{4}$/),
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      comeBack: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    })
    expect(await count()).toBe(before + 1)
  })

  it('answers a repeat with the same 201, and the same key with other words with 409', async () => {
    const headers = { 'idempotency-key': crypto.randomUUID() }
    const body = { ...letter(), attachments: [encoded('image/png')] }
    const first = await (await box.post(path, body, headers)).json()
    const before = await count()
    const again = await box.post(path, body, headers)
    expect(again.status).toBe(201)
    expect(await again.json()).toEqual(first)
    expect((await box.post(path, { ...body, text: 'Khác.' }, headers)).status).toBe(409)
    expect((await box.post(path, { ...body, attachments: [] }, headers)).status).toBe(409)
    expect(await count()).toBe(before)
  })

  it('is marked when it brings proof of work, and taken without', async () => {
    const { algorithm, challenge, maxnumber, salt, signature } = await (
      await box.app.request('/api/v1/challenge')
    ).json()
    const number = (await solveChallenge(challenge, salt, algorithm, maxnumber).promise)?.number
    const altcha = btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }))
    await box.post(path, letter(), { altcha })
    const newest =
      'select proof, held from letters where entry_seq = (select max(entry_seq) from letters)'
    expect(await box.rows(newest)).toEqual([{ proof: true, held: false }])
    await box.post(path, letter(), { altcha })
    expect(await box.rows(newest)).toEqual([{ proof: false, held: false }])
  })

  it('is held, not refused, when too many come from one address', async () => {
    for (let sent = 0; sent < 11; sent += 1)
      expect((await box.post(path, letter())).status).toBe(201)
    const newest = 'select held from letters where entry_seq = (select max(entry_seq) from letters)'
    expect(await box.rows(newest)).toEqual([{ held: true }])
  })

  it('names each wrong field and stores nothing', async () => {
    const before = await count()
    const long = 'ố'.repeat(10_001)
    const wrong: [string, object][] = [
      ['area', { area: undefined }],
      ['area', { area: 'KHONG-CO' }],
      ['area', { area: 'ML-9' }],
      ['area', { area: 'ML\u0000' }],
      ['kind', { kind: 'denunciation' }],
      ['text', { text: undefined }],
      ['text', { text: ' \n ' }],
      ['text', { text: long }],
      ['text', { text: 7 }],
      ['use', { use: undefined }],
      ['observedOn', { observedOn: '2026-02-31' }],
      ['observedOn', { observedOn: '2999-01' }],
      ['place', { place: 'moon' }],
      ['about.0', { about: [{ official: box.ward.elsewhere }] }],
      ['about.0', { about: [{}] }],
      ['about', { about: 'ai đó' }],
      [
        'contact.consent',
        { contact: { channel: 'phone', address: '0900 000 222', consent: false } },
      ],
      ['attachments.0', { attachments: [{ ...encoded('image/png'), type: 'application/pdf' }] }],
      ['attachments.0', { attachments: [{ name: 'a', type: 'image/png', data: '' }] }],
      ['attachments.0.data', { attachments: [{ name: 'a', type: 'image/png', data: '%%%%' }] }],
    ]
    for (const [field, change] of wrong) {
      const answer = await box.post(path, { ...letter(), ...change })
      const body = await answer.json()
      expect(answer.status, JSON.stringify(change)).toBe(400)
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      expect(
        body.errors?.map((e: { path: string }) => e.path),
        JSON.stringify(change),
      ).toContain(field)
    }
    expect(await count()).toBe(before)
  })

  it('asks for no identity before custodians exist', async () => {
    const answer = await box.post(path, { ...letter(), identity: { name: 'Người Thử' } })
    expect(answer.status).toBe(409)
  })

  it('keeps odd characters of a text as they were written', async () => {
    const text = 'nghie\u0302\u0323ng \u202eđảo\u202c \u0000 👍🏽 <b>đậm</b> \ud800'
    const { receipt } = await (await box.post(path, { ...letter(), text })).json()
    const thread = await (await box.post('/api/v1/thread', { receipt })).json()
    expect(thread.messages[0].text).toBe(text.toWellFormed())
  })
})

describe('a hostile body', () => {
  it('is refused when it is not JSON, too deep, or not called JSON', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    for (const body of [
      '',
      '{',
      'null',
      '[]',
      '"x"',
      deep,
      `{"about":${deep}}`,
      '{"area":"ML-3"',
    ]) {
      expect((await box.post(path, body)).status, body.slice(0, 20)).toBe(400)
    }
    expect((await box.post(path, letter(), { 'content-type': 'text/plain' })).status).toBe(415)
  })

  it('is refused above 30 MiB, announced or not, and files above 20 MiB', async () => {
    const announced = { 'content-length': String(40 * 2 ** 20) }
    expect((await box.post(path, '{}', announced)).status).toBe(413)
    const endless = new ReadableStream({
      pull: (stream) => stream.enqueue(new Uint8Array(2 ** 20).fill(0x20)),
    })
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, duplex: 'half' }
    const request = new Request(`http://x${path}`, { ...init, body: endless } as RequestInit)
    expect((await box.app.request(request)).status).toBe(413)
    const data = Buffer.alloc(21 * 2 ** 20).toString('base64')
    const large = { ...letter(), attachments: [{ name: 'a', type: 'image/png', data }] }
    expect((await box.post(path, large)).status).toBe(413)
    expect((await box.post('/api/v1/thread', { receipt: 'x'.repeat(300_000) })).status).toBe(413)
  })

  it('made of brackets, commas or parts by the million is refused before it is parsed', async () => {
    const many = 'x,'.repeat(5000)
    const modest = { ...letter(), text: `"\\\\" [[[{{{ ${many.slice(0, 9000)}` }
    expect((await box.post(path, modest)).status).toBe(201)
    for (const body of ['['.repeat(2 ** 23), `[${'0,'.repeat(5000)}0]`, '"\\']) {
      expect((await box.post(path, body)).status).toBe(400)
    }
    const form = (type: string, body: string) =>
      box.app.request('/k/ML-3/gui', { method: 'POST', headers: { 'content-type': type }, body })
    const part = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'
    const parts = `${part.repeat(200)}--x--\r\n`
    expect((await form('multipart/form-data; boundary=x', parts)).status).toBe(400)
    const fields = 'a=&'.repeat(100_000)
    expect((await form('application/x-www-form-urlencoded', fields)).status).toBe(413)
  })

  it('that breaks off half-way stores nothing', async () => {
    const broken = new ReadableStream({
      start(stream) {
        stream.enqueue(new TextEncoder().encode('{"area":'))
        stream.error(new Error('gone'))
      },
    })
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, duplex: 'half' }
    const request = new Request(`http://x${path}`, { ...init, body: broken } as RequestInit)
    expect((await box.app.request(request)).status).toBe(400)
  })
})

describe('a thread', () => {
  it('is read, written to and acted on by its receipt', async () => {
    const { receipt, number } = await (await box.post(path, letter())).json()
    const messages = '/api/v1/thread/messages'
    expect((await box.post(messages, { receipt, text: 'Thêm một chút.' })).status).toBe(201)
    const withdrawn = await box.post(messages, { receipt, act: 'withdraw' })
    expect(withdrawn.status).toBe(201)
    const thread = await (await box.post('/api/v1/thread', { receipt })).json()
    expect(thread).toMatchObject({
      number,
      state: 'withdrawn',
      messages: [{ from: 'sender' }, { text: 'Thêm một chút.' }],
    })
    for (const wrong of [
      { receipt, act: 'explode' },
      { receipt },
      { receipt, act: 'reopen', text: 'x' },
      {},
    ]) {
      expect((await box.post(messages, wrong)).status).toBe(400)
    }
  })

  it('takes a message once however often it is sent, and refuses acts that mean nothing now', async () => {
    const { receipt } = await (await box.post(path, letter())).json()
    const messages = '/api/v1/thread/messages'
    const headers = { 'idempotency-key': crypto.randomUUID() }
    const say = (text: string) => box.post(messages, { receipt, text }, headers)
    expect((await say('Gửi hai lần.')).status).toBe(201)
    expect((await say('Gửi hai lần.')).status).toBe(201)
    expect((await say('Lời khác.')).status).toBe(409)
    const { messages: kept } = await (await box.post('/api/v1/thread', { receipt })).json()
    expect(kept.map(({ text }: { text: string }) => text).slice(1)).toEqual(['Gửi hai lần.'])
    expect((await box.post(messages, { receipt, act: 'reopen' })).status).toBe(409)
    expect((await box.post(messages, { receipt, act: 'exposes-me' })).status).toBe(409)
    expect((await box.post(messages, { receipt, act: 'withdraw' })).status).toBe(201)
    expect((await box.post(messages, { receipt, act: 'withdraw' })).status).toBe(409)
  })

  it('answers unknown and malformed receipts with one and the same 404', async () => {
    const answers = await Promise.all(
      ['1111-2222-3333-4444-5555', 'x', '', '1'.repeat(21)].map(async (receipt) => {
        const answer = await box.post('/api/v1/thread', { receipt })
        return { status: answer.status, body: await answer.text() }
      }),
    )
    expect(answers[0]?.status).toBe(404)
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
  })

  it('makes an address wait after twenty wrong receipts, others not', async () => {
    const wrong = () => box.post('/api/v1/thread', { receipt: '1' })
    for (let tried = 0; tried < 20; tried += 1) expect((await wrong()).status).toBe(404)
    const refused = await wrong()
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    box.comeFrom('192.0.2.250')
    expect((await wrong()).status).toBe(404)
  })
})

describe('what is public', () => {
  it('is the area tree, one area, and officials post first', async () => {
    const get = async (at: string) => (await box.app.request(at)).json()
    const { items } = await get('/api/v1/areas')
    expect(items).toMatchObject([{ code: 'GN' }, { code: 'ML', children: [{ code: 'ML-3' }] }])
    expect(await get('/api/v1/areas/ML-9')).toMatchObject({ closed: true, successor: 'ML-3' })
    const found = await get('/api/v1/officials?area=ML-3&q=song')
    expect(found.items).toEqual([
      { official: box.ward.head, name: 'Trần Văn Sóng', post: 'Trưởng khu phố 3', area: 'ML-3' },
    ])
    expect((await box.app.request('/api/v1/officials')).status).toBe(400)
    expect((await box.app.request('/api/v1/officials?area=X')).status).toBe(404)
    expect((await box.app.request('/api/v1/areas/%00')).status).toBe(404)
    expect((await box.app.request('/api/v1/officials?area=ML&q=%00%25')).status).toBe(200)
  })

  it('refuses letters under 5 % free disk', async () => {
    await box.rows(`insert into conditions (name, reading) values ('disk', '{"free": 0.04}')`)
    const answer = await box.post(path, letter())
    await box.rows(`delete from conditions`)
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).not.toBeNull()
  })
})
