import { afterEach, describe, expect, it, vi } from 'vitest'
import { newDataKey } from '../../src/seal/envelope.ts'
import { createKekOpener, createKekRing, type Kek, type WrappedKey } from '../../src/seal/kek.ts'
import { pairOf } from '../../src/seal/pair.ts'

const record = '0d3f9a52-1111-4222-8333-944455566677'
const otherRecord = '0d3f9a52-1111-4222-8333-944455566678'
const refused = { code: 'internal' }
const letter = await pairOf('X25519', newDataKey())
const letterKey = { version: 1, publicKey: letter.publicBytes }

async function wrapped(kek: Kek, dataKey: Uint8Array, of = record): Promise<WrappedKey> {
  return {
    kekId: kek.id,
    sealedKek: kek.sealed,
    keyVersion: kek.keyVersion,
    wrapped: await kek.wrap(dataKey, of),
    record: of,
  }
}

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe("the door's key-encryption key", () => {
  it('wraps data keys that the letter key opens', async () => {
    const kek = await createKekRing(letterKey).current()
    const opener = createKekOpener(new Map([[1, letter]]))
    for (const of of [record, otherRecord, crypto.randomUUID()]) {
      const dataKey = newDataKey()
      expect(await opener.unwrap(await wrapped(kek, dataKey, of))).toEqual(dataKey)
    }
  })

  it('is one for all letters of a minute, however many arrive at once, and another after it', async () => {
    let time = 1_000_000
    const ring = createKekRing(letterKey, { maxAgeMs: 60_000, now: () => time })
    const together = await Promise.all(Array.from({ length: 100 }, () => ring.current()))
    expect(new Set(together.map((kek) => kek.id)).size).toBe(1)
    const [first] = together
    time += 59_999
    expect((await ring.current()).id).toBe(first?.id)
    time += 1
    const second = await ring.current()
    expect(second.id).not.toBe(first?.id)
    expect(second.sealed).not.toEqual(first?.sealed)
  })

  it('is renewed when the clock goes back', async () => {
    let time = 1_000_000
    const ring = createKekRing(letterKey, { now: () => time })
    const first = await ring.current()
    time -= 1
    expect((await ring.current()).id).not.toBe(first.id)
  })

  it('is forgotten after a minute even if no further letter comes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    const ring = createKekRing(letterKey, { maxAgeMs: 60_000, now: () => 0 })
    const first = await ring.current()
    vi.advanceTimersByTime(59_999)
    expect((await ring.current()).id).toBe(first.id)
    vi.advanceTimersByTime(1)
    expect((await ring.current()).id).not.toBe(first.id)
  })

  it('shows nothing but its id, its sealed form and the way to wrap', async () => {
    const kek = await createKekRing(letterKey).current()
    expect(Object.keys(kek).sort()).toEqual(['id', 'keyVersion', 'sealed', 'wrap'])
  })

  it('is made anew after a failure, not remembered as failed', async () => {
    const ring = createKekRing(letterKey)
    vi.spyOn(crypto, 'randomUUID').mockImplementationOnce(() => {
      throw new Error('no entropy')
    })
    await expect(ring.current()).rejects.toThrow('no entropy')
    await expect(ring.current()).resolves.toMatchObject({ keyVersion: 1 })
  })
})

describe("the console's opener", () => {
  it('refuses a wrap moved to another record, key, version, or with any part changed', async () => {
    const kek = await createKekRing(letterKey).current()
    const other = await createKekRing(letterKey).current()
    const good = await wrapped(kek, newDataKey())
    const opener = createKekOpener(new Map([1, 2].map((version) => [version, letter])))
    await opener.unwrap(good)
    const flipped = (bytes: Uint8Array, at: number) => bytes.map((b, i) => (i === at ? b ^ 1 : b))
    const bad: WrappedKey[] = [
      { ...good, record: otherRecord },
      { ...good, keyVersion: 2 },
      { ...good, keyVersion: 3 },
      { ...good, kekId: other.id },
      { ...good, sealedKek: other.sealed },
      { ...good, sealedKek: flipped(good.sealedKek, 40) },
      { ...good, sealedKek: good.sealedKek.subarray(0, 20) },
      { ...good, sealedKek: new Uint8Array() },
      { ...good, kekId: other.id, sealedKek: other.sealed },
      { ...good, wrapped: flipped(good.wrapped, 20) },
      { ...good, wrapped: good.wrapped.subarray(1) },
    ]
    for (const changed of bad) {
      await expect(opener.unwrap(changed)).rejects.toMatchObject(refused)
    }
    await expect(opener.unwrap(good)).resolves.toHaveLength(32)
  })

  it('refuses with another letter key', async () => {
    const good = await wrapped(await createKekRing(letterKey).current(), newDataKey())
    const stranger = await pairOf('X25519', newDataKey())
    const opener = createKekOpener(new Map([[1, stranger]]))
    await expect(opener.unwrap(good)).rejects.toMatchObject(refused)
  })

  it('opens letters of an older key version beside the newer ones', async () => {
    const second = await pairOf('X25519', newDataKey())
    const opener = createKekOpener(
      new Map([
        [1, letter],
        [2, second],
      ]),
    )
    const ring = createKekRing({ version: 2, publicKey: second.publicBytes })
    for (const kek of [await createKekRing(letterKey).current(), await ring.current()]) {
      await expect(opener.unwrap(await wrapped(kek, newDataKey()))).resolves.toHaveLength(32)
    }
  })

  it('opens a KEK once while it remembers it, and remembers only so many', async () => {
    const keks = [
      await createKekRing(letterKey).current(),
      await createKekRing(letterKey).current(),
    ]
    const [a, b] = await Promise.all(keks.map((kek) => wrapped(kek, newDataKey())))
    if (!a || !b) throw new Error('two wraps were made')
    const diffieHellman = vi.spyOn(crypto.subtle, 'deriveBits')
    const exchanges = async (capacity: number) => {
      diffieHellman.mockClear()
      const opener = createKekOpener(new Map([[1, letter]]), { capacity })
      for (const one of [a, a, b, a]) await opener.unwrap(one)
      return diffieHellman.mock.calls.filter(([how]) => JSON.stringify(how).includes('X25519'))
        .length
    }
    expect(await exchanges(2)).toBe(2)
    expect(await exchanges(1)).toBe(3)
  })
})
