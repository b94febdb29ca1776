import { sha256 as digest } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { native } from '../seal/native.ts'

// Crockford's base32: no I, L, O, U, so a string read aloud or copied by hand survives.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** SHA-256 in lower-case hex. */
export function sha256(bytes: Uint8Array): string {
  return native
    ? native.createHash('sha256').update(bytes).digest('hex')
    : bytesToHex(digest(bytes))
}

/**
 * The short check string people compare by eye: the first 60 bits of SHA-256 of `contents.json`
 * in Crockford base32, `XXXX-XXXX-XXXX`. It is printed in the papers, so it cannot cover them.
 */
export function checkString(contentsJson: Uint8Array): string {
  let bits = BigInt(`0x${sha256(contentsJson).slice(0, 15)}`)
  let letters = ''
  for (let i = 0; i < 12; i++) {
    letters = alphabet[Number(bits & 31n)] + letters
    bits >>= 5n
  }
  return letters.replace(/(.{4})(?=.)/g, '$1-')
}
