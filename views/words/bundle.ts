// The papers of a bundle are for a Vietnamese meeting and go into its file, so they are Vietnamese
// only; `ydan verify` and VERIFY.txt speak both languages.

/** The fixed words of the papers (texts.md §8, domain.md §11.3). */
export const paperWords = {
  mark: 'TÀI LIỆU HỘI NGHỊ',
  title: 'TỔNG HỢP Ý KIẾN GÓP Ý CỦA NHÂN DÂN\nVÀ NHẬN XÉT NƠI CƯ TRÚ',
  standing:
    'Tài liệu tham khảo phục vụ kiểm điểm; không phải kết luận. Tài liệu tổng hợp ý kiến của Nhân dân và nhận xét nơi cư trú, không thay cho việc thẩm tra, xác minh và không phải là căn cứ duy nhất để đánh giá, xếp loại. Không có ý kiến không có nghĩa là không có ưu điểm hay không có khuyết điểm. Nghiêm cấm suy đoán, tìm người góp ý. Bản số ……/……. Thu hồi sau hội nghị.',
  none: 'Không có.',
  noCriterion: 'Chưa xếp vào tiêu chí',
  total: 'Cộng',
  checkLabel: 'Mã kiểm tra',
} as const

export const headings = {
  criteria: 'I. Ý KIẾN THEO TIÊU CHÍ',
  residence: 'II. NHẬN XÉT CỦA CHI ỦY NƠI CƯ TRÚ',
  front: 'III. Ý KIẾN CỦA MẶT TRẬN',
  positive: 'IV. CÁC NỘI DUNG GHI NHẬN',
  negative: 'V. CÁC NỘI DUNG GÓP Ý',
  mixed: 'VI. CÁC NỘI DUNG VỪA GHI NHẬN VỪA GÓP Ý',
  excluded: 'VII. Ý KIẾN KHÔNG IN TRONG TÀI LIỆU NÀY',
  provenance: 'VIII. NGUỒN GỐC VÀ CÁCH KIỂM TRA',
} as const

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
  fingerprint: 'Dấu khóa ký',
  log: 'Nhật ký lưu chuyển',
  rulesInFull: 'Căn cứ kiểm điểm',
  leaf: 'Mã của mục cuối trong nhật ký',
  numbers: 'Số thứ tự',
} as const

export const columnTitles = {
  code: 'Mã',
  criterion: 'Tiêu chí',
  positive: 'Ghi nhận',
  negative: 'Góp ý',
  mixed: 'Cả hai',
  senders: 'Lượt người gửi',
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

/** Sentences with figures or names in them. */
export const paperSentences = {
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
  answered: (asked: number, given: number, silent: number) =>
    asked === 0
      ? 'Không có nội dung nào gửi xin ý kiến.'
      : `Đã gửi xin ý kiến ${asked} nội dung: ${given} nội dung có ý kiến, ${silent} nội dung chưa có ý kiến.`,
  leftOut: (total: number, parts: string[]) =>
    total === 0 ? 'Không có ý kiến nào.' : `${total} ý kiến: ${parts.join('; ')} (xem Phần VII).`,
  inPart: (part: string) => `Có, in nguyên văn ở Phần ${part}.`,
  cell: (cell: string, day: string) => `${cell}, ngày ${day}:`,
  dated: (day: string) => `Ngày ${day}:`,
  itemFacts: (
    standing: string,
    month: string,
    place: string | null,
    senders: number,
    channels: string,
  ) =>
    [
      `Mức độ: ${standing}`,
      `tháng ${month}`,
      ...(place === null ? [] : [place]),
      senders === 1 ? '1 lượt người gửi' : `${senders} lượt người gửi`,
      channels,
    ].join(' · '),
  criterion: (code: string, name: string) => `Tiêu chí ${code}: ${name}`,
  answer: (kind: string, day: string) => `${kind} (ngày ${day})`,
  frozen: (time: string, frozenBy: string, agreedBy: string) =>
    `${time} (giờ Việt Nam), người chốt: ${frozenBy}; người đồng ý: ${agreedBy}`,
  log: (organisation: string, size: number) => `${organisation}: ${size} mục khi chốt`,
  numbers: (first: number, last: number, count: number) =>
    count === 0
      ? 'Không có số nào.'
      : `${count} số, từ số ${first} đến số ${last}, không bỏ số nào.`,
  foot: (check: string) =>
    `Tài liệu tham khảo phục vụ kiểm điểm; không phải kết luận. Bản số ……/……. Thu hồi sau hội nghị.\nMã kiểm tra: ${check}`,
}

export const provenanceWords = {
  intro:
    'Tài liệu này do máy lập từ những gì đã chốt, không ai sửa tay. Bản số hóa là một tệp ZIP có chữ ký; ai cũng kiểm tra được, không cần mạng, không cần tin người gửi.',
  steps: [
    '1. So mã kiểm tra in ở đây với mã in ở trang đầu và mã ghi trong biên bản hội nghị. Khác một chữ là không phải tài liệu này.',
    '2. Trên máy tính: chạy "ydan verify TẬP.zip --key DẤU-KHÓA", dấu khóa lấy từ biên bản. Hoặc làm bằng tay theo tệp VERIFY.txt trong tệp ZIP.',
    '3. Mỗi ý kiến có một số thứ tự, cấp khi nhận và giữ mãi. Số đã nhận bằng tổng các kết quả ở Phần VII cộng số nội dung in trong tài liệu; thiếu một số là có ý kiến bị bỏ ra ngoài.',
  ],
} as const

export const itemWords = {
  excludedIntro:
    'Mọi ý kiến đã nhận đều được tính ở đây hoặc in ở các phần trên. Ý kiến không in chỉ được đếm, không kể nội dung.',
  otherReason: 'lý do khác',
  printed: 'In trong tài liệu này',
  acceptedNotPrinted: 'Đã tiếp nhận nhưng không in',
} as const
