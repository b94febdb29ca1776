import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { feedback, threads } from '../../db/schema.ts'
import type { BenchProps } from '../../views/moderation/bench.tsx'
import type { DecisionFormProps, TypedDecision } from '../../views/moderation/decision.tsx'
import type { LetterProps } from '../../views/moderation/letter.tsx'
import type { SummaryProps } from '../../views/moderation/summary.tsx'
import type { Actor } from '../staff/actor.ts'
import { claimsOf } from './clusters.ts'
import { isOpen, mayReadLetters } from './feedback.ts'
import { foldsIn, leftoverOf, without } from './folds.ts'
import { historyOf } from './history.ts'
import { neighbours, queue } from './queue.ts'
import type { QueueFilter } from './queue-filter.ts'
import { tryReading } from './readings.ts'
import { readyRepliesOf } from './ready-replies.ts'
import { findSubjects, subjectsById } from './subjects.ts'
import { rulesInUse, type Suggestion, suggest } from './suggestions.ts'
import type { Vault } from './vault.ts'
import { type FeedbackView, viewFeedback } from './view.ts'

/** What was typed into one of the screen's forms, when it comes back. */
export type Returned = {
  text?: string
  decision?: TypedDecision
  /** A charset to look at one letter in. */
  reading?: { letter: string; charset: string }
}

type Bench = Omit<
  BenchProps,
  'lang' | 'actorName' | 'roles' | 'filter' | 'today' | 'done' | 'trouble'
>

// A letter this short is nearly its own summary.
const shortLetter = 500
const mostFound = 60

/** Everything on the screen of one feedback. Raises as `viewFeedback` does. */
export async function benchOf(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  at: { id: string; filter: QueueFilter; tail: string },
  returned: Returned,
): Promise<Bench> {
  const view = await viewFeedback(tx, vault, actor, at.id)
  const { newer, older } = await neighbours(tx, vault, actor, view, at.filter)
  const isFree = isOpen(view.state) && view.approvals.every(({ outcome }) => outcome !== null)
  const decides = isFree && actor.roles.includes('moderator')
  return {
    id: view.id,
    number: view.number,
    state: view.state,
    kind: view.kind,
    channel: view.channel,
    areaName: view.areaName,
    day: view.day,
    due: view.due,
    proof: view.proof,
    held: view.held,
    resident: view.resident,
    newer,
    older,
    letter: letterOf(
      view,
      actor,
      { tail: at.tail, writes: isFree && mayReadLetters(actor) },
      await triedOf(tx, vault, actor, at.id, returned),
    ),
    targets: view.targets,
    voices: view.readable ? ((await claimsOf(tx, [view.id])).get(view.id)?.voices ?? null) : null,
    hints: isFree ? await hintsOf(tx, view) : [],
    summary: summaryOf(view, at.tail, isFree && mayReadLetters(actor), returned.text),
    decision: decides ? await decisionOf(tx, vault, actor, view, at.tail, returned.decision) : null,
    waiting: waitingOf(view),
    history: historyOf(view),
  }
}

function letterOf(
  view: FeedbackView,
  actor: Actor,
  { tail, writes }: { tail: string; writes: boolean },
  tried: LetterProps['tried'],
): LetterProps {
  const { assisted, mail, resident } = view
  const { id, text, use, about, observedOn, place, attachments, messages, acts } = view
  const answeredAt = view.summaries[0]?.entrySeq ?? -1
  const decidedAt = view.decisions.at(-1)?.entrySeq ?? -1
  return {
    id,
    tail,
    assisted,
    mail,
    resident,
    tried,
    mayReread: view.readable,
    error: undefined,
    without: view.readable && text !== null ? null : withoutWords(view, actor),
    text: text ?? '',
    folds: text === null ? [] : foldsIn(text, namesOf(view)),
    writes,
    use,
    about,
    observedOn,
    place,
    attachments,
    messages: messages.filter(({ kind }) => kind !== 'summary'),
    acts: acts.map(({ act, day, seq }) => ({
      act,
      day,
      answered: seq < Math.max(answeredAt, act === 'reopen' ? decidedAt : -1),
    })),
  }
}

async function triedOf(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  feedback: string,
  { reading }: Returned,
): Promise<LetterProps['tried']> {
  if (!reading) return null
  const { letter, charset } = reading
  return { ...reading, ...(await tryReading(tx, vault, actor, { feedback, letter }, charset)) }
}

function withoutWords(view: FeedbackView, actor: Actor): LetterProps['without'] {
  if (!mayReadLetters(actor)) return 'role'
  return view.readable ? 'gone' : 'locked'
}

