import type { Door } from '../../db/door.ts'
import { createKekRing, type KekRing, type SealingKey } from '../seal/kek.ts'
import { batcher, type SealedLetter } from './batch.ts'

/** All the public door holds: public keys, the pepper, and a login that can drop and not read. */
export type Letterbox = {
  readonly door: Door
  readonly keks: KekRing
  readonly relayKey: SealingKey
  readonly pepper: Uint8Array
  /** Whether two custodians exist, so that an identity may be asked. */
  readonly custodians: boolean
  readonly store: (letter: SealedLetter) => ReturnType<ReturnType<typeof batcher>>
}

/** Puts a letterbox together; no I/O happens yet. */
export function letterboxOf(
  door: Door,
  keys: { letterKey: SealingKey; relayKey: SealingKey; pepper: Uint8Array },
): Letterbox {
  return {
    door,
    keks: createKekRing(keys.letterKey),
    relayKey: keys.relayKey,
    pepper: keys.pepper,
    custodians: false,
    store: batcher(door),
  }
}
