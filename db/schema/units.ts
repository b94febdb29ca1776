import { sql } from 'drizzle-orm'
import { boolean, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { day, moment } from './columns.ts'

export const organisations = pgTable('organisations', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  code: text('code').notNull(),
  kind: text('kind', { enum: ['front', 'party', 'cell', 'mass', 'state'] }).notNull(),
  name: text('name').notNull(),
  level: text('level', { enum: ['province', 'commune', 'neighbourhood'] }).notNull(),
  parentId: uuid('parent_id'),
  areaCode: text('area_code'),
  settings: jsonb('settings').notNull().default(sql`'{}'`),
  validFrom: day('valid_from').notNull().default(sql`today()`),
  validTo: day('valid_to'),
})

export const areas = pgTable('areas', {
  code: text('code').primaryKey(),
  kind: text('kind').notNull(),
  name: text('name').notNull(),
  parentCode: text('parent_code'),
  organisationId: uuid('organisation_id').notNull(),
  validFrom: day('valid_from').notNull().default(sql`today()`),
  validTo: day('valid_to'),
  successorCode: text('successor_code'),
})

export const officials = pgTable('officials', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  organisationId: uuid('organisation_id').notNull(),
  code: text('code'),
  name: text('name').notNull(),
  birthYear: integer('birth_year'),
  isPartyMember: boolean('is_party_member').notNull().default(true),
})

export const posts = pgTable('posts', {
  id: uuid('id').primaryKey().default(sql`uuid_v7()`),
  organisationId: uuid('organisation_id').notNull(),
  officialId: uuid('official_id').notNull(),
  title: text('title').notNull(),
  bodyId: uuid('body_id'),
  areaCode: text('area_code').notNull(),
  handledBy: uuid('handled_by').notNull(),
  isHead: boolean('is_head').notNull().default(false),
  isLeader: boolean('is_leader').notNull().default(false),
  tier: text('tier', { enum: ['commune', 'province'] })
    .notNull()
    .default('commune'),
  validFrom: day('valid_from').notNull().default(sql`today()`),
  validTo: day('valid_to'),
})

export const residences = pgTable('residences', {
  id: uuid('id').primaryKey().default(sql`uuid_v7()`),
  organisationId: uuid('organisation_id').notNull(),
  officialId: uuid('official_id').notNull(),
  areaCode: text('area_code').notNull(),
  status: text('status', { enum: ['normal', 'introduced_exempt', 'not_introduced'] })
    .notNull()
    .default(sql`'normal'`),
  validFrom: day('valid_from').notNull().default(sql`today()`),
  validTo: day('valid_to'),
})

export const conditions = pgTable('conditions', {
  name: text('name').primaryKey(),
  reading: jsonb('reading').notNull(),
  at: moment('at').notNull().default(sql`now()`),
})
