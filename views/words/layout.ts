import type { Sentence } from '../lang.ts'

export const layoutWords = {
  brand: { vi: 'Ý Dân', en: 'Ý Dân' },
  skip: { vi: 'Đến phần chính', en: 'Skip to the main part' },
  mainMenu: { vi: 'Trang chính', en: 'Main pages' },
  followUp: { vi: 'Xem trả lời', en: 'See the answer' },
  privacy: { vi: 'Ai xem, giữ bao lâu', en: 'Who reads it, for how long' },
  proof: { vi: 'Kiểm chứng', en: 'Verify' },
  emergency: { vi: 'Đang nguy hiểm? Gọi', en: 'In danger? Call' },
  doors: {
    letterbox: { vi: 'Hộp thư góp ý', en: 'Letterbox' },
    desk: { vi: 'Bàn làm việc', en: 'Desk' },
    console: { vi: 'Bàn xử lý của Mặt trận', en: 'Front console' },
  },
} satisfies Record<string, Sentence | Record<string, Sentence>>
