import type { AreaKey, CollectiveKey, OfficialKey } from './ward.ts'

/** Whom a letter of the demo names: someone of the ward, a collective, or the sender's own words. */
export type Named = OfficialKey | CollectiveKey | { words: string }

/** A text version in which the moderator put a letter, and what the second person is asked. */
export type Acceptance = {
  summary: string
  /** An earlier version; the sender said of it that it gets the meaning wrong or exposes them. */
  first?: { summary: string; objection: 'wrong-meaning' | 'exposes-me' }
  /** Whether the sender answered that the summary is right. */
  agreed?: true
  topic:
    | 'near-people'
    | 'manner'
    | 'lifestyle'
    | 'family-example'
    | 'handling'
    | 'unity'
    | 'thrift'
    | 'other'
  standing: 'said' | 'several' | 'confirmed' | 'documented'
  polarity: 'positive' | 'negative' | 'mixed'
  /** Whom the moderator found meant, where the letter names nobody of ours. */
  meant?: OfficialKey | CollectiveKey
}

/** How accepted feedback went on into a record: under which criterion, and what the official said. */
export type OnRecord = {
  criterion: '1' | '1.2' | '1.5' | '1.7' | '2' | '3' | '3.1' | '3.3' | '70'
  /** The cycle before this one instead of the present. */
  lastYear?: true
  explanation?: {
    kind: 'accept' | 'explain' | 'review-again'
    text: string
    /** Who entered it at the desk. */
    by: 'official' | 'cell' | 'secretary'
  }
}

export type RefusalReason =
  | 'not_identifiable_official'
  | 'no_fact'
  | 'out_of_scope'
  | 'private_life'
  | 'third_party_or_minor'
  | 'out_of_period'
  | 'contradicted'
  | 'abuse'

/** What becomes of a letter in the demo; `to` is the state it ends in. */
export type Course =
  | { to: 'received' }
  | { to: 'screening'; summary: string; question?: string; answer?: string }
  | ({ to: 'screening'; asked: 'accept' } & Acceptance)
  | { to: 'screening'; asked: 'not_accept'; summary: string; reason: RefusalReason }
  | { to: 'needs_info'; question: string }
  | ({ to: 'accepted' | 'awaiting_explanation' | 'bundled'; record?: OnRecord } & Acceptance)
  | { to: 'not_accepted' | 'rejected'; reason: RefusalReason; message?: string }
  | { to: 'reopened'; after: 'not_accept' | 'reject'; reason: RefusalReason }
  | { to: 'reopened'; after: 'forward'; message: string }
  | {
      to: 'diverted'
      reason: 'complaint' | 'denunciation' | 'corruption_report' | 'party_denunciation' | 'crime'
    }
  | { to: 'forwarded'; message: string }
  | { to: 'merged'; into: string }
  | { to: 'withdrawn'; summary?: string }

/** A letter as a resident of the fictional ward wrote it. */
export type Letter = {
  /** By which other letters and the tests speak of it. */
  key: string
  kind: 'praise' | 'comment' | 'report'
  area: AreaKey
  about: readonly Named[]
  /** How many months before today it was seen; absent when the sender did not say. */
  monthsAgo?: number
  place?: 'residence' | 'workplace' | 'other'
  /** Into the summary unless said otherwise. */
  use?: 'front-only'
  contact?: { channel: 'email' | 'phone'; address: string }
  /** A small picture comes with it. */
  picture?: true
  /** Sent without proof of work, as by a phone without JavaScript. */
  bare?: true
  text: string
  course: Course
}
