import type { Sentence } from '../lang.ts'

export const lockedWords = {
  locked: {
    vi: 'Bàn làm việc đang khóa: chưa có khóa mở thư. Hộp thư vẫn nhận thư; người biết cụm mật khẩu mở ở trang “Mở khóa” (/mo-khoa).',
    en: 'The console is locked: the letter key is not open. Letters are still taken; whoever knows the passphrase unlocks it on the page “Unlock” (/mo-khoa).',
  },
} satisfies Record<string, Sentence>

/** What moderation says when an act is against a rule. */
export const moderationWords = {
  notFound: { vi: 'Không có ý kiến này.', en: 'There is no such feedback.' },
  noFile: { vi: 'Không có tệp này.', en: 'There is no such file.' },
  locked: {
    vi: 'Ý kiến này đã chuyển nơi khác nên bị khóa: không ai mở lại nội dung.',
    en: 'This feedback was diverted and is locked: nobody opens its words any more.',
  },
  notOpen: {
    vi: 'Ý kiến này đã xử lý xong, không còn chờ quyết định.',
    en: 'This feedback is not waiting for a decision any more.',
  },
  waiting: {
    vi: 'Ý kiến này đang chờ người thứ hai đồng ý. Xin đợi trả lời rồi làm tiếp.',
    en: 'This feedback is waiting for a second person. Please wait for the answer.',
  },
  summaryMissing: {
    vi: 'Chưa có bản tóm tắt. Xin viết bản tóm tắt rồi mới đưa vào.',
    en: 'There is no summary yet. Write one before accepting.',
  },
  summaryObjected: {
    vi: 'Người gửi cho biết bản tóm tắt này làm lộ họ hoặc sai ý. Xin viết bản khác trước.',
    en: 'The sender says that this summary exposes them or is wrong. Write another one first.',
  },
  summaryEmpty: { vi: 'Bản tóm tắt đang trống.', en: 'The summary is empty.' },
  summaryTooLong: {
    vi: 'Bản tóm tắt dài quá 4.000 chữ cái.',
    en: 'The summary is longer than 4,000 characters.',
  },
  targetMissing: {
    vi: 'Chưa rõ nói về ai. Xin chọn cán bộ hoặc tập thể.',
    en: 'Choose the official or collective it is about.',
  },
  targetUnknown: {
    vi: 'Không có cán bộ hoặc tập thể này trong đơn vị.',
    en: 'There is no such official or collective here.',
  },
  topicMissing: { vi: 'Xin chọn chủ đề.', en: 'Please choose a topic.' },
  standingMissing: {
    vi: 'Xin chọn mức: ghi lại, nhiều người nêu, đã xác nhận, hay có tài liệu.',
    en: 'Please choose: said, several, confirmed or documented.',
  },
  polarityMissing: {
    vi: 'Xin chọn: ghi nhận, góp ý, hay cả hai.',
    en: 'Please choose: positive, negative or mixed.',
  },
  verdictMissing: { vi: 'Xin chọn cách xử lý.', en: 'Please choose what to do.' },
  reasonUnfit: {
    vi: 'Lý do này không hợp với cách xử lý đã chọn.',
    en: 'This reason does not fit the decision chosen.',
  },
  reasonMissing: { vi: 'Xin chọn lý do.', en: 'Please choose a reason.' },
  messageMissing: {
    vi: 'Xin viết câu hỏi cho người gửi.',
    en: 'Please write the question to the sender.',
  },
  intoMissing: {
    vi: 'Xin chọn ý kiến để gộp vào.',
    en: 'Please choose the feedback to merge into.',
  },
  intoUnknown: {
    vi: 'Không gộp được vào ý kiến này.',
    en: 'It cannot be merged into that feedback.',
  },
} satisfies Record<string, Sentence>

