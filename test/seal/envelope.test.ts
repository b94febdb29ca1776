import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64 } from '../../src/seal/bytes.ts'
import { aesKey, type Binding, newDataKey, openBytes, sealBytes } from '../../src/seal/envelope.ts'

const binding: Binding = {
  record: '3b0c7c52-6d0a-4c55-9a53-2f4b6ad1c0de',
  field: 'text',
  keyVersion: 1,
}
const someBytes = fc.uint8Array({ maxLength: 300 })
const refused = { code: 'internal' }

describe('an envelope', () => {
  it('gives back exactly what was sealed, empty or not', async () => {
    await fc.assert(
      fc.asyncProperty(someBytes, async (bytes) => {
        const key = newDataKey()
        const sealed = await sealBytes(key, bytes, binding)
        expect(await openBytes(key, sealed, binding)).toEqual(new Uint8Array(bytes))
      }),
    )
  })

  it('is the same whether sealed on the spot or, being long, on a thread, for a key held or raw', async () => {
    const raw = newDataKey()
    for (const length of [64 * 1024 - 29, 64 * 1024 - 28, 64 * 1024, 64 * 1024 + 1, 200_000]) {
      const bytes = new Uint8Array(length).fill(7)
      for (const [by, to] of [
        [raw, await aesKey(raw)],
        [await aesKey(raw), raw],
      ] as const) {
        const sealed = await sealBytes(by, bytes, binding)
        expect(await openBytes(to, sealed, binding)).toEqual(bytes)
        sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1
        await expect(openBytes(to, sealed, binding)).rejects.toMatchObject(refused)
      }
    }
    const other = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt'])
    const sealed = await sealBytes(other, Uint8Array.of(1, 2), binding)
    expect(await openBytes(raw, sealed, binding)).toEqual(Uint8Array.of(1, 2))
  })

  it('refuses to open after any one bit was flipped', async () => {
    const key = newDataKey()
    await fc.assert(
      fc.asyncProperty(someBytes, fc.nat(), async (bytes, somewhere) => {
        const sealed = await sealBytes(key, bytes, binding)
        const bit = somewhere % (sealed.length * 8)
        sealed[bit >> 3] = (sealed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        await expect(openBytes(key, sealed, binding)).rejects.toMatchObject(refused)
      }),
      { numRuns: 500 },
    )
  })

  it('refuses to open when cut short anywhere or lengthened', async () => {
    const key = newDataKey()
    const sealed = await sealBytes(key, new TextEncoder().encode('Bà con mong sửa'), binding)
    for (let length = 0; length < sealed.length; length++) {
      await expect(openBytes(key, sealed.subarray(0, length), binding)).rejects.toMatchObject(
        refused,
      )
    }
    const longer = new Uint8Array([...sealed, 0])
    await expect(openBytes(key, longer, binding)).rejects.toMatchObject(refused)
  })

  it('opens only for its own record, field, key version and key', async () => {
    const key = newDataKey()
    const sealed = await sealBytes(key, Uint8Array.of(1, 2, 3), binding)
    const elsewhere: Binding[] = [
      { ...binding, record: '3b0c7c52-6d0a-4c55-9a53-2f4b6ad1c0df' },
      { ...binding, field: 'texts' },
      { ...binding, field: 'identity' },
      { ...binding, keyVersion: 2 },
    ]
    for (const other of elsewhere) {
      await expect(openBytes(key, sealed, other)).rejects.toMatchObject(refused)
    }
    await expect(openBytes(newDataKey(), sealed, binding)).rejects.toMatchObject(refused)
    await expect(
      openBytes(key, sealed, { ...binding, record: binding.record.toUpperCase() }),
    ).resolves.toEqual(Uint8Array.of(1, 2, 3))
  })

  it('never seals the same bytes to the same seal', async () => {
    const key = newDataKey()
    const seals = await Promise.all(
      Array.from({ length: 200 }, () => sealBytes(key, Uint8Array.of(7), binding)),
    )
    expect(new Set(seals.map((seal) => toBase64(seal.subarray(1, 13)))).size).toBe(200)
  })

  it('refuses a malformed binding or key before sealing anything', async () => {
    const malformed: Binding[] = [
      { ...binding, record: '' },
      { ...binding, record: `${binding.record}x` },
      { ...binding, field: '' },
      { ...binding, field: 'te xt' },
      { ...binding, field: 'text\0' },
      { ...binding, keyVersion: 0 },
      { ...binding, keyVersion: 1.5 },
      { ...binding, keyVersion: Number.NaN },
    ]
    for (const bad of malformed) {
      await expect(sealBytes(newDataKey(), new Uint8Array(), bad)).rejects.toMatchObject(refused)
    }
    await expect(sealBytes(new Uint8Array(16), new Uint8Array(), binding)).rejects.toMatchObject(
      refused,
    )
  })

  it('says what failed without a word of the content or the key', async () => {
    const key = newDataKey()
    const sealed = await sealBytes(key, new TextEncoder().encode('ông Nguyễn Văn Thử'), binding)
    const thrown = await openBytes(key, sealed.subarray(1), binding).catch((error) => error)
    expect(`${thrown.message} ${JSON.stringify(thrown)} ${thrown.stack}`).not.toMatch(
      new RegExp(`Thử|${toBase64(key)}|${Buffer.from(key).toString('hex')}`),
    )
    expect(thrown.cause).toBeUndefined()
  })
})

it('base64url survives every byte string, and reads the other spellings too', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
      expect(fromBase64(toBase64(bytes))).toEqual(new Uint8Array(bytes))
      expect(fromBase64(Buffer.from(bytes).toString('base64'))).toEqual(new Uint8Array(bytes))
    }),
  )
})
