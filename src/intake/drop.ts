import { bytesToHex } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import type { AreaPage, Dropped, Subject } from '../../db/door.ts'
import { consentVersion } from '../../views/words/consents.ts'
import { intakeWords as words } from '../../views/words/intake.ts'
import { Problem } from '../problem.ts'
import {
  formatReceipt,
  fromIdempotencyKey,
  newSending,
  receiptHash,
  receiptLocks,
  type Sending,
} from '../seal/receipt.ts'
import type { Roster } from '../seal/roster.ts'
import { type RouteSealer, routeSealer } from '../seal/route.ts'
import { slipHash } from '../seal/slip.ts'
import type { SealedLetter } from './batch.ts'
import { sealedApart } from './custodians.ts'
import type { Attachment, NewFeedback } from './feedback.ts'
import { type Beside, type LetterContent, namedFiles, sealLetter } from './letter.ts'
import type { Letterbox } from './letterbox.ts'

/** What the sender takes home. `receipt` is grouped by four; `number` reads `0217/2026`. */
export type Receipted = {
  receipt: string
  number: string
  /** The salted commitment to the words, hex, as the custody log keeps it. */
  digest: string
  day: string
  comeBack: string
}

/** How a letter came: repeats carry the same key; `proof` and `held` are the gate's verdict. */
export type Sent = {
  /** Any text; the same one gives the same receipt. */
  idempotencyKey?: string | undefined
  proof: boolean
  held: boolean
  channel?: string
  /** The words that were agreed to, when they were not those of the form. */
  consentVersion?: string
  /** What is sealed beside the words, for the same readers. */
  beside?: Beside
  /** For all that this letter has for the relay key; without it the letter has one of its own. */
  relay?: RouteSealer
}

/** A letter ready to be stored, and what only its sender may know. */
export type Prepared = SealedLetter & { commitment: string; receipt: string }

/**
 * Takes one letter: checks it against the area, seals it, stores it, and only then answers.
 * Raises Problem('invalid') for an unknown area or an official of another one, 'conflict' for an
 * identity before two custodians exist or a key used with another body, 'unavailable' on a full disk
 * or when the list of custodians cannot be believed.
 */
export async function drop(
  box: Letterbox,
  feedback: NewFeedback,
  attachments: readonly Attachment[],
  sent: Sent,
): Promise<Receipted> {
  const prepared = await prepare(box, feedback, attachments, sent)
  return receipted(prepared, await box.store(prepared))
}

/** Checks and seals a letter; nothing is stored yet. Raises as `drop` does. */
export async function prepare(
  box: Letterbox,
  feedback: NewFeedback,
  attachments: readonly Attachment[],
  sent: Sent,
): Promise<Prepared> {
  const area = await openArea(box, feedback.area)
  const organisation = await handler(box, area, feedback)
  const roster = feedback.identity ? await box.custodians(organisation) : null
  if (feedback.identity && !roster) throw new Problem('conflict', words.identityTooEarly)
  const sending = sent.idempotencyKey
    ? fromIdempotencyKey(box.pepper, sent.idempotencyKey)
    : newSending()
  const content = await contentOf(feedback, attachments)
  const hash = receiptHash(box.pepper, sending.receipt)
  const { beside, relay } = sent
  const letter = await sealed(box, sending, feedback, { content, attachments, beside, relay })
  Object.assign(letter.row, {
    organisation,
    area: area.code,
    channel: sent.channel ?? 'web',
    proof: sent.proof,
    held: sent.held,
    comeBackDays: daysToAnswer(area),
    consents: consentsOf(feedback, sent.consentVersion ?? consentVersion),
    thread: {
      id: letter.thread,
      receiptHash: bytesToHex(hash),
      publicKey: bytesToHex(letter.publicKey),
    },
    ...(feedback.slip && { slip: bytesToHex(slipHash(box.pepper, feedback.slip)) }),
    ...(sent.idempotencyKey && {
      messageId: bytesToHex(hash),
      bodyTag: bytesToHex(await sending.bodyTag(taggedBytes(feedback, content))),
    }),
  })
  const { row, blobs } = roster ? await named(letter, feedback, roster) : letter
  return { row, blobs, commitment: letter.commitment, receipt: sending.receipt }
}

/** What the sender takes home of a stored letter. Raises Problem('conflict') when its key was used. */
export function receipted({ receipt, commitment }: Prepared, dropped: Dropped): Receipted {
  if (dropped.outcome === 'clash') throw new Problem('conflict', words.clash)
  return {
    receipt: formatReceipt(receipt),
    number: receiptNumber(Number(dropped.number), Number(dropped.year)),
    digest: commitment,
    day: String(dropped.day),
    comeBack: String(dropped.come_back),
  }
}

