import type { Sentence } from '../lang.ts'

/** Passkeys, recovery codes, links for cells. */
export const waysInWords = {
  passkeySignIn: { vi: 'Đăng nhập bằng khóa trên máy', en: 'Sign in with a passkey' },
  passkeySignInHint: {
    vi: 'Dùng vân tay, khuôn mặt hoặc mã mở máy; không cần mật khẩu và mã 6 số.',
    en: 'By fingerprint, face or the device’s PIN; no password and no 6-digit code.',
  },
  passkeys: { vi: 'Khóa đăng nhập (passkey)', en: 'Passkeys' },
  passkeysLead: {
    vi: 'Khóa nằm trong máy hoặc điện thoại của ông/bà, không ai chép được; trang giả không lừa lấy được. Mật khẩu và mã vẫn dùng được như trước.',
    en: 'A passkey stays in your computer or telephone; nobody can copy it and no false page can trick it out of you. Password and code go on working.',
  },
  noPasskeys: { vi: 'Chưa có khóa nào.', en: 'None yet.' },
  passkeyName: { vi: 'Tên cho khóa này', en: 'A name for it' },
  passkeyNameHint: { vi: 'Thí dụ: máy cơ quan', en: 'For example: office computer' },
  passkeyAdd: { vi: 'Thêm khóa trên máy này', en: 'Add a passkey on this device' },
  passkeyRemove: { vi: 'Bỏ khóa này', en: 'Remove it' },
  passkeyNeeds: {
    vi: 'Trình duyệt này không dùng được khóa. Xin dùng mật khẩu và mã.',
    en: 'This browser cannot use passkeys. Use password and code.',
  },
  passkeyStopped: {
    vi: 'Chưa xong. Xin thử lại, hoặc dùng mật khẩu và mã.',
    en: 'Not done. Try again, or use password and code.',
  },
  fresh: {
    vi: 'Các việc dưới đây làm được trong 10 phút sau khi đăng nhập.',
    en: 'The following can be done within 10 minutes of signing in.',
  },
  password: { vi: 'Đổi mật khẩu', en: 'Change the password' },
  passwordLead: {
    vi: 'Đổi xong thì các phiên khác của ông/bà kết thúc. Quên mật khẩu: xin người quản trị đường dẫn mới.',
    en: 'Your other sessions end with it. Forgotten: ask the administrator for a new link.',
  },
  passwordPresent: { vi: 'Mật khẩu đang dùng', en: 'Present password' },
  passwordNew: { vi: 'Mật khẩu mới', en: 'New password' },
  passwordNewHint: {
    vi: 'Ít nhất 12 ký tự, không dùng tên mình, tên phường. Bốn năm từ rời nhau là tốt.',
    en: 'At least 12 characters, without your name or the ward’s. Four or five unrelated words do well.',
  },
  passwordChanged: { vi: 'Đã đổi mật khẩu.', en: 'The password was changed.' },
  sessions: { vi: 'Các phiên đang mở', en: 'Open sessions' },
  sessionOwn: { vi: 'phiên này', en: 'this one' },
  sessionSeen: { vi: 'dùng lần cuối', en: 'last used' },
  sessionEnd: { vi: 'Kết thúc', en: 'End it' },
  sessionsEnd: { vi: 'Kết thúc mọi phiên khác', en: 'End all others' },
  desk: { vi: 'bàn làm việc', en: 'desk' },
  console: { vi: 'bàn xử lý', en: 'console' },
  recovery: { vi: 'Mã dự phòng', en: 'Recovery codes' },
  recoveryLead: {
    vi: 'Mất điện thoại thì nhập một mã dự phòng thay cho mã 6 số. Mỗi mã dùng một lần.',
    en: 'When the telephone is lost, type a recovery code in place of the 6 digits. Each works once.',
  },
  recoveryMake: { vi: 'Tạo 10 mã mới', en: 'Make 10 new codes' },
  recoveryMakeHint: {
    vi: 'Mã cũ hết dùng được.',
    en: 'The old ones stop working.',
  },
  recoveryShown: {
    vi: 'Chỉ hiện một lần. Xin in ra hoặc chép lại, cất nơi chỉ mình ông/bà mở được.',
    en: 'Shown once. Print or copy them and keep them where only you can open.',
  },
  codeOrRecovery: {
    vi: 'Mở ứng dụng xác thực trên điện thoại, lấy mã đang hiện. Mất điện thoại: nhập một mã dự phòng.',
    en: 'Open the authenticator app on your telephone and take the code it shows. Telephone lost: type a recovery code.',
  },
  cells: { vi: 'Đường dẫn cho chi ủy', en: 'Links for cells' },
  cellsLead: {
    vi: 'Chi ủy không có ứng dụng xác thực thì vào bàn làm việc bằng đường dẫn một lần: 60 phút, chỉ việc của chi ủy. Xin in ra và đưa tận tay.',
    en: 'A cell without an authenticator enters the desk by a one-time link: 60 minutes, the cell’s work alone. Print it and hand it over.',
  },
  cellMake: { vi: 'Tạo đường dẫn một lần', en: 'Make a one-time link' },
  cellMade: { vi: 'Đường dẫn một lần', en: 'One-time link' },
  cellMadeLead: {
    vi: 'Chỉ hiện một lần, dùng một lần, trong 7 ngày. Đưa tận tay; ai có tờ này thì vào được thay người ghi tên.',
    en: 'Shown once, used once, within 7 days. Hand it over: whoever has this sheet enters for the person named.',
  },
  cellSend: { vi: 'Gửi qua thư điện tử', en: 'Send by mail' },
  cellSent: {
    vi: 'Đang gửi. Đường dẫn trong thư dùng một lần, trong 24 giờ.',
    en: 'Being sent. The link in the mail works once, within 24 hours.',
  },
  cellMail: { vi: 'Thư điện tử', en: 'Mail address' },
  cellMailKeep: { vi: 'Lưu', en: 'Keep' },
  cellMailWrong: { vi: 'Địa chỉ thư này không đúng.', en: 'This is no mail address.' },
  cellMailed: { vi: 'đã gửi qua thư', en: 'mailed' },
  cellMailUnsure: { vi: 'đã gửi qua thư, chưa chắc tới', en: 'mailed, perhaps not arrived' },
  cellMailLost: { vi: 'thư không đi được', en: 'the mail could not go out' },
  cellNever: { vi: 'chưa có', en: 'none yet' },
  cellUsed: { vi: 'đã dùng', en: 'used' },
  cellOpen: { vi: 'chưa dùng', en: 'not used yet' },
  cellLast: { vi: 'Đường dẫn gần nhất', en: 'Latest link' },
  noCells: {
    vi: 'Chưa có ai giữ vai trò chi ủy nơi cư trú.',
    en: 'Nobody holds the role of residence cell yet.',
  },
  cellEnter: { vi: 'Vào bàn làm việc của chi ủy', en: 'Enter the cell’s desk' },
  cellEnterLead: {
    vi: 'Đường dẫn này dùng một lần, vào 60 phút. Xin bấm khi đã sẵn sàng.',
    en: 'This link works once, for 60 minutes. Press when you are ready.',
  },
  cellEnterButton: { vi: 'Vào làm việc', en: 'Enter' },
  qr: { vi: 'Mã QR của đường dẫn', en: 'QR code of the link' },
} satisfies Record<string, Sentence>

/** The mail that brings a cell its one-time link. */
export const cellLinkMail = {
  subject: (front: string) => `Đường dẫn một lần vào bàn làm việc, ${front}`,
  text: (front: string, link: string) =>
    `Kính gửi ông/bà,

${front} gửi ông/bà đường dẫn một lần vào bàn làm việc của chi ủy. Đường dẫn dùng một lần, trong 24 giờ; vào rồi thì làm việc được 60 phút:

${link}

Ai có đường dẫn này thì vào được thay ông/bà: xin đừng chuyển cho người khác. Không phải ông/bà xin thì bỏ qua thư này và báo Mặt trận.

A one-time link to the cell’s desk: one use, within 24 hours, for 60 minutes. Do not pass it on.

Thư do máy gửi, không cần trả lời. / Sent by a machine; no answer is needed.
`,
}
