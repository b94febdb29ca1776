import { createHmac, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatReceipt,
  fromIdempotencyKey,
  newReceipt,
  newSending,
  parseReceipt,
  receiptHash,
  receiptKeys,
  receiptLocks,
} from '../../src/seal/receipt.ts'

const pepper = new Uint8Array(32).fill(7)
const otherPepper = new Uint8Array(32).fill(8)
const digits = '48210937551622047730'
const uuid = '7d9f2c1e-55aa-4b0c-8f2e-0123456789ab'
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const hmac = (key: Uint8Array, ...parts: (string | Uint8Array)[]) => {
  const mac = createHmac('sha256', key)
  for (const part of parts) mac.update(part)
  return mac.digest()
}

describe('the locks of a receipt', () => {
  it('are those its keys open, without the private half', async () => {
    for (const receipt of [digits, newReceipt(), newReceipt()]) {
      const { publicBytes, wrapKey } = await receiptKeys(pepper, receipt)
      expect(await receiptLocks(pepper, receipt)).toEqual({ publicBytes, wrapKey })
    }
  })
})

describe('a receipt as people write it', () => {
  it('is printed in five groups of four', () => {
    expect(formatReceipt(digits)).toBe('4821-0937-5516-2204-7730')
  })

  it('is understood with spaces, hyphens, dots, full-width digits and invisible marks anywhere', () => {
    const noise = fc.constantFrom(
      '',
      ' ',
      '-',
      '–',
      '—',
      '‑',
      '−',
      '.',
      '·',
      '_',
      '\u00a0',
      '\u200b',
    )
    const noises = fc.array(fc.array(noise, { maxLength: 3 }), { minLength: 21, maxLength: 21 })
    const typed = fc.record({ noises, wide: fc.boolean() })
    fc.assert(
      fc.property(typed, ({ noises, wide }) => {
        const receipt = newReceipt()
        const shown = [...receipt].map((d) => (wide ? String.fromCodePoint(0xff10 + Number(d)) : d))
        const text = noises.map((some, at) => some.join('') + (shown[at] ?? '')).join('')
        expect(parseReceipt(text)).toBe(receipt)
      }),
    )
    expect(parseReceipt(`\ufeff${formatReceipt(digits)}\r\n`)).toBe(digits)
  })

  it('is nothing else: too short, too long, letters, other numerals, huge', () => {
    const wrong = [
      '',
      '-',
      digits.slice(1),
      `${digits}1`,
      `${digits.slice(1)}O`,
      `${digits} x`,
      '٤٨٢١٠٩٣٧٥٥١٦٢٢٠٤٧٧٣٠',
      '๔๘๒๑๐๙๓๗๕๕๑๖๒๒๐๔๗๗๓๐',
      '4821/0937/5516/2204/7730',
      '-48210937551622047,730',
      ' '.repeat(1_000_000) + digits,
      `${digits}\0`,
    ]
    for (const text of wrong) expect(parseReceipt(text), text.slice(0, 40)).toBeNull()
  })
})

describe('a new receipt', () => {
  it('has every digit equally often, and never comes twice', () => {
    const receipts = Array.from({ length: 20_000 }, newReceipt)
    expect(new Set(receipts).size).toBe(receipts.length)
    for (const receipt of receipts) expect(receipt).toMatch(/^[0-9]{20}$/)
    const counts = Array.from({ length: 10 }, () => 0)
    for (const digit of receipts.join('')) counts[Number(digit)] = (counts[Number(digit)] ?? 0) + 1
    const expected = (receipts.length * 20) / 10
    // Chi-square with 9 degrees of freedom: above 60 once in 10^9; `byte % 10` alone gives about 150.
    const distance = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    expect(distance).toBeLessThan(60)
  })
})

