import type { Sentence } from '../lang.ts'

/** The poster itself (Vietnamese, on paper). Curly names are filled in by the organisation. */
export const posterPaper = {
  title: 'BÀ CON GÓP Ý\nCHO CÁN BỘ, ĐẢNG VIÊN',
  lead: 'Khen điều tốt. Góp điều chưa tốt.',
  free: 'Không cần nói tên. Không mất tiền. Không phải cài gì.',
  steps: [
    'Quét hình bằng máy ảnh hoặc Zalo.',
    'Viết vài dòng.',
    'Giữ mã phiếu, đúng hẹn vào xem trả lời.',
  ],
  shy: 'Ngại chỗ đông người thì chụp tờ này, về nhà hãy quét.',
  never: 'Chúng tôi không bao giờ hỏi mật khẩu, mã OTP, thẻ ngân hàng, căn cước hay tiền.',
  elsewhere:
    'Tố cáo, khiếu nại, tin báo tham nhũng: không gửi ở đây, gọi số trên để được chỉ nơi nhận.',
  elsewhereNoPhone:
    'Tố cáo, khiếu nại, tin báo tham nhũng: không gửi ở đây, hỏi Mặt trận để được chỉ nơi nhận.',
  danger: 'Nguy hiểm: 113 · 114 · 115',
  stamp: 'chỗ ký, đóng dấu',
  hung: 'Ngày treo:',
  addressLater: '(địa chỉ có khi hộp thư đã mở ra mạng)',
  trial: 'BẢN THỬ',
  trialWhy: 'chưa dùng được, đừng treo',
  qrLabel: 'Mã QR mở trang gửi ý kiến',
  noSmartphone: 'Không dùng điện thoại thông minh?',
} as const

export const posterSentences = {
  call: (phone: string, hours: string | undefined, person: string | undefined) =>
    `Gọi ${phone}${hours ? `, ${hours}` : ''}${person ? `, gặp ${person}` : ''}.`,
  paperForms: (place: string) => `Hoặc lấy phiếu giấy ở ${place}.`,
  address: (host: string) =>
    `Mã thật chỉ mở trang ${host}. Thấy khác thì đừng bấm, xin gọi số trên.`,
  addressNoPhone: (host: string) => `Mã thật chỉ mở trang ${host}. Thấy khác thì đừng bấm.`,
  before: (cutOff: string) =>
    `Gửi trước ${cutOff} thì kịp kỳ kiểm điểm năm nay. Gửi sau thì để kỳ sau.`,
  ask: (phone: string, hours: string | undefined) =>
    `Hỏi gì xin gọi ${phone}${hours ? `, ${hours}` : ''}. Không cần nói tên.`,
  chat: (name: string, address: string) => `Nhắn ${name}: ${address} (khen và góp ý thường ngày)`,
} as const

