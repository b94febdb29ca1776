import type { Sentence } from '../lang.ts'

/** The head of the console's pages. */
export const navWords = {
  outbox: { vi: 'Thư đi', en: 'Outgoing' },
  requests: { vi: 'Đề nghị của người gửi', en: 'Requests' },
  incidents: { vi: 'Sự cố', en: 'Incidents' },
  retention: { vi: 'Lưu giữ', en: 'Retention' },
  transfers: { vi: 'Phiếu chuyển', en: 'Transfers' },
  hearings: { vi: 'Xin ý kiến', en: 'Hearings' },
  remedies: { vi: 'Khắc phục', en: 'Remedies' },
  answers: { vi: 'Trả lời', en: 'Answers' },
  places: { vi: 'Nơi nhận', en: 'Right places' },
  queue: { vi: 'Ý kiến', en: 'Feedback' },
  approvals: { vi: 'Đồng ý', en: 'Approvals' },
  records: { vi: 'Hồ sơ', en: 'Records' },
  cycles: { vi: 'Kỳ kiểm điểm', en: 'Cycles' },
  officials: { vi: 'Cán bộ', en: 'Officials' },
  holidays: { vi: 'Ngày nghỉ', en: 'Holidays' },
  areas: { vi: 'Khu vực', en: 'Areas' },
  rolls: { vi: 'Nạp danh sách', en: 'Import lists' },
  bundles: { vi: 'Tập tổng hợp', en: 'Bundles' },
  entry: { vi: 'Nhập hộ', en: 'Enter' },
  register: { vi: 'Sổ', en: 'Register' },
  log: { vi: 'Nhật ký', en: 'Log' },
  posters: { vi: 'Áp phích', en: 'Posters' },
  firstSteps: { vi: 'Bắt đầu', en: 'First steps' },
  condition: { vi: 'Máy', en: 'Machine' },
  people: { vi: 'Người', en: 'People' },
  unlock: { vi: 'Mở khóa', en: 'Unlock' },
  custodians: { vi: 'Giữ khóa', en: 'Custodians' },
  openings: { vi: 'Mở danh tính', en: 'Identities' },
  samples: { vi: 'Kiểm tra', en: 'Samples' },
  cells: { vi: 'Chi ủy', en: 'Cells' },
  relations: { vi: 'Quan hệ', en: 'Relations' },
  glass: { vi: 'Mở khẩn cấp', en: 'Break glass' },
  account: { vi: 'Tài khoản', en: 'Account' },
} satisfies Record<string, Sentence>

export const queueWords = {
  title: { vi: 'Ý kiến', en: 'Feedback' },
  open: { vi: 'Chờ xử lý', en: 'To decide' },
  all: { vi: 'Tất cả', en: 'All' },
  states: { vi: 'Theo bước xử lý', en: 'By state' },
  filter: { vi: 'Lọc', en: 'Filter' },
  clear: { vi: 'Bỏ lọc', en: 'Clear' },
  number: { vi: 'Số', en: 'No.' },
  day: { vi: 'Ngày', en: 'Day' },
  kind: { vi: 'Loại', en: 'Kind' },
  area: { vi: 'Khu vực', en: 'Area' },
  channel: { vi: 'Kênh', en: 'Channel' },
  about: { vi: 'Nói về', en: 'About' },
  text: { vi: 'Nội dung', en: 'Text' },
  state: { vi: 'Bước', en: 'State' },
  topic: { vi: 'Chủ đề', en: 'Topic' },
  search: { vi: 'Số phiếu, chữ trong thư, tóm tắt, tên', en: 'Number, words, names' },
  indexing: {
    vi: 'Đang đọc lại thư để tìm được chữ trong thư',
    en: 'Reading the letters again for the search',
  },
  any: { vi: '– bất kỳ –', en: '– any –' },
  waiting: { vi: 'chờ đồng ý', en: 'waits for a lead' },
  late: { vi: 'quá hẹn', en: 'overdue' },
  files: { vi: 'tệp', en: 'files' },
  held: { vi: 'đến lúc đông', en: 'came in a rush' },
  resident: { vi: 'cư dân đã xác nhận', en: 'confirmed resident' },
  noProof: { vi: 'không qua phép thử máy', en: 'no proof of work' },
  nobody: { vi: '(chưa rõ ai)', en: '(nobody named)' },
  empty: { vi: 'Không có ý kiến nào ở đây.', en: 'Nothing here.' },
  emptyOpen: {
    vi: 'Không còn ý kiến nào chờ xử lý. Xin cảm ơn.',
    en: 'Nothing waits for a decision. Thank you.',
  },
  older: { vi: 'Cũ hơn', en: 'Older' },
  newest: { vi: 'Về đầu danh sách', en: 'To the newest' },
  keys: {
    vi: 'Phím tắt: J xuống, K lên, Enter mở.',
    en: 'Keys: J down, K up, Enter opens.',
  },
} satisfies Record<string, Sentence>

