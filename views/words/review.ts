import type { Sentence } from '../lang.ts'
import { referenceFields } from './references.ts'

/** What the review chapter says when an act is against a rule. */
export const reviewProblems = {
  noOrganisation: { vi: 'Không có tổ chức này.', en: 'There is no such organisation.' },
  organisationCodeTaken: {
    vi: 'Mã này đã dùng cho một tổ chức khác.',
    en: 'Another organisation already has this code.',
  },
  noArea: { vi: 'Không có khu vực này trong đơn vị.', en: 'There is no such area here.' },
  areaCodeTaken: {
    vi: 'Mã này đã dùng cho một khu vực khác.',
    en: 'Another area already has this code.',
  },
  seatSet: {
    vi: 'Địa bàn của Mặt trận đã ghi rồi. Thay đổi về sau là việc sáp nhập.',
    en: 'The area of this Front is set already. What changes later is a merger.',
  },
  noAreaAbove: {
    vi: 'Xin chọn một địa bàn của Mặt trận cấp trên.',
    en: 'Choose an area of the Front above.',
  },
  noOfficial: { vi: 'Không có cán bộ này.', en: 'There is no such official.' },
  officialCodeTaken: {
    vi: 'Mã này đã dùng cho một cán bộ khác.',
    en: 'Another official already has this code.',
  },
  handledByFront: {
    vi: 'Nơi xử lý thư phải là Mặt trận của đơn vị hoặc Mặt trận cấp trên.',
    en: 'Letters are handled by this Front or by the Front above it.',
  },
  noCycle: { vi: 'Không có kỳ kiểm điểm này.', en: 'There is no such cycle.' },
  cycleNameTaken: {
    vi: 'Đã có một kỳ kiểm điểm mang tên này.',
    en: 'There is already a cycle of this name.',
  },
  cycleClosed: {
    vi: 'Kỳ kiểm điểm này đã khép, không thêm bớt được nữa.',
    en: 'This cycle is closed; nothing can be added or taken out.',
  },
  cycleClosedAlready: {
    vi: 'Kỳ kiểm điểm này đã khép từ trước.',
    en: 'This cycle was closed before.',
  },
  noRecord: { vi: 'Không có hồ sơ kiểm điểm này.', en: 'There is no such review record.' },
  recordOpenAlready: {
    vi: 'Kỳ này đã có hồ sơ kiểm điểm của người hoặc tập thể này.',
    en: 'There is already a review record for this subject in this cycle.',
  },
  noFeedback: { vi: 'Không có ý kiến này.', en: 'There is no such feedback.' },
  notAccepted: {
    vi: 'Ý kiến này chưa được tiếp nhận, nên chưa đưa vào hồ sơ được.',
    en: 'This feedback is not accepted, so it cannot be attached.',
  },
  frontOnly: {
    vi: 'Người gửi chỉ để Mặt trận biết ý kiến này; không đưa vào hồ sơ được.',
    en: 'The sender wrote this only for the Front; it cannot be attached.',
  },
  otherSubject: {
    vi: 'Ý kiến này được tiếp nhận về người hoặc tập thể khác.',
    en: 'This feedback was accepted about someone else.',
  },
  splitByYou: {
    vi: 'Ông/bà đã tách thư này ra khỏi các thư giống nó; đưa vào hồ sơ phải do người khác làm.',
    en: 'You took this letter out of those like it; somebody else must attach it.',
  },
  claimCounted: {
    vi: 'Một thư gần giống thư này đã ở trong hồ sơ: một việc chỉ tính một lần. Người xử lý có thể tách ra, ghi lý do.',
    en: 'A nearly identical letter is on the record already: one claim counts once. A moderator may take it out with a reason.',
  },
  attachedAlready: {
    vi: 'Ý kiến này đã có trong một hồ sơ của người hoặc tập thể này.',
    en: 'This feedback is already in a record of this subject.',
  },
  noCriterion: {
    vi: 'Không có tiêu chí này trong khung của kỳ kiểm điểm.',
    en: 'There is no such criterion in the framework of this cycle.',
  },
  noEvidence: { vi: 'Không có ý kiến này trong hồ sơ.', en: 'There is no such evidence.' },
  withdrawnAlready: {
    vi: 'Ý kiến này đã rút khỏi hồ sơ.',
    en: 'This evidence was already withdrawn.',
  },
  setAside: {
    vi: 'Ý kiến này đang được xem lại, lúc này chưa tiếp thu, giải trình được.',
    en: 'This item is being looked at again; it cannot be answered now.',
  },
} satisfies Record<string, Sentence>

/** The 409 for a period that another cycle of the kind has. */
export const cycleOverlaps = (name: string): Sentence => ({
  vi: `Thời gian này chồng lên kỳ “${name}” cùng loại đang mở.`,
  en: `This period overlaps the open cycle “${name}” of the same kind.`,
})

