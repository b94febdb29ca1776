import type { Sentence } from '../lang.ts'

/** What is agreed to by "gửi" in a chat (`confirm`, `uses`); change it with the words. */
export const chatConsentVersion = 'chat-2026-11-21'

/** What the bot says. */
export const chatWords = {
  greeting: {
    vi: 'Chào ông/bà. Đây là nơi nhận lời khen, lời góp ý về cán bộ, đảng viên.\nKhông cần nói tên. Nhắn “hủy” lúc nào cũng được: chưa gửi thì xóa hết.',
    en: 'Hello. This is where praise and comments about officials and Party members are taken.\nNo name is needed. Type “cancel” at any time: what was not sent is erased.',
  },
  seen: {
    vi: 'Người quản trị tài khoản này thấy ai nhắn. Ngại thì dùng trang mạng, không ai biết là ai:',
    en: 'Those who run this account see who writes. If you would rather not, use the web page, where nobody knows who you are:',
  },
  abroad: {
    vi: 'Tin nhắn ở đây đi qua máy chủ ở nước ngoài. Không muốn vậy thì dùng trang mạng.',
    en: 'Messages here pass through servers abroad. If you do not want that, use the web page.',
  },
  trial: {
    vi: 'Tin thử đã tới nơi. Không lưu gì, không tính là góp ý.',
    en: 'The test has arrived. Nothing of it is kept or counted.',
  },
  webButton: { vi: 'Mở trang mạng', en: 'Open the page' },
  kind: {
    vi: 'Ông/bà muốn nói điều gì? Nhắn số:',
    en: 'What do you want to say? Type a number:',
  },
  danger: {
    vi: 'Đang có người gặp nguy hiểm: gọi ngay 113 · 114 · 115.',
    en: 'Someone is in danger: call 113 · 114 · 115 now.',
  },
  use: {
    vi: 'Ý kiến này dùng vào việc gì? Nhắn số:',
    en: 'What may this be used for? Type a number:',
  },
  area: {
    vi: 'Việc này ở đâu? Xin nhắn tên khu phố, tổ, thôn hoặc phường, xã. Viết không dấu cũng được.',
    en: 'Where is it? Type the name of the neighbourhood, hamlet, ward or commune. Accents are not needed.',
  },
  areaWhich: {
    vi: 'Có phải là một trong các nơi này không? Nhắn số:',
    en: 'One of these? Type a number:',
  },
  areaUnknown: {
    vi: 'Chưa tìm thấy nơi tên như vậy. Xin viết ngắn hơn, ví dụ “khu phố 3” hoặc tên phường.',
    en: 'No place of that name was found. Try a shorter name, such as “khu phố 3” or the ward.',
  },
  areaNoMap: {
    vi: 'Chúng tôi không dùng vị trí trên bản đồ. Xin nhắn tên nơi đó.',
    en: 'We do not use positions on a map. Please type the name of the place.',
  },
  areaClosed: {
    vi: 'Nơi này nay không còn trong danh sách, xin chọn lại. Lời ông/bà viết vẫn còn.',
    en: 'This place is no longer in the list; please choose again. What you wrote is still here.',
  },
  about: {
    vi: 'Nói về ai? Xin nhắn chức vụ hoặc tên, viết không dấu cũng được. Không muốn nói thì nhắn “bỏ qua”.',
    en: 'Whom is it about? Type the post or the name. To leave it out, type “skip”.',
  },
  aboutWhich: {
    vi: 'Có phải là một trong những người này không? Nhắn số:',
    en: 'One of these? Type a number:',
  },
  aboutNone: { vi: 'Không phải ai ở trên', en: 'None of these' },
  text: {
    vi: 'Xin kể: ai làm gì, ở đâu, khi nào, có ai cùng thấy. Nhắn nhiều tin cũng được, gửi kèm ảnh, tiếng nói được. Xin đừng ghi tên mình, số nhà. Hết thì nhắn “xong”.',
    en: 'Tell us who did what, where, when, who else saw it. Several messages, pictures and voice are fine. Leave out your own name and house number. Type “done” at the end.',
  },
  textMore: { vi: 'Xin viết tiếp. Hết thì nhắn “xong”.', en: 'Go on. Type “done” at the end.' },
  textMissing: {
    vi: 'Chưa có lời nào. Xin viết vài dòng, rồi nhắn “xong”.',
    en: 'There is nothing yet. Please write a few lines, then type “done”.',
  },
  textFull: {
    vi: 'Đã dài quá 10.000 chữ cái: tin cuối chưa ghi. Nhắn “xong” để gửi phần đã có.',
    en: 'Longer than 10,000 characters: the last message was not kept. Type “done” to send the rest.',
  },
  kept: { vi: 'Đã ghi.', en: 'Noted.' },
  keptWords: {
    vi: 'Đã ghi lời ông/bà. Còn vài câu nữa.',
    en: 'Your words are noted. A few questions more.',
  },
  filesOnly: {
    vi: '(Không có lời viết, xem tệp kèm theo.)',
    en: '(No text; see the files.)',
  },
  confirm: {
    vi: 'Trả lời sẽ nhắn ngay ở đây. Nhắn “gửi” nghĩa là: tôi đồng ý cho Mặt trận đọc và xử lý ý kiến này.\nMuốn viết thêm thì cứ nhắn. Sửa: “quay lại”. Bỏ: “hủy”.',
    en: 'The answer will come here. Typing “send” means: I agree that the Front reads and handles this.\nTo add something just write. To change: “back”. To drop it: “cancel”.',
  },
  readBack: { vi: 'Xin xem lại:', en: 'Please check:' },
  notYet: {
    vi: 'Chưa gửi được, còn thiếu một câu:',
    en: 'It cannot be sent yet; one answer is missing:',
  },
  notUnderstood: { vi: 'Xin lỗi, chưa hiểu.', en: 'Sorry, that was not understood.' },
  needed: {
    vi: 'Câu này không bỏ qua được.',
    en: 'This question cannot be skipped.',
  },
  firstQuestion: { vi: 'Đây là câu đầu.', en: 'This is the first question.' },
  cancelled: {
    vi: 'Đã hủy. Chúng tôi không giữ chữ nào. Lúc nào muốn nói thì cứ nhắn.',
    en: 'Cancelled. We have kept nothing. Write again whenever you like.',
  },
  nothingToCancel: {
    vi: 'Không có gì đang chờ gửi. Muốn rút ý kiến đã gửi thì nhắn “rút lại”.',
    en: 'Nothing is waiting to be sent. To withdraw what was sent, type “withdraw”.',
  },
  web: {
    vi: 'Việc này xin gửi bằng trang mạng, đừng kể ở đây: mọi quản trị viên của tài khoản đều thấy ai nhắn. Trên trang mạng không cần nói tên. Chúng tôi chưa giữ chữ nào.',
    en: 'Please send this on the web page, not here: every administrator of this account sees who writes. On the page no name is needed. We have kept nothing.',
  },
  commentInstead: {
    vi: 'Chỉ muốn khen, góp ý thì nhắn lại.',
    en: 'If you only want to praise or comment, write again.',
  },
  sticker: {
    vi: 'Hình dán thì không ghi vào ý kiến được.',
    en: 'A sticker cannot be part of a letter.',
  },
  unsent: {
    vi: 'Đã bỏ tin ông/bà vừa thu hồi.',
    en: 'The message you took back is gone here too.',
  },
  unsentAlready: {
    vi: 'Tin đã gửi thành phiếu thì thu hồi ở đây không rút được. Muốn rút thì nhắn “rút lại”.',
    en: 'Taking back a message does not withdraw a letter already sent. To withdraw it, type “withdraw”.',
  },
  edited: { vi: 'Đã sửa theo tin của ông/bà.', en: 'Changed as you edited it.' },
  editedLate: {
    vi: 'Sửa tin ở đây không đổi được phiếu đã gửi. Xin nhắn lời sửa thành tin mới.',
    en: 'Editing here does not change a letter already sent. Please write the change as a new message.',
  },
  oldOrNew: {
    vi: 'Việc cũ hay việc mới? Nhắn số:',
    en: 'An earlier matter or a new one? Type a number:',
  },
  newMatter: { vi: 'Việc mới', en: 'A new matter' },
  pendingKept: { vi: 'Đã ghi thêm, chưa gửi.', en: 'Added, not sent yet.' },
  threadGone: {
    vi: 'Phiếu đó không còn nữa. Lời ông/bà vừa viết được ghi thành việc mới.',
    en: 'That letter no longer exists. What you just wrote starts a new one.',
  },
  noThread: {
    vi: 'Ở đây ông/bà chưa gửi phiếu nào. Có mã phiếu thì xem ở trang mạng.',
    en: 'You have sent nothing from here. With a receipt code, see the web page.',
  },
  notNow: { vi: 'Lúc này không làm được việc đó.', en: 'This cannot be done now.' },
  withdrawKept: { vi: 'Vẫn giữ nguyên, không rút.', en: 'Nothing was withdrawn.' },
  withdrawYes: { vi: 'Rút lại', en: 'Withdraw' },
  withdrawNo: { vi: 'Thôi, giữ nguyên', en: 'No, leave it' },
  notSent: {
    vi: 'Chưa gửi được, lời ông/bà vẫn còn ở đây:',
    en: 'It could not be sent; what you wrote is still here:',
  },
  tooManyFiles: {
    vi: 'Nhiều nhất 5 tệp, cộng lại 20 MB. Tệp này chưa nhận.',
    en: 'At most 5 files, 20 MB together. This file was not taken.',
  },
} satisfies Record<string, Sentence>

