import type { Sentence } from '../lang.ts'

/** Kinds of rows that belong to a framework or a regulation. */
export const provisionKinds = {
  framework: { vi: 'khung tiêu chí', en: 'framework of criteria' },
  annex: { vi: 'phụ lục', en: 'annex' },
  level: { vi: 'mức xếp loại', en: 'level' },
  grade: { vi: 'mức của từng tiêu chí', en: 'grade of one criterion' },
  exemption: { vi: 'diện không kiểm điểm', en: 'exemption' },
  reason: { vi: 'lý do không đưa vào', en: 'reason code' },
  deadline: { vi: 'thời hạn', en: 'deadline' },
  form: { vi: 'mẫu biểu', en: 'form' },
} satisfies Record<string, Sentence>

/** Whose deadline it is. */
export const basisWords = {
  legal: { vi: 'theo quy định', en: 'legal' },
  internal: { vi: 'mục tiêu nội bộ', en: 'internal target' },
} satisfies Record<string, Sentence>

/** How sure a fact is. */
export const sureWords = {
  V: { vi: 'đã đọc ở nguồn chính thức hoặc báo chí', en: 'read in an official or press source' },
  V2: { vi: 'chỉ đọc ở nguồn thứ hai', en: 'read in second hand only' },
  M: { vi: 'chưa xác minh', en: 'not verified' },
  D: { vi: 'do người làm phần mềm đặt', en: 'set by the makers of this program' },
} satisfies Record<string, Sentence>

export const ruleProblems = {
  nothing: { vi: 'Không có dòng nào để ghi.', en: 'There is nothing to enter.' },
  noFramework: {
    vi: 'Chưa biết khung tiêu chí nào có hiệu lực vào ngày chốt. Xin chọn khung tiêu chí.',
    en: 'No framework is known to be in force at the cut-off. Choose one.',
  },
  sameFramework: {
    vi: 'Kỳ này đang dùng khung tiêu chí đó.',
    en: 'The cycle goes by this framework already.',
  },
} satisfies Record<string, Sentence>

