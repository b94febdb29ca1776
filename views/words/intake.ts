import type { Sentence } from '../lang.ts'

/** What the letterbox says when it cannot take or find something. */
export const intakeWords = {
  areaUnknown: {
    vi: 'Không có khu vực này. Xin chọn lại trong danh sách.',
    en: 'There is no such area. Please choose one from the list.',
  },
  areaMerged: {
    vi: 'Khu vực này đã sáp nhập. Xin mở lại từ khu vực mới.',
    en: 'This area has been merged. Please start again from its successor.',
  },
  officialElsewhere: {
    vi: 'Người này không thuộc khu vực đã chọn. Xin chọn lại.',
    en: 'This person does not belong to the chosen area. Please choose again.',
  },
  collectiveElsewhere: {
    vi: 'Tập thể này không thuộc khu vực đã chọn. Xin chọn lại.',
    en: 'This body does not belong to the chosen area. Please choose again.',
  },
  aboutOne: {
    vi: 'Mỗi dòng chỉ ghi một: người, tập thể, hoặc lời của ông/bà.',
    en: 'Each entry names exactly one: an official, a collective, or your own words.',
  },
  textMissing: { vi: 'Xin viết vài dòng.', en: 'Please write a few lines.' },
  textTooLong: {
    vi: 'Dài quá 10.000 chữ cái. Xin viết ngắn lại, hoặc gửi làm hai lần.',
    en: 'Longer than 10,000 characters. Please shorten it or send it in two parts.',
  },
  kind: {
    vi: 'Xin chọn: khen, góp ý, hay kể lại một việc.',
    en: 'Choose one: praise, comment or report.',
  },
  use: {
    vi: 'Xin chọn ý kiến này dùng vào việc gì.',
    en: 'Please choose what this may be used for.',
  },
  when: {
    vi: 'Xin ghi tháng (2026-11) hoặc ngày (2026-11-20), không sau hôm nay.',
    en: 'Give a month (2026-11) or a day (2026-11-20), not in the future.',
  },
  place: {
    vi: 'Xin chọn: nơi ở, nơi làm việc, hay nơi khác.',
    en: 'Choose: residence, workplace or other.',
  },
  contact: {
    vi: 'Số điện thoại hoặc thư điện tử chưa đúng. Xin ghi lại, hoặc bỏ trống.',
    en: 'The telephone number or e-mail address is not valid. Correct it or leave it empty.',
  },
  contactConsent: {
    vi: 'Muốn được báo thì xin đánh dấu ô đồng ý bên dưới; không thì bỏ trống cách liên lạc.',
    en: 'To be notified, tick the consent below; otherwise leave the contact empty.',
  },
  identityTooEarly: {
    vi: 'Ở đây chưa có đủ hai người giữ khóa nên chưa nhận họ tên, địa chỉ. Xin gửi lại mà không ghi tên.',
    en: 'No two custodians exist yet, so identities are not taken. Please send again without it.',
  },
  slip: { vi: 'Phiếu một lần chưa đúng dạng.', en: 'The one-time slip has a wrong form.' },
  tooManyFiles: { vi: 'Nhiều nhất 5 tệp.', en: 'At most 5 files.' },
  filesTooLarge: {
    vi: 'Các tệp cộng lại quá 20 MB. Xin bớt lại.',
    en: 'The files together exceed 20 MiB. Please send fewer.',
  },
  fileEmpty: { vi: 'Tệp này rỗng. Xin chọn lại.', en: 'This file is empty. Please choose again.' },
  fileType: {
    vi: 'Chỉ nhận ảnh (JPEG, PNG, WebP, HEIC), PDF, MP3, M4A, MP4. Tệp này không phải như vậy.',
    en: 'Only JPEG, PNG, WebP, HEIC, PDF, MP3, M4A and MP4; this file is not one of them.',
  },
  fileLies: {
    vi: 'Ruột tệp không đúng với loại ghi bên ngoài. Xin chọn lại tệp.',
    en: 'The content of this file is not of the type it claims. Please choose again.',
  },
  clash: {
    vi: 'Mã gửi này đã dùng cho một nội dung khác. Xin mở lại mẫu và gửi lần nữa.',
    en: 'This Idempotency-Key was used with another body. Use a new key.',
  },
  idempotencyKey: {
    vi: 'Idempotency-Key phải là một UUID.',
    en: 'Idempotency-Key must be a UUID.',
  },
  noThread: {
    vi: 'Không có phiếu nào ứng với mã này. Xin xem lại từng số.',
    en: 'There is nothing under this code. Please check each digit.',
  },
  act: { vi: 'Không có việc này.', en: 'There is no such act.' },
  notNow: {
    vi: 'Lúc này không làm được việc đó nữa.',
    en: 'This can no longer be done at this stage.',
  },
  diskFull: {
    vi: 'Máy sắp hết chỗ chứa nên tạm ngừng nhận để không làm mất thư. Xin gửi lại sau.',
    en: 'The disk is nearly full, so nothing is taken for now. Please send again later.',
  },
} satisfies Record<string, Sentence>
