import { say } from '../../views/lang.ts'
import {
  fileNotTaken,
  fileTroubleWords,
  threadStands,
  withdrawSure,
  chatWords as words,
} from '../../views/words/chat.ts'
import { stateSentence } from '../../views/words/thread.ts'
import { situationIn } from './answer.ts'
import { ask, askNext } from './ask.ts'
import { addFiles, addWords, inDraft } from './draft.ts'
import { elsewhere, formAddress } from './elsewhere.ts'
import { type Draft, isEmpty, type Memory, newDraft } from './memory.ts'
import { askWhich, inPending, morePending, writable, written } from './pending.ts'
import type { ChatMessage } from './say.ts'
import { changed, takenBack } from './second-thoughts.ts'
import { type Heard, type Turn, tell, type World } from './turn.ts'
import { type Command, elsewhereOf, exactCommand, likelyCommand } from './understand.ts'

/**
 * One turn: what was heard, in the light of what is remembered, gives what is remembered next, what to
 * say, and at most one thing to do. Pure; whatever is heard in whatever order, it answers.
 */
export function reply(memory: Memory, heard: Heard, world: World): Turn {
  const { kind, message } = heard
  if (message !== undefined && memory.unsent.includes(message)) {
    const unsent = memory.unsent.filter((one) => one !== message)
    return { memory: { ...memory, unsent }, says: [] }
  }
  if (message !== undefined && isKnown(memory, message)) return { memory, says: [] }
  switch (kind) {
    case 'follow':
      return memory.pending ? nudged(memory, world) : greeted(memory, heard, world)
    case 'unfollow':
      // Who leaves hears no more of us; what was not sent goes.
      return { memory: { ...memory, draft: null, pending: null, asked: null }, says: [] }
    case 'unsend':
      return takenBack(memory, heard, world)
    case 'edit':
      return changed(memory, heard, world)
    case 'sticker':
      return nudged(memory, world, tell(memory, words.sticker))
    case 'location':
      return nudged(memory, world, tell(memory, words.areaNoMap))
    case 'unknown':
      return { memory, says: [] }
    case 'text':
      return heardText(memory, heard, world)
    default:
      return heardCaptioned(memory, heard, world)
  }
}

/** Greets in two lines and asks by situation; a form that is under way is asked on. */
export function greeted(memory: Memory, { area }: Pick<Heard, 'area'>, world: World): Turn {
  const { draft } = memory
  if (draft && (!isEmpty(draft) || draft.kind !== undefined)) {
    return area && draft.area === undefined
      ? askNext(memory, { ...draft, area }, world)
      : ask(memory, draft, world)
  }
  const fresh: Draft = { ...newDraft(world.newId), ...(area && { area }) }
  return askNext(memory, fresh, world, greeting(memory, area, world))
}

function greeting(memory: Memory, area: string | undefined, world: World): ChatMessage[] {
  const url = formAddress(world.baseUrl, area, 'comment')
  const seen = `${say(words.seen, memory.lang)} ${url}`
  const abroad = world.foreign ? [tell(memory, words.abroad)] : []
  return [tell(memory, words.greeting), { text: seen }, ...abroad]
}

function heardText(memory: Memory, heard: Heard, world: World): Turn {
  const text = (heard.text ?? '').trim()
  if (memory.asked) {
    const settled = secondWord(memory, text)
    if (settled) return settled
  }
  const now = { ...memory, asked: null }
  if (now.pending) return inPending(now, now.pending, heard, world)
  if (now.draft && !isAboutOld(now.draft, text, world)) {
    return inDraft(now, now.draft, heard, world)
  }
  return idle({ ...now, draft: null }, heard, world)
}

// Nothing is being filled in: a greeting, an act on a letter sent before, or something new.
function idle(memory: Memory, heard: Heard, world: World): Turn {
  const text = (heard.text ?? '').trim()
  if (heard.area) return greeted(memory, heard, world)
  const command = exactCommand(text) ?? (text.length <= 20 ? likelyCommand(text) : undefined)
  const obeyed = command && obeyIdle(command, memory, world)
  if (obeyed) return obeyed
  if (text === '') return greeted(memory, heard, world)
  const where = elsewhereOf(text)
  if (where) return elsewhere(memory, where, undefined, world)
  const asking = writable(world).filter(({ state }) => state === 'needs_info')
  const [only] = asking
  const added = { text: heard.text ?? '', ...(heard.message && { message: heard.message }) }
  // The Front asked and somebody answers: nobody need say which matter that is.
  if (only && asking.length === 1)
    return written(memory, only.thread, { words: [added], files: [] })
  if (writable(world).length > 0) {
    return askWhich(memory, { words: [added], files: [], offered: [] }, world)
  }
  return begun(memory, heard, world)
}

// The first words are often the whole matter: they are kept, and only what is missing is asked.
function begun(memory: Memory, heard: Heard, world: World): Turn {
  const fresh = newDraft(world.newId)
  const says = greeting(memory, undefined, world)
  const text = (heard.text ?? '').trim()
  const situation = situationIn(text, fresh)
  if (situation && situation !== 'praise' && situation !== 'comment') {
    return elsewhere(memory, situation === 'report' ? 'web' : situation, undefined, world)
  }
  const draft = situation ? { ...fresh, kind: situation } : fresh
  if (text.length < 20) return askNext(memory, draft, world, says)
  const turn = addWords(memory, draft, heard, world)
  return { ...turn, says: [...says, ...turn.says] }
}

