// The papers of a bundle are for a Vietnamese meeting and go into its file, so they are Vietnamese
// only; `ydan verify` and VERIFY.txt speak both languages.

import { inFives } from '../small-numbers.ts'

/** The fixed words of the papers (texts.md §8, domain.md §11.3). */
export const paperWords = {
  mark: 'TÀI LIỆU HỘI NGHỊ',
  title: 'TỔNG HỢP Ý KIẾN GÓP Ý CỦA NHÂN DÂN\nVÀ NHẬN XÉT NƠI CƯ TRÚ',
  /** Where a hand writes the number of the copy. */
  unnumbered: 'Bản số ……/……',
  none: 'Không có.',
  notDone: 'Chưa ghi là xong.',
  noCriterion: 'Chưa xếp vào tiêu chí',
  total: 'Cộng',
  few: 'dưới 5',
  checkLabel: 'Mã kiểm tra',
} as const

export const headings = {
  criteria: 'I. Ý KIẾN THEO TIÊU CHÍ',
  residence: 'II. NHẬN XÉT CỦA CHI ỦY NƠI CƯ TRÚ',
  front: 'III. Ý KIẾN CỦA MẶT TRẬN',
  prompts: 'III (a). GỢI Ý KIỂM ĐIỂM CỦA CẤP TRÊN',
  promised: 'III (b). VIỆC KHẮC PHỤC ĐÃ GHI Ở CÁC KỲ TRƯỚC',
  positive: 'IV. CÁC NỘI DUNG GHI NHẬN',
  negative: 'V. CÁC NỘI DUNG GÓP Ý',
  mixed: 'VI. CÁC NỘI DUNG VỪA GHI NHẬN VỪA GÓP Ý',
  excluded: 'VII. Ý KIẾN KHÔNG IN TRONG TÀI LIỆU NÀY',
  provenance: 'VIII. NGUỒN GỐC VÀ CÁCH KIỂM TRA',
} as const

/** A bundle too long for one PDF comes in volumes. */
export const volumeWords = {
  label: 'Tập này gồm',
  all: 'Các tập',
  heading: 'DANH MỤC CÁC TẬP',
  columns: { volume: 'Tập', holds: 'Gồm', count: 'Số nội dung' },
  opening: 'Tóm tắt; danh mục các tập; Phần I đến Phần III',
  closing: 'Phần VII (ý kiến không in) và Phần VIII (nguồn gốc và cách kiểm tra)',
  parts: { positive: 'IV', negative: 'V', mixed: 'VI' },
  continued: '(tiếp theo)',
  title: (number: number, of: number) => `TẬP ${number}/${of}`,
  number: (number: number, of: number) => `Tập ${number}/${of}`,
  /** Which items of a part a volume holds; numbers may be left out between. */
  part: (
    part: string,
    {
      first,
      last,
      count,
      continued,
    }: { first: number; last: number; count: number; continued: boolean },
  ) =>
    `Phần ${part}${continued ? ' (tiếp theo)' : ''}: ${count} nội dung, ${first === last ? `số ${first}` : `từ số ${first} đến số ${last}`}`,
  emptyPart: (part: string) => `Phần ${part}: không có`,
  goesOn: (part: string, next: number, of: number) =>
    `(Phần ${part} còn tiếp ở Tập ${next}/${of}.)`,
  intro: (of: number) =>
    `Tài liệu này dài nên in thành ${of} tập; đủ ${of} tập mới là cả tài liệu. Mỗi nội dung chỉ ở một tập, mang đúng số thứ tự đã cấp; mọi tập mang cùng một mã kiểm tra. Số liệu ở trang tóm tắt, Phần I và Phần VII là của cả tài liệu.`,
  where: (of: number) =>
    `${of} tập, cùng một mã kiểm tra. Tóm tắt, danh mục các tập, Phần I đến Phần III: đầu Tập 1/${of}. Ý kiến không in (Phần VII), nguồn gốc và cách kiểm tra (Phần VIII): cuối Tập ${of}/${of}.`,
} as const

