// The letterbox of the measurements: the same handlers over one of several ways to store.
import { randomUUID } from 'node:crypto'
import { serve } from '@hono/node-server'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { Hono } from 'hono'
import pg from 'pg'
import { type Door, doorOver } from '../../db/door.ts'
import { intakeApp } from '../../src/intake/app.tsx'
import { joined } from '../../src/intake/batch.ts'
import { createGate } from '../../src/intake/gate.ts'
import { type Letterbox, letterboxOf } from '../../src/intake/letterbox.ts'
import { pairOf } from '../../src/seal/pair.ts'

/** ours · nothing stored · a transaction a letter · one statement a letter · without seals (house.ts) · a bare page */
export const ways = ['grouped', 'unstored', 'transaction', 'statement', 'bare', 'empty'] as const
export type Way = (typeof ways)[number]

const [way = 'grouped', databaseUrl = ''] = process.argv.slice(2) as [Way, string]
const pepper = new Uint8Array(32).fill(9)
const pool = new pg.Pool({
  connectionString: databaseUrl,
  max: way === 'grouped' || way === 'bare' ? 8 : 64,
})
pool.on('error', () => {})
const door = doorOver(pool)
const publicKey = async (fill: number) => ({
  version: 1,
  publicKey: (await pairOf('X25519', new Uint8Array(32).fill(fill))).publicBytes,
})
const keys = { letterKey: await publicKey(1), relayKey: await publicKey(2), pepper }

function boxOf(): Letterbox {
  if (way === 'unstored') return letterboxOf({ ...door, drop: unstored }, keys)
  const box = letterboxOf(door, keys)
  if (way === 'statement') {
    return {
      ...box,
      store: async (letter) =>
        (await door.drop(...joined([letter])))[0] ?? fail('nothing was stored'),
    }
  }
  if (way !== 'transaction') return box
  const db = drizzle(pool)
  return {
    ...box,
    store: (letter) =>
      db.transaction(async (tx) => {
        const [rows, blobs] = joined([letter])
        const given = blobs.map((blob) => Buffer.from(blob))
        const { rows: dropped } = await tx.execute(
          sql`select * from door.drop_letters(${JSON.stringify(rows)}::jsonb, ${sql.param(given)}::bytea[])`,
        )
        return dropped[0] as never
      }),
  }
}

const unstored: Door['drop'] = async (letters) =>
  letters.map((_, index) => ({
    index,
    outcome: 'stored',
    letter: randomUUID(),
    thread: randomUUID(),
    number: index,
    year: 2026,
    day: '2026-11-21',
    come_back: '2026-12-03',
  }))

function fail(why: string): never {
  throw new Error(why)
}

// The gate counts as ever; held letters would keep the readers from what is measured.
const plenty = { proof: 1e9, bare: 1e9 }
const nobodyHeld = { perAddress: plenty, perArea: plenty, wrongReceipts: 20 }
const whole = intakeApp({
  box: boxOf(),
  gate: createGate(pepper, Date.now, nobodyHeld),
  baseUrl: 'http://localhost:3000',
  addressOf: () => '192.0.2.1',
  signingKeys: [],
  keepPagesFor: 1_000,
  log: (line) => console.error(line),
})
// The bare page has the bytes of ours and nothing else: no database, no headers, no key of its own.
const page = way === 'empty' ? await (await whole.request('/k/ML-3/gui')).text() : ''
const app = way === 'empty' ? new Hono().get('*', (c) => c.html(page)) : whole
const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
  process.send?.({ port })
})
process.on('disconnect', () => {
  server.close()
  void pool.end().finally(() => process.exit(0))
})
