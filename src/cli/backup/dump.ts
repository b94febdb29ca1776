import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { jobSchema } from '../../later.ts'
import type { Step } from '../progress.ts'
import { type Manifest, type TableFile, tablePath } from './manifest.ts'

/**
 * What is never part of a backup: sessions and what counts failed sign-ins (they must not come back),
 * drafts and readings (they are gone in days or minutes), and the list of migrations (in the manifest).
 */
const leftOut = ['sessions', 'sign_in_failures', 'autosaves', 'conditions', 'migrations']

/**
 * Writes every table of one snapshot into `dir`, as its owner, streaming: memory does not grow with
 * the rows. Answers the manifest. `step` hears of bytes, by the room the tables take on the disk.
 */
export async function dump(
  client: pg.Client,
  dir: string,
  step: Step = () => {},
): Promise<Manifest> {
  await mkdir(join(dir, 'database'), { recursive: true, mode: 0o700 })
  await client.query('begin isolation level repeatable read read only')
  try {
    const { rows: clock } = await client.query<{ made: Date }>('select now() as made')
    const tables: TableFile[] = []
    const all = await tablesOf(client)
    const of = all.reduce((sum, { size }) => sum + size, 0)
    let before = 0
    for (const { size, ...table } of all) {
      const told = (bytes: number) => step(before + Math.min(bytes, size), of)
      tables.push(await dumpTable(client, dir, table, told))
      before += size
    }
    return {
      format: 'ydan-backup-1',
      made: (clock[0]?.made ?? new Date()).toISOString(),
      migrations: (
        await client.query<Manifest['migrations'][number]>(
          'select name, sha256 from public.migrations order by name',
        )
      ).rows,
      tables,
      logs: await logsOf(client),
      jobs: await jobsOf(client),
    }
  } finally {
    await client.query('rollback').catch(() => {})
  }
}

/** The tables of ours that a backup holds, with their columns in order and their size on the disk. */
export async function tablesOf(client: pg.Client): Promise<Kept[]> {
  const { rows } = await client.query<Kept>(
    `select c.relname as name, pg_table_size(c.oid)::float8 as size, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0
        and not a.attisdropped and a.attgenerated = '' and c.relname <> all ($1)
      group by c.oid, c.relname order by c.relname`,
    [leftOut],
  )
  return rows
}

type Kept = { name: string; columns: string[]; size: number }

async function dumpTable(
  client: pg.Client,
  dir: string,
  { name, columns }: Pick<Kept, 'name' | 'columns'>,
  told: (bytes: number) => void,
): Promise<TableFile> {
  const listed = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  const rows = client.query(
    copyTo(`copy public.${pg.escapeIdentifier(name)} (${listed}) to stdout`),
  )
  const hash = createHash('sha256')
  let bytes = 0
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      bytes += chunk.length
      told(bytes)
      done(null, chunk)
    },
  })
  const file = createWriteStream(tablePath(dir, name), { flags: 'wx', mode: 0o600, flush: true })
  await pipeline(rows, counted, file)
  return { name, columns, rows: rows.rowCount, bytes, sha256: hash.digest('hex') }
}

async function logsOf(client: pg.Client): Promise<Manifest['logs']> {
  const { rows } = await client.query<{ code: string; id: string; size: string }>(
    `select o.code, o.id, h.size from custody_heads h join organisations o on o.id = h.organisation_id
      order by o.code`,
  )
  return rows.map(({ size, ...log }) => ({ ...log, size: Number(size) }))
}

// Only what somebody is waiting for; the clock's own jobs come again by themselves.
async function jobsOf(client: pg.Client): Promise<Manifest['jobs']> {
  const { rows: there } = await client.query(`select from pg_namespace where nspname = $1`, [
    jobSchema,
  ])
  if (there.length === 0) return []
  const { rows } = await client.query<Manifest['jobs'][number]>(
    `select name, data as told from ${jobSchema}.job
      where state in ('created', 'retry', 'active') and jsonb_typeof(data) = 'object'
        and name not in (select name from ${jobSchema}.schedule) order by created_on, id`,
  )
  return rows.filter(({ name }) => !name.startsWith('__'))
}
