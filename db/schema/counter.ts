import { sql } from 'drizzle-orm'
import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { big, bytes, day } from './columns.ts'

export const register = pgTable('register', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  direction: text('direction', { enum: ['in', 'out'] }).notNull(),
  year: integer('year').notNull(),
  number: integer('number').notNull(),
  day: day('day').notNull(),
  correspondent: text('correspondent').notNull(),
  reference: text('reference'),
  referenceDay: day('reference_day'),
  abstract: text('abstract').notNull(),
  signer: text('signer'),
  note: text('note'),
  enteredBy: uuid('entered_by').notNull(),
  enteredOn: day('entered_on').notNull().default(sql`today()`),
  entrySeq: big('entry_seq').notNull(),
})

export const registerStrikes = pgTable('register_strikes', {
  registerId: uuid('register_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  reason: text('reason').notNull(),
  struckBy: uuid('struck_by').notNull(),
  struckOn: day('struck_on').notNull().default(sql`today()`),
  entrySeq: big('entry_seq').notNull(),
})

export const assistedLetters = pgTable('assisted_letters', {
  letterId: uuid('letter_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  enteredFor: uuid('entered_for').notNull(),
  registerId: uuid('register_id'),
  place: text('place').notNull(),
  heldOn: day('held_on').notNull(),
  consentBy: text('consent_by', { enum: ['boxes', 'read-out', 'minutes'] }).notNull(),
  enteredBy: uuid('entered_by').notNull(),
  day: day('day').notNull().default(sql`today()`),
  entrySeq: big('entry_seq').notNull(),
})

export const imports = pgTable('imports', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  source: text('source').notNull(),
  sha256: bytes('sha256').notNull(),
  rows: integer('rows').notNull(),
  taken: integer('taken').notNull(),
  repeats: integer('repeats').notNull(),
  importedBy: uuid('imported_by').notNull(),
  day: day('day').notNull().default(sql`today()`),
  entrySeq: big('entry_seq').notNull(),
})

export const importMappings = pgTable(
  'import_mappings',
  {
    organisationId: uuid('organisation_id').notNull(),
    source: text('source').notNull(),
    mapping: jsonb('mapping').notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.source] })],
)

export const slipSheets = pgTable('slip_sheets', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  organisationId: uuid('organisation_id').notNull(),
  areaCode: text('area_code').notNull(),
  cycleId: uuid('cycle_id').notNull(),
  count: integer('count').notNull(),
  madeBy: uuid('made_by').notNull(),
  madeOn: day('made_on').notNull().default(sql`today()`),
  entrySeq: big('entry_seq').notNull(),
})

export const slips = pgTable('slips', {
  hash: bytes('hash').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  sheetId: uuid('sheet_id').notNull(),
})
