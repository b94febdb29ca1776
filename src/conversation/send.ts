import { z } from 'zod'
import type { Door, Dropped } from '../../db/door.ts'
import { chatConsentVersion, chatWords } from '../../views/words/chat.ts'
import { actsIn, type SenderAct } from '../intake/acts.ts'
import { joined } from '../intake/batch.ts'
import { prepare, type Receipted, receipted } from '../intake/drop.ts'
import { type Attachment, newFeedback, parse } from '../intake/feedback.ts'
import type { Letterbox } from '../intake/letterbox.ts'
import { answerThread } from '../intake/thread.ts'
import { sealRoute } from '../seal/route.ts'
import type { ChatKeys } from './kept.ts'
import { type Draft, type KeptThread, textOf, type Words } from './memory.ts'
import type { ChatTo } from './say.ts'
import type { ThreadNow } from './turn.ts'

/** The letterbox as the console uses it: the same door, inside the conversation's transaction. */
export function boxWithin(door: Door, keys: ChatKeys): Letterbox {
  return {
    door,
    keks: keys.keks,
    relayKey: keys.relayKey,
    pepper: keys.pepper,
    // A chat never asks who somebody is.
    custodians: async () => null,
    store: async (letter) => (await door.drop(...joined([letter])))[0] as Dropped,
  }
}

const threadOf = z.object({ id: z.uuid() })

/**
 * Makes the confirmed draft a letter by the same door as the web form, with the chat as its way back.
 * Raises Problem('invalid') as `drop` does: then nothing was stored and the transaction is whole.
 */
export async function sendDraft(
  box: Letterbox,
  draft: Draft,
  files: readonly Attachment[],
  to: ChatTo,
): Promise<{ receipted: Receipted; thread: string }> {
  const feedback = parse(newFeedback, {
    area: draft.area,
    kind: draft.kind,
    about: draft.about ?? [],
    text: wordsOf(draft.words),
    use: draft.use,
  })
  const prepared = await prepare(box, feedback, files, {
    idempotencyKey: `chat ${draft.id}`,
    // The platform vouches for the sender more dearly than a proof of work would.
    proof: true,
    held: false,
    channel: to.channel,
    consentVersion: chatConsentVersion,
  })
  const { id: thread } = threadOf.parse(prepared.row.thread)
  const way = JSON.stringify({ channel: to.channel, address: to.sender })
  const route = await sealRoute(box.relayKey.publicKey, new TextEncoder().encode(way), {
    record: thread,
    field: 'route',
    keyVersion: box.relayKey.version,
  })
  prepared.row.seals.push({ record: thread, field: 'route', blob: prepared.blobs.length })
  const dropped = await box.store({ ...prepared, blobs: [...prepared.blobs, route] })
  return { receipted: receipted(prepared, dropped), thread: dropped.thread ?? thread }
}

/** Adds to a letter's thread what its sender wrote in the chat. False when it is gone. */
export async function sendMore(
  box: Letterbox,
  to: { thread: string; channel: string; event: string },
  said: { words: readonly Words[]; files: readonly Attachment[] },
): Promise<boolean> {
  const came = { channel: to.channel, key: `chat ${to.event}`, proof: true, held: false }
  const text = wordsOf(said.words)
  const same = async <T>(letter: T) => letter
  return (await answerThread(box, to.thread, text, said.files, came, same)) !== 'unknown'
}

/** Does an act of the sender on a thread; false when it means nothing there any more. */
export async function actOn(door: Door, thread: string, act: SenderAct): Promise<boolean> {
  const hash = await hashOf(door, thread)
  const now = hash && (await nowOf(door, { thread, number: '' }))
  return Boolean(hash && now?.may.includes(act) && (await door.act(hash, act)))
}

/** How a thread stands now; null when it is gone. */
export async function nowOf(door: Door, { thread, number }: KeptThread): Promise<ThreadNow | null> {
  const hash = await hashOf(door, thread)
  const found = hash && (await door.thread(hash))
  if (!found) return null
  const summarised = found.messages.some(({ kind }) => kind === 'summary')
  return { thread, number, state: found.state, may: actsIn(found.state, summarised) }
}

async function hashOf(door: Door, thread: string): Promise<Uint8Array | null> {
  const found = await door.correspondent(thread)
  return found ? Uint8Array.from(Buffer.from(found.receiptHash, 'hex')) : null
}

function wordsOf(words: readonly Words[]): string {
  const text = textOf(words)
  return text.trim() === '' ? chatWords.filesOnly.vi : text
}
