import { shownDay } from '../dates.ts'
import type { Sentence } from '../lang.ts'

/** On `/tra-cuu`: the letter and the custody log. No time finer than the day. */
export const proofWords = {
  title: { vi: 'Thư trong nhật ký lưu chuyển', en: 'Your letter in the custody log' },
  proven: (index: number, since: string, until: string): Sentence => ({
    vi: `Thư này nằm ở mục số ${index} của nhật ký, từ điểm chốt ngày ${shownDay(since)}. Điểm chốt ngày ${shownDay(until)} cho thấy thư vẫn y như lúc nhận, không ai sửa, thay hay bỏ đi. Trang này vừa tính lại từ chữ ký, không tin lời ai.`,
    en: `Your letter is entry ${index} of the log since the checkpoint of ${shownDay(since)}. The checkpoint of ${shownDay(until)} shows that it is just as it was received: not changed, replaced or dropped. This page has just recomputed it from the signatures.`,
  }),
  waiting: {
    vi: 'Thư đã có mục trong nhật ký. Sau điểm chốt kế tiếp (mỗi ngày một lần) trang này cho thấy thư còn nguyên, và có tệp chứng minh để giữ.',
    en: 'Your letter has its entry in the log. After the next checkpoint (one a day) this page shows that it is unchanged, with a proof to keep.',
  },
  'no-key': {
    vi: 'Thư đã có mục trong nhật ký. Hộp thư này chưa được cho biết khóa ký nên chưa tự kiểm được điểm chốt.',
    en: 'Your letter has its entry in the log. This letterbox was not told the signing key, so it cannot check the checkpoints by itself.',
  },
  broken: {
    vi: 'CHÚ Ý: nhật ký lưu chuyển không khớp với điểm chốt đã ký. Xin giữ phiếu và báo Mặt trận cấp trên.',
    en: 'NOTE: the custody log does not fit its signed checkpoints. Keep your receipt and tell the Front of the level above.',
  },
  erased: (day: string, index: number, reason: Sentence): Sentence => ({
    vi: `Nội dung thư đã hủy ngày ${shownDay(day)}, theo ${reason.vi} (mục số ${index} của nhật ký).`,
    en: `The letter's content was erased on ${shownDay(day)}, by ${reason.en} (entry ${index} of the log).`,
  }),
  save: { vi: 'Lưu tệp chứng minh', en: 'Save the proof' },
  saveHint: {
    vi: 'Tệp có số phiếu, ngày nhận và dấu kiểm chứng; không có nội dung thư, không có mã phiếu. Sau này ai có tệp cũng kiểm được ở trang “Kiểm chứng”, kể cả khi thư đã hủy.',
    en: 'The file holds the receipt number, the day and the digest; not your words, not your code. Whoever has it can check it on the page “Verify”, even after the letter was erased.',
  },
  verify: { vi: 'Trang Kiểm chứng', en: 'The page Verify' },
}

const bySender = { vi: 'yêu cầu của người gửi', en: 'the sender’s request' }
// Whoever has the proof reads this: no more than that a rule asked for it.
const byRule = {
  vi: 'quy định bảo vệ dữ liệu cá nhân',
  en: 'the rules that protect personal data',
}
const reasons: Record<string, Sentence> = {
  sender: bySender,
  withdrawn: bySender,
  minor: byRule,
  'third-party': byRule,
  unlawful: byRule,
  diverted: {
    vi: 'quy định về đơn thuộc nơi khác giải quyết',
    en: 'the rule for letters that belong to another authority',
  },
  authority: { vi: 'quyết định của cơ quan có thẩm quyền', en: 'a decision of an authority' },
  trial: { vi: 'việc gửi thử của Mặt trận', en: 'a trial of the Front’s own' },
}

/** Why something was erased, as the log has it; a code this page does not know is named. */
export function erasureReason(code: string | null): Sentence {
  const unnamed = { vi: 'quyết định hủy của Mặt trận', en: 'a decision of the Front to erase it' }
  if (code === null) return unnamed
  return (
    reasons[code] ?? { vi: `${unnamed.vi} (lý do: ${code})`, en: `${unnamed.en} (reason: ${code})` }
  )
}

