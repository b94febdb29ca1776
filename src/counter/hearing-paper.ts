import type { Block, Cell, Paper } from '../../views/papers/paper.ts'
import { standingWords } from '../../views/words/bundle.ts'
import { hearingPaper as words } from '../../views/words/hearings.ts'
import { topicName } from '../../views/words/topics.ts'
import { sheetPaper } from '../../views/words/transfers.ts'
import { shownMonth } from '../bundle/shown.ts'
import type { HearingItem } from '../review/hearing-items.ts'
import type { Hearing } from '../review/hearings.ts'
import { dayInVietNam } from '../staff/working-days.ts'

/** To whom and from where a letter goes. */
export type HearingFacts = {
  above: string | null
  front: string
  place: string
  cycle: string
  /** Posts and units of the official, or empty. */
  posts: string
  /** Whether one says "đồng chí"; otherwise "ông/bà"; for a collective neither. */
  address: 'comrade' | 'person' | 'collective'
  term: number
}

/**
 * The letter of the Front with its list (texts.md §7): month and not day, no hamlet, no channel, no
 * number of voices. What is folded goes by its mark: papers pass through offices; the official reads
 * it at the desk.
 */
export function hearingPaper(
  { subject, issued }: Hearing,
  items: readonly HearingItem[],
  facts: HearingFacts,
): Paper {
  const [year = 0, month = 0, day = 0] = (issued?.day ?? dayInVietNam()).split('-').map(Number)
  const text = (said: string): Block => ({ kind: 'paragraph', text: said, style: 'plain' })
  const strong = (said: string): Block => ({ kind: 'paragraph', text: said, style: 'strong' })
  const who = words.who[facts.address]
  const praise = items.filter(({ polarity }) => polarity === 'positive')
  const asked = items.filter(({ polarity }) => polarity !== 'positive')
  const counts = { noted: praise.length, asked: asked.length }
  return {
    name: `${words.title} – ${subject}`,
    date: { year, month, day },
    head: {
      left: [
        ...(facts.above ? [facts.above.toUpperCase()] : []),
        facts.front.toUpperCase(),
        words.numberOf(issued?.number ?? null),
      ],
      right: [...sheetPaper.motto, sheetPaper.placeAndDay(facts.place, issued?.day ?? null)],
    },
    title: words.title,
    subtitle: words.subtitle,
    summary: [
      strong(words.dear(who, subject, facts.posts)),
      text(words.body(facts.cycle, facts.front, who, counts)),
      strong(words.reference),
      text(words.ask(who, issued?.term ?? facts.term)),
      text(words.silence(who)),
      ...words.sign.map(strong),
      ...(issued?.signer ? [strong(issued.signer)] : []),
      text(words.copies),
      text(words.receipt),
    ],
    standing: words.protect(who),
    sections: [...listed(words.asked, asked, 0), ...listed(words.noted, praise, asked.length)],
    foot: `${words.title.replace('\n', ' ')} – ${words.numberOf(issued?.number ?? null)}`,
  }
}

function listed(title: string, items: readonly HearingItem[], before: number): Block[] {
  if (items.length === 0) return []
  const cell = (text: string): Cell => [{ text, style: 'plain' }]
  const rows = items.map((item, place) => [
    cell(String(before + place + 1)),
    [
      { text: topicName(item.topic).vi, style: 'strong' as const },
      { text: summaryOf(item), style: 'plain' as const },
    ],
    cell(shownMonth(item.month)),
    cell(standingWords[item.standing]),
  ])
  const column = (name: string, share: number, centred = false) => ({ title: name, share, centred })
  const [number, content, month, standing] = words.columns
  const columns = [
    column(number, 8, true),
    column(content, 58),
    column(month, 14, true),
    column(standing, 20),
  ]
  return [
    { kind: 'heading', text: title },
    { kind: 'table', columns, rows },
  ]
}

function summaryOf({ folded, summary }: HearingItem): string {
  return folded ? words.folded : summary
}
