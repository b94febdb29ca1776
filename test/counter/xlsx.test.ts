import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { xlsx } from '../../src/counter/xlsx.ts'

test('a text longer than a cell holds is cut between its letters, never inside an escape', () => {
  const parts = unzipSync(xlsx('Dài', [], [['&<>"'.repeat(10_000)]]))
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
  const cell = /<t [^>]*>([^<]*)<\/t>/.exec(sheet)?.[1] ?? ''
  expect(cell.replace(/&(amp|lt|gt|quot);/g, '')).toBe('')
  expect(cell.match(/;/g)).toHaveLength(32_767)
})
