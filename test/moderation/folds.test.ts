import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foldsIn, leftoverOf, without } from '../../src/moderation/folds.ts'
import { type OpenConsole, openConsole } from '../support/moderation.ts'

const folded = (text: string, known: string[] = []) => without(text, foldsIn(text, known))

describe('passages that may tell who somebody is', () => {
  it.each([
    ['Tôi gọi 0912 345 678 không được.', 'Tôi gọi [số điện thoại] không được.'],
    ['sđt +84 912-345-678', 'sđt [số điện thoại]'],
    ['CCCD 001 099 123 456 đã nộp', 'CCCD [số giấy tờ] đã nộp'],
    ['chuyển vào STK 0123456789', 'chuyển vào STK [số tài khoản]'],
    ['xe 29A-123.45 đỗ chắn ngõ', 'xe [biển số] đỗ chắn ngõ'],
    ['thư về man@nha.example nhé', 'thư về [địa chỉ thư] nhé'],
    ['Số nhà 12/4 ngõ 33 bị ngập', '[địa chỉ] bị ngập'],
    ['o so 12 ngo 5', 'o [địa chỉ]'],
    ['trong hẻm 45/6 có rác', 'trong [địa chỉ] có rác'],
    ['Cháu Tí học lớp 4A bị mắng', '[trẻ em] bị mắng'],
    ['bé 5 tuổi bị ngã', '[trẻ em] bị ngã'],
    ['Bà Nguyễn Thị Mận đã nói', 'Bà [tên] đã nói'],
    ['ba nguyen thi man da noi', 'ba [tên] da noi'],
    ['Chị Hoa và anh Bình biết', 'Chị [tên] và anh [tên] biết'],
    ['nhà tôi ở đối diện chợ, ai cũng biết', '[người gửi], ai cũng biết'],
    ['Vợ ông ấy nhận tiền', '[người khác] ấy nhận tiền'],
  ])('%s → %s', (text, expected) => {
    expect(folded(text)).toBe(expected)
  })

  it('leave alone whom the letter is about, numbers of papers of ours, money, days and places', () => {
    const text =
      'Ông Trần Văn Sóng và bác Sóng họp ngày 12/3/2026 về 15 triệu đồng ở khu phố 3, phiếu số 217/2026; đường Lê Lợi dài 200 m.'
    expect(folded(text, ['Trần Văn Sóng'])).toBe(text.replace('Lê Lợi', '[tên]'))
  })

  it('are found in a summary again, with the letter’s own wording', () => {
    const letter =
      'bác trưởng khu phố hay quát bà con khi họp ở nhà văn hóa vào tối chủ nhật, tôi ở số nhà 12 ngõ 3'
    const copied =
      'Chị Hoa nói: Hay quat ba con khi hop o nha van hoa vao toi chu nhat; ở số nhà 12 ngõ 3.'
    const { folds, run } = leftoverOf(copied, letter)
    expect(folds.map(({ reason }) => reason).sort()).toEqual(['address', 'name'])
    expect(run?.syllables).toBe(14)
    const own = leftoverOf('Người dân mong cán bộ nhẹ lời khi họp.', letter)
    expect(own).toEqual({ folds: [], run: null })
  })
})

describe('the bench', () => {
  let house: OpenConsole
  beforeAll(async () => {
    house = await openConsole()
  })
  afterAll(() => house.close())

  const form = async (path: string, fields: Record<string, string>) =>
    house.app.request(path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${house.people.moderator.token}`,
        'sec-fetch-site': 'same-origin',
      },
      body: new URLSearchParams(fields),
    })

  it('marks them with the reason, copies without them, and warns while the summary holds one', async () => {
    const text = 'Ông Sóng quát chị Hoa ở số nhà 12 ngõ 3. \u202eTôi buồn.'
    const { id } = await house.letter({ text })
    const page = await (await house.get(`/y-kien/${id}`, house.people.moderator)).text()
    expect(page).toContain('<mark title="có vẻ là tên người">Hoa')
    expect(page).toContain('<mark title="có vẻ là địa chỉ nhà">số nhà 12 ngõ 3')
    expect(page).not.toContain('<mark title="có vẻ là tên người">Sóng')
    expect(page).toContain('⟦U+202E⟧')

    const copied = await (await form(`/y-kien/${id}/che-ten`, {})).text()
    expect(copied).toMatch(/<textarea[^>]*>Ông Sóng quát chị \[tên\] ở \[địa chỉ\]\./)

    await form(`/y-kien/${id}/tom-tat`, { text: 'Cán bộ quát chị Hoa khi họp.' })
    const warned = await (await house.get(`/y-kien/${id}`, house.people.moderator)).text()
    expect(warned).toMatch(/summary-leftover[\s\S]*<mark>Hoa<\/mark>/)
    await form(`/y-kien/${id}/tom-tat`, { text: 'Người dân mong cán bộ nhẹ lời.' })
    const clean = await (await house.get(`/y-kien/${id}`, house.people.moderator)).text()
    expect(clean).not.toContain('summary-leftover')
    await house.check()
  })

  it('shows none of it to who may not read letters', async () => {
    const { id } = await house.letter({ text: 'Chị Hoa gọi 0912345678.' })
    const copy = await house.app.request(`/y-kien/${id}/che-ten`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${house.people.secretary.token}`,
        'sec-fetch-site': 'same-origin',
      },
    })
    expect(await copy.text()).not.toContain('gọi')
  })
})
