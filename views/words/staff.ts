import { shownDay } from '../dates.ts'
import type { Sentence } from '../lang.ts'
import { isPhaseName, phaseSays } from './phases.ts'

/** Each role as people call it. */
export const roleWords = {
  cell: { vi: 'chi ủy nơi cư trú', en: 'residence cell committee' },
  clerk: { vi: 'người nhập phiếu giấy', en: 'clerk for paper letters' },
  moderator: { vi: 'người xử lý ý kiến', en: 'moderator' },
  lead: { vi: 'Ban Thường trực (duyệt)', en: 'Front standing board (agrees)' },
  secretary: { vi: 'thư ký kỳ kiểm điểm', en: 'secretary of the cycle' },
  reader: { vi: 'người dự họp (đọc một tập)', en: 'reader of one bundle' },
  official: { vi: 'cán bộ, đảng viên (hồ sơ của mình)', en: 'official (own record)' },
  custodian: { vi: 'người giữ khóa', en: 'custodian' },
  auditor: { vi: 'người kiểm tra nhật ký', en: 'auditor' },
  admin: { vi: 'quản trị (người và cài đặt)', en: 'administrator (people and settings)' },
} satisfies Record<string, Sentence>

/** Why something was refused, in one sentence that says what to do. */
export const staffProblems = {
  signInNeeded: { vi: 'Cần đăng nhập để vào đây.', en: 'Please sign in first.' },
  signInFailed: {
    vi: 'Tên đăng nhập, mật khẩu hoặc mã 6 số chưa đúng. Mỗi mã chỉ dùng được một lần; xin chờ mã mới rồi thử lại.',
    en: 'The sign-in name, password or 6-digit code is not right. A code works once; wait for the next one and try again.',
  },
  tooManyTries: {
    vi: 'Đã thử sai nhiều lần. Xin chờ một lúc rồi đăng nhập lại.',
    en: 'Too many failed tries. Please wait a while before signing in again.',
  },
  otherDoor: {
    vi: 'Vai trò của ông/bà làm việc ở bàn làm việc, không ở đây. Xin đăng nhập bên đó.',
    en: 'Your roles work at the desk, not here. Please sign in there.',
  },
  otherRole: {
    vi: 'Vai trò của ông/bà không làm được việc này.',
    en: 'Your roles do not allow this.',
  },
  foreignPage: {
    vi: 'Yêu cầu này không đến từ trang của chúng tôi. Xin mở lại trang rồi làm lại.',
    en: 'This request did not come from our own page. Open the page again and repeat it.',
  },
  linkGone: {
    vi: 'Đường dẫn này không dùng được: đã dùng rồi, đã hết hạn, hoặc chép thiếu. Xin hỏi người quản trị đường dẫn mới.',
    en: 'This link does not work: it was used, has expired, or is incomplete. Ask your administrator for a new one.',
  },
  linkWaits: {
    vi: 'Đường dẫn này còn chờ Ban Thường trực đồng ý. Xin quay lại sau.',
    en: 'This link still waits for the standing board to agree. Please come back later.',
  },
  noRole: { vi: 'Xin chọn ít nhất một vai trò.', en: 'Choose at least one role.' },
  rolesApart: {
    vi: 'Người quản trị, giữ khóa hoặc kiểm tra nhật ký không được kiêm người xử lý hay Ban Thường trực.',
    en: 'Administrator, custodian and auditor never go with moderator or standing board.',
  },
  foreignBinding: {
    vi: 'Địa bàn, cán bộ hoặc tập được chọn không thuộc tổ chức này.',
    en: 'The area, official or bundle chosen does not belong to this organisation.',
  },
  noSuchSession: { vi: 'Phiên này không còn.', en: 'This session is over.' },
  noCellMail: {
    vi: 'Chưa có địa chỉ thư điện tử của người này. Người quản trị nhập ở trang này, hoặc in đường dẫn và đưa tận tay.',
    en: 'No mail address is known. The administrator types it on this page, or print the link and hand it over.',
  },
  noSuchPerson: { vi: 'Không có người này ở tổ chức.', en: 'There is no such person here.' },
  noSuchMembership: {
    vi: 'Vai trò này không còn, hoặc chưa từng có.',
    en: 'This role has ended or never was.',
  },
  noSuchToken: { vi: 'Không có mã truy cập này.', en: 'There is no such token.' },
  lastAdministrator: {
    vi: 'Đây là người quản trị cuối cùng. Xin thêm người quản trị khác trước.',
    en: 'This is the last administrator. Add another one first.',
  },
  askedAlready: {
    vi: 'Việc này đã được đề nghị và đang chờ người thứ hai.',
    en: 'This was asked for already and waits for a second person.',
  },
  ownAsk: {
    vi: 'Người đề nghị không được tự đồng ý. Việc này cần người thứ hai.',
    en: 'Who asks cannot also agree: this needs a second person.',
  },
  askReturned: {
    vi: 'Đề nghị này đã quá ba ngày làm việc và trả về người đề nghị.',
    en: 'Three working days have passed; this ask went back to who made it.',
  },
  answeredAlready: { vi: 'Đề nghị này đã có người trả lời.', en: 'This ask was answered already.' },
  noHandler: {
    vi: 'Máy chưa biết làm việc này sau khi đồng ý. Chưa có gì thay đổi.',
    en: 'Nothing here carries out this act once agreed. Nothing was changed.',
  },
  fields: {
    vi: 'Có ô chưa đúng. Xin xem lời nhắc bên cạnh từng ô.',
    en: 'Some fields need attention; see the note beside each.',
  },
  noDraft: { vi: 'Không có bản nháp nào.', en: 'There is no draft.' },
  samePerson: { vi: 'Xin chọn hai tài khoản khác nhau.', en: 'Choose two different accounts.' },
  linkedAlready: {
    vi: 'Hai tài khoản này đã được ghi là của một người.',
    en: 'These two accounts are noted as one person already.',
  },
  linkApart: {
    vi: 'Hai tài khoản này giữ những vai trò không được kiêm. Xin thôi một vai trò trước.',
    en: 'These two accounts hold roles that never go together. End one of the roles first.',
  },
  signInAgain: {
    vi: 'Việc này cần vừa đăng nhập xong. Xin đăng xuất, đăng nhập lại rồi làm tiếp trong 10 phút.',
    en: 'This needs a fresh sign-in. Sign out, sign in again, and do it within 10 minutes.',
  },
  shortSession: {
    vi: 'Phiên ngắn của chi ủy không đổi được cách đăng nhập.',
    en: 'A cell’s short session cannot change how one signs in.',
  },
  passkeyFailed: {
    vi: 'Khóa trên máy này không đăng nhập được. Xin thử lại hoặc dùng mật khẩu và mã.',
    en: 'This passkey did not sign you in. Try again, or use password and code.',
  },
  noSuchPasskey: { vi: 'Không có khóa này.', en: 'There is no such passkey.' },
  notCell: {
    vi: 'Người này không còn là chi ủy nơi cư trú ở đây.',
    en: 'This person is not with a residence cell here.',
  },
} satisfies Record<string, Sentence>

