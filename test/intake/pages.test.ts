import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenLetterbox, openLetterbox } from '../support/letterbox.ts'

let box: OpenLetterbox
beforeAll(async () => {
  box = await openLetterbox()
})
afterAll(() => box.close())

const letter = () => ({
  kind: 'comment',
  key: crypto.randomUUID(),
  official: box.ward.head,
  text: 'Mong bác nói nhỏ nhẹ hơn\r\nkhi họp khu phố.',
  day: '',
  month: '10',
  year: '2026',
  place: 'residence',
  use: 'record',
  contact: '',
  slip: '',
})

const send = async (fields: Record<string, string | string[] | File>, path = '/k/ML-3/gui') => {
  const answer = await box.form(path, fields)
  return { status: answer.status, html: await answer.text() }
}

const codeIn = (html: string) =>
  [.../* the groups of the code */ html.matchAll(/<span>(\d{4})<\/span>/g)]
    .map((m) => m[1])
    .join('-')

describe('the form', () => {
  it('takes a letter and shows its receipt, number and day to come back', async () => {
    const { status, html } = await send(letter())
    expect(status).toBe(201)
    expect(codeIn(html)).toMatch(/^\d{4}(-\d{4}){4}$/)
    expect(html).toMatch(/số 0001\/\d{4}/)
    expect(html).toContain('Hẹn xem trả lời')
    expect(html).toContain('số 1 đường Hoa Sữa')
  })

  it('makes one letter of a double click, and another of a new form', async () => {
    const form = letter()
    const [first, second] = await Promise.all([send(form), send(form)])
    expect(codeIn(first.html)).toBe(codeIn(second.html))
    const other = await send({ ...form, key: crypto.randomUUID() })
    expect(codeIn(other.html)).not.toBe(codeIn(first.html))
  })

  it('comes back with a new key when its key was used for other words', async () => {
    const form = letter()
    await send(form)
    const { status, html } = await send({ ...form, text: 'Một chuyện khác.' })
    expect(status).toBe(409)
    expect(html).toContain('Mẫu này đã gửi một lần')
    expect(html).not.toContain(form.key)
    expect(html).toContain('Một chuyện khác.')
  })

  it('comes back filled, each error beside its field, and says files must be chosen again', async () => {
    const { status, html } = await send({
      ...letter(),
      use: '',
      month: '2',
      day: '31',
      contact: 'không phải số',
      files: new File(['hello'], 'thư.pdf', { type: 'application/pdf' }),
    })
    expect(status).toBe(400)
    for (const field of ['use', 'when', 'contact', 'files']) {
      expect(html, field).toContain(`id="${field}-error"`)
      expect(html, field).toContain(`href="#field-${field}"`)
    }
    expect(html).toContain('Mong bác nói nhỏ nhẹ hơn')
    expect(html).toMatch(new RegExp(`value="${box.ward.head}" checked`))
    expect(html).toContain('không phải số')
    expect(html).toContain('Xin chọn lại tệp')
  })

  it('asks for the consent of its own when a contact is given', async () => {
    const contact = { ...letter(), contact: '0900 000 222' }
    expect((await send(contact)).html).toContain('id="consent-error"')
    expect((await send({ ...contact, consent: 'yes' })).status).toBe(201)
  })

  it('keeps markup as text', async () => {
    const { html } = await send({
      ...letter(),
      use: '',
      text: '</textarea><script>alert(1)</script>',
    })
    expect(html).not.toContain('<script>alert')
    expect(html).toContain('&lt;script&gt;alert(1)')
  })

  it('takes a form without files as ordinary fields too', async () => {
    const answer = await box.app.request('/k/ML-3/gui', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(letter()).toString(),
    })
    expect(answer.status).toBe(201)
  })

  it('refuses what is no form, a form cut off, and one above 30 MiB, and stores nothing', async () => {
    const before = await box.rows('select count(*) from letters')
    const post = (type: string, body: BodyInit, length?: string) =>
      box.app.request('/k/ML-3/gui', {
        method: 'POST',
        headers: { 'content-type': type, ...(length && { 'content-length': length }) },
        body,
      })
    expect((await post('text/plain', 'x')).status).toBe(415)
    expect((await post('multipart/form-data; boundary=x', '--x\r\nContent-Disp')).status).toBe(400)
    expect((await post('multipart/form-data; boundary=x', 'x', String(31 * 2 ** 20))).status).toBe(
      413,
    )
    const long = new Blob([new Uint8Array(31 * 2 ** 20)]).stream()
    const streamed = new Request('http://x/k/ML-3/gui', {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: long,
      duplex: 'half',
    } as RequestInit)
    expect((await box.app.request(streamed)).status).toBe(413)
    expect(await box.rows('select count(*) from letters')).toEqual(before)
  })
})

describe('places', () => {
  it('are found by name without accents, and a merged one leads to its successor', async () => {
    const home = await (await box.app.request('/?q=may+lanh')).text()
    expect(home).toContain('/k/ML"')
    expect(home).not.toContain('/k/GN"')
    const old = await box.app.request('/k/ML-9')
    expect(old.status).toBe(302)
    expect(old.headers.get('location')).toBe('/k/ML-3?moved=1')
    expect((await box.app.request('/k/ML-9/gui')).headers.get('location')).toBe('/k/ML-9')
    expect((await box.app.request('/k/KHONG-CO')).status).toBe(404)
  })

  it('show guidance with the addresses filled in, and general ones where they are missing', async () => {
    const page = await (await box.app.request('/huong-dan/tham-nhung?area=ML-3')).text()
    expect(page).toContain('bí mật nhà nước')
    expect(page).toContain('0900 000 113')
    expect(page).toContain('Thanh tra tỉnh')
    expect((await box.app.request('/huong-dan/xyz')).status).toBe(404)
  })
})

