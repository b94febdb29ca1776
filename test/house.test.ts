import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as schema from '../db/schema.ts'
import { type FreshDatabase, freshDatabase } from './support/database.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** The chapters of `src`, in reading order: each may import those above it. */
const chapters = [
  'problem.ts',
  'config.ts',
  'later.ts',
  'tracing.ts',
  'seal',
  'custody',
  'staff',
  'intake',
  'conversation',
  'moderation',
  'review',
  'bundle',
  'counter',
  'jobs',
]
const wiring = [
  'build.ts',
  'doors',
  'parent',
  'cli',
  'demo',
  'start.js',
  'node.ts',
  'worker.ts',
  'cli.ts',
  'demo.ts',
]

const files = ['src', 'channels', 'db', 'views'].flatMap((folder) => walk(join(root, folder)))
const imports = new Map(files.map((file) => [file, importsOf(file)]))

describe('the house', () => {
  it('has rooms for everything in src', () => {
    const rooms = readdirSync(join(root, 'src')).sort()
    expect(rooms.filter((room) => ![...chapters, ...wiring].includes(room))).toEqual([])
  })

  it('lets imports run downhill only', () => {
    const uphill = files.flatMap((file) =>
      (imports.get(file) ?? [])
        .filter((target) => !mayImport(relative(root, file), relative(root, target)))
        .map((target) => `${relative(root, file)} → ${relative(root, target)}`),
    )
    expect(uphill).toEqual([])
  })

  it('lets views import only types from the database', () => {
    const values = files
      .filter((file) => relative(root, file).startsWith('views/'))
      .filter((file) => /^import (?!type)[^;]*?from '[^']*\/db\//m.test(readFileSync(file, 'utf8')))
    expect(values.map((file) => relative(root, file))).toEqual([])
  })

  it('has no circle of imports', () => {
    expect(circles()).toEqual([])
  })

  it('writes to the console only in the entry files', () => {
    const writers = files.filter((file) =>
      /\bconsole\.(log|error|warn|info)\(/.test(readFileSync(file, 'utf8')),
    )
    expect(writers.map((file) => relative(root, file)).sort()).toEqual(
      ['src/cli.ts', 'src/demo.ts', 'src/node.ts'].filter((name) =>
        files.includes(join(root, name)),
      ),
    )
  })

  it('reads environment variables in the entry files alone', () => {
    const readers = files.filter((file) => /process\.env/.test(readFileSync(file, 'utf8')))
    const known =
      /^src\/(node|cli|demo)\.ts$|^src\/(doors|parent)\/|^src\/demo\/|^db\/(runas|binaries)\.ts$/
    expect(readers.map((file) => relative(root, file)).filter((name) => !known.test(name))).toEqual(
      [],
    )
  })
})

describe('the database', () => {
  let database: FreshDatabase
  let owner: pg.Client
  beforeAll(async () => {
    database = await freshDatabase()
    owner = new pg.Client({ connectionString: database.ownerUrl })
    await owner.connect()
  })
  afterAll(async () => {
    await owner.end()
    await database.drop()
  })

  it('has exactly the tables and columns that the schema names', async () => {
    const { rows } = await owner.query<{ name: string }>(`
      select table_name || '.' || column_name || ' ' || case is_nullable when 'NO' then 'not null' else 'null' end as name
      from information_schema.columns where table_schema = 'public' and table_name <> 'migrations' order by 1`)
    const declared = Object.values(schema)
      .filter((one) => one instanceof PgTable)
      .flatMap((table) => {
        const { name, columns, primaryKeys } = getTableConfig(table)
        const keyed = primaryKeys.flatMap((key) => key.columns.map((column) => column.name))
        return columns.map((column) => {
          const needed = column.notNull || column.primary || keyed.includes(column.name)
          return `${name}.${column.name} ${needed ? 'not null' : 'null'}`
        })
      })
      .sort()
    expect(declared).toEqual(rows.map(({ name }) => name).sort())
  })

  it('refuses change, deletion and emptying of every table of evidence, even to its owner', async () => {
    for (const table of evidence) {
      for (const change of [`delete from ${table}`, `truncate ${table} cascade`, updateOf(table)]) {
        await expect(owner.query(change), change).rejects.toThrow(/keeps evidence and refuses/)
      }
    }
  })

  it('lets the letterbox execute exactly the functions of the door', async () => {
    const { rows } = await owner.query<{ name: string }>(`
      select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname not in ('pg_catalog', 'information_schema') and has_schema_privilege('ydan_letterbox', n.oid, 'usage')
        and has_function_privilege('ydan_letterbox', p.oid, 'execute') order by 1`)
    expect(rows.map(({ name }) => name)).toEqual(doorFunctions)
  })

  it('lets the letterbox select from nothing', async () => {
    const letterbox = new pg.Client({ connectionString: database.letterboxUrl })
    await letterbox.connect()
    const { rows } = await owner.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    )
    expect(rows.length).toBeGreaterThan(40)
    for (const { name } of rows) {
      await expect(letterbox.query(`select 1 from ${name}`), name).rejects.toThrow(
        /permission denied/,
      )
    }
    await letterbox.end()
  })

  it('has row-level security on every table that belongs to an organisation', async () => {
    const { rows } = await owner.query<{ name: string }>(`
      select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'organisation_id' and not a.attisdropped
        and not c.relrowsecurity and (has_table_privilege('ydan_staff', c.oid, 'select') or has_table_privilege('ydan_desk_staff', c.oid, 'select'))`)
    expect(rows.map(({ name }) => name)).toEqual([])
  })

  const updateOf = (table: string) =>
    `update ${table} set ${keyColumn[table] ?? 'id'} = ${keyColumn[table] ?? 'id'}`
})

