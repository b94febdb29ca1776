import type { Sentence } from '../lang.ts'

/** `/su-co`: when personal data leaked or was lost. */
export const incidentWords = {
  title: { vi: 'Sự cố dữ liệu cá nhân', en: 'Incidents' },
  intro: {
    vi: 'Mất, lộ, sửa trái phép dữ liệu cá nhân: ghi ngay. Trong 72 giờ từ lúc phát hiện phải thông báo cơ quan chuyên trách bảo vệ dữ liệu cá nhân (Luật 91/2025/QH15 Điều 23 [V2]) và lập biên bản. Người chịu thiệt được báo ở trang “Xem trả lời”.',
    en: 'Personal data lost, leaked or changed: enter it at once. The authority is told within 72 hours of detection (Law 91/2025 art. 23 [V2]), with minutes. Those affected are told in their thread.',
  },
  steps: {
    vi: 'Làm trước: ngắt máy bị chiếm khỏi mạng (không tắt), đổi mật khẩu, ngừng tài khoản, chép nhật ký và điểm chốt ra ngoài, ghi ai làm gì lúc nào.',
    en: 'First: take the machine off the net (leave it on), change passwords, disable accounts, copy the log and checkpoints elsewhere, write down who did what when.',
  },
  none: { vi: 'Chưa có sự cố nào.', en: 'None so far.' },
  detected: { vi: 'Phát hiện lúc', en: 'Detected at' },
  left: (hours: number): Sentence => ({
    vi: `còn ${hours} giờ`,
    en: `${hours} hours left`,
  }),
  late: { vi: 'đã quá 72 giờ', en: 'more than 72 hours ago' },
  until: { vi: 'Thông báo trước', en: 'Notify before' },
  told: { vi: 'Đã thông báo', en: 'Notified' },
  what: { vi: 'Việc gì, ở đâu, dữ liệu nào', en: 'What, where, which data' },
  whom: { vi: 'Ai chịu ảnh hưởng, khoảng bao nhiêu người', en: 'Who is affected, how many' },
  measures: { vi: 'Đã làm và sẽ làm gì', en: 'What was and will be done' },
  noNames: {
    vi: 'Đừng ghi tên người gửi hay chữ trong thư: dòng này không xóa được.',
    en: 'No sender’s name and no word of a letter: this is never erased.',
  },
  enter: { vi: 'Ghi sự cố', en: 'Enter the incident' },
  notify: { vi: 'Ghi là đã thông báo', en: 'Enter a notice' },
  authority: { vi: 'Gửi cho cơ quan nào', en: 'To which authority' },
  number: { vi: 'Số văn bản', en: 'Number of the paper' },
  sentOn: { vi: 'Ngày gửi', en: 'Sent on' },
  assessment: { vi: 'Đánh giá tác động (in, ký)', en: 'Data-protection assessment' },
  draft: { vi: 'Tải bản thông báo soạn sẵn (.docx)', en: 'Download the draft notice (.docx)' },
  saved: { vi: 'Đã ghi.', en: 'Saved.' },
} as const

export const incidentProblems = {
  detectedAt: {
    vi: 'Thời điểm không đúng, hoặc ở tương lai.',
    en: 'Not a moment, or in the future.',
  },
  what: { vi: 'Xin ghi việc gì, nhiều nhất 2.000 chữ cái.', en: 'Say what happened.' },
  whom: { vi: 'Xin ghi ai chịu ảnh hưởng.', en: 'Say who is affected.' },
  measures: { vi: 'Xin ghi đã làm gì.', en: 'Say what is done.' },
  authority: { vi: 'Xin ghi cơ quan.', en: 'Name the authority.' },
  number: { vi: 'Số văn bản nhiều nhất 60 chữ cái.', en: 'At most 60 characters.' },
  sentOn: { vi: 'Ngày gửi không đúng.', en: 'Not a day.' },
  notFound: { vi: 'Không có sự cố này.', en: 'There is no such incident.' },
} satisfies Record<string, Sentence>

/** The draft of the notice to the authority, in Vietnamese. */
export const incidentPaper = {
  motto: ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập – Tự do – Hạnh phúc'],
  title: 'THÔNG BÁO\nVi phạm quy định về bảo vệ dữ liệu cá nhân',
  subtitle: '(dự thảo – xem lại trước khi ký)',
  to: 'Kính gửi: ……………………………………………………………',
  facts: {
    detected: 'Thời điểm phát hiện',
    until: 'Hạn thông báo (72 giờ)',
    what: 'Diễn biến, loại dữ liệu',
    whom: 'Người chịu ảnh hưởng, số lượng',
    measures: 'Biện pháp đã và sẽ thực hiện',
    contact: 'Người phụ trách bảo vệ dữ liệu, cách liên lạc',
  },
  blank: '……………………………………………………………………',
  attached: 'Kèm theo: biên bản; trích nhật ký lưu chuyển và điểm chốt gần nhất.',
  sign: 'TM. BAN THƯỜNG TRỰC\n(ký, ghi rõ họ tên, đóng dấu)',
} as const
