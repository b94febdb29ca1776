import type { Sentence } from '../lang.ts'

/** What is said of a request whose body cannot be read. */
export const bodyWords = {
  cutOff: {
    vi: 'Nội dung gửi lên bị đứt giữa chừng. Chưa lưu được gì; xin gửi lại.',
    en: 'The request was cut off half-way. Nothing was stored; please send again.',
  },
  wantsJson: { vi: 'Chỉ nhận application/json.', en: 'Only application/json is taken here.' },
  wantsForm: { vi: 'Chỉ nhận mẫu gửi từ trang này.', en: 'Only the form of this page is taken.' },
  notForm: {
    vi: 'Mẫu gửi lên không đọc được. Chưa lưu được gì; xin gửi lại.',
    en: 'The form could not be read. Nothing was stored; please send again.',
  },
  base64: { vi: 'Tệp chưa đúng dạng base64.', en: 'The file is not valid base64.' },
  textOrAct: {
    vi: 'Mỗi lần chỉ gửi một: text hoặc act.',
    en: 'Send either text or act, not both.',
  },
  manyLarge: {
    vi: 'Đang có nhiều tệp lớn gửi đến cùng lúc, chưa nhận thêm được; chưa lưu gì. Xin gửi lại sau một phút, hoặc gửi không kèm tệp.',
    en: 'Many large files are coming in at once and there is no room for more; nothing was stored. Send it again in a minute, or without files.',
  },
  headTooLong: {
    vi: 'Địa chỉ hoặc phần đầu của yêu cầu quá dài.',
    en: 'The address or the head of the request is too long.',
  },
  tooSlow: {
    vi: 'Chờ quá lâu mà yêu cầu chưa đến hết. Xin gửi lại.',
    en: 'The request took too long to arrive. Please send it again.',
  },
  notHttp: { vi: 'Không đọc được yêu cầu.', en: 'The request could not be read.' },
} satisfies Record<string, Sentence>
