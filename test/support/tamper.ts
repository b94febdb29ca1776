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
    entries(
      tx,
      sql`update custody_entries set bytes = ${otherBytes} where organisation_id = ${id} and seq = ${at}`,
    ),
  'the content of an entry is overwritten with rubbish': (tx, id, at) =>
    entries(
      tx,
      sql`update custody_entries set bytes = '\\xff00'::bytea where organisation_id = ${id} and seq = ${at}`,
    ),
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
    entries(
      tx,
      sql`update custody_entries set kind = 'cycle.closed' where organisation_id = ${id} and seq = ${at}`,
    ),
  'a hash is changed': (tx, id, at) =>
    entries(
      tx,
      sql`update custody_entries set leaf_hash = sha256('x') where organisation_id = ${id} and seq = ${at}`,
    ),
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
      sql`update checkpoints set note = overlay(note placing case substr(note, 20, 1) when 'Z' then 'Y' else 'Z' end from 20 for 1) where organisation_id = ${id} and number = ${at}`,
    ),
  'the size beside a note is changed': (tx, id, at) =>
    kept(
      tx,
      sql`update checkpoints set size = size + 1 where organisation_id = ${id} and number = ${at}`,
    ),
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
    const { rows } = await tx.execute<{
      number: number
      size: string
      day: string
      code: string
    }>(sql`
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

/** An older dump: nothing after entry `at` ever happened. (Those entries must announce no rows.) */
export const olderDump: Tamper = truncate

/** What may happen to rows beside the log; `at` counts the rows of the table. */
export const rowTampers: Record<string, Tamper> = {
  'a letter is given another day': row('letters', sql`update letters set day = day - 1`),
  'the commitment of a letter is changed': row(
    'letters',
    sql`update letters set commitment = repeat('0', 64)`,
  ),
  'the words of a letter vanish without an erasure': (tx, id, at) =>
    tx.execute(
      sql`delete from seals where field = 'text' and record = ${pick('letters', id, at, sql`id`)}`,
    ),
  'the key of a letter vanishes without an erasure': (tx, id, at) =>
    tx.execute(
      sql`delete from data_keys where recipient = 'letter' and record = ${pick('letters', id, at, sql`id`)}`,
    ),
  'a running number is changed': row('targets', sql`update targets set number = number + 1000`),
  'a running number goes to another feedback': row(
    'targets',
    sql`update targets set feedback_id = (select f.id from feedback f where not exists
      (select from targets t where t.feedback_id = f.id and t.subject = targets.subject) limit 1)`,
  ),
  'a feedback loses its number': row('targets', sql`delete from targets`),
  'the count of running numbers is set back': (tx) =>
    tx.execute(sql`update running_numbers set last = last - 1`),
  'a receipt number is changed': row(
    'threads',
    sql`update threads set number = number + 1000`,
    sql`number`,
  ),
  'the author of a summary is changed': row(
    'summaries',
    sql`update summaries set written_by = gen_random_uuid()`,
  ),
  'the words of a summary vanish': (tx, id, at) =>
    tx.execute(
      sql`delete from texts where field = 'summary' and record = ${pick('summaries', id, at, sql`id`)}`,
    ),
  'a word of a summary is changed': (tx, id, at) =>
    tx.execute(
      sql`update texts set body = body || '.' where field = 'summary' and record = ${pick('summaries', id, at, sql`id`)}`,
    ),
  'the salt of a summary is changed': (tx, id, at) =>
    tx.execute(
      sql`update texts set salt = sha256('x') where field = 'summary' and record = ${pick('summaries', id, at, sql`id`)}`,
    ),
  'the salt of a summary is taken away': (tx, id, at) =>
    tx.execute(
      sql`update texts set salt = null where field = 'summary' and record = ${pick('summaries', id, at, sql`id`)}`,
    ),
  'a word of an explanation is changed': (tx, id, at) =>
    tx.execute(
      sql`update texts set body = replace(body, 'tiếp thu', 'không tiếp thu') where field = 'explanation'
        and record = ${pick('explanations', id, at, sql`id`)}`,
    ),
  'a decision becomes another one': row('decisions', sql`update decisions set verdict = 'forward'`),
  'who agreed to a decision is changed': row(
    'decisions',
    sql`update decisions set agreed_by = gen_random_uuid()`,
  ),
  'an answer to an ask is turned round': row(
    'approval_answers',
    sql`update approval_answers set outcome = 'declined'`,
  ),
  'evidence is moved to another feedback': row(
    'evidence',
    sql`update evidence set feedback_id = (select id from feedback f where f.id <> evidence.feedback_id limit 1)`,
  ),
  'evidence is deleted': (tx, id, at) =>
    unguarded(tx, ['evidence', 'explanations', 'hearing_items'], async () => {
      const [found] = (
        await tx.execute<{ id: string }>(sql`select ${pick('evidence', id, at, sql`id`)} as id`)
      ).rows
      await tx.execute(sql`delete from hearing_items where evidence_id = ${found?.id}`)
      await tx.execute(sql`delete from explanations where evidence_id = ${found?.id}`)
      await tx.execute(sql`delete from evidence where id = ${found?.id}`)
    }),
  'an act of a sender is deleted': row('sender_acts', sql`delete from sender_acts`),
  'an act of a sender is doubled': (tx, id, at) =>
    unguarded(tx, ['sender_acts'], () =>
      tx.execute(sql`insert into sender_acts select gen_random_uuid(), organisation_id, thread_id, act, day, entry_seq
        from sender_acts where ctid = ${pick('sender_acts', id, at)}`),
    ),
  'a reply is made to look like another kind': row(
    'replies',
    sql`update replies set kind = 'message'`,
  ),
  'a role is given without an entry': (tx, id, at) =>
    tx.execute(sql`insert into memberships (organisation_id, person_id, role, entry_seq)
      select organisation_id, person_id, 'secretary', entry_seq + 1000 from memberships
        where ctid = ${pick('memberships', id, at)}`),
  'what was erased comes back': (tx, id) =>
    tx.execute(sql`insert into texts select item, 'note', ${id}, 'lời đã hủy' from custody_entries
      where organisation_id = ${id} and kind = 'record.shredded' limit 1`),
  'the guard of a table is taken away': (tx) =>
    tx.execute(sql`alter table decisions disable trigger refuse_change`),
  'the guard of the log is dropped': (tx) =>
    tx.execute(sql`drop trigger refuse_change on custody_entries`),
}

/** Changes one row of a table that refuses it. */
function row(table: string, change: SQL, order = sql`entry_seq`): Tamper {
  return (tx, id, at) =>
    unguarded(tx, [table], () =>
      tx.execute(sql`${change} where ctid = ${pick(table, id, at, sql`ctid`, order)}`),
    )
}

function pick(
  table: string,
  id: string,
  at: number,
  column = sql`ctid`,
  order = sql`entry_seq`,
): SQL {
  return sql`(select ${column} from ${sql.identifier(table)} where organisation_id = ${id}
    order by ${order} offset ${at} limit 1)`
}

async function truncate(tx: Tx, id: string, at: number): Promise<void> {
  await entries(tx, sql`delete from custody_entries where organisation_id = ${id} and seq >= ${at}`)
  await tx.execute(sql`update custody_heads set size = ${at} where organisation_id = ${id}`)
  await unguarded(tx, ['custody_nodes'], () =>
    tx.execute(
      sql`delete from custody_nodes where organisation_id = ${id} and (index + 1) * 2 ^ level > ${at}`,
    ),
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
  await entries(
    tx,
    sql`update custody_entries set leaf_hash = ${hashed(sql`bytes`)} where organisation_id = ${id}`,
  )
  await unguarded(tx, ['custody_nodes'], async () => {
    await tx.execute(sql`delete from custody_nodes where organisation_id = ${id}`)
    await keepNodes(tx, id, made)
  })
  return roots
}
