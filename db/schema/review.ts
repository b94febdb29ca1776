import { sql } from 'drizzle-orm'
import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { big, bytes, day, moment } from './columns.ts'

export const cycles = pgTable('cycles', {
  id: uuid('id').primaryKey().default(sql`uuid_v7()`),
  organisationId: uuid('organisation_id').notNull(),
  name: text('name').notNull(),
  year: integer('year').notNull(),
  kind: text('kind', { enum: ['term', 'year', 'quarter', 'month', 'adhoc'] }).notNull(),
  framework: text('framework').notNull(),
  startsOn: day('starts_on').notNull(),
  endsOn: day('ends_on').notNull(),
  cutOff: day('cut_off').notNull(),
  meetingOn: day('meeting_on'),
})

export const cycleClosings = pgTable('cycle_closings', {
  cycleId: uuid('cycle_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  closedBy: uuid('closed_by').notNull(),
  closedAt: moment('closed_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const exemptions = pgTable('exemptions', {
  id: uuid('id').primaryKey().default(sql`uuid_v7()`),
  organisationId: uuid('organisation_id').notNull(),
  officialId: uuid('official_id').notNull(),
  reason: text('reason').notNull(),
  validFrom: day('valid_from').notNull(),
  validTo: day('valid_to'),
})

export const reviewRecords = pgTable('review_records', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  organisationId: uuid('organisation_id').notNull(),
  cycleId: uuid('cycle_id').notNull(),
  officialId: uuid('official_id'),
  collectiveId: uuid('collective_id'),
  openedBy: uuid('opened_by').notNull(),
  openedAt: moment('opened_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const evidence = pgTable('evidence', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  organisationId: uuid('organisation_id').notNull(),
  recordId: uuid('record_id').notNull(),
  feedbackId: uuid('feedback_id').notNull(),
  decisionId: uuid('decision_id').notNull(),
  summaryId: uuid('summary_id').notNull(),
  criterionId: uuid('criterion_id'),
  attachedBy: uuid('attached_by').notNull(),
  attachedAt: moment('attached_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const evidenceWithdrawals = pgTable('evidence_withdrawals', {
  evidenceId: uuid('evidence_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  withdrawnBy: uuid('withdrawn_by').notNull(),
  withdrawnAt: moment('withdrawn_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const explanations = pgTable('explanations', {
  id: uuid('id').primaryKey().default(sql`uuid_v7()`),
  organisationId: uuid('organisation_id').notNull(),
  evidenceId: uuid('evidence_id').notNull(),
  kind: text('kind', { enum: ['accept', 'explain', 'review-again'] }).notNull(),
  enteredBy: uuid('entered_by').notNull(),
  onBehalf: boolean('on_behalf').notNull(),
  enteredAt: moment('entered_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const bundles = pgTable('bundles', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  organisationId: uuid('organisation_id').notNull(),
  recordId: uuid('record_id').notNull(),
  version: integer('version').notNull(),
  cutOff: day('cut_off').notNull(),
  reason: text('reason'),
  askedBy: uuid('asked_by').notNull(),
  askedAt: moment('asked_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const bundleFreezes = pgTable('bundle_freezes', {
  bundleId: uuid('bundle_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  contents: bytes('contents').notNull(),
  sources: bytes('sources').notNull(),
  agreedBy: uuid('agreed_by').notNull(),
  frozenAt: moment('frozen_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const bundleItems = pgTable(
  'bundle_items',
  {
    bundleId: uuid('bundle_id').notNull(),
    evidenceId: uuid('evidence_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    position: integer('position').notNull(),
  },
  (t) => [primaryKey({ columns: [t.bundleId, t.evidenceId] })],
)

export const bundleFiles = pgTable(
  'bundle_files',
  {
    bundleId: uuid('bundle_id').notNull(),
    name: text('name').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    bytes: bytes('bytes').notNull(),
    sha256: bytes('sha256').notNull(),
    build: bytes('build'),
    size: big('size'),
  },
  (t) => [primaryKey({ columns: [t.bundleId, t.name] })],
)
