import type { Sentence } from '../lang.ts'

/** What verify.html says around the findings; both languages stand on the page. */
export const verifyPageWords = {
  title: { vi: 'Kiểm tra tập tổng hợp', en: 'Check a bundle' },
  what: {
    vi: 'Trang này xem một tập tổng hợp (tệp ZIP) có còn nguyên vẹn không, ai đã ký. Nó không dùng mạng và không gửi gì đi.',
    en: 'This page tells whether a bundle (a ZIP file) is whole and who signed it. It uses no network and sends nothing.',
  },
  asleep: {
    vi: 'Nếu chọn tệp mà không thấy gì thì trình duyệt này quá cũ. Xin dùng Chrome, Edge hoặc Firefox từ năm 2022, hoặc làm theo tệp VERIFY.txt.',
    en: 'If nothing happens after choosing a file, this browser is too old. Use Chrome, Edge or Firefox of 2022 or later, or follow VERIFY.txt.',
  },
  file: { vi: '1. Chọn tệp ZIP', en: '1. Choose the ZIP file' },
  key: {
    vi: '2. Gõ dấu khóa ghi trong biên bản',
    en: '2. Type the key fingerprint from the minutes',
  },
  keyHint: {
    vi: '16 chữ, dạng 1f3a-90bc-77de-0412. Lấy từ tờ biên bản đã in, đừng lấy từ chính tập này. Không có thì để trống.',
    en: '16 digits, like 1f3a-90bc-77de-0412. Take it from the printed minutes, not from the bundle. Leave empty if there is none.',
  },
  working: { vi: 'Đang kiểm tra…', en: 'Checking…' },
  cannotOpen: {
    vi: 'Không mở được tệp này. Xin chép tệp vào máy rồi chọn lại.',
    en: 'The file cannot be opened. Copy it to this computer and choose it again.',
  },
  holds: {
    vi: 'NGUYÊN VẸN, đúng khóa trong biên bản.',
    en: 'IT HOLDS, and the key is the one in the minutes.',
  },
  unsure: {
    vi: 'NGUYÊN VẸN, nhưng CHƯA đối chiếu khóa: chưa biết có đúng là của Mặt trận không.',
    en: 'IT HOLDS, but the key was NOT compared: nobody knows yet whether it is the Front’s.',
  },
  fails: {
    vi: 'KHÔNG DÙNG ĐƯỢC. Có điều không khớp:',
    en: 'DO NOT USE IT. Something does not hold:',
  },
  next: {
    vi: 'Việc nên làm: dừng lại, giữ tệp này, xin Mặt trận bản khác, và ghi vào biên bản.',
    en: 'What to do: stop, keep this file, ask the Front for another copy, and put it in the minutes.',
  },
  check: {
    vi: 'Mã kiểm tra (phải giống mã in trên bìa)',
    en: 'Check string (must be the one on the cover)',
  },
  signedBy: {
    vi: 'Dấu khóa của tập này',
    en: 'Key fingerprint of this bundle',
  },
  checked: { vi: 'Đã xem những gì', en: 'What was checked' },
  read: { vi: 'Nội dung tập', en: 'What the bundle says' },
  pictures: { vi: 'Hình kèm theo', en: 'Pictures that came with it' },
  broken: {
    vi: 'Trang này gặp lỗi và không kiểm tra được. Xin dùng trình duyệt khác, hoặc làm theo tệp VERIFY.txt.',
    en: 'This page failed and checked nothing. Use another browser, or follow VERIFY.txt.',
  },
} satisfies Record<string, Sentence>
