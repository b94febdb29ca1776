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
  pictureGone: {
    vi: 'Một hình đã chốt nay không còn mở được (đã hủy). Xin chốt phiên bản mới.',
    en: 'A picture that was frozen can no longer be opened (it was destroyed). Please freeze a new version.',
  },
  tooMuch: {
    vi: 'Hình kèm theo quá nhiều cho một tập (trên 1 GB hoặc trên 40.000 hình). Xin rút bớt.',
    en: 'Too many pictures for one bundle (above 1 GB or 40,000 of them). Please take some back.',
  },
  noCheckpoint: {
    vi: 'Nhật ký lưu chuyển chưa có điểm chốt sau khi chốt bản này. Máy sẽ làm lại sau ít phút.',
    en: 'The custody log has no checkpoint after this freeze yet. It is tried again in a few minutes.',
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
    vi: 'Kiểm tra không cần mạng: giải nén tệp ZIP, mở verify.html rồi chọn tệp ZIP; hoặc làm theo VERIFY.txt, hoặc chạy “ydan verify”. Chuỗi kiểm tra phải giống chuỗi in ở trang đầu.',
    en: 'To check offline: unpack the ZIP, open verify.html and choose the ZIP; or follow VERIFY.txt, or run “ydan verify”. The check string must equal the one on the first page.',
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
  xlsx: { vi: 'Bảng Excel các nội dung và số liệu', en: 'Excel sheet of items and figures' },
} satisfies Record<string, Sentence>

/** Which part of a PDF that comes in several. */
export function volumeName(volume: number): Sentence {
  return { vi: `tập ${volume}`, en: `volume ${volume}` }
}

/** Numbered copies for a meeting. */
export const copyWords = {
  title: { vi: 'In bản đánh số', en: 'Print numbered copies' },
  hint: {
    vi: 'Mỗi bản ghi “Bản số 07/15. Thu hồi sau hội nghị”, kèm danh sách ký nhận và thu hồi. Tải về một tệp ZIP.',
    en: 'Each says “Copy 07/15. To be returned after the meeting”; a list to sign comes along. You get one ZIP file.',
  },
  of: { vi: 'Tổng số bản', en: 'Copies in all' },
  from: { vi: 'In từ số', en: 'From number' },
  to: { vi: 'Đến số (để trống: tất cả)', en: 'To number (empty: all)' },
  print: { vi: 'Tải bản đánh số', en: 'Get the copies' },
  range: {
    vi: 'Xin ghi số từ 1 đến 99; số đầu không lớn hơn số cuối, số cuối không lớn hơn tổng số bản.',
    en: 'Give numbers from 1 to 99; the first not above the last, the last not above the total.',
  },
  tooMany: {
    vi: 'Nhiều quá cho một tệp. Xin in từng phần: chọn từ số, đến số.',
    en: 'Too many for one file. Please print in parts: choose from and to.',
  },
  unreadable: {
    vi: 'Tệp của bản này không đọc được.',
    en: 'The file of this bundle cannot be read.',
  },
} satisfies Record<string, Sentence>
