import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type CounterHouse, counterHouse } from '../support/counter-house.ts'
import { csvOf, sheetOf } from '../support/rolls.ts'

let house: CounterHouse
beforeAll(async () => {
  house = await counterHouse()
})
afterAll(async () => {
  expect(house.failures).toEqual([])
  await house.close()
})
afterEach(() => house.check())

async function uploaded(kind: string, content: string | Uint8Array) {
  const answer = await house.form(house.people.secretary, '/nhap/danh-sach', {
    kind,
    file: new File([content as BlobPart], 'quy-dinh.csv'),
  })
  const to = answer.headers.get('location') ?? ''
  expect(answer.status, await answer.text()).toBe(303)
  return { to, html: await (await house.get(house.people.secretary, to)).text() }
}
async function confirmed(to: string) {
  const answer = await house.form(house.people.secretary, to, { go: 'yes' })
  return { status: answer.status, html: await answer.text() }
}
const criteria = () =>
  house.rows(
    'select code, name, ethics, annex, tag from criteria where organisation_id is not null order by code',
  )

describe('a list of rules', () => {
  const heads = [
    'Khung tiêu chí',
    'Phụ lục',
    'Mã',
    'Nội dung',
    'Đạo đức, lối sống',
    'Từ ngày',
    'Chắc đến đâu',
    'Nguồn',
  ]

  it('enters criteria from .xlsx as one edition, all or nothing, with each wrong line named', async () => {
    const wrong = await uploaded(
      'criteria',
      sheetOf([
        heads,
        ['366/2025', '3', '4.1', 'Gần dân', 'x', '30/08/2025', 'V', '07-HD/TU'],
        ['366/2025', '3', '4.1', 'Gần dân', 'x', '30/08/2025', 'V', '07-HD/TU'],
        ['366/2025', '', '4.2', 'Nói đi đôi với làm', '', '30/8/25', 'chắc', ''],
      ]),
    )
    expect(wrong.html).toContain('lặp lại dòng 2')
    expect(wrong.html).toContain('năm chỉ có hai chữ số')
    expect((await confirmed(wrong.to)).status).toBe(409)
    expect(await criteria()).toEqual([])

    const right = await uploaded(
      'criteria',
      sheetOf([
        heads,
        ['366/2025', '3', '4.1', 'Gần dân', 'x', '30/08/2025', 'v', '07-HD/TU'],
        ['366/2025', '', '4.2', 'Nói đi đôi với làm', '', '30/08/2025', 'V', '07-HD/TU'],
      ]),
    )
    expect(right.html).toContain('366/2025 / 4.1: Gần dân')
    expect(await criteria()).toEqual([])
    expect((await confirmed(right.to)).html).toContain('Đã nạp: 2 thay đổi')
    expect(await criteria()).toEqual([
      { code: '4.1', name: 'Gần dân', ethics: true, annex: '3', tag: 'V' },
      { code: '4.2', name: 'Nói đi đôi với làm', ethics: false, annex: null, tag: 'V' },
    ])
    expect(await house.rows('select source from rule_editions')).toEqual([{ source: '07-HD/TU' }])
  })

  it('enters instruments and what belongs to a framework from CSV, in the words of lists', async () => {
    const rules = await uploaded(
      'rules',
      csvOf([
        [
          'Số',
          'Ngày ban hành',
          'Nơi ban hành',
          'Nội dung',
          'Khung',
          'Hiệu lực từ',
          'Ghi trên bản tổng hợp',
          'Tag',
          'Nguồn',
        ],
        [
          '07-HD/TU',
          '20/11/2026',
          'Ban Tổ chức Tỉnh ủy',
          'Hướng dẫn kiểm điểm',
          '366/2025',
          '20/11/2026',
          'có',
          'V',
          'văn bản gốc',
        ],
      ]),
    )
    expect((await confirmed(rules.to)).status).toBe(200)
    const provisions = await uploaded(
      'provisions',
      csvOf([
        ['Loại', 'Mã', 'Nội dung', 'Con số', 'Thời hạn của ai', 'Từ ngày', 'Tag', 'Nguồn'],
        [
          'Thời hạn',
          'freeze',
          'Chốt tập trước cuộc họp',
          '7',
          'mục tiêu nội bộ',
          '01/01/2026',
          'D',
          '07-HD/TU',
        ],
      ]),
    )
    expect((await confirmed(provisions.to)).status).toBe(200)
    expect(
      await house.rows(
        `select number, printed, framework from rules where organisation_id is not null`,
      ),
    ).toEqual([{ number: '07-HD/TU', printed: true, framework: '366/2025' }])
    expect(
      await house.rows(
        `select kind, code, amount, basis from provisions where organisation_id is not null`,
      ),
    ).toEqual([{ kind: 'deadline', code: 'freeze', amount: 7, basis: 'internal' }])
    const lacking = await uploaded(
      'provisions',
      csvOf([
        ['Loại', 'Mã', 'Nội dung', 'Từ ngày', 'Tag', 'Nguồn'],
        ['thời hạn', 'x', 'Không nói của ai', '01/01/2026', 'D', 'y'],
      ]),
    )
    expect(lacking.html).toContain('Thời hạn phải nói rõ của ai')
  })
})
