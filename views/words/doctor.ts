import type { Sentence } from '../lang.ts'
import { channelNames } from './states.ts'

const nameOf = (channel: string): Sentence => channelNames[channel] ?? { vi: channel, en: channel }

const whole = (seconds: number) => Math.round(seconds)

/** What `ydan doctor` says of a database that does not do what it should, and what to do. */
export const databaseFindings = {
  stopped: {
    vi: 'Máy chủ cơ sở dữ liệu (DATABASE_URL) không chạy: không ai nghe ở địa chỉ đó. Hãy khởi động nó (ví dụ: systemctl start postgresql), xem nhật ký của nó nếu nó không lên. Hộp thư tự nhận lại, không cần khởi động lại.',
    en: 'The database server (DATABASE_URL) is not running: nobody listens at that address. Start it (for instance: systemctl start postgresql) and read its log if it does not come up. The letterbox takes letters again by itself, no restart needed.',
  },
  starting: {
    vi: 'Máy chủ cơ sở dữ liệu đang khởi động hoặc đang phục hồi sau sự cố. Hãy chờ vài phút rồi xem lại; đừng tắt nó giữa chừng.',
    en: 'The database server is starting, or recovering from a crash. Wait a few minutes and look again; do not stop it meanwhile.',
  },
  crowded: {
    vi: 'Cơ sở dữ liệu hết kết nối: chương trình khác đã chiếm hết. Hãy tắt bớt chương trình đang dùng cơ sở dữ liệu, hoặc tăng max_connections rồi khởi động lại PostgreSQL.',
    en: 'The database has no connection left: others have taken them all. Stop programs that use the database, or raise max_connections and restart PostgreSQL.',
  },
  nearlyCrowded: (used: number, most: number): Sentence => ({
    vi: `Cơ sở dữ liệu sắp hết kết nối: ${used} trong ${most} đã dùng. Hãy xem chương trình nào chiếm nhiều, hoặc tăng max_connections.`,
    en: `The database is nearly out of connections: ${used} of ${most} are used. See who takes so many, or raise max_connections.`,
  }),
  full: {
    vi: 'Ổ đĩa của cơ sở dữ liệu đã đầy: thư không ghi được nữa. Hãy dọn chỗ hoặc thêm đĩa; đừng xóa gì trong thư mục của cơ sở dữ liệu. Nếu PostgreSQL đã dừng thì khởi động lại sau khi có chỗ.',
    en: 'The disk of the database is full: no letter can be written. Make room or add disk; delete nothing inside the database’s own folder. If PostgreSQL has stopped, start it again once there is room.',
  },
  refused: {
    vi: 'Cơ sở dữ liệu không cho đăng nhập: tên hoặc mật khẩu trong DATABASE_URL không đúng, hoặc pg_hba.conf không cho máy này vào.',
    en: 'The database refuses the login: name or password in DATABASE_URL is wrong, or pg_hba.conf does not let this machine in.',
  },
  missing: {
    vi: 'Máy chủ có chạy nhưng chưa có cơ sở dữ liệu mang tên trong DATABASE_URL. Hãy tạo nó (createdb), rồi chạy: npm run ydan -- database init',
    en: 'The server runs but has no database of the name in DATABASE_URL. Make it (createdb), then run: npm run ydan -- database init',
  },
  unknown: {
    vi: 'Không tìm thấy máy chủ mang tên trong DATABASE_URL. Hãy xem lại tên máy và DNS.',
    en: 'The machine named in DATABASE_URL is not found. Check its name and the DNS.',
  },
  silent: {
    vi: 'Cơ sở dữ liệu không trả lời trong 4 giây: máy quá bận, đĩa quá chậm, đường truyền đứt, hoặc máy đồng bộ không xác nhận. Người gửi thư đang nhận câu “xin gửi lại”. Hãy xem tải của máy, đĩa và đường truyền.',
    en: 'The database does not answer within 4 seconds: machine too busy, disk too slow, the line cut, or a synchronous standby that does not confirm. Senders are being told to send again. Look at the machine’s load, its disk and the line.',
  },
  slow: (seconds: number): Sentence => ({
    vi: `Cơ sở dữ liệu trả lời chậm: ${seconds.toFixed(1)} giây cho một việc nhỏ. Quá 4,5 giây thì thư bị từ chối. Hãy xem tải của máy, đĩa và đường truyền.`,
    en: `The database is slow: ${seconds.toFixed(1)} seconds for a small thing. Above 4.5 seconds letters are refused. Look at the machine’s load, its disk and the line.`,
  }),
  prompt: {
    vi: 'Cơ sở dữ liệu trả lời nhanh và ghi được',
    en: 'The database is prompt and can be written',
  },
  held: (pids: readonly number[], seconds: number): Sentence => ({
    vi: `Có việc chờ khóa trong cơ sở dữ liệu đã ${seconds} giây, do tiến trình PostgreSQL ${pids.join(', ')} giữ. Hãy xem ai mở phiên đó và kết thúc nó (pg_terminate_backend).`,
    en: `Something in the database has waited ${seconds} seconds for a lock that PostgreSQL process ${pids.join(', ')} holds. See whose session that is and end it (pg_terminate_backend).`,
  }),
  newer: (name: string): Sentence => ({
    vi: `Cơ sở dữ liệu mới hơn phần mềm này (bước ${name}). Hãy dùng bản phần mềm mới hơn.`,
    en: `The database is newer than this program (step ${name}). Use the newer program.`,
  }),
}

