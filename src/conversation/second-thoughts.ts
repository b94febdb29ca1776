import { chatWords as words } from '../../views/words/chat.ts'
import { ask } from './ask.ts'
import { elsewhere } from './elsewhere.ts'
import type { KeptFile, Memory, Words } from './memory.ts'
import { type Heard, type Turn, tell, type World } from './turn.ts'
import { elsewhereOf } from './understand.ts'

const mostRemembered = 20

type Said = { words: Words[]; files: KeptFile[] }

/** A message was taken back: what was not sent goes; a letter already sent does not. */
export function takenBack(memory: Memory, { about }: Heard, world: World): Turn {
  if (about === undefined) return { memory, says: [] }
  const { draft, pending } = memory
  const without = <T extends Said>(said: T): T => ({
    ...said,
    words: said.words.filter(({ message }) => message !== about),
    files: said.files.filter(({ message }) => message !== about),
  })
  if (draft && holds(draft, about)) {
    const left = without(draft)
    const isLeft = left.words.length + left.files.length > 0
    const next = { ...left, complete: left.complete === true && isLeft }
    const asked = draft.asked === 'confirm' && !isLeft ? 'text' : draft.asked
    return ask(memory, { ...next, asked }, world, [tell(memory, words.unsent)])
  }
  if (pending && holds(pending, about)) {
    const left = without(pending)
    const kept = left.words.length + left.files.length > 0 ? left : null
    return { memory: { ...memory, pending: kept }, says: [tell(memory, words.unsent)] }
  }
  // It may still come: deliveries overtake one another.
  const unsent = [...memory.unsent, about].slice(-mostRemembered)
  const says = world.threads.length > 0 ? [tell(memory, words.unsentAlready)] : []
  return { memory: { ...memory, unsent }, says }
}

/** A message was edited: the draft follows; a letter already sent does not. */
export function changed(memory: Memory, { about, text }: Heard, world: World): Turn {
  const { draft, pending } = memory
  if (about === undefined || text === undefined) return { memory, says: [] }
  const where = elsewhereOf(text)
  const isHere = [draft, pending].some((said) => said && holds(said, about))
  if (where && isHere) return elsewhere(memory, where, draft?.area, world)
  const edit = (one: Words): Words => (one.message === about ? { ...one, text } : one)
  if (draft?.words.some(({ message }) => message === about)) {
    const next = { ...draft, words: draft.words.map(edit) }
    return ask(memory, next, world, [tell(memory, words.edited)])
  }
  if (pending?.words.some(({ message }) => message === about)) {
    const next = { ...pending, words: pending.words.map(edit) }
    return { memory: { ...memory, pending: next }, says: [tell(memory, words.edited)] }
  }
  const says = world.threads.length > 0 ? [tell(memory, words.editedLate)] : []
  return { memory, says }
}

function holds({ words: said, files }: Said, message: string): boolean {
  return [...said, ...files].some((one) => one.message === message)
}
