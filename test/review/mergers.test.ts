import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { browser, closeBrowser } from '../support/browser.ts'
import { type CounterHouse, counterHouse } from '../support/counter-house.ts'
import { runningCycle } from '../support/review-house.ts'
import { serveOn } from '../support/serve.ts'
import { type StaffMember, staffMember } from '../support/staff.ts'

let house: CounterHouse
let lead: StaffMember
let above: { secretary: StaffMember; lead: StaffMember }
let cell: StaffMember
beforeAll(async () => {
  house = await counterHouse()
  const { owner } = house.house
  const { front, province, neighbour } = house.ward
  await house.rows('update organisations set parent_id = $1 where id = any ($2)', [
    province,
    [front, neighbour],
  ])
  await house.rows(`update areas set valid_from = '2020-01-01' where code in ('ML', 'ML-3', 'GN')`)
  lead = await staffMember(owner, front, 'Đặng Thị Duyệt', 'lead')
  above = {
    secretary: await staffMember(owner, province, 'Tô Văn Tỉnh', 'secretary'),
    lead: await staffMember(owner, province, 'Hà Thị Tỉnh', 'lead'),
  }
  for (const [code, name] of [
    ['ML-1', '1'],
    ['ML-2', '2'],
    ['ML-4', '4'],
  ]) {
    await house.rows(
      `insert into areas (code, kind, name, parent_code, organisation_id, valid_from)
        values ($1, 'khu phố', $2, 'ML', $3, '2020-01-01')`,
      [code, name, front],
    )
  }
  cell = await staffMember(owner, front, 'Chi ủy khu phố 1', { role: 'cell', area: 'ML-1' })
})
afterAll(async () => {
  await closeBrowser()
  expect(house.failures).toEqual([])
  await house.close()
})
afterEach(() => house.check())

const path = '/khu-vuc/sap-nhap'
const moving = { below: 'move', posts: 'move', homes: 'move', bodies: 'move', cells: 'move' }
const ending = { below: 'end', posts: 'end', homes: 'end', bodies: 'end', cells: 'end' }
const wish = (area: string, into: string, more: object = {}) => ({
  ...{ area, into, firstDay: '2026-07-01', document: 'Nghị quyết 12/NQ-HĐND ngày 20/6/2026' },
  ...more,
})
async function asked(fields: Record<string, string>, who: StaffMember = house.people.secretary) {
  const answer = await house.form(who, path, fields)
  return { status: answer.status, html: await answer.text() }
}
async function agreed(who: StaffMember = lead, note = '') {
  const [open] = await house.rows(
    `select a.id from approvals a left join approval_answers x on x.approval_id = a.id
      where a.act = 'merge_areas' and x.approval_id is null order by a.asked_at desc limit 1`,
  )
  const answer = await house.form(who, `/dong-y/${open?.id}`, { answer: 'agree', note })
  return { status: answer.status, html: await answer.text() }
}
const ward = (code: string) =>
  house.rows(
    `select parent_code, successor_code, valid_to::text, organisation_id from areas where code = $1`,
    [code],
  )
const public_ = (at: string) => house.letterbox.request(at)

