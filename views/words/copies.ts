import type { Sentence } from '../lang.ts'

/** Safe copies of files and the black boxes over them. */
export const copyWords = {
  title: { vi: 'Bản sao an toàn', en: 'Safe copy' },
  back: { vi: 'Về ý kiến', en: 'Back to the feedback' },
  making: { vi: 'Máy đang làm bản sao an toàn.', en: 'The safe copy is being made.' },
  original: { vi: 'Tải bản gốc', en: 'Download the original' },
  originalHint: {
    vi: 'Bản gốc có thể chứa nơi chụp, tên máy, mã độc. Chỉ tải khi thật cần.',
    en: 'The original may hold the place, the device, or harmful code. Download it only when you must.',
  },
  what: {
    vi: 'Bản sao chỉ có hình: đã bỏ nơi chụp, ngày giờ, tên máy và mọi thứ đi kèm.',
    en: 'The copy holds pixels alone: place, time, device and all else are gone.',
  },
  open: { vi: 'Mở', en: 'Open' },
  page: { vi: 'Trang', en: 'Page' },
  version: { vi: 'Bản', en: 'Version' },
  versions: { vi: 'Các bản', en: 'Versions' },
  made: { vi: 'Máy làm', en: 'Made by the console' },
  madeWith: { vi: 'Làm bằng', en: 'Made with' },
  boxesTitle: { vi: 'Che đen', en: 'Black boxes' },
  boxesHint: {
    vi: 'Kéo trên hình, hoặc gõ vị trí theo phần trăm của hình, tính từ góc trên bên trái. Phần bị che sẽ mất hẳn trong bản mới.',
    en: 'Drag on the picture, or type places in percent of it, counted from the upper left corner. What is covered is really gone in the new version.',
  },
  box: { vi: 'Ô', en: 'Box' },
  x: { vi: 'Cách trái %', en: 'From left %' },
  y: { vi: 'Cách trên %', en: 'From top %' },
  width: { vi: 'Rộng %', en: 'Width %' },
  height: { vi: 'Cao %', en: 'Height %' },
  cover: { vi: 'Che và lưu bản mới', en: 'Cover and keep a new version' },
  noBox: {
    vi: 'Chưa có ô nào đủ bốn số từ 0 đến 100, rộng và cao lớn hơn 0.',
    en: 'No box has all four numbers from 0 to 100, with width and height above 0.',
  },
  noPage: { vi: 'Không có trang này.', en: 'There is no such page.' },
  notBoxed: {
    vi: 'Chưa che được hình này. Xin thử lại; nếu vẫn không được thì đừng đưa hình này ra.',
    en: 'The picture could not be covered. Try again; if it still fails, do not release it.',
  },
  gone: { vi: 'Hình này đã hủy.', en: 'This picture was destroyed.' },
} satisfies Record<string, Sentence>

/** Why there is no safe copy. */
export const copyRefusals = {
  broken: {
    vi: 'Tệp hỏng hoặc bị cắt cụt, không làm được bản sao an toàn.',
    en: 'The file is broken or cut off: no safe copy can be made.',
  },
  encrypted: {
    vi: 'Tệp PDF có mật khẩu, không làm được bản sao an toàn. Có thể nhờ người gửi gửi lại bản không khóa.',
    en: 'The PDF has a password: no safe copy can be made. The sender may be asked for an open one.',
  },
  too_large: {
    vi: 'Hình quá lớn (trên 110 triệu điểm), không làm bản sao an toàn.',
    en: 'The picture is too large (above 110 million pixels): no safe copy is made.',
  },
  too_heavy: {
    vi: 'Tệp này ngốn quá nhiều bộ nhớ hoặc thời gian nên máy đã dừng; không có bản sao an toàn. Có thể là tệp cố ý gây hại.',
    en: 'The file took too much memory or time and was stopped: there is no safe copy. It may be meant to harm.',
  },
  sound: {
    vi: 'Âm thanh và phim không ra khỏi bàn xử lý: không có bản sao an toàn.',
    en: 'Sound and film never leave moderation: there is no safe copy.',
  },
  unknown: {
    vi: 'Nội dung tệp không phải loại tệp chúng tôi nhận; không có bản sao an toàn.',
    en: 'The content is of no kind that we take: there is no safe copy.',
  },
} satisfies Record<string, Sentence>

/** `20 trong 31 trang: phần sau không có trong bản sao`. */
export function pagesWords(pages: number, inAll: number): Sentence {
  if (pages === inAll)
    return { vi: `${pages} trang`, en: pages === 1 ? '1 page' : `${pages} pages` }
  return {
    vi: `${pages} trang đầu trong ${inAll} trang: phần sau không có trong bản sao`,
    en: `the first ${pages} of ${inAll} pages: the rest is not in the copy`,
  }
}

