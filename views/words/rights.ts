import { shownDay } from '../dates.ts'
import type { Sentence } from '../lang.ts'

/** What a sender may ask for about the own data, in the sender's own voice. */
export const requestWords = {
  view: {
    name: { vi: 'Cho tôi biết đang giữ gì về tôi', en: 'Tell me what you keep about me' },
    short: { vi: 'được biết đang giữ gì', en: 'to know what is kept' },
  },
  correct: {
    name: { vi: 'Sửa điều ghi sai', en: 'Correct what is wrong' },
    short: { vi: 'sửa điều ghi sai', en: 'to have it corrected' },
  },
  restrict: {
    name: { vi: 'Tạm dừng, đừng đưa ý kiến đi đâu', en: 'Pause it: let nothing leave' },
    short: { vi: 'tạm dừng', en: 'to pause it' },
  },
  withdraw: {
    name: { vi: 'Tôi không đồng ý nữa', en: 'I no longer agree' },
    short: { vi: 'rút sự đồng ý', en: 'to withdraw consent' },
  },
  erase: {
    name: { vi: 'Xóa hết', en: 'Erase everything' },
    short: { vi: 'xóa hết', en: 'to have it erased' },
  },
} satisfies Record<string, { name: Sentence; short: Sentence }>

export const outcomeWords = {
  noted: { vi: 'Đã trả lời, đang làm', en: 'Answered; under way' },
  done: { vi: 'Đã làm', en: 'Done' },
  partly: { vi: 'Làm được một phần', en: 'Done in part' },
  refused: { vi: 'Không làm được', en: 'Not possible' },
} satisfies Record<string, Sentence>

/** The part of `/tra-cuu` about the sender's own rights. */
export const rightsWords = {
  title: { vi: 'Quyền của ông/bà', en: 'Your rights' },
  lead: {
    vi: 'Chọn một việc. Mặt trận trả lời ở trang này trong 2 ngày làm việc.',
    en: 'Choose one. The Front answers on this page within 2 working days.',
  },
  why: { vi: 'Nói thêm (không bắt buộc)', en: 'Say more (optional)' },
  send: { vi: 'Gửi đề nghị', en: 'Send the request' },
  agreed: { vi: 'Ông/bà đã đồng ý', en: 'You agreed to' },
  asked: { vi: 'Ông/bà đã đề nghị', en: 'You asked for' },
  waiting: { vi: 'chờ trả lời', en: 'waiting for an answer' },
  read: { vi: 'Đọc lại lời đã đồng ý', en: 'Read what was agreed to' },
  purposes: {
    processing: { vi: 'cho Mặt trận đọc và xử lý', en: 'the Front reading and handling it' },
    record: { vi: 'đưa vào bản tổng hợp', en: 'putting it into the summary' },
    contact: { vi: 'báo cho tôi khi có trả lời', en: 'telling me when there is an answer' },
  },
} as const

export const requestProblems = {
  open: { vi: 'Đề nghị này đã trả lời xong.', en: 'This request was answered already.' },
  held: {
    vi: 'Người gửi đang đề nghị tạm dừng, rút hoặc xóa. Xin trả lời đề nghị ấy trước; chưa có gì được ra khỏi khâu xử lý.',
    en: 'Its sender asked to pause, withdraw or erase it. Answer that first; nothing may leave moderation until then.',
  },
  notFound: { vi: 'Không có đề nghị này.', en: 'There is no such request.' },
  unpacked: {
    vi: 'Thư của phiếu này chưa mở. Xin thử lại sau ít phút.',
    en: 'The letter of this receipt is not open yet. Try again in a few minutes.',
  },
  notPaused: {
    vi: 'Đề nghị này không giữ ý kiến lại.',
    en: 'This request pauses nothing.',
  },
  lifted: { vi: 'Đã báo người gửi ngày thôi tạm dừng.', en: 'The sender was told already.' },
  reason: {
    vi: 'Xin viết lý do, nhiều nhất 1.000 chữ cái.',
    en: 'Write the reason, at most 1,000 characters.',
  },
  outcome: { vi: 'Xin chọn kết quả.', en: 'Choose the outcome.' },
  text: {
    vi: 'Xin viết lời trả lời, nhiều nhất 2.000 chữ cái.',
    en: 'Write the answer, at most 2,000 characters.',
  },
  name: { vi: 'Xin chọn thời hạn.', en: 'Choose the term.' },
  amount: { vi: 'Số ngày từ 1 đến 3650.', en: '1 to 3650 days.' },
  tag: { vi: 'Xin chọn mức chắc chắn.', en: 'Choose how sure it is.' },
  source: { vi: 'Xin ghi căn cứ, nhiều nhất 300 chữ cái.', en: 'Name the source.' },
  validFrom: { vi: 'Ngày không đúng.', en: 'Not a day.' },
} satisfies Record<string, Sentence>

