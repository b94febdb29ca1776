import { shownDay } from '../dates.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { type GuidanceFacts, generalFacts } from './guidance.ts'

/** What a place is for. */
export type Purpose = keyof GuidanceFacts

/** A right place as staff entered it for an area or one above it. `since` is `YYYY-MM-DD`. */
export type Place = {
  place: string
  address?: string | undefined
  hours?: string | undefined
  phone?: string | undefined
  source: string
  since: string
}
export type Places = Partial<Record<Purpose, Place>>

/** What is known of where things go: places, else one line of the Front, else nothing. */
export type Known = { places: Places; facts: GuidanceFacts; phone?: string | undefined }

/** Where something goes, in one line: the place, else a general one and whom to ring. */
export function placeLine(purpose: Purpose, known: Known, lang: Lang): string {
  const found = known.places[purpose]
  if (found) return placeWords(found)
  const typed = known.facts[purpose]
  if (typed !== undefined) return typed
  const general = say(generalFacts[purpose], lang)
  return known.phone === undefined ? general : `${general} ${say(notYet(known.phone), lang)}`
}

/** A place with its address, hours and telephone, as far as they are known. */
export function placeWords({ place, address, hours, phone }: Place): string {
  return [place, address, hours, phone].filter(Boolean).join(', ')
}

/** Who said so, and since when it holds. */
export function placeSource({ source, since }: Place): Sentence {
  return {
    vi: `Theo ${source}, từ ngày ${shownDay(since)}.`,
    en: `According to ${source}, since ${shownDay(since)}.`,
  }
}

const notYet = (phone: string): Sentence => ({
  vi: `Chưa có địa chỉ cụ thể, xin gọi ${phone}.`,
  en: `There is no exact address yet, please call ${phone}.`,
})

/** The purposes as staff read them. */
export const purposeNames: Record<Purpose, Sentence> = {
  partyInspection: {
    vi: 'Tố cáo đảng viên, tham nhũng trong Đảng (Ủy ban Kiểm tra)',
    en: 'Denouncing Party members (Inspection Committee)',
  },
  citizenReception: {
    vi: 'Tố cáo, khiếu nại (nơi tiếp công dân)',
    en: 'Denunciations, complaints (citizens’ reception)',
  },
  province: {
    vi: 'Về lãnh đạo phường, xã (cấp tỉnh)',
    en: 'About ward leaders (province)',
  },
  police: { vi: 'Tội phạm (Công an)', en: 'Crime (police)' },
  publicServices: {
    vi: 'Đèn, rác, nước, giấy tờ (1022, một cửa)',
    en: 'Services (1022, one-stop office)',
  },
  children: { vi: 'Người dưới 16 tuổi', en: 'Under-16s' },
}

/** `/noi-nhan`: where people are sent, area by area. */
export const placesWords = {
  title: { vi: 'Nơi nhận', en: 'Right places' },
  intro: {
    vi: 'Việc không gửi ở đây thì bà con đọc thấy những nơi này: trang hướng dẫn, tin nhắn, mặt sau áp phích. Khu vực chưa ghi thì lấy của cấp trên nó.',
    en: 'What is not taken here goes to these places: guidance pages, chats, the poster’s back. An area without its own takes those of the area above.',
  },
  area: { vi: 'Khu vực', en: 'Area' },
  show: { vi: 'Chọn', en: 'Choose' },
  purpose: { vi: 'Việc gì', en: 'What for' },
  place: { vi: 'Nơi nhận', en: 'Place' },
  placeHint: {
    vi: 'Để trống: nơi đã ghi không còn nữa.',
    en: 'Empty: the place entered is no more.',
  },
  address: { vi: 'Địa chỉ', en: 'Address' },
  hours: { vi: 'Ngày, giờ tiếp', en: 'Days and hours' },
  phone: { vi: 'Số điện thoại', en: 'Telephone' },
  source: { vi: 'Nguồn (văn bản, trang, người cho biết)', en: 'Source (paper, page, who said so)' },
  validFrom: { vi: 'Có hiệu lực từ', en: 'Valid from' },
  now: { vi: 'Bà con đang đọc', en: 'What people read now' },
  nothing: { vi: 'chưa ghi: chỉ lời chung', en: 'nothing entered: general words' },
  history: { vi: 'Đã ghi cho khu vực này', en: 'Entered for this area' },
  by: { vi: 'Người ghi', en: 'By' },
  ended: { vi: '(không còn)', en: '(no more)' },
  add: { vi: 'Ghi', en: 'Enter' },
  saved: { vi: 'Đã ghi.', en: 'Entered.' },
  upTo: { vi: 'lấy của cấp trên', en: 'from the area above' },
} satisfies Record<string, Sentence>

/** What is wrong with a field, by name. */
export const placeFields: Record<string, Sentence> = {
  area: { vi: 'Không có khu vực này.', en: 'There is no such area.' },
  purpose: { vi: 'Xin chọn việc gì.', en: 'Choose what it is for.' },
  place: { vi: 'Nhiều nhất 200 chữ cái.', en: 'At most 200 characters.' },
  address: { vi: 'Nhiều nhất 200 chữ cái.', en: 'At most 200 characters.' },
  hours: { vi: 'Nhiều nhất 200 chữ cái.', en: 'At most 200 characters.' },
  phone: { vi: 'Nhiều nhất 60 chữ cái.', en: 'At most 60 characters.' },
  source: {
    vi: 'Xin ghi nguồn, nhiều nhất 200 chữ cái.',
    en: 'Give the source, at most 200 characters.',
  },
  validFrom: { vi: 'Ngày không đúng.', en: 'Not a day.' },
}

/** The poster's back: where everything else goes (Vietnamese, on paper). */
export const posterBack = {
  title: 'VIỆC NÀY GỬI Ở ĐÂU?',
  danger: 'Đang có người gặp nguy hiểm: gọi ngay 113 (công an) · 114 (cứu hỏa) · 115 (cấp cứu)',
  lead: 'Hộp thư góp ý không nhận những việc dưới đây. Xin gửi đúng nơi:',
  children: 'Dưới 16 tuổi: nói với người lớn mình tin, hoặc gọi 111.',
  member: 'Đảng viên tố cáo thì phải ký tên thật và gửi đúng nơi có thẩm quyền.',
  secret: 'Tên người tố cáo, người báo tin tham nhũng được giữ bí mật.',
  paper: {
    vi: 'Mặt sau áp phích: nơi nhận việc khác (PDF)',
    en: 'Poster’s back: where the rest goes (PDF)',
  },
} as const
