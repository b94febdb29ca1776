import type { Sentence } from '../lang.ts'
import type { ResidenceLack } from './residence.ts'

export const stageWords = {
  none: { vi: 'chưa mở hồ sơ', en: 'no record' },
  open: { vi: 'đang làm hồ sơ', en: 'record open' },
  asked: { vi: 'xin chốt', en: 'freeze asked' },
  frozen: { vi: 'đã chốt', en: 'frozen' },
  handed_over: { vi: 'đã bàn giao', en: 'handed over' },
  considered: { vi: 'hội nghị đã xem', en: 'considered' },
  decided: { vi: 'đã có kết quả', en: 'outcome entered' },
} satisfies Record<string, Sentence>

/** Why there is no residence comment, in a word for a table. */
export const lackWords = {
  exempt: { vi: 'được miễn', en: 'exempt' },
  not_asked: { vi: 'chưa xin', en: 'not asked' },
  waiting: { vi: 'đã xin, còn hạn', en: 'asked, in time' },
  late: { vi: 'đã xin, quá hạn', en: 'asked, overdue' },
  unknown: { vi: 'chưa rõ nơi ở', en: 'residence unknown' },
} satisfies Record<ResidenceLack, Sentence>

/** `/ky/:id/do-phu`: what a cycle has heard and what not. */
export const coverageWords = {
  title: { vi: 'Độ phủ', en: 'Coverage' },
  hint: {
    vi: 'Nghe được từ đâu và còn thiếu ở đâu. Danh sách xếp theo địa bàn rồi theo tên, không so sánh ai với ai. Số thư chỉ nói tròn năm; dưới năm thì không nói.',
    en: 'Where something was heard and where not. By place, then name; nobody is compared. Letters are told in whole fives, below five not at all.',
  },
  xlsx: { vi: 'Tải bảng tính', en: 'Spreadsheet' },
  pdf: { vi: 'In (PDF)', en: 'Print (PDF)' },
  bundles: { vi: 'Tập tư liệu', en: 'Bundles' },
  bundlesDone: (done: number, all: number): Sentence => ({
    vi: `Đã chốt ${done}/${all}`,
    en: `Frozen ${done}/${all}`,
  }),
  unheard: { vi: 'Chưa có ý kiến từ bên ngoài', en: 'Without any outside input' },
  unheardNone: { vi: 'Ai cũng có ý kiến từ bên ngoài.', en: 'Everybody has outside input.' },
  quiet: { vi: 'Địa bàn chưa nghe được', en: 'Places not heard from' },
  quietHint: (quiet: number, all: number): Sentence => ({
    vi: `${quiet}/${all} địa bàn chưa có thư, hoặc có dưới 5 thư.`,
    en: `${quiet} of ${all} places have no letter, or fewer than five.`,
  }),
  communes: { vi: 'Theo xã, phường', en: 'By commune' },
  criteria: { vi: 'Theo tiêu chí', en: 'By criterion' },
  criteriaHint: {
    vi: 'Tiêu chí ghi “dưới 5” là chưa ai nói tới, hoặc mới có vài ý.',
    en: '“below 5”: nobody spoke about it, or only a few.',
  },
  channels: { vi: 'Theo cách gửi', en: 'By channel' },
  outstanding: { vi: 'Nhận xét còn thiếu', en: 'Comments outstanding' },
  list: { vi: 'Từng hồ sơ', en: 'Each record' },
  place: { vi: 'Địa bàn', en: 'Place' },
  whom: { vi: 'Ai', en: 'Whom' },
  heard: { vi: 'Ý kiến bên ngoài', en: 'Outside input' },
  residence: { vi: 'Nhận xét nơi cư trú', en: 'Residence comment' },
  comment: { vi: 'Nhận xét của Mặt trận', en: 'Comment of the Front' },
  stage: { vi: 'Tập tư liệu', en: 'Bundle' },
  yes: { vi: 'có', en: 'yes' },
  no: { vi: 'chưa', en: 'no' },
  given: { vi: 'đã có', en: 'given' },
  notApplicable: { vi: '–', en: '–' },
  count: { vi: 'Số', en: 'Number' },
  what: { vi: 'Nội dung', en: 'What' },
  few: { vi: 'dưới 5', en: 'below 5' },
  atLeast: (count: number): Sentence => ({ vi: `từ ${count}`, en: `${count} or more` }),
  outstandingResidence: { vi: 'Chi ủy nơi cư trú: còn thiếu', en: 'Residence cells: missing' },
  outstandingFront: { vi: 'Mặt trận: chưa ký nhận xét', en: 'The Front: no signed comment' },
  none: { vi: 'Không có.', en: 'None.' },
  prompts: { vi: 'Gợi ý kiểm điểm', en: 'Prompts' },
  report: { vi: 'Báo cáo tháng', en: 'Monthly report' },
  candidates: { vi: 'Để xem xét gợi ý kiểm điểm', en: 'For prompts' },
  remedies: { vi: 'Theo dõi khắc phục', en: 'Remedies' },
  groups: { vi: 'Tổ công tác', en: 'Working groups' },
} as const

/** The printed page; Vietnamese. */
export const coveragePaper = {
  title: 'ĐỘ PHỦ Ý KIẾN',
  subtitle: (cycle: string) => `(${cycle})`,
  foot: 'Số thư tính tròn năm, dưới năm không nêu. Không xếp hạng, không so sánh cá nhân.',
} as const
