import { bytesToHex } from '@noble/hashes/utils.js'
import type { BundleDraft } from '../../src/bundle/contents.ts'
import { leafHash } from '../../src/custody/tree.ts'
import { letterEntry, official } from './bundle-entries.ts'

type Item = BundleDraft['items'][number]

const longSummary = `Một số người dân ở gần nhà văn hóa cho biết, trong mấy tháng mùa mưa, đường vào khu phố ngập sâu, trẻ em đi học phải lội nước. Bà con đã nhiều lần nêu ở cuộc họp khu phố; đồng chí có ghi nhận và hứa sẽ làm việc với đơn vị thoát nước, nhưng đến nay bà con chưa được báo lại kết quả.
Bà con mong đồng chí báo lại việc đã làm đến đâu, nếu chưa làm được thì vì sao, và khi nào thì xong. ${'Người dân nhắc lại nhiều lần rằng điều cần nhất là được trả lời rõ ràng, kể cả khi câu trả lời là chưa làm được. '.repeat(6)}`

const praise: Partial<Item> = {
  kind: 'praise',
  polarity: 'positive',
  explanation: { state: 'not_asked' },
}

function item(number: number, own: Partial<Item>): Item {
  return {
    number,
    kind: 'comment',
    polarity: 'negative',
    topic: 'Tác phong, lời nói khi tiếp dân',
    criterion: '1.2',
    standing: 'said',
    summary: 'Có ý kiến mong đồng chí nói nhẹ nhàng hơn khi giải thích giấy tờ cho người già.',
    month: '2026-08',
    place: 'workplace',
    senders: 1,
    channels: ['online'],
    explanation: { state: 'silent' },
    attachments: { received: number === 11 ? 2 : 0, released: 0 },
    letter: bytesToHex(leafHash(letterEntry(number))),
    ...own,
  }
}

const items: Item[] = [
  item(3, {
    ...praise,
    summary: 'Người dân ghi nhận đồng chí cùng bà con dọn kênh sau bão, làm từ sáng đến tối.',
    topic: 'Cùng dân làm việc chung',
    standing: 'confirmed',
    senders: 4,
    channels: ['assisted', 'online'],
  }),
  item(4, { ...praise, criterion: '1.5', summary: 'Gia đình sống hòa nhã, hay giúp hàng xóm.' }),
  item(5, {
    summary: longSummary,
    topic: 'Trả lời kiến nghị của khu phố',
    criterion: '3.1',
    standing: 'several',
    senders: 7,
    explanation: {
      state: 'given',
      kind: 'explain',
      text: 'Tôi đã làm việc với đơn vị thoát nước ngày 12/10 và 20/10. Đoạn cống hỏng thuộc dự án của thành phố, dự kiến khởi công quý I/2027.\nTôi xin nhận khuyết điểm là chưa báo lại sớm để bà con rõ.',
      day: '2026-11-03',
    },
  }),
  item(6, {
    explanation: {
      state: 'given',
      kind: 'accept',
      text: 'Tôi tiếp thu, đã nhắc cả bộ phận và sẽ sửa.',
      day: '2026-11-03',
    },
  }),
  item(8, {
    polarity: 'mixed',
    topic: 'Điều hành cuộc họp khu phố',
    summary: 'Họp đúng giờ, nói gọn; nhưng thường không để thời gian cho bà con hỏi.',
    place: 'residence',
  }),
  item(9, {
    ...praise,
    summary: 'Cảm ơn anh đã giúp bà cụ làm thẻ 👍👍🏽 rất nhanh 🙏.',
    month: '2026-05',
  }),
  item(10, {
    summary:
      '*đậm* #let x = 1 <b>nghiêng</b> $y^2$ \\ _gạch_ `mã` @ai //xong &amp; {{chèn}} "ngoặc"',
    topic: '<script>alert(1)</script>',
    criterion: null,
  }),
  item(11, { summary: `Từ dài: ${'nghiêngngả'.repeat(60)}`, standing: 'documented' }),
  item(12, {
    ...praise,
    criterion: '1.5',
    place: null,
    summary: 'Ứng xử đúng mực với người thuê trọ; Ễ Ộ Ẵ Ử ợ ữ ẫ.'.normalize('NFD'),
  }),
  item(14, {
    explanation: {
      state: 'given',
      kind: 'review-again',
      text: 'Việc này do bộ phận khác làm, đề nghị xem lại.',
      day: '2026-11-04',
    },
    channels: ['imported'],
  }),
  item(15, { ...praise, standing: 'several', senders: 12, month: '2026-09' }),
  item(16, { polarity: 'mixed', summary: 'Nhiệt tình với việc chung, nhưng hay hẹn rồi quên.' }),
  item(17, { topic: 'Giữ mối liên hệ với nơi cư trú', criterion: '1.5', place: 'residence' }),
]

