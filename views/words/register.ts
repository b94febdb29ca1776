import type { Sentence } from '../lang.ts'

/** `/so`: the register of documents about these letters, one book a year. */
export const registerWords = {
  title: { vi: 'Sổ đến, sổ đi', en: 'The register' },
  lead: {
    vi: 'Mỗi năm một quyển đến, một quyển đi, riêng cho ý kiến của Nhân dân. Không ghi tên người gửi. Ghi sai thì gạch bỏ, không xóa.',
    en: 'One book in and one out a year, for these letters alone. No sender’s name. A wrong line is struck, never deleted.',
  },
  in: { vi: 'Văn bản đến', en: 'Incoming' },
  out: { vi: 'Văn bản đi', en: 'Outgoing' },
  year: { vi: 'Năm', en: 'Year' },
  show: { vi: 'Xem', en: 'Show' },
  pdf: { vi: 'In (PDF)', en: 'Print (PDF)' },
  xlsx: { vi: 'Tải Excel', en: 'Excel' },
  number: { vi: 'Số', en: 'No.' },
  day: { vi: 'Ngày', en: 'Day' },
  from: { vi: 'Nơi gửi', en: 'From' },
  to: { vi: 'Nơi nhận', en: 'To' },
  reference: { vi: 'Số, ký hiệu, ngày văn bản', en: 'Document no. and day' },
  abstract: { vi: 'Trích yếu', en: 'Abstract' },
  receipts: { vi: 'Phiếu số', en: 'Receipts' },
  signer: { vi: 'Người ký', en: 'Signed by' },
  note: { vi: 'Ghi chú', en: 'Note' },
  struck: { vi: 'đã gạch bỏ', en: 'struck' },
  strike: { vi: 'Gạch bỏ', en: 'Strike' },
  strikeTitle: { vi: 'Gạch bỏ một dòng ghi sai', en: 'Strike a wrong line' },
  reason: { vi: 'Lý do', en: 'Reason' },
  none: { vi: 'Năm này chưa có dòng nào.', en: 'Nothing this year.' },
  addOut: { vi: 'Ghi một văn bản đi', en: 'Add an outgoing document' },
  addIn: { vi: 'Ghi một văn bản đến khác', en: 'Add another incoming document' },
  addInHint: {
    vi: 'Phiếu giấy, biên bản: nhập ở mục “Nhập hộ”, sổ tự ghi.',
    en: 'Paper and minutes: enter them under “Enter for somebody”; the book fills itself.',
  },
  numberHint: { vi: 'Để trống: số tiếp theo.', en: 'Left empty: the next one.' },
  add: { vi: 'Ghi vào sổ', en: 'Add to the book' },
  noLine: { vi: 'Không có dòng này, hoặc đã gạch bỏ.', en: 'No such line, or struck already.' },
} satisfies Record<string, Sentence>

/** The printed book and its spreadsheet (Vietnamese, NĐ 30/2020 annex IV as far as it fits). */
export const registerPaper = {
  titles: { in: 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN', out: 'SỔ ĐĂNG KÝ VĂN BẢN ĐI' },
  sheets: { in: 'Van ban den', out: 'Van ban di' },
  subtitle: (year: number) => `Năm ${year} · ý kiến góp ý của Nhân dân`,
  columns: {
    in: [
      'Ngày đến',
      'Số đến',
      'Nơi gửi',
      'Số, ký hiệu',
      'Ngày văn bản',
      'Trích yếu',
      'Phiếu số',
      'Ghi chú',
    ],
    out: [
      'Ngày đi',
      'Số đi',
      'Nơi nhận',
      'Số, ký hiệu',
      'Ngày văn bản',
      'Trích yếu',
      'Người ký',
      'Ghi chú',
    ],
  },
  struck: (reason: string) => `Gạch bỏ: ${reason}`,
  none: 'Năm này chưa có văn bản nào.',
  keeper: 'NGƯỜI GIỮ SỔ',
  sign: '(ký, ghi rõ họ tên)',
} as const
