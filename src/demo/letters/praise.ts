import type { Letter } from '../letter.ts'

/** Praise of others that was taken up. */
export const praise: readonly Letter[] = [
  {
    key: 'tham-khai-sinh',
    kind: 'praise',
    area: 'kp2',
    about: ['hoTich'],
    monthsAgo: 1,
    place: 'workplace',
    text: `Hôm tôi đi làm giấy khai sinh cho cháu, cô Thắm hướng dẫn rất tận tình, điền hộ tờ khai vì tôi không đeo kính. Xong trước hẹn một ngày. Cảm ơn cô.`,
    course: {
      to: 'accepted',
      summary:
        'Người dân ghi nhận: đồng chí hướng dẫn tận tình việc đăng ký khai sinh, giúp người lớn tuổi điền tờ khai, trả kết quả trước hẹn.',
      topic: 'near-people',
      standing: 'said',
      polarity: 'positive',
      record: { criterion: '1.2' },
    },
  },
  {
    key: 'tham-teencode',
    kind: 'praise',
    area: 'choLua',
    about: ['hoTich'],
    monthsAgo: 4,
    place: 'workplace',
    text: `c Thắm bên hộ tịch dth cực luôn ạk, em đi đkkh mà quên mang giấy xác nhận tình trạng hôn nhân, c gọi hộ qua xã cũ hỏi giùm em r nhắn tin báo em nữa. 10 điểm k có nhưng 🥰`,
    course: {
      to: 'accepted',
      summary:
        'Người dân ghi nhận: đồng chí chủ động liên hệ nơi cư trú cũ để giúp người dân hoàn thiện hồ sơ đăng ký kết hôn, báo tin kịp thời.',
      topic: 'near-people',
      standing: 'said',
      polarity: 'positive',
    },
  },
  {
    key: 'khanh-xep-hang',
    kind: 'praise',
    area: 'kp1',
    about: ['motCua'],
    monthsAgo: 6,
    place: 'workplace',
    text: `Từ ngày anh Khánh phụ trách Một cửa, có ghế ngồi, có nước uống, có số thứ tự, người già được gọi trước. Hôm đông quá anh ra tận sân xin lỗi bà con vì để chờ lâu. Tôi thấy được tôn trọng.`,
    course: {
      to: 'accepted',
      summary:
        'Người dân ghi nhận: bộ phận Một cửa được sắp xếp chu đáo, ưu tiên người cao tuổi; đồng chí trực tiếp xin lỗi khi để dân chờ lâu.',
      topic: 'manner',
      standing: 'several',
      polarity: 'positive',
      record: { criterion: '1.7' },
    },
  },
  {
    key: 'phuong-nguoi-ngheo',
    kind: 'praise',
    area: 'loGach',
    about: ['chinhSach'],
    monthsAgo: 10,
    place: 'residence',
    text: `Co Phuong ben chinh sach xuong tan nha xem hoan canh roi moi lam ho so ho ngheo, khong bat dan chay di chay lai. Tet con mang qua cua nguoi hao tam toi, dua dung nguoi, khong chup hinh dang mang. Toi ne cai do.`,
    course: {
      to: 'accepted',
      summary:
        'Người dân ghi nhận: đồng chí đến tận nhà xem hoàn cảnh khi xét hộ nghèo, trao quà đúng người, giữ thể diện cho người nhận.',
      topic: 'near-people',
      standing: 'confirmed',
      polarity: 'positive',
      record: { criterion: '1.2' },
    },
  },
  {
    key: 'diep-tram-y-te',
    kind: 'praise',
    area: 'conSay',
    about: ['yTe'],
    monthsAgo: 2,
    place: 'workplace',
    text: `Con tôi sốt co giật lúc nửa đêm, đường ra bệnh viện thì xa, phà thì nghỉ. Tôi gọi bác sĩ Diệp trưởng trạm, bác ấy nhấc máy ngay, dặn từng bước qua điện thoại rồi đi xe máy xuống thôn, hai mươi phút là tới.

Bác ngồi với cháu đến gần sáng, đợi hạ sốt hẳn, rồi mới về. Sáng hôm sau lại gọi hỏi cháu ăn được chưa. Tôi gửi tiền bác không lấy, bảo "để mua sữa cho cháu".

Thôn tôi cách trở sông nước, trước đây ốm đau ban đêm là chịu. Từ ngày có bác Diệp, trạm có lịch trực dán ở bến phà, có số điện thoại, ai gọi cũng có người nghe. Mấy mẹ có con nhỏ chúng tôi biết ơn lắm. Tôi biết không phải trạm nào cũng được như thế.

Bác còn mở lớp dạy các mẹ cách sơ cứu khi trẻ hóc, khi trẻ đuối nước, dạy bằng con búp bê, ai cũng được làm thử. Tháng trước có cháu bị hóc hạt nhãn, mẹ cháu làm theo đúng như bác dạy mà cứu được con. Chuyện này cả thôn biết.

Tôi chỉ mong phường quan tâm cho trạm thêm cái máy phát điện, vì mất điện là tủ thuốc lạnh hỏng hết, bác Diệp phải mang vắc xin gửi nhờ tủ nhà dân. Đó là điều tôi muốn nói thêm, chứ không phải lỗi của bác.

Còn một việc nữa tôi muốn kể cho hết. Mẹ chồng tôi bị tiểu đường mười năm, tháng nào cũng phải đi phà lên trạm lấy thuốc, sóng to là không đi được, có tháng bỏ thuốc. Bác Diệp xin được cấp thuốc hai tháng một lần cho các cụ ở cồn, rồi nhờ cô y tế thôn đo đường huyết tại nhà, ghi vào quyển sổ nhỏ, cụ nào cao thì bác gọi điện hỏi. Mẹ chồng tôi quý bác ấy như con gái, có con cá ngon là bảo tôi mang lên, bác không nhận thì bà cụ dỗi, bác phải nhận rồi lại gửi xuống cân đường với hộp sữa. Chuyện qua lại như thế là tình người chứ chẳng phải quà cáp gì.

Hồi dịch sốt xuất huyết, bác đi với thanh niên lật từng cái chum, cái vỏ lốp, nhà nào có lăng quăng thì bác chỉ tận mắt cho xem, không mắng, không phạt. Năm ấy cả thôn tôi chỉ có hai ca, mà nơi khác mấy chục ca.

Nếu có đợt khen thưởng, xin Mặt trận nhớ đến bác sĩ Diệp và các cô ở trạm. Người ta làm mà không kêu ca gì cả. Chúng tôi dân quê không biết viết đơn viết từ thế nào cho phải phép, thấy có cái mã quét ở bến phà thì nhờ cháu lớn gõ hộ mấy dòng.`,
    course: {
      to: 'accepted',
      summary:
        'Người dân ghi nhận: đồng chí tận tình với người bệnh cả ban đêm, không nhận tiền; công khai lịch trực, mở lớp dạy sơ cứu cho các gia đình.',
      agreed: true,
      topic: 'near-people',
      standing: 'several',
      polarity: 'positive',
      record: { criterion: '1.2' },
    },
  },
  {
    key: 'huy-hoc-them',
    kind: 'praise',
    area: 'kp1',
    about: ['hieuTruong'],
    monthsAgo: 2,
    place: 'workplace',
    text: `Thầy Huy hiệu trưởng đứng cổng trường mỗi sáng đón học sinh, trời mưa thầy che ô cho các cháu. Họp phụ huynh thầy nói rõ không thu khoản nào ngoài quy định và làm đúng như nói.`,
    course: {
      to: 'accepted',
      summary:
        'Người dân ghi nhận: đồng chí quan tâm học sinh, công khai các khoản thu và thực hiện đúng như đã nói với phụ huynh.',
      topic: 'manner',
      standing: 'several',
      polarity: 'positive',
    },
  },
  {
    key: 'mo-van-chi-em',
    kind: 'praise',
    area: 'dinhTrong',
    about: ['phuNu', 'hoiPhuNu'],
    monthsAgo: 7,
    place: 'residence',
    bare: true,
    text: `chị Mơ hội phụ nữ giúp chị em vay vốn nuôi gà chị xuống tận chuồng xem hướng dẫn ghi sổ sách ai trả chậm chị cũng nhắc nhẹ nhàng không bêu tên ai lên loa cả tổ em mười hai người thì mười hai người trả đủ`,
    course: {
      to: 'accepted',
      summary:
        'Người dân ghi nhận: đồng chí và Hội hướng dẫn chị em vay vốn chăn nuôi, theo dõi sát, nhắc nợ tế nhị; các hộ đều trả đủ.',
      topic: 'near-people',
      standing: 'said',
      polarity: 'positive',
    },
  },
  {
    key: 'oanh-can-doi-chung',
    kind: 'praise',
    area: 'choLua',
    about: ['choLua'],
    monthsAgo: 3,
    place: 'workplace',
    text: `Bà Oanh ban quản lý chợ đặt cái cân đối chứng giữa chợ, ai mua thiếu thì ra cân lại. Mấy sạp cân gian giờ hết dám. Tui đi chợ yên tâm hẳn.`,
    course: {
      to: 'accepted',
      summary:
        'Người dân ghi nhận: đồng chí đặt cân đối chứng ở chợ, việc cân thiếu giảm rõ, người mua yên tâm.',
      topic: 'handling',
      standing: 'confirmed',
      polarity: 'positive',
    },
  },
  {
    key: 'huong-chong-lu',
    kind: 'praise',
    area: 'conSay',
    about: ['conSay', 'chiBoConSay'],
    monthsAgo: 2,
    place: 'residence',
    picture: true,
    text: `Bầy tui ở Cồn Sậy xin khen o Hường trưởng thôn. Lụt năm ni nước lên mau, o đi đò từng nhà chở heo chở gà lên cồn cao, nhà o thì mất sạch bầy vịt. Chi bộ thôn chia người trực đê suốt ba đêm. Rứa mới là cán bộ của dân.`,
    course: {
      to: 'accepted',
      summary:
        'Người dân ghi nhận: trong đợt lụt, đồng chí cùng chi bộ thôn giúp bà con di dời tài sản, trực đê nhiều đêm, đặt việc chung trên việc nhà.',
      topic: 'near-people',
      standing: 'confirmed',
      polarity: 'positive',
    },
  },
  {
    key: 'thinh-don-rac',
    kind: 'praise',
    area: 'kp1',
    about: ['kp1'],
    monthsAgo: 1,
    place: 'residence',
    text: `Ông Thịnh khu phố 1 sáng chủ nhật nào cũng cầm chổi ra trước, thành ra cả phố ra theo. Chả phải hô hào gì.`,
    course: {
      to: 'accepted',
      summary:
        'Người dân ghi nhận: đồng chí gương mẫu tham gia dọn vệ sinh hằng tuần, bà con tự giác làm theo.',
      topic: 'lifestyle',
      standing: 'several',
      polarity: 'positive',
    },
  },
  {
    key: 'viet-anh-day-boi',
    kind: 'praise',
    area: 'kp2',
    about: ['doan'],
    monthsAgo: 4,
    place: 'residence',
    text: `Hè rồi Đoàn phường mở lớp dạy bơi miễn phí cho tụi nhỏ, cậu Việt Anh ngày nào cũng có mặt từ 5h sáng. Con tui giờ bơi được 50 mét rồi đó, cám ơn cậu nhiều nghen.`,
    course: {
      to: 'accepted',
      summary:
        'Người dân ghi nhận: đồng chí tổ chức và trực tiếp theo các lớp bơi không thu tiền của trẻ em dịp hè.',
      topic: 'near-people',
      standing: 'said',
      polarity: 'positive',
    },
  },
  {
    key: 'mo-doi-rac',
    kind: 'praise',
    area: 'kp2',
    about: ['phuNu'],
    monthsAgo: 6,
    place: 'residence',
    text: `Mô hình đổi vỏ chai lấy cây xanh của chị Mơ hay lắm, tụi nhỏ nhà tôi thi nhau gom. Mong chị duy trì ạ!`,
    course: {
      to: 'accepted',
      summary:
        'Người dân ghi nhận: đồng chí tổ chức việc đổi rác tái chế lấy cây xanh, trẻ em tham gia tích cực.',
      topic: 'lifestyle',
      standing: 'said',
      polarity: 'positive',
    },
  },
  {
    key: 'chi-bo-3-hoi-hop',
    kind: 'praise',
    area: 'kp3',
    about: ['chiBo3'],
    monthsAgo: 5,
    place: 'residence',
    text: `Chi bộ khu phố 3 tháng nào cũng có buổi ngồi nghe dân ở nhà văn hóa, nói gì cũng ghi lại, tháng sau trả lời cái nào làm được cái nào chưa. Bà con thấy có tin tưởng.`,
    course: {
      to: 'accepted',
      summary:
        'Người dân ghi nhận: chi bộ tổ chức nghe dân hằng tháng, ghi nhận và trả lời cụ thể ở buổi sau.',
      topic: 'near-people',
      standing: 'several',
      polarity: 'positive',
    },
  },
]
