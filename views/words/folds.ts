import type { Sentence } from '../lang.ts'

/** Why a passage of a letter is marked: it may tell who somebody is. */
export const foldNames = {
  name: { vi: 'có vẻ là tên người', en: 'looks like a name' },
  phone: { vi: 'có vẻ là số điện thoại', en: 'looks like a telephone number' },
  paper: { vi: 'có vẻ là số giấy tờ', en: 'looks like the number of a paper' },
  account: { vi: 'có vẻ là số tài khoản', en: 'looks like an account number' },
  plate: { vi: 'có vẻ là biển số xe', en: 'looks like a number plate' },
  mail: { vi: 'có vẻ là địa chỉ thư', en: 'looks like a mail address' },
  address: { vi: 'có vẻ là địa chỉ nhà', en: 'looks like an address' },
  sender: { vi: 'người gửi nói về mình', en: 'the sender speaks of themselves' },
  kin: { vi: 'người nhà, người khác', en: 'family or a third person' },
  minor: { vi: 'trẻ em', en: 'a child' },
} satisfies Record<string, Sentence>
export type FoldReason = keyof typeof foldNames

/** What stands in the place of a passage that was folded away. */
export const foldSigns: Record<FoldReason, string> = {
  name: '[tên]',
  phone: '[số điện thoại]',
  paper: '[số giấy tờ]',
  account: '[số tài khoản]',
  plate: '[biển số]',
  mail: '[địa chỉ thư]',
  address: '[địa chỉ]',
  sender: '[người gửi]',
  kin: '[người khác]',
  minor: '[trẻ em]',
}

export const foldWords = {
  hint: {
    vi: 'Chỗ tô màu có thể làm lộ người: do quy tắc máy đoán, có thể sót hoặc thừa. Xin đọc kỹ.',
    en: 'Coloured passages may point at a person. Plain rules found them; they miss some and mark too many.',
  },
  copy: {
    vi: 'Chép vào bản tóm tắt, bỏ các chỗ tô màu',
    en: 'Copy into the summary without the coloured passages',
  },
  copied: {
    vi: 'Đã chép bản bỏ các chỗ tô màu. Xin viết lại bằng lời khác rồi lưu.',
    en: 'Copied without the coloured passages. Put it in other words, then save.',
  },
  still: { vi: 'Bản tóm tắt còn:', en: 'The summary still holds:' },
} satisfies Record<string, Sentence>

/** Warns that this many syllables in a row stand in the letter as they stand in the summary. */
export function verbatimWarning(syllables: number, words: string): Sentence {
  return {
    vi: `${syllables} tiếng liền giống hệt thư: “${words}”. Người quen giọng văn có thể nhận ra.`,
    en: `${syllables} syllables in a row are the letter's own: “${words}”. Who knows the style may know the writer.`,
  }
}
