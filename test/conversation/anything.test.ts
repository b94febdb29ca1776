import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Memory, questions } from '../../src/conversation/memory.ts'
import type { Heard } from '../../src/conversation/turn.ts'
import { counted, figure } from '../support/figures.ts'
import { areas, partner } from './partner.ts'

const runs = figure('conversations', 100)
const kinds = ['text', 'sticker', 'location', 'follow', 'unfollow', 'unknown'] as const
const known = [
  'chào', '1', '2', '3', '5', 'khen', 'góp ý', 'ML-3', 'kp5', 'bỏ qua', 'quay lại', 'xong', 'gửi', 'hủy', 'việc cũ',
  'việc mới', 'rút lại', 'lộ tôi', 'sai ý', 'đúng rồi', 'xem trả lời', 'english', 'tiếng việt', 'thôi', 'bác Sóng',
  'Tôi muốn khen bác Sóng đã giúp bà con dọn ngõ.', 'Hôm đó trời mưa, bác vẫn đi từng nhà.', 'tố cáo', '', '\u0000',
] // biome-ignore format: a list of words

// Sequences begin anywhere in a form, or after a letter: chance alone seldom gets that far.
const whole = [
  'chào',
  '2',
  '1',
  'ML-3',
  'bác Sóng',
  'Lời đầu.',
  'xong',
  'gửi',
  'Nhớ thêm điều này nữa.',
]
const beginning = fc.integer({ min: 0, max: whole.length }).map((length) => whole.slice(0, length))
const ending = ['ML-3', '1', '1', 'ML-3', 'bỏ qua', 'Kết.', 'xong', 'gửi']
const plainWords = /^Câu thứ \d+\.$/

const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('gửi', 'xong', '1', '2', 'ML-3', 'bỏ qua') },
  { weight: 3, arbitrary: fc.nat(99).map((n) => `Câu thứ ${n}.`) },
  { weight: 6, arbitrary: fc.constantFrom(...known) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 400 }) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 5_000, max: 11_000 }).map((n) => 'dài '.repeat(n / 4)),
  },
)
const message = fc.option(fc.constantFrom('m1', 'm2', 'm3', 'm4', 'm5'), { nil: undefined })
const heard: fc.Arbitrary<Heard> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ text, message }).map((one) => present({ kind: 'text', ...one })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        kind: fc.constantFrom(...kinds),
        message,
        area: fc.constantFrom('ML-3', undefined),
      })
      .map(present),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ kind: fc.constantFrom('unsend' as const, 'edit' as const), text, about: message })
      .map(present),
  },
  {
    weight: 1,
    arbitrary: fc.record({ id: fc.uuid(), message, bad: fc.boolean(), text }).map(
      ({ id, message: own, bad, text: under }): Heard =>
        present({
          kind: 'image',
          message: own,
          text: under,
          files: [
            bad ? { trouble: 'gone' } : { id, name: 'a', type: 'image/png', size: 2_000_000 },
          ],
        }),
    ),
  },
)

describe('any sequence of events', () => {
  it('never throws, always stands at a known question, always answers a text', () => {
    let turns = 0
    fc.assert(
      fc.property(beginning, fc.array(heard, { maxLength: 30, size: 'max' }), (begun, all) => {
        const chat = partner({ areas })
        chat.chat(...begun)
        for (const one of all) {
          const answer = chat.says(one)
          turns += 1
          const { draft, pending } = chat.memory
          if (draft) expect(questions).toContain(draft.asked)
          expect(draft && pending).toBeNull()
          const isRepeat = one.message !== undefined
          if (one.kind === 'text' && !isRepeat) expect(answer).not.toBe('')
        }
      }),
      { numRuns: runs },
    )
    counted('conversations', { turns })
  })

  it('never loses words but by «hủy», by taking back, by leaving, or because they accuse', () => {
    fc.assert(
      fc.property(beginning, fc.array(heard, { maxLength: 30, size: 'max' }), (begun, all) => {
        const chat = partner({ areas })
        chat.chat(...begun)
        for (const one of all) {
          const before = wordsOf(chat.memory)
          const asked = chat.draft?.asked
          const sent = chat.effects.length
          const answer = chat.says(one)
          const after = [...wordsOf(chat.memory), ...chat.effects.slice(sent).flatMap(sentWords)]
          const gone = before.filter((word) => !after.includes(word))
          const meant =
            ['unsend', 'edit', 'unfollow'].includes(one.kind) ||
            /không giữ chữ nào|chưa giữ chữ nào|kept nothing/.test(answer)
          if (!meant) expect(gone, JSON.stringify(one)).toEqual([])
          // At these questions whatever is no command is something to be kept.
          const said = one.kind === 'text' && one.message === undefined ? (one.text ?? '') : ''
          const isGathering = asked === 'text' || asked === 'confirm'
          if (!isGathering || !plainWords.test(said) || /10[.,]000/.test(answer)) continue
          expect(after, JSON.stringify(one)).toContain(said)
        }
      }),
      { numRuns: runs },
    )
  })

  it('sends exactly what was read back and confirmed', () => {
    let letters = 0
    fc.assert(
      fc.property(beginning, fc.array(heard, { maxLength: 30, size: 'max' }), (begun, all) => {
        const chat = partner({ areas })
        chat.chat(...begun)
        for (const one of [...all, ...ending]) {
          const before = chat.draft
          const sent = chat.letters.length
          chat.says(one)
          if (chat.letters.length === sent) continue
          letters += 1
          expect(chat.letters.at(-1)).toEqual(before)
          expect(before).toMatchObject({ asked: 'confirm', complete: true })
          expect(before?.kind && before.use && before.area && before.about).toBeTruthy()
        }
      }),
      { numRuns: runs },
    )
    expect(letters).toBeGreaterThan(runs / 20)
  })
})

function wordsOf({ draft, pending }: Memory): string[] {
  return [draft, pending].flatMap((one) => (one ? one.words.map((word) => word.text) : []))
}

function sentWords(effect: ReturnType<typeof partner>['effects'][number]): string[] {
  if (effect.kind === 'act') return []
  return (effect.kind === 'send' ? effect.draft.words : effect.words).map((word) => word.text)
}

// An absent field is absent.
function present(given: object): Heard {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Heard
}
