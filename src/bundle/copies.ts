import type { Paper } from '../../views/papers/paper.ts'
import { listWords as list, paperWords, paperSentences as say } from '../../views/words/bundle.ts'
import type { BundleContents } from './contents.ts'
import { type PaperSeal, paperFrame } from './paper.ts'
import { volumeFrame, volumePaper, type WhichVolume } from './paper-volumes.ts'
import { volumesOf } from './volumes.ts'

/** Copies `from` to `to` of a run of `of`. */
export type CopyRange = { from: number; to: number; of: number }

/** A volume of a bundle's paper as often as there are copies, each with its own number. */
export function copiesPaper(
  contents: BundleContents,
  seal: PaperSeal,
  range: CopyRange,
  which: WhichVolume = { volume: 1 },
): Paper {
  const copies = numbers(range).map((number) => {
    const copy = say.copy(number, range.of)
    const { standing, foot } = volumeFrame(contents, seal, which, copy)
    return { standing, foot }
  })
  return { ...volumePaper(contents, seal, which), copies }
}

/** The list on which those who take a copy sign, and sign again when they return it. */
export function copiesList(
  contents: BundleContents,
  seal: PaperSeal,
  range: CopyRange,
  most?: number,
): Paper {
  const { head, date, subtitle, name } = paperFrame(contents, seal, paperWords.unnumbered)
  const volumes = volumesOf(contents, most).length
  const { number, who, taken, returned } = list.columns
  return {
    name: `${list.title} – ${name}`,
    date,
    head,
    title: list.title,
    subtitle,
    summary: [],
    standing: '',
    sections: [
      {
        kind: 'paragraph',
        text: list.sentence(contents.version, seal.check, volumes),
        style: 'plain',
      },
      {
        kind: 'table',
        columns: [
          { title: number, share: 14, centred: true },
          { title: who, share: 34, centred: false },
          { title: taken, share: 26, centred: false },
          { title: returned, share: 26, centred: false },
        ],
        rows: numbers(range).map((one) => [
          [{ text: say.copyNumber(one, range.of), style: 'plain' }],
          [],
          [],
          [],
        ]),
        tall: true,
      },
      { kind: 'paragraph', text: list.kept, style: 'plain' },
    ],
    foot: `${list.foot}\n${say.checked(seal.check)}`,
  }
}

function numbers({ from, to }: CopyRange): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at)
}