/** Why someone is not reviewed (Quy định 124-QĐ/TW 2023, Đ.5.2; carry-over to 366 unverified). */
export const exemptionWords = {
  excused: {
    vi: 'được miễn công tác và sinh hoạt đảng',
    en: 'excused from Party work and meetings',
  },
  suspended: { vi: 'bị đình chỉ sinh hoạt đảng', en: 'suspended from Party meetings' },
  new: { vi: 'mới kết nạp chưa đủ 6 tháng', en: 'admitted less than 6 months ago' },
  other: { vi: 'lý do khác', en: 'another reason' },
} satisfies Record<string, Sentence>

/** The 409 for someone exempt, with the reason; words of an import stand as they are. */
export function exemptSentence(reason: string): Sentence {
  const known = Object.entries(exemptionWords).find(([code]) => code === reason)?.[1]
  return {
    vi: `Người này thuộc diện không kiểm điểm trong kỳ: ${known?.vi ?? reason}.`,
    en: `This person is exempt from review in this cycle: ${known?.en ?? reason}.`,
  }
}

/** What each field wants, said when it is missing or wrong; by the field's own name. */
export const reviewFields: Readonly<Record<string, Sentence>> = {
  ...referenceFields,
  name: {
    vi: 'Xin ghi tên, nhiều nhất 200 chữ cái.',
    en: 'Write the name, at most 200 characters.',
  },
  code: {
    vi: 'Mã gồm chữ không dấu, số, dấu chấm, gạch; nhiều nhất 40 ký tự.',
    en: 'A code is plain letters, digits, dots, dashes; at most 40.',
  },
  birthYear: { vi: 'Năm sinh từ 1900 đến nay.', en: 'A year of birth since 1900.' },
  title: {
    vi: 'Xin ghi chức vụ, nhiều nhất 200 chữ cái.',
    en: 'Write the post, at most 200 characters.',
  },
  area: { vi: 'Xin chọn khu vực.', en: 'Choose an area.' },
  body: { vi: 'Xin chọn tổ chức.', en: 'Choose an organisation.' },
  handledBy: { vi: 'Xin chọn Mặt trận xử lý thư.', en: 'Choose the Front that handles letters.' },
  validFrom: { vi: 'Xin ghi ngày bắt đầu.', en: 'Write the first day.' },
  validTo: {
    vi: 'Ngày kết thúc phải đúng và không trước ngày bắt đầu.',
    en: 'The last day must be valid and not before the first.',
  },
  kind: { vi: 'Xin chọn một loại.', en: 'Choose a kind.' },
  level: { vi: 'Xin chọn cấp.', en: 'Choose a level.' },
  seat: { vi: 'Xin chọn địa bàn của Mặt trận.', en: 'Choose the area of this Front.' },
  above: {
    vi: 'Xin chọn một địa bàn của Mặt trận cấp trên.',
    en: 'Choose an area of the Front above.',
  },
  parent: { vi: 'Xin chọn khu vực cấp trên.', en: 'Choose the area above.' },
  successor: { vi: 'Xin chọn khu vực thay thế.', en: 'Choose the succeeding area.' },
  year: { vi: 'Xin ghi năm, từ 2000 đến 2100.', en: 'Write a year from 2000 to 2100.' },
  framework: { vi: 'Xin ghi khung tiêu chí.', en: 'Write the framework of criteria.' },
  startsOn: { vi: 'Xin ghi ngày đầu kỳ.', en: 'Write the first day of the period.' },
  endsOn: {
    vi: 'Ngày cuối kỳ phải đúng và không trước ngày đầu kỳ.',
    en: 'The last day must be valid and not before the first.',
  },
  cutOff: {
    vi: 'Ngày chốt phải đúng và không trước ngày đầu kỳ.',
    en: 'The cut-off must be valid and not before the period.',
  },
  meetingOn: {
    vi: 'Ngày họp phải đúng và không trước ngày chốt.',
    en: 'The meeting must be a valid day, not before the cut-off.',
  },
  official: {
    vi: 'Xin chọn một cán bộ hoặc một tập thể.',
    en: 'Choose one official or one collective.',
  },
  collective: {
    vi: 'Xin chọn một cán bộ hoặc một tập thể.',
    en: 'Choose one official or one collective.',
  },
  cycle: { vi: 'Xin chọn kỳ kiểm điểm.', en: 'Choose a cycle.' },
  feedback: { vi: 'Xin chọn một ý kiến.', en: 'Choose a feedback.' },
  criterion: { vi: 'Xin chọn một tiêu chí của kỳ này.', en: 'Choose a criterion of this cycle.' },
  reason: {
    vi: 'Xin ghi lý do, nhiều nhất 2.000 chữ cái.',
    en: 'Write the reason, at most 2,000 characters.',
  },
  text: {
    vi: 'Xin ghi ý kiến, nhiều nhất 10.000 chữ cái.',
    en: 'Write your answer, at most 10,000 characters.',
  },
}
