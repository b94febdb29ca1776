import type { Block } from '../../views/papers/paper.ts'
import {
  headings,
  paperWords,
  promisedColumns,
  residenceAbsent,
  paperSentences as say,
} from '../../views/words/bundle.ts'
import type { BundleContents } from './contents.ts'
import { cell, heading, paragraph } from './paper-blocks.ts'
import { referencesPart } from './paper-heads.ts'
import { shownDay } from './shown.ts'

/** Parts II and III: what cell and Front say, prompts from above, what was promised, other papers. */
export function commentParts(contents: BundleContents): Block[] {
  const { residenceComment: residence, frontComment: front } = contents
  const blocks: Block[] = [heading(headings.residence)]
  if (residence.state === 'given') {
    blocks.push(
      paragraph(say.cell(residence.cell, shownDay(residence.day)), 'strong'),
      paragraph(residence.text),
    )
  } else blocks.push(paragraph(residenceAbsent[residence.state]))
  blocks.push(heading(headings.front))
  if (front) {
    const { day, number, signer, text } = front
    const from =
      number && signer ? say.signed(number, shownDay(day), signer) : say.dated(shownDay(day))
    blocks.push(paragraph(from, 'strong'), paragraph(text))
  } else blocks.push(paragraph(paperWords.none))
  return [...blocks, ...prompts(contents), ...promised(contents), ...referencesPart(contents)]
}

function prompts({ prompts = [] }: BundleContents): Block[] {
  if (prompts.length === 0) return []
  return [
    heading(headings.prompts),
    ...prompts.flatMap(({ number, day, signer, text }) => [
      paragraph(say.signed(number, shownDay(day), signer), 'strong'),
      paragraph(text),
    ]),
  ]
}

function promised({ promised = [] }: BundleContents): Block[] {
  if (promised.length === 0) return []
  const columns = promisedColumns.map(({ title, share }) => ({ title, share, centred: false }))
  const rows = promised.map((one) => [
    cell(one.cycle),
    [
      { text: one.shortcoming, style: 'strong' as const },
      { text: one.measure, style: 'plain' as const },
    ],
    cell(`${shownDay(one.dueOn)}\n${one.responsible}`),
    cell(one.done ? say.done(shownDay(one.done.day), one.done.proof) : paperWords.notDone),
  ])
  return [heading(headings.promised), { kind: 'table', columns, rows }]
}
