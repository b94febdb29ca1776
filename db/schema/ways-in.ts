import { sql } from 'drizzle-orm'
import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { big, bytes, moment } from './columns.ts'

const newId = () => uuid('id').primaryKey().default(sql`uuid_v7()`)

export const passkeys = pgTable('passkeys', {
  id: newId(),
  personId: uuid('person_id').notNull(),
  credentialId: text('credential_id').notNull().unique(),
  publicKey: bytes('public_key').notNull(),
  counter: big('counter').notNull().default(0),
  transports: text('transports').array().notNull().default([]),
  name: text('name').notNull(),
  createdAt: moment('created_at').notNull().default(sql`now()`),
  usedAt: moment('used_at'),
  removedAt: moment('removed_at'),
})

export const passkeyChallenges = pgTable('passkey_challenges', {
  challengeHash: bytes('challenge_hash').primaryKey(),
  personId: uuid('person_id'),
  door: text('door', { enum: ['desk', 'console'] }).notNull(),
  expiresAt: moment('expires_at').notNull(),
})

export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    personId: uuid('person_id').notNull(),
    codeHash: bytes('code_hash').notNull(),
    usedAt: moment('used_at'),
  },
  (row) => [primaryKey({ columns: [row.personId, row.codeHash] })],
)

export const cellLinks = pgTable('cell_links', {
  id: newId(),
  tokenHash: bytes('token_hash').notNull().unique(),
  organisationId: uuid('organisation_id').notNull(),
  personId: uuid('person_id').notNull(),
  madeBy: uuid('made_by'),
  madeAt: moment('made_at').notNull().default(sql`now()`),
  expiresAt: moment('expires_at').notNull(),
  usedAt: moment('used_at'),
  entrySeq: big('entry_seq').notNull(),
})

export const cellMails = pgTable(
  'cell_mails',
  {
    organisationId: uuid('organisation_id').notNull(),
    personId: uuid('person_id').notNull(),
    mail: text('mail').notNull(),
    setBy: uuid('set_by').notNull(),
    setAt: moment('set_at').notNull().default(sql`now()`),
  },
  (row) => [primaryKey({ columns: [row.organisationId, row.personId] })],
)

export const cellLinkMailings = pgTable('cell_link_mailings', {
  linkId: uuid('link_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  outcome: text('outcome', { enum: ['sent', 'unsure', 'retry', 'refused'] }).notNull(),
  reason: text('reason'),
  triedAt: moment('tried_at').notNull().default(sql`now()`),
})

export const samples = pgTable('samples', {
  id: newId(),
  organisationId: uuid('organisation_id').notNull(),
  seed: text('seed').notNull(),
  drawnFrom: integer('drawn_from').notNull(),
  drawnBy: uuid('drawn_by').notNull(),
  drawnAt: moment('drawn_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const sampleItems = pgTable(
  'sample_items',
  {
    sampleId: uuid('sample_id').notNull(),
    feedbackId: uuid('feedback_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    position: integer('position').notNull(),
  },
  (row) => [primaryKey({ columns: [row.sampleId, row.feedbackId] })],
)

export const sampleNotes = pgTable('sample_notes', {
  id: newId(),
  organisationId: uuid('organisation_id').notNull(),
  sampleId: uuid('sample_id').notNull(),
  writtenBy: uuid('written_by').notNull(),
  writtenAt: moment('written_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const glassBreaks = pgTable('glass_breaks', {
  id: newId(),
  organisationId: uuid('organisation_id').notNull(),
  feedbackId: uuid('feedback_id').notNull(),
  brokenBy: uuid('broken_by').notNull(),
  brokenAt: moment('broken_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})
