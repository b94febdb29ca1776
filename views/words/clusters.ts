import type { Sentence } from '../lang.ts'

/** Why a moderator says that two feedback are one claim. */
export const joinReasons = {
  'same-event': { vi: 'cùng một việc', en: 'the same event' },
  'same-wording': { vi: 'gần như cùng lời văn', en: 'nearly the same wording' },
} satisfies Record<string, Sentence>

/** Why a moderator says that a feedback stands by itself. */
export const splitReasons = {
  'other-event': { vi: 'nói về việc khác', en: 'about another event' },
  'other-wording': { vi: 'lời văn khác hẳn, máy nhầm', en: 'other words, the machine erred' },
  'own-experience': {
    vi: 'người gửi kể việc chính mình trải qua',
    en: 'tells of the sender’s own experience',
  },
} satisfies Record<string, Sentence>

export const clusterProblems = {
  together: { vi: 'Hai ý kiến này đã là một việc.', en: 'These two are one claim already.' },
  alone: {
    vi: 'Ý kiến này đang đứng riêng, hoặc là thư đầu của việc này: hãy tách các thư khác ra.',
    en: 'This one stands alone or is the claim’s first letter: take the others out instead.',
  },
} satisfies Record<string, Sentence>

export const clusterWords = {
  title: { vi: 'Thư gần giống nhau', en: 'Nearly the same letters' },
  lead: {
    vi: 'Thư gần như chép của nhau, về cùng người, được coi là một việc do nhiều người nêu: tính một lần, không phải mỗi thư một lần. Máy chỉ so lời văn, có dấu hay không dấu như nhau; người xử lý tách ra hoặc nhập vào, ghi lý do.',
    en: 'Letters that nearly copy one another about the same people are one claim raised by several: it counts once, not once a letter. The machine only compares wording, with or without accents; a moderator takes out or joins, with the reason.',
  },
  first: { vi: 'thư đầu', en: 'first letter' },
  alike: { vi: 'giống nhau', en: 'alike' },
  joinTitle: { vi: 'Nhập vào việc khác', en: 'Join another claim' },
  into: { vi: 'Số phiếu của một thư trong việc đó', en: 'Number of one of its letters' },
  reason: { vi: 'Lý do', en: 'Reason' },
  choose: { vi: '– chọn –', en: '– choose –' },
  join: { vi: 'Nhập', en: 'Join' },
  splitTitle: { vi: 'Tách thư này ra', en: 'Take this letter out' },
  split: { vi: 'Tách', en: 'Take out' },
  mergeTitle: {
    vi: 'Gộp các thư còn chờ vào thư đầu',
    en: 'Merge those that wait into the first letter',
  },
  mergeHint: {
    vi: 'Mỗi người gửi vẫn được trả lời; số thứ tự vẫn còn. Mỗi lần bấm gộp tối đa 100 thư.',
    en: 'Every sender is answered and every running number stays. At most 100 letters a time.',
  },
  merge: { vi: 'Gộp', en: 'Merge' },
  back: { vi: 'Về ý kiến', en: 'Back to the feedback' },
  history: { vi: 'Đã ghi', en: 'What was said' },
  machine: { vi: 'máy so lời văn', en: 'comparison of wording' },
  none: { vi: 'Không có thư nào gần giống thư này.', en: 'No letter is nearly the same.' },
  few: { vi: 'dưới 5 hoặc không nói rõ', en: 'under 5, or not told' },
} satisfies Record<string, Sentence>

export const classNames = {
  online: { vi: 'gửi qua mạng', en: 'online' },
  assisted: { vi: 'được ghi hộ', en: 'with help' },
  imported: { vi: 'nhập từ nơi khác', en: 'imported' },
} satisfies Record<string, Sentence>

export const howNames = {
  alike: { vi: 'gần giống', en: 'nearly the same' },
  joined: { vi: 'nhập vào', en: 'joined' },
  split: { vi: 'tách ra', en: 'taken out' },
} satisfies Record<string, Sentence>

/** `1 việc, 12 lượt nêu`. */
export function claimLine(voices: number): Sentence {
  return { vi: `1 việc, ${voices} lượt nêu`, en: `1 claim, ${voices} voices` }
}

/** What was merged by one press of the button, and what is left. */
export function mergedLine(done: number, left: number): Sentence {
  return {
    vi: `Đã gộp hoặc xin gộp ${done} thư, còn ${left}.`,
    en: `${done} letters merged or asked for, ${left} left.`,
  }
}

export const burstWords = {
  title: { vi: 'Nhiều thư bất thường trong 7 ngày', en: 'Unusually many letters in 7 days' },
  hint: {
    vi: 'Chỉ người xử lý thấy. Có thể là việc nóng thật, cũng có thể là vận động viết thư; không ai bị trừ hay cộng vì số thư.',
    en: 'For moderators only. A real event or a campaign: nobody gains or loses by the number of letters.',
  },
} satisfies Record<string, Sentence>

/** `Ông A: 40 góp ý, bình thường 2`. */
export function burstLine(name: string, praise: boolean, count: number, usual: number): Sentence {
  const shown = usual < 1 ? '<1' : String(Math.round(usual))
  return praise
    ? {
        vi: `${name}: ${count} thư khen, bình thường ${shown}`,
        en: `${name}: ${count} of praise, usually ${shown}`,
      }
    : {
        vi: `${name}: ${count} góp ý, phản ánh, bình thường ${shown}`,
        en: `${name}: ${count} concerns, usually ${shown}`,
      }
}
