import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parseContents } from '../../src/bundle/contents.ts'
import { verifyBundle } from '../../src/bundle/verify.ts'
import { officePath, unpack } from '../../src/bundle/zip.ts'
import { planPhases } from '../../src/review/phases.ts'
import { fingerprint } from '../../src/seal/fingerprint.ts'
import { type Actor, asActor } from '../../src/staff/actor.ts'
import { checkInvariants } from '../support/invariants.ts'
import { logFaults } from '../support/log-faults.ts'
import {
  consultation,
  frozen,
  handover,
  type MeetingHouse,
  meetingHouse,
  outcome,
  type YearEnd,
  yearEnd,
} from '../support/meeting-house.ts'
import { makeStaff } from '../support/review-house.ts'

const tables = ['sheets', 'sheet_issues', 'reopenings', 'returns', 'outcomes']

type Staff = { person: string; token: string }

let house: MeetingHouse
let end: YearEnd
let record: string
let own: Staff
let turn = 0

beforeAll(async () => {
  house = await meetingHouse()
})
beforeEach(async () => {
  end = await yearEnd(house, `vb${++turn}`)
  record = end.official.record
  own = await makeStaff(house.owner, end.ward.id, 'Trần Văn Sóng', 'official', {
    official: end.official.id,
  })
})
afterAll(async () => {
  await checkInvariants(house.database.ownerUrl)
  expect(await logFaults(house.database.ownerUrl, tables), 'the rows fit the log').toEqual([])
  expect(house.faults).toEqual([])
  await house.close()
})

const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
const view = async (by: Staff = end.secretary) =>
  (await house.call(by.token, 'GET', `review-records/${record}`)).body
const evidence = async (sign: 'negative' | 'positive' = 'negative'): Promise<string> =>
  (await view()).evidence
    .flatMap(({ items }: { items: { id: string; polarity: string }[] }) => items)
    .find(({ polarity }: { polarity: string }) => polarity === sign).id
async function form(path: string, body: Record<string, string>, by: Staff = end.secretary) {
  const response = await house.apps.console.request(path, {
    method: 'POST',
    headers: { authorization: `Bearer ${by.token}` },
    body: new URLSearchParams(body),
  })
  return { status: response.status, html: await response.text() }
}
async function page(path: string, by: Staff = end.secretary) {
  const response = await house.apps.console.request(path, {
    headers: { authorization: `Bearer ${by.token}` },
  })
  const bytes = new Uint8Array(await response.arrayBuffer())
  return { status: response.status, bytes, html: new TextDecoder().decode(bytes) }
}
async function drafted(kind: 'prompt' | 'front_comment', text: string): Promise<string> {
  const items: Record<string, string> = kind === 'prompt' ? { evidence: await evidence() } : {}
  const made = await form(`/ho-so/${record}/van-ban`, { kind, text, ...items })
  expect(made.status, made.html).toBe(303)
  const sheets = (await view()).sheets as { id: string; kind: string }[]
  return sheets.findLast((sheet) => sheet.kind === kind)?.id ?? ''
}
const signed = (sheet: string, given: Record<string, string> = {}, by: Staff = end.lead) =>
  form(
    `/ho-so/${record}/van-ban/${sheet}/ban-hanh`,
    { signedOn: today(), signer: 'Phạm Văn Ký', ...given },
    by,
  )
async function docx(sheet: string): Promise<string> {
  const { bytes } = await page(`/ho-so/${record}/van-ban/${sheet}/ban.docx`)
  const { files } = unpack(bytes, officePath)
  return new TextDecoder().decode(files.get('word/document.xml')).replace(/<[^>]+>/g, ' ')
}

