import { createHash, randomBytes } from 'node:crypto'

/** A fresh secret of 256 bits for a link, a cookie or a token, in base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What the database keeps of a secret: its SHA-256. It has 256 random bits, so no salt is needed. */
export function hashOf(secret: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(secret).digest())
}