/** On `/kiem-chung`: a file or checkpoint that somebody brings. */
export const broughtWords = {
  title: { vi: 'Kiểm chứng tệp chứng minh hoặc điểm chốt', en: 'Verify a proof or a checkpoint' },
  lead: {
    vi: 'Chọn tệp đã lưu ở trang “Xem trả lời”, hoặc dán nội dung tệp, hoặc dán điểm chốt nhận qua thư điện tử hay đọc từ mã QR trong biên bản. Không cần mã phiếu.',
    en: 'Choose the file saved on the page “See the answer”, or paste its text, or paste a checkpoint from a mail or from the QR code in the minutes. No receipt code is needed.',
  },
  file: { vi: 'Tệp', en: 'File' },
  text: { vi: 'Hoặc dán vào đây', en: 'Or paste it here' },
  check: { vi: 'Kiểm chứng', en: 'Verify' },
  nothing: { vi: 'Xin chọn tệp hoặc dán nội dung.', en: 'Choose a file or paste its text.' },
  entryHolds: (organisation: string, index: number, since: string, until: string): Sentence => ({
    vi: `Đúng. Mục số ${index} nằm trong nhật ký lưu chuyển của ${organisation} từ điểm chốt ngày ${shownDay(since)}, và vẫn y nguyên ở điểm chốt ngày ${shownDay(until)}.`,
    en: `It holds. Entry ${index} lies in the custody log of ${organisation} since the checkpoint of ${shownDay(since)}, and is unchanged in that of ${shownDay(until)}.`,
  }),
  isLetter: (number: number | undefined, day: string): Sentence => ({
    vi: `Mục này ghi: đã nhận một lá thư ngày ${shownDay(day)}${number === undefined ? '' : `, phiếu số ${number}`}.`,
    en: `The entry says: a letter was received on ${shownDay(day)}${number === undefined ? '' : `, receipt number ${number}`}.`,
  }),
  isOther: (kind: string): Sentence => ({
    vi: `Mục này ghi một việc khác: ${kind}.`,
    en: `The entry tells of something else: ${kind}.`,
  }),
  checkpointHolds: (organisation: string, day: string, size: number, until: string): Sentence => ({
    vi: `Đúng. Điểm chốt ngày ${shownDay(day)} (${size} mục) là của ${organisation}, đúng chữ ký; nhật ký ở điểm chốt ngày ${shownDay(until)} vẫn gồm đúng ${size} mục ấy, chỉ thêm vào sau.`,
    en: `It holds. The checkpoint of ${shownDay(day)} (${size} entries) is ${organisation}'s and rightly signed; in the checkpoint of ${shownDay(until)} the log still begins with those very ${size} entries.`,
  }),
}

/** Why something that was brought does not hold. */
export const proofFaults = {
  noKey: {
    vi: 'Hộp thư này chưa được cho biết khóa ký nên không kiểm được. Người quản trị cần đặt SIGNING_PUBLIC_KEYS.',
    en: 'This letterbox was not told the signing key and cannot check it. Its administrator needs to set SIGNING_PUBLIC_KEYS.',
  },
  malformed: {
    vi: 'Đây không phải tệp chứng minh hay điểm chốt của Ý Dân, hoặc chép thiếu. Xin chép lại từ dòng đầu đến hết dòng cuối.',
    en: 'This is no proof or checkpoint of Ý Dân, or a part is missing. Copy it again from the first line to the end of the last.',
  },
  stranger: {
    vi: 'Không đúng: chữ ký là của một khóa khác. Tệp do nơi khác lập, hoặc là giả.',
    en: 'It does not hold: another key signed it. It was made elsewhere, or is forged.',
  },
  forged: {
    vi: 'Không đúng: chữ ký không khớp với nội dung. Tệp đã bị sửa, hoặc chép sai.',
    en: 'It does not hold: the signature does not fit. It was altered, or copied wrongly.',
  },
  'other-log': {
    vi: 'Không đúng: điểm chốt trong tệp là của nhật ký một đơn vị khác.',
    en: 'It does not hold: the checkpoint in it belongs to the log of another organisation.',
  },
  'not-included': {
    vi: 'Không đúng: mục trong tệp không nằm trong nhật ký mà điểm chốt đã ký. Tệp đã bị sửa.',
    en: 'It does not hold: the entry in the file is not in the log that the checkpoint signed. The file was altered.',
  },
  gone: (day: string): Sentence => ({
    vi: `CHÚ Ý: tệp này đúng chữ ký ngày ${shownDay(day)}, nhưng nhật ký bây giờ không còn mục ấy như đã ký. Nhật ký đã bị sửa, hoặc đã phục hồi bản cũ hơn. Xin giữ tệp và báo Mặt trận cấp trên.`,
    en: `NOTE: this file was rightly signed on ${shownDay(day)}, but the log of today no longer holds that entry. The log was changed, or an older copy was restored. Keep the file and tell the Front of the level above.`,
  }),
  newer: (day: string): Sentence => ({
    vi: `CHÚ Ý: điểm chốt ngày ${shownDay(day)} đúng chữ ký nhưng mới hơn nhật ký đang có ở đây. Có thể đã phục hồi một bản sao lưu cũ hơn. Xin giữ điểm chốt và báo Mặt trận cấp trên.`,
    en: `NOTE: the checkpoint of ${shownDay(day)} is rightly signed but newer than the log kept here. An older backup may have been restored. Keep it and tell the Front of the level above.`,
  }),
  forked: (day: string): Sentence => ({
    vi: `CHÚ Ý: điểm chốt ngày ${shownDay(day)} đúng chữ ký, nhưng nhật ký bây giờ không nối tiếp từ nó: đã có hai nhật ký khác nhau. Xin giữ điểm chốt và báo Mặt trận cấp trên.`,
    en: `NOTE: the checkpoint of ${shownDay(day)} is rightly signed, but the log of today does not continue from it: there have been two different logs. Keep it and tell the Front of the level above.`,
  }),
}
