import type { Sentence } from '../lang.ts'

/** How `ydan verify` says that numbers in a bundle do not add up. */
export const balanceWords = {
  sum: (received: number, sum: number): Sentence => ({
    vi: `Số liệu không khớp: ghi đã nhận ${received} ý kiến, cộng các kết quả lại được ${sum}.`,
    en: `The balance is wrong: it says ${received} were received, the outcomes add up to ${sum}.`,
  }),
  count: (received: number, listed: number): Sentence => ({
    vi: `Số liệu không khớp: ghi đã nhận ${received} ý kiến nhưng có ${listed} số thứ tự.`,
    en: `The balance is wrong: it says ${received} were received but lists ${listed} running numbers.`,
  }),
  outcome: (outcome: string, said: number, shown: number): Sentence => ({
    vi: `Số liệu không khớp ở mục "${outcomeNames[outcome]?.vi ?? outcome}": ghi ${said}, trong tập có ${shown}.`,
    en: `The balance is wrong for "${outcomeNames[outcome]?.en ?? outcome}": it says ${said}, the bundle shows ${shown}.`,
  }),
  gap: (from: number, to: number): Sentence => ({
    vi: `Số thứ tự bị hụt: thiếu ${from === to ? `số ${from}` : `từ số ${from} đến số ${to}`}.`,
    en: `There is a gap in the running numbers: ${from === to ? `${from} is` : `${from} to ${to} are`} missing.`,
  }),
  order: (number: number): Sentence => ({
    vi: `Số thứ tự ${number} bị lặp hoặc sai chỗ.`,
    en: `The running number ${number} is repeated or out of order.`,
  }),
  stranger: (number: number): Sentence => ({
    vi: `Nội dung số ${number} không nằm trong các số đã nhận.`,
    en: `Item ${number} is not among the numbers received.`,
  }),
  twice: (number: number): Sentence => ({
    vi: `Nội dung số ${number} xuất hiện hai lần.`,
    en: `Item ${number} appears twice.`,
  }),
  criterion: (number: number): Sentence => ({
    vi: `Nội dung số ${number} ghi một tiêu chí không có trong tập.`,
    en: `Item ${number} names a criterion that the bundle does not list.`,
  }),
}

/** The outcomes of the balance, in the words of the papers. */
export const outcomeNames: Record<string, Sentence> = {
  accepted: { vi: 'Đưa vào bản tổng hợp', en: 'accepted' },
  not_accepted: { vi: 'Chưa đưa vào bản tổng hợp', en: 'not accepted' },
  rejected: { vi: 'Thư rác, lời lẽ xúc phạm', en: 'rejected as spam or abuse' },
  merged: { vi: 'Gộp với ý kiến khác', en: 'merged' },
  diverted: { vi: 'Đã hướng dẫn gửi nơi khác', en: 'diverted' },
  forwarded: { vi: 'Đã chuyển cơ quan có thẩm quyền', en: 'forwarded' },
  withdrawn: { vi: 'Người gửi rút lại', en: 'withdrawn' },
  erased: { vi: 'Đã xóa theo yêu cầu', en: 'erased' },
  pending: { vi: 'Đang xử lý', en: 'pending' },
}

/** What we refuse in an archive. */
export const zipWords = {
  notZip: {
    vi: 'Tệp này không phải tệp ZIP.',
    en: 'This file is not a ZIP archive.',
  },
  broken: {
    vi: 'Tệp ZIP bị hỏng hoặc bị cắt cụt. Xin lấy lại bản gốc.',
    en: 'The ZIP archive is damaged or cut off. Please fetch it again.',
  },
  tooMany: { vi: 'Tệp ZIP có quá nhiều mục.', en: 'The ZIP archive has too many entries.' },
  tooLarge: { vi: 'tệp quá lớn nên không đọc', en: 'the file is too large and was not read' },
  badName: { vi: 'tên tệp không được phép', en: 'a file name that is not allowed' },
  notFile: {
    vi: 'không phải tệp thường (liên kết hoặc thiết bị)',
    en: 'not an ordinary file (a link or device)',
  },
  encrypted: { vi: 'tệp bị đặt mật khẩu', en: 'the file is encrypted' },
  twice: { vi: 'có hai tệp cùng tên', en: 'two files have this name' },
  damaged: { vi: 'tệp bị hỏng', en: 'the file is damaged' },
} satisfies Record<string, Sentence>

