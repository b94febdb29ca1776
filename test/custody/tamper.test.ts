import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { headText, originOf, statedHead } from '../../src/custody/head.ts'
import { signNote } from '../../src/custody/note.ts'
import { fileNameOf } from '../../src/custody/outside.ts'
import { leafHash } from '../../src/custody/tree.ts'
import { openCycle } from '../../src/review/cycles.ts'
import { attach } from '../../src/review/evidence.ts'
import { explain } from '../../src/review/explanations.ts'
import { openRecord } from '../../src/review/records.ts'
import { signerFrom } from '../support/bundle-signer.ts'
import { custodyOver } from '../support/custody.ts'
import { counted, figure } from '../support/figures.ts'
import { heard } from '../support/heard.ts'
import { type OpenConsole, openConsole } from '../support/moderation.ts'
import { actorIs, asMember } from '../support/staff.ts'
import {
  checkpointTampers,
  logTampers,
  olderDump,
  resigned,
  rowTampers,
} from '../support/tamper.ts'

// P6: as the database's owner, change anything; the last checkpoint outside tells.
let moderation: OpenConsole
let house: ReturnType<typeof custodyOver>
let size: number
/** Entries from here on announce no row. */
let filler: number

beforeAll(async () => {
  moderation = await openConsole()
  house = custodyOver(moderation.house.ownerUrl, moderation.house.console, moderation.ward)
  await fill()
  const { rows } = await house.owner.execute<{ size: string }>(
    sql`select size from custody_heads where organisation_id = ${house.front.id}`,
  )
  filler = Number(rows[0]?.size)
  await house.checkpoint()
  await house.append(9)
  await house.append(5, house.neighbour)
  await house.checkpoint(house.neighbour)
  await house.checkpoint()
  await house.append(6)
  size = (await house.checkpoint()).size
})
afterAll(async () => {
  const kinds = [logTampers, checkpointTampers, rowTampers].flatMap(Object.keys).length + 2
  counted('P6', { kinds, places: many, tried, missed, 'false alarms': alarms })
  await house.close()
  await moderation.close()
})

/** Letters, summaries, decisions with and without a lead, evidence, acts of senders, an erasure. */
async function fill(): Promise<void> {
  const { people, ward, box } = moderation
  const accepted: string[] = []
  for (let count = 0; count < 4; count++) {
    const { id, receipt } = await moderation.letter()
    const path = `/api/v1/feedback/${id}`
    await moderation.post(
      `${path}/summaries`,
      { text: 'Có ý kiến mong nói năng ôn hòa.' },
      people.moderator,
    )
    const body = {
      verdict: 'accept',
      officials: [ward.head],
      topic: 'manner',
      standing: 'said',
      polarity: 'negative',
    }
    const asked = await moderation.post(`${path}/decisions`, body, people.moderator)
    expect(asked.status).toBe(202)
    const { approval } = await asked.json()
    const agreed = await moderation.post(
      `/api/v1/approvals/${approval}`,
      { approve: true, note: 'đồng ý' },
      people.lead,
    )
    expect(agreed.status).toBe(200)
    accepted.push(id)
    await box.door.act(await hashOf(receipt), 'satisfied')
  }
  await moderation.letter({ about: [], text: 'Khu phố sạch đẹp, cảm ơn các bác.' })
  await evidenceOf(accepted)
  await house.owner.execute(sql`select shred(${house.front.id}, gen_random_uuid(), 'test')`)
}

async function evidenceOf(accepted: readonly string[]): Promise<void> {
  const { people, ward } = moderation
  const actor = actorIs(people.secretary)
  const day = new Date().toISOString().slice(0, 4)
  const items: string[] = []
  await asMember(house.console, people.secretary, async (tx) => {
    const cycle = await openCycle(tx, actor, {
      name: 'Kiểm điểm năm',
      kind: 'year',
      framework: '366/2025',
      startsOn: `${day}-01-01`,
      endsOn: `${day}-12-31`,
      cutOff: `${day}-12-31`,
    } as Parameters<typeof openCycle>[2])
    const record = await openRecord(tx, actor, { official: ward.head, cycle })
    for (const feedback of accepted) {
      items.push(await attach(tx, actor, record, { feedback }))
    }
  })
  // All of one record goes in one letter.
  if (items[0]) await heard(moderation.house.ownerUrl, items[0])
  await asMember(house.console, people.secretary, async (tx) => {
    for (const item of items) {
      await explain(tx, actor, item, { kind: 'accept', text: 'Xin tiếp thu, sẽ nói nhỏ nhẹ hơn.' })
    }
  })
}

