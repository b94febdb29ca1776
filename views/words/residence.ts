import { shownDay } from '../dates.ts'
import type { Lang, Sentence } from '../lang.ts'

type Item = { title: Sentence; answers: readonly [Sentence, Sentence, Sentence] }

const contactItem: Item = {
  title: { vi: 'Giữ mối liên hệ', en: 'Keeps in touch' },
  answers: [
    { vi: 'Thường xuyên, tích cực', en: 'Often and actively' },
    { vi: 'Thường xuyên', en: 'Often' },
    { vi: 'Chưa thường xuyên', en: 'Not often yet' },
  ],
}

/**
 * The questions of the sheet with their own three answers, best first (HD 33-HD/BTCTW; known in second
 * hand: item 1 word for word, 2–6 drawn from the answers). They are not the levels of a rating and are
 * never turned into one.
 */
export const residenceItems: readonly Item[] = [
  {
    title: {
      vi: 'Nêu gương về phẩm chất chính trị, đạo đức, lối sống',
      en: 'Sets an example in politics, ethics, way of life',
    },
    answers: [
      { vi: 'Nêu gương tốt', en: 'Sets a good example' },
      { vi: 'Nêu gương', en: 'Sets an example' },
      { vi: 'Chưa nêu gương', en: 'Sets no example yet' },
    ],
  },
  {
    title: {
      vi: 'Thực hiện nghĩa vụ công dân, vận động gia đình',
      en: "Citizen's duties, brings the family along",
    },
    answers: [
      { vi: 'Gương mẫu đi đầu', en: 'Goes ahead' },
      { vi: 'Gương mẫu', en: 'Exemplary' },
      { vi: 'Chưa gương mẫu', en: 'Not exemplary yet' },
    ],
  },
  {
    title: { vi: 'Tham gia họp', en: 'Comes to meetings' },
    answers: [
      { vi: 'Tham gia đầy đủ', en: 'Always' },
      { vi: 'Tham gia chưa đầy đủ', en: 'Not always' },
      { vi: 'Không tham gia', en: 'Never' },
    ],
  },
  contactItem,
  {
    title: { vi: 'Góp ý, tham gia hoạt động', en: 'Speaks up, takes part' },
    answers: [
      { vi: 'Rất tích cực', en: 'Very actively' },
      { vi: 'Tích cực', en: 'Actively' },
      { vi: 'Chưa tích cực', en: 'Not actively yet' },
    ],
  },
  {
    title: { vi: 'Đề nghị', en: 'Proposal' },
    answers: [
      { vi: 'Biểu dương', en: 'Commend' },
      { vi: 'Không đề nghị', en: 'None' },
      { vi: 'Xem xét xử lý', en: 'Look into it' },
    ],
  },
]

const done: Item['answers'] = [
  { vi: 'Thực hiện tốt', en: 'Does it well' },
  { vi: 'Thực hiện', en: 'Does it' },
  { vi: 'Chưa thực hiện', en: 'Does not do it yet' },
]

/** The short sheet for who need not take part where they live; asked for only when it is needed. */
export const residenceItemsShort: readonly Item[] = [
  ...residenceItems.slice(0, 1),
  {
    title: {
      vi: 'Thực hiện nghĩa vụ công dân, vận động gia đình và nhân dân',
      en: "Citizen's duties, brings family and people along",
    },
    answers: done,
  },
  {
    title: {
      vi: 'Tuyên truyền, vận động nhân dân nơi cư trú',
      en: 'Speaks for the common cause among neighbours',
    },
    answers: done,
  },
]

/** The questions of one kind of sheet. */
export function itemsOfForm(form: 'full' | 'short'): readonly Item[] {
  return form === 'full' ? residenceItems : residenceItemsShort
}

