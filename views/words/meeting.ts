import type { Sentence } from '../lang.ts'
import { linkProblems } from './readers.ts'

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
  minutes: {
    vi: 'Xin ghi số, ngày của biên bản họp.',
    en: 'Write number and date of the minutes.',
  },
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
  scanHint: {
    vi: 'PDF, JPEG hoặc PNG, nhiều nhất 20 MB.',
    en: 'PDF, JPEG or PNG, at most 20 MiB.',
  },
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
  toAdd: { vi: 'Nội dung cần bổ sung', en: 'What the next version must add' },
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
  copies: { vi: 'bản đánh số', en: 'numbered copies' },
  print: { vi: 'bộ in cả kỳ', en: 'print set of the cycle' },
}
