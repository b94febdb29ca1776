import type { Sentence } from '../lang.ts'

/** The lists that come as files. */
export const rollKinds = {
  areas: { vi: 'khu vực', en: 'areas' },
  organisations: { vi: 'tổ chức', en: 'organisations' },
  officials: { vi: 'cán bộ', en: 'officials' },
  staff: { vi: 'người làm việc', en: 'staff' },
  rules: { vi: 'quy định: văn bản', en: 'rules: instruments' },
  criteria: { vi: 'quy định: tiêu chí', en: 'rules: criteria' },
  provisions: {
    vi: 'quy định: khung, mức, diện, thời hạn, mẫu',
    en: 'rules: frameworks, levels, exemptions, deadlines, forms',
  },
} satisfies Record<string, Sentence>
export type RollKind = keyof typeof rollKinds

/** What a column may hold, as errors and the page name it. */
export const rollColumns = {
  code: { vi: 'Mã', en: 'Code' },
  name: { vi: 'Họ và tên', en: 'Name' },
  family: { vi: 'Họ đệm', en: 'Family and middle name' },
  birthYear: { vi: 'Năm sinh', en: 'Birth year' },
  partyMember: { vi: 'Đảng viên', en: 'Party member' },
  title: { vi: 'Chức vụ', en: 'Post' },
  area: { vi: 'Khu vực', en: 'Area' },
  body: { vi: 'Đơn vị', en: 'Organisation' },
  isHead: { vi: 'Người đứng đầu', en: 'Head' },
  isLeader: { vi: 'Lãnh đạo', en: 'Leader' },
  tier: { vi: 'Diện quản lý', en: 'Managed by' },
  validFrom: { vi: 'Từ ngày', en: 'From' },
  validTo: { vi: 'Đến ngày', en: 'To' },
  residence: { vi: 'Nơi cư trú', en: 'Residence' },
  residentFrom: { vi: 'Cư trú từ ngày', en: 'Resident from' },
  same: { vi: 'Trùng với', en: 'Same as' },
  kind: { vi: 'Loại', en: 'Kind' },
  level: { vi: 'Cấp', en: 'Level' },
  parent: { vi: 'Thuộc', en: 'Above' },
  roles: { vi: 'Vai trò', en: 'Roles' },
  official: { vi: 'Mã cán bộ', en: 'Official’s code' },
  number: { vi: 'Số, ký hiệu', en: 'Number' },
  issuedOn: { vi: 'Ngày ban hành', en: 'Issued on' },
  issuer: { vi: 'Nơi ban hành', en: 'Issuer' },
  ruleName: { vi: 'Nội dung', en: 'What it says' },
  framework: { vi: 'Khung tiêu chí', en: 'Framework' },
  annex: { vi: 'Phụ lục', en: 'Annex' },
  ethics: { vi: 'Đạo đức, lối sống', en: 'Ethics' },
  printed: { vi: 'Ghi trên bản tổng hợp', en: 'Named on the bundle' },
  subject: { vi: 'Dùng cho', en: 'Used for' },
  detail: { vi: 'Nói rõ', en: 'Details' },
  amount: { vi: 'Con số', en: 'Figure' },
  basis: { vi: 'Thời hạn của ai', en: 'Whose deadline' },
  tag: { vi: 'Chắc đến đâu', en: 'How sure' },
  source: { vi: 'Nguồn', en: 'Source' },
} satisfies Record<string, Sentence>
export type RollColumn = keyof typeof rollColumns

const ruleHeads = {
  validFrom: ['tu ngay', 'hieu luc tu', 'co hieu luc tu', 'valid from'],
  validTo: ['den ngay', 'het hieu luc', 'valid to'],
  tag: ['chac den dau', 'do tin cay', 'tag'],
  source: ['nguon', 'source'],
} as const