/** `1. Nêu gương …: Nêu gương tốt` and so on, a line each; last what was said besides. */
export function answersInWords(
  form: 'full' | 'short',
  answers: readonly number[],
  note: string,
  lang: Lang = 'vi',
): string {
  const items = itemsOfForm(form)
  const said = items.map(
    ({ title, answers: words }, at) =>
      `${at + 1}. ${title[lang]}: ${words[(answers[at] ?? 0) - 1]?.[lang] ?? '…'}.`,
  )
  const last = `${items.length + 1}. ${residenceWords.note[lang]}: ${note}`
  return [...said, ...(note === '' ? [] : [last])].join('\n')
}

/** What a full sheet says of keeping in touch; null where the short one does not ask. */
export function contactInWords(
  form: 'full' | 'short',
  answers: readonly number[],
  lang: Lang = 'vi',
): string | null {
  const asked = itemsOfForm(form).indexOf(contactItem)
  return contactItem.answers[(answers[asked] ?? 0) - 1]?.[lang] ?? null
}

/** Where a member's sheet stands. */
export const residenceStates = {
  confirmed: { vi: 'đã xác nhận', en: 'confirmed' },
  signed: { vi: 'đã ký, chờ xác nhận', en: 'signed, to be confirmed' },
  ready: { vi: 'đã đủ, chờ ký', en: 'complete, to be signed' },
  partial: { vi: 'còn thiếu', en: 'incomplete' },
  open: { vi: 'chưa nhận xét', en: 'nothing said yet' },
  late: { vi: 'quá hạn', en: 'late' },
  exempt: { vi: 'được miễn sinh hoạt nơi cư trú', en: 'exempt from activity here' },
  not_introduced: { vi: 'được miễn giới thiệu', en: 'exempt from introduction' },
} satisfies Record<string, Sentence>
export type ResidenceState = keyof typeof residenceStates

/** Why a record has no comment yet. */
export const residenceLacks = {
  exempt: {
    vi: 'Đồng chí được miễn sinh hoạt nơi cư trú, không lấy nhận xét hằng năm.',
    en: 'Exempt from activity at the residence; no yearly comment is asked for.',
  },
  not_asked: { vi: 'Chưa xin nhận xét kỳ này.', en: 'Nobody was asked in this cycle.' },
  waiting: { vi: 'Đã xin, còn trong hạn.', en: 'Asked, the term still runs.' },
  late: { vi: 'Đã xin, quá hạn chưa có.', en: 'Asked and overdue.' },
  unknown: {
    vi: 'Chưa ghi nơi cư trú nên chưa biết hỏi chi bộ nào.',
    en: 'No residence is noted, so nobody knows which cell to ask.',
  },
} satisfies Record<string, Sentence>
export type ResidenceLack = keyof typeof residenceLacks

export const appliedBy = {
  member: { vi: 'Đồng chí ấy', en: 'The member' },
  workplace: { vi: 'Chi bộ nơi công tác', en: 'The cell at the workplace' },
  other: { vi: 'Người khác', en: 'Somebody else' },
} satisfies Record<string, Sentence>

