import { sha256 } from '@noble/hashes/sha2.js'
import { plain } from './bytes.ts'

/**
 * Node's own cryptography, which does a letter's few bytes in a tenth of the time they would wait
 * for WebCrypto's queue. Absent in browsers and wherever the program is not Node: the same results
 * come from WebCrypto and @noble there.
 */
export const native =
  globalThis.navigator?.userAgent?.startsWith('Node.js') === true
    ? globalThis.process?.getBuiltinModule?.('node:crypto')
    : undefined

/** Bytes worked on where they are; more would keep others waiting and go to WebCrypto's threads. */
export const mostAtOnce = 64 * 2 ** 10

/** SHA-256, 32 bytes. */
export async function sha256Of(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  if (bytes.length <= mostAtOnce)
    return plain(native ? native.createHash('sha256').update(bytes).digest() : sha256(bytes))
  return new Uint8Array(await crypto.subtle.digest('SHA-256', plain(bytes)))
}
