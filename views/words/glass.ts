import type { Sentence } from '../lang.ts'

/** Opening one letter in an emergency. */
export const glassWords = {
  title: { vi: 'Mở khẩn cấp', en: 'Break glass' },
  lead: {
    vi: 'Chỉ khi có việc không chờ được (tính mạng, trẻ em) mà người được đọc không có mặt. Ai trong cơ quan cũng làm được, một lá thư, trong 60 phút; mọi người được báo ngay và nhật ký ghi lại. Nguy hiểm đến tính mạng thì gọi 113, 115 trước.',
    en: 'Only for what cannot wait (a life, a child) while nobody who may read is there. Anybody of the house can, one letter, for 60 minutes; everybody is told at once and the log keeps it. If a life is in danger call 113 or 115 first.',
  },
  number: { vi: 'Số phiếu', en: 'Receipt number' },
  numberHint: { vi: 'Thí dụ: 0217/2026', en: 'For example: 0217/2026' },
  reason: { vi: 'Lý do (ai cũng đọc được)', en: 'The reason (everybody will read it)' },
  reasonHint: { vi: 'Ít nhất 20 ký tự.', en: 'At least 20 characters.' },
  button: { vi: 'Mở và báo cho mọi người', en: 'Open, and tell everybody' },
  list: { vi: 'Những lần đã mở', en: 'When it was done' },
  none: { vi: 'Chưa có lần nào.', en: 'Never so far.' },
  behind: { vi: 'Mở khẩn cấp: ý kiến', en: 'Broken glass: feedback' },
  until: {
    vi: 'Trang này mở được trong 60 phút. Xin không chép, không chuyển cho ai ngoài người xử lý việc khẩn.',
    en: 'This page opens for 60 minutes. Do not copy it or pass it on except to who deals with the emergency.',
  },
  gone: { vi: 'Nội dung không còn.', en: 'The words are gone.' },
  shut: {
    vi: 'Thư này đã chuyển hướng hoặc đã xóa, không ai mở được nữa.',
    en: 'This letter was diverted or erased; nobody can open it.',
  },
  over: {
    vi: 'Không có lần mở nào đang còn hiệu lực ở đây.',
    en: 'There is nothing open here.',
  },
  notYou: {
    vi: 'Vai trò của ông/bà không làm được việc này.',
    en: 'Your roles do not allow this.',
  },
} satisfies Record<string, Sentence>