export const residenceWords = {
  nav: { vi: 'Nhận xét nơi cư trú', en: 'Residence comments' },
  listTitle: { vi: 'Nhận xét nơi cư trú', en: 'Residence comments' },
  listLead: {
    vi: 'Mỗi năm một lần, chi ủy nơi cư trú họp với Ban công tác Mặt trận, nhận xét đảng viên 213 (đảng viên đang công tác) sống ở đây.',
    en: 'Once a year the cell committee meets the Front’s committee of the neighbourhood and comments on the working members who live there.',
  },
  none: { vi: 'Chưa có chi bộ nào được xin nhận xét.', en: 'No cell has been asked yet.' },
  cell: { vi: 'Chi bộ', en: 'Cell' },
  due: { vi: 'Hạn', en: 'Due' },
  members: { vi: 'Đồng chí', en: 'Members' },
  done: { vi: 'Đã có phiếu', en: 'Sheets' },
  confirmed: { vi: 'Đã xác nhận', en: 'Confirmed' },
  left: { vi: 'Còn', en: 'Left' },
  exempt: { vi: 'Miễn', en: 'Exempt' },
  late: { vi: 'quá hạn', en: 'overdue' },
  ask: { vi: 'Xin nhận xét', en: 'Ask for comments' },
  askHint: {
    vi: 'Mở phiếu cho mọi nơi có đảng viên 213 cư trú; nơi đã mở thì giữ nguyên.',
    en: 'Opens a round wherever working members live; rounds that are open stay as they are.',
  },
  cycle: { vi: 'Kỳ', en: 'Cycle' },
  area: { vi: 'Nơi', en: 'Where' },
  everywhere: { vi: 'Tất cả các nơi', en: 'Everywhere' },
  dueOn: { vi: 'Xin trả lời trước ngày', en: 'To be answered by' },
  askButton: { vi: 'Xin nhận xét', en: 'Ask' },
  step1: { vi: 'Bước 1. Cuộc họp', en: 'Step 1. The meeting' },
  metHint: {
    vi: 'Chi ủy họp với Ban công tác Mặt trận. Phải ghi trước khi ký và in phiếu.',
    en: 'The cell committee meets the Front’s committee. To be noted before anything is signed or printed.',
  },
  metNone: { vi: 'Chưa ghi cuộc họp.', en: 'No meeting is noted yet.' },
  heldOn: { vi: 'Ngày họp', en: 'Day of the meeting' },
  present: { vi: 'Người dự', en: 'Present' },
  metButton: { vi: 'Ghi cuộc họp', en: 'Note the meeting' },
  gatherings: {
    vi: 'Các buổi họp mặt đảng viên 213 trong năm',
    en: 'Meetings with members living here',
  },
  gatheringsHint: {
    vi: 'Sáu tháng một lần. Ghi ai dự thì cột 3 có sẵn số buổi; câu trả lời vẫn do chi ủy chọn. Ghi lại cùng một ngày là sửa.',
    en: 'Every six months. Note who came and column 3 shows how often; the answer is still the committee’s. The same day again is a correction.',
  },
  gatheringHeld: { vi: 'Ngày họp mặt', en: 'Day' },
  gatheringWho: { vi: 'Ai dự', en: 'Who came' },
  gatheringButton: { vi: 'Ghi buổi họp mặt', en: 'Note it' },
  step2: { vi: 'Bước 2. Nhận xét', en: 'Step 2. The comments' },
  gridHint: {
    vi: 'Máy không tự điền. Ô trống là chưa nhận xét. Trong ô, bấm phím 1, 2, 3 để chọn, phím mũi tên để sang ô khác, 0 để xóa.',
    en: 'Nothing is filled in for you. An empty box means nothing was said. In a box press 1, 2 or 3, the arrow keys to move, 0 to empty it.',
  },
  groupHint: {
    vi: 'Cùng một nhận xét cho nhiều người: đánh dấu tên ở cột đầu, chọn câu trả lời ở dòng này.',
    en: 'The same for several: tick their names in the first column, choose answers in this line.',
  },
  group: { vi: 'Cho những người đã đánh dấu', en: 'For the ticked' },
  groupButton: { vi: 'Ghi cho người đã đánh dấu', en: 'Write for the ticked' },
  member: { vi: 'Họ và tên', en: 'Name' },
  workplace: { vi: 'Nơi công tác', en: 'Workplace' },
  noWorkplace: { vi: 'chưa ghi nơi công tác', en: 'no workplace noted' },
  note: { vi: 'Nhận xét khác', en: 'Anything else' },
  state: { vi: 'Phiếu', en: 'Sheet' },
  tick: { vi: 'Đánh dấu', en: 'Tick' },
  save: { vi: 'Lưu bảng', en: 'Save the table' },
  saving: { vi: 'Đang lưu…', en: 'Saving…' },
  failed: {
    vi: 'Chưa lưu được. Bài vẫn còn trên màn hình; máy thử lại sau vài giây.',
    en: 'Not saved. It is still on the screen; it will be tried again in a few seconds.',
  },
  nothingSaved: { vi: 'Chưa lưu lần nào.', en: 'Nothing saved yet.' },
  paper: { vi: 'Trên giấy và trong Excel', en: 'On paper and in Excel' },
  grid: { vi: 'In bảng để họp (A3)', en: 'Print the table for the meeting (A3)' },
  sheetOut: { vi: 'Tải bảng Excel', en: 'Download the Excel table' },
  sheetIn: { vi: 'Nạp bảng Excel đã điền', en: 'Take in the filled table' },
  sheetFile: { vi: 'Tệp Excel đã điền', en: 'The filled file' },
  overwrite: {
    vi: 'Vẫn ghi đè những ô đã sửa trên máy sau khi tải bảng',
    en: 'Overwrite what was changed here after the download',
  },
  step3: { vi: 'Bước 3. Ký, in, xác nhận', en: 'Step 3. Sign, print, confirm' },
  sign: { vi: 'Bí thư ký', en: 'Sign' },
  printAll: { vi: 'In phiếu', en: 'Print the sheets' },
  printByWorkplace: { vi: 'In phiếu theo nơi công tác', en: 'Print by workplace' },
  list: { vi: 'Danh sách ký giao nhận', en: 'List to sign for' },
  confirmTitle: { vi: 'Đảng ủy xác nhận', en: 'Confirmed by the Party committee' },
  confirmedOn: { vi: 'Ngày xác nhận', en: 'Day' },
  signer: { vi: 'Người ký xác nhận (họ tên, chức vụ)', en: 'Who signed (name, office)' },
  confirmButton: { vi: 'Ghi xác nhận', en: 'Note the confirmation' },
  moved: { vi: 'Đã chuyển đi trong kỳ', en: 'Moved away in the cycle' },
  exempted: { vi: 'Không nhận xét hằng năm', en: 'No yearly comment' },
  exemptWhy: residenceStates.exempt,
  neverWhy: residenceStates.not_introduced,
  replaced: { vi: 'đã thay', en: 'replaced' },
  toRound: { vi: 'Về bảng của chi bộ', en: 'Back to the table' },
  versions: { vi: 'Các phiếu', en: 'Sheets' },
  noVersion: { vi: 'Chưa có phiếu nào.', en: 'No sheet yet.' },
  reason: { vi: 'Lý do thay phiếu', en: 'Why it is replaced' },
  replaceTitle: { vi: 'Lập phiếu thay thế', en: 'Make a replacement' },
  replaceHint: {
    vi: 'Sau khi Đảng ủy xác nhận, muốn sửa phải lập phiếu thay thế và ghi lý do. Phiếu cũ được giữ lại.',
    en: 'After confirmation a correction is a replacement with its reason. The old sheet is kept.',
  },
  replaceButton: { vi: 'Lập phiếu thay thế', en: 'Make the replacement' },
  neededTitle: { vi: 'Nhận xét khi cần thiết', en: 'Comment because it is needed' },
  neededHint: {
    vi: 'Đồng chí này được miễn sinh hoạt nơi cư trú. Chỉ nhận xét khi cần (quy trình cán bộ, khen thưởng, kỷ luật); xin ghi lý do.',
    en: 'Exempt from activity here. Commented on only when needed (appointment, award, discipline); say why.',
  },
  portalTitle: {
    vi: 'Nạp phiếu đã ký từ Cổng Dịch vụ công quốc gia',
    en: 'Take in a signed sheet from the national portal',
  },
  portalHint: {
    vi: 'Tệp PDF đã ký, số, ngày, và các câu trả lời gõ lại từ phiếu.',
    en: 'The signed PDF, its number and day, and the answers typed from it.',
  },
  portalFile: { vi: 'Tệp PDF', en: 'PDF file' },
  number: { vi: 'Số phiếu', en: 'Number' },
  commentedOn: { vi: 'Ngày ký phiếu', en: 'Day it was signed' },
  appliedBy: { vi: 'Ai nộp hồ sơ xin nhận xét', en: 'Who applied for it' },
  portalButton: { vi: 'Nạp phiếu', en: 'Take it in' },
  signedPaper: { vi: 'Bản PDF đã ký', en: 'The signed PDF' },
  choose: { vi: '—', en: '—' },
  recordTitle: { vi: 'Nhận xét nơi cư trú', en: 'Residence comment' },
  notEvidence: {
    vi: 'Nhận xét của tổ chức đảng nơi cư trú, không phải ý kiến của Nhân dân.',
    en: 'What the Party cell says, apart from what residents say.',
  },
} satisfies Record<string, Sentence>

