import type { Sentence } from '../lang.ts'

/** `/don-vi`: what pages and papers fill in about the Front. */
export const factsWords = {
  title: { vi: 'Thông tin của đơn vị', en: 'About the organisation' },
  lead: {
    vi: 'Những điều này in lên áp phích, phiếu, trang hướng dẫn. Để trống thì chỗ đó không in.',
    en: 'Posters, receipts and guidance pages use these. What is left empty is left out.',
  },
  contactPart: { vi: 'Liên hệ', en: 'Contact' },
  guidancePart: { vi: 'Việc khác gửi ở đâu', en: 'Where other matters go' },
  signingPart: { vi: 'Ký áp phích', en: 'Who signs posters' },
  save: { vi: 'Lưu', en: 'Save' },
  saved: { vi: 'Đã lưu.', en: 'Saved.' },
} satisfies Record<string, Sentence>

/** Each fact with an example; the order of the page. */
export const factFields = {
  phone: {
    label: { vi: 'Số điện thoại', en: 'Telephone' },
    hint: { vi: 'Thí dụ: 0900 000 201', en: 'For example: 0900 000 201' },
  },
  hours: {
    label: { vi: 'Giờ trực', en: 'Hours' },
    hint: {
      vi: 'Thí dụ: thứ Hai đến thứ Sáu, 7g30–11g30, 13g30–17g',
      en: 'For example: Monday to Friday, 7g30–11g30, 13g30–17g',
    },
  },
  person: {
    label: { vi: 'Gặp ai', en: 'Whom to ask for' },
    hint: { vi: 'Thí dụ: chị Hạnh', en: 'For example: chị Hạnh' },
  },
  office: {
    label: { vi: 'Địa chỉ văn phòng Mặt trận', en: 'Address of the office' },
    hint: { vi: 'Thí dụ: tầng 1, số 4 đường Bờ Kè', en: 'For example: tầng 1, số 4 đường Bờ Kè' },
  },
  paperForms: {
    label: { vi: 'Lấy phiếu giấy ở đâu', en: 'Where paper forms lie' },
    hint: { vi: 'Thí dụ: nhà văn hóa khu phố', en: 'For example: the community hall' },
  },
  backupDays: {
    label: { vi: 'Bản sao lưu giữ mấy ngày', en: 'Days backups are kept' },
    hint: {
      vi: 'Để trống: 90. Người xin hủy ý kiến được báo ngày bản sao lưu cũ hết hạn.',
      en: 'Empty: 90. Who asks for erasure is told when old backups end.',
    },
  },
  comeBackDays: {
    label: { vi: 'Hẹn trả lời sau mấy ngày', en: 'Days until an answer' },
    hint: { vi: 'Từ 1 đến 90; để trống là 12 ngày.', en: '1 to 90; empty means 12.' },
  },
  zalo: {
    label: { vi: 'Địa chỉ Zalo OA của Mặt trận', en: 'Zalo OA address' },
    hint: {
      vi: 'Chỉ in khi kênh Zalo đã bật. Thí dụ: zalo.me/4000000000',
      en: 'Printed only when the channel is on. For example: zalo.me/4000000000',
    },
  },
  line: {
    label: { vi: 'Địa chỉ LINE', en: 'LINE address' },
    hint: { vi: 'Chỉ in khi kênh LINE đã bật.', en: 'Printed only when the channel is on.' },
  },
  signer: {
    label: { vi: 'Chức vụ người ký', en: 'Post of who signs' },
    hint: {
      vi: 'Thí dụ: TM. BAN THƯỜNG TRỰC – CHỦ TỊCH',
      en: 'For example: TM. BAN THƯỜNG TRỰC – CHỦ TỊCH',
    },
  },
  signerName: {
    label: { vi: 'Họ tên người ký', en: 'Name of who signs' },
    hint: { vi: 'Như in dưới chữ ký.', en: 'As printed below the signature.' },
  },
  partyInspection: {
    label: { vi: 'Ủy ban Kiểm tra Đảng ủy', en: 'The Party’s inspection committee' },
    hint: { vi: 'Địa chỉ, giờ, số điện thoại.', en: 'Address, hours, telephone.' },
  },
  citizenReception: {
    label: { vi: 'Nơi tiếp công dân', en: 'Citizens’ reception' },
    hint: { vi: 'Địa chỉ, ngày tiếp, số điện thoại.', en: 'Address, days, telephone.' },
  },
  province: {
    label: { vi: 'Việc về lãnh đạo phường, xã', en: 'Matters about the ward’s leaders' },
    hint: {
      vi: 'Ủy ban Kiểm tra hoặc Thanh tra tỉnh: địa chỉ, số.',
      en: 'Inspection of the province: address, telephone.',
    },
  },
  police: {
    label: { vi: 'Công an phường, xã', en: 'Police' },
    hint: { vi: 'Địa chỉ, số, bất cứ giờ nào.', en: 'Address, telephone.' },
  },
  publicServices: {
    label: { vi: 'Đèn đường, rác, nước, giấy tờ', en: 'Street lights, waste, water, papers' },
    hint: { vi: 'Tổng đài 1022 hoặc bộ phận Một cửa.', en: 'Hotline 1022 or the one-stop desk.' },
  },
} satisfies Record<string, { label: Sentence; hint: Sentence }>
export type FactName = keyof typeof factFields

export const factProblems = {
  line: { vi: 'Một dòng, nhiều nhất 300 chữ cái.', en: 'One line, at most 300 characters.' },
  backupDays: {
    vi: 'Một số từ 1 đến 3650, hoặc để trống.',
    en: 'A number from 1 to 3650, or empty.',
  },
  days: { vi: 'Một số từ 1 đến 90, hoặc để trống.', en: 'A number from 1 to 90, or empty.' },
} satisfies Record<string, Sentence>
