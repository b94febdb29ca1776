import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { type RowName, rowFaults } from '../../views/words/custody.ts'
import { rowCounts } from './counts.ts'
import type { Read } from './entries.ts'
import type { FaultList } from './fault.ts'
import { guarded } from './rules.ts'

// Where the content of a row lies, apart from the row itself, so that it can be shredded.
const contents: readonly { table: RowName; lies: SQL }[] = [
  {
    table: 'letters',
    lies: sql`exists (select from seals c join data_keys k on k.record = c.record and k.recipient = 'letter'
      where c.record = r.id and c.field = 'text')`,
  },
  {
    table: 'replies',
    lies: sql`exists (select from seals c join data_keys k on k.record = c.record
      where c.record = r.id and c.field = 'text')`,
  },
  {
    table: 'summaries',
    lies: sql`exists (select from texts c where c.record = r.id and c.field = 'summary')`,
  },
  {
    table: 'explanations',
    lies: sql`exists (select from texts c where c.record = r.id and c.field = 'explanation')`,
  },
  {
    table: 'self_reviews',
    lies: sql`exists (select from texts c where c.record = r.id and c.field = 'self-review')`,
  },
  {
    table: 'sheets',
    lies: sql`exists (select from texts c where c.record = r.id and c.field = 'sheet')`,
  },
  {
    table: 'residence_meetings',
    lies: sql`exists (select from texts c where c.record = r.id and c.field = 'residence')`,
  },
  {
    table: 'residence_comments',
    lies: sql`exists (select from texts c where c.record = r.id and c.field = 'residence')`,
  },
]

const committed = [
  { table: 'summaries', field: 'summary' },
  { table: 'explanations', field: 'explanation' },
  { table: 'explanation_editions', field: 'explanation' },
  { table: 'residence_meetings', field: 'residence' },
  { table: 'residence_comments', field: 'residence' },
  { table: 'sheets', field: 'sheet' },
  { table: 'self_reviews', field: 'self-review' },
] as const

/** What lies outside the log: contents that went without a word, numbers, guards of the tables. */
export async function compareContents(
  read: Read,
  organisation: string,
  faults: FaultList,
): Promise<void> {
  for (const { table, lies } of await filled(read, organisation, contents)) {
    for (const { item, seq } of await read((tx) => vanished(tx, organisation, table, lies))) {
      faults.add(`content ${table}`, rowFaults.content(table, item, Number(seq)))
    }
  }
  for (const { item, seq } of await read((tx) => returned(tx, organisation))) {
    faults.add('returned', rowFaults.returned(item, Number(seq)))
  }
  for (const { subject, last, kept } of await read((tx) => subjectGaps(tx, organisation))) {
    faults.add('numbers', rowFaults.numbers(subject, Number(last), Number(kept)))
  }
  for (const { year, last, kept } of await read((tx) => receiptGaps(tx, organisation))) {
    faults.add('receipts', rowFaults.receipts(year, last, Number(kept)))
  }
}

/**
 * Words that are not those the log committed to. The log itself must have been found in order: what
 * its entries say is read as JSON. Entries from before commitments were made say nothing of words.
 */
export async function compareWords(
  read: Read,
  organisation: string,
  faults: FaultList,
): Promise<void> {
  for (const { table, field } of await filled(read, organisation, committed)) {
    for (const { item, seq, day } of await read((tx) => reworded(tx, organisation, table, field))) {
      faults.add(`words ${table}`, rowFaults.words(table, item, Number(seq), day))
    }
  }
}

/** Which of the tables that must never change could be changed now. */
export async function compareGuards(read: Read, faults: FaultList): Promise<void> {
  const { rows } = await read((tx) =>
    tx.execute<{ name: string }>(sql`
      select name from unnest(${sql.param([...guarded])}::text[]) as wanted (name)
        where not exists (select from pg_trigger t where t.tgrelid = name::regclass
          and t.tgname = 'refuse_change' and t.tgenabled in ('O', 'A')) order by name`),
  )
  for (const { name } of rows) faults.add('guard', rowFaults.guard(name))
}

