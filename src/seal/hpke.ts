import type { CipherSuite } from '@hpke/core'
import { expand, extract } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'
import { plain } from './bytes.ts'
import { sealDoesNotOpen } from './envelope.ts'
import type { KeyPair } from './pair.ts'
import { labeled, suiteWith, usualKem } from './suite.ts'

const FORMAT = 1
const ENCAPSULATED = 32

export const suite = suiteWith(usualKem())

/** The X25519 secret (32 bytes) of any keying material: DeriveKeyPair of RFC 9180 §7.1.3. */
export function scalarOf(material: Uint8Array): Uint8Array<ArrayBuffer> {
  const prk = extract(sha256, concatBytes(labeled('dkp_prk'), material), new Uint8Array())
  return plain(expand(sha256, prk, concatBytes(Uint8Array.of(0, 32), labeled('sk')), 32))
}

/**
 * Seals bytes for the holder of a public key (raw 32 bytes): format byte ‖ encapsulated key ‖
 * ciphertext. `info` says what the seal is for, `boundTo` which row it belongs to; `using` is for
 * browsers that lack the curve (curve.ts).
 */
export async function sealFor(
  publicKey: Uint8Array,
  bytes: Uint8Array,
  info: Uint8Array,
  boundTo: Uint8Array = new Uint8Array(),
  using: CipherSuite = suite,
): Promise<Uint8Array<ArrayBuffer>> {
  const recipientPublicKey = await using.kem.deserializePublicKey(plain(publicKey))
  const { enc, ct } = await using.seal({ recipientPublicKey, info }, plain(bytes), plain(boundTo))
  return plain(concatBytes(Uint8Array.of(FORMAT), new Uint8Array(enc), new Uint8Array(ct)))
}

/** Opens what `sealFor` made. Raises Problem('internal') whenever anything differs. */
export async function openFor(
  recipientKey: Pick<KeyPair, 'privateKey' | 'publicKey'>,
  sealed: Uint8Array,
  info: Uint8Array,
  boundTo: Uint8Array = new Uint8Array(),
  using: CipherSuite = suite,
): Promise<Uint8Array<ArrayBuffer>> {
  if (sealed.length <= 1 + ENCAPSULATED || sealed[0] !== FORMAT) throw sealDoesNotOpen()
  const enc = plain(sealed.subarray(1, 1 + ENCAPSULATED))
  const boxed = plain(sealed.subarray(1 + ENCAPSULATED))
  try {
    return new Uint8Array(await using.open({ recipientKey, enc, info }, boxed, plain(boundTo)))
  } catch {
    throw sealDoesNotOpen()
  }
}
