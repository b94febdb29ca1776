import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** Compares two texts in a time that tells nothing about where they differ. */
export function sameText(one: string, other: string): boolean {
  const a = sha256(utf8ToBytes(one))
  const b = sha256(utf8ToBytes(other))
  let different = 0
  for (const [place, byte] of a.entries()) different |= byte ^ (b[place] ?? 0)
  return different === 0
}

/** An id for an event that brought none: SHA-256 of its bytes in hex. */
export function idOfBytes(bytes: string | Uint8Array): string {
  return bytesToHex(sha256(typeof bytes === 'string' ? utf8ToBytes(bytes) : bytes))
}
