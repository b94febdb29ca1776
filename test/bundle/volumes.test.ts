import { readFileSync, writeFileSync } from 'node:fs'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { beforeAll, describe, expect, test } from 'vitest'
import { type BuiltBundle, buildBundle, paperSeal } from '../../src/bundle/build.ts'
import { sha256 } from '../../src/bundle/check.ts'
import type { BundleContents } from '../../src/bundle/contents.ts'
import { copiesList, copiesPaper } from '../../src/bundle/copies.ts'
import { bundlePaper, type PaperSeal } from '../../src/bundle/paper.ts'
import { volumePaper } from '../../src/bundle/paper-volumes.ts'
import { typeset } from '../../src/bundle/papers.ts'
import { printPapers } from '../../src/bundle/press.ts'
import { printCopiesApart, printPapersApart } from '../../src/bundle/press-apart.ts'
import { verifyBundle } from '../../src/bundle/verify.ts'
import { mostInVolume, volumesOf } from '../../src/bundle/volumes.ts'
import { type Files, unpack } from '../../src/bundle/zip.ts'
import { fingerprint } from '../../src/seal/fingerprint.ts'
import { builtBundle, loggedContents, logOf } from '../support/bundle-log.ts'
import { signerFrom } from '../support/bundle-signer.ts'
import { withFiles } from '../support/bundle-tamper.ts'
import { byHand, hasTools } from '../support/by-hand.ts'

// So few in a volume that the fixture's thirteen items need four.
const most = 4
const paths = [
  'tong-hop.pdf',
  'tong-hop-tap-2.pdf',
  'tong-hop-tap-3.pdf',
  'tong-hop-tap-4.pdf',
] as const
const office = signerFrom(7)
const key = fingerprint(office.publicKey)
let contents: BundleContents
let seal: PaperSeal
let built: BuiltBundle
let texts: string[]

beforeAll(async () => {
  contents = loggedContents()
  const log = await logOf(contents, office)
  seal = paperSeal(contents, log.checkpoint, office.publicKey)
  built = await inVolumes()
  texts = await textsOf([built.pdf, ...built.further])
})

/** The fixture, built by a press that sets so few items in a volume. */
async function inVolumes(): Promise<BuiltBundle> {
  const log = await logOf(contents, office)
  const print = (one: BundleContents, of: PaperSeal) => printPapers(one, of, most)
  return buildBundle(contents, log, office, { print })
}

/** What a reader sees in each PDF. */
async function textsOf(pdfs: readonly Uint8Array[]): Promise<string[]> {
  const library = await PDFiumLibrary.init()
  const found: string[] = []
  for (const pdf of pdfs) {
    const document = await library.loadDocument(pdf)
    const pages = [...document.pages()].map((page) => page.getText())
    found.push(pages.join('\n').normalize('NFC').replace(/\s+/g, ' '))
    document.destroy()
  }
  library.destroy()
  return found
}

/** The running numbers in the tables of items of one volume, in order. */
function numbersIn(volume: number): number[] {
  return volumePaper(contents, seal, { volume, most }).sections.flatMap((block) =>
    block.kind === 'table' && block.columns[0]?.title === 'Số'
      ? block.rows.map(([number]) => Number(number?.[0]?.text))
      : [],
  )
}

async function faultsOf(zip: Uint8Array): Promise<(string | undefined)[]> {
  const { ok, findings } = await verifyBundle(zip, { key })
  const faults = findings.filter(({ holds }) => !holds)
  expect(ok).toBe(faults.length === 0)
  return faults.map(({ path }) => path)
}

