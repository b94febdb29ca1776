import { sql } from 'drizzle-orm'
import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { big, bytes, day, moment } from './columns.ts'

export const custodianKeys = pgTable('custodian_keys', {
  id: uuid('id').primaryKey().defaultRandom(),
  organisationId: uuid('organisation_id').notNull(),
  personId: uuid('person_id').notNull(),
  publicKey: bytes('public_key').notNull(),
  madeAt: moment('made_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const custodianSecrets = pgTable('custodian_secrets', {
  keyId: uuid('key_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  wrapped: jsonb('wrapped').notNull(),
  at: moment('at').notNull().default(sql`now()`),
})

export const custodianRosters = pgTable('custodian_rosters', {
  id: uuid('id').primaryKey().defaultRandom(),
  organisationId: uuid('organisation_id').notNull(),
  version: integer('version').notNull(),
  bytes: bytes('bytes').notNull(),
  signature: bytes('signature').notNull(),
  askedBy: uuid('asked_by').notNull(),
  agreedBy: uuid('agreed_by').notNull(),
  signedAt: moment('signed_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const identityOpenings = pgTable('identity_openings', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  letterId: uuid('letter_id').notNull(),
  field: text('field', { enum: ['identity', 'raw'] }).notNull(),
  askedBy: uuid('asked_by').notNull(),
  agreedBy: uuid('agreed_by').notNull(),
  askedKey: uuid('asked_key').notNull(),
  agreedKey: uuid('agreed_key').notNull(),
  openedAt: moment('opened_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const openingMessages = pgTable(
  'opening_messages',
  {
    openingId: uuid('opening_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    keyId: uuid('key_id').notNull(),
    kind: text('kind', { enum: ['hello', 'half'] }).notNull(),
    bytes: bytes('bytes').notNull(),
    at: moment('at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.openingId, t.keyId, t.kind] })],
)

export const openingNotices = pgTable('opening_notices', {
  openingId: uuid('opening_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  replyId: uuid('reply_id').notNull(),
  day: day('day').notNull().default(sql`today()`),
})

export const keyRotations = pgTable('key_rotations', {
  approvalId: uuid('approval_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  version: integer('version').notNull(),
  rotatedAt: moment('rotated_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const keyRecoveries = pgTable('key_recoveries', {
  publicKey: bytes('public_key').primaryKey(),
  sealed: bytes('sealed').notNull(),
  madeAt: moment('made_at').notNull().default(sql`now()`),
  confirmedAt: moment('confirmed_at'),
})