function obeyIdle(command: Command, memory: Memory, world: World): Turn | undefined {
  switch (command) {
    case 'cancel':
      return { memory, says: [tell(memory, words.nothingToCancel)] }
    case 'vietnamese':
    case 'english':
      return greeted({ ...memory, lang: command === 'english' ? 'en' : 'vi' }, {}, world)
    case 'answer':
    case 'old':
      return stands(memory, world)
    case 'withdraw':
    case 'reopen':
    case 'exposes-me':
    case 'wrong-meaning':
    case 'satisfied':
      return acted(memory, command, world)
    default:
      return greeted(memory, {}, world)
  }
}

function acted(
  memory: Memory,
  act: 'withdraw' | 'reopen' | 'exposes-me' | 'wrong-meaning' | 'satisfied',
  { threads }: World,
): Turn {
  const found = threads.find(({ may }) => may.includes(act))
  if (!found) {
    return { memory, says: [tell(memory, threads.length > 0 ? words.notNow : words.noThread)] }
  }
  if (act !== 'withdraw') {
    return { memory, says: [], effect: { kind: 'act', thread: found.thread, act } }
  }
  const sure = {
    ...tell(memory, withdrawSure(found.number)),
    buttons: [
      { label: say(words.withdrawYes, memory.lang) },
      { label: say(words.withdrawNo, memory.lang) },
    ],
  }
  return { memory: { ...memory, asked: { act, thread: found.thread } }, says: [sure] }
}

// Undefined: something else was said, so nothing is withdrawn and the talk goes on.
function secondWord(memory: Memory, text: string): Turn | undefined {
  const { asked } = memory
  const clear = { ...memory, asked: null }
  const command = likelyCommand(text)
  if (asked && command === 'withdraw') {
    const { act, thread } = asked
    return { memory: clear, says: [], effect: { kind: 'act', thread, act } }
  }
  const isNo = command === 'no' || command === 'cancel' || command === 'back'
  if (isNo || /^(thôi|no)\b/i.test(text)) {
    return { memory: clear, says: [tell(memory, words.withdrawKept)] }
  }
  return undefined
}

// What stands under a picture is said, never a command: «gửi» is for what has been read back.
function heardCaptioned(memory: Memory, heard: Heard, world: World): Turn {
  const turn = heardFiles(memory, heard, world)
  const text = (heard.text ?? '').trim()
  if (text === '') return turn
  const { draft, pending } = turn.memory
  const where = elsewhereOf(text)
  if (where) return elsewhere(turn.memory, where, draft?.area, world)
  if (draft) {
    const next = addWords(turn.memory, draft, heard, world)
    return { ...next, says: [...turn.says, ...next.says] }
  }
  return pending ? morePending(turn.memory, pending, heard, world) : turn
}

function heardFiles(memory: Memory, heard: Heard, world: World): Turn {
  if (memory.draft) return addFiles(memory, memory.draft, heard, world)
  const kept = (heard.files ?? []).flatMap((file) => ('trouble' in file ? [] : [file]))
  const [trouble] = (heard.files ?? []).flatMap((file) => ('trouble' in file ? [file.trouble] : []))
  const before = trouble ? [tell(memory, fileTroubleWords[trouble], fileNotTaken)] : []
  if (kept.length === 0) return nudged(memory, world, ...before)
  if (memory.pending || writable(world).length > 0) {
    const { words: said = [], files = [] } = memory.pending ?? {}
    const all = [...files, ...kept].slice(0, 5)
    return askWhich(memory, { words: said, files: all, offered: [] }, world, before)
  }
  const turn = addFiles(memory, newDraft(world.newId), heard, world)
  return { ...turn, says: [...greeting(memory, undefined, world), ...turn.says] }
}

// What cannot be used: say so, and where we stand.
function nudged(memory: Memory, world: World, ...before: ChatMessage[]): Turn {
  if (memory.pending) return askWhich(memory, memory.pending, world, before)
  if (memory.draft) return ask(memory, memory.draft, world, before)
  const turn = greeted(memory, {}, world)
  return { ...turn, says: [...before, ...turn.says] }
}

function stands(memory: Memory, { threads }: World): Turn {
  if (threads.length === 0) return { memory, says: [tell(memory, words.noThread)] }
  const says = threads.map(({ number, state }) =>
    tell(memory, threadStands(number, stateSentence(state))),
  )
  return { memory, says }
}

function isUntouched(draft: Draft): boolean {
  return draft.kind === undefined && isEmpty(draft)
}

const acts: readonly Command[] = [
  'withdraw',
  'reopen',
  'exposes-me',
  'wrong-meaning',
  'satisfied',
  'answer',
  'old',
]
// We have only asked what it is about, and somebody goes on about a letter sent before.
function isAboutOld(draft: Draft, text: string, world: World): boolean {
  if (!isUntouched(draft) || world.threads.length === 0) return false
  const command = exactCommand(text)
  if (command !== undefined) return acts.includes(command)
  if (situationIn(text, draft) !== null) return false
  const wasAsked = writable(world).some(({ state }) => state === 'needs_info')
  return writable(world).length > 0 && (wasAsked || text.length >= 20)
}

// A redelivery under another event, or an edit that came before its message.
function isKnown({ draft, pending }: Memory, message: string): boolean {
  const said = [draft, pending].flatMap((one) => (one ? [...one.words, ...one.files] : []))
  return said.some((one) => one.message === message)
}
