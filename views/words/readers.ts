import type { Sentence } from '../lang.ts'
import { inFives } from '../small-numbers.ts'

/** A reader's link that does not open, each with what to do. */
export const linkProblems = {
  unknown: {
    vi: 'Đường dẫn này không đúng, hoặc chưa từng có. Xin xin lại đường dẫn từ thư ký cuộc họp.',
    en: 'This link is not right, or never existed. Ask the secretary of the meeting for a new one.',
  },
  early: {
    vi: 'Chưa đến giờ họp, đường dẫn chưa mở. Xin mở lại khi vào họp.',
    en: 'The meeting has not begun; the link does not open yet. Open it again at the meeting.',
  },
  expired: {
    vi: 'Cuộc họp đã xong, đường dẫn này đã hết hạn.',
    en: 'The meeting is over; this link has expired.',
  },
  ended: {
    vi: 'Đường dẫn này đã bị thu hồi. Cần xem thì gặp thư ký cuộc họp.',
    en: 'This link was revoked. If you need it, see the secretary of the meeting.',
  },
  elsewhere: {
    vi: 'Đường dẫn này đã mở trên một máy khác, và chỉ mở trên máy đó. Đổi máy thì xin thư ký cấp đường dẫn mới.',
    en: 'This link was opened on another device and opens only there. For another device ask the secretary for a new link.',
  },
  window: {
    vi: 'Giờ hết hạn phải sau giờ bắt đầu, và không quá 7 ngày sau.',
    en: 'The link must end after it begins, at most 7 days later.',
  },
  over: { vi: 'Giờ hết hạn đã qua.', en: 'The end lies in the past.' },
  noLink: { vi: 'Không có đường dẫn này.', en: 'There is no such link.' },
  endedAlready: {
    vi: 'Đường dẫn này đã thu hồi từ trước.',
    en: 'This link was already revoked.',
  },
} satisfies Record<string, Sentence>

/** Readers' links of a meeting. */
export const readerWords = {
  title: { vi: 'Đường dẫn cho người dự họp', en: 'Links for the meeting’s members' },
  hint: {
    vi: 'Mỗi người một đường dẫn, chỉ mở được trong giờ họp, trên một máy. Tên người xem hiện mờ trên màn hình; ai mở gì, lúc nào đều được ghi lại.',
    en: 'One link a person; it opens during the meeting only, on one device. The reader’s name lies over the screen, and every opening is logged.',
  },
  names: { vi: 'Họ tên, mỗi người một dòng', en: 'Names, one a line' },
  from: { vi: 'Mở từ', en: 'Opens' },
  to: { vi: 'Đến', en: 'Until' },
  bundles: { vi: 'Được xem', en: 'May read' },
  makeButton: { vi: 'Tạo đường dẫn', en: 'Make the links' },
  madeTitle: { vi: 'Đường dẫn vừa tạo', en: 'The links just made' },
  once: {
    vi: 'Chỉ hiện một lần này. Xin in hoặc gửi riêng cho từng người ngay bây giờ.',
    en: 'Shown only this once. Print them or give them to each person now.',
  },
  state: { vi: 'Tình trạng', en: 'State' },
  waiting: { vi: 'chưa mở', en: 'not opened' },
  open: { vi: 'đã mở', en: 'opened' },
  over: { vi: 'hết hạn', en: 'expired' },
  ended: { vi: 'đã thu hồi', en: 'revoked' },
  end: { vi: 'Thu hồi', en: 'Revoke' },
  none: { vi: 'Chưa có đường dẫn nào.', en: 'There are no links yet.' },
  back: { vi: 'Về bản tổng hợp', en: 'Back to the bundle' },
} satisfies Record<string, Sentence>

