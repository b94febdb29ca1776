import type { KeyObject } from 'node:crypto'
import { concatBytes, randomBytes } from '@noble/hashes/utils.js'
import { sealWords } from '../../views/words/seal.ts'
import { Problem } from '../problem.ts'
import { label, plain } from './bytes.ts'
import { mostAtOnce, native } from './native.ts'

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
const cipherName = 'aes-256-gcm'
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A key of AES-256: its raw 32 bytes, or held as `aesKey` gives it. */
export type AesKey = CryptoKey | KeyObject | Uint8Array

/** A fresh AES-256 key, 32 random bytes, for one record. */
export function newDataKey(): Uint8Array<ArrayBuffer> {
  return plain(randomBytes(KEY))
}

/**
 * Seals bytes for one field of one record: format byte ‖ 96-bit random nonce ‖ AES-256-GCM.
 * Raises Problem('internal') when key or binding are malformed.
 */
export async function sealBytes(
  key: AesKey,
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
  key: AesKey,
  sealed: Uint8Array,
  binding: Binding,
): Promise<Uint8Array<ArrayBuffer>> {
  return openUnder(key, sealed, bindingBytes(binding))
}

/** `sealBytes` for what is no field of a record (key files): bound to any bytes. */
export async function sealUnder(
  key: AesKey,
  bytes: Uint8Array,
  boundTo: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const iv = plain(randomBytes(NONCE))
  const here = bytes.length <= mostAtOnce ? nativeKey(key) : undefined
  if (native && here) {
    const cipher = native.createCipheriv(cipherName, here, iv)
    cipher.setAAD(boundTo)
    const boxed = cipher.update(bytes)
    cipher.final()
    return plain(concatBytes(Uint8Array.of(FORMAT), iv, boxed, cipher.getAuthTag()))
  }
  const cipher = { name: 'AES-GCM', iv, additionalData: plain(boundTo) }
  const boxed = await crypto.subtle.encrypt(cipher, await webKey(key), plain(bytes))
  return plain(concatBytes(Uint8Array.of(FORMAT), iv, new Uint8Array(boxed)))
}

/** Opens what `sealUnder` made. Raises Problem('internal') whenever anything differs. */
export async function openUnder(
  key: AesKey,
  sealed: Uint8Array,
  boundTo: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const here = sealed.length <= mostAtOnce ? nativeKey(key) : undefined
  const there = here ? undefined : await webKey(key)
  if (sealed.length < 1 + NONCE + TAG || sealed[0] !== FORMAT) throw sealDoesNotOpen()
  const iv = plain(sealed.subarray(1, 1 + NONCE))
  const boxed = plain(sealed.subarray(1 + NONCE))
  try {
    if (native && here) {
      const decipher = native.createDecipheriv(cipherName, here, iv, { authTagLength: TAG })
      decipher.setAAD(boundTo)
      decipher.setAuthTag(boxed.subarray(-TAG))
      return plain(concatBytes(decipher.update(boxed.subarray(0, -TAG)), decipher.final()))
    }
    const cipher = { name: 'AES-GCM', iv, additionalData: plain(boundTo) }
    return new Uint8Array(await crypto.subtle.decrypt(cipher, there as CryptoKey, boxed))
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

/**
 * 32 raw bytes as a key held outside the heap of the program, where nothing reads it by accident.
 * Raises Problem('internal') on another length.
 */
export async function aesKey(key: Uint8Array): Promise<CryptoKey | KeyObject> {
  return native ? native.createSecretKey(checked(key)) : webKey(key)
}

async function webKey(key: AesKey): Promise<CryptoKey> {
  if (!(key instanceof Uint8Array) && !('export' in key)) return key
  const raw = key instanceof Uint8Array ? checked(key) : key.export()
  return crypto.subtle.importKey('raw', plain(raw), 'AES-GCM', false, ['encrypt', 'decrypt'])
}

// A key made first: from raw bytes a cipher is begun three times as slowly.
function nativeKey(key: AesKey): KeyObject | undefined {
  if (!native || (!(key instanceof Uint8Array) && !('export' in key))) return undefined
  return key instanceof Uint8Array ? native.createSecretKey(checked(key)) : key
}

function checked(key: Uint8Array): Uint8Array {
  if (key.length !== KEY) throw sealUsedWrongly()
  return key
}
