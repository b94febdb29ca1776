import type { Sentence } from '../lang.ts'

/** What the office and the meeting say when an act is against a rule. */
export const meetingProblems = {
  notFrozen: {
    vi: 'Bản này chưa chốt xong, nên chưa bàn giao được.',
    en: 'This bundle is not frozen yet, so it cannot be handed over.',
  },
  replaced: {
    vi: 'Đã có bản mới hơn thay bản này. Xin làm với bản mới.',
    en: 'A newer version has replaced this one. Use the newer one.',
  },
  returned: {
    vi: 'Bản này đã được trả lại. Xin lập bản mới.',
    en: 'This bundle was returned. A new version is needed.',
  },
  handedOverAlready: {
    vi: 'Bản này đã bàn giao. Ghi sai thì trả lại bản này và lập bản mới.',
    en: 'This bundle was handed over already. To correct it, return it and make a new version.',
  },
  notHandedOver: {
    vi: 'Bản này chưa bàn giao: còn thiếu số, ngày, chữ ký và biên bản giao nhận.',
    en: 'This bundle is not handed over: number, date, signature and receipt are missing.',
  },
  notConsidered: {
    vi: 'Chưa ghi cuộc họp nào đã xem bản này, nên chưa ghi kết quả được.',
    en: 'No meeting is recorded to have considered this bundle, so there can be no outcome yet.',
  },
  scanMissing: {
    vi: 'Xin chọn tệp quét của bản đã ký (PDF, JPEG hoặc PNG).',
    en: 'Choose the scan of the signed paper (PDF, JPEG or PNG).',
  },
  scanType: {
    vi: 'Tệp quét phải là PDF, JPEG hoặc PNG; tệp này không phải.',
    en: 'The scan must be a PDF, JPEG or PNG; this file is not.',
  },
  scanTooLarge: {
    vi: 'Tệp quét lớn quá 20 MB. Xin quét lại với độ nét thấp hơn.',
    en: 'The scan is larger than 20 MiB. Scan it again at a lower resolution.',
  },
  future: { vi: 'Ngày này chưa tới.', en: 'This day has not come yet.' },
  noRemedy: { vi: 'Không có việc khắc phục này.', en: 'There is no such remedy.' },
  remedyDone: {
    vi: 'Việc này đã ghi là xong từ trước.',
    en: 'This remedy was already recorded as done.',
  },
  noBatch: { vi: 'Không có đợt chốt này.', en: 'There is no such batch.' },
  batchEmpty: {
    vi: 'Kỳ này chưa có hồ sơ nào, nên không có gì để chốt.',
    en: 'This cycle has no records, so there is nothing to freeze.',
  },
  batchAsked: {
    vi: 'Đang có một đợt chốt của kỳ này chờ đồng ý hoặc đang chạy.',
    en: 'A batch of this cycle is waiting for a lead or under way.',
  },
  batchNotReady: {
    vi: 'Đợt này chưa chốt xong tập nào để in.',
    en: 'No bundle of this batch is ready for printing yet.',
  },
} satisfies Record<string, Sentence>

