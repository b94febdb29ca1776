import { sql } from 'drizzle-orm'
import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { big, day, moment } from './columns.ts'

export const unpacked = pgTable('unpacked', {
  letterId: uuid('letter_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  feedbackId: uuid('feedback_id').notNull(),
  day: day('day').notNull().default(sql`today()`),
})

export const feedback = pgTable('feedback', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  threadId: uuid('thread_id').notNull(),
  areaCode: text('area_code').notNull(),
  channel: text('channel').notNull(),
  kind: text('kind', { enum: ['comment', 'praise', 'report'] }).notNull(),
  use: text('use', { enum: ['record', 'front-only'] }).notNull(),
  observedOn: text('observed_on'),
  place: text('place', { enum: ['residence', 'workplace', 'other'] }),
  day: day('day').notNull(),
  proof: boolean('proof').notNull(),
  held: boolean('held').notNull(),
  resident: boolean('resident').notNull().default(false),
})

export const rereadings = pgTable('rereadings', {
  id: uuid('id').primaryKey().default(sql`uuid_v7()`),
  organisationId: uuid('organisation_id').notNull(),
  letterId: uuid('letter_id').notNull(),
  feedbackId: uuid('feedback_id').notNull(),
  version: integer('version').notNull(),
  charset: text('charset').notNull(),
  readBy: uuid('read_by').notNull(),
  readAt: moment('read_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const runningNumbers = pgTable('running_numbers', {
  subject: uuid('subject').primaryKey(),
  last: big('last').notNull(),
})

export const targets = pgTable(
  'targets',
  {
    feedbackId: uuid('feedback_id').notNull(),
    subject: uuid('subject').notNull(),
    subjectKind: text('subject_kind', {
      enum: ['official', 'collective', 'organisation'],
    }).notNull(),
    organisationId: uuid('organisation_id').notNull(),
    number: big('number').notNull(),
    entrySeq: big('entry_seq').notNull(),
  },
  (t) => [primaryKey({ columns: [t.feedbackId, t.subject] })],
)

export const summaries = pgTable('summaries', {
  id: uuid('id').primaryKey().default(sql`uuid_v7()`),
  organisationId: uuid('organisation_id').notNull(),
  feedbackId: uuid('feedback_id').notNull(),
  version: integer('version').notNull(),
  writtenBy: uuid('written_by').notNull(),
  writtenAt: moment('written_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const approvals = pgTable('approvals', {
  id: uuid('id').primaryKey().default(sql`uuid_v7()`),
  organisationId: uuid('organisation_id').notNull(),
  act: text('act').notNull(),
  subject: uuid('subject').notNull(),
  payload: jsonb('payload').notNull(),
  askedBy: uuid('asked_by').notNull(),
  askedAt: moment('asked_at').notNull().default(sql`now()`),
  expiresAt: moment('expires_at').notNull(),
  entrySeq: big('entry_seq').notNull(),
})

export const approvalAnswers = pgTable('approval_answers', {
  approvalId: uuid('approval_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  outcome: text('outcome', { enum: ['agreed', 'declined', 'returned'] }).notNull(),
  answeredBy: uuid('answered_by'),
  note: text('note'),
  answeredAt: moment('answered_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const decisions = pgTable('decisions', {
  id: uuid('id').primaryKey().default(sql`uuid_v7()`),
  organisationId: uuid('organisation_id').notNull(),
  feedbackId: uuid('feedback_id').notNull(),
  verdict: text('verdict', {
    enum: ['accept', 'not_accept', 'ask', 'reject', 'divert', 'forward', 'merge'],
  }).notNull(),
  reason: text('reason'),
  standing: text('standing', { enum: ['said', 'several', 'confirmed', 'documented'] }),
  polarity: text('polarity', { enum: ['positive', 'negative', 'mixed'] }),
  topic: text('topic'),
  fold: text('fold', { enum: ['private_life', 'family', 'third_party'] }),
  officials: uuid('officials').array().notNull().default(sql`'{}'`),
  collectives: uuid('collectives').array().notNull().default(sql`'{}'`),
  summaryId: uuid('summary_id'),
  intoFeedback: uuid('into_feedback'),
  approvalId: uuid('approval_id'),
  askedBy: uuid('asked_by').notNull(),
  agreedBy: uuid('agreed_by'),
  decidedAt: moment('decided_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const erasures = pgTable('erasures', {
  feedbackId: uuid('feedback_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  reason: text('reason').notNull(),
  askedBy: uuid('asked_by').notNull(),
  agreedBy: uuid('agreed_by'),
  erasedAt: moment('erased_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

/** Changes of how many feedback stand in a state, added up now and then; kept by triggers. */
export const feedbackCounts = pgTable('feedback_counts', {
  organisationId: uuid('organisation_id').notNull(),
  state: text('state').notNull(),
  count: big('count').notNull(),
})

export const feedbackState = pgTable('feedback_state', {
  feedbackId: uuid('feedback_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  state: text('state', {
    enum: [
      'received',
      'screening',
      'needs_info',
      'awaiting_explanation',
      'accepted',
      'not_accepted',
      'rejected',
      'diverted',
      'forwarded',
      'merged',
      'withdrawn',
      'erased',
      'bundled',
      'considered',
      'closed',
      'reopened',
    ],
  }).notNull(),
  day: day('day').notNull(),
})

export const syllables = pgTable(
  'syllables',
  {
    record: uuid('record').notNull(),
    field: text('field').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    feedbackId: uuid('feedback_id').notNull(),
    day: day('day').notNull(),
    hashes: integer('hashes').array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.record, table.field] })],
)
