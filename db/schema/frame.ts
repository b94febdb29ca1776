import { sql } from 'drizzle-orm'
import { boolean, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { big, moment } from './columns.ts'

export const cycleFrameworks = pgTable('cycle_frameworks', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  cycleId: uuid('cycle_id').notNull(),
  framework: text('framework').notNull(),
  reason: text('reason').notNull(),
  setBy: uuid('set_by').notNull(),
  setAt: moment('set_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const topicMappings = pgTable('topic_mappings', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  cycleId: uuid('cycle_id').notNull(),
  framework: text('framework').notNull(),
  mappedBy: uuid('mapped_by').notNull(),
  mappedAt: moment('mapped_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const topicCriteria = pgTable(
  'topic_criteria',
  {
    mappingId: uuid('mapping_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    topic: text('topic').notNull(),
    criterion: text('criterion').notNull(),
  },
  (t) => [primaryKey({ columns: [t.mappingId, t.topic] })],
)

export const placements = pgTable('placements', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  evidenceId: uuid('evidence_id').notNull(),
  framework: text('framework').notNull(),
  criterion: text('criterion'),
  placedBy: uuid('placed_by').notNull(),
  placedAt: moment('placed_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const raisedAgain = pgTable('raised_again', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  evidenceId: uuid('evidence_id').notNull(),
  earlierId: uuid('earlier_id').notNull(),
  same: boolean('same').notNull(),
  markedBy: uuid('marked_by').notNull(),
  markedAt: moment('marked_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const selfReviews = pgTable('self_reviews', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  recordId: uuid('record_id').notNull(),
  enteredBy: uuid('entered_by').notNull(),
  enteredAt: moment('entered_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})