/** A reader's link that does not open, each with what to do. */
export const linkProblems = {
  unknown: {
    vi: 'Đường dẫn này không đúng, hoặc chưa từng có. Xin xin lại đường dẫn từ thư ký cuộc họp.',
    en: 'This link is not right, or never existed. Ask the secretary of the meeting for a new one.',
  },
  early: {
    vi: 'Chưa đến giờ họp, đường dẫn chưa mở. Xin mở lại khi vào họp.',
    en: 'The meeting has not begun; the link does not open yet. Open it again at the meeting.',
  },
  expired: {
    vi: 'Cuộc họp đã xong, đường dẫn này đã hết hạn.',
    en: 'The meeting is over; this link has expired.',
  },
  ended: {
    vi: 'Đường dẫn này đã bị thu hồi. Cần xem thì gặp thư ký cuộc họp.',
    en: 'This link was revoked. If you need it, see the secretary of the meeting.',
  },
  elsewhere: {
    vi: 'Đường dẫn này đã mở trên một máy khác, và chỉ mở trên máy đó. Đổi máy thì xin thư ký cấp đường dẫn mới.',
    en: 'This link was opened on another device and opens only there. For another device ask the secretary for a new link.',
  },
  window: {
    vi: 'Giờ hết hạn phải sau giờ bắt đầu, và không quá 7 ngày sau.',
    en: 'The link must end after it begins, at most 7 days later.',
  },
  over: { vi: 'Giờ hết hạn đã qua.', en: 'The end lies in the past.' },
  noLink: { vi: 'Không có đường dẫn này.', en: 'There is no such link.' },
  endedAlready: {
    vi: 'Đường dẫn này đã thu hồi từ trước.',
    en: 'This link was already revoked.',
  },
} satisfies Record<string, Sentence>

/** What each field of these forms wants, said when it is missing or wrong. */
export const meetingFields: Readonly<Record<string, Sentence>> = {
  number: { vi: 'Xin ghi số văn bản.', en: 'Write the number of the paper.' },
  signedOn: { vi: 'Xin ghi ngày ký.', en: 'Give the day of signing.' },
  signer: { vi: 'Xin ghi người ký.', en: 'Write who signed.' },
  receiver: { vi: 'Xin ghi nơi nhận.', en: 'Write who received it.' },
  receipt: {
    vi: 'Xin ghi số, ngày của biên bản giao nhận.',
    en: 'Write number and date of the receipt.',
  },
  scan: meetingProblems.scanMissing,
  meeting: { vi: 'Xin ghi tên cuộc họp.', en: 'Write which meeting it was.' },
  place: { vi: 'Xin ghi nơi họp.', en: 'Write where it was held.' },
  heldOn: { vi: 'Xin ghi ngày họp.', en: 'Give the day of the meeting.' },
  minutes: { vi: 'Xin ghi số, ngày của biên bản họp.', en: 'Write number and date of the minutes.' },
  reason: {
    vi: 'Xin ghi lý do, nhiều nhất 2.000 chữ cái.',
    en: 'Write the reason, at most 2,000 characters.',
  },
  level: {
    vi: 'Xin ghi mức xếp loại đúng như trong văn bản.',
    en: 'Write the level exactly as in the document.',
  },
  decidedBy: { vi: 'Xin ghi cấp quyết định.', en: 'Write which body decided.' },
  document: { vi: 'Xin ghi số văn bản kết luận.', en: 'Write the number of the decision.' },
  decidedOn: { vi: 'Xin ghi ngày văn bản.', en: 'Give the day of the decision.' },
  shortcoming: { vi: 'Xin ghi hạn chế, khuyết điểm.', en: 'Write the shortcoming.' },
  measure: { vi: 'Xin ghi cách khắc phục.', en: 'Write the measure.' },
  dueOn: { vi: 'Xin ghi hạn làm xong.', en: 'Give the due day.' },
  responsible: { vi: 'Xin ghi ai chịu trách nhiệm.', en: 'Write who is responsible.' },
  doneOn: { vi: 'Xin ghi ngày làm xong.', en: 'Give the day it was done.' },
  proof: {
    vi: 'Xin ghi căn cứ cho biết đã làm xong.',
    en: 'Write what shows that it was done.',
  },
  name: { vi: 'Xin ghi họ tên người dự họp.', en: 'Write the name of the member.' },
  names: {
    vi: 'Xin ghi họ tên từng người, mỗi người một dòng, nhiều nhất 100 người.',
    en: 'Write one name a line, at most 100.',
  },
  bundles: { vi: 'Xin chọn ít nhất một tập.', en: 'Choose at least one bundle.' },
  from: { vi: 'Xin ghi giờ bắt đầu.', en: 'Give the beginning.' },
  to: linkProblems.window,
  cutOff: { vi: 'Xin ghi ngày chốt.', en: 'Give the cut-off.' },
  reference: {
    vi: 'Ở hồ sơ giấy thì xin ghi số hồ sơ.',
    en: 'For a paper file give its number.',
  },
}