describe('a hamlet that becomes part of another in the middle of a cycle', () => {
  let official: string
  it('is listed with all it holds before anything is chosen', async () => {
    official = (
      await house.rows(
        `insert into officials (organisation_id, name) values ($1, 'Kiều Văn Một') returning id`,
        [house.ward.front],
      )
    )[0]?.id
    await house.rows(
      `insert into posts (organisation_id, official_id, title, area_code, handled_by, valid_from)
        values ($1, $2, 'Trưởng khu phố 1', 'ML-1', $1, '2022-01-01')`,
      [house.ward.front, official],
    )
    await house.rows(
      `insert into residences (organisation_id, official_id, area_code, valid_from)
        values ($1, $2, 'ML-1', '2019-05-01')`,
      [house.ward.front, official],
    )
    await house.letter({ area: 'ML-1' })
    const shown = await house.get(house.people.secretary, `${path}?area=ML-1`)
    const html = (await shown.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    expect(html).toContain('chức vụ đang giữ 1')
    expect(html).toContain('cán bộ cư trú 1')
    expect(html).toContain('tài khoản chi ủy 1')
    expect(html).toContain('thư, ý kiến đang mở 1')
  })

  it('does not move until another person agreed, and each thing was chosen', async () => {
    const half = await asked(wish('ML-1', 'ML-2', { posts: 'move' }) as Record<string, string>)
    expect(half.status).toBe(400)
    expect(half.html).toMatch(/id="homes-error"/)
    const future = wish('ML-1', 'ML-2', { ...moving, firstDay: '2099-01-01' })
    expect((await asked(future)).html).toMatch(/id="firstDay-error"/)
    expect((await asked(wish('ML-1', 'ML-1', moving))).html).toMatch(/id="into-error"/)
    expect((await asked(wish('ML', 'ML-2', moving))).html).toMatch(/id="into-error"/)
    expect((await asked(wish('ML-1', 'ML-2', moving))).status).toBe(303)
    expect((await asked(wish('ML-1', 'ML-4', moving))).status).toBe(409)
    expect(await ward('ML-1')).toMatchObject([{ successor_code: null, valid_to: null }])
    expect(
      (await house.form(house.people.moderator, path, wish('ML-1', 'ML-2', moving))).status,
    ).toBe(403)
    const shown = await (await house.get(lead, '/dong-y')).text()
    expect(shown).toContain('khu phố 1 (ML-1)')
    expect(shown).toContain('tiếp tục ở nơi mới')
    expect((await agreed(house.people.secretary)).status).toBe(403)
    expect((await agreed()).status).toBe(303)
  })

  it('leads old codes to the successor; what was stays readable, what is goes on', async () => {
    expect(await ward('ML-1')).toMatchObject([{ successor_code: 'ML-2', valid_to: '2026-06-30' }])
    const old = await public_('/k/ML-1')
    expect([old.status, old.headers.get('location')]).toEqual([302, '/k/ML-2?moved=1'])
    const held = await house.rows(
      `select area_code, valid_from::text, valid_to::text from posts where official_id = $1 order by valid_from`,
      [official],
    )
    expect(held).toEqual([
      { area_code: 'ML-1', valid_from: '2022-01-01', valid_to: '2026-06-30' },
      { area_code: 'ML-2', valid_from: '2026-07-01', valid_to: null },
    ])
    const homes = await house.rows(
      `select area_code, valid_to::text from residences where official_id = $1 order by valid_from`,
      [official],
    )
    expect(homes).toEqual([
      { area_code: 'ML-1', valid_to: '2026-06-30' },
      { area_code: 'ML-2', valid_to: null },
    ])
    const lists = await house.rows(
      `select area_code, valid_to is null as held from memberships where person_id = $1 order by valid_from`,
      [cell.person],
    )
    expect(lists).toEqual([
      { area_code: 'ML-1', held: false },
      { area_code: 'ML-2', held: true },
    ])
    const [letter] = await house.rows(`select area_code from letters where area_code = 'ML-1'`)
    expect(letter).toEqual({ area_code: 'ML-1' })
    const page = await (await house.get(house.people.secretary, path)).text()
    expect(page).toContain('Nghị quyết 12/NQ-HĐND')
  })

  it('leads on when the successor is merged in turn; what ends, ends the day before', async () => {
    const again = wish('ML-2', 'ML-4', { ...ending, firstDay: '2026-08-01' })
    expect((await asked(again)).status).toBe(303)
    expect((await agreed()).status).toBe(303)
    const [post] = await house.rows(
      `select area_code, valid_to::text from posts where official_id = $1 order by valid_from desc limit 1`,
      [official],
    )
    expect(post).toEqual({ area_code: 'ML-2', valid_to: '2026-07-31' })
    const step = await public_('/k/ML-1')
    const next = await public_(step.headers.get('location') ?? '')
    expect(next.headers.get('location')).toBe('/k/ML-4?moved=1')
    expect((await asked(wish('ML-2', 'ML-4', moving))).html).toMatch(/Không có khu vực này/)
  })
})

describe('a commune merged on 1 July', () => {
  it('is asked for and agreed to by the Front above, never by one of the two', async () => {
    const fields = wish('GN', 'ML', { ...moving, letters: 'join' })
    expect((await asked(fields)).status).toBe(400)
    await house.rows(
      `insert into areas (code, kind, name, parent_code, organisation_id, valid_from)
        values ('GN-1', 'thôn', '1', 'GN', $1, '2020-01-01')`,
      [house.ward.neighbour],
    )
    await house.rows(
      `insert into posts (organisation_id, official_id, title, area_code, handled_by, valid_from)
        values ($1, $2, 'Trưởng thôn 1', 'GN-1', $1, '2023-01-01')`,
      [house.ward.neighbour, house.ward.elsewhere],
    )
    const cycle = await house.json(
      house.people.stranger,
      '/api/v1/cycles',
      runningCycle('Kiểm điểm năm'),
    )
    const { id } = (await cycle.json()) as { id: string }
    const opened = await house.json(house.people.stranger, '/api/v1/review-records', {
      ...{ cycle: id, official: house.ward.elsewhere },
    })
    expect(opened.status).toBe(201)
    await house.letter({ area: 'GN-1' })
    const seen = await house.get(above.secretary, `${path}?area=GN`)
    const html = (await seen.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    expect(html).toContain('khu vực bên trong 1')
    expect(html).toContain('thư, ý kiến đang mở 1')
    expect(html).toContain('hồ sơ của kỳ đang chạy ở Mặt trận cũ 1')
    expect((await asked(fields, above.secretary)).status).toBe(303)
    const told = await (await house.get(above.lead, '/dong-y')).text()
    expect(told).toContain('Nơi mới thuộc Mặt trận khác')
    expect(await ward('GN')).toMatchObject([{ successor_code: null }])
    expect((await agreed(above.lead)).status).toBe(303)
  })

  it('keeps hamlets and their codes, and sends new letters to the new Front', async () => {
    expect(await ward('GN')).toMatchObject([{ successor_code: 'ML', valid_to: '2026-06-30' }])
    expect(await ward('GN-1')).toEqual([
      {
        ...{ parent_code: 'ML', successor_code: null, valid_to: null },
        organisation_id: house.ward.front,
      },
    ])
    expect((await public_('/k/GN')).headers.get('location')).toBe('/k/ML?moved=1')
    expect((await public_('/k/GN-1')).status).toBe(200)
    expect((await house.letter({ area: 'GN-1' })).status).toBe(201)
    const where = await house.rows(
      `select organisation_id from letters where area_code = 'GN-1' order by entry_seq, organisation_id`,
    )
    expect(new Set(where.map(({ organisation_id }) => organisation_id))).toEqual(
      new Set([house.ward.neighbour, house.ward.front]),
    )
    const posts = await house.rows(
      `select handled_by, valid_from::text, valid_to::text from posts where title = 'Trưởng thôn 1' order by valid_from`,
    )
    expect(posts).toEqual([
      { handled_by: house.ward.neighbour, valid_from: '2023-01-01', valid_to: '2026-06-30' },
      { handled_by: house.ward.front, valid_from: '2026-07-01', valid_to: null },
    ])
  })

  it('leaves letters and records in the log they are in, with those who were named to finish', async () => {
    const [record] = await house.rows('select organisation_id from review_records')
    expect(record).toEqual({ organisation_id: house.ward.neighbour })
    const joined = await house.rows(
      `select p.name, m.role from memberships m join people p on p.id = m.person_id
        where m.organisation_id = $1 and m.agreed_by = $2 order by m.role`,
      [house.ward.neighbour, above.lead.person],
    )
    expect(joined).toEqual([
      { name: 'Đặng Thị Duyệt', role: 'lead' },
      { name: 'Mai Thị Xử Lý', role: 'moderator' },
      { name: 'Hồ Thị Thư Ký', role: 'secretary' },
    ])
    for (const organisation of [house.ward.neighbour, house.ward.front]) {
      const [entry] = await house.rows(
        `select count(*)::int as count from custody_entries where organisation_id = $1 and kind = 'area.handed'`,
        [organisation],
      )
      expect(entry).toEqual({ count: 1 })
    }
    const [notice] = await house.rows(
      `select about from notices where kind = 'area-merged' and person_id = $1 order by created_at desc limit 1`,
      [lead.person],
    )
    expect(notice?.about).toEqual({ area: 'xã Gió Nhẹ', into: 'phường Mây Lành' })
  })
})

describe('the pages about places', () => {
  it('read well in both languages, on a telephone, for every reader', async () => {
    const site = await serveOn(house.console)
    const context = await (await browser()).newContext({
      viewport: { width: 320, height: 640 },
      extraHTTPHeaders: { authorization: `Bearer ${house.people.secretary.token}` },
    })
    const shown = await context.newPage()
    const [official] = await house.rows(`select id from officials where name = 'Kiều Văn Một'`)
    for (const at of [
      ...[`${path}?area=ML-4`, `${path}?area=ML-4&lang=en`, '/khu-vuc', '/can-bo/dien-quan-ly'],
      ...[`/can-bo/${official?.id}`, `/can-bo/${official?.id}/noi`],
    ]) {
      await shown.goto(`${site.url}${at}`)
      const { violations } = await new AxeBuilder({ page: shown }).analyze()
      expect(violations.map(({ id, nodes }) => `${at} ${id} ${nodes[0]?.html}`)).toEqual([])
      const isWide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth'
      expect(await shown.evaluate(isWide), at).toBe(false)
      if (process.env.SHOTS) {
        const name = at.replace(/[^a-z]+/g, '-')
        await shown.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
      }
    }
    await context.close()
    await site.stop()
  }, 60_000)
})
