import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../db/connection.ts'
import { kept } from '../../db/kept.ts'
import { ownerUrl } from '../../src/cli/owner.ts'
import { configOf } from '../../src/config.ts'
import { publicParts } from '../../src/seal/keys.ts'
import { caller } from '../support/client.ts'
import { figure } from '../support/figures.ts'
import { type PerilousService, perilousService, type Victim } from '../support/perils.ts'
import { staffMember } from '../support/staff.ts'
import { eventually } from '../support/started.ts'
import { underLoad, type Working } from '../support/under-load.ts'
import { makeWard, type Ward } from '../support/ward.ts'

// P1, P2, P3 on the real service: everything is killed while residents write and staff decide.
const kills = figure('kills', 10)
const backends = figure('backends', 60)
const lettersAKill = 300
const checkEvery = Math.max(1, Math.round(kills / 10))
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

describe('while residents write and staff decide', () => {
  it(
    'whatever process is killed, no letter is lost, nothing is done by halves, nobody waits for ever',
    async () => {
      let slowest = 0
      await underLoad(working(), figure('acks', 100), 'P1 P2 P3', async (letters, check) => {
        for (let count = 0; count < kills; count++) {
          // Enough for the whole wait: a thousand kills among millions of letters prove no more.
          letters.most = letters.acknowledged.length + lettersAKill
          await sleep(100 + Math.random() * 400)
          await service.kill(order[count % order.length] as Victim)
          const before = letters.acknowledged.length
          letters.most = before + lettersAKill
          const now = await eventually(
            () => letters.acknowledged.length,
            (length) => length > before,
          )
          expect(now, 'letters are taken again').toBeGreaterThan(before)
          expect(service.ownDeaths(), service.said()).toBe(0)
          slowest = Math.max(slowest, await secondStartIsRefused())
          if (count % checkEvery === checkEvery - 1) await check()
        }
        return { kills, starts: service.starts(), slowestSecondStartMs: Math.round(slowest) }
      })
    },
    kills * 60_000,
  )

  it(
    'connections to the database are killed every 5 to 35 ms, and the same holds',
    async () => {
      await underLoad(working(), 1, 'P2', async (_, check) => {
        const { password, port } = await kept(join(dir, 'database'))
        const url = `postgres://postgres:${password}@127.0.0.1:${port}/ydan`
        const superuser = new pg.Client({ connectionString: url })
        await superuser.connect()
        let killed = 0
        while (killed < backends) {
          await sleep(5 + Math.random() * 30)
          const { rowCount } = await superuser.query(killOne)
          killed += rowCount ?? 0
        }
        await superuser.end()
        await check()
        expect(service.ownDeaths(), service.said()).toBe(0)
        return { backends: killed }
      })
    },
    60_000 + backends * 500,
  )
})

const working = (): Working => ({
  ...{ ports: service.ports, senders, staffCalls, pepper, ward, people },
  ownerUrl: database,
})

const killOne = `select pg_terminate_backend(pid) from pg_stat_activity
  where usename in ('ydan_letterbox', 'ydan_console') order by random() limit 1`

async function secondStartIsRefused(): Promise<number> {
  const { code, err, took } = await service.second()
  expect(code).toBe(1)
  expect(err).toContain(String(service.parentPid()))
  expect(err.trim().split('\n')).toHaveLength(1)
  return took
}
