import type { Sentence } from '../lang.ts'

/** Why something about custodians' keys was refused, in one sentence that says what to do. */
export const custodianProblems = {
  sameKey: {
    vi: 'Khóa này đã có trong hệ thống. Xin tạo khóa khác.',
    en: 'This key is known already. Please make another one.',
  },
  noKey: {
    vi: 'Không có khóa này, hoặc không phải khóa của ông/bà.',
    en: 'There is no such key, or it is not yours.',
  },
  locked: {
    vi: 'Khóa của hệ thống đang đóng nên chưa ký được danh sách mới. Xin mở khóa (trang Mở khóa) rồi đồng ý lại.',
    en: 'The keys of this deployment are locked, so the new list cannot be signed. Unlock them (page Unlock), then agree again.',
  },
  listed: {
    vi: 'Khóa này đã nằm trong danh sách người giữ khóa.',
    en: 'This key is on the list of custodians already.',
  },
  notListed: {
    vi: 'Khóa này không còn trong danh sách người giữ khóa.',
    en: 'This key is not on the list of custodians any more.',
  },
  noCustodian: {
    vi: 'Chủ của khóa này không còn vai trò người giữ khóa. Xin giao lại vai trò trước.',
    en: 'The owner of this key is no custodian any more. Give the role back first.',
  },
  tooMany: {
    vi: 'Nhiều nhất năm người giữ khóa. Xin bỏ bớt một người trước.',
    en: 'There are at most five custodians. Remove one first.',
  },
  reason: {
    vi: 'Xin ghi lý do mở, từ 10 đến 500 chữ cái.',
    en: 'Give the reason, 10 to 500 characters.',
  },
  number: {
    vi: 'Số phiếu viết như 0217/2026.',
    en: 'Write the receipt number like 0217/2026.',
  },
  nothingSealed: {
    vi: 'Không có thư số này, hoặc thư không kèm điều này để mở.',
    en: 'There is no letter of this number, or it has nothing of this kind to open.',
  },
  outOfRoster: {
    vi: 'Khóa của ông/bà chưa hoặc không còn trong danh sách người giữ khóa, nên không mở được. Xin nhờ hai người khác trong danh sách.',
    en: 'Your key is not, or no longer, on the list of custodians, so it opens nothing. Ask two others on the list.',
  },
  askerGone: {
    vi: 'Người đề nghị không còn trong danh sách người giữ khóa, nên đề nghị này không mở được nữa. Xin trả lại; người khác đề nghị lại.',
    en: 'Who asked is no longer on the list of custodians, so this ask opens nothing. Give it back; let another custodian ask.',
  },
  noPair: {
    vi: 'Thư này niêm cho danh sách người giữ khóa trước, khi hai ông/bà chưa cùng ở trong đó. Chỉ hai người có trong danh sách lúc ấy mở được.',
    en: 'This was sealed for an earlier list of custodians that did not hold both of you. Only two who were on it then can open it.',
  },
  openingOver: {
    vi: 'Lượt mở này đã quá 24 giờ. Cần mở nữa thì đề nghị lại.',
    en: 'This opening is more than 24 hours old. To open again, ask again.',
  },
  days: { vi: 'Từ 0 đến 365 ngày.', en: '0 to 365 days.' },
} satisfies Record<string, Sentence>

