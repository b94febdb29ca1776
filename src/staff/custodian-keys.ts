import { bytesToHex } from '@noble/hashes/utils.js'
import { and, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { custodianKeys, custodianSecrets } from '../../db/schema/custodians.ts'
import { custodianProblems as problems } from '../../views/words/custodians.ts'
import { Problem } from '../problem.ts'
import { fromBase64 } from '../seal/bytes.ts'
import { strength } from '../seal/wrapped-secret.ts'
import { type Actor, needRole } from './actor.ts'

/** A custodian's secret as the browser sends it; what it is sealed under is known only there. */
const wrappedSecret = z.strictObject({
  format: z.literal('ydan custodian 1'),
  argon2id: z.strictObject({
    t: z.literal(strength.t),
    m: z.literal(strength.m),
    p: z.literal(strength.p),
    salt: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  }),
  box: z.string().regex(/^[A-Za-z0-9_-]{40,100}$/),
})

export const newKey = z.strictObject({
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  wrapped: wrappedSecret,
})
export const newSecret = newKey.pick({ wrapped: true })

/** A custodian's own newest key with its sealed secret. */
export type OwnKey = {
  id: string
  publicKey: Uint8Array
  wrapped: z.infer<typeof wrappedSecret>
  madeAt: Date
}

/**
 * Keeps the public key that a custodian made, and the secret as the browser sealed it; gives the
 * key's id. It counts for nothing until an administrator asks and a lead agrees. Raises
 * Problem('forbidden') for who is no custodian, 'conflict' for a key that is there already.
 */
export async function keepKey(
  tx: Tx,
  actor: Actor,
  { publicKey, wrapped }: z.infer<typeof newKey>,
): Promise<string> {
  needRole(actor, 'custodian')
  const bytes = fromBase64(publicKey)
  const id = crypto.randomUUID()
  const { organisation: organisationId, person: personId } = actor
  const known = await tx
    .select({ id: custodianKeys.id })
    .from(custodianKeys)
    .where(eq(custodianKeys.publicKey, bytes))
  if (known.length > 0) throw new Problem('conflict', problems.sameKey)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  await tx.insert(custodianKeys).values({
    ...{ id, organisationId, personId, publicKey: bytes },
    entrySeq: sql`custody_append(${organisationId}::uuid, 'custodian-key.made', ${id}::uuid,
      ${personId}::uuid, p_commitment => ${bytesToHex(digest)})`,
  })
  await tx.insert(custodianSecrets).values({ keyId: id, organisationId, wrapped })
  return id
}

/**
 * Replaces the sealed secret of the actor's own key, after its passphrase was changed with the
 * recovery sheet. Raises Problem('not_found') for another's key.
 */
export async function replaceSecret(
  tx: Tx,
  actor: Actor,
  key: string,
  { wrapped }: z.infer<typeof newSecret>,
): Promise<void> {
  needRole(actor, 'custodian')
  if ((await ownKey(tx, actor))?.id !== key) throw new Problem('not_found', problems.noKey)
  await tx
    .update(custodianSecrets)
    .set({ wrapped, at: sql`now()` })
    .where(eq(custodianSecrets.keyId, key))
  await tx.execute(sql`select custody_append(${actor.organisation}::uuid, 'custodian-key.rewrapped',
    ${key}::uuid, ${actor.person}::uuid)`)
}

/** The newest key the actor made here; null when there is none. */
export async function ownKey(tx: Tx, actor: Actor): Promise<OwnKey | null> {
  const [row] = await tx
    .select({
      id: custodianKeys.id,
      publicKey: custodianKeys.publicKey,
      madeAt: custodianKeys.madeAt,
      wrapped: custodianSecrets.wrapped,
    })
    .from(custodianKeys)
    .innerJoin(custodianSecrets, eq(custodianSecrets.keyId, custodianKeys.id))
    .where(
      and(
        eq(custodianKeys.personId, actor.person),
        eq(custodianKeys.organisationId, actor.organisation),
      ),
    )
    .orderBy(desc(custodianKeys.entrySeq))
    .limit(1)
  return row ? { ...row, wrapped: wrappedSecret.parse(row.wrapped) } : null
}