/** `che 3 ô`. */
export function boxesWords(boxes: number): Sentence {
  return { vi: `che ${boxes} ô`, en: boxes === 1 ? '1 box' : `${boxes} boxes` }
}

/** Letting something out of moderation. */
export const releaseWords = {
  title: { vi: 'Đưa ra khỏi bàn xử lý', en: 'Let out of moderation' },
  what: {
    vi: 'Bình thường chỉ bản tóm tắt ra khỏi bàn xử lý. Nguyên văn một đoạn, hoặc bản sao an toàn của một tệp, chỉ ra khi hai người đồng ý; khi đó tập tổng hợp in đoạn ấy, kèm tệp ấy.',
    en: 'Usually only the summary leaves moderation. A passage as it stands, or the safe copy of a file, leaves when two persons agree; then the bundle prints or holds it.',
  },
  state: { vi: 'Tình trạng', en: 'State' },
  words: { vi: 'Nguyên văn một đoạn', en: 'A passage as it stands' },
  wordsHint: {
    vi: 'Chép đúng một đoạn trong thư. Đừng để lại tên, việc riêng, điều chỉ một nhà biết.',
    en: 'Copy one passage exactly. Leave no name, nothing private, nothing that only one household knows.',
  },
  file: { vi: 'Bản sao an toàn của tệp', en: 'Safe copy of the file' },
  askFile: { vi: 'Đề nghị cho tệp này ra', en: 'Ask to release this file' },
  askWords: { vi: 'Đề nghị cho đoạn này ra', en: 'Ask to release this passage' },
  fileHint: {
    vi: 'Xem kỹ mặt người, biển số, số nhà, chữ viết tay; che đen trước. Người thứ hai sẽ xem đúng bản này.',
    en: 'Look for faces, number plates, house numbers, handwriting; cover them first. The second person sees this very version.',
  },
  none: { vi: 'Chưa có gì được đề nghị.', en: 'Nothing was asked for.' },
  takeBack: { vi: 'Rút lại', en: 'Take back' },
  reason: { vi: 'Lý do rút', en: 'Why it is taken back' },
  reasonMissing: { vi: 'Xin ghi lý do.', en: 'Please write the reason.' },
  by: { vi: 'do', en: 'by' },
  agreedBy: { vi: 'đồng ý:', en: 'agreed:' },
  notFound: { vi: 'Không có việc cho ra này.', en: 'There is no such release.' },
  withdrawnAlready: { vi: 'Việc này đã rút lại rồi.', en: 'It was taken back already.' },
  frontOnly: {
    vi: 'Người gửi chỉ muốn Mặt trận biết: không có gì được ra khỏi bàn xử lý.',
    en: 'The sender wrote for the Front only: nothing leaves moderation.',
  },
  notNow: {
    vi: 'Ý kiến này không đưa vào hồ sơ, nên không có gì được ra.',
    en: 'This feedback is not for a record, so nothing of it leaves.',
  },
  noCopy: {
    vi: 'Tệp này chưa có bản sao an toàn, nên không ra được.',
    en: 'The file has no safe copy, so it cannot leave.',
  },
  asked: { vi: 'Đã đề nghị rồi, đang chờ trả lời.', en: 'It is asked for already and waits.' },
  already: { vi: 'Bản này đã được phép ra.', en: 'This version is released already.' },
  noWords: { vi: 'Xin chép một đoạn trong thư.', en: 'Please copy a passage of the letter.' },
  tooLong: {
    vi: 'Đoạn này dài quá 4.000 chữ cái.',
    en: 'The passage is longer than 4,000 characters.',
  },
  notInLetter: {
    vi: 'Đoạn này không có đúng như vậy trong thư. Nguyên văn là không sửa chữ nào.',
    en: 'The letter has no such passage. As it stands means that no word is changed.',
  },
  gone: {
    vi: 'Nội dung này đã hủy, không còn gì để cho ra.',
    en: 'This was destroyed; nothing is left to release.',
  },
} satisfies Record<string, Sentence>

/** How far an ask to let something out has come. */
export const releaseStates = {
  asked: { vi: 'chờ người thứ hai', en: 'waits for a second person' },
  declined: { vi: 'không được đồng ý', en: 'not agreed' },
  returned: { vi: 'quá hạn, trả lại', en: 'time over, given back' },
  released: { vi: 'được phép ra', en: 'released' },
  withdrawn: { vi: 'đã rút lại', en: 'taken back' },
} satisfies Record<string, Sentence>
