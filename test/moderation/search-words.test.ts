import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { as } from '../../db/connection.ts'
import { foundByWords } from '../../src/moderation/search-words.ts'
import { type OpenConsole, openConsole } from '../support/moderation.ts'

let house: OpenConsole
beforeAll(async () => {
  house = await openConsole()
})
afterAll(() => house.close())
afterEach(() => house.check())

const root = '/api/v1/feedback'
async function summarised(...texts: string[]): Promise<string> {
  const { id } = await house.letter({ text: 'Chuyện ở chợ.' })
  for (const text of texts) {
    const answer = await house.post(`${root}/${id}/summaries`, { text }, house.people.moderator)
    expect(answer.status).toBe(201)
  }
  return id
}
async function found(q: string, who = house.people.moderator, rest = ''): Promise<string[]> {
  const answer = await house.get(`${root}?q=${encodeURIComponent(q)}${rest}`, who)
  expect(answer.status).toBe(200)
  const { items } = await answer.json()
  return items.map(({ id }: { id: string }) => id)
}

describe('words of summaries and notes', () => {
  it('are found whole and in their order, typed with accents or without, by whoever reads summaries', async () => {
    const id = await summarised('Mong đồng chí giữ lời hẹn, báo «kết quả» sửa cống số 12.')
    for (const q of ['lời hẹn', 'LOI HEN', 'hen bao ket qua', 'kết quả sửa', 'cong so 12', 'giu']) {
      expect(await found(q), q).toEqual([id])
      expect(await found(q, house.people.secretary), q).toEqual([id])
      expect(await found(q, house.people.stranger), q).toEqual([])
    }
    for (const q of ['hẹn lời', 'loi qua', 'so 1', 'iữ lời', 'ket sua']) {
      expect(await found(q), q).toEqual([])
    }
  })

  it('of three syllables are no find where only the pairs of them stand', async () => {
    const id = await summarised('Họp chợ sớm, và chợ sớm mai đã họp.')
    expect(await found('chợ sớm mai')).toEqual([id])
    const apart = await summarised('Dân làng vui; làng vui lắm, dân vui.')
    expect(await found('dan lang vui')).toEqual([apart])
    expect(await found('vui lam dan')).toEqual([apart])
    expect(await found('lang vui dan')).toEqual([])
    const pairs = await summarised('Bờ kè nứt. Kè nứt lâu rồi, bờ vẫn còn.')
    expect(await found('bo ke nut')).toEqual([pairs])
    const split = await summarised('Hàng me già; me non bên hàng me.')
    expect(await found('hang me non')).toEqual([])
    expect(await found('hang me gia')).toEqual([split])
  })

  it('that stand nearly everywhere lead to the one where a seldom one stands beside them', async () => {
    const many = Array.from({ length: 105 }, (_, n) => `Đò dọc số ${n} chở khách.`)
    const id = await summarised(...many)
    const other = await summarised('Đò dọc số 700 chở khách. Số 800 thì không.')
    expect(await found('do doc so 77')).toEqual([id])
    expect(await found('đò dọc số 700 chở')).toEqual([other])
    expect((await found('đò dọc')).sort()).toEqual([id, other].sort())
    expect(await found('do doc so 800')).toEqual([])
  })

  it('are spelled for the search as they were for the index', async () => {
    const texts = [
      'Đường  Nguyễn Văn-Ế, số 12/3!',
      '  ',
      '«Hà Nội»\u0301 ĐƯỜNG ß ①',
      'a\u0323\u0302n',
      '',
    ]
    const rows = await house.rows(
      'select spaced(text) as here, spaced_here(text) as there from unnest($1::text[]) text',
      [texts],
    )
    expect(rows).toHaveLength(texts.length)
    for (const { here, there } of rows) expect(there).toBe(here)
    expect(rows[0].here).toBe(' duong nguyen van e so 12 3 ')
  })

  it('are found in every version, once each, and in the notes of a decision', async () => {
    const id = await summarised('Đèn ngõ hỏng.', 'Đèn ngõ hỏng đã lâu.')
    expect(await found('den ngo hong')).toEqual([id])
    const forward = { verdict: 'forward', note: 'Đã gọi điện lực hỏi lại.' }
    const path = `${root}/${id}/decisions`
    expect((await house.post(path, forward, house.people.moderator)).status).toBe(201)
    expect(await found('dien luc hoi')).toEqual([id])
  })

  it('are gone with the words: a shredded summary leaves no syllable behind', async () => {
    const id = await summarised('Vườn quýt chín vàng.')
    const held = () => house.rows('select hashes from syllables where feedback_id = $1', [id])
    expect(await held()).toHaveLength(1)
    await house.rows(
      `select shred(organisation_id, id, 'test') from summaries where feedback_id = $1`,
      [id],
    )
    expect(await held()).toEqual([])
    expect(await found('vuon quyt')).toEqual([])
  })

  it('go on from page to page and from letter to letter, in the order of the queue', async () => {
    const ids: string[] = []
    for (let n = 0; n < 7; n++) ids.push(await summarised(`Cầu tre số ${n} bắc tạm.`))
    const other = await summarised('Cầu ván bắc lại.')
    const seen: string[] = []
    let cursor = ''
    do {
      const answer = await house.get(`${root}?q=cau%20tre&limit=2${cursor}`, house.people.moderator)
      const { items, next } = await answer.json()
      seen.push(...items.map((one: { id: string }) => one.id))
      cursor = next ? `&cursor=${next}` : ''
    } while (cursor)
    expect(seen).toHaveLength(7)
    expect([...seen].sort()).toEqual([...ids].sort())
    expect(seen).not.toContain(other)
    const page = await house.get(`/y-kien/${seen[3]}?q=cau+tre`, house.people.moderator)
    const text = await page.text()
    expect(text).toContain(`/y-kien/${seen[2]}?`)
    expect(text).toContain(`/y-kien/${seen[4]}?`)
  })

  it('are found however long ago, the nearest months first, towards older and newer letters', async () => {
    const years = [2026, 2026, 2025, 2025, 2023, 2019, 1987]
    const ids: string[] = []
    for (const n of years.keys()) ids.push(await summarised(`Bến đò ngang số ${n} tạm nghỉ.`))
    const days = ids.map((id, n) => ({ id, day: `${years[n]}-${12 - n}-0${n + 1}` }))
    const was = await house.rows('select feedback_id, day from feedback_state')
    const put = (id: string, day: string) =>
      house.rows(
        `with s as (update syllables set day = $2 where feedback_id = $1)
        update feedback_state set day = $2 where feedback_id = $1`,
        [id, day],
      )
    for (const { id, day } of days) await put(id, day)
    const seen = async (from: { day: string; id: string }, newer: boolean, most: number) => {
      const looked = { words: 'ben do ngang', letters: [], from, newer, most }
      const organisation = house.ward.front
      return as(house.house.console, { role: 'ydan_staff', organisation }, async (tx) => {
        for await (const found of foundByWords(tx, looked)) return found
        return []
      })
    }
    const top = { day: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
    const [, , third = top] = days
    expect(await seen(top, false, 51)).toEqual(ids)
    expect(await seen(top, false, 4)).toEqual(ids.slice(0, 4))
    expect(await seen(third, false, 51)).toEqual(ids.slice(3))
    expect(await seen(third, true, 51)).toEqual(ids.slice(0, 2).reverse())
    expect(await seen({ day: '-infinity', id: top.id }, true, 51)).toEqual(ids.toReversed())
    for (const { feedback_id, day } of was) await put(feedback_id, day)
  })

  it('are found beyond a filter that leaves few of one window', async () => {
    const ids: string[] = []
    for (let n = 0; n < 9; n++) ids.push(await summarised('Mưa lớn ngập đường.'))
    const { id } = await house.letter({ text: 'Chuyện mưa.', kind: 'report' })
    const text = 'Mưa lớn ngập nhà.'
    await house.post(`${root}/${id}/summaries`, { text }, house.people.moderator)
    expect(await found('mua lon ngap', undefined, '&kind=report&limit=1')).toEqual([id])
    expect(await found('mua lon', undefined, '&kind=praise&limit=1')).toEqual([])
    expect(await found('mua lon ngap duong', undefined, '&limit=100')).toHaveLength(9)
  })

  it('count as names of whom a letter is about, and never as the name of the Front itself', async () => {
    const about = await house.letter({ about: [{ official: house.ward.head }] })
    expect(await found('trần văn sóng', undefined, '&limit=100')).toContain(about.id)
    expect(await found('song', house.people.stranger)).toEqual([])
    const untold = await house.letter({ about: [{ text: 'một người' }] })
    expect(await found('Ủy ban MTTQ', undefined, '&limit=100')).not.toContain(untold.id)
  })
})
