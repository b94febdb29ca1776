import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { connect, transaction } from '../../db/connection.ts'
import { growth } from '../../src/custody/growth.ts'
import { spanHashes, wholly } from '../../src/custody/spans.ts'
import { inclusionSpans, leafHash, type Place } from '../../src/custody/tree.ts'
import { verifyCustody } from '../../src/custody/verify.ts'
import type { House } from './house.ts'
import { load } from './intake.ts'
import type { Comparison } from './measure.ts'

/** S8: what proofs and the whole check of a log cost. */
export function custodyComparisons(house: House): Comparison[] {
  let million: ReturnType<typeof tree> | undefined
  let filled: Promise<Filled> | undefined
  const { privateKey } = generateKeyPairSync('ed25519')
  const note = Buffer.alloc(200, 'x')
  return [
    {
      name: 'S8',
      what: 'letters taken ÷ the same without seals and without the log',
      unit: 'letters/s',
      ours: async () => (await load(house, 'grouped')).perSecond,
      limit: async () => (await load(house, 'bare')).perSecond,
      goal: { atLeast: 0.65 },
    },
    {
      name: 'S8',
      what: 'an inclusion proof in a million entries ÷ one Ed25519 signature',
      unit: 'µs',
      ours: async () => {
        million ??= tree(1_000_000)
        const { hashAt, size } = million
        return each(5_000, (n) => {
          const spans = inclusionSpans((n * 7919) % size, size)
          if (!wholly(spanHashes(spans, hashAt))) throw new Error('no proof')
        })
      },
      limit: async () => each(5_000, () => sign(null, note, privateKey)),
      goal: { atMost: 1 },
    },
    {
      name: 'S8',
      what: 'entries a second of `custody verify` ÷ SHA-256 of their bytes alone',
      unit: 'entries/s',
      ours: async () => {
        filled ??= fill(house)
        const { url, count } = await filled
        const { db, close } = connect(url, { max: 2, name: 'bench', limit: 120_000 })
        const began = performance.now()
        const read = <T>(work: Parameters<typeof transaction<T>>[1]) => transaction(db, work)
        const setting = { read, beside: read, publicKeys: [], dataDir: house.dir }
        const found = await verifyCustody(setting)
        const seconds = (performance.now() - began) / 1000
        await close()
        const broken = found.filter(({ holds }) => !holds)
        if (broken.length > 0) throw new Error(broken.map(({ what }) => what.en).join(' '))
        return count / seconds
      },
      limit: async () => {
        filled ??= fill(house)
        const { entries } = await filled
        const took = each(5, () => {
          for (const entry of entries) createHash('sha256').update(entry).digest()
        })
        return entries.length / (took / 1e6)
      },
      goal: { atLeast: 0.2 },
    },
  ]
}

/** Microseconds one turn takes. */
function each(times: number, turn: (n: number) => void): number {
  const began = performance.now()
  for (let n = 0; n < times; n++) turn(n)
  return ((performance.now() - began) * 1000) / times
}

// Kept by level and place, as an index of the database would find them.
function tree(size: number) {
  const kept: Uint8Array[][] = [[]]
  const keep = ({ level, index }: Place, hash: Uint8Array) => {
    kept[level] ??= []
    kept[level][index] = hash
  }
  const grown = growth()
  for (let index = 0; index < size; index++) {
    const hash = leafHash(new Uint8Array(new Uint32Array([index]).buffer))
    keep({ level: 0, index }, hash)
    for (const node of grown.add(hash)) keep(node, node.hash)
  }
  return { size, hashAt: ({ level, index }: Place) => kept[level]?.[index] }
}

type Filled = { url: string; count: number; entries: Buffer[] }

// A log as it grows in life: letters taken at the door.
async function fill(house: House): Promise<Filled> {
  const { urls } = await load(house, 'grouped', { seconds: 60 })
  const { db, close } = connect(urls.owner, { max: 1, name: 'bench' })
  const { rows } = await db.execute<{ entry: Buffer }>('select bytes as entry from custody_entries')
  await close()
  return { url: urls.owner, count: rows.length, entries: rows.map(({ entry }) => entry) }
}
