import { shownDay } from '../../views/dates.ts'
import type { Sentence } from '../../views/lang.ts'
import { actDone, addedWords, chatReceipt, chatWords as words } from '../../views/words/chat.ts'
import type { SenderAct } from '../intake/acts.ts'
import type { Receipted } from '../intake/drop.ts'
import type { Problem } from '../problem.ts'
import { ask, askNext } from './ask.ts'
import type { Draft, KeptFile, Memory, Words } from './memory.ts'
import { asNew } from './pending.ts'
import { type Turn, tell, type World } from './turn.ts'

const mostThreads = 5

/** The letter is stored: the draft is done, and the thread is remembered. */
export function sent(
  memory: Memory,
  { number, receipt, comeBack }: Receipted,
  thread: string,
  { baseUrl }: World,
): Turn {
  const threads = [{ thread, number }, ...memory.threads].slice(0, mostThreads)
  const told = chatReceipt({ number, receipt, comeBack: shownDay(comeBack), baseUrl })
  const says = [{ ...tell(memory, told), lasting: true }]
  return { memory: { ...memory, draft: null, threads }, says }
}

/** The door would not have it: says why, asks again what was wrong, and keeps every word. */
export function notSent(memory: Memory, draft: Draft, problem: Problem, world: World): Turn {
  const [error] = problem.errors
  const before = [tell(memory, words.notSent, error?.message ?? problem.sentence)]
  if (error?.path === 'area') {
    const { area: _, about: __, aboutName: ___, ...rest } = draft
    return askNext(memory, rest, world, [tell(memory, words.areaClosed)])
  }
  if (error?.path.startsWith('about')) {
    const { about: _, aboutName: __, ...rest } = draft
    return askNext(memory, rest, world, before)
  }
  return ask(memory, draft, world, before)
}

/** What was written is in the thread. */
export function added(memory: Memory, thread: string): Turn {
  return { memory, says: [tell(memory, addedWords(numberOf(memory, thread)))] }
}

/** The thread is gone (erased): what was said for it becomes a form of its own. */
export function notAdded(
  memory: Memory,
  thread: string,
  said: { words: Words[]; files: KeptFile[] },
  world: World,
): Turn {
  const left = forgetting(memory, thread)
  return asNew(left, said, world, [tell(memory, words.threadGone)])
}

/** The act is done. */
export function done(memory: Memory, thread: string, act: SenderAct): Turn {
  const number = numberOf(memory, thread)
  const told: Sentence = act === 'unsatisfied' ? words.notNow : actDone[act](number)
  return { memory, says: [tell(memory, told)] }
}

/** The act means nothing any more. */
export function notDone(memory: Memory): Turn {
  return { memory, says: [tell(memory, words.notNow)] }
}

function forgetting(memory: Memory, thread: string): Memory {
  return { ...memory, threads: memory.threads.filter((one) => one.thread !== thread) }
}

function numberOf({ threads }: Memory, thread: string): string {
  return threads.find((one) => one.thread === thread)?.number ?? ''
}