export const residenceSays = {
  title: (cell: string, year: number): Sentence => ({
    vi: `Nhận xét đảng viên đang công tác, giữ mối liên hệ nơi cư trú năm ${year}: ${cell}`,
    en: `Residence comments ${year}: ${cell}`,
  }),
  counts: (members: number, done: number, left: number, exempt: number): Sentence => ({
    vi: `${members} đồng chí · đã xong ${done} · còn ${left} · ${exempt} đồng chí được miễn sinh hoạt nơi cư trú, không nhận xét hằng năm`,
    en: `${members} members · ${done} done · ${left} left · ${exempt} exempt, not commented on yearly`,
  }),
  attended: (came: number, held: number): Sentence => ({
    vi: `dự họp ${came}/${held} buổi`,
    en: `came to ${came} of ${held}`,
  }),
  met: (day: string, present: string): Sentence => ({
    vi: `Đã họp ngày ${shownDay(day)}. Người dự: ${present}`,
    en: `Met on ${shownDay(day)}. Present: ${present}`,
  }),
  gathering: (day: string, came: number): Sentence => ({
    vi: `Ngày ${shownDay(day)}: ${came} đồng chí dự`,
    en: `${shownDay(day)}: ${came} came`,
  }),
  saved: (time: string): Sentence => ({
    vi: `Đã lưu lúc ${time}. Mất điện không mất bài.`,
    en: `Saved at ${time}. A power cut loses nothing.`,
  }),
  signButton: (count: number): Sentence => ({
    vi: `Ký ${count} phiếu đã đủ`,
    en: `Sign ${count} complete sheets`,
  }),
  missing: (count: number, item: number, names: string): Sentence => ({
    vi: `Còn ${count} đồng chí thiếu mục ${item}: ${names}.`,
    en: `${count} still lack item ${item}: ${names}.`,
  }),
  afterwards: {
    vi: 'Sau khi Đảng ủy xác nhận, muốn sửa phải lập phiếu thay thế và ghi lý do.',
    en: 'After confirmation a correction is a replacement with its reason.',
  },
  toConfirm: (count: number): Sentence => ({
    vi: `${count} phiếu đã ký đang chờ xác nhận.`,
    en: `${count} signed sheets wait to be confirmed.`,
  }),
  left: (name: string, day: string): Sentence => ({
    vi: `${name}, chuyển đi ngày ${shownDay(day)}`,
    en: `${name}, moved away on ${shownDay(day)}`,
  }),
  until: (from: string, to: string | null): Sentence => ({
    vi: to === null ? `từ ${shownDay(from)}` : `từ ${shownDay(from)} đến ${shownDay(to)}`,
    en: to === null ? `since ${shownDay(from)}` : `${shownDay(from)} to ${shownDay(to)}`,
  }),
  version: (version: number, day: string): Sentence => ({
    vi: `Phiếu thứ ${version}, ngày ${shownDay(day)}`,
    en: `Sheet ${version}, ${shownDay(day)}`,
  }),
  confirmation: (day: string, signer: string): Sentence => ({
    vi: `Đảng ủy xác nhận ngày ${shownDay(day)}: ${signer}`,
    en: `Confirmed on ${shownDay(day)}: ${signer}`,
  }),
  fromPortal: (number: string): Sentence => ({
    vi: `Phiếu số ${number} từ Cổng Dịch vụ công quốc gia`,
    en: `Sheet no. ${number} from the national portal`,
  }),
  replaces: (reason: string): Sentence => ({ vi: `Lý do: ${reason}`, en: `Reason: ${reason}` }),
  cellOf: (area: string): string => `Chi bộ ${area}`,
  partyOf: (area: string): string => `Đảng ủy ${area}`,
  answerOf: (name: string, item: number): string => `${name}, ${item}`,
}

