import type { Sentence } from '../lang.ts'

export const workingGroupProblems = {
  over: { vi: 'Ngày kết thúc đã qua.', en: 'The last day is over.' },
  future: { vi: 'Ngày này chưa tới.', en: 'This day has not come yet.' },
  nothingFrozen: {
    vi: 'Kỳ này chưa có tập tư liệu nào đã chốt để xem.',
    en: 'No bundle of this cycle is frozen yet.',
  },
  noGroup: { vi: 'Không có tổ công tác này.', en: 'There is no such group.' },
  endedAlready: {
    vi: 'Tổ này không còn đường dẫn nào đang mở.',
    en: 'No link of this group is open any more.',
  },
} satisfies Record<string, Sentence>

/** `/ky/:id/to-cong-tac`: who comes to see, appraise and comment before recognition. */
export const workingGroupWords = {
  title: { vi: 'Tổ công tác', en: 'Working groups' },
  hint: {
    vi: 'Tổ công tác theo quyết định của cấp trên được đọc các tập tư liệu đã chốt của kỳ này trong một thời gian (nhiều nhất 31 ngày), mỗi người một đường dẫn trên một máy; ai mở gì đều được ghi lại. Chỉ đọc, không sửa, không thấy thư.',
    en: 'A working group reads the frozen bundles of this cycle for a time (31 days at most), one link a person on one device; every opening is logged. It reads; it changes nothing and sees no letters.',
  },
  none: { vi: 'Chưa có tổ công tác nào.', en: 'None yet.' },
  add: { vi: 'Ghi tổ công tác', en: 'Name a group' },
  name: { vi: 'Tên tổ', en: 'Name' },
  document: { vi: 'Quyết định số', en: 'Decision no.' },
  decidedOn: { vi: 'Ngày quyết định', en: 'Day of the decision' },
  members: { vi: 'Họ tên, mỗi người một dòng', en: 'Names, one a line' },
  from: { vi: 'Được đọc từ ngày', en: 'Reads from' },
  to: { vi: 'Đến hết ngày', en: 'To' },
  make: { vi: 'Ghi và tạo đường dẫn', en: 'Name it and make the links' },
  end: { vi: 'Thu hồi tất cả', en: 'Revoke all' },
  back: { vi: 'Độ phủ của kỳ', en: 'Coverage of the cycle' },
} satisfies Record<string, Sentence>

/** What is wrong with a field of the form. */
export const workingGroupFields: Readonly<Record<string, Sentence>> = {
  name: { vi: 'Xin ghi tên tổ.', en: 'Give its name.' },
  document: { vi: 'Xin ghi số quyết định.', en: 'Give the number of the decision.' },
  decidedOn: { vi: 'Xin ghi ngày quyết định.', en: 'Give the day of the decision.' },
  members: {
    vi: 'Xin ghi họ tên từng người, mỗi người một dòng, nhiều nhất 30 người.',
    en: 'One name a line, at most 30.',
  },
  from: { vi: 'Xin ghi ngày bắt đầu.', en: 'Give the first day.' },
  to: {
    vi: 'Ngày kết thúc không trước ngày bắt đầu và không quá 31 ngày.',
    en: 'The last day is not before the first, at most 31 days.',
  },
}
