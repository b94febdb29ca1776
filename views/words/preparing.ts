import type { Sentence } from '../lang.ts'

/** The nine slots of the evaluation file (domain guide 3.11): short in the grid's head, in full beside. */
export const slotWords: readonly {
  slot: number
  short: Sentence
  full: Sentence
  ifAny: boolean
}[] = [
  {
    slot: 1,
    short: { vi: 'Bản kiểm điểm', en: 'Self-review' },
    full: {
      vi: 'Bản kiểm điểm cá nhân, báo cáo kiểm điểm tập thể',
      en: 'Individual self-review, collective review report',
    },
    ifAny: false,
  },
  {
    slot: 2,
    short: { vi: 'Nơi cư trú', en: 'Residence' },
    full: { vi: 'Bản nhận xét của cấp ủy nơi cư trú', en: 'Comment of the residence committee' },
    ifAny: false,
  },
  {
    slot: 3,
    short: { vi: 'Biên bản', en: 'Minutes' },
    full: { vi: 'Biên bản hội nghị kiểm điểm', en: 'Minutes of the review meeting' },
    ifAny: false,
  },
  {
    slot: 4,
    short: { vi: 'Thẩm định', en: 'Appraisal' },
    full: {
      vi: 'Tổng hợp kết quả thẩm định của cơ quan tham mưu',
      en: 'Appraisal by the advisory bodies',
    },
    ifAny: false,
  },
  {
    slot: 5,
    short: { vi: 'Kết luận', en: 'Outcome' },
    full: { vi: 'Kết luận đánh giá, kết quả xếp loại', en: 'Conclusion and outcome' },
    ifAny: false,
  },
  {
    slot: 6,
    short: { vi: 'Gợi ý', en: 'Prompts' },
    full: { vi: 'Văn bản gợi ý kiểm điểm (nếu có)', en: 'Prompted issues (if any)' },
    ifAny: true,
  },
  {
    slot: 7,
    short: { vi: 'Góp ý', en: 'Bundle' },
    full: {
      vi: 'Văn bản tham gia, góp ý của tổ chức, tập thể, cá nhân (tập tổng hợp này)',
      en: 'Opinions of organisations and people (this bundle)',
    },
    ifAny: true,
  },
  {
    slot: 8,
    short: { vi: 'Khiếu nại', en: 'Complaints' },
    full: {
      vi: 'Hồ sơ giải quyết khiếu nại, kiến nghị về kết quả (nếu có)',
      en: 'Complaints about the result (if any)',
    },
    ifAny: true,
  },
  {
    slot: 9,
    short: { vi: 'Khác', en: 'Other' },
    full: { vi: 'Văn bản khác', en: 'Other papers' },
    ifAny: true,
  },
]

/** What a slot holds. */
export const slotStates = {
  here: { vi: 'có', en: 'here' },
  missing: { vi: 'thiếu', en: 'missing' },
  paper: { vi: 'ở hồ sơ giấy', en: 'on paper' },
  none: { vi: 'không cần', en: 'not needed' },
} satisfies Record<string, Sentence>

/** The last days for each step, counted back from the meeting (domain guide 11.4, all internal). */
export const clockWords = {
  moderated: {
    vi: 'Phân loại xong, gửi ý kiến cho người được góp ý',
    en: 'Moderated; criticism sent to the person concerned',
  },
  explained: { vi: 'Hạn tiếp thu, giải trình', en: 'Answers due' },
  frozen: { vi: 'Chốt tập', en: 'Freeze' },
  handedOver: { vi: 'Bàn giao cho cấp ủy', en: 'Hand over' },
  distributed: { vi: 'Phát tài liệu, đường dẫn xem', en: 'Copies and links given out' },
  meeting: { vi: 'Hội nghị kiểm điểm', en: 'Review meeting' },
} satisfies Record<string, Sentence>

