import type { Sentence } from '../lang.ts'

/** The title of each problem code, as RFC 9457 wants one per type. */
export const problemTitles = {
  invalid: { vi: 'Thông tin chưa đúng', en: 'Invalid request' },
  unauthenticated: { vi: 'Cần đăng nhập', en: 'Sign-in needed' },
  forbidden: { vi: 'Vai trò này không làm được việc đó', en: 'Not allowed for this role' },
  not_found: { vi: 'Không tìm thấy', en: 'Not found' },
  conflict: { vi: 'Trái với quy tắc', en: 'Against a rule' },
  too_large: { vi: 'Quá lớn', en: 'Too large' },
  unsupported: { vi: 'Kiểu nội dung không nhận', en: 'Unsupported type' },
  too_many: { vi: 'Quá nhiều lần', en: 'Too many requests' },
  internal: { vi: 'Máy gặp lỗi', en: 'Internal error' },
  unavailable: { vi: 'Tạm thời chưa dùng được', en: 'Temporarily unavailable' },
} satisfies Record<string, Sentence>

export const problemWords = {
  internal: {
    vi: 'Máy gặp lỗi, chưa làm được việc này. Xin thử lại sau ít phút.',
    en: 'Something failed on our side. Please try again in a few minutes.',
  },
  notFound: { vi: 'Không có trang hoặc mục này.', en: 'There is no such page or item.' },
  invalid: {
    vi: 'Có ô chưa đúng. Xin xem lời nhắc bên cạnh từng ô.',
    en: 'Some fields need attention; see the note beside each.',
  },
  notJson: {
    vi: 'Nội dung gửi lên không phải JSON hợp lệ.',
    en: 'The body is not valid JSON.',
  },
  tooLarge: {
    vi: 'Nội dung gửi lên quá lớn. Xin bớt tệp rồi gửi lại.',
    en: 'The request is too large. Please send fewer or smaller files.',
  },
  databaseAway: {
    vi: 'Máy chủ dữ liệu đang tạm ngừng, chưa chắc đã lưu được. Xin gửi lại chính mẫu này sau ít phút; gửi lại không thành hai.',
    en: 'The database is away and nothing may have been stored. Send the same form (or Idempotency-Key) again in a few minutes; it will not count twice.',
  },
} satisfies Record<string, Sentence>
