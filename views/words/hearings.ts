import type { Sentence } from '../lang.ts'

/** What stands where a moderator folded a name out of an answer (texts.md §7). */
export const foldMark = '[lược tên người khác]'

/** Why an item is folded away; the mark of the decision. */
export const foldWords = {
  private_life: {
    vi: 'chuyện đời tư, không vì lợi ích chung',
    en: 'private life without public interest',
  },
  family: { vi: 'chuyện gia đình', en: 'family' },
  third_party: { vi: 'nói về người khác', en: 'about third persons' },
} satisfies Record<string, Sentence>

/** The same in a word, for the choice beside the decision. */
export const foldNames = {
  private_life: { vi: 'gấp: đời tư', en: 'fold: private' },
  family: { vi: 'gấp: gia đình', en: 'fold: family' },
  third_party: { vi: 'gấp: người khác', en: 'fold: others' },
} satisfies Record<string, Sentence>

/** What is shown of a folded item; the papers are Vietnamese, and this stands in them. */
export function foldedSummary(fold: keyof typeof foldWords): string {
  return `[Nội dung được gấp lại: ${foldWords[fold].vi}. Chỉ mở khi hai người có trách nhiệm cùng đồng ý.]`
}

export const hearingProblems = {
  noHearing: { vi: 'Không có thư xin ý kiến này.', en: 'There is no such hearing.' },
  noAnswer: { vi: 'Không có ý kiến trả lời này.', en: 'There is no such answer.' },
  notSent: {
    vi: 'Nội dung này chưa được gửi và ký nhận, nên chưa ghi ý kiến trả lời được.',
    en: 'This item was not sent and signed for yet, so it cannot be answered.',
  },
  tooSoon: {
    vi: 'Đợt bổ sung trước của kỳ này chưa quá mười ngày. Gửi từng nội dung một dễ làm lộ người góp ý.',
    en: 'The last batch out of turn of this cycle was less than ten days ago. Items sent one by one point at who wrote them.',
  },
  nothingWaits: {
    vi: 'Không có nội dung góp ý nào đang chờ gửi.',
    en: 'No item is waiting to be sent.',
  },
  superseded: {
    vi: 'Đã có bản soạn mới hơn gồm cả các nội dung này; xin dùng bản mới.',
    en: 'A newer draft covers these items; use that one.',
  },
  issuedAlready: { vi: 'Thư này đã ban hành.', en: 'This letter was issued already.' },
  notIssued: {
    vi: 'Thư này chưa ban hành, nên chưa ghi ký nhận được.',
    en: 'This letter was not issued yet.',
  },
  receivedAlready: { vi: 'Đã ghi ký nhận thư này.', en: 'Its receipt was entered already.' },
  emptied: {
    vi: 'Các nội dung góp ý trong bản soạn đã được rút, gộp hoặc xem lại; không còn gì để gửi.',
    en: 'The items of this draft were withdrawn, merged or reopened; nothing is left to send.',
  },
  itemsChanged: {
    vi: 'Danh mục vừa thay đổi. Xin xem lại rồi ban hành.',
    en: 'The list has just changed. Please look again, then issue.',
  },
  receivedWhen: {
    vi: 'Ngày ký nhận không trước ngày văn bản và không sau hôm nay.',
    en: 'The day of receipt is not before the letter and not after today.',
  },
  issuedWhen: {
    vi: 'Ngày văn bản không sau hôm nay.',
    en: 'The day of the letter is not after today.',
  },
  readAlready: {
    vi: 'Ý kiến này đã được đọc để in.',
    en: 'This answer was made ready for print already.',
  },
  notReadYet: {
    vi: 'Chưa có bản in để xem.',
    en: 'There is no edition to object to yet.',
  },
  otherReader: {
    vi: 'Người trả lời không đồng ý với bản in; phải do người khác đọc lại.',
    en: 'The official objected to this edition; somebody else must read it.',
  },
  objectedAlready: {
    vi: 'Đã có một lần đề nghị đọc lại; bản in lần hai là bản cuối.',
    en: 'An objection was heard already; the second edition stands.',
  },
  notInText: (words: string): Sentence => ({
    vi: `Không thấy “${words}” trong ý kiến. Xin chép đúng từng chữ, ít nhất hai chữ cái.`,
    en: `“${words}” does not stand in the answer. Copy it letter by letter, at least two letters.`,
  }),
  answersWait: {
    vi: 'Còn ý kiến trả lời chưa được người xử lý đọc để in. Xin làm việc này ở trang “Trả lời” trước khi chốt.',
    en: 'Some answers were not made ready for print yet. Do that on the page “Answers” before freezing.',
  },
  youDecided: {
    vi: 'Ông/bà là người đã quyết định nội dung này; người khác phải xem lại.',
    en: 'You decided about this item; somebody else must look again.',
  },
  notAsked: {
    vi: 'Ý kiến này không đề nghị xem lại.',
    en: 'This answer does not ask to look again.',
  },
  lookedAlready: { vi: 'Đã xem lại nội dung này.', en: 'It was looked at again already.' },
  lookedOut: {
    vi: 'Nội dung này đã rút sau khi xem lại, không đưa vào hồ sơ nữa.',
    en: 'After a second look this item was taken out; it does not come back.',
  },
  notFolded: { vi: 'Nội dung này không gấp.', en: 'This item is not folded.' },
} as const

