import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  frozen,
  handover,
  type MeetingHouse,
  meetingHouse,
  type YearEnd,
  yearEnd,
} from '../support/meeting-house.ts'
import { makeStaff } from '../support/review-house.ts'

let house: MeetingHouse
let end: YearEnd
let bundle: string

beforeAll(async () => {
  house = await meetingHouse()
  end = await yearEnd(house, 'doc')
  bundle = await frozen(house, end)
})
afterAll(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const hours = (from: number) => new Date(Date.now() + from * 3_600_000).toISOString()
const linksFor = (names: string[], from = -1, to = 3) =>
  house.call(end.secretary.token, 'POST', 'reader-links', {
    ...{ names, bundles: [bundle], from: hours(from), to: hours(to) },
  })
const linkFor = async (name: string, from?: number, to?: number) => {
  const made = await linksFor([name], from, to)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return new URL(made.body.items[0].url).pathname
}

/** A device: keeps its cookies, sends forms from our own page, at the desk. */
function device() {
  const cookies = new Map<string, string>()
  return async (path: string, method = 'GET') => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await house.apps.desk.request(`http://localhost:3002${path}`, {
      method,
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s)
      cookies.set(name, value)
    }
    return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') }
  }
}

describe('a reader’s link', () => {
  it('opens the bundle on the first device, with name and time over it, and is logged', async () => {
    const [path, phone] = [await linkFor('Bùi Thị Hội'), device()]
    const before = await phone(path)
    expect(before.html).toContain('Bùi Thị Hội')
    const entered = await phone(path, 'POST')
    expect(entered).toMatchObject({ status: 303, to: `/tap/${bundle}/xem` })
    const page = await phone(`/tap/${bundle}/xem`)
    expect(page.status).toBe(200)
    expect(page.html).toContain('<text x="10" y="50">Bùi Thị Hội</text>')
    expect(page.html).toContain('giữ lời nói ôn hòa')
    await phone(`/tap/${bundle}/xem`) // a page reloaded is not another opening
    await phone(`/tap/${bundle}.pdf`)
    const openings = await house.call(end.secretary.token, 'GET', `bundles/${bundle}/openings`)
    const hers = openings.body.items.filter(({ name }: { name: string }) => name === 'Bùi Thị Hội')
    expect(hers.map(({ what }: { what: string }) => what)).toEqual(['pdf', 'screen'])
  })

  it('has openings of a bundle that is there, and 404 of any other, whoever asks', async () => {
    const auditor = await makeStaff(house.owner, end.ward.id, 'Viên Đức Toàn', 'auditor')
    const get = (token: string, id: string) =>
      house.call(token, 'GET', `bundles/${id}/openings`).then(({ status }) => status)
    for (const token of [end.secretary.token, end.lead.token, auditor.token]) {
      expect(await get(token, bundle)).toBe(200)
      expect(await get(token, crypto.randomUUID())).toBe(404)
    }
  })

  it('opens again on the same device and on no other', async () => {
    const [path, phone, other] = [await linkFor('Vũ Văn Họp'), device(), device()]
    await phone(path) // a chat program that looks at links uses nothing up
    await other(path)
    expect((await phone(path, 'POST')).status).toBe(303)
    expect((await phone(path, 'POST')).status).toBe(303)
    const refused = await other(path, 'POST')
    expect(refused.status).toBe(403)
    expect(refused.html).toContain('đã mở trên một máy khác')
    expect((await other(`/tap/${bundle}/xem`)).to).toMatch(/^\/dang-nhap/)
  })

  it('two devices at once: one comes in', async () => {
    const path = await linkFor('Lý Thị Đua')
    const both = await Promise.all([device(), device()].map((one) => one(path, 'POST')))
    expect(both.map(({ status }) => status).sort()).toEqual([303, 403])
  })

  it('says why when it is early, over, revoked or was never made', async () => {
    const early = await device()(await linkFor('Ngô Văn Sớm', 1, 2))
    expect(early).toMatchObject({ status: 403, html: expect.stringContaining('Chưa đến giờ họp') })
    const over = await linkFor('Ngô Văn Muộn')
    await expire(over)
    expect(await device()(over, 'POST')).toMatchObject({
      ...{ status: 403, html: expect.stringContaining('đã hết hạn') },
    })
    const never = await device()('/hop/khong-co-duong-dan-nay')
    expect(never).toMatchObject({ status: 404, html: expect.stringContaining('không đúng') })
  })

  it('is out at the next click once it is revoked', async () => {
    const [path, phone] = [await linkFor('Phạm Thị Thôi'), device()]
    await phone(path, 'POST')
    expect((await phone(`/tap/${bundle}/xem`)).status).toBe(200)
    const { rows } = await house.owner.query('select id from reader_links where name = $1', [
      'Phạm Thị Thôi',
    ])
    const revoke = () =>
      house.apps.console.request(`/tap/${bundle}/nguoi-xem/${rows[0].id}/thu-hoi`, {
        method: 'POST',
        headers: { authorization: `Bearer ${end.secretary.token}` },
        body: new URLSearchParams(),
      })
    expect((await revoke()).status).toBe(303)
    expect((await revoke()).status).toBe(409)
    expect((await phone(`/tap/${bundle}/xem`)).status).toBe(303)
    expect((await phone(path, 'POST')).html).toContain('đã bị thu hồi')
  })

  it('ends with the meeting for who is inside, too', async () => {
    const [path, phone] = [await linkFor('Đào Văn Hết'), device()]
    await phone(path, 'POST')
    await house.owner.query(`alter table memberships disable trigger user`)
    await house.owner.query(
      `update memberships m set valid_to = now() - interval '1 second' from people p
        where p.id = m.person_id and p.name = 'Đào Văn Hết'`,
    )
    await house.owner.query(`alter table memberships enable trigger user`)
    expect((await phone(`/tap/${bundle}/xem`)).status).toBe(303)
  })

  it('opens that bundle and nothing else', async () => {
    const [path, phone] = [await linkFor('Hà Thị Riêng'), device()]
    await phone(path, 'POST')
    expect((await phone('/')).to).toBe('/tap')
    expect((await phone('/tap')).html.match(/\/tap\/[0-9a-f-]{36}/g)).toEqual([`/tap/${bundle}`])
    expect((await phone('/ho-so')).status).toBe(403)
    const unknown = '00000000-0000-4000-8000-000000000000'
    expect((await phone(`/tap/${unknown}/xem`)).status).toBe(404)
    expect((await phone(`/tap/${bundle}/nguoi-xem`)).status).toBe(404)
    const page = await phone(`/tap/${bundle}`)
    expect(page.html).not.toContain('Ai đã mở')
  })

  it('is made by a secretary, for a frozen bundle of ours, for at most a week, and not for the past', async () => {
    const { lead, secretary } = end
    const body = { names: ['Tô Văn Thử'], bundles: [bundle], from: hours(-1), to: hours(3) }
    const make = (given: object, token = secretary.token) =>
      house.call(token, 'POST', 'reader-links', { ...body, ...given })
    expect((await make({}, lead.token)).status).toBe(403)
    expect((await make({ to: hours(-2) })).status).toBe(400)
    expect((await make({ from: hours(-5), to: hours(-2) })).status).toBe(400)
    expect((await make({ to: hours(24 * 8) })).status).toBe(400)
    expect((await make({ names: [] })).status).toBe(400)
    expect((await make({ bundles: ['00000000-0000-4000-8000-000000000000'] })).status).toBe(404)
  })
})

