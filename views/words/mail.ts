import type { Sentence } from '../lang.ts'

/** What stands in a letter for what a mail brought and the form would not. */
export const mailLetterWords = {
  unread: '[Máy không đọc được thư này. Bản gốc được niêm phong.]',
  empty: '[Thư không có chữ.]',
  cut: '[Thư còn dài nữa. Bản gốc được niêm phong.]',
  leftFile: (name: string) => `[Không nhận được tệp: ${name}]`,
}

/** One receipt as the acknowledgement names it. */
export type ToldReceipt = { number: string; receipt: string; comeBack: string }

/** Mails of ours: Vietnamese first, the same in English below. No word of the letter is in them. */
export const mailWords = {
  acknowledgement: (front: string, receipts: readonly ToldReceipt[], link: string) => ({
    subject: 'Mặt trận đã nhận thư của ông/bà',
    text: [
      `${front} đã nhận thư của ông/bà. Xin cảm ơn.`,
      receipts
        .map(
          ({ number, receipt, comeBack }) =>
            `Phiếu số ${number}\nMã phiếu: ${receipt}\nHẹn xem trả lời: từ ${comeBack}`,
        )
        .join('\n\n'),
      `Xem trả lời, sửa ý hay rút lại: ${link} (gõ mã phiếu). Xin giữ kỹ mã và đừng đưa cho người ngoài: ai có mã thì đọc được thư trả lời.`,
      'Thư này chỉ để Mặt trận biết. Nếu ông/bà muốn đưa ý kiến vào bản tổng hợp góp ý, xin trả lời thư này hai chữ “đưa vào”, và cho biết nói về ai, việc gì, khi nào.',
      'Máy tự gửi thư này. Trả lời thư này thì lời ông/bà vào đúng phiếu trên.',
      '—',
      `${front} has received your letter. Your receipt code is above; follow it at ${link}. Until you say otherwise only the Front uses it. Reply to this mail to add something.`,
    ].join('\n\n'),
  }),
  notice: (front: string, number: string, link: string) => ({
    subject: 'Có trả lời mới từ Mặt trận',
    text: [
      `${front} có trả lời mới cho phiếu số ${number} của ông/bà.`,
      `Xem trả lời: ${link} (gõ mã phiếu).`,
      'Vì sự riêng tư, thư này không ghi nội dung. Máy tự gửi; trả lời thư này thì lời ông/bà vào đúng phiếu trên.',
      '—',
      `There is a new answer for receipt ${number}. Read it at ${link} with your receipt code.`,
    ].join('\n\n'),
  }),
}

/** What the outbox says in a chat. */
export const chatNotices = {
  notice: (number: string, link: string) =>
    `Mặt trận có trả lời mới cho phiếu số ${number}. Xem tại ${link} (gõ mã phiếu).`,
}

/** `ydan mail ingest`. */
export const mailCliWords = {
  usage: {
    vi: 'Cách dùng: npm run -s ydan -- mail ingest < thư.eml (cần MAIL_FROM). Mã kết thúc: 0 đã cất, 1 không nhận, 2 gõ sai, 75 xin thử lại sau.',
    en: 'Usage: npm run -s ydan -- mail ingest < message.eml (needs MAIL_FROM). Exit codes: 0 stored, 1 refused, 2 wrong usage, 75 try again later.',
  },
  empty: { vi: 'Không có thư nào ở đầu vào.', en: 'There was no mail on standard input.' },
  tooLarge: {
    vi: 'Thư quá 30 MiB nên không nhận.',
    en: 'The mail is above 30 MiB and was refused.',
  },
  needsFrom: {
    vi: 'Chưa đặt MAIL_FROM (địa chỉ của chính hộp thư này).',
    en: 'MAIL_FROM is not set (the address of this very mailbox).',
  },
  later: {
    vi: 'Chưa cất được thư; xin gửi lại sau.',
    en: 'The mail could not be stored; try again later.',
  },
  noArea: {
    vi: 'Chưa có khu vực nào nên chưa nhận được thư.',
    en: 'There is no area yet, so mail cannot be taken.',
  },
} satisfies Record<string, Sentence>
