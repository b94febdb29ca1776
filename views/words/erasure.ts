import { shownDay } from '../dates.ts'
import type { Sentence } from '../lang.ts'

/** Why a feedback is erased; the code alone is kept. */
export const erasureReasons = {
  sender: { vi: 'người gửi đề nghị', en: 'the sender asked for it' },
  minor: { vi: 'người gửi dưới 16 tuổi', en: 'the sender is under 16' },
  third_party: {
    vi: 'lộ người khác, không bỏ riêng được',
    en: 'it exposes others and cannot be cut',
  },
  unlawful: { vi: 'không được phép giữ', en: 'it may not be kept' },
  authority: { vi: 'cơ quan có thẩm quyền quyết định', en: 'an authority decided so' },
} satisfies Record<string, Sentence>

/** What the sender reads before anything is erased: afterwards the receipt opens nothing. */
export const erasureReplies = {
  asked: (reason: keyof typeof erasureReasons, by: string, backups: string) =>
    `Mặt trận đang làm việc hủy ý kiến này (${erasureReasons[reason].vi}). Khi người thứ hai đồng ý, chậm nhất ngày ${shownDay(by)}, mọi chữ, tệp, cách liên lạc của ông/bà trên máy của chúng tôi bị hủy hẳn và mã phiếu này không mở được nữa. Bản sao lưu cũ nhất còn giữ đến ngày ${shownDay(backups)}, sau đó cũng hết; nếu phải dùng bản sao lưu thì máy hủy lại ngay. Lời viết lại không có tên trong tập đã chốt (nếu có) thì ở lại.`,
}

export const erasureProblems = {
  erased: { vi: 'Ý kiến này đã hủy.', en: 'This feedback was erased already.' },
  demanded: {
    vi: 'Đang có yêu cầu bằng văn bản của cơ quan về ý kiến này. Xin trả lời yêu cầu ấy trước.',
    en: 'An authority’s written demand about it is open. Answer that first.',
  },
  reason: { vi: 'Xin chọn lý do.', en: 'Choose the reason.' },
  days: { vi: 'Số ngày từ 1 đến 3650.', en: '1 to 3650 days.' },
} satisfies Record<string, Sentence>

export const erasureWords = {
  title: { vi: 'Hủy ý kiến', en: 'Erase feedback' },
  link: { vi: 'Hủy hẳn', en: 'Erase' },
  intro: {
    vi: 'Hủy hẳn: thư, tệp, bản tóm tắt, ghi chú, thư trả lời, cách liên lạc, bản đang viết dở. Dòng trong nhật ký ở lại, không có chữ nào của thư. Không lấy lại được.',
    en: 'Gone for good: letter, files, summaries, notes, replies, contact, drafts. The log’s lines stay, without a word of the letter. It cannot be taken back.',
  },
  frozen: {
    vi: 'Lời viết lại đã nằm trong tập đã chốt thì ở lại trong tập ấy.',
    en: 'Wording in a frozen bundle stays in that bundle.',
  },
  told: {
    vi: 'Người gửi được báo ngay bây giờ, trong thư trả lời, kèm ngày bản sao lưu cũ hết hạn; sau khi hủy thì mã phiếu không mở được nữa.',
    en: 'The sender is told now, with the day on which old backups end; once erased, the receipt opens nothing.',
  },
  reason: { vi: 'Lý do', en: 'Reason' },
  ask: {
    vi: 'Đề nghị hủy (người giữ khóa đồng ý)',
    en: 'Ask to erase (a custodian must agree)',
  },
  asked: { vi: 'Đã đề nghị. Chờ người giữ khóa đồng ý.', en: 'Asked. A custodian must agree.' },
  back: { vi: 'Về ý kiến', en: 'Back to the feedback' },
  backupDays: {
    vi: 'Bản sao lưu giữ bao nhiêu ngày',
    en: 'How many days backups are kept',
  },
} satisfies Record<string, Sentence>

export const demandProblems = {
  authority: { vi: 'Xin ghi cơ quan, nhiều nhất 200 chữ cái.', en: 'Name the authority.' },
  number: { vi: 'Xin ghi số văn bản, nhiều nhất 60 chữ cái.', en: 'Give the number of the paper.' },
  day: { vi: 'Ngày văn bản không đúng, hoặc ở tương lai.', en: 'Not a day, or in the future.' },
  demanded: {
    vi: 'Xin ghi cơ quan yêu cầu gì, nhiều nhất 1.000 chữ cái.',
    en: 'Say what is demanded, at most 1,000 characters.',
  },
  over: {
    vi: 'Quá 10 ngày kể từ khi đồng ý: muốn giao nữa thì phải có yêu cầu mới.',
    en: 'More than 10 days since it was agreed: another demand is needed.',
  },
  nothing: {
    vi: 'Nội dung đã hủy, không còn gì để giao. Không ai giao được điều chúng tôi không có.',
    en: 'The content was destroyed; nobody can hand over what we do not have.',
  },
} satisfies Record<string, Sentence>

