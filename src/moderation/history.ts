import type { HistoryLine } from '../../views/moderation/history.tsx'
import { askedLine, decidedLine, historyWords, summaryLine } from '../../views/words/console.ts'
import { reasonWords } from '../../views/words/moderation.ts'
import { charsetNames, rereadLine } from '../../views/words/origin.ts'
import { actWords } from '../../views/words/staff.ts'
import { senderActNames, verdictNames } from '../../views/words/states.ts'
import type { FeedbackView } from './view.ts'

type Placed = HistoryLine & { seq: number }

/** Everything that happened to a feedback, in the order of the custody log. */
export function historyOf(view: FeedbackView): HistoryLine[] {
  const first = { seq: -1, at: view.day, what: historyWords.received, who: null, note: null }
  return [
    first,
    ...summaryLines(view),
    ...askLines(view),
    ...decisionLines(view),
    ...senderLines(view),
    ...readingLines(view),
  ].sort((a, b) => a.seq - b.seq)
}

function summaryLines({ summaries }: FeedbackView): Placed[] {
  return summaries.map(({ entrySeq: seq, version, writtenAt, writtenByName }) => ({
    seq,
    at: writtenAt,
    what: summaryLine(version),
    who: writtenByName,
    note: null,
  }))
}

function askLines({ approvals }: FeedbackView): Placed[] {
  return approvals.flatMap((one) => {
    const act = wordOf(actWords, one.act)
    const asked = {
      seq: one.entrySeq,
      at: one.askedAt,
      what: askedLine(act),
      who: one.askedByName,
      note: null,
    }
    if (one.outcome === null || one.answeredAt === null) return [asked]
    const answered = {
      seq: one.answerSeq ?? one.entrySeq,
      at: one.answeredAt,
      what: historyWords[one.outcome],
      who: one.answeredByName,
      note: one.note,
    }
    return [asked, answered]
  })
}

function decisionLines({ decisions }: FeedbackView): Placed[] {
  return decisions.map(({ entrySeq: seq, verdict, reason, note, decidedAt, askedByName }) => ({
    seq,
    at: decidedAt,
    what: decidedLine(verdictNames[verdict], reason ? wordOf(reasonWords, reason) : null),
    who: askedByName,
    note,
  }))
}

function senderLines({ acts, messages }: FeedbackView): Placed[] {
  const more = messages.filter(({ kind }) => kind === 'letter')
  return [
    ...acts.map(({ seq, day: at, act }) => ({ seq, at, what: senderActNames[act] })),
    ...more.map(({ seq, day: at }) => ({ seq, at, what: historyWords.more })),
  ].map((line) => ({ ...line, who: null, note: null }))
}

function readingLines({ rereadings }: FeedbackView): Placed[] {
  return rereadings.map(({ entrySeq: seq, charset, readAt: at, readByName: who }) => ({
    seq,
    at,
    what: rereadLine(wordOf(charsetNames, charset)),
    who,
    note: null,
  }))
}

function wordOf(words: Readonly<Record<string, { vi: string; en: string }>>, code: string) {
  return words[code] ?? { vi: code, en: code }
}