/** `/ap-phich`: what is handed out and put up. */
export const posterWords = {
  title: { vi: 'Áp phích, phiếu giấy, lời mời', en: 'Posters, paper forms, invitations' },
  area: { vi: 'Cho khu vực nào?', en: 'For which area?' },
  show: { vi: 'Chọn', en: 'Choose' },
  posters: { vi: 'Áp phích', en: 'Posters' },
  a4: { vi: 'Áp phích A4 (PDF, đen trắng)', en: 'Poster, A4 (PDF, black and white)' },
  a5: { vi: 'Áp phích A5 (PDF)', en: 'Poster, A5 (PDF)' },
  form: { vi: 'Phiếu giấy hai trang (PDF)', en: 'Paper form, two pages (PDF)' },
  slips: {
    vi: 'Phiếu một lần để phát ở cuộc họp dân',
    en: 'One-time slips for a residents’ meeting',
  },
  posterHint: {
    vi: 'In ra, ký, đóng dấu rồi treo. Mã QR chỉ có mã khu vực, không có tên ai.',
    en: 'Print, sign, stamp, then hang. The QR code holds the area alone, nobody’s name.',
  },
  texts: { vi: 'Lời mời có sẵn', en: 'Ready words' },
  zaloGroup: { vi: 'Đăng nhóm Zalo của khu', en: 'For the neighbourhood’s Zalo group' },
  loudspeaker: { vi: 'Đọc trên loa', en: 'For the loudspeaker' },
  copyHint: { vi: 'Bôi đen, chép rồi dán.', en: 'Select, copy, paste.' },
  trialTitle: { vi: 'Áp phích mới là BẢN THỬ', en: 'The poster is a trial copy' },
  trialLead: {
    vi: 'Hộp thư chưa mở ra mạng qua https, điện thoại của bà con chưa vào được. Bản in ghi BẢN THỬ và không có mã QR. Có hai cách mở:',
    en: 'The letterbox is not open to the Internet over https, so residents’ telephones cannot reach it. The print says BẢN THỬ and has no QR code. There are two ways to open it:',
  },
  wayProvince: {
    vi: 'Nhờ tỉnh (hoặc trung tâm dữ liệu của tỉnh) chạy hộp thư suốt ngày đêm tại Việt Nam; ở phường chỉ cần trình duyệt. Gửi tỉnh đoạn “Where it really runs” trong README.',
    en: 'Ask the province (or its data centre) to run the letterbox around the clock in Viet Nam; the ward then needs only a browser. Send them “Where it really runs” of the README.',
  },
  waySelf: {
    vi: 'Tự mở: một máy chạy suốt ngày đêm, một tên miền, Caddy lo chứng chỉ; đặt BASE_URL=https://tên-miền rồi khởi động lại. Máy để bàn tắt ban đêm thì không dùng được: bà con hay viết lúc 20–22 giờ.',
    en: 'Open it yourselves: a machine that is always on, a domain name, Caddy for the certificate; set BASE_URL=https://your-domain and start again. A PC that is off at night will not do: people write between 20 and 22 h.',
  },
  noRecovery: {
    vi: 'Chưa xác nhận đã in và cất tờ khôi phục khóa. Chưa in áp phích được: mất khóa là mất mọi thư của bà con.',
    en: 'The key recovery sheet is not confirmed yet, so there is no poster: without the keys every letter is lost.',
  },
  factsMissing: {
    vi: 'Áp phích còn thiếu số điện thoại, giờ làm việc hoặc người trực.',
    en: 'The poster lacks a telephone number, office hours or whom to ask for.',
  },
  fill: { vi: 'Điền ngay', en: 'Fill in' },
} satisfies Record<string, Sentence>

type Invitation = {
  place: string
  front: string
  address: string
  phone: string | undefined
  hours: string | undefined
  forms: string | undefined
  cutOff: string | undefined
}

/** For the hamlet head's Zalo group: short lines, one link, nothing to fear. */
export function zaloInvitation({ place, front, address, phone, cutOff }: Invitation): string {
  return [
    `Kính gửi bà con ${place},`,
    '',
    `${front} mời bà con góp ý cho cán bộ, đảng viên ở nơi mình: khen điều tốt, góp điều chưa tốt.`,
    '• Không cần nói tên, không mất tiền, không phải cài gì.',
    `• Viết vài dòng tại: ${address}`,
    '• Gửi xong, giữ mã phiếu để xem trả lời.',
    ...(cutOff ? [`• Gửi trước ${cutOff} thì kịp kỳ kiểm điểm năm nay.`] : []),
    ...(phone ? [`• Hỏi gì xin gọi ${phone}, không cần nói tên.`] : []),
    '',
    'Xin đừng viết tên ai hay chuyện ai trong nhóm này. Tố cáo, khiếu nại thì gửi nơi khác, trên trang có chỉ.',
  ].join('\n')
}

/** For the loudspeaker: read aloud in half a minute, no address that cannot be heard. */
export function loudspeakerInvitation(given: Invitation): string {
  const { place, front, phone, hours, forms, cutOff } = given
  return [
    `Kính thưa bà con ${place}.`,
    `${front} mời bà con góp ý cho cán bộ, đảng viên ở nơi mình. Khen điều tốt, góp điều chưa tốt.`,
    'Bà con không cần nói tên, không mất tiền.',
    `Cách gửi: quét hình vuông trên tờ áp phích treo ở ${forms ?? 'nhà văn hóa'}, hoặc lấy phiếu giấy ở đó, viết rồi bỏ vào hòm thư.`,
    ...(phone ? [`Hoặc gọi số ${spoken(phone)}${hours ? `, ${hours}` : ''}.`] : []),
    'Chúng tôi không bao giờ hỏi mật khẩu, mã OTP, thẻ ngân hàng hay tiền.',
    ...(cutOff ? [`Gửi trước ngày ${cutOff} thì kịp kỳ kiểm điểm năm nay.`] : []),
    'Xin cảm ơn bà con. Xin nhắc lại …',
  ].join('\n')
}

function spoken(phone: string): string {
  return phone.replace(/\s+/g, ' – ')
}