/** Why a letter is not put in, one plain line a code (texts for residents, 6). */
export const refusalWords = {
  not_identifiable_official: {
    vi: 'chưa biết là nói về ai',
    en: 'it is not clear who it is about',
  },
  no_fact: { vi: 'chưa có việc cụ thể', en: 'there is no concrete matter in it' },
  out_of_scope: {
    vi: 'việc này không phải việc của cán bộ, đảng viên',
    en: 'it is not a matter of an official’s conduct',
  },
  duplicate: {
    vi: 'đã có trong một ý kiến trước, chúng tôi gộp lại',
    en: 'an earlier letter says the same; we joined them',
  },
  private_life: { vi: 'là chuyện riêng trong nhà', en: 'it is a private family matter' },
  third_party_or_minor: {
    vi: 'nói về người khác hoặc trẻ em',
    en: 'it is about another person or a child',
  },
  out_of_period: {
    vi: 'việc xảy ra đã lâu, ngoài kỳ này',
    en: 'it happened long ago, outside this period',
  },
  contradicted: { vi: 'có giấy tờ cho thấy khác', en: 'papers show otherwise' },
  abuse: {
    vi: 'có lời lẽ xúc phạm; xin viết lại, chúng tôi vẫn đọc',
    en: 'it is insulting; write again and we will read it',
  },
  spam: { vi: 'không phải là ý kiến góp ý', en: 'it is not feedback' },
} satisfies Record<string, Sentence>

/** What a letter that belongs elsewhere is. */
export const divertWords = {
  complaint: { vi: 'là khiếu nại', en: 'it is a complaint' },
  denunciation: { vi: 'là tố cáo', en: 'it is a denunciation' },
  corruption_report: { vi: 'là tin báo tham nhũng', en: 'it reports corruption' },
  party_denunciation: { vi: 'là tố cáo đảng viên', en: 'it is a denunciation within the Party' },
  crime: { vi: 'là tin báo tội phạm', en: 'it reports a crime' },
} satisfies Record<string, Sentence>

/** Every reason of a decision. */
export const reasonWords = { ...refusalWords, ...divertWords }

/** The outcome a sender reads in the thread (texts for residents, 6). */
export const outcomeTexts = {
  accepted: (summary: string, year: number) =>
    `Mặt trận sẽ đưa ý kiến của ông/bà vào bản tổng hợp năm ${year}. Lời viết lại như sau:\n“${summary}”\nTrong đó không có tên ông/bà. Người được góp ý sẽ đọc lời này và được nói lại. Cuộc họp nghe cả hai bên rồi tự quyết định. Mặt trận không xếp loại ai.\nLời này có làm lộ ông/bà, hay sai ý không? Nếu có, xin bấm vào nút bên dưới.`,
  acceptedForFront:
    'Mặt trận đã đọc và ghi nhận ý kiến của ông/bà. Đúng như ông/bà đã chọn, ý kiến này chỉ để Mặt trận biết, không đưa vào bản tổng hợp.',
  notAccepted: (reason: string) =>
    `Mặt trận đã đọc kỹ ý kiến của ông/bà. Lần này chưa đưa vào bản tổng hợp, vì: ${reason}.\nÔng/bà biết thêm điều gì, xin gửi tiếp vào mã này. Ông/bà thấy chưa thỏa đáng thì bấm [Đề nghị xem lại]. Một người khác sẽ đọc lại.`,
  merged: 'Ý kiến của ông/bà đã có trong một ý kiến trước, chúng tôi gộp lại và cùng theo dõi.',
  diverted: (reason: string) =>
    `Ý kiến của ông/bà ${reason}, Mặt trận không có quyền giải quyết. Xin xem trang hướng dẫn để biết nơi nhận và cách gửi. Bản trên máy của chúng tôi sẽ hủy.`,
  forwarded: 'Mặt trận đã chuyển ý kiến của ông/bà đến nơi có thẩm quyền.',
  question: (question: string) =>
    `${question}\nBiết đến đâu, xin nói đến đó. Xin đừng ghi tên mình, số nhà, hay điều chỉ nhà mình mới biết. Không trả lời cũng không sao.`,
}
