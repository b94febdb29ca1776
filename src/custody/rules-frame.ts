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
} from './rule.ts'

/** Rules and plans, and how evidence stands in a cycle's frame. */
export const inTheFrame: readonly Rule[] = [
  {
    table: 'rule_editions',
    item: id,
    ...is('rules.entered'),
    also: all(
      entered,
      says('commitment', sql`encode(sha256(convert_to(edition_text(r.id), 'UTF8')), 'hex')`),
    ),
  },
  {
    table: 'phase_plans',
    item: id,
    ...is('phases.planned'),
    also: all(
      entered,
      commits(
        sql`r.source`,
        sql`(select string_agg(concat_ws(' ', p.phase, p.starts_on, p.ends_on), ', ' order by p.phase collate "C")
          from phases p where p.plan_id = r.id)`,
      ),
    ),
  },
  {
    table: 'cycle_frameworks',
    item: id,
    ...is('cycle.framework-set'),
    also: all(
      subject(sql`r.cycle_id`),
      by(sql`r.set_by`),
      commits(sql`r.framework`, sql`r.reason`),
    ),
  },
  {
    table: 'topic_mappings',
    item: id,
    ...is('topics.mapped'),
    also: all(
      subject(sql`r.cycle_id`),
      by(sql`r.mapped_by`),
      commits(
        sql`r.framework`,
        sql`(select string_agg(t.topic || ' ' || t.criterion, ', ' order by t.topic collate "C")
          from topic_criteria t where t.mapping_id = r.id)`,
      ),
    ),
  },
  {
    table: 'placements',
    item: id,
    ...is('evidence.placed'),
    also: all(evidenceItem, by(sql`r.placed_by`), commits(sql`r.framework`, sql`r.criterion`)),
  },
  {
    table: 'raised_again',
    item: id,
    ...is('evidence.raised-again'),
    also: all(evidenceItem, by(sql`r.marked_by`), commits(sql`r.earlier_id`, sql`r.same`)),
  },
  {
    table: 'self_reviews',
    item: id,
    ...is('self-review.entered'),
    also: all(aboutRecord, entered),
  },
]