export const residenceProblems = {
  noRound: { vi: 'Không có lần nhận xét này.', en: 'There is no such round.' },
  noMember: {
    vi: 'Không có đồng chí này trong danh sách cư trú của chi bộ.',
    en: 'This member does not live in this neighbourhood.',
  },
  noComment: { vi: 'Chưa có phiếu này.', en: 'There is no such sheet.' },
  noPaper: { vi: 'Không có bản PDF đã ký.', en: 'There is no signed PDF.' },
  askedAlready: {
    vi: 'Các nơi này đã được xin nhận xét trong kỳ.',
    en: 'These places have been asked in this cycle already.',
  },
  nobodyLives: {
    vi: 'Không có đảng viên 213 nào ghi là cư trú ở đây.',
    en: 'No working member is noted as living there.',
  },
  dueInPast: { vi: 'Hạn phải là hôm nay hoặc sau.', en: 'The term cannot be over already.' },
  future: { vi: 'Ngày này chưa tới.', en: 'This day has not come yet.' },
  outsideCycle: {
    vi: 'Ngày này không nằm trong kỳ hoặc sau kỳ.',
    en: 'This day lies before the cycle.',
  },
  noMeeting: {
    vi: 'Xin ghi trước: chi ủy họp với Ban công tác Mặt trận ngày nào, ai dự.',
    en: 'First note when the committees met and who was present.',
  },
  noneTicked: {
    vi: 'Xin đánh dấu tên trước, rồi mới chọn câu trả lời cho cả nhóm.',
    en: 'Tick the names first, then choose the answers for the group.',
  },
  noAnswer: {
    vi: 'Chưa chọn câu trả lời nào cho nhóm.',
    en: 'No answer was chosen for the group.',
  },
  stale: {
    vi: 'Bảng đã được sửa ở nơi khác sau khi tải về. Những gì vừa gõ còn nguyên bên dưới; xem lại rồi lưu lần nữa.',
    en: 'The table was changed elsewhere in the meantime. What you typed is kept below; look and save again.',
  },
  staleFile: (kept: number, now: number): Sentence => ({
    vi: `Bảng trên máy đã sửa sau khi tải tệp này (tệp là bản ${kept}, nay là bản ${now}). Tải bảng mới, hoặc đánh dấu “vẫn ghi đè”.`,
    en: `The table was changed after this file was downloaded (the file is version ${kept}, now ${now}). Download again, or tick “overwrite”.`,
  }),
  exemptMember: {
    vi: 'Đồng chí này được miễn sinh hoạt nơi cư trú, không nhận xét hằng năm. Khi cần thiết, mở trang của đồng chí ấy và ghi lý do.',
    en: 'This member is exempt and not commented on yearly. When needed, open the member’s page and say why.',
  },
  notIntroduced: {
    vi: 'Đồng chí này được miễn giới thiệu về nơi cư trú; chi bộ không nhận xét.',
    en: 'This member is exempt from introduction; the cell does not comment.',
  },
  frozen: {
    vi: 'Phiếu đã được xác nhận; muốn sửa phải lập phiếu thay thế và ghi lý do.',
    en: 'The sheet is confirmed; a correction is a replacement with its reason.',
  },
  nothingToReplace: {
    vi: 'Phiếu chưa được xác nhận; cứ sửa trong bảng rồi ký lại.',
    en: 'The sheet is not confirmed yet; change it in the table and sign again.',
  },
  nothingToSign: { vi: 'Chưa có phiếu nào đủ để ký.', en: 'No sheet is complete yet.' },
  nothingToConfirm: {
    vi: 'Không có phiếu nào đang chờ xác nhận.',
    en: 'No sheet waits to be confirmed.',
  },
  nothingToPrint: { vi: 'Chưa có phiếu nào đã ký để in.', en: 'No sheet is signed yet.' },
  beforeComment: {
    vi: 'Ngày xác nhận không thể trước ngày chi ủy họp.',
    en: 'It cannot be confirmed before the committee met.',
  },
  incomplete: { vi: 'Còn mục chưa có câu trả lời.', en: 'Some items have no answer.' },
  answer: { vi: 'Câu trả lời phải là 1, 2 hoặc 3.', en: 'An answer is 1, 2 or 3.' },
  reasonMissing: { vi: 'Xin ghi lý do.', en: 'Please give the reason.' },
  notPdf: { vi: 'Tệp phải là PDF, không quá 10 MB.', en: 'It must be a PDF of at most 10 MB.' },
  file: { vi: 'Xin chọn tệp.', en: 'Please choose a file.' },
  numberTaken: {
    vi: 'Phiếu mang số này đã nạp rồi.',
    en: 'A sheet of this number was taken in already.',
  },
  noHead: {
    vi: 'Đây không phải bảng Excel tải từ trang này: không thấy dòng đầu với cột Mã.',
    en: 'This is not the table downloaded here: its first line is missing.',
  },
  linesWrong: (count: number): Sentence => ({
    vi: `${count} chỗ sai, nên chưa ghi dòng nào. Sửa trong tệp rồi nạp lại.`,
    en: `${count} faults, so nothing was written. Correct the file and take it in again.`,
  }),
  line: (line: number, wrong: Sentence): Sentence => ({
    vi: `Dòng ${line}: ${wrong.vi}`,
    en: `Line ${line}: ${wrong.en}`,
  }),
  wrongWord: (item: number, word: string): Sentence => ({
    vi: `mục ${item}: “${word}” không phải một trong ba câu trả lời.`,
    en: `item ${item}: “${word}” is none of the three answers.`,
  }),
  twice: { vi: 'đồng chí này có hai dòng.', en: 'this member stands on two lines.' },
  longNote: {
    vi: 'nhận xét khác dài quá 1000 chữ.',
    en: 'the note has more than 1,000 characters.',
  },
  formula: { vi: 'có công thức; chỉ gõ chữ.', en: 'there is a formula; type words.' },
} satisfies Record<string, Sentence | ((...args: never[]) => Sentence)>

