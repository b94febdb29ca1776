import { sql } from 'drizzle-orm'
import {
  aboutRecord,
  all,
  by,
  commits,
  entered,
  id,
  is,
  type Rule,
  says,
  subject,
  twoPersons,
} from './rule.ts'

/** Papers before and after the meeting, reopenings, questions to senders, working groups. */
export const aroundTheMeeting: readonly Rule[] = [
  {
    table: 'sheets',
    item: id,
    ...is('sheet.drafted'),
    also: all(aboutRecord, says('reason', sql`r.kind`), by(sql`r.drafted_by`)),
  },
  {
    table: 'sheet_issues',
    item: sql`r.sheet_id`,
    ...is('sheet.issued'),
    also: all(
      entered,
      commits(
        sql`r.number`,
        sql`r.signed_on`,
        sql`r.signer`,
        sql`(select string_agg(i.evidence_id::text, ' ' order by i.position) from sheet_items i
          where i.sheet_id = r.sheet_id)`,
      ),
    ),
  },
  {
    table: 'record_references',
    item: id,
    ...is('reference.entered'),
    also: all(
      aboutRecord,
      says('reason', sql`r.source`),
      entered,
      commits(
        sql`r.number`,
        sql`r.dated_on`,
        sql`r.issuer`,
        sql`r.received`,
        sql`r.settled`,
        sql`r.overdue`,
        sql`r.replaces`,
      ),
    ),
  },
  {
    table: 'reopenings',
    item: id,
    ...is('record.reopened'),
    also: all(
      aboutRecord,
      twoPersons,
      commits(sql`r.reason`, sql`r.decided_by`, sql`r.document`, sql`r.decided_on`),
    ),
  },
  {
    table: 'remedy_asks',
    item: id,
    ...is('remedy.asked'),
    also: all(subject(sql`r.remedy_id`), by(sql`r.asked_by`)),
  },
  {
    table: 'working_groups',
    item: id,
    ...is('working-group.named'),
    also: all(
      subject(sql`r.cycle_id`),
      entered,
      commits(sql`r.name`, sql`r.document`, sql`r.decided_on`),
    ),
  },
]
