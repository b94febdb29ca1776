import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { as } from '../../db/connection.ts'
import { drop } from '../../src/intake/drop.ts'
import { createGate } from '../../src/intake/gate.ts'
import { releaseHeld } from '../../src/moderation/held.ts'
import { createNeighbourhood, signatureOf } from '../../src/moderation/near.ts'
import { unpackWaiting } from '../../src/moderation/unpack.ts'
import { distinctTexts, nearCopies } from '../support/campaign.ts'
import { counted, figure } from '../support/figures.ts'
import { type OpenConsole, openConsole } from '../support/moderation.ts'

// P18: near-copies on one official, among others, drown neither the service nor the record.
const copies = figure('campaign', 500)
/** Milliseconds between two letters of the long campaign: 10,000 in ten minutes. */
const pace = copies > 2_000 ? 60 : 0
let house: OpenConsole
beforeAll(async () => {
  house = await openConsole()
})
afterAll(() => house.close())

const gate = createGate(new Uint8Array(32).fill(9))
let turn = 0

async function send(text: string, given: { area?: string; proof: boolean; address: string }) {
  const { area = house.ward.quarter, proof, address } = given
  const held = gate.holds({ address, area, proof })
  const about = area === house.ward.quarter ? [{ official: house.ward.head }] : []
  const letter = { area, kind: 'comment' as const, about, text, use: 'record' as const }
  const { number } = await drop(house.box, letter, [], { proof, held })
  return { number, held }
}
const other = (text: string, area?: string) => {
  turn += 1
  return send(text, { ...(area && { area }), proof: true, address: `người khác ${turn}` })
}
const unpackedOf = async (numbers: readonly string[]) => {
  const [{ count }] = await house.rows(
    `select count(*)::int from feedback f join threads t on t.id = f.thread_id
     where t.number = any ($1)`,
    [numbers.map((number) => Number(number.split('/')[0]))],
  )
  return count
}

/** How long a letter of somebody else takes until a moderator could see it, in milliseconds. */
async function waitOf(text: string): Promise<number> {
  const began = performance.now()
  const { number } = await other(text)
  while ((await unpackedOf([number])) === 0) await sleep(5)
  return performance.now() - began
}
const median = (times: number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

describe('a campaign', () => {
  const others = distinctTexts(60)
  let idle = 0

  it('is held, while others who prove their work pass, in turns with what is let through', async () => {
    const texts = nearCopies(copies)
    let unpacking = true
    const worker = (async () => {
      while (unpacking) if ((await house.unpack()) === 0) await sleep(20)
    })()
    idle = median(await eachOf(others.slice(0, 10), waitOf))
    const flood = (async () => {
      for (let at = 0; at < texts.length; at += 4) {
        const four = texts.slice(at, at + 4)
        await Promise.all(
          four.map((text, i) => send(text, { proof: false, address: `máy ${at + i}` })),
        )
        await sleep(pace * 4)
      }
    })()
    const pressed = median(await eachOf(others.slice(10, 30), waitOf))
    await flood
    unpacking = false
    await worker
    const [{ held, all }] = await house.rows(
      'select count(*) filter (where held)::int as held, count(*)::int as all from letters',
    )
    // An area takes sixty without proof an hour; nobody of the others is held, nobody is refused.
    expect([held, all]).toEqual([copies - 60, copies + 30])
    counted('P18', {
      copies,
      'idle wait ms': Math.round(idle),
      'wait among them ms': Math.round(pressed),
      ratio: (pressed / idle).toFixed(2),
    })
  }, 1_800_000)

  it('is let through in its order, a part at a time, and others go before most of it', async () => {
    const jobs = { role: 'ydan_jobs' } as const
    const parts: number[] = []
    for (;;) {
      const released = await as(house.house.console, jobs, (tx) => releaseHeld(tx))
      if (released === 0) break
      parts.push(released)
    }
    expect(Math.max(...parts)).toBeLessThanOrEqual(200)
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(copies - 60)
    const [{ disorder }] = await house.rows(`select count(*)::int as disorder from (
      select l.entry_seq < lag(l.entry_seq) over (order by r.entry_seq) as back
      from letter_releases r join letters l on l.id = r.letter_id) pairs where back`)
    expect(disorder).toBe(0)
    const numbers: string[] = []
    for (const text of others.slice(30, 40)) numbers.push((await other(text)).number)
    for (const text of others.slice(40, 50))
      numbers.push((await other(text, house.ward.ward)).number)
    const failed = (_: string, error: unknown) => house.failures.push(`${error}`)
    // Three lanes: ten of each are the first thirty, though a thousand came before them.
    await unpackWaiting(house.house.console, house.vault, failed, 30)
    expect(await unpackedOf(numbers)).toBe(20)
    while ((await house.unpack()) > 0);
    expect(house.failures).toEqual([])
  }, 1_800_000)

  it('is one claim, in which no other letter is', async () => {
    while ((await house.index()).added > 0);
    const claims = await house.rows(`select claim_of(id) as claim, count(*)::int as voices,
      bool_or(proof) as others from feedback group by 1 having count(*) > 1`)
    expect(claims).toEqual([{ claim: expect.any(String), voices: copies, others: false }])
    // A sender's letter causes these rows: they carry the day, no clock, and ids without one.
    const rows = await house.rows('select c::text as row, c.id::text as id from clusters c')
    expect(rows.filter(({ row, id }) => /\d\d:\d\d/.test(row) || id[14] !== '4')).toEqual([])
    const answer = await house.get('/api/v1/feedback?limit=50', house.people.moderator)
    const { items } = await answer.json()
    expect(items.some(({ voices }: { voices?: number }) => voices === copies)).toBe(true)
    const queue = await (await house.get('/y-kien', house.people.moderator)).text()
    expect(queue).toContain('Nhiều thư bất thường')
    const seen = await (await house.get('/y-kien', house.people.secretary)).text()
    expect(seen).not.toContain('Nhiều thư bất thường')
    await house.check()
  }, 1_800_000)

  it('is all that is taken together: letters of their own are not', () => {
    const texts = distinctTexts(figure('distinct', 3_000))
    const near = createNeighbourhood()
    texts.forEach((text, place) => {
      const signature = signatureOf(text)
      if (signature) near.put(`${place}`, signature)
    })
    const wrong = texts.filter((_, place) => near.near(`${place}`).length > 0).length
    counted('P18 false merges', {
      texts: texts.length,
      wrong,
      share: (wrong / texts.length).toFixed(4),
    })
    expect(wrong / texts.length).toBeLessThanOrEqual(0.01)
  })
})

async function eachOf(texts: readonly string[], wait: (text: string) => Promise<number>) {
  const times: number[] = []
  for (const text of texts) times.push(await wait(text))
  return times
}