/** How people head these columns, without accents, for each list; the first found wins. */
export const rollHeads: Readonly<Record<RollKind, Partial<Record<RollColumn, readonly string[]>>>> =
  {
    areas: {
      code: ['ma', 'ma khu vuc', 'ma dia ban', 'code'],
      kind: ['loai', 'loai khu vuc', 'cach goi', 'kind'],
      name: ['ten', 'ten khu vuc', 'ten dia ban', 'khu vuc', 'name'],
      parent: ['thuoc', 'thuoc khu vuc', 'ma cap tren', 'cap tren', 'parent'],
      validFrom: ['tu ngay', 'ngay thanh lap', 'from', 'valid from'],
    },
    organisations: {
      code: ['ma', 'ma to chuc', 'code'],
      kind: ['loai', 'loai to chuc', 'kind'],
      name: ['ten', 'ten to chuc', 'to chuc', 'name'],
      level: ['cap', 'level'],
      area: ['khu vuc', 'ma khu vuc', 'dia ban', 'area'],
      validFrom: ['tu ngay', 'ngay thanh lap', 'from', 'valid from'],
    },
    officials: {
      code: ['ma', 'ma can bo', 'ma so', 'so hieu', 'ma dang vien', 'so hieu can bo', 'code'],
      family: ['ho dem', 'ho va dem', 'ho va ten dem', 'ho ten dem', 'ho', 'family name'],
      name: [
        'ho va ten',
        'ho ten',
        'ten',
        'ho va ten khai sinh',
        'name',
        'full name',
        'given name',
      ],
      birthYear: [
        'nam sinh',
        'sinh nam',
        'ngay sinh',
        'ngay thang nam sinh',
        'ngay, thang, nam sinh',
        'birth year',
        'year of birth',
      ],
      partyMember: ['dang vien', 'la dang vien', 'party member'],
      title: ['chuc vu', 'chuc danh', 'chuc vu, chuc danh', 'post', 'title'],
      area: ['khu vuc', 'dia ban', 'ma khu vuc', 'khu vuc cong tac', 'area'],
      body: [
        'don vi',
        'to chuc',
        'co quan',
        'don vi cong tac',
        'noi cong tac',
        'organisation',
        'body',
      ],
      isHead: ['nguoi dung dau', 'dung dau', 'head'],
      isLeader: ['lanh dao', 'lanh dao, quan ly', 'can bo lanh dao', 'leader'],
      tier: ['dien quan ly', 'cap quan ly', 'dien can bo', 'managed by', 'tier'],
      validFrom: ['tu ngay', 'ngay bo nhiem', 'ngay giu chuc', 'from', 'valid from'],
      validTo: ['den ngay', 'ngay thoi giu', 'to', 'valid to'],
      residence: ['noi cu tru', 'noi o', 'khu vuc cu tru', 'residence'],
      residentFrom: ['cu tru tu ngay', 'o tu ngay', 'resident from'],
      same: ['trung voi', 'same as'],
    },
    staff: {
      name: ['ho va ten', 'ho ten', 'ten', 'name', 'full name'],
      family: ['ho dem', 'ho va dem', 'ho va ten dem', 'ho ten dem', 'family name'],
      roles: ['vai tro', 'nhiem vu', 'role', 'roles'],
      area: ['khu vuc', 'dia ban', 'ma khu vuc', 'area'],
      official: ['ma can bo', 'can bo', 'official'],
      same: ['trung voi', 'same as'],
    },
    rules: {
      number: ['so', 'so, ky hieu', 'so ky hieu', 'so hieu', 'number'],
      issuedOn: ['ngay ban hanh', 'ngay', 'issued on'],
      issuer: ['noi ban hanh', 'co quan ban hanh', 'issuer'],
      ruleName: ['noi dung', 'ten', 'ten van ban', 'trich yeu', 'title'],
      framework: ['khung', 'khung tieu chi', 'framework'],
      subject: ['dung cho', 'linh vuc', 'subject'],
      detail: ['noi ro', 'ghi chu', 'note'],
      printed: ['ghi tren ban tong hop', 'printed'],
      ...ruleHeads,
    },
    criteria: {
      framework: ['khung', 'khung tieu chi', 'framework'],
      annex: ['phu luc', 'annex'],
      code: ['ma', 'ma tieu chi', 'so', 'code'],
      ruleName: ['noi dung', 'ten', 'tieu chi', 'ten tieu chi', 'name'],
      ethics: ['dao duc, loi song', 'dao duc', 'ethics'],
      ...ruleHeads,
    },
    provisions: {
      kind: ['loai', 'kind'],
      framework: ['khung', 'khung tieu chi', 'framework'],
      code: ['ma', 'code'],
      ruleName: ['noi dung', 'ten', 'name'],
      detail: ['noi ro', 'ghi chu', 'detail'],
      amount: ['con so', 'so', 'amount'],
      basis: ['thoi han cua ai', 'basis'],
      ...ruleHeads,
    },
  }