/** How far the subject was heard, where there is no answer yet. */
export const hearingStates = {
  not_sent: {
    vi: 'Chưa gửi xin ý kiến: sẽ gửi cùng đợt.',
    en: 'Not sent to the official yet; it goes with the next batch.',
  },
  waiting: { vi: 'Đã gửi, còn trong hạn trả lời', en: 'Sent; the term still runs' },
  silent: {
    vi: 'Chưa có ý kiến (điều đó không có nghĩa là thừa nhận).',
    en: 'No answer (which does not mean that it is admitted).',
  },
  not_asked: { vi: 'Nội dung ghi nhận, không hỏi ý kiến.', en: 'Praise; no answer is asked.' },
} satisfies Record<string, Sentence>

export const lookWords = {
  upheld: { vi: 'giữ nguyên', en: 'upheld' },
  corrected: { vi: 'viết lại', en: 'corrected' },
  withdrawn: { vi: 'rút khỏi hồ sơ', en: 'withdrawn' },
} satisfies Record<string, Sentence>

/** The letter of the Front to the official (texts.md §7); Vietnamese, it is signed and stamped. */
export const hearingPaper = {
  title: 'V/v chuyển ý kiến góp ý của Nhân dân\nđể tiếp thu, giải trình',
  subtitle: '(danh mục kèm theo)',
  abstract: 'Chuyển ý kiến góp ý của Nhân dân để tiếp thu, giải trình',
  who: { comrade: 'đồng chí', person: 'ông/bà', collective: 'tập thể' },
  numberOf: (number: number | null) => `Số: ${number ?? '......'}/MTTQ-BTT`,
  dear: (who: string, name: string, posts: string) =>
    `Kính gửi: ${who.charAt(0).toUpperCase()}${who.slice(1)} ${name}${posts === '' ? '' : `, ${posts}`}`,
  body: (cycle: string, front: string, who: string, counts: { noted: number; asked: number }) =>
    `Trong ${cycle}, Ban Thường trực ${front} nhận được ý kiến của Nhân dân liên quan đến ${who}, gồm ${counts.noted} nội dung ghi nhận và ${counts.asked} nội dung góp ý. Các nội dung đã được biên tập, không nêu tên người góp ý (danh mục kèm theo).`,
  reference: 'Đây là ý kiến để tham khảo, chưa phải là kết luận.',
  ask: (who: string, term: number) =>
    `Trân trọng đề nghị ${who} xem và có ý kiến bằng văn bản trong ${term} ngày làm việc kể từ ngày ký nhận, theo một trong các cách: (1) tiếp thu; (2) giải trình; (3) đề nghị xem lại, nếu có nhầm lẫn hoặc việc đã được cấp có thẩm quyền kết luận.`,
  silence: (who: string) =>
    `Ý kiến của ${who} được in bên cạnh từng nội dung, chỉ lược tên người khác. Nếu ${who} không có ý kiến, tài liệu ghi “chưa có ý kiến”; điều đó không có nghĩa là thừa nhận.`,
  protect: (who: string) =>
    `Đề nghị ${who} không tìm hiểu và không nêu tên người mà ${who} cho là đã góp ý. Mọi hành vi đe dọa, trù dập, trả thù người góp ý đều bị nghiêm cấm.`,
  sign: ['TM. BAN THƯỜNG TRỰC', '(ký, ghi rõ họ tên, đóng dấu)'],
  copies: 'Nơi nhận: như trên; cấp ủy quản lý; lưu.',
  receipt: 'Ký nhận: ngày ……/……/………; người nhận (ký, ghi rõ họ tên) ……………………………',
  asked: 'DANH MỤC CÁC NỘI DUNG GÓP Ý',
  noted: 'DANH MỤC CÁC NỘI DUNG GHI NHẬN',
  folded: '[Nội dung được gấp lại; chỉ người nhận xem được, tại bàn làm việc.]',
  columns: ['STT', 'Nội dung', 'Tháng', 'Mức độ'],
} as const