/** What a wrong field asks for, by its name. */
export const residenceFields: Readonly<Record<string, Sentence>> = {
  heldOn: { vi: 'Xin ghi ngày.', en: 'Please give the day.' },
  present: { vi: 'Xin ghi những người dự.', en: 'Please say who was present.' },
  dueOn: { vi: 'Xin ghi hạn.', en: 'Please give the term.' },
  confirmedOn: { vi: 'Xin ghi ngày xác nhận.', en: 'Please give the day.' },
  signer: { vi: 'Xin ghi người ký xác nhận.', en: 'Please say who signed.' },
  commentedOn: { vi: 'Xin ghi ngày ký phiếu.', en: 'Please give the day it was signed.' },
  number: { vi: 'Xin ghi số phiếu.', en: 'Please give its number.' },
  appliedBy: { vi: 'Xin chọn ai nộp hồ sơ.', en: 'Please say who applied.' },
  reason: residenceProblems.reasonMissing,
  answers: residenceProblems.answer,
  file: residenceProblems.file,
  area: { vi: 'Xin chọn khu vực.', en: 'Please choose the area.' },
  validFrom: { vi: 'Xin ghi ngày.', en: 'Please give the day.' },
  status: { vi: 'Xin chọn.', en: 'Please choose.' },
}

