import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../db/connection.ts'
import { importCommand } from '../../src/cli/import.ts'
import { type CounterHouse, counterHouse } from '../support/counter-house.ts'
import { csvOf, sheetOf, tcvn3, windows1258 } from '../support/rolls.ts'

let house: CounterHouse
let dir: string
beforeAll(async () => {
  house = await counterHouse()
  dir = mkdtempSync(join(tmpdir(), 'ydan-import-'))
})
afterAll(async () => {
  rmSync(dir, { recursive: true })
  await house.close()
})
afterEach(() => house.check())

let files = 0
/** Runs the command on a list of the ward; what it printed, what it complained of, how it ended. */
async function imported(kind: string, content: string | Uint8Array, ...more: string[]) {
  files += 1
  const isZip = typeof content !== 'string' && content[0] === 0x50
  const path = join(dir, `tep-${files}.${isZip ? 'xlsx' : 'csv'}`)
  writeFileSync(path, content)
  return run(kind, path, '--organisation', 'ML', ...more)
}
async function run(...argv: string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await importCommand(argv, {
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    openOwner: async (limit) => connect(house.house.ownerUrl, { max: 1, name: 'test', limit }),
    urls: { desk: 'http://desk.test', console: 'http://console.test' },
  })
  return { code, out: out.join('\n'), err: err.join('\n'), lines: err }
}
const rows = (text: string, values: unknown[] = []) => house.rows(text, values)
const counted = async (table: string) =>
  (await rows(`select count(*)::int as count from ${table}`))[0]?.count
const people = (name: string) =>
  rows(
    `select o.id, o.code, o.name, o.birth_year, array_agg(p.title order by p.title) as titles
      from officials o left join posts p on p.official_id = o.id where o.name = $1 group by o.id order by o.code`,
    [name],
  )
const entries = async (kind: string) =>
  rows('select bytes from custody_entries where kind = $1', [kind])

