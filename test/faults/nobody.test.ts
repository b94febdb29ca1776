import { createHash, createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drop } from '../../src/intake/drop.ts'
import { newFeedback } from '../../src/intake/feedback.ts'
import { takeMail } from '../../src/intake/mail.ts'
import { fromBase64 } from '../../src/seal/bytes.ts'
import { curveHere } from '../../src/seal/curve.ts'
import { custodianPair } from '../../src/seal/custodian.ts'
import { openHalf, openWithHalves } from '../../src/seal/halves.ts'
import { copyOfKeys } from '../../src/seal/key-copy.ts'
import { mail, ours } from '../channels/fixtures/mail.ts'
import { type CustodianHouse, custodianHouse, type Keyed } from '../support/custodian-house.ts'
import { counted, figure } from '../support/figures.ts'
import { dumpOf, foundIn } from '../support/planted.ts'
import { keysFrom, type Stolen, stolenSql, tryKey } from '../support/thief.ts'

// P10: a stolen database names nobody, with the letterbox's whole configuration in the same hands.
const planted = figure('planted', 30)
/** Telephone numbers tried: all that follow a prefix, up to this many. */
const numbers = figure('numbers', 100_000)
let house: CustodianHouse
let pair: [Keyed, Keyed]
const names: string[] = []
const phones: string[] = []

beforeAll(
  async () => {
    house = await custodianHouse()
    pair = [await house.appointed('Kiều Thị Ngà'), await house.appointed('Âu Dương Lễ')]
    for (let count = 0; count < planted; count += 1) await plant(count)
    await house.unpack()
  },
  180_000 + planted * 400,
)
afterAll(() => house.close())

async function plant(count: number) {
  // Spread over the numbers that are tried, whatever their count.
  const phone = `09${String(Math.floor((count * numbers) / planted)).padStart(8, '0')}`
  const [name, address] = [`Bà Tám Mận số ${count}`, `hẻm ${count} Hoa Sữa`]
  const given = newFeedback.parse({
    ...{ area: house.ward.quarter, kind: 'comment', about: [{ official: house.ward.head }] },
    ...{ text: 'Bác trưởng khu phố hay quát bà con khi họp.', use: 'record' },
    identity: { name, phone, address },
    contact: { channel: 'phone', address: phone, consent: true },
  })
  const box = house.newBox()
  await drop(box, given, [], { proof: true, held: false, idempotencyKey: crypto.randomUUID() })
  const sender = `tam.man.${count}@hop-thu.example`
  const raw = mail(
    {
      To: ours.replace('@', `+${house.ward.quarter}@`),
      ...{ From: `Tám Mận ${count} <${sender}>`, 'Message-ID': `<may-nha-${count}@vidu.example>` },
      ...{ Received: `from may-cua-ba-tam-${count} ([198.51.100.${count % 250}])` },
    },
    'Đèn ngõ tắt đã lâu.',
  )
  await takeMail(box, raw, { ours, gate: { holds: () => false } })
  phones.push(phone)
  names.push(name, address, sender, `may-nha-${count}`, `may-cua-ba-tam-${count}`)
}

type Apart = {
  field: 'identity' | 'raw'
  record: string
  bytes: Buffer
  recipient: string
  wrapped: Buffer
  version: number
}
const apart = (field: string): Promise<Apart[]> =>
  house.rows(
    `select s.field, s.record, s.bytes, k.recipient, k.wrapped, k.key_version as version
     from seals s join data_keys k using (record) where s.field = $1 order by s.record, k.recipient`,
    [field],
  )

