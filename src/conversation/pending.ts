import { oldMatter, chatWords as words } from '../../views/words/chat.ts'
import { maxText } from '../intake/feedback.ts'
import { askNext, listed } from './ask.ts'
import { elsewhere } from './elsewhere.ts'
import { type Memory, newDraft, type Pending, textOf } from './memory.ts'
import type { ChatMessage } from './say.ts'
import { type Heard, type ThreadNow, type Turn, tell, type World } from './turn.ts'
import { elsewhereOf, exactCommand, likelyCommand, numberIn } from './understand.ts'

/** Words with a letter at hand: which matter are they about? */
export function inPending(memory: Memory, pending: Pending, heard: Heard, world: World): Turn {
  const text = (heard.text ?? '').trim()
  const number = numberIn(text)
  const command = exactCommand(text) ?? likelyCommand(text)
  const offered = number === undefined ? undefined : pending.offered[number - 1]
  if (command === 'cancel') {
    return { memory: { ...memory, pending: null }, says: [tell(memory, words.cancelled)] }
  }
  if (command === 'new' || offered === 'new') return asNew(memory, pending, world)
  const [newest] = writable(world)
  const old = offered ?? (command === 'old' || command === 'done' ? newest?.thread : undefined)
  if (old && old !== 'new') return written({ ...memory, pending: null }, old, pending)
  const where = elsewhereOf(text)
  if (where) return elsewhere(memory, where, undefined, world)
  if (newest === undefined) return asNew(memory, pending, world)
  if (number !== undefined || command !== undefined || text === '') {
    return askWhich(memory, pending, world)
  }
  return morePending(memory, pending, heard, world)
}

/** Adds words to what waits for its matter. */
export function morePending(memory: Memory, pending: Pending, heard: Heard, world: World): Turn {
  const added = { text: heard.text ?? '', ...(heard.message && { message: heard.message }) }
  const more = { ...pending, words: [...pending.words, added] }
  if ([...textOf(more.words)].length > maxText) {
    return askWhich(memory, pending, world, [tell(memory, words.textFull)])
  }
  return askWhich(memory, more, world, [tell(memory, words.pendingKept)])
}

/** What was said with a letter at hand becomes a form of its own. */
export function asNew(
  memory: Memory,
  pending: Pick<Pending, 'words' | 'files'>,
  world: World,
  before: readonly ChatMessage[] = [],
): Turn {
  const draft = { ...newDraft(world.newId), words: pending.words, files: pending.files }
  return askNext({ ...memory, pending: null }, draft, world, before)
}

/** Asks whether it belongs to a letter sent before. */
export function askWhich(
  memory: Memory,
  pending: Pending,
  world: World,
  before: readonly ChatMessage[] = [],
): Turn {
  const old = writable(world).slice(0, 3)
  const offered = [...old.map(({ thread }) => thread), 'new']
  const names = [...old.map(({ number }) => oldMatter(number)), words.newMatter]
  const question = listed(words.oldOrNew, names, memory.lang)
  return { memory: { ...memory, pending: { ...pending, offered } }, says: [...before, question] }
}

/** What was said goes to a letter sent before. */
export function written(
  memory: Memory,
  thread: string,
  said: Pick<Pending, 'words' | 'files'>,
): Turn {
  const effect = { kind: 'write', thread, words: said.words, files: said.files } as const
  return { memory, says: [], effect }
}

/** The letters one may still write to. */
export function writable({ threads }: World): ThreadNow[] {
  return threads.filter(({ state }) => state !== 'withdrawn' && state !== 'erased')
}
