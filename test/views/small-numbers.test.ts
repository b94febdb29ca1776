import { describe, expect, it } from 'vitest'
import { annex } from '../../src/bundle/annex.ts'
import { parseContents } from '../../src/bundle/contents.ts'
import { bundlePaper } from '../../src/bundle/paper.ts'
import { officePath, unpack } from '../../src/bundle/zip.ts'
import { fewest, inFives, rolledUp, toldTable } from '../../views/small-numbers.ts'
import { readingWords } from '../../views/words/readers.ts'
import { bundleContents } from '../support/bundle-contents.ts'

// P20: an attacker who knows how figures are told, and all that is told, works out no count below five.

const upTo = 14
const tables = (cells: number): number[][] =>
  cells === 0
    ? [[]]
    : tables(cells - 1).flatMap((rest) =>
        Array.from({ length: upTo + 1 }, (_, count) => [...rest, count]),
      )
const toldOf = (counts: readonly number[]) => toldTable(new Map(counts.entries()))
const shown = (counts: readonly number[]) => {
  const { cells, total } = toldOf(counts)
  return JSON.stringify([[...cells.values()], total])
}

describe('a table as it is told', () => {
  it.each([1, 2, 3])(
    'leaves every value below five possible in each hidden cell (%i cells)',
    (cells) => {
      const alike = Map.groupBy(tables(cells), shown)
      let totals = 0
      for (const possible of alike.values()) {
        const { cells: told, total } = toldOf(possible[0] ?? [])
        if (total !== null) totals += 1
        for (const [at, cell] of told) {
          const values = new Set(possible.map((counts) => counts[at]))
          if (cell === null) expect([...values].sort()).toEqual([0, 1, 2, 3, 4])
          else expect(Math.min(...possible.map((counts) => counts[at] ?? 0))).toBeGreaterThan(4)
        }
      }
      expect(totals).toBeGreaterThan(0)
    },
  )

  it('tells as total the sum of what is told', () => {
    expect(toldOf([21, 9, 4, 0]).total).toBe(25)
    expect(toldOf([4, 4, 4, 4, 4]).total).toBeNull()
  })

  it('tells no difference below five between two versions, months or a total and its parts', () => {
    const series = Array.from({ length: 40 }, (_, count) => count)
    const pairs = series.flatMap((before) =>
      series.filter((after) => after >= before).map((after) => [before, after] as const),
    )
    const alike = Map.groupBy(pairs, ([before, after]) => `${inFives(before)} ${inFives(after)}`)
    for (const [told, possible] of alike) {
      const differences = new Set(possible.map(([before, after]) => after - before))
      expect(differences.size, told).toBeGreaterThanOrEqual(fewest)
    }
  })

  it('gives hamlets to the commune', () => {
    const counts = new Map([
      ['kp1', 3],
      ['kp2', 4],
      ['ap9', 2],
    ])
    const sums = rolledUp(counts, (area) => (area.startsWith('kp') ? 'song' : 'nui'))
    expect([...toldTable(sums).cells]).toEqual([
      ['song', 5],
      ['nui', null],
    ])
  })
})

describe('the papers and screens of a bundle', () => {
  it('name no number of senders below five, and none but whole fives', async () => {
    const contents = parseContents(bundleContents())
    const head = { origin: 'x', size: 1, root: new Uint8Array(32), day: '2026-11-21' }
    const paper = JSON.stringify(bundlePaper(contents, { check: 'x', key: 'y', head }))
    const { files } = unpack(await annex(contents), officePath)
    const sheets = [...files.values()].map((bytes) => new TextDecoder().decode(bytes)).join(' ')
    const said = [...paper.matchAll(/(\S+ \d+) lượt người gửi/g)].map(([, words]) => words)
    expect(new Set(said)).toEqual(new Set(['dưới 5', 'từ 5', 'từ 10']))
    expect(sheets).toContain('dưới 5')
    expect([1, 3, 4, 7, 12].map((count) => readingWords.senders(count).vi)).toEqual([
      ...['dưới 5 lượt người gửi', 'dưới 5 lượt người gửi', 'dưới 5 lượt người gửi'],
      ...['từ 5 lượt người gửi', 'từ 10 lượt người gửi'],
    ])
  })
})
