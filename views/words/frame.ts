import type { Sentence } from '../lang.ts'

/** Evidence in its frame: topics and criteria, several years, self-reviews. */
export const frameProblems = {
  topic: { vi: 'Không có chủ đề này.', en: 'There is no such topic.' },
  noCriteria: {
    vi: 'Khung của kỳ này chưa có tiêu chí nào. Xin nạp tiêu chí trước.',
    en: 'The framework of this cycle has no criteria yet. Enter them first.',
  },
  notEarlier: {
    vi: 'Xin chọn một ý kiến của kỳ trước, về cùng người hoặc tập thể.',
    en: 'Choose an item of an earlier cycle about the same subject.',
  },
  markedAlready: { vi: 'Đã đánh dấu như vậy.', en: 'It is marked so already.' },
  selfReview: {
    vi: 'Xin dán nội dung bản tự kiểm điểm, nhiều nhất 60.000 chữ cái.',
    en: 'Paste the words of the self-review, at most 60,000 characters.',
  },
} satisfies Record<string, Sentence>

/** `/ky/:id/tieu-chi`. */
export const mappingWords = {
  title: { vi: 'Chủ đề và tiêu chí', en: 'Topics and criteria' },
  lead: {
    vi: 'Bà con góp ý theo lời thường; ở đây mỗi chủ đề được xếp vào một tiêu chí của kỳ, một lần cho tất cả hồ sơ. Xếp lại được: bảng cũ được giữ, bản tổng hợp đã chốt không đổi.',
    en: 'Residents speak in plain words; here each topic is put under a criterion of the cycle, once for all records. It may be done again: earlier tables are kept, frozen bundles do not change.',
  },
  topic: { vi: 'Chủ đề', en: 'Topic' },
  count: { vi: 'Ý kiến trong kỳ', en: 'Items in the cycle' },
  criterion: { vi: 'Tiêu chí', en: 'Criterion' },
  noCriterion: { vi: '– chưa xếp –', en: '– none –' },
  save: { vi: 'Xếp tất cả', en: 'Map all' },
  byHand: { vi: 'Xếp riêng từng ý kiến', en: 'Items put by hand' },
  byHandHint: {
    vi: 'Ý kiến chủ đề “khác”, hoặc chưa có tiêu chí. Xếp riêng thì không theo bảng trên nữa.',
    en: 'Items of topic “other”, or without a criterion. What is put by hand no longer follows the table.',
  },
  likeTopic: { vi: '– theo chủ đề –', en: '– as its topic –' },
  place: { vi: 'Xếp', en: 'Put' },
  history: { vi: 'Các lần xếp', en: 'Earlier tables' },
  none: { vi: 'Chưa xếp lần nào.', en: 'Never mapped yet.' },
  closed: { vi: 'Kỳ đã khép: chỉ xem.', en: 'The cycle is closed: read only.' },
} satisfies Record<string, Sentence>

/** On a record: sides, classes, earlier years. */
export const sideWords = {
  praise: { vi: 'Ghi nhận', en: 'Praise' },
  concern: { vi: 'Băn khoăn', en: 'Concern' },
  mixed: { vi: 'Vừa khen vừa góp ý', en: 'Both' },
  nobody: { vi: 'không có ý kiến', en: 'none' },
} satisfies Record<string, Sentence>

export const aimWords = {
  person: { vi: 'về cá nhân', en: 'about the person' },
  collective: { vi: 'về tập thể', en: 'about the collective' },
  both: { vi: 'về cả cá nhân và tập thể', en: 'about person and collective' },
} satisfies Record<string, Sentence>

