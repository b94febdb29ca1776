import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import type { BuiltBundle } from '../../src/bundle/build.ts'
import { sha256 } from '../../src/bundle/check.ts'
import type { BundleContents } from '../../src/bundle/contents.ts'
import { verifyBundle } from '../../src/bundle/verify.ts'
import type { Files } from '../../src/bundle/zip.ts'
import { unpack } from '../../src/bundle/zip.ts'
import { fingerprint } from '../../src/seal/fingerprint.ts'
import { builtBundle } from '../support/bundle-log.ts'
import { signerFrom } from '../support/bundle-signer.ts'
import { resealed, withContents, withFiles } from '../support/bundle-tamper.ts'
import { counted, figure } from '../support/figures.ts'

const office = signerFrom(7)
const stranger = signerFrom(9)
const key = fingerprint(office.publicKey)
let built: BuiltBundle
let files: Files

beforeAll(async () => {
  built = await builtBundle()
  files = (await unpack(built.zip)).files
})

async function faultsOf(zip: Uint8Array, wanted: { key?: string } = { key }) {
  const verdict = await verifyBundle(zip, wanted)
  const faults = verdict.findings.filter((finding) => !finding.holds)
  expect(verdict.ok).toBe(faults.length === 0 && verdict.findings.length > 0)
  return faults
}

/** Zips as other tools do: compressed, with entries for folders, in any order, dated now. */
async function rezipped(folder = '', extra: (zip: ZipFile) => void = () => {}) {
  const zip = new ZipFile()
  zip.addEmptyDirectory(`${folder}items/`)
  for (const [path, bytes] of [...files].reverse()) zip.addBuffer(Buffer.from(bytes), folder + path)
  extra(zip)
  zip.end()
  return new Uint8Array(await buffer(zip.outputStream))
}

describe('a whole bundle', () => {
  test('holds, with and without its key given', async () => {
    const verdict = await verifyBundle(built.zip, { key: key.toUpperCase().replaceAll('-', ' ') })
    expect(verdict).toMatchObject({ ok: true, check: built.check, key })
    expect(await faultsOf(built.zip, {})).toEqual([])
  })

  test('holds when another tool zipped it again', async () => {
    expect(await faultsOf(await rezipped())).toEqual([])
    expect(await faultsOf(await rezipped('Tập tư liệu (2)/'))).toEqual([])
  })

  test.skipIf(spawnSync('zip', ['-v']).error)('holds when zip(1) zipped it again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ydan-zip-'))
    writeFileSync(join(folder, 'a.zip'), built.zip)
    const again = 'mkdir x && cd x && unzip -q ../a.zip && zip -q -r ../b.zip .'
    expect(spawnSync('sh', ['-c', again], { cwd: folder }).status).toBe(0)
    expect(await faultsOf(readFileSync(join(folder, 'b.zip')))).toEqual([])
    rmSync(folder, { recursive: true })
  })
})

describe('a damaged bundle', () => {
  test('is refused by the name of the one file in which a byte was flipped', async () => {
    for (const path of files.keys()) {
      const zip = await withFiles(built.zip, (changed) => {
        const bytes = Uint8Array.from(changed.get(path) ?? [])
        const middle = bytes.length >> 1
        bytes[middle] = (bytes[middle] ?? 0) ^ 1
        changed.set(path, bytes)
      })
      const named = (await faultsOf(zip)).map((fault) => fault.path)
      expect(named, path).toContain(path)
      const also =
        path === 'key.pem' ? ['key.pem', 'manifest.sig', 'manifest.json', undefined] : [path]
      expect(also, path).toEqual(expect.arrayContaining(named))
    }
  })

  test('is refused, or the flip is harmless, wherever a bit is flipped in the ZIP', async () => {
    const anywhere = fc.nat(built.zip.length * 8 - 1)
    const flips = figure('flips', 200)
    await fc.assert(
      fc.asyncProperty(anywhere, async (bit) => {
        const zip = Uint8Array.from(built.zip)
        zip[bit >> 3] = (zip[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        if ((await faultsOf(zip)).length > 0) return
        const read = (await unpack(zip)).files
        expect([...read.keys()].sort()).toEqual([...files.keys()].sort())
        for (const [path, bytes] of read)
          expect(sha256(bytes)).toBe(sha256(files.get(path) ?? bytes))
      }),
      { numRuns: flips },
    )
    counted('P8', { flips })
  }, 3_600_000)

  test('is refused wherever it is cut off', async () => {
    const lengths = [0, 1, 4, 30, 1_000, built.zip.length >> 1, built.zip.length - 1]
    for (const length of lengths) {
      expect(await faultsOf(built.zip.slice(0, length)), String(length)).not.toEqual([])
    }
    const [fault] = await faultsOf(built.zip.slice(0, 5_000))
    expect(fault?.what.vi).toContain('cắt cụt')
  })

  test('is refused without an exception, whatever the bytes are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, looksZip) => {
        const zip = looksZip ? Buffer.concat([Buffer.from('PK\u0003\u0004'), bytes]) : bytes
        expect(await faultsOf(zip)).not.toEqual([])
      }),
      { numRuns: 300 },
    )
    const [fault] = await faultsOf(new TextEncoder().encode('%PDF-1.7 xin chào'))
    expect(fault?.what.vi).toBe('Tệp này không phải tệp ZIP.')
  })
})

