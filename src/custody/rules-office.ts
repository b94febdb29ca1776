import { sql } from 'drizzle-orm'
import {
  aboutBundle,
  aboutRecord,
  all,
  by,
  commits,
  entered,
  id,
  is,
  ofBundle,
  type Rule,
  says,
  subject,
  twoPersons,
} from './rule.ts'

/** The office, the meeting, the counter, the backup. */
export const afterwards: readonly Rule[] = [
  {
    table: 'handovers',
    ...ofBundle,
    ...is('bundle.handed-over'),
    also: all(entered, says('commitment', sql`encode(r.scan_sha256, 'hex')`)),
  },
  {
    table: 'consultations',
    item: id,
    ...is('bundle.considered'),
    also: all(
      aboutBundle,
      entered,
      commits(sql`r.meeting`, sql`r.place`, sql`r.held_on`, sql`r.minutes`),
    ),
  },
  {
    table: 'returns',
    ...ofBundle,
    ...is('bundle.returned'),
    also: all(
      entered,
      sql`case when r.to_add is null then ${commits(sql`r.reason`)}
        else ${commits(sql`r.reason`, sql`r.to_add`)} end`,
    ),
  },
  {
    table: 'outcomes',
    item: id,
    ...is('outcome.recorded'),
    also: all(
      aboutBundle,
      entered,
      commits(sql`r.level`, sql`r.decided_by`, sql`r.document`, sql`r.decided_on`),
    ),
  },
  {
    table: 'remedies',
    item: id,
    ...is('remedy.set'),
    also: all(
      aboutRecord,
      entered,
      commits(sql`r.shortcoming`, sql`r.measure`, sql`r.due_on`, sql`r.responsible`),
    ),
  },
  {
    table: 'remedy_completions',
    item: sql`r.remedy_id`,
    ...is('remedy.done'),
    also: all(entered, commits(sql`r.done_on`, sql`r.proof`)),
  },
  {
    table: 'openings',
    item: id,
    ...is('bundle.opened'),
    also: all(aboutBundle, says('reason', sql`r.what`), by(sql`r.person_id`)),
  },
  { table: 'reader_links', item: id, ...is('reader-link.made'), also: by(sql`r.made_by`) },
  {
    table: 'reader_link_uses',
    item: sql`r.link_id`,
    ...is('reader-link.used'),
    also: subject(sql`r.person_id`),
  },
  {
    table: 'reader_link_endings',
    item: sql`r.link_id`,
    ...is('reader-link.ended'),
    also: by(sql`r.ended_by`),
  },
  {
    table: 'batches',
    item: id,
    ...is('batch.asked'),
    also: all(
      subject(sql`r.cycle_id`),
      by(sql`r.asked_by`),
      commits(sql`r.cut_off`, sql`r.reason`),
    ),
  },
  {
    table: 'slot_marks',
    item: id,
    ...is('slot.marked'),
    also: all(
      aboutRecord,
      says('number', sql`r.slot::text`),
      says('reason', sql`r.state`),
      by(sql`r.marked_by`),
      commits(sql`r.reference`),
    ),
  },
  {
    table: 'restorations',
    item: id,
    ...is('log.restored'),
    also: all(
      says('number', sql`r.known::text`),
      says('commitment', sql`encode(sha256(convert_to(r.id || ' ' || r.reason, 'UTF8')), 'hex')`),
    ),
  },
  {
    table: 'copy_restorations',
    item: id,
    ...is('copies.restored'),
    also: says('commitment', sql`encode(sha256(convert_to(r.note || r.reason, 'UTF8')), 'hex')`),
  },
  {
    table: 'mergers',
    item: id,
    ...is('area.merged'),
    also: all(
      twoPersons,
      commits(
        ...[sql`r.area_code`, sql`r.into_code`, sql`r.first_day`, sql`r.document`, sql`r.below`],
        ...[sql`r.posts`, sql`r.homes`, sql`r.bodies`, sql`r.cells`, sql`r.letters`],
      ),
    ),
  },
  {
    table: 'tier_ceilings',
    item: id,
    ...is('tier.set'),
    also: all(twoPersons, commits(sql`r.tier`, sql`r.document`)),
  },
  {
    table: 'keepers',
    item: id,
    ...is('keeper.added'),
    also: all(by(sql`r.added_by`), commits(sql`r.name`, sql`r.address`)),
  },
  {
    table: 'keeper_endings',
    item: sql`r.keeper_id`,
    ...is('keeper.ended'),
    also: by(sql`r.ended_by`),
  },
  { table: 'register', item: id, ...is('register.entered') },
  { table: 'register_strikes', item: sql`r.register_id`, ...is('register.struck') },
  { table: 'assisted_letters', item: sql`r.letter_id`, ...is('letter.entered') },
  { table: 'imports', item: id, ...is('letters.imported') },
  { table: 'trials', item: id, ...is('trial.asked'), also: by(sql`r.asked_by`) },
  {
    table: 'trial_arrivals',
    item: id,
    ...is('trial.arrived'),
    also: sql`${subject(sql`r.letter_id`)} and ${says('reason', sql`r.channel`)}
      and ${says('day', sql`to_char(r.day, 'YYYY-MM-DD')`)}`,
  },
  {
    table: 'holiday_tables',
    item: id,
    ...is('holidays.set'),
    also: sql`${says('number', sql`r.year::text`)} and ${by(sql`r.entered_by`)}`,
  },
  { table: 'slip_sheets', item: id, ...is('slips.made'), also: subject(sql`r.cycle_id`) },
]
