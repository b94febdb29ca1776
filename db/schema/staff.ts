import { sql } from 'drizzle-orm'
import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { big, bytes, moment } from './columns.ts'

const newId = () => uuid('id').primaryKey().default(sql`uuid_v7()`)

export const people = pgTable('people', {
  id: newId(),
  name: text('name').notNull(),
  signInName: text('sign_in_name').unique(),
  phone: text('phone'),
  mail: text('mail'),
  disabledAt: moment('disabled_at'),
  createdAt: moment('created_at').notNull().default(sql`now()`),
})

export const credentials = pgTable('credentials', {
  personId: uuid('person_id').primaryKey(),
  passwordHash: text('password_hash').notNull(),
  totpSealed: bytes('totp_sealed').notNull(),
  totpStep: big('totp_step').notNull(),
  changedAt: moment('changed_at').notNull().default(sql`now()`),
})

export const sessions = pgTable('sessions', {
  id: uuid('id').primaryKey().defaultRandom(),
  tokenHash: bytes('token_hash').notNull().unique(),
  personId: uuid('person_id').notNull(),
  organisationId: uuid('organisation_id').notNull(),
  door: text('door', { enum: ['desk', 'console'] }).notNull(),
  startedAt: moment('started_at').notNull().default(sql`now()`),
  seenAt: moment('seen_at').notNull().default(sql`now()`),
  endsAt: moment('ends_at'),
  onlyRole: text('only_role'),
})

export const signInFailures = pgTable('sign_in_failures', {
  whom: bytes('whom').primaryKey(),
  failures: integer('failures').notNull(),
  lastAt: moment('last_at').notNull(),
})

export const memberships = pgTable('memberships', {
  id: newId(),
  organisationId: uuid('organisation_id').notNull(),
  personId: uuid('person_id').notNull(),
  role: text('role', {
    enum: [
      'cell',
      'clerk',
      'moderator',
      'lead',
      'secretary',
      'reader',
      'official',
      'custodian',
      'auditor',
      'admin',
    ],
  }).notNull(),
  officialId: uuid('official_id'),
  areaCode: text('area_code'),
  bundleId: uuid('bundle_id'),
  givenBy: uuid('given_by'),
  agreedBy: uuid('agreed_by'),
  validFrom: moment('valid_from').notNull().default(sql`now()`),
  validTo: moment('valid_to'),
  endedBy: uuid('ended_by'),
  entrySeq: big('entry_seq').notNull(),
})

export const invitations = pgTable('invitations', {
  id: newId(),
  tokenHash: bytes('token_hash').notNull().unique(),
  purpose: text('purpose', { enum: ['first-admin', 'join', 'reset', 'demo'] }).notNull(),
  organisationId: uuid('organisation_id'),
  personId: uuid('person_id'),
  name: text('name'),
  roles: jsonb('roles').notNull().default([]),
  needsAgreement: boolean('needs_agreement').notNull().default(false),
  agreedBy: uuid('agreed_by'),
  agreedAt: moment('agreed_at'),
  createdBy: uuid('created_by'),
  createdAt: moment('created_at').notNull().default(sql`now()`),
  expiresAt: moment('expires_at').notNull(),
  usedAt: moment('used_at'),
})

export const apiTokens = pgTable('api_tokens', {
  id: newId(),
  tokenHash: bytes('token_hash').notNull().unique(),
  personId: uuid('person_id').notNull(),
  organisationId: uuid('organisation_id').notNull(),
  name: text('name').notNull(),
  createdBy: uuid('created_by'),
  createdAt: moment('created_at').notNull().default(sql`now()`),
  revokedAt: moment('revoked_at'),
  entrySeq: big('entry_seq').notNull(),
})

export const autosaves = pgTable(
  'autosaves',
  {
    personId: uuid('person_id').notNull(),
    form: text('form').notNull(),
    sealed: bytes('sealed').notNull(),
    savedAt: moment('saved_at').notNull().default(sql`now()`),
    expiresAt: moment('expires_at').notNull(),
  },
  (row) => [primaryKey({ columns: [row.personId, row.form] })],
)

export const notices = pgTable('notices', {
  id: newId(),
  organisationId: uuid('organisation_id').notNull(),
  personId: uuid('person_id').notNull(),
  kind: text('kind').notNull(),
  about: jsonb('about').notNull().default({}),
  createdAt: moment('created_at').notNull().default(sql`now()`),
  seenAt: moment('seen_at'),
})
