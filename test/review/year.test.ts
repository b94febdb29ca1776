import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBundle } from '../../src/bundle/verify.ts'
import { fingerprint } from '../../src/seal/fingerprint.ts'
import { channelNames } from '../../views/words/states.ts'
import { checkInvariants } from '../support/invariants.ts'
import { consultation, handover, outcome } from '../support/meeting-house.ts'
import { dayFrom } from '../support/residence-house.ts'
import type { StaffMember } from '../support/staff.ts'
import { type YearHouse, yearHouse } from '../support/year-house.ts'

// A ward's year from empty lists to the next one, each step by the people whose step it is, through
// their own doors. Letters lie on their days of the year; what is done at its end is done today.
let year: YearHouse
let staff: Record<
  'admin' | 'clerk' | 'moderator' | 'lead' | 'secretary' | 'cell' | 'official',
  StaffMember
>
let official: string
let neighbour: string
let cycle: string
let next: string
let record: string
let bundle: string
let remedy: string
const receipts: Record<string, string> = {}
const feedback: Record<string, string> = {}
const evidence: Record<string, string> = {}

beforeAll(async () => {
  year = await yearHouse()
})
afterAll(async () => {
  await checkInvariants(year.house.database.ownerUrl)
  expect(await year.logFaults(), 'the logs hold').toEqual([])
  expect(year.faults).toEqual([])
  await year.close()
})

const selfReview =
  'Bản thân luôn chấp hành nghiêm chủ trương, đường lối của Đảng, chính sách, pháp luật của Nhà nước.'
const summaries = {
  shouts: 'Có ý kiến mong đồng chí giữ lời nói ôn hòa khi điều hành cuộc họp.',
  visits: 'Có ý kiến ghi nhận đồng chí hay thăm hỏi các nhà neo đơn.',
  waits: 'Có ý kiến mong giấy tờ gửi đồng chí được trả lời sớm hơn.',
  again: 'Có ý kiến cho biết đồng chí vẫn nói gắt khi họp.',
}
type Told = keyof typeof summaries

/** The letter that waits in the queue with these words. */
async function queued(words: string): Promise<string> {
  await year.unpack()
  const { items } = await year.done(staff.moderator, 'feedback?state=open')
  return items.find(({ preview }: { preview: string }) => preview === words)?.id ?? ''
}
/** A letter's summary is written and accepted: criticism waits for a second person. */
async function accepted(told: Told, decision: { topic: string; polarity: string }) {
  const path = `feedback/${feedback[told]}`
  await year.done(staff.moderator, `${path}/summaries`, { text: summaries[told] })
  const given = { verdict: 'accept', officials: [official], standing: 'said', ...decision }
  const answer = await year.asked(staff.moderator, `${path}/decisions`, given)
  expect(answer.status, JSON.stringify(answer.body)).toBe(
    decision.polarity === 'negative' ? 202 : 201,
  )
  if (answer.status === 202) await year.agreed(staff.lead, answer.body)
}
const attached = async (told: Told, to: string) =>
  (await year.done(staff.secretary, `review-records/${to}/evidence`, { feedback: feedback[told] }))
    .id as string
const secretary = (path: string, fields?: Record<string, string>) =>
  year.page(staff.secretary, path, fields)
const shown = (of = record) => year.done(staff.secretary, `review-records/${of}`)
/** A sheet is drafted by the secretary and issued by the lead. */
async function issued(
  kind: 'prompt' | 'front_comment',
  text: string,
  given: Record<string, string>,
) {
  const path = `/ho-so/${record}/van-ban`
  const items: Record<string, string> = kind === 'prompt' ? { evidence: evidence.shouts ?? '' } : {}
  expect((await secretary(path, { kind, text, ...items })).status).toBe(303)
  const sheet = (await shown()).sheets.findLast((one: { kind: string }) => one.kind === kind)?.id
  const signed = { signedOn: dayFrom(0), signer: 'Phạm Văn Ký', ...given }
  expect((await secretary(`${path}/${sheet}/ban-hanh`, signed)).status, 'one person').toBe(403)
  expect((await year.page(staff.lead, `${path}/${sheet}/ban-hanh`, signed)).status).toBe(303)
}