/** The papers, in Vietnamese alone. */
export const residencePaper = {
  head: 'ĐẢNG CỘNG SẢN VIỆT NAM',
  title: 'PHIẾU NHẬN XÉT',
  subtitle:
    'đảng viên đang công tác thường xuyên giữ mối liên hệ\nvới tổ chức đảng và nhân dân nơi cư trú',
  superior: (party: string) => party.replace(/^đảng ủy/i, 'Đảng bộ').toUpperCase(),
  placeAndDay: (place: string, day: string) => {
    const [y, m, d] = day.split('-')
    return `${place}, ngày ${d} tháng ${m} năm ${y}`
  },
  opening: (name: string, workplace: string, met: string) =>
    `Chi ủy sau khi họp với ban công tác mặt trận thôn, bản, khu dân cư, tổ dân phố (ngày ${shownDay(met)}) thống nhất nhận xét về đảng viên ${name}${workplace === '' ? '' : `, ${workplace},`} như sau:`,
  portalOpening: (name: string, workplace: string) =>
    `Nhận xét về đảng viên ${name}${workplace === '' ? '' : `, ${workplace},`} như sau:`,
  year: (year: number) => `Năm ${year}`,
  note: 'Nhận xét khác',
  noNote: 'Không.',
  replaces: (version: number, reason: string) =>
    `Phiếu thứ ${version}, thay phiếu trước. Lý do: ${reason}`,
  because: (reason: string) => `Nhận xét khi cần thiết. Lý do: ${reason}`,
  signLeft: ['XÁC NHẬN', 'CỦA {party}', '(ký, đóng dấu)'],
  signRight: ['T/M CHI BỘ', 'BÍ THƯ', '(không đóng dấu)'],
  confirmed: (day: string, signer: string) => `Ngày ${shownDay(day)}\n${signer}`,
  gridTitle: (cell: string, year: number) =>
    `BẢNG NHẬN XÉT ĐẢNG VIÊN 213 NĂM ${year} – ${cell.toUpperCase()}`,
  gridHint:
    'Đánh dấu x vào một trong ba ô của mỗi mục. Ô trống là chưa nhận xét. Ngày họp: ....../....../............  Người dự: ............................................................................................................................',
  gridColumns: {
    number: 'STT',
    name: 'Họ và tên, nơi công tác',
    attended: 'Dự họp',
    note: '7. Nhận xét khác',
  },
  gridSign: ['BAN CÔNG TÁC MẶT TRẬN', 'T/M CHI ỦY'],
  listTitle: 'DANH SÁCH KÝ GIAO NHẬN PHIẾU NHẬN XÉT NƠI CƯ TRÚ',
  listSubtitle: (cell: string, year: number) => `${cell}, năm ${year}`,
  listColumns: ['STT', 'Họ và tên', 'Phiếu, ngày', 'Ngày nhận', 'Người nhận (ký, ghi rõ họ tên)'],
  listSheet: (version: number, day: string) => `Thứ ${version}, ${shownDay(day)}`,
  noWorkplace: 'Chưa ghi nơi công tác',
  keeper: 'NGƯỜI GIAO',
  sign: '(ký, ghi rõ họ tên)',
  sheet: 'Nhận xét',
  sheetColumns: ['STT', 'Họ và tên', 'Năm sinh', 'Nơi công tác', 'Dự họp'],
  code: (version: number) => `Mã (bản ${version}, không sửa cột này)`,
} as const
