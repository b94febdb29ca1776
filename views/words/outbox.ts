import type { Sentence } from '../lang.ts'

/** `/thu-di`: what could not be told to senders yet. */
export const outboxWords = {
  title: { vi: 'Thư đi', en: 'Outgoing' },
  intro: {
    vi: 'Những lời báo chưa đến được người gửi. Nội dung trả lời vẫn nằm trong phiếu; người gửi gõ mã là đọc được.',
    en: 'Notices that have not reached their senders yet. The answers themselves wait in the thread; senders read them by their code.',
  },
  bot: {
    vi: 'Lời máy nhắn trong chat được giữ kín hai tuần, hoặc đến khi người ấy nhắn lại.',
    en: 'Words of the bot are kept, sealed, for two weeks or until the person writes again.',
  },
  empty: { vi: 'Không có lời báo nào bị kẹt.', en: 'Nothing is stuck.' },
  what: { vi: 'Báo gì', en: 'What' },
  state: { vi: 'Tình trạng', en: 'State' },
  again: { vi: 'Gửi lại', en: 'Send again' },
  askedAgain: { vi: 'Đã xếp để gửi lại.', en: 'It will be sent again.' },
  notStuck: {
    vi: 'Lời báo này không còn bị kẹt, nên không gửi lại.',
    en: 'This notice is not stuck any more; it is not sent again.',
  },
  notFound: { vi: 'Không có lời báo này.', en: 'There is no such notice.' },
  noticeBoard: { vi: 'Thông báo', en: 'Notice board' },
} satisfies Record<string, Sentence>

/** What is told. */
export const toldNames = {
  acknowledgement: { vi: 'Đã nhận thư', en: 'Received' },
  question: { vi: 'Câu hỏi', en: 'Question' },
  outcome: { vi: 'Kết quả', en: 'Outcome' },
  message: { vi: 'Lời nhắn', en: 'Message' },
  summary: { vi: 'Bản tóm tắt', en: 'Summary' },
  'bot-receipt': { vi: 'Mã phiếu (máy nhắn)', en: 'Receipt code (by the bot)' },
  bot: { vi: 'Lời máy nhắn', en: 'Words of the bot' },
} satisfies Record<string, Sentence>

/** How a notice stands. */
export const standingNames = {
  begun: { vi: 'đang gửi', en: 'being sent' },
  again: { vi: 'sắp gửi lại', en: 'about to be sent again' },
  retry: { vi: 'chưa được, máy sẽ thử lại', en: 'failed, will be tried again' },
  unsure: {
    vi: 'chưa rõ đã đến chưa, máy sẽ thử lại',
    en: 'unclear whether it arrived, will be tried again',
  },
  waiting: { vi: 'chờ người gửi nhắn lại', en: 'waits until the sender writes again' },
  refused: { vi: 'bị từ chối', en: 'refused' },
  'gave-up': { vi: 'đã thôi thử', en: 'given up' },
} satisfies Record<string, Sentence>

const reasons: Readonly<Record<string, Sentence>> = {
  'channel-off': {
    vi: 'kênh này chưa cấu hình (xem “ydan doctor”)',
    en: 'this channel is not configured (see “ydan doctor”)',
  },
  'window-closed': {
    vi: 'đã quá hạn trả lời của kênh',
    en: 'the channel’s time for answers is over',
  },
  network: { vi: 'không nối được', en: 'no connection' },
  lost: { vi: 'đứt kết nối giữa chừng', en: 'the connection broke half-way' },
  answer: { vi: 'máy chủ trả lời lạ', en: 'the server’s answer made no sense' },
  unsure: {
    vi: 'đã gửi hai lần mà không rõ có đến không',
    en: 'sent twice without knowing whether it arrived',
  },
  token: { vi: 'kênh không nhận khóa của ta', en: 'the channel refuses our token' },
  'token-lost': {
    vi: 'cần ủy quyền lại tài khoản kênh',
    en: 'the account must be authorised anew',
  },
  'token-retry': { vi: 'chưa lấy được khóa của kênh', en: 'the channel’s token could not be had' },
  'smtp-550': { vi: 'không có địa chỉ này', en: 'no such address' },
  'smtp-551': { vi: 'không có địa chỉ này', en: 'no such address' },
  'smtp-552': { vi: 'hộp thư đầy', en: 'the mailbox is full' },
  'smtp-554': { vi: 'máy chủ bên kia chặn', en: 'blocked by their server' },
  'http-400': { vi: 'kênh không nhận lời này', en: 'the channel does not take this message' },
  'http-403': { vi: 'kênh không cho nhắn người này', en: 'the channel forbids this receiver' },
  'http-429': { vi: 'gửi quá nhanh', en: 'sent too fast' },
  rate: { vi: 'gửi quá nhanh', en: 'sent too fast' },
  'too-late': { vi: 'quá một ngày chưa gửi được', en: 'could not be sent within a day' },
  quota: { vi: 'hết lượt gửi', en: 'the quota is used up' },
}

