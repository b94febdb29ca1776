import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { type RowName, rowFaults } from '../../views/words/custody.ts'
import type { Read } from './entries.ts'
import type { FaultList } from './fault.ts'

/**
 * How the rows `r` of one table rest on their entries `e`: the row's id in the entry, the kind, and
 * what else must agree with the columns of `e` or with what it says (`said`, jsonb).
 */
type Rule = {
  table: RowName
  item: SQL
  /** The kind of entry this row has. */
  kind: SQL
  /** Which entries announce such a row. */
  announces: SQL
  also?: SQL
}

const is = (kind: string) => ({ kind: sql`${kind}`, announces: sql`e.kind = ${kind}` })
const subject = (column: SQL) => sql`e.subject is not distinct from ${column}`
const says = (name: string, value: SQL) => sql`said ->> ${name}::text is not distinct from ${value}`
const by = (column: SQL) => says('actor', sql`${column}::text`)

const rules: readonly Rule[] = [
  {
    table: 'letters',
    item: sql`r.id`,
    ...is('letter.received'),
    also: sql`${subject(sql`r.thread_id`)} and ${says('commitment', sql`r.commitment`)} and ${says(
      'number',
      sql`(select t.number::text from threads t where t.id = r.thread_id)`,
    )} and ${says('day', sql`to_char(r.day, 'YYYY-MM-DD')`)}`,
  },
  {
    table: 'letter_releases',
    item: sql`r.letter_id`,
    ...is('letter.released'),
  },
  {
    table: 'targets',
    item: sql`r.feedback_id`,
    ...is('feedback.numbered'),
    also: sql`${subject(sql`r.subject`)} and ${says('number', sql`r.number::text`)}`,
  },
  {
    table: 'sender_acts',
    item: sql`r.thread_id`,
    kind: sql`'sender.' || r.act`,
    announces: sql`e.kind like 'sender.%'`,
    also: says('day', sql`to_char(r.day, 'YYYY-MM-DD')`),
  },
  {
    table: 'replies',
    item: sql`r.id`,
    ...is('reply.written'),
    also: says('reason', sql`r.kind`),
  },
  {
    table: 'summaries',
    item: sql`r.id`,
    ...is('summary.written'),
    also: sql`${subject(sql`r.feedback_id`)} and ${says('number', sql`r.version::text`)} and ${by(sql`r.written_by`)}`,
  },
  {
    table: 'approvals',
    item: sql`r.id`,
    ...is('approval.asked'),
    also: sql`${subject(sql`r.subject`)} and ${says('reason', sql`r.act`)} and ${by(sql`r.asked_by`)}`,
  },
  {
    table: 'approval_answers',
    item: sql`r.approval_id`,
    kind: sql`'approval.' || r.outcome`,
    announces: sql`e.kind in ('approval.agreed', 'approval.declined', 'approval.returned')`,
    also: by(sql`r.answered_by`),
  },
  {
    table: 'decisions',
    item: sql`r.id`,
    kind: sql`'feedback.' || replace(r.verdict, '_', '-')`,
    announces: sql`e.kind in ('feedback.accept', 'feedback.not-accept', 'feedback.ask', 'feedback.reject',
      'feedback.divert', 'feedback.forward', 'feedback.merge')`,
    also: sql`${subject(sql`r.feedback_id`)} and ${says('reason', sql`r.reason`)}
      and ${by(sql`coalesce(r.agreed_by, r.asked_by)`)}
      and ${says('second', sql`case when r.agreed_by is not null then r.asked_by::text end`)}`,
  },
  {
    table: 'review_records',
    item: sql`r.id`,
    ...is('record.opened'),
    also: subject(sql`coalesce(r.official_id, r.collective_id)`),
  },
  {
    table: 'evidence',
    item: sql`r.id`,
    ...is('evidence.attached'),
    also: sql`${subject(sql`r.feedback_id`)} and ${by(sql`r.attached_by`)}`,
  },
  {
    table: 'evidence_withdrawals',
    item: sql`r.evidence_id`,
    ...is('evidence.withdrawn'),
    also: by(sql`r.withdrawn_by`),
  },
  {
    table: 'explanations',
    item: sql`r.id`,
    ...is('explanation.entered'),
    also: sql`${subject(sql`r.evidence_id`)} and ${says('reason', sql`r.kind`)} and ${by(sql`r.entered_by`)}`,
  },
  {
    table: 'cycle_closings',
    item: sql`r.cycle_id`,
    ...is('cycle.closed'),
    also: by(sql`r.closed_by`),
  },
  {
    table: 'bundles',
    item: sql`r.id`,
    ...is('bundle.asked'),
    also: sql`${subject(sql`r.record_id`)} and ${by(sql`r.asked_by`)}`,
  },
  {
    table: 'bundle_freezes',
    item: sql`r.bundle_id`,
    ...is('bundle.frozen'),
    also: sql`${by(sql`r.agreed_by`)} and ${says('commitment', sql`encode(sha256(r.contents), 'hex')`)}`,
  },
  {
    table: 'memberships',
    item: sql`r.id`,
    ...is('membership.given'),
    also: sql`${subject(sql`r.person_id`)} and ${says('reason', sql`r.role`)}`,
  },
  {
    table: 'api_tokens',
    item: sql`r.id`,
    ...is('token.created'),
    also: subject(sql`r.person_id`),
  },
]

/** The tables that rest on the log and never change. */
export const guarded: readonly string[] = [
  ...rules.map(({ table }) => table).filter((table) => table !== 'api_tokens'),
  'erasures',
  'custody_entries',
  'custody_nodes',
  'checkpoints',
]

/**
 * Compares every row with its entry and every entry that announces a row with the table. The log
 * itself must have been found in order: what its entries say is read as JSON.
 */
export async function compareRows(
  read: Read,
  organisation: string,
  faults: FaultList,
): Promise<void> {
  for (const rule of rules) {
    for (const found of await read((tx) => disagreements(tx, organisation, rule))) {
      const { side, item, seq, day } = found
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

async function disagreements(
  tx: Tx,
  organisation: string,
  { table, item, kind, announces, also = sql`true` }: Rule,
): Promise<Disagreement[]> {
  const rows = sql`${sql.identifier(table)} r`
  const said = sql`lateral (select convert_from(e.bytes, 'UTF8')::jsonb as said) s`
  const day = sql`coalesce(said ->> 'day', left(said ->> 'time', 10))`
  const rests = sql`e.organisation_id = r.organisation_id and e.seq = r.entry_seq and e.item = ${item}
    and e.kind = ${kind} and ${also}`
  const { rows: found } = await tx.execute<Disagreement>(sql`
    (select 'row' as side, ${item} as item, r.entry_seq as seq,
        (select ${day} from custody_entries e, ${said}
          where e.organisation_id = r.organisation_id and e.seq = r.entry_seq) as day
      from ${rows} where r.organisation_id = ${organisation}
        and not exists (select from custody_entries e, ${said} where ${rests}) order by 3 limit 20)
    union all
    (select 'entry', e.item, e.seq, ${day} from custody_entries e, ${said}
      where e.organisation_id = ${organisation} and ${announces}
        and not exists (select from ${rows} where ${rests}) order by 3 limit 20)
    union all
    (select 'shared', min(${item}::text)::uuid, r.entry_seq, null from ${rows}
      where r.organisation_id = ${organisation} group by r.entry_seq having count(*) > 1 order by 3 limit 20)`)
  return found
}
