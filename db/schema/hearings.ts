import { sql } from 'drizzle-orm'
import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { big, day, moment } from './columns.ts'

export const hearingCalendars = pgTable('hearing_calendars', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  days: integer('days').array().notNull(),
  term: integer('term').notNull(),
  fewest: integer('fewest').notNull(),
  validFrom: day('valid_from').notNull(),
  enteredBy: uuid('entered_by').notNull(),
  enteredAt: moment('entered_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const hearingBatches = pgTable('hearing_batches', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  day: day('day').notNull(),
  cycleId: uuid('cycle_id'),
  reason: text('reason'),
  askedBy: uuid('asked_by'),
  madeAt: moment('made_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const hearings = pgTable('hearings', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  batchId: uuid('batch_id').notNull(),
  recordId: uuid('record_id').notNull(),
  entrySeq: big('entry_seq').notNull(),
})

export const hearingIssues = pgTable('hearing_issues', {
  hearingId: uuid('hearing_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  registerId: uuid('register_id').notNull(),
  term: integer('term').notNull(),
  issuedBy: uuid('issued_by').notNull(),
  issuedAt: moment('issued_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const hearingItems = pgTable(
  'hearing_items',
  {
    hearingId: uuid('hearing_id').notNull(),
    evidenceId: uuid('evidence_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    position: integer('position').notNull(),
  },
  (t) => [primaryKey({ columns: [t.hearingId, t.position] })],
)

export const hearingReceipts = pgTable('hearing_receipts', {
  hearingId: uuid('hearing_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  receivedOn: day('received_on').notNull(),
  receiver: text('receiver').notNull(),
  dueOn: day('due_on').notNull(),
  enteredBy: uuid('entered_by').notNull(),
  enteredAt: moment('entered_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const silences = pgTable('silences', {
  evidenceId: uuid('evidence_id').primaryKey(),
  hearingId: uuid('hearing_id').notNull(),
  organisationId: uuid('organisation_id').notNull(),
  day: day('day').notNull().default(sql`today()`),
  entrySeq: big('entry_seq').notNull(),
})

export const explanationEditions = pgTable('explanation_editions', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  explanationId: uuid('explanation_id').notNull(),
  version: integer('version').notNull(),
  folds: integer('folds').notNull(),
  editedBy: uuid('edited_by').notNull(),
  editedAt: moment('edited_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const explanationObjections = pgTable('explanation_objections', {
  id: uuid('id').primaryKey(),
  editionId: uuid('edition_id').notNull(),
  organisationId: uuid('organisation_id').notNull(),
  enteredBy: uuid('entered_by').notNull(),
  enteredAt: moment('entered_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const secondLooks = pgTable('second_looks', {
  explanationId: uuid('explanation_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  evidenceId: uuid('evidence_id').notNull(),
  outcome: text('outcome', { enum: ['upheld', 'corrected', 'withdrawn'] }).notNull(),
  approvalId: uuid('approval_id').notNull(),
  askedBy: uuid('asked_by').notNull(),
  agreedBy: uuid('agreed_by').notNull(),
  agreedAt: moment('agreed_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const unfoldings = pgTable('unfoldings', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  evidenceId: uuid('evidence_id').notNull(),
  approvalId: uuid('approval_id').notNull(),
  askedBy: uuid('asked_by').notNull(),
  agreedBy: uuid('agreed_by').notNull(),
  agreedAt: moment('agreed_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})
