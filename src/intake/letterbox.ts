import type { Door } from '../../db/door.ts'
import { createKekRing, type KekRing, type SealingKey } from '../seal/kek.ts'
import { askedOnce } from './asked-once.ts'
import { batcher, type SealedLetter } from './batch.ts'
import { type Custodians, custodiansBehind } from './custodians.ts'

/** All the public door holds: public keys, the pepper, and a login that can drop and not read. */
export type Letterbox = {
  readonly door: Door
  readonly keks: KekRing
  readonly relayKey: SealingKey
  readonly pepper: Uint8Array
  /** Whom identities are sealed for, once two custodians exist. */
  readonly custodians: Custodians
  readonly store: (letter: SealedLetter) => ReturnType<ReturnType<typeof batcher>>
}

/** What a letterbox is started with. Without signing keys (raw) no list of custodians is believed. */
export type LetterboxKeys = {
  readonly letterKey: SealingKey
  readonly relayKey: SealingKey
  readonly pepper: Uint8Array
  readonly signingKeys?: readonly Uint8Array[]
}

/** Puts a letterbox together; no I/O happens yet. */
export function letterboxOf(door: Door, keys: LetterboxKeys): Letterbox {
  return {
    door: askedOnce(door),
    keks: createKekRing(keys.letterKey),
    relayKey: keys.relayKey,
    pepper: keys.pepper,
    custodians: custodiansBehind(door.custodians, keys.signingKeys ?? []),
    store: batcher(door),
  }
}
