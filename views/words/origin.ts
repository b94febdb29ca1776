import type { Sentence } from '../lang.ts'

/** How a letter came, as the bench shows it. */
export const originWords = {
  title: { vi: 'Thư đến bằng cách nào', en: 'How it came' },
  place: { vi: 'Nơi nhận', en: 'Received at' },
  heldOn: { vi: 'Ngày nhận, ngày họp', en: 'Received or held on' },
  register: { vi: 'Số đến', en: 'Register no.' },
  registerDay: { vi: 'ngày đến', en: 'of' },
  reference: { vi: 'Số, ký hiệu văn bản', en: 'The document’s number' },
  note: { vi: 'Ghi chú trong sổ', en: 'Note in the register' },
  consent: { vi: 'Đồng ý', en: 'Consent' },
  resident: {
    vi: 'Cư dân đã xác nhận: có phiếu một lần của khu vực và kỳ này. Không ai biết phiếu của ai.',
    en: 'Confirmed resident: it came with a one-time slip of this area and cycle. Nobody knows whose.',
  },
  verdict: { vi: 'Máy chủ thư của mình xét', en: 'Our mail server found' },
  unchecked: { vi: 'chưa kiểm tra', en: 'not checked' },
  verdictHint: {
    vi: 'Chỉ cho biết địa chỉ gửi có thật hay không. Không phải lý do để loại thư.',
    en: 'Says only whether the sending address is real. It is no reason to turn a letter away.',
  },
  folded: { vi: 'Phần trích lại, chữ ký (đã gấp)', en: 'Quotes and signature (folded)' },
  foldedHint: {
    vi: 'Có thể cho biết ai viết: chỉ mở khi cần để hiểu. Địa chỉ, số điện thoại, mã phiếu đã che.',
    en: 'May say who wrote: open it only to understand the letter. Addresses, numbers and receipts are masked.',
  },
  unread: {
    vi: 'Thư này quá lớn hoặc hỏng, máy không đọc được phần thân.',
    en: 'This mail was too large or broken; its body could not be read.',
  },
  reread: {
    vi: 'Chữ bị lỗi? Đọc lại theo bảng mã…',
    en: 'Garbled? Read again in another charset…',
  },
  charset: { vi: 'Bảng mã', en: 'Charset' },
  named: { vi: 'Thư ghi', en: 'The mail says' },
  nameless: { vi: 'không ghi', en: 'nothing' },
  tryOne: { vi: 'Xem thử', en: 'Try' },
  use: { vi: 'Dùng bản này', en: 'Use this reading' },
  tried: { vi: 'Xem thử, chưa lưu', en: 'Tried, not kept' },
  now: { vi: 'Đang dùng bản đọc lại theo', en: 'In use: read again as' },
} satisfies Record<string, Sentence>

/** What our own mail server may say of one method (RFC 8601); other results show as they are. */
export const verdictResults: Readonly<Record<string, Sentence>> = {
  pass: { vi: 'đạt', en: 'pass' },
  fail: { vi: 'không đạt', en: 'fail' },
  softfail: { vi: 'không đạt (nhẹ)', en: 'soft fail' },
  none: { vi: 'không có', en: 'none' },
  neutral: { vi: 'không kết luận', en: 'neutral' },
  temperror: { vi: 'lỗi tạm thời', en: 'temporary error' },
  permerror: { vi: 'cấu hình sai', en: 'permanent error' },
}

/** What a machine that wrote a mail is called. */
export const automaticNames = {
  'auto-reply': { vi: 'Máy tự trả lời', en: 'An automatic reply' },
  bounce: { vi: 'Máy báo không gửi được', en: 'A bounce' },
  list: { vi: 'Gửi qua danh sách thư', en: 'Sent through a list' },
  loop: { vi: 'Thư của chính mình quay lại', en: 'Our own mail come back' },
} satisfies Record<string, Sentence>

/** Charsets as people know them. */
export const charsetNames = {
  'utf-8': { vi: 'UTF-8 (Unicode)', en: 'UTF-8 (Unicode)' },
  'windows-1258': { vi: 'Windows-1258', en: 'Windows-1258' },
  viscii: { vi: 'VISCII', en: 'VISCII' },
  tcvn: { vi: 'TCVN 5712', en: 'TCVN 5712' },
  tcvn3: { vi: 'TCVN3 (ABC, phông .VnTime)', en: 'TCVN3 (ABC, .VnTime fonts)' },
} satisfies Record<string, Sentence>
export type CharsetName = keyof typeof charsetNames

/** How consent was given for a letter that staff wrote down. */
export const consentByNames = {
  boxes: { vi: 'hai ô trên phiếu giấy', en: 'two boxes on the paper' },
  'read-out': { vi: 'đọc cho nghe, nói đồng ý', en: 'read out and agreed' },
  minutes: { vi: 'biên bản ghi rõ', en: 'as the minutes say' },
} satisfies Record<string, Sentence>

/** `Đọc lại theo bảng mã VISCII`: a line of the history. */
export function rereadLine(charset: Sentence): Sentence {
  return { vi: `Đọc lại theo bảng mã ${charset.vi}`, en: `Read again as ${charset.en}` }
}

/** Said when a letter cannot be read again. */
export const rereadProblems = {
  charset: { vi: 'Xin chọn bảng mã.', en: 'Choose a charset.' },
  nothing: {
    vi: 'Lá này không phải thư điện tử, hoặc không còn bản gốc để đọc lại.',
    en: 'This is no mail, or nothing is left to be read again.',
  },
} satisfies Record<string, Sentence>
