import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'
import { plain } from './bytes.ts'
import { sealUsedWrongly } from './envelope.ts'
import { native } from './native.ts'

/** HMAC-SHA256 over the parts one after the other, 32 bytes: by Node's own where there is one. */
export function mac(key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  // A key made first: from raw bytes Node begins an HMAC four times as slowly.
  const made = native
    ? native.createHmac('sha256', native.createSecretKey(key))
    : hmac.create(sha256, key)
  for (const part of parts) made.update(part)
  return plain(made.digest())
}

/** The first half of HKDF-SHA256 (RFC 5869 §2.2), 32 bytes; worth keeping for several `expand`. */
export function extract(salt: Uint8Array | null, ...secret: readonly Uint8Array[]): Uint8Array {
  return mac(salt?.length ? salt : noSalt, ...secret)
}

/** Its second half (§2.3): `length` bytes for one use. Raises Problem('internal') above 8,160. */
export function expand(prk: Uint8Array, use: Uint8Array, length = 32): Uint8Array<ArrayBuffer> {
  if (length > 255 * 32) throw sealUsedWrongly()
  const made: Uint8Array[] = []
  for (let turn = 1; made.length * 32 < length; turn++) {
    made.push(mac(prk, made.at(-1) ?? nothing, use, Uint8Array.of(turn)))
  }
  return plain(concatBytes(...made).slice(0, length))
}

/** Both halves: `length` bytes of a secret, for one use of it. */
export function hkdf(
  secret: Uint8Array,
  salt: Uint8Array | null,
  use: Uint8Array,
  length = 32,
): Uint8Array<ArrayBuffer> {
  return expand(extract(salt, secret), use, length)
}

const noSalt = new Uint8Array(32)
const nothing = new Uint8Array()
