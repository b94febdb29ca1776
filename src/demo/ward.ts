/**
 * The fictional place of the demo. Province, ward, people and telephone numbers are invented; unit
 * codes begin with 99, which no province of Viet Nam has.
 */
export const places = {
  city: { code: '99', kind: 'thành phố', name: 'Hà Triêu' },
  ward: { code: '99001', kind: 'phường', name: 'Bến Lụa' },
} as const

/** The Front of the ward, and the one above, which handles letters about the ward's leaders. */
export const fronts = {
  above: { code: 'mttq-99', name: 'Ủy ban MTTQ Việt Nam thành phố Hà Triêu' },
  ward: { code: 'mttq-99001', name: 'Ủy ban MTTQ Việt Nam phường Bến Lụa' },
} as const

const guidance = {
  partyInspection:
    'Ủy ban Kiểm tra Đảng ủy phường Bến Lụa, số 2 đường Bờ Kè, giờ hành chính, 0900 000 203',
  citizenReception:
    'Phòng tiếp công dân phường Bến Lụa, số 4 đường Bờ Kè, sáng thứ Ba và thứ Năm, 0900 000 204',
  province: 'Thanh tra thành phố Hà Triêu, số 1 đường Cửa Đông, 0900 000 100',
  police: 'Công an phường Bến Lụa, số 9 đường Bờ Kè, 0900 000 209, bất cứ giờ nào',
  publicServices: 'Tổng đài phản ánh của thành phố, 0900 000 122, hoặc bộ phận Một cửa của phường',
  comeBackDays: 12,
}

/** What each Front's pages fill in (src/intake/area-facts.ts). */
export const settings = {
  above: {
    ...guidance,
    phone: '0900 000 101',
    hours: '7g30–11g30, 13g30–17g, thứ Hai đến thứ Sáu',
    office: 'Trụ sở Mặt trận thành phố, số 12 đường Cửa Đông',
  },
  ward: {
    ...guidance,
    phone: '0900 000 201',
    hours: '7g30–11g30, 13g30–17g, thứ Hai đến thứ Sáu; tối thứ Tư 18g–20g',
    office: 'Phòng Mặt trận, tầng 1, số 4 đường Bờ Kè; gặp chị Hạnh',
  },
} as const

/** Neighbourhoods, each with its own word; `into` names the one an area was merged into. */
export const neighbourhoods = {
  kp1: { code: '99001-01', kind: 'khu phố', name: '1' },
  kp2: { code: '99001-02', kind: 'khu phố', name: '2' },
  kp3: { code: '99001-03', kind: 'khu phố', name: '3' },
  kp4: { code: '99001-04', kind: 'khu phố', name: '4', into: 'kp3' },
  kp5: { code: '99001-05', kind: 'khu phố', name: '5' },
  choLua: { code: '99001-06', kind: 'tổ dân phố', name: 'Chợ Lụa' },
  loGach: { code: '99001-07', kind: 'tổ dân phố', name: 'Lò Gạch' },
  dinhTrong: { code: '99001-08', kind: 'tổ dân phố', name: 'Đình Trong' },
  conSay: { code: '99001-09', kind: 'thôn', name: 'Cồn Sậy' },
} as const

export type AreaKey = 'ward' | keyof typeof neighbourhoods

/** Bodies that are reviewed as collectives. */
export const collectives = {
  dangUy: { kind: 'party', name: 'Ban Thường vụ Đảng ủy phường Bến Lụa', area: 'ward' },
  ubnd: { kind: 'state', name: 'Tập thể lãnh đạo UBND phường Bến Lụa', area: 'ward' },
  hoiPhuNu: { kind: 'mass', name: 'Hội Liên hiệp Phụ nữ phường Bến Lụa', area: 'ward' },
  tramYTe: { kind: 'state', name: 'Trạm Y tế phường Bến Lụa', area: 'ward' },
  chiBo3: { kind: 'cell', name: 'Chi bộ khu phố 3', area: 'kp3' },
  chiBoConSay: { kind: 'cell', name: 'Chi bộ thôn Cồn Sậy', area: 'conSay' },
} as const

export type CollectiveKey = keyof typeof collectives

type Person = {
  name: string
  born: number
  title: string
  area: AreaKey
  body?: CollectiveKey
  head?: true
  /** In the Party for less than six months, so not reviewed this year. */
  newcomer?: true
}

