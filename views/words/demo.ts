import type { Sentence } from '../lang.ts'

/** What `npm run demo` says when it does not start. */
export const demoWords = {
  real: {
    vi: 'Thư mục DATA_DIR đang chứa dữ liệu thật. Bản chạy thử không dùng chung; hãy chọn thư mục trống hoặc bỏ DATA_DIR.',
    en: 'DATA_DIR holds real content. The demo never shares it: choose an empty directory, or leave DATA_DIR out.',
  },
  realDatabase: {
    vi: 'Cơ sở dữ liệu trong DATABASE_URL đã có dữ liệu. Bản chạy thử chỉ dùng cơ sở dữ liệu trống; hãy đổi hoặc bỏ DATABASE_URL.',
    en: 'The database of DATABASE_URL holds content already. The demo takes only an empty one: change or unset DATABASE_URL.',
  },
  unfinished: {
    vi: 'Thư mục DATA_DIR chứa bản chạy thử bị dừng giữa chừng. Hãy xóa thư mục đó rồi chạy lại.',
    en: 'DATA_DIR holds a demo that was stopped while it was being filled. Delete that directory and start again.',
  },
  failed: {
    vi: 'Không dựng được bản chạy thử; lý do ở các dòng phía trên.',
    en: 'The demo could not be filled; the reason is in the lines above.',
  },
} satisfies Record<string, Sentence>

/** The steps of filling, on one line while they run. */
export const demoSteps = {
  ward: { vi: 'Đang lập phường Bến Lụa (không có thật)', en: 'making a fictional ward' },
  sending: { vi: 'Đang gửi thư', en: 'sending letters' },
  moderating: { vi: 'Đang xử lý thư', en: 'moderating letters' },
  records: { vi: 'Đang lập hồ sơ và chốt bản tổng hợp', en: 'keeping records, freezing a bundle' },
} satisfies Record<string, Sentence>
