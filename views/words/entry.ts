import type { Sentence } from '../lang.ts'

/** `/nhap`: staff write down what came on paper, by telephone, at a meeting, on a reception day. */
export const entryWords = {
  title: { vi: 'Nhập hộ', en: 'Enter for somebody' },
  start: { vi: 'Ý kiến đến bằng cách nào?', en: 'How did it come?' },
  source: { vi: 'Nguồn', en: 'Source' },
  area: { vi: 'Khu vực', en: 'Area' },
  begin: { vi: 'Mở mẫu nhập', en: 'Open the form' },
  change: { vi: 'Chọn lại nguồn, khu vực', en: 'Choose source and area again' },
  otherSystem: { vi: 'Nạp tệp từ hệ thống khác', en: 'Take over a file of another system' },
  book: { vi: 'Sổ đến, sổ đi', en: 'The register' },
  own: {
    vi: 'Tên người nhập không nằm trong thư; chỉ ghi trong nhật ký.',
    en: 'Who enters it is not part of the letter; only the log knows.',
  },
  where: { vi: 'Nhận ở đâu', en: 'Where' },
  heldOn: { vi: 'Ngày nhận, ngày họp', en: 'Day it was received or held' },
  arrivalNumber: { vi: 'Số đến', en: 'Number in the register' },
  arrivalNumberHint: { vi: 'Để trống: máy lấy số tiếp theo.', en: 'Left empty: the next one.' },
  arrivalDay: { vi: 'Ngày đến', en: 'Day in the register' },
  reference: { vi: 'Số, ký hiệu của văn bản (nếu có)', en: 'The document’s own number (if any)' },
  note: { vi: 'Ghi chú trong sổ (không ghi tên người gửi)', en: 'Note in the register (no names)' },
  scans: { vi: 'Bản chụp, bản scan (nếu có)', en: 'Scans (if any)' },
  scansHint: {
    vi: 'Che tên, chữ ký, số nhà trước khi chụp. Nhiều nhất 5 tệp, 20 MB. Biên bản nhiều ý kiến: bản scan đi cùng ý kiến đầu.',
    en: 'Cover names, signatures and house numbers first. At most 5 files, 20 MB. Minutes with several items: the scan goes with the first.',
  },
  kind: { vi: 'Loại', en: 'Kind' },
  about: { vi: 'Nói về ai', en: 'Whom it is about' },
  aboutText: { vi: 'Người khác, hoặc không rõ tên', en: 'Someone else, or name unknown' },
  text: { vi: 'Nội dung, theo lời người nói', en: 'What was said, in their words' },
  observedOn: { vi: 'Tháng xảy ra (2026-11)', en: 'Month it happened (2026-11)' },
  place: { vi: 'Ở đâu', en: 'Where' },
  item: { vi: 'Ý kiến', en: 'Item' },
  items: { vi: 'Các ý kiến trong biên bản', en: 'The items of the minutes' },
  itemsHint: {
    vi: 'Mỗi ý kiến một ô, nhiều nhất 30. Ô để trống thì bỏ qua.',
    en: 'One box an item, at most 30. Empty boxes are passed over.',
  },
  more: { vi: 'Thêm 5 ô', en: 'Five more boxes' },
  use: { vi: 'Dùng vào việc gì', en: 'What it may be used for' },
  useAbove: { vi: '– như chọn chung –', en: '– as chosen for all –' },
  unset: { vi: '– để trống –', en: '– leave out –' },
  contact: {
    vi: 'Số điện thoại, thư điện tử để báo (nếu người gửi muốn)',
    en: 'Telephone or mail for a notice (if wished)',
  },
  contactConsent: {
    vi: 'Người gửi đồng ý được báo qua số, thư này (xong việc 30 ngày thì xóa)',
    en: 'The sender agrees to be told this way (erased 30 days after)',
  },
  slip: { vi: 'Mã phiếu một lần (nếu có)', en: 'One-time slip (if any)' },
  save: { vi: 'Ghi và lấy phiếu tiếp nhận', en: 'Enter and get the receipt' },
  done: { vi: 'Đã nhập', en: 'Entered' },
  once: {
    vi: 'Mã phiếu chỉ hiện một lần, máy không giữ. In rồi đưa cho người gửi trước khi rời trang này.',
    en: 'The codes are shown once and not kept. Print them for the senders before leaving this page.',
  },
  print: { vi: 'In phiếu tiếp nhận (PDF)', en: 'Print the receipts (PDF)' },
  next: { vi: 'Nhập tiếp', en: 'Enter another' },
  number: { vi: 'Phiếu số', en: 'Number' },
  code: { vi: 'Mã phiếu', en: 'Code' },
  comeBack: { vi: 'Hẹn xem trả lời từ', en: 'Answer from' },
} satisfies Record<string, Sentence>

