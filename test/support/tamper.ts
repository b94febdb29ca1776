import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { growth, type Node } from '../../src/custody/growth.ts'
import { headText, originOf } from '../../src/custody/head.ts'
import { keepNodes } from '../../src/custody/nodes.ts'
import { type NoteSigner, signNote } from '../../src/custody/note.ts'
import { leafHash } from '../../src/custody/tree.ts'
import { unguarded } from './custody.ts'

/** One way in which a database's owner changes the log of `organisation` at place `at`. */
export type Tamper = (tx: Tx, organisation: string, at: number) => Promise<unknown>

const entries = (tx: Tx, ...changes: SQL[]) =>
  unguarded(tx, ['custody_entries'], async () => {
    for (const change of changes) await tx.execute(change)
  })

/** Another valid entry in place of one: the same, but of another item. */
const otherBytes = sql`convert_to(regexp_replace(convert_from(bytes, 'UTF8'),
  '"item":"........', '"item":"ffffffff'), 'UTF8')`
const hashed = (bytes: SQL) => sql`sha256('\\x00'::bytea || ${bytes})`
const shift = (organisation: string, from: number, by: number) => [
  sql`update custody_entries set seq = -seq - 1 where organisation_id = ${organisation} and seq >= ${from}`,
  sql`update custody_entries set seq = -seq - 1 + ${by}::int where organisation_id = ${organisation} and seq < 0`,
  sql`update custody_heads set size = size + ${by}::int where organisation_id = ${organisation}`,
]

/** P6: what may happen to the log itself. */
export const logTampers: Record<string, Tamper> = {
  'the content of an entry is edited': (tx, id, at) =>
    entries(tx, sql`update custody_entries set bytes = ${otherBytes} where organisation_id = ${id} and seq = ${at}`),
  'the content of an entry is overwritten with rubbish': (tx, id, at) =>
    entries(tx, sql`update custody_entries set bytes = '\\xff00'::bytea where organisation_id = ${id} and seq = ${at}`),
  'an entry is written with spaces': (tx, id, at) =>
    entries(
      tx,
      sql`update custody_entries set bytes = convert_to(replace(convert_from(bytes, 'UTF8'), ',', ', '), 'UTF8')
        where organisation_id = ${id} and seq = ${at}`,
      sql`update custody_entries set leaf_hash = ${hashed(sql`bytes`)} where organisation_id = ${id} and seq = ${at}`,
    ),
  'an entry is edited with its hash': (tx, id, at) =>
    entries(
      tx,
      sql`update custody_entries set bytes = ${otherBytes}, leaf_hash = ${hashed(otherBytes)},
        item = overlay(item::text placing 'ffffffff' from 1 for 8)::uuid where organisation_id = ${id} and seq = ${at}`,
    ),
  'an entry is edited and the whole chain computed again': async (tx, id, at) => {
    await logTampers['an entry is edited with its hash']?.(tx, id, at)
    await rebuild(tx, id)
  },
  'a column beside an entry is changed': (tx, id, at) =>
    entries(tx, sql`update custody_entries set kind = 'cycle.closed' where organisation_id = ${id} and seq = ${at}`),
  'a hash is changed': (tx, id, at) =>
    entries(tx, sql`update custody_entries set leaf_hash = sha256('x') where organisation_id = ${id} and seq = ${at}`),
  'an entry is deleted': (tx, id, at) =>
    entries(tx, sql`delete from custody_entries where organisation_id = ${id} and seq = ${at}`),
  'an entry is deleted and the rest renumbered': (tx, id, at) =>
    entries(
      tx,
      sql`delete from custody_entries where organisation_id = ${id} and seq = ${at}`,
      ...shift(id, at, -1),
    ),
  'an entry is deleted, the rest renumbered, the chain computed again': async (tx, id, at) => {
    await logTampers['an entry is deleted and the rest renumbered']?.(tx, id, at)
    await rebuild(tx, id)
  },
  'an entry is inserted, the rest renumbered, the chain computed again': async (tx, id, at) => {
    await entries(
      tx,
      ...shift(id, at + 1, 1),
      sql`insert into custody_entries select organisation_id, seq + 1, bytes, leaf_hash, kind, item, subject
        from custody_entries where organisation_id = ${id} and seq = ${at}`,
    )
    await rebuild(tx, id)
  },
  'two entries are swapped': (tx, id, at) => swap(tx, id, at),
  'two entries are swapped and the chain computed again': async (tx, id, at) => {
    await swap(tx, id, at)
    await rebuild(tx, id)
  },
  'the tail is cut off': (tx, id, at) =>
    entries(tx, sql`delete from custody_entries where organisation_id = ${id} and seq >= ${at}`),
  'the tail is cut off, with its count, its nodes and its checkpoints': (tx, id, at) =>
    truncate(tx, id, at),
  'the count of the log is changed': (tx, id, at) =>
    tx.execute(sql`update custody_heads set size = ${at} where organisation_id = ${id}`),
  'a node of the tree is changed': (tx, id, at) =>
    unguarded(tx, ['custody_nodes'], () =>
      tx.execute(sql`update custody_nodes set hash = sha256('x') where (organisation_id, level, index) =
        (select organisation_id, level, index from custody_nodes where organisation_id = ${id}
          order by level, index offset ${at} % (select count(*) from custody_nodes where organisation_id = ${id}) limit 1)`),
    ),
  'a node of the tree is deleted': (tx, id, at) =>
    unguarded(tx, ['custody_nodes'], () =>
      tx.execute(sql`delete from custody_nodes where organisation_id = ${id} and level = 1
        and index = ${at} % (select count(*) - 1 from custody_nodes where organisation_id = ${id} and level = 1)`),
    ),
  'the whole log is wiped': async (tx, id) => {
    await truncate(tx, id, 0)
    await tx.execute(sql`delete from custody_heads where organisation_id = ${id}`)
  },
}

