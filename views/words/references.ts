import { shownDay } from '../dates.ts'
import type { Sentence } from '../lang.ts'

/** Whose paper it is. The cell of the residence is not among them: it writes here itself. */
export const referenceSources = {
  'cell-party': { vi: 'Chi bộ nơi sinh hoạt', en: 'Own Party cell' },
  leaders: { vi: 'Tập thể lãnh đạo', en: 'Leadership collective' },
  committee: { vi: 'Tập thể cấp ủy', en: 'Party committee' },
  head: { vi: 'Người đứng đầu', en: 'Head of the body' },
  confidence: { vi: 'Lấy phiếu tín nhiệm', en: 'Confidence vote' },
  petitions: { vi: 'Đơn thư', en: 'Petitions' },
} satisfies Record<string, Sentence>
export type ReferenceSource = keyof typeof referenceSources

/** A paper of another body as lists show it. */
export type ShownReference = {
  id: string
  source: ReferenceSource
  number: string
  datedOn: string
  issuer: string
  /** Of petitions alone, and never more than counts. */
  petitions: { received: number; settled: number; overdue: number } | null
}

/** What is wrong with a field of the form. */
export const referenceFields: Readonly<Record<string, Sentence>> = {
  source: { vi: 'Xin chọn nguồn.', en: 'Choose the source.' },
  number: {
    vi: 'Xin ghi số văn bản, nhiều nhất 60 chữ cái.',
    en: 'Write the number of the document, at most 60 characters.',
  },
  datedOn: {
    vi: 'Xin ghi ngày văn bản, không sau hôm nay.',
    en: 'Write the day of the document, not after today.',
  },
  issuer: {
    vi: 'Xin ghi nơi ban hành, nhiều nhất 200 chữ cái.',
    en: 'Write who issued it, at most 200 characters.',
  },
  received: {
    vi: 'Đơn thư: xin ghi số đã nhận, từ 0. Nguồn khác: để trống.',
    en: 'Petitions: how many were received, from 0. Other sources: leave it empty.',
  },
  settled: {
    vi: 'Đơn thư: xin ghi số đã giải quyết, từ 0. Nguồn khác: để trống.',
    en: 'Petitions: how many were settled, from 0. Other sources: leave it empty.',
  },
  overdue: {
    vi: 'Đơn thư: xin ghi số quá hạn, từ 0. Nguồn khác: để trống.',
    en: 'Petitions: how many are overdue, from 0. Other sources: leave it empty.',
  },
  replaces: {
    vi: 'Xin chọn một văn bản cùng nguồn, còn đứng trong hồ sơ này.',
    en: 'Choose a document of the same source that stands on this record.',
  },
}