/** The columns a list cannot do without. */
export const rollNeeds: Readonly<Record<RollKind, readonly RollColumn[]>> = {
  areas: ['code', 'kind', 'name'],
  organisations: ['code', 'kind', 'name'],
  officials: ['name'],
  staff: ['name', 'roles'],
  rules: ['number', 'issuedOn', 'issuer', 'ruleName'],
  criteria: ['framework', 'code', 'ruleName'],
  provisions: ['kind', 'code', 'ruleName'],
}

/** How lists name kinds and levels of organisations and roles, without accents. */
export const rollTerms = {
  kinds: {
    front: 'front',
    'mat tran': 'front',
    mttq: 'front',
    party: 'party',
    'dang uy': 'party',
    'cap uy': 'party',
    'to chuc dang': 'party',
    cell: 'cell',
    'chi bo': 'cell',
    'chi uy': 'cell',
    mass: 'mass',
    'doan the': 'mass',
    state: 'state',
    'chinh quyen': 'state',
    'co quan chinh quyen': 'state',
    'co quan': 'state',
    ubnd: 'state',
    hdnd: 'state',
  },
  levels: {
    province: 'province',
    tinh: 'province',
    'thanh pho': 'province',
    commune: 'commune',
    xa: 'commune',
    phuong: 'commune',
    'dac khu': 'commune',
    'phuong, xa': 'commune',
    neighbourhood: 'neighbourhood',
    'khu pho': 'neighbourhood',
    thon: 'neighbourhood',
    ap: 'neighbourhood',
    ban: 'neighbourhood',
    khom: 'neighbourhood',
    buon: 'neighbourhood',
    'to dan pho': 'neighbourhood',
    'khu dan cu': 'neighbourhood',
  },
  tiers: {
    commune: 'commune',
    xa: 'commune',
    phuong: 'commune',
    'cap xa': 'commune',
    'dang uy': 'commune',
    'dang uy xa': 'commune',
    'dang uy phuong': 'commune',
    'chi bo': 'commune',
    'co so': 'commune',
    province: 'province',
    tinh: 'province',
    'cap tinh': 'province',
    'thanh pho': 'province',
    'tinh uy': 'province',
    'thanh uy': 'province',
    'ban thuong vu tinh uy': 'province',
    'ban thuong vu thanh uy': 'province',
    'btv tinh uy': 'province',
    'btv thanh uy': 'province',
    central: 'central',
    'trung uong': 'central',
    'bo chinh tri': 'central',
    'ban bi thu': 'central',
  },
  roles: {
    cell: 'cell',
    'chi uy': 'cell',
    'chi uy noi cu tru': 'cell',
    clerk: 'clerk',
    'nhap phieu': 'clerk',
    'nguoi nhap phieu giay': 'clerk',
    'van thu': 'clerk',
    moderator: 'moderator',
    'xu ly': 'moderator',
    'nguoi xu ly': 'moderator',
    'nguoi xu ly y kien': 'moderator',
    lead: 'lead',
    duyet: 'lead',
    'ban thuong truc': 'lead',
    'ban thuong truc (duyet)': 'lead',
    secretary: 'secretary',
    'thu ky': 'secretary',
    'thu ky ky kiem diem': 'secretary',
    official: 'official',
    'can bo': 'official',
    'dang vien': 'official',
    custodian: 'custodian',
    'giu khoa': 'custodian',
    'nguoi giu khoa': 'custodian',
    auditor: 'auditor',
    'kiem tra': 'auditor',
    'nguoi kiem tra': 'auditor',
    'nguoi kiem tra nhat ky': 'auditor',
    admin: 'admin',
    'quan tri': 'admin',
    'nguoi quan tri': 'admin',
  },
} as const satisfies Record<string, Record<string, string>>

