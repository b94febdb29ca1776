import { sql } from 'drizzle-orm'
import { boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { big, moment } from './columns.ts'

const newId = () => uuid('id').primaryKey().default(sql`uuid_v7()`)

export const relations = pgTable('relations', {
  id: newId(),
  organisationId: uuid('organisation_id').notNull(),
  personId: uuid('person_id').notNull(),
  kind: text('kind', { enum: ['self', 'kin', 'superior', 'unit'] }).notNull(),
  officialId: uuid('official_id'),
  unitId: uuid('unit_id'),
  declaredBy: uuid('declared_by').notNull(),
  declaredAt: moment('declared_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const relationEndings = pgTable('relation_endings', {
  relationId: uuid('relation_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  endedBy: uuid('ended_by').notNull(),
  endedAt: moment('ended_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const declarations = pgTable('declarations', {
  id: newId(),
  organisationId: uuid('organisation_id').notNull(),
  personId: uuid('person_id').notNull(),
  cycleId: uuid('cycle_id'),
  relations: integer('relations').notNull(),
  declaredAt: moment('declared_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const recusals = pgTable('recusals', {
  id: newId(),
  organisationId: uuid('organisation_id').notNull(),
  feedbackId: uuid('feedback_id').notNull(),
  personId: uuid('person_id').notNull(),
  recusedAt: moment('recused_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const personLinks = pgTable('person_links', {
  id: newId(),
  organisationId: uuid('organisation_id').notNull(),
  personId: uuid('person_id').notNull(),
  sameAs: uuid('same_as').notNull(),
  same: boolean('same').notNull(),
  linkedBy: uuid('linked_by').notNull(),
  agreedBy: uuid('agreed_by'),
  linkedAt: moment('linked_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})
