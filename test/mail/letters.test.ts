import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createGate } from '../../src/intake/gate.ts'
import { takeMail } from '../../src/intake/mail.ts'
import { readThread } from '../../src/intake/thread.ts'
import { acknowledgeWaiting } from '../../src/jobs/acknowledge.ts'
import { readThreadToken, threadToken } from '../../src/seal/thread-token.ts'
import { mail as mailBytes } from '../channels/fixtures/mail.ts'
import { type MailServer, mailServer, plainOf } from '../support/mail-server.ts'
import { type OpenConsole, openConsole } from '../support/moderation.ts'
import { ours, relayOver } from '../support/post.ts'

let house: OpenConsole
let server: MailServer
beforeAll(async () => {
  house = await openConsole()
  server = await mailServer()
  await house.rows(
    `update organisations set settings = settings || '{"takesMail": true}' where code = 'ML'`,
  )
})
afterAll(async () => {
  server.stop()
  await house.close()
})
afterEach(async () => {
  server.taken.length = 0
  server.verdicts.length = 0
  await house.check()
})

let count = 0
const utf8 = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': '8bit' }
/** A mail of a sender of its own unless told otherwise. */
function mail(headers: Record<string, string>, body: string): Uint8Array {
  count += 1
  const own = { From: `nguoi${count}@vidu.example`, 'Message-ID': `<m${count}@vidu.example>` }
  return mailBytes({ ...utf8, Subject: '', ...own, ...headers }, body)
}
const take = (raw: Uint8Array) =>
  takeMail(house.box, raw, { ours, gate: createGate(house.keys.pepper) })
const acknowledge = () =>
  acknowledgeWaiting(house.house.console, relayOver(house, { smtpUrl: server.url }))
const letters = (where = 'true') =>
  house.rows(`select * from letters l where channel = 'email' and ${where} order by entry_seq`)
const newest = async () => (await letters()).at(-1)
const receiptsIn = (text: string) => text.match(/\d{4}(-\d{4}){4}/g) ?? []

async function receipt(raw: Uint8Array): Promise<string> {
  await take(raw)
  await acknowledge()
  const [code = ''] = receiptsIn(plainOf(server.taken.at(-1) ?? ''))
  return code
}

