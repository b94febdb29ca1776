import { bytesToHex } from '@noble/hashes/utils.js'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { custodyEntries, decisions, feedback, feedbackState, letters } from '../../db/schema.ts'
import { inFives } from '../../views/small-numbers.ts'
import { answerWords } from '../../views/words/bundle.ts'
import { topicWords } from '../../views/words/topics.ts'
import { type Released, releasedOf } from '../moderation/released.ts'
import { type EvidenceItem, evidenceOf } from '../review/evidence.ts'
import { explanationsOf } from '../review/explanations.ts'
import { againIn } from '../review/raised-again.ts'
import type { RecordCover } from '../review/records.ts'
import { foldedItem } from '../review/view.ts'
import type { Numbered } from './balancing.ts'
import type { BundleDraft } from './contents.ts'

type Item = BundleDraft['items'][number]
type Arrival = { leaf: string; files: number; resident: boolean }

/** The items of a bundle by running number: evidence that still holds, from letters up to the cut-off. */
export async function itemsOf(
  tx: Tx,
  cover: RecordCover,
  numbered: readonly Numbered[],
  cutOff: string,
): Promise<{ items: Item[]; evidence: string[]; residents?: number }> {
  const known = new Map(numbered.map((one) => [one.feedback, one]))
  const attached = (await evidenceOf(tx, cover)).filter(
    (one) => one.holds && (known.get(one.feedback)?.day ?? '9') <= cutOff,
  )
  // The last answer stands; earlier ones stay in the log.
  const answers = new Map((await explanationsOf(tx, cover.id)).map((one) => [one.evidence, one]))
  const voices = await mergedInto(
    tx,
    attached.map((one) => one.feedback),
  )
  const arrivals = await arrivalsOf(
    tx,
    attached.map((one) => one.feedback),
  )
  const again = await againIn(
    tx,
    attached.map((one) => one.id),
  )
  const released = await releasedOf(
    tx,
    attached.map((one) => one.feedback),
  )
  const items = attached.map((one) => {
    const channels = [
      known.get(one.feedback)?.channel ?? 'web',
      ...(voices.get(one.feedback) ?? []),
    ]
    const { leaf = '', files = 0 } = arrivals.get(one.feedback) ?? {}
    return {
      ...itemOf(one, channels, explanationOf(one, answers.get(one.id))),
      ...(again.has(one.id) && { again: again.get(one.id) }),
      ...releasedIn(files, one.fold === null ? released.get(one.feedback) : undefined),
      letter: leaf,
    }
  })
  const confirmed = [...arrivals.values()].filter(({ resident }) => resident).length
  const residents = inFives(confirmed)
  return { items, evidence: attached.map(({ id }) => id), ...(residents > 0 && { residents }) }
}

/** Files as counts, and what two persons let out of moderation; absent where there is nothing. */
function releasedIn(
  received: number,
  released: Released | undefined,
): Pick<Item, 'attachments' | 'verbatim'> {
  const { verbatim = null, files = [] } = released ?? {}
  const named = files.map(({ place: file, pagesInAll: of, pages }) => ({ file, of, pages }))
  return {
    attachments: {
      ...{ received, released: named.length },
      ...(named.length > 0 && { files: named }),
    },
    ...(verbatim !== null && { verbatim }),
  }
}

function itemOf(
  one: EvidenceItem,
  channels: string[],
  explanation: Item['explanation'],
): Omit<Item, 'attachments' | 'verbatim' | 'letter'> {
  return {
    number: one.number ?? 0,
    kind: one.kind,
    polarity: one.polarity ?? 'mixed',
    topic: topicOf(one.topic),
    criterion: one.criterion,
    standing: one.standing ?? 'said',
    summary: foldedItem(one).summary ?? '',
    month: one.month,
    place: one.place,
    senders: Math.max(1, inFives(channels.length)),
    channels: inFives(channels.length) === 0 ? [] : [...new Set(channels.map(channelClass))].sort(),
    explanation,
  }
}

function explanationOf(
  one: EvidenceItem,
  answer: Awaited<ReturnType<typeof explanationsOf>>[number] | undefined,
): Item['explanation'] {
  if (!answer) return { state: one.hearing }
  const { kind, day, looked } = answer
  // Nothing is frozen while an answer waits to be read (`mustBeRead`).
  const text = answer.printed ?? answerWords.unread
  return { state: 'given', kind, text, day, ...(looked === 'upheld' && { looked }) }
}

function topicOf(code: string | null): string {
  const known = Object.entries(topicWords).find(([topic]) => topic === code)
  return (known?.[1] ?? topicWords.other).vi
}

// The paper tells online, assisted and imported apart and no more: a channel may point at a person.
function channelClass(channel: string): 'online' | 'assisted' | 'imported' {
  if (channel === 'import') return 'imported'
  return ['paper', 'phone', 'meeting', 'reception'].includes(channel) ? 'assisted' : 'online'
}

/** With which entry (leaf hash, hex) each feedback's first letter came, with a slip or not, and files. */
async function arrivalsOf(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, Arrival>()
  const rows = await tx
    .select({
      id: feedback.id,
      leaf: custodyEntries.leafHash,
      resident: feedback.resident,
      files: sql<number>`(select count(*)::int from attachments a join letters l on l.id = a.letter_id
        where l.thread_id = ${feedback.threadId})`,
    })
    .from(feedback)
    .innerJoin(letters, and(eq(letters.threadId, feedback.threadId), eq(letters.first, true)))
    .innerJoin(
      custodyEntries,
      and(
        eq(custodyEntries.organisationId, letters.organisationId),
        eq(custodyEntries.seq, letters.entrySeq),
      ),
    )
    .where(inArray(feedback.id, [...ids]))
  return new Map<string, Arrival>(
    rows.map(({ id, leaf, ...row }) => [id, { ...row, leaf: bytesToHex(leaf) }] as const),
  )
}

/** The channels of the feedback merged into each of these: further voices of the same claim. */
async function mergedInto(tx: Tx, ids: readonly string[]): Promise<Map<string, string[]>> {
  const voices = new Map<string, string[]>()
  if (ids.length === 0) return voices
  const rows = await tx
    .selectDistinct({
      id: feedback.id,
      into: decisions.intoFeedback,
      channel: feedback.channel,
    })
    .from(decisions)
    .innerJoin(feedback, eq(feedback.id, decisions.feedbackId))
    .innerJoin(feedbackState, eq(feedbackState.feedbackId, decisions.feedbackId))
    .where(and(inArray(decisions.intoFeedback, [...ids]), eq(feedbackState.state, 'merged')))
  for (const { into, channel } of rows) {
    if (into) voices.set(into, [...(voices.get(into) ?? []), channel])
  }
  return voices
}
