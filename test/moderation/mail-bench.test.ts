import AxeBuilder from '@axe-core/playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createGate } from '../../src/intake/gate.ts'
import { takeMail } from '../../src/intake/mail.ts'
import { threadToken } from '../../src/seal/thread-token.ts'
import { asset } from '../../views/assets.ts'
import { encode, mail, textMail } from '../channels/fixtures/mail.ts'
import { browser, closeBrowser } from '../support/browser.ts'
import { custodyOver } from '../support/custody.ts'
import { type OpenConsole, openConsole } from '../support/moderation.ts'
import { ours } from '../support/post.ts'
import { serveOn } from '../support/serve.ts'

// A folder to put pictures of the screens in, for who wants to look at them.
const shots = process.env.SHOTS

let house: OpenConsole
beforeAll(async () => {
  house = await openConsole()
  house.app.get('/assets/:name', (c) => {
    const found = asset(c.req.param('name'))
    return found ? c.body(found.text, 200, { 'content-type': found.type }) : c.notFound()
  })
})
afterAll(async () => {
  await closeBrowser()
  expect(house.failures).toEqual([])
  await house.close()
})
afterEach(() => house.check())

type Who = { token: string }
const authserv = 'mx.maylanh.example'
const mailbox = () => ({ ours, authserv, gate: createGate(house.keys.pepper) })
let count = 0

/** Takes a mail to the ward's quarter and unpacks it; ids of feedback, letter and thread. */
async function arrived(raw: Uint8Array) {
  await takeMail(house.box, raw, mailbox())
  await house.unpack()
  const [row] = await house.rows(
    `select u.feedback_id as id, l.id as letter, l.thread_id as thread from letters l
     join unpacked u on u.letter_id = l.id order by l.entry_seq desc limit 1`,
  )
  return row as { id: string; letter: string; thread: string }
}
function written(body: string, headers: Record<string, string> = {}) {
  count += 1
  const own = { To: 'gopy+ML-3@maylanh.example', 'Message-ID': `<b${count}@vidu.example>` }
  const utf8 = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': '8bit' }
  return mail({ ...utf8, Subject: '', ...own, ...headers }, body)
}
const words = 'Tổ trưởng hay quát bà con, mong ông nhẹ lời hơn.'
function garbled() {
  count += 1
  const to = `To: gopy+ML-3@maylanh.example\r\nMessage-ID: <g${count}@vidu.example>\r\n`
  const raw = textMail(words, 'iso-8859-1', 'base64', encode(words, 'viscii'))
  const own = Buffer.from(raw)
    .toString('latin1')
    .replace(/^(To|Message-ID): .*\r\n/gm, '')
  return Buffer.concat([Buffer.from(to), Buffer.from(own, 'latin1')])
}

const page = (path: string, who: Who, fields?: Record<string, string>) =>
  house.app.request(path, {
    headers: { authorization: `Bearer ${who.token}`, 'sec-fetch-site': 'same-origin' },
    ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
  })
const bench = async (id: string, who: Who = house.people.moderator) =>
  (await page(`/y-kien/${id}`, who)).text()
const read = (
  id: string,
  letter: string,
  charset: string,
  step = 'use',
  who: Who = house.people.moderator,
) => page(`/y-kien/${id}/doc-lai`, who, { letter, charset, step })