describe('what is prompted for the self-review', () => {
  it('is looked for in a list of records with their criticism, by name and without figures', async () => {
    const { html } = await page(`/ky/${end.cycle}/goi-y`)
    expect(html).toContain('giữ lời nói ôn hòa')
    expect(html).toContain('Trần Văn Sóng')
    expect(html).not.toMatch(/\d+\s*(điểm|%)/)
    expect((await page(`/ky/${end.cycle}/goi-y`, own)).status).toBe(403)
  })

  it('is drafted by one person and signed by another, with number and day', async () => {
    const sheet = await drafted('prompt', '1. Lời nói khi họp khu phố\n2. Giữ lời hứa với dân')
    const itself = await signed(sheet, { number: '05-CV/ĐU' }, end.secretary)
    expect(itself.status, 'who drafted cannot sign').toBe(403)
    expect((await signed(sheet, { number: '' })).status).toBe(400)
    expect((await signed(sheet, { number: '1', signedOn: '2099-01-01' })).status).toBe(400)
    expect((await signed(sheet, { number: '05-CV/ĐU' })).status).toBe(303)
    expect((await signed(sheet, { number: '06-CV/ĐU' })).status).toBe(409)
    expect((await view()).sheets[0].issued).toEqual({
      ...{ number: '05-CV/ĐU', signedOn: today(), signer: 'Phạm Văn Ký' },
    })
  })

  it('rests on items of this record alone, and a newer draft replaces an older one', async () => {
    const bare = await form(`/ho-so/${record}/van-ban`, { kind: 'prompt', text: 'Không căn cứ' })
    expect(bare.status).toBe(400)
    const strange = { kind: 'prompt', text: 'Lạ', evidence: crypto.randomUUID() }
    expect((await form(`/ho-so/${record}/van-ban`, strange)).status).toBe(409)
    const first = await drafted('prompt', 'Bản một')
    await drafted('prompt', 'Bản hai')
    expect((await signed(first, { number: '1' })).status).toBe(409)
  })

  it('is printed in the layout of the Party, its issues ready for section IV', async () => {
    const sheet = await drafted('prompt', '1. Lời nói khi họp khu phố\n2. Giữ lời hứa với dân')
    await signed(sheet, { number: '05-CV/ĐU' })
    const text = await docx(sheet)
    expect(text).toContain('ĐẢNG CỘNG SẢN VIỆT NAM')
    expect(text).not.toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA')
    expect(text).toContain('Số 05-CV/ĐU')
    expect(text).toContain('IV. GIẢI TRÌNH NHỮNG VẤN ĐỀ ĐƯỢC GỢI Ý KIỂM ĐIỂM')
    expect(text).toContain('2. Giữ lời hứa với dân')
    const pdf = await page(`/ho-so/${record}/van-ban/${sheet}/ban.pdf`)
    expect(pdf.html.slice(0, 5)).toBe('%PDF-')
  })

  it('is seen by the official only once it is signed', async () => {
    const sheet = await drafted('prompt', 'Lời nói khi họp')
    expect((await view(own)).sheets).toEqual([])
    await signed(sheet, { number: '7-CV/ĐU' })
    expect((await view(own)).sheets).toHaveLength(1)
  })
})

describe('the comment of the Front', () => {
  it('takes a number of its own book and stands in the next bundle with the prompts', async () => {
    const comment = await drafted('front_comment', 'Đồng chí gần dân, giữ lời nói chưa đều.')
    expect((await signed(comment)).status).toBe(303)
    const prompt = await drafted('prompt', 'Lời nói khi họp khu phố')
    await signed(prompt, { number: '9-CV/ĐU' })
    const { number } = (await view()).sheets[0].issued
    expect(number).toMatch(/^\d+\/MTTQ-BTT$/)
    const bundle = await frozen(house, end)
    await verifies(bundle)
    const contents = await contentsOf(bundle)
    expect(contents.frontComment).toMatchObject({ number, signer: 'Phạm Văn Ký' })
    expect(contents.prompts).toMatchObject([{ number: '9-CV/ĐU' }])
    expect(await docx(comment)).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
  })

  it('comes before recognition, not after', async () => {
    const late = await drafted('front_comment', 'Bản soạn để quên')
    await decided(await frozen(house, end))
    expect((await signed(late)).status).toBe(409)
    const again = await form(`/ho-so/${record}/van-ban`, { kind: 'front_comment', text: 'Muộn' })
    expect(again.status).toBe(409)
  })

  it('must be there before an outcome where the plan of the cycle says so', async () => {
    const bundle = await frozen(house, end)
    await planned()
    const enter = (what: string, body: unknown) =>
      house.call(end.secretary.token, 'POST', `bundles/${bundle}/${what}`, body)
    await enter('handovers', handover)
    await enter('consultations', consultation)
    expect((await enter('outcomes', outcome)).status).toBe(409)
    await signed(await drafted('front_comment', 'Nhận xét.'))
    expect((await enter('outcomes', outcome)).status).toBe(201)
  })
})

