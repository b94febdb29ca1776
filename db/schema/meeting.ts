import { sql } from 'drizzle-orm'
import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { big, bytes, day, moment } from './columns.ts'

const newId = () => uuid('id').primaryKey().default(sql`uuid_v7()`)
const organisationId = () => uuid('organisation_id').notNull()

// Who entered a row from a paper, when, and its place in the custody log.
const entered = () => ({
  enteredBy: uuid('entered_by').notNull(),
  enteredAt: moment('entered_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const handovers = pgTable('handovers', {
  bundleId: uuid('bundle_id').primaryKey(),
  organisationId: organisationId(),
  number: text('number').notNull(),
  signedOn: day('signed_on').notNull(),
  signer: text('signer').notNull(),
  receiver: text('receiver').notNull(),
  receipt: text('receipt').notNull(),
  scanType: text('scan_type', { enum: ['application/pdf', 'image/jpeg', 'image/png'] }).notNull(),
  scan: bytes('scan').notNull(),
  scanSha256: bytes('scan_sha256').notNull(),
  ...entered(),
})

export const consultations = pgTable('consultations', {
  id: newId(),
  organisationId: organisationId(),
  bundleId: uuid('bundle_id').notNull(),
  meeting: text('meeting').notNull(),
  place: text('place').notNull(),
  heldOn: day('held_on').notNull(),
  minutes: text('minutes').notNull(),
  ...entered(),
})

export const returns = pgTable('returns', {
  bundleId: uuid('bundle_id').primaryKey(),
  organisationId: organisationId(),
  reason: text('reason').notNull(),
  toAdd: text('to_add'),
  ...entered(),
})

export const outcomes = pgTable('outcomes', {
  id: newId(),
  organisationId: organisationId(),
  bundleId: uuid('bundle_id').notNull(),
  level: text('level').notNull(),
  decidedBy: text('decided_by').notNull(),
  document: text('document').notNull(),
  decidedOn: day('decided_on').notNull(),
  ...entered(),
})

export const remedies = pgTable('remedies', {
  id: newId(),
  organisationId: organisationId(),
  recordId: uuid('record_id').notNull(),
  shortcoming: text('shortcoming').notNull(),
  measure: text('measure').notNull(),
  dueOn: day('due_on').notNull(),
  responsible: text('responsible').notNull(),
  ...entered(),
})

export const remedyCompletions = pgTable('remedy_completions', {
  remedyId: uuid('remedy_id').primaryKey(),
  organisationId: organisationId(),
  doneOn: day('done_on').notNull(),
  proof: text('proof').notNull(),
  ...entered(),
})

export const openings = pgTable('openings', {
  id: newId(),
  organisationId: organisationId(),
  bundleId: uuid('bundle_id').notNull(),
  personId: uuid('person_id').notNull(),
  what: text('what').notNull(),
  openedAt: moment('opened_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const readerLinks = pgTable('reader_links', {
  id: uuid('id').primaryKey(),
  organisationId: organisationId(),
  name: text('name').notNull(),
  tokenHash: bytes('token_hash').notNull().unique(),
  validFrom: moment('valid_from').notNull(),
  validTo: moment('valid_to').notNull(),
  madeBy: uuid('made_by').notNull(),
  madeAt: moment('made_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const readerLinkBundles = pgTable(
  'reader_link_bundles',
  {
    linkId: uuid('link_id').notNull(),
    bundleId: uuid('bundle_id').notNull(),
    organisationId: organisationId(),
  },
  (t) => [primaryKey({ columns: [t.linkId, t.bundleId] })],
)

export const readerLinkUses = pgTable('reader_link_uses', {
  linkId: uuid('link_id').primaryKey(),
  organisationId: organisationId(),
  personId: uuid('person_id').notNull(),
  deviceHash: bytes('device_hash').notNull(),
  usedAt: moment('used_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const readerLinkEndings = pgTable('reader_link_endings', {
  linkId: uuid('link_id').primaryKey(),
  organisationId: organisationId(),
  endedBy: uuid('ended_by').notNull(),
  endedAt: moment('ended_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const batches = pgTable('batches', {
  id: newId(),
  organisationId: organisationId(),
  cycleId: uuid('cycle_id').notNull(),
  cutOff: day('cut_off').notNull(),
  reason: text('reason'),
  askedBy: uuid('asked_by').notNull(),
  askedAt: moment('asked_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const batchRecords = pgTable(
  'batch_records',
  {
    batchId: uuid('batch_id').notNull(),
    recordId: uuid('record_id').notNull(),
    organisationId: organisationId(),
    result: text('result', {
      enum: ['frozen', 'unchanged', 'empty', 'exempt', 'refused'],
    }).notNull(),
    bundleId: uuid('bundle_id'),
    note: text('note'),
    at: moment('at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.batchId, t.recordId] })],
)

export const slotMarks = pgTable('slot_marks', {
  id: newId(),
  organisationId: organisationId(),
  recordId: uuid('record_id').notNull(),
  slot: integer('slot').notNull(),
  state: text('state', { enum: ['here', 'missing', 'paper', 'none'] }).notNull(),
  reference: text('reference').notNull().default(''),
  markedBy: uuid('marked_by').notNull(),
  markedAt: moment('marked_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const restorations = pgTable('restorations', {
  id: newId(),
  organisationId: organisationId(),
  reason: text('reason').notNull(),
  entries: big('entries').notNull(),
  known: big('known').notNull(),
  restoredAt: moment('restored_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})
