import { randomBytes } from '@noble/hashes/utils.js'
import { label, plain } from './bytes.ts'
import { sealUsedWrongly } from './envelope.ts'
import { scalarOf } from './hpke.ts'
import { expand, extract, mac } from './kdf.ts'
import { sha256Of } from './native.ts'
import { type KeyPair, pairOf, publicOf } from './pair.ts'

/** What the receipt's code unlocks: a symmetric key for the sender's wraps, a pair for replies. */
export type ReceiptKeys = KeyPair & { readonly wrapKey: Uint8Array<ArrayBuffer> }

/** What one sending needs, secret, before it is stored. */
export type Sending = {
  /** 20 digits. */
  readonly receipt: string
  /** 32 bytes. */
  readonly commitmentSalt: Uint8Array<ArrayBuffer>
  /** 32-byte keyed fingerprint of the body: equal bodies, equal tags, and it tells nobody else. */
  bodyTag(body: Uint8Array): Promise<Uint8Array<ArrayBuffer>>
}

/** Version number of the receipt's keys, for wraps and replies bound to them. */
export const receiptKeyVersion = 1

const DIGITS = 20
const PEPPER = 32

/** A new receipt: 20 uniformly random digits (66 bits). */
export function newReceipt(): string {
  return digitsOf(randomBytes(64))
}

/** Groups of four, as on paper: `4821-0937-5516-2204-7730`. */
export function formatReceipt(digits: string): string {
  return digits.match(/..../g)?.join('-') ?? digits
}

/**
 * Reads a receipt as people type it (spaces, hyphens, dots, full-width digits, invisible marks).
 * Answers its 20 digits, or null for anything else.
 */
export function parseReceipt(text: string): string | null {
  if (text.length > 200) return null
  const bare = text.normalize('NFKC').replace(/[\s\p{Pd}\p{Cf}\u2212._·•]/gu, '')
  return /^[0-9]{20}$/.test(bare) ? bare : null
}

/**
 * What the database stores and looks up instead of the receipt: 32 bytes, HMAC-SHA256 under the
 * pepper. The label keeps it apart from `receiptKeys`: without it the stored hash would *be* the
 * extracted HKDF key, and a stolen dump would open every letter.
 */
export function receiptHash(pepper: Uint8Array, digits: string): Uint8Array<ArrayBuffer> {
  return mac(checked(pepper), label('ydan receipt hash v1', receipt(digits)))
}

/** The keys of a receipt, the same each time: HKDF-SHA256 of its digits, salted with the pepper. */
export async function receiptKeys(pepper: Uint8Array, digits: string): Promise<ReceiptKeys> {
  const { scalar, wrapKey } = secretsOf(pepper, digits)
  return { ...(await pairOf('X25519', scalar)), wrapKey }
}

/** Of the receipt's keys what a letter is closed with; the private half is not even made. */
export async function receiptLocks(
  pepper: Uint8Array,
  digits: string,
): Promise<Pick<ReceiptKeys, 'publicBytes' | 'wrapKey'>> {
  const { scalar, wrapKey } = secretsOf(pepper, digits)
  return { publicBytes: await publicOf(scalar), wrapKey }
}

function secretsOf(pepper: Uint8Array, digits: string) {
  const prk = extract(checked(pepper), label('ydan receipt keys v1', receipt(digits)))
  return {
    scalar: scalarOf(expand(prk, label('hpke pair'))),
    wrapKey: expand(prk, label('data key wrap')),
  }
}

/** All of a sending derived from its `Idempotency-Key`, so that a repeat gives the same answer. */
export function fromIdempotencyKey(pepper: Uint8Array, key: string): Sending {
  const prk = extract(checked(pepper), label('ydan idempotency v1', key.toLowerCase()))
  return sendingOf((use, length) => expand(prk, label(use), length))
}

/** A sending without `Idempotency-Key`: everything random. */
export function newSending(): Sending {
  return sendingOf((_use, length) => plain(randomBytes(length)))
}

function sendingOf(secretFor: (use: string, length: number) => Uint8Array<ArrayBuffer>): Sending {
  const bodyKey = secretFor('body', 32)
  return {
    receipt: digitsOf(secretFor('receipt', 64)),
    commitmentSalt: secretFor('commitment salt', 32),
    // A long body (up to 30 MiB) is digested off the main thread; the HMAC is over its digest.
    async bodyTag(body) {
      return mac(bodyKey, await sha256Of(body))
    },
  }
}

// Bytes from 250 up are passed over, or the digits 0–5 would come oftener. Of 64 bytes fewer than
// 20 remain once in 10^55 times.
function digitsOf(bytes: Uint8Array): string {
  const digits = Array.from(bytes.filter((byte) => byte < 250).subarray(0, DIGITS), (b) => b % 10)
  if (digits.length < DIGITS) throw sealUsedWrongly()
  return digits.join('')
}

function checked(pepper: Uint8Array): Uint8Array {
  if (pepper.length !== PEPPER) throw sealUsedWrongly()
  return pepper
}

function receipt(digits: string): string {
  if (!/^[0-9]{20}$/.test(digits)) throw sealUsedWrongly()
  return digits
}
