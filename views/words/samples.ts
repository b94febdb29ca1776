import type { Sentence } from '../lang.ts'

/** Files drawn by lot for the auditor. */
export const sampleWords = {
  title: { vi: 'Kiểm tra theo mẫu', en: 'Samples' },
  lead: {
    vi: 'Máy bốc thăm 20 ý kiến đã quyết định. Trang mẫu cho thấy giờ giấc, lý do, hai người của từng việc và mục nhật ký; không có lời của ai. Mỗi lần bốc thăm đều vào nhật ký cùng số mầm, nên không bốc lại kín được.',
    en: 'Twenty decided files drawn by lot. A sample shows times, reasons, the two persons of each act and the custody entries; nobody’s words. Each draw is logged with its seed, so that nobody redraws unseen.',
  },
  draw: { vi: 'Bốc thăm 20 ý kiến', en: 'Draw 20 files' },
  none: { vi: 'Chưa bốc thăm lần nào.', en: 'None drawn so far.' },
  sample: { vi: 'Mẫu ngày', en: 'Sample of' },
  from: { vi: 'trong tổng số', en: 'out of' },
  seed: { vi: 'Số mầm', en: 'Seed' },
  by: { vi: 'người bốc', en: 'drawn by' },
  time: { vi: 'Lúc', en: 'When' },
  act: { vi: 'Việc', en: 'Act' },
  reason: { vi: 'Lý do', en: 'Reason' },
  asked: { vi: 'Người đề nghị', en: 'Asked by' },
  agreed: { vi: 'Người đồng ý', en: 'Agreed by' },
  entries: { vi: 'Mục nhật ký', en: 'Custody entries' },
  summary: { vi: 'viết tóm tắt', en: 'summary written' },
  askedFor: { vi: 'đề nghị', en: 'asked' },
  agreedTo: { vi: 'đã đồng ý', en: 'agreed' },
  declined: { vi: 'không đồng ý', en: 'declined' },
  returned: { vi: 'trả lại', en: 'returned' },
  notes: { vi: 'Ghi nhận của người kiểm tra', en: 'What the auditor found' },
  noteField: { vi: 'Ghi nhận mới', en: 'New note' },
  noteButton: { vi: 'Ghi', en: 'Keep it' },
  noteMissing: {
    vi: 'Xin viết ghi nhận, nhiều nhất 4.000 ký tự.',
    en: 'Write the note, at most 4,000 characters.',
  },
  gone: { vi: '(đã hủy)', en: '(destroyed)' },
  nothing: { vi: 'Chưa có ý kiến nào được quyết định.', en: 'Nothing has been decided yet.' },
  notFound: { vi: 'Không có mẫu này.', en: 'There is no such sample.' },
} satisfies Record<string, Sentence>
