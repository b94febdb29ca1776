import type { Sentence } from '../lang.ts'

export const sheetProblems = {
  noSheet: { vi: 'Không có văn bản này.', en: 'There is no such paper.' },
  otherItems: {
    vi: 'Có nội dung không còn nằm trong hồ sơ này. Xin xem lại rồi chọn lại.',
    en: 'An item is not on this record any more. Look again and choose anew.',
  },
  issuedAlready: { vi: 'Văn bản này đã ghi số và ngày ký.', en: 'It was signed already.' },
  replaced: {
    vi: 'Đã có bản soạn mới hơn; xin dùng bản mới.',
    en: 'A newer draft replaced it; use that one.',
  },
  ownDraft: {
    vi: 'Ông/bà là người soạn; người khác phải ghi số và cho ký.',
    en: 'You drafted this; somebody else must have it signed.',
  },
  decided: {
    vi: 'Đã có kết quả xếp loại. Nhận xét của Mặt trận phải có trước khi công nhận kết quả.',
    en: 'There is an outcome already. The comment of the Front comes before recognition.',
  },
  commentFirst: {
    vi: 'Kỳ này quy định Mặt trận nhận xét trước khi công nhận. Chưa có nhận xét đã ký của Mặt trận, nên chưa ghi kết quả được.',
    en: 'In this cycle the Front comments before recognition. Its signed comment is missing, so there can be no outcome yet.',
  },
  future: { vi: 'Ngày này chưa tới.', en: 'This day has not come yet.' },
  allAsked: {
    vi: 'Những người gửi này đã được hỏi về việc khắc phục này.',
    en: 'These senders were asked about this remedy already.',
  },
} satisfies Record<string, Sentence>

export const sheetKindWords = {
  prompt: { vi: 'Gợi ý kiểm điểm', en: 'Prompt for the self-review' },
  front_comment: { vi: 'Nhận xét của Mặt trận', en: 'Comment of the Front' },
} satisfies Record<string, Sentence>

/** What is wrong with a field of these forms. */
export const sheetFields: Readonly<Record<string, Sentence>> = {
  kind: { vi: 'Xin chọn loại văn bản.', en: 'Choose the kind of paper.' },
  text: {
    vi: 'Xin viết nội dung, nhiều nhất 8.000 chữ.',
    en: 'Write it, at most 8,000 characters.',
  },
  evidence: { vi: 'Xin chọn ít nhất một nội dung làm căn cứ.', en: 'Choose at least one item.' },
  number: { vi: 'Xin ghi số văn bản.', en: 'Write the number of the paper.' },
  signedOn: { vi: 'Xin ghi ngày ký.', en: 'Give the day of signing.' },
  signer: { vi: 'Xin ghi người ký.', en: 'Write who signed.' },
  reason: { vi: 'Xin ghi lý do.', en: 'Give the reason.' },
  decidedBy: { vi: 'Xin ghi cấp yêu cầu.', en: 'Write which body asks for it.' },
  document: { vi: 'Xin ghi số văn bản.', en: 'Write the number of the document.' },
  decidedOn: { vi: 'Xin ghi ngày văn bản.', en: 'Give the day of the document.' },
}

