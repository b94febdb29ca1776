import { sql } from 'drizzle-orm'
import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { big, day, moment } from './columns.ts'

const sure = ['V', 'V2', 'M', 'D'] as const
const cycleKind = ['term', 'year', 'quarter', 'month', 'adhoc'] as const

export const ruleEditions = pgTable('rule_editions', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  source: text('source').notNull(),
  enteredBy: uuid('entered_by').notNull(),
  enteredAt: moment('entered_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const rules = pgTable('rules', {
  id: uuid('id').primaryKey().default(sql`uuid_v7()`),
  organisationId: uuid('organisation_id'),
  editionId: uuid('edition_id'),
  number: text('number').notNull(),
  issuedOn: day('issued_on'),
  issuer: text('issuer').notNull(),
  title: text('title').notNull(),
  framework: text('framework'),
  subject: text('subject').notNull().default(''),
  note: text('note').notNull().default(''),
  printed: boolean('printed').notNull().default(false),
  validFrom: day('valid_from').notNull(),
  validTo: day('valid_to'),
  tag: text('tag', { enum: sure }).notNull(),
  source: text('source').notNull(),
})

export const criteria = pgTable('criteria', {
  id: uuid('id').primaryKey().default(sql`uuid_v7()`),
  organisationId: uuid('organisation_id'),
  editionId: uuid('edition_id'),
  framework: text('framework').notNull(),
  annex: text('annex'),
  code: text('code').notNull(),
  name: text('name').notNull(),
  ethics: boolean('ethics').notNull().default(false),
  validFrom: day('valid_from').notNull(),
  validTo: day('valid_to'),
  tag: text('tag', { enum: sure }).notNull(),
  source: text('source').notNull().default(''),
})

export const provisions = pgTable('provisions', {
  id: uuid('id').primaryKey().default(sql`uuid_v7()`),
  organisationId: uuid('organisation_id'),
  editionId: uuid('edition_id'),
  kind: text('kind', {
    enum: ['framework', 'annex', 'level', 'grade', 'exemption', 'reason', 'deadline', 'form'],
  }).notNull(),
  framework: text('framework'),
  code: text('code').notNull(),
  name: text('name').notNull(),
  detail: text('detail').notNull().default(''),
  amount: integer('amount'),
  basis: text('basis', { enum: ['legal', 'internal'] }),
  validFrom: day('valid_from').notNull(),
  validTo: day('valid_to'),
  tag: text('tag', { enum: sure }).notNull(),
  source: text('source').notNull(),
})

export const phasePlans = pgTable('phase_plans', {
  id: uuid('id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  kind: text('kind', { enum: cycleKind }).notNull(),
  startsOn: day('starts_on').notNull(),
  endsOn: day('ends_on').notNull(),
  source: text('source').notNull(),
  enteredBy: uuid('entered_by').notNull(),
  enteredAt: moment('entered_at').notNull().default(sql`now()`),
  entrySeq: big('entry_seq').notNull(),
})

export const phases = pgTable(
  'phases',
  {
    planId: uuid('plan_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    phase: text('phase', {
      enum: [
        'state-front',
        'residence',
        'prompt',
        'freeze',
        'collective',
        'individual',
        'front-comment',
        'recognition',
      ],
    }).notNull(),
    startsOn: day('starts_on').notNull(),
    endsOn: day('ends_on').notNull(),
  },
  (t) => [primaryKey({ columns: [t.planId, t.phase] })],
)