/** The office's and the meeting's part of a bundle's page. */
export const officeWords = {
  after: { vi: 'Sau khi chốt', en: 'After the freeze' },
  handOver: { vi: 'Bàn giao', en: 'Hand over' },
  handOverHint: {
    vi: 'Ghi theo bản giấy đã ký, đóng dấu. Thiếu một mục thì chưa coi là đã bàn giao.',
    en: 'From the signed and stamped paper. With anything missing it does not count as handed over.',
  },
  handOverButton: { vi: 'Ghi đã bàn giao', en: 'Record the handover' },
  number: { vi: 'Số văn bản (số đi)', en: 'Number' },
  signedOn: { vi: 'Ngày ký', en: 'Signed on' },
  signer: { vi: 'Người ký', en: 'Signed by' },
  receiver: { vi: 'Nơi nhận', en: 'Received by' },
  receipt: { vi: 'Biên bản giao nhận (số, ngày)', en: 'Receipt (number, date)' },
  scan: { vi: 'Bản quét đã ký', en: 'Scan of the signed paper' },
  scanHint: { vi: 'PDF, JPEG hoặc PNG, nhiều nhất 20 MB.', en: 'PDF, JPEG or PNG, at most 20 MiB.' },
  openScan: { vi: 'Mở bản quét', en: 'Open the scan' },
  consult: { vi: 'Cuộc họp đã xem', en: 'Considered by a meeting' },
  consultButton: { vi: 'Ghi cuộc họp', en: 'Record the meeting' },
  meeting: { vi: 'Cuộc họp', en: 'Meeting' },
  meetingHint: {
    vi: 'Thí dụ: Hội nghị kiểm điểm Ban Thường vụ Đảng ủy phường',
    en: 'For example: Hội nghị kiểm điểm Ban Thường vụ Đảng ủy phường',
  },
  place: { vi: 'Nơi họp', en: 'Place' },
  heldOn: { vi: 'Ngày họp', en: 'Held on' },
  minutes: { vi: 'Biên bản họp (số, ngày)', en: 'Minutes (number, date)' },
  outcome: { vi: 'Kết luận, xếp loại', en: 'Outcome' },
  outcomeHint: {
    vi: 'Chép từ văn bản của cấp có thẩm quyền. Máy không tính, không gợi ý.',
    en: 'Copied from the competent body’s paper. Nothing is computed or suggested.',
  },
  outcomeButton: { vi: 'Ghi kết quả', en: 'Record the outcome' },
  level: { vi: 'Mức', en: 'Level' },
  decidedBy: { vi: 'Cấp quyết định', en: 'Decided by' },
  document: { vi: 'Văn bản số', en: 'Document' },
  decidedOn: { vi: 'Ngày', en: 'On' },
  sendBack: { vi: 'Trả lại', en: 'Return' },
  sendBackHint: {
    vi: 'Bản này thôi dùng. Lý do trả lại sẽ là lý do lập bản mới.',
    en: 'This version is no longer used. The reason becomes the reason of the next version.',
  },
  sendBackButton: { vi: 'Trả lại bản này', en: 'Return this bundle' },
  returned: { vi: 'Đã trả lại', en: 'Returned' },
  reason: { vi: 'Lý do', en: 'Reason' },
  remedies: { vi: 'Khắc phục hạn chế', en: 'Remedies' },
  noRemedies: { vi: 'Chưa ghi việc khắc phục nào.', en: 'No remedy is recorded.' },
  addRemedy: { vi: 'Thêm việc khắc phục', en: 'Add a remedy' },
  shortcoming: { vi: 'Hạn chế, khuyết điểm', en: 'Shortcoming' },
  measure: { vi: 'Cách khắc phục', en: 'Measure' },
  dueOn: { vi: 'Hạn', en: 'Due' },
  responsible: { vi: 'Người chịu trách nhiệm', en: 'Responsible' },
  remedyState: { vi: 'Tình trạng', en: 'State' },
  addRemedyButton: { vi: 'Thêm', en: 'Add' },
  done: { vi: 'Đã xong', en: 'Done' },
  doneOn: { vi: 'Ngày xong', en: 'Done on' },
  proof: { vi: 'Căn cứ', en: 'Shown by' },
  doneButton: { vi: 'Ghi đã xong', en: 'Record as done' },
  late: { vi: 'quá hạn', en: 'overdue' },
  openings: { vi: 'Ai đã mở, lúc nào', en: 'Who opened what, when' },
  noOpenings: { vi: 'Chưa ai mở.', en: 'Nobody has opened it.' },
  who: { vi: 'Người', en: 'Who' },
  what: { vi: 'Mở gì', en: 'What' },
  when: { vi: 'Lúc', en: 'When' },
  read: { vi: 'Đọc trên màn hình', en: 'Read on screen' },
  project: { vi: 'Trình chiếu', en: 'Projector' },
} satisfies Record<string, Sentence>

