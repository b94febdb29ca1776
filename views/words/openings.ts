import type { Sentence } from '../lang.ts'

/** `/mo-danh-tinh`: two custodians open what a sender sealed for them. */
export const openingWords = {
  title: { vi: 'Mở danh tính', en: 'Open an identity' },
  lead: {
    vi: 'Một người giữ khóa đề nghị, một người khác đồng ý ở trang Đồng ý. Sau đó hai người cùng mở, mỗi người trên trình duyệt của mình. Hai tên và lý do được giữ lại; người gửi được báo sau.',
    en: 'One custodian asks, another agrees on the page Approvals. Then both open it, each in the own browser. Both names and the reason are kept, and the sender is told later.',
  },
  ask: { vi: 'Đề nghị mở', en: 'Ask to open' },
  number: { vi: 'Số phiếu (như 0217/2026)', en: 'Receipt number (like 0217/2026)' },
  what: { vi: 'Mở gì', en: 'What to open' },
  identity: { vi: 'Tên người gửi để lại', en: 'The name the sender left' },
  raw: { vi: 'Thư điện tử nguyên gốc', en: 'The mail as it came' },
  reason: { vi: 'Lý do', en: 'Reason' },
  reasonHint: {
    vi: 'Từ 10 đến 500 chữ. Lý do được giữ lại; đừng viết tên ai vào đây.',
    en: '10 to 500 characters. The reason is kept; write nobody’s name here.',
  },
  asked: {
    vi: 'Đã đề nghị. Một người giữ khóa khác đồng ý thì mở được.',
    en: 'Asked. It opens once another custodian agrees.',
  },
  warning: {
    vi: 'Đồng ý là hai người sẽ thấy người gửi là ai. Việc này vào nhật ký và người gửi được báo.',
    en: 'Agreeing means that you two see who the sender is. The log keeps it and the sender is told.',
  },
  past: { vi: 'Những lượt đã đồng ý', en: 'What was agreed to' },
  none: { vi: 'Chưa có lượt nào.', en: 'None so far.' },
  when: { vi: 'Lúc', en: 'When' },
  who: { vi: 'Hai người', en: 'The two' },
  open: { vi: 'Mở', en: 'Open' },
  with: { vi: 'Cùng mở với', en: 'Together with' },
  print: { vi: 'dấu khóa', en: 'fingerprint' },
  sit: {
    vi: 'Hai người cùng để trang này mở. Mỗi người gõ cụm mật khẩu của mình; phần khóa của người này chỉ trình duyệt của người kia đọc được. Máy chủ không thấy gì.',
    en: 'Both of you keep this page open. Each types the own passphrase; each half can be read only by the other’s browser. The server sees nothing.',
  },
  passphrase: { vi: 'Cụm mật khẩu của tôi', en: 'My passphrase' },
  begin: { vi: 'Bắt đầu mở', en: 'Begin' },
  script: {
    vi: 'Trang này cần JavaScript: mở ngay trong trình duyệt, không nơi nào khác.',
    en: 'This page needs JavaScript: it opens in the browser and nowhere else.',
  },
  shown: { vi: 'Đã mở', en: 'Opened' },
  shownHint: {
    vi: 'Chép tay điều cần, rồi đóng trang. Không chụp, không in.',
    en: 'Copy by hand what is needed, then close the page. No pictures, no prints.',
  },
  name: { vi: 'Họ và tên', en: 'Full name' },
  phone: { vi: 'Số điện thoại', en: 'Phone number' },
  address: { vi: 'Địa chỉ', en: 'Address' },
} satisfies Record<string, Sentence>

/** What the script says while two browsers open something. */
export const openingSteps = {
  working: { vi: 'Đang tính, xin chờ vài giây…', en: 'Working, a few seconds…' },
  waiting: {
    vi: 'Phần của ông/bà đã sẵn sàng. Đang chờ người kia mở trang này và gõ cụm mật khẩu…',
    en: 'Your half is ready. Waiting for the other to open this page and type the passphrase…',
  },
  passphrase: {
    vi: 'Cụm mật khẩu không mở được khóa của ông/bà. Xin gõ lại; quên thì dùng tờ khôi phục ở trang Người giữ khóa.',
    en: 'The passphrase does not open your key. Type it again; if it is forgotten use the recovery sheet on the page Custodians.',
  },
  broken: {
    vi: 'Không mở được: phong bì của thư này đã bị đổi, bị tráo, hoặc điều người kia gửi không phải của người đó. Không có gì lộ ra. Xin báo người kiểm tra nhật ký.',
    en: 'It does not open: this letter’s envelope was changed or swapped, or what came is not from the other custodian. Nothing was revealed. Tell the auditor.',
  },
  alone: {
    vi: 'Nửa giờ rồi người kia chưa mở. Xin hẹn lại và làm lại.',
    en: 'The other has not come for half an hour. Make an appointment and begin again.',
  },
  failed: {
    vi: 'Máy chủ không trả lời, hoặc lượt mở này đã hết. Xin tải lại trang.',
    en: 'The server does not answer, or this opening is over. Load the page again.',
  },
} satisfies Record<string, Sentence>

/** What the sender reads in the thread after an opening. */
export function openedNotice(day: string, field: 'identity' | 'raw'): Sentence {
  const what = {
    identity: { vi: 'tên ông/bà để lại', en: 'the name you left' },
    raw: { vi: 'thư điện tử nguyên gốc của ông/bà', en: 'your mail as it came' },
  }[field]
  return {
    vi: `Ngày ${day}, hai người giữ khóa của Mặt trận đã cùng mở ${what.vi}, có ghi lý do và tên hai người trong nhật ký. Muốn hỏi lý do, xin viết vào đây.`,
    en: `On ${day} two custodians of the Front together opened ${what.en}. The reason and both names are kept. To ask for the reason, write here.`,
  }
}
