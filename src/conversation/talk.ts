import { and, eq, isNull, notExists, or, sql } from 'drizzle-orm'
import { channelNamed } from '../../channels/all.ts'
import { as, type Db, type Tx } from '../../db/connection.ts'
import type { AreaEntry, Door } from '../../db/door.ts'
import { doorThrough } from '../../db/door-through.ts'
import { chatEvents, chatOutbox, chatSeals, conversations } from '../../db/schema.ts'
import { areaFacts } from '../intake/area-facts.ts'
import { Problem } from '../problem.ts'
import { reply } from './dialogue.ts'
import { dropFilesBut, type Fetching, fetchFile, filesOf, keepFile, openFiles } from './files.ts'
import { type ChatKeys, recall, remember } from './kept.ts'
import type { KeptFile, Memory } from './memory.ts'
import { added, done, notAdded, notDone, notSent, sent } from './outcome.ts'
import { say } from './say.ts'
import { actOn, boxWithin, nowOf, sendDraft, sendMore } from './send.ts'
import type { Effect, Heard, Turn, World } from './turn.ts'
import { type Event, firstWaiting, heardOut, lockOf, nextConversation } from './waiting.ts'

/** What the conversation's job works with. */
export type Talking = {
  db: Db
  keys: ChatKeys
  fetching: Fetching
  /** Public address of the letterbox. */
  baseUrl: string
  /** Told which event could not be heard, and why; never what it said. */
  failed: (event: string, error: unknown) => void
  /** Milliseconds before the second try to fetch a file; doubled each time. */
  patience?: number
}

const jobs = { role: 'ydan_jobs' } as const
const mostTries = 5
type Tries = Map<string, { tries: number; nextAt: number }>

/** What one transaction came to: nothing waits, an event was heard, or files must be fetched first. */
type Step =
  | { kind: 'nothing' | 'heard' | 'again' }
  | { kind: 'fetch'; conversation: Uint8Array; event: Event; missing: number[] }

/**
 * The console's half of every chat. `hear` takes up to `most` waiting events, each in one transaction
 * with its answer, its letter and the conversation's state, and answers how many it heard. An event
 * that cannot be heard stays waiting and goes to `failed`.
 */
export function createTalk(setting: Talking): { hear(most?: number): Promise<number> } {
  const tries: Tries = new Map()
  return {
    async hear(most = 100) {
      const skip = new Set<string>()
      let count = 0
      while (count < most) {
        let current = ''
        try {
          const step = await as(setting.db, jobs, (tx) =>
            take(tx, setting, [...skip], (conversation) => {
              current = conversation
            }),
          )
          if (step.kind === 'nothing') return count
          if (step.kind === 'heard') count += 1
          if (step.kind === 'fetch' && !(await fetched(setting, step, tries))) skip.add(current)
        } catch (error) {
          // Without a conversation in hand the database itself is away: try again later.
          if (current === '') throw error
          skip.add(current)
          setting.failed(current.slice(0, 8), error)
        }
      }
      return count
    },
  }
}

async function take(
  tx: Tx,
  setting: Talking,
  skip: readonly string[],
  found: (conversation: string) => void,
): Promise<Step> {
  const conversation = await nextConversation(tx, skip)
  if (!conversation) return { kind: 'nothing' }
  found(Buffer.from(conversation).toString('hex'))
  const waiting = await firstWaiting(tx, setting.keys, conversation)
  // Another console may have finished it between the two looks.
  if (!waiting) return { kind: 'again' }
  const { event, after } = waiting
  const files = await filesOf(tx, event.id)
  const missing = (event.content.media ?? []).flatMap((_, position) =>
    files.some((file) => file.position === position) ? [] : [position],
  )
  if (missing.length > 0) return { kind: 'fetch', conversation, event, missing }
  await hearOne(tx, setting, conversation, event, files, after)
  return { kind: 'heard' }
}

async function hearOne(
  tx: Tx,
  { keys, baseUrl }: Talking,
  conversation: Uint8Array,
  event: Event,
  files: Awaited<ReturnType<typeof filesOf>>,
  waiting: readonly string[],
): Promise<void> {
  const door = doorThrough((statement) => tx.execute(statement))
  const kept = await recall(tx, keys, conversation)
  const world = await worldOf(door, kept.memory, event, baseUrl)
  const heard = await heardOf(door, world.areas, event, files)
  const turn = reply(kept.memory, heard, world)
  const after = turn.effect
    ? await carriedOut(tx, door, keys, turn.memory, turn.effect, event, world)
    : turn
  const { memory, says } = after
  await remember(tx, keys, conversation, { ...kept, memory, to: event.to })
  await heardOut(tx, event.id)
  const held = [...(memory.draft?.files ?? []), ...(memory.pending?.files ?? [])]
  await dropFilesBut(tx, conversation, held, waiting)
  await say(tx, keys.relayKey, { conversation, to: event.to }, says)
}

