import pg from 'pg'
import { as } from '../../db/connection.ts'
import { foundByWords } from '../../src/moderation/search-words.ts'
import type { House } from './house.ts'
import { letterComparisons } from './letters.ts'
import type { Comparison } from './measure.ts'
import type { Province } from './province.ts'

type Of = (million: number) => Promise<Province>

/** How many different words of one class are looked for. */
const asked = 20

/**
 * Words by how often they stand in a summary (province.ts): every second one, one of 300, one of 20,000,
 * none; as people type them, with accents and without.
 */
export const classes: Record<string, (n: number) => string> = {
  common: () => 'khu phố',
  'common, without accents': () => 'khu pho',
  middle: (n) => `hàng rào ${(n * 37) % 300}`,
  'middle, without accents': (n) => `hang rao ${(n * 41) % 300}`,
  rare: (n) => `giếng khơi số ${(n * 997) % 20_000}`,
  'rare, without accents': (n) => `gieng khoi so ${(n * 991) % 20_000}`,
  none: (n) => `thuồng luồng ${n}`,
  'none, without accents': (n) => `thuong luong ${n}`,
}

/** S5: words in the summaries of so many million feedback, and in the letters the console remembers. */
export function searchComparisons(house: House, of: Of, size: number, big?: number): Comparison[] {
  const ours = (million: number) => async () => found(await of(million))
  const what = 'words of summaries, p95 of the slowest class'
  return [
    {
      name: 'S5',
      what: `${what}, ${size} million ÷ the best plain index`,
      unit: 'ms',
      ours: ours(size),
      limit: async () => plainly(await of(size)),
      goal: { atMost: 1 / 50 },
    },
    ...(big === undefined
      ? []
      : [
          {
            name: 'S5',
            what: `${what}, ${big} million ÷ ${size} million`,
            unit: 'ms',
            ours: ours(big),
            limit: ours(size),
            goal: { atMost: 2 },
          },
        ]),
    ...letterComparisons(house, Math.round(Math.min(size / 10, 0.2) * 1e6)),
  ]
}

/** p95 in milliseconds of the class of words that takes longest. */
export async function slowest(
  kinds: typeof classes,
  find: (words: string, kind: string) => Promise<number> | number,
): Promise<number> {
  let worst = 0
  for (const [kind, words] of Object.entries(kinds)) {
    const took: number[] = []
    let hits = 0
    for (let n = -1; n < asked; n++) {
      const began = performance.now()
      hits += await find(words(n + 1), kind)
      if (n >= 0) took.push(performance.now() - began)
    }
    if (hits > 0 === kind.startsWith('none')) throw new Error(`${kind}: ${hits} found`)
    took.sort((a, b) => a - b)
    const p95 = took[Math.ceil(took.length * 0.95) - 1] ?? Number.NaN
    if (process.env.BENCH_DETAIL) console.error(`${kind}: p95 ${p95.toFixed(1)} ms, ${hits} found`)
    worst = Math.max(worst, p95)
  }
  return worst
}

// The ids of the first page, as staff: what a page shows of them is no search (S4).
function found({ db, actor }: Province): Promise<number> {
  const from = { day: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
  return as(db, { role: 'ydan_staff', ...actor }, (tx) =>
    slowest(classes, async (words) => {
      const looked = { words, letters: [], from, newer: false, most: 51 }
      const { value: ids = [] } = await foundByWords(tx, looked).next()
      return ids.length
    }),
  )
}

const indexes = {
  trigrams: {
    on: 'gin (plain(body) gin_trgm_ops)',
    holds: `plain(t.body) like '%' || plain($1) || '%'`,
  },
  words: {
    on: `gin (to_tsvector('simple', plain(body)))`,
    holds: `to_tsvector('simple', plain(t.body)) @@ phraseto_tsquery('simple', plain($1))`,
  },
}

/** p95 of the slowest class by the better of two indexes on a table's `body`; `$1` are the words. */
export async function plainIndexes(
  client: pg.Client,
  table: string,
  page: (holds: string) => { text: string; values?: unknown[] },
): Promise<number> {
  const took: number[] = []
  for (const [name, { on, holds }] of Object.entries(indexes)) {
    await client.query(`create index if not exists plain_${name}_${table} on ${table} using ${on}`)
    await client.query(`analyze ${table}`)
    const { text, values = [] } = page(holds)
    const find = async (q: string) => (await client.query(text, [q, ...values])).rowCount ?? 0
    took.push(await slowest(classes, find))
  }
  return Math.min(...took)
}

// The first page by one index and nothing else, without row security and what a page shows besides.
async function plainly({ urls, organisation }: Province): Promise<number> {
  const client = new pg.Client({ connectionString: urls.owner })
  await client.connect()
  try {
    return await plainIndexes(client, 'texts', (holds) => ({
      text: `select f.id from texts t join summaries s on s.id = t.record join feedback f on f.id = s.feedback_id
        where t.field = 'summary' and t.organisation_id = $2 and ${holds} order by f.day desc, f.id desc limit 51`,
      values: [organisation],
    }))
  } finally {
    await client.end()
  }
}
