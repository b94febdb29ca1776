/** PHIẾU TIẾP NHẬN on paper, for who came without the Internet (texts §3; Vietnamese). */
export const receiptPaper = {
  name: 'Phiếu tiếp nhận ý kiến',
  title: 'PHIẾU TIẾP NHẬN Ý KIẾN',
  number: (number: string) => `Số ${number}`,
  received: (front: string, day: string) =>
    `${front} đã nhận ý kiến của ông/bà ngày ${day}. Xin cảm ơn.`,
  code: 'Mã phiếu:',
  comeBack: (day: string) => `Hẹn xem trả lời: từ ${day}`,
  online: (address: string) => `Quét hình này, hoặc vào ${address}, bấm “Xem trả lời”.`,
  offline: (office: string | undefined) =>
    `Không dùng được mạng thì mang phiếu đến ${office ?? 'văn phòng Mặt trận'}, Mặt trận mở giúp.`,
  call: (phone: string) => `Hỏi thêm: ${phone}.`,
  rules: [
    'Xin giữ kỹ mã. Mất mã thì không ai tìm lại được, kể cả chúng tôi.',
    'Đừng đưa mã cho người ngoài. Ai có mã thì đọc được thư trả lời.',
  ],
  digest: 'Dấu kiểm chứng:',
  qrLabel: 'Mã QR mở trang xem trả lời của phiếu này',
} as const