/** What was promised before: in which cycle, what, until when and by whom, what came of it. */
export const promisedColumns = [
  { title: 'Kỳ', share: 16 },
  { title: 'Hạn chế, cách khắc phục', share: 42 },
  { title: 'Hạn, người chịu trách nhiệm', share: 20 },
  { title: 'Kết quả', share: 22 },
]

export const factLabels = {
  person: 'Họ và tên',
  collective: 'Tập thể',
  posts: 'Chức vụ, đơn vị',
  cycle: 'Kỳ kiểm điểm',
  rules: 'Căn cứ',
  version: 'Phiên bản',
  correction: 'Lý do lập lại',
  received: 'Ý kiến đã nhận',
  counts: 'Đưa vào tài liệu',
  answered: 'Ý kiến của người được góp ý',
  residence: 'Nhận xét nơi cư trú',
  front: 'Ý kiến của Mặt trận',
  leftOut: 'Không in trong tài liệu',
  frozen: 'Chốt nội dung',
  log: 'Nhật ký lưu chuyển',
  rulesInFull: 'Căn cứ kiểm điểm',
  leaf: 'Mã của mục cuối trong nhật ký',
  numbers: 'Số thứ tự',
  residents: 'Cư dân đã xác nhận',
  checkpoint: 'Điểm chốt nhật ký',
  root: 'Mã gốc của nhật ký ở điểm chốt',
} as const

export const columnTitles = {
  code: 'Mã',
  criterion: 'Tiêu chí',
  positive: 'Ghi nhận',
  negative: 'Góp ý',
  mixed: 'Cả hai',
  senders: 'Lượt người gửi (từ)',
  number: 'Số',
  item: 'Nội dung, mức độ, thời gian',
  answer: 'Ý kiến của người được góp ý',
  answerCollective: 'Ý kiến của tập thể được góp ý',
  outcome: 'Kết quả xử lý',
  reason: 'Lý do',
  count: 'Số ý kiến',
} as const

/** The four words about how sure an item is (design.md §1.4). */
export const standingWords = {
  said: 'chỉ ghi lại lời dân',
  several: 'nhiều người cùng nêu',
  confirmed: 'Ban công tác Mặt trận xác nhận có việc',
  documented: 'có tài liệu kèm theo',
} as const

export const placeWords = {
  residence: 'nơi cư trú',
  workplace: 'nơi làm việc',
  other: 'nơi khác',
} as const

export const channelWords = {
  online: 'gửi qua mạng',
  assisted: 'phiếu giấy hoặc nhờ ghi giúp',
  imported: 'từ hệ thống khác chuyển sang',
} as const

export const cycleKinds = {
  term: 'nhiệm kỳ',
  year: 'năm',
  quarter: 'quý',
  month: 'tháng',
  adhoc: 'đột xuất',
} as const

export const answerWords = {
  accept: 'Tiếp thu',
  explain: 'Giải trình',
  'review-again': 'Đề nghị xem lại',
  silent: 'Chưa có ý kiến (điều đó không có nghĩa là thừa nhận).',
  not_asked: 'Không gửi xin ý kiến.',
  not_sent: 'Chưa gửi xin ý kiến người được góp ý.',
  waiting: 'Đã gửi xin ý kiến, còn trong hạn trả lời.',
  unread: '(Ý kiến trả lời đang được đọc để in.)',
  upheld: 'đã xem lại: giữ nguyên',
} as const

/** Why there is no residence comment. */
export const residenceAbsent = {
  exempt: 'Không có: được miễn sinh hoạt nơi cư trú.',
  not_asked: 'Không có: chưa đề nghị chi ủy nơi cư trú nhận xét.',
  not_received: 'Không có: đã đề nghị, chưa nhận được.',
  not_applicable: 'Không áp dụng đối với tập thể.',
} as const

