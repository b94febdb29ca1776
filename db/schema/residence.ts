import { sql } from 'drizzle-orm'
import { integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { big, bytes, day, moment } from './columns.ts'

export const residenceRounds = pgTable('residence_rounds', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  cycleId: uuid('cycle_id').notNull(),
  areaCode: text('area_code').notNull(),
  dueOn: day('due_on').notNull(),
  askedBy: uuid('asked_by').notNull(),
  askedAt: moment('asked_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const residenceMeetings = pgTable('residence_meetings', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  roundId: uuid('round_id').notNull(),
  heldOn: day('held_on').notNull(),
  enteredBy: uuid('entered_by').notNull(),
  enteredAt: moment('entered_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const residenceGatherings = pgTable('residence_gatherings', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  roundId: uuid('round_id').notNull(),
  heldOn: day('held_on').notNull(),
  present: uuid('present').array().notNull(),
  enteredBy: uuid('entered_by').notNull(),
  enteredAt: moment('entered_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const residenceDrafts = pgTable(
  'residence_drafts',
  {
    roundId: uuid('round_id').notNull(),
    officialId: uuid('official_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    answers: smallint('answers').array().notNull(),
    note: text('note').notNull(),
    version: integer('version').notNull(),
    savedBy: uuid('saved_by').notNull(),
    savedAt: moment('saved_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.officialId] })],
)

export const residenceComments = pgTable('residence_comments', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  roundId: uuid('round_id').notNull(),
  officialId: uuid('official_id').notNull(),
  version: integer('version').notNull(),
  form: text('form', { enum: ['full', 'short'] }).notNull(),
  source: text('source', { enum: ['cell', 'portal'] }).notNull(),
  meetingId: uuid('meeting_id'),
  commentedOn: day('commented_on').notNull(),
  number: text('number'),
  appliedBy: text('applied_by', { enum: ['member', 'workplace', 'other'] }),
  enteredBy: uuid('entered_by').notNull(),
  enteredAt: moment('entered_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const residenceConfirmations = pgTable('residence_confirmations', {
  commentId: uuid('comment_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  confirmedOn: day('confirmed_on').notNull(),
  signer: text('signer').notNull(),
  enteredBy: uuid('entered_by').notNull(),
  enteredAt: moment('entered_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const residencePapers = pgTable('residence_papers', {
  commentId: uuid('comment_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  bytes: bytes('bytes').notNull(),
  sha256: bytes('sha256').notNull(),
})