const when = new Intl.DateTimeFormat('vi-VN', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Asia/Ho_Chi_Minh',
})

/** What `ydan doctor` says of a clock that does not fit what was written under it. */
export const clockWords = {
  back: (now: Date, newest: Date): Sentence => ({
    vi: `Đồng hồ của cơ sở dữ liệu chỉ ${when.format(now)}, sớm hơn điều đã ghi trong nó (${when.format(newest)}): đồng hồ đã chạy lùi, hoặc trước đó chạy quá. Hãy chỉnh giờ tự động (NTP). Đừng sửa ngày đã ghi; nhật ký không ký điểm mốc cho đến khi giờ đúng.`,
    en: `The database’s clock says ${when.format(now)}, earlier than what is written in it (${when.format(newest)}): it went back, or was ahead before. Turn on time synchronisation (NTP). Do not change dates that are written; the log signs no checkpoint until the clock is right.`,
  }),
  ahead: {
    vi: 'Có thư ghi một ngày chưa tới: đồng hồ đã có lúc chạy quá. Đừng sửa ngày đã ghi; hãy ghi vào biên bản từ bao giờ đến bao giờ, và bật chỉnh giờ tự động (NTP).',
    en: 'Letters are dated a day that has not come: the clock was ahead for a while. Do not change dates that are written; note from when until when, and turn on time synchronisation (NTP).',
  },
  leapt: (now: Date, days: number): Sentence => ({
    vi: `Đồng hồ của cơ sở dữ liệu chỉ ${when.format(now)}, nhưng lần ghi gần nhất của bàn xử lý đã cách ${days} ngày. Nếu máy không tắt lâu như vậy thì đồng hồ đã nhảy tới: chỉnh lại trước khi nhận thư, kẻo thời hạn kết thúc sớm.`,
    en: `The database’s clock says ${when.format(now)}, but the console last wrote ${days} days ago. If the machine was not off for so long, the clock has leapt ahead: set it right before taking letters, or terms end too early.`,
  }),
}

/** What `ydan doctor` says of the disks. */
export const diskFindings = {
  room: { vi: 'Ổ đĩa còn chỗ', en: 'There is free disk' },
  low: (path: string): Sentence => ({
    vi: `Ổ đĩa của ${path} còn dưới 10 %. Dưới 5 % thì hộp thư ngừng nhận.`,
    en: `Less than 10 % of the disk of ${path} is free. Under 5 % the letterbox stops taking letters.`,
  }),
  full: (path: string): Sentence => ({
    vi: `Ổ đĩa của ${path} còn dưới 5 %: hộp thư không nhận thư. Hãy dọn chỗ hoặc thêm đĩa; đừng xóa gì trong thư mục của cơ sở dữ liệu.`,
    en: `Less than 5 % of the disk of ${path} is free: the letterbox takes no letters. Make room or add disk; delete nothing inside the database’s own folder.`,
  }),
}

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
  away: (channel: string): Sentence => ({
    vi: `${nameOf(channel).vi}: lần gửi gần nhất không tới được máy chủ của kênh (mất mạng, bị chặn hoặc quá chậm). Xem đường truyền và tường lửa; thư chờ được gửi lại tự động.`,
    en: `${nameOf(channel).en}: the last message did not reach the channel’s server (network, firewall, or too slow). Look at the line and the firewall; what waits is sent again by itself.`,
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
  imapSlow: (seconds: number): Sentence => ({
    vi: `Hộp thư đến (IMAP) vào được nhưng mất ${whole(seconds)} giây. Thư điện tử sẽ vào chậm; xem đường truyền và máy chủ thư.`,
    en: `The mailbox (IMAP) can be opened, but it took ${whole(seconds)} seconds. Mail comes in late; look at the line and the mail server.`,
  }),
  smtpSlow: (seconds: number): Sentence => ({
    vi: `Máy chủ gửi thư (SMTP) trả lời nhưng mất ${whole(seconds)} giây. Thư trả lời sẽ đi chậm; xem đường truyền và máy chủ thư.`,
    en: `The mail server (SMTP) answers, but it took ${whole(seconds)} seconds. Answers go out late; look at the line and the mail server.`,
  }),
  noAuthserv: {
    vi: 'MAIL_AUTHSERV_ID chưa đặt: bàn xử lý ghi “chưa kiểm tra” thay cho SPF, DKIM, DMARC. Đặt tên mà máy chủ thư của mình ghi đầu dòng Authentication-Results.',
    en: 'MAIL_AUTHSERV_ID is not set: the bench says “not checked” instead of SPF, DKIM, DMARC. Set the name our own mail server writes first in Authentication-Results.',
  },
} satisfies Record<string, Sentence | ((seconds: number) => Sentence)>

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
