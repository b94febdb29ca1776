import { concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { fromBase64, plain } from './bytes.ts'
import { sealUsedWrongly } from './envelope.ts'
import { native } from './native.ts'

/** A key pair whose private half no longer leaves WebCrypto; `publicBytes` is the raw 32 bytes. */
export type KeyPair = {
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
  readonly publicBytes: Uint8Array<ArrayBuffer>
}

// RFC 8410: the PKCS #8 wrapping of a 32-byte secret; the two differ in the last byte of the OID.
const kinds = {
  X25519: { prefix: '302e020100300506032b656e04220420', uses: ['deriveBits'], publicUses: [] },
  Ed25519: { prefix: '302e020100300506032b657004220420', uses: ['sign'], publicUses: ['verify'] },
} as const

/**
 * The key pair of a 32-byte secret (X25519 scalar or Ed25519 seed; any random bytes will do).
 * Raises Problem('internal') when the secret is not 32 bytes.
 */
export async function pairOf(kind: keyof typeof kinds, secret: Uint8Array): Promise<KeyPair> {
  if (secret.length !== 32) throw sealUsedWrongly()
  const { prefix, uses, publicUses } = kinds[kind]
  const pkcs8 = plain(concatBytes(hexToBytes(prefix), secret))
  const readable = await crypto.subtle.importKey('pkcs8', pkcs8, kind, true, [...uses])
  const { x } = await crypto.subtle.exportKey('jwk', readable)
  const publicBytes = fromBase64(x ?? '')
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, kind, false, [...uses])
  pkcs8.fill(0)
  const publicKey = await crypto.subtle.importKey('raw', publicBytes, kind, true, [...publicUses])
  return { privateKey, publicKey, publicBytes }
}

/** The public half (raw 32 bytes) of an X25519 secret alone. Raises as `pairOf` does. */
export async function publicOf(secret: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  if (!native) return (await pairOf('X25519', secret)).publicBytes
  if (secret.length !== 32) throw sealUsedWrongly()
  const d = Buffer.from(secret).toString('base64url')
  // Of a private key Node reads `d` alone; another `x` stands there only because it must.
  const key = { kty: 'OKP', crv: 'X25519', d, x: d }
  const { x } = native.createPrivateKey({ key, format: 'jwk' }).export({ format: 'jwk' })
  return fromBase64(x ?? '')
}