/** Said beside one field. */
export const staffFieldErrors = {
  required: { vi: 'Xin điền ô này.', en: 'Please fill this in.' },
  name: { vi: 'Xin ghi họ và tên.', en: 'Please give your full name.' },
  signInName: {
    vi: 'Từ 3 đến 40 ký tự: chữ thường không dấu, số, dấu chấm, gạch ngang; bắt đầu bằng chữ hoặc số.',
    en: '3 to 40 characters: lower-case letters without marks, digits, dot or hyphen; starting with a letter or digit.',
  },
  taken: { vi: 'Tên này đã có người dùng.', en: 'This name is taken.' },
  presentPassword: {
    vi: 'Mật khẩu đang dùng chưa đúng.',
    en: 'The present password is not right.',
  },
  shortPassword: { vi: 'Cần ít nhất 12 ký tự.', en: 'At least 12 characters are needed.' },
  easyPassword: {
    vi: 'Mật khẩu này quá dễ đoán. Bốn năm từ rời nhau thì vừa dễ nhớ vừa khó đoán.',
    en: 'This password is too easy to guess. Four or five unrelated words are easy to keep and hard to guess.',
  },
  code: {
    vi: 'Mã chưa đúng. Xin nhập mã 6 số đang hiện trong ứng dụng.',
    en: 'The code is not right. Enter the 6 digits your app shows now.',
  },
  organisation: { vi: 'Xin chọn một tổ chức.', en: 'Choose an organisation.' },
  areaCode: {
    vi: 'Chỉ dùng chữ không dấu, số, dấu chấm, gạch ngang; nhiều nhất 30 ký tự.',
    en: 'Letters without marks, digits, dot and hyphen only; at most 30 characters.',
  },
  unusable: {
    vi: 'Quá dài, hoặc có ký tự không dùng được.',
    en: 'Too long, or with characters that cannot be used.',
  },
} satisfies Record<string, Sentence>

