import { type CipherSuite, KemId, type KemInterface } from '@hpke/core'
import { x25519 } from '@noble/curves/ed25519.js'
import { plain } from './bytes.ts'
import { sealUsedWrongly } from './envelope.ts'
import { suite } from './hpke.ts'
import { type KeyPair, pairOf } from './pair.ts'
import { secretOf, suiteWith } from './suite.ts'

/** X25519 as this browser can do it: key pairs of 32-byte secrets, and the suite they go with. */
export type Curve = {
  readonly suite: CipherSuite
  pairOf(secret: Uint8Array): Promise<KeyPair>
}

/** WebCrypto's X25519 where the browser has it (since 2024/25), else the same in JavaScript. */
export async function curveHere(): Promise<Curve> {
  try {
    await pairOf('X25519', new Uint8Array(32).fill(1))
    return { suite, pairOf: (secret) => pairOf('X25519', secret) }
  } catch {
    return scriptCurve()
  }
}

/** X25519 in JavaScript, for browsers without it; seals are the same (RFC 9180). */
export function scriptCurve(): Curve {
  return {
    suite: suiteWith(scriptKem()),
    async pairOf(secret) {
      if (secret.length !== 32) throw sealUsedWrongly()
      const publicBytes = plain(x25519.getPublicKey(secret))
      return {
        privateKey: keyOf('private', secret),
        publicKey: keyOf('public', publicBytes),
        publicBytes,
      }
    },
  }
}

type ScriptKey = CryptoKey & { readonly bytes: Uint8Array }

function keyOf(type: 'public' | 'private', bytes: Uint8Array): ScriptKey {
  return { type, bytes, algorithm: { name: 'X25519' }, extractable: true, usages: [] }
}

function bytesOf(key: CryptoKey): Uint8Array {
  if ('bytes' in key && key.bytes instanceof Uint8Array) return key.bytes
  throw sealUsedWrongly()
}

// RFC 9180 §4.1: DHKEM(X25519, HKDF-SHA256) in base mode. Keys come and go as raw bytes.
function scriptKem(): KemInterface {
  const read = async (type: 'public' | 'private', bytes: ArrayBufferLike | ArrayBufferView) =>
    keyOf(type, ArrayBuffer.isView(bytes) ? viewed(bytes) : new Uint8Array(bytes))
  const written = async (key: CryptoKey) => plain(bytesOf(key)).slice().buffer
  const fresh = async () => {
    const { secretKey, publicKey } = x25519.keygen()
    return { privateKey: keyOf('private', secretKey), publicKey: keyOf('public', publicKey) }
  }
  return {
    id: KemId.DhkemX25519HkdfSha256,
    ...{ secretSize: 32, encSize: 32, publicKeySize: 32, privateKeySize: 32 },
    serializePublicKey: written,
    deserializePublicKey: (bytes) => read('public', bytes),
    serializePrivateKey: written,
    deserializePrivateKey: (bytes) => read('private', bytes),
    importKey: async () => Promise.reject(sealUsedWrongly()),
    generateKeyPair: fresh,
    deriveKeyPair: async () => Promise.reject(sealUsedWrongly()),
    async encap({ recipientPublicKey }) {
      const { privateKey, publicKey } = await fresh()
      const [enc, to] = [bytesOf(publicKey), bytesOf(recipientPublicKey)]
      const shared = x25519.getSharedSecret(bytesOf(privateKey), to)
      return { enc: await written(publicKey), sharedSecret: secretOf(shared, enc, to) }
    },
    async decap({ recipientKey, enc }) {
      if (!('privateKey' in recipientKey)) throw sealUsedWrongly()
      const from = bytesOf(await read('public', enc))
      const shared = x25519.getSharedSecret(bytesOf(recipientKey.privateKey), from)
      return secretOf(shared, from, bytesOf(recipientKey.publicKey))
    },
  }
}

function viewed(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
}
