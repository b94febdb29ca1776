import type { Sentence } from '../lang.ts'

/** What an accepted feedback is about, in plain words; criteria are mapped later, in bulk. */
export const topicWords = {
  'near-people': { vi: 'gần dân', en: 'close to the people' },
  manner: { vi: 'lời nói, thái độ', en: 'words and manner' },
  lifestyle: { vi: 'lối sống', en: 'way of life' },
  'family-example': { vi: 'gương mẫu gia đình', en: 'example set by the family' },
  handling: { vi: 'giải quyết việc', en: 'handling of matters' },
  unity: { vi: 'đoàn kết', en: 'unity' },
  thrift: { vi: 'tiết kiệm', en: 'thrift' },
  other: { vi: 'khác', en: 'other' },
} satisfies Record<string, Sentence>

export type Topic = keyof typeof topicWords

/** A topic as people read it; an unknown code is shown as it stands. */
export function topicName(code: string): Sentence {
  return isTopic(code) ? topicWords[code] : { vi: code, en: code }
}

function isTopic(code: string): code is Topic {
  return Object.hasOwn(topicWords, code)
}
