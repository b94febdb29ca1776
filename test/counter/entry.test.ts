import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type CounterHouse, counterHouse } from '../support/counter-house.ts'
import { samples } from '../support/files.ts'

let house: CounterHouse
beforeAll(async () => {
  house = await counterHouse()
})
afterAll(async () => {
  expect(house.failures).toEqual([])
  await house.close()
})
afterEach(() => house.check())

const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
const path = (source: string, area = house.ward.quarter) => `/nhap?source=${source}&area=${area}`
const text = 'Bác trưởng khu phố hay đi thăm người ốm, bà con quý lắm.'
const filledIn = (fields: Record<string, string | File> = {}) => ({
  key: crypto.randomUUID(),
  boxes: '1',
  consent: 'yes',
  use: 'record',
  where: 'Phòng Mặt trận',
  heldOn: today,
  arrivalDay: today,
  'kind.0': 'praise',
  'about.0': `official:${house.ward.head}`,
  'text.0': text,
  ...fields,
})
const codesIn = (html: string) => html.match(/\d{4}(-\d{4}){4}(?=<\/td>)/g) ?? []
const thread = async (receipt: string) => {
  const answer = await house.letterbox.request('/api/v1/thread', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ receipt }),
  })
  return { status: answer.status, body: await answer.json() }
}

describe('a paper form', () => {
  it('becomes a letter like any other, and its printed receipt opens the thread', async () => {
    const scan = new File([samples['application/pdf'] ?? new Uint8Array()], 'phieu.pdf')
    const answer = await house.form(house.people.clerk, path('paper'), filledIn({ files: scan }))
    const html = await answer.text()
    expect(answer.status, html).toBe(201)
    const [code = ''] = codesIn(html)
    expect(await thread(code)).toMatchObject({
      status: 200,
      body: { state: 'received', messages: [{ from: 'sender', text }] },
    })
    await house.unpack()
    const queue = await house.get(house.people.moderator, '/api/v1/feedback?channel=paper')
    const { items } = await queue.json()
    expect(items).toMatchObject([
      { channel: 'paper', kind: 'praise', preview: text, attachments: 1 },
    ])
    const pdf = await house.form(house.people.clerk, '/nhap/phieu', { receipt: code })
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(Buffer.from(await pdf.arrayBuffer()).toString('latin1', 0, 5)).toBe('%PDF-')
  })

  it('names who entered it in the log as the second person, with the day and no clock', async () => {
    const [entry] = await house.rows(
      "select bytes from custody_entries where kind = 'letter.entered' order by seq limit 1",
    )
    const said = JSON.parse(String(entry?.bytes))
    expect(said).toMatchObject({ second: house.people.clerk.person, day: today })
    expect(said).not.toHaveProperty('time')
    const [seal] = await house.rows('select count(*)::int as count from letters')
    expect(seal?.count).toBe(1)
    const letter = await house.get(house.people.moderator, '/api/v1/feedback')
    expect(await letter.text()).not.toContain(house.people.clerk.person)
  })

  it('is one letter and one line of the register when sent twice', async () => {
    const fields = filledIn({ 'text.0': 'Gửi hai lần.' })
    const first = codesIn(
      await (await house.form(house.people.clerk, path('paper'), fields)).text(),
    )
    const again = codesIn(
      await (await house.form(house.people.clerk, path('paper'), fields)).text(),
    )
    expect(first).toHaveLength(1)
    expect(again).toEqual(first)
    const rows = await house.rows('select id from register where id = $1', [fields.key])
    expect(rows).toHaveLength(1)
    const changed = { ...fields, 'text.0': 'Cùng một phiếu, lời khác.' }
    expect((await house.form(house.people.clerk, path('paper'), changed)).status).toBe(409)
  })

  it('is not entered without consent, and comes back filled with the sentence beside the box', async () => {
    const { consent: _, ...without } = filledIn()
    const answer = await house.form(house.people.clerk, path('paper'), without)
    const html = await answer.text()
    expect(answer.status).toBe(400)
    expect(html).toContain('Chưa có đồng ý thì không được nhập')
    expect(html).toContain(text)
  })

  it.each([
    ['no words', { 'text.0': ' ' }, 'Xin viết vài dòng'],
    ['no use', { use: '' }, 'Xin chọn ý kiến này dùng vào việc gì'],
    ['a place on two lines', { where: 'a\nb' }, 'Xin ghi nơi nhận'],
    ['a day in the future', { heldOn: '2999-01-01' }, 'Ngày chưa đúng'],
    ['a month in the future', { 'observedOn.0': '2999-01' }, 'không sau hôm nay'],
    ['a number that is none', { number: 'mười' }, 'Số đến là một số'],
    ['contact without consent', { contact: '0900000001' }, 'đánh dấu ô đồng ý'],
    ['a slip of a wrong form', { slip: '???' }, 'Phiếu một lần chưa đúng dạng'],
    ['an official of elsewhere', { 'about.0': 'ELSEWHERE' }, 'Người này không thuộc khu vực'],
    ['nothing at all', { 'text.0': '', 'about.0': '' }, 'Xin ghi ít nhất một ý kiến'],
  ])('with %s is refused beside its field', async (_, wrong, sentence) => {
    const fields = { ...filledIn(), ...wrong } as Record<string, string>
    if (fields['about.0'] === 'ELSEWHERE') fields['about.0'] = `official:${house.ward.elsewhere}`
    const before = await house.rows('select count(*)::int as count from letters')
    const answer = await house.form(house.people.clerk, path('paper'), fields)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(sentence)
    expect(await house.rows('select count(*)::int as count from letters')).toEqual(before)
  })

  it('takes the number the office gave, but not twice', async () => {
    const numbered = (fields = {}) => filledIn({ number: '77', ...fields })
    const answer = await house.form(house.people.clerk, path('paper'), numbered())
    expect(await answer.text()).toContain(`Số đến 77/${today.slice(0, 4)}`)
    const twice = await house.form(house.people.clerk, path('paper'), numbered())
    expect(twice.status).toBe(409)
    expect(await twice.text()).toContain('Số này trong sổ đã có văn bản khác')
    const next = await house.form(house.people.clerk, path('paper'), filledIn())
    expect(await next.text()).toContain('Số đến 78/')
  })
})

