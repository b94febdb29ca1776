import type { CipherSuite, SenderContext } from '@hpke/core'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'
import { plain } from './bytes.ts'
import { openUnder, sealDoesNotOpen, sealUnder } from './envelope.ts'
import { expand, extract } from './kdf.ts'
import type { KeyPair } from './pair.ts'
import { labeled, suiteWith, usualKem } from './suite.ts'

const FORMAT = { one: 1, ofSeveral: 2 } as const
const ENCAPSULATED = 32

export const suite = suiteWith(usualKem())

/** The X25519 secret (32 bytes) of any keying material: DeriveKeyPair of RFC 9180 §7.1.3. */
export function scalarOf(material: Uint8Array): Uint8Array<ArrayBuffer> {
  const prk = extract(null, labeled('dkp_prk'), material)
  return expand(prk, concatBytes(Uint8Array.of(0, 32), labeled('sk')))
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
  return plain(concatBytes(Uint8Array.of(FORMAT.one), new Uint8Array(enc), new Uint8Array(ct)))
}

/** Seals one thing more for the same holder; `boundTo` says which row it belongs to. */
export type Sealer = (bytes: Uint8Array, boundTo: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>

/**
 * Begins several seals for one holder with a single key exchange, the dear part of each; `openFor`
 * opens them one by one. Every one is under a key of its own, exported for the row it is bound to
 * (RFC 9180 §5.3): format byte ‖ encapsulated key ‖ what `sealUnder` makes. They show that they were
 * made together, so one sealer is for one letter only.
 */
export async function sealerFor(publicKey: Uint8Array, info: Uint8Array): Promise<Sealer> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(plain(publicKey))
  const context = await suite.createSenderContext({ recipientPublicKey, info })
  const head = concatBytes(Uint8Array.of(FORMAT.ofSeveral), new Uint8Array(context.enc))
  return async (bytes, boundTo) => {
    const key = await keyOf(context, boundTo)
    return plain(concatBytes(head, await sealUnder(key, bytes, boundTo)))
  }
}

/** Opens what `sealFor` or `sealerFor` made. Raises Problem('internal') whenever anything differs. */
export async function openFor(
  recipientKey: Pick<KeyPair, 'privateKey' | 'publicKey'>,
  sealed: Uint8Array,
  info: Uint8Array,
  boundTo: Uint8Array = new Uint8Array(),
  using: CipherSuite = suite,
): Promise<Uint8Array<ArrayBuffer>> {
  const format = sealed[0]
  const known = format === FORMAT.one || format === FORMAT.ofSeveral
  if (sealed.length <= 1 + ENCAPSULATED || !known) throw sealDoesNotOpen()
  const enc = plain(sealed.subarray(1, 1 + ENCAPSULATED))
  const boxed = plain(sealed.subarray(1 + ENCAPSULATED))
  try {
    if (format === FORMAT.ofSeveral) {
      const context = await using.createRecipientContext({ recipientKey, enc, info })
      return await openUnder(await keyOf(context, boundTo), boxed, boundTo)
    }
    return new Uint8Array(await using.open({ recipientKey, enc, info }, boxed, plain(boundTo)))
  } catch {
    throw sealDoesNotOpen()
  }
}

// An exporter context is at most 128 bytes long, a binding may be longer.
async function keyOf(
  context: Pick<SenderContext, 'export'>,
  boundTo: Uint8Array,
): Promise<Uint8Array> {
  return new Uint8Array(await context.export(plain(sha256(boundTo)), 32))
}