/** A fictional bundle: 13 items of 20 received, praise and concern, and texts that are hard to print. */
export function bundleContents(own: Partial<BundleDraft> = {}): BundleDraft {
  return {
    format: 'ydan-bundle-1',
    organisation: 'ỦY BAN MTTQ VIỆT NAM PHƯỜNG MÂY TRẮNG',
    above: 'ỦY BAN MTTQ VIỆT NAM THÀNH PHỐ SÔNG XANH',
    place: 'Mây Trắng',
    record: {
      kind: 'official',
      id: official,
      name: 'Lục Văn Khoai',
      birthYear: 1979,
      posts: [
        { title: 'Phó Chủ tịch UBND', organisation: 'Phường Mây Trắng' },
        { title: 'Đảng ủy viên', organisation: 'Đảng bộ phường Mây Trắng' },
      ],
    },
    cycle: {
      name: 'năm 2026',
      year: 2026,
      kind: 'year',
      framework: 'Quy định 366-QĐ/TW, phụ lục 3',
      rules: [
        {
          number: 'Quy định 366-QĐ/TW',
          date: '2025-08-30',
          issuer: 'Bộ Chính trị',
          title: 'kiểm điểm và đánh giá, xếp loại chất lượng',
        },
        {
          number: 'Hướng dẫn 43-HD/BTCTW',
          date: '2025-10-31',
          issuer: 'Ban Tổ chức Trung ương',
          title: 'hướng dẫn thực hiện Quy định 366-QĐ/TW',
        },
        {
          number: 'Quy định 124-QĐ/TW',
          date: '2018-02-02',
          issuer: 'Ban Bí thư',
          title: 'giám sát của MTTQ, các tổ chức chính trị – xã hội và Nhân dân',
        },
      ],
    },
    version: 1,
    reason: null,
    cutOff: '2026-11-15',
    frozenAt: '2026-11-20T18:30:05Z',
    frozenBy: 'Đào Thị Mướp',
    agreedBy: 'Khổng Văn Bầu',
    residenceComment: {
      state: 'given',
      cell: 'Chi bộ khu phố 3',
      day: '2026-11-10',
      text: 'Đồng chí dự 2/2 buổi họp chi bộ nơi cư trú, gia đình chấp hành tốt; mong đồng chí tham gia thường xuyên hơn việc chung của khu phố.',
    },
    frontComment: null,
    criteria: [
      { code: '1.2', name: 'Tận tụy phục vụ Nhân dân' },
      { code: '1.5', name: 'Đạo đức, lối sống trong sáng' },
      { code: '1.7', name: 'Uy tín' },
      { code: '3.1', name: 'Cầu thị và tiếp thu phản biện, góp ý' },
    ],
    items: structuredClone(items),
    excluded: [
      { state: 'accepted', reason: 'front_only', count: 1 },
      { state: 'not_accepted', reason: 'no_fact', count: 2 },
      { state: 'not_accepted', reason: 'private_life', count: 1 },
      { state: 'merged', reason: null, count: 1 },
      { state: 'diverted', reason: null, count: 1 },
      { state: 'pending', reason: null, count: 1 },
    ],
    balance: {
      received: 20,
      accepted: 14,
      not_accepted: 3,
      rejected: 0,
      merged: 1,
      diverted: 1,
      forwarded: 0,
      withdrawn: 0,
      erased: 0,
      pending: 1,
    },
    numbersBefore: 2,
    numbers: Array.from({ length: 20 }, (_, index) => index + 3),
    custody: {
      organisation: 'mttq-may-trang',
      size: 412,
      leaf: '5b'.repeat(32),
    },
    ...own,
  }
}