/** The page `/nguoi-giu-khoa`. */
export const custodianWords = {
  title: { vi: 'Người giữ khóa', en: 'Custodians' },
  lead: {
    vi: 'Tên người gửi và thư điện tử nguyên gốc được niêm cho từng cặp hai người giữ khóa. Hai người cùng mở, có lý do, có ghi nhật ký. Một người thì không mở được, có cả máy chủ cũng không.',
    en: 'Senders’ names and mails as they came are sealed for each pair of custodians. Two open together, with a reason, and the log says so. One alone opens nothing, not even with the server.',
  },
  list: { vi: 'Danh sách đã ký', en: 'The signed list' },
  version: { vi: 'Bản số', en: 'Version' },
  none: { vi: 'Chưa có ai trong danh sách.', en: 'Nobody is on the list yet.' },
  tooFew: {
    vi: 'Chưa đủ hai người: hộp thư chưa hỏi tên ai.',
    en: 'Not two yet: the letterbox asks nobody’s name.',
  },
  three: {
    vi: 'Chỉ có hai người: mất một người là không mở được gì nữa. Nên có ba.',
    en: 'Only two: if one is lost nothing opens any more. Three are better.',
  },
  untrusted: {
    vi: 'Danh sách trong cơ sở dữ liệu không đúng chữ ký. Hộp thư không hỏi tên ai cho đến khi xong việc này. Xin báo người quản trị hệ thống.',
    en: 'The list in the database does not bear the right signature. The letterbox asks nobody’s name until this is settled. Tell the system’s administrator.',
  },
  name: { vi: 'Họ tên', en: 'Name' },
  print: { vi: 'Dấu khóa', en: 'Fingerprint' },
  made: { vi: 'Ngày tạo', en: 'Made on' },
  standing: { vi: 'Tình trạng', en: 'Standing' },
  in: { vi: 'đang giữ khóa', en: 'on the list' },
  waiting: { vi: 'chờ thêm vào danh sách', en: 'waits to be added' },
  out: { vi: 'không còn vai trò', en: 'role ended' },
  gone: {
    vi: 'đang trong danh sách nhưng không còn vai trò: nên bỏ ra',
    en: 'on the list but without the role: should be removed',
  },
  add: { vi: 'Đề nghị thêm', en: 'Ask to add' },
  remove: { vi: 'Đề nghị bỏ', en: 'Ask to remove' },
  asked: {
    vi: 'Đã đề nghị. Ban Thường trực đồng ý thì danh sách mới có hiệu lực.',
    en: 'Asked. The new list takes effect once the standing board agrees.',
  },
  saved: { vi: 'Đã lưu.', en: 'Saved.' },
  compare: {
    vi: 'Trước khi đồng ý: gọi cho người đó, đọc dấu khóa cho nhau nghe.',
    en: 'Before agreeing: call that person and read the fingerprint to each other.',
  },
  own: { vi: 'Khóa của tôi', en: 'My key' },
  ownNone: { vi: 'Ông/bà chưa có khóa.', en: 'You have no key yet.' },
  ownIs: { vi: 'Dấu khóa của tôi:', en: 'The fingerprint of my key:' },
  script: {
    vi: 'Trang này cần JavaScript: khóa được tạo trong trình duyệt, không nơi nào khác.',
    en: 'This page needs JavaScript: the key is made in the browser and nowhere else.',
  },
  make: { vi: 'Tạo khóa mới', en: 'Make a new key' },
  makeHint: {
    vi: 'Khóa tạo ngay trong trình duyệt này. Cụm mật khẩu không rời máy. Ai đã có khóa mà tạo khóa mới thì thư cũ chỉ mở được bằng khóa cũ.',
    en: 'The key is made in this browser. The passphrase never leaves it. If you have a key already, older letters open with the older key only.',
  },
  passphrase: { vi: 'Cụm mật khẩu (từ 12 ký tự)', en: 'Passphrase (12 characters or more)' },
  again: { vi: 'Gõ lại cụm mật khẩu', en: 'The passphrase again' },
  sheet: { vi: 'Tờ khôi phục khóa', en: 'Key recovery sheet' },
  sheetLead: {
    vi: 'In tờ này, cho vào phong bì dán kín, cất nơi khóa được. Ai có tờ này mở được phần khóa của ông/bà. Máy chủ không giữ và không in lại được.',
    en: 'Print this sheet, seal it in an envelope and lock it away. Whoever has it can use your part of the key. The server does not keep it and cannot print it again.',
  },
  sheetOf: { vi: 'Của', en: 'Of' },
  printIt: { vi: 'In tờ này', en: 'Print this sheet' },
  confirm: {
    vi: 'Đã in xong: xin gõ lại từ tờ giấy nhóm số',
    en: 'Printed: from the paper, type group number',
  },
  confirmAnd: { vi: 'và nhóm số', en: 'and group number' },
  finish: { vi: 'Xác nhận và gửi khóa công khai', en: 'Confirm and send the public key' },
  forgot: { vi: 'Quên cụm mật khẩu', en: 'The passphrase is forgotten' },
  forgotHint: {
    vi: 'Gõ tám nhóm sáu số trên tờ khôi phục, rồi đặt cụm mật khẩu mới. Khóa vẫn là khóa cũ.',
    en: 'Type the eight groups of six digits from the recovery sheet, then set a new passphrase. The key stays the same.',
  },
  groups: { vi: 'Tám nhóm sáu số', en: 'Eight groups of six digits' },
  reset: { vi: 'Đặt lại cụm mật khẩu', en: 'Set the new passphrase' },
  notices: { vi: 'Báo cho người gửi', en: 'Telling the sender' },
  noticeDays: {
    vi: 'Báo trong mục tra cứu của người gửi sau khi mở danh tính (số ngày)',
    en: 'Days after an opening until the sender’s thread says so',
  },
  save: { vi: 'Lưu', en: 'Save' },
  rotation: { vi: 'Thay khóa mở thư', en: 'Changing the letter key' },
  rotationHint: {
    vi: 'Ban Thường trực đồng ý xong, người coi máy chủ chạy “npm run ydan -- keys rotate”.',
    en: 'Once the standing board agrees, whoever keeps the server runs “npm run ydan -- keys rotate”.',
  },
  rotate: { vi: 'Đề nghị thay khóa mở thư', en: 'Ask to change the letter key' },
  change: { vi: 'Thay đổi', en: 'Change' },
  key: { vi: 'Khóa', en: 'Key' },
  adds: { vi: 'thêm người giữ khóa', en: 'add a custodian' },
  removes: { vi: 'bỏ người giữ khóa', en: 'remove a custodian' },
  rotates: { vi: 'thay khóa mở thư', en: 'change the letter key' },
} satisfies Record<string, Sentence>

/** What the script says while a key is made. */
export const custodianSteps = {
  short: {
    vi: 'Cụm mật khẩu phải có ít nhất 12 ký tự.',
    en: 'The passphrase must have at least 12 characters.',
  },
  differ: { vi: 'Hai lần gõ không giống nhau.', en: 'The two are not the same.' },
  working: { vi: 'Đang tính, xin chờ vài giây…', en: 'Working, a few seconds…' },
  wrongGroups: {
    vi: 'Nhóm số vừa gõ chưa đúng. Xin xem lại tờ giấy.',
    en: 'The groups typed are not right. Look at the paper again.',
  },
  otherKey: {
    vi: 'Các nhóm số này đúng kiểu nhưng không phải của khóa này.',
    en: 'These groups are well-formed but belong to another key.',
  },
  made: {
    vi: 'Xong. Người quản trị đề nghị, Ban Thường trực đồng ý thì khóa có hiệu lực.',
    en: 'Done. The key counts once the administrator asks and the standing board agrees.',
  },
  reset: {
    vi: 'Xong. Từ nay dùng cụm mật khẩu mới.',
    en: 'Done. Use the new passphrase from now on.',
  },
  failed: {
    vi: 'Chưa gửi được. Xin thử lại; chưa có gì thay đổi.',
    en: 'It could not be sent. Try again; nothing was changed.',
  },
} satisfies Record<string, Sentence>