/** `/de-nghi`: what staff see of the requests. */
export const requestPage = {
  title: { vi: 'Đề nghị của người gửi', en: 'Requests of senders' },
  intro: {
    vi: 'Người gửi dùng mã phiếu để đề nghị. Trả lời trong hạn; câu trả lời nằm ở trang “Xem trả lời” của họ. Đang tạm dừng, rút hoặc xóa thì không có gì ra khỏi khâu xử lý.',
    en: 'Senders ask with their receipt. Answer in time; the answer stands on their page. While one asks to pause, withdraw or erase, nothing leaves moderation.',
  },
  none: { vi: 'Không có đề nghị nào.', en: 'There are no requests.' },
  open: { vi: 'Chờ trả lời', en: 'Open' },
  closed: { vi: 'Đã xong', en: 'Closed' },
  receipt: { vi: 'Phiếu', en: 'Receipt' },
  kind: { vi: 'Đề nghị', en: 'Asks' },
  came: { vi: 'Ngày đến', en: 'Came' },
  replyBy: { vi: 'Trả lời trước hết ngày', en: 'Answer by the end of' },
  doneBy: { vi: 'Làm xong trước hết ngày', en: 'Finish by the end of' },
  late: { vi: 'quá hạn', en: 'late' },
  outcome: { vi: 'Kết quả', en: 'Outcome' },
  text: { vi: 'Lời trả lời người gửi', en: 'Answer to the sender' },
  textHint: {
    vi: 'Câu ngắn, lời thường. “Đã trả lời, đang làm” thì nói bao giờ xong; “không làm được” thì nói vì sao.',
    en: 'Short, everyday sentences. Say when it will be done, or why it cannot be.',
  },
  send: { vi: 'Trả lời', en: 'Answer' },
  sent: { vi: 'Đã trả lời người gửi.', en: 'The sender was answered.' },
  read: { vi: 'Mở ý kiến', en: 'Open the feedback' },
  erase: { vi: 'Đề nghị hủy hẳn', en: 'Ask for its erasure' },
  kept: { vi: 'Đang giữ về phiếu này', en: 'Kept about this receipt' },
  back: { vi: 'Về danh sách', en: 'Back to the list' },
  lift: { vi: 'Thôi tạm dừng', en: 'End the pause' },
  liftHint: {
    vi: 'Người gửi đọc lý do này và ngày thôi tạm dừng, sau hai ngày làm việc. Trong lúc ấy họ có thể đề nghị tạm dừng lần nữa.',
    en: 'The sender reads the reason and from which day, two working days on, and may ask for a pause again before that.',
  },
  liftReason: { vi: 'Vì sao không cần tạm dừng nữa', en: 'Why the pause is over' },
  liftSend: { vi: 'Báo người gửi và thôi tạm dừng', en: 'Tell the sender and end it' },
  liftedFrom: {
    vi: 'Đã báo người gửi: thôi tạm dừng từ ngày',
    en: 'The sender was told: the pause ends on',
  },
  hints: {
    view: {
      vi: 'Kể cho người gửi: những gì nêu ở mục “Đang giữ”, ai đọc được, giữ đến bao giờ. Chữ của thư họ tự đọc được bằng mã phiếu.',
      en: 'Tell what is listed under “Kept”, who may read it, until when. Their own words they read with the receipt.',
    },
    correct: {
      vi: 'Thư gốc không ai sửa. Viết lại bản tóm tắt cho đúng, hoặc ghi lời người gửi vào trao đổi, rồi trả lời.',
      en: 'The letter itself is never edited. Rewrite the summary, then answer.',
    },
    restrict: {
      vi: 'Từ lúc đề nghị đến lúc trả lời xong, không có gì ra khỏi khâu xử lý. Trả lời “đã làm” thì dừng hẳn.',
      en: 'Until it is answered nothing leaves moderation. “Done” pauses it for good.',
    },
    withdraw: {
      vi: 'Chưa chốt tập thì lấy ra khỏi hồ sơ, rồi trả lời. Đã chốt thì tên, cách liên lạc vẫn xóa; lời viết lại không có tên ở lại.',
      en: 'Before a freeze: take it off the record. After: name and contact still go, the nameless wording stays.',
    },
    erase: {
      vi: 'Ban Thường trực đề nghị hủy, người giữ khóa đồng ý. Hủy xong thì mã phiếu không mở được gì nữa, nên hãy trả lời trước.',
      en: 'The standing board asks, a custodian agrees. Afterwards the receipt opens nothing, so answer first.',
    },
  },
} as const

