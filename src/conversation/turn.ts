import type { ArrivalKind } from '../../channels/channel.ts'
import type { AreaEntry, AreaPlaces, Subject } from '../../db/door.ts'
import { type Sentence, say } from '../../views/lang.ts'
import type { SenderAct } from '../intake/acts.ts'
import type { AreaFacts } from '../intake/area-facts.ts'
import type { Draft, KeptFile, Memory, Words } from './memory.ts'
import type { ChatMessage } from './say.ts'

/** Why a file could not be kept. */
export type FileTrouble = 'gone' | 'too-large' | 'refused' | 'empty' | 'type' | 'lies'

/** One event as the dialogue hears it; it never learns from whom. */
export type Heard = {
  kind: ArrivalKind
  text?: string
  /** `message_key` (hex) of this message, and of the one an unsend or edit is about. */
  message?: string
  about?: string
  /** The area a deep link or a typed code leads to, open today. */
  area?: string
  files?: readonly (KeptFile | { trouble: FileTrouble })[]
}

/** A letter of this chat as it stands now. */
export type ThreadNow = {
  thread: string
  number: string
  state: string
  may: readonly SenderAct[]
}

/** What the dialogue may know besides what was said. */
export type World = {
  areas: readonly AreaEntry[]
  /** Whom a letter from the draft's area may be about. */
  subjects: readonly Subject[]
  /** What the Front of the draft's area has filled in about itself. */
  facts: AreaFacts
  /** Where the rest goes near that area. */
  places: AreaPlaces
  /** Public address of the letterbox, without a slash at the end. */
  baseUrl: string
  /** Whether what is written here leaves the country. */
  foreign: boolean
  threads: readonly ThreadNow[]
  /** UUID for a draft begun now. */
  newId: string
}

/** What must be done before the sender is told that it was done. */
export type Effect =
  | { kind: 'send'; draft: Draft }
  | { kind: 'write'; thread: string; words: Words[]; files: KeptFile[] }
  | { kind: 'act'; thread: string; act: SenderAct }

/** One turn of the dialogue. With an effect, `says` comes after what its doing says. */
export type Turn = { memory: Memory; says: ChatMessage[]; effect?: Effect }

/** Plain words in the conversation's language. */
export function tell({ lang }: Pick<Memory, 'lang'>, ...sentences: Sentence[]): ChatMessage {
  return { text: sentences.map((sentence) => say(sentence, lang)).join('\n') }
}