/** The screens of sign-in, account and people. */
export const staffWords = {
  signIn: { vi: 'Đăng nhập', en: 'Sign in' },
  signInName: { vi: 'Tên đăng nhập', en: 'Sign-in name' },
  password: { vi: 'Mật khẩu', en: 'Password' },
  code: { vi: 'Mã 6 số trong ứng dụng', en: '6-digit code from your app' },
  codeHint: {
    vi: 'Mở ứng dụng xác thực trên điện thoại, lấy mã đang hiện.',
    en: 'Open the authenticator app on your telephone and take the code it shows.',
  },
  idleHint: {
    vi: 'Để yên 15 phút, hoặc sau 8 giờ, máy tự đăng xuất. Bài đang viết vẫn được giữ 7 ngày.',
    en: 'After 15 idle minutes, or 8 hours, you are signed out. What you were writing is kept for 7 days.',
  },
  signOut: { vi: 'Đăng xuất', en: 'Sign out' },
  account: { vi: 'Tài khoản', en: 'Account' },
  welcome: { vi: 'Nhận lời mời', en: 'Accept the invitation' },
  firstAdmin: { vi: 'Người quản trị đầu tiên', en: 'The first administrator' },
  firstAdminLead: {
    vi: 'Trang này chỉ mở một lần. Xin đặt tên tổ chức, địa bàn, rồi đặt cách đăng nhập của ông/bà.',
    en: 'This page opens once. Name the organisation and its area, then set how you sign in.',
  },
  reset: { vi: 'Đặt lại cách đăng nhập', en: 'Set sign-in anew' },
  invitedAs: { vi: 'Được mời với vai trò', en: 'Invited as' },
  name: { vi: 'Họ và tên', en: 'Full name' },
  organisation: { vi: 'Tổ chức', en: 'Organisation' },
  organisationName: { vi: 'Tên tổ chức', en: 'Name of the organisation' },
  organisationNameHint: {
    vi: 'Thí dụ: Ủy ban MTTQ Việt Nam phường An Lạc Đông',
    en: 'For example: Ủy ban MTTQ Việt Nam phường An Lạc Đông',
  },
  areaKind: { vi: 'Loại địa bàn', en: 'Kind of area' },
  areaKindHint: { vi: 'phường, xã, đặc khu', en: 'phường, xã, đặc khu (ward, commune, zone)' },
  areaName: { vi: 'Tên địa bàn', en: 'Name of the area' },
  areaCode: { vi: 'Mã địa bàn', en: 'Code of the area' },
  areaCodeHint: {
    vi: 'Mã đơn vị hành chính, hoặc tự đặt; nằm trong địa chỉ của mã QR nên không đổi về sau.',
    en: 'The administrative code or one of your own; it is part of the QR code’s address, so it never changes.',
  },
  signInNameHint: {
    vi: 'Chữ thường không dấu, thí dụ: nguyen.an',
    en: 'Lower case without marks, for example: nguyen.an',
  },
  newPassword: { vi: 'Mật khẩu mới', en: 'New password' },
  passwordHint: {
    vi: 'Ít nhất 12 ký tự. Bốn năm từ rời nhau là tốt; càng dài càng khó đoán. Không dùng lại mật khẩu nơi khác.',
    en: 'At least 12 characters. Four or five unrelated words are good; longer is harder to guess. Do not reuse another password.',
  },
  authenticator: { vi: 'Ứng dụng xác thực', en: 'Authenticator app' },
  authenticatorLead: {
    vi: 'Quét hình này bằng ứng dụng xác thực (Google Authenticator, Microsoft Authenticator, …), rồi nhập mã 6 số đang hiện.',
    en: 'Scan this picture with an authenticator app (Google Authenticator, Microsoft Authenticator, …), then enter the 6 digits it shows.',
  },
  qrAlt: { vi: 'Hình QR của khóa xác thực', en: 'QR picture of the authenticator key' },
  typeSecret: {
    vi: 'Không quét được thì nhập khóa này bằng tay:',
    en: 'If you cannot scan it, type this key:',
  },
  accept: { vi: 'Xác nhận và đăng nhập', en: 'Confirm and sign in' },
  acceptedElsewhere: {
    vi: 'Xong. Xin đăng nhập ở bàn làm việc',
    en: 'Done. Please sign in at the desk',
  },
  enter: { vi: 'Vào bản dùng thử', en: 'Enter the demo' },
  enterLead: {
    vi: 'Đường dẫn này đăng nhập một lần vào bản dùng thử, với người và nơi hư cấu.',
    en: 'This link signs you in to the demo, with fictional people and places.',
  },
  enterButton: { vi: 'Vào', en: 'Enter' },
  roles: { vi: 'Vai trò', en: 'Roles' },
  workFor: { vi: 'Đang làm việc cho', en: 'Working for' },
  change: { vi: 'Chuyển', en: 'Switch' },
  notices: { vi: 'Thông báo', en: 'Notices' },
  noNotices: { vi: 'Chưa có thông báo.', en: 'No notices.' },
  people: { vi: 'Người và vai trò', en: 'People and roles' },
  since: { vi: 'Từ ngày', en: 'Since' },
  scope: { vi: 'Phạm vi', en: 'Scope' },
  act: { vi: 'Việc', en: 'Action' },
  end: { vi: 'Thôi vai trò', en: 'End role' },
  resetLink: { vi: 'Cấp lại cách đăng nhập', en: 'New sign-in link' },
  invite: { vi: 'Mời người mới', en: 'Invite somebody' },
  inviteButton: { vi: 'Tạo đường dẫn mời', en: 'Make the invitation link' },
  give: { vi: 'Thêm vai trò', en: 'Give a role' },
  giveButton: { vi: 'Thêm vai trò này', en: 'Give this role' },
  person: { vi: 'Người', en: 'Person' },
  area: { vi: 'Địa bàn (chỉ với chi ủy nơi cư trú)', en: 'Area (residence cell only)' },
  official: { vi: 'Hồ sơ của ai (chỉ với cán bộ, đảng viên)', en: 'Whose record (official only)' },
  none: { vi: '– không –', en: '– none –' },
  needsLead: {
    vi: 'Tổ chức đã có Ban Thường trực: mọi thay đổi vai trò chờ một người ở đó đồng ý.',
    en: 'This organisation has a standing board: every change of role waits for one of them to agree.',
  },
  noLeadYet: {
    vi: 'Chưa có ai ở Ban Thường trực: thay đổi có hiệu lực ngay. Xin mời Ban Thường trực trước.',
    en: 'Nobody from the standing board is here yet: changes take effect at once. Invite the board first.',
  },
  links: { vi: 'Đường dẫn chưa dùng', en: 'Links not used yet' },
  waitsForLead: { vi: 'chờ Ban Thường trực', en: 'waits for the standing board' },
  opens: { vi: 'dùng được đến', en: 'works until' },
  same: { vi: 'Một người hai tài khoản', en: 'One person, two accounts' },
  sameHint: {
    vi: 'Ghi ở đây thì máy coi là một người: không tự đồng ý việc mình đề nghị, và quan hệ đã khai tính chung. Bỏ ghi cần Ban Thường trực đồng ý.',
    en: 'Noted here they count as one person: they never agree to what the other asked, and declared relations hold for both. Taking it back needs the standing board.',
  },
  sameAs: { vi: 'là cùng người với', en: 'is the same person as' },
  sameButton: { vi: 'Ghi là một người', en: 'Note as one person' },
  sameEnd: { vi: 'Không phải một người', en: 'Not one person' },
  tokens: { vi: 'Mã truy cập của chương trình', en: 'Tokens for programs' },
  noTokens: { vi: 'Chưa có mã nào.', en: 'None.' },
  revoke: { vi: 'Hủy mã', en: 'Revoke' },
  linkMade: { vi: 'Đường dẫn đã tạo', en: 'The link is made' },
  linkMadeLead: {
    vi: 'Chỉ hiện một lần. Xin đưa tận tay hoặc qua kênh riêng; ai có đường dẫn thì dùng được. Hết hạn sau 7 ngày.',
    en: 'It is shown once. Hand it over in person or privately: whoever has it can use it. It expires in 7 days.',
  },
  asked: {
    vi: 'Đã gửi đề nghị. Việc này có hiệu lực khi một người ở Ban Thường trực đồng ý.',
    en: 'Asked. It takes effect once somebody of the standing board agrees.',
  },
  back: { vi: 'Quay lại', en: 'Back' },
  problem: { vi: 'Chưa làm được', en: 'This did not work' },
  start: { vi: 'Về trang đầu', en: 'To the start page' },
} satisfies Record<string, Sentence>