/** What `verify` found, thing by thing. */
export const verifyWords = {
  unreadable: { vi: 'Không đọc được tệp này.', en: 'This file cannot be read.' },
  keyMalformed: {
    vi: 'khóa công khai thiếu hoặc hỏng',
    en: 'the public key is missing or damaged',
  },
  keyNotCompared: (key: string): Sentence => ({
    vi: `Khóa ký trong tập là ${key}. CHƯA đối chiếu: xin so với dấu khóa ghi trong biên bản.`,
    en: `The signing key inside is ${key}. NOT compared: please compare it with the fingerprint in the minutes.`,
  }),
  keyAsGiven: (key: string): Sentence => ({
    vi: `Khóa ký đúng là ${key}.`,
    en: `The signing key is ${key}, as given.`,
  }),
  otherKey: (key: string, wanted: string): Sentence => ({
    vi: `Tập này ký bằng khóa khác: trong tập là ${key}, cần ${wanted}.`,
    en: `This bundle is signed with another key: it holds ${key}, you asked for ${wanted}.`,
  }),
  signatureHolds: {
    vi: 'Chữ ký trên bảng kê (manifest.json) đúng.',
    en: 'The signature on the list of files (manifest.json) holds.',
  },
  signatureBroken: {
    vi: 'chữ ký không khớp với bảng kê và khóa',
    en: 'the signature does not fit the list of files and the key',
  },
  manifestMalformed: {
    vi: 'bảng kê không đúng mẫu',
    en: 'the list of files is malformed',
  },
  missing: { vi: 'thiếu tệp này', en: 'this file is missing' },
  extra: {
    vi: 'tệp lạ, không có trong bảng kê',
    en: 'a stranger: not in the list of files',
  },
  changed: {
    vi: 'tệp đã bị thay đổi hoặc hỏng',
    en: 'the file was changed or damaged',
  },
  filesHold: (count: number): Sentence => ({
    vi: `Đủ ${count} tệp, không tệp nào bị thay đổi, không có tệp lạ.`,
    en: `All ${count} files are there and unchanged, and there are no others.`,
  }),
  sumsHold: { vi: 'SHA256SUMS khớp với các tệp.', en: 'SHA256SUMS fits the files.' },
  sumsDiffer: {
    vi: 'danh sách không khớp với các tệp',
    en: 'the list does not fit the files',
  },
  contentsMalformed: {
    vi: 'nội dung không đúng mẫu',
    en: 'the contents are malformed',
  },
  headHolds: (check: string): Sentence => ({
    vi: `Bảng kê và nội dung nói về cùng một người, kỳ, phiên bản; mã kiểm tra ${check}.`,
    en: `The list and the contents name the same person, cycle and version; check string ${check}.`,
  }),
  headDiffers: {
    vi: 'bảng kê nói khác với nội dung (người, kỳ, phiên bản, khóa hoặc mã kiểm tra)',
    en: 'the list does not say the same as the contents (person, cycle, version, key or check string)',
  },
  itemDiffers: (number: number): Sentence => ({
    vi: `nội dung số ${number} khác với contents.json`,
    en: `item ${number} is not the same as in contents.json`,
  }),
  itemUnknown: {
    vi: 'nội dung này không có trong contents.json',
    en: 'this item is not in contents.json',
  },
  itemsHold: (count: number): Sentence => ({
    vi: `${count} nội dung giống hệt trong contents.json.`,
    en: `${count} items are the same as in contents.json.`,
  }),
  balanceHolds: (received: number): Sentence => ({
    vi: `Đã nhận ${received} ý kiến; số thứ tự liền nhau; cộng các kết quả vừa đủ.`,
    en: `${received} received; running numbers without a gap; the outcomes add up.`,
  }),
}

/** What the command says around the findings. */
export const verifyCommandWords = {
  usage: {
    vi: 'Cách dùng: ydan verify TẬP.zip [--key DẤU-KHÓA]',
    en: 'Usage: ydan verify BUNDLE.zip [--key FINGERPRINT]',
  },
  help: {
    vi: 'Kiểm tra một tập tổng hợp, không cần mạng. Dấu khóa lấy từ biên bản hoặc hỏi nơi lập tập.',
    en: 'Checks a bundle, offline. Take the fingerprint from the minutes or ask the issuing office.',
  },
  wrongKey: {
    vi: 'Dấu khóa gồm 16 chữ số 0–9, a–f, ví dụ 1f3a-90bc-77de-0412.',
    en: 'A fingerprint is 16 digits 0–9, a–f, for example 1f3a-90bc-77de-0412.',
  },
  cannotRead: (path: string): Sentence => ({
    vi: `Không mở được tệp ${path}.`,
    en: `Cannot open the file ${path}.`,
  }),
  holds: {
    vi: 'TẬP NÀY NGUYÊN VẸN.',
    en: 'THIS BUNDLE HOLDS.',
  },
  fails: {
    vi: 'TẬP NÀY KHÔNG DÙNG ĐƯỢC: có điều không khớp, xem trên.',
    en: 'DO NOT USE THIS BUNDLE: something does not hold, see above.',
  },
  check: (check: string): Sentence => ({
    vi: `Mã kiểm tra: ${check} (phải giống mã in trên bìa)`,
    en: `Check string: ${check} (must be the one printed on the cover)`,
  }),
}