/** `/xin-y-kien`: the letters to officials. */
export const hearingWords = {
  title: { vi: 'Thư xin ý kiến', en: 'Hearings' },
  one: { vi: 'Thư xin ý kiến', en: 'Hearing' },
  back: { vi: 'Tất cả thư xin ý kiến', en: 'All hearings' },
  intro: {
    vi: 'Các nội dung góp ý đã tiếp nhận được gom lại và gửi thành một thư vào ngày cố định, không gửi từng nội dung một: thời điểm gửi dễ làm lộ người viết. Máy soạn thư; Mặt trận lấy số, ký, gửi và ghi ngày ký nhận.',
    en: 'Accepted criticism is gathered and sent as one letter on fixed days, never one by one: the timing would tell who wrote. The machine drafts; the Front numbers, signs, sends, and enters the receipt.',
  },
  drafts: { vi: 'Bản soạn chờ ban hành', en: 'Drafts to be issued' },
  sent: { vi: 'Đã ban hành', en: 'Issued' },
  none: { vi: 'Không có.', en: 'None.' },
  subject: { vi: 'Gửi', en: 'To' },
  batchDay: { vi: 'Đợt ngày', en: 'Batch of' },
  state: { vi: 'Tình trạng', en: 'State' },
  draft: { vi: 'bản soạn', en: 'draft' },
  superseded: { vi: 'đã gộp vào bản soạn mới hơn', en: 'covered by a newer draft' },
  issued: (number: number, day: string): Sentence => ({
    vi: `số ${number} ngày ${day}, chưa ghi ký nhận`,
    en: `no. ${number} of ${day}, receipt not entered`,
  }),
  received: (on: string, due: string): Sentence => ({
    vi: `ký nhận ${on}, trả lời đến hết ${due}`,
    en: `received ${on}, answer by ${due}`,
  }),
  list: { vi: 'Danh mục', en: 'The list' },
  asked: { vi: 'Nội dung góp ý', en: 'Criticism' },
  noted: { vi: 'Nội dung ghi nhận (gửi kèm để biết)', en: 'Praise (for information)' },
  month: { vi: 'Tháng', en: 'Month' },
  standing: { vi: 'Mức độ', en: 'Standing' },
  print: { vi: 'Tải bản .docx để ký', en: 'The .docx to sign' },
  printPdf: { vi: 'Tải bản PDF', en: 'The PDF' },
  issue: { vi: 'Ban hành', en: 'Issue' },
  issueHint: {
    vi: 'Ghi sau khi đã ký. Bỏ trống số thì máy lấy số đi tiếp theo trong sổ. Từ lúc này danh mục không đổi nữa.',
    en: 'Enter after signing. Without a number the next one of the book is taken. From then on the list is fixed.',
  },
  number: { vi: 'Số văn bản (không bắt buộc)', en: 'Number (optional)' },
  day: { vi: 'Ngày văn bản', en: 'Day of the letter' },
  signer: { vi: 'Người ký', en: 'Signed by' },
  receive: { vi: 'Ghi ký nhận', en: 'Enter the receipt' },
  receiveHint: {
    vi: 'Thời hạn trả lời tính từ ngày này, theo ngày làm việc. Từ lúc này người được góp ý mới thấy các nội dung ở bàn làm việc.',
    en: 'The term runs from this day, in working days. Only from now on the official sees the items at the desk.',
  },
  receivedOn: { vi: 'Ngày ký nhận', en: 'Received on' },
  receiver: { vi: 'Người nhận', en: 'Received by' },
  outOfTurn: { vi: 'Soạn đợt bổ sung cho cả kỳ', en: 'Batch out of turn for a whole cycle' },
  outOfTurnHint: {
    vi: 'Trước khi chốt tập tư liệu. Soạn cho tất cả hồ sơ của kỳ, cách đợt bổ sung trước ít nhất mười ngày.',
    en: 'Before a freeze. For all records of the cycle; at least ten days after the last such batch.',
  },
  cycle: { vi: 'Kỳ kiểm điểm', en: 'Cycle' },
  reason: { vi: 'Lý do', en: 'Reason' },
  makeDrafts: { vi: 'Soạn thư', en: 'Draft the letters' },
  calendar: { vi: 'Lịch gửi', en: 'Calendar' },
  calendarNow: (days: string, term: number, fewest: number, next: string): Sentence => ({
    vi: `Ngày ${days} hằng tháng; hạn trả lời ${term} ngày làm việc; dưới ${fewest} nội dung thì chờ đợt sau (nhiều nhất hai đợt). Đợt tới: ${next}.`,
    en: `On day ${days} of each month; ${term} working days to answer; below ${fewest} items a letter waits for the next day (two at most). Next: ${next}.`,
  }),
  days: { vi: 'Các ngày trong tháng (1–28)', en: 'Days of the month (1–28)' },
  term: { vi: 'Số ngày làm việc để trả lời', en: 'Working days to answer' },
  fewest: { vi: 'Ít nhất mấy nội dung', en: 'At least how many items' },
  validFrom: { vi: 'Áp dụng từ ngày', en: 'From' },
  setCalendar: { vi: 'Đặt lịch', en: 'Set' },
} as const

