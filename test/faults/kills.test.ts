import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../db/connection.ts'
import { ownerUrl } from '../../src/cli/owner.ts'
import { configOf } from '../../src/config.ts'
import { publicParts } from '../../src/seal/keys.ts'
import { moderate } from '../support/acts.ts'
import { caller } from '../support/client.ts'
import { counted, figure } from '../support/figures.ts'
import { checkInvariants } from '../support/invariants.ts'
import { sendLetters } from '../support/load.ts'
import { type PerilousService, perilousService, type Victim } from '../support/perils.ts'
import { staffMember } from '../support/staff.ts'
import { eventually } from '../support/started.ts'
import { makeWard, type Ward } from '../support/ward.ts'
import { ask, checkHalves, checkStored } from '../support/whole.ts'

// P1, P2, P3 on the real service: everything is killed while residents write and staff decide.
const kills = figure('kills', 10)
const wantedAcks = figure('acks', 100)
const senders = caller(10)
const staffCalls = caller(4)
let dir: string
let service: PerilousService
let database: string
let pepper: Uint8Array
let ward: Ward
let people: Record<'moderator' | 'lead', Awaited<ReturnType<typeof staffMember>>>

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'ydan mất điện Ế '))
  service = await perilousService(dir, senders)
  database = await ownerUrl(configOf({ DATA_DIR: dir }))
  pepper = (await publicParts(join(dir, 'keys'))).pepper
  ward = await makeWard(database)
  const owner = connect(database, { max: 1, name: 'test' })
  const member = (name: string, role: 'moderator' | 'lead') =>
    staffMember(owner.db, ward.front, name, role)
  people = {
    moderator: await member('Mai Thị Xử Lý', 'moderator'),
    lead: await member('Đỗ Văn Duyệt', 'lead'),
  }
  await owner.close()
})

afterAll(async () => {
  senders.close()
  staffCalls.close()
  expect(await service.stop()).toBe(0)
  rmSync(dir, { recursive: true })
})

// Never five deaths of one process within a minute: then the parent gives up, as it should.
const order: readonly Victim[] = [
  'database',
  'letterbox',
  'database',
  'parent',
  'console',
  'letterbox',
  'database',
  'parent',
  'letterbox',
  'console',
]

describe('whatever is killed', () => {
  it(
    'no acknowledged letter is lost, nothing is done by halves, nobody waits for ever',
    async () => {
      const about = { area: ward.quarter, official: ward.head }
      const letters = sendLetters(senders, () => service.ports.letterbox, { senders: 8, ...about })
      const acts = moderate(staffCalls, () => service.ports.console, people, ward.head)
      let slowest = 0
      for (let count = 0; count < kills; count++) {
        const before = letters.seen.acknowledged.length
        await sleep(100 + Math.random() * 400)
        const victim = order[count % order.length] as Victim
        await service.kill(victim)
        await eventually(
          () => letters.seen.acknowledged.length,
          (now) => now > before,
        )
        expect(letters.seen.acknowledged.length, 'letters are taken again').toBeGreaterThan(before)
        expect(service.ownDeaths(), service.said()).toBe(0)
        slowest = Math.max(slowest, await secondStartIsRefused())
        if (count % 10 === 9 || kills <= 10) await allIsThere()
      }
      while (letters.seen.acknowledged.length < wantedAcks) await sleep(100)
      await Promise.all([letters.stop(), acts.stop()])
      await allIsThere()
      const { told } = acts
      expect(letters.seen).toMatchObject({ hung: [], odd: [] })
      expect(told).toMatchObject({ hung: [], odd: [] })
      expect(letters.seen.repeats).toBeGreaterThan(0)
      await staffWereTold('summaries', 'id', told.summaries)
      await staffWereTold('decisions', 'id', told.decisions)
      await staffWereTold('decisions', 'approval_id', told.agreed)
      counted('P1 P2 P3', {
        kills,
        starts: service.starts(),
        acknowledged: letters.seen.acknowledged.length,
        refused: letters.seen.refused,
        repeats: letters.seen.repeats,
        decisions: told.decisions.length + told.agreed.length,
        slowestSecondStartMs: Math.round(slowest),
      })

      async function allIsThere() {
        await checkStored(database, pepper, [...letters.seen.acknowledged])
        await checkHalves(database)
        await checkInvariants(database)
      }
    },
    kills * 60_000,
  )
})

async function secondStartIsRefused(): Promise<number> {
  const { code, err, took } = await service.second()
  expect(code).toBe(1)
  expect(err).toContain(String(service.parentPid()))
  expect(err.trim().split('\n')).toHaveLength(1)
  return took
}

async function staffWereTold(table: 'summaries' | 'decisions', column: string, ids: string[]) {
  expect(ids.length, `${table} were made`).toBeGreaterThan(0)
  const found = await ask<{ id: string }>(
    database,
    `select ${column} as id from ${table} where ${column} = any($1::uuid[])`,
    [ids],
  )
  expect(found.map(({ id }) => id).sort()).toEqual([...ids].sort())
}
