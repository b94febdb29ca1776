import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { rowFaults } from '../../views/words/custody.ts'
import type { Read } from './entries.ts'
import type { FaultList } from './fault.ts'
import type { Rule } from './rule.ts'
import { rules } from './rules.ts'

/**
 * Compares every row with its entry and every entry that announces a row with the table. The log
 * itself must have been found in order: what its entries say is read as JSON.
 */
export async function compareRows(
  read: Read,
  organisation: string,
  faults: FaultList,
): Promise<void> {
  const counts = await read((tx) => countsByKind(tx, organisation))
  for (const rule of rules) {
    for (const { side, item, seq, day } of await compare(read, organisation, rule, counts)) {
      const what = rowFaults[side](rule.table, item, Number(seq), day)
      faults.add(`${side} ${rule.table}`, what)
    }
  }
}

type Disagreement = {
  side: 'row' | 'entry' | 'shared'
  item: string
  seq: string
  day: string | null
}

// When every row has an entry of its own and there are as many of both, every entry has its row.
async function compare(
  read: Read,
  organisation: string,
  rule: Rule,
  counts: ReadonlyMap<string, number>,
): Promise<Disagreement[]> {
  const kinds = [...counts.keys()].filter(rule.announces)
  const announced = kinds.reduce((sum, kind) => sum + (counts.get(kind) ?? 0), 0)
  const found = await read((tx) => rowsApart(tx, organisation, rule))
  const kept = await read((tx) => rowCount(tx, organisation, rule))
  if (found.length === 0 && kept === announced) return []
  return [...found, ...(await read((tx) => entriesApart(tx, organisation, rule, kinds)))]
}

async function countsByKind(tx: Tx, organisation: string): Promise<Map<string, number>> {
  const { rows } = await tx.execute<{ kind: string; entries: string }>(sql`
    select kind, count(*) as entries from custody_entries where organisation_id = ${organisation} group by kind`)
  return new Map(rows.map(({ kind, entries }) => [kind, Number(entries)]))
}

async function rowCount(tx: Tx, organisation: string, { table }: Rule): Promise<number> {
  const { rows } = await tx.execute<{ kept: string }>(sql`
    select count(*) as kept from ${sql.identifier(table)} where organisation_id = ${organisation}`)
  return Number(rows[0]?.kept)
}

const said = sql`lateral (select convert_from(e.bytes, 'UTF8')::jsonb as said) s`
const day = sql`coalesce(said ->> 'day', left(said ->> 'time', 10))`

function rests({ item, kind, also = sql`true` }: Rule) {
  return sql`e.organisation_id = r.organisation_id and e.seq = r.entry_seq and e.item = ${item}
    and e.kind = ${kind} and ${also}`
}

async function rowsApart(tx: Tx, organisation: string, rule: Rule): Promise<Disagreement[]> {
  const rows = sql`${sql.identifier(rule.table)} r`
  const { rows: found } = await tx.execute<Disagreement>(sql`
    (select 'row' as side, ${rule.item} as item, r.entry_seq as seq,
        (select ${day} from custody_entries e, ${said}
          where e.organisation_id = r.organisation_id and e.seq = r.entry_seq) as day
      from ${rows} where r.organisation_id = ${organisation}
        and not exists (select from custody_entries e, ${said} where ${rests(rule)}) order by 3 limit 20)
    union all
    (select 'shared', min(${rule.item}::text)::uuid, r.entry_seq, null from ${rows}
      where r.organisation_id = ${organisation} group by r.entry_seq having count(*) > 1 order by 3 limit 20)`)
  return found
}

async function entriesApart(
  tx: Tx,
  organisation: string,
  rule: Rule,
  kinds: readonly string[],
): Promise<Disagreement[]> {
  const { rows: found } = await tx.execute<Disagreement>(sql`
    select 'entry' as side, e.item, e.seq, ${day} as day from custody_entries e, ${said}
      where e.organisation_id = ${organisation} and e.kind = any (${sql.param([...kinds])}::text[])
        and not exists (select from ${sql.identifier(rule.table)} r where ${rests(rule)})
      order by e.seq limit 20`)
  return found
}
