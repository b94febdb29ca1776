import pg from 'pg'
import { type House, startChild } from './house.ts'
import { load, seconds } from './intake.ts'
import type { Comparison } from './measure.ts'

/** S6: taking letters while the console unpacks, indexes and clusters them. */
export function unpackingComparisons(house: House): Comparison[] {
  return [
    {
      name: 'S6',
      what: 'letters taken while others are unpacked, indexed and clustered ÷ taken alone',
      unit: 'letters/s',
      ours: () => beside(house),
      limit: async () => (await load(house, 'grouped')).perSecond,
      goal: { atLeast: 0.8 },
    },
    {
      name: 'S6',
      what: 'letters unpacked, none coming ÷ letters taken, none unpacked',
      unit: 'letters/s',
      ours: () => alone(house),
      limit: async () => (await load(house, 'grouped')).perSecond,
      goal: { atLeast: 0.3 },
    },
  ]
}

async function beside(house: House): Promise<number> {
  const base = await house.fresh()
  const reader = await startChild('reader.ts', base.urls.ydan_console)
  try {
    const { perSecond } = await load({ ...house, fresh: async () => base }, 'grouped')
    if ((await unpackedIn(base.urls.owner)) === 0) throw new Error('nothing was unpacked meanwhile')
    return perSecond
  } finally {
    await reader.stop()
  }
}

/** Letters a second that one console unpacks out of a full queue. */
async function alone(house: House): Promise<number> {
  const base = await house.fresh()
  await load({ ...house, fresh: async () => base }, 'grouped')
  const began = performance.now()
  const reader = await startChild('reader.ts', base.urls.ydan_console)
  try {
    await new Promise((wake) => setTimeout(wake, seconds * 1000))
    const unpacked = await unpackedIn(base.urls.owner)
    if (unpacked === 0) throw new Error('nothing was unpacked')
    return unpacked / ((performance.now() - began) / 1000)
  } finally {
    await reader.stop()
  }
}

async function unpackedIn(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query('select count(*)::int from unpacked')
    return Number(rows[0].count)
  } finally {
    await client.end()
  }
}