describe('the projector', () => {
  it('shows one item at a time, and criticism only when switched on', async () => {
    const show = async (query: string) => {
      const answer = await house.apps.console.request(`/tap/${bundle}/chieu${query}`, {
        headers: { authorization: `Bearer ${end.secretary.token}` },
      })
      return answer.text()
    }
    const cover = await show('')
    expect(cover).not.toContain('<blockquote>')
    expect(cover).toContain('1 nội dung góp ý đang tắt')
    const first = await show('?so=1')
    expect(first).toContain('thăm hỏi các nhà neo đơn')
    expect(first).not.toContain('rel="next"')
    expect(await show('?so=2')).not.toContain('ôn hòa')
    const criticism = await show('?so=2&gop-y=1')
    expect(criticism).toContain('ôn hòa')
    expect(criticism).toContain('Tôi xin tiếp thu')
    expect(criticism.match(/<blockquote>/g)).toHaveLength(1)
  })
})

describe('the handover’s page', () => {
  it('takes the scan as a file, gives it back byte for byte, and keeps what was typed when refused', async () => {
    const { scan, ...fields } = handover
    const bytes = Buffer.from(scan, 'base64')
    const send = (file: Blob | null, given: Record<string, string>) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(given)) form.set(name, value)
      if (file) form.set('scan', file, 'ban-ky.pdf')
      return house.apps.console.request(`/tap/${bundle}/ban-giao`, {
        method: 'POST',
        headers: { authorization: `Bearer ${end.secretary.token}` },
        body: form,
      })
    }
    const refused = await send(null, fields)
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('value="12/MTTQ-BTT"')
    expect((await send(new Blob([bytes]), fields)).status).toBe(303)
    const kept = await house.apps.console.request(`/tap/${bundle}/ban-quet`, {
      headers: { authorization: `Bearer ${end.secretary.token}` },
    })
    expect(kept.headers.get('content-type')).toBe('application/pdf')
    expect(Buffer.from(await kept.arrayBuffer()).equals(bytes)).toBe(true)
  })
})

// The rows of a link never change; the clock has to.
async function expire(path: string): Promise<void> {
  const token = path.split('/').at(-1) ?? ''
  await house.owner.query('alter table reader_links disable trigger user')
  await house.owner.query(
    `update reader_links set valid_from = now() - interval '2 hours', valid_to = now() - interval '1 hour'
      where token_hash = sha256($1::bytea)`,
    [Buffer.from(token)],
  )
  await house.owner.query('alter table reader_links enable trigger user')
}
