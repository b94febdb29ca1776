import type { Sentence } from '../lang.ts'

export const receiptWords = {
  heading: { vi: 'PHIẾU TIẾP NHẬN Ý KIẾN', en: 'RECEIPT FOR YOUR LETTER' },
  number: { vi: 'số', en: 'no.' },
  code: { vi: 'Mã phiếu', en: 'Receipt code' },
  comeBack: { vi: 'Hẹn xem trả lời: từ', en: 'Come back for the answer from' },
  qr: {
    vi: 'Mã QR mở trang xem trả lời của phiếu này',
    en: 'QR code that opens the answer page for this receipt',
  },
  keep: {
    vi: 'Xin giữ kỹ mã. Mất mã thì không ai tìm lại được, kể cả chúng tôi.',
    en: 'Keep the code safe. If it is lost nobody can find it again, not even we.',
  },
  secret: {
    vi: 'Đừng đưa mã cho người ngoài. Ai có mã thì đọc được thư trả lời.',
    en: 'Do not give it to others. Whoever has the code can read the answer.',
  },
  shared: {
    vi: 'Máy nhiều người dùng: chép mã ra giấy, rồi xóa ảnh.',
    en: 'On a shared device: copy the code onto paper, then delete the picture.',
  },
  save: { vi: 'Lưu thành ảnh', en: 'Save as picture' },
  print: { vi: 'In', en: 'Print' },
  done: { vi: 'Xong', en: 'Done' },
  digest: { vi: 'Dấu kiểm chứng', en: 'Digest' },
  digestWhat: {
    vi: 'Dùng để chứng minh sau này rằng thư đã đến đúng ngày và không bị sửa.',
    en: 'It can later prove that your letter arrived on that day and was not changed.',
  },
} satisfies Record<string, Sentence>

/** `Mặt trận {phường} đã nhận ý kiến của ông/bà.` with the Front's own name. */
export function receivedWords(front: string, day: string): Sentence {
  return {
    vi: `${front} đã nhận ý kiến của ông/bà ngày ${day}. Xin cảm ơn.`,
    en: `${front} received your letter on ${day}. Thank you.`,
  }
}

/** How to come back: scan, type, or bring the paper to an office. */
export function comeBackWords(address: string, office: string | undefined): Sentence {
  const vi = office === undefined ? 'văn phòng Mặt trận nơi ông/bà ở' : office
  const en = office === undefined ? 'the Front’s office where you live' : office
  return {
    vi: `Quét lại hình này, hoặc vào ${address}, bấm Xem trả lời. Không dùng được mạng thì mang phiếu đến ${vi}, Mặt trận mở giúp.`,
    en: `Scan this picture again, or go to ${address} and press See the answer. Without the Internet, bring the receipt to ${en} and the Front will open it for you.`,
  }
}
