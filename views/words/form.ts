import type { Sentence } from '../lang.ts'

/** Who reads letters about a post that another Front handles. */
export function readBy(front: string): Sentence {
  return {
    vi: `Thư về người này do ${front} đọc, không qua phường, xã.`,
    en: `Letters about this person are read by ${front}, not by the ward or commune.`,
  }
}

/** The form: labels and hints in the order they are read. */
export const formWords = {
  titles: {
    praise: { vi: 'Khen', en: 'Praise' },
    comment: { vi: 'Góp ý', en: 'A comment' },
    report: { vi: 'Kể lại một việc', en: 'Tell what happened' },
  },
  change: { vi: 'Chọn lại', en: 'Choose again' },
  noName: {
    vi: 'Không cần nói tên. Xin đừng ghi tên mình, số nhà, hay điều chỉ nhà mình mới biết.',
    en: 'You need not give your name. Please leave out your name, house number, or anything only your household knows.',
  },
  about: { vi: 'Nói về ai?', en: 'Whom is it about?' },
  aboutHint: {
    vi: 'Đánh dấu một hay nhiều ô. Không thấy thì ghi vào ô bên dưới.',
    en: 'Tick one or more. If they are not listed, write below.',
  },
  collectives: { vi: 'Tập thể', en: 'A collective body' },
  find: { vi: 'Tìm tên hoặc chức vụ', en: 'Find a name or a post' },
  findButton: { vi: 'Tìm', en: 'Find' },
  moreListed: {
    vi: 'Danh sách còn dài. Tìm theo tên hoặc chức vụ trước khi viết.',
    en: 'The list is longer than this. Search by name or post before you write.',
  },
  aboutText: { vi: 'Người khác, hoặc không rõ tên', en: 'Someone else, or name unknown' },
  aboutTextHint: {
    vi: 'Ghi chức vụ, nơi làm việc, hoặc cách bà con vẫn gọi.',
    en: 'Their post, workplace, or how neighbours call them.',
  },
  text: { vi: 'Ông/bà muốn nói điều gì?', en: 'What would you like to say?' },
  textHint: {
    vi: 'Ai làm gì, ở đâu, có ai cùng thấy. Viết không dấu cũng được. Nhiều nhất 10.000 chữ cái.',
    en: 'Who did what, where, who else saw it. At most 10,000 characters.',
  },
  when: { vi: 'Khi nào? (không bắt buộc)', en: 'When? (optional)' },
  whenHint: {
    vi: 'Nhớ tháng nào ghi tháng đó, không cần ngày.',
    en: 'The month is enough; the day is not needed.',
  },
  day: { vi: 'Ngày', en: 'Day' },
  month: { vi: 'Tháng', en: 'Month' },
  year: { vi: 'Năm', en: 'Year' },
  unknown: { vi: 'không rõ', en: 'not sure' },
  place: { vi: 'Ở đâu? (không bắt buộc)', en: 'Where? (optional)' },
  places: {
    residence: { vi: 'Nơi người ấy ở', en: 'Where the person lives' },
    workplace: { vi: 'Nơi người ấy làm việc', en: 'Where the person works' },
    other: { vi: 'Nơi khác', en: 'Somewhere else' },
  },
  files: {
    vi: 'Ảnh, tiếng nói, giấy tờ (không bắt buộc)',
    en: 'Pictures, voice, papers (optional)',
  },
  filesHint: {
    vi: 'Nhiều nhất 5 tệp, cộng lại không quá 20 MB: JPEG, PNG, WebP, HEIC, PDF, MP3, M4A, MP4.',
    en: 'At most 5 files, 20 MB together: JPEG, PNG, WebP, HEIC, PDF, MP3, M4A, MP4.',
  },
  filesAgain: {
    vi: 'Tệp đã chọn không giữ lại được. Xin chọn lại tệp.',
    en: 'Files cannot be kept between tries. Please choose them again.',
  },
  use: { vi: 'Ý kiến này dùng vào việc gì?', en: 'What may this be used for?' },
  useHint: {
    vi: 'Chọn một. Chưa chọn thì chưa gửi được.',
    en: 'Choose one. It cannot be sent without a choice.',
  },
  uses: {
    record: {
      name: { vi: 'Đưa vào bản tổng hợp', en: 'Put it into the summary' },
      what: {
        vi: 'cho cuộc họp kiểm điểm. Mặt trận viết lại bằng lời khác. Tên tôi và những điều làm lộ tôi thì bỏ đi.',
        en: 'for the review meeting. The Front rewrites it in other words. My name and anything that gives me away is left out.',
      },
    },
    'front-only': {
      name: { vi: 'Chỉ để Mặt trận biết.', en: 'Only for the Front to know.' },
      what: { vi: 'Không đưa vào bản tổng hợp.', en: 'It does not go into the summary.' },
    },
  },
  contact: {
    vi: 'Muốn được báo khi có trả lời? (không bắt buộc)',
    en: 'Would you like to be told when there is an answer? (optional)',
  },
  contactLabel: { vi: 'Số điện thoại hoặc thư điện tử', en: 'Phone number or e-mail address' },
  contactHint: {
    vi: 'Không ghi cũng xem được trả lời bằng mã phiếu.',
    en: 'Without it you can still see the answer with your receipt.',
  },
  contactConsent: {
    vi: 'Được báo cho tôi qua số điện thoại, thư điện tử này. Máy tự gửi tin. Người đọc ý kiến không thấy số. Xong việc 30 ngày thì xóa.',
    en: 'You may tell me through this phone number or e-mail address. A machine sends the message. Those who read my letter do not see the number. It is erased 30 days after the matter ends.',
  },
  slip: {
    vi: 'Được phát phiếu một lần? (không bắt buộc)',
    en: 'Were you given a one-time slip? (optional)',
  },
  slipLabel: { vi: 'Mã trên phiếu một lần', en: 'Code on the slip' },
  slipHint: {
    vi: 'Phát ở cuộc họp dân. Chỉ cho biết người gửi là người trong khu, không cho biết là ai.',
    en: 'Handed out at a residents’ meeting. It shows that a resident wrote, not which one.',
  },
  draft: {
    vi: 'Giữ bản nháp trên máy này. Máy nhiều người dùng thì đừng đánh dấu.',
    en: 'Keep a draft on this device. Leave it off if others use the device.',
  },
  send: {
    vi: 'Tôi đồng ý cho Mặt trận đọc và xử lý ý kiến này – GỬI',
    en: 'I agree that the Front reads and handles this – SEND',
  },
  sending: { vi: 'Đang gửi, xin chờ…', en: 'Sending, please wait…' },
  who: { vi: 'Ai xem, giữ bao lâu?', en: 'Who reads it, for how long?' },
} satisfies Record<string, Sentence | Record<string, Sentence | { name: Sentence; what: Sentence }>>

