import { say } from '../../views/lang.ts'
import { fileNotTaken, fileTroubleWords, chatWords as words } from '../../views/words/chat.ts'
import { maxAttachmentBytes, maxAttachments, maxText } from '../intake/feedback.ts'
import { aboutIn, areaIn, namesPlace, namesSomebody, situationIn, useIn } from './answer.ts'
import { ask, askNext, type Situation } from './ask.ts'
import { elsewhere } from './elsewhere.ts'
import { type Draft, isEmpty, type Memory, nextQuestion, questions, textOf } from './memory.ts'
import type { ChatMessage } from './say.ts'
import { type Heard, type Turn, tell, type World } from './turn.ts'
import { type Command, elsewhereOf, exactCommand, likelyCommand } from './understand.ts'

/** A text that comes while a form is being filled. */
export function inDraft(memory: Memory, draft: Draft, heard: Heard, world: World): Turn {
  const text = (heard.text ?? '').trim()
  const exact = isName(text, draft, world) ? undefined : exactCommand(text)
  const obeyed = exact && obey(exact, memory, draft, world)
  if (obeyed) return obeyed
  const where = elsewhereOf(text)
  if (where && !(draft.asked === 'about' && namesSomebody(text, world))) {
    return elsewhere(memory, where, draft.area, world)
  }
  if (draft.asked === 'text' || draft.asked === 'confirm') {
    const likely = likelyCommand(text)
    const safe = likely === 'done' || likely === 'send' || likely === 'back'
    const guessed = safe ? obey(likely, memory, draft, world) : undefined
    return guessed ?? addWords(memory, draft, heard, world)
  }
  return answer(memory, draft, heard, world)
}

/** Adds words to the draft; they are kept until they are sent, cancelled or taken back. */
export function addWords(memory: Memory, draft: Draft, heard: Heard, world: World): Turn {
  const text = (heard.text ?? '').toWellFormed()
  const added = [...draft.words, { text, ...(heard.message && { message: heard.message }) }]
  if ([...textOf(added)].length > maxText) {
    return ask(memory, draft, world, [tell(memory, words.textFull)])
  }
  const next = { ...draft, words: added }
  if (draft.asked === 'text') return { memory: { ...memory, draft: next }, says: [noted(memory)] }
  if (draft.asked === 'confirm') return ask(memory, next, world, [tell(memory, words.kept)])
  return askNext(memory, next, world, [tell(memory, words.keptWords)])
}

/** Adds files, or says why one was not taken; either way the conversation goes on. */
export function addFiles(memory: Memory, draft: Draft, heard: Heard, world: World): Turn {
  let next = draft
  const troubles: ChatMessage[] = []
  for (const file of heard.files ?? []) {
    if ('trouble' in file) {
      troubles.push(tell(memory, fileTroubleWords[file.trouble], fileNotTaken))
      continue
    }
    const files = [...next.files, file]
    const bytes = files.reduce((sum, { size }) => sum + size, 0)
    if (files.length > maxAttachments || bytes > maxAttachmentBytes) {
      troubles.push(tell(memory, words.tooManyFiles))
    } else next = { ...next, files }
  }
  const before = troubles.length > 0 ? troubles : [tell(memory, words.kept)]
  if (next.asked === 'text') {
    const says = troubles.length > 0 ? troubles : [noted(memory)]
    return { memory: { ...memory, draft: next }, says }
  }
  return next.asked === 'confirm'
    ? ask(memory, next, world, before)
    : askNext(memory, next, world, before)
}

/** Takes an answer over into the draft and asks what comes next. */
export function answered(
  memory: Memory,
  draft: Draft,
  world: World,
  given: Partial<Draft>,
  before: readonly ChatMessage[] = [],
): Turn {
  return askNext(memory, { ...draft, ...given }, world, before)
}

/** What a chosen situation means: two are taken here, the rest leads elsewhere. */
export function chosen(memory: Memory, draft: Draft, world: World, situation: Situation): Turn {
  if (situation === 'praise' || situation === 'comment') {
    return answered(memory, draft, world, { kind: situation })
  }
  return elsewhere(memory, situation === 'report' ? 'web' : situation, draft.area, world)
}

