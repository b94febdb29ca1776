import type { Sentence } from '../lang.ts'

/** Home: find the place one lives in. */
export const homeWords = {
  title: { vi: 'Bà con góp ý cho cán bộ, đảng viên', en: 'Tell us about the officials near you' },
  lead: {
    vi: 'Khen điều tốt. Góp điều chưa tốt. Không cần nói tên, không mất tiền, không phải cài gì.',
    en: 'Praise what is good. Say what could be better. No name, no cost, nothing to install.',
  },
  pick: { vi: 'Ông/bà ở đâu?', en: 'Where do you live?' },
  search: {
    vi: 'Tên phường, xã, khu phố, tổ, thôn',
    en: 'Name of the ward, commune, neighbourhood or hamlet',
  },
  searchHint: { vi: 'Viết không dấu cũng được.', en: 'Accents are not needed.' },
  find: { vi: 'Tìm', en: 'Search' },
  noneFound: {
    vi: 'Không tìm thấy nơi nào tên như vậy. Xin thử viết ngắn hơn.',
    en: 'No place with that name was found. Try a shorter name.',
  },
  noAreas: {
    vi: 'Hộp thư chưa có nơi nào. Mặt trận đang chuẩn bị.',
    en: 'No place has been added yet. The Front is still setting up.',
  },
  more: {
    vi: 'Còn nhiều nơi khác. Xin gõ tên để tìm.',
    en: 'There are more places. Type a name to find yours.',
  },
  already: { vi: 'Đã gửi rồi?', en: 'Already sent something?' },
  seeAnswer: { vi: 'Xem trả lời bằng mã phiếu', en: 'See the answer with your receipt code' },
} satisfies Record<string, Sentence>

/** Choosing by situation. */
export const choiceWords = {
  title: { vi: 'Ông/bà muốn nói điều gì?', en: 'What do you want to say?' },
  lead: {
    vi: 'Bấm vào ô gần đúng nhất. Bấm nhầm thì quay lại, không mất gì.',
    en: 'Press the box that fits best. If it is the wrong one, go back; nothing is lost.',
  },
  danger: { vi: 'Đang có người gặp nguy hiểm?', en: 'Is someone in danger right now?' },
  callNow: { vi: 'Gọi ngay', en: 'Call at once' },
  here: { vi: 'Gửi được ở đây', en: 'You can send it here' },
  elsewhere: {
    vi: 'Gửi nơi khác. Bấm để biết gửi ở đâu',
    en: 'It goes elsewhere. Press to see where',
  },
  unsure: { vi: 'Chưa rõ chọn ô nào?', en: 'Not sure which one?' },
  askFront: {
    vi: 'Hỏi Mặt trận nơi ông/bà ở. Không cần nói tên.',
    en: 'Ask the Fatherland Front where you live. You need not give your name.',
  },
  moved: {
    vi: 'Nơi trên mã QR cũ nay thuộc nơi này.',
    en: 'The place on the old QR code is now part of this one.',
  },
  kinds: {
    praise: {
      name: { vi: 'Khen', en: 'Praise' },
      what: {
        vi: 'Cán bộ, đảng viên làm tốt, sống tốt với bà con.',
        en: 'An official or Party member who works well and is good to the neighbours.',
      },
    },
    comment: {
      name: { vi: 'Góp ý', en: 'A comment' },
      what: {
        vi: 'Mong cán bộ, đảng viên sửa lời nói, cách làm, cách sống.',
        en: 'I wish an official or Party member would speak, work or live differently.',
      },
    },
    report: {
      name: { vi: 'Kể lại một việc (phản ánh)', en: 'Tell what happened (a report)' },
      what: {
        vi: 'Tôi thấy một việc chưa đúng mực của cán bộ, đảng viên.',
        en: 'I saw an official or Party member do something that was not proper.',
      },
    },
  },
} satisfies Record<string, Sentence | Record<string, Sentence | { name: Sentence; what: Sentence }>>

/** `Gọi {số}, {giờ}. Không cần nói tên.` */
export function callWords(phone: string, hours: string | undefined): Sentence {
  const when = hours === undefined ? '' : `, ${hours}`
  return {
    vi: `Gọi ${phone}${when}. Không cần nói tên.`,
    en: `Call ${phone}${when}. You need not give your name.`,
  }
}

export const doneWords = {
  title: { vi: 'Xong', en: 'Done' },
  text: {
    vi: 'Cảm ơn ông/bà. Có thể đóng trang này.',
    en: 'Thank you. You may close this page.',
  },
} satisfies Record<string, Sentence>

export const errorWords = {
  back: { vi: 'Về trang đầu', en: 'To the first page' },
  nothingStored: {
    vi: 'Chúng tôi chưa giữ chữ nào của ông/bà.',
    en: 'Nothing you wrote was kept.',
  },
} satisfies Record<string, Sentence>

/** Checking a receipt against the custody log. */
export const checkWords = {
  title: { vi: 'Kiểm chứng phiếu tiếp nhận', en: 'Verify a receipt' },
  lead: {
    vi: 'Lúc thư đến, một dấu kiểm chứng gồm 64 chữ và số được ghi vào nhật ký lưu chuyển, và in trên phiếu. Dấu không cho biết nội dung thư. Ở đây ông/bà xem dấu trong nhật ký có đúng với dấu trên phiếu không.',
    en: 'When a letter arrives, a digest of 64 letters and digits is written into the custody log and printed on the receipt. It does not reveal the content. Here you can see whether the log holds the same digest as your receipt.',
  },
  digest: {
    vi: 'Dấu kiểm chứng trên phiếu (không bắt buộc)',
    en: 'Digest on your receipt (optional)',
  },
  check: { vi: 'Kiểm tra', en: 'Check' },
  malformed: {
    vi: 'Dấu kiểm chứng phải đủ 64 ký tự, gồm chữ số và chữ a–f.',
    en: 'A digest has exactly 64 characters, digits and the letters a–f.',
  },
  inLog: { vi: 'Dấu ghi trong nhật ký', en: 'Digest in the log' },
  same: {
    vi: 'Đúng. Dấu trên phiếu trùng với dấu trong nhật ký lưu chuyển.',
    en: 'They agree. The digest on your receipt is the one in the custody log.',
  },
  different: {
    vi: 'Không trùng. Xin xem lại có chép sai không; nếu chép đúng, xin giữ phiếu và báo Mặt trận cấp trên.',
    en: 'They differ. Please check the copy; if it is right, keep the receipt and tell the Front of the level above.',
  },
  found: {
    vi: 'Nhật ký lưu chuyển có phiếu này. Xin so dấu dưới đây với dấu trên phiếu.',
    en: 'The custody log has this receipt. Compare the digest below with the one on your receipt.',
  },
} satisfies Record<string, Sentence>
