import { plain } from '../../src/intake/area-facts.ts'

/** Random numbers that are the same in every run. */
export function dice(seed: number): <T>(faces: readonly T[]) => T {
  let state = seed
  return (faces) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const face = faces[Math.floor((state / 2 ** 32) * faces.length)]
    if (face === undefined) throw new Error('a die without faces')
    return face
  }
}

const sample =
  'Bác trưởng khu phố thu tiền vệ sinh của từng nhà mà không đưa biên lai, bà con hỏi thì bác gắt gỏng. Cuộc họp tháng trước bác cũng không công khai tiền quỹ, sổ sách chẳng ai được xem. Đề nghị Mặt trận xem xét và yêu cầu bác trả lời rõ trước dân.'
const greetings = [
  '',
  'Kính gửi Mặt trận! ',
  'Thưa các bác, ',
  'Chào anh chị. ',
  'Tôi xin phản ánh: ',
]
const thanks = ['', ' Xin cảm ơn.', ' Mong sớm trả lời.', ' Trân trọng!', ' Người dân khu phố.']
const swaps = [
  ['bà con', 'người dân'],
  ['vệ sinh', 'rác'],
  ['tháng trước', 'hôm nọ'],
  ['gắt gỏng', 'quát'],
  ['sổ sách', 'giấy tờ'],
  ['rõ', 'rõ ràng'],
] as const

/** Nearly copies of one letter, as a campaign writes them: greetings, words changed, accents lost. */
export function nearCopies(count: number): string[] {
  const roll = dice(7)
  return Array.from({ length: count }, () => {
    const [one, other] = [roll(swaps), roll(swaps)]
    const words = sample.replace(one[0], one[1]).replace(other[0], other[1])
    const text = `${roll(greetings)}${words}${roll(thanks)}`
    return roll([0, 1, 2]) === 0 ? plain(text) : text
  })
}

const places =
  'ngõ 3|chợ chiều|cầu ván|trường mầm non|bờ kè|nhà văn hóa|giếng làng|bến đò|sân đình|trạm bơm|đầu dốc|bãi xe|vườn hoa|hồ sen|chốt dân phòng'
const whens =
  'sáng nay|tuần trước|từ tháng ba|mấy hôm mưa|hồi hè|chủ nhật vừa rồi|đã hai năm|mỗi tối|từ Tết|gần đây'
const matters =
  'đèn đường tắt cả đoạn|nước thải tràn ra mặt đường|xe tải chạy vượt tốc độ|chó thả rông cắn trẻ|loa mở quá to|giấy xác nhận phải đi lại bốn lần|cán bộ hẹn mà không có mặt|tiền quỹ chưa được công khai|cây đổ chắn lối đi|hố ga mất nắp|trộm xe giữa trưa|rác để ba ngày không ai lấy|danh sách hộ nghèo còn sót|quán ăn lấn vỉa hè|đất công bị rào lại|họp dân không báo trước|cột điện nghiêng|trẻ em bơi chỗ sâu|người già không ai đưa đi khám|thuốc phun muỗi chưa có'
const followers =
  'bà con đi lại khó|cháu nhỏ sợ không dám ra|mấy nhà phải tự bỏ tiền|đã gọi mà chưa ai tới|ai cũng thấy mà không ai nói|khách đến chê cười|người bán hàng than lỗ|ban đêm rất nguy hiểm|mùi hôi bay vào nhà|cãi nhau suốt|ốm cả xóm|phải đi vòng xa|mất nửa ngày công|không còn tin lời hứa|tối đến ai cũng đóng cửa'
const asks =
  'mong phường cho người xem|đề nghị sửa sớm|xin công khai cho dân biết|mong bác tổ trưởng nhắc|cần biển báo|xin đèn mới|nên họp bàn lại|đề nghị trả lời bằng giấy|mong được đối thoại|xin lịch rõ ràng|cần người trực|đề nghị thu đúng giá'
const faces = (words: string) => words.split('|')

/** Letters of their own about things of every day; some share a matter or a phrase, none is a copy. */
export function distinctTexts(count: number): string[] {
  const roll = dice(11)
  const seen = new Set<string>()
  const texts: string[] = []
  while (texts.length < count) {
    const parts = [
      roll(faces(places)),
      roll(faces(matters)),
      roll(faces(followers)),
      roll(faces(matters)),
      roll(faces(asks)),
      roll(faces(followers)),
      roll(faces(matters)),
    ]
    if (seen.has(parts.join())) continue
    seen.add(parts.join())
    const [place = '', matter = '', follower = '', other = '', wish = '', more = '', last = ''] =
      parts
    const order = roll([0, 1, 2])
    const when = roll(faces(whens))
    texts.push(
      order === 0
        ? `Ở ${place} ${when} ${matter}, ${follower}. Lại thêm ${other}; ${more}, ${wish}. Có lần ${last}.`
        : order === 1
          ? `${wish}: ${when} ${other} gần ${place}. Chuyện ${matter} thì ${follower}! Trước đây ${last}, ${more}.`
          : `Nhà tôi thấy ${matter} (${place}). ${follower}, ${when} còn ${other}, ${wish} giúp. ${more} vì ${last}.`,
    )
  }
  return texts
}