/** What is wrong with the file, or a line of it. */
export const rollProblems = {
  file: { vi: 'Xin chọn một tệp CSV hoặc .xlsx.', en: 'Choose a CSV or .xlsx file.' },
  kind: { vi: 'Xin chọn danh sách nào.', en: 'Choose which list it is.' },
  tooLarge: {
    vi: 'Tệp quá lớn: nhiều nhất 10 MB, 20.000 dòng. Xin tách ra.',
    en: 'Too large: at most 10 MB and 20,000 lines. Please split it.',
  },
  tooManyStaff: {
    vi: 'Mỗi lần mời nhiều nhất 200 người. Xin tách tệp.',
    en: 'At most 200 people are invited at a time. Please split the file.',
  },
  noRows: { vi: 'Dưới dòng tên cột không có dòng nào.', en: 'There is nothing below the heads.' },
  notReady: {
    vi: 'Chưa nạp: còn dòng sai hoặc câu hỏi chưa trả lời. Không dòng nào vào.',
    en: 'Not imported: some lines are wrong or some questions are open. No line went in.',
  },
  gone: {
    vi: 'Tệp này không còn trong bộ nhớ. Xin tải lên lại.',
    en: 'This file is gone from memory. Please upload it again.',
  },
  name: { vi: 'thiếu tên, hoặc tên quá 120 chữ cái', en: 'no name, or over 120 characters' },
  title: { vi: 'chức vụ quá 200 chữ cái', en: 'the post is over 200 characters' },
  code: {
    vi: 'mã phải gồm chữ không dấu, số, dấu chấm, gạch; nhiều nhất 40 ký tự',
    en: 'a code is plain letters, digits, dots, dashes; at most 40',
  },
  areaKind: { vi: 'thiếu loại (thôn, ấp, khu phố …)', en: 'no kind (thôn, ấp, khu phố …)' },
  areaTaken: {
    vi: 'mã đã dùng cho khu vực của đơn vị khác',
    en: 'the code is an area of another Front',
  },
  parentMoves: {
    vi: 'đổi khu vực cấp trên không làm bằng tệp: đây là việc sáp nhập, cần xem những gì chuyển theo',
    en: 'moving an area under another is not done by a file: it is a merger, and what moves with it must be seen',
  },
  parentLoop: { vi: 'các khu vực cấp trên chạy vòng', en: 'the areas above go round in a circle' },
  noOwnArea: {
    vi: 'thiếu khu vực, và Mặt trận chưa ghi địa bàn của mình',
    en: 'no area, and the Front has none of its own on record',
  },
  organisationKind: {
    vi: 'không rõ loại tổ chức (Đảng ủy, chi bộ, đoàn thể, chính quyền, Mặt trận)',
    en: 'unknown kind of organisation (party, cell, mass, state, front)',
  },
  level: {
    vi: 'không rõ cấp (tỉnh, xã, khu dân cư)',
    en: 'unknown level (province, commune, neighbourhood)',
  },
  organisationTaken: {
    vi: 'mã đã dùng cho một tổ chức khác',
    en: 'another organisation already has this code',
  },
  shortYear: {
    vi: 'năm chỉ có hai chữ số, không đoán thế kỷ: xin ghi đủ bốn chữ số',
    en: 'the year has two digits, the century is not guessed: write all four',
  },
  birthYear: { vi: 'năm sinh không đọc được', en: 'the birth year cannot be read' },
  day: {
    vi: 'ngày không đọc được: xin ghi ngày/tháng/năm',
    en: 'the day cannot be read: write day/month/year',
  },
  noTitle: {
    vi: 'có ngày, khu vực hay đơn vị của chức vụ mà thiếu chức vụ',
    en: 'a day, area or organisation of a post, but no post',
  },
  yesNo: { vi: 'xin ghi “có”, “x” hoặc để trống', en: 'write “yes”, “x” or leave it empty' },
  tier: {
    vi: 'không rõ diện quản lý (xã, tỉnh, Trung ương)',
    en: 'unknown tier (commune, province, central)',
  },
  backwards: { vi: '“Đến ngày” trước “Từ ngày”', en: '“To” is before “From”' },
  sameChoice: {
    vi: '“Trùng với” phải là “mới”, “dòng N”, hoặc mã của một trong những người đã liệt kê',
    en: '“Same as” must be “new”, “line N”, or one of those listed',
  },
  roles: {
    vi: 'không rõ vai trò, hoặc người đọc tập (mời ở trang tập)',
    en: 'an unknown role, or reader (invited on the bundle’s page)',
  },
  rolesApart: {
    vi: 'quản trị, giữ khóa, kiểm tra không đi cùng xử lý hoặc duyệt',
    en: 'admin, custodian and auditor never go with moderator or lead',
  },
  cellArea: { vi: 'chi ủy phải ghi khu vực', en: 'a cell needs its area' },
  officialCode: {
    vi: 'vai trò cán bộ phải ghi mã cán bộ đã có trong danh sách',
    en: 'the role official needs the code of an official on the list',
  },
  hasRoles: {
    vi: 'người này đã có; vai trò mới thêm ở trang “Người và vai trò”',
    en: 'this person is here already; roles are added on “People and roles”',
  },
} satisfies Record<string, Sentence>

