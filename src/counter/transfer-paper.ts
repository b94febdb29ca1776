import type { Block, Paper } from '../../views/papers/paper.ts'
import { sheetPaper as words } from '../../views/words/transfers.ts'
import type { Going } from '../moderation/transfer-letter.ts'
import type { Transfer } from '../moderation/transfers.ts'
import { dayInVietNam } from '../staff/working-days.ts'

/** What a transfer sheet says besides what goes on with it. Days are `YYYY-MM-DD`. */
export type SheetFacts = {
  front: string
  place: string
  receiver: string
  /** Register number, null while it is not entered. */
  number: number | null
  day: string | null
  /** The day the letter came. */
  came: string
}

/** PHIẾU CHUYỂN with the letter behind it: sheet first, letter on a page of its own. */
export function transferPaper(
  { kind, number }: Pick<Transfer, 'kind' | 'number'>,
  going: Going,
  facts: SheetFacts,
): Paper {
  const [year = 0, month = 0, day = 0] = (facts.day ?? dayInVietNam()).split('-').map(Number)
  const text = (said: string): Block => ({ kind: 'paragraph', text: said, style: 'plain' })
  const strong = (said: string): Block => ({ kind: 'paragraph', text: said, style: 'strong' })
  const given = { number, day: facts.came, kind, files: going.files.length }
  const named = going.files.map(({ name, id }) => text(`• ${name || id.slice(0, 8)}`))
  return {
    name: `${words.title} ${number}`,
    date: { year, month, day },
    head: {
      left: [facts.front.toUpperCase(), words.numberOf(facts.number)],
      right: [...words.motto, words.placeAndDay(facts.place, facts.day)],
    },
    title: words.title,
    subtitle: words.subtitle(kind),
    summary: [
      strong(words.dear(facts.receiver)),
      text(words.body(given)),
      ...(kind === null ? [] : [text(words.protect)]),
      ...words.sign.map(strong),
      text(words.copies),
    ],
    standing: kind === null ? words.senderOfSummary : words.sender,
    sections: [
      { kind: 'heading', text: kind === null ? words.summary : words.letter },
      text(going.text),
      ...going.later.flatMap((one) => [strong(words.later(one.day)), text(one.text)]),
      ...(named.length > 0 ? [strong(words.files), ...named] : []),
    ],
    foot: `${words.title} – ${number}`,
  }
}