/** Each act that may need two persons. */
export const actWords = {
  accept: { vi: 'đưa ý kiến góp ý vào bản tổng hợp', en: 'accept a negative item' },
  not_accept: { vi: 'chưa đưa vào bản tổng hợp', en: 'not accept' },
  reject: { vi: 'loại vì xúc phạm', en: 'reject as abuse' },
  merge: { vi: 'gộp ý kiến', en: 'merge' },
  divert: { vi: 'chuyển cơ quan khác', en: 'divert' },
  release: { vi: 'dùng nguyên văn hoặc tệp', en: 'release verbatim text or an attachment' },
  erase: { vi: 'xóa', en: 'erase' },
  hand_over: { vi: 'giao theo yêu cầu bằng văn bản', en: 'hand over on written demand' },
  open_identity: { vi: 'mở danh tính', en: 'open an identity' },
  change_keys: { vi: 'thay khóa', en: 'change keys' },
  change_role: { vi: 'thay đổi vai trò', en: 'change a role' },
  freeze: { vi: 'chốt tập tư liệu', en: 'freeze a bundle' },
  look_again: { vi: 'kết quả xem lại một nội dung', en: 'outcome of a second look' },
  unfold: { vi: 'mở một nội dung đã gấp', en: 'unfold an item' },
  merge_areas: { vi: 'sáp nhập khu vực', en: 'merge areas' },
  raise_tier: { vi: 'đổi mức trần diện quản lý', en: 'change the ceiling of management tiers' },
  reopen: { vi: 'mở lại hồ sơ của kỳ đã khép', en: 'reopen a record of a closed cycle' },
  break_glass: { vi: 'mở khẩn cấp', en: 'break glass' },
} satisfies Record<string, Sentence>

