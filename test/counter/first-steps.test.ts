import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type CounterHouse, counterHouse } from '../support/counter-house.ts'
import { staffMember } from '../support/staff.ts'

let house: CounterHouse
beforeAll(async () => {
  house = await counterHouse({ channels: ['zalo'] })
})
afterAll(async () => {
  expect(house.failures).toEqual([])
  await house.close()
})
afterEach(() => house.check())

const page = async (who = house.people.admin) => (await house.get(who, '/bat-dau')).text()
const stateOf = (html: string, name: string) => {
  const at = html.indexOf(name)
  expect(at, name).toBeGreaterThan(0)
  return /class="badge[^"]*">([^<]+)</.exec(html.slice(at))?.[1]
}

describe('the first steps', () => {
  it('say what is done and what is next, and follow what is really there', async () => {
    const before = await page()
    expect(stateOf(before, 'Số điện thoại, giờ trực')).toBe('làm tiếp')
    expect(stateOf(before, 'Gửi thử một lá')).toBe('để sau')
    expect(stateOf(before, 'Tờ khôi phục khóa')).toBe('chưa có')
    expect(stateOf(before, 'Người thứ hai')).toBe('để sau')
    const facts = { phone: '0900 000 113', hours: '7g30–11g30', person: 'chị Hạnh' }
    await house.form(house.people.admin, '/don-vi', facts)
    await house.letter({})
    await staffMember(house.house.owner, house.ward.front, 'Đỗ Văn Duyệt', 'lead')
    const after = await page()
    for (const name of ['Số điện thoại, giờ trực', 'Gửi thử một lá', 'Người thứ hai']) {
      expect(stateOf(after, name), name).toBe('xong')
    }
    expect(stateOf(after, 'In áp phích')).toBe('làm tiếp')
    expect(after).toContain('http://localhost:3000/k/ML')
    expect(after).toContain('Zalo')
  })

  it('add many areas at once, with codes of their own, once each', async () => {
    const add = (names: string, kind = 'khu phố', who = house.people.admin) =>
      house.form(who, '/bat-dau/khu-vuc', { kind, names })
    expect((await add('1\n2, Chợ Lụa')).status).toBe(303)
    expect((await add('2\nLò Gạch')).status).toBe(303)
    const areas = await house.rows(
      `select code, name from areas where code like 'ML-0%' order by 1`,
    )
    expect(areas).toEqual([
      { code: 'ML-01', name: '1' },
      { code: 'ML-02', name: '2' },
      { code: 'ML-03', name: 'Chợ Lụa' },
      { code: 'ML-04', name: 'Lò Gạch' },
    ])
    for (const [names, kind] of [
      ['', 'khu phố'],
      ['1', 'khu phố'],
      ['A\nA', 'khu phố'],
      ['A', ''],
      ['x'.repeat(300), 'thôn'],
    ] as const) {
      expect((await add(names, kind)).status, names).toBe(400)
    }
    expect((await add('B', 'thôn', house.people.clerk)).status).toBe(403)
  })

  it('are where an administrator comes in, and a clerk where letters are entered', async () => {
    const home = async (who = house.people.admin) =>
      (await house.get(who, '/')).headers.get('location')
    expect(await home()).toBe('/bat-dau')
    expect(await home(house.people.clerk)).toBe('/nhap')
    expect((await house.get(house.people.clerk, '/bat-dau')).status).toBe(403)
  })
})
