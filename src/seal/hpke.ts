import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core'
import { concatBytes } from '@noble/hashes/utils.js'
import { plain } from './bytes.ts'
import { sealDoesNotOpen } from './envelope.ts'
import type { KeyPair } from './pair.ts'

const FORMAT = 1
const ENCAPSULATED = 32

// RFC 9180: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, base mode.
export const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
})

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