/** One notice as a sentence. */
export function noticeSentence(kind: string, about: Record<string, string>): Sentence {
  const act = actWords[about.act as keyof typeof actWords] ?? { vi: 'một việc', en: 'an act' }
  if (kind === 'token-created') {
    return {
      vi: `Đã tạo mã truy cập “${about.token ?? ''}” cho ${about.person ?? ''}.`,
      en: `A token “${about.token ?? ''}” was made for ${about.person ?? ''}.`,
    }
  }
  if (kind === 'checkpoint-refused') {
    return {
      vi: 'Nhật ký lưu chuyển không khớp với điểm chốt trước, hệ thống đã từ chối ký. Không xóa, không sửa gì; mời người quản trị chạy “npm run ydan -- custody verify”.',
      en: 'The custody log does not fit its last checkpoint and was not signed. Delete and change nothing; have the administrator run “npm run ydan -- custody verify”.',
    }
  }
  if (kind === 'keeper-changed') {
    return {
      vi: `Nơi giữ điểm chốt ở ngoài đã thay đổi: ${about.keeper ?? ''}. Xem trang “Nhật ký”.`,
      en: `Those who keep checkpoints outside have changed: ${about.keeper ?? ''}. See the page “Log”.`,
    }
  }
  if (kind === 'copies-restored') {
    return {
      vi: `Bản giữ ở ngoài của các điểm chốt đã được ghi lại, đối chiếu với điểm chốt ngày ${shownDay(about.day ?? '')}.`,
      en: `The copies of the checkpoints outside were written again, against that of ${shownDay(about.day ?? '')}.`,
    }
  }
  if (kind === 'request-late') {
    return {
      vi: `Đề nghị của người gửi phiếu ${about.number ?? ''} đã quá hạn mà chưa có lời trả lời. Mời mở trang Đề nghị của người gửi.`,
      en: `The request of the sender of ${about.number ?? ''} is late and has no answer. Please open the page Requests of senders.`,
    }
  }
  if (kind === 'hearings-drafted') {
    return {
      vi: `Đã soạn ${about.count ?? ''} thư xin ý kiến cán bộ. Mời mở trang Xin ý kiến để xem, lấy số và gửi.`,
      en: `${about.count ?? ''} letters to officials were drafted. Open the page Letters to officials to read, number and send them.`,
    }
  }
  if (kind === 'transfer-late') {
    return {
      vi: `Ý kiến ${about.number ?? ''} đã chuyển hướng quá năm ngày làm việc mà chưa có phiếu chuyển và chưa ghi “chỉ hướng dẫn”. Mời mở trang Phiếu chuyển.`,
      en: `Feedback ${about.number ?? ''} was diverted five working days ago and has neither a transfer sheet nor “guided only”. Please open the page Transfers.`,
    }
  }
  if (kind === 'phase-near') {
    return phaseSays.near(
      about.cycle ?? '',
      isPhaseName(about.phase) ? about.phase : 'freeze',
      about.what ?? '',
      shownDay(about.day ?? ''),
    )
  }
  const reading = readingNotice(kind, about)
  if (reading) return reading
  if (kind === 'custodians-changed') {
    return {
      vi: `Danh sách người giữ khóa đã thay đổi (bản ${about.version ?? ''}). Mời xem trang Người giữ khóa; thấy lạ thì báo Ban Thường trực ngay.`,
      en: `The list of custodians has changed (version ${about.version ?? ''}). See the page Custodians; if it looks strange tell the standing board at once.`,
    }
  }
  if (kind === 'identity-opened') {
    return {
      vi: `Hai người giữ khóa đã mở danh tính kèm phiếu ${about.number ?? ''}.`,
      en: `Two custodians have opened the identity left with receipt ${about.number ?? ''}.`,
    }
  }
  if (kind === 'ask-declined') {
    return { vi: `Không được đồng ý: ${act.vi}.`, en: `Declined: ${act.en}.` }
  }
  return {
    vi: `Quá ba ngày làm việc, trả lại ông/bà đề nghị: ${act.vi}.`,
    en: `Three working days passed; returned to you: ${act.en}.`,
  }
}

