import { sql } from 'drizzle-orm'
import { as, type Db, type Tx } from '../../db/connection.ts'
import type { Door } from '../../db/door.ts'
import { doorThrough } from '../../db/door-through.ts'
import { both } from '../../views/lang.ts'
import { chatWords as words } from '../../views/words/chat.ts'
import { trialHeard, trialIn } from '../intake/trials.ts'
import { Problem } from '../problem.ts'
import { reply } from './dialogue.ts'
import { dropFilesBut, type Fetching, fetchFile, filesOf, keepFile, openFiles } from './files.ts'
import { heardOf, worldOf } from './heard.ts'
import { type ChatKeys, recall, remember } from './kept.ts'
import type { Memory } from './memory.ts'
import { added, done, notAdded, notDone, notSent, sent } from './outcome.ts'
import { resumeSaying, say } from './say.ts'
import { actOn, boxWithin, sendDraft, sendMore } from './send.ts'
import type { Effect, Turn, World } from './turn.ts'
import { type Event, firstWaiting, heardOut, nextConversation } from './waiting.ts'

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
  await resumeSaying(tx, conversation)
  const trial = await trialIn(tx, event.content.text)
  if (trial) {
    await heardOut(tx, event.id)
    const tester = { conversation, to: event.to, organisation: trial.organisationId }
    await say(tx, keys.relayKey, tester, [{ text: both(words.trial) }])
    return trialHeard(tx, trial, event.channel)
  }
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
  const organisation = await frontOf(tx, memory, kept.memory)
  await say(tx, keys.relayKey, { conversation, to: event.to, organisation }, says)
}

/** The organisation a conversation is with: that of the draft's area, else of the letter sent last. */
async function frontOf(tx: Tx, ...memories: Memory[]): Promise<string | undefined> {
  const area = memories.find(({ draft }) => draft?.area !== undefined)?.draft?.area ?? null
  const thread = memories.find(({ threads }) => threads.length > 0)?.threads[0]?.thread ?? null
  const { rows } = await tx.execute<{ id: string | null }>(sql`
    select coalesce((select organisation_id from areas where code = ${area}),
      (select organisation_id from threads where id = ${thread}::uuid)) as id`)
  return rows[0]?.id ?? undefined
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
