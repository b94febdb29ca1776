import type { GuidanceKind } from '../../views/words/guidance.ts'
import type { SenderAct } from '../intake/acts.ts'
import { plain } from '../intake/area-facts.ts'
import { distance, folded } from './likeness.ts'

/** What a short message may ask of us, whatever the question is. */
export type Command =
  | 'cancel'
  | 'back'
  | 'skip'
  | 'done'
  | 'send'
  | 'help'
  | 'new'
  | 'old'
  | 'answer'
  | 'no'
  | 'vietnamese'
  | 'english'
  | Exclude<SenderAct, 'unsatisfied'>

// As people type them, without accents; a button sends one of these.
const phrases: Readonly<Record<Command, readonly string[]>> = {
  cancel: ['huy', 'huy bo', 'huy het', 'xoa', 'xoa het', 'xoa di', 'khong gui nua', 'cancel'],
  back: ['quay lai', 'tro lai', 'lui lai', 'chon lai', 'sua lai', 'sua', 'back'],
  skip: ['bo qua', 'khong biet', 'khong ro', 'khong nho', 'skip'],
  done: ['xong', 'xong roi', 'da xong', 'het roi', 'du roi', 'xong het', 'done'],
  send: ['gui', 'gui di', 'dong y', 'dong y gui', 'toi dong y', 'ok gui', 'gui luon', 'send'],
  help: ['giup', 'giup toi', 'huong dan', 'menu', 'bat dau', 'chao', 'xin chao', 'help', 'hello'],
  new: ['moi', 'viec moi', 'gui moi', 'y kien moi', 'new'],
  old: ['cu', 'viec cu', 'phieu cu', 'old'],
  answer: ['xem tra loi', 'tra loi chua', 'co tra loi chua', 'xem phieu', 'see the answer'],
  no: ['thoi', 'khong', 'khong rut', 'thoi khong', 'no'],
  vietnamese: ['tieng viet', 'vietnamese'],
  english: ['english', 'tieng anh'],
  withdraw: ['rut lai', 'toi rut lai', 'rut', 'rut y kien', 'withdraw'],
  'exposes-me': ['lo toi', 'lam lo toi', 'lo ten toi', 'it gives me away'],
  'wrong-meaning': ['sai y', 'sai y toi', 'khong dung y', 'sua giup toi', 'wrong meaning'],
  satisfied: ['dung roi', 'dung y', 'dung y toi', 'duoc roi', 'it is right'],
  reopen: ['de nghi xem lai', 'xem lai giup', 'reopen'],
}
const table = Object.entries(phrases).flatMap(([command, all]) =>
  all.map((phrase) => ({ command: command as Command, phrase })),
)
const greetings = new Set(['hi', 'alo', 'alo alo', 'chao ban', 'chao ad', 'start', 'menu'])
const endings = / (a|ah|nhe|nha|nhe a|di|voi|dum|em|oi|ban|ad|nhe ad|roi a|mat tran)$/

/** The command a message is, exactly as known but for accents and polite endings; else undefined. */
export function exactCommand(text: string): Command | undefined {
  const bare = bareOf(text)
  if (bare === undefined) return undefined
  if (greetings.has(bare)) return 'help'
  const known = table.find(({ phrase }) => phrase === bare || phrase === bare.replace(endings, ''))
  return known?.command
}

/** Like `exactCommand`, and forgives a slip of the finger or two. */
export function likelyCommand(text: string): Command | undefined {
  const exact = exactCommand(text)
  const bare = bareOf(text)
  if (exact || bare === undefined) return exact
  const near = table
    .filter(({ phrase }) => phrase.length >= 4 && phrase[0] === bare[0])
    .map((one) => ({ ...one, steps: distance(bare, one.phrase, one.phrase.length > 7 ? 2 : 1) }))
    .filter((one) => one.steps !== null)
    .sort((a, b) => (a.steps ?? 9) - (b.steps ?? 9))
  return near[0]?.command
}

/** The number a message consists of (`2`, `so 2`, `2.`, `hai`); undefined when it is no number. */
export function numberIn(text: string): number | undefined {
  const bare = folded(text).replace(/^(so|chon|o|cau) /, '')
  const spelt = ['khong', 'mot', 'hai', 'ba', 'bon', 'nam', 'sau', 'bay', 'tam', 'chin'].indexOf(
    bare,
  )
  if (/^\d{1,2}$/.test(bare)) return Number(bare)
  return spelt > 0 ? spelt : undefined
}

// Short and on one line: longer ones are what somebody has to say.
function bareOf(text: string): string | undefined {
  if (text.length > 40) return undefined
  const bare = folded(text)
  return bare === '' ? undefined : bare
}

/** Where words lead that are not for a chat: to an office, or to the web form. */
export type Elsewhere = GuidanceKind | 'web'

// Accents are compared when the message has any; without them «to cao» may be a tall man.
const tall: Readonly<Record<string, readonly string[]>> = {
  'tố cáo': ['toi to cao', 'muon to cao', 'don to cao', 'xin to cao', 'to cao ong', 'to cao ba'],
}
const signs: readonly (readonly [Elsewhere, readonly string[]])[] = [
  ['khan-cap', ['cứu với', 'cứu tôi', 'đang cháy', 'sắp chết', 'cấp cứu']],
  [
    'tham-nhung',
    [
      'tham nhũng',
      'tham ô',
      'hối lộ',
      'nhận tiền',
      'đòi tiền',
      'vòi tiền',
      'ăn tiền',
      'vòi vĩnh',
      'phong bì',
      'lót tay',
      'tiền bôi trơn',
      'chạy chức',
      'rút ruột',
      'biển thủ',
      'lấy của công',
      'ăn chặn',
      'nhũng nhiễu',
    ],
  ],
  ['to-cao', ['tố cáo', 'đơn tố', 'làm trái pháp luật', 'vi phạm pháp luật', 'phạm pháp']],
  ['khieu-nai', ['khiếu nại', 'quyết định thu hồi', 'đền bù', 'cưỡng chế', 'bồi thường']],
  [
    'toi-pham',
    ['trộm cắp', 'ăn trộm', 'ma túy', 'ma tuý', 'lừa đảo', 'đánh nhau', 'cướp giật', 'cờ bạc'],
  ],
  [
    'web',
    [
      'đánh người',
      'đánh dân',
      'hành hung',
      'đe dọa',
      'đe doạ',
      'dọa nạt',
      'trù dập',
      'trả thù',
      'sàm sỡ',
      'quấy rối',
      'ngoại tình',
      'bồ nhí',
      'đánh bạc',
      'bằng giả',
      'giả mạo',
      'gian lận',
      'bao che',
      'chiếm đất',
      'lấn chiếm',
      'lạm dụng',
    ],
  ],
]
const denials =
  /(không|khong|chưa|chua|chẳng|chang|chả|từ chối|tu choi|trả lại|tra lai|never)\s+(\S+\s+){0,3}$/

/**
 * Where these words belong when they accuse somebody, and undefined for praise and ordinary góp ý.
 * What is denied («bác không nhận tiền của ai») accuses nobody.
 */
export function elsewhereOf(text: string): Elsewhere | undefined {
  const lower = text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ')
  const accented = lower !== plain(lower)
  const searched = accented ? lower : plain(lower)
  for (const [where, words] of signs) {
    const found = words
      .flatMap((word) => (accented ? [word] : (tall[word] ?? [plain(word)])))
      .map((word) => searched.search(wholeWord(word)))
      .some((place) => place >= 0 && !denials.test(searched.slice(0, place)))
    if (found) return where
  }
  return undefined
}

function wholeWord(word: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'u')
}