/** `/ky/:id/chuan-bi`. */
export const prepareWords = {
  title: { vi: 'Chuẩn bị kỳ', en: 'Preparing the cycle' },
  toCycle: { vi: 'Chuẩn bị', en: 'Prepare' },
  dates: { vi: 'Các hạn, tính lùi từ ngày họp', en: 'Days, counted back from the meeting' },
  datesHint: {
    vi: 'Tính ngày làm việc thứ Hai đến thứ Sáu; chưa trừ ngày lễ, Tết, ngày nghỉ bù.',
    en: 'Working days Monday to Friday; public holidays are not taken off.',
  },
  noMeeting: {
    vi: 'Kỳ này chưa ghi ngày họp, nên chưa tính được các hạn.',
    en: 'The cycle names no meeting yet, so no days can be counted.',
  },
  past: { vi: 'đã qua', en: 'past' },
  today: { vi: 'hôm nay', en: 'today' },
  grid: { vi: 'Hồ sơ đánh giá', en: 'Evaluation files' },
  whom: { vi: 'Người, tập thể', en: 'Whom' },
  none: { vi: 'Kỳ này chưa có hồ sơ nào.', en: 'This cycle has no records yet.' },
  mark: { vi: 'Đánh dấu', en: 'Mark' },
  markTitle: (name: string): Sentence => ({
    vi: `Hồ sơ đánh giá: ${name}`,
    en: `Evaluation file: ${name}`,
  }),
  slot: { vi: 'Mục', en: 'Slot' },
  state: { vi: 'Tình trạng', en: 'State' },
  reference: { vi: 'Số hồ sơ giấy', en: 'Number of the paper file' },
  byItself: (text: string): Sentence => ({
    vi: `Máy đang ghi: ${text}`,
    en: `The service says: ${text}`,
  }),
  unmarked: { vi: '– chưa đánh dấu –', en: '– not marked –' },
  save: { vi: 'Lưu', en: 'Save' },
  back: { vi: 'Về bảng chuẩn bị', en: 'Back to the grid' },
  bundleAt: (version: number, state: string): Sentence => ({
    vi: `có, bản ${version} (${state})`,
    en: `here, version ${version} (${state})`,
  }),
  paperAt: (reference: string): Sentence => ({
    vi: `ở hồ sơ giấy số ${reference}`,
    en: `paper file ${reference}`,
  }),
} satisfies Record<string, Sentence | ((a: never, b: never) => Sentence)>

/** Freezing and printing a whole cycle at once. */
export const batchWords = {
  title: { vi: 'Chốt và in cả kỳ', en: 'Freeze and print the whole cycle' },
  hint: {
    vi: 'Ban Thường trực đồng ý một lần cho cả đợt. Hồ sơ không đổi thì giữ bản cũ; hồ sơ trống thì bỏ qua.',
    en: 'One agreement of a lead for all. Records that did not change keep their version; empty ones are passed over.',
  },
  cutOff: { vi: 'Ngày chốt', en: 'Cut-off' },
  reason: {
    vi: 'Lý do, cho những hồ sơ đã có bản trước',
    en: 'Reason, for records with an earlier version',
  },
  reasonDefault: { vi: 'Chốt lại cả kỳ trước hội nghị.', en: 'Chốt lại cả kỳ trước hội nghị.' },
  ask: { vi: 'Đề nghị chốt cả kỳ', en: 'Ask to freeze all' },
  asked: {
    vi: 'Đợt này đang chờ Ban Thường trực đồng ý (mục Đồng ý).',
    en: 'This batch waits for a lead (Approvals).',
  },
  declined: { vi: 'Đợt này không được đồng ý, hoặc đã hết hạn.', en: 'Declined or expired.' },
  progress: (done: number, all: number, printed: number): Sentence => ({
    vi: `Đã chốt ${done} / ${all} hồ sơ; đã dựng ${printed} tập để in.`,
    en: `${done} of ${all} records frozen; ${printed} bundles rendered for printing.`,
  }),
  reload: { vi: 'Xem lại', en: 'Look again' },
  index: { vi: 'Bảng kê các tập', en: 'Index of the bundles' },
  toIndex: { vi: 'Mở bảng kê và bộ in', en: 'Open the index and the print set' },
  printSet: {
    vi: 'Tải bộ in (ZIP: bảng kê và các tập PDF)',
    en: 'Print set (ZIP: index and PDFs)',
  },
  place: { vi: 'STT', en: 'No.' },
  whom: { vi: 'Người, tập thể', en: 'Whom' },
  version: { vi: 'Bản', en: 'Version' },
  check: { vi: 'Chuỗi kiểm tra', en: 'Check string' },
  result: { vi: 'Kết quả', en: 'Result' },
  results: {
    frozen: { vi: 'đã chốt', en: 'frozen' },
    unchanged: { vi: 'không đổi, giữ bản cũ', en: 'unchanged, version kept' },
    empty: { vi: 'chưa có ý kiến nào, bỏ qua', en: 'nothing to freeze, passed over' },
    exempt: { vi: 'được miễn kiểm điểm', en: 'exempt from review' },
    refused: { vi: 'chưa chốt được', en: 'not frozen' },
    waiting: { vi: 'đang chờ', en: 'waiting' },
  },
  signOut: { vi: 'Ký nhận', en: 'Received' },
  describe: (cycle: string): Sentence => ({
    vi: `Chốt cả kỳ: ${cycle}`,
    en: `Freeze the whole cycle: ${cycle}`,
  }),
} satisfies Record<string, unknown>
