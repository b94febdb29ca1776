import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import type { Rights, SealedMessage, SealedThread } from '../../db/door.ts'
import { intakeWords as words } from '../../views/words/intake.ts'
import { Problem } from '../problem.ts'
import { fromBase64 } from '../seal/bytes.ts'
import { openBytes } from '../seal/envelope.ts'
import {
  fromIdempotencyKey,
  newSending,
  parseReceipt,
  type ReceiptKeys,
  receiptHash,
  receiptKeys,
  receiptKeyVersion,
} from '../seal/receipt.ts'
import { openWithReceipt } from '../seal/reply.ts'
import { unwrapDataKey } from '../seal/wrap.ts'
import { actsIn, type RequestKind, type SenderAct } from './acts.ts'
import type { SealedLetter } from './batch.ts'
import { receiptNumber } from './drop.ts'
import type { Attachment } from './feedback.ts'
import { type Beside, type LetterSeal, namedFiles, sealLetter } from './letter.ts'
import type { Letterbox } from './letterbox.ts'

/** A thread as its sender reads it. `summary` is the newest one proposed by the Front. */
export type Thread = {
  number: string
  state: string
  day: string
  comeBack: string
  area: string
  organisationName: string
  /** Commitment to the first letter, hex. */
  digest: string
  messages: { from: 'sender' | 'staff'; kind: string; text: string; day: string }[]
  acts: { act: SenderAct; day: string }[]
  /** What the sender agreed to, in which version of the words, and what was asked for since. */
  consents: Rights['consents']
  requests: Rights['requests']
  /** What the sender may do now. */
  may: SenderAct[]
  summary?: string
  /** Whether the sender has answered `satisfied` since the newest summary. */
  summaryAgreed: boolean
}

/**
 * Opens the thread of a receipt. Malformed, unknown and erased receipts raise one and the same
 * Problem('not_found').
 */
export async function readThread(box: Letterbox, receipt: string): Promise<Thread> {
  const { thread, keys, digits } = await find(box, receipt)
  const rights = await box.door.rights(receiptHash(box.pepper, digits))
  if (!rights) throw noThread()
  const opened = await Promise.all(
    thread.messages
      .filter((message) => message.sealed)
      .map(async (message) => ({
        from: message.from,
        kind: message.kind,
        day: message.day,
        text: await textOf(message, keys),
      })),
  )
  const acts = thread.messages.filter((message) => !message.sealed)
  const summary = opened.findLast(({ kind }) => kind === 'summary')?.text
  return {
    number: receiptNumber(thread.number, thread.year),
    state: thread.state,
    day: thread.day,
    comeBack: thread.comeBack,
    area: thread.area,
    organisationName: thread.organisationName,
    digest: thread.commitment,
    messages: opened.filter(({ kind }) => kind !== 'summary'),
    may: actsIn(thread.state, summary !== undefined),
    acts: acts.map(({ kind, day }) => ({ act: kind as SenderAct, day })),
    ...(summary !== undefined && { summary }),
    summaryAgreed: agreedSince(thread.messages),
    ...rights,
  }
}

/** Adds a text of the sender to the thread. Raises Problem('not_found') like `readThread`. */
export async function writeToThread(
  box: Letterbox,
  receipt: string,
  text: string,
  gate: { proof: boolean; held: boolean; idempotencyKey?: string | undefined },
): Promise<void> {
  const { digits, keys } = await find(box, receipt)
  const { idempotencyKey, ...marks } = gate
  const letter = await sealLetter(
    { id: crypto.randomUUID(), content: { text }, attachments: [] },
    newSending().commitmentSalt,
    await box.keks.current(),
    keys,
  )
  const hash = bytesToHex(receiptHash(box.pepper, digits))
  Object.assign(letter.row, { channel: 'web', receiptHash: hash, ...marks })
  if (idempotencyKey) {
    // Bound to the thread: the same key in another thread is another message.
    const sending = fromIdempotencyKey(box.pepper, idempotencyKey)
    const tag = (words: string) => sending.bodyTag(new TextEncoder().encode(words))
    Object.assign(letter.row, {
      messageId: bytesToHex(await tag(`thread ${hash}`)),
      bodyTag: bytesToHex(await tag(text)),
    })
  }
  const { outcome } = await box.store(letter)
  if (outcome === 'unknown') throw noThread()
  if (outcome === 'clash') throw new Problem('conflict', words.clash)
}

