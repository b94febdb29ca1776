import type { Block, Cell, Paper, Style } from '../../views/papers/paper.ts'
import { standingWords } from '../../views/words/bundle.ts'
import { commentPaper, promptPaper } from '../../views/words/sheets.ts'
import { topicName } from '../../views/words/topics.ts'
import { sheetPaper } from '../../views/words/transfers.ts'
import { shownMonth } from '../bundle/shown.ts'
import type { EvidenceItem } from '../review/evidence.ts'
import type { Sheet } from '../review/sheets.ts'
import { dayInVietNam } from '../staff/working-days.ts'

/** What stands in a paper besides its words. */
export type SheetFacts = {
  /** The body above the Front, the Front, the party committee that manages the subject or null. */
  above: string | null
  front: string
  party: string | null
  partyAbove: string | null
  place: string
  cycle: string
  /** `đồng chí Trần Văn Sóng, Trưởng khu phố 3`; a collective by its name. */
  who: string
  isCollective: boolean
}

/** A drafted or signed sheet as the office prints it; number, day and signer only once entered. */
export function paperOfSheet(
  sheet: Sheet,
  items: readonly EvidenceItem[],
  facts: SheetFacts,
): Paper {
  return sheet.kind === 'prompt' ? promptOf(sheet, items, facts) : commentOf(sheet, facts)
}

// Party layout (domain §8): superior and body, star, number; the Party's name, place and day.
function promptOf(sheet: Sheet, items: readonly EvidenceItem[], facts: SheetFacts): Paper {
  const issues = issuesIn(sheet.text)
  const basis = items.map(({ topic, month, standing }) =>
    promptPaper.basis(
      topicName(topic ?? 'other').vi,
      shownMonth(month),
      standingWords[standing ?? 'said'],
    ),
  )
  const party = facts.party ?? promptPaper.issuer
  return {
    ...common(sheet, facts, promptPaper.title),
    head: {
      left: [...(facts.partyAbove ? [facts.partyAbove.toUpperCase()] : []), party.toUpperCase()],
      number: promptPaper.numberOf(sheet.issued?.number ?? null),
      right: [...promptPaper.party, placeAndDay(sheet, facts)],
    },
    title: promptPaper.title,
    subtitle: promptPaper.subtitle(facts.cycle),
    sections: [
      block(promptPaper.dear(facts.who), 'strong'),
      block(promptPaper.body(facts.who)),
      {
        kind: 'table',
        columns: [
          { title: promptPaper.columns[0], share: 9, centred: true },
          { title: promptPaper.columns[1], share: 91, centred: false },
        ],
        rows: issues.map((issue, at) => [cell(String(at + 1)), cell(issue)]),
      },
      block(`${promptPaper.columns[2]}: ${basis.join('; ')}.`, 'small'),
      block(promptPaper.ask(facts.isCollective)),
      block(promptPaper.reference, 'small'),
    ],
    sign: signOf(promptPaper, sheet),
    annex: [
      { kind: 'heading', text: promptPaper.section },
      block(promptPaper.sectionHint, 'small'),
      ...issues.flatMap((issue, at) => [
        block(`${at + 1}. ${issue}`, 'strong'),
        ...promptPaper.answer.map((name) => block(`${name}\n${promptPaper.dots}`)),
      ]),
    ],
  }
}

// The Front's own head: it is neither organ of the Party nor of the State, its province's form is like NĐ 30.
function commentOf(sheet: Sheet, facts: SheetFacts): Paper {
  return {
    ...common(sheet, facts, commentPaper.title),
    head: {
      left: [...(facts.above ? [facts.above.toUpperCase()] : []), facts.front.toUpperCase()],
      number: commentPaper.numberOf(sheet.issued?.number ?? null),
      star: false,
      right: [...sheetPaper.motto, placeAndDay(sheet, facts)],
    },
    title: commentPaper.title,
    subtitle: commentPaper.subtitle(facts.who, facts.cycle),
    sections: [
      block(commentPaper.dear, 'strong'),
      block(commentPaper.body(facts.front, facts.who)),
      ...issuesIn(sheet.text).map((paragraph) => block(paragraph)),
      block(commentPaper.reference, 'small'),
    ],
    sign: signOf(commentPaper, sheet),
  }
}

function common(sheet: Sheet, facts: SheetFacts, title: string) {
  const on = sheet.issued?.signedOn ?? dayInVietNam()
  const [year = 0, month = 0, day = 0] = on.split('-').map(Number)
  return {
    name: `${title} – ${facts.who}`,
    date: { year, month, day },
    summary: [],
    standing: '',
    foot: '',
  }
}

function signOf(
  words: { sign: readonly string[]; copies: readonly string[] },
  { issued }: Sheet,
): NonNullable<Paper['sign']> {
  return { copies: [...words.copies], lines: [...words.sign, ...(issued ? [issued.signer] : [])] }
}

function placeAndDay({ issued }: Sheet, { place }: SheetFacts): string {
  return sheetPaper.placeAndDay(place, issued?.signedOn ?? null)
}

/** Each paragraph is one issue; a number somebody typed before it is the paper's own. */
function issuesIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim().replace(/^\d{1,2}[.)]\s+/, ''))
    .filter((line) => line !== '')
}

function block(text: string, style: Style = 'plain'): Block {
  return { kind: 'paragraph', text, style }
}

function cell(text: string): Cell {
  return [{ text, style: 'plain' }]
}
