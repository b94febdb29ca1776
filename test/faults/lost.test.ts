import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { caller } from '../support/client.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { type LetterboxProcess, letterboxProcess, pepper } from '../support/door-process.ts'
import { checkInvariants } from '../support/invariants.ts'
import { type Acknowledged, letter } from '../support/load.ts'
import { proxyTo, type Way } from '../support/tcp-proxy.ts'
import { makeWard, type Ward } from '../support/ward.ts'
import { ask, checkHalves, checkStored } from '../support/whole.ts'

// P2 at the public door: the way to the database is cut before a letter was written, or after.
const callers = caller(16)
let database: FreshDatabase
let proxy: Way
let letterbox: LetterboxProcess
let ward: Ward

beforeAll(async () => {
  database = await freshDatabase()
  ward = await makeWard(database.ownerUrl)
  proxy = await proxyTo(Number(new URL(database.letterboxUrl).port))
  letterbox = await letterboxProcess(proxy.via(database.letterboxUrl))
})

beforeEach(() => {
  expect(letterbox.isAlive(), letterbox.said()).toBe(true)
})

afterAll(async () => {
  callers.close()
  expect(letterbox.isAlive(), letterbox.said()).toBe(true)
  await letterbox.stop()
  await proxy.close()
  await database.drop()
})

function send(key: string, text = `Đường vào khu phố lầy lội. ${key}`) {
  const body = letter({ area: ward.quarter, official: ward.head }, text)
  const headers = { 'idempotency-key': key }
  return callers.ask(letterbox.port, '/api/v1/feedback', { body, headers })
}

const lettersNow = async () =>
  Number(
    (await ask<{ count: string }>(database.ownerUrl, 'select count(*) from letters'))[0]?.count,
  )

async function isOneWhole(key: string, answer: { body: unknown }) {
  const given = answer.body as Omit<Acknowledged, 'key' | 'body'>
  await checkStored(database.ownerUrl, pepper, [{ key, body: {}, ...given }])
  await checkHalves(database.ownerUrl)
  await checkInvariants(database.ownerUrl)
}

describe('a letter whose way to the database is cut', () => {
  for (const form of ['lost', 'written'] as const) {
    it(`is refused when it was ${form}, and one letter when it is sent again`, async () => {
      const [key, before] = [randomUUID(), await lettersNow()]
      const cut = proxy.cut('door.drop_letters', form)
      const first = await send(key)
      await cut
      expect(first).toMatchObject({ status: 503, body: { code: 'unavailable' } })
      expect(Number(first.headers['retry-after'])).toBeGreaterThan(0)
      expect(await lettersNow()).toBe(before + (form === 'written' ? 1 : 0))
      const second = await send(key)
      expect(second.status).toBe(201)
      expect((await send(key)).body).toEqual(second.body)
      expect(await lettersNow()).toBe(before + 1)
      await isOneWhole(key, second)
      const other = await send(key, 'Một thư khác hẳn dưới cùng một khóa.')
      expect(other.status).toBe(409)
    })

    it(`does not harm the others of its batch when they were ${form}`, async () => {
      const [keys, before] = [Array.from({ length: 12 }, () => randomUUID()), await lettersNow()]
      const cuts = [1, 2, 3].map(() => proxy.cut('door.drop_letters', form))
      const answers = await Promise.all(keys.map((key) => send(key)))
      await Promise.all(cuts)
      expect(answers.filter(({ status }) => ![201, 503].includes(status))).toEqual([])
      const again = await Promise.all(keys.map((key) => send(key)))
      for (const [place, answer] of again.entries()) {
        expect(answer.status).toBe(201)
        if (answers[place]?.status === 201) expect(answer.body).toEqual(answers[place]?.body)
        await isOneWhole(keys[place] ?? '', answer)
      }
      expect(await lettersNow()).toBe(before + keys.length)
    })

    it(`is refused as well when only looking up its area was ${form}`, async () => {
      const before = await lettersNow()
      const cut = proxy.cut('door.area(', form)
      const key = randomUUID()
      expect((await send(key)).status).toBe(503)
      await cut
      expect(await lettersNow()).toBe(before)
    })

    it(`takes back an act of the sender that was ${form}, and it can be repeated`, async () => {
      const key = randomUUID()
      const { receipt } = (await send(key)).body as { receipt: string }
      const act = { receipt, act: 'withdraw' }
      const cut = proxy.cut('door.sender_act', form)
      const first = await callers.ask(letterbox.port, '/api/v1/thread/messages', { body: act })
      await cut
      expect(first.status).toBe(503)
      await callers.ask(letterbox.port, '/api/v1/thread/messages', { body: act })
      const thread = await callers.ask(letterbox.port, '/api/v1/thread', { body: { receipt } })
      expect(thread.body).toMatchObject({ state: 'withdrawn' })
      await checkInvariants(database.ownerUrl)
    })
  }
})

describe('a database that is switched off without a word', () => {
  it('keeps nobody waiting for more than five seconds, however many wait', async () => {
    const before = await lettersNow()
    await Promise.all(Array.from({ length: 8 }, () => send(randomUUID())))
    proxy.silence(true)
    const answers = await Promise.all(Array.from({ length: 12 }, () => send(randomUUID())))
    proxy.silence(false)
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503))
    const key = randomUUID()
    expect((await send(key)).status).toBe(201)
    expect(await lettersNow()).toBe(before + 9)
  })

  it('not even when it goes while letters are being stored', async () => {
    const keys = Array.from({ length: 12 }, () => randomUUID())
    const stalled = proxy.stall('door.drop_letters')
    const answers = await Promise.all(keys.map((key) => send(key)))
    await stalled
    proxy.silence(false)
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503))
    // What the server still holds of the first tries may cost a second round of 503; never a letter.
    const persistent = async (key: string) => {
      for (let tried = 1; ; tried += 1) {
        const answer = await send(key)
        if (answer.status !== 503 || tried === 3) return answer
      }
    }
    const again = await Promise.all(keys.map(persistent))
    expect(again.map(({ status }) => status)).toEqual(again.map(() => 201))
    await checkHalves(database.ownerUrl)
  })
})