describe('a stolen database', () => {
  it('holds no name, number, address or mail header in any form', async () => {
    const dump = await dumpOf(house.house.ownerUrl)
    expect(foundIn(dump, 'Kiều Thị Ngà'), 'what is there is found').not.toEqual([])
    expect([...names, ...phones].flatMap((words) => foundIn(dump, words))).toEqual([])
    for (const field of ['identity', 'raw']) expect(await apart(field)).toHaveLength(2 * planted)
    const [{ count }] = await house.rows("select count(*)::int from seals where field = 'original'")
    expect(count, 'no mail waits for the relay key').toBe(0)
    counted('P10 identities', { planted: names.length + phones.length, found: 0 })
  }, 120_000)

  it('gives no telephone number to who tries them all', async () => {
    const cells = await hexOfDump()
    const known = new Set(phones)
    let [tried, hits] = [0, 0]
    for (let number = 0; number < numbers; number += 1) {
      const phone = `09${String(number).padStart(8, '0')}`
      for (const digest of digestsOf(phone)) if (cells.has(digest)) hits += 1
      if (known.has(phone)) tried += 1
    }
    expect(tried, 'the right numbers were among them').toBe(planted)
    expect(hits).toBe(0)
    counted('P10 numbers', { tried: numbers, named: hits })
  }, 600_000)

  it('opens letters to the letter key, routes to the relay key, and identities to neither', async () => {
    const copy = await copyOfKeys(house.keysDir, undefined, new Uint8Array(32))
    const secretOf = (kind: string) =>
      fromBase64(copy.keys.find((key) => key.kind === kind)?.secret ?? '')
    const [letter, relay, signing] = ['letter', 'relay', 'signing'].map(secretOf)
    const { pepper, letterKey, relayKey, signingKeys } = house.doorKeys
    if (!letter || !relay || !signing) throw new Error('unreachable')
    const held: [Uint8Array, ...Uint8Array[]] = [
      ...[pepper, letterKey.publicKey, relayKey.publicKey, signingKeys[0] as Uint8Array],
      ...[letter, relay, signing],
    ] as [Uint8Array, ...Uint8Array[]]
    const rows: Stolen[] = await house.rows(stolenSql)
    const [text] = rows.filter((row) => row.field === 'text' && row.recipient === 'letter')
    const [route] = rows.filter((row) => row.field === 'route')
    expect(await tryKey(letter, text as Stolen)).not.toEqual([])
    expect(await tryKey(relay, route as Stolen)).not.toEqual([])
    const sealed = rows.filter(({ field }) => field === 'identity' || field === 'raw')
    expect(sealed).toHaveLength(4 * planted)
    let opened = 0
    for (const row of sealed) {
      for (const key of keysFrom(row, held)) opened += (await tryKey(key, row)).length
    }
    expect(opened).toBe(0)
    counted('P10 the deployment’s own keys', { identities: sealed.length / 2, opened })
  }, 600_000)

  it('opens nothing to one custodian, and everything to two', async () => {
    const curve = await curveHere()
    const keys = [
      await custodianPair(curve, pair[0].secret),
      await custodianPair(curve, pair[1].secret),
    ]
    const figures: Record<string, number> = {}
    for (const field of ['identity', 'raw'] as const) {
      const rows = await apart(field)
      let [alone, together] = [0, 0]
      for (const record of new Set(rows.map((row) => row.record))) {
        const two = rows.filter((row) => row.record === record)
        const halves: Uint8Array[] = []
        for (const [place, keyed] of pair.entries()) {
          const own = two.find(({ recipient }) => recipient.endsWith(`:${keyed.key}`)) as Apart
          const names = own.recipient.split(':')[1]?.split('.') as [string, string]
          const half = { record, version: own.version, pair: names, holder: keyed.key }
          halves.push(await openHalf(curve, keys[place] as never, own.wrapped, half))
          // The other's half, with one's own key; one's own half twice, or alone.
          const other = two.find((row) => row !== own) as Apart
          const theirs = { ...half, holder: other.recipient.split(':')[2] ?? '' }
          for (const claimed of [half, theirs]) {
            await openHalf(curve, keys[place] as never, other.wrapped, claimed).then(
              () => (alone += 1),
              () => {},
            )
          }
          const mine = halves[place] as Uint8Array
          for (const guess of [mine, new Uint8Array(32), other.wrapped.subarray(-32)]) {
            await openWithHalves([mine, guess], own.bytes, own).then(
              () => (alone += 1),
              () => {},
            )
          }
        }
        const bytes = await openWithHalves(
          halves as [Uint8Array, Uint8Array],
          two[0]?.bytes as Buffer,
          {
            ...{ record, field, version: two[0]?.version ?? 0 },
          },
        )
        if (/Tám Mận/.test(new TextDecoder().decode(bytes))) together += 1
      }
      expect([alone, together], field).toEqual([0, planted])
      Object.assign(figures, { [`${field} alone`]: alone, [`${field} together`]: together })
    }
    counted('P10 custodians', figures)
  }, 600_000)
})

/** Every binary value and every text of the dump that could be a digest, as hex. */
async function hexOfDump(): Promise<Set<string>> {
  const cells = new Set<string>()
  for (const rows of (await dumpOf(house.house.ownerUrl)).values()) {
    for (const row of rows) {
      for (const [hex] of row.matchAll(/[0-9a-f]{32,}/gi)) {
        for (const size of [32, 40, 64]) cells.add(hex.slice(0, size).toLowerCase())
      }
    }
  }
  expect(cells.size).toBeGreaterThan(planted)
  return cells
}

/** What a careless system would have kept of a number: plain, keyed and labelled digests. */
function digestsOf(phone: string): string[] {
  const pepper = house.doorKeys.pepper
  return [
    createHash('sha256').update(phone).digest('hex'),
    createHash('md5').update(phone).digest('hex'),
    createHmac('sha256', pepper).update(phone).digest('hex'),
    createHmac('sha256', pepper).update(`{"address":"${phone}","channel":"phone"}`).digest('hex'),
  ]
}
