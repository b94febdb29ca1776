import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { officePath, unpack } from '../../src/bundle/zip.ts'
import { sheetRows } from '../../src/counter/rows-xlsx.ts'
import { vaultOf } from '../../src/moderation/vault.ts'
import { reportableMonths } from '../../src/review/monthly.ts'
import { createKeys, openKeys } from '../../src/seal/keys.ts'
import { makeFeedback, senderActs } from '../support/accepted-feedback.ts'
import { checkInvariants } from '../support/invariants.ts'
import { logFaults } from '../support/log-faults.ts'
import {
  frozen,
  type MeetingHouse,
  meetingHouse,
  withRecord,
  type YearEnd,
  yearEnd,
} from '../support/meeting-house.ts'
import { makeOfficial, makeStaff, runningCycle } from '../support/review-house.ts'

type Staff = { person: string; token: string }

let house: MeetingHouse
let folder: string
let end: YearEnd
let turn = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ydan-coverage-'))
  await createKeys(join(folder, 'keys'))
  house = await meetingHouse({ vault: vaultOf(await openKeys(join(folder, 'keys'))) })
})
beforeEach(async () => {
  end = await yearEnd(house, `dp${++turn}`)
})
afterAll(async () => {
  await checkInvariants(house.database.ownerUrl)
  const tables = ['remedies', 'remedy_asks', 'remedy_completions', 'working_groups']
  expect(await logFaults(house.database.ownerUrl, tables), 'the rows fit the log').toEqual([])
  expect(house.faults).toEqual([])
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
async function page(path: string, by: Staff = end.secretary) {
  const response = await house.apps.console.request(path, {
    headers: { authorization: `Bearer ${by.token}` },
  })
  const bytes = new Uint8Array(await response.arrayBuffer())
  return { status: response.status, bytes, html: new TextDecoder().decode(bytes) }
}
async function form(path: string, body: Record<string, string>, by: Staff = end.secretary) {
  const response = await house.apps.console.request(path, {
    method: 'POST',
    headers: { authorization: `Bearer ${by.token}` },
    body: new URLSearchParams(body),
  })
  return { status: response.status, html: await response.text() }
}
const letters = async (count: number) => {
  for (let n = 0; n < count; n++) {
    const one = await makeFeedback(house.owner, {
      ...{ organisation: end.ward.id, area: end.ward.neighbourhood, by: end.secretary.person },
      ...{ verdict: null, officials: [end.official.id], day: today() },
    })
    await house.owner.query(
      `insert into unpacked select l.id, l.organisation_id, f.id, l.day from feedback f
        join letters l on l.thread_id = f.thread_id where f.id = $1`,
      [one],
    )
  }
}

describe('coverage of a cycle', () => {
  it('names who has no outside input and which places are quiet, by place and name', async () => {
    await makeOfficial(house.owner, end.ward.id, end.ward.neighbourhood, 'Lê Thị An')
    await makeOfficial(house.owner, end.ward.id, end.ward.neighbourhood, 'Bùi Văn Yên')
    const { html } = await page(`/ky/${end.cycle}/do-phu`)
    const unheard = html.slice(html.indexOf('Chưa có ý kiến từ bên ngoài'))
    const list = unheard.slice(0, unheard.indexOf('</ul>'))
    expect(list).toContain('Lê Thị An')
    expect(list).not.toContain('Trần Văn Sóng')
    expect(list).toContain('<li>Khu phố 3: ')
    expect(list.indexOf('Lê Thị An')).toBeLessThan(list.indexOf('Bùi Văn Yên'))
    expect(html).toContain('1/1 địa bàn chưa có thư, hoặc có dưới 5 thư')
    expect(html).toContain('Đã chốt 0/3')
  })

  it('tells letters in whole fives and no figure of a hamlet', async () => {
    await letters(9)
    const { html } = await page(`/ky/${end.cycle}/do-phu`)
    // Two of the record and nine more are eleven.
    expect(html).toContain('từ 10')
    expect(html).not.toMatch(/>\s*11\s*</)
    expect(html).toContain('0/1 địa bàn')
    expect(html).toContain('dưới 5')
  })

  it('says nothing of what was diverted or taken out', async () => {
    await letters(3)
    const path = `/ky/${end.cycle}/do-phu`
    expect((await page(path)).html).toContain('từ 5')
    const mine = `where organisation_id = '${end.ward.id}' and state = 'received'`
    await house.owner.query(`update feedback_state set state = 'diverted' ${mine}`)
    expect((await page(path)).html).not.toContain('từ 5')
    await house.owner.query(
      `select project(feedback_id) from feedback_state where organisation_id = $1`,
      [end.ward.id],
    )
  })

  it('counts bundles by state and never scores anybody', async () => {
    await frozen(house, end)
    const { html } = await page(`/ky/${end.cycle}/do-phu`)
    expect(html).toContain('Đã chốt 1/1')
    expect(html).not.toMatch(/xếp hạng thứ|điểm số|trung bình/i)
  })

  it('leaves out who is exempt', async () => {
    const exempt = await makeOfficial(house.owner, end.ward.id, end.ward.neighbourhood, 'Vũ Miễn')
    await house.call(end.secretary.token, 'POST', `officials/${exempt}/exemptions`, {
      ...{ reason: 'excused', validFrom: '2020-01-01' },
    })
    expect((await page(`/ky/${end.cycle}/do-phu`)).html).not.toContain('Vũ Miễn')
  })

  it('is a spreadsheet and a printed page, too', async () => {
    const { bytes } = await page(`/ky/${end.cycle}/do-phu/bang.xlsx`)
    const rows = [...sheetRows(bytes)].map(({ cells }) => cells.join('|'))
    expect(rows[0]).toContain('Địa bàn|Ai')
    expect(rows[1]).toContain('Trần Văn Sóng')
    const pdf = await page(`/ky/${end.cycle}/do-phu/trang.pdf`)
    expect(pdf.html.slice(0, 5)).toBe('%PDF-')
  })

  it('is for those who answer for the cycle', async () => {
    const moderator = await makeStaff(house.owner, end.ward.id, 'Ngô Xét', 'moderator')
    expect((await page(`/ky/${end.cycle}/do-phu`, moderator)).status).toBe(403)
    expect((await page(`/ky/${randomUUID()}/do-phu`)).status).toBe(404)
  })
})

describe('the monthly report', () => {
  it('tells the month in whole fives, with room for words, number and signature', async () => {
    await letters(10)
    const [month = ''] = reportableMonths()
    const { html } = await page(`/bao-cao-thang?month=${month}`)
    // Twelve came: ten and the two of the record.
    expect(html).toContain('<td>10</td>')
    expect(html).not.toContain('<td>12</td>')
    const { bytes } = await page(`/bao-cao-thang/ban.docx?month=${month}`)
    const { files } = unpack(bytes, officePath)
    const text = new TextDecoder().decode(files.get('word/document.xml')).replace(/<[^>]+>/g, ' ')
    expect(text).toContain('BC-MTTQ-BTT')
    expect(text).toContain('IV. ĐÁNH GIÁ, KHÓ KHĂN')
    expect(text).toContain('TM. BAN THƯỜNG TRỰC')
    const pdf = await page(`/bao-cao-thang/ban.pdf?month=${month}`)
    expect(pdf.html.slice(0, 5)).toBe('%PDF-')
  })

  it('is empty for a month in which nothing came, and takes no month that is none', async () => {
    expect((await page('/bao-cao-thang?month=2021-01')).html).toContain('Không có.')
    expect((await page("/bao-cao-thang?month=2021-13'")).status).toBe(200)
  })
})

describe('a remedy', () => {
  const remedy = {
    ...{ shortcoming: 'Lời nói chưa ôn hòa', measure: 'Sửa lời nói khi họp', dueOn: '2026-01-31' },
    responsible: 'Chi bộ khu phố 3',
  }
  const set = async (given = remedy) => {
    const path = `review-records/${end.official.record}/remedies`
    const made = await house.call(end.secretary.token, 'POST', path, given)
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    return made.body.id as string
  }
  const criticism = async () => {
    const { body } = await house.call(
      ...([end.secretary.token, 'GET', `review-records/${end.official.record}`] as const),
    )
    return body.evidence
      .flatMap(({ items }: { items: { id: string; polarity: string }[] }) => items)
      .filter(({ polarity }: { polarity: string }) => polarity === 'negative') as {
      id: string
      feedback: string
    }[]
  }

  it('is followed in a list, the overdue apart', async () => {
    const id = await set()
    const { html } = await page('/khac-phuc')
    expect(html.slice(html.indexOf('Quá hạn'), html.indexOf('Còn hạn'))).toContain('Trần Văn Sóng')
    const done = { doneOn: today(), proof: 'Biên bản họp khu phố' }
    await house.call(end.secretary.token, 'POST', `remedies/${id}/completions`, done)
    const after = (await page('/khac-phuc')).html
    expect(after.slice(after.indexOf('Quá hạn'), after.indexOf('Còn hạn'))).not.toContain('Sóng')
  })

  it('stands in the next cycle’s record and bundle as what was promised', async () => {
    await set()
    const year = new Date().getUTCFullYear()
    await house.owner.query(
      `update cycles set starts_on = $2, ends_on = $3, cut_off = $3, meeting_on = null where id = $1`,
      [end.cycle, `${year - 1}-01-01`, `${year - 1}-12-31`],
    )
    const next = await house.call(end.secretary.token, 'POST', 'cycles', runningCycle('Kỳ sau'))
    const record = await house.call(end.secretary.token, 'POST', 'review-records', {
      ...{ official: end.official.id, cycle: next.body.id },
    })
    const { body } = await house.call(
      ...([end.secretary.token, 'GET', `review-records/${record.body.id}`] as const),
    )
    expect(body.promised).toMatchObject([{ shortcoming: 'Lời nói chưa ôn hòa', late: true }])
    expect((await page(`/ky/${next.body.id}/goi-y`)).html).toContain('Năm trước hứa')
  })

  it('is asked about in each sender’s own thread, once, without a word of the record', async () => {
    const id = await set()
    const [item] = await criticism()
    const ask = () => form(`/khac-phuc/${id}/hoi`, { evidence: item?.id ?? '' })
    expect((await ask()).status).toBe(303)
    expect((await ask()).status, 'nobody is asked twice').toBe(409)
    const { rows } = await house.owner.query(
      `select r.kind, count(*)::int as count from remedy_asks k join replies r on r.id = k.reply_id
        where k.remedy_id = $1 group by 1`,
      [id],
    )
    expect(rows).toEqual([{ kind: 'question', count: 1 }])
    const praise = await form(`/khac-phuc/${id}/hoi`, { evidence: randomUUID() })
    expect(praise.status).toBe(409)
    const moderator = await makeStaff(house.owner, end.ward.id, 'Ngô Xét', 'moderator')
    expect(
      (await form(`/khac-phuc/${id}/hoi`, { evidence: item?.id ?? '' }, moderator)).status,
    ).toBe(403)
  })

  it('tells what senders answered by class, and nothing below five', async () => {
    const more = await withRecord(house, end, 'Hồ Thị Nhiều', 14)
    const path = `review-records/${more.record}/remedies`
    const id = (await house.call(end.secretary.token, 'POST', path, remedy)).body.id as string
    const items = (
      await house.call(end.secretary.token, 'GET', `review-records/${more.record}`)
    ).body.evidence
      .flatMap(
        (group: { items: { id: string; polarity: string; feedback: string }[] }) => group.items,
      )
      .filter(({ polarity }: { polarity: string }) => polarity === 'negative')
    expect(items).toHaveLength(7)
    const evidence = items.map((item: { id: string }) => item.id)
    const body = new URLSearchParams(evidence.map((one: string) => ['evidence', one]))
    const sent = await house.apps.console.request(`/khac-phuc/${id}/hoi`, {
      ...{ method: 'POST', headers: { authorization: `Bearer ${end.secretary.token}` }, body },
    })
    expect(sent.status).toBe(303)
    for (const [place, item] of items.entries()) {
      await senderActs(house.owner, item.feedback, place < 6 ? 'satisfied' : 'unsatisfied')
    }
    const { html } = await page(`/khac-phuc/${id}`)
    expect(html).toMatch(/Đã chuyển biến<\/th><td>ít nhất 5/)
    expect(html).toMatch(/Chưa chuyển biến<\/th><td>dưới 5/)
    expect(html).not.toMatch(/<td>\s*[1-46-9]\s*<\/td>/)
  })
})

describe('a working group', () => {
  const group = () => ({
    ...{ name: 'Tổ công tác số 2', document: 'QĐ 45-QĐ/TU', decidedOn: today(), from: today() },
    ...{ to: today(), members: 'Đinh Thị Xem\nCao Văn Đọc' },
  })

  it('reads the frozen bundles of a cycle for a time, each member by an own link', async () => {
    const path = `/ky/${end.cycle}/to-cong-tac`
    expect((await form(path, group())).status, 'nothing is frozen yet').toBe(409)
    const bundle = await frozen(house, end)
    const made = await form(path, group())
    expect(made.status).toBe(200)
    const links = [...made.html.matchAll(/\/hop\/([A-Za-z0-9_-]+)</g)].map(([, token]) => token)
    expect(links).toHaveLength(2)
    const entered = await house.apps.desk.request(`/hop/${links[0]}`, {
      ...{ method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } },
    })
    expect(entered.headers.get('location')).toContain(`/tap/${bundle}`)
    const { html } = await page(path)
    const id = /to-cong-tac\/([0-9a-f-]{36})\/thu-hoi/.exec(html)?.[1]
    expect((await form(`${path}/${id}/thu-hoi`, {})).status).toBe(303)
    expect((await form(`${path}/${id}/thu-hoi`, {})).status).toBe(409)
  })

  it('has a decision, and days that are right', async () => {
    await frozen(house, end)
    const path = `/ky/${end.cycle}/to-cong-tac`
    expect((await form(path, { ...group(), document: '' })).status).toBe(400)
    expect((await form(path, { ...group(), to: '2020-01-01' })).status).toBe(400)
    expect((await form(path, { ...group(), to: '2099-01-01' })).status).toBe(400)
    expect((await form(path, group(), end.lead)).status).toBe(403)
  })
})
