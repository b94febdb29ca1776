import type { Sentence } from '../lang.ts'

/** `/nhap/tep`: taking over a file of another system. */
export const importWords = {
  title: { vi: 'Nạp tệp từ hệ thống khác', en: 'Take over a file of another system' },
  lead: {
    vi: 'Tệp CSV hoặc Excel (.xlsx) xuất từ pakn.mattranso.vn, 1022 … Chạy thử trước; còn một dòng sai thì không dòng nào vào. Dòng đã nạp lần trước được nhận ra.',
    en: 'A CSV or Excel (.xlsx) file from pakn.mattranso.vn, 1022 … Try first; while one line is wrong, no line goes in. Lines taken over before are recognised.',
  },
  privacy: {
    vi: 'Xin xóa cột họ tên, số điện thoại, địa chỉ khỏi tệp trước khi nạp. Tệp chỉ nằm trong bộ nhớ, không ghi ra đĩa, và mất sau một giờ.',
    en: 'Delete columns with names, telephones and addresses first. The file stays in memory, never on disk, and is gone after an hour.',
  },
  source: { vi: 'Hệ thống', en: 'System' },
  sourceHint: {
    vi: 'Thí dụ: pakn.mattranso.vn, 1022. Cách ghép cột được nhớ theo tên này.',
    en: 'For example pakn.mattranso.vn, 1022. The columns are remembered by this name.',
  },
  file: { vi: 'Tệp', en: 'File' },
  fileHint: { vi: 'CSV hoặc .xlsx, nhiều nhất 40 MB.', en: 'CSV or .xlsx, at most 40 MB.' },
  upload: { vi: 'Tải lên', en: 'Upload' },
  before: { vi: 'Những lần đã nạp', en: 'Taken over before' },
  none: { vi: 'Chưa nạp lần nào.', en: 'Nothing yet.' },
  day: { vi: 'Ngày', en: 'Day' },
  rows: { vi: 'Dòng', en: 'Lines' },
  taken: { vi: 'Mới', en: 'New' },
  repeats: { vi: 'Đã có', en: 'Known' },
  mapping: { vi: 'Cột nào là gì', en: 'Which column is what' },
  mappingHint: {
    vi: 'Dòng đầu của tệp là tên cột. Máy nhớ cho lần sau.',
    en: 'The first line names the columns. It is remembered for the next time.',
  },
  noColumn: { vi: '– không có –', en: '– none –' },
  area: { vi: 'Khu vực khi dòng không ghi', en: 'Area where the line has none' },
  kind: { vi: 'Loại khi dòng không ghi', en: 'Kind where the line has none' },
  use: { vi: 'Dùng vào việc gì', en: 'What they may be used for' },
  useRecord: {
    vi: 'Đưa vào bản tổng hợp: hệ thống kia đã hỏi và người gửi đồng ý',
    en: 'Into the summary: the other system asked and the sender agreed',
  },
  useFrontOnly: { vi: 'Chỉ để Mặt trận biết', en: 'Only for the Front to know' },
  choose: { vi: '– chọn –', en: '– choose –' },
  tryIt: { vi: 'Chạy thử', en: 'Try' },
  again: { vi: 'Xem lại', en: 'Look again' },
  takeOver: { vi: 'Nạp thật', en: 'Take over' },
  otherFile: { vi: 'Tệp khác', en: 'Another file' },
  errors: { vi: 'Những dòng sai', en: 'Wrong lines' },
  line: { vi: 'Dòng', en: 'Line' },
  what: { vi: 'Sai gì', en: 'What is wrong' },
  moreErrors: { vi: 'Chỉ liệt kê 200 lỗi đầu.', en: 'Only the first 200 are listed.' },
  failed: {
    vi: 'Bị ngắt giữa chừng. Nạp lại đúng tệp này: dòng đã vào được nhận ra, không vào hai lần.',
    en: 'Cut off half-way. Take over the same file again: what is in is recognised and not doubled.',
  },
} satisfies Record<string, Sentence>

/** Our fields that a column may fill, in the order of the form. */
export const importFields = {
  id: { vi: 'Mã ở hệ thống kia (bắt buộc)', en: 'Its id there (needed)' },
  text: { vi: 'Nội dung (bắt buộc)', en: 'Text (needed)' },
  about: { vi: 'Nói về ai', en: 'Whom it is about' },
  area: { vi: 'Khu vực (mã hoặc tên)', en: 'Area (code or name)' },
  kind: { vi: 'Loại', en: 'Kind' },
  observedOn: { vi: 'Tháng, ngày xảy ra', en: 'When it happened' },
} satisfies Record<string, Sentence>
export type ImportField = keyof typeof importFields

