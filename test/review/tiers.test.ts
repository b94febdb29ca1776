import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { dayInVietNam } from '../../src/staff/working-days.ts'
import { type CounterHouse, counterHouse } from '../support/counter-house.ts'
import { runningCycle } from '../support/review-house.ts'
import { csvOf } from '../support/rolls.ts'
import { type StaffMember, staffMember } from '../support/staff.ts'

let house: CounterHouse
let lead: StaffMember
beforeAll(async () => {
  house = await counterHouse()
  lead = await staffMember(house.house.owner, house.ward.front, 'Đặng Thị Duyệt', 'lead')
})
afterAll(async () => {
  expect(house.failures).toEqual([])
  await house.close()
})
afterEach(() => house.check())

const path = '/can-bo/dien-quan-ly'
const document = 'Công văn 5-CV/TU ngày 2/3/2026'
async function add(name: string, tier: string) {
  const answer = await house.json(house.people.secretary, '/api/v1/officials', {
    ...{ name, posts: [{ title: 'Bí thư Đảng ủy', area: 'ML', tier }] },
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
const insert = (tier: string) =>
  house.rows(
    `insert into posts (organisation_id, official_id, title, area_code, handled_by, tier)
      select organisation_id, id, 'x', 'ML', organisation_id, $1 from officials where name = 'Ân Văn Xã'`,
    [tier],
  )
async function agreed() {
  const [open] = await house.rows(
    `select a.id from approvals a left join approval_answers x on x.approval_id = a.id
      where a.act = 'raise_tier' and x.approval_id is null`,
  )
  const answer = await house.form(lead, `/dong-y/${open?.id}`, { answer: 'agree', note: '' })
  return answer.status
}
const asked = async (tier: string, who = house.people.admin) =>
  house.form(who, path, { tier, document })

describe('management tiers', () => {
  it('are the commune’s alone at first; above it is refused with the reason, in both languages', async () => {
    expect((await add('Ân Văn Xã', 'commune')).status).toBe(201)
    for (const tier of ['province', 'central']) {
      const refused = await add('Ân Văn Cao', tier)
      expect(refused.status).toBe(409)
      const said = JSON.stringify(refused.body)
      expect(said).toContain('2500/QĐ-TTg')
      expect(said).toContain('bí mật nhà nước')
      expect(said).toContain('state secrets')
    }
    const form = { name: 'Ân Văn Cao', title: 'Bí thư', area: 'ML', tier: 'province' }
    const page = await house.form(house.people.secretary, '/can-bo', form)
    expect(page.status).toBe(409)
    expect(await page.text()).toMatch(/id="tier-error"[^>]*>[^<]*bí mật nhà nước/)
    expect(await house.rows(`select from officials where name = 'Ân Văn Cao'`)).toEqual([])
  })

  it('are refused by the database too, whatever asks it', async () => {
    await expect(insert('province')).rejects.toThrow(/above the ceiling/)
  })

  it('are refused line by line in a list', async () => {
    const list = csvOf([
      ['Họ và tên', 'Chức vụ', 'Khu vực', 'Diện quản lý'],
      ['Ân Thị Danh', 'Kế toán', 'ML', 'Đảng ủy phường'],
      ['Ân Thị Sách', 'Chủ tịch', 'ML', 'BTV Tỉnh ủy'],
      ['Ân Thị Lạ', 'Chủ tịch', 'ML', 'ai đó'],
    ])
    const uploaded = await house.form(house.people.secretary, '/nhap/danh-sach', {
      kind: 'officials',
      file: new File([list], 'can-bo.csv'),
    })
    const to = uploaded.headers.get('location') ?? ''
    const html = await (await house.get(house.people.secretary, to)).text()
    expect(html).toMatch(/bí mật nhà nước/)
    expect(html).toContain('Diện quản lý: không rõ diện quản lý')
    expect(await house.rows(`select from officials where name like 'Ân Thị%'`)).toEqual([])
  })

  it('rise to the province by two persons and a document, never to the Central Committee', async () => {
    expect((await asked('province', house.people.secretary)).status).toBe(403)
    expect((await asked('central')).status).toBe(400)
    expect((await house.form(house.people.admin, path, { tier: 'province' })).status).toBe(400)
    expect((await asked('commune')).status).toBe(409)
    expect((await asked('province')).status).toBe(303)
    expect((await add('Ân Văn Cao', 'province')).status).toBe(409)
    expect(await (await house.get(lead, '/dong-y')).text()).toContain(document)
    expect(await agreed()).toBe(303)
    expect((await add('Ân Văn Cao', 'province')).status).toBe(201)
    expect((await add('Ân Văn Trời', 'central')).status).toBe(409)
    await expect(insert('central')).rejects.toThrow(/posts_tier_check/)
    const shown = await (await house.get(house.people.admin, path)).text()
    expect(shown).toContain('tỉnh ủy, thành ủy quản lý</strong>')
    const [entry] = await house.rows(
      `select convert_from(bytes, 'UTF8')::jsonb as said from custody_entries where kind = 'tier.set'`,
    )
    expect(entry?.said).toMatchObject({ actor: lead.person, second: house.people.admin.person })
  })

  it('do not sink while a post above is held', async () => {
    expect((await asked('commune')).status).toBe(409)
    await house.rows(
      `update posts set valid_to = today() - 1, valid_from = today() - 9 where tier = 'province'`,
    )
    expect((await asked('commune')).status).toBe(303)
    expect(await agreed()).toBe(303)
    expect((await add('Ân Văn Sau', 'province')).status).toBe(409)
  })
})

describe('an exemption', () => {
  it('makes no bundle while it lasts, also when the record was open before', async () => {
    const { secretary } = house.people
    const made = async (path: string, body: object) => {
      const answer = await house.json(secretary, `/api/v1/${path}`, body)
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
    }
    const cycle = runningCycle('Kiểm điểm')
    const { body: opened } = await made('cycles', cycle)
    const ask = async (name: string, validFrom: string, validTo: string) => {
      const official = (await made('officials', { name })).body.id
      const record = (await made('review-records', { official, cycle: opened.id })).body.id
      const exempt = { reason: 'suspended', validFrom, validTo }
      expect((await made(`officials/${official}/exemptions`, exempt)).status).toBe(201)
      return made(`review-records/${record}/bundles`, { cutOff: dayInVietNam() })
    }
    const year = cycle.startsOn.slice(0, 4)
    const refused = await ask('Ân Văn Nghỉ', `${year}-06-01`, `${year}-12-31`)
    expect(refused.status).toBe(409)
    expect(String(refused.body.detail)).toContain('được miễn kiểm điểm')
    // Over by the cut-off, it stops nothing; this record is refused for being empty alone.
    const over = await ask('Ân Văn Lại', `${year}-01-01`, `${year}-05-31`)
    expect(String(over.body.detail)).toContain('chưa có ý kiến nào')
  })
})