/** Reason codes of moderation as the meeting reads them; one plain line a code (texts.md §6). */
export const reasonWords: Record<string, string> = {
  not_identifiable_official: 'chưa biết là nói về ai',
  no_fact: 'chưa có việc cụ thể',
  out_of_scope: 'không phải việc của cán bộ, đảng viên',
  duplicate: 'đã có trong một ý kiến trước',
  private_life: 'chuyện riêng trong nhà',
  private_life_no_public_interest: 'chuyện riêng trong nhà',
  third_party_or_minor: 'nói về người khác hoặc trẻ em',
  out_of_period: 'việc xảy ra ngoài kỳ này',
  contradicted: 'có giấy tờ cho thấy khác',
  abuse: 'có lời lẽ xúc phạm',
  spam: 'thư rác',
  front_only: 'người gửi chỉ muốn Mặt trận biết',
  evidence_withdrawn: 'đã rút khỏi hồ sơ',
  after_cut_off: 'đến sau ngày chốt',
}

/** How many senders, never a number below five. */
export function sendersSaid(count: number): string {
  return inFives(count) === 0 ? 'dưới 5 lượt người gửi' : `từ ${inFives(count)} lượt người gửi`
}

/** Sentences with figures or names in them. */
export const paperSentences = {
  standing: (copy: string) =>
    `Tài liệu tham khảo phục vụ kiểm điểm; không phải kết luận. Tài liệu tổng hợp ý kiến của Nhân dân và nhận xét nơi cư trú, không thay cho việc thẩm tra, xác minh và không phải là căn cứ duy nhất để đánh giá, xếp loại. Không có ý kiến không có nghĩa là không có ưu điểm hay không có khuyết điểm. Nghiêm cấm suy đoán, tìm người góp ý. ${copy}. Thu hồi sau hội nghị.`,
  /** `Bản số 07/15`: copy 7 of 15. */
  copy: (number: number, of: number) => `Bản số ${copyNumber(number, of)}`,
  copyNumber,
  subtitle: (cycle: string, subject: string) => `– phục vụ kiểm điểm ${cycle} đối với ${subject} –`,
  official: (name: string) => `đồng chí ${name}`,
  born: (name: string, year: number) => `${name} (sinh năm ${year})`,
  placeAndDay: (place: string, day: string) => {
    const [d, m, y] = day.split('/')
    return `${place}, ngày ${d} tháng ${m} năm ${y}`
  },
  rule: (number: string, day: string, issuer: string) => `${number} ngày ${day} của ${issuer}`,
  ruleInFull: (rule: string, title: string) => `${rule}: ${title}`,
  cycle: (name: string, kind: string, framework: string, cutOff: string) =>
    `${name} (kiểm điểm ${kind}); khung tiêu chí: ${framework}; chốt ý kiến đến hết ngày ${cutOff}`,
  version: (version: number) =>
    version === 1 ? 'Bản thứ 1' : `Bản thứ ${version}, thay bản trước`,
  received: (received: number) => `${received} ý kiến đến hết ngày chốt`,
  counts: (items: number, positive: number, negative: number, mixed: number) =>
    `${items} nội dung: ${positive} ghi nhận, ${negative} góp ý, ${mixed} vừa ghi nhận vừa góp ý`,
  answered: (given: number, silent: number, waiting: number) => {
    const asked = given + silent + waiting
    if (asked === 0) return 'Không có nội dung nào gửi xin ý kiến.'
    const inTime = waiting === 0 ? '' : `, ${waiting} nội dung còn trong hạn trả lời`
    return `Đã gửi xin ý kiến ${asked} nội dung: ${given} nội dung có ý kiến, ${silent} nội dung chưa có ý kiến${inTime}.`
  },
  leftOut: (total: number, parts: string[]) =>
    total === 0 ? 'Không có ý kiến nào.' : `${total} ý kiến: ${parts.join('; ')} (xem Phần VII).`,
  inPart: (part: string) => `Có, in nguyên văn ở Phần ${part}.`,
  cell: (cell: string, day: string) => `${cell}, ngày ${day}:`,
  dated: (day: string) => `Ngày ${day}:`,
  signed: (number: string, day: string, signer: string) =>
    `Số ${number}, ngày ${day}, ${signer} ký:`,
  done: (day: string, proof: string) => `Xong ngày ${day}: ${proof}`,
  itemFacts: (
    standing: string,
    month: string,
    place: string | null,
    senders: number,
    channels: string,
    files: { received: number; released: number },
  ) =>
    [
      `Mức độ: ${standing}`,
      `tháng ${month}`,
      ...(place === null ? [] : [place]),
      sendersSaid(senders),
      ...(channels === '' ? [] : [channels]),
      ...(files.received === 0 ? [] : [filesSaid(files)]),
    ].join(' · '),
  verbatim: (words: string) => `Nguyên văn một đoạn (hai người đã cho phép in): “${words}”`,
  /** `Hình trong tệp ZIP: 0005-1-01 … 0005-1-20 (20 trang đầu trong 31 trang)`. */
  pictures: (first: string, last: string, pages: number, of: number) => {
    const names = first === last ? first : `${first} … ${last}`
    if (of === 1) return `Hình trong tệp ZIP: ${names}`
    return `Hình trong tệp ZIP: ${names} (${pages === of ? `${of} trang` : `${pages} trang đầu trong ${of} trang`})`
  },
  criterion: (code: string, name: string) => `Tiêu chí ${code}: ${name}`,
  again: (cycles: readonly string[]) => `Nêu lại điều đã nêu ở: ${cycles.join('; ')}`,
  answer: (kind: string, day: string, looked = '') =>
    `${kind} (ngày ${day}${looked && `; ${looked}`})`,
  frozen: (time: string, frozenBy: string, agreedBy: string) =>
    `${time} (giờ Việt Nam), người chốt: ${frozenBy}; người đồng ý: ${agreedBy}`,
  log: (organisation: string, size: number) => `${organisation}: ${size} mục khi chốt`,
  residents: (atLeast: number) =>
    `Ít nhất ${atLeast} nội dung in ở đây đến từ cư dân đã xác nhận: thư có phiếu một lần, phát tại cuộc họp của khu phố. Không ai biết phiếu của ai, nên không ghi ở từng nội dung. Số này làm tròn xuống từng 5; dưới 5 thì không ghi.`,
  numbers: (first: number, last: number, count: number) =>
    count === 0
      ? 'Không có số nào.'
      : `${count} số, từ số ${first} đến số ${last}, không bỏ số nào.`,
  checkpoint: (origin: string, day: string, size: number) =>
    `${origin}, ngày ${day}, ${size} mục, đã ký`,
  foot: (check: string, copy: string) =>
    `Tài liệu tham khảo phục vụ kiểm điểm; không phải kết luận. ${copy}. Thu hồi sau hội nghị.\n${checked(check)}`,
  checked,
  qr: (check: string, key: string) => `Mã kiểm tra: ${check}\nDấu khóa ký: ${key}`,
}