const doorFunctions = [
  'door.area',
  'door.areas',
  'door.bounced',
  'door.checkpoint',
  'door.checkpoint_proof',
  'door.correspondent',
  'door.custodians',
  'door.demands',
  'door.drop_events',
  'door.drop_letters',
  'door.entry_proof',
  'door.officials',
  'door.places',
  'door.readiness',
  'door.request',
  'door.rights',
  'door.sender_act',
  'door.thread',
  'door.thread_proof',
]

const evidence = [
  'custodian_keys',
  'custodian_rosters',
  'identity_openings',
  'opening_notices',
  'key_rotations',
  'custody_entries',
  'threads',
  'letters',
  'consents',
  'letter_releases',
  'attachments',
  'key_encryption_keys',
  'sender_acts',
  'replies',
  'unpacked',
  'feedback',
  'targets',
  'summaries',
  'approvals',
  'approval_answers',
  'decisions',
  'erasures',
  'review_records',
  'evidence',
  'evidence_withdrawals',
  'explanations',
  'cycle_closings',
  'bundles',
  'bundle_freezes',
  'bundle_items',
  'bundle_files',
  'deliveries',
  'handovers',
  'consultations',
  'returns',
  'outcomes',
  'remedies',
  'remedy_completions',
  'openings',
  'reader_links',
  'reader_link_bundles',
  'reader_link_uses',
  'reader_link_endings',
  'batches',
  'batch_records',
  'slot_marks',
  'restorations',
  'register',
  'register_strikes',
  'assisted_letters',
  'imports',
  'slip_sheets',
  'safe_copies',
  'safe_copy_pages',
  'releases',
  'release_withdrawals',
  'bundle_parts',
  'holiday_tables',
  'holidays',
  'guidance_places',
  'mergers',
  'tier_ceilings',
  'suggestion_lists',
  'transfers',
  'transfer_undos',
  'transfer_endings',
  'demands',
  'demand_collections',
  'rereadings',
  'trials',
  'trial_arrivals',
  'keepers',
  'keeper_endings',
  'checkpoint_mailings',
  'copy_restorations',
  'relations',
  'relation_endings',
  'declarations',
  'recusals',
  'person_links',
  'samples',
  'sample_items',
  'sample_notes',
  'glass_breaks',
  'clusters',
  'hearing_calendars',
  'hearing_batches',
  'hearings',
  'hearing_issues',
  'hearing_items',
  'hearing_receipts',
  'silences',
  'explanation_editions',
  'explanation_objections',
  'second_looks',
  'unfoldings',
  'requests',
  'request_answers',
  'request_liftings',
  'terms',
  'retention_endings',
  'incidents',
  'incident_notices',
  'rule_editions',
  'rules',
  'criteria',
  'provisions',
  'phase_plans',
  'phases',
  'cycle_frameworks',
  'topic_mappings',
  'topic_criteria',
  'placements',
  'raised_again',
  'self_reviews',
  'residence_rounds',
  'residence_meetings',
  'residence_gatherings',
  'residence_comments',
  'residence_confirmations',
  'residence_papers',
  'sheets',
  'sheet_items',
  'sheet_issues',
  'record_references',
  'reopenings',
  'remedy_asks',
  'working_groups',
  'working_group_links',
]
const keyColumn: Record<string, string> = {
  phases: 'phase',
  topic_criteria: 'topic',
  request_liftings: 'from_day',
  residence_confirmations: 'signer',
  residence_papers: 'sha256',
  sheet_items: 'position',
  sheet_issues: 'number',
  working_group_links: 'link_id',
  hearing_issues: 'term',
  hearing_items: 'position',
  hearing_receipts: 'receiver',
  silences: 'day',
  second_looks: 'outcome',
  safe_copy_pages: 'position',
  release_withdrawals: 'reason',
  bundle_parts: 'name',
  opening_notices: 'opening_id',
  key_rotations: 'version',
  transfers: 'day',
  transfer_undos: 'undone_by',
  transfer_endings: 'day',
  keeper_endings: 'keeper_id',
  register_strikes: 'reason',
  holidays: 'table_id',
  assisted_letters: 'place',
  custody_entries: 'seq',
  consents: 'purpose',
  letter_releases: 'letter_id',
  unpacked: 'letter_id',
  targets: 'number',
  approval_answers: 'outcome',
  erasures: 'reason',
  evidence_withdrawals: 'withdrawn_by',
  cycle_closings: 'closed_by',
  bundle_freezes: 'agreed_by',
  bundle_items: 'position',
  bundle_files: 'name',
  handovers: 'number',
  returns: 'reason',
  remedy_completions: 'proof',
  reader_link_bundles: 'bundle_id',
  reader_link_uses: 'link_id',
  reader_link_endings: 'link_id',
  batch_records: 'note',
  relation_endings: 'ended_by',
  sample_items: 'position',
}

