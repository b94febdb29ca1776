import type { Sentence } from '../lang.ts'

/** What freezing a bundle says when it cannot be done. */
export const freezingWords = {
  notFound: {
    vi: 'Không có hồ sơ hoặc tập tư liệu này.',
    en: 'There is no such record or bundle.',
  },
  empty: {
    vi: 'Hồ sơ chưa có ý kiến nào đã tiếp nhận trước ngày chốt, nên chưa lập được bản tổng hợp.',
    en: 'The record holds no accepted evidence up to the cut-off, so there is nothing to freeze.',
  },
  exempt: {
    vi: 'Đồng chí này được miễn kiểm điểm trong kỳ, nên không lập bản tổng hợp.',
    en: 'This official is exempt from review in this cycle; no bundle is made.',
  },
  reasonMissing: {
    vi: 'Đã có bản trước. Muốn lập bản mới thì xin ghi lý do sửa.',
    en: 'An earlier version exists. A correction needs a reason.',
  },
  asked: {
    vi: 'Đang chờ Ban Thường trực đồng ý cho bản trước. Xin đợi trả lời.',
    en: 'An earlier request for this record is waiting for a lead.',
  },
  changed: {
    vi: 'Trong lúc chờ đã có bản khác được chốt. Xin đề nghị lại.',
    en: 'Another version was frozen meanwhile. Please ask again.',
  },
  cutOff: {
    vi: 'Ngày chốt không được sau hôm nay và phải nằm trong kỳ.',
    en: 'The cut-off must lie within the cycle and not in the future.',
  },
  notReady: {
    vi: 'Bản này chưa in xong. Xin mở lại sau ít phút.',
    en: 'This bundle is not rendered yet. Please try again in a few minutes.',
  },
  faulty: {
    vi: 'Số liệu của hồ sơ không khớp, nên chưa chốt được',
    en: 'The figures of the record do not add up, so nothing was frozen',
  },
} satisfies Record<string, Sentence>

/** Words of the bundle's pages. */
export const bundlePageWords = {
  title: {
    vi: 'Bản tổng hợp ý kiến góp ý của Nhân dân và nhận xét nơi cư trú',
    en: 'Bundle: opinions of the people and residence comments',
  },
  list: { vi: 'Các bản tổng hợp', en: 'Bundles' },
  none: { vi: 'Chưa có bản tổng hợp nào.', en: 'No bundle yet.' },
  whom: { vi: 'Về', en: 'About' },
  cycle: { vi: 'Kỳ', en: 'Cycle' },
  version: { vi: 'Bản', en: 'Version' },
  cutOff: { vi: 'Ngày chốt', en: 'Cut-off' },
  state: { vi: 'Tình trạng', en: 'State' },
  check: { vi: 'Chuỗi kiểm tra', en: 'Check string' },
  reason: { vi: 'Lý do sửa', en: 'Reason for the correction' },
  record: { vi: 'Mở hồ sơ kiểm điểm', en: 'Open the review record' },
  download: { vi: 'Tải về', en: 'Download' },
  reload: { vi: 'Xem lại', en: 'Look again' },
  how: {
    vi: 'Kiểm tra không cần mạng: giải nén tệp ZIP và làm theo VERIFY.txt, hoặc chạy “ydan verify”. Chuỗi kiểm tra phải giống chuỗi in ở trang đầu.',
    en: 'To check offline: unpack the ZIP and follow VERIFY.txt, or run “ydan verify”. The check string must equal the one on the first page.',
  },
} satisfies Record<string, Sentence>

export const bundleStates = {
  asked: { vi: 'Chờ Ban Thường trực đồng ý', en: 'Waiting for a lead' },
  declined: { vi: 'Không được đồng ý, hoặc đã hết hạn', en: 'Declined or expired' },
  rendering: { vi: 'Đã chốt, đang in', en: 'Frozen, being rendered' },
  frozen: { vi: 'Đã chốt', en: 'Frozen' },
  handed_over: { vi: 'Đã bàn giao', en: 'Handed over' },
  consulted: { vi: 'Hội nghị đã xem', en: 'Considered by a meeting' },
  outcome_recorded: { vi: 'Đã có kết luận', en: 'Outcome recorded' },
  follow_up: { vi: 'Đang khắc phục', en: 'Remedies under way' },
  archived: { vi: 'Lưu hồ sơ', en: 'Archived' },
  returned: { vi: 'Đã trả lại', en: 'Returned' },
} satisfies Record<string, Sentence>

export const fileWords = {
  zip: { vi: 'Tệp ZIP có chữ ký, để kiểm tra', en: 'Signed ZIP, for checking' },
  pdf: { vi: 'Bản PDF để in', en: 'PDF for printing' },
  docx: { vi: 'Bản Word để ghi số, ký', en: 'Word, to number and sign' },
} satisfies Record<string, Sentence>