describe('the bench shows of a mail', () => {
  it('what our own server found, and nothing that the mail says of itself', async () => {
    const verdict = `${authserv}; spf=pass smtp.mailfrom=vidu.example; dkim=none; dmarc=fail`
    const { id } = await arrived(written('Góp ý.', { 'Authentication-Results': verdict }))
    const html = await bench(id)
    expect(html).toContain('SPF: đạt · DKIM: không có · DMARC: không đạt')
    expect(html).not.toContain('vidu.example')
    const forged = await arrived(
      written('Góp ý khác.', { 'Authentication-Results': 'giả.example; spf=pass' }),
    )
    const other = await bench(forged.id)
    expect(other).toContain('chưa kiểm tra')
    expect(other).not.toContain('SPF')
  })

  it('quotes and signature folded, without receipt, address and telephone', async () => {
    const body = `Xin nói thêm.\r\n\r\nVào Th 5, 12/11/2026 Mặt trận <gopy@maylanh.example> đã viết:\r\n> Mã phiếu: 4821-0937-5516-2204-7730\r\n-- \r\nBảy\r\n0912 345 678 bay@vidu.example\r\n`
    const { id } = await arrived(written(body))
    const html = await bench(id)
    const [, folded = ''] =
      /<details><summary>Phần trích lại[\s\S]*?<blockquote[^>]*>([\s\S]*?)<\/blockquote>/.exec(
        html,
      ) ?? []
    expect(folded).toContain('⟦mã phiếu⟧')
    expect(folded).toContain('⟦số điện thoại⟧')
    expect(folded).toContain('Bảy')
    for (const secret of ['4821', 'maylanh.example', '345 678', 'vidu.example']) {
      expect(html).not.toContain(secret)
    }
  })

  it('a machine that wrote it, and a body that could not be read', async () => {
    const listed = await arrived(written('Cả tổ góp ý.', { 'List-Id': '<tdp.vidu.example>' }))
    expect(await bench(listed.id)).toContain('Gửi qua danh sách thư')
    const deep = Array.from(
      { length: 40 },
      (_, n) => `--b${n}\r\nContent-Type: multipart/mixed; boundary=b${n + 1}\r\n\r\n`,
    )
    const bomb = await arrived(
      written(deep.join(''), { 'Content-Type': 'multipart/mixed; boundary=b0' }),
    )
    const html = await bench(bomb.id)
    expect(html).toContain('quá lớn hoặc hỏng')
    expect(html).not.toContain('Đọc lại theo bảng mã')
  })

  it('nothing of that to other roles, nor for letters of other channels', async () => {
    const { id } = await arrived(written('Góp ý.\r\n-- \r\nChữ ký'))
    const html = await bench(id, house.people.secretary)
    for (const word of ['Chữ ký', 'Máy chủ thư', 'bảng mã']) expect(html).not.toContain(word)
    const web = await house.letter({})
    expect(await bench(web.id)).not.toContain('Máy chủ thư')
  })
})

describe('a garbled mail', () => {
  it('is tried in a charset without a trace, and read again as a version with who and when', async () => {
    const { id, letter } = await arrived(garbled())
    expect(await bench(id)).not.toContain(words)
    const before = await house.rows('select size from custody_heads where organisation_id = $1', [
      house.ward.front,
    ])
    const tried = await (await read(id, letter, 'viscii', 'try')).text()
    expect(tried).toContain(words)
    expect(tried).toContain('Xem thử, chưa lưu')
    expect(
      await house.rows('select size from custody_heads where organisation_id = $1', [
        house.ward.front,
      ]),
    ).toEqual(before)
    expect((await read(id, letter, 'windows-1258')).status).toBe(303)
    expect((await read(id, letter, 'viscii')).status).toBe(303)
    const html = await bench(id)
    expect(html).toContain(`${words}</blockquote>`)
    expect(html).toContain('Đọc lại theo bảng mã Windows-1258')
    expect(html).toContain('Đọc lại theo bảng mã VISCII')
    const rows = await house.rows(
      'select version, charset, read_by from rereadings where letter_id = $1 order by 1',
      [letter],
    )
    const { person } = house.people.moderator
    expect(rows).toEqual([
      { version: 1, charset: 'windows-1258', read_by: person },
      { version: 2, charset: 'viscii', read_by: person },
    ])
    const [queue] = (
      await (await house.get('/api/v1/feedback?channel=email', house.people.moderator)).json()
    ).items.filter((one: { id: string }) => one.id === id)
    expect(queue.preview).toContain('Tổ trưởng')
    const one = await (await house.get(`/api/v1/feedback/${id}`, house.people.moderator)).json()
    expect(one).toMatchObject({ text: expect.stringContaining(words), mail: { readAs: 'viscii' } })
    expect(JSON.stringify(await house.rows('select * from rereadings'))).not.toContain('quát')
  })

  it('in a thread is read again where it stands', async () => {
    const { id, thread } = await arrived(written('Rác đổ ở đầu ngõ.'))
    const token = threadToken(house.keys.pepper, thread)
    const raw = Buffer.from(garbled())
      .toString('latin1')
      .replace(/gopy\+ML-3@/, `gopy+re=${token}@`)
    expect(await takeMail(house.box, Buffer.from(raw, 'latin1'), mailbox())).toBe('answer')
    await house.unpack()
    const [later] = await house.rows('select id from letters where thread_id = $1 and not first', [
      thread,
    ])
    expect(await bench(id)).not.toContain(words)
    expect((await read(id, later?.id, 'viscii')).status).toBe(303)
    const html = await bench(id)
    expect(html).toContain(words)
    expect(html).toContain('Rác đổ ở đầu ngõ.')
  })

  it('goes wholly when its letter is shredded', async () => {
    const { id, letter } = await arrived(garbled())
    await read(id, letter, 'viscii')
    await house.rows("select shred($1, $2, 'test')", [house.ward.front, letter])
    await house.rows("select shred($1, $2, 'test')", [house.ward.front, id])
    expect(await house.rows('select from seals where record in ($1, $2)', [letter, id])).toEqual([])
    expect(await bench(id)).toContain('Nội dung thư đã hủy')
    expect((await read(id, letter, 'viscii')).status).toBe(409)
  })

  it('is read again by moderators and leads of its own Front alone, in charsets we know', async () => {
    const { id, letter } = await arrived(garbled())
    const { secretary, stranger, lead } = house.people
    const other = await arrived(garbled())
    const web = await house.letter({})
    const [plain] = await house.rows(
      'select l.id from letters l join feedback f using (thread_id) where f.id = $1',
      [web.id],
    )
    expect((await read(id, letter, 'viscii', 'use', secretary)).status).toBe(403)
    expect((await read(id, letter, 'viscii', 'use', stranger)).status).toBe(404)
    expect((await read(id, letter, 'big5')).status).toBe(400)
    expect((await read(id, other.letter, 'viscii')).status).toBe(404)
    expect((await read(id, 'x', 'viscii')).status).toBe(404)
    expect((await read(web.id, plain?.id, 'viscii')).status).toBe(409)
    expect((await read(id, letter, 'viscii', 'use', lead)).status).toBe(303)
    expect(
      await house.rows('select count(*)::int as n from rereadings where letter_id in ($1, $2)', [
        other.letter,
        plain?.id,
      ]),
    ).toEqual([{ n: 0 }])
  })

  it('once diverted is locked', async () => {
    const { id, letter } = await arrived(garbled())
    const decision = { verdict: 'divert', reason: 'complaint' }
    const done = await house.post(
      `/api/v1/feedback/${id}/decisions`,
      decision,
      house.people.moderator,
    )
    expect(done.status).toBe(201)
    expect((await read(id, letter, 'viscii')).status).toBe(409)
    expect(await bench(id)).not.toContain('bảng mã')
  })

  it('read by two at once makes two versions', async () => {
    const { id, letter } = await arrived(garbled())
    const answers = await Promise.all(
      ['viscii', 'tcvn', 'utf-8'].map((one) => read(id, letter, one)),
    )
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    const rows = await house.rows(
      'select version from rereadings where letter_id = $1 order by 1',
      [letter],
    )
    expect(rows.map(({ version }) => version)).toEqual([1, 2, 3])
  })

  it('whose words are markup in another charset runs nothing', async () => {
    count += 1
    const hostile = '+ADw-script+AD4-alert(1)+ADw-/script+AD4- <img src=x onerror=alert(1)>'
    const { id, letter } = await arrived(written(hostile))
    for (const charset of ['utf-8', 'viscii', 'tcvn3']) await read(id, letter, charset)
    const html = await bench(id)
    expect(html).toContain('&lt;img src=x')
    expect(html).not.toContain('<img src=x')
    expect(html).not.toContain('<script>alert')
  })
})

