import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { identityOpenings, openingMessages } from '../../db/schema/custodians.ts'
import { dataKeys, people, seals } from '../../db/schema.ts'
import { custodianProblems as problems } from '../../views/words/custodians.ts'
import { problemWords } from '../../views/words/problems.ts'
import { Problem } from '../problem.ts'
import { apartFrom } from '../seal/apart.ts'
import { fromBase64, toBase64 } from '../seal/bytes.ts'
import { fingerprint } from '../seal/fingerprint.ts'
import { halfName, pairOfKeys } from '../seal/halves.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { ownKey } from '../staff/custodian-keys.ts'
import { rosterOf } from '../staff/custodians.ts'
import { openingOver } from './openings.ts'

/** All that one of the two browsers gets: ciphertexts, its own half sealed to its own key. Base64url. */
export type Sitting = {
  opening: string
  record: string
  field: 'identity' | 'raw'
  /** Version of the list of custodians it was sealed for. */
  version: number
  pair: readonly [string, string]
  sealed: string
  mine: { key: string; publicKey: string; wrapped: object; half: string }
  theirs: { key: string; publicKey: string; name: string; fingerprint: string }
}

/**
 * One custodian's side of an opening. Raises Problem('not_found') for any but the two, 'conflict'
 * once it is over or a key of the two left the list, and when what was sealed is gone.
 */
export async function sittingOf(
  tx: Tx,
  actor: Actor,
  id: string,
  signingKeys: readonly Uint8Array[],
): Promise<Sitting> {
  const { row, mine: key, theirs: otherKey } = await own(tx, actor, id)
  const roster = await rosterOf(tx, actor.organisation, signingKeys)
  const [mine, theirs] = [key, otherKey].map((one) =>
    roster.custodians.find((custodian) => custodian.key === one),
  )
  if (!mine || !theirs) throw new Problem('conflict', problems.outOfRoster)
  const kept = await ownKey(tx, actor)
  if (kept?.id !== key) throw new Problem('conflict', problems.outOfRoster)
  const record = apartFrom(row.letterId, row.field)
  const pair = pairOfKeys(key, otherKey)
  const [found] = await tx
    .select({ bytes: seals.bytes, half: dataKeys.wrapped, version: dataKeys.keyVersion })
    .from(seals)
    .innerJoin(dataKeys, eq(dataKeys.record, seals.record))
    .where(
      and(
        eq(seals.record, record),
        eq(seals.field, row.field),
        eq(dataKeys.recipient, halfName({ pair, holder: key })),
      ),
    )
  if (!found) throw new Problem('conflict', problems.nothingSealed)
  const [other] = await tx
    .select({ name: people.name })
    .from(people)
    .where(eq(people.id, theirs.person))
  return {
    ...{ opening: id, record, field: row.field, version: found.version, pair },
    sealed: toBase64(found.bytes),
    mine: {
      ...{ key, publicKey: mine.publicKey, wrapped: kept.wrapped },
      half: toBase64(found.half),
    },
    theirs: {
      ...{ key: otherKey, publicKey: theirs.publicKey, name: other?.name ?? '' },
      fingerprint: fingerprint(fromBase64(theirs.publicKey)),
    },
  }
}

export const newMessage = z.strictObject({
  kind: z.enum(['hello', 'half']),
  bytes: z.string().regex(/^[A-Za-z0-9_-]{20,1000}$/),
})
export type OpeningMessage = z.infer<typeof newMessage>

/** What the other browser said last, each kind once. Raises as `sittingOf` does. */
export async function heardFrom(tx: Tx, actor: Actor, id: string): Promise<OpeningMessage[]> {
  const { theirs } = await own(tx, actor, id)
  const rows = await tx
    .select({ kind: openingMessages.kind, bytes: openingMessages.bytes })
    .from(openingMessages)
    .where(and(eq(openingMessages.openingId, id), eq(openingMessages.keyId, theirs)))
  return rows.map(({ kind, bytes }) => ({ kind, bytes: toBase64(bytes) }))
}

/** Keeps what this browser says to the other, in place of what it said before. */
export async function sayTo(
  tx: Tx,
  actor: Actor,
  id: string,
  { kind, bytes }: OpeningMessage,
): Promise<void> {
  const { mine: keyId } = await own(tx, actor, id)
  const row = { bytes: fromBase64(bytes), at: sql`now()` }
  await tx
    .insert(openingMessages)
    .values({ openingId: id, organisationId: actor.organisation, keyId, kind, ...row })
    .onConflictDoUpdate({
      target: [openingMessages.openingId, openingMessages.keyId, openingMessages.kind],
      set: row,
    })
}

async function own(tx: Tx, actor: Actor, id: string) {
  needRole(actor, 'custodian')
  const [row] = z.uuid().safeParse(id).success
    ? await tx
        .select({
          letterId: identityOpenings.letterId,
          field: identityOpenings.field,
          askedBy: identityOpenings.askedBy,
          agreedBy: identityOpenings.agreedBy,
          askedKey: identityOpenings.askedKey,
          agreedKey: identityOpenings.agreedKey,
          over: openingOver,
        })
        .from(identityOpenings)
        .where(eq(identityOpenings.id, id))
    : []
  const asked = row?.askedBy === actor.person
  if (!row || !(asked || row.agreedBy === actor.person)) {
    throw new Problem('not_found', problemWords.notFound)
  }
  if (row.over) throw new Problem('conflict', problems.openingOver)
  const [mine, theirs] = asked ? [row.askedKey, row.agreedKey] : [row.agreedKey, row.askedKey]
  return { row, mine, theirs }
}
