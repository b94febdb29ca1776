import { sql } from 'drizzle-orm'
import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { big, day, moment } from './columns.ts'

export const holidayTables = pgTable('holiday_tables', {
  id: uuid('id').primaryKey().default(sql`uuid_v7()`),
  organisationId: uuid('organisation_id').notNull(),
  year: integer('year').notNull(),
  source: text('source').notNull(),
  enteredBy: uuid('entered_by').notNull(),
  enteredAt: moment('entered_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const holidays = pgTable(
  'holidays',
  {
    tableId: uuid('table_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    day: day('day').notNull(),
    kind: text('kind', { enum: ['off', 'work'] }).notNull(),
    name: text('name').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tableId, t.day] })],
)