describe('a record of a closed cycle', () => {
  it('is rated again beside what was frozen, once two persons agree', async () => {
    const first = await frozen(house, end)
    await decided(first)
    const before = await fileOf(first)
    await house.call(end.secretary.token, 'POST', `cycles/${end.cycle}/closings`, {})
    const late = { kind: 'prompt', text: 'Muộn', evidence: await evidence() }
    expect((await form(`/ho-so/${record}/van-ban`, late)).status).toBe(409)
    await reopened()
    const sheet = await drafted('prompt', 'Việc mới có kết luận')
    expect((await signed(sheet, { number: '3-CV/ĐU' })).status).toBe(303)
    const second = await frozen(house, end, 'Đánh giá lại')
    expect((await contentsOf(second)).version).toBe(2)
    expect(await fileOf(first), 'what was frozen is as it was').toEqual(before)
    await verifies(first)
    await verifies(second)
    await decided(second)
    expect((await view()).reopenings).toMatchObject([{ document: 'QĐ 12-QĐ/UBKT', open: false }])
    const after = { kind: 'prompt', text: 'Lại nữa', evidence: await evidence() }
    expect((await form(`/ho-so/${record}/van-ban`, after)).status, 'closed again').toBe(409)
  })

  it('is not reopened while its cycle runs, without a document, or by one person', async () => {
    const path = `/ho-so/${record}/mo-lai`
    expect((await form(path, wish)).status).toBe(409)
    await house.call(end.secretary.token, 'POST', `cycles/${end.cycle}/closings`, {})
    expect((await form(path, { ...wish, document: '' })).status).toBe(400)
    expect((await form(path, wish, end.lead)).status).toBe(403)
    expect((await form(path, wish)).status).toBe(200)
    const { items } = (await house.call(end.secretary.token, 'GET', 'approvals')).body
    const itself = { approve: true }
    const asked = items.find(({ act }: { act: string }) => act === 'reopen').id
    expect(
      (await house.call(end.secretary.token, 'POST', `approvals/${asked}`, itself)).status,
    ).toBe(403)
  })
})

const wish = {
  ...{ reason: 'Khuyết điểm của năm ấy nay có quyết định kỷ luật.', document: 'QĐ 12-QĐ/UBKT' },
  ...{ decidedBy: 'Ủy ban Kiểm tra Đảng ủy phường', decidedOn: today() },
}

async function reopened() {
  expect((await form(`/ho-so/${record}/mo-lai`, wish)).status).toBe(200)
  const { items } = (await house.call(end.lead.token, 'GET', 'approvals')).body
  const asked = items.find(({ act }: { act: string }) => act === 'reopen').id
  const shown = await page('/dong-y', end.lead)
  expect(shown.html).toContain('QĐ 12-QĐ/UBKT')
  const agreed = await house.call(end.lead.token, 'POST', `approvals/${asked}`, { approve: true })
  expect(agreed.status, JSON.stringify(agreed.body)).toBe(200)
}

async function decided(bundle: string) {
  for (const [what, body] of [
    ['handovers', handover],
    ['consultations', consultation],
    ['outcomes', outcome],
  ] as const) {
    const done = await house.call(end.secretary.token, 'POST', `bundles/${bundle}/${what}`, body)
    expect(done.status, JSON.stringify(done.body)).toBe(201)
  }
}

async function contentsOf(bundle: string) {
  const { rows } = await house.owner.query(
    'select contents from bundle_freezes where bundle_id = $1',
    [bundle],
  )
  return parseContents(JSON.parse(rows[0].contents.toString('utf8')))
}

async function verifies(bundle: string) {
  const { bytes } = await page(`/api/v1/bundles/${bundle}.zip`)
  const verdict = await verifyBundle(bytes, { key: fingerprint(house.signing.publicKey) })
  expect(verdict.findings.filter(({ holds }) => !holds)).toEqual([])
}

async function fileOf(bundle: string) {
  const { rows } = await house.owner.query(
    'select name, sha256 from bundle_files where bundle_id = $1 order by name',
    [bundle],
  )
  return rows
}

// The province's plan: the Front comments at the beginning of the cycle, recognition is today.
async function planned() {
  const { rows } = await house.owner.query(
    `select to_char(starts_on, 'YYYY-MM-DD') as starts_on from cycles where id = $1`,
    [end.cycle],
  )
  const from = rows[0].starts_on
  const actor: Actor = {
    ...{ person: end.secretary.person, name: 'Lê Thị Thư', organisation: end.ward.id },
    ...{ organisationCode: `mt-vb${turn}`, roles: ['secretary'], official: null },
    ...{ areas: [], bundles: [], via: 'token' },
  }
  await asActor(house.pools.console.db, 'console', actor, (tx) =>
    planPhases(tx, actor, end.cycle, {
      source: 'KH 1-KH/TU',
      phases: [
        { phase: 'front-comment', startsOn: from, endsOn: from },
        { phase: 'recognition', startsOn: today(), endsOn: today() },
      ],
    }),
  )
}
