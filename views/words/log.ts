import { shownDay } from '../dates.ts'
import type { Sentence } from '../lang.ts'

/** `/nhat-ky`: the newest checkpoint, its sheet, and who keeps checkpoints outside. */
export const logWords = {
  title: { vi: 'Nhật ký lưu chuyển', en: 'Custody log' },
  lead: {
    vi: 'Mỗi ngày, và mỗi lần chốt tập, hệ thống ký một điểm chốt của nhật ký. Ai giữ một điểm chốt ở ngoài cơ quan thì về sau biết được nhật ký có bị sửa hay không.',
    en: 'Each day, and at each freeze, a checkpoint of the log is signed. Whoever keeps one outside can tell later whether the log was changed.',
  },
  newest: { vi: 'Điểm chốt mới nhất', en: 'Newest checkpoint' },
  none: {
    vi: 'Chưa có điểm chốt nào; điểm chốt đầu tiên có vào ngày đầu máy chạy.',
    en: 'No checkpoint yet; the first one is made on the first day.',
  },
  number: { vi: 'Số', en: 'Number' },
  day: { vi: 'Ngày', en: 'Day' },
  size: { vi: 'Số mục', en: 'Entries' },
  key: { vi: 'Dấu khóa ký', en: 'Fingerprint of the key' },
  sheet: { vi: 'In tờ điểm chốt (kèm biên bản)', en: 'Print the sheet (for the minutes)' },
  keepers: { vi: 'Nơi giữ điểm chốt', en: 'Keepers of checkpoints' },
  keepersLead: {
    vi: 'Mỗi ngày, điểm chốt được gửi thư tới các địa chỉ này. Chọn nơi ngoài cơ quan: Mặt trận cấp trên, Đảng ủy, một vài người dân. Thư không có dữ liệu cá nhân nào.',
    en: 'The day’s checkpoint is mailed to these addresses. Choose them outside the office: the Front above, the Party committee, some residents. The mail holds no personal data.',
  },
  noKeepers: { vi: 'Chưa có nơi nào giữ điểm chốt.', en: 'Nobody keeps checkpoints yet.' },
  name: { vi: 'Nơi giữ', en: 'Keeper' },
  address: { vi: 'Địa chỉ thư điện tử', en: 'Mail address' },
  last: { vi: 'Lần gửi gần nhất', en: 'Last mail' },
  add: { vi: 'Thêm', en: 'Add' },
  end: { vi: 'Thôi gửi', en: 'Stop' },
  mailOff: {
    vi: 'Thư điện tử đang tắt (SMTP_URL): chưa gửi được điểm chốt nào. Hãy in tờ điểm chốt.',
    en: 'Mail is off (SMTP_URL): no checkpoint can be mailed. Print the sheet instead.',
  },
  outcomes: {
    sent: { vi: 'đã gửi', en: 'sent' },
    unsure: { vi: 'có thể đã đến', en: 'it may have arrived' },
    retry: { vi: 'chưa gửi được, sẽ thử lại', en: 'not yet, it is tried again' },
    refused: { vi: 'nơi nhận từ chối', en: 'refused' },
  },
  lastSent: (number: number, day: string, outcome: Sentence): Sentence => ({
    vi: `điểm chốt ${number}, ${shownDay(day)}: ${outcome.vi}`,
    en: `checkpoint ${number}, ${shownDay(day)}: ${outcome.en}`,
  }),
  never: { vi: 'chưa gửi lần nào', en: 'never yet' },
}

export const keeperProblems = {
  there: { vi: 'Địa chỉ này đã có.', en: 'This address is there already.' },
  notThere: { vi: 'Không có nơi giữ này.', en: 'There is no such keeper.' },
}

/** The sheet for the minutes; papers are in Vietnamese. */
export const checkpointPaper = {
  title: 'ĐIỂM CHỐT NHẬT KÝ LƯU CHUYỂN',
  what: 'Tờ này cho biết nhật ký lưu chuyển của đơn vị có đúng bao nhiêu mục vào ngày ghi dưới đây, và do khóa nào ký. Kẹp vào biên bản, giữ ở ngoài hệ thống. Về sau ai sửa, xóa hay chèn một mục nào trước ngày này đều bị phát hiện khi đối chiếu với tờ này.',
  day: 'Ngày',
  number: 'Điểm chốt số',
  size: 'Số mục trong nhật ký',
  key: 'Dấu khóa ký',
  qrLabel: 'Mã QR của điểm chốt, đọc ra là nguyên văn dưới đây',
  text: 'Nguyên văn điểm chốt (giống mã QR):',
  how: (site: string) =>
    `Cách đối chiếu: đọc mã QR bằng điện thoại, chép nguyên văn vào trang ${site}; hoặc lưu nguyên văn vào một tệp rồi chạy: npm run ydan -- custody verify --checkpoint TỆP`,
  printed: 'Người in',
  received: 'Người nhận',
  sign: '(ký, ghi rõ họ tên)',
}

/** The mail to a keeper: no personal data, and all that is needed to check it later. */
export const checkpointMail = {
  subject: (organisation: string, day: string) =>
    `Điểm chốt nhật ký lưu chuyển, ${organisation}, ${shownDay(day)}`,
  text: (given: { organisation: string; day: string; size: number; note: string; site: string }) =>
    `Kính gửi quý cơ quan, ông/bà,

Đây là điểm chốt ngày ${shownDay(given.day)} của nhật ký lưu chuyển (${given.size} mục) tại ${given.organisation}. Xin giữ thư này. Về sau, nếu cần biết nhật ký có bị sửa hay không, chép phần dưới vào trang ${given.site} (mục “Kiểm chứng”), hoặc lưu vào một tệp và nhờ người quản trị chạy: npm run ydan -- custody verify --checkpoint TỆP

This is the checkpoint of ${shownDay(given.day)} of the custody log (${given.size} entries). Please keep this mail: the lines below let you check later whether the log was changed.

${given.note}
Thư do máy gửi, không cần trả lời. / Sent by a machine; no answer is needed.
`,
}
