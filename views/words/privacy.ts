import type { Sentence } from '../lang.ts'

/** The day these words were last changed; shown under them. Change it with the words. */
export const privacyVersion = '2026-11-22'

/** What is kept, who reads it, and what nobody can promise; one heading and its lines. */
export const privacyWords: {
  title: Sentence
  lead: Sentence
  parts: readonly { heading: Sentence; lines: readonly Sentence[] }[]
} = {
  title: { vi: 'Ai xem, giữ bao lâu', en: 'Who reads it, for how long' },
  lead: {
    vi: 'Trang này nói điều chúng tôi làm, và cả điều không ai hứa được.',
    en: 'This page says what we do, and also what nobody can promise.',
  },
  parts: [
    {
      heading: { vi: 'Chúng tôi không giữ', en: 'What we do not keep' },
      lines: [
        {
          vi: 'Tên ông/bà: không hỏi. Địa chỉ mạng, loại máy, trang vừa xem: không ghi. Không dùng cookie.',
          en: 'Your name: we do not ask. Network address, device, the page you came from: not recorded. There are no cookies.',
        },
        {
          vi: 'Giờ phút gửi: chỉ ghi ngày.',
          en: 'The hour you wrote: only the day is kept.',
        },
        {
          vi: 'Mã phiếu: máy chỉ giữ một dấu vân của mã, không giữ mã.',
          en: 'Your receipt code: we keep only a fingerprint of it, not the code.',
        },
      ],
    },
    {
      heading: { vi: 'Ai đọc', en: 'Who reads it' },
      lines: [
        {
          vi: 'Thư được khóa ngay khi đến. Máy nhận thư không mở lại được thư đã khóa. Chỉ người xử lý của Mặt trận đọc được.',
          en: 'Your letter is sealed as it arrives. The machine that takes it cannot open it again. Only the Front’s moderators read it.',
        },
        {
          vi: 'Người được góp ý và cuộc họp kiểm điểm chỉ thấy lời viết lại, không thấy thư gốc.',
          en: 'The person it is about and the review meeting see only the rewritten text, never your letter.',
        },
        {
          vi: 'Số điện thoại, thư điện tử (nếu ông/bà ghi): máy tự gửi tin, người đọc ý kiến không thấy.',
          en: 'Your phone or e-mail (if you give one): a machine sends the message; those who read your letter do not see it.',
        },
      ],
    },
    {
      heading: { vi: 'Giữ bao lâu', en: 'For how long' },
      lines: [
        {
          vi: 'Cách liên lạc: xong việc 30 ngày thì xóa. Tên, nếu ông/bà tự ghi: 90 ngày.',
          en: 'Contact: erased 30 days after the matter ends. A name, if you gave one: 90 days.',
        },
        {
          vi: 'Ý kiến chưa đưa vào bản tổng hợp: 90 ngày không có việc gì mới thì hủy. Ông/bà rút lại: 30 ngày thì hủy.',
          en: 'Letters not put into the summary: destroyed after 90 days without anything new. Withdrawn ones: after 30 days.',
        },
        {
          vi: 'Tố cáo, khiếu nại gửi nhầm vào đây: chuyển đi rồi hủy, không giữ.',
          en: 'Denunciations and complaints sent here by mistake: handed over, then destroyed, not kept.',
        },
        {
          vi: 'Ông/bà rút lại bằng mã phiếu trước ngày chốt thì ý kiến không được dùng nữa. Sau ngày chốt, lời viết lại không có tên ở lại trong hồ sơ.',
          en: 'Withdraw it with your receipt before the closing day and it is no longer used. After that day the rewritten text, which has no name, stays in the record.',
        },
      ],
    },
    {
      heading: { vi: 'Điều chúng tôi không hứa được', en: 'What we cannot promise' },
      lines: [
        {
          vi: 'Lúc thư vừa đến, máy chủ có thấy chữ trong thư, rồi mới khóa. Tin nhắn và thư điện tử cũng vậy.',
          en: 'As a letter arrives, the server sees its text before sealing it. So it is with chat and e-mail.',
        },
        {
          vi: 'Gửi qua Zalo hay ứng dụng khác thì công ty ấy biết ai đã nhắn.',
          en: 'If you write through Zalo or another app, that company knows who wrote.',
        },
        {
          vi: 'Ai quản trị tài khoản Zalo (hay ứng dụng khác) của Mặt trận cũng thấy ai đã nhắn, dưới tên tài khoản. Vì vậy ở đó chỉ nhận lời khen và góp ý thường; việc khó nói xin dùng trang này.',
          en: 'Everyone who runs the Front’s Zalo (or other) account sees who wrote there. So only praise and ordinary comments are taken in chats; for anything harder please use this page.',
        },
        {
          vi: 'Gửi thư điện tử thì hãng thư của ông/bà và máy chủ thư biết địa chỉ đã gửi. Người đọc ý kiến không thấy địa chỉ, nhưng thấy chữ ký nếu ông/bà viết trong thư.',
          en: 'If you write by e-mail, your provider and the mail servers know the address. Those who read your letter do not see it, but they see a signature if you write one.',
        },
        {
          vi: 'Điều chỉ một nhà biết thì đọc là đoán ra nhà đó. Xin bớt những điều ấy.',
          en: 'A fact known to one household points at that household. Please leave such facts out.',
        },
        {
          vi: 'Mạng của cơ quan, quán nước hay nhà mạng có thể biết ông/bà vào trang này, dù không biết viết gì.',
          en: 'An office network, a café or your carrier may know that you visited this page, though not what you wrote.',
        },
        {
          vi: 'Máy dùng chung có thể lưu lại trang đã xem và ảnh phiếu. Xin xóa sau khi dùng.',
          en: 'A shared device may remember the page and the picture of the receipt. Please delete them afterwards.',
        },
      ],
    },
    {
      heading: {
        vi: 'Khi có người đòi biết ai viết',
        en: 'When somebody demands to know who wrote',
      },
      lines: [
        {
          vi: 'Người được góp ý, cấp trên của họ, người của Mặt trận đều không được đòi tên, cũng không ai trong số đó lấy được: họ chỉ thấy lời viết lại, hoặc chữ trong thư.',
          en: 'Neither the person it is about, nor their superiors, nor the Front’s own staff may ask for a name, and none of them can get it: they see the rewritten text, or the words of the letter, and no more.',
        },
        {
          vi: 'Công ty chạy ứng dụng nhắn tin, hãng thư, nhà mạng có thể bị yêu cầu riêng; Mặt trận không biết và không ngăn được.',
          en: 'The company behind a chat app, a mail provider or a carrier may be asked on its own; the Front neither learns of it nor can prevent it.',
        },
      ],
    },
    {
      heading: { vi: 'Quyền của ông/bà', en: 'Your rights' },
      lines: [
        {
          vi: 'Xem, gửi thêm, rút lại: dùng mã phiếu ở trang Xem trả lời. Không ai bắt ông/bà phải đồng ý; không gửi cũng không sao.',
          en: 'See it, add to it, withdraw it: use your receipt on the page See the answer. Nobody makes you agree; not sending is fine too.',
        },
        {
          vi: 'Muốn biết đang giữ gì, sửa, tạm dừng, rút sự đồng ý, xóa: cũng ở trang ấy, mục Quyền của ông/bà. Mặt trận trả lời trong 2 ngày làm việc. Đang hỏi thì ý kiến chưa được đưa đi đâu.',
          en: 'To know what is kept, to correct, pause, no longer agree, erase: on the same page, under Your rights. The Front answers within 2 working days; meanwhile your letter goes nowhere.',
        },
        {
          vi: 'Bị đe dọa, trù dập vì góp ý thì báo Công an hoặc Mặt trận cấp trên. Việc đó bị nghiêm cấm.',
          en: 'If you are threatened or punished for speaking, tell the police or the Front of the level above. It is strictly forbidden.',
        },
      ],
    },
  ],
}

/** Said when a channel whose servers are abroad is on (domain.md §6.1). `names` are people's names of it. */
export function abroadWords(names: string): Sentence {
  return {
    vi: `Tin nhắn qua ${names} đi qua và nằm ở máy chủ nước ngoài: theo luật là chuyển dữ liệu cá nhân ra nước ngoài. Không muốn vậy thì dùng trang này, đến tận nơi hoặc gọi điện.`,
    en: `Messages through ${names} pass through and lie on servers abroad: by law a transfer of personal data across the border. If you do not want that, use this page, come in person or telephone.`,
  }
}

/** `Bản ngày 22/11/2026` */
export function privacyVersionWords(day: string): Sentence {
  return {
    vi: `Lời trên trang này: bản ngày ${day}.`,
    en: `The words of this page: version of ${day}.`,
  }
}
