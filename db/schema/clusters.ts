import { sql } from 'drizzle-orm'
import { pgTable, real, text, uuid } from 'drizzle-orm/pg-core'
import { big, day, moment } from './columns.ts'

export const clusters = pgTable('clusters', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  organisationId: uuid('organisation_id').notNull(),
  feedbackId: uuid('feedback_id').notNull(),
  intoFeedback: uuid('into_feedback').notNull(),
  how: text('how', { enum: ['alike', 'joined', 'split'] }).notNull(),
  likeness: real('likeness'),
  reason: text('reason', {
    enum: ['same-event', 'same-wording', 'other-event', 'other-wording', 'own-experience'],
  }),
  decidedBy: uuid('decided_by'),
  decidedAt: moment('decided_at'),
  day: day('day').notNull().default(sql`today()`),
  entrySeq: big('entry_seq').notNull(),
})
