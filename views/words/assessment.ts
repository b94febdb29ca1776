import type { Sentence } from '../lang.ts'

/** `/bao-ve-du-lieu`: the assessment of how personal data is handled, filled for the default set-up. */
export const assessmentWords = {
  title: {
    vi: 'Đánh giá tác động xử lý dữ liệu cá nhân',
    en: 'Data-protection assessment',
  },
  intro: {
    vi: 'Điền sẵn cho cách lắp đặt mặc định. In ra, sửa chỗ khác với nơi mình, ghi người phụ trách, ký, lưu; nộp trong 60 ngày từ khi bắt đầu nếu pháp luật yêu cầu (Luật 91/2025/QH15 Điều 21 [V2]; Mặt trận, Đảng có được miễn không: chưa rõ, xin hỏi pháp chế).',
    en: 'Filled for the default set-up. Print it, change what differs, name who is responsible, sign, keep; file it within 60 days where the law asks for it (art. 21 [V2]; whether the Front is exempt is unclear).',
  },
  parts: [
    {
      heading: { vi: '1. Ai xử lý', en: '1. Who' },
      lines: [
        {
          vi: 'Bên kiểm soát: Ủy ban MTTQ Việt Nam cấp xã. Bên xử lý: nơi đặt máy (tỉnh hoặc xã), trong nước. Người phụ trách bảo vệ dữ liệu: ……………………',
          en: 'Controller: the Front of the commune. Processor: whoever hosts the machine, in Viet Nam. Responsible person: ……',
        },
        {
          vi: 'Không chuyển ra nước ngoài khi các kênh nhắn tin nước ngoài còn tắt (mặc định). Bật lên thì là chuyển ra nước ngoài, phải có hồ sơ riêng.',
          en: 'Nothing goes abroad while foreign chat channels are off (the default). Switching one on is a cross-border transfer with papers of its own.',
        },
      ],
    },
    {
      heading: {
        vi: '2. Dữ liệu gì, để làm gì, dựa vào đâu',
        en: '2. Which data, why, on what basis',
      },
      lines: [
        {
          vi: 'Của người gửi: lời viết, tệp (dữ liệu nhạy cảm: quan điểm chính trị); cách liên lạc, tên nếu tự ghi. Dựa vào sự đồng ý, tách ba mục, giữ bản của lời đã đồng ý.',
          en: 'Of senders: words, files (sensitive: political views); contact and name only if given. Basis: consent, three separate purposes, version kept.',
        },
        {
          vi: 'Của người được góp ý: tên, chức vụ, ý kiến đã viết lại, giải trình. Phục vụ giám sát và kiểm điểm; căn cứ: cần ý kiến pháp chế (Điều 19).',
          en: 'Of officials: name, post, rewritten comments, answers. For supervision and review; the basis needs an opinion (art. 19).',
        },
        {
          vi: 'Của cán bộ Mặt trận: tên, vai trò, việc đã làm. Không thu: địa chỉ mạng, loại máy, giờ gửi, giấy tờ tùy thân, người dưới 16 tuổi.',
          en: 'Of staff: name, roles, acts. Not collected: network address, device, hour of sending, identity papers, people under 16.',
        },
      ],
    },
    {
      heading: { vi: '3. Rủi ro và biện pháp', en: '3. Risks and measures' },
      lines: [
        {
          vi: 'Người gửi bị lộ, bị trả thù: thư khóa khi đến; tên cần hai người giữ khóa; chỉ lời viết lại đi ra, người gửi xem trước; không ghi khu phố, kênh, ngày. Còn lại: điều chỉ một nhà biết.',
          en: 'A sender is found out: letters sealed on arrival; names need two custodians; only rewritten text leaves, shown to the sender first; no hamlet, channel, day. What remains: facts known to one household.',
        },
        {
          vi: 'Người được góp ý bị vu khống: hai người đồng ý mới nhận ý kiến chê; được giải trình; không chấm điểm; thư giống nhau tính một.',
          en: 'An official is slandered: two persons for what is negative, the right to answer, no scores, near-copies count once.',
        },
        {
          vi: 'Người trong cơ quan lạm quyền: quyền theo vai trò, tránh người thân, nhật ký không sửa được, điểm chốt gửi ra ngoài.',
          en: 'Abuse from inside: roles, recusal, a log that cannot be edited, checkpoints kept outside.',
        },
        {
          vi: 'Mất dữ liệu, máy bị chiếm: sao lưu, khóa để riêng, ba cửa tách nhau; trang Sự cố đếm 72 giờ.',
          en: 'Loss or intrusion: backups, keys apart, three separate doors; the page Incidents counts 72 hours.',
        },
      ],
    },
    {
      heading: { vi: '4. Quyền và thời hạn', en: '4. Rights and terms' },
      lines: [
        {
          vi: 'Xem, sửa, tạm dừng, rút, xóa: bằng mã phiếu; trả lời trong 2 ngày làm việc. Thời hạn giữ và hủy: trang Lưu giữ.',
          en: 'View, correct, pause, withdraw, erase: by receipt; answered within 2 working days. Terms: the page Retention.',
        },
      ],
    },
    {
      heading: { vi: '5. Kết luận', en: '5. Conclusion' },
      lines: [
        {
          vi: 'Rủi ro còn lại: ……………………  Chấp nhận / phải làm thêm: ……………………',
          en: 'Remaining risk: ……  Accepted / more to do: ……',
        },
        {
          vi: 'Ngày, người lập, người duyệt (ký): ……………………',
          en: 'Date, drawn up by, approved by (signed): ……',
        },
      ],
    },
  ],
} satisfies {
  title: Sentence
  intro: Sentence
  parts: { heading: Sentence; lines: Sentence[] }[]
}
