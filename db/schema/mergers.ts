import { sql } from 'drizzle-orm'
import { pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { big, day, moment } from './columns.ts'

const fate = (name: string) => text(name, { enum: ['move', 'end'] }).notNull()

export const mergers = pgTable('mergers', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  areaCode: text('area_code').notNull(),
  intoCode: text('into_code').notNull(),
  firstDay: day('first_day').notNull(),
  document: text('document').notNull(),
  below: fate('below'),
  posts: fate('posts'),
  homes: fate('homes'),
  bodies: fate('bodies'),
  cells: fate('cells'),
  letters: text('letters', { enum: ['stay', 'join'] }).notNull(),
  askedBy: uuid('asked_by').notNull(),
  agreedBy: uuid('agreed_by').notNull(),
  agreedAt: moment('agreed_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const tierCeilings = pgTable('tier_ceilings', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  tier: text('tier', { enum: ['commune', 'province'] }).notNull(),
  document: text('document').notNull(),
  askedBy: uuid('asked_by').notNull(),
  agreedBy: uuid('agreed_by').notNull(),
  agreedAt: moment('agreed_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const reviewPlaces = pgTable('review_places', {
  id: uuid('id').primaryKey().default(sql`uuid_v7()`),
  organisationId: uuid('organisation_id').notNull(),
  officialId: uuid('official_id').notNull(),
  placeId: uuid('place_id').notNull(),
  kind: text('kind', { enum: ['workplace', 'residence'] }).notNull(),
  validFrom: day('valid_from').notNull().default(sql`today()`),
  validTo: day('valid_to'),
})