function copyNumber(number: number, of: number): string {
  return `${String(number).padStart(2, '0')}/${String(of).padStart(2, '0')}`
}

function checked(check: string): string {
  return `Mã kiểm tra: ${check}`
}

function filesSaid({ received, released }: { received: number; released: number }): string {
  if (released === 0) return `${received} tệp kèm theo, không in`
  return `${received} tệp kèm theo, ${released} tệp có bản sao trong tệp ZIP`
}

export const provenanceWords = {
  intro:
    'Tài liệu này do máy lập từ những gì đã chốt, không ai sửa tay. Bản số hóa là một tệp ZIP có chữ ký; ai cũng kiểm tra được, không cần mạng, không cần tin người gửi.',
  steps: [
    '1. So mã kiểm tra in ở đây với mã in ở trang đầu và mã ghi trong biên bản hội nghị. Khác một chữ là không phải tài liệu này.',
    '2. Trên máy tính, không cần mạng: giải nén, mở tệp verify.html bằng trình duyệt, chọn tệp ZIP, gõ dấu khóa ghi trong biên bản: xanh là nguyên vẹn, đỏ là không dùng được. Hoặc chạy "ydan verify TẬP.zip --key DẤU-KHÓA", hoặc làm bằng tay theo tệp VERIFY.txt.',
    '3. Mỗi ý kiến có một số thứ tự, cấp khi nhận và giữ mãi. Số đã nhận bằng tổng các kết quả ở Phần VII cộng số nội dung in trong tài liệu; thiếu một số là có ý kiến bị bỏ ra ngoài.',
    '4. Mọi việc đều ghi vào nhật ký lưu chuyển, ghi rồi không sửa được. Ngay sau khi chốt, máy ký một điểm chốt của nhật ký. Trong tệp ZIP, dưới điểm chốt ấy có: chứng minh đúng nội dung này đã được chốt; với mỗi nội dung, chứng minh số thứ tự đã được cấp cho đúng người (tập thể) này, và lá thư đã đến, trước lúc chốt. Chứng minh không cho biết ai gửi, và không cho biết việc có thật hay không.',
  ],
} as const

