import type { Sentence } from '../lang.ts'

/** `/truc`: how the machine is, for whoever is on call. */
export const conditionWords = {
  title: { vi: 'Tình trạng máy', en: 'Condition' },
  intro: {
    vi: 'Chỉ có số đếm, không có nội dung. Dòng có dấu ! cần người xem.',
    en: 'Counts only, no content. A line marked ! needs a person.',
  },
  what: { vi: 'Việc', en: 'What' },
  now: { vi: 'Lúc này', en: 'Now' },
  advice: { vi: 'Nên làm gì', en: 'What to do' },
  unopened: { vi: 'Thư chưa mở', en: 'Letters not opened' },
  unopenedDo: {
    vi: 'Máy mở thư trong vài giây. Còn lại lâu: xem nhật ký bảng xử lý, khóa đã mở chưa.',
    en: 'The console opens letters within seconds. If they stay: read its log; are the keys unlocked?',
  },
  held: { vi: 'Thư chờ lúc vắng', en: 'Letters held for a quieter hour' },
  heldDo: { vi: 'Tự vào hàng chờ mỗi giờ.', en: 'They join the queue every hour by themselves.' },
  undecided: { vi: 'Ý kiến chờ xử lý', en: 'Feedback to decide' },
  undecidedDo: { vi: 'Nhờ người xử lý.', en: 'Ask the moderators.' },
  trying: { vi: 'Tin báo đang gửi lại', en: 'Messages being tried again' },
  ended: { vi: 'Tin báo không gửi được', en: 'Messages given up' },
  endedDo: { vi: 'Xem Thư đi, bấm gửi lại.', en: 'Look at Outgoing, press send again.' },
  jobs: { vi: 'Việc máy bị hỏng', en: 'Failed jobs' },
  jobsDo: {
    vi: 'Xem nhật ký bảng xử lý, sửa nguyên nhân, rồi bấm “Thử lại”.',
    en: "Read the console's log, mend the cause, then press “Try again”.",
  },
  again: { vi: 'Thử lại những việc đã hỏng', en: 'Try again what has failed' },
  checkpoint: { vi: 'Mốc nhật ký cũ nhất', en: 'Oldest of the newest checkpoints' },
  checkpointDo: {
    vi: 'Máy lập mốc lúc 02:10. Quá một ngày: khóa chưa mở, hoặc nhật ký không khớp; chạy ydan custody verify.',
    en: 'Made at 02:10. Over a day: keys locked, or the log does not hold; run ydan custody verify.',
  },
  backup: { vi: 'Lần sao lưu gần nhất', en: 'Last backup' },
  backupDo: { vi: 'Chạy ydan backup, để ở máy khác.', en: 'Run ydan backup, keep it elsewhere.' },
  disk: { vi: 'Đĩa còn trống', en: 'Disk free' },
  diskDo: {
    vi: 'Dưới một phần mười: dọn đĩa; khi gần đầy hộp thư ngừng nhận.',
    en: 'Under a tenth: make room; nearly full, the letterbox stops taking letters.',
  },
  channels: { vi: 'Kênh: thư gần nhất', en: 'Channels: last letter' },
  none: { vi: 'chưa có', en: 'none yet' },
  attention: { vi: 'cần xem', en: 'needs a look' },
  good: { vi: 'được', en: 'good' },
} satisfies Record<string, Sentence>

/** "3 · ngày cũ nhất: 2 ngày trước". */
export const countedSince = (count: number, days: number): Sentence =>
  count === 0
    ? { vi: '0', en: '0' }
    : { vi: `${count} · cũ nhất ${days} ngày`, en: `${count} · oldest ${days} days` }

export const hoursAgo = (hours: number): Sentence => ({
  vi: `${hours} giờ trước`,
  en: `${hours} hours ago`,
})

export const daysAgo = (days: number): Sentence =>
  days === 0 ? { vi: 'hôm nay', en: 'today' } : { vi: `${days} ngày trước`, en: `${days} days ago` }
