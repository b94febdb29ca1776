import { sql } from 'drizzle-orm'
import { among, by, is, type Rule, says, subject } from './rule.ts'

/** Letters, moderation, review, staff. */
export const chapters: readonly Rule[] = [
  {
    table: 'letters',
    item: sql`r.id`,
    ...is('letter.received'),
    beside: sql`left join threads t on t.id = r.thread_id`,
    also: sql`${subject(sql`r.thread_id`)} and ${says('commitment', sql`r.commitment`)}
      and ${says('number', sql`t.number::text`)} and ${says('day', sql`to_char(r.day, 'YYYY-MM-DD')`)}`,
    whole: sql`'{"commitment":"' || r.commitment || '","day":"' || to_char(r.day, 'YYYY-MM-DD') || '","item":"'
      || r.id || '","kind":"letter.received","number":' || t.number || ',"subject":"' || r.thread_id || '","v":1}'`,
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
    table: 'rereadings',
    item: sql`r.id`,
    ...is('letter.reread'),
    also: sql`${subject(sql`r.letter_id`)} and ${says('number', sql`r.version::text`)}
      and ${says('reason', sql`r.charset`)} and ${by(sql`r.read_by`)}`,
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
    table: 'key_rotations',
    item: sql`r.approval_id`,
    ...is('keys.rotated'),
    also: says('number', sql`r.version::text`),
  },
  {
    table: 'custodian_keys',
    item: sql`r.id`,
    ...is('custodian-key.made'),
    also: sql`${subject(sql`r.person_id`)} and ${says('commitment', sql`encode(sha256(r.public_key), 'hex')`)}`,
  },
  {
    table: 'custodian_rosters',
    item: sql`r.id`,
    ...is('custodians.changed'),
    also: sql`${says('commitment', sql`encode(sha256(r.bytes), 'hex')`)} and ${says('number', sql`r.version::text`)}
      and ${by(sql`r.agreed_by`)} and ${says('second', sql`r.asked_by::text`)}`,
  },
  {
    table: 'identity_openings',
    item: sql`r.id`,
    ...is('identity.opened'),
    also: sql`${subject(sql`r.letter_id`)} and ${says('reason', sql`r.field`)} and ${by(sql`r.agreed_by`)}
      and ${says('second', sql`r.asked_by::text`)}`,
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
