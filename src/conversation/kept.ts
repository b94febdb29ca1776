import { eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { conversations, keyEncryptionKeys } from '../../db/schema.ts'
import { newDataKey, openBytes, sealBytes, sealDoesNotOpen } from '../seal/envelope.ts'
import type { KekOpener, KekRing, SealingKey } from '../seal/kek.ts'
import type { KeyPair } from '../seal/pair.ts'
import { openRoute, routeSealer } from '../seal/route.ts'
import { isEmpty, type KeptThread, type Memory, newMemory } from './memory.ts'
import type { ChatTo } from './say.ts'

/** What the conversation's job opens and seals with. */
export type ChatKeys = {
  opener: KekOpener
  keks: KekRing
  relay: ReadonlyMap<number, KeyPair>
  relayKey: SealingKey
  /** 32 bytes; receipts and the names of conversations hang on it. */
  pepper: Uint8Array
}

/** A conversation as the database keeps it, opened. */
export type Kept = { id: string; memory: Memory; to: ChatTo | null }

type Drafted = Omit<Memory, 'threads'>

/** Opens a conversation; one that has said nothing yet is new. Raises when a seal does not open. */
export async function recall(tx: Tx, keys: ChatKeys, conversation: Uint8Array): Promise<Kept> {
  const [row] = await tx
    .select()
    .from(conversations)
    .innerJoin(keyEncryptionKeys, eq(keyEncryptionKeys.id, conversations.kekId))
    .where(eq(conversations.conversation, conversation))
  if (!row) return { id: crypto.randomUUID(), memory: newMemory(), to: null }
  const { id: record, keyVersion, kekId, wrapped, draft } = row.conversations
  const { sealed: sealedKek, keyVersion: kekVersion } = row.key_encryption_keys
  const wrap = { kekId, sealedKek, kekVersion, keyVersion, wrapped }
  const key = await keys.opener.unwrap({ ...wrap, record })
  const drafted = read<Drafted>(await openBytes(key, draft, { record, field: 'draft', keyVersion }))
  const threads = await relayed<KeptThread[]>(keys, row.conversations, 'threads')
  const to = await relayed<ChatTo>(keys, row.conversations, 'route')
  return { id: record, memory: { ...newMemory(), ...drafted, threads }, to }
}

/** Keeps a conversation for its next turn; day only. */
export async function remember(
  tx: Tx,
  keys: ChatKeys,
  conversation: Uint8Array,
  { id: record, memory, to }: Kept & { to: ChatTo },
): Promise<void> {
  const { threads, ...drafted } = memory
  const { id: kekId, sealed, keyVersion, wrap } = await keys.keks.current()
  const key = newDataKey()
  const seal = routeSealer(keys.relayKey)
  const forRelay = (field: string, value: unknown) => seal(written(value), { record, field })
  // A fresh key each time: what an earlier turn held opens with nothing that is left.
  const row = {
    channel: to.channel,
    day: sql`today()`,
    unsent: memory.pending !== null || (memory.draft !== null && !isEmpty(memory.draft)),
    keyVersion,
    kekId,
    wrapped: await wrap(key, record),
    draft: await sealBytes(key, written(drafted), { record, field: 'draft', keyVersion }),
    relayVersion: keys.relayKey.version,
    threads: await forRelay('threads', threads),
    route: await forRelay('route', to),
  }
  await tx.insert(keyEncryptionKeys).values({ id: kekId, sealed, keyVersion }).onConflictDoNothing()
  await tx
    .insert(conversations)
    .values({ conversation, id: record, ...row })
    .onConflictDoUpdate({ target: conversations.conversation, set: row })
}

async function relayed<T>(
  { relay }: ChatKeys,
  row: typeof conversations.$inferSelect,
  field: 'threads' | 'route',
): Promise<T> {
  const key = relay.get(row.relayVersion)
  if (!key) throw sealDoesNotOpen()
  const binding = { record: row.id, field, keyVersion: row.relayVersion }
  return read<T>(await openRoute(key, row[field], binding))
}

function written(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value))
}

// Our own bytes, authenticated by their seal.
function read<T>(bytes: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(bytes)) as T
}
