import { shownDay } from '../dates.ts'
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
  pictureDiffers: {
    vi: 'hình này khác với hình đã chốt',
    en: 'this picture is not the one that was frozen',
  },
  pictureUnknown: {
    vi: 'hình này không thuộc nội dung nào',
    en: 'this picture belongs to no item',
  },
  picturesHold: (count: number): Sentence => ({
    vi: `${count} hình kèm theo đúng là hình hai người đã cho ra và đã chốt.`,
    en: `${count} pictures are the very ones that two persons released and that were frozen.`,
  }),
  balanceHolds: (received: number): Sentence => ({
    vi: `Đã nhận ${received} ý kiến; số thứ tự liền nhau; cộng các kết quả vừa đủ.`,
    en: `${received} received; running numbers without a gap; the outcomes add up.`,
  }),
}

/** What must hold for a bundle, as `policy.json` tells other programs and people. */
export const policyWords: readonly Sentence[] = [
  {
    vi: 'manifest.sig là chữ ký của khóa này trên manifest.json; manifest.json kê đủ và đúng mọi tệp khác.',
    en: 'manifest.sig is this key’s signature over manifest.json, which lists every other file as it is.',
  },
  {
    vi: 'checkpoint.txt do khóa này ký, của nhật ký này, và phủ cả mục ghi việc chốt.',
    en: 'checkpoint.txt is signed by this key, of this log, and covers the entry that tells of the freeze.',
  },
  {
    vi: 'proofs/frozen: nhật ký có mục bundle.frozen với đúng mã SHA-256 của contents.json.',
    en: 'proofs/frozen: the log holds an entry bundle.frozen with the SHA-256 of contents.json.',
  },
  {
    vi: 'proofs/…-number: trước khi chốt, nhật ký đã cấp đúng số thứ tự ấy cho đúng người (tập thể) này.',
    en: 'proofs/…-number: before the freeze, the log gave that running number to this very subject.',
  },
  {
    vi: 'proofs/…-letter: thư của nội dung ấy đã vào nhật ký trước khi có số; mục ấy chỉ nêu mã băm để không lộ số phiếu.',
    en: 'proofs/…-letter: the item’s letter was in the log before its number; only its hash is told, or it would name the receipt.',
  },
]

/** What `verify` found in the proofs of the custody log. */
export const provenWords = {
  policyDiffers: {
    vi: 'tệp nói về khóa hoặc nhật ký khác với tập này',
    en: 'it names another key or log than this bundle',
  },
  malformed: {
    vi: 'điểm chốt của nhật ký không đúng mẫu',
    en: 'the checkpoint of the log is malformed',
  },
  stranger: {
    vi: 'điểm chốt của nhật ký do một khóa khác ký',
    en: 'the checkpoint of the log is signed by another key',
  },
  forged: {
    vi: 'chữ ký trên điểm chốt của nhật ký không đúng',
    en: 'the signature on the checkpoint of the log is wrong',
  },
  'other-log': {
    vi: 'điểm chốt là của nhật ký một đơn vị khác',
    en: 'the checkpoint belongs to another organisation’s log',
  },
  older: (day: string, frozenOn: string): Sentence => ({
    vi: `điểm chốt (ngày ${shownDay(day)}) cũ hơn lúc chốt tập này (ngày ${shownDay(frozenOn)})`,
    en: `the checkpoint (of ${shownDay(day)}) is older than the freeze (${shownDay(frozenOn)})`,
  }),
  future: (day: string, today: string): Sentence => ({
    vi: `CHÚ Ý: điểm chốt đề ngày ${shownDay(day)}, máy này đang để ngày ${shownDay(today)}. Xin xem lại ngày giờ của máy.`,
    en: `NOTE: the checkpoint is dated ${shownDay(day)}, this computer says ${shownDay(today)}. Please check its clock.`,
  }),
  proofMalformed: {
    vi: 'thiếu chứng minh, hoặc chứng minh không đúng mẫu',
    en: 'the proof is missing or malformed',
  },
  notIncluded: {
    vi: 'mục này không nằm trong nhật ký như điểm chốt đã ký',
    en: 'this entry does not lie in the log that the checkpoint signed',
  },
  otherFrozen: {
    vi: 'nhật ký ghi đã chốt một nội dung khác với contents.json',
    en: 'the log says that something else than contents.json was frozen',
  },
  otherNumber: (number: number): Sentence => ({
    vi: `nhật ký không cấp số ${number} cho người hoặc tập thể này trước khi chốt`,
    en: `the log did not give number ${number} to this subject before the freeze`,
  }),
  letterUnproven: (number: number): Sentence => ({
    vi: `không chứng minh được thư của nội dung số ${number} đã vào nhật ký trước khi có số`,
    en: `it is not proven that the letter of item ${number} was in the log before its number`,
  }),
  stray: {
    vi: 'chứng minh này không thuộc nội dung nào',
    en: 'this proof belongs to nothing in the bundle',
  },
  holds: (items: number, { size, day }: { size: number; day: string | null }): Sentence => ({
    vi: `Nhật ký lưu chuyển (điểm chốt ngày ${shownDay(day ?? '')}, ${size} mục, đã ký) chứng minh: đúng nội dung này đã được chốt; ${items} số thứ tự và ${items} lá thư đã có trong nhật ký trước khi chốt.`,
    en: `The custody log (signed checkpoint of ${shownDay(day ?? '')}, ${size} entries) proves: these very contents were frozen; ${items} running numbers and ${items} letters were in the log before.`,
  }),
} satisfies Record<string, Sentence | ((...args: never[]) => Sentence)>

