import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** What a letter has sealed for the custodians: who sent it, or the mail as it came with its headers. */
export type ApartField = 'identity' | 'raw'

/**
 * The record (UUID) under which a letter's `field` is sealed, so that it can be shredded alone. Its
 * id follows from the letter's; the database finds it by `sealed_apart` (0066_custodians.sql).
 */
export function apartFrom(letter: string, field: ApartField): string {
  const digest = sha256(utf8ToBytes(`ydan apart v1 ${field} ${letter.toLowerCase()}`))
  const hex = bytesToHex(digest.subarray(0, 16))
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