describe('minutes of a meeting', () => {
  it('become thirty letters with one line of the register, on one screen', async () => {
    const items = Object.fromEntries(
      Array.from({ length: 30 }, (_, place) => [
        [`kind.${place}`, 'comment'],
        [`text.${place}`, `Ý kiến thứ ${place + 1} trong cuộc họp.`],
        ...(place === 3 ? [[`use.${place}`, 'front-only']] : []),
      ]).flat(),
    )
    const { 'text.0': _, 'about.0': __, ...common } = filledIn({ boxes: '30' })
    const fields = { ...common, ...items, reference: '02/BB-BCTMT', where: 'Nhà văn hóa khu phố 3' }
    const answer = await house.form(house.people.moderator, path('meeting'), fields)
    const html = await answer.text()
    expect(answer.status, html).toBe(201)
    expect(new Set(codesIn(html)).size).toBe(30)
    const [line] = await house.rows('select * from register where id = $1', [common.key])
    expect(line).toMatchObject({
      correspondent: 'Cuộc họp tại Nhà văn hóa khu phố 3',
      abstract: '30 ý kiến góp ý của Nhân dân, khu phố 3',
    })
    const consents = await house.rows(
      `select purpose, text_version from consents c join letters l on l.thread_id = c.thread_id
        join assisted_letters a on a.letter_id = l.id where a.register_id = $1`,
      [common.key],
    )
    expect(consents.filter(({ purpose }) => purpose === 'record')).toHaveLength(29)
    expect(consents.every((one) => String(one.text_version).endsWith('/meeting'))).toBe(true)
    await house.unpack()
  })

  it('are all kept or none: one item about somebody of elsewhere stops them', async () => {
    const before = await house.rows('select count(*)::int as count from letters')
    const fields = filledIn({
      boxes: '5',
      'text.1': 'Ý kiến hai.',
      'kind.1': 'comment',
      'about.1': `official:${house.ward.elsewhere}`,
    })
    const answer = await house.form(house.people.clerk, path('meeting'), fields)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('id="about.1-error"')
    expect(await house.rows('select count(*)::int as count from letters')).toEqual(before)
  })

  it('grow by five boxes without JavaScript and keep what was typed', async () => {
    const fields = filledIn({ boxes: '5', step: 'more' })
    const html = await (await house.form(house.people.clerk, path('meeting'), fields)).text()
    expect(html).toContain('name="text.9"')
    expect(html).not.toContain('name="text.10"')
    expect(html).toContain(text)
  })
})

describe('a telephone call', () => {
  it('about the ward’s chair goes to the Front above, with its line in the book here', async () => {
    const fields = filledIn({ 'about.0': `official:${house.ward.chair}` })
    const answer = await house.form(house.people.clerk, path('phone', house.ward.ward), fields)
    expect(answer.status).toBe(201)
    const [letter] = await house.rows(
      `select l.organisation_id, a.entered_for, a.consent_by from letters l
        join assisted_letters a on a.letter_id = l.id where l.channel = 'phone'`,
    )
    expect(letter).toMatchObject({
      organisation_id: house.ward.province,
      entered_for: house.ward.front,
      consent_by: 'read-out',
    })
  })
})

describe('the API', () => {
  const body = () => ({
    source: 'reception',
    area: house.ward.quarter,
    where: 'Phòng tiếp dân',
    heldOn: today,
    consent: true,
    items: [{ kind: 'comment', text: 'Xin báo lịch họp sớm hơn.', use: 'front-only' }],
  })

  it('enters a letter, and the same again with the same Idempotency-Key', async () => {
    const headers = { 'idempotency-key': crypto.randomUUID() }
    const post = () => house.json(house.people.clerk, '/api/v1/letters', body(), headers)
    const first = await post()
    expect(first.status).toBe(201)
    const entered = await first.json()
    expect(entered).toMatchObject({ letters: [{ day: today }] })
    expect(await (await post()).json()).toEqual(entered)
  })

  it('refuses a body without consent, an area of elsewhere, other roles and strangers', async () => {
    const post = (given: object, who = house.people.clerk) =>
      house.json(who, '/api/v1/letters', given)
    expect((await post({ ...body(), consent: false })).status).toBe(400)
    expect((await post({ ...body(), area: 'GN' })).status).toBe(400)
    expect((await post({ ...body(), items: [] })).status).toBe(400)
    expect((await post({ ...body(), where: 'a\u0000b' })).status).toBe(400)
    expect((await post(body(), house.people.admin)).status).toBe(403)
    expect((await post(body(), house.people.stranger)).status).toBe(400)
    const nobody = await house.console.request('/api/v1/letters', { method: 'POST' })
    expect(nobody.status).toBe(401)
  })
})

describe('the pages', () => {
  it('are for clerk and moderator alone', async () => {
    for (const page of ['/nhap', path('paper'), '/nhap/tep']) {
      expect((await house.get(house.people.admin, page)).status).toBe(403)
      expect((await house.get(house.people.clerk, page)).status).toBe(200)
      expect((await house.console.request(page)).status).toBe(303)
    }
  })
})
