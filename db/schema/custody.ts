import { sql } from 'drizzle-orm'
import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { big, bytes, day, moment } from './columns.ts'

export const custodyNodes = pgTable(
  'custody_nodes',
  {
    organisationId: uuid('organisation_id').notNull(),
    level: integer('level').notNull(),
    index: big('index').notNull(),
    hash: bytes('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.level, t.index] })],
)

export const checkpoints = pgTable(
  'checkpoints',
  {
    organisationId: uuid('organisation_id').notNull(),
    number: integer('number').notNull(),
    size: big('size').notNull(),
    day: day('day').notNull(),
    note: text('note').notNull(),
    madeAt: moment('made_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.number] })],
)

export const keepers = pgTable('keepers', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  name: text('name').notNull(),
  address: text('address').notNull(),
  addedBy: uuid('added_by').notNull(),
  addedAt: moment('added_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const keeperEndings = pgTable('keeper_endings', {
  keeperId: uuid('keeper_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  endedBy: uuid('ended_by').notNull(),
  endedAt: moment('ended_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const checkpointMailings = pgTable('checkpoint_mailings', {
  id: uuid('id').primaryKey().default(sql`uuid_v7()`),
  organisationId: uuid('organisation_id').notNull(),
  number: integer('number').notNull(),
  keeperId: uuid('keeper_id').notNull(),
  outcome: text('outcome', { enum: ['sent', 'unsure', 'retry', 'refused'] }).notNull(),
  reason: text('reason'),
  triedAt: moment('tried_at').notNull().default(sql`now()`),
})

export const copyRestorations = pgTable('copy_restorations', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  reason: text('reason').notNull(),
  note: text('note').notNull(),
  restoredAt: moment('restored_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})
