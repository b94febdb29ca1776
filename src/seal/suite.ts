import {
  Aes256Gcm,
  CipherSuite,
  DhkemX25519HkdfSha256,
  HkdfSha256,
  type KemInterface,
} from '@hpke/core'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { plain } from './bytes.ts'
import { expand, extract, hkdf } from './kdf.ts'
import { native } from './native.ts'

type Given = ArrayBufferLike | ArrayBufferView

const suiteId = Uint8Array.of(0x4b, 0x45, 0x4d, 0, 0x20) // "KEM", 0x0020
/** A name as the key encapsulation of RFC 9180 labels it (§4). */
export const labeled = (name: string) =>
  concatBytes(utf8ToBytes('HPKE-v1'), suiteId, utf8ToBytes(name))

/** What both sides take from a shared point (RFC 9180 §4.1): 32 bytes for this `enc` and recipient. */
export function secretOf(shared: Uint8Array, enc: Uint8Array, to: Uint8Array): ArrayBuffer {
  const prk = extract(null, labeled('eae_prk'), shared)
  const told = concatBytes(Uint8Array.of(0, 32), labeled('shared_secret'), enc, to)
  return expand(prk, told).buffer
}

/** RFC 9180: this encapsulation of keys, HKDF-SHA256, AES-256-GCM, base mode. */
export function suiteWith(kem: KemInterface): CipherSuite {
  return new CipherSuite({
    kem,
    kdf: native ? nativeKdf() : new HkdfSha256(),
    aead: new Aes256Gcm(),
  })
}

/** DHKEM(X25519, HKDF-SHA256) by WebCrypto, or by Node's own where there is one: the same bytes. */
export function usualKem(): KemInterface {
  const kem = new DhkemX25519HkdfSha256()
  if (!native) return kem
  const { KeyObject, diffieHellman, generateKeyPairSync } = native
  const usual = kem.encap.bind(kem)
  kem.encap = async (given) => {
    if (given.senderKey || given.ekm) return usual(given)
    const to = KeyObject.from(given.recipientPublicKey)
    const { privateKey, publicKey } = generateKeyPairSync('x25519')
    const enc = rawOf(publicKey)
    const shared = diffieHellman({ privateKey, publicKey: to })
    return { enc: buffer(enc), sharedSecret: secretOf(shared, enc, rawOf(to)) }
  }
  return kem
}

function rawOf(key: import('node:crypto').KeyObject): Uint8Array {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url')
}

// WebCrypto's queue costs these few bytes more than the work does.
function nativeKdf(): HkdfSha256 {
  const kdf = new HkdfSha256()
  kdf.extract = async (salt, ikm) => buffer(extract(bytesOf(salt), bytesOf(ikm)))
  kdf.expand = async (prk, info, length) => expand(bytesOf(prk), bytesOf(info), length).buffer
  kdf.extractAndExpand = async (salt, ikm, info, length) =>
    hkdf(bytesOf(ikm), bytesOf(salt), bytesOf(info), length).buffer
  return kdf
}

// A small buffer of Node's lies within a larger one.
const buffer = (bytes: Uint8Array) => plain(bytes).slice().buffer

function bytesOf(given: Given): Uint8Array {
  if (ArrayBuffer.isView(given))
    return new Uint8Array(given.buffer, given.byteOffset, given.byteLength)
  return new Uint8Array(given)
}