/** Where an item comes from; told of no single item. */
export const provenanceWords = {
  title: { vi: 'Ý kiến đến từ đâu', en: 'Where items come from' },
  resident: { vi: 'người dân, gửi trực tuyến', en: 'residents, online' },
  verified: {
    vi: 'người dân, có phiếu một lần phát tại nơi cư trú',
    en: 'residents with a one-time slip',
  },
  entered: { vi: 'cán bộ nhập hộ (giấy, điện thoại)', en: 'entered by staff (paper, telephone)' },
  front: {
    vi: 'Mặt trận ghi tại hội nghị, buổi tiếp dân',
    en: 'the Front, at meetings and receptions',
  },
  imported: { vi: 'chuyển từ hệ thống khác', en: 'taken over from another system' },
  few: { vi: 'dưới 5', en: 'fewer than 5' },
  atLeast: { vi: 'ít nhất', en: 'at least' },
  hint: {
    vi: 'Làm tròn xuống từng 5 để không lộ ai. Nhận xét của chi ủy nơi cư trú và của Mặt trận để riêng, không tính ở đây.',
    en: 'In whole fives, so that nobody is pointed at. Comments of cells and of the Front stand apart and are not counted here.',
  },
} satisfies Record<string, Sentence>

/** `/ho-so/:id/cac-nam`. */
export const yearWords = {
  title: { vi: 'Nhiều kỳ cạnh nhau', en: 'Several cycles side by side' },
  lead: {
    vi: 'Cùng một người hoặc tập thể, theo chủ đề, kỳ mới trước. Không cộng, không so điểm: chỉ đặt lời cạnh lời.',
    en: 'The same subject, by topic, latest cycle first. Nothing is added up or compared in figures: words stand beside words.',
  },
  topic: { vi: 'Chủ đề', en: 'Topic' },
  again: { vi: 'Nêu lại', en: 'Raised again' },
  againOf: { vi: 'Nêu lại điều đã nêu ở', en: 'Raises again what was said in' },
  againIn: { vi: 'Kỳ này nêu lại', en: 'Raised again in this cycle' },
  mark: { vi: 'Đánh dấu nêu lại', en: 'Mark as raised again' },
  markHint: {
    vi: 'Người đọc cả hai ý kiến quyết định; máy không tự nối.',
    en: 'Whoever has read both decides; nothing is linked by itself.',
  },
  now: { vi: 'Ý kiến kỳ này', en: 'Item of this cycle' },
  earlier: { vi: 'Ý kiến kỳ trước', en: 'Item of an earlier cycle' },
  unmark: { vi: 'Bỏ dấu', en: 'Take back' },
  choose: { vi: '– chọn –', en: '– choose –' },
  none: { vi: 'không có', en: 'none' },
  onlyThis: { vi: 'Chưa có hồ sơ của kỳ trước.', en: 'There is no record of an earlier cycle.' },
  link: { vi: 'Nhiều kỳ cạnh nhau', en: 'Several cycles side by side' },
} satisfies Record<string, Sentence>

/** `/ho-so/:id/tu-kiem-diem`. */
export const selfReviewWords = {
  title: { vi: 'Tự kiểm điểm: năm nay và năm trước', en: 'Self-review: this year and the last' },
  lead: {
    vi: 'Đoạn giống hệt bản trước (từ mười hai chữ liền nhau trở lên) được tô. Không chấm, không kết luận: giống nhau có thể có lý do. Việc so làm ngay trên máy này.',
    en: 'Passages identical with the earlier one (twelve words or more in a row) are highlighted. No score, no conclusion: there may be reasons. The comparison is made on this machine.',
  },
  now: { vi: 'Kỳ này', en: 'This cycle' },
  before: { vi: 'Kỳ trước', en: 'The cycle before' },
  missingNow: { vi: 'Chưa nhập bản của kỳ này.', en: 'That of this cycle is not entered yet.' },
  missingBefore: {
    vi: 'Không có bản của kỳ trước để so.',
    en: 'There is none of an earlier cycle.',
  },
  nothingSame: { vi: 'Không có đoạn nào giống hệt.', en: 'No passage is identical.' },
  enter: { vi: 'Nhập bản tự kiểm điểm của kỳ này', en: 'Enter the self-review of this cycle' },
  hint: {
    vi: 'Dán từ tệp của người được kiểm điểm. Nhập lại thì bản mới thay bản cũ; bản cũ được giữ.',
    en: 'Paste it from their file. Entered again, the new one counts; the old is kept.',
  },
  text: { vi: 'Nội dung', en: 'Words' },
  save: { vi: 'Nhập và so', en: 'Enter and compare' },
  link: { vi: 'So bản tự kiểm điểm', en: 'Compare self-reviews' },
} satisfies Record<string, Sentence>
