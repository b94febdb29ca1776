import { sql } from 'drizzle-orm'
import { all, by, commits, entered, id, is, type Rule, says, subject } from './rule.ts'

/** What the cell where somebody lives says once a year: asked, met, gathered, signed, confirmed. */
export const livingThere: readonly Rule[] = [
  {
    table: 'residence_rounds',
    item: id,
    ...is('residence.asked'),
    also: all(
      subject(sql`r.cycle_id`),
      by(sql`r.asked_by`),
      commits(sql`r.area_code`, sql`r.due_on`),
    ),
  },
  {
    table: 'residence_meetings',
    item: id,
    ...is('residence.met'),
    also: all(subject(sql`r.round_id`), entered),
  },
  {
    table: 'residence_gatherings',
    item: id,
    ...is('residence.gathered'),
    also: all(
      subject(sql`r.round_id`),
      entered,
      commits(sql`r.held_on`, sql`array_to_string(r.present, ' ')`),
    ),
  },
  {
    table: 'residence_comments',
    item: id,
    ...is('residence.commented'),
    also: all(
      subject(sql`r.official_id`),
      says('number', sql`r.version::text`),
      says('reason', sql`r.source`),
      entered,
    ),
  },
  {
    table: 'residence_confirmations',
    item: sql`r.comment_id`,
    ...is('residence.confirmed'),
    also: all(entered, commits(sql`r.confirmed_on`, sql`r.signer`)),
  },
]
