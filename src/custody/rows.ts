import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { rowFaults } from '../../views/words/custody.ts'
import { kindCounts, rowCounts } from './counts.ts'
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
  const tables = rules.map(({ table }) => table)
  const entries = await read((tx) => kindCounts(tx, organisation))
  const rows = await read((tx) => rowCounts(tx, organisation, tables))
  for (const rule of rules) {
    const kept = rows.get(rule.table) ?? 0
    for (const { side, item, seq, day } of await compare(read, organisation, rule, kept, entries)) {
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
  kept: number,
  entries: ReadonlyMap<string, number>,
): Promise<Disagreement[]> {
  const kinds = [...entries.keys()].filter(rule.announces)
  const announced = kinds.reduce((sum, kind) => sum + (entries.get(kind) ?? 0), 0)
  if (kept === 0 && announced === 0) return []
  const found = await read((tx) => rowsApart(tx, organisation, rule))
  if (found.length === 0 && kept === announced) return []
  return [...found, ...(await read((tx) => entriesApart(tx, organisation, rule, kinds)))]
}

const said = sql`lateral (select convert_from(e.bytes, 'UTF8')::jsonb as said) s`
// Read as JSON once, not once for each comparison, but then before anything is compared: of a rule with
// entries of several kinds it would be all of the log.
const saidOnce = sql`lateral (select convert_from(e.bytes, 'UTF8')::jsonb as said offset 0) s`
const day = sql`coalesce(said ->> 'day', left(said ->> 'time', 10))`

function tableOf({ table, beside = sql`` }: Rule, name: string = table) {
  return sql`${sql.identifier(name)} r ${beside}`
}

function rests({ item, kind, also = sql`true` }: Rule) {
  return sql`e.organisation_id = r.organisation_id and e.seq = r.entry_seq and e.item = ${item}
    and e.kind = ${kind} and ${also}`
}

async function rowsApart(tx: Tx, organisation: string, rule: Rule): Promise<Disagreement[]> {
  const { whole, only, item } = rule
  // All of them first: in hope of the first twenty PostgreSQL would look each row up by itself.
  const { rows: found } = await tx.execute<Disagreement>(sql`
    with ${whole ? sql`odd as materialized (${oddRows(organisation, rule)}),` : sql``}
    apart as materialized (select ${item} as item, r.entry_seq as seq
      from ${whole ? tableOf(rule, 'odd') : tableOf(rule)} where r.organisation_id = ${organisation}
        and not exists (select from custody_entries e, ${only && !whole ? saidOnce : said} where ${rests(rule)}))
    (select 'row' as side, item, seq, (select ${day} from custody_entries e, ${said}
        where e.organisation_id = ${organisation} and e.seq = apart.seq) as day
      from apart order by 3 limit 20)
    union all
    (select 'shared', min(${item}::text)::uuid, r.entry_seq, null from ${tableOf(rule)}
      where r.organisation_id = ${organisation} and r.entry_seq in (
        select entry_seq from ${sql.identifier(rule.table)} where organisation_id = ${organisation}
          group by entry_seq having count(*) > 1 order by 1 limit 20)
      group by r.entry_seq)`)
  return found
}

// Rows whose entry is not, letter for letter, what is mostly written of them. With `=` PostgreSQL would
// make the whole bytes a key of its hashing.
function oddRows(organisation: string, rule: Rule) {
  return sql`select r.* from ${tableOf(rule)} where r.organisation_id = ${organisation}
    and not exists (select from custody_entries e where e.organisation_id = r.organisation_id
      and e.seq = r.entry_seq and e.item = ${rule.item} and e.kind = ${rule.kind}
      and e.bytes is not distinct from convert_to(${rule.whole}, 'UTF8'))`
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
        and not exists (select from ${tableOf(rule)} where ${rests(rule)})
      order by e.seq limit 20`)
  return found
}
