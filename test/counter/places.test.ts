import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ElsewhereHouse, elsewhereHouse } from '../support/elsewhere-house.ts'
import { pdfPages } from '../support/pdf.ts'

let house: ElsewhereHouse
beforeAll(async () => {
  house = (await elsewhereHouse()) as ElsewhereHouse
})
afterAll(() => house.close())
afterEach(() => house.check())

const guidance = async (kind: string, area: string) =>
  (await house.letterbox.request(`/huong-dan/${kind}?area=${area}`)).text()
const reception = {
  ...{ area: 'ML', purpose: 'citizenReception', place: 'Phòng tiếp công dân UBND phường' },
  ...{ address: 'số 2 đường Bờ Kè', hours: 'thứ Ba, 8g–11g', phone: '0900 000 222' },
  ...{ source: 'Thông báo 15/TB-UBND', validFrom: '2026-01-02' },
}
const enter = (fields: Record<string, string>, who = house.people.lead) =>
  house.form(who, '/noi-nhan', fields)

describe('the right place', () => {
  it('is general, with whom to ring, until somebody enters it; then it has source and date', async () => {
    const before = await guidance('to-cao', 'ML-3')
    expect(before).toContain('Chưa có địa chỉ cụ thể, xin gọi 0900 000 113.')
    expect((await enter(reception)).status).toBe(303)
    for (const area of ['ML', 'ML-3']) {
      const page = await guidance('to-cao', area)
      for (const said of [
        'Phòng tiếp công dân UBND phường, số 2 đường Bờ Kè, thứ Ba, 8g–11g, 0900 000 222',
        'Theo Thông báo 15/TB-UBND, từ ngày 02/01/2026',
      ]) {
        expect(page).toContain(said)
      }
    }
    expect(await guidance('to-cao', 'GN')).not.toContain('Phòng tiếp công dân UBND phường,')
  })

  it('of an area goes before that of the area above, from its day on, and ends when it is emptied', async () => {
    const own = { ...reception, area: 'ML-3', place: 'Nhà văn hóa khu phố 3' }
    await enter({ ...own, validFrom: '2999-01-01' })
    expect(await guidance('khieu-nai', 'ML-3')).toContain('Phòng tiếp công dân')
    await enter({ ...own, validFrom: '2026-02-01' })
    expect(await guidance('khieu-nai', 'ML-3')).toContain('Nhà văn hóa khu phố 3')
    expect(await guidance('khieu-nai', 'ML')).not.toContain('Nhà văn hóa khu phố 3')
    await enter({ ...own, place: '', validFrom: '2026-02-02' })
    expect(await guidance('khieu-nai', 'ML-3')).toContain('Phòng tiếp công dân')
    const page = await (await house.get(house.people.lead, '/noi-nhan?area=ML-3')).text()
    expect(page.match(/Thông báo 15\/TB-UBND/g)?.length).toBeGreaterThan(3)
  })

  it('is entered by the standing board, secretary or administrator, for their own areas, with a source', async () => {
    const { moderator, clerk, stranger, admin } = house.people
    expect((await enter(reception, moderator)).status).toBe(403)
    expect((await enter(reception, clerk)).status).toBe(403)
    const { source: _, ...unsourced } = reception
    const refused = await enter(unsourced)
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('Xin ghi nguồn')
    expect((await enter(reception, stranger)).status).toBe(400)
    expect((await enter({ ...reception, area: 'GN' })).status).toBe(400)
    expect(
      (await enter({ ...reception, purpose: 'police', place: 'Công an phường' }, admin)).status,
    ).toBe(303)
    expect(await guidance('toi-pham', 'ML-3')).toContain('Công an phường')
  })

  it('stands on the poster’s back, one page', async () => {
    const answer = await house.get(house.people.clerk, '/ap-phich/ML-3/mat-sau.pdf')
    expect(answer.status).toBe(200)
    expect(pdfPages(new Uint8Array(await answer.arrayBuffer()))).toBe(1)
  })
})

describe('at the door', () => {
  it('emergency numbers come first, and under-16s are turned to a grown-up', async () => {
    const choice = await (await house.letterbox.request('/k/ML-3')).text()
    expect(choice.indexOf('tel:113')).toBeLessThan(choice.indexOf('/gui?kind='))
    expect(choice).toContain('/huong-dan/tre-em?area=ML-3')
    const child = await guidance('tre-em', 'ML-3')
    expect(child.indexOf('tel:113')).toBeLessThan(child.indexOf('<h1>'))
    expect(child).toContain('gọi 111')
    expect(child).not.toContain('/gui?kind=')
    expect(await guidance('tham-nhung', 'ML-3')).toContain('phải ký tên thật')
  })
})
