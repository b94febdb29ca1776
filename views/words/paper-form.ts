import { formWords } from './form.ts'

const { titles, places, uses } = formWords

/** The two-page paper form: the questions of the web form, in its order (Vietnamese, on paper). */
export const paperFormWords = {
  title: 'PHIẾU GÓP Ý CHO CÁN BỘ, ĐẢNG VIÊN',
  lead: 'Khen điều tốt. Góp điều chưa tốt. Không cần nói tên. Không mất tiền.',
  noName: formWords.noName.vi,
  notHere:
    'Tố cáo, khiếu nại, tin báo tham nhũng, tội phạm: không ghi ở đây. Xin hỏi Mặt trận để được chỉ nơi nhận. Nguy hiểm: gọi 113 · 114 · 115.',
  kind: 'Ông/bà muốn (đánh dấu một ô):',
  kinds: [titles.praise.vi, titles.comment.vi, titles.report.vi],
  about: formWords.about.vi,
  aboutHint: 'Ghi chức vụ trước, rồi tên. Tập thể, hoặc không rõ tên, thì ghi như bà con vẫn gọi.',
  text: formWords.text.vi,
  textHint: 'Ai làm gì, ở đâu, có ai cùng thấy. Thiếu chỗ thì viết tiếp ở mặt sau.',
  more: 'Viết tiếp (nếu cần)',
  when: formWords.when.vi,
  whenHint: formWords.whenHint.vi,
  whenLine: 'Tháng ………… năm …………',
  place: formWords.place.vi,
  places: [places.residence.vi, places.workplace.vi, places.other.vi],
  files: 'Kèm theo: …… ảnh, giấy tờ (chỉ để bản sao, không cần bản chính).',
  agree: 'Tôi đồng ý cho Mặt trận đọc và xử lý ý kiến này.',
  agreeHint: 'Không đánh dấu ô này thì Mặt trận không được nhập phiếu.',
  use: formWords.use.vi,
  useHint: 'Đánh dấu một ô. Để trống thì chỉ Mặt trận biết.',
  uses: [
    `${uses.record.name.vi} ${uses.record.what.vi}`,
    `${uses['front-only'].name.vi} ${uses['front-only'].what.vi}`,
  ],
  contact: 'Muốn được báo khi có trả lời? (không bắt buộc)',
  contactLine: 'Số điện thoại hoặc thư điện tử:',
  contactAgree:
    'Được báo cho tôi qua số hoặc thư này. Người đọc ý kiến không thấy số. Xong việc 30 ngày thì xóa.',
  slip: 'Mã trên phiếu một lần, nếu được phát ở cuộc họp dân (không bắt buộc):',
  back: 'Gửi lại phiếu này ở đâu?',
  backLines: [
    'Bỏ vào hòm thư của Mặt trận, hoặc đưa tận tay cho người nhận.',
    'Xin lấy phiếu tiếp nhận có mã 20 số: có mã thì xem được trả lời, mất mã thì không ai tìm lại được.',
  ],
  office: 'PHẦN MẶT TRẬN GHI',
  officeLines: ['Số đến: …………………   Ngày đến: ……/……/…………', 'Phiếu tiếp nhận số: …………………/…………'],
  cut: 'Người nhận cắt phần dưới để lưu theo số đến; không ghi tên người gửi.',
} as const
