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
  trial: { vi: 'Lá thử', en: 'Test' },
  trialAsk: { vi: 'Lấy từ để gửi thử', en: 'Get a word to test with' },
  trialType: { vi: 'Viết đúng mấy chữ này, ngắn gọn:', en: 'Write just this and little else:' },
  trialUntil: { vi: 'Dùng được đến', en: 'Good until' },
  trialHint: {
    vi: 'Lá nào mang từ ấy thì hủy ngay khi đến, không tính là góp ý; ở đây hiện dấu ✓ và nhật ký ghi lại.',
    en: 'A letter with this word is shredded on arrival and counts nowhere; a ✓ stands here and the log says so.',
  },
  trialLook: { vi: 'Xem đã tới chưa', en: 'See whether it arrived' },
  trialNot: { vi: 'chưa tới', en: 'not yet' },
  trialCame: { vi: 'đã tới', en: 'arrived' },
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
      vi: 'Lấy một từ ở dưới, viết vào từng kênh; lá thử tới nơi thì hiện dấu ✓ và tự hủy.',
      en: 'Get a word below and write it into each channel; what arrives shows a ✓ and is shredded.',
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
      vi: 'Mất khóa là không mở được thư nào nữa. Trên máy chủ gõ "npm run ydan -- keys recovery-sheet": in ba tờ, cất ba nơi. Rồi gõ lại hai tờ bằng "npm run ydan -- keys recovery-sheet --confirm". Chưa gõ lại thì chưa in áp phích thật.',
      en: 'Without the keys no letter opens. On the server run "npm run ydan -- keys recovery-sheet": three sheets for three places. Then type two of them back with "npm run ydan -- keys recovery-sheet --confirm". Until then there is no live poster.',
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
    vi: 'Mở hộp thư, chọn “Khen”, viết từ thử vào ô nội dung.',
    en: 'Open the letterbox, choose “Praise”, write the word as the text.',
  },
  email: {
    vi: 'Gửi một thư điện tử ngắn, có từ thử, đến địa chỉ:',
    en: 'Send a short mail with the word to:',
  },
  chat: {
    vi: 'Từ điện thoại của mình, nhắn từ thử cho tài khoản ấy; máy trả lời ngay.',
    en: 'Write the word to the account from your own telephone; it answers at once.',
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
