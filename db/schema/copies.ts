import { sql } from 'drizzle-orm'
import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { big, bytes, day, moment } from './columns.ts'

export const safeCopies = pgTable('safe_copies', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  organisationId: uuid('organisation_id').notNull(),
  attachmentId: uuid('attachment_id').notNull(),
  version: integer('version').notNull(),
  tool: text('tool').notNull(),
  refusal: text('refusal', {
    enum: ['broken', 'encrypted', 'too_large', 'too_heavy', 'sound', 'unknown'],
  }),
  pages: integer('pages').notNull(),
  pagesInAll: integer('pages_in_all').notNull(),
  boxes: integer('boxes').notNull().default(0),
  day: day('day').notNull().default(sql`today()`),
  madeBy: uuid('made_by'),
  entrySeq: big('entry_seq').notNull(),
})

export const safeCopyPages = pgTable(
  'safe_copy_pages',
  {
    copyId: uuid('copy_id').notNull(),
    position: integer('position').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    record: uuid('record').notNull(),
    type: text('type', { enum: ['image/jpeg'] }).notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    size: integer('size').notNull(),
    commitment: text('commitment').notNull(),
  },
  (t) => [primaryKey({ columns: [t.copyId, t.position] })],
)

export const releases = pgTable('releases', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  feedbackId: uuid('feedback_id').notNull(),
  attachmentId: uuid('attachment_id'),
  copyId: uuid('copy_id'),
  approvalId: uuid('approval_id').notNull(),
  askedBy: uuid('asked_by').notNull(),
  agreedBy: uuid('agreed_by').notNull(),
  agreedAt: moment('agreed_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const releaseWithdrawals = pgTable('release_withdrawals', {
  releaseId: uuid('release_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  reason: text('reason').notNull(),
  withdrawnBy: uuid('withdrawn_by').notNull(),
  withdrawnAt: moment('withdrawn_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const bundleParts = pgTable(
  'bundle_parts',
  {
    bundleId: uuid('bundle_id').notNull(),
    name: text('name').notNull(),
    build: bytes('build').notNull(),
    position: integer('position').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    bytes: bytes('bytes').notNull(),
  },
  (t) => [primaryKey({ columns: [t.bundleId, t.name, t.build, t.position] })],
)
