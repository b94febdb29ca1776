import { bytesToHex } from '@noble/hashes/utils.js'
import type { Block, Column, Paper } from '../../views/papers/paper.ts'
import {
  columnTitles,
  cycleKinds,
  factLabels,
  headings,
  itemWords,
  paperWords,
  provenanceWords,
  reasonWords,
  residenceAbsent,
  paperSentences as say,
} from '../../views/words/bundle.ts'
import { outcomeNames } from '../../views/words/verify.ts'
import type { Head } from '../custody/head.ts'
import { outcomes } from '../review/became.ts'
import type { BundleContents } from './contents.ts'
import { cell, fact, heading, paragraph } from './paper-blocks.ts'
import { commentParts } from './paper-comments.ts'
import { headPart } from './paper-heads.ts'
import { criteriaTable, itemsTable } from './paper-tables.ts'
import { shownDay, shownTime } from './shown.ts'
import { polarities } from './volumes.ts'

// A longer comment would push the summary off its one page, and half a comment may say the
// opposite of the whole: so it stands there whole, or in its own part.
const shortEnough = 260

/** What vouches for a paper: short check string, fingerprint of the key, checkpoint of the log. */
export type PaperSeal = { check: string; key: string; head: Head }

/**
 * All the words of a bundle's paper, in order, summary first (domain.md §11.3, texts.md §8).
 * No averages, ranks or suggested levels: only what was said, counts and what was left out.
 * `copy` is the number of a numbered copy in words.
 */
export function bundlePaper(
  contents: BundleContents,
  seal: PaperSeal,
  copy: string = paperWords.unnumbered,
): Paper {
  return {
    ...paperFrame(contents, seal, copy),
    summary: summary(contents, seal.check),
    sections: [...openingParts(contents), ...items(contents), ...closingParts(contents, seal)],
  }
}

/** All of a paper but its summary and its parts. */
export function paperFrame(
  contents: BundleContents,
  seal: PaperSeal,
  copy: string,
): Omit<Paper, 'summary' | 'sections'> {
  const { record, cycle } = contents
  const subject = record.kind === 'official' ? say.official(record.name) : record.name
  const frozen = shownTime(contents.frozenAt)
  const [day = 0, month = 0, year = 0] = frozen.day.split('/').map(Number)
  return {
    name: `${paperWords.title.replace('\n', ' ')} – ${record.name} – ${cycle.name}`,
    date: { year, month, day },
    head: {
      left:
        contents.above === null ? [contents.organisation] : [contents.above, contents.organisation],
      right: [paperWords.mark, say.placeAndDay(contents.place, frozen.day)],
    },
    title: paperWords.title,
    subtitle: say.subtitle(cycle.name, subject),
    standing: say.standing(copy),
    foot: say.foot(seal.check, copy),
  }
}

/** Parts I to III: criteria, comments and what stands beside them. */
export function openingParts(contents: BundleContents): Block[] {
  return [
    heading(headings.criteria),
    criteriaTable(contents),
    ...headPart(contents),
    ...commentParts(contents),
  ]
}

/** Parts VII and VIII: what was left out, and where all this comes from. */
export function closingParts(contents: BundleContents, seal: PaperSeal): Block[] {
  return [...leftOut(contents), ...provenance(contents, seal)]
}

/** The first page: whom it is about, the counts, the comments where they are short. */
export function summary(contents: BundleContents, check: string): Block[] {
  const { items, residenceComment: residence, frontComment: front } = contents
  const of = (polarity: string) => items.filter((item) => item.polarity === polarity).length
  const answers = items.map((item) => item.explanation.state)
  const given = answers.filter((state) => state === 'given').length
  const silent = answers.filter((state) => state === 'silent').length
  const waiting = answers.filter((state) => state === 'waiting').length
  return [
    ...about(contents),
    fact(factLabels.rules, rules(contents)),
    fact(factLabels.version, say.version(contents.version)),
    ...(contents.reason === null
      ? []
      : [fact(factLabels.correction, whole(contents.reason, 'VIII'))]),
    fact(factLabels.received, say.received(contents.balance.received)),
    fact(factLabels.counts, say.counts(items.length, of('positive'), of('negative'), of('mixed'))),
    fact(factLabels.answered, say.answered(given, silent, waiting)),
    fact(factLabels.leftOut, leftOutSummary(contents)),
    fact(
      factLabels.residence,
      residence.state === 'given' ? whole(residence.text, 'II') : residenceAbsent[residence.state],
    ),
    fact(factLabels.front, front ? whole(front.text, 'III') : paperWords.none),
    fact(paperWords.checkLabel, check),
  ]
}