/** Why a file of a chat was not taken; the conversation goes on. */
export const fileTroubleWords = {
  gone: {
    vi: 'Tệp không còn trên máy chủ của ứng dụng.',
    en: 'The file is no longer on the app’s server.',
  },
  'too-large': { vi: 'Tệp quá lớn.', en: 'The file is too large.' },
  refused: { vi: 'Không lấy được tệp này.', en: 'This file could not be fetched.' },
  empty: { vi: 'Tệp này rỗng.', en: 'This file is empty.' },
  type: {
    vi: 'Chỉ nhận ảnh, PDF, MP3, M4A, MP4.',
    en: 'Only pictures, PDF, MP3, M4A and MP4 are taken.',
  },
  lies: {
    vi: 'Ruột tệp không đúng với loại ghi bên ngoài.',
    en: 'The file is not of the type it claims.',
  },
} satisfies Record<string, Sentence>

export const fileNotTaken: Sentence = {
  vi: 'Chưa nhận được tệp. Xin gửi lại, hoặc cứ nói tiếp, lời viết vẫn còn.',
  en: 'A file was not taken. Send it again or go on; your words are still here.',
}

/** The words on buttons; each is also what to type. */
export const chatButtons = {
  send: { vi: 'Gửi', en: 'Send' },
  back: { vi: 'Quay lại', en: 'Back' },
  cancel: { vi: 'Hủy', en: 'Cancel' },
  done: { vi: 'Xong', en: 'Done' },
  skip: { vi: 'Bỏ qua', en: 'Skip' },
} satisfies Record<string, Sentence>

