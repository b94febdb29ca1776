import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { classesOf } from '../../src/moderation/clusters.ts'
import { refreshSearch } from '../../src/moderation/indexing.ts'
import { vaultOf } from '../../src/moderation/vault.ts'
import { type OpenConsole, openConsole } from '../support/moderation.ts'

let house: OpenConsole
beforeAll(async () => {
  house = await openConsole()
})
afterAll(() => house.close())
afterEach(() => house.check())

const root = '/api/v1/feedback'
const listed = async () => {
  const answer = await house.get(`${root}?limit=100`, house.people.moderator)
  return (await answer.json()).items as { id: string; cluster?: string; voices?: number }[]
}
const claimOf = async (id: string) => (await listed()).find((one) => one.id === id)?.cluster ?? id
const act = (
  id: string,
  what: string,
  fields: Record<string, string>,
  who = house.people.moderator,
) =>
  house.app.request(`/y-kien/${id}/cum/${what}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${who.token}`, 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(fields),
  })
const said =
  'Bác trưởng khu phố thu tiền vệ sinh của từng nhà mà không đưa biên lai, hỏi thì bác gắt gỏng và bỏ đi.'

async function letters(...texts: string[]): Promise<string[]> {
  const ids: string[] = []
  for (const text of texts) ids.push((await house.letter({ text })).id)
  await house.index()
  return ids
}

describe('letters that nearly copy one another', () => {
  it('are one claim, with and without accents, greetings and a few other words; others are not', async () => {
    const bare = said.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd')
    const [first = '', plain, greeted, changed, other] = await letters(
      said,
      bare.toUpperCase(),
      `Kính gửi Mặt trận phường! ${said} Xin cảm ơn.`,
      said.replace('vệ sinh', 'rác').replace('bỏ đi', 'đi mất'),
      'Đường vào nhà văn hóa ngập khi mưa, mong bác trưởng khu phố báo phường sửa cống sớm.',
    )
    const claims = new Map(
      (await listed()).map(({ id, cluster, voices }) => [id, { cluster, voices }]),
    )
    for (const id of [first, plain, greeted, changed]) {
      expect(claims.get(id ?? '')).toEqual({ cluster: first, voices: 4 })
    }
    expect(claims.get(other ?? '')?.cluster).toBeUndefined()
    const rows = await house.rows(
      'select how, decided_by, likeness from clusters where into_feedback = $1',
      [first],
    )
    expect(rows.map(({ how }) => how)).toEqual(['alike', 'alike', 'alike'])
    const page = await (await house.get(`/y-kien/${first}/cum`, house.people.moderator)).text()
    expect(page).toContain('1 việc, 4 lượt nêu')
    expect(page).toContain('dưới 5')
  })

  it('are two claims when they are about different people', async () => {
    const text =
      'Cán bộ này hẹn dân đến rồi vắng mặt ba lần, giấy tờ của bà con phải chờ cả tháng trời.'
    const { id: one } = await house.letter({ text })
    const { id: two } = await house.letter({ text, about: [{ official: house.ward.chair }] })
    await house.index()
    expect([await claimOf(one), await claimOf(two)]).toEqual([one, two])
  })

  it('are found once, whichever console looks, and again by nobody after a restart', async () => {
    const text =
      'Loa phường mở từ năm giờ sáng làm người già trẻ nhỏ không ngủ được suốt cả tuần qua.'
    await house.letter({ text })
    await house.letter({ text: `${text} Mong sửa.` })
    const others = [vaultOf(house.keys), vaultOf(house.keys)]
    await Promise.all([
      house.index(),
      ...others.map((one) => refreshSearch(house.house.console, one)),
    ])
    await refreshSearch(house.house.console, vaultOf(house.keys))
    const [{ count }] = await house.rows(
      'select count(*)::int from (select feedback_id from clusters group by 1 having count(*) > 1) twice',
    )
    expect(count).toBe(0)
  })

  it('are taken out and joined by moderators with a reason, and stay so', async () => {
    const text =
      'Chợ cóc họp tràn lòng đường từ sáng sớm, xe rác không vào được, mùi hôi bay khắp xóm nhỏ.'
    const [first = '', second = ''] = await letters(text, `${text} Lần này là lần thứ hai.`)
    expect(await claimOf(second)).toBe(first)
    expect((await act(second, 'tach', { reason: '' })).status).toBe(400)
    expect(
      (await act(second, 'tach', { reason: 'own-experience' }, house.people.secretary)).status,
    ).toBe(403)
    expect((await act(second, 'tach', { reason: 'own-experience' })).status).toBe(303)
    expect(await claimOf(second)).toBe(second)
    await refreshSearch(house.house.console, vaultOf(house.keys))
    expect(await claimOf(second)).toBe(second)
    expect((await act(second, 'tach', { reason: 'own-experience' })).status).toBe(409)
    expect((await act(first, 'nhap', { into: second, reason: 'same-event' })).status).toBe(303)
    expect(await claimOf(first)).toBe(second)
    expect((await act(second, 'nhap', { into: first, reason: 'same-event' })).status).toBe(409)
    const stranger = await act(first, 'tach', { reason: 'other-event' }, house.people.stranger)
    expect(stranger.status).toBe(404)
  })

  it('are merged into the first letter together, each sender answered', async () => {
    const text =
      'Nhà văn hóa khóa cửa quanh năm, bà con muốn tập văn nghệ phải ra sân đình giữa trời nắng.'
    const [first = '', ...rest] = await letters(text, `${text} Mong mở.`, `Thưa bác, ${text}`)
    const done = await act(first, 'gop', {})
    expect(done.headers.get('location')).toContain('gop=2&con=0')
    for (const id of rest) {
      const one = await (await house.get(`${root}/${id}`, house.people.moderator)).json()
      expect(one.state).toBe('merged')
    }
  })
})

describe('classes of channels', () => {
  it('tell no number below five, nor what would tell it', () => {
    const many = (count: number, channel: string) => Array.from({ length: count }, () => channel)
    expect(classesOf([...many(9, 'web'), ...many(6, 'paper')])).toEqual([
      { name: 'online', count: 9 },
      { name: 'assisted', count: 6 },
    ])
    expect(classesOf([...many(9, 'web'), ...many(2, 'paper')]).map(({ count }) => count)).toEqual([
      null,
      null,
    ])
    expect(classesOf([...many(9, 'web'), ...many(6, 'paper'), ...many(1, 'import')])).toEqual([
      { name: 'online', count: 9 },
      { name: 'assisted', count: null },
      { name: 'imported', count: null },
    ])
  })
})