export const importProblems = {
  source: { vi: 'Xin ghi tên hệ thống, trên một dòng.', en: 'Name the system, on one line.' },
  file: { vi: 'Xin chọn một tệp CSV hoặc .xlsx.', en: 'Choose a CSV or .xlsx file.' },
  unreadable: {
    vi: 'Tệp không đọc được: không phải CSV hay .xlsx, hoặc bị hỏng.',
    en: 'The file cannot be read: not CSV or .xlsx, or damaged.',
  },
  tooLarge: {
    vi: 'Tệp quá lớn: nhiều nhất 40 MB, 200.000 dòng. Xin tách ra.',
    en: 'Too large: at most 40 MB and 200,000 lines. Please split it.',
  },
  noRows: {
    vi: 'Tệp không có dòng nào dưới dòng tên cột.',
    en: 'There is nothing below the heads.',
  },
  columns: {
    id: { vi: 'Xin chọn cột nào là mã.', en: 'Choose which column is the id.' },
    text: { vi: 'Xin chọn cột nào là nội dung.', en: 'Choose which column is the text.' },
  },
  chosen: {
    defaultArea: {
      vi: 'Xin chọn khu vực cho những dòng không ghi.',
      en: 'Choose the area of lines that name none.',
    },
    defaultKind: {
      vi: 'Xin chọn loại cho những dòng không ghi.',
      en: 'Choose the kind of lines that name none.',
    },
    use: {
      vi: 'Xin chọn những dòng này dùng vào việc gì.',
      en: 'Choose what these lines may be used for.',
    },
  },
  id: { vi: 'thiếu mã', en: 'no id' },
  idLong: { vi: 'mã quá dài', en: 'its id is too long' },
  unknownArea: { vi: 'không có khu vực này', en: 'no such area' },
  unknownKind: { vi: 'không rõ loại', en: 'unknown kind' },
  unknownDay: { vi: 'ngày tháng không đọc được', en: 'the date cannot be read' },
  tooWide: {
    vi: 'dòng có quá nhiều cột hoặc ô quá dài',
    en: 'too many columns or a cell too long',
  },
  unclosed: { vi: 'ngoặc kép mở mà không đóng', en: 'a quote is opened and never closed' },
  notTried: {
    vi: 'Chạy thử chưa xong hoặc còn dòng sai.',
    en: 'Not tried to the end, or some lines are wrong.',
  },
  gone: {
    vi: 'Tệp này không còn trong bộ nhớ. Xin tải lên lại.',
    en: 'This file is gone from memory. Please upload it again.',
  },
} satisfies Record<string, Sentence | Record<string, Sentence>>

/** `trùng mã với dòng 12`. */
export function sameId(line: number): Sentence {
  return { vi: `trùng mã với dòng ${line}`, en: `same id as line ${line}` }
}

/** What the run says while it goes and at its end. */
export const importStages = {
  trying: (line: number): Sentence => ({
    vi: `Đang chạy thử, đến dòng ${line} …`,
    en: `Trying, at line ${line} …`,
  }),
  tried: (rows: number, wrong: number, repeats: number): Sentence => ({
    vi: `Chạy thử xong: ${rows} dòng, ${wrong} lỗi, ${repeats} dòng đã có từ trước.`,
    en: `Tried: ${rows} lines, ${wrong} errors, ${repeats} known already.`,
  }),
  importing: (done: number, rows: number): Sentence => ({
    vi: `Đang nạp: ${done}/${rows} dòng …`,
    en: `Taking over: ${done} of ${rows} …`,
  }),
  done: (taken: number, repeats: number): Sentence => ({
    vi: `Nạp xong: ${taken} ý kiến mới, ${repeats} đã có từ trước.`,
    en: `Done: ${taken} new, ${repeats} known before.`,
  }),
} as const

/** Words other systems use for our kinds, without accents. */
export const kindWords: Readonly<Record<string, 'comment' | 'praise' | 'report'>> = {
  khen: 'praise',
  'khen ngoi': 'praise',
  'bieu duong': 'praise',
  praise: 'praise',
  'gop y': 'comment',
  'kien nghi': 'comment',
  'y kien': 'comment',
  comment: 'comment',
  'phan anh': 'report',
  'ke lai mot viec': 'report',
  report: 'report',
}