/** Why, in words; a code nobody has named is shown as it is. */
export function reasonOf(code: string | null): Sentence | null {
  if (code === null) return null
  const [, back] = /^bounce-(\d+-\d+-\d+)$/.exec(code) ?? []
  if (back) return bouncedWith(back.replaceAll('-', '.'))
  const named = reasons[code]
  // People who ask for help are asked for the code.
  const isCode = /\d/.test(code)
  if (named && !isCode) return named
  const shown = { vi: `mã ${code}`, en: `code ${code}` }
  return named ? { vi: `${named.vi} (${shown.vi})`, en: `${named.en} (${shown.en})` } : shown
}

// RFC 3463: what the commonest codes of a mail that came back mean to who must do something.
const bounces: Readonly<Record<string, Sentence>> = {
  '5.1.1': { vi: 'không có địa chỉ này', en: 'no such address' },
  '5.1.2': { vi: 'không có tên miền này', en: 'no such domain' },
  '5.2.1': { vi: 'hộp thư đã khóa', en: 'the mailbox is closed' },
  '5.2.2': { vi: 'hộp thư đầy', en: 'the mailbox is full' },
  '4.2.2': { vi: 'hộp thư đầy', en: 'the mailbox is full' },
  '5.7.1': { vi: 'máy chủ bên kia chặn', en: 'blocked by their server' },
}

function bouncedWith(status: string): Sentence {
  const { vi, en } = bounces[status] ?? { vi: 'không giao được', en: 'could not be delivered' }
  return { vi: `thư bị trả lại, ${vi} (${status})`, en: `the mail came back, ${en} (${status})` }
}

/** `/thong-bao`: receipt numbers with an answer, for the board at the gate. */
export const noticeBoardWords = {
  title: { vi: 'Phiếu đã có trả lời', en: 'Receipts with an answer' },
  heading: 'THÔNG BÁO',
  subheading: 'Các phiếu góp ý đã có trả lời',
  how: (address: string, office: string | undefined) =>
    `Mời ông/bà vào ${address}, bấm “Xem trả lời” và gõ mã phiếu. Không dùng được mạng thì mang phiếu đến ${office ?? 'văn phòng Mặt trận'}.`,
  only: 'Danh sách chỉ có số phiếu, không có tên người và không có nội dung.',
  asOf: (day: string) => `Đến ngày ${day}`,
  none: 'Chưa có phiếu nào.',
  print: { vi: 'In trang này', en: 'Print this page' },
  days: { vi: 'Trả lời trong số ngày qua', en: 'Answered in the past days' },
  show: { vi: 'Xem', en: 'Show' },
} as const

/** Ready answers for the message box, until the organisation writes its own. */
export const readyReplies: readonly { title: string; text: string }[] = [
  {
    title: 'Hỏi: nói về ai',
    text: 'Xin ông/bà cho biết góp ý này nói về ai, giữ chức vụ gì, ở đâu.',
  },
  {
    title: 'Hỏi: việc gì, khi nào',
    text: 'Xin ông/bà kể thêm: việc gì, khoảng tháng nào, ở đâu. Biết đến đâu nói đến đó.',
  },
  {
    title: 'Hỏi: có đưa vào bản tổng hợp',
    text: 'Ông/bà có đồng ý để Mặt trận đưa ý này vào bản tổng hợp góp ý không? Trong đó không có tên ông/bà.',
  },
  {
    title: 'Cảm ơn, đã chuyển bộ phận phụ trách',
    text: 'Cảm ơn ông/bà. Mặt trận đã nhắc bộ phận phụ trách và sẽ theo dõi.',
  },
  {
    title: 'Chưa đưa vào: chưa có việc cụ thể',
    text: 'Ý kiến còn chung chung nên lần này chưa đưa vào được. Có việc cụ thể, xin ông/bà viết tiếp vào mã này.',
  },
  {
    title: 'Chưa đưa vào: không phải việc của cán bộ',
    text: 'Việc này thuộc dịch vụ chung của phường. Xin ông/bà phản ánh theo số điện thoại 1022 hoặc đến bộ phận một cửa.',
  },
]

export const readyReplyWords = {
  choose: { vi: 'Câu mẫu', en: 'Ready answers' },
  insert: { vi: 'Chèn', en: 'Insert' },
  title: { vi: 'Câu trả lời mẫu', en: 'Ready answers' },
  intro: {
    vi: 'Mỗi câu mẫu cách nhau một dòng trống; dòng đầu là tên gọi, các dòng sau là lời nhắn. Xóa hết thì dùng lại bộ có sẵn.',
    en: 'One blank line between answers; the first line is its name, the others are the words. Leave it empty to use the built-in ones.',
  },
  save: { vi: 'Lưu', en: 'Save' },
  saved: { vi: 'Đã lưu.', en: 'Saved.' },
  unusable: {
    vi: 'Có câu mẫu chỉ có tên mà không có lời, hoặc dài quá 1.000 chữ, hoặc quá 50 câu.',
    en: 'An answer has a name and no words, is longer than 1,000 characters, or there are more than 50.',
  },
} satisfies Record<string, Sentence>
