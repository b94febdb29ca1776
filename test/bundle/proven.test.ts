import { beforeAll, describe, expect, test } from 'vitest'
import { buildBundle } from '../../src/bundle/build.ts'
import type { BundleContents } from '../../src/bundle/contents.ts'
import { verifyBundle } from '../../src/bundle/verify.ts'
import type { Files } from '../../src/bundle/zip.ts'
import { unpack } from '../../src/bundle/zip.ts'
import { letterEntry, numberEntry, official } from '../support/bundle-entries.ts'
import { builtBundle, type LogWish, loggedContents, logOf } from '../support/bundle-log.ts'
import { signerFrom } from '../support/bundle-signer.ts'
import { resealed, withContents } from '../support/bundle-tamper.ts'

const office = signerFrom(7)
const stranger = signerFrom(9)
let good: Uint8Array
let files: Files

beforeAll(async () => {
  good = (await builtBundle()).zip
  files = unpack(good).files
})

async function faultsOf(zip: Uint8Array) {
  return (await verifyBundle(zip)).findings.filter(({ holds }) => !holds)
}

/** Paths of what does not hold when the office itself signs other files. */
async function blamed(change: (files: Files) => void) {
  return (await faultsOf(await resealed(good, office, change))).map(({ path }) => path)
}

const textOf = (path: string) => new TextDecoder().decode(files.get(path))
const set = (path: string, text: string) => (changed: Files) =>
  changed.set(path, new TextEncoder().encode(text))

describe('what the log proves of a bundle', () => {
  test('holds for a good one, and says so in words', async () => {
    const { ok, findings, head } = await verifyBundle(good)
    expect(ok).toBe(true)
    expect(head).toMatchObject({ origin: 'ydan.local/mttq-may-trang', size: 63, day: '2026-11-21' })
    expect(findings.at(-1)?.what.vi).toContain('13 số thứ tự và 13 lá thư')
  })

  test('does not tell the number on the sender’s slip', () => {
    const slip = letterEntry(3)
    const told = Buffer.concat([...files.values()])
    for (const form of [slip, Buffer.from(Buffer.from(slip).toString('base64'))]) {
      expect(told.includes(Buffer.from(form))).toBe(false)
    }
    expect(told.includes('letter.received')).toBe(false)
  })

  test('is a bundle of the same contents for every checkpoint that covers it', async () => {
    const later = await builtBundle({}, office, { day: '2026-12-24' })
    expect(await faultsOf(later.zip)).toEqual([])
  })

  test('reminds of a clock that is behind, without calling the bundle forged', async () => {
    const { ok, findings } = await verifyBundle(good, { today: '2010-01-01' })
    expect(ok).toBe(true)
    expect(findings.map(({ what }) => what.vi).join('\n')).toContain(
      'máy này đang để ngày 01/01/2010',
    )
    const today = await verifyBundle(good, { today: '2026-11-21' })
    expect(JSON.stringify(today.findings)).not.toContain('CHÚ Ý')
  })
})

describe('a bundle whose log', () => {
  const wrong: [string, LogWish, string | undefined, string][] = [
    [
      'gave the number to somebody else',
      { replaced: new Map([[1, numberEntry(3, otherSubject())]]) },
      'proofs/0003-number.tlog-proof',
      'số 3',
    ],
    [
      'gave another number',
      { replaced: new Map([[4, numberEntry(99, official)]]) },
      'proofs/0004-number.tlog-proof',
      'số 4',
    ],
    [
      'never received the letter',
      { replaced: new Map([[0, letterEntry(77)]]) },
      'proofs/0003-letter.tlog-proof',
      'số 3',
    ],
    ['has a checkpoint from before the freeze', { short: 3 }, 'checkpoint.txt', 'cũ hơn'],
    ['has a checkpoint dated before the freeze', { day: '2026-11-20' }, 'checkpoint.txt', 'cũ hơn'],
    ['is another organisation’s', { code: 'mttq-song-xanh' }, 'checkpoint.txt', 'đơn vị khác'],
  ]
  test.each(wrong)('%s fails and says so', async (_, wish, path, words) => {
    const faults = await faultsOf((await builtBundle({}, office, wish)).zip)
    const fault = faults.find((one) => one.path === path)
    expect(fault?.what.vi, JSON.stringify(faults)).toContain(words)
  })

  test('forked shows: one proof is under another checkpoint of the same size and key', async () => {
    const other = await logOf(loggedContents(), office, {
      replaced: new Map([[2, letterEntry(5)]]),
    })
    const paths = await blamed((changed) => {
      const path = 'proofs/0004-number.tlog-proof'
      const own = textOf(path)
      set(path, own.slice(0, own.indexOf('\n\n') + 2) + other.checkpoint)(changed)
    })
    expect(paths).toEqual(['proofs/0004-number.tlog-proof'])
    const swapped = await blamed(set('checkpoint.txt', other.checkpoint))
    expect(swapped).toContain('proofs/frozen.tlog-proof')
  })

  test('signed a checkpoint with another key fails', async () => {
    const contents = loggedContents()
    const { zip } = await buildBundle(contents, await logOf(contents, stranger), office)
    const [fault] = await faultsOf(zip)
    expect(fault).toMatchObject({
      path: 'checkpoint.txt',
      what: { vi: expect.stringContaining('khóa khác') },
    })
  })

  test.each([
    ['no checkpoint', 'checkpoint.txt', (f: Files) => f.delete('checkpoint.txt')],
    ['an empty checkpoint', 'checkpoint.txt', set('checkpoint.txt', '')],
    ['no policy', 'policy.json', (f: Files) => f.delete('policy.json')],
    ['another policy', 'policy.json', set('policy.json', '{}')],
    [
      'no proof of the freeze',
      'proofs/frozen.tlog-proof',
      (f: Files) => f.delete('proofs/frozen.tlog-proof'),
    ],
    [
      'no proof of a number',
      'proofs/0005-number.tlog-proof',
      (f: Files) => f.delete('proofs/0005-number.tlog-proof'),
    ],
    [
      'no proof of a letter',
      'proofs/0005-letter.tlog-proof',
      (f: Files) => f.delete('proofs/0005-letter.tlog-proof'),
    ],
    [
      'a malformed proof',
      'proofs/0005-letter.tlog-proof',
      set('proofs/0005-letter.tlog-proof', 'x\n\ny'),
    ],
    [
      'a proof of nothing',
      'proofs/0007-number.tlog-proof',
      set('proofs/0007-number.tlog-proof', ''),
    ],
  ])('with %s fails and names it', async (_, path, change) => {
    expect(await blamed(change)).toContain(path)
  })

  test('froze other contents fails: whoever holds the key cannot change a word afterwards', async () => {
    const changes: ((contents: BundleContents) => void)[] = [
      (c) => void Object.assign(c.items[0] ?? {}, { summary: 'Viết lại sau khi chốt.' }),
      (c) => void Object.assign(c, { version: 2, reason: 'tự sửa' }),
      (c) => void Object.assign(c.custody, { size: 59 }),
    ]
    for (const change of changes) {
      const faults = await faultsOf(await withContents(good, office, change))
      expect(faults.map(({ path }) => path)).toContain('proofs/frozen.tlog-proof')
    }
  })
})

function otherSubject() {
  return official.replace('6f1d2a10', '6f1d2a11')
}