/** What is kept of a receipt, counted: letters, files, replies, contact, identity. */
export function keptWords(kept: {
  letters: number
  files: number
  replies: number
  contact: boolean
  identity: boolean
}): Sentence {
  const { letters, files, replies } = kept
  return {
    vi: `${letters} thư, ${files} tệp, ${replies} thư trả lời; cách liên lạc: ${kept.contact ? 'có' : 'không'}; tên, địa chỉ tự ghi: ${kept.identity ? 'có (hai người giữ khóa mới mở được)' : 'không'}.`,
    en: `${letters} letters, ${files} files, ${replies} replies; contact: ${kept.contact ? 'yes' : 'no'}; name or address given: ${kept.identity ? 'yes (two custodians are needed to open it)' : 'no'}.`,
  }
}

/** `/luu-giu`: for how long what is kept. */
export const retentionPage = {
  title: { vi: 'Lưu giữ và hủy', en: 'Retention' },
  intro: {
    vi: 'Cái gì giữ bao lâu, và sắp hủy những gì. Có hoạt động mới thì tính lại từ đầu. Đang chờ đồng ý, có đề nghị của người gửi hoặc yêu cầu của cơ quan thì chưa hủy.',
    en: 'What is kept for how long, and what goes next. New activity starts the days anew. Nothing goes while an approval, a request or an authority’s demand is open.',
  },
  soon: { vi: 'Sắp hủy (90 ngày tới)', en: 'Next to go (90 days)' },
  none: { vi: 'Chưa có gì đến hạn.', en: 'Nothing is due.' },
  on: { vi: 'Ngày hủy', en: 'Goes on' },
  why: { vi: 'Theo', en: 'Under' },
  paused: { vi: 'Đang dừng vì', en: 'Paused by' },
  pauses: {
    approval: { vi: 'có việc chờ người thứ hai đồng ý', en: 'an open approval' },
    request: { vi: 'có đề nghị của người gửi', en: 'an open request of its sender' },
    demand: { vi: 'có yêu cầu của cơ quan', en: 'an authority’s demand' },
    thread: { vi: 'cùng phiếu với ý kiến còn đang làm', en: 'another matter of the same receipt' },
  },
  terms: { vi: 'Thời hạn', en: 'Terms' },
  term: { vi: 'Thời hạn', en: 'Term' },
  amount: { vi: 'Số ngày', en: 'Days' },
  source: { vi: 'Căn cứ', en: 'Source' },
  tag: { vi: 'Mức chắc chắn', en: 'How sure' },
  from: { vi: 'Từ ngày', en: 'Valid from' },
  working: { vi: 'ngày làm việc', en: 'working days' },
  days: { vi: 'ngày', en: 'days' },
  set: { vi: 'Đặt thời hạn mới', en: 'Set a term' },
  saved: { vi: 'Đã ghi.', en: 'Saved.' },
  forever: {
    vi: 'Không tự hủy: ý kiến đã vào tập (giữ cùng hồ sơ kiểm điểm, ít nhất ba kỳ, rồi theo quy định lưu trữ) và nhật ký. Muốn hủy thì Ban Thường trực đề nghị, người giữ khóa đồng ý. Cách liên lạc: xong việc 30 ngày thì hủy. Thư chuyển đi: hủy sau 24 giờ.',
    en: 'Never by itself: what went into bundles (with the review file, at least three cycles) and the log. Contact: 30 days after the matter ends. Diverted letters: after 24 hours.',
  },
} as const