/** What withdrawing means; `cutOff` (dd/mm/yyyy) is the last day, unknown when no cycle is open. */
export function withdrawWords(cutOff: string | undefined): Sentence {
  const vi = cutOff === undefined ? 'trước ngày chốt của kỳ kiểm điểm' : `trước ngày ${cutOff}`
  const en = cutOff === undefined ? 'before the review closes' : `before ${cutOff}`
  return {
    vi: `Đổi ý thì dùng mã phiếu để rút lại, ${vi}. Sau ngày đó, tên và cách liên lạc vẫn xóa được. Bản viết lại không có tên thì ở lại trong hồ sơ.`,
    en: `If you change your mind, use your receipt to withdraw it ${en}. After that day your name and contact can still be erased. The rewritten text, which has no name, stays in the record.`,
  }
}

/** What the page says above a form that came back; the sentence of each field is in `intake.ts`. */
export const formErrorWords = {
  summary: { vi: 'Chưa gửi được. Xin xem lại:', en: 'Not sent yet. Please check:' },
  aboutText: {
    vi: 'Nhiều nhất 300 chữ cái, viết trên một dòng.',
    en: 'At most 300 characters, on one line.',
  },
  when: {
    vi: 'Ngày tháng chưa đúng. Xin chọn cả tháng và năm, không sau hôm nay.',
    en: 'This date is not right. Choose both month and year, not in the future.',
  },
  identity: {
    vi: 'Tên, số điện thoại hoặc địa chỉ quá dài, hoặc có ký tự lạ. Mỗi ô nhiều nhất 300 chữ.',
    en: 'Name, phone number or address is too long or has odd characters. At most 300 each.',
  },
  sentAlready: {
    vi: 'Mẫu này đã gửi một lần với nội dung khác. Nếu đây là một ý kiến mới, xin bấm gửi lần nữa.',
    en: 'This form was already sent with other content. If this is a new letter, press send again.',
  },
} satisfies Record<string, Sentence>
