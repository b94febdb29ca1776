import { sealWords } from '../../views/words/seal.ts'
import { Problem } from '../problem.ts'
import { type ApartField, apartFrom } from '../seal/apart.ts'
import { sealForCustodians } from '../seal/halves.ts'
import { type Roster, type RosterText, readRoster, rosterFromText } from '../seal/roster.ts'
import type { SealedLetter } from './batch.ts'

/** Whom an organisation's identities are sealed for; null while there are not two custodians. */
export type Custodians = (organisation: string) => Promise<Roster | null>

const keptMs = 60_000

/**
 * Asks the database for rosters and believes only what one of the deployment's signing keys
 * signed; without them (`SIGNING_PUBLIC_KEYS`) there are no custodians. Kept for a minute. Raises
 * Problem('unavailable') for a roster that is not genuine, or older than one seen before.
 */
export function custodiansBehind(
  ask: (organisation: string) => Promise<RosterText | null>,
  signingKeys: readonly Uint8Array[],
  now: () => number = Date.now,
): Custodians {
  const known = new Map<string, { roster: Roster | null; at: number }>()
  return async (organisation) => {
    if (signingKeys.length === 0) return null
    const held = known.get(organisation)
    if (held && now() - held.at < keptMs) return usable(held.roster)
    const given = await ask(organisation)
    const roster = given ? await readRoster(rosterFromText(given), signingKeys, organisation) : null
    // A database put back to an older state would bring back who was taken off the roster.
    if ((held?.roster?.version ?? 0) > (roster?.version ?? 0)) {
      throw new Problem('unavailable', sealWords.rosterUntrusted)
    }
    known.set(organisation, { roster, at: now() })
    return usable(roster)
  }
}

/** Whether an identity may be asked; a roster that cannot be believed counts as none. */
export async function asksIdentity(custodians: Custodians, organisation: string): Promise<boolean> {
  return (await custodians(organisation).catch(() => null)) !== null
}

/** The letter with one more seal, which any two custodians open together. */
export async function sealedApart(
  { row, blobs }: SealedLetter,
  field: ApartField,
  bytes: Uint8Array,
  roster: Roster,
): Promise<SealedLetter> {
  const record = apartFrom(String(row.id), field)
  const { sealed, halves } = await sealForCustodians(bytes, { record, field }, roster)
  const keys = halves.map(({ recipient }, place) => ({
    ...{ record, recipient, keyVersion: roster.version },
    blob: blobs.length + 1 + place,
  }))
  return {
    row: {
      ...row,
      seals: [...row.seals, { record, field, blob: blobs.length }],
      keys: [...row.keys, ...keys],
    },
    blobs: [...blobs, sealed, ...halves.map(({ wrapped }) => wrapped)],
  }
}

function usable(roster: Roster | null): Roster | null {
  return roster && roster.custodians.length >= 2 ? roster : null
}