export const sourceNames = {
  paper: { vi: 'Phiếu giấy, thư tay', en: 'Paper' },
  phone: { vi: 'Điện thoại', en: 'Telephone' },
  meeting: { vi: 'Cuộc họp (biên bản)', en: 'A meeting (minutes)' },
  reception: { vi: 'Tiếp dân', en: 'A reception day' },
} satisfies Record<string, Sentence>
export type SourceName = keyof typeof sourceNames

/** How consent was given, source by source: heading, what to do, and the box that says so. */
export const consentWays = {
  paper: {
    ask: { vi: 'Hai ô trên phiếu giấy', en: 'The two boxes on the paper' },
    given: {
      vi: 'Ô “Tôi đồng ý cho Mặt trận đọc và xử lý” có đánh dấu.',
      en: 'The box “I agree that the Front reads and handles this” is ticked.',
    },
  },
  phone: {
    ask: { vi: 'Đọc cho người gọi nghe', en: 'Read this out to the caller' },
    given: {
      vi: 'Đã đọc hai câu trên, người gọi nói đồng ý.',
      en: 'Both questions were read out and the caller agreed.',
    },
  },
  reception: {
    ask: { vi: 'Đọc cho người đến nghe', en: 'Read this out to the visitor' },
    given: {
      vi: 'Đã đọc hai câu trên, người đến nói đồng ý.',
      en: 'Both questions were read out and the visitor agreed.',
    },
  },
  meeting: {
    ask: { vi: 'Biên bản ghi thế nào', en: 'What the minutes say' },
    given: {
      vi: 'Biên bản ghi rõ: cuộc họp được nghe đọc lại và đồng ý chuyển Mặt trận xử lý.',
      en: 'The minutes say that they were read out and the meeting agreed to pass them on.',
    },
  },
} satisfies Record<SourceName, { ask: Sentence; given: Sentence }>

/** The two questions as they are read out (texts §2). */
export const readOut: readonly Sentence[] = [
  {
    vi: '“Ông/bà có đồng ý cho Mặt trận đọc và xử lý ý kiến này không?”',
    en: '“Do you agree that the Front reads and handles this?”',
  },
  {
    vi: '“Ý kiến này đưa vào bản tổng hợp cho cuộc họp kiểm điểm, bỏ tên và những điều làm lộ ông/bà; hay chỉ để Mặt trận biết?”',
    en: '“Shall it go into the summary for the review meeting, without your name or what gives you away; or is it only for the Front to know?”',
  },
]

export const entryProblems = {
  consent: {
    vi: 'Chưa có đồng ý thì không được nhập. Xin hỏi lại người gửi, hoặc giữ phiếu giấy ngoài máy.',
    en: 'Without consent it may not be entered. Ask the sender, or keep the paper out of the system.',
  },
  where: { vi: 'Xin ghi nơi nhận, trên một dòng.', en: 'Say where, on one line.' },
  day: { vi: 'Ngày chưa đúng, hoặc sau hôm nay.', en: 'Not a day, or in the future.' },
  number: { vi: 'Số đến là một số từ 1 đến 999999.', en: 'A number from 1 to 999999.' },
  numberTaken: {
    vi: 'Số này trong sổ đã có văn bản khác. Xin ghi số khác, hoặc để trống.',
    en: 'This number is taken. Give another one or leave it empty.',
  },
  line: { vi: 'Một dòng, không quá dài.', en: 'One line, not too long.' },
  items: { vi: 'Xin ghi ít nhất một ý kiến, nhiều nhất 30.', en: 'At least one item, at most 30.' },
  areaElsewhere: {
    vi: 'Khu vực này do Mặt trận khác phụ trách.',
    en: 'Another Front handles this area.',
  },
  source: { vi: 'Xin chọn nguồn.', en: 'Choose a source.' },
} satisfies Record<string, Sentence>

/** Lines the register fills in by itself; a sender is never named. */
export const entryLines = {
  correspondent: {
    paper: () => 'Cư dân (phiếu giấy)',
    phone: () => 'Cư dân (gọi điện)',
    reception: () => 'Cư dân (đến nói trực tiếp)',
    meeting: (where: string) => `Cuộc họp tại ${where}`,
  },
  abstract: (count: number, area: string) =>
    count === 1
      ? `Ý kiến góp ý của Nhân dân, ${area}`
      : `${count} ý kiến góp ý của Nhân dân, ${area}`,
} as const

/** `Số đến 12/2026: 3 ý kiến.` */
export function enteredWords(number: number, year: number, count: number): Sentence {
  return {
    vi: `Số đến ${number}/${year}: ${count} ý kiến.`,
    en: `Register no. ${number}/${year}: ${count === 1 ? '1 item' : `${count} items`}.`,
  }
}
