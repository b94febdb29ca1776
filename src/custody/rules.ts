import { type SQL, sql } from 'drizzle-orm'
import type { RowName } from '../../views/words/custody.ts'

/**
 * How the rows `r` of one table rest on their entries `e`: the row's id in the entry, the kind, and
 * what else must agree with the columns of `e` or with what it says (`said`, jsonb).
 */
export type Rule = {
  table: RowName
  item: SQL
  /** The kind of entry this row has. */
  kind: SQL
  /** Whether an entry of this kind announces such a row. */
  announces: (kind: string) => boolean
  also?: SQL
}

const is = (kind: string) => ({
  kind: sql`${kind}`,
  announces: (one: string) => one === kind,
})
const among = (...kinds: string[]) => ({ announces: (one: string) => kinds.includes(one) })
const subject = (column: SQL) => sql`e.subject is not distinct from ${column}`
const says = (name: string, value: SQL) => sql`said ->> ${name}::text is not distinct from ${value}`
const by = (column: SQL) => says('actor', sql`${column}::text`)

/** Letters, moderation, review, staff. */
const chapters: readonly Rule[] = [
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
    announces: (one) => one.startsWith('sender.'),
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
    ...among('approval.agreed', 'approval.declined', 'approval.returned'),
    also: by(sql`r.answered_by`),
  },
  {
    table: 'decisions',
    item: sql`r.id`,
    kind: sql`'feedback.' || replace(r.verdict, '_', '-')`,
    ...among(
      'feedback.accept',
      'feedback.not-accept',
      'feedback.ask',
      'feedback.reject',
      'feedback.divert',
      'feedback.forward',
      'feedback.merge',
    ),
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
  { table: 'erasures', item: sql`r.feedback_id`, ...is('feedback.erased') },
]

const id = sql`r.id`
const aboutBundle = { item: id, also: subject(sql`r.bundle_id`) }
const ofBundle = { item: sql`r.bundle_id` }
const aboutRecord = subject(sql`r.record_id`)

/** The office, the meeting, the counter, the backup. */
const afterwards: readonly Rule[] = [
  {
    table: 'handovers',
    ...ofBundle,
    ...is('bundle.handed-over'),
    also: says('commitment', sql`encode(r.scan_sha256, 'hex')`),
  },
  { table: 'consultations', ...aboutBundle, ...is('bundle.considered') },
  { table: 'returns', ...ofBundle, ...is('bundle.returned') },
  { table: 'outcomes', ...aboutBundle, ...is('outcome.recorded') },
  { table: 'remedies', item: id, ...is('remedy.set'), also: aboutRecord },
  { table: 'remedy_completions', item: sql`r.remedy_id`, ...is('remedy.done') },
  {
    table: 'openings',
    item: id,
    ...is('bundle.opened'),
    also: sql`${subject(sql`r.bundle_id`)} and ${says('reason', sql`r.what`)}`,
  },
  { table: 'reader_links', item: id, ...is('reader-link.made') },
  { table: 'reader_link_uses', item: sql`r.link_id`, ...is('reader-link.used') },
  { table: 'reader_link_endings', item: sql`r.link_id`, ...is('reader-link.ended') },
  { table: 'batches', item: id, ...is('batch.asked'), also: subject(sql`r.cycle_id`) },
  {
    table: 'slot_marks',
    item: id,
    ...is('slot.marked'),
    also: sql`${aboutRecord} and ${says('number', sql`r.slot::text`)} and ${says('reason', sql`r.state`)}`,
  },
  { table: 'restorations', item: id, ...is('log.restored') },
  { table: 'register', item: id, ...is('register.entered') },
  { table: 'register_strikes', item: sql`r.register_id`, ...is('register.struck') },
  { table: 'assisted_letters', item: sql`r.letter_id`, ...is('letter.entered') },
  { table: 'imports', item: id, ...is('letters.imported') },
  { table: 'slip_sheets', item: id, ...is('slips.made'), also: subject(sql`r.cycle_id`) },
]

/** Every table whose rows the log announces. A new one belongs here (a test looks). */
export const rules: readonly Rule[] = [...chapters, ...afterwards]

/** The tables that rest on the log and never change. */
export const guarded: readonly string[] = [
  ...rules.map(({ table }) => table).filter((table) => table !== 'api_tokens'),
  'custody_entries',
  'custody_nodes',
  'checkpoints',
]
