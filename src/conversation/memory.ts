import type { Lang } from '../../views/lang.ts'

/** What is taken in a chat; everything else goes to the web form or elsewhere. */
export type ChatKind = 'praise' | 'comment'
export type Use = 'record' | 'front-only'
export type About = { official?: string; collective?: string; text?: string }

/** The questions in the order they are asked; `confirm` reads everything back. */
export const questions = ['kind', 'use', 'area', 'about', 'text', 'confirm'] as const
export type Question = (typeof questions)[number]

/** Something of ours that the sender may unsend: `message` is its `message_key` in hex. */
export type Words = { text: string; message?: string }
export type KeptFile = { id: string; name: string; type: string; size: number; message?: string }

/** A form being filled. A missing answer has not been given yet. */
export type Draft = {
  /** UUID: the letter made of this draft is made once. */
  id: string
  asked: Question
  kind?: ChatKind
  use?: Use
  area?: string
  /** Empty: the sender did not want to say. */
  about?: About[]
  /** How `about` reads to people. */
  aboutName?: string
  /** Whether the sender said that all is said. */
  complete?: boolean
  words: Words[]
  files: KeptFile[]
  /** What the numbers of the last question stand for. */
  offered: string[]
}

/** A letter sent from this chat: enough to write to it again, not enough to open it. */
export type KeptThread = { thread: string; number: string }

/** Something said with a thread at hand, before we know where it belongs. */
export type Pending = { words: Words[]; files: KeptFile[]; offered: string[] }

/** Where a conversation stands. Nothing in it says who. */
export type Memory = {
  lang: Lang
  draft: Draft | null
  pending: Pending | null
  /** The act that waits for a second word: a withdrawal is not done by one slip. */
  asked: { act: 'withdraw'; thread: string } | null
  /** Newest first. */
  threads: KeptThread[]
  /** Messages taken back before they came here. */
  unsent: string[]
}

/** A chat that has said nothing yet. */
export function newMemory(): Memory {
  return { lang: 'vi', draft: null, pending: null, asked: null, threads: [], unsent: [] }
}

/** An empty form. */
export function newDraft(id: string): Draft {
  return { id, asked: 'kind', words: [], files: [], offered: [] }
}

/** The first question without an answer. */
export function nextQuestion(draft: Draft): Question {
  if (draft.kind === undefined) return 'kind'
  if (draft.use === undefined) return 'use'
  if (draft.area === undefined) return 'area'
  if (draft.about === undefined) return 'about'
  if (!draft.complete || isEmpty(draft)) return 'text'
  return 'confirm'
}

/** Whether there is nothing to send yet. */
export function isEmpty({ words, files }: Pick<Draft, 'words' | 'files'>): boolean {
  return words.length === 0 && files.length === 0
}

/** All that was written, message under message. */
export function textOf(words: readonly Words[]): string {
  return words.map(({ text }) => text).join('\n')
}
