import type { Letter } from '../letter.ts'

/** Concerns about others that were taken up; most wait for the official’s answer. */
export const concerns: readonly Letter[] = [
  {
    key: 'nam-hen-bay-lan',
    kind: 'report',
    area: 'kp5',
    about: ['diaChinh'],
    monthsAgo: 2,
    place: 'workplace',
    text: `Tôi nộp hồ sơ xin phép sửa nhà. Anh Nam địa chính hẹn đi hẹn lại bảy lần, lần nào lên cũng bảo thiếu một giấy khác, sao không nói một lần cho đủ. Tôi làm công nhân, mỗi lần nghỉ là mất một ngày lương. Phiếu hẹn tôi còn giữ cả bảy tờ.`,
    course: {
      to: 'awaiting_explanation',
      summary:
        'Người dân phản ánh: hồ sơ về nhà đất bị hẹn lại nhiều lần, mỗi lần yêu cầu thêm một giấy khác, không hướng dẫn đủ một lần.',
      topic: 'handling',
      standing: 'documented',
      polarity: 'negative',
      record: { criterion: '70' },
    },
  },
  {
    key: 'nam-nghe-dien-thoai',
    kind: 'comment',
    area: 'kp2',
    about: ['diaChinh'],
    monthsAgo: 1,
    place: 'workplace',
    text: `E lên phường hỏi đất đai mà a Nam vừa nói chuyện vừa bấm đt, hỏi 3 câu mới ừ 1 câu. E k đòi hỏi j nhiều, chỉ mong đc nhìn vào mặt khi nói chuyện thôi ạ 😢`,
    course: {
      to: 'awaiting_explanation',
      summary:
        'Người dân góp ý: khi tiếp dân, đồng chí còn dùng điện thoại riêng, ít chú ý nghe người đến hỏi việc.',
      topic: 'manner',
      standing: 'several',
      polarity: 'negative',
      record: { criterion: '1.2' },
    },
  },
  {
    key: 'nam-uong-bia-trua',
    kind: 'report',
    area: 'choLua',
    about: ['diaChinh'],
    monthsAgo: 3,
    place: 'workplace',
    text: `TÔI BÁN NƯỚC GẦN PHƯỜNG. TRƯA NÀO CŨNG THẤY ANH NAM ĐỊA CHÍNH NGỒI QUÁN BIA, HAI GIỜ CHIỀU VÀO LÀM MẶT CÒN ĐỎ. DÂN NGỒI CHỜ NHÌN THẤY HẾT. CÁN BỘ NHƯ THẾ KHÔNG ĐƯỢC.`,
    course: {
      to: 'awaiting_explanation',
      first: {
        summary:
          'Người bán nước gần phường phản ánh: nhiều trưa đồng chí uống bia, chiều vào làm muộn, mặt còn đỏ.',
        objection: 'exposes-me',
      },
      summary:
        'Người dân phản ánh: một số ngày làm việc, đồng chí có uống bia buổi trưa, buổi chiều tiếp dân khi còn biểu hiện đã uống.',
      agreed: true,
      topic: 'lifestyle',
      standing: 'said',
      polarity: 'negative',
      record: { criterion: '1.5' },
    },
  },
  {
    key: 'nam-do-dat-conSay',
    kind: 'comment',
    area: 'conSay',
    about: ['diaChinh'],
    monthsAgo: 7,
    place: 'other',
    text: `Chú Nam xuống thôn đo đạc thì cẩn thận, đo đi đo lại cho bà con yên tâm, cái đó bà con ghi nhận. Nhưng đo xong bốn tháng rồi chưa thấy trả lời, gọi thì máy bận hoài. Được thì nói được, chưa được thì nói chưa được chớ để dân ngóng.`,
    course: {
      to: 'awaiting_explanation',
      summary:
        'Người dân ghi nhận đồng chí đo đạc cẩn thận; góp ý sau nhiều tháng chưa trả lời kết quả, khó liên lạc.',
      topic: 'handling',
      standing: 'said',
      polarity: 'mixed',
      record: { criterion: '70' },
    },
  },
  {
    key: 'nam-da-tiep-thu',
    kind: 'comment',
    area: 'dinhTrong',
    about: ['diaChinh'],
    monthsAgo: 9,
    place: 'workplace',
    text: `Góp ý anh Nam: thông báo trả lại hồ sơ ghi mỗi câu "hồ sơ chưa hợp lệ", không ghi thiếu gì. Dân đọc không biết đường nào mà bổ sung.`,
    course: {
      to: 'accepted',
      summary:
        'Người dân góp ý: thông báo trả hồ sơ chỉ ghi “chưa hợp lệ”, không nêu rõ còn thiếu giấy tờ gì.',
      topic: 'handling',
      standing: 'documented',
      polarity: 'negative',
      record: {
        criterion: '3.3',
        explanation: {
          kind: 'accept',
          text: 'Tôi tiếp thu. Từ tháng sau tôi dùng mẫu thông báo có bảng kê giấy tờ còn thiếu và số điện thoại để hỏi lại.',
          by: 'official',
        },
      },
    },
  },
  {
    key: 'hoi-loa-phat-thanh',
    kind: 'comment',
    area: 'loGach',
    about: ['loGach'],
    monthsAgo: 2,
    place: 'residence',
    text: `Bác Hợi tổ trưởng mở loa từ 5 giờ sáng, có hôm mở cả nhạc. Nhà có người ốm, trẻ con đi học, ai cũng mệt. Đã nói mấy lần ở cuộc họp tổ rồi, bác cứ bảo "loa của phường".`,
    course: {
      to: 'awaiting_explanation',
      summary:
        'Người dân góp ý: loa của tổ dân phố mở quá sớm, có hôm mở nhạc; đã nêu ở cuộc họp tổ nhưng chưa được điều chỉnh.',
      topic: 'manner',
      standing: 'several',
      polarity: 'negative',
      record: { criterion: '3.1' },
    },
  },
  {
    key: 'hoi-thu-quy',
    kind: 'report',
    area: 'loGach',
    about: ['loGach'],
    monthsAgo: 5,
    place: 'residence',
    text: `Tổ em thu quỹ vệ sinh 30k/hộ/tháng mà bác Hợi kg đưa biên lai, hỏi thì bác ghi vô cuốn sổ tay. Em kg nói bác lấy tiền, em chỉ mong có giấy tờ đàng hoàng cho bà con khỏi xì xào.`,
    course: {
      to: 'awaiting_explanation',
      summary:
        'Người dân phản ánh: thu quỹ vệ sinh hằng tháng không có biên lai, chỉ ghi sổ tay; mong có chứng từ rõ ràng.',
      agreed: true,
      topic: 'handling',
      standing: 'confirmed',
      polarity: 'negative',
      record: { criterion: '1.5' },
    },
  },
  {
    key: 'khanh-mat-ho-so',
    kind: 'report',
    area: 'kp5',
    about: ['motCua'],
    monthsAgo: 3,
    place: 'workplace',
    text: `Một cửa làm lạc hồ sơ của nhà tôi hai tuần, sau tìm thấy trong tủ. Anh Khánh có gọi xin lỗi nhưng con tôi đã lỡ hạn nộp trường. Đề nghị có sổ giao nhận cho rõ.`,
    course: {
      to: 'accepted',
      summary:
        'Người dân phản ánh: bộ phận Một cửa có lúc để thất lạc, trả chậm hồ sơ; mong việc giao nhận được ghi sổ.',
      topic: 'handling',
      standing: 'confirmed',
      polarity: 'negative',
      record: {
        criterion: '70',
        explanation: {
          kind: 'explain',
          text: 'Việc để lẫn hồ sơ là có, tôi xin lỗi bà con. Từ đó mỗi hồ sơ có mã giao nhận, cuối ngày đối chiếu.',
          by: 'secretary',
        },
      },
    },
  },
  {
    key: 'chi-rieng-mat-tran',
    kind: 'comment',
    area: 'kp5',
    about: ['chinhSach'],
    monthsAgo: 5,
    place: 'workplace',
    use: 'front-only',
    text: `Chỉ xin nói riêng với Mặt trận: chị Phượng làm việc tốt, nhưng dạo này chị ôm nhiều việc quá nên giấy tờ trợ cấp của mấy cụ hay trễ vài tuần. Mong phường bố trí thêm người cho chị, đừng trách chị.`,
    course: {
      to: 'accepted',
      summary:
        'Người dân góp ý để Mặt trận biết: việc chi trả trợ cấp đôi khi chậm do đồng chí kiêm nhiều việc; mong bố trí thêm người.',
      topic: 'handling',
      standing: 'said',
      polarity: 'mixed',
    },
  },
]
