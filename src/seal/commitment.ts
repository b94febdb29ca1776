import { bytesToHex, concatBytes, randomBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { sealUsedWrongly } from './envelope.ts'
import { sha256Of } from './native.ts'

const LABEL = utf8ToBytes('ydan commitment v1\0')

/**
 * What the custody log keeps of a content: 64 hex digits of SHA-256(label ‖ salt ‖ SHA-256(bytes)).
 * It proves the bytes to whoever has bytes and salt, and says nothing to anyone else. The 32-byte
 * salt is deleted with the content. Raises Problem('internal') on a salt of another length.
 */
export async function commit(salt: Uint8Array, bytes: Uint8Array): Promise<string> {
  if (salt.length !== 32) throw sealUsedWrongly()
  const inner = await sha256Of(bytes)
  const committed = concatBytes(LABEL, salt, inner)
  return bytesToHex(await sha256Of(committed))
}

/** Whether a commitment was made over exactly these bytes and this salt. */
export async function commitmentHolds(
  commitment: string,
  salt: Uint8Array,
  bytes: Uint8Array,
): Promise<boolean> {
  return commitment === (await commit(salt, bytes))
}

/** A commitment to words (UTF-8) with a fresh salt, which is kept with the words and goes with them. */
export async function commitWords(
  words: string,
): Promise<{ salt: Uint8Array; commitment: string }> {
  const salt = randomBytes(32)
  return { salt, commitment: await commit(salt, utf8ToBytes(words)) }
}
