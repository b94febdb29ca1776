import type { Sentence } from '../lang.ts'
import { chatConsentVersion, chatWords } from './chat.ts'
import { consentVersion } from './consents.ts'
import { formWords, withdrawWords } from './form.ts'
import { privacyVersion, privacyWords } from './privacy.ts'

/** Words that somebody agreed to, or that were shown beside them, as they stood in one version. */
export type Agreed = { version: string; title: Sentence; lines: readonly Sentence[] }

const { record, 'front-only': frontOnly } = formWords.uses
const joined = (name: Sentence, what: Sentence): Sentence => ({
  vi: `${name.vi} ${what.vi}`,
  en: `${name.en} ${what.en}`,
})

/**
 * Every version of the words that consents name, newest first. The newest is what the form says now;
 * when words change, give them a new version and put a copy of the old lines here (a test looks).
 */
export const agreedTexts: readonly Agreed[] = [
  {
    version: consentVersion,
    title: { vi: 'Lời đồng ý trên trang, trên giấy, qua thư', en: 'Consent on the form' },
    lines: [
      formWords.use,
      joined(record.name, record.what),
      joined(frontOnly.name, frontOnly.what),
      formWords.contactConsent,
      formWords.send,
      withdrawWords(undefined),
    ],
  },
  {
    version: chatConsentVersion,
    title: { vi: 'Lời đồng ý khi nhắn tin', en: 'Consent in a chat' },
    lines: [chatWords.seen, chatWords.use, chatWords.confirm],
  },
  {
    version: privacyVersion,
    title: privacyWords.title,
    lines: privacyWords.parts.flatMap(({ heading, lines }) => [heading, ...lines]),
  },
]

export const agreedWords = {
  title: { vi: 'Lời đã đồng ý, từng bản', en: 'What was agreed to, version by version' },
  lead: {
    vi: 'Mỗi thư giữ số bản của lời mà người gửi đã đồng ý. Bản cũ ở lại đây để đọc.',
    en: 'Each letter keeps the version its sender agreed to. Old versions stay here.',
  },
  version: { vi: 'Bản', en: 'Version' },
  back: { vi: 'Ai xem, giữ bao lâu', en: 'Who reads it, for how long' },
} satisfies Record<string, Sentence>
