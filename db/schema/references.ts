import { sql } from 'drizzle-orm'
import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { big, day, moment } from './columns.ts'

export const recordReferences = pgTable('record_references', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  recordId: uuid('record_id').notNull(),
  source: text('source', {
    enum: ['cell-party', 'leaders', 'committee', 'head', 'confidence', 'petitions'],
  }).notNull(),
  number: text('number').notNull(),
  datedOn: day('dated_on').notNull(),
  issuer: text('issuer').notNull(),
  received: integer('received'),
  settled: integer('settled'),
  overdue: integer('overdue'),
  replaces: uuid('replaces'),
  enteredBy: uuid('entered_by').notNull(),
  enteredAt: moment('entered_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})