it('is used without JavaScript, at 320 pixels, and by everyone', async () => {
  const served = await serveOn(house.app)
  const { id } = await arrived(garbled())
  const headers = { authorization: `Bearer ${house.people.moderator.token}` }
  const sizes = [
    { width: 1366, height: 768 },
    { width: 320, height: 640 },
  ]
  for (const [turn, viewport] of sizes.entries()) {
    const context = await (await browser()).newContext({
      viewport,
      javaScriptEnabled: false,
      extraHTTPHeaders: headers,
    })
    const tab = await context.newPage()
    await tab.goto(`${served.url}/y-kien/${id}`)
    await tab.getByText('Chữ bị lỗi?').click()
    await tab.getByLabel('Bảng mã').selectOption('viscii')
    await tab.getByRole('button', { name: 'Xem thử' }).click()
    await tab.getByText(words).waitFor()
    if (shots)
      await tab.screenshot({ path: `${shots}/mail-bench-${viewport.width}.png`, fullPage: true })
    expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      viewport.width,
    )
    await context.close()
    if (turn > 0) continue
    const scripted = await (await browser()).newContext({ viewport, extraHTTPHeaders: headers })
    const checked = await scripted.newPage()
    await checked.goto(`${served.url}/y-kien/${id}`)
    const { violations } = await new AxeBuilder({ page: checked }).analyze()
    expect(violations.map((one) => one.id)).toEqual([])
    await scripted.close()
  }
  await served.stop()
})

it('every reading is in the log, and one that is changed there or away is noticed', async () => {
  const custody = custodyOver(house.house.ownerUrl, house.house.console, house.ward)
  const faults = async () => (await custody.faults()).filter((fault) => fault.includes('charset'))
  expect(await faults()).toEqual([])
  const changed = await custody.faultsAfter(async (tx) => {
    await tx.execute('alter table rereadings disable trigger user')
    await tx.execute("update rereadings set charset = 'tcvn' where version = 2")
    await tx.execute('alter table rereadings enable trigger user')
  })
  expect(changed.join()).toContain('reading of a letter in another charset')
  await custody.close()
})
