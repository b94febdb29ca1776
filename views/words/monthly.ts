import type { Sentence } from '../lang.ts'

/** `/bao-cao-thang`: the Front's report to the level above. */
export const monthlyWords = {
  title: { vi: 'Báo cáo tháng', en: 'Monthly report' },
  hint: {
    vi: 'Số thư tính tròn năm; dưới năm không nêu. Phần chữ để trống, Mặt trận viết rồi lấy số, ký.',
    en: 'Letters in whole fives, below five not at all. The words are left open; the Front writes, numbers and signs.',
  },
  month: { vi: 'Tháng', en: 'Month' },
  show: { vi: 'Xem', en: 'Show' },
  docx: { vi: 'Bản .docx để ký', en: 'The .docx to sign' },
  pdf: { vi: 'Bản PDF', en: 'The PDF' },
  received: { vi: 'Đã nhận, theo cách gửi', en: 'Received, by channel' },
  kinds: { vi: 'Theo loại', en: 'By kind' },
  outcomes: { vi: 'Đã xử lý đến nay', en: 'What became of it' },
  topics: { vi: 'Đã đưa vào, theo việc', en: 'Accepted, by topic' },
  done: { vi: 'Mặt trận đã làm', en: 'What the Front did' },
  total: { vi: 'Cộng, ít nhất', en: 'Together, at least' },
  few: { vi: 'dưới 5', en: 'below 5' },
  none: { vi: 'Không có.', en: 'None.' },
} satisfies Record<string, Sentence>

export const doneWords = {
  hearings: { vi: 'Thư xin ý kiến đã ban hành', en: 'Hearings issued' },
  hearingsReceived: { vi: 'Thư xin ý kiến đã ký nhận', en: 'Hearings received' },
  sheets: { vi: 'Gợi ý, nhận xét đã ký', en: 'Prompts and comments signed' },
  bundles: { vi: 'Tập tư liệu đã chốt', en: 'Bundles frozen' },
  handovers: { vi: 'Tập tư liệu đã bàn giao', en: 'Bundles handed over' },
  remediesDone: { vi: 'Việc khắc phục đã xong', en: 'Remedies done' },
  remediesLate: { vi: 'Việc khắc phục quá hạn đến nay', en: 'Remedies overdue today' },
} satisfies Record<string, Sentence>

/** The paper; Vietnamese, numbered and signed by the Front. */
export const monthlyPaper = {
  numberOf: 'Số: ......../BC-MTTQ-BTT',
  title: 'BÁO CÁO',
  subtitle: (month: string) => `Kết quả tiếp nhận, xử lý ý kiến góp ý của Nhân dân\ntháng ${month}`,
  dear: (above: string | null) => `Kính gửi: ${above ?? '.....................................'}`,
  body: (front: string, month: string) =>
    `Ban Thường trực ${front} báo cáo kết quả tiếp nhận, xử lý ý kiến góp ý của Nhân dân đối với cán bộ, đảng viên trong tháng ${month} như sau:`,
  headings: [
    'I. TIẾP NHẬN',
    'II. XỬ LÝ',
    'III. VIỆC MẶT TRẬN ĐÃ LÀM',
    'IV. ĐÁNH GIÁ, KHÓ KHĂN',
    'V. KIẾN NGHỊ VÀ VIỆC THÁNG TỚI',
  ],
  small:
    'Số ý kiến tính tròn năm (5, 10, 15…); nhóm dưới năm ý kiến không nêu số, để không lộ người góp ý ở nơi ít người.',
  dots: '……………………………………………………………………………………',
  columns: ['Nội dung', 'Số'],
  sign: ['TM. BAN THƯỜNG TRỰC', '(ký, ghi rõ họ tên, đóng dấu)'],
  copies: ['Nơi nhận:', '- Như trên;', '- Cấp ủy cùng cấp;', '- Lưu.'],
} as const
