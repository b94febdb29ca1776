import { bytesToHex } from '@noble/hashes/utils.js'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { custodyEntries, decisions, feedback, feedbackState, letters } from '../../db/schema.ts'
import { topicWords } from '../../views/words/topics.ts'
import { type EvidenceItem, evidenceOf } from '../review/evidence.ts'
import { explanationsOf } from '../review/explanations.ts'
import type { RecordCover } from '../review/records.ts'
import type { Numbered } from './balancing.ts'
import type { BundleDraft } from './contents.ts'

type Item = BundleDraft['items'][number]

/** The items of a bundle by running number: evidence that still holds, from letters up to the cut-off. */
export async function itemsOf(
  tx: Tx,
  cover: RecordCover,
  numbered: readonly Numbered[],
  cutOff: string,
): Promise<{ items: Item[]; evidence: string[] }> {
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
  const items = attached.map((one) => {
    const channels = [
      known.get(one.feedback)?.channel ?? 'web',
      ...(voices.get(one.feedback) ?? []),
    ]
    const { leaf = '', files = 0 } = arrivals.get(one.feedback) ?? {}
    return {
      ...itemOf(one, channels, explanationOf(one, answers.get(one.id))),
      // None is released yet: that takes two persons and a safe copy.
      attachments: { received: files, released: 0 },
      letter: leaf,
    }
  })
  return { items, evidence: attached.map(({ id }) => id) }
}

function itemOf(
  one: EvidenceItem,
  channels: string[],
  explanation: Item['explanation'],
): Omit<Item, 'attachments' | 'letter'> {
  return {
    number: one.number ?? 0,
    kind: one.kind,
    polarity: one.polarity ?? 'mixed',
    topic: topicOf(one.topic),
    criterion: one.criterion,
    standing: one.standing ?? 'said',
    summary: one.summary ?? '',
    month: one.month,
    place: one.place,
    senders: channels.length,
    channels: [...new Set(channels.map(channelClass))].sort(),
    explanation,
  }
}

function explanationOf(
  one: EvidenceItem,
  answer: Awaited<ReturnType<typeof explanationsOf>>[number] | undefined,
): Item['explanation'] {
  if (answer) return { state: 'given', kind: answer.kind, text: answer.text, day: answer.day }
  return { state: one.polarity === 'positive' ? 'not_asked' : 'silent' }
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

/** With which entry (leaf hash, hex) the letter that opened each feedback came, and how many files. */
async function arrivalsOf(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { leaf: string; files: number }>()
  const rows = await tx
    .select({
      id: feedback.id,
      leaf: custodyEntries.leafHash,
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
  return new Map(
    rows.map(({ id, leaf, files }) => [id, { leaf: bytesToHex(leaf), files }] as const),
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
