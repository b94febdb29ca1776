import type { Sentence } from '../lang.ts'

/** How sure an accepted item is: accepted means received and put in, not true (design §1.4). */
export const standingWords = {
  said: { vi: 'chỉ ghi lại lời dân', en: 'residents’ words, as said' },
  several: { vi: 'nhiều người cùng nêu', en: 'raised by several people' },
  confirmed: {
    vi: 'Ban công tác Mặt trận xác nhận có việc',
    en: 'the neighbourhood Front committee confirms that it happened',
  },
  documented: { vi: 'có tài liệu kèm theo', en: 'with papers attached' },
} satisfies Record<string, Sentence>

/** Praise and concern, alike. */
export const polarityWords = {
  positive: { vi: 'ghi nhận', en: 'praise' },
  negative: { vi: 'góp ý', en: 'concern' },
  mixed: { vi: 'vừa ghi nhận vừa góp ý', en: 'praise and concern' },
} satisfies Record<string, Sentence>
