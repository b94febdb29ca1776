import { say } from '../../views/lang.ts'
import { chatWords as words } from '../../views/words/chat.ts'
import { type GuidanceKind, guidance, guidanceWords } from '../../views/words/guidance.ts'
import { placeLine } from '../../views/words/places.ts'
import type { Memory } from './memory.ts'
import type { ChatMessage } from './say.ts'
import { type Turn, tell, type World } from './turn.ts'
import type { Elsewhere } from './understand.ts'

/** What is not taken in a chat: where it goes, and nothing of it is kept. */
export function elsewhere(
  memory: Memory,
  where: Elsewhere,
  area: string | undefined,
  world: World,
): Turn {
  const says = [where === 'web' ? webForm(memory, area, world) : guided(where, memory, area, world)]
  return { memory: { ...memory, draft: null, pending: null }, says }
}

/** The address of the web form, for the area when it is known. */
export function formAddress(baseUrl: string, area: string | undefined, kind: string): string {
  return area === undefined ? `${baseUrl}/` : `${baseUrl}/k/${area}/gui?kind=${kind}`
}

function webForm(memory: Memory, area: string | undefined, { baseUrl }: World): ChatMessage {
  const url = formAddress(baseUrl, area, 'report')
  return {
    ...tell(memory, words.web),
    buttons: [{ label: say(words.webButton, memory.lang), url }],
  }
}

function guided(
  kind: GuidanceKind,
  memory: Memory,
  area: string | undefined,
  { facts, places, baseUrl }: World,
): ChatMessage {
  const { lang } = memory
  const told = guidance[kind]
  const url = `${baseUrl}/huong-dan/${kind}${area === undefined ? '' : `?area=${area}`}`
  const lines = [
    say(told.first, lang),
    ...told.how.map((step, place) => `${place + 1}. ${say(step, lang)}`),
    say(guidanceWords.where, lang),
    ...told.where.map(
      ({ who, fact }) =>
        `• ${say(who, lang)}: ${placeLine(fact, { facts, places, phone: facts.phone }, lang)}`,
    ),
    say(words.commentInstead, lang),
  ]
  return { text: lines.join('\n'), buttons: [{ label: say(words.webButton, lang), url }] }
}