/** What may happen to the checkpoints in the table. */
export const checkpointTampers: Record<string, Tamper> = {
  'a checkpoint is deleted': (tx, id, at) =>
    kept(tx, sql`delete from checkpoints where organisation_id = ${id} and number = ${at}`),
  'a letter of a note is changed': (tx, id, at) =>
    kept(
      tx,
      sql`update checkpoints set note = overlay(note placing 'Z' from 20 for 1) where organisation_id = ${id} and number = ${at}`,
    ),
  'the size beside a note is changed': (tx, id, at) =>
    kept(tx, sql`update checkpoints set size = size + 1 where organisation_id = ${id} and number = ${at}`),
  'two checkpoints are swapped': (tx, id, at) =>
    kept(
      tx,
      sql`update checkpoints c set note = o.note from checkpoints o where c.organisation_id = ${id}
        and o.organisation_id = ${id} and c.number in (${at}, ${at}::int + 1) and o.number = ${2 * at + 1} - c.number`,
    ),
}

/** All is computed again and signed with a key of the thief's own. */
export function resigned(signer: NoteSigner): Tamper {
  return async (tx, id, at) => {
    await logTampers['an entry is edited and the whole chain computed again']?.(tx, id, at)
    const { rows } = await tx.execute<{ number: number; size: string; day: string; code: string }>(sql`
      select number, size, to_char(day, 'YYYY-MM-DD') as day, code from checkpoints c
        join organisations o on o.id = c.organisation_id where organisation_id = ${id}`)
    const roots = await rebuild(tx, id)
    for (const { number, size, day, code } of rows) {
      const root = roots[Number(size)] as Uint8Array
      const text = headText({ origin: originOf(code), size: Number(size), root, day })
      const note = await signNote(text, originOf(code), signer)
      await kept(
        tx,
        sql`update checkpoints set note = ${note} where organisation_id = ${id} and number = ${number}`,
      )
    }
  }
}

/** An older dump: everything after entry `at` never happened, in any table. */
export const olderDump: Tamper = async (tx, id, at) => {
  const { rows } = await tx.execute<{ name: string }>(sql`
    select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'entry_seq'`)
  const names = rows.map(({ name }) => name)
  await tx.execute(sql`set local session_replication_role = default`)
  await unguarded(tx, [...names, 'unpacked', 'feedback', 'threads', 'consents', 'attachments'], async () => {
    await tx.execute(sql`set constraints all deferred`)
    await forget(tx, id, at, names)
  })
  await truncate(tx, id, at)
}

async function forget(tx: Tx, id: string, at: number, names: readonly string[]): Promise<void> {
  for (let left = [...names]; left.length > 0; ) {
    const rest: string[] = []
    for (const name of left) {
      await tx.execute(sql`savepoint one`)
      await tx
        .execute(
          sql`delete from ${sql.identifier(name)} where organisation_id = ${id} and entry_seq >= ${at}`,
        )
        .catch(async () => {
          await tx.execute(sql`rollback to savepoint one`)
          rest.push(name)
        })
    }
    if (rest.length === left.length) throw new Error(`cannot forget ${rest.join(', ')}`)
    left = rest
  }
}

async function truncate(tx: Tx, id: string, at: number): Promise<void> {
  await entries(tx, sql`delete from custody_entries where organisation_id = ${id} and seq >= ${at}`)
  await tx.execute(sql`update custody_heads set size = ${at} where organisation_id = ${id}`)
  await unguarded(tx, ['custody_nodes'], () =>
    tx.execute(sql`delete from custody_nodes where organisation_id = ${id} and (index + 1) * 2 ^ level > ${at}`),
  )
  await kept(tx, sql`delete from checkpoints where organisation_id = ${id} and size > ${at}`)
}

function kept(tx: Tx, change: SQL): Promise<void> {
  return unguarded(tx, ['checkpoints'], () => tx.execute(change))
}

async function swap(tx: Tx, id: string, at: number): Promise<void> {
  const mine = sql`organisation_id = ${id}`
  await entries(
    tx,
    sql`update custody_entries set seq = -1 where ${mine} and seq = ${at}`,
    sql`update custody_entries set seq = ${at} where ${mine} and seq = ${at + 1}`,
    sql`update custody_entries set seq = ${at + 1} where ${mine} and seq = -1`,
  )
}

/** Computes leaf hashes and nodes again; answers the roots by size. */
async function rebuild(tx: Tx, id: string): Promise<Uint8Array[]> {
  const { rows } = await tx.execute<{ bytes: Buffer }>(
    sql`select bytes from custody_entries where organisation_id = ${id} order by seq`,
  )
  const tree = growth()
  const roots = [tree.root()]
  const made: Node[] = []
  for (const { bytes } of rows) {
    made.push(...tree.add(leafHash(bytes)))
    roots.push(tree.root())
  }
  await entries(tx, sql`update custody_entries set leaf_hash = ${hashed(sql`bytes`)} where organisation_id = ${id}`)
  await unguarded(tx, ['custody_nodes'], async () => {
    await tx.execute(sql`delete from custody_nodes where organisation_id = ${id}`)
    await keepNodes(tx, id, made)
  })
  return roots
}