/** Whom a bundle is about, and in which cycle. */
export function about({ record, cycle, cutOff }: BundleContents): Block[] {
  return [
    ...subject(record),
    fact(
      factLabels.cycle,
      say.cycle(cycle.name, cycleKinds[cycle.kind], cycle.framework, shownDay(cutOff)),
    ),
  ]
}

function subject(record: BundleContents['record']): Block[] {
  if (record.kind === 'collective') return [fact(factLabels.collective, record.name)]
  const { name, birthYear, posts } = record
  const held = posts.map(({ title, organisation }) =>
    organisation === null ? title : `${title}, ${organisation}`,
  )
  return [
    fact(factLabels.person, birthYear === null ? name : say.born(name, birthYear)),
    fact(factLabels.posts, held.join('; ') || paperWords.none),
  ]
}

function rules({ cycle }: BundleContents): string {
  return cycle.rules
    .map(({ number, date, issuer }) => say.rule(number, shownDay(date), issuer))
    .join('; ')
}

function rulesInFull({ cycle }: BundleContents): string {
  return cycle.rules
    .map(({ number, date, issuer, title }) =>
      say.ruleInFull(say.rule(number, shownDay(date), issuer), title),
    )
    .join('\n')
}

function whole(text: string, part: string): string {
  return text.length <= shortEnough && !text.includes('\n') ? text : say.inPart(part)
}

function leftOutSummary({ excluded }: BundleContents): string {
  const parts = outcomes.flatMap((outcome) => {
    const rows = excluded.filter((row) => row.state === outcome)
    const count = rows.reduce((total, row) => total + row.count, 0)
    return count === 0 ? [] : [`${outcomeName(outcome).toLowerCase()} ${count}`]
  })
  return say.leftOut(
    excluded.reduce((total, row) => total + row.count, 0),
    parts,
  )
}

/** What was accepted and yet is not printed must not read "put in". */
function outcomeName(outcome: string): string {
  return outcome === 'accepted'
    ? itemWords.acceptedNotPrinted
    : (outcomeNames[outcome]?.vi ?? outcome)
}

function items(contents: BundleContents): Block[] {
  return polarities.flatMap((polarity) => {
    const found = contents.items.filter((item) => item.polarity === polarity)
    const body = found.length > 0 ? itemsTable(found, contents) : paragraph(paperWords.none)
    return [heading(headings[polarity]), body]
  })
}

function leftOut({ excluded, balance, items }: BundleContents): Block[] {
  const columns: Column[] = [
    { title: columnTitles.outcome, share: 45, centred: false },
    { title: columnTitles.reason, share: 38, centred: false },
    { title: columnTitles.count, share: 17, centred: true },
  ]
  const rows = excluded
    .filter((row) => row.count > 0)
    .map(({ state, reason, count }) => [outcomeName(state), reasonName(reason), String(count)])
  rows.push([itemWords.printed, '', String(items.length)])
  rows.push([paperWords.total, '', String(balance.received)])
  return [
    heading(headings.excluded),
    paragraph(itemWords.excludedIntro),
    { kind: 'table', columns, rows: rows.map((row) => row.map(cell)) },
  ]
}

function reasonName(reason: string | null): string {
  return reason === null ? '–' : (reasonWords[reason] ?? itemWords.otherReason)
}

function provenance(contents: BundleContents, seal: PaperSeal): Block[] {
  const { numbers, custody } = contents
  const { day, time } = shownTime(contents.frozenAt)
  return [
    heading(headings.provenance),
    paragraph(provenanceWords.intro),
    ...provenanceWords.steps.map((step) => paragraph(step, 'small')),
    // For a telephone, to compare without typing.
    { kind: 'qr', text: `${seal.check} ${seal.key}`, label: say.qr(seal.check, seal.key) },
    fact(
      factLabels.frozen,
      say.frozen(`${time} ngày ${day}`, contents.frozenBy, contents.agreedBy),
    ),
    ...(contents.reason === null ? [] : [fact(factLabels.correction, contents.reason)]),
    fact(factLabels.rulesInFull, rulesInFull(contents)),
    ...(contents.residents === undefined
      ? []
      : [fact(factLabels.residents, say.residents(contents.residents))]),
    fact(factLabels.numbers, say.numbers(numbers[0] ?? 0, numbers.at(-1) ?? 0, numbers.length)),
    fact(factLabels.log, say.log(custody.organisation, custody.size)),
    fact(factLabels.leaf, custody.leaf),
    fact(
      factLabels.checkpoint,
      say.checkpoint(seal.head.origin, shownDay(seal.head.day ?? ''), seal.head.size),
    ),
    fact(factLabels.root, bytesToHex(seal.head.root)),
  ]
}
