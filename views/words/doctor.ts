import type { Sentence } from '../lang.ts'
import { channelNames } from './states.ts'

const nameOf = (channel: string): Sentence => channelNames[channel] ?? { vi: channel, en: channel }

/** What `ydan doctor` says of chats. */
export const chatFindings = {
  on: (channel: string): Sentence => ({
    vi: `${nameOf(channel).vi}: đã bật (nhận và trả lời)`,
    en: `${nameOf(channel).en}: on (takes and answers)`,
  }),
  off: (channel: string): Sentence => ({
    vi: `${nameOf(channel).vi}: đang tắt. Muốn bật thì đặt các biến trong README (mục kênh).`,
    en: `${nameOf(channel).en}: off. To switch it on set its variables (README, channels).`,
  }),
  incomplete: (channel: string, missing: readonly string[]): Sentence => ({
    vi: `${nameOf(channel).vi}: thiếu ${missing.join(', ')}. Có nhận mà không trả lời được, hoặc không nhận.`,
    en: `${nameOf(channel).en}: ${missing.join(', ')} missing. It cannot answer, or not even listen.`,
  }),
  admins: (names: readonly string[]): Sentence => ({
    vi: `Tài khoản nhắn tin của Mặt trận do ${names.join(', ')} quản trị. Có đúng chỉ những người này không? Ai quản trị cũng thấy ai đã nhắn.`,
    en: `The Front’s chat account is run by ${names.join(', ')}. Is it these alone? Everyone who runs it sees who wrote.`,
  }),
  adminsAsked: {
    vi: 'Tài khoản nhắn tin có phải của riêng Mặt trận, và có đúng hai người quản trị được nêu tên không? Đừng dùng chung tài khoản của phường: người được góp ý có thể thấy ai nhắn. Xong thì đặt CHAT_ADMINS="Họ tên 1, Họ tên 2".',
    en: 'Is the chat account the Front’s own, with two named administrators? Do not share the ward’s account: whoever a letter is about might see who wrote it. Then set CHAT_ADMINS="Name 1, Name 2".',
  },
  abroad: (channel: string): Sentence => ({
    vi: `${nameOf(channel).vi} là nền tảng nước ngoài: dùng nó là chuyển dữ liệu cá nhân ra nước ngoài (Luật 91/2025 Điều 20). Phải lập hồ sơ đánh giá trong 60 ngày; chưa có hồ sơ thì tắt đi.`,
    en: `${nameOf(channel).en} is a foreign platform: using it transfers personal data across the border (Law 91/2025, article 20). An assessment must be filed within 60 days; without it switch the channel off.`,
  }),
  lost: (channel: string): Sentence => ({
    vi: `${nameOf(channel).vi}: hết quyền gửi (mã làm mới không còn dùng được). Vào trang nhà phát triển của tài khoản, cấp quyền lại cho ứng dụng, chép mã làm mới (refresh token) vào ZALO_REFRESH_TOKEN rồi chạy lại. Thư chờ sẽ tự đi tiếp.`,
    en: `${nameOf(channel).en}: the right to send is lost (the refresh token no longer works). Authorise the app again on the account’s developer page, put the new refresh token into ZALO_REFRESH_TOKEN and restart. What waits then goes out by itself.`,
  }),
}

/** What `ydan doctor` says of mail. */
export const mailFindings = {
  off: {
    vi: 'Thư điện tử: đang tắt (MAIL_FROM, IMAP_URL, SMTP_URL chưa đặt)',
    en: 'Mail: off (MAIL_FROM, IMAP_URL, SMTP_URL are not set)',
  },
  noFrom: {
    vi: 'Có IMAP_URL hoặc SMTP_URL mà thiếu MAIL_FROM: thư không nhận, không gửi được. Đặt MAIL_FROM=gopy@…',
    en: 'IMAP_URL or SMTP_URL without MAIL_FROM: no mail is taken or sent. Set MAIL_FROM=gopy@…',
  },
  noImap: {
    vi: 'Thư đến: không đọc hộp thư nào (IMAP_URL chưa đặt). Nếu Postfix gọi “ydan mail ingest” thì như vậy là đúng.',
    en: 'Incoming mail: no mailbox is polled (IMAP_URL is not set). That is right where Postfix calls “ydan mail ingest”.',
  },
  noSmtp: {
    vi: 'Thư đi: chưa đặt SMTP_URL. Người gửi thư điện tử không nhận được mã phiếu.',
    en: 'Outgoing mail: SMTP_URL is not set. Who writes by mail gets no receipt.',
  },
  imap: { vi: 'Hộp thư đến (IMAP) vào được', en: 'The mailbox (IMAP) can be opened' },
  imapAway: {
    vi: 'Không vào được hộp thư (IMAP_URL): xem lại địa chỉ, tên, mật khẩu, tên thư mục, tường lửa.',
    en: 'The mailbox (IMAP_URL) cannot be opened: check address, name, password, folder, firewall.',
  },
  smtp: { vi: 'Máy chủ gửi thư (SMTP) trả lời', en: 'The mail server (SMTP) answers' },
  smtpAway: {
    vi: 'Máy chủ gửi thư (SMTP_URL) không trả lời hoặc không cho vào: xem lại địa chỉ, tên, mật khẩu, tường lửa.',
    en: 'The mail server (SMTP_URL) does not answer or refuses us: check address, name, password, firewall.',
  },
  noAuthserv: {
    vi: 'MAIL_AUTHSERV_ID chưa đặt: bàn xử lý ghi “chưa kiểm tra” thay cho SPF, DKIM, DMARC. Đặt tên mà máy chủ thư của mình ghi đầu dòng Authentication-Results.',
    en: 'MAIL_AUTHSERV_ID is not set: the bench says “not checked” instead of SPF, DKIM, DMARC. Set the name our own mail server writes first in Authentication-Results.',
  },
} satisfies Record<string, Sentence>

/** What `ydan doctor` says of the public address. */
export const publicFindings = {
  notPublic: {
    vi: 'BASE_URL chưa phải https với tên miền công khai: điện thoại bà con không mở được, áp phích chỉ in BẢN THỬ. Đặt sau máy chủ https (README).',
    en: 'BASE_URL is not https with a public name: residents’ telephones cannot open it and posters say BẢN THỬ. Put it behind https (README).',
  },
  opens: { vi: 'Địa chỉ công khai mở được qua https', en: 'The public address opens over https' },
  closed: {
    vi: 'BASE_URL là https nhưng từ máy này không mở được (/healthz). Nếu máy chủ ở nơi khác thì thử mở bằng điện thoại dùng mạng di động.',
    en: 'BASE_URL is https but does not open from this machine (/healthz). If the server is elsewhere try it on a telephone with mobile data.',
  },
} satisfies Record<string, Sentence>
