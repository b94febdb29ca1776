import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { newSlip, slipHash } from '../../src/seal/slip.ts'
import { type CounterHouse, counterHouse } from '../support/counter-house.ts'

let house: CounterHouse
let cycle: string
const year = new Date().getFullYear()
beforeAll(async () => {
  house = await counterHouse()
  const { people } = house
  expect((await house.get(people.clerk, '/phieu-mot-lan')).status).toBe(200)
  const opened = await house.json(people.secretary, '/api/v1/cycles', {
    name: `Năm ${year}`,
    year,
    kind: 'year',
    framework: '366/2025',
    startsOn: `${year}-01-01`,
    endsOn: `${year}-12-31`,
    cutOff: `${year}-12-31`,
  })
  cycle = (await opened.json()).id
})
afterAll(async () => {
  expect(house.failures).toEqual([])
  await house.close()
})
afterEach(() => house.check())

/** Makes a sheet through the page, and slips of it whose codes are known: those on paper are not. */
async function slips(count: number, area = house.ward.quarter): Promise<string[]> {
  const made = await house.form(house.people.clerk, '/phieu-mot-lan', {
    area,
    cycle,
    count: String(count),
  })
  expect(made.status).toBe(200)
  expect(made.headers.get('content-type')).toBe('application/pdf')
  const [sheet] = await house.rows(
    'select id, organisation_id from slip_sheets order by entry_seq desc limit 1',
  )
  const kept = await house.rows('select hash from slips where sheet_id = $1', [sheet?.id])
  expect(kept).toHaveLength(count)
  const codes = Array.from({ length: count }, newSlip)
  for (const [place, code] of codes.entries()) {
    const hash = Buffer.from(slipHash(house.counter.keys.pepper, code))
    await house.rows('update slips set hash = $1 where hash = $2', [hash, kept[place]?.hash])
  }
  return codes
}

async function sent(slip: string, area = house.ward.quarter) {
  const answer = await house.letter({ slip, area })
  const body = await answer.json()
  const [, number] = /^0*(\d+)\//.exec(body.number) ?? []
  const [letter] = await house.rows(
    `select l.resident from letters l join threads t on t.id = l.thread_id
      where t.number = $1 and l.area_code = $2`,
    [number, area],
  )
  return { status: answer.status, fields: Object.keys(body).sort(), resident: letter?.resident }
}

describe('a one-time slip', () => {
  it('marks the letter, once, however it is typed; a used or invented one gives the same answer', async () => {
    const [code = ''] = await slips(1)
    const first = await sent(code.replaceAll('-', ' '))
    expect(first).toMatchObject({ status: 201, resident: true })
    for (const slip of [code, '0000-1111-2222', 'KHONG CO PHIEU']) {
      expect(await sent(slip)).toEqual({ ...first, resident: false })
    }
    await house.unpack()
    const queue = await (await house.get(house.people.moderator, '/api/v1/feedback')).json()
    const marks = queue.items.map(({ resident }: { resident: boolean }) => resident)
    expect(marks.filter(Boolean)).toHaveLength(1)
    const page = await (await house.get(house.people.moderator, '/y-kien')).text()
    expect(page.match(/cư dân đã xác nhận/g)).toHaveLength(1)
  })

  it('of a hamlet is good for its ward; of the ward or another commune it is not for the hamlet', async () => {
    const [hamlet = '', foreign = ''] = await slips(2)
    expect(await sent(hamlet, house.ward.ward)).toMatchObject({ resident: true })
    expect(await sent(foreign, 'GN')).toMatchObject({ status: 201, resident: false })
    expect(await sent(foreign)).toMatchObject({ resident: true })
    const [ward = ''] = await slips(1, house.ward.ward)
    expect(await sent(ward, house.ward.quarter)).toMatchObject({ resident: false })
    expect(await sent(ward, house.ward.ward)).toMatchObject({ resident: true })
  })

  it('is worth nothing once the cycle is closed', async () => {
    const [late = ''] = await slips(1)
    const other = await house.json(house.people.secretary, '/api/v1/cycles', {
      name: 'Quý',
      kind: 'quarter',
      framework: '366/2025',
      startsOn: `${year}-01-01`,
      endsOn: `${year}-12-31`,
      cutOff: `${year}-12-31`,
    })
    const { id } = await other.json()
    await house.rows('alter table slip_sheets disable trigger user')
    await house.rows(
      `update slip_sheets set cycle_id = $1 where id = (select sheet_id from slips where hash = $2)`,
      [id, Buffer.from(slipHash(house.counter.keys.pepper, late))],
    )
    await house.rows('alter table slip_sheets enable trigger user')
    await house.json(house.people.secretary, `/api/v1/cycles/${id}/closings`, {})
    expect(await sent(late)).toMatchObject({ status: 201, resident: false })
  })

  it('used by two letters at once marks one of them', async () => {
    const [code = ''] = await slips(1)
    await Promise.all([0, 1, 2, 3].map(() => house.letter({ slip: code, text: 'Cùng lúc.' })))
    const marked = await house.rows('select count(*)::int as count from letters where resident')
    const before = marked[0]?.count
    expect((await sent(code)).resident).toBe(false)
    const [after] = await house.rows('select count(*)::int as count from letters where resident')
    expect(after?.count).toBe(before)
    const unused = await house.rows('select from slips where hash = $1', [
      Buffer.from(slipHash(house.counter.keys.pepper, code)),
    ])
    expect(unused).toHaveLength(0)
  })

  it('leaves nothing that tells which was used, by whom or when', async () => {
    const columns = await house.rows(
      `select table_name || '.' || column_name as name from information_schema.columns
        where table_name in ('slips', 'slip_sheets') order by 1`,
    )
    const names = columns.map(({ name }) => name)
    expect(names.filter((name) => /letter|thread|used|at$/.test(name))).toEqual([])
    const log = await house.rows('select bytes from custody_entries')
    expect(log.filter(({ bytes }) => /slip/.test(String(bytes)))).toHaveLength(
      (await house.rows('select from slip_sheets')).length,
    )
  })

  it('cannot be counted or looked up by staff', async () => {
    const { staff } = house.counter
    await expect(
      staff.db.execute('set role ydan_staff; select count(*) from slips'),
    ).rejects.toThrow()
  })
})

describe('the page of slips', () => {
  it('refuses a wrong number, an area of elsewhere and other roles', async () => {
    const { people } = house
    const post = (fields: object, who = people.clerk) =>
      house.form(who, '/phieu-mot-lan', { area: house.ward.quarter, cycle, count: '5', ...fields })
    for (const count of ['0', '501', 'mười', '']) {
      const answer = await post({ count })
      expect(answer.status, count).toBe(400)
      expect(await answer.text()).toContain('Xin ghi số phiếu từ 1 đến 500')
    }
    expect((await post({ area: 'GN' })).status).toBe(404)
    expect((await post({ cycle: crypto.randomUUID() })).status).toBe(409)
    expect((await post({}, people.admin)).status).toBe(403)
    expect((await post({}, people.stranger)).status).toBe(404)
  })
})
