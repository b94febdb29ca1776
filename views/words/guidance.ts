import type { Sentence } from '../lang.ts'

/** What is not taken here. The key is the last part of the address `/huong-dan/:kind`. */
export const guidanceKinds = [
  'tham-nhung',
  'to-cao',
  'khieu-nai',
  'toi-pham',
  'dich-vu',
  'tre-em',
  'khan-cap',
] as const
export type GuidanceKind = (typeof guidanceKinds)[number]

/** Facts an organisation fills in; each has a general sentence when it has not. */
export type GuidanceFacts = {
  partyInspection?: string | undefined
  citizenReception?: string | undefined
  province?: string | undefined
  police?: string | undefined
  publicServices?: string | undefined
  children?: string | undefined
}

export type Guidance = {
  /** The box one pressed. */
  choice: Sentence
  title: Sentence
  first: Sentence
  how: readonly Sentence[]
  where: readonly { who: Sentence; fact: keyof GuidanceFacts }[]
  more: readonly Sentence[]
}

const writeIt: Sentence = {
  vi: 'Viết đơn. Ghi ngày, họ tên, địa chỉ, cách liên lạc. Ghi rõ ai, làm gì, ở đâu, lúc nào. Ký tên.',
  en: 'Write a letter with the date, your name, address and how to reach you. Say who did what, where and when. Sign it.',
}
const handIn: Sentence = {
  vi: 'Nộp tận tay, gửi bưu điện, hoặc đến nói để cán bộ ghi lại.',
  en: 'Hand it in, send it by post, or go and tell it to an officer who writes it down.',
}
const askProof: Sentence = { vi: 'Xin giấy biên nhận.', en: 'Ask for a written receipt.' }

const partySigns: Sentence = {
  vi: 'Ông/bà là đảng viên? Đơn tố cáo phải ký tên thật và gửi đúng nơi có thẩm quyền.',
  en: 'Are you a Party member? A denunciation must be signed with your real name and sent to the competent body.',
}

const partyRules = {
  who: {
    vi: 'Đảng viên làm trái quy định của Đảng',
    en: 'A Party member who broke the Party’s rules',
  },
  fact: 'partyInspection',
} as const
const lawBreaking = {
  who: {
    vi: 'Cán bộ, công chức làm trái pháp luật',
    en: 'An official or civil servant who broke the law',
  },
  fact: 'citizenReception',
} as const
const leaders = {
  who: { vi: 'Người đó là lãnh đạo phường, xã', en: 'The person leads the ward or commune' },
  fact: 'province',
} as const

