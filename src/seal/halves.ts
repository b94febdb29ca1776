import { randomBytes } from '@noble/hashes/utils.js'
import { fromBase64, label, plain } from './bytes.ts'
import { type Curve, curveHere } from './curve.ts'
import { newDataKey, openBytes, sealBytes, sealDoesNotOpen, sealUsedWrongly } from './envelope.ts'
import { openFor, sealFor } from './hpke.ts'
import type { KeyPair } from './pair.ts'
import type { Roster } from './roster.ts'

/** Which half of which record's data key: for `holder`, who together with the other of the pair opens. */
export type Half = {
  readonly record: string
  /** Version of the roster the record was sealed for. */
  readonly version: number
  /** Ids of the pair's keys, the smaller first. */
  readonly pair: readonly [string, string]
  readonly holder: string
}

/** One row of `data_keys` for one custodian of one pair. */
export type WrappedHalf = { readonly recipient: string; readonly wrapped: Uint8Array<ArrayBuffer> }

const info = label('ydan custodian half v1')

/** The name under which `data_keys` keeps a half. */
export function halfName({ pair, holder }: Pick<Half, 'pair' | 'holder'>): string {
  return `custodians:${pair[0]}.${pair[1]}:${holder}`
}

/** The pair of two keys, in the order that names it. */
export function pairOfKeys(one: string, other: string): readonly [string, string] {
  return one < other ? [one, other] : [other, one]
}

/**
 * Seals bytes so that any two custodians open them together and no one alone: the data key is split
 * anew for every pair (XOR with a random half), each half sealed by HPKE to its custodian. Raises
 * Problem('internal') for a roster of fewer than two.
 */
export async function sealForCustodians(
  bytes: Uint8Array,
  of: { record: string; field: string },
  roster: Roster,
): Promise<{ sealed: Uint8Array<ArrayBuffer>; halves: WrappedHalf[] }> {
  const { version, custodians } = roster
  if (custodians.length < 2) throw sealUsedWrongly()
  const dataKey = newDataKey()
  try {
    const halves: WrappedHalf[] = []
    for (const [place, one] of custodians.entries()) {
      for (const other of custodians.slice(place + 1)) {
        const pair = pairOfKeys(one.key, other.key)
        const first = plain(randomBytes(dataKey.length))
        const parts = [
          [one, first],
          [other, joined(dataKey, first)],
        ] as const
        for (const [{ key: holder, publicKey }, half] of parts) {
          const to = { record: of.record, version, pair, holder }
          halves.push({ recipient: halfName(to), wrapped: await sealHalf(publicKey, half, to) })
          half.fill(0)
        }
      }
    }
    return { sealed: await sealBytes(dataKey, bytes, { ...of, keyVersion: version }), halves }
  } finally {
    dataKey.fill(0)
  }
}

/** A custodian opens the own half. Raises Problem('internal') whenever anything differs. */
export async function openHalf(
  curve: Curve,
  keys: KeyPair,
  wrapped: Uint8Array,
  half: Half,
): Promise<Uint8Array<ArrayBuffer>> {
  return openFor(keys, wrapped, info, boundTo(half), curve.suite)
}

/** Two halves open the record. Raises Problem('internal') whenever anything differs. */
export async function openWithHalves(
  halves: readonly [Uint8Array, Uint8Array],
  sealed: Uint8Array,
  of: { record: string; field: string; version: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const { record, field, version: keyVersion } = of
  if (halves[0].length !== halves[1].length) throw sealDoesNotOpen()
  const dataKey = joined(halves[0], halves[1])
  try {
    return await openBytes(dataKey, sealed, { record, field, keyVersion })
  } finally {
    dataKey.fill(0)
  }
}

async function sealHalf(publicKey: string, half: Uint8Array, to: Half) {
  const { suite } = await curveHere()
  return sealFor(fromBase64(publicKey), half, info, boundTo(to), suite)
}

function boundTo({ record, version, pair, holder }: Half): Uint8Array {
  return label('half', record.toLowerCase(), version, pair[0], pair[1], holder)
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  return plain(one.map((byte, place) => byte ^ (other[place] ?? 0)))
}
