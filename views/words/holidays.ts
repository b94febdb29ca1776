import type { Sentence } from '../lang.ts'

/** `/ngay-nghi`: what counts as a working day. */
export const holidayWords = {
  title: { vi: 'Ngày nghỉ, ngày làm bù', en: 'Holidays and make-up days' },
  intro: {
    vi: 'Mọi hạn "ngày làm việc" tính theo bảng này. Máy không tự đoán: Tết và ngày làm bù đổi mỗi năm, xin chép từ thông báo chính thức.',
    en: 'Every term in working days follows these tables. Nothing is guessed: Tết and make-up days move each year; copy them from the official notice.',
  },
  missing: {
    vi: 'Chưa có bảng năm',
    en: 'No table yet for the year',
  },
  missingDo: {
    vi: 'Trong năm đó máy chỉ trừ thứ Bảy và Chủ nhật.',
    en: 'For that year only Saturdays and Sundays are left out.',
  },
  year: { vi: 'Năm', en: 'Year' },
  source: {
    vi: 'Theo văn bản nào (số, ngày, nơi ban hành)',
    en: 'Following which notice (number, date, issuer)',
  },
  days: { vi: 'Các ngày, mỗi dòng một ngày', en: 'The days, one a line' },
  hint: {
    vi: 'Ví dụ: "02/09/2027 Quốc khánh"; ngày đi làm bù: "làm bù 20/02/2027".',
    en: 'For example "02/09/2027 National Day"; a weekend day that is worked: "làm bù 20/02/2027".',
  },
  save: { vi: 'Lưu bảng', en: 'Keep the table' },
  saved: {
    vi: 'Đã lưu. Bảng cũ vẫn còn trong hồ sơ.',
    en: 'Kept. The former table stays on record.',
  },
  own: { vi: 'bảng của đơn vị', en: 'our own' },
  above: { vi: 'theo cấp trên', en: 'from the level above' },
  off: { vi: 'nghỉ', en: 'off' },
  work: { vi: 'làm bù', en: 'worked' },
  unusable: {
    vi: 'Chưa lưu được: xin xem các dòng bên dưới.',
    en: 'Not kept: please look at the lines below.',
  },
} satisfies Record<string, Sentence>

/** What is wrong with one line of a year's table. */
export const lineTrouble = {
  at: (line: number, why: Sentence): Sentence => ({
    vi: `Dòng ${line}: ${why.vi}`,
    en: `Line ${line}: ${why.en}`,
  }),
  why: {
    day: {
      vi: 'không đọc được ngày; xin viết như 02/09/2027.',
      en: 'no day could be read; write it like 02/09/2027.',
    },
    year: { vi: 'ngày này thuộc năm khác.', en: 'this day is of another year.' },
    twice: { vi: 'ngày này đã có ở trên.', en: 'this day stands above already.' },
    workWeekday: {
      vi: 'ngày làm bù phải là thứ Bảy hoặc Chủ nhật.',
      en: 'a make-up day must be a Saturday or Sunday.',
    },
    offWeekend: {
      vi: 'thứ Bảy, Chủ nhật vốn đã nghỉ; ghi ngày nghỉ bù, hoặc viết "làm bù" ở đầu dòng.',
      en: 'Saturdays and Sundays are off anyway; give the substitute day, or begin with "làm bù".',
    },
    none: { vi: 'chưa có ngày nào.', en: 'there is no day yet.' },
  } satisfies Record<string, Sentence>,
}