/** The page behind a reader's link, before anything opens. */
export const entryWords = {
  title: { vi: 'Tài liệu hội nghị', en: 'Papers of the meeting' },
  hello: (name: string): Sentence => ({
    vi: `Kính chào ông/bà ${name}.`,
    en: `Welcome, ${name}.`,
  }),
  rule: {
    vi: 'Tài liệu tham khảo phục vụ kiểm điểm; không phải kết luận. Nghiêm cấm suy đoán, tìm người góp ý. Xin không chụp, không chuyển tiếp.',
    en: 'For reference in the review; not a conclusion. Guessing at or looking for the senders is forbidden. Do not photograph or forward.',
  },
  device: {
    vi: 'Bấm mở thì đường dẫn gắn với máy này. Tên ông/bà hiện mờ trên màn hình; việc mở được ghi lại.',
    en: 'Opening binds the link to this device. Your name lies over the screen, and the opening is logged.',
  },
  open: { vi: 'Mở tài liệu', en: 'Open the papers' },
} satisfies Record<string, Sentence | ((name: string) => Sentence)>

/** Reading on screen and on the projector. */
export const readingWords = {
  standing: {
    vi: 'Tài liệu tham khảo phục vụ kiểm điểm; không phải kết luận.',
    en: 'For reference in the review; not a conclusion.',
  },
  positive: { vi: 'Các nội dung ghi nhận', en: 'What is acknowledged' },
  negative: { vi: 'Các nội dung góp ý', en: 'What is criticised' },
  mixed: { vi: 'Vừa ghi nhận vừa góp ý', en: 'Both' },
  number: (number: number): Sentence => ({ vi: `Số ${number}`, en: `No. ${number}` }),
  senders: (count: number): Sentence => ({
    vi: inFives(count) === 0 ? 'dưới 5 lượt người gửi' : `từ ${inFives(count)} lượt người gửi`,
    en: inFives(count) === 0 ? 'fewer than 5 senders' : `${inFives(count)} senders or more`,
  }),
  month: (month: string): Sentence => ({ vi: `tháng ${month}`, en: month }),
  answer: { vi: 'Ý kiến của người được góp ý', en: 'Answer of the person concerned' },
  answers: {
    accept: { vi: 'Tiếp thu', en: 'Accepts' },
    explain: { vi: 'Giải trình', en: 'Explains' },
    'review-again': { vi: 'Đề nghị xem lại', en: 'Asks to look again' },
  },
  silent: {
    vi: 'Chưa có ý kiến (điều đó không có nghĩa là thừa nhận).',
    en: 'No answer yet (which does not mean agreement).',
  },
  not_sent: {
    vi: 'Chưa gửi xin ý kiến người được góp ý.',
    en: 'Not sent to the person concerned yet.',
  },
  waiting: {
    vi: 'Đã gửi xin ý kiến, còn trong hạn trả lời.',
    en: 'Sent; the term to answer still runs.',
  },
  upheld: { vi: 'đã xem lại: giữ nguyên', en: 'looked at again: upheld' },
  counts: (positive: number, negative: number, mixed: number): Sentence => ({
    vi: `${positive} ghi nhận · ${negative} góp ý · ${mixed} vừa ghi nhận vừa góp ý`,
    en: `${positive} acknowledged · ${negative} criticised · ${mixed} both`,
  }),
  leftOut: (count: number): Sentence => ({
    vi: `${count} ý kiến đã nhận không in ở đây; số và lý do có trong bản giấy.`,
    en: `${count} received items are not printed here; numbers and reasons are in the paper.`,
  }),
  check: { vi: 'Chuỗi kiểm tra', en: 'Check string' },
  previous: { vi: '← Trước', en: '← Previous' },
  next: { vi: 'Sau →', en: 'Next →' },
  place: (at: number, of: number): Sentence => ({ vi: `${at} / ${of}`, en: `${at} / ${of}` }),
  withCriticism: { vi: 'Bật nội dung góp ý', en: 'Show criticism' },
  withoutCriticism: { vi: 'Tắt nội dung góp ý', en: 'Hide criticism' },
  hidden: (count: number): Sentence => ({
    vi: `${count} nội dung góp ý đang tắt.`,
    en: `${count} items of criticism are switched off.`,
  }),
  keys: { vi: 'Phím ← → để chuyển.', en: 'Keys ← and → turn.' },
  leave: { vi: 'Thoát trình chiếu', en: 'Leave the projector' },
} satisfies Record<string, unknown>
