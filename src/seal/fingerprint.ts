import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/**
 * What people compare by eye when two of them ask whether they hold the same public key: the first
 * 16 hex digits of SHA-256 over the raw key, in groups of four (`1f3a-90bc-77de-0412`).
 */
export function fingerprint(publicKey: Uint8Array): string {
  return bytesToHex(sha256(publicKey)).slice(0, 16).match(/..../g)?.join('-') ?? ''
}
