import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { feedback, threads } from '../../db/schema.ts'
import type { BenchProps } from '../../views/moderation/bench.tsx'
import type { DecisionFormProps, TypedDecision } from '../../views/moderation/decision.tsx'
import type { LetterProps } from '../../views/moderation/letter.tsx'
import type { SummaryProps } from '../../views/moderation/summary.tsx'
import type { Actor } from '../staff/actor.ts'
import { isOpen, mayReadLetters } from './feedback.ts'
import { historyOf } from './history.ts'
import { neighbours, queue } from './queue.ts'
import type { QueueFilter } from './queue-filter.ts'
import { readyRepliesOf } from './ready-replies.ts'
import { findSubjects, subjectsById } from './subjects.ts'
import type { Vault } from './vault.ts'
import { type FeedbackView, viewFeedback } from './view.ts'

/** What was typed into one of the screen's forms, when it comes back. */
export type Returned = {
  text?: string
  decision?: TypedDecision
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
  const { newer, older } = await neighbours(tx, view, at.filter)
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
    letter: letterOf(view, actor),
    targets: view.targets,
    summary: summaryOf(view, at.tail, isFree && mayReadLetters(actor), returned.text),
    decision: decides ? await decisionOf(tx, vault, actor, view, at.tail, returned.decision) : null,
    waiting: waitingOf(view),
    history: historyOf(view),
  }
}

function letterOf(view: FeedbackView, actor: Actor): LetterProps {
  const { id, text, use, about, observedOn, place, attachments, messages, acts } = view
  const answeredAt = view.summaries[0]?.entrySeq ?? -1
  const decidedAt = view.decisions.at(-1)?.entrySeq ?? -1
  return {
    id,
    without: view.readable && text !== null ? null : withoutWords(view, actor),
    text: text ?? '',
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

function withoutWords(view: FeedbackView, actor: Actor): LetterProps['without'] {
  if (!mayReadLetters(actor)) return 'role'
  return view.readable ? 'gone' : 'locked'
}

function summaryOf(
  { id, text, summaries }: FeedbackView,
  tail: string,
  writes: boolean,
  typed: string | undefined,
): SummaryProps {
  const short = text !== null && [...text].length <= shortLetter ? text : ''
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
  }
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
