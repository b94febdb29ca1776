import { unzipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { alarmLate, destroyDue } from '../../src/moderation/transfer-endings.ts'
import { type ElsewhereHouse, elsewhereHouse } from '../support/elsewhere-house.ts'
import { samples } from '../support/files.ts'

let house: ElsewhereHouse
beforeAll(async () => {
  house = (await elsewhereHouse()) as ElsewhereHouse
})
afterAll(() => house.close())
afterEach(() => house.check())

const word = 'Xương rồng kể chuyện'
const receiver = 'Ủy ban Kiểm tra Đảng ủy phường Mây Lành'
const sheet = {
  way: 'sheet',
  receiver,
  contact: 'số 5 đường Hoa Sữa, 0900 000 555',
  signer: 'Đỗ Văn Duyệt',
}
const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
const shown = (day: string) => day.split('-').reverse().join('/')
const days = (count: number) =>
  new Date(Date.now() + 7 * 3_600_000 + count * 86_400_000).toISOString().slice(0, 10)

/** Puts every transfer of a feedback's hour in the past, as a day's waiting does. */
async function aDayLater(id: string) {
  await house.rows('alter table transfers disable trigger refuse_change')
  await house.rows(
    `update transfers set destroy_at = destroy_at - interval '24 hours 1 minute' where feedback_id = $1`,
    [id],
  )
  await house.rows('alter table transfers enable trigger refuse_change')
}
const destroy = () => destroyDue(house.house.console)
const page = async (who: keyof ElsewhereHouse['people'], path: string) => {
  const answer = await house.get(house.people[who], path)
  return { status: answer.status, text: await answer.text() }
}

describe('a diversion', () => {
  it('locks the words at once: only who diverted it and the standing board open them', async () => {
    const { id } = await house.letter(`${word}: tôi tố cáo việc chia đất công.`)
    await house.divert(id)
    for (const who of ['moderator', 'lead', 'other'] as const) {
      expect((await page(who, `/y-kien/${id}`)).text).not.toContain(word)
    }
    expect((await page('moderator', `/phieu-chuyen/${id}`)).text).toContain(word)
    expect((await page('lead', `/phieu-chuyen/${id}`)).text).toContain(word)
    const other = await page('other', `/phieu-chuyen/${id}`)
    expect(other.status).toBe(200)
    expect(other.text).not.toContain(word)
    expect(other.text).toContain('độ Mật')
    const print = await house.form(house.people.other, `/phieu-chuyen/${id}/in`, {})
    expect(print.status).toBe(403)
    for (const who of ['clerk', 'secretary', 'admin', 'auditor', 'custodian'] as const) {
      expect((await page(who, `/phieu-chuyen/${id}`)).status, who).toBe(403)
    }
    expect((await page('stranger', `/phieu-chuyen/${id}`)).status).toBe(403)
  })

  it('prints the sheet with the letter, enters number, date and receiver, and tells the sender', async () => {
    const { id, receipt, number } = await house.letter(
      `${word} hai: tố cáo cán bộ địa chính.`,
      {},
      [
        {
          name: 'giay-viet-tay.png',
          type: 'image/png',
          bytes: samples['image/png'] ?? new Uint8Array(),
        },
      ],
    )
    await house.divert(id)
    const answer = await house.form(house.people.moderator, `/phieu-chuyen/${id}/in`, { receiver })
    expect(answer.status).toBe(200)
    const paper = docxText(new Uint8Array(await answer.arrayBuffer()))
    for (const said of ['PHIẾU CHUYỂN', receiver, number, `${word} hai`, 'giay-viet-tay.png']) {
      expect(paper).toContain(said)
    }
    const entered = await house.form(house.people.moderator, `/phieu-chuyen/${id}`, sheet)
    expect(entered.status).toBe(303)
    const [line] = await house.rows(
      `select r.number, r.correspondent, r.abstract, t.destroy_at > now() + interval '23 hours' as kept
       from transfers t join register r on r.id = t.register_id where t.feedback_id = $1`,
      [id],
    )
    expect(line).toMatchObject({ correspondent: receiver, kept: true })
    expect(JSON.stringify(line)).not.toContain(word)
    const { body } = await house.thread(receipt)
    const told = body.messages.at(-1).text
    expect(told).toBe(
      `Ý kiến của ông/bà có nội dung tố cáo, Mặt trận không có quyền giải quyết. Ngày ${shown(today())}, Mặt trận đã chuyển đến ${receiver}, phiếu chuyển số ${line?.number}. Bản trên máy của chúng tôi sẽ hủy ngày ${shown(days(1))}. Muốn được trả lời, ông/bà liên hệ ${receiver}, ${sheet.contact}.`,
    )
    const again = await house.form(house.people.moderator, `/phieu-chuyen/${id}`, sheet)
    expect(again.status).toBe(409)
    const [file] = await house.rows(
      'select id from attachments a join unpacked u using (letter_id) where u.feedback_id = $1',
      [id],
    )
    const got = await house.form(house.people.lead, `/phieu-chuyen/${id}/tep/${file?.id}`, {})
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(samples['image/png'])
    const printed = await house.rows(
      `select kind from custody_entries where kind = 'transfer.printed' and subject = $1`,
      [id],
    )
    expect(printed.length).toBe(2)
  })

  it('is destroyed 24 hours after the sheet, and the sender still reads where it went', async () => {
    const { id, receipt, thread } = await house.letter(`${word} ba: tố cáo.`)
    await house.divert(id)
    await house.form(house.people.moderator, `/phieu-chuyen/${id}`, sheet)
    expect(await destroy()).toBe(0)
    await aDayLater(id)
    expect(await destroy()).toBeGreaterThan(0)
    const [kept] = await house.rows('select reply_id from transfers where feedback_id = $1', [id])
    expect(await house.left(id)).toEqual([{ record: kept?.reply_id }])
    expect(await house.stateOf(id)).toBe('diverted')
    const { body } = await house.thread(receipt)
    expect(body.messages.map(({ text }: { text: string }) => text)).toEqual([
      expect.stringContaining(`đã chuyển đến ${receiver}`),
    ])
    expect((await page('lead', `/phieu-chuyen/${id}`)).text).toContain('đã hủy')
    expect((await house.form(house.people.lead, `/phieu-chuyen/${id}/in`, {})).status).toBe(409)
    expect(await destroy()).toBe(0)
    // What its sender writes afterwards goes the same way.
    await house.letterbox.request('/api/v1/thread/messages', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ receipt, text: `${word} ba, nói thêm.` }),
    })
    await house.unpack()
    expect(await destroy()).toBe(1)
    expect(await house.left(id)).toEqual([{ record: kept?.reply_id }])
    const entries = await house.rows(
      `select count(*)::int as n from custody_entries where kind = 'transfer.destroyed' and subject = $1`,
      [id],
    )
    expect(entries).toEqual([{ n: 1 }])
    expect(thread).not.toBe('')
  })

  it('by guidance alone tells the sender where to go, and is destroyed alike', async () => {
    const { id, receipt } = await house.letter('Tôi khiếu nại quyết định bồi thường.')
    await house.divert(id, 'complaint')
    const places = 'Nơi tiếp công dân UBND phường, số 2 đường Bờ Kè'
    const none = await house.form(house.people.moderator, `/phieu-chuyen/${id}`, { way: 'guided' })
    expect(none.status).toBe(400)
    const done = await house.form(house.people.moderator, `/phieu-chuyen/${id}`, {
      ...{ way: 'guided', places },
    })
    expect(done.status).toBe(303)
    expect((await house.thread(receipt)).body.messages.at(-1).text).toContain(places)
    await aDayLater(id)
    await destroy()
    expect((await house.left(id)).length).toBe(1)
  })

  it('may be taken back by a lead before it is destroyed, and then waits for a moderator again', async () => {
    const { id } = await house.letter(`${word} bốn: không phải tố cáo.`)
    await house.divert(id)
    await house.form(house.people.moderator, `/phieu-chuyen/${id}`, sheet)
    const path = `/phieu-chuyen/${id}/lay-lai`
    const reason = 'Đọc lại: là góp ý.'
    expect((await house.form(house.people.moderator, path, { reason })).status).toBe(403)
    expect((await house.form(house.people.lead, path, {})).status).toBe(400)
    expect((await house.form(house.people.lead, path, { reason })).status).toBe(303)
    expect(await house.stateOf(id)).toBe('reopened')
    await aDayLater(id)
    await destroy()
    expect((await page('moderator', `/y-kien/${id}`)).text).toContain(`${word} bốn`)
    expect((await house.form(house.people.lead, path, { reason })).status).toBe(409)
    await house.divert(id)
    expect(await house.stateOf(id)).toBe('diverted')
    expect((await page('moderator', `/phieu-chuyen/${id}`)).text).toContain('name="receiver"')
  })

  it('that nobody enters within five working days alarms the standing board, once', async () => {
    const { id, number } = await house.letter('Tôi tố cáo.')
    await house.divert(id)
    const later = (count: number) => new Date(Date.now() + count * 86_400_000)
    const alarm = (now: Date) => alarmLate(house.house.console, now)
    expect(await alarm(later(2))).toBe(0)
    expect(await alarm(later(14))).toBeGreaterThan(0)
    expect(await alarm(later(14))).toBe(0)
    const told = await house.rows(
      `select person_id as who from notices where kind = 'transfer-late' and about ->> 'number' = $1`,
      [number],
    )
    expect(told).toEqual([{ who: house.people.lead.person }])
    expect((await page('lead', '/tai-khoan')).text).toContain(number)
  })

  it('is counted by month and kind, and fewer than five are not told apart', async () => {
    for (let count = 0; count < 5; count++) {
      const { id } = await house.letter('Bãi xe có người chích hút ma túy.')
      await house.divert(id, 'crime')
    }
    const { text } = await page('auditor', '/phieu-chuyen')
    const row = new RegExp(
      `>${today().slice(5, 7)}/${today().slice(0, 4)}</th>(.*?)</tr>`,
      's',
    ).exec(text)?.[1]
    const cells = [...(row ?? '').matchAll(/<td>(.*?)<\/td>/g)].map(([, cell]) => cell)
    expect(cells.at(-1)).toBe('5')
    expect(cells[0]).toBe('dưới 5')
    expect(text).not.toContain(word)
  })
})

