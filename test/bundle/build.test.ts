import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BuiltBundle } from '../../src/bundle/build.ts'
import { buildBundle } from '../../src/bundle/build.ts'
import { sha256 } from '../../src/bundle/check.ts'
import { pack, unpack } from '../../src/bundle/zip.ts'
import { bundleContents } from '../support/bundle-contents.ts'
import { signerFrom } from '../support/bundle-signer.ts'

const script = fileURLToPath(new URL('../support/build-bundle.ts', import.meta.url))
const hasTools = ['openssl', 'sha256sum', 'bash'].every(
  (tool) => !spawnSync(tool, ['--version']).error,
)
let built: BuiltBundle

beforeAll(async () => {
  built = await buildBundle(bundleContents(), signerFrom(7))
})

describe('building a bundle', () => {
  test('gives the same bytes again', async () => {
    const again = await buildBundle(bundleContents(), signerFrom(7))
    expect(sha256(again.zip)).toBe(sha256(built.zip))
    expect(sha256(again.pdf)).toBe(sha256(built.pdf))
    expect(sha256(again.docx)).toBe(sha256(built.docx))
  })

  test.each(['Asia/Ho_Chi_Minh', 'America/New_York', 'Pacific/Kiritimati'])(
    'gives the same bytes in %s',
    (TZ) => {
      const env = { ...process.env, TZ }
      const hash = execFileSync(process.execPath, [script], { env, encoding: 'utf8' })
      expect(hash).toBe(sha256(built.zip))
    },
  )

  test('packs files the same in whatever order they come', async () => {
    const { files } = await unpack(built.zip)
    expect(sha256(await pack(new Map([...files].reverse())))).toBe(sha256(built.zip))
  })

  test('gives another check string as soon as one word differs', async () => {
    const other = await buildBundle(bundleContents({ place: 'Mây Hồng' }), signerFrom(7))
    expect(other.check).not.toBe(built.check)
    expect(built.check).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
  })

  test('makes a tagged PDF/UA-1 that embeds its fonts', () => {
    const pdf = Buffer.from(built.pdf).toString('latin1')
    expect(pdf).toMatch(/^%PDF-/)
    expect(pdf).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(pdf).toContain('/MarkInfo')
    expect(pdf).toContain('/FontFile2')
  })
})

describe.skipIf(!hasTools)('VERIFY.txt by hand', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ydan-by-hand-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  /** Runs the commands printed in VERIFY.txt, as somebody copying them would. */
  async function byHand(zip: Uint8Array, damage?: (at: (path: string) => string) => void) {
    const at = (path: string) => join(folder, path)
    rmSync(folder, { recursive: true, force: true })
    for (const [path, bytes] of (await unpack(zip)).files) {
      mkdirSync(dirname(at(path)), { recursive: true })
      writeFileSync(at(path), bytes)
    }
    const text = readFileSync(at('VERIFY.txt'), 'utf8')
    damage?.(at)
    const commands = text.split('\n').filter((line) => /^ {4}(?!ydan)\S/.test(line))
    return commands.map((command) => {
      const run = spawnSync('bash', ['-c', command], { cwd: folder, encoding: 'utf8' })
      return `${run.stdout}${run.status === 0 ? '' : ' FAILED'}`.trim()
    })
  }

  test('agrees with a good bundle', async () => {
    const [key, signature, listed, sums, strangers, check] = await byHand(built.zip)
    expect(key).toBe('fe812c12f3ab4ce6')
    expect(signature).toBe('Signature Verified Successfully')
    expect(listed).toBe('1')
    expect(sums).not.toContain('FAILED')
    expect(strangers).toBe('OK')
    expect(check?.match(/..../g)?.join('-')).toBe(built.check)
  })

  test.each([
    ['manifest.json', 1],
    ['manifest.sig', 1],
    ['SHA256SUMS', 2],
    ['tong-hop.pdf', 3],
    ['items/0003.json', 3],
  ] as const)('notices a changed %s', async (path, step) => {
    const answers = await byHand(built.zip, (at) => {
      const bytes = readFileSync(at(path))
      bytes[10] = (bytes[10] ?? 0) ^ 1
      writeFileSync(at(path), bytes)
    })
    expect(answers[step]).toContain('FAILED')
  })

  test('notices a stranger', async () => {
    const answers = await byHand(built.zip, (at) => writeFileSync(at('items/9999.json'), '{}'))
    expect(answers[4]).not.toContain('OK')
  })
})
