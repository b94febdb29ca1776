import pg from 'pg'
import { fitness } from '../../db/fitness.ts'
import { latestMigration } from '../../db/latest.ts'
import { migrated, newestStep } from '../../db/migrated.ts'
import { cliWords, doctorWords as words } from '../../views/words/cli.ts'
import { troubleWords } from '../../views/words/database.ts'
import { databaseFindings as said } from '../../views/words/doctor.ts'
import type { Config } from '../config.ts'
import { lostTokens, quietChats } from './doctor-channels.ts'
import { clockFindings } from './doctor-clock.ts'
import { advice, bad, type Finding, good } from './finding.ts'
import { ownerUrl } from './owner.ts'

/** Milliseconds we wait for one answer, and from which on being let in or a small commit is slow. */
const patience = 4_500
const slow = 1_500

/** How the database is: whether it answers, how soon, what it refuses, and what is written in it. */
export async function databaseFindings(config: Config): Promise<Finding[]> {
  const connectionString = await ownerUrl(config).catch(() => null)
  if (connectionString === null) return [bad(cliWords.notRunning)]
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 4_000,
    query_timeout: patience,
    statement_timeout: patience,
    application_name: 'ydan doctor',
  })
  client.on('error', () => {})
  const began = performance.now()
  try {
    await client.connect()
    const unfit = await fitness(client)
    if (unfit) return [bad(troubleWords(unfit.code, unfit.about))]
    return [
      good(words.database),
      ...(await promptness(client, performance.now() - began)),
      ...(await crowding(client)),
      ...(await standing(client)),
    ]
  } catch (thrown) {
    return [bad(whyNot(thrown, config.DATABASE_URL !== undefined))]
  } finally {
    // Behind a way that swallows everything a polite end would wait for ever.
    await Promise.race([client.end().catch(() => {}), new Promise((end) => setTimeout(end, 500))])
  }
}

/** What PostgreSQL or the network said when it did not answer as it should. */
function whyNot(thrown: unknown, isGiven: boolean) {
  const { code = '', message = '' } = thrown as { code?: string; message?: string }
  if (code === '53300') return said.crowded
  if (code === '53100' || /no space left/i.test(message)) return said.full
  if (/^57P/.test(code)) return said.starting
  if (/^28/.test(code)) return said.refused
  if (code === '3D000') return said.missing
  if (/ENOTFOUND|EAI_AGAIN/.test(code)) return said.unknown
  if (code === '57014' || /timeout|timed out/i.test(`${code} ${message}`)) return said.silent
  if (!/^E[A-Z]+$|terminated/.test(code || message)) return troubleWords('away', message)
  return isGiven ? said.stopped : cliWords.notRunning
}

/** How long it took to be let in and answered, and how long a commit and room on its disk take. */
async function promptness(client: pg.Client, letIn: number): Promise<Finding[]> {
  const began = performance.now()
  await writes(client)
  const took = Math.max(letIn, performance.now() - began)
  const held = await client.query<{ pids: number[] | null; seconds: number }>(waits)
  const { pids, seconds } = held.rows[0] ?? { pids: null, seconds: 0 }
  return [
    took > slow ? bad(said.slow(took / 1000)) : good(said.prompt),
    ...(seconds >= 1 ? [bad(said.held(pids ?? [], seconds))] : []),
  ]
}

// A megabyte that nobody sees and that is given back: a full disk refuses it.
async function writes(client: pg.Client): Promise<void> {
  try {
    await client.query('begin')
    await client.query(`create temp table doctor_probe on commit drop as
      select repeat('y', 1000) as filling from generate_series(1, 1000)`)
    await client.query('commit')
  } catch (thrown) {
    await client.query('rollback').catch(() => {})
    // A login that may make no such table can work here all the same.
    if ((thrown as { code?: string }).code !== '42501') throw thrown
  }
}

// Who has waited for a lock, for how long the longest, and for whom.
const waits = `
  select coalesce(max(extract(epoch from clock_timestamp() - waitstart)), 0)::int as seconds,
    (select array_agg(distinct blocker) from pg_locks l, unnest(pg_blocking_pids(l.pid)) blocker
      where not l.granted) as pids
  from pg_locks where not granted`

async function crowding(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<{ used: number; most: number }>(`
    select (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used,
      current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as most`)
  const { used = 0, most = 1 } = rows[0] ?? {}
  return used > most * 0.9 ? [advice(said.nearlyCrowded(used, most))] : []
}

/** Whether its tables are those of this build, and what their dates and tries tell. */
async function standing(client: pg.Client): Promise<Finding[]> {
  if (!(await migrated(client))) {
    const newest = await newestStep(client)
    const isNewer = newest !== null && newest > (latestMigration() ?? '')
    return [bad(isNewer ? said.newer(newest) : words.migratedNot)]
  }
  return [
    good(words.migrated),
    ...(await clockFindings(client)),
    ...(await lostTokens(client)),
    ...(await quietChats(client)),
  ]
}
