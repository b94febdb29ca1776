import { randomBytes } from '@noble/hashes/utils.js'
import { label, plain } from './bytes.ts'
import { fromGroups, printedBytes, toGroups } from './groups.ts'
import { openFor, sealFor } from './hpke.ts'
import { hkdf } from './kdf.ts'
import { type KeyPair, pairOf } from './pair.ts'

const info = label('ydan recovery v1')

/**
 * Three sheets, sixteen groups each, any two of which give the secret and one of which says nothing
 * about it: the secret is the XOR of three random parts, and each sheet lacks another one.
 */
export function sheetsOf(secret: Uint8Array): [string[], string[], string[]] {
  const [a, b] = [randomBytes(printedBytes), randomBytes(printedBytes)]
  const c = xor(xor(secret, a), b)
  const sheet = (one: Uint8Array, other: Uint8Array) => [...toGroups(one), ...toGroups(other)]
  return [sheet(a, b), sheet(b, c), sheet(c, a)]
}

/** A sheet as typed: its number (1–3) and its groups. */
export type TypedSheet = { number: number; text: string }

/** The secret of two different sheets, or which groups of which sheet cannot be right. */
export function fromSheets(
  typed: readonly [TypedSheet, TypedSheet],
): { secret: Uint8Array<ArrayBuffer> } | { sheet: number; wrong: number[] } {
  const parts = new Map<number, Uint8Array>()
  for (const { number, text } of typed) {
    const read = fromGroups(text, 2)
    if ('wrong' in read) return { sheet: number, wrong: read.wrong }
    // Sheet 1 holds the parts 1 and 2, sheet 2 holds 2 and 3, sheet 3 holds 3 and 1.
    parts.set(number, read.bytes.subarray(0, printedBytes))
    parts.set((number % 3) + 1, read.bytes.subarray(printedBytes))
  }
  const [a, b, c] = [parts.get(1), parts.get(2), parts.get(3)]
  if (!a || !b || !c) return { sheet: typed[1].number, wrong: [] }
  return { secret: xor(xor(a, b), c) }
}

/** A new recovery secret: 16 random bytes, for paper alone. */
export function newRecoverySecret(): Uint8Array<ArrayBuffer> {
  return plain(randomBytes(printedBytes))
}

/** The key pair of a recovery secret. */
export function recoveryPair(secret: Uint8Array): Promise<KeyPair> {
  return pairOf('X25519', hkdf(secret, null, label('ydan recovery key v1')))
}

/** Seals the deployment's keys for whoever brings two sheets. */
export function sealKeyCopy(publicKey: Uint8Array, copy: Uint8Array) {
  return sealFor(publicKey, copy, info)
}

/** Opens that copy. Raises Problem('internal') for other sheets or a changed copy. */
export function openKeyCopy(pair: KeyPair, sealed: Uint8Array) {
  return openFor(pair, sealed, info)
}

function xor(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  return plain(one.map((byte, place) => byte ^ (other[place] ?? 0)))
}
