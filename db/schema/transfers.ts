import { sql } from 'drizzle-orm'
import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { big, bytes, day, moment } from './columns.ts'

export const guidancePlaces = pgTable('guidance_places', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  areaCode: text('area_code').notNull(),
  purpose: text('purpose', {
    enum: [
      'partyInspection',
      'citizenReception',
      'province',
      'police',
      'publicServices',
      'children',
    ],
  }).notNull(),
  place: text('place'),
  address: text('address'),
  hours: text('hours'),
  phone: text('phone'),
  source: text('source').notNull(),
  validFrom: day('valid_from').notNull(),
  enteredBy: uuid('entered_by').notNull(),
  enteredOn: day('entered_on').notNull().default(sql`today()`),
  entrySeq: big('entry_seq').notNull(),
})

export const suggestionLists = pgTable('suggestion_lists', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  version: integer('version').notNull(),
  rules: jsonb('rules').notNull(),
  writtenBy: uuid('written_by').notNull(),
  writtenAt: moment('written_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const transfers = pgTable('transfers', {
  decisionId: uuid('decision_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  feedbackId: uuid('feedback_id').notNull(),
  way: text('way', { enum: ['sheet', 'guided'] }).notNull(),
  receiver: text('receiver'),
  contact: text('contact'),
  registerId: uuid('register_id'),
  day: day('day').notNull(),
  replyId: uuid('reply_id').notNull(),
  enteredBy: uuid('entered_by').notNull(),
  enteredAt: moment('entered_at').notNull().default(sql`now()`),
  destroyAt: moment('destroy_at'),
  entrySeq: big('entry_seq').notNull(),
})

export const transferUndos = pgTable('transfer_undos', {
  decisionId: uuid('decision_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  feedbackId: uuid('feedback_id').notNull(),
  undoneBy: uuid('undone_by').notNull(),
  undoneAt: moment('undone_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const transferEndings = pgTable('transfer_endings', {
  decisionId: uuid('decision_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  feedbackId: uuid('feedback_id').notNull(),
  day: day('day').notNull().default(sql`today()`),
  entrySeq: big('entry_seq').notNull(),
})

export const demands = pgTable('demands', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  feedbackId: uuid('feedback_id').notNull(),
  approvalId: uuid('approval_id').notNull(),
  authority: text('authority').notNull(),
  number: text('number').notNull(),
  day: day('day').notNull(),
  askedBy: uuid('asked_by').notNull(),
  agreedBy: uuid('agreed_by').notNull(),
  agreedAt: moment('agreed_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const demandCollections = pgTable('demand_collections', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  demandId: uuid('demand_id').notNull(),
  sha256: bytes('sha256').notNull(),
  collectedBy: uuid('collected_by').notNull(),
  collectedAt: moment('collected_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})
