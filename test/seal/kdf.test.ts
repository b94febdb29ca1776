import { hexToBytes } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import { hkdf } from '../../src/seal/kdf.ts'

// RFC 5869, appendix A: test cases 1 to 3, those of SHA-256.
const cases = [
  {
    secret: '0b'.repeat(22),
    salt: '000102030405060708090a0b0c',
    use: 'f0f1f2f3f4f5f6f7f8f9',
    made: '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
  },
  {
    secret: range(0x00, 0x4f),
    salt: range(0x60, 0xaf),
    use: range(0xb0, 0xff),
    made: 'b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87',
  },
  {
    secret: '0b'.repeat(22),
    salt: '',
    use: '',
    made: '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
  },
]

describe('a key made from a secret (HKDF-SHA256)', () => {
  it.each(cases)('is the one that RFC 5869 prints: $made', ({ secret, salt, use, made }) => {
    const [from, salted, to, expected] = [secret, salt, use, made].map(hexToBytes) as Uint8Array[]
    if (!from || !salted || !to || !expected) throw new Error('unreachable')
    expect(hkdf(from, salted, to, expected.length)).toEqual(new Uint8Array(expected))
  })

  it('without a salt is the one with an empty salt', () => {
    const [secret, use] = [new Uint8Array(32).fill(3), new Uint8Array(5)]
    expect(hkdf(secret, null, use)).toEqual(hkdf(secret, new Uint8Array(), use))
  })

  it('is never longer than the standard allows', () => {
    const none = new Uint8Array()
    expect(hkdf(none, null, none, 255 * 32)).toHaveLength(8_160)
    expect(() => hkdf(none, null, none, 255 * 32 + 1)).toThrow()
  })
})

function range(first: number, last: number): string {
  const bytes = Array.from({ length: last - first + 1 }, (_, place) => first + place)
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
