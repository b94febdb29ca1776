import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { suggest } from '../../src/moderation/suggestions.ts'
import { builtInRules } from '../../views/words/suggestions.ts'
import { type ElsewhereHouse, elsewhereHouse } from '../support/elsewhere-house.ts'

let house: ElsewhereHouse
beforeAll(async () => {
  house = (await elsewhereHouse()) as ElsewhereHouse
})
afterAll(() => house.close())
afterEach(() => house.check())

const bench = async (id: string) =>
  (await house.get(house.people.moderator, `/y-kien/${id}`)).text()
const post = (path: string, fields: Record<string, string>, who = house.people.moderator) =>
  house.form(who, path, fields)
const kindsOf = (text: string) => suggest(text, builtInRules).map(({ kind }) => kind)

describe('the rules', () => {
  it('find words with and without accents, whole words only, and say which', () => {
    expect(suggest('ĐƠN KHIẾU NẠI. Tôi không chịu.', builtInRules)).toEqual([
      expect.objectContaining({ kind: 'complaint', words: ['đơn khiếu nại', 'khiếu nại'] }),
    ])
    expect(suggest('bi goi y dua 5 trieu boi duong moi ky', builtInRules)).toEqual([
      expect.objectContaining({ kind: 'corruption_report', words: ['boi duong', 'trieu'] }),
    ])
    expect(kindsOf('Tôi tố cáo việc lấy đất công ích chia lô')).toContain('denunciation')
    // A tall man is nobody's denunciation.
    expect(kindsOf('Bac truong khu pho to cao, noi nang nho nhe')).toEqual([])
    expect(kindsOf('Bác tổ trưởng tận tình, thăm hỏi bà con.')).toEqual([])
  })
})

describe('a suggestion', () => {
  it('stands on the bench with its words, decides nothing, and is for readers of letters alone', async () => {
    const { id } = await house.letter('Tôi tố cáo việc chia đất, đề nghị xử lý theo pháp luật.')
    const page = await bench(id)
    expect(page).toContain('Có thể là tố cáo')
    expect(page).toContain('<mark lang="vi">tố cáo</mark>')
    expect(page).toContain('Gợi ý, không phải kết luận')
    expect(await house.stateOf(id)).toBe('received')
    const secretary = await (await house.get(house.people.secretary, `/y-kien/${id}`)).text()
    expect(secretary).not.toContain('Có thể là tố cáo')
    const praise = await house.letter('Bác tổ trưởng tận tình.')
    expect(await bench(praise.id)).not.toContain('Có thể')
  })
})

describe('the list', () => {
  it('is tried, added to, cut and taken back, each as a version that stays', async () => {
    const tried = await (await post('/goi-y/thu', { text: 'Đánh bạc trước cổng chợ.' })).text()
    expect(tried).toContain('Có thể là tin báo tội phạm')
    const rule = { words: 'Cá độ + bóng đá', kind: 'crime', why: 'nói việc cá độ' }
    expect((await post('/goi-y', rule)).status).toBe(303)
    expect((await post('/goi-y', rule)).status).toBe(400)
    const { id } = await house.letter('Quán ấy ca do bong da suốt đêm.')
    expect(await bench(id)).toContain('nói việc cá độ')
    expect((await post('/goi-y/bo', { key: 'crime|p|cá độ + bóng đá' })).status).toBe(303)
    expect((await post('/goi-y/bo', { key: 'crime|p|cá độ + bóng đá' })).status).toBe(409)
    expect(await bench(id)).not.toContain('nói việc cá độ')
    expect((await post('/goi-y/dung-lai', { version: '1' })).status).toBe(303)
    expect(await bench(id)).toContain('nói việc cá độ')
    const versions = await house.rows('select version from suggestion_lists order by version')
    expect(versions.map(({ version }) => version)).toEqual([1, 2, 3])
    const page = await (await house.get(house.people.lead, '/goi-y')).text()
    expect(page).toContain('Bản có sẵn')
  })

  it('is changed by moderators and leads, with words, kind and reason', async () => {
    const rule = { words: 'x', kind: 'crime', why: 'ngắn' }
    for (const wrong of [
      rule,
      { ...rule, words: 'đủ dài', kind: 'đoán' },
      { ...rule, words: 'đủ dài', why: '' },
    ]) {
      expect((await post('/goi-y', wrong)).status).toBe(400)
    }
    const good = { ...rule, words: 'đủ dài' }
    expect((await post('/goi-y', good, house.people.auditor)).status).toBe(403)
    expect((await post('/goi-y', good, house.people.secretary)).status).toBe(403)
    expect((await house.get(house.people.auditor, '/goi-y')).status).toBe(200)
    expect((await house.get(house.people.clerk, '/goi-y')).status).toBe(403)
  })
})
