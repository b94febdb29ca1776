import { sql } from 'drizzle-orm'
import { bigint, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, day } from './columns.ts'

export const chatEvents = pgTable('chat_events', {
  id: uuid('id').primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
  channel: text('channel').notNull(),
  conversation: bytes('conversation'),
  eventKey: bytes('event_key').notNull(),
  messageKey: bytes('message_key'),
  day: day('day').notNull().default(sql`today()`),
})

export const chatSeals = pgTable(
  'chat_seals',
  {
    eventId: uuid('event_id').notNull(),
    field: text('field', { enum: ['content', 'route', 'original'] }).notNull(),
    keyVersion: integer('key_version').notNull(),
    kekId: uuid('kek_id'),
    wrapped: bytes('wrapped'),
    bytes: bytes('bytes').notNull(),
  },
  (t) => [primaryKey({ columns: [t.eventId, t.field] })],
)

export const channelTokens = pgTable('channel_tokens', {
  channel: text('channel').primaryKey(),
  version: integer('version').notNull(),
  keyVersion: integer('key_version').notNull(),
  bytes: bytes('bytes').notNull(),
})