export const guidance: Record<GuidanceKind, Guidance> = {
  'tham-nhung': {
    choice: {
      vi: 'Có người đòi tiền, nhận tiền, lấy của công',
      en: 'Someone asks for money, takes money, or takes what is public',
    },
    title: { vi: 'Việc này xin ông/bà gửi nơi khác', en: 'Please send this elsewhere' },
    first: {
      vi: 'Xin đừng kể ở đây. Tên người báo tin tham nhũng là bí mật nhà nước. Chúng tôi chưa giữ chữ nào của ông/bà.',
      en: 'Please do not tell it here. The name of a person who reports corruption is a state secret. We have kept nothing of what you wrote.',
    },
    how: [writeIt, handIn, askProof],
    where: [partyRules, lawBreaking, leaders],
    more: [
      {
        vi: 'Ông/bà có quyền được giữ kín tên và được bảo vệ khi bị đe dọa.',
        en: 'You have the right to have your name kept secret and to be protected if threatened.',
      },
      partySigns,
    ],
  },
  'to-cao': {
    choice: {
      vi: 'Có người làm trái pháp luật, tôi muốn bị xử lý (tố cáo)',
      en: 'Someone broke the law and I want it dealt with (a denunciation, tố cáo)',
    },
    title: { vi: 'Việc này xin ông/bà gửi nơi khác', en: 'Please send this elsewhere' },
    first: {
      vi: 'Ở đây không nhận đơn tố cáo. Chúng tôi chưa giữ chữ nào của ông/bà. Tên người tố cáo phải được giữ bí mật, nên cần nộp đúng chỗ.',
      en: 'Denunciations (đơn tố cáo) are not taken here. We have kept nothing of what you wrote. The name of a denouncer must be kept secret, so it has to go to the right office.',
    },
    how: [writeIt, handIn, askProof],
    where: [partyRules, lawBreaking, leaders],
    more: [
      {
        vi: 'Đơn không ghi tên thường không được giải quyết. Trừ khi nói rõ ai làm gì, có giấy tờ kiểm tra được.',
        en: 'A letter without a name is usually not handled, unless it says clearly who did what and has papers that can be checked.',
      },
      {
        vi: 'Ông/bà có quyền được giữ kín tên và được bảo vệ khi bị đe dọa.',
        en: 'You have the right to have your name kept secret and to be protected if threatened.',
      },
      partySigns,
    ],
  },
  'khieu-nai': {
    choice: {
      vi: 'Tôi không chịu một quyết định về nhà đất, quyền lợi của tôi (khiếu nại)',
      en: 'I do not accept a decision about my land, house or rights (a complaint, khiếu nại)',
    },
    title: { vi: 'Việc này xin ông/bà gửi nơi khác', en: 'Please send this elsewhere' },
    first: {
      vi: 'Đơn khiếu nại gửi đến cơ quan đã ra quyết định. Có thời hạn, xin gửi sớm. Chúng tôi chưa giữ chữ nào của ông/bà.',
      en: 'A complaint (đơn khiếu nại) goes to the office that made the decision. There is a time limit, so please send it soon. We have kept nothing of what you wrote.',
    },
    how: [
      {
        vi: 'Viết đơn. Ghi ngày, họ tên, địa chỉ. Ghi rõ quyết định nào, sai ở đâu, muốn được giải quyết ra sao. Ký tên.',
        en: 'Write a letter with the date, your name and address. Say which decision, what is wrong with it and what you ask for. Sign it.',
      },
      {
        vi: 'Kèm bản sao quyết định và giấy tờ liên quan.',
        en: 'Add a copy of the decision and the papers that belong to it.',
      },
      handIn,
      askProof,
    ],
    where: [
      {
        who: {
          vi: 'Hỏi nơi nộp và thời hạn',
          en: 'Ask where to hand it in and by when',
        },
        fact: 'citizenReception',
      },
    ],
    more: [],
  },
  'toi-pham': {
    choice: {
      vi: 'Trộm cắp, đánh nhau, ma túy, lừa đảo',
      en: 'Theft, fighting, drugs, fraud',
    },
    title: { vi: 'Việc này xin báo Công an', en: 'Please tell the police' },
    first: {
      vi: 'Báo Công an bất cứ giờ nào. Đang nguy hiểm thì gọi 113. Chúng tôi chưa giữ chữ nào của ông/bà.',
      en: 'Tell the police at any hour. In danger, call 113. We have kept nothing of what you wrote.',
    },
    how: [
      {
        vi: 'Gọi hoặc đến nói: việc gì, ở đâu, lúc nào, có ai thấy.',
        en: 'Call or go there: what happened, where, when, who saw it.',
      },
      {
        vi: 'Giữ nguyên đồ vật, tin nhắn, hình ảnh nếu có.',
        en: 'Keep things, messages and pictures as they are, if you have any.',
      },
    ],
    where: [
      { who: { vi: 'Công an nơi ông/bà ở', en: 'The police where you live' }, fact: 'police' },
    ],
    more: [],
  },
  'dich-vu': {
    choice: {
      vi: 'Đèn đường, rác, nước, giấy tờ chậm',
      en: 'Street lights, rubbish, water, slow paperwork',
    },
    title: {
      vi: 'Việc này có nơi sửa nhanh hơn',
      en: 'Others can mend this faster',
    },
    first: {
      vi: 'Ở đây chỉ nhận ý kiến về cán bộ, đảng viên. Việc dịch vụ xin báo nơi dưới đây. Chúng tôi chưa giữ chữ nào của ông/bà.',
      en: 'Only letters about officials and Party members are taken here. Please report services to the place below. We have kept nothing of what you wrote.',
    },
    how: [
      {
        vi: 'Nói rõ việc gì, ở chỗ nào, từ bao giờ.',
        en: 'Say what it is, exactly where, and since when.',
      },
      {
        vi: 'Có ảnh thì gửi kèm. Xin số phản ánh để hỏi lại.',
        en: 'Add a picture if you have one. Ask for the report number so that you can ask again.',
      },
    ],
    where: [
      {
        who: { vi: 'Phản ánh dịch vụ', en: 'Reporting services' },
        fact: 'publicServices',
      },
    ],
    more: [],
  },
  'tre-em': {
    choice: {
      vi: 'Em dưới 16 tuổi',
      en: 'I am under 16',
    },
    title: { vi: 'Em hãy nói với một người lớn', en: 'Please tell a grown-up' },
    first: {
      vi: 'Hộp thư này dành cho người từ 16 tuổi. Em không viết ở đây, hãy nhờ một người lớn mà em tin. Chúng tôi chưa giữ chữ nào của em.',
      en: 'This letterbox is for people of 16 and older. Do not write here; ask a grown-up you trust. We have kept nothing of what you wrote.',
    },
    how: [
      {
        vi: 'Nói với cha mẹ, ông bà, thầy cô, hoặc cán bộ Đoàn, Hội phụ nữ nơi em ở.',
        en: 'Tell your parents, grandparents, a teacher, or someone of the Youth or Women’s Union.',
      },
      {
        vi: 'Có người làm em đau hay sợ thì gọi 111, gọi lúc nào cũng được, không mất tiền.',
        en: 'If someone hurts or frightens you, call 111, at any hour, free of charge.',
      },
      { vi: 'Đang nguy hiểm thì gọi 113.', en: 'In danger, call 113.' },
    ],
    where: [
      {
        who: { vi: 'Người giúp trẻ em ở gần', en: 'Who helps children nearby' },
        fact: 'children',
      },
    ],
    more: [],
  },
  'khan-cap': {
    choice: {
      vi: 'Đang có người gặp nguy hiểm',
      en: 'Someone is in danger',
    },
    title: { vi: 'Gọi ngay, đừng viết', en: 'Call now, do not write' },
    first: {
      vi: 'Hộp thư này không có người trực. Công an 113. Cứu hỏa, cứu nạn 114. Cấp cứu 115. Gọi miễn phí.',
      en: 'Nobody watches this letterbox around the clock. Police 113. Fire and rescue 114. Ambulance 115. The calls are free.',
    },
    how: [
      {
        vi: 'Nói đang ở đâu trước, rồi nói việc gì.',
        en: 'Say where you are first, then what is happening.',
      },
      { vi: 'Giữ máy, làm theo lời người trực.', en: 'Stay on the line and do as you are told.' },
    ],
    where: [
      { who: { vi: 'Công an nơi ông/bà ở', en: 'The police where you live' }, fact: 'police' },
    ],
    more: [],
  },
}

