import { shownDay } from '../dates.ts'
import type { Sentence } from '../lang.ts'

/** `/khu-vuc/sap-nhap`: one area becomes part of another. */
export const mergerWords = {
  title: { vi: 'Sáp nhập khu vực', en: 'Merge areas' },
  lead: {
    vi: 'Chọn khu vực thôi dùng. Trang sau liệt kê những gì đang ở đó, để chọn từng việc chuyển đi đâu. Chưa có gì thay đổi cho đến khi một người lãnh đạo Mặt trận đồng ý.',
    en: 'Choose the area that ends. The next page lists what lies in it, and each is chosen for itself. Nothing changes until a lead agrees.',
  },
  area: { vi: 'Khu vực thôi dùng', en: 'The area that ends' },
  look: { vi: 'Xem đang có gì', en: 'See what it holds' },
  into: { vi: 'Sáp nhập vào', en: 'Becomes part of' },
  firstDay: { vi: 'Kể từ ngày', en: 'From' },
  firstDayHint: {
    vi: 'Ngày đầu tiên ở khu vực mới, thí dụ 01/07. Không sau hôm nay.',
    en: 'The first day in the new area, such as 1 July. Not after today.',
  },
  document: {
    vi: 'Nghị quyết, quyết định (số, ngày, nơi ban hành)',
    en: 'Resolution or decision (number, date, issuer)',
  },
  holds: { vi: 'Đang có', en: 'It holds' },
  ask: { vi: 'Xin đồng ý', en: 'Ask for agreement' },
  asked: {
    vi: 'Đã gửi. Người lãnh đạo Mặt trận phải đồng ý thì mới có hiệu lực.',
    en: 'Sent. It takes effect once a lead agrees.',
  },
  done: { vi: 'Đã sáp nhập', en: 'Merged so far' },
  choose: { vi: '– chọn –', en: '– choose –' },
  always: {
    vi: 'Mã QR, áp phích, phiếu một lần của nơi cũ vẫn dùng được: tự dẫn sang nơi mới. Thư đã nhận giữ nguyên nơi nhận và số; hồ sơ, bản đã chốt không đổi.',
    en: 'QR codes, posters and slips of the old place still work: they lead to the new one. Letters received keep their place and number; records and frozen bundles do not change.',
  },
  otherFront: {
    vi: 'Nơi mới thuộc Mặt trận khác: thư mới từ đó do Mặt trận ấy nhận. Thư đang mở và hồ sơ của kỳ đang chạy ở lại sổ của Mặt trận cũ.',
    en: 'The new place belongs to another Front: it takes new letters from there. Open letters and records of the running cycle stay in the log of the old Front.',
  },
} satisfies Record<string, Sentence>

/** What an area holds, as its page counts it. */
export const mergerCounts = {
  below: { vi: 'khu vực bên trong', en: 'areas inside it' },
  posts: { vi: 'chức vụ đang giữ', en: 'posts held' },
  homes: { vi: 'cán bộ cư trú', en: 'officials living there' },
  bodies: { vi: 'tổ chức', en: 'organisations' },
  cells: { vi: 'tài khoản chi ủy', en: 'accounts of cells' },
  slips: { vi: 'phiếu một lần chưa dùng', en: 'unused slips' },
  letters: { vi: 'thư, ý kiến đang mở', en: 'open letters' },
  records: {
    vi: 'hồ sơ của kỳ đang chạy ở Mặt trận cũ',
    en: 'records of running cycles at its Front',
  },
} satisfies Record<string, Sentence>

/** What is chosen for each, with its choices. Nothing is chosen beforehand. */
export const mergerChoices = {
  below: {
    label: { vi: 'Các khu vực bên trong', en: 'Areas inside it' },
    move: { vi: 'vẫn giữ, chuyển về nơi mới', en: 'stay, as part of the new place' },
    end: { vi: 'cũng thôi, dẫn về nơi mới', en: 'end as well, and lead to the new place' },
  },
  posts: {
    label: { vi: 'Các chức vụ ở đó', en: 'Posts held there' },
    move: { vi: 'tiếp tục ở nơi mới', en: 'go on in the new place' },
    end: { vi: 'kết thúc vào hôm trước', en: 'end the day before' },
  },
  homes: {
    label: { vi: 'Cán bộ cư trú ở đó', en: 'Officials living there' },
    move: {
      vi: 'cư trú ở nơi mới, vào danh sách của chi ủy nơi mới',
      en: 'live in the new place, on its cell’s list',
    },
    end: {
      vi: 'chưa ghi nơi mới, sẽ nhập danh sách sau',
      en: 'no new place yet; a list will follow',
    },
  },
  bodies: {
    label: { vi: 'Tổ chức ở đó', en: 'Organisations there' },
    move: { vi: 'chuyển sang nơi mới', en: 'go to the new place' },
    end: { vi: 'kết thúc hoạt động', en: 'end' },
  },
  cells: {
    label: { vi: 'Tài khoản của chi ủy', en: 'Accounts of the cell' },
    move: { vi: 'chuyển sang danh sách nơi mới', en: 'see the list of the new place' },
    end: { vi: 'kết thúc', en: 'end' },
  },
  letters: {
    label: {
      vi: 'Thư đang mở, hồ sơ kỳ đang chạy',
      en: 'Open letters, records of the running cycle',
    },
    stay: { vi: 'người đang làm làm cho xong', en: 'those who have them finish them' },
    join: {
      vi: 'người xử lý, lãnh đạo, thư ký của Mặt trận mới được giao cùng làm cho xong',
      en: 'moderators, leads and secretaries of the new Front are given the same roles to finish them',
    },
  },
} satisfies Record<string, Record<string, Sentence>>

export const mergerProblems = {
  notHere: { vi: 'Không có khu vực này ở đây.', en: 'There is no such area here.' },
  ended: { vi: 'Khu vực này đã thôi dùng.', en: 'This area has ended already.' },
  into: {
    vi: 'Xin chọn nơi mới: một khu vực khác đang dùng, không nằm trong khu vực cũ.',
    en: 'Choose the new place: another area that is in use and not inside the old one.',
  },
  firstDay: {
    vi: 'Ngày phải đúng, sau ngày lập khu vực và không sau hôm nay.',
    en: 'A valid day, after both areas began and not after today.',
  },
  document: {
    vi: 'Xin ghi nghị quyết hoặc quyết định, nhiều nhất 300 chữ cái.',
    en: 'Write the resolution or decision, at most 300 characters.',
  },
  choice: { vi: 'Xin chọn một cách.', en: 'Choose one.' },
  asked: {
    vi: 'Đã có người xin sáp nhập khu vực này, đang chờ đồng ý.',
    en: 'This merger was asked for already and waits.',
  },
  changed: {
    vi: 'Từ lúc xin đến nay khu vực này đã khác (thêm bớt người, thư, tổ chức không kể; khu vực đã thôi hoặc đã chuyển). Xin làm lại.',
    en: 'Since this was asked, one of the areas ended or moved. Ask anew.',
  },
  apart: {
    vi: 'Có người của Mặt trận mới đang giữ vai trò không đi cùng ở Mặt trận cũ. Xin chọn để người đang làm làm cho xong.',
    en: 'Somebody of the new Front holds a role at the old one that does not go with it. Let those who have the letters finish them.',
  },
} satisfies Record<string, Sentence>

/** One merger on a line. */
export const mergedLine = (
  from: string,
  into: string,
  day: string,
  document: string,
): Sentence => ({
  vi: `${from} → ${into}, kể từ ${shownDay(day)} (${document})`,
  en: `${from} → ${into}, from ${shownDay(day)} (${document})`,
})