/** `hôm nay`, `3 ngày`: how long a letter has been here. */
export function ageWords(days: number): Sentence {
  if (days <= 0) return { vi: 'hôm nay', en: 'today' }
  return { vi: `${days} ngày`, en: days === 1 ? '1 day' : `${days} days` }
}

/** Said on top of the next page once a feedback is decided. */
export function doneWords(number: string, how: 'decided' | 'asked'): Sentence {
  return how === 'asked'
    ? { vi: `Ý kiến ${number}: đã gửi đề nghị đồng ý.`, en: `Feedback ${number}: a lead is asked.` }
    : { vi: `Ý kiến ${number}: đã xử lý.`, en: `Feedback ${number}: decided.` }
}

export const benchWords = {
  feedback: { vi: 'Ý kiến', en: 'Feedback' },
  back: { vi: 'Danh sách', en: 'The list' },
  next: { vi: 'Tiếp', en: 'Next' },
  previous: { vi: 'Trước', en: 'Previous' },
  letter: { vi: 'Thư và trao đổi', en: 'Letter and thread' },
  work: { vi: 'Tóm tắt và quyết định', en: 'Summary and decision' },
  about: { vi: 'Nói về', en: 'About' },
  when: { vi: 'Lúc', en: 'When' },
  where: { vi: 'Ở', en: 'Where' },
  residence: { vi: 'nơi ở', en: 'home' },
  workplace: { vi: 'nơi làm việc', en: 'work' },
  other: { vi: 'nơi khác', en: 'elsewhere' },
  numbers: { vi: 'Số thứ tự', en: 'Running numbers' },
  frontOnly: {
    vi: 'Người gửi chỉ muốn Mặt trận biết: không đưa vào bản tổng hợp.',
    en: 'For the Front only: it never goes into a bundle.',
  },
  hidden: {
    vi: 'Vai trò của ông/bà không đọc thư; chỉ thấy bản tóm tắt.',
    en: 'Your role does not read letters, only summaries.',
  },
  gone: { vi: 'Nội dung thư đã hủy.', en: 'The words of this letter were destroyed.' },
  files: { vi: 'Tệp kèm', en: 'Files' },
  thread: { vi: 'Trao đổi', en: 'Thread' },
  sender: { vi: 'Người gửi', en: 'Sender' },
  staff: { vi: 'Mặt trận', en: 'The Front' },
  history: { vi: 'Nhật ký', en: 'History' },
  asked: { vi: 'Chờ đồng ý', en: 'Waiting for agreement' },
  askedBy: { vi: 'do', en: 'asked by' },
  until: { vi: 'đến', en: 'until' },
  summary: { vi: 'Bản tóm tắt trung tính', en: 'Neutral summary' },
  draftHint: {
    vi: 'Thư ngắn: đã chép sẵn để sửa. Bỏ tên và điều làm lộ người gửi.',
    en: 'Short letter: copied for you to edit. Take out names and what exposes the sender.',
  },
  summaryHint: {
    vi: 'Bỏ tên và điều làm lộ người gửi. Người gửi sẽ xem lời này.',
    en: 'Take out names and what exposes the sender. The sender will see it.',
  },
  save: { vi: 'Lưu bản tóm tắt', en: 'Save the summary' },
  versions: { vi: 'Các bản', en: 'Versions' },
  version: { vi: 'Bản', en: 'Version' },
  decision: { vi: 'Quyết định', en: 'Decision' },
  verdict: { vi: 'Xử lý thế nào', en: 'What to do' },
  targets: { vi: 'Về cán bộ, tập thể', en: 'Officials, collectives' },
  find: { vi: 'Tìm tên, chức vụ', en: 'Find a name or post' },
  findButton: { vi: 'Tìm', en: 'Find' },
  topic: { vi: 'Chủ đề', en: 'Topic' },
  standing: { vi: 'Mức', en: 'Standing' },
  fold: { vi: 'Gấp', en: 'Fold' },
  foldNothing: { vi: 'không gấp', en: 'no fold' },
  foldHint: {
    vi: 'Chuyện đời tư, gia đình, người khác được gấp lại trong hồ sơ và tập tư liệu; hai người đồng ý mới mở.',
    en: 'Private life, family and third persons are folded in record and bundle; two persons open them.',
  },
  polarity: { vi: 'Tính chất', en: 'Polarity' },
  reason: { vi: 'Lý do', en: 'Reason' },
  refusals: { vi: 'Chưa đưa vào, loại', en: 'Not accepted, rejected' },
  diversions: { vi: 'Chuyển hướng', en: 'Diverted' },
  into: { vi: 'Gộp vào phiếu số', en: 'Merge into number' },
  message: { vi: 'Lời gửi người gửi', en: 'Words to the sender' },
  note: { vi: 'Ghi chú nội bộ', en: 'Internal note' },
  choose: { vi: '– chọn –', en: '– choose –' },
  decide: { vi: 'Ghi quyết định', en: 'Decide' },
  needsLead: {
    vi: 'Góp ý, chưa đưa vào, loại: cần Ban Thường trực đồng ý.',
    en: 'Concerns and refusals need a lead to agree.',
  },
  keysTitle: { vi: 'Phím tắt', en: 'Keys' },
  keys: {
    vi: 'J, K: ý kiến tiếp, trước · S: bản tóm tắt · Ctrl+Enter: lưu bản tóm tắt · 1–7: cách xử lý · T: tìm cán bộ · M: lời gửi · D: ghi quyết định · Esc: ra khỏi ô viết',
    en: 'J, K: next, previous · S: summary · Ctrl+Enter: save it · 1–7: what to do · T: find an official · M: message · D: decide · Esc: leave a field',
  },
  useKeys: { vi: 'Dùng phím tắt một chữ', en: 'Use one-letter keys' },
} satisfies Record<string, Sentence>