/** A bundle's checkpoint beside one that was kept elsewhere (`--checkpoint`). */
export const outsideWords = {
  nothing: {
    vi: 'điểm chốt trong tập không dùng được nên không so được',
    en: 'the checkpoint inside the bundle is worth nothing, so there is nothing to compare',
  },
  same: (day: string, size: number): Sentence => ({
    vi: `đúng là điểm chốt trong tập này (ngày ${shownDay(day)}, ${size} mục), cùng một khóa ký`,
    en: `it is the checkpoint inside this bundle (of ${shownDay(day)}, ${size} entries), signed by the same key`,
  }),
  sameKey: (day: string, size: number): Sentence => ({
    vi: `điểm chốt giữ ở ngoài (ngày ${shownDay(day)}, ${size} mục) do cùng một khóa ký, cùng nhật ký. Hai điểm chốt khác số mục: muốn biết điểm này nối tiếp điểm kia, dùng trang “Kiểm chứng” hoặc “custody verify --checkpoint”`,
    en: `the checkpoint kept outside (of ${shownDay(day)}, ${size} entries) is of the same log and signed by the same key. The sizes differ: whether one continues the other is told by the page “Verify” or “custody verify --checkpoint”`,
  }),
  forked: (day: string): Sentence => ({
    vi: `điểm chốt giữ ở ngoài (ngày ${shownDay(day)}) trái với điểm chốt trong tập: đã có hai nhật ký khác nhau. Giữ cả hai, báo cấp trên`,
    en: `the checkpoint kept outside (of ${shownDay(day)}) contradicts the one in the bundle: there were two different logs. Keep both and tell the level above`,
  }),
}

/** What the command says around the findings. */
export const verifyCommandWords = {
  usage: {
    vi: 'Cách dùng: ydan verify TẬP.zip [--key DẤU-KHÓA] [--checkpoint TỆP]',
    en: 'Usage: ydan verify BUNDLE.zip [--key FINGERPRINT] [--checkpoint FILE]',
  },
  help: {
    vi: 'Kiểm tra một tập tổng hợp, không cần mạng. Dấu khóa lấy từ biên bản hoặc hỏi nơi lập tập. --checkpoint: so thêm với điểm chốt giữ ở ngoài (thư, tờ in, chữ đọc từ mã QR).',
    en: 'Checks a bundle, offline. Take the fingerprint from the minutes or ask the issuing office. --checkpoint: compare with one kept elsewhere (a mail, the printed sheet, the text of its QR code), too.',
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

/** What a picture in a bundle is: `Nội dung số 5, tệp 1, trang 2/3`. */
export function pictureLabel(at: {
  number: number
  file: number
  page: number
  of: number
}): Sentence {
  const { number, file, page, of } = at
  const inAll = of === 1 ? '' : `${page}/${of}`
  return {
    vi: `Nội dung số ${number}, tệp ${file}${inAll && `, trang ${inAll}`}`,
    en: `Item ${number}, file ${file}${inAll && `, page ${inAll}`}`,
  }
}
