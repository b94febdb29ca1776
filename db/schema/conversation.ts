import { sql } from 'drizzle-orm'
import { bigint, boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, day } from './columns.ts'

export const conversations = pgTable('conversations', {
  conversation: bytes('conversation').primaryKey(),
  id: uuid('id').notNull(),
  channel: text('channel').notNull(),
  day: day('day').notNull().default(sql`today()`),
  unsent: boolean('unsent').notNull(),
  keyVersion: integer('key_version').notNull(),
  kekId: uuid('kek_id').notNull(),
  wrapped: bytes('wrapped').notNull(),
  draft: bytes('draft').notNull(),
  relayVersion: integer('relay_version').notNull(),
  threads: bytes('threads').notNull(),
  route: bytes('route').notNull(),
})

export const chatFiles = pgTable('chat_files', {
  id: uuid('id').primaryKey(),
  conversation: bytes('conversation').notNull(),
  eventId: uuid('event_id').notNull(),
  position: integer('position').notNull(),
  trouble: text('trouble', {
    enum: ['gone', 'too-large', 'refused', 'empty', 'type', 'lies'],
  }),
  type: text('type'),
  size: integer('size'),
  keyVersion: integer('key_version'),
  kekId: uuid('kek_id'),
  wrapped: bytes('wrapped'),
  bytes: bytes('bytes'),
  day: day('day').notNull().default(sql`today()`),
})

export const chatOutbox = pgTable('chat_outbox', {
  id: uuid('id').primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
  channel: text('channel').notNull(),
  conversation: bytes('conversation').notNull(),
  keyVersion: integer('key_version').notNull(),
  bytes: bytes('bytes'),
  day: day('day').notNull().default(sql`today()`),
  sentOn: day('sent_on'),
  organisationId: uuid('organisation_id'),
  lasting: boolean('lasting').notNull().default(false),
})