/** `/ho-so/:id/van-ban` and `/ky/:id/goi-y`. */
export const sheetWords = {
  title: { vi: 'Gợi ý kiểm điểm và nhận xét của Mặt trận', en: 'Prompts and comment of the Front' },
  section: { vi: 'Văn bản gợi ý, nhận xét', en: 'Prompts and comments' },
  none: { vi: 'Chưa có văn bản nào.', en: 'None yet.' },
  toRecord: { vi: 'Về hồ sơ', en: 'Back to the record' },
  toSheets: { vi: 'Soạn, ghi số', en: 'Draft, issue' },
  draft: { vi: 'bản soạn', en: 'draft' },
  replaced: { vi: 'bản soạn cũ', en: 'older draft' },
  issued: (number: string, day: string, signer: string): Sentence => ({
    vi: `số ${number}, ngày ${day}, ${signer} ký`,
    en: `no. ${number} of ${day}, signed by ${signer}`,
  }),
  basis: { vi: 'Căn cứ', en: 'Rests on' },
  promptTitle: { vi: 'Soạn gợi ý kiểm điểm', en: 'Draft a prompt' },
  promptHint: {
    vi: 'Người soạn viết, máy không viết thay và không xếp thứ tự ai. Mỗi vấn đề một đoạn: bản in đánh số từng đoạn và kèm phần IV để người được gợi ý điền giải trình.',
    en: 'A person writes; nothing is written or ranked for you. One issue a paragraph: the paper numbers them and brings section IV for the answers.',
  },
  commentTitle: { vi: 'Soạn nhận xét của Mặt trận', en: 'Draft the comment of the Front' },
  commentHint: {
    vi: 'Viết trước khi cấp có thẩm quyền công nhận kết quả. Ghi nhận xét, không đề nghị mức xếp loại.',
    en: 'Before recognition by the competent body. It is a comment; it proposes no level.',
  },
  choose: { vi: 'Căn cứ vào các nội dung', en: 'Rests on these items' },
  text: { vi: 'Nội dung', en: 'Words' },
  save: { vi: 'Lưu bản soạn', en: 'Keep the draft' },
  docx: { vi: 'Bản .docx để ký', en: 'The .docx to sign' },
  pdf: { vi: 'Bản PDF', en: 'The PDF' },
  issue: { vi: 'Ghi số, ngày, người ký', en: 'Enter number, day, signer' },
  issueHint: {
    vi: 'Người ghi phải khác người soạn. Từ lúc này văn bản đứng trong hồ sơ và vào tập tư liệu lần chốt sau.',
    en: 'Somebody else than who drafted. From then on it stands in the record and goes into the next bundle.',
  },
  number: { vi: 'Số, ký hiệu', en: 'Number' },
  registerNumber: {
    vi: 'Số đi (để trống thì lấy số tiếp theo trong sổ)',
    en: 'Outgoing number (empty: the next one of the book)',
  },
  signedOn: { vi: 'Ngày ký', en: 'Signed on' },
  signer: { vi: 'Người ký', en: 'Signed by' },
  yours: {
    vi: 'Ông/bà là người soạn; người khác ghi số và cho ký.',
    en: 'You drafted it; somebody else enters number and signature.',
  },
  candidates: { vi: 'Để xem xét gợi ý kiểm điểm', en: 'For prompts' },
  candidatesHint: {
    vi: 'Các hồ sơ có nội dung góp ý, hoặc còn việc khắc phục năm trước chưa xong. Xếp theo tên, không có ngưỡng và không có điểm; người có trách nhiệm đọc căn cứ và quyết định.',
    en: 'Records with criticism, or with an earlier remedy not done. By name, without threshold or score; people read and decide.',
  },
  noCandidates: { vi: 'Chưa có hồ sơ nào.', en: 'None.' },
  again: { vi: 'năm trước cũng có nêu', en: 'raised before, too' },
  promised: { vi: 'Năm trước hứa', en: 'Promised last year' },
  promisedHint: {
    vi: 'Việc khắc phục ghi ở các kỳ trước, mang sang đây để đối chiếu.',
    en: 'Remedies of earlier cycles, carried here to compare.',
  },
  notDone: { vi: 'chưa ghi là xong', en: 'not recorded as done' },
  write: { vi: 'Soạn gợi ý', en: 'Draft a prompt' },
} as const

/**
 * What senders are asked. It goes to each alone, about the own letter: nothing of the record, of other
 * letters or of what was decided stands in it.
 */
export const remedyQuestion =
  'Xin hỏi thăm về việc ông/bà nêu trong phiếu này: đến nay ông/bà thấy đã chuyển biến chưa? Nếu đã chuyển biến, xin bấm “Được rồi”; nếu chưa, xin bấm “Chưa được”; hoặc viết vài lời vào phiếu này. Không trả lời cũng không sao. Câu trả lời chỉ được cộng chung với nhiều người khác khi báo lại.'