/** `0217/2026`, as on the paper receipt. */
export function receiptNumber(number: number, year: number): string {
  return `${String(number).padStart(4, '0')}/${year}`
}

/** The area as it stands today. Raises Problem('invalid') when unknown, merged or closed. */
export async function openArea(box: Letterbox, code: string): Promise<AreaPage> {
  const area = await box.door.area(code)
  const message = !area ? words.areaUnknown : area.closed ? words.areaMerged : undefined
  if (!area || message) {
    throw new Problem('invalid', message ?? words.areaUnknown, [
      { path: 'area', message: message ?? words.areaUnknown },
    ])
  }
  return area
}

// A letter about a post that another Front handles (the ward's own leaders) goes to that Front.
async function handler(box: Letterbox, area: AreaPage, { about }: NewFeedback): Promise<string> {
  const named = about.filter((one) => one.text === undefined)
  if (named.length === 0) return area.organisation.id
  const near = await box.door.officials(area.code, '')
  const subjects = about.map((one, place) => {
    if (one.text !== undefined) return undefined
    // Of several posts the one that another Front handles decides.
    const found = near.filter((subject) => same(subject, one))
    const elsewhere = found.find(({ handledBy }) => handledBy && handledBy !== area.organisation.id)
    if (found[0]) return elsewhere ?? found[0]
    const message = one.official ? words.officialElsewhere : words.collectiveElsewhere
    throw new Problem('invalid', message, [{ path: `about.${place}`, message }])
  })
  const elsewhere = subjects.find((s) => s?.handledBy && s.handledBy !== area.organisation.id)
  return elsewhere?.handledBy ?? area.organisation.id
}

function same(subject: Subject, one: NewFeedback['about'][number]): boolean {
  return one.official ? subject.official === one.official : subject.collective === one.collective
}

async function contentOf(
  feedback: NewFeedback,
  attachments: readonly Attachment[],
): Promise<LetterContent> {
  const { text, kind, about, observedOn, place, use } = feedback
  return {
    text,
    kind,
    about,
    use,
    ...(observedOn && { observedOn }),
    ...(place && { place }),
    ...(attachments.length > 0 && { attachments: await namedFiles(attachments) }),
  }
}

async function sealed(
  box: Letterbox,
  sending: Sending,
  feedback: NewFeedback,
  {
    relay,
    ...own
  }: {
    content: LetterContent
    attachments: readonly Attachment[]
    beside: Beside | undefined
    relay: RouteSealer | undefined
  },
): Promise<SealedLetter & { commitment: string; thread: string; publicKey: Uint8Array }> {
  const thread = crypto.randomUUID()
  const keys = await receiptLocks(box.pepper, sending.receipt)
  const id = crypto.randomUUID()
  const letter = await sealLetter(
    { id, ...own },
    sending.commitmentSalt,
    await box.keks.current(),
    keys,
  )
  if (!feedback.contact) return { ...letter, thread, publicKey: keys.publicBytes }
  const { channel, address } = feedback.contact
  const seal = relay ?? routeSealer(box.relayKey)
  const way = new TextEncoder().encode(JSON.stringify({ channel, address }))
  const route = await seal(way, { record: thread, field: 'route' })
  letter.row.seals.push({ record: thread, field: 'route', blob: letter.blobs.length })
  return { ...letter, blobs: [...letter.blobs, route], thread, publicKey: keys.publicBytes }
}

function named(letter: SealedLetter, { identity }: NewFeedback, roster: Roster) {
  const bytes = new TextEncoder().encode(JSON.stringify(identity))
  return sealedApart(letter, 'identity', bytes, roster)
}

function consentsOf({ use, contact }: NewFeedback, version: string) {
  const purposes = [
    'processing',
    ...(use === 'record' ? ['record'] : []),
    ...(contact ? ['contact'] : []),
  ]
  return purposes.map((purpose) => ({ purpose, version }))
}

// What makes two bodies the same letter: the words, the files, the area and the way back.
function taggedBytes(
  { area, contact, identity, slip }: NewFeedback,
  content: LetterContent,
): Uint8Array {
  return new TextEncoder().encode(canonicalize({ area, contact, identity, slip, content }) ?? '')
}

function daysToAnswer({ organisation }: AreaPage): number {
  const days = organisation.settings.comeBackDays
  return typeof days === 'number' && days >= 1 && days <= 90 ? Math.floor(days) : 12
}
