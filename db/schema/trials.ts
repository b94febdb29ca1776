import { sql } from 'drizzle-orm'
import { pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { big, day, moment } from './columns.ts'

export const trials = pgTable('trials', {
  id: uuid('id').primaryKey().default(sql`uuid_v7()`),
  organisationId: uuid('organisation_id').notNull(),
  word: text('word').notNull(),
  askedBy: uuid('asked_by').notNull(),
  askedAt: moment('asked_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const trialArrivals = pgTable('trial_arrivals', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  organisationId: uuid('organisation_id').notNull(),
  trialId: uuid('trial_id').notNull(),
  channel: text('channel').notNull(),
  letterId: uuid('letter_id'),
  day: day('day').notNull().default(sql`today()`),
  entrySeq: big('entry_seq').notNull(),
})