/** `/y-kien/:id/yeu-cau`: an authority demands in writing. */
export const demandWords = {
  title: { vi: 'Giao theo yêu cầu bằng văn bản', en: 'Hand over on a written demand' },
  link: { vi: 'Giao cho cơ quan theo yêu cầu', en: 'Hand over on demand' },
  intro: {
    vi: 'Chỉ khi cơ quan có thẩm quyền yêu cầu bằng văn bản có số, ngày. Ban Thường trực đề nghị, người giữ khóa đồng ý. Giao: chữ của thư, tệp, trao đổi, lịch sử xử lý. Không có trong đó: tên, cách liên lạc (nếu người gửi để lại thì hai người giữ khóa mở riêng). Mỗi lần lấy ra được ghi vào nhật ký.',
    en: 'Only on a written demand with number and date. The standing board asks, a custodian agrees. What is given: words, files, thread, history. Never in it: name or contact (two custodians open those apart). Every collection is entered in the log.',
  },
  authority: { vi: 'Cơ quan yêu cầu', en: 'Authority' },
  number: { vi: 'Số văn bản', en: 'Number of the paper' },
  day: { vi: 'Ngày văn bản', en: 'Date of the paper' },
  demanded: { vi: 'Yêu cầu điều gì', en: 'What is demanded' },
  ask: { vi: 'Đề nghị giao (người giữ khóa đồng ý)', en: 'Ask (a custodian must agree)' },
  asked: { vi: 'Đã đề nghị. Chờ người giữ khóa đồng ý.', en: 'Asked. A custodian must agree.' },
  earlier: { vi: 'Các yêu cầu đã đồng ý', en: 'Demands agreed to' },
  collect: { vi: 'Lấy bản giao (.zip)', en: 'Collect (.zip)' },
  collections: { vi: 'Số lần lấy', en: 'Collected' },
  agreed: { vi: 'Đồng ý', en: 'Agreed' },
  until: { vi: 'Lấy được đến', en: 'To be collected until' },
  none: { vi: 'Chưa có yêu cầu nào.', en: 'None yet.' },
} satisfies Record<string, Sentence>

/** The cover of what is handed to an authority, in Vietnamese. */
export const demandPaper = {
  title: 'BIÊN BẢN GIAO\nTheo yêu cầu bằng văn bản',
  facts: {
    authority: 'Cơ quan yêu cầu',
    number: 'Văn bản số',
    demanded: 'Nội dung yêu cầu',
    receipt: 'Ý kiến số',
    came: 'Nhận',
    agreed: 'Người đề nghị và người đồng ý',
    digest: 'Dấu của thư gốc (commitment)',
  },
  missing:
    'Không có trong hồ sơ này: tên, địa chỉ, cách liên lạc của người gửi. Hộp thư không hỏi tên, không ghi địa chỉ mạng, không ghi giờ gửi; không ai giao được điều không có.',
  letter: 'THƯ',
  thread: 'TRAO ĐỔI',
  history: 'XỬ LÝ',
  files: 'TỆP',
  sender: 'Người gửi',
  staff: 'Mặt trận',
  sign: 'Bên giao (ký, đóng dấu)                    Bên nhận (ký, ghi rõ họ tên)',
} as const

/** `/quyen-rieng-tu`: what can be demanded of us. */
export const demandedWords = {
  heading: { vi: 'Cơ quan nhà nước hỏi thì sao?', en: 'If the authorities ask' },
  lines: [
    {
      vi: 'Chỉ cơ quan có thẩm quyền, bằng văn bản có số và ngày, mới yêu cầu được. Ban Thường trực và người giữ khóa cùng đồng ý mới giao; mỗi lần giao có dòng trong nhật ký không ai xóa được.',
      en: 'Only a competent authority may demand something, in writing with number and date. The standing board and a custodian must both agree, and each time is entered in a log nobody can erase.',
    },
    {
      vi: 'Giao được: chữ của thư, tệp kèm, trao đổi. Không giao được điều chúng tôi không có: tên không hỏi, địa chỉ mạng không ghi, giờ gửi không ghi, thư đã hủy.',
      en: 'What can be given: the words, the files, the thread. Nobody can give what we do not have: names not asked, addresses and hours not kept, letters destroyed.',
    },
  ],
  // One sentence for none and for few: the first demand in a small place must not show.
  few: {
    vi: 'Năm nào không kể dưới đây: dưới 5 lần, hoặc chưa có lần nào.',
    en: 'In any year not named below: fewer than 5 times, or never.',
  },
  year: (year: number, count: number): Sentence => ({
    vi: `Năm ${year}: từ ${count} lần.`,
    en: `${year}: ${count} times or more.`,
  }),
} as const