describe('a forged bundle', () => {
  test('signed with a key of its own fails when the key is known', async () => {
    const { zip } = await builtBundle({}, stranger)
    expect(await faultsOf(zip, {})).toEqual([])
    const [fault] = await faultsOf(zip)
    expect(fault?.what.vi).toContain('khóa khác')
  })

  test('signed anew with another key fails even without a key: the log was signed by the office', async () => {
    const forged = await resealed(built.zip, stranger, () => {})
    expect((await faultsOf(forged, {})).map((fault) => fault.path)).toContain('checkpoint.txt')
  })

  test('with the office’s manifest and another key fails', async () => {
    const zip = await withFiles(built.zip, (changed) => {
      changed.set(
        'manifest.sig',
        stranger.sign(files.get('manifest.json') ?? new Uint8Array()) as Uint8Array,
      )
    })
    expect((await faultsOf(zip)).map((fault) => fault.path)).toEqual(['manifest.sig'])
  })

  test.each([
    ['an extra file', 'la.txt', (f: Files) => f.set('la.txt', new Uint8Array([1]))],
    [
      'an extra item',
      'items/0099.json',
      (f: Files) => f.set('items/0099.json', new Uint8Array([1])),
    ],
    ['a missing item', 'items/0006.json', (f: Files) => f.delete('items/0006.json')],
    ['no manifest', 'manifest.json', (f: Files) => f.delete('manifest.json')],
    ['no signature', 'manifest.sig', (f: Files) => f.delete('manifest.sig')],
    ['no key', 'key.pem', (f: Files) => f.delete('key.pem')],
    ['no paper', 'tong-hop.pdf', (f: Files) => f.delete('tong-hop.pdf')],
    [
      'two items exchanged',
      'items/0003.json',
      (f: Files) => exchange(f, 'items/0003.json', 'items/0004.json'),
    ],
    ['a renamed file', 'tong-hop-2.pdf', (f: Files) => rename(f, 'tong-hop.pdf', 'tong-hop-2.pdf')],
  ])('with %s fails and names it', async (_, path, change) => {
    const zip = await withFiles(built.zip, change)
    expect((await faultsOf(zip)).map((fault) => fault.path)).toContain(path)
  })

  test('signed by the office itself fails when its parts disagree', async () => {
    const item = await resealed(built.zip, office, (f) =>
      exchange(f, 'items/0003.json', 'items/0004.json'),
    )
    expect((await faultsOf(item)).map((fault) => fault.path)).toEqual([
      'items/0003.json',
      'items/0004.json',
    ])
    const unlisted = await resealed(built.zip, office, (f) =>
      f.set('items/0099.json', new Uint8Array([1])),
    )
    expect((await faultsOf(unlisted)).map((fault) => fault.path)).toEqual(['items/0099.json'])
    const version = await resealed(built.zip, office, () => {}, { version: 2 })
    expect((await faultsOf(version)).map((fault) => fault.path)).toEqual(['manifest.json'])
    const check = await resealed(built.zip, office, () => {}, { check: '0000-0000-0000' })
    expect((await faultsOf(check)).map((fault) => fault.path)).toEqual(['manifest.json'])
  })

  test('with malformed or bottomless contents fails', async () => {
    const deep = new TextEncoder().encode(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
    const odd = ['', 'null', '[]', '{"format":"ydan-bundle-1"}', '\ufeff{}'].map((t) =>
      new TextEncoder().encode(t),
    )
    for (const bytes of [deep, new Uint8Array([0xff]), ...odd]) {
      const zip = await withFiles(built.zip, (f) =>
        f.set('contents.json', bytes).set('manifest.json', bytes),
      )
      expect(await faultsOf(zip)).not.toEqual([])
    }
  })
})

describe('a bundle from which something was left out (P9)', () => {
  const hidings: [string, (contents: BundleContents) => void, string][] = [
    ['an item is hidden', (c) => void c.items.splice(4, 1), 'ghi 14, trong tập có 13'],
    ['an item and its number are hidden', (c) => void hide(c, 8), 'thiếu số 8'],
    [
      'an item and its number are hidden and the sums made to fit',
      (c) => fitted(c, 8),
      'thiếu số 8',
    ],
    ['the first is hidden and the sums made to fit', (c) => fitted(c, 3), 'thiếu số 3'],
    [
      'an item is merged away silently',
      (c) => void Object.assign(c.balance, { merged: 2 }),
      'cộng các kết quả',
    ],
    ['an excluded row is dropped', (c) => void c.excluded.shift(), 'Số liệu không khớp'],
    ['an item nobody sent is added', (c) => c.items.push({ ...first(c), number: 99 }), 'số 99'],
    ['an item is printed twice', (c) => c.items.push(first(c)), 'hai lần'],
    ['a number is repeated', (c) => void c.numbers.splice(3, 1, 5), 'bị lặp'],
  ]
  test.each(hidings)('%s: reported', async (_, change, words) => {
    const zip = await withContents(built.zip, office, change)
    const said = (await faultsOf(zip)).map((fault) => fault.what.vi).join('\n')
    expect(said).toContain(words)
  })

  test('numbers carried over from an earlier cycle are not gaps', async () => {
    const { zip } = await builtBundle({ numbersBefore: 5 })
    expect(await faultsOf(zip)).toEqual([])
  })
})

describe('a hostile archive', () => {
  test.each([
    ['climbs out of its folder', '../../etc/passwd'],
    ['is absolute', '/etc/passwd'],
    ['has a backslash', 'items\\0001.json'],
    ['is hidden', '.bashrc'],
  ])('is refused when a name %s', async (_, name) => {
    const safe = 'x'.repeat(name.length)
    const zip = await rezipped('', (other) => other.addBuffer(Buffer.from('x'), safe))
    const patched = Buffer.from(
      Buffer.from(zip).toString('latin1').replaceAll(safe, name),
      'latin1',
    )
    expect((await faultsOf(patched))[0]?.what.vi).toBe('tên tệp không được phép')
  })

  test('is refused with a link, a second file of the same name, or a bomb', async () => {
    const link = await rezipped('', (zip) =>
      zip.addBuffer(Buffer.from('/etc'), 'link', { mode: 0o120777 }),
    )
    expect((await faultsOf(link))[0]?.what.vi).toContain('không phải tệp thường')
    const twice = await rezipped('', (zip) => zip.addBuffer(Buffer.from('x'), 'tong-hop.pdf'))
    expect((await faultsOf(twice))[0]?.what.vi).toContain('cùng tên')
    const bomb = await rezipped('', (zip) => zip.addBuffer(Buffer.alloc(65 << 20), 'bom'))
    expect((await faultsOf(bomb))[0]?.what.vi).toContain('quá lớn')
  })

  test('is refused when a file unpacks to more than it says', async () => {
    const zip = Buffer.from(await rezipped('', (to) => to.addBuffer(Buffer.alloc(8 << 20), 'bom')))
    const name = zip.lastIndexOf('bom', undefined, 'latin1')
    zip.writeUInt32LE(10, name - 46 + 24)
    expect((await faultsOf(zip))[0]).toMatchObject({ path: 'bom', what: { vi: 'tệp bị hỏng' } })
  })

  test('is refused when its front names another file than its index', async () => {
    const at = Buffer.from(built.zip).indexOf('tong-hop.pdf%PDF')
    const zip = Uint8Array.from(built.zip)
    zip[at] = 'T'.charCodeAt(0)
    expect((await faultsOf(zip)).map((fault) => fault.path)).toContain('tong-hop.pdf')
  })
})

function first(contents: BundleContents) {
  const [item] = contents.items
  if (!item) throw new Error('the fixture has items')
  return item
}

function hide(contents: BundleContents, number: number) {
  contents.items = contents.items.filter((item) => item.number !== number)
  contents.numbers = contents.numbers.filter((one) => one !== number)
}

function fitted(contents: BundleContents, number: number) {
  hide(contents, number)
  contents.balance.received -= 1
  contents.balance.accepted -= 1
}

function exchange(f: Files, one: string, other: string) {
  const [a, b] = [f.get(one), f.get(other)]
  if (a && b) f.set(one, b).set(other, a)
}

function rename(f: Files, from: string, to: string) {
  const bytes = f.get(from)
  if (bytes) f.set(to, bytes)
  f.delete(from)
}
