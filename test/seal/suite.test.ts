import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core'
import { describe, expect, it } from 'vitest'
import { scriptCurve } from '../../src/seal/curve.ts'
import { openFor, sealerFor, sealFor, suite } from '../../src/seal/hpke.ts'
import { pairOf } from '../../src/seal/pair.ts'

// The library alone: what sealed and opened everything before Node's own cryptography did.
const library = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
})
const words = new TextEncoder().encode('Bà con tổ 7 gửi')
const [info, row] = [Uint8Array.of(1, 2), Uint8Array.of(3)]
const secret = new Uint8Array(32).fill(5)

describe('a seal (HPKE, RFC 9180)', () => {
  const curves = { here: suite, 'the library alone': library, JavaScript: scriptCurve().suite }
  for (const [from, sealing] of Object.entries(curves)) {
    for (const [to, opening] of Object.entries(curves)) {
      it(`made by ${from} is opened by ${to}`, async () => {
        const of =
          to === 'JavaScript' ? scriptCurve().pairOf : (s: Uint8Array) => pairOf('X25519', s)
        const pair = await of(secret)
        // A key of one kind of curve is no key of the other; its 32 bytes are.
        const sealed = await sealFor(pair.publicBytes, words, info, row, sealing)
        expect(await openFor(pair, sealed, info, row, opening)).toEqual(words)
        await expect(openFor(pair, sealed, row, row, opening)).rejects.toThrow()
        await expect(openFor(pair, sealed, info, info, opening)).rejects.toThrow()
      })
    }
  }

  it('of two letters to the same person shares no byte of its key', async () => {
    const { publicBytes } = await pairOf('X25519', secret)
    const [one, two] = await Promise.all([1, 2].map(() => sealFor(publicBytes, words, info, row)))
    expect(one?.subarray(1, 33)).not.toEqual(two?.subarray(1, 33))
  })

  it('is not made for a key that is no point of the curve', async () => {
    await expect(sealFor(new Uint8Array(32), words, info, row)).rejects.toThrow()
  })

  for (const [to, opening] of Object.entries(curves)) {
    it(`of several made together is opened alone by ${to}, for its own row only`, async () => {
      const pair = to === 'JavaScript' ? await scriptCurve().pairOf(secret) : await usualPair()
      const seal = await sealerFor(pair.publicBytes, info)
      const [one, two] = [await seal(words, row), await seal(words, info)]
      expect(one.subarray(33)).not.toEqual(two.subarray(33))
      expect(await openFor(pair, one, info, row, opening)).toEqual(words)
      expect(await openFor(pair, two, info, info, opening)).toEqual(words)
      await expect(openFor(pair, one, info, info, opening)).rejects.toThrow()
      await expect(openFor(pair, one, row, row, opening)).rejects.toThrow()
      for (const place of [0, 1, 33, 34, one.length - 1]) {
        const flipped = one.map((byte, at) => (at === place ? byte ^ 4 : byte))
        await expect(openFor(pair, flipped, info, row, opening)).rejects.toThrow()
      }
    })
  }
})

const usualPair = () => pairOf('X25519', secret)
