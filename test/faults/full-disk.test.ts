import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kept } from '../../db/kept.ts'
import { lives } from '../../db/orphan.ts'
import { ownerUrl } from '../../src/cli/owner.ts'
import { configOf } from '../../src/config.ts'
import { publicParts } from '../../src/seal/keys.ts'
import { caller } from '../support/client.ts'
import { command } from '../support/command.ts'
import { checkInvariants } from '../support/invariants.ts'
import { type Acknowledged, letter, sendLetters } from '../support/load.ts'
import { type PerilousService, perilousService } from '../support/perils.ts'
import { type SmallDisk, smallDisk } from '../support/small-disk.ts'
import { eventually } from '../support/started.ts'
import { makeWard, type Ward } from '../support/ward.ts'
import { ask, checkHalves, checkStored } from '../support/whole.ts'

// The real service of one machine, everything on one disk, and somebody fills it to the last page.
const given = smallDisk(700)
if (typeof given === 'string') console.log(`a full disk is not tried: ${given}`)
const disk = given as SmallDisk

describe.skipIf(typeof given === 'string')('a machine whose disk is full', () => {
  const callers = caller(10)
  let service: PerilousService
  let owner: string
  let ward: Ward

  beforeAll(async () => {
    service = await perilousService(disk.dir, callers)
    owner = await ownerUrl(configOf({ DATA_DIR: disk.dir }))
    ward = await makeWard(owner)
  }, 180_000)
  afterAll(async () => {
    callers.close()
    expect(await service?.stop()).toBe(0)
    disk.drop()
  })

  const send = (key: string) => {
    const body = letter({ area: ward.quarter, official: ward.head }, `Cống tắc. ${key}`)
    const headers = { 'idempotency-key': key }
    return callers.ask(service.ports.letterbox, '/api/v1/feedback', { body, headers })
  }

  it('goes on answering when even its database has stopped, and takes letters once there is room', async () => {
    const about = { area: ward.quarter, official: ward.head }
    const letters = sendLetters(callers, () => service.ports.letterbox, { senders: 4, ...about })
    await eventually(
      () => letters.seen.acknowledged.length,
      (length) => length > 20,
    )
    const server = service.pidOf('database')
    const parent = service.parentPid()
    const { password, port } = await kept(join(disk.dir, 'database'))
    const superuser = `postgres://postgres:${password}@127.0.0.1:${port}/ydan`
    for (let tries = 0; lives(server) && tries < 200; tries += 1) {
      disk.fill()
      await ask(superuser, 'select pg_switch_wal()').catch(() => {})
    }
    const said = await eventually(service.said, (text) => text.includes('waits for room'))
    expect(said).toContain('the database waits for room')
    expect(await send(randomUUID())).toMatchObject({ status: 503, body: { code: 'unavailable' } })
    const { out } = await command(['doctor'], { DATA_DIR: disk.dir })
    expect(out).toMatch(/✗ .*còn dưới 5 %: hộp thư không nhận thư/)
    disk.free()
    const before = letters.seen.acknowledged.length
    const length = await eventually(
      () => letters.seen.acknowledged.length,
      (now) => now > before + 20,
    )
    expect(length).toBeGreaterThan(before)
    await letters.stop()
    expect(letters.seen).toMatchObject({ hung: [], odd: [] })
    expect(service.parentPid()).toBe(parent)
    const { pepper } = await publicParts(join(disk.dir, 'keys'))
    await checkStored(owner, pepper, letters.seen.acknowledged satisfies Acknowledged[])
    await checkHalves(owner)
    await checkInvariants(owner)
  }, 180_000)
})
