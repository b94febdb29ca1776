import type { Sentence } from '../lang.ts'

export const threadWords = {
  title: { vi: 'Xem trả lời', en: 'See the answer' },
  lead: {
    vi: 'Ghi mã phiếu gồm 20 chữ số. Có dấu cách hay gạch nối cũng được.',
    en: 'Type the 20 digits of your receipt. Spaces and hyphens are fine.',
  },
  code: { vi: 'Mã phiếu', en: 'Receipt code' },
  open: { vi: 'Xem', en: 'Open' },
  lost: {
    vi: 'Mất mã thì không ai tìm lại được. Ông/bà có thể gửi lại ý kiến mới.',
    en: 'A lost code cannot be found again. You may send a new letter.',
  },
  receipt: { vi: 'Phiếu số', en: 'Receipt no.' },
  sentOn: { vi: 'Ngày nhận', en: 'Received on' },
  comeBack: { vi: 'Hẹn xem trả lời', en: 'Come back from' },
  state: { vi: 'Đang ở bước', en: 'Where it stands' },
  messages: { vi: 'Trao đổi', en: 'Messages' },
  you: { vi: 'Ông/bà viết', en: 'You wrote' },
  staff: { vi: 'Mặt trận', en: 'The Front' },
  noMessages: { vi: 'Chưa có trao đổi nào.', en: 'No messages yet.' },
  summary: { vi: 'Lời viết lại', en: 'The rewritten text' },
  summaryWhat: {
    vi: 'Lời này không có tên ông/bà. Người được góp ý sẽ đọc và được nói lại. Cuộc họp nghe cả hai bên rồi tự quyết định. Mặt trận không xếp loại ai.',
    en: 'It does not carry your name. The person it is about will read it and may answer. The meeting hears both sides and decides for itself. The Front rates nobody.',
  },
  ask: {
    vi: 'Lời này có làm lộ ông/bà, hay sai ý không?',
    en: 'Does this give you away, or say something you did not mean?',
  },
  right: { vi: 'Đúng rồi', en: 'It is right' },
  fix: { vi: 'Sửa giúp tôi', en: 'Please correct it' },
  exposes: { vi: 'Làm lộ tôi', en: 'It gives me away' },
  wrong: { vi: 'Sai ý tôi', en: 'It is not what I meant' },
  fixHint: {
    vi: 'Nói rõ thêm chỗ nào thì càng tốt: gửi bằng ô viết bên dưới.',
    en: 'If you can, say which part, in the box below.',
  },
  withdraw: { vi: 'Tôi rút lại', en: 'I withdraw it' },
  withdrawSure: {
    vi: 'Rút lại thì ý kiến không được dùng nữa. Bấm nút dưới để rút lại thật.',
    en: 'A withdrawn letter is no longer used. Press the button below to withdraw it for good.',
  },
  withdrawYes: { vi: 'Đúng, tôi rút lại', en: 'Yes, withdraw it' },
  say: { vi: 'Gửi thêm', en: 'Write more' },
  sayHint: {
    vi: 'Biết đến đâu, xin nói đến đó. Xin đừng ghi tên mình, số nhà, hay điều chỉ nhà mình mới biết.',
    en: 'Say what you know. Please leave out your name, house number, or anything only your household knows.',
  },
  send: { vi: 'Gửi thêm vào phiếu này', en: 'Add to this receipt' },
  reopen: { vi: 'Đề nghị xem lại', en: 'Ask for a second look' },
  reopenHint: {
    vi: 'Thấy chưa thỏa đáng thì bấm. Một người khác sẽ đọc lại.',
    en: 'Press it if you are not content. Another person will read it again.',
  },
  content: { vi: 'Ông/bà thấy trả lời thế nào?', en: 'How do you find the answer?' },
  satisfied: { vi: 'Được rồi', en: 'I am content' },
  unsatisfied: { vi: 'Chưa được', en: 'I am not content' },
  done: { vi: 'Xong', en: 'Done' },
  stored: { vi: 'Đã ghi lại. Xin cảm ơn.', en: 'Noted. Thank you.' },
  keepWaiting: {
    vi: 'Mã phiếu nhập sai nhiều lần. Xin chờ ít phút rồi thử lại.',
    en: 'Too many wrong codes. Please wait a few minutes and try again.',
  },
} satisfies Record<string, Sentence>

/** What each state of a letter means to the one who sent it; the keys are those of the contract. */
export const stateWords = {
  received: { vi: 'Đã nhận. Mặt trận chưa đọc.', en: 'Received. The Front has not read it yet.' },
  screening: { vi: 'Mặt trận đang đọc và xử lý.', en: 'The Front is reading and handling it.' },
  needs_info: {
    vi: 'Mặt trận hỏi thêm. Xin xem câu hỏi bên dưới.',
    en: 'The Front has a question. Please see below.',
  },
  awaiting_explanation: {
    vi: 'Đã chuyển lời viết lại cho người được góp ý để tiếp thu, giải trình.',
    en: 'The rewritten text was given to the person it is about, to accept or explain.',
  },
  accepted: { vi: 'Được đưa vào bản tổng hợp.', en: 'It goes into the summary.' },
  not_accepted: { vi: 'Chưa đưa vào bản tổng hợp.', en: 'Not put into the summary this time.' },
  rejected: {
    vi: 'Chưa đưa vào bản tổng hợp: có lời lẽ xúc phạm hoặc không phải ý kiến. Xin viết lại, chúng tôi vẫn đọc.',
    en: 'Not put into the summary: it was abusive or not a letter. Please write again; we still read it.',
  },
  diverted: {
    vi: 'Việc này nơi khác giải quyết. Mặt trận không có quyền giải quyết.',
    en: 'This belongs to another authority. The Front has no power to decide it.',
  },
  forwarded: {
    vi: 'Đã chuyển đến nơi có trách nhiệm.',
    en: 'It was passed on to those responsible.',
  },
  merged: {
    vi: 'Đã gộp với một ý kiến trước cùng việc.',
    en: 'It was joined with an earlier letter on the same matter.',
  },
  withdrawn: { vi: 'Ông/bà đã rút lại.', en: 'You have withdrawn it.' },
  erased: { vi: 'Đã xóa.', en: 'Erased.' },
  bundled: { vi: 'Đã nằm trong bản tổng hợp.', en: 'It is in the summary for the meeting.' },
  considered: { vi: 'Cuộc họp kiểm điểm đã xem.', en: 'The review meeting has considered it.' },
  closed: { vi: 'Đã xong.', en: 'Closed.' },
  reopened: {
    vi: 'Đang được xem lại, một người khác đọc.',
    en: 'It is being looked at again, by another person.',
  },
} satisfies Record<string, Sentence>

/** The sentence of a state. A state this page does not know yet reads as being worked on. */
export function stateSentence(state: string): Sentence {
  const known: Record<string, Sentence> = stateWords
  return known[state] ?? stateWords.screening
}