describe('ydan import areas and organisations', () => {
  const areas = [
    ['Mã', 'Loại', 'Tên', 'Thuộc', 'Từ ngày'],
    ['ML-3A', 'tổ dân phố', '3A', 'ML-7', '1/7/2025'],
    ['ML-7', 'khu phố', '7 ', 'phường Mây Lành', 45839],
  ]

  it('tries first, then adds whole trees in any order; the same file again changes nothing', async () => {
    const before = await counted('areas')
    const dry = await imported('areas', `\ufeff${csvOf(areas)}`, '--dry-run')
    expect(dry).toMatchObject({ code: 0, err: '' })
    expect(dry.out).toContain('2 thay đổi')
    expect(await counted('areas')).toBe(before)
    const done = await imported('areas', csvOf(areas))
    expect(done).toMatchObject({ code: 0, err: '' })
    const [area] = await rows(
      `select parent_code, valid_from::text from areas where code = 'ML-3A'`,
    )
    expect(area).toEqual({ parent_code: 'ML-7', valid_from: '2025-07-01' })
    const again = await imported('areas', csvOf(areas))
    expect(again.out).toContain('0 thay đổi, 2 đã có sẵn')
    const entry = JSON.parse((await entries('areas.imported'))[0]?.bytes.toString())
    expect(entry).toMatchObject({ number: 2, commitment: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(entry.actor).toBeUndefined()
    expect(await entries('areas.imported')).toHaveLength(1)
  })

  it('never moves an area under another, nor takes one of another Front', async () => {
    const { code, lines } = await imported(
      'areas',
      csvOf([
        ['Mã', 'Loại', 'Tên', 'Thuộc'],
        ['ML-3A', 'tổ dân phố', '3A', 'ML-3'],
        ['GN', 'xã', 'Gió Nhẹ', ''],
        ['ML-A', 'ấp', 'A', 'ML-B'],
        ['ML-B', 'ấp', 'B', 'ML-A'],
        ['ML-C', 'ấp', 'C', 'ML-9'],
      ]),
    )
    expect(code).toBe(1)
    expect(lines[0]).toContain('dòng 2 / line 2: đổi khu vực cấp trên')
    expect(lines[1]).toContain('dòng 3')
    expect(lines[2]).toContain('dòng 4 / line 4: các khu vực cấp trên chạy vòng')
    expect(lines[3]).toContain('dòng 5')
    expect(await rows(`select from areas where code in ('ML-A', 'ML-C')`)).toEqual([])
  })

  it('adds organisations and refuses kinds nobody knows', async () => {
    const list = [
      ['Mã', 'Loại', 'Tên', 'Khu vực'],
      ['CB-3', 'Chi bộ', 'Chi bộ khu phố 3', 'khu phố 3'],
      ['VP', 'Cơ quan', 'Văn phòng UBND phường', ''],
    ]
    const bad = await imported(
      'organisations',
      csvOf([...list, ['X', 'Hội đồng kín', 'X', 'ML-99']]),
    )
    expect(bad.lines[0]).toContain('không rõ loại tổ chức')
    expect(bad.lines[1]).toContain('không có khu vực “ML-99”')
    expect(await rows(`select from organisations where code = 'VP'`)).toEqual([])
    expect((await imported('organisations', csvOf(list))).code).toBe(0)
    const found = await rows(`select level, area_code from organisations where code = 'CB-3'`)
    expect(found).toEqual([{ level: 'neighbourhood', area_code: 'ML-3' }])
  })
})

describe('ydan import officials', () => {
  const heads = ['TT', 'Mã', 'Họ đệm', 'Tên', 'Năm sinh', 'Chức vụ', 'Khu vực', 'Từ ngày']

  it('reads titles above the heads, names in two columns, days as text and as numbers', async () => {
    const sheet = sheetOf(
      [
        ['DANH SÁCH CÁN BỘ PHƯỜNG MÂY LÀNH'],
        heads,
        [1, 'CB-101 ', ' Trần  Thị', 'Ánh ', '12/03/1979', 'Phó Chủ tịch', 'ML', 44743],
        [2, 'CB-102', 'Lý', 'Bảo', 29000, 'Tổ trưởng', 'khu phố 3', '01/07/2022'],
      ],
      { merged: ['A1:H1'] },
    )
    const { code, err } = await imported('officials', sheet)
    expect(err).toBe('')
    expect(code).toBe(0)
    const [first] = await rows(
      `select o.name, o.birth_year, p.title, p.valid_from::text from officials o
        join posts p on p.official_id = o.id where o.code = 'CB-101'`,
    )
    expect(first).toEqual({
      ...{ name: 'Trần Thị Ánh', birth_year: 1979, title: 'Phó Chủ tịch' },
      valid_from: '2022-07-01',
    })
    expect((await people('Lý Bảo'))[0]).toMatchObject({ birth_year: 1979, titles: ['Tổ trưởng'] })
  })

  it('names every wrong line and takes none', async () => {
    const before = await counted('officials')
    const sheet = sheetOf(
      [
        heads,
        [1, 'CB-201', 'Ngô', 'Đúng', 1980, 'Ủy viên', 'ML', '1/7/2022'],
        [2, 'CB-201', 'Ngô', 'Khác', 1980, 'Ủy viên', 'ML', ''],
        [3, 'CB-203', 'Hồ', 'Ngắn', 75, 'Ủy viên', 'ML', '1/7/22'],
        [4, 'CB 204', 'Hồ', 'Xa', 1980, 'Ủy viên', 'ML-99', '31/2/2022'],
        [5, 'CB-205', 'Hồ', '', 1980, 'Ủy viên', 'ML', ''],
        [6, 'CB-206', 'Hồ', 'Tính', 1980, 'Ủy viên', 'ML', ''],
        [7, 'CB-207', 'Hồ', 'Gộp', 1980, 'Ủy viên', 'ML', ''],
        [8, 'CB-208', 'Hồ', 'Gộp Hai', 1980, 'Ủy viên', 'ML', ''],
        [9, 'CB-101', 'Ai', 'Đó', 1980, 'Ủy viên', 'ML-9', ''],
        [10, 'CB-201', 'Ngô', 'Đúng', 1980, 'Ủy viên', 'ML', '1/7/2022'],
        [11, 'CB-211', 'Ngô', 'Thiếu', 1980, '', 'ML', '1/7/2022'],
        [12, 'CB-212', 'Ngô', 'Ngược', '', 'Ủy viên', 'ML', '7/2022'],
      ],
      { formulas: { E7: '1900+80' }, merged: ['F8:F9'] },
    )
    const { code, lines } = await imported('officials', sheet)
    expect(code).toBe(1)
    const wanted = [
      [3, 'trùng mã với dòng 2'],
      [4, 'Năm sinh: năm chỉ có hai chữ số'],
      [4, 'Từ ngày: năm chỉ có hai chữ số'],
      [5, 'Mã: mã phải gồm'],
      [5, 'Từ ngày: ngày không đọc được'],
      [5, 'không có khu vực “ML-99”'],
      [6, 'thiếu tên'],
      [7, 'cột “Năm sinh” là công thức'],
      [8, 'ô gộp F8:F9'],
      [10, 'khu vực “ML-9” đã thôi dùng, nay là ML-3'],
      [11, 'lặp lại dòng 2'],
      [12, 'mà thiếu chức vụ'],
      [13, 'Từ ngày: ngày không đọc được'],
    ] as const
    for (const [line, what] of wanted) {
      expect(
        lines.filter((one) => one.startsWith(`dòng ${line} / line ${line}: `)).join(),
      ).toContain(what)
    }
    expect(lines.at(-1)).toContain('Không dòng nào vào')
    expect(await counted('officials')).toBe(before)
  })

  it.each([
    ['UTF-8', (text: string) => new TextEncoder().encode(`\ufeff${text}`), 'Đỗ Thị Ngoãn'],
    [
      'UTF-16',
      (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le')),
      'Nguyễn Đức Ước',
    ],
    ['windows-1258', windows1258, 'Vũ Thị Huyền Mỵ'],
    ['TCVN3', tcvn3, 'Phạm Hữu Ái'],
    [
      'ABC letters in UTF-8',
      (text: string) => Buffer.from(tcvn3(text)).toString('latin1'),
      'Bùi Thế Ổn',
    ],
  ])('reads %s', async (_, encoded, name) => {
    const list = csvOf([
      ['Họ và tên', 'Năm sinh', 'Chức vụ', 'Khu vực'],
      [name, 1981, 'Phó trưởng ban công tác Mặt trận', 'Mây Lành'],
    ])
    const { code, err } = await imported('officials', encoded(list))
    expect(err).toBe('')
    expect(code).toBe(0)
    expect((await people(name))[0]?.titles).toEqual(['Phó trưởng ban công tác Mặt trận'])
  })

  it('matches by code, or by name, birth year and unit together; else it asks', async () => {
    const list = (...lines: (string | number)[][]) =>
      csvOf([
        ['Mã', 'Họ và tên', 'Năm sinh', 'Chức vụ', 'Khu vực', 'Đơn vị', 'Trùng với'],
        ...lines,
      ])
    expect(
      (await imported('officials', list(['', 'Cao Văn Trùng', 1970, 'Tổ trưởng', 'ML-3', '', ''])))
        .code,
    ).toBe(0)
    // The same name, year and unit is the same person, with one more post, and now a code.
    const sure = list(['CB-301', 'cao văn trùng', 1970, 'Bí thư chi bộ', 'ML-3', '', ''])
    expect((await imported('officials', sure)).code).toBe(0)
    expect(await people('Cao Văn Trùng')).toMatchObject([
      { code: 'CB-301', titles: ['Bí thư chi bộ', 'Tổ trưởng'] },
    ])
    // Another birth year is another person, and nobody is asked.
    const namesake = list(['', 'Cao Văn Trùng', 1992, 'Công an viên', 'ML', '', ''])
    expect((await imported('officials', namesake)).code).toBe(0)
    expect(await people('Cao Văn Trùng')).toHaveLength(2)
    // Another unit, or no birth year: asked, and nothing is written.
    for (const [year, area, body] of [
      [1970, 'ML', 'VP'],
      ['', 'ML', 'VP'],
      ['', 'ML-3', ''],
    ] as const) {
      const line = ['', 'Cao Văn Trùng', year, 'Kế toán', area, body, '']
      const asked = await imported('officials', list(line))
      expect(asked.code).toBe(1)
      expect(asked.err).toContain('[CB-301] Cao Văn Trùng (1970)')
      expect((await people('Cao Văn Trùng'))[0]?.titles).toHaveLength(2)
    }
    const wrong = await imported(
      'officials',
      list(['', 'Cao Văn Trùng', '', 'Kế toán', 'ML', 'VP', 'CB-101']),
    )
    expect(wrong.err).toContain('“Trùng với” phải là')
    const other = list(['', 'Cao Văn Trùng', '', 'Kế toán', 'ML', 'VP', 'mới'])
    expect((await imported('officials', other)).code).toBe(0)
    expect(await people('Cao Văn Trùng')).toHaveLength(3)
    const same = list(['', 'Cao Văn Trùng', 1970, 'Kế toán', 'ML', 'VP', 'cb-301'])
    expect((await imported('officials', same)).code, 'two may be meant').toBe(0)
    expect((await people('Cao Văn Trùng'))[0]?.titles).toContain('Kế toán')
  })

  it('keeps one person in two places, asks about two lines without codes', async () => {
    const heads = ['Mã', 'Họ và tên', 'Năm sinh', 'Chức vụ', 'Khu vực', 'Trùng với']
    const two = [
      ['', 'Mạc Thị Hai', 1966, 'Bí thư', 'ML', ''],
      ['', 'Mạc Thị Hai', 1966, 'Tổ trưởng', 'ML-3', ''],
    ]
    const asked = await imported('officials', csvOf([heads, ...two]))
    expect(asked.err).toContain('[dòng 2] Mạc Thị Hai (1966), Bí thư, dòng 2')
    const [first = [], second = []] = two
    const answered = [first, [...second.slice(0, 5), 'dòng 2']]
    expect((await imported('officials', csvOf([heads, ...answered]))).code).toBe(0)
    expect(await people('Mạc Thị Hai')).toMatchObject([{ titles: ['Bí thư', 'Tổ trưởng'] }])
    const coded = two.map((line) => ['CB-401', 'Mạc Thị Ba', ...line.slice(2)])
    expect((await imported('officials', csvOf([heads, ...coded]))).code).toBe(0)
    expect(await people('Mạc Thị Ba')).toHaveLength(1)
  })

  it('ends a post and moves a residence without losing the one before', async () => {
    const heads = [
      'Mã',
      'Họ và tên',
      'Chức vụ',
      'Khu vực',
      'Từ ngày',
      'Đến ngày',
      'Nơi cư trú',
      'Cư trú từ ngày',
    ]
    const first = ['CB-501', 'Tạ Văn Dời', 'Công chức', 'ML', '1/1/2020', '', 'ML-3', '1/1/2019']
    expect((await imported('officials', csvOf([heads, first]))).code).toBe(0)
    const moved = [
      ['CB-501', 'Tạ Văn Dời', 'Công chức', 'ML', '1/1/2020', '30/6/2026', 'ML-7', '1/7/2026'],
      ['CB-501', 'Tạ Văn Dời', 'Phó Chủ tịch', 'ML', '1/7/2026', '', '', ''],
    ]
    const dry = await imported('officials', csvOf([heads, ...moved]), '--dry-run')
    for (const deed of ['kết thúc chức vụ', 'thêm chức vụ', 'chuyển nơi cư trú']) {
      expect(dry.out).toContain(deed)
    }
    expect((await imported('officials', csvOf([heads, ...moved]))).code).toBe(0)
    const homes = await rows(
      `select r.area_code, r.valid_to::text from residences r join officials o on o.id = r.official_id
        where o.code = 'CB-501' order by r.valid_from`,
    )
    expect(homes).toEqual([
      { area_code: 'ML-3', valid_to: '2026-06-30' },
      { area_code: 'ML-7', valid_to: null },
    ])
    const again = await imported('officials', csvOf([heads, ...moved]))
    expect(again.out).toContain('0 thay đổi, 1 đã có sẵn')
  })

  it('takes five thousand, and of five thousand and one with a doubled code none', async () => {
    const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Đỗ', 'Bùi', 'Võ']
    const given = ['An', 'Ánh', 'Bình', 'Châu', 'Dũng', 'Đào', 'Hạnh', 'Oanh', 'Yến']
    const list = Array.from({ length: 5000 }, (_, at) => [
      ...[at + 1, `N-${at}`, `${families[at % 7]} ${given[at % 9]} ${given[(at * 5) % 8]}`],
      ...[given[at % 9] ?? '', 1960 + (at % 40), 'Đảng viên chi bộ', 'ML-3', 44743],
    ])
    const before = await counted('officials')
    const doubled = [...list, [1, 'N-4999', 'Hoàng Văn', 'Đôi', 1980, 'Đảng viên', 'ML', '']]
    const refused = await imported('officials', sheetOf([heads, ...doubled]))
    expect(refused.lines[0]).toContain('dòng 5002 / line 5002: trùng mã với dòng 5001')
    expect(await counted('officials')).toBe(before)
    const began = performance.now()
    const { code, out, err } = await imported('officials', sheetOf([heads, ...list]))
    console.error(`5,000 officials imported in ${Math.round(performance.now() - began)} ms`)
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(out).toContain('5000 thay đổi')
    expect(await counted('officials')).toBe(before + 5000)
  }, 60_000)
})

describe('ydan import staff', () => {
  const heads = ['Họ và tên', 'Vai trò', 'Khu vực', 'Mã cán bộ', 'Trùng với']

  it('invites in the name of the only administrator, with a link each, shown once', async () => {
    const list = csvOf([
      heads,
      ['Lưu Thị Mới', 'Xử lý', '', '', ''],
      ['Kha Văn Bộ', 'Chi ủy', 'ML-3', '', ''],
      ['Trần Thị Ánh', 'cán bộ', '', 'CB-101', ''],
    ])
    const { code, out, err } = await imported('staff', list)
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(out).toMatch(/Lưu Thị Mới\thttp:\/\/console\.test\/moi\/\S+/)
    expect(out).toMatch(/Kha Văn Bộ\thttp:\/\/desk\.test\/moi\/\S+/)
    const made = await rows(`select created_by, roles from invitations where name = 'Kha Văn Bộ'`)
    expect(made).toEqual([
      { created_by: house.people.admin.person, roles: [{ role: 'cell', area: 'ML-3' }] },
    ])
    const again = await imported('staff', list)
    expect(again.code).toBe(1)
    expect(again.err).toContain('Lưu Thị Mới')
  })

  it('refuses roles nobody may hold together, and what a role lacks', async () => {
    const { code, lines } = await imported(
      'staff',
      csvOf([
        heads,
        ['Một', 'quản trị; duyệt', '', '', ''],
        ['Hai', 'chi ủy', '', '', ''],
        ['Ba', 'cán bộ', '', 'CB-999', ''],
        ['Bốn', 'người đọc', '', '', ''],
        ['Vũ Quản Trị', 'quản trị', '', '', ''],
      ]),
    )
    expect(code).toBe(1)
    const said = lines.join('\n')
    for (const what of [
      'dòng 2 / line 2: quản trị, giữ khóa, kiểm tra không đi cùng',
      'dòng 3 / line 3: chi ủy phải ghi khu vực',
      'dòng 4 / line 4: Mã cán bộ: vai trò cán bộ phải ghi',
      'dòng 5 / line 5: không rõ vai trò',
      'dòng 6 / line 6: Vũ Quản Trị',
    ]) {
      expect(said).toContain(what)
    }
  })
})

describe('ydan import', () => {
  it('knows wrong usage, files that are none, and asks which Front', async () => {
    expect((await run()).code).toBe(2)
    expect((await run('letters', 'x.csv')).code).toBe(2)
    expect((await run('areas', 'a.csv', 'b.csv')).code).toBe(2)
    expect((await run('--help')).code).toBe(0)
    expect(await run('areas', join(dir, 'khong-co.csv'))).toMatchObject({ code: 1 })
    expect((await imported('areas', 'chẳng phải danh sách')).err).toContain('Cần các cột: Mã, Loại')
    expect((await imported('areas', 'Mã;Loại;Tên')).err).toContain('không có dòng nào')
    const damaged = sheetOf([['Mã', 'Loại', 'Tên']]).slice(0, 300)
    expect((await imported('areas', damaged)).code).toBe(1)
    writeFileSync(
      join(dir, 'x.csv'),
      csvOf([
        ['Mã', 'Loại', 'Tên'],
        ['Q', 'ấp', 'Q'],
      ]),
    )
    expect((await run('areas', join(dir, 'x.csv'))).err).toContain('GN, ML, SX')
  })
})
