import { randomBytes } from '@noble/hashes/utils.js'
import { label } from './bytes.ts'
import { sealUsedWrongly } from './envelope.ts'
import { hkdf, mac } from './kdf.ts'

/**
 * A new one-time slip: 12 random digits in three groups, `4821-0937-5516`. Digits, because a
 * Vietnamese keyboard turns letters into others; fewer than a receipt's, so that nobody mixes them up.
 */
export function newSlip(): string {
  // Bytes from 250 up are passed over, or the digits 0–5 would come oftener.
  const digits = Array.from(randomBytes(64).filter((byte) => byte < 250)).slice(0, 12)
  if (digits.length < 12) throw sealUsedWrongly()
  return (
    digits
      .map((byte) => byte % 10)
      .join('')
      .match(/..../g) ?? []
  ).join('-')
}

/**
 * What the database keeps of a slip: 32 bytes, HMAC-SHA256 under a key that console and letterbox
 * both derive from the pepper (HKDF). Spaces, hyphens and dots do not count.
 */
export function slipHash(pepper: Uint8Array, code: string): Uint8Array<ArrayBuffer> {
  const key = hkdf(pepper, null, label('ydan slip key v1'))
  return mac(key, label('ydan slip v1', bare(code)))
}

function bare(code: string): string {
  return code
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase()
}
