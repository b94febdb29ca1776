import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { as, connect } from '../../db/connection.ts'
import { backupCommand } from '../../src/cli/backup.ts'
import { restoreCommand } from '../../src/cli/restore.ts'
import { configOf } from '../../src/config.ts'
import { checkpoint } from '../../src/custody/checkpoint.ts'
import { keepErasures } from '../../src/custody/erasures.ts'
import { problemOf } from '../../src/problem.ts'
import { openKeys } from '../../src/seal/keys.ts'
import { faultsAt } from '../support/custody.ts'
import { freshDatabase } from '../support/database.ts'
import { type FaultyHouse, faultyHouse } from '../support/faulty-house.ts'
import { figure } from '../support/figures.ts'
import { checkInvariants } from '../support/invariants.ts'
import type { Seen } from '../support/load.ts'
import { underLoad } from '../support/under-load.ts'
import { ask, checkHalves, checkStored } from '../support/whole.ts'

// P19: backups made while residents write, staff decide and words are erased; then all is lost, and
// brought back from them.
const restores = figure('restores', 1)
let house: FaultyHouse
const erased = new Set<string>()

beforeAll(async () => {
  house = await faultyHouse()
}, 180_000)
afterAll(() => house.close())

const silent = () => {}
const config = (url: string) =>
  configOf({ DATABASE_URL: url, DATA_DIR: house.dir, KEYS_DIR: house.keysDir })

async function backup(name: string): Promise<string> {
  const to = join(house.dir, name)
  expect(await backupCommand(config(house.database.urls.owner), [to], silent, silent)).toBe(0)
  return to
}

/** As the console does at night. */
async function makeCheckpoint(): Promise<void> {
  const keys = await openKeys(house.keysDir)
  if (keys === 'locked') throw new Error('unreachable')
  const { db, close } = connect(house.database.urls.ydan_console, { max: 1, name: 'test' })
  const { signing } = keys
  const log = { id: house.working.ward.front, code: 'ML' }
  await checkpoint({ db, signing, dataDir: house.dir, log: silent }, log).finally(close)
}

/** Erases the words of the oldest letter that has any, and lists it outside as the console's job does. */
async function eraseOne(): Promise<string> {
  const { owner, ydan_console } = house.database.urls
  const [found] = await ask<{ id: string }>(
    owner,
    `select l.id from letters l where exists (select from seals s where s.record = l.id) order by entry_seq limit 1`,
  )
  if (!found) throw new Error('there is no letter')
  erased.add(found.id)
  await ask(owner, `select shred($1, $2, 'erased')`, [house.working.ward.front, found.id])
  const { db, close } = connect(ydan_console, { max: 1, name: 'test' })
  await keepErasures((work) => as(db, { role: 'ydan_jobs' }, work), house.dir).finally(close)
  return found.id
}

/** Restores into a database of its own, gives it to `look`, and drops it. */
async function restored(copy: string, look: (ownerUrl: string) => Promise<void>) {
  const into = await freshDatabase()
  try {
    const done = restoreCommand(config(into.ownerUrl), [copy], silent, silent)
    const code = await done.catch((thrown) => problemOf(thrown).code)
    if (code === 0) await look(into.ownerUrl)
    return code
  } finally {
    await into.drop()
  }
}

async function oneRound(seen: Seen, name: string): Promise<void> {
  const least = seen.acknowledged.length + 30
  seen.most = least
  while (seen.acknowledged.length < least) await sleep(20)
  await eraseOne()
  await makeCheckpoint()
  // Letters go on coming while the backup is made; these it must have.
  seen.most = Number.POSITIVE_INFINITY
  const before = [...seen.acknowledged]
  const copy = await backup(name)
  await eraseOne()
  const code = await restored(copy, async (ownerUrl) => {
    await checkStored(ownerUrl, house.working.pepper, before)
    await checkHalves(ownerUrl, erased)
    await checkInvariants(ownerUrl)
    expect(await faultsAt(ownerUrl, { keysDir: house.keysDir, dataDir: house.dir })).toEqual([])
    const left =
      'select record from seals where record = any($1) union select record from data_keys where record = any($1)'
    expect(await ask(ownerUrl, left, [[...erased]])).toEqual([])
  })
  expect(code).toBe(0)
  // Of what the log says since, the backup knows nothing; whoever brought it back would forget it.
  await makeCheckpoint()
  expect(await restored(copy, async () => {})).toBe('conflict')
}

describe('a backup made while residents write, staff decide and words are erased', () => {
  it(
    'brings back every letter acknowledged before it, nothing by halves, nothing erased, until it is older than a checkpoint',
    async () => {
      await underLoad({ ...house.working, erased }, 1, 'P19', async (seen) => {
        for (let count = 0; count < restores; count++) await oneRound(seen, `bản sao ${count}`)
        return { restores, refusedAsOlder: restores, erased: erased.size }
      })
    },
    60_000 + restores * 60_000,
  )
})