describe('a bundle too long for one PDF', () => {
  test('comes in volumes, all of them signed for', async () => {
    const { files } = unpack(built.zip)
    expect([...files.keys()].filter((path) => path.endsWith('.pdf')).sort()).toEqual(
      [...paths].sort(),
    )
    const manifest = new TextDecoder().decode(files.get('manifest.json'))
    const sums = new TextDecoder().decode(files.get('SHA256SUMS'))
    for (const path of paths) {
      const hash = sha256(files.get(path) ?? new Uint8Array())
      expect(manifest).toContain(`"path":"${path}","sha256":"${hash}"`)
      expect(sums).toContain(`${hash}  ${path}\n`)
    }
    expect(await faultsOf(built.zip)).toEqual([])
  })

  test('is built again to the same bytes, here and in a process apart', async () => {
    expect(sha256((await inVolumes()).zip)).toBe(sha256(built.zip))
    const apart = await printPapersApart(contents, seal, most)
    expect([apart.pdf, ...apart.further].map(sha256)).toEqual(
      [built.pdf, ...built.further].map(sha256),
    )
  })

  test.each(paths)('is refused when %s was changed, or is missing', async (path) => {
    const changed = await withFiles(built.zip, (files) => {
      const bytes = Uint8Array.from(files.get(path) ?? [])
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
      files.set(path, bytes)
    })
    expect(await faultsOf(changed)).toEqual([path])
    const missing = await withFiles(built.zip, (files) => files.delete(path))
    expect(await faultsOf(missing)).toEqual([path])
  })

  test('is refused when two volumes were exchanged, or one more was put in', async () => {
    const exchanged = await withFiles(built.zip, (files: Files) => {
      const [two, three] = [files.get(paths[1]), files.get(paths[2])]
      if (two && three) files.set(paths[1], three).set(paths[2], two)
    })
    expect((await faultsOf(exchanged)).sort()).toEqual([paths[1], paths[2]])
    const more = await withFiles(built.zip, (files) => files.set('tong-hop-tap-5.pdf', built.pdf))
    expect(await faultsOf(more)).toEqual(['tong-hop-tap-5.pdf'])
  })

  test.skipIf(!hasTools)('is checked whole by hand, too', () => {
    expect(byHand(built.zip)[3]).not.toContain('FAILED')
    const damaged = byHand(built.zip, (at) => {
      const bytes = readFileSync(at(paths[2]))
      bytes[10] = (bytes[10] ?? 0) ^ 1
      writeFileSync(at(paths[2]), bytes)
    })
    expect(damaged[3]).toContain(`${paths[2]}: FAILED`)
  })

  test('has every item in exactly one volume, in the order of one paper', () => {
    const all = paths.flatMap((_, at) => numbersIn(at + 1))
    const inOrder = (['positive', 'negative', 'mixed'] as const).flatMap((polarity) =>
      contents.items.filter((item) => item.polarity === polarity).map(({ number }) => number),
    )
    expect(all).toEqual(inOrder)
    expect(all).toHaveLength(13)
  })

  test('says on every cover which volume it is, what it holds and where the rest lies', () => {
    for (const [at, text] of texts.entries()) {
      const number = `Tập ${at + 1}/4`
      expect(text).toContain(`TẬP ${at + 1}/4`)
      expect(text).toContain(`${number}. Bản số ……/……. Thu hồi sau hội nghị.`)
      expect(text).toContain('Tập này gồm:')
      expect(text).toContain('Ý kiến không in (Phần VII), nguồn gốc và cách kiểm tra (Phần VIII)')
      expect(text).toContain(`Mã kiểm tra: ${built.check}`)
      const cover = volumePaper(contents, seal, { volume: at + 1, most })
      expect(typeset(cover).summaryEnds).toBe(1)
    }
    const [, second, , last] = texts
    expect(second).toContain('Phần IV (tiếp theo): 1 nội dung, số 15; Phần V: 2 nội dung')
    expect(last).toContain('Phần VI: 2 nội dung, từ số 8 đến số 16')
  })

  test('has summary and list in the first volume, balance and provenance in the last, once', () => {
    const where = (words: string) =>
      texts.flatMap((text, at) => (text.includes(words) ? [at + 1] : []))
    expect(where('DANH MỤC CÁC TẬP')).toEqual([1])
    expect(where('I. Ý KIẾN THEO TIÊU CHÍ')).toEqual([1])
    expect(where('II. NHẬN XÉT CỦA CHI ỦY NƠI CƯ TRÚ')).toEqual([1])
    expect(where('IV. CÁC NỘI DUNG GHI NHẬN')).toEqual([1, 2])
    expect(where('IV. CÁC NỘI DUNG GHI NHẬN (tiếp theo)')).toEqual([2])
    expect(where('(Phần V còn tiếp ở Tập 3/4.)')).toEqual([2])
    expect(where('VI. CÁC NỘI DUNG VỪA GHI NHẬN VỪA GÓP Ý')).toEqual([4])
    expect(where('VII. Ý KIẾN KHÔNG IN TRONG TÀI LIỆU NÀY')).toEqual([4])
    expect(where('VIII. NGUỒN GỐC VÀ CÁCH KIỂM TRA')).toEqual([4])
  })

  test('names a part without items once', () => {
    const items = contents.items.filter(({ polarity }) => polarity === 'positive')
    const only = { ...contents, items }
    const found = volumesOf(only, 2).map((_, at) =>
      JSON.stringify(volumePaper(only, seal, { volume: at + 1, most: 2 }).sections),
    )
    expect(found.length).toBeGreaterThan(1)
    for (const heading of ['V. CÁC NỘI DUNG GÓP Ý', 'VI. CÁC NỘI DUNG VỪA GHI NHẬN']) {
      expect(found.map((text) => text.includes(heading))).toEqual(
        found.map((_, at) => at === found.length - 1),
      )
    }
  })

  test('has numbered copies by volume, and one list for all', async () => {
    const range = { from: 7, to: 8, of: 15 }
    const paper = copiesPaper(contents, seal, range, { volume: 2, most })
    expect(paper.copies?.map(({ standing }) => standing)).toEqual([
      expect.stringContaining('Tập 2/4. Bản số 07/15. Thu hồi'),
      expect.stringContaining('Tập 2/4. Bản số 08/15. Thu hồi'),
    ])
    expect(JSON.stringify(copiesList(contents, seal, range, most))).toContain('mỗi bản 4 tập')
    const { copies, list } = await printCopiesApart(contents, seal, range, most)
    const [first, ...others] = await textsOf([...copies, list])
    expect(first).toContain('Tập 1/4. Bản số 08/15')
    expect(others[2]).toContain('Tập 4/4. Bản số 08/15')
    expect(others[3]).toContain('DANH SÁCH KÝ NHẬN')
  })
})

