import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../db/connection.ts'
import { prepareJobs } from '../../src/jobs/prepare.ts'
import { newDecision } from '../../src/moderation/decision.ts'
import { decide } from '../../src/moderation/decisions.ts'
import { unpackWaiting } from '../../src/moderation/unpack.ts'
import { type Vault, vaultOf } from '../../src/moderation/vault.ts'
import { type KeyPair, pairOf } from '../../src/seal/pair.ts'
import { parseReceipt, receiptKeys } from '../../src/seal/receipt.ts'
import { caller } from '../support/client.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { type LetterboxProcess, letterboxProcess, pepper } from '../support/door-process.ts'
import { counted, figure } from '../support/figures.ts'
import { dumpOf, foundIn } from '../support/planted.ts'
import { actorIs, asMember, staffMember } from '../support/staff.ts'
import { keysFrom, type Stolen, stolenSql, tryKey } from '../support/thief.ts'
import { makeWard } from '../support/ward.ts'
import { ask } from '../support/whole.ts'

// P10 as far as it goes today: a dump, and everything the letterbox was started with.
const planted = figure('planted', 30)
const callers = caller(4)
const secrets: string[] = []
const receipts = new Map<string, string>()
let database: FreshDatabase
let letterbox: LetterboxProcess
let letterKey: KeyPair
let relayKey: KeyPair

beforeAll(
  async () => {
    database = await freshDatabase()
    letterKey = await pairOf('X25519', new Uint8Array(32).fill(1))
    relayKey = await pairOf('X25519', new Uint8Array(32).fill(2))
    const ward = await makeWard(database.ownerUrl)
    await prepareJobs(database.ownerUrl)
    letterbox = await letterboxProcess(database.letterboxUrl)
    for (let count = 0; count < planted; count++) await plant(ward.quarter, count)
    await staffAnswer(ward.front)
  },
  120_000 + planted * 200,
)

afterAll(async () => {
  callers.close()
  await letterbox.stop()
  await database.drop()
})

async function plant(area: string, count: number) {
  const text = `Bí mật ${count} của bà Tám Mận ở hẻm Hoa Sữa`
  const address = `nguoi.gui.${count}@hop-thu.example`
  const [about, name, inside] = [
    `Ông Bảy Rô số ${count}`,
    `tờ-đơn-${count}`,
    `%PDF-1.7 ảnh ${count}`,
  ]
  secrets.push(text, address, about, name, inside)
  const answer = await callers.ask(letterbox.port, '/api/v1/feedback', {
    body: {
      ...{ area, kind: 'report', text, about: [{ text: about }], use: 'front-only' },
      contact: { channel: 'email', address, consent: true },
      attachments: [
        {
          name: `${name}.pdf`,
          type: 'application/pdf',
          data: Buffer.from(`${inside}\n%%EOF`).toString('base64'),
        },
      ],
    },
  })
  expect(answer.status, answer.text).toBe(201)
  const { receipt, digest } = answer.body as { receipt: string; digest: string }
  secrets.push(receipt, receipt.replaceAll('-', ''))
  receipts.set(digest, parseReceipt(receipt) ?? '')
}

async function staffAnswer(front: string) {
  const [console, owner] = [database.consoleUrl, database.ownerUrl].map((url) =>
    connect(url, { max: 2, name: 'test' }),
  )
  if (!console || !owner) throw new Error('unreachable')
  const vault = vaultWith(letterKey)
  await unpackWaiting(console.db, vault, (_, error) => expect(error).toBe(undefined), planted)
  const moderator = await staffMember(owner.db, front, 'Mai Thị Xử Lý', 'moderator')
  const message = 'Ông bà cho biết việc này vào buổi họp nào?'
  secrets.push(message)
  for (const { id } of await ask<{ id: string }>(database.ownerUrl, 'select id from feedback')) {
    const question = newDecision.parse({ verdict: 'ask', message })
    await asMember(console.db, moderator, (tx) =>
      decide(tx, vault, actorIs(moderator), id, question),
    )
  }
  await Promise.all([console.close(), owner.close()])
}

describe('a stolen dump', () => {
  it('holds nothing of what was planted, in any form', async () => {
    const dump = await dumpOf(database.ownerUrl)
    expect(dump.get('public.letters')).toHaveLength(planted)
    expect(dump.get('public.feedback')).not.toEqual([])
    expect(foundIn(dump, 'Mai Thị Xử Lý'), 'what is there is found').not.toEqual([])
    expect(secrets.flatMap((words) => foundIn(dump, words))).toEqual([])
    counted('P10', { planted: secrets.length, found: 0 })
  }, 60_000)

  it('opens nothing with the pepper, the public keys, and whatever can be made of them', async () => {
    const rows = await ask<Stolen>(database.ownerUrl, stolenSql)
    const kinds = [...new Set(rows.map(({ field, recipient }) => `${field} ${recipient}`))].sort()
    expect(kinds).toEqual([
      'bytes letter',
      'message letter',
      'route null',
      'salt letter',
      'salt reply',
      'text letter',
      'text receipt',
      'text reply',
    ])
    const held: [Uint8Array, ...Uint8Array[]] = [
      pepper,
      letterKey.publicBytes,
      relayKey.publicBytes,
    ]
    const some = rows.filter((_, place) => place < 60 || planted > 30)
    for (const row of some) {
      for (const key of keysFrom(row, held)) expect(await tryKey(key, row)).toEqual([])
    }
  }, 120_000)

  it('opens with the receipt, with the letter key, with the relay key: each its own', async () => {
    const rows = await ask<Stolen>(database.ownerUrl, stolenSql)
    const [letter] = rows.filter(({ recipient }) => recipient === 'receipt')
    const [route] = rows.filter(({ field }) => field === 'route')
    const [forStaff] = rows.filter(({ recipient }) => recipient === 'letter')
    if (!letter || !route || !forStaff) throw new Error('nothing was planted')
    const { wrapKey } = await receiptKeys(pepper, receipts.get(letter.hints[2] ?? '') ?? '')
    expect(await tryKey(wrapKey, letter)).toContain('text receipt 1')
    expect(await tryKey(new Uint8Array(32).fill(1), forStaff)).not.toEqual([])
    expect(await tryKey(new Uint8Array(32).fill(2), route)).toContain('route null 1')
  })
})

function vaultWith(letter: KeyPair): Vault {
  const none = { version: 1, publicKey: letter.publicBytes, fingerprint: '' }
  return vaultOf({
    letter: new Map([[1, letter]]),
    letterVersion: 1,
    relay: new Map(),
    relayVersion: 1,
    signing: { ...none, sign: async () => new Uint8Array(64) },
    pepper,
  })
}