// Those whose tables hold anything: of an empty one there is nothing to ask.
async function filled<T extends { table: RowName }>(
  read: Read,
  organisation: string,
  of: readonly T[],
): Promise<T[]> {
  const tables = of.map(({ table }) => table)
  const counts = await read((tx) => rowCounts(tx, organisation, tables))
  return of.filter(({ table }) => counts.get(table) !== 0)
}

async function vanished(tx: Tx, organisation: string, table: RowName, lies: SQL) {
  // All of them first: in hope of the first twenty PostgreSQL would look each row up by itself.
  const { rows } = await tx.execute<{ item: string; seq: string }>(sql`
    with gone as materialized (select r.id as item, r.entry_seq as seq from ${sql.identifier(table)} r
      where r.organisation_id = ${organisation} and not ${lies}
        and not exists (select from custody_entries e where e.item = r.id
          and e.organisation_id = r.organisation_id and e.kind = 'record.shredded'))
    select item, seq from gone order by seq limit 20`)
  return rows
}

// As src/seal/commitment.ts has it.
const commitment = sql`encode(sha256(convert_to('ydan commitment v1', 'UTF8') || '\\x00'::bytea || c.salt
  || sha256(convert_to(c.body, 'UTF8'))), 'hex')`

async function reworded(tx: Tx, organisation: string, table: RowName, field: string) {
  const { rows } = await tx.execute<{ item: string; seq: string; day: string }>(sql`
    select r.id as item, e.seq, coalesce(said ->> 'day', left(said ->> 'time', 10)) as day
      from ${sql.identifier(table)} r
        join texts c on c.record = r.id and c.field = ${field}
        join custody_entries e on e.organisation_id = r.organisation_id and e.seq = r.entry_seq,
        lateral (select convert_from(e.bytes, 'UTF8')::jsonb as said) s
      where r.organisation_id = ${organisation} and said ->> 'commitment' is not null
        and (c.salt is null or ${commitment} <> said ->> 'commitment')
      order by e.seq limit 20`)
  return rows
}

async function returned(tx: Tx, organisation: string) {
  const { rows } = await tx.execute<{ item: string; seq: string }>(sql`
    select e.item, e.seq from custody_entries e
      where e.organisation_id = ${organisation} and e.kind = 'record.shredded'
        and (exists (select from seals c where c.record = e.item)
          or exists (select from data_keys c where c.record = e.item)
          or exists (select from texts c where c.record = e.item))
      order by e.seq limit 20`)
  return rows
}

// A number is given once, for life, and its row never goes.
async function subjectGaps(tx: Tx, organisation: string) {
  const { rows } = await tx.execute<{ subject: string; last: string; kept: string }>(sql`
    select t.subject, greatest(max(t.number), coalesce(max(n.last), 0)) as last, count(*) as kept
      from targets t left join running_numbers n on n.subject = t.subject
      where t.subject in (select subject from targets where organisation_id = ${organisation})
      group by t.subject having count(*) <> max(t.number) or min(t.number) <> 1
        or max(n.last) is distinct from max(t.number)
      order by 1 limit 20`)
  return rows
}

async function receiptGaps(tx: Tx, organisation: string) {
  const { rows } = await tx.execute<{ year: number; last: number; kept: string }>(sql`
    select coalesce(t.year, n.year) as year, greatest(max(t.number), max(n.last)) as last, count(t.id) as kept
      from (select * from threads where organisation_id = ${organisation}) t
      full join (select * from receipt_numbers where organisation_id = ${organisation}) n on n.year = t.year
      group by 1 having count(t.id) <> coalesce(max(t.number), 0) or max(n.last) is distinct from max(t.number)
      order by 1 limit 20`)
  return rows
}