/** What can be opened of a bundle, as the log of openings calls it. */
export const openedWords: Readonly<Record<string, Sentence>> = {
  screen: { vi: 'đọc trên màn hình', en: 'read on screen' },
  projector: { vi: 'trình chiếu', en: 'projector' },
  scan: { vi: 'bản quét đã ký', en: 'scan of the signed paper' },
  pdf: { vi: 'bản PDF', en: 'PDF' },
  docx: { vi: 'bản Word', en: 'Word' },
  zip: { vi: 'tệp ZIP', en: 'ZIP' },
  xlsx: { vi: 'bảng Excel', en: 'Excel' },
  print: { vi: 'bộ in cả kỳ', en: 'print set of the cycle' },
}

/** Readers' links of a meeting. */
export const readerWords = {
  title: { vi: 'Đường dẫn cho người dự họp', en: 'Links for the meeting’s members' },
  hint: {
    vi: 'Mỗi người một đường dẫn, chỉ mở được trong giờ họp, trên một máy. Tên người xem hiện mờ trên màn hình; ai mở gì, lúc nào đều được ghi lại.',
    en: 'One link a person; it opens during the meeting only, on one device. The reader’s name lies over the screen, and every opening is logged.',
  },
  names: { vi: 'Họ tên, mỗi người một dòng', en: 'Names, one a line' },
  from: { vi: 'Mở từ', en: 'Opens' },
  to: { vi: 'Đến', en: 'Until' },
  bundles: { vi: 'Được xem', en: 'May read' },
  makeButton: { vi: 'Tạo đường dẫn', en: 'Make the links' },
  madeTitle: { vi: 'Đường dẫn vừa tạo', en: 'The links just made' },
  once: {
    vi: 'Chỉ hiện một lần này. Xin in hoặc gửi riêng cho từng người ngay bây giờ.',
    en: 'Shown only this once. Print them or give them to each person now.',
  },
  state: { vi: 'Tình trạng', en: 'State' },
  waiting: { vi: 'chưa mở', en: 'not opened' },
  open: { vi: 'đã mở', en: 'opened' },
  over: { vi: 'hết hạn', en: 'expired' },
  ended: { vi: 'đã thu hồi', en: 'revoked' },
  end: { vi: 'Thu hồi', en: 'Revoke' },
  none: { vi: 'Chưa có đường dẫn nào.', en: 'There are no links yet.' },
  back: { vi: 'Về bản tổng hợp', en: 'Back to the bundle' },
} satisfies Record<string, Sentence>