async function hashOf(receipt: string): Promise<Uint8Array> {
  const { parseReceipt, receiptHash } = await import('../../src/seal/receipt.ts')
  return receiptHash(moderation.box.pepper, parseReceipt(receipt) ?? '')
}

/** Places all over the log: both ends, the edges of the checkpoints, some between. */
const edges = () => [0, 7, filler - 1, filler + 8, size - 2]
const many = figure('tamper', 2)

/** So many places of the first `end`, spread evenly behind the given ones. */
function spread(first: readonly number[], end: number): number[] {
  const found = new Set(first.slice(0, many))
  for (let step = 1; found.size < Math.min(many, end) && step < 10 * end; step++) {
    found.add(Math.floor((step * 0.618034 * end) % end))
  }
  return [...found]
}
const places = () => spread(edges(), size - 1)
let tried = 0
let missed = 0
let alarms = 0
vi.setConfig({ testTimeout: many > 5 ? 600_000 : 30_000 })

/** Counts a try and whether anything was found. */
function noted(found: readonly string[]): readonly string[] {
  tried++
  if (found.length === 0) missed++
  return found
}

test('an untouched log raises no alarm', async () => {
  expect(await house.faults()).toEqual([])
  expect(await house.faultsAfter(async () => {})).toEqual([])
  for (let more = 0; more < many; more += 5) {
    await moderation.letter()
    const alarm = await house.faults()
    if (alarm.length > 0) alarms++
    expect(alarm).toEqual([])
  }
})

describe('a change of the log is found wherever it is made', () => {
  test.each(Object.entries(logTampers))('%s', async (_, tamper) => {
    for (const at of places()) {
      const found = noted(await house.faultsAfter((tx) => tamper(tx, house.front.id, at)))
      expect(found, `at ${at}`).not.toEqual([])
      expect(found.at(-1), `at ${at}`).toMatch(/^Up to \d|^No checkpoint fits|no longer has/)
    }
  })

  test('in the log of another organisation, too', async () => {
    for (const tamper of Object.values(logTampers)) {
      const found = await house.faultsAfter((tx) => tamper(tx, house.neighbour.id, 2))
      expect(found).not.toEqual([])
    }
  })

  test('all computed again and signed with another key', async () => {
    for (const at of places()) {
      const found = noted(
        await house.faultsAfter((tx) => resigned(signerFrom(8))(tx, house.front.id, at)),
      )
      expect(found.join()).toMatch(/in the database differs from the copy kept outside/)
    }
  })

  test('an older dump is restored', async () => {
    const step = Math.max(1, Math.floor((size - filler) / many))
    for (let at = filler; at < size; at += step) {
      const found = noted(await house.faultsAfter((tx) => olderDump(tx, house.front.id, at)))
      expect(found.join()).toMatch(/The log got shorter: .*an older backup was restored/)
    }
  })
})

test.each(Object.entries(checkpointTampers))('%s: found', async (_, tamper) => {
  for (const at of [1, 2]) {
    expect(await house.faultsAfter((tx) => tamper(tx, house.front.id, at))).not.toEqual([])
  }
})

describe('a change beside the log is found', () => {
  test.each(Object.entries(rowTampers))('%s', async (_, tamper) => {
    for (const at of many > 5 ? [0, 1, 2, 3] : [0, 3]) {
      const found = noted(await house.faultsAfter((tx) => tamper(tx, house.front.id, at)))
      expect(found, `row ${at}`).not.toEqual([])
    }
  })
})

