import { expand, hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { label } from '../../src/seal/bytes.ts'
import { openBytes } from '../../src/seal/envelope.ts'
import { openFor } from '../../src/seal/hpke.ts'
import { pairOf } from '../../src/seal/pair.ts'
import { openWithReceipt } from '../../src/seal/reply.ts'
import { openRoute } from '../../src/seal/route.ts'
import { unwrapDataKey } from '../../src/seal/wrap.ts'

/** A seal in a stolen dump, with what the dump says beside it. */
export type Stolen = {
  record: string
  field: string
  bytes: Buffer
  recipient: string | null
  wrapped: Buffer | null
  version: number | null
  kek: string | null
  sealed_kek: Buffer | null
  hints: (string | null)[]
}

/** Every seal with its wraps, the open columns of its letter as hints. */
export const stolenSql = `
  select s.record, s.field, s.bytes, k.recipient, k.wrapped, k.key_version as version, e.id as kek,
    e.sealed as sealed_kek,
    array[encode(t.receipt_hash, 'hex'), encode(t.receipt_public_key, 'hex'), l.commitment, l.channel_message_id,
      encode(l.body_tag, 'hex'), t.id::text, s.record::text] as hints
  from seals s left join data_keys k using (record) left join key_encryption_keys e on e.id = k.kek_id
    left join letters l on l.id = s.record left join replies r on r.id = s.record
    left join threads t on t.id in (l.thread_id, r.thread_id, s.record)`

/** The 32-byte keys a thief can make of a row and of what the letterbox holds: the pepper first. */
export function keysFrom({ hints }: Stolen, held: [Uint8Array, ...Uint8Array[]]): Uint8Array[] {
  const [pepper] = held
  const uses = ['data key wrap', 'hpke pair', 'receipt', 'body'].map((use) => label(use))
  const known = hints
    .filter((hint) => hint !== null)
    .flatMap((hint) => [
      utf8ToBytes(hint),
      ...(/^[0-9a-f]{64}$/.test(hint) ? [hexToBytes(hint)] : []),
    ])
  const derived = known.flatMap((secret) => [
    hmac(sha256, pepper, secret),
    ...uses.flatMap((use) => [
      hkdf(sha256, secret, pepper, use, 32),
      expand(sha256, sha256(secret), use, 32),
      ...(secret.length === 32 ? [expand(sha256, secret, use, 32)] : []),
    ]),
  ])
  return [...held, ...known.filter(({ length }) => length === 32), ...derived]
}

/** Tries one key in every place where a key of its kind could fit; the words if it opens something. */
export async function tryKey(key: Uint8Array, row: Stolen): Promise<string[]> {
  const { record, field, version, wrapped } = row
  const binding = { record, field, keyVersion: version ?? 1 }
  const keyBinding = { ...binding, field: 'data-key' }
  const pair = await pairOf('X25519', key)
  const kekInfo = label('ydan kek v1', row.kek ?? '', version ?? 1)
  const attempts: Promise<Uint8Array>[] = [openBytes(key, row.bytes, binding)]
  if (field === 'route') attempts.push(openRoute(pair, row.bytes, binding))
  if (wrapped) attempts.push(unwrapDataKey(key, wrapped, record, 1))
  if (wrapped) attempts.push(unwrapDataKey(key, wrapped, record, version ?? 1))
  if (wrapped) attempts.push(openWithReceipt(pair, wrapped, keyBinding))
  if (row.sealed_kek) attempts.push(openFor(pair, row.sealed_kek, kekInfo))
  const opened = await Promise.allSettled(attempts)
  return opened.flatMap((one, place) =>
    one.status === 'fulfilled' ? [`${field} ${row.recipient} ${place}`] : [],
  )
}
