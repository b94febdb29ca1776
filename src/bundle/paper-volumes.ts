import type { Block, Paper } from '../../views/papers/paper.ts'
import {
  factLabels,
  headings,
  paperWords,
  paperSentences as say,
  volumeWords as words,
} from '../../views/words/bundle.ts'
import type { BundleContents, BundleItem } from './contents.ts'
import {
  about,
  bundlePaper,
  closingParts,
  openingParts,
  type PaperSeal,
  paperFrame,
  summary,
} from './paper.ts'
import { cell, fact, heading, paragraph } from './paper-blocks.ts'
import { itemsTable } from './paper-tables.ts'
import { mostInVolume, polarities, volumesOf } from './volumes.ts'

type Volumes = readonly (readonly BundleItem[])[]
type Polarity = BundleItem['polarity']

/** Which volume, from 1, of those that hold so much each (volumes.ts). */
export type WhichVolume = { volume: number; most?: number | undefined }

/**
 * One volume of a bundle's paper; the whole paper where it fits one. Each has a cover that says what
 * it holds; the first has the summary and the list of all volumes, the last what was left out and
 * where all comes from. Every item stands in exactly one. Throws RangeError beyond the last volume.
 */
export function volumePaper(
  contents: BundleContents,
  seal: PaperSeal,
  { volume, most = mostInVolume }: WhichVolume,
  copy: string = paperWords.unnumbered,
): Paper {
  const volumes = volumesOf(contents, most)
  const at = volume - 1
  if (!volumes[at]) throw new RangeError('there is no such volume')
  if (volumes.length === 1) return bundlePaper(contents, seal, copy)
  return {
    ...volumeFrame(contents, seal, { volume, most }, copy),
    summary: cover(contents, seal, volumes, at),
    sections: [
      ...(at === 0 ? [...list(volumes), ...openingParts(contents)] : []),
      ...itemParts(contents, volumes, at),
      ...(volume === volumes.length ? closingParts(contents, seal) : []),
    ],
  }
}

/** What stands on every page of a volume and at its head; its number too, where there are several. */
export function volumeFrame(
  contents: BundleContents,
  seal: PaperSeal,
  { volume, most = mostInVolume }: WhichVolume,
  copy: string,
): Omit<Paper, 'summary' | 'sections'> {
  const all = volumesOf(contents, most).length
  if (all === 1) return paperFrame(contents, seal, copy)
  const number = words.number(volume, all)
  const frame = paperFrame(contents, seal, `${number}. ${copy}`)
  return {
    ...frame,
    name: `${frame.name} – ${number}`,
    title: `${frame.title}\n${words.title(volume, all)}`,
  }
}

function cover(contents: BundleContents, seal: PaperSeal, volumes: Volumes, at: number): Block[] {
  const own = [
    fact(words.label, `${held(volumes, at).join('; ')}.`),
    fact(words.all, words.where(volumes.length)),
  ]
  if (at === 0) return [...summary(contents, seal.check), ...own]
  return [
    ...about(contents),
    fact(factLabels.version, say.version(contents.version)),
    ...own,
    fact(paperWords.checkLabel, seal.check),
  ]
}

function list(volumes: Volumes): Block[] {
  const of = volumes.length
  const rows = volumes.map((items, at) => [
    words.number(at + 1, of),
    held(volumes, at).join('\n'),
    String(items.length),
  ])
  const total = volumes.reduce((sum, items) => sum + items.length, 0)
  return [
    heading(words.heading),
    paragraph(words.intro(of)),
    {
      kind: 'table',
      columns: [
        { title: words.columns.volume, share: 15, centred: true },
        { title: words.columns.holds, share: 67, centred: false },
        { title: words.columns.count, share: 18, centred: true },
      ],
      rows: [...rows, [paperWords.total, '', String(total)]].map((row) => row.map(cell)),
    },
  ]
}

/** What a volume holds, part by part, in words. */
function held(volumes: Volumes, at: number): string[] {
  return [
    ...(at === 0 ? [words.opening] : []),
    ...polarities.flatMap((polarity) => {
      const own = ownOf(volumes, at, polarity)
      const [first, last] = [own[0], own.at(-1)]
      const part = words.parts[polarity]
      if (!first || !last) return isEmptyHere(volumes, at, polarity) ? [words.emptyPart(part)] : []
      const continued = begunBefore(volumes, at, polarity)
      const numbers = { first: first.number, last: last.number, count: own.length, continued }
      return [words.part(part, numbers)]
    }),
    ...(at === volumes.length - 1 ? [words.closing] : []),
  ]
}

function itemParts(contents: BundleContents, volumes: Volumes, at: number): Block[] {
  return polarities.flatMap((polarity) => {
    const own = ownOf(volumes, at, polarity)
    if (own.length === 0) {
      if (!isEmptyHere(volumes, at, polarity)) return []
      return [heading(headings[polarity]), paragraph(paperWords.none)]
    }
    const name = headings[polarity]
    const next = at + 1 < volumes.length && ownOf(volumes, at + 1, polarity).length > 0
    return [
      heading(begunBefore(volumes, at, polarity) ? `${name} ${words.continued}` : name),
      itemsTable(own, contents),
      ...(next ? [paragraph(words.goesOn(words.parts[polarity], at + 2, volumes.length))] : []),
    ]
  })
}

function ownOf(volumes: Volumes, at: number, polarity: Polarity): BundleItem[] {
  return (volumes[at] ?? []).filter((item) => item.polarity === polarity)
}

function begunBefore(volumes: Volumes, at: number, polarity: Polarity): boolean {
  return volumes.slice(0, at).some((_, earlier) => ownOf(volumes, earlier, polarity).length > 0)
}

// A part nobody spoke of is named once: behind the last item of the parts before it.
function isEmptyHere(volumes: Volumes, at: number, polarity: Polarity): boolean {
  if (volumes.flat().some((item) => item.polarity === polarity)) return false
  const earlier = polarities.slice(0, polarities.indexOf(polarity))
  const home = volumes.findLastIndex((items) =>
    items.some((item) => earlier.includes(item.polarity)),
  )
  return at === Math.max(0, home)
}