/** How an answer came that brought no receipt: its channel, and the key that makes a repeat the same. */
type Came = {
  channel: string
  key: string
  proof: boolean
  held: boolean
  /** What is sealed beside the words, for the same readers. */
  beside?: Beside
}

/**
 * Adds what a sender wrote, without the receipt at hand, to the thread of that id: sealed for the
 * console and for the receipt's key pair. `more` may add seals. Answers 'unknown' for a thread that
 * is not there or was erased.
 */
export async function answerThread(
  box: Letterbox,
  thread: string,
  text: string,
  files: readonly Attachment[],
  came: Came,
  more: (letter: SealedLetter, id: string, organisation: string) => Promise<SealedLetter>,
): Promise<'stored' | 'repeat' | 'unknown'> {
  const found = await box.door.correspondent(thread)
  if (!found) return 'unknown'
  const { channel, key, beside, ...marks } = came
  const content = { text, ...(files.length > 0 && { attachments: await namedFiles(files) }) }
  const tagged = new TextEncoder().encode(JSON.stringify(content))
  // The same message id with other words is another answer: it gets a key of its own.
  for (const own of [key, `${key} ${bytesToHex(sha256(tagged))}`]) {
    const sending = fromIdempotencyKey(box.pepper, `${own} in ${thread}`)
    const id = crypto.randomUUID()
    const kek = await box.keks.current()
    const receiptKey = hexToBytes(found.publicKey)
    const letter = { id, content, attachments: files, beside }
    const sealed = await sealLetter(letter, sending.commitmentSalt, kek, { receiptKey })
    const tag = (bytes: Uint8Array) => sending.bodyTag(bytes).then(bytesToHex)
    Object.assign(sealed.row, {
      channel,
      ...marks,
      receiptHash: found.receiptHash,
      messageId: await tag(new TextEncoder().encode('message id')),
      bodyTag: await tag(tagged),
    })
    const { outcome } = await box.store(await more(sealed, id, found.organisation))
    if (outcome !== 'clash') return outcome
  }
  return 'repeat'
}

/**
 * Does one of the sender's acts. Raises Problem('not_found') like `readThread`, 'conflict' for an
 * act that means nothing any more in the thread's state.
 */
export async function actOnThread(box: Letterbox, receipt: string, act: SenderAct): Promise<void> {
  const { thread, digits } = await find(box, receipt)
  const summarised = thread.messages.some(({ kind }) => kind === 'summary')
  if (!actsIn(thread.state, summarised).includes(act)) throw new Problem('conflict', words.notNow)
  if (!(await box.door.act(receiptHash(box.pepper, digits), act))) throw noThread()
}

/** Enters what the sender asks for about the own data. Raises Problem('not_found') like `readThread`. */
export async function request(box: Letterbox, receipt: string, kind: RequestKind): Promise<void> {
  const { digits } = await find(box, receipt)
  if (!(await box.door.request(receiptHash(box.pepper, digits), kind))) throw noThread()
}

async function find(
  box: Letterbox,
  receipt: string,
): Promise<{ thread: SealedThread; keys: ReceiptKeys; digits: string }> {
  const digits = parseReceipt(receipt)
  if (!digits) throw noThread()
  const thread = await box.door.thread(receiptHash(box.pepper, digits))
  if (!thread) throw noThread()
  return { thread, keys: await receiptKeys(box.pepper, digits), digits }
}

async function textOf(message: SealedMessage, keys: ReceiptKeys): Promise<string> {
  const { record = '', field = '', keyVersion = 0 } = message
  const wrapped = fromBase64(message.wrapped ?? '')
  const dataKey =
    message.for === 'receipt'
      ? await unwrapDataKey(keys.wrapKey, wrapped, record, receiptKeyVersion)
      : await openWithReceipt(keys, wrapped, { record, field: 'data-key', keyVersion })
  const bytes = await openBytes(dataKey, fromBase64(message.sealed ?? ''), {
    record,
    field,
    keyVersion,
  })
  const text = new TextDecoder().decode(bytes)
  return message.from === 'sender' ? (JSON.parse(text) as LetterSeal).letter.text : text
}

function agreedSince(messages: readonly SealedMessage[]): boolean {
  const proposed = messages.findLastIndex(({ kind }) => kind === 'summary')
  const since = proposed < 0 ? [] : messages.slice(proposed + 1)
  return since.some(({ kind }) => kind === 'satisfied')
}

function noThread(): Problem {
  return new Problem('not_found', words.noThread)
}
