import {
  Aes256Gcm,
  CipherSuite,
  DhkemX25519HkdfSha256,
  HkdfSha256,
  type KemInterface,
} from '@hpke/core'
import { expand, extract } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { plain } from './bytes.ts'
import { sealUsedWrongly } from './envelope.ts'
import { native } from './native.ts'

type Given = ArrayBufferLike | ArrayBufferView

const suiteId = Uint8Array.of(0x4b, 0x45, 0x4d, 0, 0x20) // "KEM", 0x0020
/** A name as the key encapsulation of RFC 9180 labels it (§4). */
export const labeled = (name: string) =>
  concatBytes(utf8ToBytes('HPKE-v1'), suiteId, utf8ToBytes(name))

/** What both sides take from a shared point (RFC 9180 §4.1): 32 bytes for this `enc` and recipient. */
export function secretOf(shared: Uint8Array, enc: Uint8Array, to: Uint8Array): ArrayBuffer {
  const prk = extract(sha256, concatBytes(labeled('eae_prk'), shared), new Uint8Array())
  const context = concatBytes(enc, to)
  const told = concatBytes(Uint8Array.of(0, 32), labeled('shared_secret'), context)
  return plain(expand(sha256, prk, told, 32)).slice().buffer
}

/** RFC 9180: this encapsulation of keys, HKDF-SHA256, AES-256-GCM, base mode. */
export function suiteWith(kem: KemInterface): CipherSuite {
  return new CipherSuite({
    kem,
    kdf: native ? nativeKdf(native) : new HkdfSha256(),
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
    return { enc: plain(enc).slice().buffer, sharedSecret: secretOf(shared, enc, rawOf(to)) }
  }
  return kem
}

function rawOf(key: import('node:crypto').KeyObject): Uint8Array {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url')
}

// WebCrypto's queue costs these few bytes more than the work does.
function nativeKdf({ createHmac, createSecretKey }: NonNullable<typeof native>): HkdfSha256 {
  const mac = (key: Given, ...parts: Uint8Array[]) => {
    // A key made first: from raw bytes an HMAC is begun four times as slowly.
    const made = createHmac('sha256', createSecretKey(bytesOf(key)))
    for (const part of parts) made.update(part)
    return made.digest()
  }
  const kdf = new HkdfSha256()
  kdf.extract = async (salt, ikm) => plain(mac(salt, bytesOf(ikm))).slice().buffer
  kdf.extractAndExpand = async (salt, ikm, info, length) => {
    // RFC 5869 §2.3; a key schedule never asks for more than one turn of 32 bytes.
    if (length > 32) throw sealUsedWrongly()
    const prk = mac(salt, bytesOf(ikm))
    return plain(mac(prk, bytesOf(info), Uint8Array.of(1))).slice(0, length).buffer
  }
  return kdf
}

function bytesOf(given: Given): Uint8Array {
  if (ArrayBuffer.isView(given))
    return new Uint8Array(given.buffer, given.byteOffset, given.byteLength)
  return new Uint8Array(given)
}
