import { shownDay } from '../dates.ts'
import type { Sentence } from '../lang.ts'
import type { divertWords } from './moderation.ts'

export type DivertKind = keyof typeof divertWords

/** What a diverted letter holds, as it stands in a sentence and on the sheet. */
export const contentNames: Record<DivertKind, Sentence> = {
  complaint: { vi: 'khiếu nại', en: 'a complaint' },
  denunciation: { vi: 'tố cáo', en: 'a denunciation' },
  corruption_report: { vi: 'phản ánh hành vi tham nhũng', en: 'a report of corruption' },
  party_denunciation: { vi: 'tố cáo đảng viên', en: 'a denunciation of a Party member' },
  crime: { vi: 'tin báo tội phạm', en: 'a report of a crime' },
}

/** Days on screens and papers, dd/mm/yyyy; the words are for the sender (texts for residents, 4). */
export const transferReplies = {
  sheet: (
    kind: DivertKind,
    given: {
      day: string
      receiver: string
      number: number
      destroy: string
      contact: string | null
    },
  ) =>
    `Ý kiến của ông/bà có nội dung ${contentNames[kind].vi}, Mặt trận không có quyền giải quyết. Ngày ${shownDay(given.day)}, Mặt trận đã chuyển đến ${given.receiver}, phiếu chuyển số ${given.number}. Bản trên máy của chúng tôi sẽ hủy ngày ${shownDay(given.destroy)}. Muốn được trả lời, ông/bà liên hệ ${[given.receiver, given.contact].filter(Boolean).join(', ')}.`,
  guided: (kind: DivertKind, places: string, destroy: string) =>
    `Ý kiến của ông/bà có nội dung ${contentNames[kind].vi}, Mặt trận không có quyền giải quyết và không chuyển thay. Xin ông/bà gửi đến: ${places}. Bản trên máy của chúng tôi sẽ hủy ngày ${shownDay(destroy)}.`,
  forwarded: (given: { day: string; receiver: string; number: number; contact: string | null }) =>
    `Ý kiến của ông/bà thuộc việc của nơi khác. Ngày ${shownDay(given.day)}, Mặt trận đã chuyển lời tóm tắt không có tên ông/bà đến ${given.receiver}, phiếu chuyển số ${given.number}. Muốn được trả lời, ông/bà liên hệ ${[given.receiver, given.contact].filter(Boolean).join(', ')}.`,
  forwardGuided: (places: string) =>
    `Ý kiến của ông/bà thuộc việc của nơi khác; Mặt trận không chuyển thay. Xin ông/bà gửi đến: ${places}.`,
  undone:
    'Mặt trận xem lại: ý kiến của ông/bà được xử lý tiếp ở đây, chưa hủy. Khi có kết quả, ông/bà xem bằng mã phiếu này.',
} as const

/** What the chapter says when an act is against a rule. */
export const transferProblems = {
  notDiverted: {
    vi: 'Ý kiến này không chuyển hướng, cũng không chuyển cơ quan khác.',
    en: 'This feedback was neither diverted nor passed on.',
  },
  otherHandler: {
    vi: 'Chỉ người đã chuyển hướng ý kiến này hoặc Ban Thường trực mở được.',
    en: 'Only who diverted this feedback, or the standing board, may open it.',
  },
  entered: {
    vi: 'Đã ghi phiếu chuyển cho ý kiến này.',
    en: 'A transfer is entered for it already.',
  },
  destroyed: {
    vi: 'Bản thư đã hủy, không còn gì để mở hay lấy lại.',
    en: 'The letter was destroyed; there is nothing left to open or take back.',
  },
  noSummary: {
    vi: 'Chưa có bản tóm tắt: chuyển cơ quan khác thì chuyển bản tóm tắt, không chuyển thư.',
    en: 'There is no summary: what is passed on is the summary, never the letter.',
  },
} satisfies Record<string, Sentence>

/** Fields of the form, by name. */
export const transferFields: Record<string, Sentence> = {
  way: { vi: 'Xin chọn một cách.', en: 'Choose one way.' },
  receiver: {
    vi: 'Xin ghi nơi nhận, nhiều nhất 200 chữ cái.',
    en: 'Name the receiver, at most 200 characters.',
  },
  contact: { vi: 'Nhiều nhất 200 chữ cái.', en: 'At most 200 characters.' },
  number: { vi: 'Số từ 1 đến 999999.', en: 'A number from 1 to 999999.' },
  day: { vi: 'Ngày không đúng, hoặc ở tương lai.', en: 'Not a day, or in the future.' },
  signer: { vi: 'Nhiều nhất 120 chữ cái.', en: 'At most 120 characters.' },
  places: {
    vi: 'Xin ghi đã hướng dẫn gửi đến đâu, nhiều nhất 500 chữ cái.',
    en: 'Say where the sender was told to go, at most 500 characters.',
  },
  reason: {
    vi: 'Xin ghi lý do, nhiều nhất 500 chữ cái.',
    en: 'Give the reason, at most 500 characters.',
  },
}