describe('following up', () => {
  it('shows what was written, takes more, and withdraws', async () => {
    const receipt = codeIn((await send(letter())).html)
    const look = await send({ receipt: receipt.replaceAll('-', ' ') }, '/tra-cuu')
    expect(look.html).toContain('Mong bác nói nhỏ nhẹ hơn')
    expect(look.html).toContain('Đã nhận')
    const more = await send({ receipt, text: 'Chuyện ấy hôm 12/10.' }, '/tra-cuu')
    expect(more.html).toContain('Chuyện ấy hôm 12/10.')
    expect(more.html).toContain('Đã ghi lại')
    const empty = await send({ receipt, text: '   ' }, '/tra-cuu')
    expect(empty.status).toBe(400)
    expect(empty.html).toContain('id="text-error"')
    const withdrawn = await send({ receipt, act: 'withdraw' }, '/tra-cuu')
    expect(withdrawn.html).toContain('Ông/bà đã rút lại')
  })

  it('answers wrong and malformed codes alike', async () => {
    const wrong = await send({ receipt: '1111-2222-3333-4444-5555' }, '/tra-cuu')
    const malformed = await send({ receipt: 'abc' }, '/tra-cuu')
    expect(wrong.status).toBe(404)
    expect(malformed).toEqual(wrong)
  })

  it('compares the digest of a receipt with the custody log', async () => {
    const { html } = await send(letter())
    const receipt = codeIn(html)
    const digest = /[0-9a-f]{64}/.exec(html)?.[0] ?? ''
    expect((await send({ receipt, digest }, '/kiem-chung')).html).toContain('Đúng. Dấu trên phiếu')
    const other = digest.replace(/^./, (c) => (c === 'a' ? 'b' : 'a'))
    expect((await send({ receipt, digest: other }, '/kiem-chung')).html).toContain('Không trùng')
    expect((await send({ receipt, digest: '12' }, '/kiem-chung')).status).toBe(400)
    const [entry] = await box.rows(
      'select 1 from custody_entries where position($1 in convert_from(bytes, $2)) > 0',
      [digest, 'UTF8'],
    )
    expect(entry).toBeDefined()
  })
})

describe('every answer', () => {
  it('carries the headers of the public door and no cookie, errors too', async () => {
    for (const path of [
      '/',
      '/k/ML-3',
      '/khong-co',
      '/api/v1/khong-co',
      '/assets/style.css',
      '/healthz',
    ]) {
      const { headers } = await box.app.request(path)
      expect(headers.get('content-security-policy'), path).toContain("default-src 'none'")
      expect(headers.get('content-security-policy')).not.toContain('unsafe')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('set-cookie')).toBeNull()
    }
  })

  it('stays under 50 KB with its sheet and scripts', async () => {
    const pages = [
      '/',
      '/k/ML-3',
      '/k/ML-3/gui',
      '/tra-cuu',
      '/huong-dan/to-cao',
      '/quyen-rieng-tu',
      '/kiem-chung',
      '/xong',
    ]
    const size = async (path: string) =>
      (await (await box.app.request(path)).arrayBuffer()).byteLength
    for (const path of pages) {
      const html = await (await box.app.request(path)).text()
      const assets = [...html.matchAll(/\/assets\/[a-z.]+/g)].map(([name]) => size(name))
      const total =
        new TextEncoder().encode(html).length +
        (await Promise.all(assets)).reduce((a, b) => a + b, 0)
      expect(total, path).toBeLessThanOrEqual(50_000)
    }
  })

  it('stays under 50 KB where hundreds of posts are listed, and lets one search them', async () => {
    const { door } = box.intake.box
    const { officials } = door
    const many = Array.from({ length: 500 }, (_, at) => ({
      official: crypto.randomUUID(),
      name: `Nguyễn Thị Phương Thảo Thứ ${at}`,
      post: `Phó Chủ tịch Ủy ban Mặt trận, Trưởng ban công tác Mặt trận khu phố ${at}`,
      area: 'ML',
      handledBy: null,
    }))
    door.officials = () => Promise.resolve(many)
    const list = await (await box.app.request('/k/ML-3/gui')).text()
    const found = await (await box.app.request('/k/ML-3/gui?q=thu+499')).text()
    door.officials = officials
    const assets = await Promise.all(
      ['style.css', 'form.js', 'proof.js'].map(
        async (name) => (await (await box.app.request(`/assets/${name}`)).text()).length,
      ),
    )
    const page = new TextEncoder().encode(list).length
    expect(page + assets.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(50_000)
    expect(found).toContain('Thứ 499')
    expect(found).not.toContain('Thứ 12<')
  })

  it('names nothing of an unexpected failure but its kind', async () => {
    const { door } = box.intake.box
    const { areas } = door
    door.areas = () => Promise.reject(new TypeError('secret 4821-0937'))
    const answer = await box.app.request('/')
    door.areas = areas
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain('secret')
    expect(box.log.join()).toContain('TypeError')
    expect(box.log.join()).not.toContain('4821')
  })
})
