import type { Sentence } from '../lang.ts'

/** Each kind of relation as one would say it of oneself. */
export const relationWords = {
  kin: { vi: 'người nhà, họ hàng gần', en: 'family, near kin' },
  superior: { vi: 'cấp trên trực tiếp của tôi', en: 'my direct superior' },
  self: { vi: 'chính là tôi', en: 'that is me' },
  unit: { vi: 'đơn vị tôi đang công tác, sinh hoạt', en: 'the unit I work or belong in' },
} satisfies Record<string, Sentence>

export const relationProblems = {
  declaredAlready: { vi: 'Quan hệ này đã khai rồi.', en: 'This relation is declared already.' },
  noSuch: { vi: 'Không có quan hệ này.', en: 'There is no such relation.' },
  ownRelation: {
    vi: 'Không ai tự thôi quan hệ của chính mình. Xin nhờ một người khác ở Ban Thường trực.',
    en: 'Nobody ends a relation of their own. Ask another member of the standing board.',
  },
  notNear: {
    vi: 'Xin chọn cán bộ hoặc đơn vị trong danh sách.',
    en: 'Choose an official or a unit from the list.',
  },
  nearToYou: {
    vi: 'Ông/bà có quan hệ với người hoặc đơn vị được chọn, nên không quyết định được ý kiến này. Xin bấm “Giao người khác”.',
    en: 'You are related to the person or unit chosen, so you cannot decide this. Press “Give it to somebody else”.',
  },
  handledElsewhere: {
    vi: 'Thư về người này do Mặt trận khác xử lý. Xin chọn “chuyển” đến Mặt trận đó.',
    en: 'Another Front handles letters about this person. Choose “forward” to that Front.',
  },
  cycleNear: {
    vi: 'Trong kỳ có hồ sơ của người hoặc đơn vị mà ông/bà có quan hệ. Xin để một người khác làm việc này, hoặc chốt từng hồ sơ.',
    en: 'The cycle has a record of somebody you are related to. Let somebody else do this, or freeze record by record.',
  },
} satisfies Record<string, Sentence>

export const relationPageWords = {
  title: { vi: 'Quan hệ của tôi', en: 'My relations' },
  lead: {
    vi: 'Người xử lý không đọc thư về mình, người nhà, cấp trên trực tiếp, đơn vị mình. Xin khai ở đây; khai xong, máy không cho ông/bà thấy các thư đó nữa: không trong danh sách, không khi tìm, không khi duyệt. Chỉ ông/bà và Ban Thường trực biết điều đã khai.',
    en: 'Nobody reads letters about themselves, their family, their direct superior or their own unit. Declare them here; from then on you no longer see those letters: not in lists, not in search, not for agreement. Only you and the standing board know what you declared.',
  },
  askedNow: {
    vi: 'Đầu mỗi kỳ, xin ông/bà khai hoặc xác nhận một lần.',
    en: 'Once at the beginning of each cycle, please declare or confirm.',
  },
  none: { vi: 'Chưa khai quan hệ nào.', en: 'No relation declared.' },
  kind: { vi: 'Quan hệ', en: 'Relation' },
  official: { vi: 'Cán bộ, đảng viên', en: 'Official' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  who: { vi: 'Của ai', en: 'Whose' },
  me: { vi: 'của tôi', en: 'mine' },
  noneOfThem: { vi: '– không –', en: '– none –' },
  add: { vi: 'Khai quan hệ này', en: 'Declare this relation' },
  addTitle: { vi: 'Khai thêm', en: 'Declare one' },
  declared: { vi: 'Đã khai', en: 'Declared' },
  since: { vi: 'từ', en: 'since' },
  confirmNone: {
    vi: 'Tôi không có quan hệ nào như vậy',
    en: 'I have no such relation',
  },
  confirmAll: { vi: 'Tôi đã khai đủ', en: 'I have declared all' },
  confirmed: { vi: 'Đã ghi nhận. Xin cảm ơn.', en: 'Noted. Thank you.' },
  end: { vi: 'Thôi quan hệ này', en: 'End this relation' },
  othersTitle: { vi: 'Mọi người đã khai', en: 'What everybody declared' },
  recuse: { vi: 'Giao người khác', en: 'Give it to somebody else' },
  recuseLead: {
    vi: 'Thư này liên quan đến ông/bà, người nhà, cấp trên hay đơn vị của ông/bà? Bấm đây: thư này sẽ không còn hiện với ông/bà, người khác xử lý. Không rút lại được.',
    en: 'Does this letter concern you, your family, your superior or your unit? Press here: you will not see it any more and somebody else handles it. It cannot be undone.',
  },
  recused: {
    vi: 'Đã giao người khác. Thư này không còn hiện với ông/bà.',
    en: 'Given to somebody else. You do not see this letter any more.',
  },
} satisfies Record<string, Sentence>
