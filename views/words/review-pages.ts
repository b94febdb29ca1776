import type { Sentence } from '../lang.ts'

/** Cycles. */
export const cycleWords = {
  title: { vi: 'Kỳ kiểm điểm', en: 'Review cycles' },
  none: { vi: 'Chưa có kỳ kiểm điểm nào.', en: 'There is no cycle yet.' },
  open: { vi: 'Mở kỳ mới', en: 'Open a new cycle' },
  openButton: { vi: 'Mở kỳ', en: 'Open the cycle' },
  name: { vi: 'Tên kỳ', en: 'Name' },
  nameHint: { vi: 'Thí dụ: Kiểm điểm năm 2026', en: 'For example: Kiểm điểm năm 2026' },
  kind: { vi: 'Loại', en: 'Kind' },
  framework: { vi: 'Khung tiêu chí', en: 'Framework of criteria' },
  frameworkByDate: { vi: '– theo ngày chốt –', en: '– by the cut-off –' },
  startsOn: { vi: 'Ngày đầu kỳ', en: 'First day' },
  endsOn: { vi: 'Ngày cuối kỳ', en: 'Last day' },
  cutOff: { vi: 'Ngày chốt ý kiến', en: 'Cut-off' },
  cutOffHint: {
    vi: 'Trước cuộc họp ít nhất 5 ngày làm việc.',
    en: 'At least 5 working days before the meeting.',
  },
  meetingOn: { vi: 'Ngày họp (nếu đã biết)', en: 'Meeting (if known)' },
  state: { vi: 'Tình trạng', en: 'State' },
  running: { vi: 'đang mở', en: 'open' },
  closed: { vi: 'đã khép', en: 'closed' },
  close: { vi: 'Khép kỳ', en: 'Close' },
  closeHint: {
    vi: 'Khép rồi thì không thêm bớt ý kiến, giải trình được nữa.',
    en: 'Once closed, no evidence or explanation can be added or taken out.',
  },
  records: { vi: 'Hồ sơ', en: 'Records' },
  prepare: { vi: 'Chuẩn bị', en: 'Prepare' },
} satisfies Record<string, Sentence>

export const cycleKindWords = {
  year: { vi: 'năm', en: 'year' },
  quarter: { vi: 'quý', en: 'quarter' },
  month: { vi: 'tháng', en: 'month' },
  term: { vi: 'nhiệm kỳ', en: 'term' },
  adhoc: { vi: 'đột xuất', en: 'ad hoc' },
} satisfies Record<string, Sentence>

/** Officials and their posts. */
export const officialWords = {
  title: { vi: 'Cán bộ, đảng viên', en: 'Officials' },
  add: { vi: 'Thêm cán bộ', en: 'Add an official' },
  addButton: { vi: 'Thêm', en: 'Add' },
  search: { vi: 'Tìm theo tên, chức vụ, mã (không dấu cũng được)', en: 'Name, post or code' },
  searchButton: { vi: 'Tìm', en: 'Search' },
  none: { vi: 'Không có ai.', en: 'Nobody found.' },
  next: { vi: 'Xem tiếp', en: 'More' },
  name: { vi: 'Họ và tên', en: 'Full name' },
  code: { vi: 'Mã (nếu có)', en: 'Code (if any)' },
  birthYear: { vi: 'Năm sinh (nếu biết)', en: 'Year of birth (if known)' },
  isPartyMember: { vi: 'Là đảng viên', en: 'Member of the Party' },
  post: { vi: 'Chức vụ', en: 'Post' },
  posts: { vi: 'Các chức vụ', en: 'Posts' },
  postHint: {
    vi: 'Như bà con vẫn gọi, thí dụ: Công chức địa chính',
    en: 'As residents call it, for example: Công chức địa chính',
  },
  addPost: { vi: 'Thêm chức vụ', en: 'Add a post' },
  area: { vi: 'Khu vực', en: 'Area' },
  body: { vi: 'Ở tổ chức', en: 'Held in' },
  handledBy: { vi: 'Mặt trận xử lý thư', en: 'Front that handles letters' },
  handledByHint: {
    vi: 'Để trống: thư về lãnh đạo phường, xã hoặc về Mặt trận lên Mặt trận cấp trên, còn lại ở đây.',
    en: 'Left out: letters about the ward’s leaders or its Front go to the Front above, others stay here.',
  },
  isHead: { vi: 'Người đứng đầu', en: 'Head' },
  isLeader: { vi: 'Lãnh đạo, quản lý', en: 'Leader or manager' },
  validFrom: { vi: 'Từ ngày', en: 'From' },
  validTo: { vi: 'Đến ngày', en: 'To' },
  now: { vi: 'nay', en: 'now' },
  exemptions: { vi: 'Thuộc diện không kiểm điểm', en: 'Exempt from review' },
  exempt: { vi: 'Ghi diện không kiểm điểm', en: 'Note an exemption' },
  exemptionReason: { vi: 'Lý do', en: 'Reason' },
  choose: { vi: '– chọn –', en: '– choose –' },
  unset: { vi: '– để trống –', en: '– leave out –' },
} satisfies Record<string, Sentence>

