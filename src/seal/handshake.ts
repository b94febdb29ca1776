import { x25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, randomBytes } from '@noble/hashes/utils.js'
import { label, plain } from './bytes.ts'
import type { Curve } from './curve.ts'
import { custodianScalar } from './custodian.ts'
import { sealDoesNotOpen } from './envelope.ts'
import { openFor, sealFor } from './hpke.ts'
import { hkdf, mac } from './kdf.ts'
import type { KeyPair } from './pair.ts'

/** Two browsers in one opening: ids of the opening and of the keys, and the other's public key (raw). */
export type Meeting = {
  readonly opening: string
  readonly mine: string
  readonly theirs: string
  readonly theirPublicKey: Uint8Array
}

/** One browser's side of a meeting: what it says first, and what only it can read. */
export type Side = {
  /** Ephemeral public key ‖ proof that it is this custodian's: for the other browser. */
  readonly hello: Uint8Array<ArrayBuffer>
  /** Seals the own half to whoever said this hello. Raises Problem('internal') for a stranger. */
  give(theirHello: Uint8Array, half: Uint8Array): Promise<Uint8Array<ArrayBuffer>>
  /**
   * Opens the half that was given for this hello; null for one that answers another (an earlier page
   * of the same custodian). Raises Problem('internal') whenever anything else differs.
   */
  take(given: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null>
}

const info = label('ydan opening half v1')
const KEY = 32
const TAG = 8

/**
 * Begins a meeting with a fresh key that dies with the page. The server only carries: a hello is
 * proved by what the two custodians' own keys share (X25519, HKDF, HMAC), so that the server cannot
 * put a key of its own between them.
 */
export async function sideOf(curve: Curve, secret: Uint8Array, between: Meeting): Promise<Side> {
  const ephemeral = await curve.pairOf(randomBytes(KEY))
  const shared = sharedWith(secret, between)
  const proof = proofOf(shared, between.mine, ephemeral)
  const hello = plain(concatBytes(ephemeral.publicBytes, proof))
  return {
    hello,
    async give(theirHello, half) {
      const publicBytes = plain(theirHello.subarray(0, KEY))
      const proof = proofOf(shared, between.theirs, { publicBytes })
      if (bytesToHex(proof) !== bytesToHex(theirHello.subarray(KEY))) throw sealDoesNotOpen()
      const to = label(between.opening, between.mine, between.theirs)
      const sealed = await sealFor(publicBytes, half, info, to, curve.suite)
      return plain(concatBytes(tagOf(theirHello), sealed))
    },
    async take(given) {
      if (bytesToHex(given.subarray(0, TAG)) !== bytesToHex(tagOf(hello))) return null
      const to = label(between.opening, between.theirs, between.mine)
      return openFor(ephemeral, given.subarray(TAG), info, to, curve.suite)
    },
  }
}

// Says which hello a half answers.
function tagOf(hello: Uint8Array): Uint8Array {
  return sha256(hello).subarray(0, TAG)
}

function sharedWith(secret: Uint8Array, between: Meeting): Uint8Array {
  const shared = x25519.getSharedSecret(custodianScalar(secret), between.theirPublicKey)
  return hkdf(shared, null, label('ydan opening v1', between.opening), KEY)
}

function proofOf(shared: Uint8Array, from: string, { publicBytes }: Pick<KeyPair, 'publicBytes'>) {
  return mac(shared, label('hello', from), publicBytes)
}