// Who may read, and how one comes in.
function readingNotice(kind: string, about: Record<string, string>): Sentence | undefined {
  const { official = '', front = '', person = '', left = '' } = about
  const sentences: Record<string, Sentence> = {
    'handed-up': {
      vi: `Không còn ai ở ${front || 'đây'} được đọc thư về ${official}: thư mới chuyển đến Mặt trận cấp trên. Thư đã nhận từ trước cần một người của Mặt trận cấp trên được giao vai trò ở ${front || 'đây'}.`,
      en: `Nobody at ${front || 'this Front'} may read letters about ${official} any more: new ones go to the Front above. For those received before, somebody of the Front above must be given a role at ${front || 'this Front'}.`,
    },
    'area-merged': {
      vi: `${about.area ?? ''} đã sáp nhập vào ${about.into ?? ''}. Trang “Khu vực” ghi rõ việc gì chuyển đi đâu.`,
      en: `${about.area ?? ''} became part of ${about.into ?? ''}. The page “Areas” says what went where.`,
    },
    'nobody-reads': {
      vi: `Không còn ai ở đây được đọc thư về ${official}, và hệ thống chưa biết Mặt trận cấp trên. Xin mời người của Mặt trận cấp trên nhận vai trò ở đây.`,
      en: `Nobody here may read letters about ${official} any more, and no Front above is known. Invite somebody of the Front above to take a role here.`,
    },
    'glass-broken': {
      vi: `${person} đã mở khẩn cấp một ý kiến. Lý do ghi ở trang “Mở khẩn cấp”.`,
      en: `${person} broke the glass on a feedback. The reason stands on the page “Break glass”.`,
    },
    'recovery-used': {
      vi: `Một mã dự phòng của ông/bà vừa được dùng; còn ${left} mã. Nếu không phải ông/bà, xin báo người quản trị ngay.`,
      en: `One of your recovery codes was used; ${left} are left. If it was not you, tell the administrator at once.`,
    },
    'password-changed': {
      vi: 'Mật khẩu của ông/bà vừa được đổi; các phiên khác đã kết thúc. Nếu không phải ông/bà, xin báo người quản trị ngay.',
      en: 'Your password was changed and your other sessions ended. If it was not you, tell the administrator at once.',
    },
    'passkey-added': {
      vi: `Đã thêm khóa đăng nhập “${about.name ?? ''}” vào tài khoản của ông/bà.`,
      en: `The passkey “${about.name ?? ''}” was added to your account.`,
    },
    'cell-mail-set': {
      vi: 'Người quản trị đã đổi địa chỉ thư điện tử nhận đường dẫn một lần của ông/bà. Nếu thấy lạ, xin báo Ban Thường trực.',
      en: 'The administrator changed the mail address your one-time links go to. If that is strange to you, tell the standing board.',
    },
    'cell-link-used': {
      vi: 'Đã có người vào bàn làm việc bằng đường dẫn một lần của ông/bà. Nếu không phải ông/bà, xin báo người quản trị ngay.',
      en: 'Somebody entered the desk by your one-time link. If it was not you, tell the administrator at once.',
    },
  }
  return sentences[kind]
}

