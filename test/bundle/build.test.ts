import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import type { BuiltBundle } from '../../src/bundle/build.ts'
import { sha256 } from '../../src/bundle/check.ts'
import { pack } from '../../src/bundle/pack.ts'
import { unpack } from '../../src/bundle/zip.ts'
import { builtBundle } from '../support/bundle-log.ts'
import { byHand, hasTools } from '../support/by-hand.ts'

const script = fileURLToPath(new URL('../support/build-bundle.ts', import.meta.url))
let built: BuiltBundle

beforeAll(async () => {
  built = await builtBundle()
})

describe('building a bundle', () => {
  test('gives the same bytes again', async () => {
    const again = await builtBundle()
    expect(sha256(again.zip)).toBe(sha256(built.zip))
    expect(sha256(again.pdf)).toBe(sha256(built.pdf))
    expect(sha256(again.docx)).toBe(sha256(built.docx))
    expect(sha256(again.xlsx)).toBe(sha256(built.xlsx))
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
    const other = await builtBundle({ place: 'Mây Hồng' })
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
  test('agrees with a good bundle', () => {
    const [key, signature, listed, sums, strangers, checkpoint, frozen, check] = byHand(built.zip)
    expect(key).toBe('fe812c12f3ab4ce6')
    expect(signature).toBe('Signature Verified Successfully')
    expect(listed).toBe('1')
    expect(sums).not.toContain('FAILED')
    expect(strangers).toBe('OK')
    expect(checkpoint).toBe('Signature Verified Successfully')
    expect(frozen).toBe('1')
    expect(check?.match(/..../g)?.join('-')).toBe(built.check)
  })

  test.each([
    ['manifest.json', 1],
    ['manifest.sig', 1],
    ['SHA256SUMS', 2],
    ['tong-hop.pdf', 3],
    ['items/0003.json', 3],
    ['checkpoint.txt', 5],
    ['contents.json', 6],
  ] as const)('notices a changed %s', (path, step) => {
    const answers = byHand(built.zip, (at) => {
      const bytes = readFileSync(at(path))
      bytes[10] = (bytes[10] ?? 0) ^ 1
      writeFileSync(at(path), bytes)
    })
    expect(answers[step]).toContain('FAILED')
  })

  test('notices a stranger', () => {
    const answers = byHand(built.zip, (at) => writeFileSync(at('items/9999.json'), '{}'))
    expect(answers[4]).not.toContain('OK')
  })
})
