import type { Letter } from '../letter.ts'

/** About the official whose bundle is frozen: both sides, and one matter of last year. */
export const bundled: readonly Letter[] = [
  {
    key: 'luan-mua-lon',
    kind: 'praise',
    area: 'kp3',
    about: ['kp3'],
    monthsAgo: 5,
    place: 'residence',
    text: `Tui ở khu phố 3 hai chục năm nay. Bữa mưa lớn hồi đầu mùa, nước tràn vô tới hiên nhà, hai giờ khuya ông Luận trưởng khu phố với mấy chú dân phòng đội mưa đi gõ cửa từng nhà coi nhà nào có người già thì cõng ra nhà văn hóa. Má tui tám mươi hai tuổi hổng đi được, chính ổng cõng. Sáng ra còn nấu nồi cháo to đùng cho bà con ăn. Tui viết mấy chữ để mấy anh chị biết, cán bộ vậy dân mới thương.`,
    course: {
      to: 'bundled',
      summary:
        'Người dân ghi nhận: trong đợt mưa lớn đầu mùa, đồng chí cùng lực lượng dân phòng đến từng nhà trong đêm, đưa người già đến nơi an toàn và lo bữa ăn cho bà con.',
      agreed: true,
      topic: 'near-people',
      standing: 'several',
      polarity: 'positive',
      record: { criterion: '1.2' },
    },
  },
  {
    key: 'luan-khong-dau',
    kind: 'praise',
    area: 'kp3',
    about: ['kp3'],
    monthsAgo: 3,
    place: 'residence',
    text: `Chao cac co chu. Toi la nguoi thue tro o khu pho 3. Toi muon khen bac Luan. Toi o tro nhung bac van moi di hop khu pho, van cho noi y kien nhu nguoi o lau nam. Luc con toi chua co giay khai sinh bac chi dan tung buoc, dat di len phuong, khong lay mot dong nao. Cam on bac.`,
    course: {
      to: 'bundled',
      summary:
        'Người dân ghi nhận: đồng chí đối xử công bằng với người thuê trọ, mời dự họp, nghe ý kiến và tận tình hướng dẫn làm giấy tờ.',
      topic: 'near-people',
      standing: 'said',
      polarity: 'positive',
      record: { criterion: '1.2' },
    },
  },
  {
    key: 'luan-thu-dai',
    kind: 'praise',
    area: 'kp3',
    about: ['kp3'],
    monthsAgo: 2,
    place: 'residence',
    contact: { channel: 'email', address: 'nguoi.gui.thu@example.com' },
    text: `Kính gửi Mặt trận phường,

Tôi là cán bộ hưu trí, sinh hoạt ở khu dân cư đã lâu, nay mắt kém nên nhờ cháu đánh máy hộ. Tôi vốn không hay viết thư khen ai, vì nghĩ cán bộ làm tốt là việc phải làm. Nhưng năm nay thấy phường treo giấy mời bà con góp ý, tôi nghĩ chê thì nhiều người nói rồi, còn điều tốt mà không ai nói thì cũng thiệt cho người làm tốt.

Việc thứ nhất là con hẻm sau chợ cũ. Hẻm ấy mười năm nay cứ mưa là ngập, năm nào họp cũng kêu, năm nào cũng ghi biên bản rồi để đó. Đầu năm nay anh Luận đi từng nhà một, nhà nào cũng ngồi uống chén nước, hỏi nhà mình góp được bao nhiêu thì góp, không góp được tiền thì góp công, không góp được công thì cho mượn cái bơm. Có nhà lúc đầu đóng cửa không tiếp, anh ấy quay lại ba lần, không nặng lời. Cuối cùng bốn mươi mấy hộ đều đồng ý. Tiền thu chi dán ở bảng tin nhà văn hóa, đến cái hóa đơn mua cát cũng dán. Tôi làm kế toán cả đời, tôi xem kỹ, cộng lại đúng từng đồng. Làm xong còn thừa hơn hai triệu thì họp dân hỏi dùng vào việc gì, chứ không tự ý.

Việc thứ hai là chuyện tranh chấp cái mương giữa hai nhà đầu hẻm. Hai bên đã to tiếng, suýt nữa thì có chuyện. Anh Luận mời cả hai bên ra nhà văn hóa, có bên phụ nữ, có cựu chiến binh cùng ngồi. Anh ấy để ai cũng được nói hết, không ngắt lời, rồi mới lấy cái bản đồ cũ ra chỉ. Nói có tình có lý. Bây giờ hai nhà ấy vẫn qua lại với nhau.

Việc thứ ba thì nhỏ thôi. Nhà anh Luận có đám cưới con gái, làm gọn trong nhà văn hóa, không nhận phong bì của các hộ trong khu phố ngoài họ hàng, không mở loa quá chín giờ tối. Trước đó chính anh ấy vận động bà con làm như thế, thì nhà anh ấy làm trước.

Nói đi cũng phải nói lại, anh ấy nóng tính, họp hành đôi khi nói hơi gắt, tôi đã góp ý riêng thì anh ấy có nhận. Nhưng nhìn chung là người cán bộ cơ sở tận tụy. Tôi viết thư này không phải bà con họ hàng gì. Mong Mặt trận ghi nhận để động viên người làm việc ở cơ sở, lương chẳng bao nhiêu mà việc thì không tên.

Nếu Mặt trận có dịp, xin về nhà văn hóa khu phố mà xem cái bảng tin. Tôi đi nhiều nơi, ít thấy nơi nào cái bảng tin được lau sạch và thay giấy mới mỗi tuần như thế. Nhỏ vậy thôi mà nói lên nhiều điều.

Chúc các đồng chí mạnh khỏe.`,
    course: {
      to: 'bundled',
      first: {
        summary:
          'Một cán bộ hưu trí từng làm kế toán ghi nhận: đồng chí vận động hơn bốn mươi hộ sửa hẻm sau chợ cũ, công khai thu chi; hòa giải tranh chấp mương; tổ chức việc cưới gọn, tiết kiệm.',
        objection: 'exposes-me',
      },
      summary:
        'Người dân ghi nhận: đồng chí kiên trì vận động các hộ cùng sửa hẻm ngập, công khai thu chi đến từng hóa đơn; hòa giải tranh chấp có tình, có lý; gia đình tổ chức việc cưới gọn, tiết kiệm.',
      agreed: true,
      topic: 'family-example',
      standing: 'documented',
      polarity: 'positive',
      record: { criterion: '1' },
    },
  },
  {
    key: 'luan-hoa-don',
    kind: 'praise',
    area: 'kp3',
    about: ['kp3', 'chiBo3'],
    monthsAgo: 8,
    place: 'residence',
    picture: true,
    text: `Khu phố 3 thu tiền làm hẻm công khai lắm, bảng thu chi dán trước nhà văn hóa ai cũng xem được, em chụp gửi kèm. Nhờ chú Luận với chi bộ khu phố gương mẫu đóng trước nên bà con mới theo ạ.`,
    course: {
      to: 'bundled',
      summary:
        'Người dân ghi nhận: việc thu, chi tiền làm hẻm được niêm yết công khai; đồng chí và chi bộ đóng góp trước, bà con làm theo.',
      topic: 'thrift',
      standing: 'documented',
      polarity: 'positive',
      record: { criterion: '1.5' },
    },
  },
  {
    key: 'luan-noi-gat',
    kind: 'comment',
    area: 'kp3',
    about: ['kp3'],
    monthsAgo: 1,
    place: 'residence',
    text: `Tôi góp ý với bác Luận trưởng khu phố: họp dân bác hay cắt lời, ai nói trái ý là bác gắt "biết gì mà nói". Mấy chị em ngại không dám phát biểu nữa. Bác làm được nhiều việc, nhưng cách nói như thế bà con buồn.`,
    course: {
      to: 'bundled',
      summary:
        'Người dân góp ý: khi chủ trì họp khu phố, đồng chí đôi lúc ngắt lời, nói gắt với người có ý kiến khác, làm một số người ngại phát biểu.',
      topic: 'manner',
      standing: 'several',
      polarity: 'negative',
      record: {
        criterion: '3.1',
        explanation: {
          kind: 'accept',
          text: 'Tôi xin tiếp thu. Có buổi họp kéo dài, tôi nóng ruột nên nói chưa đúng mực. Từ nay tôi mời bác trưởng ban công tác Mặt trận cùng điều hành, mời từng người phát biểu.',
          by: 'cell',
        },
      },
    },
  },
  {
    key: 'luan-dau-xe',
    kind: 'report',
    area: 'kp3',
    about: ['kp3'],
    monthsAgo: 4,
    place: 'residence',
    text: `phản ánh nhà chú luận trưởng khu phố buổi tối hay để xe tải của con trai trước đầu hẻm xe máy đi ra vào phải dắt người già đi không được nhắc thì con chú ấy bảo đỗ tí thôi nhưng mà hôm nào cũng thế làm cán bộ thì phải bảo ban con cái gương mẫu trước đã`,
    course: {
      to: 'bundled',
      summary:
        'Người dân phản ánh: người trong gia đình đồng chí nhiều tối đỗ xe tải ở đầu hẻm, gây khó đi lại; mong đồng chí nhắc nhở gia đình gương mẫu.',
      topic: 'family-example',
      standing: 'confirmed',
      polarity: 'negative',
      record: {
        criterion: '1',
        explanation: {
          kind: 'explain',
          text: 'Việc này có thật, kéo dài khoảng hai tháng khi bãi xe ngoài đường lớn đang sửa. Tôi đã nhắc, sau đó xe gửi ở bãi của hợp tác xã. Tôi xin lỗi bà con vì để chậm.',
          by: 'cell',
        },
      },
    },
  },
  {
    key: 'luan-vua-khen-vua-gop',
    kind: 'comment',
    area: 'kp3',
    about: ['kp3'],
    monthsAgo: 6,
    place: 'residence',
    text: `Bác Luận nhiệt tình, việc gì cũng tới nơi. Có điều thông báo họp toàn nhắn trong nhóm Zalo, các cụ không dùng điện thoại thông minh thì không biết mà đi. Mong bác dán thêm giấy ở bảng tin hoặc đọc loa.`,
    course: {
      to: 'bundled',
      summary:
        'Người dân ghi nhận sự nhiệt tình của đồng chí; góp ý nên thông báo họp thêm bằng bảng tin, loa, vì nhiều người cao tuổi chưa quen dùng điện thoại.',
      topic: 'handling',
      standing: 'said',
      polarity: 'mixed',
      record: { criterion: '1.2' },
    },
  },
  {
    key: 'luan-nam-truoc',
    kind: 'comment',
    area: 'kp3',
    about: ['kp3'],
    monthsAgo: 14,
    place: 'residence',
    text: `Việc từ cuối năm ngoái: đèn hẻm bà con góp tiền lắp mà khu phố không báo hết bao nhiêu, thừa thiếu thế nào. Mong lần sau công khai.`,
    course: {
      to: 'accepted',
      summary:
        'Người dân góp ý: việc thu, chi tiền lắp đèn hẻm chưa được báo lại đầy đủ với bà con.',
      topic: 'handling',
      standing: 'said',
      polarity: 'negative',
      record: {
        criterion: '3.3',
        lastYear: true,
        explanation: {
          kind: 'accept',
          text: 'Tôi nhận thiếu sót, đã niêm yết bảng thu chi từ đầu năm nay và sẽ làm như vậy với mọi khoản dân góp.',
          by: 'secretary',
        },
      },
    },
  },
]
