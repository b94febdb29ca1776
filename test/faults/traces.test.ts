import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, caller, NoAnswer } from '../support/client.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { type LetterboxProcess, letterboxProcess } from '../support/door-process.ts'
import { counted } from '../support/figures.ts'
import { openLetterbox } from '../support/letterbox.ts'
import { dumpOf, formsOf, foundIn } from '../support/planted.ts'
import { proxyTo, type Way } from '../support/tcp-proxy.ts'
import { makeWard, type Ward } from '../support/ward.ts'
import { ask } from '../support/whole.ts'

// P12: where a sender writes from, and on what, is nowhere afterwards: every route, errors too.
const canaries = {
  address: '203.0.113.177',
  agent: 'Cục-gạch/7.7 (NokiaChim; Tổ 4)',
  referrer: 'https://chim-hoang-yen.example/duong-den',
  language: 'gsw-u-canary',
  device: 'Máy của Tám Mận',
}
const trace: Record<string, string> = {
  'x-forwarded-for': canaries.address,
  'x-real-ip': canaries.address,
  forwarded: `for=${canaries.address}`,
  'user-agent': encodeURIComponent(canaries.agent),
  referer: canaries.referrer,
  origin: new URL(canaries.referrer).origin,
  'accept-language': canaries.language,
  'sec-ch-ua-model': encodeURIComponent(canaries.device),
  cookie: `canary=${encodeURIComponent(canaries.device)}`,
}
const words = [
  ...Object.values(canaries),
  trace['user-agent'] ?? '',
  'chim-hoang-yen',
  '203.0.113.0',
]
const callers = caller(4)
const answers: Answer[] = []
let database: FreshDatabase
let letterbox: LetterboxProcess
let way: Way
let ward: Ward

beforeAll(async () => {
  database = await freshDatabase()
  ward = await makeWard(database.ownerUrl)
  way = await proxyTo(Number(new URL(database.letterboxUrl).port))
  letterbox = await letterboxProcess(way.via(database.letterboxUrl), {
    TRUST_PROXY: '1',
    LOG_LEVEL: 'debug',
  })
})

afterAll(async () => {
  callers.close()
  await letterbox.stop()
  await way.close()
  await database.drop()
})

async function visit(method: string, path: string, body?: unknown, headers = {}) {
  try {
    const asked = { method, body, headers: { ...trace, ...headers } }
    answers.push(await callers.ask(letterbox.port, path, asked))
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
  }
}

/** Every route the letterbox has, a few times: as it should be asked, wrongly, and malformed. */
async function visitAll() {
  const letter = { area: ward.quarter, kind: 'praise', text: 'Bác trưởng khu phố chu đáo.' }
  const whole = { ...letter, about: [{ official: ward.head }], use: 'record' }
  for (const { method, path } of await routes()) {
    const at = path
      .replace(':area', ward.quarter)
      .replace(':code', ward.quarter)
      .replace(/:\w+/g, 'khieu-nai')
      .replace('/*', '/khong-co')
    const methods = method === 'ALL' ? ['GET', 'POST', 'PUT', 'DELETE'] : [method]
    for (const one of methods) {
      await visit(one, at)
      await visit(one, `${at}?area=${ward.quarter}&lang=en&receipt=1`)
      if (one !== 'POST') continue
      const form = { 'content-type': 'application/x-www-form-urlencoded' }
      for (const body of [whole, letter, { receipt: '1'.repeat(20) }, 'không phải JSON', null]) {
        await visit(one, at, body)
        await visit(one, at, body, form)
        await visit(one, at, body, { 'content-type': 'multipart/form-data; boundary=x' })
      }
    }
  }
  await visit('GET', '/khong-co-trang-nay')
  await visit('POST', '/api/v1/thread', { receipt: 'x'.repeat(300_000) })
}

async function routes(): Promise<{ method: string; path: string }[]> {
  const open = await openLetterbox()
  const known = open.app.routes.filter(({ path }) => path !== '/*')
  await open.close()
  return [...new Map(known.map((route) => [`${route.method} ${route.path}`, route])).values()]
}

describe('a sender', () => {
  it('leaves no trace of network or device on any route, whatever goes wrong', async () => {
    await visitAll()
    way.silence(true)
    await visit('POST', '/api/v1/thread', { receipt: '1'.repeat(20) })
    way.silence(false)
    await way.close()
    await visitAll()
    const statuses = new Set(answers.map(({ status }) => status))
    for (const status of [200, 201, 400, 404, 413, 415, 503])
      expect([...statuses]).toContain(status)
    const [letters] = await ask<{ count: number }>(
      database.ownerUrl,
      'select count(*)::int as count from letters',
    )
    expect(letters?.count).toBeGreaterThan(0)

    const said = answers.map(({ text, headers }) => `${JSON.stringify(headers)} ${text}`)
    const forms = words.flatMap(formsOf)
    expect(said.filter((one) => forms.some((form) => one.includes(form)))).toEqual([])
    expect(forms.filter((form) => letterbox.said().includes(form))).toEqual([])
    const dump = await dumpOf(database.ownerUrl)
    expect(words.flatMap((one) => foundIn(dump, one))).toEqual([])
    expect(said.filter((one) => /set-cookie/i.test(one))).toEqual([])
    counted('P12', { answers: answers.length, found: 0 })
  }, 120_000)

  it('leaves no clock: only the day is in what a letter wrote', async () => {
    const dump = await dumpOf(database.ownerUrl)
    const bySender = ['threads', 'letters', 'attachments', 'data_keys', 'seals', 'consents']
    const now = new Date().toISOString()
    for (const table of [...bySender, 'sender_acts', 'key_encryption_keys', 'custody_entries']) {
      const rows = (dump.get(`public.${table}`) ?? []).join('\n')
      expect(rows, table).not.toContain(now.slice(0, 14))
      expect(rows, table).not.toContain(now.slice(0, 14).replace('T', ' '))
      // Version 7 identifiers begin with the milliseconds since 1970.
      const ids = rows.match(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? []
      const known = new Set([ward.front, ward.province, ward.neighbour, ward.head])
      expect(
        ids.filter((id) => !known.has(id)),
        table,
      ).toEqual([])
    }
  })
})