/** The ward's leaders: the Front above keeps their records and handles the letters about them. */
export const leaders = {
  biThu: { name: 'Đỗ Khắc Tường', born: 1969, title: 'Bí thư Đảng ủy phường Bến Lụa' },
  chuTich: { name: 'Lương Bích Đào', born: 1975, title: 'Chủ tịch UBND phường Bến Lụa' },
  matTran: { name: 'Vi Thế Lân', born: 1971, title: 'Chủ tịch Ủy ban MTTQ phường Bến Lụa' },
} as const

/** Officials whose records the ward's Front keeps. */
export const officials = {
  kp3: {
    name: 'Phan Công Luận',
    born: 1964,
    title: 'Bí thư chi bộ, Trưởng khu phố 3',
    area: 'kp3',
    body: 'chiBo3',
    head: true,
  },
  kp1: { name: 'Giáp Văn Thịnh', born: 1961, title: 'Trưởng khu phố 1', area: 'kp1', head: true },
  conSay: {
    name: 'Bế Thị Hường',
    born: 1972,
    title: 'Bí thư chi bộ, Trưởng thôn Cồn Sậy',
    area: 'conSay',
    body: 'chiBoConSay',
    head: true,
  },
  loGach: {
    name: 'Chu Đình Hợi',
    born: 1959,
    title: 'Tổ trưởng tổ dân phố Lò Gạch',
    area: 'loGach',
    head: true,
  },
  choLua: {
    name: 'Mạc Kim Oanh',
    born: 1978,
    title: 'Tổ trưởng tổ dân phố Chợ Lụa, Ban quản lý chợ',
    area: 'choLua',
    head: true,
  },
  diaChinh: {
    name: 'Trịnh Hoài Nam',
    born: 1985,
    title: 'Công chức địa chính – xây dựng',
    area: 'ward',
  },
  hoTich: {
    name: 'Ninh Thị Thắm',
    born: 1990,
    title: 'Công chức tư pháp – hộ tịch',
    area: 'ward',
  },
  motCua: {
    name: 'Quách Duy Khánh',
    born: 1982,
    title: 'Phụ trách bộ phận Một cửa',
    area: 'ward',
  },
  chinhSach: {
    name: 'Tạ Minh Phượng',
    born: 1987,
    title: 'Công chức văn hóa – xã hội',
    area: 'ward',
  },
  yTe: {
    name: 'Thân Ngọc Diệp',
    born: 1979,
    title: 'Trưởng Trạm Y tế phường',
    area: 'ward',
    body: 'tramYTe',
  },
  phuNu: {
    name: 'Lộc Thị Mơ',
    born: 1981,
    title: 'Chủ tịch Hội Phụ nữ phường',
    area: 'ward',
    body: 'hoiPhuNu',
  },
  doan: {
    name: 'Khổng Việt Anh',
    born: 1997,
    title: 'Bí thư Đoàn Thanh niên phường',
    area: 'ward',
    newcomer: true,
  },
  hieuTruong: {
    name: 'Đàm Quang Huy',
    born: 1976,
    title: 'Hiệu trưởng Trường Tiểu học Bến Lụa',
    area: 'ward',
  },
} as const satisfies Record<string, Person>

export type OfficialKey = keyof typeof officials | keyof typeof leaders

/** The people of the ward's Front and its cells, one or more a role. */
export const staff = {
  admin: [{ name: 'Hà Thị Sen' }],
  clerk: [{ name: 'Lã Mỹ Hạnh' }],
  moderator: [{ name: 'Uông Thanh Trà' }, { name: 'Cao Bá Lộc' }],
  lead: [{ name: 'Doãn Hữu Phúc' }, { name: 'Tôn Nữ Vân Khê' }],
  secretary: [{ name: 'Nông Quốc Bình' }],
  custodian: [{ name: 'Kiều Thị Ngà' }, { name: 'Âu Dương Lễ' }],
  auditor: [{ name: 'Viên Đức Toàn' }],
} as const

/** Roles that are bound to something of the ward: an area, an official, a frozen bundle. */
export const boundStaff = {
  cell: { name: 'Phó bí thư chi bộ Lục Thị Bưởi', area: 'kp3' },
  official: { official: 'diaChinh' },
  reader: { name: 'Mẫn Thế Vinh' },
} as const satisfies {
  cell: { name: string; area: AreaKey }
  official: { official: OfficialKey }
  reader: { name: string }
}

/** At the Front above: somebody must read the letters about the ward's leaders. */
export const staffAbove = {
  admin: 'Thái Bảo Chung',
  secretary: 'Từ Thị Nhâm',
  moderator: 'Quản Thị Lài',
  lead: 'Tống Khánh Dư',
} as const

/** Whether letters name a body by this key, not a person. */
export function isCollective(key: OfficialKey | CollectiveKey): key is CollectiveKey {
  return Object.hasOwn(collectives, key)
}
