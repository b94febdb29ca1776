import type { Sentence } from '../lang.ts'

/** The parts of a review, in their order. */
export const phaseWords = {
  'state-front': {
    vi: 'Chính quyền, Mặt trận, đoàn thể kiểm điểm trước',
    en: 'State bodies, Front and mass organisations review themselves first',
  },
  residence: { vi: 'Chi ủy nơi cư trú nhận xét', en: 'Residence cells comment' },
  prompt: { vi: 'Gợi ý kiểm điểm', en: 'Prompts from above' },
  freeze: { vi: 'Chốt tập tư liệu', en: 'Bundles are frozen' },
  collective: { vi: 'Kiểm điểm tập thể', en: 'Collectives are reviewed' },
  individual: { vi: 'Kiểm điểm cá nhân', en: 'Individuals are reviewed' },
  'front-comment': { vi: 'Mặt trận nhận xét', en: 'The Front comments' },
  recognition: { vi: 'Công nhận, quyết định xếp loại', en: 'Recognition' },
} satisfies Record<string, Sentence>
export type PhaseName = keyof typeof phaseWords

/** Whether a word names a phase. */
export function isPhaseName(word: string | undefined): word is PhaseName {
  return word !== undefined && Object.hasOwn(phaseWords, word)
}

export const phaseProblems = {
  none: {
    vi: 'Xin ghi ngày của ít nhất một giai đoạn.',
    en: 'Give the days of at least one phase.',
  },
  half: { vi: 'Xin ghi đủ ngày đầu và ngày cuối.', en: 'Give both the first and the last day.' },
  backwards: { vi: 'Ngày cuối trước ngày đầu.', en: 'The last day is before the first.' },
  beforeCycle: {
    vi: 'Giai đoạn bắt đầu trước kỳ kiểm điểm.',
    en: 'The phase begins before the cycle.',
  },
  source: {
    vi: 'Xin ghi lịch này theo văn bản nào (số, ngày, nơi ban hành).',
    en: 'Say after which document (number, date, issuer).',
  },
  notTheirs: { vi: 'Có ngày sai hoặc chồng nhau.', en: 'Some days are wrong or overlap.' },
} satisfies Record<string, Sentence>

export const phaseSays = {
  overlaps: (earlier: PhaseName): Sentence => ({
    vi: `Phải bắt đầu sau khi xong “${phaseWords[earlier].vi}”.`,
    en: `This must begin after the end of “${phaseWords[earlier].en}”.`,
  }),
  notYet: (phase: PhaseName, day: string): Sentence => ({
    vi: `Theo lịch của kỳ, “${phaseWords[phase].vi}” bắt đầu ngày ${day}; chưa làm bây giờ được.`,
    en: `By the plan of the cycle “${phaseWords[phase].en}” begins on ${day}; it cannot be done yet.`,
  }),
  freezeBy: (day: string, days: number): Sentence => ({
    vi: `Chốt tập tư liệu chậm nhất ngày ${day}: ${days} ngày làm việc trước khi kiểm điểm tập thể (mục tiêu nội bộ).`,
    en: `Freeze the bundles by ${day}: ${days} working days before collectives are reviewed (internal target).`,
  }),
  freezeLate: (day: string): Sentence => ({
    vi: `Giai đoạn chốt tập kết thúc ngày ${day}, muộn hơn mục tiêu này.`,
    en: `The phase for freezing ends on ${day}, later than this target.`,
  }),
  missing: (years: readonly number[]): Sentence => ({
    vi: `Chưa có bảng ngày nghỉ năm ${years.join(', ')}, nên chưa tính được ngày làm việc. Xin nạp bảng ngày nghỉ trước.`,
    en: `There is no table of holidays for ${years.join(', ')}, so working days are not counted. Enter the table first.`,
  }),
  notWorked: (day: string): Sentence => ({
    vi: `${day} không phải là ngày làm việc.`,
    en: `${day} is not a working day.`,
  }),
  near: (cycle: string, phase: PhaseName, what: string, day: string): Sentence => ({
    vi: `${cycle}: “${phaseWords[phase].vi}” ${what === 'ends' ? 'kết thúc' : 'bắt đầu'} ngày ${day}. Xem lịch của kỳ.`,
    en: `${cycle}: “${phaseWords[phase].en}” ${what === 'ends' ? 'ends' : 'begins'} on ${day}. See the plan of the cycle.`,
  }),
} as const

/** `/ky/:id/lich`. */
export const calendarWords = {
  title: { vi: 'Lịch của kỳ', en: 'Plan of the cycle' },
  lead: {
    vi: 'Ngày do tỉnh, thành phố hoặc đơn vị định; phần mềm không đặt sẵn ngày nào. Chính quyền, Mặt trận, đoàn thể trước; tập thể trước, cá nhân sau; Mặt trận nhận xét trước khi công nhận.',
    en: 'The days are set by the province or here; none is built in. State bodies, Front and mass organisations first; collectives before individuals; the Front comments before recognition.',
  },
  toCycles: { vi: 'Về các kỳ kiểm điểm', en: 'Back to the cycles' },
  none: { vi: 'Chưa có lịch cho kỳ này.', en: 'There is no plan for this cycle yet.' },
  phase: { vi: 'Giai đoạn', en: 'Phase' },
  startsOn: { vi: 'Từ ngày', en: 'From' },
  endsOn: { vi: 'Đến hết ngày', en: 'Until' },
  state: { vi: 'Lúc này', en: 'Now' },
  past: { vi: 'đã qua', en: 'past' },
  running: { vi: 'đang diễn ra', en: 'running' },
  coming: { vi: 'sắp tới', en: 'coming' },
  after: { vi: 'Theo', en: 'After' },
  own: { vi: 'của đơn vị', en: 'our own' },
  above: { vi: 'của cấp trên', en: 'from above' },
  enter: { vi: 'Ghi lịch, hoặc ghi lại khi thay đổi', en: 'Enter the plan, or enter it again' },
  enterHint: {
    vi: 'Giai đoạn chưa biết ngày thì để trống. Lịch ghi sau thay lịch trước; lịch trước được giữ. Đơn vị không ghi thì theo lịch của cấp trên cho cùng thời gian.',
    en: 'Leave out what is not known yet. A later plan takes the place of the one before, which is kept. Without an own plan that of the level above for the same period counts.',
  },
  source: { vi: 'Theo văn bản (số, ngày, nơi ban hành)', en: 'After which document' },
  save: { vi: 'Ghi lịch', en: 'Enter' },
  reminders: {
    vi: 'Thư ký và Ban Thường trực được nhắc ba ngày làm việc trước khi một giai đoạn bắt đầu hoặc kết thúc.',
    en: 'Secretaries and leads are reminded three working days before a phase begins or ends.',
  },
  holidays: { vi: 'Bảng ngày nghỉ', en: 'Table of holidays' },
  link: { vi: 'Lịch', en: 'Plan' },
  rules: { vi: 'Quy định', en: 'Rules' },
  topics: { vi: 'Tiêu chí', en: 'Criteria' },
} satisfies Record<string, Sentence>