/** `/quy-dinh` and `/ky/:id/quy-dinh`. */
export const ruleWords = {
  title: { vi: 'Quy định áp dụng', en: 'Rules that apply' },
  lead: {
    vi: 'Những gì phần mềm dùng cho kỳ này, mỗi điều chắc đến đâu và đọc ở đâu. Điều chưa xác minh phải đối chiếu với văn bản gốc trước khi dùng. Nguồn ghi S1, S2 … là số trong danh mục nguồn của hướng dẫn nghiệp vụ; seed 000 … là bài báo.',
    en: 'What is used for this cycle, how sure each fact is and where it was read. What is not verified must be checked against the original. Sources S1, S2 … are numbers in the list of sources of the project’s guide; seed 000 … are press articles.',
  },
  toCycles: { vi: 'Về các kỳ kiểm điểm', en: 'Back to the cycles' },
  framework: { vi: 'Khung tiêu chí của kỳ', en: 'Framework of the cycle' },
  replaced: (framework: string, from: string): Sentence => ({
    vi: `Khung này đã được thay bằng ${framework} từ ${from}. Kỳ này vẫn theo khung của nó cho đến khi thư ký đổi, có ghi lý do.`,
    en: `This framework was replaced by ${framework} from ${from}. The cycle keeps its own until a secretary changes it, with a reason.`,
  }),
  change: { vi: 'Đổi khung tiêu chí của kỳ', en: 'Change the framework of the cycle' },
  changeHint: {
    vi: 'Ý kiến đã có được xếp lại theo bảng chủ đề của khung mới; bản tổng hợp đã chốt giữ nguyên khung cũ.',
    en: 'Evidence is arranged anew by the topics of the new framework; bundles already frozen keep the old one.',
  },
  reason: { vi: 'Lý do (số, ngày văn bản)', en: 'Reason (number and date of the document)' },
  changeButton: { vi: 'Đổi khung', en: 'Change' },
  instruments: { vi: 'Văn bản', en: 'Instruments' },
  criteria: { vi: 'Tiêu chí', en: 'Criteria' },
  ethics: { vi: 'đạo đức, lối sống', en: 'ethics and lifestyle' },
  validity: { vi: 'Hiệu lực', en: 'In force' },
  sure: { vi: 'Chắc đến đâu', en: 'How sure' },
  source: { vi: 'Nguồn', en: 'Source' },
  number: { vi: 'Số, ngày, nơi ban hành', en: 'Number, date, issuer' },
  what: { vi: 'Nội dung', en: 'What it says' },
  code: { vi: 'Mã', en: 'Code' },
  now: { vi: 'nay', en: 'now' },
  own: { vi: 'của đơn vị hoặc cấp trên', en: 'own, or from above' },
  none: { vi: 'Chưa có dòng nào.', en: 'None.' },
  enter: { vi: 'Thêm hoặc sửa', en: 'Add or correct' },
  enterHint: {
    vi: 'Ghi lại cả dòng; dòng mới thay dòng cùng số, ngày, nơi ban hành (văn bản) hoặc cùng khung và mã. Dòng cũ được giữ. Nhiều dòng thì nạp bằng tệp.',
    en: 'Write the whole row; it takes the place of the one with the same number, date and issuer, or the same framework and code. The old row is kept. For many rows import a file.',
  },
  importLink: { vi: 'Nạp bằng tệp Excel hoặc CSV', en: 'Import an Excel or CSV file' },
  row: { vi: 'Ghi dòng loại gì', en: 'Which kind of row' },
  rule: { vi: 'văn bản', en: 'instrument' },
  criterion: { vi: 'tiêu chí', en: 'criterion' },
  issuedOn: { vi: 'Ngày ban hành', en: 'Issued on' },
  issuer: { vi: 'Nơi ban hành', en: 'Issuer' },
  ruleNumber: { vi: 'Số, ký hiệu', en: 'Number' },
  name: { vi: 'Tên, nội dung', en: 'Name' },
  detail: { vi: 'Nói rõ thêm', en: 'Details' },
  amount: { vi: 'Con số (của thời hạn)', en: 'Figure (of a deadline)' },
  basis: { vi: 'Thời hạn của ai', en: 'Whose deadline' },
  annex: { vi: 'Phụ lục', en: 'Annex' },
  printed: { vi: 'Ghi trên bản tổng hợp', en: 'Named on the bundle' },
  isEthics: { vi: 'Là tiêu chí đạo đức, lối sống', en: 'Is about ethics and lifestyle' },
  validFrom: { vi: 'Có hiệu lực từ', en: 'In force from' },
  validTo: { vi: 'Đến hết ngày (nếu đã biết)', en: 'Until (if known)' },
  editionSource: { vi: 'Ghi theo văn bản nào, vì sao sửa', en: 'After which document, why' },
  frameworkField: { vi: 'Khung tiêu chí (nếu thuộc một khung)', en: 'Framework (if of one)' },
  enterButton: { vi: 'Ghi', en: 'Enter' },
  versions: { vi: 'Các lần ghi, sửa', en: 'Versions' },
  saved: { vi: 'Đã ghi.', en: 'Entered.' },
} as const

/** What each field of the form wants. */
export const ruleFields: Readonly<Record<string, Sentence>> = {
  number: { vi: 'Xin ghi số, ký hiệu văn bản.', en: 'Write the number.' },
  issuedOn: { vi: 'Xin ghi ngày ban hành.', en: 'Write the day of issue.' },
  issuer: { vi: 'Xin ghi nơi ban hành.', en: 'Write the issuer.' },
  title: { vi: 'Xin ghi tên văn bản.', en: 'Write the title.' },
  tag: { vi: 'Xin chọn chắc đến đâu.', en: 'Choose how sure it is.' },
  source: { vi: 'Xin ghi nguồn.', en: 'Write the source.' },
  basis: {
    vi: 'Thời hạn phải nói rõ của ai; loại khác để trống.',
    en: 'A deadline says whose it is; others leave it empty.',
  },
  amount: { vi: 'Xin ghi một số từ 0 đến 10.000.', en: 'Write a number from 0 to 10,000.' },
  edition: { vi: 'Xin ghi theo văn bản nào, vì sao sửa.', en: 'Say after which document, or why.' },
}