/** The page behind a reader's link, before anything opens. */
export const entryWords = {
  title: { vi: 'Tài liệu hội nghị', en: 'Papers of the meeting' },
  hello: (name: string): Sentence => ({
    vi: `Kính chào ông/bà ${name}.`,
    en: `Welcome, ${name}.`,
  }),
  rule: {
    vi: 'Tài liệu tham khảo phục vụ kiểm điểm; không phải kết luận. Nghiêm cấm suy đoán, tìm người góp ý. Xin không chụp, không chuyển tiếp.',
    en: 'For reference in the review; not a conclusion. Guessing at or looking for the senders is forbidden. Do not photograph or forward.',
  },
  device: {
    vi: 'Bấm mở thì đường dẫn gắn với máy này. Tên ông/bà hiện mờ trên màn hình; việc mở được ghi lại.',
    en: 'Opening binds the link to this device. Your name lies over the screen, and the opening is logged.',
  },
  open: { vi: 'Mở tài liệu', en: 'Open the papers' },
} satisfies Record<string, Sentence | ((name: string) => Sentence)>

/** Reading on screen and on the projector. */
export const readingWords = {
  standing: {
    vi: 'Tài liệu tham khảo phục vụ kiểm điểm; không phải kết luận.',
    en: 'For reference in the review; not a conclusion.',
  },
  positive: { vi: 'Các nội dung ghi nhận', en: 'What is acknowledged' },
  negative: { vi: 'Các nội dung góp ý', en: 'What is criticised' },
  mixed: { vi: 'Vừa ghi nhận vừa góp ý', en: 'Both' },
  number: (number: number): Sentence => ({ vi: `Số ${number}`, en: `No. ${number}` }),
  senders: (count: number): Sentence => ({
    vi: `${count} lượt người gửi`,
    en: count === 1 ? '1 sender' : `${count} senders`,
  }),
  month: (month: string): Sentence => ({ vi: `tháng ${month}`, en: month }),
  answer: { vi: 'Ý kiến của người được góp ý', en: 'Answer of the person concerned' },
  answers: {
    accept: { vi: 'Tiếp thu', en: 'Accepts' },
    explain: { vi: 'Giải trình', en: 'Explains' },
    'review-again': { vi: 'Đề nghị xem lại', en: 'Asks to look again' },
  },
  silent: {
    vi: 'Chưa có ý kiến (điều đó không có nghĩa là thừa nhận).',
    en: 'No answer yet (which does not mean agreement).',
  },
  counts: (positive: number, negative: number, mixed: number): Sentence => ({
    vi: `${positive} ghi nhận · ${negative} góp ý · ${mixed} vừa ghi nhận vừa góp ý`,
    en: `${positive} acknowledged · ${negative} criticised · ${mixed} both`,
  }),
  leftOut: (count: number): Sentence => ({
    vi: `${count} ý kiến đã nhận không in ở đây; số và lý do có trong bản giấy.`,
    en: `${count} received items are not printed here; numbers and reasons are in the paper.`,
  }),
  check: { vi: 'Chuỗi kiểm tra', en: 'Check string' },
  previous: { vi: '← Trước', en: '← Previous' },
  next: { vi: 'Sau →', en: 'Next →' },
  place: (at: number, of: number): Sentence => ({ vi: `${at} / ${of}`, en: `${at} / ${of}` }),
  withCriticism: { vi: 'Bật nội dung góp ý', en: 'Show criticism' },
  withoutCriticism: { vi: 'Tắt nội dung góp ý', en: 'Hide criticism' },
  hidden: (count: number): Sentence => ({
    vi: `${count} nội dung góp ý đang tắt.`,
    en: `${count} items of criticism are switched off.`,
  }),
  keys: { vi: 'Phím ← → để chuyển.', en: 'Keys ← and → turn.' },
  leave: { vi: 'Thoát trình chiếu', en: 'Leave the projector' },
} satisfies Record<string, unknown>