export function staffKeyWrong(path: string): Sentence {
  return {
    vi: `Tệp khóa ${path} bị hỏng: cần base64 của 32 byte. Xin khôi phục từ bản sao lưu.`,
    en: `The key file ${path} is damaged: it must be 32 bytes in base64. Restore it from a backup.`,
  }
}

export function staffKeyOpenToOthers(path: string): Sentence {
  return {
    vi: `Người khác trên máy đọc được tệp khóa ${path}. Xin chạy: chmod 600 "${path}"`,
    en: `Others on this machine can read the key file ${path}. Run: chmod 600 "${path}"`,
  }
}

/** What the shell says about administrators and tokens. */
export const staffCliWords = {
  administratorExists: {
    vi: 'Đã có người quản trị. Người mới được mời ở trang “Người và vai trò” của bàn xử lý.',
    en: 'There is an administrator already. New people are invited on the console’s page “People and roles”.',
  },
  firstLink: {
    vi: 'Đường dẫn một lần cho người quản trị đầu tiên (dùng trong 24 giờ):',
    en: 'One-time link for the first administrator (good for 24 hours):',
  },
  tokenMade: {
    vi: 'Mã truy cập, chỉ hiện một lần; mọi người quản trị đã được báo:',
    en: 'The token, shown once; every administrator has been told:',
  },
  tokenNeedsOrganisation: {
    vi: 'Người này làm việc cho nhiều tổ chức: xin thêm --organisation MÃ.',
    en: 'This person works for several organisations: add --organisation CODE.',
  },
  adminUsage: {
    vi: 'Cách dùng: ydan admin create',
    en: 'Usage: ydan admin create',
  },
  tokenUsage: {
    vi: 'Cách dùng: ydan token create --person ID [--organisation MÃ] [--name TÊN]',
    en: 'Usage: ydan token create --person ID [--organisation CODE] [--name NAME]',
  },
} satisfies Record<string, Sentence>

/** What is said about drafts while somebody writes. */
export const autosaveWords = {
  offer: {
    vi: 'Lần trước ông/bà viết dở ở đây. Bài vẫn còn.',
    en: 'You were writing here before. The draft is still there.',
  },
  restore: { vi: 'Lấy lại bài viết dở', en: 'Take the draft back' },
  discard: { vi: 'Bỏ bài viết dở', en: 'Throw it away' },
  saved: { vi: 'Đã giữ bản nháp.', en: 'Draft kept.' },
  failed: {
    vi: 'Chưa giữ được bản nháp. Xin đừng đóng trang này.',
    en: 'The draft could not be kept. Please do not close this page.',
  },
  signedOut: {
    vi: 'Phiên làm việc đã hết. Xin mở trang đăng nhập ở cửa sổ khác rồi quay lại đây; bài đang viết còn nguyên.',
    en: 'Your session ended. Sign in in another window and come back here; what you wrote is untouched.',
  },
} satisfies Record<string, Sentence>
