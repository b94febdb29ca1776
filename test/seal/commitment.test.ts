import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commit, commitmentHolds } from '../../src/seal/commitment.ts'

const salt = new Uint8Array(32).fill(3)
const sha256 = (...parts: (string | Uint8Array)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

describe('a commitment', () => {
  it('is SHA-256 of label, salt and the digest of the bytes, as anyone can recompute', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), async (bytes) => {
        const byHand = sha256('ydan commitment v1\0', salt, sha256(bytes)).toString('hex')
        expect(await commit(salt, bytes)).toBe(byHand)
        expect(await commitmentHolds(byHand, salt, bytes)).toBe(true)
      }),
    )
  })

  it('does not hold for other bytes, another salt or a changed digit', async () => {
    const bytes = new TextEncoder().encode('Cán bộ thôn đến từng nhà')
    const commitment = await commit(salt, bytes)
    expect(await commitmentHolds(commitment, salt, bytes.subarray(1))).toBe(false)
    expect(await commitmentHolds(commitment, new Uint8Array(32), bytes)).toBe(false)
    expect(await commitmentHolds(commitment.replace(/^./, 'g'), salt, bytes)).toBe(false)
    expect(await commitmentHolds('', salt, bytes)).toBe(false)
  })

  it('refuses a salt that could be guessed', async () => {
    await expect(commit(new Uint8Array(16), salt)).rejects.toMatchObject({ code: 'internal' })
  })
})
