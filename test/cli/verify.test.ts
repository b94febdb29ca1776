import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unpack } from '../../src/bundle/zip.ts'
import { verifyCommand } from '../../src/cli/verify.ts'
import { type Head, headText, originOf, statedHead } from '../../src/custody/head.ts'
import { signNote } from '../../src/custody/note.ts'
import { fingerprint } from '../../src/seal/fingerprint.ts'
import { builtBundle } from '../support/bundle-log.ts'
import { signerFrom } from '../support/bundle-signer.ts'
import { withFiles } from '../support/bundle-tamper.ts'

const folder = mkdtempSync(join(tmpdir(), 'ydan-verify-'))
const good = join(folder, 'tốt.zip')
const bad = join(folder, 'hỏng.zip')
const key = fingerprint(signerFrom(7).publicKey)
let check: string

beforeAll(async () => {
  const built = await builtBundle()
  check = built.check
  writeFileSync(good, built.zip)
  const changed = await withFiles(built.zip, (files) =>
    files.set('items/0006.json', new Uint8Array([123])),
  )
  writeFileSync(bad, changed)
})
afterAll(() => rmSync(folder, { recursive: true }))

async function ydanVerify(...argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await verifyCommand(
    argv,
    (line) => out.push(line),
    (line) => err.push(line),
  )
  return { code, out: out.join('\n'), err: err.join('\n') }
}

describe('ydan verify', () => {
  test('ends with 0 on a good bundle and shows the check string', async () => {
    const { code, out, err } = await ydanVerify(good, '--key', key)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain(check)
    expect(out).toContain('TẬP NÀY NGUYÊN VẸN.')
    expect(out).toContain('THIS BUNDLE HOLDS.')
    expect(out).not.toContain('✗')
  })

  test('reminds the reader to compare the key when none is given', async () => {
    const { code, out } = await ydanVerify(good)
    expect(code).toBe(0)
    expect(out).toContain(`Khóa ký trong tập là ${key}. CHƯA đối chiếu`)
  })

  test('ends with 1 and names the damaged file, in both languages', async () => {
    const { code, out, err } = await ydanVerify(bad, '--key', key)
    expect(code).toBe(1)
    expect(out).toContain('✗ items/0006.json: tệp đã bị thay đổi hoặc hỏng / the file was changed')
    expect(err).toContain('KHÔNG DÙNG ĐƯỢC')
  })

  test('ends with 1 when the key is another, the file is missing or is no ZIP', async () => {
    expect((await ydanVerify(good, '--key', '0000-0000-0000-0000')).code).toBe(1)
    expect(await ydanVerify(join(folder, 'không có.zip'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('không có.zip'),
    })
    const noZip = join(folder, 'thư.txt')
    writeFileSync(noZip, 'xin chào')
    expect((await ydanVerify(noZip)).code).toBe(1)
  })

  test.each(
    [[], ['a.zip', 'b.zip'], ['--lạ', 'a.zip'], ['a.zip', '--key'], ['a.zip', '--key', 'fe81']].map(
      (a) => [a],
    ),
  )('ends with 2 on wrong usage %j', async (argv) => {
    const { code, err } = await ydanVerify(...argv)
    expect(code).toBe(2)
    expect(err).not.toBe('')
  })

  test('explains itself with --help', async () => {
    expect(await ydanVerify('--help')).toMatchObject({ code: 0, err: '' })
  })
})

describe('ydan verify --checkpoint', () => {
  const kept = join(folder, 'biên bản.txt')
  const compared = (note: string) => {
    writeFileSync(kept, note)
    return ydanVerify(good, '--checkpoint', kept)
  }
  const signed = (more: Partial<Head>, by = signerFrom(7)) =>
    signNote(headText({ ...head, ...more }), more.origin ?? head.origin, by)
  let note: string
  let head: Head
  beforeAll(async () => {
    note = new TextDecoder().decode(unpack(readFileSync(good)).files.get('checkpoint.txt'))
    const stated = statedHead(note)
    if (!stated) throw new Error('unreadable')
    head = stated
  })

  test('knows its own checkpoint again, on paper, in a mail or from a QR code', async () => {
    for (const copy of [note, note.replace(/\s+/g, ' '), `Kính gửi,\r\n${note}\r\nTrân trọng`]) {
      const { code, out } = await compared(copy)
      expect({ code, copy }).toEqual({ code: 0, copy })
      expect(out).toContain('✓ biên bản.txt: đúng là điểm chốt trong tập này')
    }
  })

  test('holds beside an older or newer one of the same key, and says what that does not show', async () => {
    for (const more of [
      { size: head.size + 9, day: '2026-12-01' },
      { size: 2, day: '2026-01-01' },
    ]) {
      const { code, out } = await compared(await signed({ ...more, root: new Uint8Array(32) }))
      expect(code).toBe(0)
      expect(out).toContain('do cùng một khóa ký, cùng nhật ký. Hai điểm chốt khác số mục')
    }
  })

  test('ends with 1 on one that contradicts it, is another’s, forged, or none', async () => {
    const cases: [string, string][] = [
      [await signed({ root: new Uint8Array(32) }), 'trái với điểm chốt trong tập'],
      [await signed({ size: head.size + 9, day: '2026-01-01' }), 'trái với điểm chốt trong tập'],
      [await signed({}, signerFrom(9)), 'do một khóa khác ký'],
      [await signed({ origin: originOf('khac') }), 'của nhật ký một đơn vị khác'],
      [note.replace(/day .*/, 'day 2020-01-01'), 'chữ ký trên điểm chốt của nhật ký không đúng'],
      ['thư thường', 'không đúng mẫu'],
    ]
    for (const [text, words] of cases) {
      const { code, out, err } = await compared(text)
      expect(code, text).toBe(1)
      expect(out).toContain(`✗ biên bản.txt: `)
      expect(out).toContain(words)
      expect(err).toContain('KHÔNG DÙNG ĐƯỢC')
    }
    expect((await ydanVerify(good, '--checkpoint', join(folder, 'không có'))).code).toBe(1)
    expect((await ydanVerify(bad, '--checkpoint', kept)).code).toBe(1)
  })
})
