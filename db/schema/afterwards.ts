import { sql } from 'drizzle-orm'
import { pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { big, day, moment } from './columns.ts'

const newId = () => uuid('id').primaryKey()
const organisationId = () => uuid('organisation_id').notNull()
const entrySeq = () => big('entry_seq').notNull()

export const reopenings = pgTable('reopenings', {
  id: newId(),
  organisationId: organisationId(),
  recordId: uuid('record_id').notNull(),
  reason: text('reason').notNull(),
  decidedBy: text('decided_by').notNull(),
  document: text('document').notNull(),
  decidedOn: day('decided_on').notNull(),
  approvalId: uuid('approval_id').notNull(),
  askedBy: uuid('asked_by').notNull(),
  agreedBy: uuid('agreed_by').notNull(),
  agreedAt: moment('agreed_at').notNull().default(sql`now()`),
  entrySeq: entrySeq(),
})

export const remedyAsks = pgTable('remedy_asks', {
  id: newId(),
  organisationId: organisationId(),
  remedyId: uuid('remedy_id').notNull(),
  feedbackId: uuid('feedback_id').notNull(),
  replyId: uuid('reply_id').notNull(),
  askedBy: uuid('asked_by').notNull(),
  askedAt: moment('asked_at').notNull().default(sql`now()`),
  entrySeq: entrySeq(),
})

export const workingGroups = pgTable('working_groups', {
  id: newId(),
  organisationId: organisationId(),
  cycleId: uuid('cycle_id').notNull(),
  name: text('name').notNull(),
  document: text('document').notNull(),
  decidedOn: day('decided_on').notNull(),
  enteredBy: uuid('entered_by').notNull(),
  enteredAt: moment('entered_at').notNull().default(sql`now()`),
  entrySeq: entrySeq(),
})

export const workingGroupLinks = pgTable('working_group_links', {
  linkId: uuid('link_id').primaryKey(),
  groupId: uuid('group_id').notNull(),
  organisationId: organisationId(),
})