/** What happened to a feedback, line by line. */
export const historyWords = {
  received: { vi: 'Nhận thư', en: 'Letter received' },
  more: { vi: 'Người gửi viết thêm', en: 'The sender wrote more' },
  agreed: { vi: 'Được đồng ý', en: 'Agreed' },
  declined: { vi: 'Không được đồng ý, trả lại', en: 'Not agreed, given back' },
  returned: { vi: 'Quá ba ngày làm việc, trả lại', en: 'Three working days over, given back' },
} satisfies Record<string, Sentence>

/** `Bản tóm tắt số 2`. */
export function summaryLine(version: number): Sentence {
  return { vi: `Bản tóm tắt số ${version}`, en: `Summary, version ${version}` }
}

/** `Đề nghị đồng ý: gộp ý kiến`. */
export function askedLine(act: Sentence): Sentence {
  return { vi: `Đề nghị đồng ý: ${act.vi}`, en: `Asked a lead: ${act.en}` }
}

/** `Chưa đưa vào: chưa có việc cụ thể`. */
export function decidedLine(verdict: Sentence, reason: Sentence | null): Sentence {
  if (reason === null) return verdict
  return { vi: `${verdict.vi}: ${reason.vi}`, en: `${verdict.en}: ${reason.en}` }
}

export const approvalWords = {
  title: { vi: 'Việc cần đồng ý', en: 'Waiting for agreement' },
  empty: { vi: 'Không có việc nào chờ.', en: 'Nothing waits.' },
  mine: {
    vi: 'Ông/bà đã đề nghị việc này; người khác trả lời.',
    en: 'You asked for this; another person answers.',
  },
  about: { vi: 'Về', en: 'About' },
  summary: { vi: 'Bản tóm tắt', en: 'Summary' },
  reason: { vi: 'Lý do', en: 'Reason' },
  standing: { vi: 'Mức', en: 'Standing' },
  polarity: { vi: 'Tính chất', en: 'Polarity' },
  topic: { vi: 'Chủ đề', en: 'Topic' },
  into: { vi: 'Gộp vào', en: 'Into' },
  note: { vi: 'Ghi chú của người đề nghị', en: 'Note of who asked' },
  message: { vi: 'Lời gửi người gửi', en: 'Words to the sender' },
  asked: { vi: 'Người đề nghị', en: 'Asked by' },
  until: { vi: 'Trả lời trước', en: 'Answer before' },
  see: { vi: 'Xem chi tiết', en: 'See more' },
  answerNote: { vi: 'Ghi chú (nếu có)', en: 'Note (if any)' },
  agree: { vi: 'Đồng ý', en: 'Agree' },
  giveBack: { vi: 'Trả lại', en: 'Give back' },
  agreed: { vi: 'Đã đồng ý.', en: 'Agreed.' },
  declined: { vi: 'Đã trả lại.', en: 'Given back.' },
  returned: { vi: 'quá hạn, trả lại', en: 'time over, given back' },
} satisfies Record<string, Sentence>

/** Under which words the places of the console's head lie. */
export const navGroupWords = {
  letters: { vi: 'Ý kiến', en: 'Feedback' },
  review: { vi: 'Kiểm điểm', en: 'Review' },
  counter: { vi: 'Tiếp nhận', en: 'Reception' },
  lists: { vi: 'Danh mục', en: 'Lists' },
  trust: { vi: 'Kiểm soát', en: 'Oversight' },
  office: { vi: 'Cơ quan', en: 'Office' },
} satisfies Record<string, Sentence>
