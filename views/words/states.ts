import type { Sentence } from '../lang.ts'

/** Each state of a feedback as the staff call it, in a word or two. */
export const stateNames = {
  received: { vi: 'Đã tiếp nhận', en: 'Received' },
  screening: { vi: 'Đang phân loại', en: 'In hand' },
  needs_info: { vi: 'Đang hỏi thêm', en: 'Sender asked' },
  awaiting_explanation: { vi: 'Chờ tiếp thu, giải trình', en: 'Awaiting explanation' },
  accepted: { vi: 'Đã đưa vào bản tổng hợp', en: 'Accepted' },
  not_accepted: { vi: 'Chưa đưa vào bản tổng hợp', en: 'Not accepted' },
  rejected: { vi: 'Loại: xúc phạm, thư rác', en: 'Rejected: abuse, spam' },
  diverted: { vi: 'Chuyển hướng, đã khóa', en: 'Diverted, locked' },
  forwarded: { vi: 'Đã chuyển tiếp', en: 'Forwarded' },
  merged: { vi: 'Đã gộp', en: 'Merged' },
  withdrawn: { vi: 'Người gửi rút lại', en: 'Withdrawn by the sender' },
  erased: { vi: 'Đã xóa', en: 'Erased' },
  bundled: { vi: 'Đã vào tập tổng hợp', en: 'In a bundle' },
  considered: { vi: 'Hội nghị đã xem', en: 'Considered' },
  closed: { vi: 'Đã xong', en: 'Closed' },
  reopened: { vi: 'Xem lại', en: 'Second look' },
} satisfies Record<string, Sentence>

export type StateName = keyof typeof stateNames

/** What a letter is. */
export const kindNames = {
  praise: { vi: 'Khen', en: 'Praise' },
  comment: { vi: 'Góp ý', en: 'Comment' },
  report: { vi: 'Kể việc', en: 'Report' },
} satisfies Record<string, Sentence>

/** Where a letter came in; a channel we have no word for shows its code. */
export const channelNames: Readonly<Record<string, Sentence>> = {
  web: { vi: 'trang mạng', en: 'web' },
  email: { vi: 'thư điện tử', en: 'mail' },
  zalo: { vi: 'Zalo', en: 'Zalo' },
  line: { vi: 'LINE', en: 'LINE' },
  messenger: { vi: 'Messenger', en: 'Messenger' },
  paper: { vi: 'phiếu giấy', en: 'paper' },
  phone: { vi: 'điện thoại', en: 'telephone' },
  meeting: { vi: 'cuộc họp', en: 'a meeting' },
  reception: { vi: 'tiếp dân', en: 'a reception day' },
  import: { vi: 'hệ thống khác', en: 'another system' },
}

/** Each way to decide, as it stands on the button. */
export const verdictNames = {
  accept: { vi: 'Đưa vào bản tổng hợp', en: 'Accept' },
  not_accept: { vi: 'Chưa đưa vào', en: 'Not accept' },
  ask: { vi: 'Hỏi thêm', en: 'Ask the sender' },
  reject: { vi: 'Loại', en: 'Reject' },
  divert: { vi: 'Chuyển hướng', en: 'Divert' },
  forward: { vi: 'Chuyển tiếp', en: 'Forward' },
  merge: { vi: 'Gộp', en: 'Merge' },
} satisfies Record<string, Sentence>

export type VerdictName = keyof typeof verdictNames

/** What a sender did with the receipt, as the moderator must know it. */
export const senderActNames = {
  withdraw: { vi: 'Người gửi đã rút lại.', en: 'The sender has withdrawn it.' },
  reopen: { vi: 'Người gửi đề nghị xem lại.', en: 'The sender asks for a second look.' },
  'exposes-me': {
    vi: 'Người gửi nói: bản tóm tắt làm lộ tôi.',
    en: 'The sender says: the summary exposes me.',
  },
  'wrong-meaning': {
    vi: 'Người gửi nói: bản tóm tắt sai ý.',
    en: 'The sender says: the summary is not what I meant.',
  },
  satisfied: { vi: 'Người gửi đồng ý với lời viết lại.', en: 'The sender agrees to the wording.' },
  unsatisfied: { vi: 'Người gửi thấy chưa thỏa đáng.', en: 'The sender is not content.' },
} satisfies Record<string, Sentence>

export type SenderActName = keyof typeof senderActNames
