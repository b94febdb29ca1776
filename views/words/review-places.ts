import type { Sentence } from '../lang.ts'

/** Where an official lives, and is reviewed besides the posts held. */
export const placeWords = {
  homes: { vi: 'Nơi cư trú', en: 'Where they live' },
  noHome: { vi: 'Chưa ghi nơi cư trú.', en: 'No residence is known.' },
  home: { vi: 'Mã khu vực cư trú', en: 'Code of the area they live in' },
  homeHint: {
    vi: 'Có thể thuộc xã, phường khác. Nơi cũ tự kết thúc vào hôm trước.',
    en: 'It may belong to another commune. The place before ends the day before.',
  },
  status: { vi: 'Giới thiệu về nơi cư trú', en: 'Introduced where they live' },
  addHome: { vi: 'Ghi nơi cư trú', en: 'Note a residence' },
  reviewed: { vi: 'Nơi kiểm điểm khác', en: 'Other places of review' },
  reviewedHint: {
    vi: 'Ngoài nơi giữ chức vụ và nơi cư trú: thí dụ sinh hoạt thêm ở một chi bộ, biệt phái.',
    en: 'Besides posts and residence: such as a second Party cell, or a secondment.',
  },
  place: { vi: 'Tổ chức', en: 'Organisation' },
  kind: { vi: 'Với tư cách', en: 'As' },
  addPlace: { vi: 'Thêm nơi kiểm điểm', en: 'Add a place of review' },
  endPost: { vi: 'Kết thúc một chức vụ', en: 'End a post' },
  post: { vi: 'Chức vụ', en: 'Post' },
  lastDay: { vi: 'Ngày cuối', en: 'Last day' },
  save: { vi: 'Ghi', en: 'Save' },
  counted: { vi: 'Nơi kiểm điểm trong kỳ', en: 'Places of review in this cycle' },
  countedHint: {
    vi: 'Mỗi ý kiến tính ở nơi cán bộ công tác hoặc cư trú vào ngày của ý kiến.',
    en: 'Each item counts where the official worked or lived on its day.',
  },
  items: { vi: 'ý kiến', en: 'items' },
} satisfies Record<string, Sentence>

/** The link to them from an official's page. */
export const placeLink: Sentence = {
  vi: 'Nơi cư trú, nơi kiểm điểm, kết thúc chức vụ',
  en: 'Residence, places of review, end of a post',
}

export const placeKindWords = {
  workplace: { vi: 'nơi công tác', en: 'place of work' },
  residence: { vi: 'nơi cư trú', en: 'place of residence' },
} satisfies Record<string, Sentence>

/** HD 33-HD/BTCTW as the domain guide has it (§4.2). */
export const homeStatusWords = {
  normal: { vi: 'được giới thiệu, hằng năm lấy ý kiến', en: 'introduced; asked about every year' },
  introduced_exempt: {
    vi: 'được giới thiệu nhưng miễn sinh hoạt',
    en: 'introduced but exempt from activity',
  },
  not_introduced: { vi: 'được miễn giới thiệu', en: 'exempt from introduction' },
} satisfies Record<string, Sentence>

export const placeProblems = {
  noArea: { vi: 'Không có khu vực đang dùng với mã này.', en: 'No area in use has this code.' },
  here: { vi: 'Đang ghi cư trú ở khu vực này rồi.', en: 'This is the residence already.' },
  earlier: {
    vi: 'Ngày phải sau ngày bắt đầu ở nơi cư trú hiện nay.',
    en: 'The day must be after the present residence began.',
  },
  noPost: { vi: 'Không có chức vụ này.', en: 'There is no such post.' },
  lastDay: {
    vi: 'Ngày cuối phải đúng và không trước ngày bắt đầu.',
    en: 'The last day must be valid and not before the first.',
  },
} satisfies Record<string, Sentence>
