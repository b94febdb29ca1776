import { sql } from 'drizzle-orm'
import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { big, bytes, day, moment } from './columns.ts'

export const custodyNodes = pgTable(
  'custody_nodes',
  {
    organisationId: uuid('organisation_id').notNull(),
    level: integer('level').notNull(),
    index: big('index').notNull(),
    hash: bytes('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.level, t.index] })],
)

export const checkpoints = pgTable(
  'checkpoints',
  {
    organisationId: uuid('organisation_id').notNull(),
    number: integer('number').notNull(),
    size: big('size').notNull(),
    day: day('day').notNull(),
    note: text('note').notNull(),
    madeAt: moment('made_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.number] })],
)
