import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type House, startChild } from './house.ts'
import type { Way } from './letterbox.ts'
import { type Comparison, megabytesOf } from './measure.ts'

type Load = {
  connections?: number
  rate?: number
  path?: string
  form?: boolean
  seconds?: number
}
type Told = { perSecond: number; p50: number; p99: number; wrong: number }
/** How long one measurement lasts. */
export const seconds = 4

/** Measures one way of storing on a database of its own: letters a second and their latencies. */
export async function load(house: House, way: Way, given: Load = {}) {
  const { urls } = await house.fresh()
  if (way === 'bare') await withoutCustody(urls.owner)
  const box = await startChild('letterbox.ts', way, urls.ydan_letterbox)
  const asked = {
    port: box.first.port,
    connections: given.connections ?? 64,
    seconds: given.seconds ?? seconds,
    rate: given.rate ?? 0,
    form: given.form ?? false,
    path: given.path ?? '/api/v1/feedback',
    area: 'ML-3',
  }
  try {
    const sender = await startChild('sender.ts', JSON.stringify(asked))
    const told = sender.first as Told
    if (told.wrong > 0) throw new Error(`${way}: ${told.wrong} letters were not taken`)
    return { ...told, urls, megabytes: megabytesOf(box.pid) }
  } finally {
    await box.stop()
  }
}

/** S1, S2, S10: taking letters, against the same with less or with more. */
export function intakeComparisons(house: House): Comparison[] {
  const perSecond = (way: Way, given?: Load) => async () =>
    (await load(house, way, given)).perSecond
  return [
    ...(['json', 'form'] as const).map((kind) => ({
      name: 'S1',
      what: `letters as ${kind} ÷ the same with storing removed`,
      unit: 'letters/s',
      ours: perSecond('grouped', { form: kind === 'form' }),
      limit: perSecond('unstored', { form: kind === 'form' }),
      goal: { atLeast: kind === 'form' ? 0.6 : 0.7 },
    })),
    {
      name: 'S1',
      what: 'letters ÷ a drizzle transaction a letter',
      unit: 'letters/s',
      ours: perSecond('grouped'),
      limit: perSecond('transaction'),
      goal: { atLeast: 8 },
    },
    {
      name: 'S1',
      what: 'letters ÷ bare single-row inserts, same indexes',
      unit: 'rows/s',
      ours: perSecond('grouped'),
      limit: () => singleRows(house),
      goal: { atLeast: 1 },
    },
    {
      name: 'S2',
      what: 'p99 ÷ one statement a letter, at 30 % of that one’s peak',
      unit: 'ms',
      ours: async () => (await load(house, 'grouped', { rate: await thirty(house) })).p99,
      limit: async () => (await load(house, 'statement', { rate: await thirty(house) })).p99,
      goal: { atMost: 0.4 },
    },
    {
      name: 'S2',
      what: 'p50 at 500 letters a second ÷ one statement a letter',
      unit: 'ms',
      ours: async () => (await load(house, 'grouped', { rate: 500 })).p50,
      limit: async () => (await load(house, 'statement', { rate: 500 })).p50,
      goal: { atMost: 1.1 },
    },
    {
      name: 'S10',
      what: 'time of the form page ÷ a bare Hono page of the same bytes, one at a time',
      unit: 'ms',
      ours: async () => (await load(house, 'grouped', { path: '/k/ML-3/gui', connections: 1 })).p50,
      limit: async () => (await load(house, 'empty', { path: '/k/ML-3/gui', connections: 1 })).p50,
      goal: { atMost: 3 },
    },
  ]
}

// The function that stores letters as it is, but for the entry of the log.
async function withoutCustody(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const { rows } = await owner.query(
      `select pg_get_functiondef('store_letters'::regproc) as text`,
    )
    const text: string = rows[0].text
    const bare = text.replace(/, logged as \([\s\S]*?order by seq\s+\)/, '')
    if (bare === text) throw new Error('the log is written elsewhere')
    await owner.query(bare)
  } finally {
    await owner.end()
  }
}

let peak: Promise<number> | undefined
// Measured once: both sides must be sent the same number of letters.
async function thirty(house: House): Promise<number> {
  peak ??= load(house, 'statement').then(({ perSecond }) => Math.round(perSecond * 0.3))
  return peak
}

/**
 * Rows a second that PostgreSQL alone takes one by one from 64 connections of `pgbench`: a table
 * with the columns and indexes of letters, durable. NaN where there is no pgbench.
 */
async function singleRows(house: House): Promise<number> {
  const { urls } = await house.fresh()
  const owner = new pg.Client({ connectionString: urls.owner })
  await owner.connect()
  try {
    await owner.query('create table bare (like letters including defaults including indexes)')
    const script = join(house.dir, 'bare.sql')
    writeFileSync(script, `${insert};\n`)
    const words = ['-n', '-M', 'prepared', '-c', '64', '-j', '2', '-T', `${seconds}`, '-f', script]
    const said = spawnSync('pgbench', [...words, urls.owner], { encoding: 'utf8' })
    return Number(/tps = ([\d.]+)/.exec(said.stdout ?? '')?.[1])
  } finally {
    await owner.end()
  }
}

const insert = `insert into bare (id, organisation_id, thread_id, area_code, channel, channel_message_id, day, first, proof, held, commitment, entry_seq)
  values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'ML-3', 'web', gen_random_uuid()::text, current_date, true, false, false, repeat('a', 64), 1)`