/** Areas and organisations. */
export const areaWords = {
  title: { vi: 'Khu vực và tổ chức', en: 'Areas and organisations' },
  areas: { vi: 'Khu vực', en: 'Areas' },
  organisations: { vi: 'Tổ chức', en: 'Organisations' },
  addArea: { vi: 'Thêm khu vực', en: 'Add an area' },
  addOrganisation: { vi: 'Thêm tổ chức', en: 'Add an organisation' },
  add: { vi: 'Thêm', en: 'Add' },
  code: { vi: 'Mã', en: 'Code' },
  codeHint: {
    vi: 'Không đổi về sau; nằm trong địa chỉ của mã QR.',
    en: 'Never changes; it is part of the QR code’s address.',
  },
  areaKind: { vi: 'Gọi là', en: 'Called' },
  areaKindHint: {
    vi: 'Lời của nơi đó: khu phố, tổ dân phố, thôn, ấp, bản, khóm, buôn …',
    en: 'The place’s own word: khu phố, tổ dân phố, thôn, ấp, bản, khóm, buôn …',
  },
  name: { vi: 'Tên', en: 'Name' },
  parent: { vi: 'Thuộc', en: 'Part of' },
  successor: { vi: 'Nay là', en: 'Now' },
  seatTitle: { vi: 'Địa bàn của Mặt trận', en: 'The area of this Front' },
  seat: { vi: 'Xã, phường, đặc khu', en: 'Commune or ward' },
  above: { vi: 'Thuộc địa bàn của Mặt trận cấp trên', en: 'Within the area of the Front above' },
  seatButton: { vi: 'Ghi', en: 'Save' },
  kind: { vi: 'Loại', en: 'Kind' },
  level: { vi: 'Cấp', en: 'Level' },
} satisfies Record<string, Sentence>

export const organisationKindWords = {
  party: { vi: 'cấp ủy, tổ chức đảng', en: 'Party committee' },
  cell: { vi: 'chi bộ', en: 'Party cell' },
  mass: { vi: 'đoàn thể', en: 'mass organisation' },
  state: { vi: 'cơ quan chính quyền', en: 'state body' },
  front: { vi: 'Mặt trận', en: 'Front' },
} satisfies Record<string, Sentence>

export const levelWords = {
  neighbourhood: { vi: 'khu phố, thôn, ấp', en: 'neighbourhood' },
  commune: { vi: 'phường, xã, đặc khu', en: 'commune' },
  province: { vi: 'tỉnh, thành phố', en: 'province' },
} satisfies Record<string, Sentence>