describe('passing on', () => {
  it('sends the neutral summary with a sheet, never the letter, and destroys nothing', async () => {
    const { id, receipt } = await house.letter(`${word} năm: đèn đường hỏng trước nhà tôi số 8.`)
    const summary = 'Đèn đường khu phố 3 hỏng đã lâu.'
    await house.summarise(id, summary)
    await house.decide(house.people.moderator, id, { verdict: 'forward' })
    const { text } = await page('moderator', `/phieu-chuyen/${id}`)
    expect(text).toContain(summary)
    expect(text).not.toContain(word)
    const paper = await house.form(house.people.moderator, `/phieu-chuyen/${id}/in`, { receiver })
    const printed = docxText(new Uint8Array(await paper.arrayBuffer()))
    expect(printed).toContain(summary)
    expect(printed).not.toContain(word)
    const entered = await house.form(house.people.moderator, `/phieu-chuyen/${id}`, {
      ...sheet,
      receiver: 'Trung tâm dịch vụ đô thị',
    })
    expect(entered.status).toBe(303)
    expect((await house.thread(receipt)).body.messages.at(-1).text).toContain(
      'Trung tâm dịch vụ đô thị',
    )
    await destroy()
    expect(await house.stateOf(id)).toBe('forwarded')
    expect((await page('moderator', `/y-kien/${id}`)).text).toContain(word)
  })

  it('is refused for what was neither diverted nor passed on', async () => {
    const { id } = await house.letter('Bác tổ trưởng tận tình.')
    expect((await page('moderator', `/phieu-chuyen/${id}`)).status).toBe(409)
  })
})

function docxText(bytes: Uint8Array): string {
  const files = unzipSync(bytes)
  return new TextDecoder().decode(files['word/document.xml']).replace(/<[^>]+>/g, '')
}
