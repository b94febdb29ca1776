import type { Paper } from '../../views/papers/paper.ts'
import { listWords as list, paperSentences as say } from '../../views/words/bundle.ts'
import type { BundleContents } from './contents.ts'
import { bundlePaper, type PaperSeal } from './paper.ts'

/** Copies `from` to `to` of a run of `of`. */
export type CopyRange = { from: number; to: number; of: number }

/** The paper of a bundle as often as there are copies, each with its own number. */
export function copiesPaper(contents: BundleContents, seal: PaperSeal, range: CopyRange): Paper {
  const copies = numbers(range).map((number) => {
    const { standing, foot } = bundlePaper(contents, seal, say.copy(number, range.of))
    return { standing, foot }
  })
  return { ...bundlePaper(contents, seal), copies }
}

/** The list on which those who take a copy sign, and sign again when they return it. */
export function copiesList(contents: BundleContents, seal: PaperSeal, range: CopyRange): Paper {
  const { head, date, subtitle, name } = bundlePaper(contents, seal)
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
      { kind: 'paragraph', text: list.sentence(contents.version, seal.check), style: 'plain' },
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
