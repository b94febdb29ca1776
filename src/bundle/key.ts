import type { KeyObject } from 'node:crypto'
import { createPublicKey, verify } from 'node:crypto'

// The DER bytes that say "what follows is an Ed25519 public key" (RFC 8410).
const prefix = Buffer.from('302a300506032b6570032100', 'hex')

/** A raw 32-byte Ed25519 public key as the PEM file `openssl` reads. */
export function publicKeyPem(raw: Uint8Array): Uint8Array {
  if (raw.length !== 32) throw new RangeError('an Ed25519 public key has 32 bytes')
  const body = Buffer.concat([prefix, raw]).toString('base64')
  return new TextEncoder().encode(`-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----\n`)
}

/** The raw 32 bytes in such a file, or null when it is anything else. */
export function rawPublicKey(pem: Uint8Array): Uint8Array | null {
  const key = keyOf(pem)
  if (key?.asymmetricKeyType !== 'ed25519') return null
  return new Uint8Array(key.export({ format: 'der', type: 'spki' }).subarray(prefix.length))
}

/** Whether `signature` is this key's Ed25519 signature over `bytes`. Never throws. */
export function signatureHolds(pem: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  const key = keyOf(pem)
  if (key?.asymmetricKeyType !== 'ed25519' || signature.length !== 64) return false
  try {
    return verify(null, bytes, key, signature)
  } catch {
    return false
  }
}

function keyOf(pem: Uint8Array): KeyObject | null {
  // Only a public key in PEM: createPublicKey would also take a certificate or a private key.
  const text = Buffer.from(pem).toString('latin1')
  if (!text.startsWith('-----BEGIN PUBLIC KEY-----')) return null
  try {
    return createPublicKey(text)
  } catch {
    return null
  }
}