async function carriedOut(
  tx: Tx,
  door: Door,
  keys: ChatKeys,
  memory: Memory,
  effect: Effect,
  event: Event,
  world: World,
): Promise<Turn> {
  const box = boxWithin(door, keys)
  if (effect.kind === 'act') {
    const { thread, act } = effect
    return (await actOn(door, thread, act)) ? done(memory, thread, act) : notDone(memory)
  }
  if (effect.kind === 'write') {
    const { thread, words } = effect
    const files = await openFiles(tx, keys, effect.files)
    const to = { thread, channel: event.channel, event: event.id }
    const isThere = await sendMore(box, to, { words, files })
    return isThere ? added(memory, thread) : notAdded(memory, thread, effect, world)
  }
  try {
    const files = await openFiles(tx, keys, effect.draft.files)
    const { receipted, thread } = await sendDraft(box, effect.draft, files, event.to)
    return sent(memory, receipted, thread, world)
  } catch (thrown) {
    // Refused before the door was asked: the words stay with the sender.
    const isTheirs = thrown instanceof Problem && ['invalid', 'too_large'].includes(thrown.code)
    if (isTheirs) return notSent(memory, effect.draft, thrown, world)
    throw thrown
  }
}

async function worldOf(door: Door, memory: Memory, event: Event, baseUrl: string): Promise<World> {
  const area = memory.draft?.area
  const threads = await Promise.all(memory.threads.map((thread) => nowOf(door, thread)))
  return {
    areas: await door.areas(),
    subjects: area === undefined ? [] : await door.officials(area, ''),
    facts: areaFacts(area === undefined ? null : await door.area(area)),
    baseUrl,
    foreign: channelNamed(event.channel)?.abilities.foreign ?? true,
    threads: threads.filter((thread) => thread !== null),
    newId: crypto.randomUUID(),
  }
}

async function heardOf(
  door: Door,
  areas: readonly AreaEntry[],
  { message, content }: Event,
  files: Awaited<ReturnType<typeof filesOf>>,
): Promise<Heard> {
  const { kind, text, about, ref, media = [] } = content
  const area = await areaOf(door, areas, ref ?? text ?? '')
  const heard = files.map(({ id, position, trouble, type, size }) =>
    trouble ? { trouble } : keptFile(id, media[position]?.name, type, size, message),
  )
  return {
    kind,
    ...(text !== undefined && { text }),
    ...(message !== undefined && { message }),
    ...(about !== undefined && { about }),
    ...(area !== undefined && { area }),
    ...(heard.length > 0 && { files: heard }),
  }
}

function keptFile(
  id: string,
  name = '',
  type: string | null,
  size: number | null,
  message: string | undefined,
): KeptFile {
  const known = { id, name: name.slice(0, 200), type: type ?? '', size: size ?? 0 }
  return message === undefined ? known : { ...known, message }
}

// What a poster's code carries; a merged area leads to its successor.
async function areaOf(
  door: Door,
  areas: readonly AreaEntry[],
  given: string,
): Promise<string | undefined> {
  let code = given.trim().replace(/^#/, '')
  if (!/^(?=.*[-\d])[A-Za-z][A-Za-z0-9._-]{1,39}$/.test(code)) {
    return areas.find((area) => area.code === code && code !== '')?.code
  }
  for (let step = 0; step < 5; step += 1) {
    const open = areas.find((area) => area.code.toUpperCase() === code.toUpperCase())
    if (open) return open.code
    const successor = (await door.area(code))?.successor
    if (!successor) return undefined
    code = successor
  }
  return undefined
}

// True when nothing of the event is missing any more. Outside any transaction: platforms are slow.
async function fetched(
  { db, keys, fetching, patience = 1000 }: Talking,
  { conversation, event, missing }: Extract<Step, { kind: 'fetch' }>,
  tries: Tries,
): Promise<boolean> {
  const before = tries.get(event.id) ?? { tries: 0, nextAt: 0 }
  if (Date.now() < before.nextAt) return false
  let complete = true
  for (const position of missing) {
    const media = event.content.media?.[position] ?? {}
    const got = await fetchFile(fetching, event.channel, media)
    const last = before.tries + 1 >= mostTries
    if (got === 'later' && !last) complete = false
    else {
      const kept = got === 'later' ? ({ trouble: 'refused' } as const) : got
      await as(db, jobs, (tx) =>
        keepFile(tx, keys, { conversation, event: event.id, position }, kept),
      )
    }
  }
  if (complete) tries.delete(event.id)
  else {
    const wait = patience * 2 ** before.tries
    tries.set(event.id, { tries: before.tries + 1, nextAt: Date.now() + wait })
  }
  return complete
}

/**
 * Forgets what nobody comes back to: rows of events after two weeks (the platforms repeat for twelve
 * hours), drafts after sixty days. Answers how many drafts went.
 */
export async function forgetOldChats(db: Db, keys: ChatKeys): Promise<number> {
  const stale = await as(db, jobs, async (tx) => {
    const content = tx
      .select({ one: sql`1` })
      .from(chatSeals)
      .where(and(eq(chatSeals.eventId, chatEvents.id), eq(chatSeals.field, 'content')))
    await tx
      .delete(chatEvents)
      .where(
        and(
          sql`${chatEvents.day} < today() - 14`,
          or(isNull(chatEvents.conversation), notExists(content)),
        ),
      )
    await tx.delete(chatOutbox).where(sql`${chatOutbox.sentOn} < today() - 14`)
    return tx
      .select({ conversation: conversations.conversation })
      .from(conversations)
      .where(sql`${conversations.unsent} and ${conversations.day} < today() - 60`)
      .limit(1000)
  })
  for (const { conversation } of stale) {
    await as(db, jobs, async (tx) => {
      await tx.execute(lockOf(conversation))
      const kept = await recall(tx, keys, conversation)
      if (!kept.to) return
      const memory = { ...kept.memory, draft: null, pending: null }
      await remember(tx, keys, conversation, { ...kept, memory, to: kept.to })
      await dropFilesBut(tx, conversation, [], [])
    })
  }
  return stale.length
}
