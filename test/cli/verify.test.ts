import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyCommand } from '../../src/cli/verify.ts'
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
