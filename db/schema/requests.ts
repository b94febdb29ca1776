import { sql } from 'drizzle-orm'
import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { big, day, moment } from './columns.ts'

export const requests = pgTable('requests', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  organisationId: uuid('organisation_id').notNull(),
  threadId: uuid('thread_id').notNull(),
  kind: text('kind', { enum: ['view', 'correct', 'restrict', 'withdraw', 'erase'] }).notNull(),
  day: day('day').notNull(),
  entrySeq: big('entry_seq').notNull(),
})

export const requestAnswers = pgTable('request_answers', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  requestId: uuid('request_id').notNull(),
  outcome: text('outcome', { enum: ['noted', 'done', 'partly', 'refused'] }).notNull(),
  replyId: uuid('reply_id').notNull(),
  answeredBy: uuid('answered_by').notNull(),
  answeredAt: moment('answered_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const requestLiftings = pgTable('request_liftings', {
  requestId: uuid('request_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  fromDay: day('from_day').notNull(),
  replyId: uuid('reply_id').notNull(),
  liftedBy: uuid('lifted_by').notNull(),
  liftedAt: moment('lifted_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const terms = pgTable('terms', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  name: text('name', {
    enum: [
      'request-reply',
      'request-view',
      'request-correct',
      'request-restrict',
      'request-withdraw',
      'request-erase',
      'keep-rejected',
      'keep-not-accepted',
      'keep-withdrawn',
      'keep-identity',
    ],
  }).notNull(),
  amount: integer('amount').notNull(),
  tag: text('tag', { enum: ['V', 'V2', 'M', 'D'] }).notNull(),
  source: text('source').notNull(),
  validFrom: day('valid_from').notNull(),
  enteredBy: uuid('entered_by').notNull(),
  enteredAt: moment('entered_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const retentionEndings = pgTable('retention_endings', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  feedbackId: uuid('feedback_id').notNull(),
  term: text('term', { enum: ['keep-rejected', 'keep-not-accepted', 'keep-withdrawn'] }).notNull(),
  replyId: uuid('reply_id').notNull(),
  day: day('day').notNull().default(sql`today()`),
  entrySeq: big('entry_seq').notNull(),
})

export const incidents = pgTable('incidents', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  detectedAt: moment('detected_at').notNull(),
  what: text('what').notNull(),
  whom: text('whom').notNull(),
  measures: text('measures').notNull(),
  enteredBy: uuid('entered_by').notNull(),
  enteredAt: moment('entered_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const incidentNotices = pgTable('incident_notices', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  authority: text('authority').notNull(),
  number: text('number'),
  sentOn: day('sent_on').notNull(),
  enteredBy: uuid('entered_by').notNull(),
  enteredAt: moment('entered_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})
