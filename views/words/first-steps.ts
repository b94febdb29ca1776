import type { Sentence } from '../lang.ts'

/** `/bat-dau`: from nothing to a poster. */
export const firstStepsWords = {
  title: { vi: 'Bắt đầu', en: 'First steps' },
  lead: {
    vi: 'Làm từ trên xuống. Bước 1 đến 3 là có áp phích; các bước sau làm dần.',
    en: 'From the top down. Steps 1 to 3 bring a poster; the rest may follow.',
  },
  done: { vi: 'xong', en: 'done' },
  next: { vi: 'làm tiếp', en: 'next' },
  later: { vi: 'để sau', en: 'later' },
  notYet: { vi: 'chưa có', en: 'not there yet' },
  open: { vi: 'Mở', en: 'Open' },
  addAreas: { vi: 'Thêm nhiều khu vực một lúc', en: 'Add many areas at once' },
  kind: { vi: 'Gọi là gì', en: 'What they are called' },
  kindHint: {
    vi: 'khu phố, tổ dân phố, thôn, ấp, bản, khóm, buôn …',
    en: 'the place’s own word: khu phố, thôn, ấp …',
  },
  names: { vi: 'Tên, mỗi dòng một nơi', en: 'Names, one a line' },
  namesHint: { vi: 'Thí dụ: 1, 2, 3 hoặc Chợ Lụa', en: 'For example: 1, 2, 3 or Chợ Lụa' },
  add: { vi: 'Thêm', en: 'Add' },
  channels: { vi: 'Gửi thử một lá theo từng kênh', en: 'Send yourself a test, channel by channel' },
  channel: { vi: 'Kênh', en: 'Channel' },
  how: { vi: 'Gửi thử thế nào', en: 'How' },
  received: { vi: 'Đã nhận', en: 'Received' },
} satisfies Record<string, Sentence>

type Step = { name: Sentence; what: Sentence }

/** Each step: what it is and why. */
export const stepWords = {
  facts: {
    name: { vi: 'Số điện thoại, giờ trực, gặp ai', en: 'Telephone, hours, whom to ask for' },
    what: {
      vi: 'In trên áp phích cho bà con không dùng điện thoại thông minh.',
      en: 'Printed on the poster for those without a smartphone.',
    },
  },
  areas: {
    name: { vi: 'Các khu phố, thôn', en: 'Neighbourhoods and hamlets' },
    what: {
      vi: 'Mỗi nơi có mã QR riêng. Chưa có cũng in được áp phích cho cả phường, xã.',
      en: 'Each has its own QR code. Without any there is still one for the whole commune.',
    },
  },
  poster: {
    name: { vi: 'In áp phích', en: 'Print the poster' },
    what: {
      vi: 'Khi hộp thư chưa mở ra mạng thì bản in ghi BẢN THỬ.',
      en: 'Until the letterbox is open to the Internet it says BẢN THỬ.',
    },
  },
  test: {
    name: { vi: 'Gửi thử một lá', en: 'Send a test letter' },
    what: {
      vi: 'Viết “lá thử”, giữ mã phiếu, xem lá ấy hiện ra ở bàn xử lý.',
      en: 'Write “a test”, keep the receipt, and see it arrive at the console.',
    },
  },
  people: {
    name: { vi: 'Người thứ hai: một người xử lý, một người duyệt', en: 'A moderator and a lead' },
    what: {
      vi: 'Việc ảnh hưởng đến người khác phải hai người đồng ý, nên một mình không làm hết được.',
      en: 'What can hurt someone takes two persons, so one alone cannot do it all.',
    },
  },
  officials: {
    name: { vi: 'Cán bộ và chức vụ', en: 'Officials and their posts' },
    what: {
      vi: 'Để bà con chọn đúng người. Chưa có thì bà con ghi bằng lời.',
      en: 'So that people can choose the right one; until then they write it in words.',
    },
  },
  cycle: {
    name: { vi: 'Kỳ kiểm điểm', en: 'The review cycle' },
    what: {
      vi: 'Thư ký mở kỳ, ghi ngày chốt; áp phích in ngày ấy.',
      en: 'The secretary opens it with its cut-off, which the poster prints.',
    },
  },
  recovery: {
    name: { vi: 'Tờ khôi phục khóa', en: 'The key recovery sheet' },
    what: {
      vi: 'In và cất ở hai nơi. Mất khóa là không mở được thư nào nữa. Chưa có trong bản này: xin sao thư mục khóa ra nơi khác.',
      en: 'Printed and kept in two places; without the keys no letter opens. Not in this version yet: copy the key directory elsewhere.',
    },
  },
  open: {
    name: { vi: 'Mở hộp thư ra mạng', en: 'Open the letterbox to the Internet' },
    what: {
      vi: 'Qua https, trên máy chạy suốt ngày đêm tại Việt Nam. Hai cách ghi ở trang áp phích.',
      en: 'Over https, on a machine in Viet Nam that never sleeps. The poster page names two ways.',
    },
  },
} satisfies Record<string, Step>
export type StepName = keyof typeof stepWords

/** `Xong 3/9 bước.` */
export function progressWords(done: number, all: number): Sentence {
  return { vi: `Xong ${done}/${all} bước.`, en: `${done} of ${all} steps done.` }
}

/** How to try a channel oneself. */
export const trialWays = {
  web: {
    vi: 'Mở hộp thư, chọn “Khen”, viết “lá thử”.',
    en: 'Open the letterbox, choose “Praise”, write “a test”.',
  },
  email: {
    vi: 'Gửi một thư điện tử đến địa chỉ của hộp thư.',
    en: 'Send a mail to the letterbox’s address.',
  },
  chat: {
    vi: 'Từ điện thoại của mình, nhắn “thử” cho tài khoản ấy.',
    en: 'Write “thử” to the account from your own telephone.',
  },
  counter: { vi: 'Vào “Nhập hộ”, nhập một phiếu giấy.', en: 'Enter a paper form yourself.' },
} satisfies Record<string, Sentence>

export const firstStepsProblems = {
  kind: { vi: 'Xin ghi nơi ấy gọi là gì.', en: 'Say what they are called.' },
  names: {
    vi: 'Mỗi dòng một tên, từ 1 đến 100 dòng, không trùng nhau.',
    en: 'One name a line, 1 to 100 lines, each once.',
  },
} satisfies Record<string, Sentence>