/** `/phieu-chuyen`: what was diverted or passed on, and what is left to do. */
export const transferWords = {
  title: { vi: 'Phiếu chuyển', en: 'Transfers' },
  one: { vi: 'Chuyển ý kiến', en: 'Transfer of feedback' },
  intro: {
    vi: 'Việc không thuộc Mặt trận: chuyển bằng phiếu, hoặc chỉ hướng dẫn người gửi. Sau đó 24 giờ, máy hủy bản thư. Quá năm ngày làm việc chưa ghi, Ban Thường trực được báo.',
    en: 'What is not for the Front goes on with a sheet, or its sender is told where to go. 24 hours later the letter is destroyed. After five working days without an entry the standing board is told.',
  },
  secret: {
    vi: 'Tên, địa chỉ, bút tích của người tố cáo, người báo tin tham nhũng là bí mật nhà nước độ Mật (Quyết định 774/QĐ-TTg ngày 05/6/2020). Trang này và phiếu không bao giờ in phần ấy; nếu người gửi có để lại, phần ấy vẫn niêm phong và bị hủy cùng bản thư.',
    en: 'Name, address and handwriting of a denouncer or corruption reporter are a state secret, level Mật (Decision 774/QĐ-TTg of 05/06/2020). This page and the sheet never show them; if the sender left them, they stay sealed and are destroyed with the letter.',
  },
  waiting: { vi: 'Chưa ghi', en: 'To enter' },
  done: { vi: 'Đã ghi', en: 'Entered' },
  none: { vi: 'Không có ý kiến nào ở đây.', en: 'Nothing here.' },
  number: { vi: 'Phiếu số', en: 'Receipt no.' },
  content: { vi: 'Nội dung', en: 'Content' },
  decided: { vi: 'Ngày quyết định', en: 'Decided on' },
  by: { vi: 'Người xử lý', en: 'By' },
  to: { vi: 'Chuyển đến', en: 'Sent to' },
  sheetNumber: { vi: 'Số phiếu chuyển', en: 'Sheet no.' },
  destroyAt: { vi: 'Hủy bản thư', en: 'Letter destroyed' },
  late: { vi: 'quá hạn', en: 'overdue' },
  guided: { vi: 'chỉ hướng dẫn', en: 'guided only' },
  forwarded: { vi: 'chuyển cơ quan khác', en: 'passed on' },
  stays: { vi: 'không hủy', en: 'stays' },
  undone: { vi: 'đã lấy lại', en: 'taken back' },
  ended: { vi: 'đã hủy', en: 'destroyed' },
  counts: { vi: 'Mỗi tháng', en: 'By month' },
  countsHint: {
    vi: 'Chỉ đếm theo tháng và loại, làm tròn xuống bội số của 5. Số dưới 5 không ghi rõ, không cộng dồn.',
    en: 'Counted by month and kind alone, in whole fives. Numbers below 5 are not shown, and there are no totals.',
  },
  month: { vi: 'Tháng', en: 'Month' },
  few: { vi: 'dưới 5', en: 'under 5' },
  back: { vi: 'Danh sách phiếu chuyển', en: 'All transfers' },
  way: { vi: 'Cách chuyển', en: 'Way' },
  withSheet: { vi: 'Chuyển bằng phiếu', en: 'With a sheet' },
  guidedOnly: {
    vi: 'Chỉ hướng dẫn, không chuyển thay',
    en: 'Only tell the sender where to go',
  },
  receiver: { vi: 'Cơ quan nhận', en: 'Receiving body' },
  contact: { vi: 'Địa chỉ, số điện thoại của nơi nhận', en: 'Address, telephone of the receiver' },
  outNumber: { vi: 'Số (sổ công văn đi)', en: 'Number (register, out)' },
  outNumberHint: { vi: 'Để trống: máy lấy số kế tiếp.', en: 'Empty: the next number.' },
  day: { vi: 'Ngày phiếu', en: 'Date of the sheet' },
  signer: { vi: 'Người ký', en: 'Signed by' },
  places: { vi: 'Đã hướng dẫn gửi đến đâu', en: 'Where the sender is told to go' },
  placesHint: {
    vi: 'Người gửi đọc đúng lời này trong thư trả lời.',
    en: 'The sender reads exactly this.',
  },
  enter: { vi: 'Ghi vào sổ và báo người gửi', en: 'Enter and tell the sender' },
  print: { vi: 'In phiếu chuyển kèm thư (.docx)', en: 'Print the sheet with the letter (.docx)' },
  printForward: {
    vi: 'In phiếu chuyển kèm bản tóm tắt (.docx)',
    en: 'Print the sheet with the summary (.docx)',
  },
  printHint: {
    vi: 'Mỗi lần in được ghi vào nhật ký. In trước khi bản thư bị hủy.',
    en: 'Every print is entered in the log. Print before the letter is destroyed.',
  },
  letter: { vi: 'Thư sẽ chuyển', en: 'The letter that goes on' },
  summary: { vi: 'Lời tóm tắt sẽ chuyển', en: 'The summary that goes on' },
  files: { vi: 'Tệp kèm (tải, in hoặc chép cho nơi nhận)', en: 'Files (for the receiver)' },
  undo: { vi: 'Lấy lại: không chuyển nữa', en: 'Take it back' },
  undoHint: {
    vi: 'Ban Thường trực lấy lại được cho đến khi bản thư bị hủy. Nếu đã ghi sổ, xin gạch dòng ấy trong sổ đi.',
    en: 'The standing board may take it back until the letter is destroyed. If a line was entered, strike it in the register.',
  },
  reason: { vi: 'Lý do', en: 'Reason' },
  saved: { vi: 'Đã ghi. Người gửi đã được báo.', en: 'Entered. The sender has been told.' },
  willEnd: (when: string): Sentence => ({
    vi: `Bản thư sẽ hủy lúc ${when}.`,
    en: `The letter will be destroyed at ${when}.`,
  }),
}