function mayImport(from: string, to: string): boolean {
  const [house = '', room = ''] = from.split('/')
  const [otherHouse = '', otherRoom = ''] = to.split('/')
  if (house === otherHouse && house !== 'src') return true
  if (house === 'channels' || house === 'db') return false
  if (house === 'views') return otherHouse === 'db'
  if (otherHouse !== 'src') return true
  if (wiring.includes(room)) return true
  const mine = chapters.indexOf(room)
  const theirs = chapters.indexOf(otherRoom)
  return theirs >= 0 && theirs <= mine
}

function circles(): string[] {
  const found: string[] = []
  const state = new Map<string, 'open' | 'done'>()
  const visit = (file: string, path: string[]): void => {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') {
      found.push(
        [...path.slice(path.indexOf(file)), file].map((one) => relative(root, one)).join(' → '),
      )
      return
    }
    state.set(file, 'open')
    for (const target of imports.get(file) ?? []) visit(target, [...path, file])
    state.set(file, 'done')
  }
  for (const file of files) visit(file, [])
  return found
}

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return walk(path)
    return /\.tsx?$/.test(name) ? [path] : []
  })
}

// Types are gone at run time: they may point uphill, they make no circle.
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  const named = [...text.matchAll(/^\s*(?:import|export)\s+(?!type\b)[^'"]*?from\s+'(\.[^']+)'/gm)]
  const lazy = [...text.matchAll(/import\('(\.[^']+)'\)/g)]
  return [...named, ...lazy].map(([, path]) => resolve(dirname(file), path ?? ''))
}