/** Sentences with a place in them. */
export const rollSays = {
  noHead: (needs: readonly Sentence[]): Sentence => ({
    vi: `Không thấy dòng tên cột trong 20 dòng đầu. Cần các cột: ${needs.map(({ vi }) => vi).join(', ')}.`,
    en: `No line of heads among the first 20. Needed: ${needs.map(({ en }) => en).join(', ')}.`,
  }),
  twice: (column: Sentence): Sentence => ({
    vi: `Hai cột cùng là “${column.vi}”.`,
    en: `Two columns are both “${column.en}”.`,
  }),
  formula: (column: Sentence): Sentence => ({
    vi: `cột “${column.vi}” là công thức: xin dán giá trị thay cho công thức`,
    en: `column “${column.en}” is a formula: paste its value instead`,
  }),
  merged: (range: string): Sentence => ({
    vi: `ô gộp ${range}: xin bỏ gộp và ghi đủ từng dòng`,
    en: `merged cells ${range}: unmerge them and fill every line`,
  }),
  in: (column: Sentence, wrong: Sentence): Sentence => ({
    vi: `${column.vi}: ${wrong.vi}`,
    en: `${column.en}: ${wrong.en}`,
  }),
  noArea: (given: string): Sentence => ({
    vi: `không có khu vực “${given}” trong đơn vị`,
    en: `there is no area “${given}” here`,
  }),
  endedArea: (given: string, successor: string): Sentence => ({
    vi: `khu vực “${given}” đã thôi dùng${successor && `, nay là ${successor}`}`,
    en: `area “${given}” is no more${successor && `, now ${successor}`}`,
  }),
  manyAreas: (given: string): Sentence => ({
    vi: `có nhiều khu vực tên “${given}”: xin ghi mã`,
    en: `several areas are called “${given}”: write the code`,
  }),
  noBody: (given: string): Sentence => ({
    vi: `không có tổ chức “${given}”`,
    en: `there is no organisation “${given}”`,
  }),
  manyBodies: (given: string): Sentence => ({
    vi: `có nhiều tổ chức tên “${given}”: xin ghi mã`,
    en: `several organisations are called “${given}”: write the code`,
  }),
  repeats: (line: number): Sentence => ({ vi: `lặp lại dòng ${line}`, en: `repeats line ${line}` }),
  sameCode: (line: number): Sentence => ({
    vi: `trùng mã với dòng ${line} mà khác tên hoặc năm sinh`,
    en: `same code as line ${line}, but another name or birth year`,
  }),
  twoHomes: (line: number): Sentence => ({
    vi: `nơi cư trú khác với dòng ${line} của cùng một người`,
    en: `another residence than on line ${line} of the same person`,
  }),
  codeOf: (whom: string): Sentence => ({
    vi: `mã này đang là của ${whom}`,
    en: `this code belongs to ${whom}`,
  }),
  atLine: (line: number): Sentence => ({ vi: `dòng ${line}`, en: `line ${line}` }),
  dry: (
    lines: number,
    changes: number,
    unchanged: number,
    wrong: number,
    open: number,
  ): Sentence => ({
    vi: `Chạy thử: ${lines} dòng, ${changes} thay đổi, ${unchanged} đã có sẵn, ${wrong} lỗi, ${open} câu hỏi. Chưa ghi gì.`,
    en: `Dry run: ${lines} lines, ${changes} changes, ${unchanged} there already, ${wrong} errors, ${open} questions. Nothing was written.`,
  }),
  done: (changes: number, unchanged: number): Sentence => ({
    vi: `Đã nạp: ${changes} thay đổi, ${unchanged} đã có sẵn.`,
    en: `Imported: ${changes} changes, ${unchanged} there already.`,
  }),
} as const

/** What a line would do. */
export const rollDeeds = {
  added: { vi: 'thêm', en: 'add' },
  changed: { vi: 'đổi', en: 'change' },
  post: { vi: 'thêm chức vụ', en: 'add a post' },
  ended: { vi: 'kết thúc chức vụ', en: 'end a post' },
  moved: { vi: 'chuyển nơi cư trú', en: 'move residence' },
  residence: { vi: 'ghi nơi cư trú', en: 'note residence' },
  invited: { vi: 'mời', en: 'invite' },
} satisfies Record<string, Sentence>
export type RollDeed = keyof typeof rollDeeds

