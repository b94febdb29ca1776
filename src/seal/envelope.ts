import { concatBytes, randomBytes } from '@noble/hashes/utils.js'
import { sealWords } from '../../views/words/seal.ts'
import { Problem } from '../problem.ts'
import { label, plain } from './bytes.ts'

/** What a seal is bound to: it opens nowhere else, even under the same key. */
export type Binding = {
  /** UUID of the row the bytes belong to. */
  readonly record: string
  /** Which of the record's fields, in code words: `text`, `attachment:2`. */
  readonly field: string
  /** Version of the key it is sealed under, from 1. */
  readonly keyVersion: number
}

const FORMAT = 1
const NONCE = 12
const TAG = 16
const KEY = 32
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A fresh AES-256 key, 32 random bytes, for one record. */
export function newDataKey(): Uint8Array<ArrayBuffer> {
  return plain(randomBytes(KEY))
}

/**
 * Seals bytes for one field of one record: format byte ‖ 96-bit random nonce ‖ AES-256-GCM.
 * Raises Problem('internal') when key or binding are malformed.
 */
export async function sealBytes(
  key: CryptoKey | Uint8Array,
  bytes: Uint8Array,
  binding: Binding,
): Promise<Uint8Array<ArrayBuffer>> {
  return sealUnder(key, bytes, bindingBytes(binding))
}

/**
 * Opens what `sealBytes` made. Raises Problem('internal') whenever anything differs: bytes flipped
 * or cut, another record, field or key version, another key.
 */
export async function openBytes(
  key: CryptoKey | Uint8Array,
  sealed: Uint8Array,
  binding: Binding,
): Promise<Uint8Array<ArrayBuffer>> {
  return openUnder(key, sealed, bindingBytes(binding))
}

/** `sealBytes` for what is no field of a record (key files): bound to any bytes. */
export async function sealUnder(
  key: CryptoKey | Uint8Array,
  bytes: Uint8Array,
  boundTo: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const iv = plain(randomBytes(NONCE))
  const cipher = { name: 'AES-GCM', iv, additionalData: plain(boundTo) }
  const boxed = await crypto.subtle.encrypt(cipher, await aesKey(key), plain(bytes))
  return plain(concatBytes(Uint8Array.of(FORMAT), iv, new Uint8Array(boxed)))
}

/** Opens what `sealUnder` made. Raises Problem('internal') whenever anything differs. */
export async function openUnder(
  key: CryptoKey | Uint8Array,
  sealed: Uint8Array,
  boundTo: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const usable = await aesKey(key)
  if (sealed.length < 1 + NONCE + TAG || sealed[0] !== FORMAT) throw sealDoesNotOpen()
  const iv = plain(sealed.subarray(1, 1 + NONCE))
  const cipher = { name: 'AES-GCM', iv, additionalData: plain(boundTo) }
  try {
    const boxed = plain(sealed.subarray(1 + NONCE))
    return new Uint8Array(await crypto.subtle.decrypt(cipher, usable, boxed))
  } catch {
    // The cause is dropped on purpose: whoever sees why a seal fails learns how to forge one.
    throw sealDoesNotOpen()
  }
}

/** The authenticated bytes of a binding. Raises Problem('internal') on a malformed one. */
export function bindingBytes({ record, field, keyVersion }: Binding): Uint8Array<ArrayBuffer> {
  const id = record.toLowerCase()
  const wellFormed =
    uuid.test(id) && /^[\x21-\x7e]{1,64}$/.test(field) && Number.isInteger(keyVersion)
  if (!wellFormed || keyVersion < 1) throw sealUsedWrongly()
  return label('ydan seal v1', id, field, keyVersion)
}

export function sealDoesNotOpen(): Problem {
  return new Problem('internal', sealWords.doesNotOpen)
}

export function sealUsedWrongly(): Problem {
  return new Problem('internal', sealWords.wrongUse)
}

/** 32 raw bytes as a key that WebCrypto will use and never hand out again. */
export async function aesKey(key: CryptoKey | Uint8Array): Promise<CryptoKey> {
  if (!(key instanceof Uint8Array)) return key
  if (key.length !== KEY) throw sealUsedWrongly()
  return crypto.subtle.importKey('raw', plain(key), 'AES-GCM', false, ['encrypt', 'decrypt'])
}
