import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { backupWords as words } from '../../../views/words/backup.ts'
import { Problem } from '../../problem.ts'
import type { Step } from '../progress.ts'
import { type Manifest, type TableFile, tablePath } from './manifest.ts'

/**
 * Refuses a database that holds anything: people, organisations, a log. An administrator's link that
 * nobody used, and what migrations wrote themselves, are nothing. Raises Problem('conflict').
 */
export async function mustBeEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'
      and tablename in ('organisations', 'people', 'custody_entries', 'letters')`,
  )
  for (const { name } of rows) {
    const held = await client.query(`select from public.${pg.escapeIdentifier(name)} limit 1`)
    if (held.rowCount !== 0) throw new Problem('conflict', words.notEmptyDatabase)
  }
}

/**
 * Fills the tables inside the caller's transaction, which must be a new database at the backup's
 * migration: nothing of it is seen before the commit. Answers how many rows; `step` hears of bytes.
 */
export async function load(
  client: pg.Client,
  dir: string,
  manifest: Manifest,
  step: Step = () => {},
): Promise<number> {
  const tables = await inOrder(client, manifest.tables)
  // Guards ask what may happen now; these rows happened then.
  for (const { name } of tables) await triggers(client, name, 'disable')
  await client.query('set constraints all deferred')
  for (const { name } of [...tables].reverse()) {
    await client.query(`delete from public.${pg.escapeIdentifier(name)}`)
  }
  const of = tables.reduce((sum, { bytes }) => sum + bytes, 0)
  let rows = 0
  let before = 0
  for (const table of tables) {
    rows += await loadTable(client, dir, table, (bytes) => step(before + bytes, of))
    before += table.bytes
  }
  await client.query('set constraints all immediate')
  for (const { name } of tables) await triggers(client, name, 'enable')
  return rows
}

async function loadTable(
  client: pg.Client,
  dir: string,
  table: TableFile,
  told: (bytes: number) => void,
): Promise<number> {
  const columns = table.columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  const rows = client.query(
    copyFrom(`copy public.${pg.escapeIdentifier(table.name)} (${columns}) from stdin`),
  )
  const file = createReadStream(tablePath(dir, table.name))
  file.on('data', () => told(file.bytesRead))
  await pipeline(file, rows)
  if (rows.rowCount !== table.rows) {
    throw new Problem('conflict', words.damaged(`${table.name}.copy`))
  }
  return table.rows
}

async function triggers(client: pg.Client, table: string, how: 'disable' | 'enable') {
  await client.query(`alter table public.${pg.escapeIdentifier(table)} ${how} trigger user`)
}

// What others refer to comes first; what may be checked at the end does not matter.
async function inOrder(client: pg.Client, tables: readonly TableFile[]): Promise<TableFile[]> {
  const { rows } = await client.query<{ from: string; to: string }>(
    `select f.relname as from, t.relname as to from pg_constraint k
       join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
      where k.contype = 'f' and not k.condeferrable and f.oid <> t.oid
        and f.relnamespace = 'public'::regnamespace`,
  )
  const ordered: TableFile[] = []
  const left = new Map(tables.map((table) => [table.name, table]))
  while (left.size > 0) {
    const free = [...left.values()].filter(
      ({ name }) => !rows.some((key) => key.from === name && left.has(key.to)),
    )
    if (free.length === 0) throw new Error('the tables refer to each other in a circle')
    for (const table of free) {
      ordered.push(table)
      left.delete(table.name)
    }
  }
  return ordered
}