describe('what is stored of a receipt', () => {
  it('is HMAC-SHA256 of the labelled digits under the pepper', () => {
    const message = `"ydan receipt hash v1"\0"${digits}"\0`
    expect(hex(receiptHash(pepper, digits))).toBe(hmac(pepper, message).toString('hex'))
    expect(receiptHash(pepper, digits)).toHaveLength(32)
    expect(receiptHash(otherPepper, digits)).not.toEqual(receiptHash(pepper, digits))
  })

  it('is of no use for the keys: HKDF continued from the stored hash gives other keys', async () => {
    const { wrapKey } = await receiptKeys(pepper, digits)
    const stored = receiptHash(pepper, digits)
    const info = '"data key wrap"\0'
    const extracted = hmac(pepper, `"ydan receipt keys v1"\0"${digits}"\0`)
    expect(hex(wrapKey)).toBe(hmac(extracted, info, Uint8Array.of(1)).toString('hex'))
    expect(hex(wrapKey)).not.toBe(hmac(stored, info, Uint8Array.of(1)).toString('hex'))
  })

  it('refuses digits that were not parsed and a pepper of the wrong length', async () => {
    for (const text of ['4821-0937-5516-2204-7730', digits.slice(1), '']) {
      expect(() => receiptHash(pepper, text)).toThrow(expect.objectContaining({ code: 'internal' }))
      await expect(receiptKeys(pepper, text)).rejects.toMatchObject({ code: 'internal' })
    }
    const short = new Uint8Array(31)
    expect(() => receiptHash(short, digits)).toThrow(expect.objectContaining({ code: 'internal' }))
  })
})

describe('the keys of a receipt', () => {
  it('are the same each time, for this receipt and pepper only', async () => {
    const [once, again] = [await receiptKeys(pepper, digits), await receiptKeys(pepper, digits)]
    expect(again.wrapKey).toEqual(once.wrapKey)
    expect(again.publicBytes).toEqual(once.publicBytes)
    const otherDigits = await receiptKeys(pepper, '48210937551622047731')
    const otherSalt = await receiptKeys(otherPepper, digits)
    for (const other of [otherDigits, otherSalt]) {
      expect(other.wrapKey).not.toEqual(once.wrapKey)
      expect(other.publicBytes).not.toEqual(once.publicBytes)
    }
  })

  it('stay what they were in the first version, or every receipt handed out would be dead', async () => {
    const { wrapKey, publicBytes } = await receiptKeys(pepper, digits)
    const sending = fromIdempotencyKey(pepper, uuid)
    const body = new TextEncoder().encode('{"text":"Khen bác Tổ trưởng"}')
    expect({
      hash: hex(receiptHash(pepper, digits)),
      wrapKey: hex(wrapKey),
      publicBytes: hex(publicBytes),
      receipt: sending.receipt,
      commitmentSalt: hex(sending.commitmentSalt),
      bodyTag: hex(await sending.bodyTag(body)),
    }).toMatchInlineSnapshot(`
      {
        "bodyTag": "6d646500d2d668ef715be73dfd2990447edff0dd160e0940c1ff024592c31a19",
        "commitmentSalt": "2bfd6540d9c125b4376a6bf6ae6c7f3b4fae7ca63a10d4da8fe05f0539fc6e26",
        "hash": "af4c6619e2f5ca9af97074a711c3e418d1fbc3eb44a0d09322212ea6ff5c3ab1",
        "publicBytes": "e7b15186a64c87942f55082d45ba4e5c2c231b8474f19ebe2764163a453e8f1e",
        "receipt": "80334167015265285797",
        "wrapKey": "5b669e0bd8ae98a76c6f95bda66d7340a020884a928efea2263a4624423aff4c",
      }
    `)
  })
})

describe('an Idempotency-Key', () => {
  it('gives the same receipt, salt and body tag each time, in either case of letters', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uuid(), fc.uint8Array(), async (key, body) => {
        const one = fromIdempotencyKey(pepper, key)
        const two = fromIdempotencyKey(pepper, key.toUpperCase())
        expect(two.receipt).toBe(one.receipt)
        expect(one.receipt).toMatch(/^[0-9]{20}$/)
        expect(two.commitmentSalt).toEqual(one.commitmentSalt)
        expect(await two.bodyTag(body)).toEqual(await one.bodyTag(body))
      }),
    )
  })

  it('gives nothing in common with another key, another pepper or another body', async () => {
    const body = randomBytes(100)
    const one = fromIdempotencyKey(pepper, uuid)
    const others = [
      fromIdempotencyKey(pepper, uuid.replace('7d', '7e')),
      fromIdempotencyKey(otherPepper, uuid),
      newSending(),
      newSending(),
    ]
    expect(new Set([one, ...others].map((sending) => sending.receipt)).size).toBe(5)
    expect(new Set([one, ...others].map((sending) => hex(sending.commitmentSalt))).size).toBe(5)
    const tags = await Promise.all([one, ...others].map((sending) => sending.bodyTag(body)))
    expect(new Set(tags.map(hex)).size).toBe(5)
    const changed = Buffer.concat([body, Buffer.of(0)])
    expect(await one.bodyTag(changed)).not.toEqual(await one.bodyTag(body))
  })
})
