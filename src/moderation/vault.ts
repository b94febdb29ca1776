import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { dataKeys, keyEncryptionKeys, seals } from '../../db/schema.ts'
import { benchWords } from '../../views/words/console.ts'
import { lockedWords } from '../../views/words/moderation.ts'
import { Problem } from '../problem.ts'
import { newDataKey, openBytes, sealBytes } from '../seal/envelope.ts'
import { createKekOpener, createKekRing, type KekOpener, type KekRing } from '../seal/kek.ts'
import type { Keys, Signer } from '../seal/keys.ts'
import { sealForReceipt } from '../seal/reply.ts'
import { createSearch, type Search } from './search.ts'

/** The console's power to open and make seals; without keys every use answers 503. */
export type Vault = {
  opener: KekOpener
  keks: KekRing
  keyVersion: number
  /** Whether the keys still wait for their passphrase. */
  locked: boolean
  /** What signs lists of custodians; null while locked. */
  signing: Signer | null
  /** What is remembered of opened letters, for search and likeness. */
  search: Search
}

/** Opens the vault with the deployment's keys; 'locked' gives a vault that refuses everything. */
export function vaultOf(keys: Keys | 'locked'): Vault {
  if (keys === 'locked') return { ...lockedVault, search: createSearch() }
  const letter = keys.letter.get(keys.letterVersion)
  if (!letter) throw new Problem('unavailable', lockedWords.locked)
  return {
    opener: createKekOpener(keys.letter),
    keks: createKekRing({ version: keys.letterVersion, publicKey: letter.publicBytes }),
    keyVersion: keys.letterVersion,
    locked: false,
    signing: keys.signing,
    search: createSearch(),
  }
}

/** Opens a locked vault in place: whoever holds it works with the keys from then on. */
export function unlockVault(vault: Vault, keys: Keys): void {
  Object.assign(vault, vaultOf(keys))
}

const refuse = async () => {
  throw new Problem('unavailable', lockedWords.locked)
}
const lockedVault: Omit<Vault, 'search'> = {
  opener: { unwrap: refuse },
  keks: { current: refuse },
  keyVersion: 0,
  locked: true,
  signing: null,
}

/** A sealed field by name. */
export type Sealed = { record: string; field: string }

const wrapColumns = {
  wrapped: dataKeys.wrapped,
  keyVersion: dataKeys.keyVersion,
  kekId: keyEncryptionKeys.id,
  sealedKek: keyEncryptionKeys.sealed,
  kekVersion: keyEncryptionKeys.keyVersion,
}

/** Opens one sealed field. Answers null when it was shredded; raises when the seal is damaged. */
export async function open(tx: Tx, vault: Vault, from: Sealed): Promise<Uint8Array | null> {
  return (await openMany(tx, vault, [from.record], from.field)).get(from.record) ?? null
}

/** Opens one field of many records in one query; shredded ones are missing in the answer. */
export async function openMany(
  tx: Tx,
  vault: Vault,
  records: readonly string[],
  field: string,
): Promise<Map<string, Uint8Array>> {
  if (records.length === 0) return new Map()
  const rows = await tx
    .select({ record: seals.record, bytes: seals.bytes, ...wrapColumns })
    .from(seals)
    .innerJoin(dataKeys, and(eq(dataKeys.record, seals.record), eq(dataKeys.recipient, 'letter')))
    .innerJoin(keyEncryptionKeys, eq(keyEncryptionKeys.id, dataKeys.kekId))
    .where(and(inArray(seals.record, [...records]), eq(seals.field, field)))
  const opened = rows.map(async ({ record, bytes, ...wrap }) => {
    const key = await vault.opener.unwrap({ ...wrap, record })
    const { keyVersion } = wrap
    return [record, await openBytes(key, bytes, { record, field, keyVersion })] as const
  })
  return new Map(await Promise.all(opened))
}

/**
 * Seals a new record's field for the letter key, and for a receipt when its public key is given.
 * The record must not have a data key yet. `beside` are further fields under the same data key.
 */
export async function seal(
  tx: Tx,
  vault: Vault,
  to: Sealed & { organisation: string; receiptKey?: Uint8Array },
  bytes: Uint8Array,
  beside: Readonly<Record<string, Uint8Array>> = {},
): Promise<void> {
  const { record, field, organisation: organisationId } = to
  const { id: kekId, sealed, keyVersion, wrap } = await vault.keks.current()
  const key = newDataKey()
  await tx.insert(keyEncryptionKeys).values({ id: kekId, sealed, keyVersion }).onConflictDoNothing()
  for (const [name, plain] of Object.entries({ ...beside, [field]: bytes })) {
    await tx.insert(seals).values({
      record,
      field: name,
      organisationId,
      bytes: await sealBytes(key, plain, { record, field: name, keyVersion }),
    })
  }
  const wrapped = await wrap(key, record)
  await tx
    .insert(dataKeys)
    .values({ record, recipient: 'letter', organisationId, kekId, keyVersion, wrapped })
  if (!to.receiptKey) return
  await tx.insert(dataKeys).values({
    record,
    recipient: 'reply',
    organisationId,
    keyVersion,
    wrapped: await sealForReceipt(to.receiptKey, key, { record, field: 'data-key', keyVersion }),
  })
}

/** Seals the same field of several new records for the letter key, each under a key of its own. */
export async function sealMany(
  tx: Tx,
  vault: Vault,
  field: string,
  given: readonly { record: string; organisation: string; bytes: Uint8Array }[],
): Promise<void> {
  const { id: kekId, sealed, keyVersion, wrap } = await vault.keks.current()
  const made = await Promise.all(
    given.map(async ({ record, organisation: organisationId, bytes: plain }) => {
      const key = newDataKey()
      const bytes = await sealBytes(key, plain, { record, field, keyVersion })
      return { record, organisationId, bytes, wrapped: await wrap(key, record) }
    }),
  )
  await tx.insert(keyEncryptionKeys).values({ id: kekId, sealed, keyVersion }).onConflictDoNothing()
  await tx.insert(seals).values(made.map(({ wrapped: _, ...row }) => ({ ...row, field })))
  await tx
    .insert(dataKeys)
    .values(
      made.map(({ bytes: _, ...row }) => ({ ...row, recipient: 'letter', kekId, keyVersion })),
    )
}

/**
 * Seals one more field of a record that has its data key already, so that whatever shreds the record
 * takes this, too. Raises Problem('conflict') when the record was shredded.
 */
export async function sealBeside(
  tx: Tx,
  vault: Vault,
  to: Sealed & { organisation: string },
  bytes: Uint8Array,
): Promise<void> {
  const { record, field, organisation: organisationId } = to
  const [wrap] = await tx
    .select(wrapColumns)
    .from(dataKeys)
    .innerJoin(keyEncryptionKeys, eq(keyEncryptionKeys.id, dataKeys.kekId))
    .where(and(eq(dataKeys.record, record), eq(dataKeys.recipient, 'letter')))
  if (!wrap) throw new Problem('conflict', benchWords.gone)
  const key = await vault.opener.unwrap({ ...wrap, record })
  const { keyVersion } = wrap
  const sealed = await sealBytes(key, bytes, { record, field, keyVersion })
  await tx.insert(seals).values({ record, field, organisationId, bytes: sealed })
}