function answer(memory: Memory, draft: Draft, heard: Heard, world: World): Turn {
  const text = heard.text ?? ''
  const { asked } = draft
  if (heard.area && asked !== 'about') return answered(memory, draft, world, { area: heard.area })
  if (isLong(text, asked)) {
    const kind = asked === 'kind' ? situationIn(text, { ...draft, offered: [] }) : null
    const guessed = kind === 'praise' || kind === 'comment' ? { kind } : {}
    return addWords(memory, { ...draft, ...guessed }, heard, world)
  }
  if (asked === 'kind') {
    const situation = situationIn(text, draft)
    if (situation) return chosen(memory, draft, world, situation)
  }
  if (asked === 'use') {
    const use = useIn(text, draft)
    if (use) return answered(memory, draft, world, { use })
  }
  if (asked === 'area') {
    const found = areaIn(text, draft, world)
    if (found && 'answer' in found) return answered(memory, draft, world, { area: found.answer })
    if (found) return ask(memory, draft, world, [], found.which)
  }
  const likely = likelyCommand(text)
  const obeyed = likely && likely !== 'cancel' && obey(likely, memory, draft, world)
  if (obeyed) return obeyed
  if (asked === 'about' && text.trim() !== '') {
    const found = aboutIn(text, draft, world)
    if (found && 'answer' in found) return answered(memory, draft, world, found.answer)
    if (found) return ask(memory, draft, world, [], found.which)
  }
  const sorry = asked === 'area' ? words.areaUnknown : words.notUnderstood
  return ask(memory, draft, world, [tell(memory, sorry)])
}

// Undefined: not a command while this question stands.
function obey(command: Command, memory: Memory, draft: Draft, world: World): Turn | undefined {
  switch (command) {
    case 'cancel':
      return { memory: { ...memory, draft: null }, says: [tell(memory, words.cancelled)] }
    case 'back':
      return back(memory, draft, world)
    case 'skip':
      return skip(memory, draft, world)
    case 'done':
      return done(memory, draft, world)
    case 'send':
      if (draft.asked === 'confirm' && nextQuestion(draft) === 'confirm') {
        return { memory, says: [], effect: { kind: 'send', draft } }
      }
      return isEmpty(draft) ? undefined : done(memory, draft, world)
    case 'help':
      return draft.asked === 'text'
        ? undefined
        : ask(memory, draft, world, [tell(memory, words.greeting)])
    case 'vietnamese':
    case 'english': {
      const lang = command === 'english' ? 'en' : 'vi'
      return ask({ ...memory, lang }, draft, world)
    }
    default:
      return undefined
  }
}

// One question back; what was answered there is asked again, what was written stays.
function back(memory: Memory, draft: Draft, world: World): Turn {
  const place = questions.indexOf(draft.asked)
  const before = questions[place - 1]
  if (!before) return ask(memory, draft, world, [tell(memory, words.firstQuestion)])
  const { [before === 'text' ? 'complete' : before]: _taken, ...rest } = draft as Draft &
    Record<'confirm', never>
  const next: Draft = { ...rest, asked: before }
  if (before === 'about') delete next.aboutName
  return ask(memory, next, world)
}

function skip(memory: Memory, draft: Draft, world: World): Turn {
  if (draft.asked === 'about') {
    const { aboutName: _, ...rest } = draft
    return answered(memory, { ...rest, about: [] }, world, {})
  }
  if (draft.asked === 'text') return done(memory, draft, world)
  return ask(memory, draft, world, [tell(memory, words.needed)])
}

function done(memory: Memory, draft: Draft, world: World): Turn {
  if (isEmpty(draft)) {
    return ask(
      memory,
      draft,
      world,
      draft.asked === 'text' ? [tell(memory, words.textMissing)] : [],
    )
  }
  const complete = { ...draft, complete: true }
  const missing = nextQuestion(complete) !== 'confirm'
  return askNext(memory, complete, world, missing ? [tell(memory, words.notYet)] : [])
}

function noted(memory: Memory): ChatMessage {
  return {
    ...tell(memory, words.kept, words.textMore),
    buttons: [{ label: say(doneLabel, memory.lang) }],
  }
}
const doneLabel = { vi: 'Xong', en: 'Done' }

// «Huy» is a man's name as well as «hủy» without its accent.
function isName(text: string, { asked }: Draft, world: World): boolean {
  if (asked === 'about') return namesSomebody(text, world)
  return asked === 'area' && namesPlace(text, world)
}

// Longer than an answer to this question is: somebody is telling already.
function isLong(text: string, asked: Draft['asked']): boolean {
  const count = text.trim().split(/\s+/).length
  return asked === 'kind' || asked === 'use' ? text.length >= 30 || count >= 7 : text.length > 110
}
