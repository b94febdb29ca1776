import { strFromU8, unzipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ElsewhereHouse, elsewhereHouse } from '../support/elsewhere-house.ts'

let house: ElsewhereHouse
beforeAll(async () => {
  house = (await elsewhereHouse()) as ElsewhereHouse
})
afterAll(() => house.close())
afterEach(() => house.check())

/** A wall clock in Viet Nam, some hours ago, as a browser sends it. */
const ago = (hours: number) =>
  new Date(Date.now() + (7 - hours) * 3_600_000).toISOString().slice(0, 16)
const given = (hours: number) => ({
  ...{ detectedAt: ago(hours), what: 'Mất một máy tính xách tay.', whom: 'Chưa rõ.' },
  measures: 'Đã khóa tài khoản.',
})
const page = async (who = house.people.lead) => (await house.get(who, '/su-co')).text()

describe('an incident', () => {
  it('shows what is left of 72 hours until somebody was told', async () => {
    const { lead, moderator } = house.people
    expect((await house.get(moderator, '/su-co')).status).toBe(403)
    expect((await house.form(moderator, '/su-co', given(1))).status).toBe(403)
    expect((await house.form(lead, '/su-co', { ...given(1), detectedAt: ago(-5) })).status).toBe(
      400,
    )
    expect((await house.form(lead, '/su-co', given(10))).status).toBe(303)
    expect(await page()).toMatch(/còn 6[12] giờ/)
    const [row] = await house.rows('select id from incidents')
    const notice = { authority: 'Công an tỉnh Sông Xanh', sentOn: '2026-11-20' }
    expect((await house.form(lead, `/su-co/${row?.id}`, notice)).status).toBe(303)
    const told = await page()
    expect(told).toContain('Công an tỉnh Sông Xanh')
    expect(told).not.toMatch(/còn \d+ giờ/)
    await house.form(lead, '/su-co', given(80))
    expect(await page()).toContain('đã quá 72 giờ')
  })

  it('gives a draft of the notice with what was entered and blanks for the rest', async () => {
    const { admin } = house.people
    await house.form(admin, '/su-co', { ...given(2), what: 'Gửi nhầm thư <b>đi</b>.' })
    const [row] = await house.rows('select id from incidents order by entry_seq desc')
    const answer = await house.get(admin, `/su-co/${row?.id}/thong-bao.docx`)
    expect(answer.status).toBe(200)
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()))
    const text = strFromU8(files['word/document.xml'] ?? new Uint8Array())
    expect(text).toContain('Hạn thông báo (72 giờ)')
    expect(text).toContain('Gửi nhầm thư &lt;b&gt;đi&lt;/b&gt;.')
    expect((await house.get(admin, '/su-co/khong-co/thong-bao.docx')).status).toBe(404)
  })
})
