import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFeedback } from '../support/accepted-feedback.ts'
import {
  makeFront,
  makeOfficial,
  makeStaff,
  type ReviewHouse,
  reviewHouse,
  runningCycle,
} from '../support/review-house.ts'

let house: ReviewHouse
let ward: Awaited<ReturnType<typeof makeFront>>
let secretary: Awaited<ReturnType<typeof makeStaff>>
let official: string
let cycle: string
let record: string

beforeAll(async () => {
  house = await reviewHouse()
  ward = await makeFront(house.owner, 'song')
  secretary = await makeStaff(house.owner, ward.id, 'Lê Thị Thư', 'secretary')
  official = await makeOfficial(house.owner, ward.id, ward.neighbourhood, 'Trần Văn Sóng')
  cycle = (await call('cycles', runningCycle())).body.id
  record = (await call('review-records', { official, cycle })).body.id
})
afterAll(() => house.close())

const call = (path: string, body: unknown) =>
  house.call('console', secretary.token, 'POST', `/api/v1/${path}`, body)
const page = (path: string, form?: Record<string, string>, token = secretary.token) =>
  house.page('console', token, path, form)
const feedback = (more: object = {}) =>
  makeFeedback(house.owner, {
    organisation: ward.id,
    area: ward.neighbourhood,
    officials: [official],
    by: secretary.person,
    ...more,
  })

describe('forms that are refused', () => {
  it('come back with what was typed and the sentence beside the field', async () => {
    const typed = {
      name: 'Kỳ <ngược>',
      startsOn: '2026-12-31',
      endsOn: '2026-01-01',
      cutOff: '2026-12-31',
    }
    const { status, html } = await page('/ky', typed)
    expect(status).toBe(400)
    expect(html).toContain('value="Kỳ &lt;ngược&gt;"')
    expect(html).toMatch(/id="endsOn-error"[^>]*>Ngày cuối kỳ phải đúng/)
    expect(html).toMatch(/<input[^>]*id="endsOn"[^>]*aria-invalid="true"/)
  })

  it('keep the official’s form, with ticks and lists', async () => {
    const typed = { name: 'Lý Văn Ba', birthYear: '17', title: '', area: ward.area, isHead: 'yes' }
    const { status, html } = await page('/can-bo', typed)
    expect(status).toBe(400)
    expect(html).toContain('value="Lý Văn Ba"')
    expect(html).toMatch(/id="birthYear-error"/)
    expect(html).toMatch(/id="title-error"/)
    expect(html).toMatch(new RegExp(`<option value="${ward.area}" selected`))
    expect(html).toMatch(/name="isHead" value="yes" checked/)
  })

  it('tell the two forms of the areas page apart', async () => {
    const typed = {
      organisationCode: 'a b',
      organisationName: 'Chi bộ',
      organisationKind: 'cell',
      level: 'commune',
    }
    const { status, html } = await page('/to-chuc', typed)
    expect(status).toBe(400)
    expect(html).toMatch(/id="organisationCode-error"/)
    expect(html).not.toMatch(/id="code-error"/)
  })

  it('keep a long answer that was refused', async () => {
    const id = await feedback()
    const made = await call(`review-records/${record}/evidence`, { feedback: id })
    const path = `/ho-so/${record}/y-kien/${made.body.id}/giai-trinh`
    const { status, html } = await page(path, { text: 'Tôi xin nói rõ <i>việc này</i>' })
    expect(status).toBe(400)
    expect(html).toContain('Tôi xin nói rõ &lt;i&gt;việc này&lt;/i&gt;</textarea>')
    expect(html).toMatch(/id="kind-error"/)
  })
})

describe('the record’s page', () => {
  it('attaches several at once and leads back, without a second reading of the form', async () => {
    const [one, two] = [
      await feedback({ summary: 'Ý một.' }),
      await feedback({ summary: 'Ý hai.' }),
    ]
    const before = await page(`/ho-so/${record}`)
    expect(before.html).toContain('Ý hai.')
    const body = new URLSearchParams([
      ['feedback', one],
      ['feedback', two],
    ])
    const response = await house.doors.console.request(`/ho-so/${record}/y-kien`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secretary.token}` },
      body,
    })
    expect([response.status, response.headers.get('location')]).toEqual([303, `/ho-so/${record}`])
    const again = await page(`/ho-so/${record}/y-kien`, { feedback: one })
    expect(again.status).toBe(409)
    expect(again.html).toContain('đã có trong một hồ sơ')
  })

  it('asks to tick something first', async () => {
    const { status, html } = await page(`/ho-so/${record}/y-kien`, {})
    expect(status).toBe(400)
    expect(html).toContain('Xin chọn một ý kiến.')
  })

  it('shows no markup of a summary as markup', async () => {
    const id = await feedback({ summary: '<script>alert(1)</script>' })
    await call(`review-records/${record}/evidence`, { feedback: id })
    const { html } = await page(`/ho-so/${record}`)
    expect(html).toContain('&lt;script&gt;alert(1)')
  })

  it('offers changes to the secretary only, and nothing of one record under another', async () => {
    const lead = await makeStaff(house.owner, ward.id, 'Vũ Thị Duyệt', 'lead')
    const shown = await page(`/ho-so/${record}`, undefined, lead.token)
    expect(shown.status).toBe(200)
    expect(shown.html).not.toContain('<form method="post"')
    expect((await page(`/ho-so/${record}/y-kien`, { feedback: record }, lead.token)).status).toBe(
      403,
    )
    const made = await call(`review-records/${record}/evidence`, { feedback: await feedback() })
    const someone = await makeOfficial(house.owner, ward.id, ward.area, 'Hồ Văn Khác')
    const other = (await call('review-records', { official: someone, cycle })).body.id
    expect((await page(`/ho-so/${other}/y-kien/${made.body.id}`)).status).toBe(404)
  })

  it('at the desk has neither attaching nor withdrawing', async () => {
    const { html } = await house.page('desk', secretary.token, `/ho-so/${record}`)
    expect(html).not.toContain(`/ho-so/${record}/y-kien"`)
    const path = `/ho-so/${record}/y-kien/${record}/rut`
    expect((await house.page('desk', secretary.token, path, { reason: 'x' })).status).toBe(404)
    expect((await house.page('desk', secretary.token, '/ky')).status).toBe(404)
  })
})

describe('strangers', () => {
  it('are led to sign in from every page and turned away from every call', async () => {
    for (const path of ['/ky', '/can-bo', '/can-bo/x', '/khu-vuc', '/ho-so', `/ho-so/${record}`]) {
      const response = await house.doors.console.request(path)
      expect([path, response.status]).toEqual([path, 303])
      expect(response.headers.get('location')).toMatch(/^\/dang-nhap\?next=/)
    }
    for (const path of ['officials', 'cycles', 'areas', 'organisations', 'review-records/x']) {
      const response = await house.doors.console.request(`/api/v1/${path}`)
      expect([path, response.status]).toEqual([path, 401])
    }
  })
})