/** The sheet itself, in Vietnamese, as the office numbers and signs it. */
export const sheetPaper = {
  title: 'PHIẾU CHUYỂN',
  subtitle: (kind: DivertKind | null) =>
    kind === null
      ? 'Về việc chuyển ý kiến của Nhân dân'
      : `Về việc chuyển ý kiến có nội dung ${contentNames[kind].vi}`,
  motto: ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'],
  front: 'ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM',
  numberOf: (number: number | null) => `Số: ${number ?? '......'}/PC-MTTQ`,
  placeAndDay: (place: string, day: string | null) => {
    const [year = '....', month = '...', date = '...'] = day?.split('-') ?? []
    return `${place}, ngày ${date} tháng ${month} năm ${year}`
  },
  dear: (receiver: string) => `Kính gửi: ${receiver === '' ? '.....................' : receiver}`,
  body: (given: { number: string; day: string; kind: DivertKind | null; files: number }) =>
    given.kind === null
      ? `Ngày ${shownDay(given.day)}, chúng tôi nhận ý kiến số ${given.number}. Nội dung thuộc thẩm quyền của quý cơ quan. Chúng tôi chuyển lời tóm tắt kèm theo để quý cơ quan xem xét, trả lời theo thẩm quyền.`
      : `Ngày ${shownDay(given.day)}, chúng tôi nhận qua hộp thư góp ý thư số ${given.number}, có nội dung ${contentNames[given.kind].vi}, không thuộc thẩm quyền giải quyết của Mặt trận. Chúng tôi chuyển nguyên văn thư kèm theo${given.files > 0 ? ` và ${given.files} tệp` : ''} để quý cơ quan xem xét theo thẩm quyền.`,
  sender:
    'Tên, địa chỉ, cách liên lạc của người gửi (nếu có) không có trong phiếu này. Bản thư trên máy của chúng tôi sẽ hủy sau 24 giờ kể từ khi ghi sổ.',
  senderOfSummary:
    'Kèm theo là lời tóm tắt của Mặt trận, không phải nguyên văn; không có tên người gửi.',
  protect:
    'Đề nghị quý cơ quan giữ bí mật thông tin về người tố cáo, người phản ánh theo quy định của pháp luật.',
  sign: ['T/M BAN THƯỜNG TRỰC', '(ký, ghi rõ họ tên, đóng dấu)'],
  copies: 'Nơi nhận: như trên; lưu.',
  letter: 'THƯ KÈM THEO',
  summary: 'LỜI TÓM TẮT KÈM THEO',
  later: (day: string) => `Gửi thêm ngày ${shownDay(day)}:`,
  files: 'Tệp kèm:',
  abstract: (kind: DivertKind | null) =>
    kind === null
      ? 'Phiếu chuyển ý kiến của Nhân dân'
      : `Phiếu chuyển ý kiến có nội dung ${contentNames[kind].vi}`,
} as const
