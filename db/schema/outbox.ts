import { sql } from 'drizzle-orm'
import { bigint, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, day } from './columns.ts'

export const deliveries = pgTable('deliveries', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
  organisationId: uuid('organisation_id').notNull(),
  item: uuid('item').notNull(),
  kind: text('kind', { enum: ['reply', 'acknowledgement'] }).notNull(),
  channel: text('channel'),
  outcome: text('outcome', {
    enum: ['begun', 'sent', 'unsure', 'retry', 'waiting', 'refused', 'gave-up', 'none', 'again'],
  }).notNull(),
  reason: text('reason'),
  askedBy: uuid('asked_by'),
  day: day('day').notNull().default(sql`today()`),
  mailKey: bytes('mail_key'),
})

export const acknowledged = pgTable('acknowledged', {
  addressKey: bytes('address_key').primaryKey(),
  day: day('day').notNull().default(sql`today()`),
})

export const chatTries = pgTable('chat_tries', {
  seq: bigint('seq', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  messageId: uuid('message_id').notNull(),
  channel: text('channel').notNull(),
  outcome: text('outcome', {
    enum: ['begun', 'sent', 'unsure', 'retry', 'waiting', 'refused', 'gave-up', 'again'],
  }).notNull(),
  reason: text('reason'),
  askedBy: uuid('asked_by'),
  day: day('day').notNull().default(sql`today()`),
})
