import { sql } from 'drizzle-orm'
import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { big, day, moment } from './columns.ts'

const newId = () => uuid('id').primaryKey()
const organisationId = () => uuid('organisation_id').notNull()
const entrySeq = () => big('entry_seq').notNull()

export const sheets = pgTable('sheets', {
  id: newId(),
  organisationId: organisationId(),
  recordId: uuid('record_id').notNull(),
  kind: text('kind', { enum: ['prompt', 'front_comment'] }).notNull(),
  draftedBy: uuid('drafted_by').notNull(),
  draftedAt: moment('drafted_at').notNull().default(sql`now()`),
  entrySeq: entrySeq(),
})

export const sheetItems = pgTable(
  'sheet_items',
  {
    sheetId: uuid('sheet_id').notNull(),
    evidenceId: uuid('evidence_id').notNull(),
    organisationId: organisationId(),
    position: integer('position').notNull(),
  },
  (t) => [primaryKey({ columns: [t.sheetId, t.position] })],
)

export const sheetIssues = pgTable('sheet_issues', {
  sheetId: uuid('sheet_id').primaryKey(),
  organisationId: organisationId(),
  number: text('number').notNull(),
  signedOn: day('signed_on').notNull(),
  signer: text('signer').notNull(),
  registerId: uuid('register_id'),
  enteredBy: uuid('entered_by').notNull(),
  enteredAt: moment('entered_at').notNull().default(sql`now()`),
  entrySeq: entrySeq(),
})