describe('what is said', () => {
  test('names the entry, and the day up to which all was well', async () => {
    const found = await house.faultsAfter((tx) =>
      (
        logTampers[
          'an entry is edited and the whole chain computed again'
        ] as never as typeof olderDump
      )(tx, house.front.id, filler + 3),
    )
    const [root, ...rest] = found
    expect(root).toMatch(
      new RegExp(
        `not what .*checkpoint 2.* signed: somewhere in entries ${filler} to ${filler + 8} `,
      ),
    )
    expect(rest.at(-1)).toMatch(new RegExp(`^Up to [\\d/]+ \\(the first ${filler} entries\\)`))
  })

  test('names the row, its entry and the day of the entry', async () => {
    const found = await house.faultsAfter((tx) =>
      (rowTampers['a decision becomes another one'] as typeof olderDump)(tx, house.front.id, 0),
    )
    expect(found[0]).toMatch(
      /^The decision [0-9a-f-]{36} does not fit entry \d+ of the log, written on/,
    )
    expect(found[1]).toMatch(/^Entry \d+ of the log, .* announces a decision \([0-9a-f-]{36}\)/)
  })
})

describe('a checkpoint that left the building', () => {
  const given = (note: string) => ({ file: 'bien-ban.txt', note })
  const head = (more = {}) => ({
    origin: originOf('ML'),
    size,
    root: leafHash(new Uint8Array([7])),
    day: '2026-01-02',
    ...more,
  })
  const signed = async (more = {}, by = signerFrom(3), origin = originOf('ML')) =>
    given(await signNote(headText(head(more)), origin, by))

  test('fits the log it came from, and shows what was changed since, without any copy here', async () => {
    const { note } = await house.checkpoint()
    expect(await house.faults(given(note))).toEqual([])
    const only = async (tx: Parameters<typeof olderDump>[0]) => {
      await olderDump(tx, house.front.id, filler + 2)
    }
    expect((await house.faultsAfter(only, given(note))).join()).toMatch(
      /in bien-ban\.txt|tệp bien-ban\.txt/,
    )
  })

  test('that does not fit, is forged, of another log, from the future or no checkpoint is told apart', async () => {
    const cases: [object, RegExp][] = [
      [await signed(), /not what .*bien-ban\.txt .*signed/],
      [await signed({ size: size + 50 }), /got shorter: .*bien-ban\.txt/],
      [await signed({ day: '2999-12-31' }), /a day that has not come yet/],
      [await signed({}, signerFrom(9)), /signed by another key/],
      [
        await signed({ origin: originOf('GN') }, signerFrom(3), originOf('GN')),
        /another organisation/,
      ],
      [given('không phải điểm chốt\n'), /not a well-formed checkpoint/],
      [given(''), /not a well-formed checkpoint/],
    ]
    for (const [one, words] of cases) {
      expect((await house.faults(one as never)).join('\n')).toMatch(words)
    }
    const altered = (await signed()).note.replace(`\n${size}\n`, `\n${size - 1}\n`)
    expect((await house.faults(given(altered))).join()).toMatch(/the signature does not fit/)
  })
})

describe('the copies outside', () => {
  const file = (number: number) => join(house.folder(), fileNameOf(number))

  test('that were forked, damaged or lost in the middle are found', async () => {
    const { note } = await house.checkpoint()
    const stated = statedHead(note)
    if (!stated) throw new Error('not a checkpoint')
    const { readFileSync } = await import('node:fs')
    const before = readFileSync(file(2), 'utf8')
    const forked = await signNote(
      headText({ ...stated, size: filler + 9, root: leafHash(new Uint8Array([1])) }),
      originOf('ML'),
      signerFrom(3),
    )
    writeFileSync(file(2), forked)
    expect((await house.faults()).join()).toMatch(/differs from the copy kept outside/)
    writeFileSync(file(2), 'x')
    expect((await house.faults()).join()).toMatch(/not a well-formed checkpoint/)
    rmSync(file(2))
    expect((await house.faults()).join()).toMatch(/checkpoint 2.* its copy outside is gone/)
    writeFileSync(file(2), before)
    expect(await house.faults()).toEqual([])
  })
})