/** Review records. */
export const recordWords = {
  title: { vi: 'Hồ sơ kiểm điểm', en: 'Review records' },
  cycle: { vi: 'Kỳ', en: 'Cycle' },
  show: { vi: 'Xem', en: 'Show' },
  none: { vi: 'Chưa có hồ sơ nào trong kỳ này.', en: 'There is no record in this cycle yet.' },
  open: { vi: 'Mở hồ sơ', en: 'Open a record' },
  openButton: { vi: 'Mở hồ sơ', en: 'Open the record' },
  subject: { vi: 'Của ai', en: 'Of whom' },
  collectives: { vi: 'Tập thể', en: 'Collectives' },
  officials: { vi: 'Cán bộ, đảng viên', en: 'Officials' },
  posts: { vi: 'Chức vụ trong kỳ', en: 'Posts in the period' },
  period: { vi: 'Thời gian', en: 'Period' },
  cutOff: { vi: 'Chốt ý kiến', en: 'Cut-off' },
  rules: { vi: 'Căn cứ áp dụng cho kỳ này', en: 'Regulations in force for this cycle' },
  evidence: { vi: 'Ý kiến đã tiếp nhận, theo tiêu chí', en: 'Accepted evidence by criterion' },
  noneHere: { vi: 'Không có ý kiến nào.', en: 'None.' },
  noCriterion: { vi: 'Chưa xếp vào tiêu chí', en: 'No criterion yet' },
  number: { vi: 'Số', en: 'No.' },
  answer: { vi: 'Ý kiến của người được góp ý', en: 'What the official says' },
  noAnswer: {
    vi: 'Chưa có ý kiến (điều đó không có nghĩa là thừa nhận).',
    en: 'No answer yet (which does not mean that it is admitted).',
  },
  onBehalf: { vi: 'nhập thay, từ bản giấy', en: 'entered on behalf, from paper' },
  explain: { vi: 'Tiếp thu, giải trình', en: 'Answer' },
  manage: { vi: 'Giải trình, rút', en: 'Answer or withdraw' },
  setAside: { vi: 'Tạm để riêng', en: 'Set aside' },
  setAsideHint: {
    vi: 'Người gửi đã rút, nói là lộ hoặc sai ý, hoặc đã có quyết định khác. Không in, không cho người được góp ý xem. Rút khỏi hồ sơ rồi đưa lại khi đã tiếp nhận lại.',
    en: 'The sender withdrew it or said that it exposes them or is wrong, or a later decision came. Not printed, not shown to the official. Withdraw it, and attach it again once accepted anew.',
  },
  attach: { vi: 'Đưa ý kiến vào hồ sơ', en: 'Attach evidence' },
  attachHint: {
    vi: 'Ý kiến đã tiếp nhận về người hoặc tập thể này, chưa có trong hồ sơ nào. Mỗi lần nhiều nhất 20 ý kiến.',
    en: 'Accepted feedback about this subject that is on no record yet. At most 20 at a time.',
  },
  nothingToAttach: { vi: 'Không còn ý kiến nào để đưa vào.', en: 'Nothing left to attach.' },
  criterion: { vi: 'Tiêu chí (có thể chọn sau)', en: 'Criterion (may come later)' },
  attachButton: { vi: 'Đưa vào hồ sơ', en: 'Attach' },
  balance: { vi: 'Đã nhận và kết quả', en: 'What came, and what became of it' },
  received: { vi: 'Đã nhận trong kỳ', en: 'Received in the period' },
  excluded: { vi: 'Không có trong hồ sơ, theo lý do', en: 'Not on the record, by reason' },
  noReason: { vi: 'không ghi lý do', en: 'no reason given' },
  notYet: { vi: 'chưa đưa vào hồ sơ', en: 'not attached yet' },
  earlier: { vi: 'Ý kiến ở các kỳ trước', en: 'Evidence of earlier cycles' },
  noEarlier: { vi: 'Không có.', en: 'None.' },
  freeze: { vi: 'Lập bản tổng hợp', en: 'Freeze a bundle' },
  freezeHint: {
    vi: 'Ban Thường trực phải đồng ý thì bản tổng hợp mới được chốt.',
    en: 'A lead must agree before the bundle is frozen.',
  },
  freezeCutOff: { vi: 'Ý kiến đến hết ngày', en: 'Feedback up to' },
  freezeReason: {
    vi: 'Lý do lập lại (chỉ khi đã có bản trước)',
    en: 'Reason (only when there is an earlier version)',
  },
  freezeButton: { vi: 'Đề nghị chốt', en: 'Ask to freeze' },
  toOfficial: {
    vi: 'Đây là ý kiến của Nhân dân để tham khảo, chưa phải là kết luận. Trân trọng đề nghị đồng chí xem và có ý kiến: tiếp thu, giải trình, hoặc đề nghị xem lại. Đề nghị đồng chí không tìm hiểu và không nêu tên người mà đồng chí cho là đã góp ý. Mọi hành vi đe dọa, trù dập, trả thù người góp ý đều bị nghiêm cấm.',
    en: 'These are residents’ opinions for reference, not a conclusion. Please read them and answer: accept, explain, or ask to look again. Please do not try to find out, or name, who you think wrote them. Threatening or retaliating against anyone who gave an opinion is strictly forbidden.',
  },
  back: { vi: 'Về hồ sơ', en: 'Back to the record' },
  toList: { vi: 'Về danh sách hồ sơ', en: 'Back to the list' },
} satisfies Record<string, Sentence>