export const itemWords = {
  excludedIntro:
    'Mọi ý kiến đã nhận đều được tính ở đây hoặc in ở các phần trên. Ý kiến không in chỉ được đếm, không kể nội dung.',
  otherReason: 'lý do khác',
  printed: 'In trong tài liệu này',
  acceptedNotPrinted: 'Đã tiếp nhận nhưng không in',
} as const

/** The sheets of `annex.xlsx`; widths in characters. */
export const annexWords = {
  items: 'Nội dung và trả lời',
  itemColumns: [
    { title: 'Số', width: 6 },
    { title: 'Ghi nhận hay góp ý', width: 12 },
    { title: 'Vấn đề', width: 22 },
    { title: 'Tiêu chí', width: 24 },
    { title: 'Nội dung', width: 60 },
    { title: 'Mức độ', width: 18 },
    { title: 'Tháng', width: 10 },
    { title: 'Nơi', width: 12 },
    { title: 'Lượt người gửi', width: 9 },
    { title: 'Cách gửi', width: 18 },
    { title: 'Tệp kèm theo', width: 9 },
    { title: 'Tệp có bản sao', width: 9 },
    { title: 'Ý kiến của người được góp ý', width: 16 },
    { title: 'Ngày', width: 12 },
    { title: 'Lời của người được góp ý', width: 50 },
  ],
  polarities: { positive: 'Ghi nhận', negative: 'Góp ý', mixed: 'Cả hai' },
  balance: 'Cân đối',
  balanceColumns: [
    { title: 'Kết quả xử lý', width: 44 },
    { title: 'Lý do', width: 34 },
    { title: 'Số ý kiến', width: 12 },
  ],
  received: 'Đã nhận',
  leftOut: 'Không in trong tài liệu:',
} as const

/** The list on which those who take a numbered copy sign. */
export const listWords = {
  title: 'DANH SÁCH KÝ NHẬN VÀ THU HỒI TÀI LIỆU',
  columns: {
    number: 'Bản số',
    who: 'Họ và tên, chức vụ',
    taken: 'Ngày nhận, ký nhận',
    returned: 'Ngày trả, ký trả',
  },
  sentence: (version: number, check: string, volumes = 1) =>
    `Tài liệu: Tổng hợp ý kiến góp ý của Nhân dân và nhận xét nơi cư trú (bản thứ ${version}${volumes === 1 ? '' : `; mỗi bản ${volumes} tập`}). Mã kiểm tra: ${check}. Người nhận giữ kín, không sao chép, trả lại ngay sau hội nghị.`,
  kept: 'Người phát và thu hồi tài liệu (ký, ghi rõ họ tên):',
  foot: 'Danh sách này lưu cùng biên bản hội nghị.',
} as const