/** What is wrong with a field of the forms above. */
export const hearingFields: Readonly<Record<string, Sentence>> = {
  number: { vi: 'Số văn bản là một số.', en: 'The number is a number.' },
  day: { vi: 'Xin ghi ngày.', en: 'Enter a day.' },
  signer: { vi: 'Xin ghi người ký.', en: 'Enter who signed.' },
  receivedOn: { vi: 'Xin ghi ngày ký nhận.', en: 'Enter the day of receipt.' },
  receiver: { vi: 'Xin ghi người nhận.', en: 'Enter who received it.' },
  cycle: { vi: 'Xin chọn kỳ.', en: 'Choose a cycle.' },
  reason: { vi: 'Xin ghi lý do.', en: 'Give a reason.' },
  days: { vi: 'Ghi từ một đến bốn ngày, từ 1 đến 28.', en: 'One to four days, 1 to 28.' },
  term: { vi: 'Từ 3 đến 30 ngày.', en: '3 to 30 days.' },
  fewest: { vi: 'Từ 1 đến 20.', en: '1 to 20.' },
  validFrom: { vi: 'Xin ghi ngày áp dụng.', en: 'Enter from which day.' },
  fold: { vi: 'Mỗi dòng một cụm từ, nhiều nhất 200 chữ cái.', en: 'One passage a line.' },
  outcome: { vi: 'Xin chọn kết quả.', en: 'Choose an outcome.' },
}

/** `/tra-loi`: answers of officials before they are printed. */
export const answerPageWords = {
  title: { vi: 'Ý kiến trả lời của người được góp ý', en: 'Answers of officials' },
  intro: {
    vi: 'Đọc trước khi in. Chỉ lược tên người mà câu trả lời cho là đã góp ý và tên người khác; không sửa lời. Người trả lời thấy bản sẽ in và được nói không đồng ý một lần.',
    en: 'Read before print. Only names of supposed authors and of others are folded; nothing is reworded. The official sees what will be printed and may object once.',
  },
  none: { vi: 'Không có ý kiến nào đang chờ.', en: 'Nothing waits.' },
  toRead: { vi: 'Chờ đọc để in', en: 'To be read' },
  toLook: { vi: 'Đề nghị xem lại', en: 'To be looked at again' },
  item: { vi: 'Nội dung góp ý', en: 'The item' },
  answer: { vi: 'Câu trả lời', en: 'The answer' },
  printed: { vi: 'Bản đã in lần trước', en: 'The last edition' },
  objection: { vi: 'Người trả lời không đồng ý vì', en: 'The official objects' },
  fold: {
    vi: 'Lược những chữ này (mỗi dòng một cụm)',
    en: 'Fold these words (one passage a line)',
  },
  foldHint: {
    vi: 'Chép đúng như trong câu trả lời. Để trống nếu không có tên ai.',
    en: 'Exactly as in the answer. Leave empty when there are no names.',
  },
  ready: { vi: 'Dùng bản này để in', en: 'Ready for print' },
  outcome: { vi: 'Kết quả xem lại', en: 'Outcome' },
  choose: { vi: 'chọn…', en: 'choose…' },
  reason: { vi: 'Vì sao', en: 'Why' },
  propose: { vi: 'Trình Ban Thường trực', en: 'Ask the standing board' },
  yours: {
    vi: 'Ông/bà đã quyết định nội dung này, nên người khác phải xem lại.',
    en: 'You decided about this item; somebody else must look again.',
  },
  asked: { vi: 'Đang chờ Ban Thường trực đồng ý.', en: 'The standing board was asked.' },
  willPrint: { vi: 'Sẽ in như sau', en: 'It will be printed like this' },
  waitsRead: {
    vi: 'Đang chờ người xử lý đọc để in.',
    en: 'A moderator will make it ready for print.',
  },
  object: { vi: 'Tôi không đồng ý với bản in này', en: 'I object to this edition' },
  objectHint: {
    vi: 'Người khác sẽ đọc lại; bản in lần hai là bản cuối.',
    en: 'Somebody else will read it; the second edition stands.',
  },
  looked: (how: Sentence): Sentence => ({
    vi: `Đã xem lại: ${how.vi}.`,
    en: `Looked at again: ${how.en}.`,
  }),
  unfold: { vi: 'Xin mở nội dung đã gấp', en: 'Ask to unfold' },
} as const
