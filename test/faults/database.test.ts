import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { problemWords } from '../../views/words/problems.ts'
import { command } from '../support/command.ts'
import {
  crashed,
  crowded,
  type DatabaseFault,
  full,
  readOnly,
  standby,
  stopped,
  stuck,
} from '../support/database-faults.ts'
import { type FaultyHouse, faultyHouse } from '../support/faulty-house.ts'
import { figure } from '../support/figures.ts'
import { letter, type Seen } from '../support/load.ts'
import { type SmallDisk, smallDisk } from '../support/small-disk.ts'
import type { Cut } from '../support/tcp-proxy.ts'
import { underLoad } from '../support/under-load.ts'

// P1, P2: whatever befalls the database server while residents write and staff decide. Nobody starts
// letterbox or console again: what answers afterwards is the process that was there before.
const rounds = figure('databasefaults', 1)
// A short run begins each fault once, as a commit was written and nobody heard of it; a long one in both forms.
const forms: readonly Cut[] = process.env.LONG_FIGURES ? ['lost', 'written'] : ['written']
const disk = smallDisk(1_000)
if (typeof disk === 'string') console.log(`a full disk is not tried: ${disk}`)
const hasDisk = typeof disk !== 'string'
let house: FaultyHouse

beforeAll(async () => {
  house = await faultyHouse(hasDisk ? `${disk.dir}/database` : undefined)
}, 180_000)

beforeEach(() => {
  expect(house.letterbox.isAlive(), house.letterbox.said()).toBe(true)
})

afterAll(async () => {
  await house?.close()
  if (hasDisk) disk.drop()
})

const way = (ms: number): DatabaseFault => ({
  begin: async () => Object.values(house.ways).forEach((one) => void one.slow(ms)),
  end: async () => Object.values(house.ways).forEach((one) => void one.slow(0)),
})

type Told = { fault: () => DatabaseFault; doctor: RegExp }

/** Each with what `ydan doctor` says of it. */
const faults: Record<string, Told> = {
  'is stopped and begun again': { fault: () => stopped(house.database), doctor: /✗ .*không chạy/ },
  'crashes and recovers': { fault: () => crashed(house.database), doctor: /✗ .*không chạy/ },
  'has no connection left': { fault: () => crowded(house.database), doctor: /✗ .*hết kết nối/ },
  'is held up by a lock': { fault: () => stuck(house.database), doctor: /✗ .*chờ khóa/ },
  'answers after six seconds': { fault: () => way(6_000), doctor: /✗ .*không trả lời trong 4/ },
  'is read-only': { fault: () => readOnly(house.database), doctor: /✗ .*chỉ cho đọc/ },
  'comes back as a standby and is promoted': {
    fault: () => standby(house.database),
    doctor: /✗ .*chỉ cho đọc/,
  },
}
const fullFaults: Record<string, Told> = {
  'has a full disk': {
    fault: () => full(house.database, disk as SmallDisk),
    doctor: /✗ .*đã đầy/,
  },
  'has no room for its log': {
    fault: () => full(house.database, disk as SmallDisk, true),
    doctor: /✗ .*(không chạy|đã đầy|đang khởi động)/,
  },
}

const most = 40

/**
 * What the sender of a letter is told while the fault lasts. A reload of settings takes its moment, and
 * on a full disk the last letters still find room in what the tables have.
 */
async function refusal() {
  const { ward, ports, senders } = house.working
  for (let tries = 1; ; tries += 1) {
    const text = `Đèn đường hỏng. ${randomUUID()}`
    const body = letter({ area: ward.quarter, official: ward.head }, text)
    const headers = { 'idempotency-key': randomUUID() }
    const asked = senders.ask(ports.letterbox, '/api/v1/feedback', { body, headers })
    // A connection that lay idle may be closed in the moment it is used again.
    const answer = await (tries === most ? asked : asked.catch(() => undefined))
    if (answer && (answer.status !== 201 || tries === most)) return answer
  }
}

/** The command names it; who waits for a lock may just have begun to wait. */
async function named(sentence: RegExp) {
  const url = house.ways.console.via(house.database.urls.owner)
  for (let tries = 1; ; tries += 1) {
    const { code, out } = await command(['doctor'], { DATA_DIR: house.dir, DATABASE_URL: url })
    if (sentence.test(out) && code === 1) return
    if (tries === 5) return expect(out).toMatch(sentence)
  }
}

/** Residents and staff work; the fault comes as one letter and one act were `lost` or `written`. */
async function survives(name: string, { fault: made, doctor }: Told) {
  const fault = made()
  const more = async (seen: Seen, letters: number) => {
    const until = seen.acknowledged.length + letters
    while (seen.acknowledged.length < until) await sleep(20)
  }
  const peril = async (seen: Seen, form: Cut) => {
    await more(seen, 12)
    await house.ways.console.cut('commit\0', form)
    await house.ways.letterbox.cut('door.drop_letters', form)
    await fault.begin()
    try {
      const answer = await refusal()
      expect(answer, house.letterbox.said()).toMatchObject({
        status: 503,
        body: {
          code: 'unavailable',
          detail: expect.stringContaining(problemWords.databaseAway.vi),
        },
      })
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
      if (form === 'written') await named(doctor)
      else await sleep(500)
    } finally {
      await fault.end()
    }
    await more(seen, 12)
  }
  await underLoad(house.working, 1, `P1 P2: the database ${name}`, async (seen) => {
    for (let round = 0; round < rounds; round += 1) {
      for (const form of forms) await peril(seen, form)
    }
    return { rounds: forms.length * rounds }
  })
}

describe('while residents write and staff decide, the database', () => {
  it.each(Object.keys(faults))(
    '%s: nothing acknowledged is lost, nothing is half, nobody hangs, and letters are taken again',
    async (name) => survives(name, faults[name] as Told),
    60_000 + rounds * 60_000,
  )

  it.skipIf(!hasDisk).each(Object.keys(fullFaults))(
    '%s: nothing acknowledged is lost, nothing is half, nobody hangs, and letters are taken again',
    async (name) => survives(name, fullFaults[name] as Told),
    60_000 + rounds * 60_000,
  )
})