/** One item: the official's answer, and taking it out. */
export const evidenceWords = {
  title: { vi: 'Tiếp thu, giải trình', en: 'Answer to one item' },
  kind: { vi: 'Ý kiến của đồng chí', en: 'Your answer' },
  kindOnBehalf: {
    vi: 'Ý kiến của người được góp ý (nhập thay, từ bản giấy)',
    en: 'The official’s answer (entered on behalf, from paper)',
  },
  text: { vi: 'Nội dung', en: 'Text' },
  textHint: {
    vi: 'In bên cạnh ý kiến góp ý, chỉ lược tên người khác. Nhiều nhất 10.000 chữ cái.',
    en: 'Printed beside the item; only other people’s names are left out. At most 10,000 characters.',
  },
  save: { vi: 'Gửi ý kiến', en: 'Send the answer' },
  withdraw: { vi: 'Rút khỏi hồ sơ', en: 'Take out of the record' },
  withdrawHint: {
    vi: 'Việc rút được ghi vào nhật ký và đếm trong bản tổng hợp.',
    en: 'Taking it out is entered in the log and counted in the bundle.',
  },
  reason: { vi: 'Lý do rút', en: 'Reason' },
} satisfies Record<string, Sentence>

export const explanationWords = {
  accept: { vi: 'Tiếp thu', en: 'Accept' },
  explain: { vi: 'Giải trình', en: 'Explain' },
  'review-again': { vi: 'Đề nghị xem lại', en: 'Ask to look again' },
} satisfies Record<string, Sentence>

/** What became of a feedback, as the balance counts it. */
export const outcomeWords = {
  accepted: { vi: 'đã tiếp nhận', en: 'accepted' },
  not_accepted: { vi: 'chưa đưa vào bản tổng hợp', en: 'not accepted' },
  rejected: { vi: 'bỏ qua vì xúc phạm, thư rác', en: 'rejected as abuse or spam' },
  merged: { vi: 'gộp vào ý kiến khác', en: 'merged' },
  diverted: { vi: 'hướng dẫn sang nơi khác', en: 'diverted' },
  forwarded: { vi: 'chuyển cơ quan có thẩm quyền', en: 'forwarded' },
  withdrawn: { vi: 'người gửi rút', en: 'withdrawn by the sender' },
  erased: { vi: 'đã xóa', en: 'erased' },
  pending: { vi: 'đang phân loại, xử lý', en: 'pending' },
} satisfies Record<string, Sentence>

/** Reasons that only records know; the others are moderation's. */
export const ownReasonWords = {
  front_only: { vi: 'người gửi chỉ để Mặt trận biết', en: 'only for the Front' },
  evidence_withdrawn: { vi: 'đã rút khỏi hồ sơ', en: 'taken out of the record' },
} satisfies Record<string, Sentence>

export const placeWords = {
  residence: { vi: 'nơi cư trú', en: 'residence' },
  workplace: { vi: 'nơi làm việc', en: 'workplace' },
  other: { vi: 'nơi khác', en: 'elsewhere' },
} satisfies Record<string, Sentence>

/** Links in the head of the desk's pages; the console's are in `console.ts`. */
export const navWords = {
  records: { vi: 'Hồ sơ', en: 'Records' },
} satisfies Record<string, Sentence>