/** `/nhap/danh-sach`. */
export const rollWords = {
  title: { vi: 'Nạp danh sách', en: 'Import a list' },
  lead: {
    vi: 'Khu vực, tổ chức, cán bộ, người làm việc từ tệp Excel (.xlsx) hoặc CSV. Chạy thử trước; còn một dòng sai thì không dòng nào vào.',
    en: 'Areas, organisations, officials, staff from an Excel (.xlsx) or CSV file. Tried first; while one line is wrong, no line goes in.',
  },
  which: { vi: 'Danh sách nào', en: 'Which list' },
  choose: { vi: '– chọn –', en: '– choose –' },
  file: { vi: 'Tệp', en: 'File' },
  fileHint: {
    vi: 'CSV hoặc .xlsx, nhiều nhất 10 MB. Chỉ nằm trong bộ nhớ, mất sau một giờ.',
    en: 'CSV or .xlsx, at most 10 MB. Stays in memory, gone after an hour.',
  },
  upload: { vi: 'Chạy thử', en: 'Try' },
  columns: { vi: 'Các cột máy nhận ra', en: 'Columns that are recognised' },
  column: { vi: 'Cột', en: 'Column' },
  heads: { vi: 'Tên cột', en: 'Heads' },
  needed: { vi: 'cần', en: 'needed' },
  errors: { vi: 'Những dòng sai', en: 'Wrong lines' },
  moreErrors: { vi: 'Chỉ liệt kê 200 dòng đầu.', en: 'Only the first 200 are listed.' },
  line: { vi: 'Dòng', en: 'Line' },
  what: { vi: 'Sai gì', en: 'What is wrong' },
  changes: { vi: 'Sẽ thay đổi', en: 'What would change' },
  deed: { vi: 'Việc', en: 'What' },
  whom: { vi: 'Ai, nơi nào', en: 'Whom, where' },
  questions: { vi: 'Có phải cùng một người?', en: 'The same person?' },
  questionsLead: {
    vi: 'Máy không tự gộp. Xin chọn từng dòng.',
    en: 'Nobody is merged by the machine. Please choose line by line.',
  },
  someoneElse: { vi: 'Người khác (thêm mới)', en: 'Someone else (add)' },
  questionHint: {
    vi: 'Trong tệp, ghi cột “Trùng với”: “mới”, hoặc chữ trong ngoặc vuông',
    en: 'In the file, write into column “Same as”: “new”, or what stands in brackets',
  },
  confirm: { vi: 'Nạp thật', en: 'Import' },
  answer: { vi: 'Xem lại với các lựa chọn này', en: 'Look again with these choices' },
  otherFile: { vi: 'Tệp khác', en: 'Another file' },
  nothing: {
    vi: 'Không có gì để nạp: tất cả đã có sẵn.',
    en: 'Nothing to import: all is there already.',
  },
  links: { vi: 'Đường dẫn mời, chỉ hiện một lần', en: 'Invitations, shown once' },
  link: { vi: 'Đường dẫn (dùng trong 7 ngày)', en: 'Link (good for 7 days)' },
  waits: { vi: 'Dùng được khi Ban Thường trực đồng ý.', en: 'They open once a lead has agreed.' },
} satisfies Record<string, Sentence>

/** `ydan import`. */
export const rollCliWords = {
  usage: {
    vi: 'Cách dùng: ydan import areas|organisations|officials|staff|rules|criteria|provisions TỆP.xlsx|.csv [--dry-run] [--organisation MÃ] [--person ID]',
    en: 'Usage: ydan import areas|organisations|officials|staff|rules|criteria|provisions FILE.xlsx|.csv [--dry-run] [--organisation CODE] [--person ID]',
  },
  noFile: { vi: 'Không đọc được tệp này.', en: 'This file cannot be read.' },
  noFront: {
    vi: 'Chưa có Mặt trận nào. Hãy mở đường dẫn của người quản trị đầu tiên trước (ydan admin create).',
    en: 'There is no Front yet. Open the first administrator’s link first (ydan admin create).',
  },
  front: (code: string): Sentence => ({ vi: `Mặt trận ${code}`, en: `Front ${code}` }),
  whichFront: (codes: readonly string[]): Sentence => ({
    vi: `Ở đây có nhiều Mặt trận: xin thêm --organisation MÃ (${codes.join(', ')}).`,
    en: `There are several Fronts here: add --organisation CODE (${codes.join(', ')}).`,
  }),
  whichPerson: {
    vi: 'Lời mời phải đứng tên một người quản trị: xin thêm --person ID (xem ở trang “Người và vai trò”).',
    en: 'Invitations are made in an administrator’s name: add --person ID (see “People and roles”).',
  },
} as const