describe('a year in a ward', () => {
  it('begins with lists: places, bodies, officials and where they live', async () => {
    await year.imported('areas', [
      ['Mã', 'Loại', 'Tên', 'Thuộc', 'Từ ngày'],
      ['ML-3', 'khu phố', '3', 'ML', '1/1/2021'],
      ['ML-4', 'khu phố', '4', 'ML', '1/1/2021'],
    ])
    await year.imported('organisations', [
      ['Mã', 'Loại', 'Tên', 'Khu vực'],
      ['CB-3', 'Chi bộ', 'Chi bộ khu phố 3', 'khu phố 3'],
      ['DU', 'Đảng ủy', 'Đảng ủy phường Mây Lành', 'ML'],
    ])
    await year.imported('officials', [
      [
        'Mã',
        'Họ và tên',
        'Năm sinh',
        'Đảng viên',
        'Chức vụ',
        'Khu vực',
        'Từ ngày',
        'Nơi cư trú',
        'Cư trú từ ngày',
      ],
      [
        'CB-1',
        'Trần Văn Sóng',
        1975,
        'x',
        'Công chức địa chính',
        'ML',
        '1/7/2021',
        'ML-3',
        '1/1/2019',
      ],
      ['CB-2', 'Lê Thị An', 1980, 'x', 'Công chức hộ tịch', 'ML', '1/7/2021', 'ML-3', '1/1/2019'],
      ['CB-3', 'Bùi Văn Yên', 1982, 'x', 'Công chức văn hóa', 'ML', '1/7/2021', 'ML-4', '1/1/2019'],
    ])
    const known = await year.all('select id from officials order by code')
    official = known[0].id
    neighbour = known[1].id
    staff = {
      admin: await year.member('Vũ Quản Trị', 'admin'),
      clerk: await year.member('Lã Mỹ Hạnh', 'clerk'),
      moderator: await year.member('Mai Thị Xử Lý', 'moderator'),
      lead: await year.member('Đỗ Văn Duyệt', 'lead'),
      secretary: await year.member('Lê Thị Thư', 'secretary'),
      cell: await year.member('Ngô Thị Cúc', { role: 'cell', area: 'ML-3' }),
      official: await year.member('Trần Văn Sóng', { role: 'official', official }),
    }
    const { html } = await secretary('/can-bo')
    expect(html).toContain('Trần Văn Sóng')
    const province = [
      ['Khung tiêu chí', 'Mã', 'Nội dung', 'Đạo đức, lối sống', 'Từ ngày', 'Chắc đến đâu', 'Nguồn'],
      ['366/2025', '4.1', 'Gần dân, trọng dân', 'x', '30/08/2025', 'V', '07-HD/TU'],
    ]
    await year.imported('criteria', province, '--person', staff.admin.person)
  })

  it('has a cycle with the rules in force, and phases in their order', async () => {
    const opened = {
      ...{ name: 'Kiểm điểm năm nay', startsOn: dayFrom(-330), endsOn: dayFrom(20) },
      ...{ cutOff: dayFrom(0), meetingOn: dayFrom(0) },
    }
    cycle = (await year.done(staff.secretary, 'cycles', opened)).id
    const rules = (await secretary(`/ky/${cycle}/quy-dinh`)).html
    expect(rules).toContain('366-QĐ/TW')
    expect(rules).toContain('Gần dân, trọng dân')
    const plan = (days: Record<string, readonly [number, number]>) => ({
      source: 'Kế hoạch 12-KH/TU',
      ...Object.fromEntries(
        Object.entries(days).flatMap(([phase, [from, to]]) => [
          [`startsOn-${phase}`, dayFrom(from)],
          [`endsOn-${phase}`, dayFrom(to)],
        ]),
      ),
    })
    const phases = {
      'state-front': [-40, -36],
      residence: [-35, -25],
      prompt: [-35, -25],
      freeze: [-20, -15],
      collective: [-14, -12],
      individual: [-10, -8],
      'front-comment': [-5, -1],
      recognition: [0, 10],
    } as const
    const late = { ...phases, 'front-comment': [0, 12] } as const
    expect((await secretary(`/ky/${cycle}/lich`, plan(late))).status).toBe(400)
    expect((await secretary(`/ky/${cycle}/lich`, plan(phases))).status).toBe(303)
  })

  it('brings letters: in spring and autumn from telephones, in summer on paper', async () => {
    const about = [{ official }]
    const sent = { area: 'ML-3', kind: 'report', about }
    await year.on(-240)
    const shouts = 'Anh địa chính hay quát bà con khi họp.'
    receipts.shouts = await year.letterOf({ ...sent, text: shouts })
    feedback.shouts = await queued(shouts)
    await year.on(-150)
    const waits = 'Giấy tờ gửi anh Sóng ba tháng chưa thấy trả lời.'
    const paper = {
      ...{ key: randomUUID(), boxes: '1', consent: 'yes', use: 'record', where: 'Phòng Mặt trận' },
      ...{ heldOn: dayFrom(-151), arrivalDay: dayFrom(-150), 'kind.0': 'report' },
      ...{ 'about.0': `official:${official}`, 'text.0': waits },
    }
    const entered = await year.page(staff.clerk, '/nhap?source=paper&area=ML-3', paper)
    expect(entered.status, entered.html).toBe(201)
    feedback.waits = await queued(waits)
    await year.on(-60)
    const visits = 'Anh Sóng hay đến thăm các cụ neo đơn.'
    receipts.visits = await year.letterOf({ ...sent, kind: 'praise', text: visits })
    feedback.visits = await queued(visits)
    const spam = 'Mua sim số đẹp gọi ngay.'
    await year.letterOf({ ...sent, text: spam })
    feedback.spam = await queued(spam)
    await year.on(0)
    const { items } = await year.done(staff.moderator, 'feedback?state=open')
    expect(items.map(({ channel }: { channel: string }) => channel).sort()).toEqual([
      'paper',
      'web',
      'web',
      'web',
    ])
  })

  it('has them read, put in other words and accepted, criticism by two persons', async () => {
    await accepted('shouts', { topic: 'manner', polarity: 'negative' })
    await accepted('waits', { topic: 'handling', polarity: 'negative' })
    await accepted('visits', { topic: 'near-people', polarity: 'positive' })
    const refusal = { verdict: 'reject', reason: 'spam' }
    const path = `feedback/${feedback.spam}/decisions`
    await year.agreed(staff.lead, await year.done(staff.moderator, path, refusal))
    const { body } = await year.posted('/api/v1/thread', { receipt: receipts.shouts })
    expect(body).toMatchObject({ state: 'accepted', summary: summaries.shouts })
  })

  it('puts them on the record; topics find their criteria in bulk, once the framework is there', async () => {
    record = (await year.done(staff.secretary, 'review-records', { official, cycle })).id
    for (const told of ['shouts', 'waits', 'visits'] as const) {
      evidence[told] = await attached(told, record)
    }
    const codes = async () =>
      (await shown()).evidence.flatMap(
        ({ criterion, items }: { criterion: { code: string } | null; items: unknown[] }) =>
          items.map(() => criterion?.code ?? '-'),
      )
    expect(await codes()).toEqual(['-', '-', '-'])
    const mapped = { 'criterion-near-people': '4.1', 'criterion-manner': '1.5' }
    expect((await secretary(`/ky/${cycle}/tieu-chi`, mapped)).status).toBe(303)
    expect((await codes()).sort()).toEqual(['-', '1.5', '4.1'])
  })

  it('hears the cell where they live: asked, met, signed, confirmed', async () => {
    const asking = { cycle, area: 'ML-3', dueOn: dayFrom(5) }
    const [round] = (await year.done(staff.secretary, 'residence-rounds', asking)).items
    const at = `residence-rounds/${round}`
    const cell = (act: string, body: unknown) => year.done(staff.cell, `${at}/${act}`, body, 'desk')
    await cell('meetings', { heldOn: dayFrom(-1), present: 'Bà Cúc, ông Lẫm (Mặt trận)' })
    const members = [
      { official, answers: [1, 2, 1, 2, 2, 2], note: 'Hay giúp bà con.' },
      { official: neighbour, answers: [1, 1, 1, 1, 1, 1], note: '' },
    ]
    await cell('answers', { members })
    await cell('comments', {})
    expect((await shown()).comments, 'not yet confirmed').toEqual([])
    const confirmation = { confirmedOn: dayFrom(0), signer: 'Đỗ Khắc Tường' }
    await year.done(staff.secretary, `${at}/confirmations`, confirmation)
    const { comments } = await shown()
    expect(comments).toMatchObject([{ cell: 'Chi bộ khu phố 3', version: 1 }])
  })

  it('prompts what the self-review should answer: drafted by one, issued by another', async () => {
    const candidates = (await secretary(`/ky/${cycle}/goi-y`)).html
    expect(candidates).toContain(summaries.shouts)
    expect(candidates).not.toContain(summaries.visits)
    await issued('prompt', '1. Lời nói khi điều hành cuộc họp', { number: '05-CV/ĐU' })
    const own = await year.done(staff.official, `review-records/${record}`, undefined, 'desk')
    expect(own.sheets).toMatchObject([{ kind: 'prompt', issued: { number: '05-CV/ĐU' } }])
    const text = `${selfReview} Tôi tiếp thu ý kiến về lời nói khi họp.`
    expect((await secretary(`/ho-so/${record}/tu-kiem-diem`, { text })).status).toBe(303)
  })

  it('lets the official answer in their own words, after the letter of the Front', async () => {
    const reason = 'Trước khi chốt tập tư liệu.'
    const { hearings } = await year.done(staff.secretary, 'hearings', { cycle, reason })
    const hearing = `hearings/${hearings[0]}`
    await year.done(staff.secretary, `${hearing}/issues`, { signer: 'Chủ tịch' })
    const received = { receivedOn: dayFrom(0), receiver: 'Trần Văn Sóng' }
    await year.done(staff.secretary, `${hearing}/receipts`, received)
    for (const [told, text] of [
      ['shouts', 'Tôi tiếp thu và sẽ sửa cách nói khi họp.'],
      ['waits', 'Việc này tôi xin tiếp thu, hồ sơ đã trả ngày hôm sau.'],
    ] as const) {
      const path = `evidence/${evidence[told]}/explanations`
      const said = await year.done(staff.official, path, { kind: 'accept', text }, 'desk')
      await year.done(staff.moderator, `explanations/${said.id}/editions`, { fold: [] })
    }
    expect((await shown()).explanations).toHaveLength(2)
  })

  it('takes the comment of the Front before it freezes what anybody can check', async () => {
    await issued('front_comment', 'Đồng chí gần dân; lời nói khi họp chưa ôn hòa.', {})
    const path = `review-records/${record}/bundles`
    const asked = await year.done(staff.secretary, path, { cutOff: dayFrom(0) })
    await year.agreed(staff.lead, asked)
    await year.house.work()
    bundle = asked.id
    const { bytes } = await secretary(`/api/v1/bundles/${bundle}.zip`)
    const verdict = await verifyBundle(bytes, { key: fingerprint(year.house.signing.publicKey) })
    expect(verdict.findings.filter(({ holds }) => !holds)).toEqual([])
    const contents = await year.contentsOf(bundle)
    const criteria = contents.items.map(({ criterion }) => criterion ?? '-')
    expect(criteria.sort()).toEqual(['-', '1.5', '4.1'])
    expect(contents.residenceComment).toMatchObject({ state: 'given', cell: 'Chi bộ khu phố 3' })
    expect(contents.prompts).toMatchObject([{ number: '05-CV/ĐU' }])
    expect(contents.frontComment).toMatchObject({ signer: 'Phạm Văn Ký' })
  })

  it('meets, and types in the level that the meeting decided on', async () => {
    const at = `bundles/${bundle}`
    const early = await year.asked(staff.secretary, `${at}/outcomes`, outcome)
    expect(early.status, 'before the meeting').toBe(409)
    await year.done(staff.secretary, `${at}/handovers`, handover)
    await year.done(staff.secretary, `${at}/consultations`, consultation)
    const thread = () => year.posted('/api/v1/thread', { receipt: receipts.shouts })
    expect((await thread()).body.state).toBe('considered')
    await year.done(staff.secretary, `${at}/outcomes`, outcome)
    expect((await thread()).body.state).toBe('closed')
  })

  it('follows what is to be put right, and asks the residents who wrote', async () => {
    const given = {
      ...{ shortcoming: 'Lời nói chưa ôn hòa', measure: 'Sửa lời nói khi họp' },
      ...{ dueOn: dayFrom(90), responsible: 'Chi bộ khu phố 3' },
    }
    remedy = (await year.done(staff.secretary, `review-records/${record}/remedies`, given)).id
    await year.done(staff.secretary, `cycles/${cycle}/closings`, {})
    await year.on(95)
    const followed = (await secretary('/khac-phuc')).html
    const overdue = followed.slice(followed.indexOf('Quá hạn'), followed.indexOf('Còn hạn'))
    expect(overdue).toContain('Trần Văn Sóng')
    const chosen = { evidence: evidence.shouts ?? '' }
    expect((await secretary(`/khac-phuc/${remedy}/hoi`, chosen)).status).toBe(303)
    const { body } = await year.posted('/api/v1/thread', { receipt: receipts.shouts })
    const question = body.messages.findLast(({ kind }: { kind: string }) => kind === 'question')
    expect(question.from).toBe('staff')
    expect(question.text).not.toContain('Sóng')
    const answer = { receipt: receipts.shouts, act: 'unsatisfied' }
    expect((await year.posted('/api/v1/thread/messages', answer)).status).toBe(201)
    const { html } = await secretary(`/khac-phuc/${remedy}`)
    expect(html).toMatch(/Chưa chuyển biến<\/th><td>dưới 5/)
  })

  it('leads to a next year whose record begins with what was raised and promised', async () => {
    const opened = {
      ...{ name: 'Kiểm điểm năm sau', startsOn: dayFrom(21), endsOn: dayFrom(385) },
      cutOff: dayFrom(370),
    }
    next = (await year.done(staff.secretary, 'cycles', opened)).id
    const after = (await year.done(staff.secretary, 'review-records', { official, cycle: next })).id
    await year.on(150)
    const words = 'Họp khu phố hôm rồi anh ấy vẫn gắt.'
    const letter = { area: 'ML-3', kind: 'report', about: [{ official }], text: words }
    receipts.again = await year.letterOf(letter)
    feedback.again = await queued(words)
    await accepted('again', { topic: 'manner', polarity: 'negative' })
    evidence.again = await attached('again', after)
    const { earlierIssues, promised } = await shown(after)
    expect(earlierIssues.map(({ summary }: { summary: string }) => summary)).toContain(
      summaries.shouts,
    )
    expect(promised).toMatchObject([{ shortcoming: 'Lời nói chưa ôn hòa', late: true }])
    const mark = { evidence: evidence.again, earlier: evidence.shouts ?? '' }
    expect((await secretary(`/ho-so/${after}/neu-lai`, mark)).status).toBe(303)
    expect((await secretary(`/ho-so/${after}`)).html).toContain(
      'Nêu lại điều đã nêu ở</span> Kiểm điểm năm nay',
    )
    expect((await secretary(`/ho-so/${after}/cac-nam`)).html).toContain('<strong>Nêu lại')
    const copied = { text: `${selfReview} Năm nay làm ba tuyến đường.` }
    expect((await secretary(`/ho-so/${after}/tu-kiem-diem`, copied)).status).toBe(303)
    const compared = (await secretary(`/ho-so/${after}/tu-kiem-diem`)).html
    expect(compared).toContain(`<mark>${selfReview.slice(0, -1)}</mark>`)
    const candidates = (await secretary(`/ky/${next}/goi-y`)).html
    expect(candidates).toContain('Năm trước hứa')
  })

  it('tells of both years whom, where and by which ways they heard', async () => {
    const pages = [await secretary(`/ky/${cycle}/do-phu`), await secretary(`/ky/${next}/do-phu`)]
    const section = (title: string) =>
      pages.map(({ html }) => {
        const from = html.slice(html.indexOf(`>${title}<`))
        return from.slice(0, from.indexOf('<h2'))
      })
    const people = ['Trần Văn Sóng', 'Lê Thị An', 'Bùi Văn Yên']
    const unheard = section('Chưa có ý kiến từ bên ngoài').map((said) =>
      people.filter((name) => said.includes(name)),
    )
    // A comment of the cell is a voice from outside; last year's is none of this year's.
    expect(unheard).toEqual([['Bùi Văn Yên'], ['Lê Thị An', 'Bùi Văn Yên']])
    const ways = section('Theo cách gửi').map((said) =>
      (['web', 'paper'] as const).filter((code) => said.includes(`>${channelNames[code]?.vi}<`)),
    )
    expect(ways).toEqual([['web', 'paper'], ['web']])
    expect(pages[0]?.html).toContain('Đã chốt 1/3')
    expect(pages[1]?.html).toContain('Đã chốt 0/3')
  })
})
