import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical, contentsOf, parseContents } from '../../src/bundle/contents.ts'
import { cleanLine, cleanText } from '../../src/bundle/text.ts'
import { bundleContents } from '../support/bundle-contents.ts'
import { official } from '../support/bundle-entries.ts'

describe('frozen contents', () => {
  test('come out of their own canonical JSON as the same bytes', () => {
    const bytes = canonical(parseContents(bundleContents()))
    const again = contentsOf(JSON.parse(new TextDecoder().decode(bytes)))
    expect(Buffer.from(canonical(again)).equals(bytes)).toBe(true)
  })

  test('keep any text in a form that cleaning leaves alone', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 60 })
    fc.assert(
      fc.property(anything, (text) => {
        for (const clean of [cleanText, cleanLine]) {
          const once = clean(text)
          expect(clean(once)).toBe(once)
          expect(() => canonical(once)).not.toThrow()
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test('lose NUL, bidi controls and lone surrogates, and gain composed accents', () => {
    const nfd = 'Lục Văn Khoai'.normalize('NFD')
    const record = { kind: 'collective', id: official, name: `\u202e${nfd}\u0000\ud800` } as const
    expect(parseContents(bundleContents({ record })).record.name).toBe('Lục Văn Khoai\ufffd')
  })

  test('do not tell the meeting that there was a denunciation', () => {
    const excluded = [{ state: 'rejected', reason: 'denunciation', count: 1 } as const]
    expect(parseContents(bundleContents({ excluded })).excluded[0]?.reason).toBeNull()
  })

  test.each([
    ['a first version with a reason', { reason: 'sửa' }],
    ['a correction without a reason', { version: 2 }],
    ['a day that does not exist', { cutOff: '2026-02-30' }],
    ['a time with a zone', { frozenAt: '2026-11-20T18:30:05+07:00' }],
    [
      'a reason on what was diverted',
      { excluded: [{ state: 'diverted', reason: 'denunciation', count: 1 }] },
    ],
    ['a field nobody knows', { score: 5 }],
    ['an empty name', { organisation: ' \u200b ' }],
  ])('refuse %s', (_, own) => {
    expect(contentsOf({ ...bundleContents(), ...own })).toBeNull()
  })
})