/** How long, by name; `how` says what the days are counted from. */
export const termWords = {
  'request-reply': { vi: 'Trả lời đề nghị của người gửi', en: 'Answer a sender’s request' },
  'request-view': { vi: 'Cho biết đang giữ gì', en: 'Say what is kept' },
  'request-correct': { vi: 'Sửa điều ghi sai', en: 'Correct' },
  'request-restrict': { vi: 'Tạm dừng', en: 'Restrict' },
  'request-withdraw': { vi: 'Rút sự đồng ý', en: 'Withdraw consent' },
  'request-erase': { vi: 'Xóa', en: 'Erase' },
  'keep-rejected': { vi: 'Giữ thư xúc phạm, thư không phải góp ý', en: 'Keep what was rejected' },
  'keep-not-accepted': {
    vi: 'Giữ ý kiến chưa đưa vào bản tổng hợp',
    en: 'Keep what was not accepted',
  },
  'keep-withdrawn': { vi: 'Giữ ý kiến người gửi đã rút', en: 'Keep what was withdrawn' },
  'keep-identity': {
    vi: 'Giữ tên, thư điện tử nguyên bản sau khi xong việc',
    en: 'Keep names and mails as they came after the matter ended',
  },
} satisfies Record<string, Sentence>

export const tagWords = {
  V: { vi: 'đã đọc văn bản', en: 'read in the document' },
  V2: { vi: 'đọc ở nguồn khác', en: 'read in a secondary source' },
  M: { vi: 'nhớ, chưa kiểm tra', en: 'from memory, unchecked' },
  D: { vi: 'do mình đặt ra', en: 'our own design' },
} satisfies Record<string, Sentence>

/** What the sender reads when a pause ends. `from` is `YYYY-MM-DD`. */
export function liftedReply(reason: string, from: string): string {
  return `Ông/bà đã đề nghị tạm dừng ý kiến này và chúng tôi đã dừng. Từ ngày ${shownDay(from)} sẽ xử lý tiếp. Lý do: ${reason}\nNếu ông/bà vẫn muốn tạm dừng, xin chọn lại “${requestWords.restrict.name.vi}” ở trang này trước ngày đó: chúng tôi dừng ngay.`
}

/** What the sender reads when the words are gone. Days are `YYYY-MM-DD`. */
export function endedReply(days: number, backups: string): string {
  return `Đã quá ${days} ngày không có việc gì mới. Theo thời hạn đã nói, mọi chữ, tệp, trao đổi về ý kiến này trên máy của chúng tôi đã hủy. Bản sao lưu cũ nhất còn giữ đến ngày ${shownDay(backups)}, sau đó cũng hết; nếu phải dùng bản sao lưu thì máy hủy lại ngay. Dòng trong nhật ký, không có chữ nào của thư, thì ở lại.`
}
