import { sql } from 'drizzle-orm'
import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { big, bytes, day } from './columns.ts'

export const custodyHeads = pgTable('custody_heads', {
  organisationId: uuid('organisation_id').primaryKey(),
  size: big('size').notNull().default(0),
})

export const custodyEntries = pgTable(
  'custody_entries',
  {
    organisationId: uuid('organisation_id').notNull(),
    seq: big('seq').notNull(),
    bytes: bytes('bytes').notNull(),
    leafHash: bytes('leaf_hash').notNull(),
    kind: text('kind').notNull(),
    item: uuid('item').notNull(),
    subject: uuid('subject'),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.seq] })],
)

export const threads = pgTable('threads', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  number: integer('number').notNull(),
  year: integer('year').notNull(),
  day: day('day').notNull(),
  comeBack: day('come_back').notNull(),
  receiptHash: bytes('receipt_hash').notNull(),
  receiptPublicKey: bytes('receipt_public_key').notNull(),
})

export const letters = pgTable('letters', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  threadId: uuid('thread_id').notNull(),
  areaCode: text('area_code').notNull(),
  channel: text('channel').notNull(),
  channelMessageId: text('channel_message_id'),
  bodyTag: bytes('body_tag'),
  day: day('day').notNull(),
  first: boolean('first').notNull(),
  proof: boolean('proof').notNull(),
  held: boolean('held').notNull(),
  commitment: text('commitment').notNull(),
  entrySeq: big('entry_seq').notNull(),
  resident: boolean('resident').notNull().default(false),
})

export const letterReleases = pgTable('letter_releases', {
  letterId: uuid('letter_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  entrySeq: big('entry_seq').notNull(),
})

/** Letters that were not unpacked yet; kept by triggers, a queue and no evidence. */
export const waitingLetters = pgTable('waiting_letters', {
  letterId: uuid('letter_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  areaCode: text('area_code').notNull(),
  proof: boolean('proof').notNull(),
  held: boolean('held').notNull(),
  ready: boolean('ready').notNull(),
  first: boolean('first').notNull(),
  threadId: uuid('thread_id').notNull(),
  day: day('day').notNull(),
  logSeq: big('log_seq').notNull(),
})

export const attachments = pgTable('attachments', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  letterId: uuid('letter_id').notNull(),
  position: integer('position').notNull(),
  type: text('type').notNull(),
  size: integer('size').notNull(),
})

export const keyEncryptionKeys = pgTable('key_encryption_keys', {
  id: uuid('id').primaryKey(),
  sealed: bytes('sealed').notNull(),
  keyVersion: integer('key_version').notNull(),
  day: day('day').notNull().default(sql`today()`),
})

export const dataKeys = pgTable(
  'data_keys',
  {
    record: uuid('record').notNull(),
    recipient: text('recipient').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    kekId: uuid('kek_id'),
    keyVersion: integer('key_version').notNull(),
    wrapped: bytes('wrapped').notNull(),
  },
  (t) => [primaryKey({ columns: [t.record, t.recipient] })],
)

export const seals = pgTable(
  'seals',
  {
    record: uuid('record').notNull(),
    field: text('field').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    bytes: bytes('bytes').notNull(),
  },
  (t) => [primaryKey({ columns: [t.record, t.field] })],
)

export const texts = pgTable(
  'texts',
  {
    record: uuid('record').notNull(),
    field: text('field', {
      enum: [
        'summary',
        'explanation',
        'note',
        'reason',
        'verbatim',
        'pages',
        'residence',
        'sheet',
        'self-review',
      ],
    }).notNull(),
    organisationId: uuid('organisation_id').notNull(),
    body: text('body').notNull(),
    salt: bytes('salt'),
  },
  (t) => [primaryKey({ columns: [t.record, t.field] })],
)

export const receiptNumbers = pgTable(
  'receipt_numbers',
  {
    organisationId: uuid('organisation_id').notNull(),
    year: integer('year').notNull(),
    last: integer('last').notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.year] })],
)

export const senderActs = pgTable('sender_acts', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  organisationId: uuid('organisation_id').notNull(),
  threadId: uuid('thread_id').notNull(),
  act: text('act', {
    enum: ['withdraw', 'reopen', 'exposes-me', 'wrong-meaning', 'satisfied', 'unsatisfied'],
  }).notNull(),
  day: day('day').notNull(),
  entrySeq: big('entry_seq').notNull(),
})

export const replies = pgTable('replies', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  organisationId: uuid('organisation_id').notNull(),
  threadId: uuid('thread_id').notNull(),
  kind: text('kind', { enum: ['question', 'outcome', 'message', 'summary'] }).notNull(),
  day: day('day').notNull(),
  writtenBy: uuid('written_by'),
  entrySeq: big('entry_seq').notNull(),
})

export const consents = pgTable(
  'consents',
  {
    threadId: uuid('thread_id').notNull(),
    purpose: text('purpose', { enum: ['processing', 'record', 'contact'] }).notNull(),
    organisationId: uuid('organisation_id').notNull(),
    textVersion: text('text_version').notNull(),
    day: day('day').notNull(),
  },
  (t) => [primaryKey({ columns: [t.threadId, t.purpose] })],
)