describe('how much a volume holds', () => {
  test('leaves a bundle that fits one as it was', async () => {
    expect(volumePaper(contents, seal, { volume: 1 })).toEqual(bundlePaper(contents, seal))
    const alone = await builtBundle()
    expect(alone.further).toEqual([])
    expect(unpack(alone.zip).files.has('tong-hop-tap-2.pdf')).toBe(false)
    expect(() => volumePaper(contents, seal, { volume: 2 })).toThrow(RangeError)
  })

  test('counts items and the length of their texts, and deals them evenly', () => {
    const [one] = contents.items
    if (!one) throw new Error('the fixture has no item')
    const many = (count: number, summary: string): BundleContents => ({
      ...contents,
      items: Array.from({ length: count }, (_, at) => ({ ...one, number: at + 1, summary })),
    })
    const sizes = (of: BundleContents) => volumesOf(of).map((items) => items.length)
    expect(sizes(many(mostInVolume - 100, 'Ngắn.'))).toEqual([mostInVolume - 100])
    expect(sizes(many(5_000, 'Ngắn.'))).toEqual([1_667, 1_667, 1_666])
    expect(sizes(many(1_000, 'a'.repeat(4_000)))).toEqual([500, 500])
    expect(sizes({ ...contents, items: [] })).toEqual([0])
  })
})
