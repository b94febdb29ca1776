import type { Sentence } from '../lang.ts'

/** One slip, as it is cut from the sheet (Vietnamese, on paper). */
export const slipPaper = {
  name: 'Phiếu một lần',
  title: 'PHIẾU MỘT LẦN',
  what: 'Ghi mã này vào ý kiến (trên mạng hoặc phiếu giấy). Mã chỉ cho biết người gửi là người ở đây, không cho biết là ai.',
  once: (cutOff: string) => `Dùng một lần, chậm nhất ngày ${cutOff}.`,
  where: (address: string) => `Gửi tại: ${address}`,
} as const

/** `/phieu-mot-lan`: making sheets of slips. */
export const slipWords = {
  title: { vi: 'Phiếu một lần', en: 'One-time slips' },
  lead: {
    vi: 'Phát ở cuộc họp dân. Ý kiến gửi kèm mã đúng được ghi “cư dân đã xác nhận”. Không ai biết phiếu nào của ai, phiếu nào đã dùng, dùng lúc nào.',
    en: 'Handed out at a residents’ meeting. A letter with a valid code is marked “confirmed resident”. Nobody learns whose slip it was, which were used, or when.',
  },
  rules: {
    vi: 'Mã chỉ in ra một lần, máy không giữ. Cắt rời, xáo trộn, để bà con tự bốc; đừng ghi ai lấy phiếu nào. Phiếu thừa thì hủy.',
    en: 'The codes are printed once and not kept. Cut, shuffle, let people draw; never write down who took which. Destroy what is left over.',
  },
  area: { vi: 'Khu vực', en: 'Area' },
  count: { vi: 'Bao nhiêu phiếu?', en: 'How many slips?' },
  countHint: {
    vi: 'Từ 1 đến 500. Mỗi trang A4 có 21 phiếu. Làm dư một ít.',
    en: '1 to 500; 21 on a page. Make a few more than needed.',
  },
  cycle: { vi: 'Dùng đến ngày chốt của kỳ', en: 'Good until the cut-off of' },
  make: { vi: 'Làm và in (PDF)', en: 'Make and print (PDF)' },
  sheets: { vi: 'Những lần đã làm', en: 'Sheets made' },
  made: { vi: 'Ngày làm', en: 'Made on' },
  none: { vi: 'Chưa làm lần nào.', en: 'None yet.' },
  noCycle: {
    vi: 'Chưa có kỳ kiểm điểm đang mở. Thư ký mở kỳ rồi mới làm phiếu được.',
    en: 'No cycle is open. The secretary opens one first.',
  },
  wrongCount: { vi: 'Xin ghi số phiếu từ 1 đến 500.', en: 'Give a number from 1 to 500.' },
} satisfies Record<string, Sentence>
