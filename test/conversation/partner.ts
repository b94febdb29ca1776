import { reply } from '../../src/conversation/dialogue.ts'
import { type Memory, newMemory } from '../../src/conversation/memory.ts'
import { added, done, notAdded, sent } from '../../src/conversation/outcome.ts'
import type { ChatMessage } from '../../src/conversation/say.ts'
import type { Effect, Heard, ThreadNow, World } from '../../src/conversation/turn.ts'

export const areas = [
  { code: 'ML', kind: 'phường', name: 'Mây Lành', parent: null },
  { code: 'ML-3', kind: 'khu phố', name: '3', parent: 'ML' },
  { code: 'ML-5', kind: 'khu phố', name: '5', parent: 'ML' },
  { code: 'GN', kind: 'xã', name: 'Gió Nhẹ', parent: null },
  { code: 'GN-D', kind: 'thôn', name: 'Đông', parent: 'GN' },
  { code: 'GN-5', kind: 'khu phố', name: '5', parent: 'GN' },
]
export const song = '11111111-1111-4111-8111-111111111111'
export const cheo = '22222222-2222-4222-8222-222222222222'
export const huy = '33333333-3333-4333-8333-333333333333'
export const committee = '44444444-4444-4444-8444-444444444444'
export const subjects = [
  {
    official: song,
    name: 'Trần Văn Sóng',
    post: 'Trưởng khu phố 3',
    area: 'ML-3',
    handledBy: null,
  },
  {
    official: cheo,
    name: 'Lê Thị Chèo',
    post: 'Chủ tịch UBND phường',
    area: 'ML',
    handledBy: null,
  },
  { official: huy, name: 'Đặng Quang Huy', post: 'Công an khu vực', area: 'ML-3', handledBy: null },
  {
    collective: committee,
    name: 'Ban công tác Mặt trận khu phố 3',
    post: 'Ban công tác Mặt trận khu phố 3',
    area: 'ML-3',
    handledBy: null,
  },
]

/** Someone who chats with the dialogue, and what came of it; nothing is stored anywhere. */
export function partner(given: Partial<World> = {}, memory: Memory = newMemory()) {
  const threads = new Map<string, ThreadNow>()
  const gone = new Set<string>()
  const said: ChatMessage[][] = []
  const effects: Effect[] = []
  let count = 0
  let now = memory

  function worldNow(): World {
    count += 1
    return {
      areas,
      subjects,
      facts: { phone: '0900 000 113' },
      places: {},
      baseUrl: 'https://gopy.test',
      foreign: false,
      threads: now.threads.flatMap(({ thread }) => threads.get(thread) ?? []),
      newId: `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`,
      ...given,
    }
  }

  function doIt(effect: Effect, state: Memory, world: World) {
    effects.push(effect)
    if (effect.kind === 'act') return done(state, effect.thread, effect.act)
    if (effect.kind === 'write') {
      return gone.has(effect.thread)
        ? notAdded(state, effect.thread, effect, world)
        : added(state, effect.thread)
    }
    const thread = `thread-${effects.length}`
    const number = `${String(effects.length).padStart(4, '0')}/2026`
    threads.set(thread, { thread, number, state: 'received', may: ['withdraw', 'satisfied'] })
    const receipt = '4821-0937-5516-2204-7730'
    const receipted = { receipt, number, digest: '', day: '2026-11-21', comeBack: '2026-12-03' }
    return sent(state, receipted, thread, world)
  }

  /** Says one thing (text, or an event) and answers what is said back, as one text. */
  function says(what: string | Heard): string {
    const heard: Heard = typeof what === 'string' ? { kind: 'text', text: what } : what
    const world = worldNow()
    const turn = reply(now, heard, world)
    const after = turn.effect ? doIt(turn.effect, turn.memory, world) : turn
    // What is remembered must survive being written down.
    now = JSON.parse(JSON.stringify(after.memory)) as Memory
    said.push(after.says)
    return after.says.map(({ text }) => text).join('\n')
  }

  return {
    says,
    effects,
    threads,
    gone,
    /** All of it in order; answers the last thing said back. */
    chat: (...all: (string | Heard)[]) => all.map(says).at(-1) ?? '',
    get memory() {
      return now
    },
    get draft() {
      return now.draft
    },
    get buttons() {
      return said.at(-1)?.flatMap(({ buttons = [] }) => buttons) ?? []
    },
    /** The letters that went out. */
    get letters() {
      return effects.flatMap((effect) => (effect.kind === 'send' ? [effect.draft] : []))
    },
  }
}
