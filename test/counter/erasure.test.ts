import { PDFiumLibrary } from '@hyzyla/pdfium'
import { unzipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ElsewhereHouse, elsewhereHouse } from '../support/elsewhere-house.ts'
import { samples } from '../support/files.ts'

let house: ElsewhereHouse
beforeAll(async () => {
  house = (await elsewhereHouse()) as ElsewhereHouse
})
afterAll(() => house.close())
afterEach(() => house.check())

const word = 'Xương rồng kể chuyện'
const ask = (id: string, fields = { reason: 'sender' }, who = house.people.lead) =>
  house.form(who, `/y-kien/${id}/huy`, fields)
const demand = {
  ...{ authority: 'Công an tỉnh Sông Xanh', number: '12/CV-CA', day: '2026-01-05' },
  demanded: 'Cung cấp nội dung thư nói về buổi họp ngày 03/01.',
}
const askDemand = (id: string, fields: Record<string, string> = demand) =>
  house.form(house.people.lead, `/y-kien/${id}/yeu-cau`, fields)
const text = async (answer: Response | Promise<Response>) => (await answer).text()

describe('an erasure', () => {
  it('is asked by a lead, agreed to by a custodian, and takes everything; the receipt opens nothing', async () => {
    const { id, receipt } = await house.letter(`${word}: bác quát bà con.`)
    await house.summarise(id, `${word}, tóm tắt.`)
    await house.decide(
      house.people.moderator,
      id,
      {
        ...{ verdict: 'not_accept', reason: 'no_fact', note: `${word}, ghi chú.` },
        message: `${word}, lời nhắn.`,
      },
      202,
    )
    const { moderator, lead, custodian } = house.people
    expect((await ask(id, { reason: 'sender' }, moderator)).status).toBe(403)
    expect((await ask(id, { reason: 'vì thích' })).status).toBe(400)
    expect((await ask(id)).status).toBe(303)
    expect((await ask(id)).status).toBe(409)
    const { body } = await house.thread(receipt)
    expect(body.messages.at(-1).text).toMatch(
      /Bản sao lưu cũ nhất còn giữ đến ngày \d\d\/\d\d\/\d{4}/,
    )
    const approval = await house.pending('erase')
    expect((await house.agree(lead, approval)).status).toBe(403)
    const seen = await text(house.get(custodian, '/dong-y'))
    expect(seen).toContain('người gửi đề nghị')
    expect(seen).not.toContain(word)
    expect((await house.agree(custodian, approval)).status).toBe(200)
    expect(await house.stateOf(id)).toBe('erased')
    // All that is left is what the custodian wrote about the erasure itself.
    expect(await house.left(id)).toEqual([{ record: approval }])
    expect((await house.thread(receipt)).status).toBe(404)
    expect((await house.thread('0000-0000-0000-0000-0000')).status).toBe(404)
    expect(await text(house.get(moderator, `/y-kien/${id}`))).not.toContain(word)
    const erased = await house.rows(
      'select reason, asked_by, agreed_by from erasures where feedback_id = $1',
      [id],
    )
    expect(erased).toEqual([
      { reason: 'sender', asked_by: lead.person, agreed_by: custodian.person },
    ])
    expect((await ask(id)).status).toBe(409)
  })

  it('declined changes nothing', async () => {
    const { id, receipt } = await house.letter(`${word} hai.`)
    await ask(id)
    const approval = await house.pending('erase')
    expect((await house.agree(house.people.custodian, approval, false)).status).toBe(200)
    expect(await house.stateOf(id)).toBe('screening')
    expect((await house.thread(receipt)).body.messages[0].text).toContain(word)
  })

  it('waits while an authority’s demand about it is open', async () => {
    const { id } = await house.letter(`${word} ba.`)
    expect((await askDemand(id)).status).toBe(303)
    const refused = await ask(id)
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('yêu cầu bằng văn bản')
    await house.agree(house.people.custodian, await house.pending('hand_over'), false)
    expect((await ask(id)).status).toBe(303)
  })

  it('of another organisation’s feedback is not there', async () => {
    const { id } = await house.letter(`${word} bốn.`)
    expect((await ask(id, { reason: 'sender' }, house.people.stranger)).status).toBe(403)
  })
})

describe('a written demand', () => {
  it('is given a sealed package with letter, files and thread, and never name or contact', async () => {
    const address = 'nguoi-gui@example.com'
    const { id } = await house.letter(
      `${word} năm: họp ngày 03/01.`,
      { contact: { channel: 'email', address, consent: true } },
      [
        {
          name: 'giấy mời.png',
          type: 'image/png',
          bytes: samples['image/png'] ?? new Uint8Array(),
        },
      ],
    )
    expect((await askDemand(id, { ...demand, day: '2999-01-01' })).status).toBe(400)
    expect((await askDemand(id)).status).toBe(303)
    const approval = await house.pending('hand_over')
    const { custodian, lead, moderator } = house.people
    const seen = await text(house.get(custodian, '/dong-y'))
    for (const said of [demand.authority, demand.number, demand.demanded]) {
      expect(seen).toContain(said)
    }
    expect(seen).not.toContain(word)
    expect((await house.agree(custodian, approval)).status).toBe(200)
    const [row] = await house.rows('select id from demands where feedback_id = $1', [id])
    const path = `/y-kien/${id}/yeu-cau/${row?.id}/lay`
    expect((await house.form(moderator, path, {})).status).toBe(403)
    const answer = await house.form(lead, path, {})
    expect(answer.status).toBe(200)
    const zip = new Uint8Array(await answer.arrayBuffer())
    const files = unzipSync(zip)
    expect(Object.keys(files).sort()).toEqual(['bien-ban.pdf', 'tep/01-giay_moi.png'])
    const cover = await pdfText(files['bien-ban.pdf'] ?? new Uint8Array())
    for (const said of [word, demand.number, demand.authority, custodian.name, lead.name]) {
      expect(cover).toContain(said)
    }
    expect(cover).not.toContain(address)
    const again = new Uint8Array(await (await house.form(lead, path, {})).arrayBuffer())
    expect(again).toEqual(zip)
    const kept = await house.rows(
      'select distinct sha256 from demand_collections where demand_id = $1',
      [row?.id],
    )
    const digest = await crypto.subtle.digest('SHA-256', zip)
    expect(kept.map(({ sha256 }) => Buffer.from(sha256).toString('hex'))).toEqual([
      Buffer.from(digest).toString('hex'),
    ])
  })

  it('is counted by year on the public page, without a number below five', async () => {
    const shown = await text(house.letterbox.request('/quyen-rieng-tu'))
    expect(shown).toContain('dưới 5 lần, hoặc chưa có lần nào')
    expect(shown).not.toContain(`Năm ${new Date().getFullYear()}:`)
    expect(shown).toContain('không có')
  })

  it('finds nothing once the feedback was erased', async () => {
    const { id } = await house.letter(`${word} sáu.`)
    await ask(id)
    await house.agree(house.people.custodian, await house.pending('erase'))
    const refused = await askDemand(id)
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('không có')
  })
})

async function pdfText(bytes: Uint8Array): Promise<string> {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(bytes)
  try {
    return [...document.pages()]
      .map((page) => page.getText())
      .join('\n')
      .replace(/\s+/g, ' ')
  } finally {
    document.destroy()
    library.destroy()
  }
}
