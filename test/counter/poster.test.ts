import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { isPublic } from '../../src/counter/public.ts'
import { type CounterHouse, counterHouse } from '../support/counter-house.ts'
import { pdfHolds, pdfPages } from '../support/pdf.ts'

let house: CounterHouse
let inside: CounterHouse
beforeAll(async () => {
  house = await counterHouse({ baseUrl: 'https://gopy.songxanh.example', channels: ['zalo'] })
  inside = await counterHouse()
  await house.rows(
    `insert into key_recoveries (public_key, sealed, confirmed_at) values (sha256('x'), 'x', now())`,
  )
})
afterAll(async () => {
  expect([...house.failures, ...inside.failures]).toEqual([])
  await Promise.all([house.close(), inside.close()])
})
afterEach(() => house.check())

async function pdf(at: CounterHouse, name: string, who = at.people.clerk) {
  const answer = await at.get(who, `/ap-phich/ML-3/${name}.pdf`)
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

describe('a poster', () => {
  it.each(['a4', 'a5'])(
    'in %s is one page with a live code once the letterbox is public',
    async (size) => {
      const poster = await pdf(house, size)
      expect(pdfPages(poster)).toBe(1)
      expect(pdfHolds(poster, 'Mã QR mở trang gửi ý kiến')).toBe(true)
    },
  )

  it('is a trial copy without a code while it is not, and the page says two ways out', async () => {
    const poster = await pdf(inside, 'a4')
    expect(pdfPages(poster)).toBe(1)
    expect(pdfHolds(poster, 'Mã QR mở trang gửi ý kiến')).toBe(false)
    const page = await (await inside.get(inside.people.clerk, '/ap-phich')).text()
    expect(page).toContain('BẢN THỬ')
    expect(page).toContain('Nhờ tỉnh')
    expect(page).toContain('BASE_URL=https://')
    expect(await (await house.get(house.people.clerk, '/ap-phich')).text()).not.toContain('BẢN THỬ')
  })

  it('stays on one page with the longest names and facts', async () => {
    const long = 'dài lắm '.repeat(36).trim()
    const facts = {
      phone: '0900 000 113',
      hours: long,
      person: long,
      paperForms: long,
      signer: long,
    }
    const saved = await house.form(house.people.secretary, '/don-vi', {
      ...facts,
      zalo: 'zalo.me/1',
    })
    expect(saved.status).toBe(303)
    expect(pdfPages(await pdf(house, 'a4'))).toBe(1)
    expect(pdfPages(await pdf(house, 'a5'))).toBe(1)
  })

  it('with a live code waits until the key recovery sheets are typed back; a trial one does not', async () => {
    await house.rows('update key_recoveries set confirmed_at = null')
    const refused = await house.get(house.people.clerk, '/ap-phich/ML-3/a4.pdf')
    expect(refused.status).toBe(409)
    const page = await (await house.get(house.people.clerk, '/ap-phich?area=ML-3')).text()
    expect(page).toContain('Chưa xác nhận đã in và cất tờ khôi phục khóa')
    expect(pdfPages(await pdf(inside, 'a4'))).toBe(1)
    await house.rows('update key_recoveries set confirmed_at = now()')
    expect(pdfPages(await pdf(house, 'a4'))).toBe(1)
  })

  it('is refused for an area of elsewhere, one that is over, and a size there is not', async () => {
    for (const path of ['/ap-phich/GN/a4.pdf', '/ap-phich/ML-9/a4.pdf', '/ap-phich/ML-3/a3.pdf']) {
      expect((await house.get(house.people.clerk, path)).status, path).toBe(404)
    }
    expect((await house.get(house.people.auditor, '/ap-phich')).status).toBe(403)
  })

  it('knows what is public', () => {
    for (const address of ['https://gopy.tinh.gov.vn', 'https://a.b']) {
      expect(isPublic(address), address).toBe(true)
    }
    const hidden = [
      'http://gopy.tinh.gov.vn',
      'https://localhost',
      'https://may.local',
      'https://10.0.0.1',
    ]
    for (const address of [...hidden, 'https://[::1]', 'https://may', 'nonsense']) {
      expect(isPublic(address), address).toBe(false)
    }
  })
})

describe('the other papers and words', () => {
  it('are a form of two pages and invitations with the public address', async () => {
    expect(pdfPages(await pdf(house, 'phieu-giay'))).toBe(2)
    const page = await (await house.get(house.people.clerk, '/ap-phich?area=ML-3')).text()
    expect(page).toContain('Viết vài dòng tại: https://gopy.songxanh.example/k/ML-3')
    expect(page).toContain('Kính thưa bà con khu phố 3.')
  })
})

describe('the facts of the organisation', () => {
  it('are kept, emptied and checked, and the public pages use them', async () => {
    const { people } = house
    const save = (fields: Record<string, string>, who = people.admin) =>
      house.form(who, '/don-vi', fields)
    expect((await save({ phone: '0900 000 999', comeBackDays: '20' })).status).toBe(303)
    const shown = await house.letterbox.request('/k/ML-3')
    expect(await shown.text()).toContain('0900 000 999')
    const [row] = await house.rows(`select settings from organisations where code = 'ML'`)
    expect(row?.settings).toMatchObject({ phone: '0900 000 999', comeBackDays: 20 })
    expect(row?.settings).not.toHaveProperty('hours')
    const wrong = await save({ comeBackDays: '91' })
    expect(wrong.status).toBe(400)
    expect(await wrong.text()).toContain('Một số từ 1 đến 90')
    expect((await save({}, people.clerk)).status).toBe(403)
    expect((await save({ phone: 'x'.repeat(301) })).status).toBe(400)
  })
})