// Whom the letter is about is no secret of its own.
function namesOf({ about, targets }: FeedbackView): string[] {
  return [...about.flatMap(({ name }) => name ?? []), ...targets.map(({ name }) => name)]
}

function summaryOf(
  view: FeedbackView,
  tail: string,
  writes: boolean,
  typed: string | undefined,
): SummaryProps {
  const { id, text, summaries } = view
  const known = namesOf(view)
  const short =
    text !== null && [...text].length <= shortLetter ? without(text, foldsIn(text, known)) : ''
  const draft = summaries.length === 0 && short !== '' && typed === undefined
  return {
    id,
    tail,
    text: writes ? (typed ?? summaries[0]?.text ?? short) : null,
    draft,
    versions: summaries.map(({ version, text, writtenByName, writtenAt }) => ({
      version,
      text,
      by: writtenByName,
      at: writtenAt,
    })),
    error: undefined,
    leftover: leftoverOf(draft ? '' : (typed ?? summaries[0]?.text ?? ''), text ?? '', known),
  }
}

// Suggested from what the sender wrote, in words a moderator can check; nothing is decided by it.
async function hintsOf(tx: Tx, { text, messages }: FeedbackView): Promise<Suggestion[]> {
  if (text === null) return []
  const later = messages.filter(({ from }) => from === 'sender').map((one) => one.text)
  const { rules } = await rulesInUse(tx)
  return suggest([text, ...later].join('\n'), rules)
}

function waitingOf({ approvals }: FeedbackView): BenchProps['waiting'] {
  const open = approvals.find(({ outcome }) => outcome === null)
  return open
    ? { act: open.act, by: open.askedByName, at: open.askedAt, until: open.expiresAt }
    : null
}

async function decisionOf(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  view: FeedbackView,
  tail: string,
  returned: TypedDecision | undefined,
): Promise<DecisionFormProps> {
  const typed = returned ?? proposed(view)
  const chosen = await subjectsById(tx, actor, [...typed.officials, ...typed.collectives])
  const found = await findSubjects(tx, actor, { q: typed.find, limit: mostFound })
  const isChosen = (id: string) => chosen.some((one) => one.id === id)
  return {
    id: view.id,
    tail,
    typed,
    errors: {},
    subjects: [...chosen, ...found.filter(({ id }) => !isChosen(id))],
    similar: await similarTo(tx, vault, actor, view),
    ready: await readyRepliesOf(tx, actor),
  }
}

// Whom the letter names is ticked already; everything else is for the moderator to choose.
function proposed({ about, kind, targets }: FeedbackView): TypedDecision {
  const named = (kind: 'official' | 'collective') => [
    ...new Set([
      ...about.flatMap((one) => one[kind] ?? []),
      ...targets.flatMap((one) => (one.kind === kind ? one.subject : [])),
    ]),
  ]
  return {
    verdict: '',
    officials: named('official'),
    collectives: named('collective'),
    topic: '',
    standing: '',
    polarity: kind === 'praise' ? 'positive' : '',
    fold: '',
    reason: '',
    into: '',
    message: '',
    note: '',
    find: '',
  }
}

async function similarTo(tx: Tx, vault: Vault, actor: Actor, { id, targets }: FeedbackView) {
  const [first] = targets
  if (!first || first.kind === 'organisation') return []
  const { items } = await queue(tx, vault, actor, { official: first.subject, limit: 20 })
  return items
    .filter((item) => item.id !== id)
    .map(({ number, preview }) => ({ number, preview: preview.slice(0, 80) }))
}

/** The letter without the passages that may tell who somebody is. Raises as `viewFeedback` does. */
export async function foldedLetter(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  id: string,
): Promise<string> {
  const view = await viewFeedback(tx, vault, actor, id)
  const text = view.text ?? ''
  return without(text, foldsIn(text, namesOf(view)))
}

/** The feedback of a receipt number as people write it (`217`, `0217/2026`), or an id as it is. */
export async function feedbackNumbered(tx: Tx, given: string): Promise<string> {
  const [, number, year] = /^\s*(\d{1,9})(?:\/(\d{4}))?\s*$/.exec(given) ?? []
  if (!number) return given.trim()
  const found = await tx
    .select({ id: feedback.id })
    .from(feedback)
    .innerJoin(threads, eq(threads.id, feedback.threadId))
    .where(
      and(eq(threads.number, Number(number)), year ? eq(threads.year, Number(year)) : undefined),
    )
  return found.length === 1 ? (found[0]?.id ?? given) : given.trim()
}