/** What stands where an organisation has not filled in its own address yet. */
export const generalFacts: Record<keyof GuidanceFacts, Sentence> = {
  partyInspection: {
    vi: 'Ủy ban Kiểm tra của Đảng ủy phường, xã. Chưa rõ ở đâu thì hỏi Mặt trận nơi ông/bà ở, không cần nói tên.',
    en: 'the Inspection Committee of the ward or commune Party Committee. If you do not know where, ask the Front where you live; no name is needed.',
  },
  citizenReception: {
    vi: 'nơi tiếp công dân của Ủy ban nhân dân phường, xã.',
    en: 'the citizens’ reception office of the ward or commune People’s Committee.',
  },
  province: {
    vi: 'Ủy ban Kiểm tra Tỉnh ủy, Thành ủy hoặc Thanh tra tỉnh, thành phố.',
    en: 'the Inspection Committee of the provincial or city Party Committee, or the provincial or city Inspectorate.',
  },
  police: {
    vi: 'trụ sở Công an phường, xã, hoặc gọi 113.',
    en: 'the ward or commune police station, or call 113.',
  },
  publicServices: {
    vi: 'tổng đài 1022 (nơi đã có), hoặc bộ phận một cửa của phường, xã.',
    en: 'the 1022 hotline (where it exists), or the one-stop office of the ward or commune.',
  },
  children: {
    vi: 'thầy cô, cán bộ trẻ em của phường, xã, hoặc gọi 111.',
    en: 'a teacher, the officer for children of the ward or commune, or call 111.',
  },
}

export const guidanceWords = {
  how: { vi: 'Làm thế nào?', en: 'What to do' },
  howHandIn: { vi: 'Nộp thế nào?', en: 'How to hand it in' },
  where: { vi: 'Gửi ở đâu?', en: 'Where to' },
  whereHandIn: { vi: 'Nộp ở đâu?', en: 'Where to hand it in' },
  print: { vi: 'In trang này', en: 'Print this page' },
  comment: { vi: 'Tôi chỉ muốn góp ý', en: 'I only want to comment' },
  ask: {
    vi: 'Cần hỏi thêm',
    en: 'To ask more',
  },
} satisfies Record<string, Sentence>