/** Names of what is read back. */
export const readBackNames = {
  kind: { vi: 'Loại', en: 'Kind' },
  use: { vi: 'Dùng vào', en: 'Use' },
  area: { vi: 'Nơi', en: 'Place' },
  about: { vi: 'Nói về', en: 'About' },
  nobody: { vi: 'không nói rõ', en: 'not said' },
  text: { vi: 'Lời', en: 'Text' },
  files: { vi: 'Tệp kèm theo', en: 'Files' },
} satisfies Record<string, Sentence>

/** The letter is stored: its number, its code, the day to come back (dd/mm/yyyy). */
export function chatReceipt(given: {
  number: string
  receipt: string
  comeBack: string
  baseUrl: string
}): Sentence {
  const { number, receipt, comeBack, baseUrl } = given
  return {
    vi: `Mặt trận đã nhận, phiếu số ${number}. Xin cảm ơn ông/bà.\nMã phiếu: ${receipt}\nHẹn xem trả lời: từ ${comeBack}, ngay ở đây hoặc ở ${baseUrl}/tra-cuu\nXin giữ kỹ mã, đừng đưa cho ai. Nhớ điều gì thêm thì cứ nhắn. Đổi ý thì nhắn “rút lại”.`,
    en: `The Front has it, receipt no. ${number}. Thank you.\nReceipt code: ${receipt}\nCome back for the answer from ${comeBack}, here or at ${baseUrl}/tra-cuu\nKeep the code and give it to nobody. If you remember more, write. If you change your mind, type “withdraw”.`,
  }
}

