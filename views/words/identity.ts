import type { Sentence } from '../lang.ts'

/** A sender leaves a name, in the form. */
export const identityWords = {
  title: {
    vi: 'Muốn để lại tên? (không bắt buộc, không cần cũng được trả lời)',
    en: 'Would you like to leave your name? (optional; you are answered without it)',
  },
  hint: {
    vi: 'Chỉ khi hai người giữ khóa cùng mở, có lý do ghi lại, mới đọc được. Người đọc ý kiến và người được góp ý không thấy. Mở rồi thì ông/bà được báo ở mục tra cứu.',
    en: 'Only two custodians together can read it, with a reason that is kept. Those who read your letter and those it is about do not see it. If it is opened you are told in your thread.',
  },
  name: { vi: 'Họ và tên', en: 'Full name' },
  phone: { vi: 'Số điện thoại', en: 'Phone number' },
  address: { vi: 'Địa chỉ', en: 'Address' },
} satisfies Record<string, Sentence>