/** `/ho-so/:id/nguon-khac`, and its part on the record. */
export const referenceWords = {
  title: { vi: 'Nguồn khác', en: 'Other sources' },
  lead: {
    vi: 'Văn bản của nơi khác về người hoặc tập thể này: chỉ số, ngày, nơi ban hành. Nội dung ở tại nơi ban hành.',
    en: 'Documents of other bodies about this subject: number, day and issuer alone. What they say stays with their issuer.',
  },
  none: { vi: 'chưa có', en: 'none yet' },
  enter: { vi: 'Ghi một văn bản', en: 'Enter a document' },
  change: { vi: 'Ghi, sửa', en: 'Enter or correct' },
  see: { vi: 'Xem trang riêng', en: 'Its own page' },
  source: { vi: 'Nguồn', en: 'Source' },
  choose: { vi: 'Chọn nguồn', en: 'Choose' },
  number: { vi: 'Số, ký hiệu văn bản', en: 'Number of the document' },
  datedOn: { vi: 'Ngày văn bản', en: 'Day of the document' },
  issuer: { vi: 'Nơi ban hành', en: 'Issued by' },
  counts: { vi: 'Chỉ khi là đơn thư', en: 'For petitions alone' },
  countsHint: {
    vi: 'Chỉ ghi ba con số trong văn bản. Không ghi tên ai, không ghi nội dung đơn.',
    en: 'The three figures of the document. No names, nothing of what petitions say.',
  },
  received: { vi: 'Đã nhận', en: 'Received' },
  settled: { vi: 'Đã giải quyết', en: 'Settled' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  replaces: { vi: 'Thay cho (khi ghi lại cho đúng)', en: 'In place of (a correction)' },
  replacesNone: { vi: 'Không thay văn bản nào', en: 'None' },
  save: { vi: 'Ghi vào hồ sơ', en: 'Enter' },
  closed: {
    vi: 'Kỳ đã đóng nên không ghi thêm.',
    en: 'The cycle is closed; nothing more is entered.',
  },
} satisfies Record<string, Sentence>

/** `số 12-NQ/CB, ngày 05/01/2026, Chi bộ khu phố 3; đã nhận 12, đã giải quyết 10, quá hạn 1`. */
export function referenceLine(paper: Omit<ShownReference, 'id' | 'source'>): Sentence {
  const { number, datedOn, issuer, petitions } = paper
  const day = shownDay(datedOn)
  if (petitions === null) {
    return {
      vi: `số ${number}, ngày ${day}, ${issuer}`,
      en: `no. ${number} of ${day}, ${issuer}`,
    }
  }
  const { received, settled, overdue } = petitions
  return {
    vi: `đã nhận ${received}, đã giải quyết ${settled}, quá hạn ${overdue} (số ${number}, ngày ${day}, ${issuer})`,
    en: `${received} received, ${settled} settled, ${overdue} overdue (no. ${number} of ${day}, ${issuer})`,
  }
}

/** What the head of a body is asked besides. */
export const headWords = {
  title: { vi: 'Người đứng đầu', en: 'As head' },
  hint: {
    vi: 'Những điều xem thêm ở người đứng đầu, lấy từ chính hồ sơ này. Không cộng, không chấm điểm.',
    en: 'What a head is looked at for besides, drawn from this very record. Nothing is added up or scored.',
  },
  unity: { vi: 'Đoàn kết, quy tụ', en: 'Unity' },
  example: {
    vi: 'Phòng, chống tham nhũng, nêu gương (theo tiêu chí)',
    en: 'Against corruption; setting an example (by criterion)',
  },
  noCriteria: {
    vi: 'Khung tiêu chí của kỳ này chưa có tiêu chí đạo đức, nêu gương.',
    en: 'The framework of this cycle has no such criterion yet.',
  },
  family: { vi: 'Gương mẫu của gia đình', en: 'Example of the family' },
  contact: { vi: 'Giữ mối liên hệ với nơi cư trú', en: 'In touch with the residence' },
  petitions: { vi: 'Giải quyết đơn thư', en: 'Petitions' },
  nothing: { vi: 'Chưa có ý kiến.', en: 'Nothing said yet.' },
  noComment: {
    vi: 'Chưa có nhận xét của chi ủy nơi cư trú về điều này.',
    en: 'No comment of the residence cell on this yet.',
  },
  noPetitions: { vi: 'Chưa có số liệu.', en: 'No figures yet.' },
} satisfies Record<string, Sentence>

/** The same in the bundle's paper, which is Vietnamese. */
export const headPaper = {
  heading: 'I (a). NGƯỜI ĐỨNG ĐẦU',
  columns: [
    { title: 'Điều xem thêm ở người đứng đầu', share: 40 },
    { title: 'Có trong tài liệu này', share: 60 },
  ],
  item: (number: number, polarity: string) => `số ${number} (${polarity})`,
  criterion: (code: string, name: string) => `Tiêu chí ${code}: ${name}`,
  contact: (cell: string, text: string) => `${cell}: ${text}`,
} as const

export const referencePaper = {
  heading: 'III (c). NGUỒN KHÁC',
  intro: 'Chỉ ghi số, ngày, nơi ban hành; nội dung ở tại nơi ban hành.',
  columns: [
    { title: 'Nguồn', share: 28 },
    { title: 'Văn bản', share: 72 },
  ],
} as const
