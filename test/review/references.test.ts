import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parseContents } from '../../src/bundle/contents.ts'
import { verifyBundle } from '../../src/bundle/verify.ts'
import { officePath, unpack } from '../../src/bundle/zip.ts'
import { fingerprint } from '../../src/seal/fingerprint.ts'
import { makeFeedback } from '../support/accepted-feedback.ts'
import { checkInvariants } from '../support/invariants.ts'
import { logFaults } from '../support/log-faults.ts'
import {
  frozen,
  type MeetingHouse,
  meetingHouse,
  type YearEnd,
  yearEnd,
} from '../support/meeting-house.ts'
import { makeStaff } from '../support/review-house.ts'

let house: MeetingHouse
let end: YearEnd
let record: string
let turn = 0

beforeAll(async () => {
  house = await meetingHouse()
})
beforeEach(async () => {
  end = await yearEnd(house, `nk${++turn}`)
  record = end.official.record
})
afterAll(async () => {
  await checkInvariants(house.database.ownerUrl)
  expect(await logFaults(house.database.ownerUrl, ['record_references']), 'fit the log').toEqual([])
  expect(house.faults).toEqual([])
  await house.close()
})

type Staff = { token: string }
type Paper = Record<string, string | number>

const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
const resolution = {
  ...{
    source: 'cell-party',
    number: '03-NQ/CB',
    datedOn: '2026-01-05',
    issuer: 'Chi bộ Địa chính',
  },
}
const petitions = {
  ...{ source: 'petitions', number: '5-BC/VP', datedOn: '2026-01-06', issuer: 'Văn phòng UBND' },
  ...{ received: 12, settled: 10, overdue: 1 },
}

const view = async (by: Staff = end.secretary) =>
  (await house.call(by.token, 'GET', `review-records/${record}`)).body
const enter = (body: unknown, by: Staff = end.secretary, at = record) =>
  house.call(by.token, 'POST', `review-records/${at}/references`, body)
