import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Db } from '../../db/connection.ts'
import { timedHandlers } from '../../src/jobs/start.ts'
import { vaultOf } from '../../src/moderation/vault.ts'
import { openKeys } from '../../src/seal/keys.ts'
import { command } from '../support/command.ts'
import { type FaultyHouse, faultyHouse } from '../support/faulty-house.ts'
import type { Seen } from '../support/load.ts'
import { type ShiftedClock, shiftedClock } from '../support/shifted-clock.ts'
import { underLoad } from '../support/under-load.ts'
import { ask } from '../support/whole.ts'

// The wall clock of the whole machine, database included, goes wrong while people work, and is set
// right again.
const given = shiftedClock()
if (typeof given === 'string') console.log(`a wrong clock is not tried: ${given}`)
const clock = given as ShiftedClock
const day = 86_400

describe.skipIf(typeof given === 'string')('a clock that goes wrong', () => {
  let house: FaultyHouse
  let db: Db
  let closeDb: () => Promise<void>
  const logged: string[] = []

  beforeAll(async () => {
    house = await faultyHouse(undefined, clock.environment)
    // Everybody has been here for longer than the clock goes back.
    for (const table of ['areas', 'posts', 'memberships']) {
      await house.database.says(
        `set session_replication_role = replica; update ${table} set valid_from = valid_from - interval '1 year'`,
      )
    }
    await house.database.stop()
    await house.database.beginWith(clock.environment)
    ;({ db, close: closeDb } = connect(house.database.urls.ydan_console, { max: 2, name: 'test' }))
  }, 180_000)
  afterAll(async () => {
    clock.set(0)
    await closeDb?.()
    await house?.close()
    clock.drop()
  })

  const today = async () =>
    (await ask<{ day: string }>(house.working.ownerUrl, 'select today()::text as day'))[0]?.day
  const doctor = async () => {
    const { owner } = house.database.urls
    const { out } = await command(['doctor'], { DATA_DIR: house.dir, DATABASE_URL: owner })
    return out
  }
  async function nightly() {
    const keys = await openKeys(house.keysDir)
    if (keys === 'locked') throw new Error('unreachable')
    const log = (line: string) => void logged.push(line)
    const { signing } = keys
    return timedHandlers({ db, dataDir: house.dir, log, signing, vault: vaultOf(keys) })
  }

  it.each([
    ['goes back a day', -day],
    ['goes forward a year', 365 * day],
  ])(
    '%s and is set right: letters are taken and acts done all the while, and nothing is half',
    async (_, off) => {
      const more = async (seen: Seen) => {
        const until = seen.acknowledged.length + 6
        while (seen.acknowledged.length < until) await sleep(20)
      }
      await underLoad(house.working, 1, 'P1 P2: the clock', async (seen) => {
        await more(seen)
        const before = await today()
        clock.set(off)
        expect(await today()).not.toBe(before)
        await more(seen)
        expect(await doctor()).toMatch(/✗ Đồng hồ máy này và cơ sở dữ liệu lệch/)
        await more(seen)
        clock.set(0)
        await more(seen)
        expect(await today()).toBe(before)
        return { off }
      })
      // What was written in a day that has not come is seen afterwards, and not before.
      if (off > 0) expect(await doctor()).toMatch(/(✗ .*chạy lùi|! .*chưa tới)/)
      else expect(await doctor()).toMatch(/✓ Đồng hồ/)
    },
    180_000,
  )

  it('and once set right does not stop the log for ever: the newest entry counts', async () => {
    await (await nightly())['custody.checkpoint']()
    expect(logged.join()).toMatch(/checkpoint 1 of ML/)
  })
})
