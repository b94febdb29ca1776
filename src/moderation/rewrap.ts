import { type SQL, sql } from 'drizzle-orm'
import { type Db, type Tx, transaction } from '../../db/connection.ts'
import { keyEncryptionKeys } from '../../db/schema.ts'
import type { KekOpener, KekRing } from '../seal/kek.ts'

/** Where wraps under the door's KEKs lie, and what names their record. */
const places = [
  { table: 'data_keys', record: 'record' },
  { table: 'chat_seals', record: 'event_id' },
  { table: 'conversations', record: 'id' },
  { table: 'chat_files', record: 'id' },
] as const

/** How many wraps are still under a letter key older than `version`. As the database's owner. */
export async function oldWraps(tx: Tx, version: number): Promise<number> {
  let count = 0
  for (const { table } of places) count += await countIn(tx, table, version)
  return count
}

/**
 * Puts every data key that is under an older letter key under the newest one (`version`), `batch` at
 * a time, each batch a transaction of its own: killed at any moment it goes on where it stopped. The
 * records stay bound to the version they were sealed with; what is rewritten meanwhile is left to the
 * next round. Answers how many were rewrapped. Works as the database's owner.
 */
export async function rewrap(
  db: Db,
  keys: { opener: KekOpener; keks: KekRing; version: number },
  { batch = 200, told = () => {} }: { batch?: number; told?: (done: number) => void } = {},
): Promise<number> {
  let done = 0
  for (const place of places) {
    for (;;) {
      const count = await transaction(db, (tx) => rewrapSome(tx, place, keys, batch))
      if (count === 0) break
      done += count
      told(done)
    }
  }
  return done
}

type Place = (typeof places)[number]
type Wrapped = {
  record: string
  kek_id: string
  key_version: number
  wrapped: Buffer
  sealed: Buffer
  kek_version: number
}

async function rewrapSome(
  tx: Tx,
  { table, record }: Place,
  { opener, keks, version }: Parameters<typeof rewrap>[1],
  batch: number,
): Promise<number> {
  const [from, id] = [sql.identifier(table), sql.identifier(record)]
  const { rows } = await tx.execute<Wrapped>(sql`
    select w.${id} as record, w.kek_id, w.key_version, w.wrapped, e.sealed, e.key_version as kek_version
    from ${from} w join key_encryption_keys e on e.id = w.kek_id
    where e.key_version < ${version} limit ${batch} for update of w`)
  if (rows.length === 0) return 0
  const kek = await keks.current()
  const { id: kekId, sealed, keyVersion } = kek
  await tx.insert(keyEncryptionKeys).values({ id: kekId, sealed, keyVersion }).onConflictDoNothing()
  for (const row of rows) {
    const key = await opener.unwrap({
      ...{ record: row.record, kekId: row.kek_id, sealedKek: row.sealed, wrapped: row.wrapped },
      ...{ keyVersion: row.key_version, kekVersion: row.kek_version },
    })
    const wrapped = Buffer.from(await kek.wrap(key, row.record, row.key_version))
    key.fill(0)
    await tx.execute(sql`update ${from} set kek_id = ${kekId}::uuid, wrapped = ${wrapped}
      where ${id} = ${row.record}::uuid and kek_id = ${row.kek_id}::uuid`)
  }
  return rows.length
}

async function countIn(tx: Tx, table: Place['table'], version: number): Promise<number> {
  const from: SQL = sql`${sql.identifier(table)}`
  const { rows } = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from ${from} w join key_encryption_keys e on e.id = w.kek_id
    where e.key_version < ${version}`)
  return rows[0]?.count ?? 0
}