async function entered(body: unknown, at = record): Promise<string> {
  const made = await enter(body, end.secretary, at)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body.id
}
async function page(
  path: string,
  form?: Paper,
  by: Staff = end.secretary,
  door = house.apps.console,
) {
  const typed = Object.entries(form ?? {}).map(([name, value]) => [name, String(value)])
  const response = await door.request(path, {
    method: form ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${by.token}` },
    ...(form && { body: new URLSearchParams(typed) }),
  })
  const bytes = new Uint8Array(await response.arrayBuffer())
  return { status: response.status, bytes, html: new TextDecoder().decode(bytes) }
}
/** The words of a page between a heading and the next. */
const part = (html: string, title: string) =>
  (html.split(`<h2>${title}</h2>`)[1]?.split('<h2>')[0] ?? '').replace(/<[^>]+>/g, ' ')

describe('a paper of another body', () => {
  it('stands on the record by its source, and what is absent is said to be', async () => {
    const before = part((await page(`/ho-so/${record}`)).html, 'Nguồn khác')
    expect(before.match(/chưa có/g)).toHaveLength(6)
    await entered(resolution)
    await entered(petitions)
    const after = part((await page(`/ho-so/${record}`)).html, 'Nguồn khác')
    expect(after.match(/chưa có/g)).toHaveLength(4)
    expect(after).toContain('số 03-NQ/CB, ngày 05/01/2026, Chi bộ Địa chính')
    expect(after).toContain('đã nhận 12, đã giải quyết 10, quá hạn 1 (số 5-BC/VP')
    expect((await view()).references).toMatchObject([
      { source: 'cell-party', number: '03-NQ/CB', petitions: null },
      { source: 'petitions', petitions: { received: 12, settled: 10, overdue: 1 } },
    ])
  })

  it('has counts when it is of petitions, and none otherwise', async () => {
    const { overdue: _, ...short } = petitions
    const wrong = [short, { ...petitions, overdue: -1 }, { ...resolution, received: 3 }]
    for (const body of [...wrong, { ...petitions, settled: 1.5 }]) {
      expect((await enter(body)).status, JSON.stringify(body)).toBe(400)
    }
    await entered({ ...petitions, received: 0, settled: 0, overdue: 0 })
    const insert = (source: string, counts: string) =>
      house.owner.query(
        `insert into record_references (id, organisation_id, record_id, source, number, dated_on, issuer,
            received, settled, overdue, entered_by, entry_seq)
          select gen_random_uuid(), organisation_id, id, $2, '1', '2026-01-01', 'x', ${counts}, opened_by, 0
            from review_records where id = $1`,
        [record, source],
      )
    await expect(insert('leaders', '1, 1, 1')).rejects.toThrow('counts_of_petitions')
    await expect(insert('petitions', '1, null, 1')).rejects.toThrow('counts_of_petitions')
  })

  it('is corrected by another of its source, and the newest counts', async () => {
    const first = await entered(petitions)
    const other = (
      await house.call(end.secretary.token, 'GET', `review-records?cycle=${end.cycle}`)
    ).body.items
    expect(other).toHaveLength(1)
    expect((await enter({ ...resolution, replaces: first })).status, 'another source').toBe(400)
    await entered({ ...petitions, overdue: 2, replaces: first })
    expect((await enter({ ...petitions, overdue: 3, replaces: first })).status, 'twice').toBe(400)
    const { references } = await view()
    expect(references).toMatchObject([{ petitions: { overdue: 2 } }])
    const { html } = await page(`/ho-so/${record}/nguon-khac`)
    expect(html).toContain('quá hạn 2')
    expect(html).not.toContain('quá hạn 1')
  })

  it('is entered by a secretary while the cycle runs, and by nobody else', async () => {
    expect((await enter(resolution, end.lead)).status).toBe(403)
    expect((await page(`/ho-so/${record}/nguon-khac`, resolution, end.lead)).status).toBe(403)
    const shown = await page(`/ho-so/${record}/nguon-khac`, undefined, end.lead)
    expect([shown.status, shown.html.includes('<form method="post" action="/ho-so/')]).toEqual([
      200,
      false,
    ])
    await house.call(end.secretary.token, 'POST', `cycles/${end.cycle}/closings`, {})
    expect((await enter(resolution)).status).toBe(409)
    const late = await page(`/ho-so/${record}/nguon-khac`, resolution)
    expect(late.status).toBe(409)
    expect(late.html).toContain('Kỳ đã đóng nên không ghi thêm.')
  })

  it('is seen by the official it is about, and not by a cell', async () => {
    await entered(resolution)
    const { ward, official } = end
    const own = await makeStaff(house.owner, ward.id, 'Trần Văn Sóng', 'official', {
      official: official.id,
    })
    const cell = await makeStaff(house.owner, ward.id, 'Bùi Thị Cúc', 'cell', {
      area: ward.neighbourhood,
    })
    expect((await view(own)).references).toHaveLength(1)
    expect((await view(cell)).references).toBe(null)
    const there = await page(`/ho-so/${record}`, undefined, own, house.apps.desk)
    expect(part(there.html, 'Nguồn khác')).toContain('03-NQ/CB')
    expect(there.html).not.toContain('nguon-khac')
    const across = await page(`/ho-so/${record}`, undefined, cell, house.apps.desk)
    expect(across.html).not.toContain('03-NQ/CB')
  })
})

describe('the form', () => {
  it('comes back with what was typed and a sentence beside each wrong field, in both languages', async () => {
    const typed = { ...petitions, number: '', datedOn: '2099-13-01', received: 'mười', overdue: '' }
    const path = `/ho-so/${record}/nguon-khac`
    const { status, html } = await page(path, typed)
    expect(status).toBe(400)
    for (const words of ['Xin ghi số văn bản', 'Xin ghi ngày văn bản', 'xin ghi số đã nhận']) {
      expect(html).toContain(words)
    }
    expect(html).toContain('value="Văn phòng UBND"')
    expect(html).toContain('value="mười"')
    expect(html).toMatch(/<option value="petitions" selected/)
    const english = await page(`${path}?lang=en`, typed)
    expect(english.html).toContain('Petitions: how many were received, from 0.')
    const ahead = await page(path, { ...petitions, datedOn: '2099-01-01' })
    expect([ahead.status, ahead.html.includes('không sau hôm nay')]).toEqual([400, true])
    expect((await view()).references).toEqual([])
  })

  it('needs no script, and enters what a person typed', async () => {
    const path = `/ho-so/${record}/nguon-khac`
    const blank = { ...resolution, received: '', settled: '', overdue: '', replaces: '' }
    expect((await page(path, blank)).status).toBe(303)
    expect((await page(path, petitions)).status).toBe(303)
    expect((await view()).references).toHaveLength(2)
    expect((await page(path)).html).not.toContain('<script')
  })
})

describe('the head of a body', () => {
  it('is asked for unity, example, family, the residence and petitions, each said to be empty', async () => {
    expect((await page(`/ho-so/${record}`)).html).not.toContain('<h2>Người đứng đầu</h2>')
    await heads()
    const asked = part((await page(`/ho-so/${record}`)).html, 'Người đứng đầu')
    expect(asked).toContain('Đoàn kết, quy tụ')
    expect(asked).toContain('Đạo đức, lối sống trong sáng')
    expect(asked.match(/Chưa có ý kiến\./g)).toHaveLength(4)
    expect(asked).toContain('Chưa có nhận xét của chi ủy nơi cư trú')
    expect(asked).toContain('Chưa có số liệu.')
  })

  it('has there what was said, what the cell wrote and the counts, without a score', async () => {
    await heads()
    await fill()
    const asked = part((await page(`/ho-so/${record}`)).html, 'Người đứng đầu')
    expect(asked).toMatch(/Đoàn kết, quy tụ\s+Số 3 · /)
    expect(asked).toMatch(/Gương mẫu của gia đình\s+Số 4 · /)
    expect(asked).toContain('Thường xuyên, tích cực')
    expect(asked).toContain('đã nhận 12, đã giải quyết 10, quá hạn 1')
    expect(asked).not.toMatch(/điểm \d|\d+\s*%/)
  })

  it('and other sources go into the bundle, and anybody can check them', async () => {
    await heads()
    await fill()
    await entered(resolution)
    const bundle = await frozen(house, end)
    const contents = await contentsOf(bundle)
    expect(contents.references).toMatchObject([
      { source: 'cell-party', number: '03-NQ/CB', day: '2026-01-05' },
      { source: 'petitions', petitions: { received: 12, settled: 10, overdue: 1 } },
    ])
    expect(contents.head).toMatchObject({ unity: [3], family: [4] })
    expect(contents.head?.contact.map(({ text }) => text)).toEqual(['Thường xuyên, tích cực'])
    const { bytes } = await page(`/api/v1/bundles/${bundle}.zip`)
    const verdict = await verifyBundle(bytes, { key: fingerprint(house.signing.publicKey) })
    expect(verdict.findings.filter(({ holds }) => !holds)).toEqual([])
    const paper = await docx(bundle)
    expect(paper).toContain('I (a). NGƯỜI ĐỨNG ĐẦU')
    expect(paper).toContain('số 3 (ghi nhận)')
    expect(paper).toContain('III (c). NGUỒN KHÁC')
    expect(paper).toContain('số 03-NQ/CB, ngày 05/01/2026, Chi bộ Địa chính')
  })

  it('is nobody else: other bundles have neither part, and a new paper makes a new version', async () => {
    const first = await frozen(house, end)
    const contents = await contentsOf(first)
    expect([contents.head, contents.references]).toEqual([undefined, undefined])
    expect(await docx(first)).not.toMatch(/NGƯỜI ĐỨNG ĐẦU|NGUỒN KHÁC/)
    await entered(resolution)
    const second = await frozen(house, end, 'Có thêm văn bản của chi bộ')
    expect((await contentsOf(second)).version).toBe(2)
    expect((await contentsOf(first)).references).toBe(undefined)
  })
})

async function heads() {
  const { ward, official } = end
  await house.owner.query(
    `insert into posts (organisation_id, official_id, title, area_code, handled_by, is_head, valid_from)
      values ($1, $2, 'Chủ tịch UBND', $3, $1, true, '2021-07-01')`,
    [ward.id, official.id, ward.area],
  )
}

/** One item about unity, one about the family, the comment of the cell, and the counts. */
async function fill() {
  const { ward, official, secretary, cycle } = end
  for (const topic of ['unity', 'family-example']) {
    const feedback = await makeFeedback(house.owner, {
      ...{ organisation: ward.id, area: ward.neighbourhood, officials: [official.id] },
      ...{ by: secretary.person, polarity: 'positive', day: new Date().toISOString().slice(0, 10) },
      topic,
    })
    await house.owner.query(
      `insert into unpacked select l.id, l.organisation_id, f.id, l.day from feedback f
        join letters l on l.thread_id = f.thread_id where f.id = $1`,
      [feedback],
    )
    const path = `review-records/${record}/evidence`
    expect((await house.call(secretary.token, 'POST', path, { feedback })).status).toBe(201)
  }
  await house.owner.query(
    `insert into residences (organisation_id, official_id, area_code) values ($1, $2, $3)`,
    [ward.id, official.id, ward.neighbourhood],
  )
  const round = await house.call(secretary.token, 'POST', 'residence-rounds', {
    ...{ cycle, area: ward.neighbourhood, dueOn: today() },
  })
  expect(round.status, JSON.stringify(round.body)).toBe(201)
  const cell = await makeStaff(house.owner, ward.id, 'Bùi Thị Cúc', 'cell', {
    area: ward.neighbourhood,
  })
  const sheet = { number: '12-PNX/CB', appliedBy: 'member', paper: 'JVBERi0xLjcKJSVFT0YK' }
  const answer = await house.apps.desk.request(
    `/api/v1/residence-rounds/${round.body.items[0]}/portal-sheets`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${cell.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ ...sheet, official: official.id, answers: [1, 1, 1, 1, 2, 2], commentedOn: today() },
      }),
    },
  )
  expect(answer.status, await answer.text()).toBe(201)
  await entered(petitions)
}

async function contentsOf(bundle: string) {
  const { rows } = await house.owner.query(
    'select contents from bundle_freezes where bundle_id = $1',
    [bundle],
  )
  return parseContents(JSON.parse(rows[0].contents.toString('utf8')))
}

async function docx(bundle: string): Promise<string> {
  const { bytes } = await page(`/api/v1/bundles/${bundle}.docx`)
  const { files } = unpack(bytes, officePath)
  return new TextDecoder().decode(files.get('word/document.xml')).replace(/<[^>]+>/g, ' ')
}
