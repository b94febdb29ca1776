import { bytesToHex } from '@noble/hashes/utils.js'
import { label } from './bytes.ts'
import { type AesKey, aesKey, newDataKey, sealDoesNotOpen } from './envelope.ts'
import { openFor, sealFor } from './hpke.ts'
import type { KeyPair } from './pair.ts'
import { unwrapDataKey, wrapDataKey } from './wrap.ts'

/** A public key one seals to, with its version. */
export type SealingKey = { readonly version: number; readonly publicKey: Uint8Array }

/** The door's key-encryption key of this minute; its raw bytes exist only sealed. */
export type Kek = {
  readonly id: string
  /** The KEK itself, by HPKE to the letter key; kept beside the wraps that name `id`. */
  readonly sealed: Uint8Array<ArrayBuffer>
  /** Version of the letter key it is sealed to. */
  readonly keyVersion: number
  /** `boundVersion`: of the letter key the record's seals are bound to, when it is an older one. */
  wrap(dataKey: Uint8Array, record: string, boundVersion?: number): Promise<Uint8Array<ArrayBuffer>>
}

export type KekRing = { current(): Promise<Kek> }

/** One wrapped data key as the tables hold it. */
export type WrappedKey = {
  readonly kekId: string
  readonly sealedKek: Uint8Array
  /** Version of the letter key that the record's seals are bound to, for life. */
  readonly keyVersion: number
  /** Version that the KEK is sealed to: a later one after a rotation, else the same. */
  readonly kekVersion?: number
  readonly wrapped: Uint8Array
  readonly record: string
}

export type KekOpener = { unwrap(from: WrappedKey): Promise<Uint8Array<ArrayBuffer>> }

/**
 * Keeps one KEK for at most `maxAgeMs` (a minute), so that an HPKE seal, 50 times dearer than a
 * wrap, is paid once a minute and a door taken over later finds no key of earlier letters.
 */
export function createKekRing(
  letterKey: SealingKey,
  { maxAgeMs = 60_000, now = Date.now }: { maxAgeMs?: number; now?: () => number } = {},
): KekRing {
  let held: { kek: Promise<Kek>; bornAt: number } | undefined

  function renew(): Promise<Kek> {
    const fresh = { kek: newKek(letterKey), bornAt: now() }
    const forget = () => {
      if (held === fresh) held = undefined
    }
    held = fresh
    fresh.kek.catch(forget)
    // A quiet door must not keep its key until the next letter comes.
    const timer: { unref?: () => void } = setTimeout(forget, maxAgeMs)
    timer.unref?.()
    return fresh.kek
  }

  return {
    async current() {
      const age = held ? now() - held.bornAt : -1
      // A clock set back must not lengthen a key's life.
      return held && age >= 0 && age < maxAgeMs ? held.kek : renew()
    },
  }
}

/**
 * The console's side: opens KEKs with the letter keys it holds and remembers the last `capacity`
 * of them. `unwrap` raises Problem('internal') when anything was changed, swapped or is unknown.
 */
export function createKekOpener(
  letterKeys: ReadonlyMap<number, KeyPair>,
  { capacity = 1_000 }: { capacity?: number } = {},
): KekOpener {
  const opened = new Map<string, Promise<AesKey>>()

  function kekOf(from: WrappedKey): Promise<AesKey> {
    // The sealed bytes are part of the name: a changed one is noticed even when its id is known.
    const version = from.kekVersion ?? from.keyVersion
    const name = `${from.kekId} ${version} ${bytesToHex(from.sealedKek)}`
    const known = opened.get(name)
    const kek = known ?? openKek(letterKeys.get(version), from, version)
    opened.delete(name)
    opened.set(name, kek)
    const oldest = opened.keys().next().value
    if (opened.size > capacity && oldest !== undefined) opened.delete(oldest)
    if (!known) kek.catch(() => opened.delete(name))
    return kek
  }

  return {
    async unwrap(from) {
      return unwrapDataKey(await kekOf(from), from.wrapped, from.record, from.keyVersion)
    },
  }
}

async function newKek({ version, publicKey }: SealingKey): Promise<Kek> {
  const id = crypto.randomUUID()
  const raw = newDataKey()
  try {
    const sealed = await sealFor(publicKey, raw, kekInfo(id, version))
    const key = await aesKey(raw)
    return {
      id,
      sealed,
      keyVersion: version,
      wrap: (dataKey, record, boundVersion = version) =>
        wrapDataKey(key, dataKey, record, boundVersion),
    }
  } finally {
    raw.fill(0)
  }
}

async function openKek(
  letterKey: KeyPair | undefined,
  from: WrappedKey,
  version: number,
): Promise<AesKey> {
  if (!letterKey) throw sealDoesNotOpen()
  const raw = await openFor(letterKey, from.sealedKek, kekInfo(from.kekId, version))
  try {
    return await aesKey(raw)
  } finally {
    raw.fill(0)
  }
}

function kekInfo(id: string, version: number) {
  return label('ydan kek v1', id, version)
}