export function addedWords(number: string): Sentence {
  return {
    vi: `Đã gửi thêm vào phiếu số ${number}.`,
    en: `Added to receipt no. ${number}.`,
  }
}

export function oldMatter(number: string): Sentence {
  return { vi: `Việc cũ, phiếu ${number}`, en: `Receipt ${number}` }
}

export function withdrawSure(number: string): Sentence {
  return {
    vi: `Rút lại phiếu số ${number}? Rút rồi thì ý kiến không được dùng nữa. Nhắn “rút lại” lần nữa để rút thật, “thôi” để giữ.`,
    en: `Withdraw receipt no. ${number}? It is no longer used then. Type “withdraw” again to do it, “no” to leave it.`,
  }
}

/** What the bot says after an act of the sender on a letter. */
export const actDone = {
  withdraw: (number: string): Sentence => ({
    vi: `Đã rút lại phiếu số ${number}.`,
    en: `Receipt no. ${number} is withdrawn.`,
  }),
  reopen: (number: string): Sentence => ({
    vi: `Đã đề nghị xem lại phiếu số ${number}. Một người khác sẽ đọc lại.`,
    en: `A second look at no. ${number} was asked for. Another person will read it.`,
  }),
  'exposes-me': (number: string): Sentence => ({
    vi: `Đã báo: lời viết lại của phiếu số ${number} làm lộ ông/bà. Mặt trận sẽ viết lại. Nói rõ thêm chỗ nào thì cứ nhắn.`,
    en: `Noted: the rewritten text of no. ${number} gives you away. It will be rewritten. If you can, say which part.`,
  }),
  'wrong-meaning': (number: string): Sentence => ({
    vi: `Đã báo: lời viết lại của phiếu số ${number} sai ý. Mặt trận sẽ viết lại. Nói rõ thêm chỗ nào thì cứ nhắn.`,
    en: `Noted: the rewritten text of no. ${number} is not what you meant. It will be rewritten. If you can, say which part.`,
  }),
  satisfied: (number: string): Sentence => ({
    vi: `Đã ghi: ông/bà đồng ý với phiếu số ${number}. Xin cảm ơn.`,
    en: `Noted: you agree with no. ${number}. Thank you.`,
  }),
} as const

/** `Phiếu 0217/2026: {how it stands}`. */
export function threadStands(number: string, state: Sentence): Sentence {
  return { vi: `Phiếu số ${number}: ${state.vi}`, en: `Receipt no. ${number}: ${state.en}` }
}

/** `3 tệp` */
export function fileCount(count: number): Sentence {
  return { vi: `${count} tệp`, en: count === 1 ? '1 file' : `${count} files` }
}
