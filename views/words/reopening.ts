import type { Sentence } from '../lang.ts'

export const reopeningProblems = {
  open: {
    vi: 'Kỳ này chưa khép, hoặc hồ sơ này đang mở lại rồi.',
    en: 'This cycle is not closed, or this record is open again already.',
  },
  future: { vi: 'Ngày này chưa tới.', en: 'This day has not come yet.' },
} satisfies Record<string, Sentence>

/** `/ho-so/:id/mo-lai`: a record of a closed cycle is rated again. */
export const reopeningWords = {
  title: { vi: 'Mở lại để đánh giá, xếp loại lại', en: 'Reopen for a new rating' },
  hint: {
    vi: 'Khi có kết luận hoặc kỷ luật về khuyết điểm của thời gian ấy. Tập tư liệu đã chốt giữ nguyên và vẫn kiểm chứng được; tài liệu mới, bản mới nằm bên cạnh. Hồ sơ mở đến khi ghi kết quả mới.',
    en: 'When a shortcoming of that time was concluded or disciplined only now. What was frozen stays and still verifies; new papers and a next version come beside it. The record is open until its new outcome is entered.',
  },
  cycle: { vi: 'Kỳ', en: 'Cycle' },
  reason: { vi: 'Lý do mở lại', en: 'Reason' },
  decidedBy: { vi: 'Cấp yêu cầu đánh giá lại', en: 'Body that asks for it' },
  document: { vi: 'Số văn bản', en: 'Number of its document' },
  decidedOn: { vi: 'Ngày văn bản', en: 'Day of the document' },
  ask: { vi: 'Xin mở lại', en: 'Ask to reopen' },
  askHint: {
    vi: 'Một người xin, Ban Thường trực đồng ý.',
    en: 'One person asks, the standing board agrees.',
  },
  asked: { vi: 'Đã xin; chờ Ban Thường trực đồng ý.', en: 'Asked; the standing board must agree.' },
  past: { vi: 'Các lần mở lại', en: 'Reopened' },
  isOpen: { vi: 'đang mở lại', en: 'open again' },
  isOver: { vi: 'đã ghi kết quả mới', en: 'new outcome entered' },
} satisfies Record<string, Sentence>
