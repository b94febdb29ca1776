import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkpointOfFreeze } from '../../src/jobs/checkpoints.ts'
import { vaultOf } from '../../src/moderation/vault.ts'
import { fingerprint } from '../../src/seal/fingerprint.ts'
import { createKeys, openKeys } from '../../src/seal/keys.ts'
import { counted, figure } from '../support/figures.ts'
import {
  type MeetingHouse,
  meetingHouse,
  withRecord,
  type YearEnd,
  yearEnd,
} from '../support/meeting-house.ts'
import { consoleUrlOf } from '../support/moderation.ts'
import { withReleased } from '../support/released-pictures.ts'

// Released pictures in MB (a tenth, once, twice), on how many items, and bundles in one batch.
const megabytes = figure('bundle', 40)
const items = figure('bundleitems', 8)
const bundles = figure('batch', 3)

const measured = fileURLToPath(new URL('../support/bundle-measured.ts', import.meta.url))
const run = promisify(execFile)
// The short figures count what is held; the long ones the peak as the system sees it.
const long = process.env.LONG_FIGURES !== undefined
const collecting = long ? [] : ['--expose-gc']
const folder = mkdtempSync(join(tmpdir(), 'ydan-size-'))
const keysDir = join(folder, 'keys')
const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
let house: MeetingHouse
let end: YearEnd
beforeAll(async () => {
  await createKeys(keysDir)
  house = await meetingHouse({ vault: vaultOf(await openKeys(keysDir)) })
  end = await yearEnd(house, 'lon')
}, 60_000)
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true })
})

type Record = Awaited<ReturnType<typeof withRecord>>

/** Releases these many MB more, evenly on a record's items, and freezes its next version; its id. */
async function frozenWith(official: Record, mb: number, reason?: string): Promise<string> {
  const size = Math.round((mb * 2 ** 20) / official.feedback.length)
  const by = { asked: end.secretary.person, agreed: end.lead.person }
  // In pictures as large as a photograph's safe copy, as they come.
  const sizes = Array.from({ length: Math.ceil(size / 700_000) }, (_, at) =>
    Math.min(700_000, size - at * 700_000),
  )
  for (const feedback of official.feedback) {
    const pictures = sizes.map((one) => new Uint8Array(randomBytes(one)))
    await withReleased(house, feedback, pictures, by)
  }
  const path = `review-records/${official.record}/bundles`
  const asked = await house.call(end.secretary.token, 'POST', path, { cutOff: today(), reason })
  expect(asked.status, JSON.stringify(asked.body)).toBe(202)
  const agreed = `approvals/${asked.body.approval}`
  expect((await house.call(end.lead.token, 'POST', agreed, { approve: true })).status).toBe(200)
  await covered(asked.body.id)
  return asked.body.id
}

async function covered(bundle: string) {
  const { pools, signing, dataDir } = house
  await checkpointOfFreeze({ db: pools.console.db, signing, dataDir, log: () => {} }, bundle)
}

/** What a process of its own took. */
async function apart(...words: string[]): Promise<Measure> {
  const { stdout } = await run(
    process.execPath,
    [...collecting, '--import', 'tsx', measured, ...words],
    {
      maxBuffer: 2 ** 24,
    },
  )
  return JSON.parse(stdout)
}
const rendered = (...ids: string[]) =>
  apart('render', consoleUrlOf(house.database.ownerUrl), keysDir, ...ids)

describe('a bundle with many pictures', () => {
  test('is made, sent and checked in memory that does not grow with them', async () => {
    const rounds: { mb: number; render: Measure; verify: Measure }[] = []
    const official = await withRecord(house, end, 'Lục Văn Khoai', items)
    let released = 0
    for (const mb of [megabytes / 10, megabytes, megabytes * 2]) {
      const bundle = await frozenWith(official, mb - released, released ? 'Thêm hình.' : undefined)
      released = mb
      const render = await rendered(bundle)
      const file = join(folder, `${bundle}.zip`)
      const answer = await house.apps.desk.request(`/api/v1/bundles/${bundle}.zip`, {
        headers: { authorization: `Bearer ${end.secretary.token}` },
      })
      expect(answer.status).toBe(200)
      await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(file))
      expect(statSync(file).size).toBeGreaterThan(mb * 2 ** 20)
      const verify = await apart('verify', file, '--key', fingerprint(house.signing.publicKey))
      rounds.push({ mb, render, verify })
      rmSync(file)
    }
    const [, once, twice] = rounds
    if (!once || !twice) throw new Error('unreachable')
    counted('bundle', {
      items,
      ...Object.fromEntries(
        rounds.flatMap(({ mb, render, verify }) => [
          [`${mb} MB`, shown(render)],
          [`verify ${mb} MB`, shown(verify)],
        ]),
      ),
    })
    // Held in memory, they would add all that was added, and copies of it.
    const most = Math.max(25, (twice.mb - once.mb) * 0.5)
    for (const side of ['render', 'verify'] as const) {
      const grown = memoryOf(twice[side]) - memoryOf(once[side])
      expect(grown, JSON.stringify(rounds)).toBeLessThan(most)
    }
  }, 3_600_000)

  test('a whole cycle is made one after the other, in memory as for one', async () => {
    const ids: string[] = []
    for (let one = 0; one < bundles; one++) {
      ids.push(await frozenWith(await withRecord(house, end, `Trần Thị ${one}`, 5), 2))
    }
    const first = await rendered(ids[0] ?? '')
    const all = await rendered(...ids.slice(1))
    counted('batch', {
      bundles,
      first: shown(first),
      others: shown(all),
    })
    expect(memoryOf(all) - memoryOf(first), JSON.stringify({ first, all })).toBeLessThan(60)
  }, 3_600_000)
})

/** Seconds by the clock and of the processor (the press apart); peak of memory and of what is held, MiB. */
type Measure = { seconds: number; cpu: number; peak: number; held: number }

function memoryOf({ peak, held }: Measure): number {
  return long ? peak : held
}

function shown({ seconds, cpu, peak }: Measure): string {
  return `${seconds.toFixed(1)} s (processor ${cpu.toFixed(1)} s), peak ${peak.toFixed(0)} MiB`
}
