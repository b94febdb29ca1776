import { ed25519 } from '@noble/curves/ed25519.js'
import { concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { readBase64, toBase64 } from '../custody/base64.ts'
import { sameBytes } from '../custody/tree.ts'

// Without WebCrypto: a page opened from a USB stick has none in some browsers, and old ones lack
// Ed25519. Command and page share these functions, so they cannot disagree.

// The DER bytes that say "what follows is an Ed25519 public key" (RFC 8410).
const prefix = hexToBytes('302a300506032b6570032100')

/** A raw 32-byte Ed25519 public key as the PEM file `openssl` reads. */
export function publicKeyPem(raw: Uint8Array): Uint8Array {
  if (raw.length !== 32) throw new RangeError('an Ed25519 public key has 32 bytes')
  const body = toBase64(concatBytes(prefix, raw))
  return new TextEncoder().encode(`-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----\n`)
}

/** The raw 32 bytes in such a file, or null when it is anything else. */
export function rawPublicKey(pem: Uint8Array): Uint8Array | null {
  const text = new TextDecoder().decode(pem)
  const [, body] =
    /^-----BEGIN PUBLIC KEY-----\n(\S+)\n-----END PUBLIC KEY-----\n$/.exec(text) ?? []
  const der = body === undefined ? null : readBase64(body)
  if (der?.length !== prefix.length + 32) return null
  return sameBytes(der.slice(0, prefix.length), prefix) ? der.slice(prefix.length) : null
}

/** Whether `signature` is this raw key's Ed25519 signature (RFC 8032) over `bytes`. Never throws. */
export function signatureHolds(
  publicKey: Uint8Array,
  bytes: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  try {
    return ed25519.verify(signature, bytes, publicKey, { zip215: false })
  } catch {
    return false
  }
}
