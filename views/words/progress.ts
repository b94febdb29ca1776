import type { Sentence } from '../lang.ts'

/** What a command is at, beside its progress bar on a terminal. */
export const progressWords = {
  verify: { vi: 'đang kiểm tra tập tư liệu', en: 'checking the bundle' },
  custody: { vi: 'đang tính lại nhật ký', en: 'recomputing the log' },
  backup: { vi: 'đang sao lưu', en: 'backing up' },
  restoreCheck: { vi: 'đang đối chiếu bản sao lưu', en: 'checking the backup' },
  restore: { vi: 'đang khôi phục', en: 'restoring' },
  rewrap: { vi: 'đang bọc lại khóa từng thư', en: 'rewrapping the keys of letters' },
  import: { vi: 'đang nạp danh sách', en: 'importing the list' },
} as const satisfies Record<string, Sentence>
