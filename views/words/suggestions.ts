import type { Sentence } from '../lang.ts'
import { divertWords } from './moderation.ts'
import type { DivertKind } from './transfers.ts'

/** One rule: all its words must be there; `accents` when only the accented words count. */
export type SuggestionRule = {
  words: readonly string[]
  accents: boolean
  kind: DivertKind
  why: string
}

const rule = (kind: DivertKind, why: string, ...several: string[]): SuggestionRule[] =>
  several.map((one) => ({ words: one.split(' + '), accents: false, kind, why }))

/** The list an organisation starts with; people change it at `/goi-y`. */
export const builtInRules: readonly SuggestionRule[] = [
  ...rule(
    'denunciation',
    'người viết tự gọi là tố cáo',
    'đơn tố cáo',
    'tôi tố cáo',
    'tố cáo ông',
    'tố cáo bà',
    'xin tố cáo',
  ),
  { words: ['tố cáo'], accents: true, kind: 'denunciation', why: 'người viết tự gọi là tố cáo' },
  ...rule(
    'denunciation',
    'nói việc trái pháp luật và muốn bị xử lý',
    'vi phạm pháp luật',
    'trái pháp luật',
    'xử lý theo pháp luật',
    'xử lý trách nhiệm theo pháp luật',
  ),
  ...rule(
    'party_denunciation',
    'muốn Đảng kỷ luật một đảng viên',
    'tố cáo đồng chí',
    'tố cáo + đảng viên',
    'đảng xem xét kỷ luật',
    'ủy ban kiểm tra + tố cáo',
  ),
  ...rule(
    'corruption_report',
    'nói việc đưa, đòi, nhận tiền của',
    'tham nhũng',
    'tham ô',
    'hối lộ',
    'đòi tiền',
    'vòi tiền',
    'nhận tiền',
    'nhận phong bì',
    'lót tay',
    'bồi dưỡng + triệu',
    'ăn chặn',
    'biển thủ',
    'lấy của công',
  ),
  ...rule(
    'complaint',
    'không chịu một quyết định về mình',
    'đơn khiếu nại',
    'tôi khiếu nại',
    'khiếu nại',
    'không đồng ý với quyết định',
    'hủy quyết định',
    'quyết định thu hồi',
    'quyết định bồi thường',
  ),
  ...rule(
    'crime',
    'nói việc có thể là tội phạm',
    'trộm cắp',
    'cướp giật',
    'ma túy',
    'chích hút',
    'lừa đảo',
    'hiếp dâm',
    'đánh bạc',
    'giết người',
  ),
]

export const suggestionWords = {
  title: { vi: 'Quy tắc gợi ý', en: 'Suggestion rules' },
  intro: {
    vi: 'Máy dò chữ trong thư theo bảng này và chỉ gợi ý cho người xử lý; máy không quyết định gì, không gửi thư đi đâu. Dấu + là phải có đủ các chữ.',
    en: 'The letters are searched for these words, and the moderator gets a hint and no more; nothing is decided and nothing leaves this machine. + means that all the words must be there.',
  },
  words: { vi: 'Chữ cần dò', en: 'Words' },
  wordsHint: {
    vi: 'Viết có dấu. Nhiều chữ phải cùng có thì nối bằng dấu +, ví dụ: bồi dưỡng + triệu.',
    en: 'With accents. Join with + what must all be there.',
  },
  accents: {
    vi: 'Chỉ tính khi viết đủ dấu (chữ không dấu dễ hiểu sang nghĩa khác)',
    en: 'Counts only with its accents',
  },
  eitherWay: { vi: 'có dấu, không dấu', en: 'with or without accents' },
  accented: { vi: 'chỉ có dấu', en: 'accented only' },
  kind: { vi: 'Có thể', en: 'May be' },
  why: { vi: 'Vì sao (người xử lý đọc câu này)', en: 'Why (the moderator reads this)' },
  add: { vi: 'Thêm quy tắc', en: 'Add the rule' },
  drop: { vi: 'Bỏ', en: 'Drop' },
  tryTitle: { vi: 'Thử một câu', en: 'Try a sentence' },
  tryLabel: { vi: 'Câu thử (không giữ lại)', en: 'A sentence (not kept)' },
  tryButton: { vi: 'Thử', en: 'Try' },
  nothing: { vi: 'Câu này không có gợi ý.', en: 'No suggestion.' },
  versions: { vi: 'Các bản', en: 'Versions' },
  builtIn: { vi: 'Bản có sẵn', en: 'Built-in list' },
  use: { vi: 'Dùng lại', en: 'Use again' },
  now: { vi: 'đang dùng', en: 'in use' },
  version: { vi: 'Bản', en: 'Version' },
  count: { vi: 'Số quy tắc', en: 'Rules' },
  saved: { vi: 'Đã ghi bản mới.', en: 'A new version was kept.' },
  table: { vi: 'Bảng đang dùng', en: 'The list in use' },
  /** On the bench. */
  hint: {
    vi: 'Gợi ý, không phải kết luận. Người xử lý đọc thư rồi tự quyết định.',
    en: 'A hint, not a finding. Read the letter and decide yourself.',
  },
  because: { vi: 'vì có chữ', en: 'because of the words' },
  rules: { vi: 'Xem quy tắc', en: 'See the rules' },
} satisfies Record<string, Sentence>

/** `Có thể là tố cáo`. */
export function mayBe(kind: DivertKind): Sentence {
  const { vi, en } = divertWords[kind]
  return { vi: `Có thể ${vi}`, en: `Perhaps ${en}` }
}

export const suggestionProblems = {
  words: {
    vi: 'Xin ghi từ 2 đến 80 chữ cái; nhiều nhất 4 phần nối bằng dấu +.',
    en: '2 to 80 characters, at most 4 parts joined by +.',
  },
  kind: { vi: 'Xin chọn loại.', en: 'Choose the kind.' },
  why: { vi: 'Xin ghi vì sao, nhiều nhất 120 chữ cái.', en: 'Say why, at most 120 characters.' },
  many: { vi: 'Nhiều nhất 300 quy tắc.', en: 'At most 300 rules.' },
  already: { vi: 'Đã có quy tắc này.', en: 'There is such a rule already.' },
  gone: {
    vi: 'Quy tắc này không còn; bảng vừa có người sửa. Xin xem lại.',
    en: 'This rule is gone; somebody has just changed the list.',
  },
} satisfies Record<string, Sentence>
