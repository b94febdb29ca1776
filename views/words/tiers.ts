import type { Sentence } from '../lang.ts'

/** Who manages an official (diện quản lý). */
export const tierWords = {
  commune: {
    vi: 'cấp xã quản lý (đảng ủy, chi bộ cơ sở)',
    en: 'managed at the commune (its Party committee or cells)',
  },
  province: {
    vi: 'tỉnh ủy, thành ủy quản lý',
    en: 'managed by the Party committee of the province',
  },
  central: { vi: 'Trung ương quản lý', en: 'managed by the Central Committee' },
} satisfies Record<string, Sentence>

/** Labels of the fields and of the page that sets the ceiling. */
export const tierFields = {
  tier: { vi: 'Diện quản lý', en: 'Managed by' },
  tierHint: {
    vi: 'Ai quản lý cán bộ này. Cao hơn mức cho phép thì không ghi vào hệ thống.',
    en: 'Who manages this official. Above what is allowed here nothing is entered.',
  },
  ceiling: { vi: 'Dùng cho cán bộ thuộc diện', en: 'Used for officials' },
  ceilingTitle: { vi: 'Mức trần diện quản lý', en: 'Ceiling of management tiers' },
  ceilingLead: {
    vi: 'Hệ thống chỉ nhận cán bộ đến diện quản lý này. Nâng lên hay hạ xuống phải có văn bản cho phép và người lãnh đạo Mặt trận đồng ý. Diện Trung ương quản lý không bao giờ nhận.',
    en: 'Only officials up to this tier are entered. Raising or lowering it needs a document that allows it, and a lead who agrees. Officials managed by the Central Committee are never entered.',
  },
  now: { vi: 'Hiện nay', en: 'Now' },
  document: {
    vi: 'Văn bản cho phép (số, ngày, nơi ban hành)',
    en: 'Document that allows it (number, date, issuer)',
  },
  ask: { vi: 'Xin đồng ý', en: 'Ask for agreement' },
  asked: { vi: 'Đã gửi, chờ người lãnh đạo Mặt trận đồng ý.', en: 'Sent; a lead must agree.' },
} satisfies Record<string, Sentence>

const secret: Sentence = {
  vi: 'ý kiến nhận xét, đánh giá chưa công bố về cán bộ diện cao hơn có thể là bí mật nhà nước (Quyết định 2500/QĐ-TTg ngày 17/11/2025, Quyết định 1630/QĐ-TTg ngày 30/7/2025), không được để trên máy nối mạng',
  en: 'unpublished comments on officials managed above it may be state secrets (Decision 2500/QĐ-TTg of 17/11/2025, Decision 1630/QĐ-TTg of 30/7/2025) and must not lie on a machine with a network',
}

export const tierProblems = {
  above: {
    vi: `Hệ thống này chỉ dùng cho cán bộ đến mức đã đặt: ${secret.vi}. Cán bộ này không ghi vào đây.`,
    en: `This system serves officials up to the tier that was set: ${secret.en}. This one is not entered here.`,
  },
  hardCeiling: {
    vi: `Không đặt được mức này: ${secret.vi}.`,
    en: `It cannot be set so high: ${secret.en}.`,
  },
  held: {
    vi: 'Đang có chức vụ thuộc diện tỉnh ủy, thành ủy quản lý; kết thúc các chức vụ ấy trước khi hạ mức.',
    en: 'There are posts managed by the province; end them before lowering the ceiling.',
  },
  same: { vi: 'Mức này đang dùng rồi.', en: 'This is the ceiling already.' },
  document: {
    vi: 'Xin ghi văn bản cho phép, nhiều nhất 300 chữ cái.',
    en: 'Write the document that allows it, at most 300 characters.',
  },
} satisfies Record<string, Sentence>
