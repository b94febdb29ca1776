import { sql } from 'drizzle-orm'
import {
  aboutRecord,
  all,
  by,
  commits,
  entered,
  evidenceItem,
  id,
  is,
  type Rule,
  says,
  subject,
  twoPersons,
} from './rule.ts'

/** How the official is heard: batches, letters, receipts, silence, what is printed of answers. */
export const heard: readonly Rule[] = [
  {
    table: 'hearing_calendars',
    item: id,
    ...is('hearing-calendar.set'),
    also: all(
      entered,
      commits(
        sql`array_to_string(r.days, ' ')`,
        sql`r.term::text`,
        sql`r.fewest::text`,
        sql`r.valid_from`,
      ),
    ),
  },
  {
    table: 'hearing_batches',
    item: id,
    ...is('hearings.drafted'),
    also: all(subject(sql`r.cycle_id`), by(sql`r.asked_by`), commits(sql`r.day`, sql`r.reason`)),
  },
  { table: 'hearings', item: id, ...is('hearing.drafted'), also: aboutRecord },
  {
    table: 'hearing_issues',
    item: sql`r.hearing_id`,
    ...is('hearing.issued'),
    also: all(
      by(sql`r.issued_by`),
      says(
        'commitment',
        sql`(select encode(sha256(convert_to(string_agg(i.evidence_id::text, ' ' order by i.position), 'UTF8')), 'hex')
          from hearing_items i where i.hearing_id = r.hearing_id)`,
      ),
    ),
  },
  {
    table: 'hearing_receipts',
    item: sql`r.hearing_id`,
    ...is('hearing.received'),
    also: all(entered, commits(sql`r.received_on`, sql`r.receiver`, sql`r.due_on`)),
  },
  {
    table: 'silences',
    item: sql`r.evidence_id`,
    ...is('explanation.silent'),
    also: subject(sql`r.hearing_id`),
  },
  {
    table: 'explanation_editions',
    item: id,
    ...is('explanation.edited'),
    also: all(
      subject(sql`r.explanation_id`),
      says('number', sql`r.version::text`),
      by(sql`r.edited_by`),
    ),
  },
  {
    table: 'explanation_objections',
    item: id,
    ...is('explanation.objected'),
    also: all(subject(sql`r.edition_id`), entered),
  },
  {
    table: 'second_looks',
    item: sql`r.explanation_id`,
    ...is('explanation.looked-again'),
    also: all(evidenceItem, twoPersons, says('reason', sql`r.outcome`)),
  },
  {
    table: 'unfoldings',
    item: id,
    ...is('evidence.unfolded'),
    also: all(evidenceItem, twoPersons),
  },
]

/** What senders ask for, how long things are kept, and what went wrong. */
export const rights: readonly Rule[] = [
  {
    table: 'requests',
    item: id,
    ...is('request.made'),
    also: all(
      subject(sql`r.thread_id`),
      says('reason', sql`r.kind`),
      says('day', sql`to_char(r.day, 'YYYY-MM-DD')`),
    ),
  },
  {
    table: 'request_answers',
    item: id,
    ...is('request.answered'),
    also: all(subject(sql`r.request_id`), says('reason', sql`r.outcome`), by(sql`r.answered_by`)),
  },
  {
    table: 'request_liftings',
    item: sql`r.request_id`,
    ...is('request.lifted'),
    also: all(subject(sql`r.reply_id`), by(sql`r.lifted_by`)),
  },
  {
    table: 'terms',
    item: id,
    ...is('term.set'),
    also: all(says('reason', sql`r.name`), says('number', sql`r.amount::text`), entered),
  },
  {
    table: 'retention_endings',
    item: id,
    ...is('retention.ended'),
    also: all(subject(sql`r.feedback_id`), says('reason', sql`r.term`)),
  },
  {
    table: 'incidents',
    item: id,
    ...is('incident.entered'),
    also: all(entered, commits(sql`r.what`, sql`r.whom`, sql`r.measures`)),
  },
  {
    table: 'incident_notices',
    item: id,
    ...is('incident.notified'),
    also: all(subject(sql`r.incident_id`), entered, commits(sql`r.authority`, sql`r.sent_on`)),
  },
]
