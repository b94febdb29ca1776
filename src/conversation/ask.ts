import type { AreaEntry } from '../../db/door.ts'
import { type Lang, type Sentence, say } from '../../views/lang.ts'
import { areaName } from '../../views/letterbox/parts.tsx'
import {
  chatButtons,
  fileCount,
  readBackNames as names,
  chatWords as words,
} from '../../views/words/chat.ts'
import { formWords } from '../../views/words/form.ts'
import { type GuidanceKind, guidance } from '../../views/words/guidance.ts'
import { choiceWords } from '../../views/words/letterbox.ts'
import { type Draft, type Memory, nextQuestion, textOf } from './memory.ts'
import type { ChatMessage } from './say.ts'
import type { Turn, World } from './turn.ts'

/** The situations in the order of the first question; those not taken here lead elsewhere. */
export const situations = [
  'praise',
  'comment',
  'report',
  'tham-nhung',
  'to-cao',
  'khieu-nai',
  'toi-pham',
  'dich-vu',
] as const satisfies readonly (GuidanceKind | 'praise' | 'comment' | 'report')[]
export type Situation = (typeof situations)[number]

const mostListed = 8
const mostRead = 1500

/** Asks the first question without an answer, after what has just to be said. */
export function askNext(
  memory: Memory,
  draft: Draft,
  world: World,
  before: readonly ChatMessage[] = [],
): Turn {
  return ask(memory, { ...draft, asked: nextQuestion(draft) }, world, before)
}

/** Asks the draft's question, anew or narrowed to these choices. */
export function ask(
  memory: Memory,
  draft: Draft,
  world: World,
  before: readonly ChatMessage[] = [],
  narrowed: readonly string[] = [],
): Turn {
  const narrow = { ...draft, offered: [...narrowed] }
  const { message, offered } = asking[draft.asked](narrow, memory.lang, world)
  return { memory: { ...memory, draft: { ...draft, offered } }, says: [...before, message] }
}

/** The name of a situation as it stands in the list. */
export function situationName(situation: Situation): Sentence {
  if (situation === 'praise' || situation === 'comment' || situation === 'report') {
    return choiceWords.kinds[situation].name
  }
  return guidance[situation].choice
}

/** `khu phố 3, phường Mây Lành` */
export function placeName(area: AreaEntry, areas: readonly AreaEntry[]): string {
  const parent = areas.find(({ code }) => code === area.parent)
  return parent ? `${areaName(area)}, ${areaName(parent)}` : areaName(area)
}

type Asked = { message: ChatMessage; offered: string[] }

const asking: Record<Draft['asked'], (draft: Draft, lang: Lang, world: World) => Asked> = {
  kind: (_draft, lang) => ({
    message: listed(words.kind, situations.map(situationName), lang, words.danger),
    offered: [...situations],
  }),
  use: (_draft, lang) => ({
    message: listed(words.use, [useName('record'), useName('front-only')], lang),
    offered: ['record', 'front-only'],
  }),
  area: ({ offered }, lang, { areas }) => {
    const few = areas.length <= mostListed ? areas.map(({ code }) => code) : []
    const codes = offered.length > 0 ? offered : few
    const found = codes.flatMap((code) => areas.filter((area) => area.code === code))
    const places = found.map((area) => same(placeName(area, areas)))
    const question = offered.length > 0 ? words.areaWhich : words.area
    return { message: listed(question, places, lang), offered: found.map(({ code }) => code) }
  },
  about: ({ offered }, lang, { subjects }) => {
    const skip = buttonsOf(lang, 'skip')
    if (offered.length === 0) {
      return { message: { text: say(words.about, lang), buttons: skip }, offered }
    }
    const shown = offered.map((one) =>
      one.startsWith('text:') ? words.aboutNone : same(subjectName(one, subjects)),
    )
    return { message: listed(words.aboutWhich, shown, lang), offered }
  },
  text: (draft, lang) => {
    const begun = draft.words.length > 0 || draft.files.length > 0
    const sentence = begun ? words.textMore : words.text
    return {
      message: { text: say(sentence, lang), ...(begun && { buttons: buttonsOf(lang, 'done') }) },
      offered: [],
    }
  },
  confirm: (draft, lang, world) => ({
    message: {
      text: [readBack(draft, lang, world), say(words.confirm, lang)].join('\n'),
      buttons: buttonsOf(lang, 'send', 'back', 'cancel'),
    },
    offered: [],
  }),
}

/** A question with numbered choices; a button sends the number. */
export function listed(
  question: Sentence,
  choices: readonly Sentence[],
  lang: Lang,
  after?: Sentence,
): ChatMessage {
  const lines = choices.map((choice, place) => `${place + 1}. ${say(choice, lang)}`)
  const text = [say(question, lang), ...lines, ...(after ? [say(after, lang)] : [])].join('\n')
  if (choices.length === 0) return { text }
  return {
    text,
    buttons: lines.map((line, place) => ({ label: line.slice(0, 20), text: `${place + 1}` })),
  }
}

/** The post and the name of `official:…` or `collective:…`; empty when it is not near. */
export function subjectName(offered: string, subjects: World['subjects']): string {
  const found = subjects.find((one) => offered === subjectKey(one))
  if (!found) return ''
  return found.collective ? found.name : `${found.post} ${found.name}`
}

export function subjectKey({ official, collective }: World['subjects'][number]): string {
  return official ? `official:${official}` : `collective:${collective}`
}

function readBack(draft: Draft, lang: Lang, { areas }: World): string {
  const area = areas.find(({ code }) => code === draft.area)
  const text = textOf(draft.words)
  const lines: [Sentence, string][] = [
    [names.kind, draft.kind ? say(choiceWords.kinds[draft.kind].name, lang) : ''],
    [names.use, draft.use ? say(useName(draft.use), lang) : ''],
    [names.area, area ? placeName(area, areas) : (draft.area ?? '')],
    [names.about, draft.aboutName ?? say(names.nobody, lang)],
    [names.text, text.length > mostRead ? `${text.slice(0, mostRead).toWellFormed()}…` : text],
  ]
  const files = draft.files.length
  if (files > 0) lines.push([names.files, say(fileCount(files), lang)])
  return [
    say(words.readBack, lang),
    ...lines.map(([name, value]) => `• ${say(name, lang)}: ${value}`),
  ].join('\n')
}

function useName(use: 'record' | 'front-only'): Sentence {
  const { name, what } = formWords.uses[use]
  const bare = (text: string) => text.replace(/\.$/, '')
  return {
    vi: use === 'record' ? `${name.vi} ${what.vi}` : `${bare(name.vi)}. ${what.vi}`,
    en: use === 'record' ? `${name.en} ${what.en}` : `${bare(name.en)}. ${what.en}`,
  }
}

function same(text: string): Sentence {
  return { vi: text, en: text }
}

function buttonsOf(lang: Lang, ...which: (keyof typeof chatButtons)[]) {
  return which.map((name) => ({ label: say(chatButtons[name], lang) }))
}