/** `/khac-phuc`: what is to be put right, and what senders say of it. */
export const remedyWords = {
  title: { vi: 'Theo dõi khắc phục', en: 'Remedies' },
  hint: {
    vi: 'Việc chưa xong và việc xong trong một năm qua. Xếp theo địa bàn rồi theo tên.',
    en: 'Open ones and those done within a year. By place, then by name.',
  },
  none: { vi: 'Không có việc nào.', en: 'None.' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  running: { vi: 'Còn hạn', en: 'Not due yet' },
  doneList: { vi: 'Đã xong', en: 'Done' },
  place: { vi: 'Địa bàn', en: 'Place' },
  whom: { vi: 'Ai', en: 'Whom' },
  what: { vi: 'Hạn chế, cách khắc phục', en: 'Shortcoming, measure' },
  due: { vi: 'Hạn', en: 'Due' },
  responsible: { vi: 'Chịu trách nhiệm', en: 'Responsible' },
  done: { vi: 'Xong ngày', en: 'Done on' },
  one: { vi: 'Việc khắc phục', en: 'Remedy' },
  ask: { vi: 'Hỏi người đã góp ý', en: 'Ask who wrote' },
  askHint: {
    vi: 'Mỗi người gửi được hỏi riêng trong phiếu của mình, mỗi việc một lần. Câu hỏi chỉ nói về chính việc người ấy đã nêu, không nói ai đã góp ý, không nói kết quả kiểm điểm.',
    en: 'Each sender is asked alone in the own thread, once for each remedy, about the own matter only.',
  },
  askText: { vi: 'Câu hỏi', en: 'The question' },
  askButton: { vi: 'Gửi câu hỏi', en: 'Ask' },
  nobody: { vi: 'Hồ sơ không có nội dung góp ý để hỏi.', en: 'No item to ask about.' },
  answers: { vi: 'Người gửi trả lời', en: 'Answers of senders' },
  answersHint: {
    vi: 'Tính tròn năm; dưới năm thì không nói.',
    en: 'In whole fives; below five nothing is told.',
  },
  askedOn: (day: string): Sentence => ({
    vi: `Hỏi lần cuối ngày ${day}`,
    en: `Last asked on ${day}`,
  }),
  notAsked: { vi: 'Chưa hỏi ai.', en: 'Nobody was asked yet.' },
  few: { vi: 'dưới 5', en: 'below 5' },
  atLeast: (count: number): Sentence => ({ vi: `ít nhất ${count}`, en: `at least ${count}` }),
} as const

export const answerClassWords = {
  changed: { vi: 'Đã chuyển biến', en: 'It changed' },
  not_changed: { vi: 'Chưa chuyển biến', en: 'It did not change' },
  wrote: { vi: 'Viết lời riêng', en: 'Wrote words' },
  silent: { vi: 'Chưa trả lời', en: 'No answer yet' },
} satisfies Record<string, Sentence>

/** The papers themselves; Vietnamese, they are signed. */
export const promptPaper = {
  party: ['ĐẢNG CỘNG SẢN VIỆT NAM'],
  issuer: '.....................................',
  numberOf: (number: string | null) => `Số ${number ?? '.....-CV/ĐU'}`,
  title: 'GỢI Ý KIỂM ĐIỂM',
  subtitle: (cycle: string) => `(${cycle})`,
  dear: (who: string) => `Kính gửi: ${who}`,
  body: (who: string) =>
    `Qua tổng hợp ý kiến tham gia, góp ý của các tập thể, cá nhân có liên quan, cấp ủy gợi ý ${who} kiểm điểm, giải trình các vấn đề sau:`,
  columns: ['STT', 'Vấn đề được gợi ý', 'Căn cứ'],
  ask: (collective: boolean) =>
    collective
      ? 'Đề nghị báo cáo kiểm điểm tập thể giải trình từng vấn đề, nêu nguyên nhân, xác định trách nhiệm, biện pháp và thời gian khắc phục.'
      : 'Đề nghị đồng chí giải trình từng vấn đề tại phần IV Bản kiểm điểm cá nhân: nêu nguyên nhân, xác định trách nhiệm, biện pháp và thời gian khắc phục.',
  reference:
    'Các ý kiến làm căn cứ đã được biên tập, không nêu tên người góp ý; là ý kiến để tham khảo, chưa phải là kết luận. Đề nghị không tìm hiểu ai đã góp ý.',
  sign: ['T/M ĐẢNG ỦY', '(ký, ghi rõ họ tên, đóng dấu)'],
  copies: ['Nơi nhận:', '- Như trên,', '- Ban Xây dựng Đảng,', '- Lưu Văn phòng.'],
  section: 'IV. GIẢI TRÌNH NHỮNG VẤN ĐỀ ĐƯỢC GỢI Ý KIỂM ĐIỂM',
  sectionHint: '(Chép vào Bản kiểm điểm cá nhân; giải trình từng vấn đề)',
  answer: [
    '- Giải trình:',
    '- Nguyên nhân:',
    '- Trách nhiệm:',
    '- Biện pháp, thời gian khắc phục:',
  ],
  dots: '……………………………………………………………………………………',
  basis: (topic: string, month: string, standing: string) => `${topic}, ${month}: ${standing}`,
} as const

export const commentPaper = {
  numberOf: (number: string | null) => `Số: ${number ?? '......../MTTQ-BTT'}`,
  suffix: '/MTTQ-BTT',
  title: 'NHẬN XÉT',
  subtitle: (who: string, cycle: string) => `đối với ${who}\n(${cycle})`,
  dear: 'Kính gửi: Cấp ủy có thẩm quyền quản lý',
  body: (front: string, who: string) =>
    `Thực hiện trách nhiệm giám sát, góp ý xây dựng Đảng, xây dựng chính quyền, Ban Thường trực ${front} nhận xét về ${who} như sau:`,
  reference:
    'Nhận xét này dựa trên ý kiến của Nhân dân đã được biên tập, không nêu tên người góp ý, và trên hoạt động giám sát của Mặt trận; gửi trước khi cấp có thẩm quyền công nhận kết quả đánh giá, xếp loại. Mặt trận không đề nghị mức xếp loại.',
  sign: ['TM. BAN THƯỜNG TRỰC', '(ký, ghi rõ họ tên, đóng dấu)'],
  copies: ['Nơi nhận:', '- Như trên;', '- Lưu.'],
  abstract: (who: string) => `Nhận xét của Mặt trận trước khi công nhận kết quả: ${who}`,
} as const