describe('a mail', () => {
  it('becomes a letter for the area of its address, only for the Front until the sender says more', async () => {
    const to = { To: 'gopy+ML-3@maylanh.example' }
    expect(await take(mail(to, 'Bác trưởng khu phố rất nhiệt tình.'))).toBe('letter')
    await house.unpack()
    const row = await newest()
    expect(row).toMatchObject({ area_code: 'ML-3', first: true })
    const [feedback] = await house.rows(
      'select kind, use, channel from feedback where thread_id = $1',
      [row?.thread_id],
    )
    expect(feedback).toEqual({ kind: 'comment', use: 'front-only', channel: 'email' })
    await acknowledge()
  })

  it('of a merged area goes to its successor, of an unknown one or none to the top', async () => {
    const areas: string[] = []
    for (const part of ['+ML-9', '+KHONG-CO', '']) {
      const before = (await letters()).map(({ id }) => id)
      await take(mail({ To: `gopy${part}@maylanh.example` }, 'Đường tối.'))
      areas.push(...(await letters()).flatMap((l) => (before.includes(l.id) ? [] : [l.area_code])))
    }
    expect(areas).toEqual(['ML-3', 'ML', 'ML'])
    await acknowledge()
  })

  it('is one letter however often it is brought, and two with one Message-ID are two', async () => {
    const before = (await letters()).length
    const same = { 'Message-ID': '<1@x>', From: 'a@vidu.example' }
    const raw = mail(same, 'Một.')
    expect([await take(raw), await take(raw), await take(raw)]).toEqual([
      'letter',
      'repeat',
      'repeat',
    ])
    const other = mail(same, 'Hai, của người khác.')
    expect([await take(other), await take(other)]).toEqual(['letter', 'repeat'])
    expect((await letters()).length).toBe(before + 2)
    await acknowledge()
  })

  it('is acknowledged once with its code, which opens the thread and is then forgotten', async () => {
    const code = await receipt(mail({ Subject: 'Góp ý' }, 'Cầu thang chung cư không có đèn.'))
    const thread = await readThread(house.box, code)
    expect(thread.messages[0]?.text).toBe('Góp ý\n\nCầu thang chung cư không có đèn.')
    const [sent = ''] = server.taken
    expect(sent).toMatch(new RegExp(`^In-Reply-To: <m${count}@vidu.example>\r$`, 'm'))
    expect(plainOf(sent)).not.toContain('Cầu thang')
    expect(await acknowledge()).toBe(0)
    expect(await house.rows(`select from seals where field = 'acknowledgement'`)).toEqual([])
  })

  it('is acknowledged once a day and address; the next day names all that waited', async () => {
    const me = { From: 'Toi <Toi@vidu.example>' }
    await receipt(mail(me, 'Thứ nhất.'))
    await take(mail({ From: 'toi@vidu.example' }, 'Thứ hai.'))
    await take(mail(me, 'Thứ ba.'))
    expect(await acknowledge()).toBe(0)
    expect(server.taken).toHaveLength(1)
    await house.rows('delete from acknowledged')
    expect(await acknowledge()).toBe(1)
    const codes = receiptsIn(plainOf(server.taken[1] ?? ''))
    const texts = await Promise.all(codes.map((code) => readThread(house.box, code)))
    expect(texts.map(({ messages }) => messages[0]?.text).sort()).toEqual(['Thứ ba.', 'Thứ hai.'])
  })

  it('is acknowledged at most twice when the server breaks off, and the code is not lost', async () => {
    await take(mail({}, 'Mạng chập chờn.'))
    server.verdicts.push('drop', 'drop')
    for (let call = 0; call < 4; call += 1) await acknowledge()
    expect(server.taken).toHaveLength(2)
    expect(new Set(server.idsOf()).size).toBe(1)
    const [row] = await house.rows(`select count(*) from seals where field = 'acknowledgement'`)
    expect(row?.count).toBe('1')
  })

  it('that answers a mail of ours goes into that thread, where its sender reads it by the code', async () => {
    const code = await receipt(mail({}, 'Rác đổ ở đầu ngõ.'))
    const before = (await letters('l.first')).length
    const [sent = ''] = server.taken
    const replyTo = /^Reply-To: (.*)\r$/m.exec(sent)?.[1] ?? ''
    const id = /^Message-ID: (.*)\r$/im.exec(sent)?.[1] ?? ''
    expect(await take(mail({ To: replyTo, Subject: 'Re: x' }, 'Gần nhà văn hóa.'))).toBe('answer')
    const raw = mail({ 'In-Reply-To': id, Subject: 'Re: x' }, 'Từ tháng trước.')
    expect([await take(raw), await take(raw)]).toEqual(['answer', 'repeat'])
    const { messages } = await readThread(house.box, code)
    expect(messages.map(({ text }) => text)).toEqual([
      'Rác đổ ở đầu ngõ.',
      'Gần nhà văn hóa.',
      'Từ tháng trước.',
    ])
    expect((await letters('l.first')).length).toBe(before)
  })

  it('that answers a thread nobody has becomes a letter of its own', async () => {
    const token = threadToken(house.keys.pepper, crypto.randomUUID())
    expect(await take(mail({ To: `gopy+re=${token}@maylanh.example` }, 'Còn ai không?'))).toBe(
      'letter',
    )
    await acknowledge()
  })

  it('of a machine is never answered; what tells only of our own mails is no letter', async () => {
    const token = threadToken(house.keys.pepper, crypto.randomUUID())
    const about = { To: `gopy+re=${token}@maylanh.example` }
    const auto = { 'Auto-Submitted': 'auto-replied' }
    expect(await take(mail({ ...auto, ...about }, 'Tôi đi vắng.'))).toBe('machine')
    expect(await take(mail({ From: 'MAILER-DAEMON@x.example' }, 'failed'))).toBe('machine')
    expect(await take(mail({ From: ours }, 'vòng'))).toBe('machine')
    expect(await take(mail({ 'List-Id': '<tdp.vidu.example>' }, 'Cả tổ góp ý.'))).toBe('letter')
    expect(await acknowledge()).toBe(0)
  })

  it('keeps the good files, names the others, and is sealed as it came', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000', 'hex').toString('base64')
    const part = (name: string, body: string) =>
      `--b\r\nContent-Type: application/octet-stream; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}\r\n`
    const body = `--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nXem anh.\r\n${part('a.png', png)}${part('virus.exe', 'TVqQAA==')}--b--\r\n`
    const code = await receipt(
      mail(
        { 'Content-Type': 'multipart/mixed; boundary=b', 'Content-Transfer-Encoding': '' },
        body,
      ),
    )
    const row = await newest()
    expect(
      await house.rows('select type from attachments where letter_id = $1', [row?.id]),
    ).toEqual([{ type: 'image/png' }])
    const { messages } = await readThread(house.box, code)
    expect(messages[0]?.text).toBe('Xem anh.\n[Không nhận được tệp: virus.exe]')
    const sealed = await house.rows(
      `select bytes from seals where record = $1 and field = 'original'`,
      [row?.id],
    )
    expect(sealed).toHaveLength(1)
    expect(Buffer.from(sealed[0]?.bytes).includes('vidu.example')).toBe(false)
  })

  it('that is very long or empty is a letter all the same', async () => {
    expect(await take(mail({}, 'dài '.repeat(20_000)))).toBe('letter')
    expect(await take(mail({}, ''))).toBe('letter')
    expect(await house.unpack()).toBeGreaterThan(0)
    expect(house.failures).toEqual([])
    await acknowledge()
  })
})

describe('the token of a thread', () => {
  const pepper = new Uint8Array(32).fill(7)
  const thread = '0f9c3a52-1111-4222-8333-444455556666'

  it('names the thread, in any case of letters, and tells nothing else', () => {
    const token = threadToken(pepper, thread)
    expect(token).toMatch(/^[a-z2-7]{42}$/)
    expect(readThreadToken(pepper, token)).toBe(thread)
    expect(readThreadToken(pepper, token.toUpperCase())).toBe(thread)
    expect(token).not.toBe(threadToken(new Uint8Array(32).fill(8), thread))
  })

  it('cannot be made up or changed', () => {
    const token = threadToken(pepper, thread)
    for (let place = 0; place < 41; place += 1) {
      const other = token[place] === 'a' ? 'b' : 'a'
      const changed = token.slice(0, place) + other + token.slice(place + 1)
      expect(readThreadToken(pepper, changed)).toBeNull()
    }
    expect(readThreadToken(new Uint8Array(32).fill(8), token)).toBeNull()
    expect(readThreadToken(pepper, 'a'.repeat(42))).toBeNull()
  })
})
