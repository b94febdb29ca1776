import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DoctorHouse, doctorHouse } from '../support/doctor.ts'
import { mailServer } from '../support/mail-server.ts'
import { ours } from '../support/post.ts'
import { smallDisk } from '../support/small-disk.ts'
import { strangeServer } from '../support/strange-server.ts'
import { proxyTo } from '../support/tcp-proxy.ts'
import { ask } from '../support/whole.ts'

let house: DoctorHouse
let database: DoctorHouse['database']
let doctor: DoctorHouse['doctor']
beforeAll(async () => {
  house = await doctorHouse()
  ;({ database, doctor } = house)
})
afterAll(() => house.close())

const zalo = {
  ZALO_APP_ID: '1',
  ZALO_APP_SECRET: 'a',
  ZALO_OA_SECRET: 'o',
  ZALO_REFRESH_TOKEN: 'r',
}
const line = { LINE_CHANNEL_SECRET: 's', LINE_CHANNEL_ACCESS_TOKEN: 't' }

/** An IMAP server that lets everybody in, or nobody. */
async function imapServer(lets: boolean) {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready\r\n')
    socket.on('data', (bytes) => {
      for (const command of bytes.toString().split('\r\n').filter(Boolean)) {
        const [tag = '', verb = ''] = command.split(' ')
        const isIn = /^(LOGIN|AUTHENTICATE)$/i.test(verb)
        if (/^STATUS$/i.test(verb)) socket.write('* STATUS INBOX (MESSAGES 0)\r\n')
        if (/^CAPABILITY$/i.test(verb))
          socket.write('* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\n')
        socket.write(`${tag} ${isIn && !lets ? 'NO [AUTHENTICATIONFAILED] no' : 'OK done'}\r\n`)
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `imap://u:p@127.0.0.1:${port}`, stop: () => server.close() }
}

describe('ydan doctor', () => {
  it('says which channels are on, off, or want something, and nothing secret', async () => {
    const off = await doctor()
    expect(off.code).toBe(0)
    for (const name of ['Zalo', 'LINE', 'Messenger']) expect(off.about(name)[0]).toContain('✓')
    expect(off.about('Zalo')[0]).toContain('đang tắt')
    expect(off.about('Thư điện tử')[0]).toContain('đang tắt')
    const { ZALO_REFRESH_TOKEN: _, ...lacking } = zalo
    const half = await doctor({ ...lacking, ZALO_APP_SECRET: 'bi-mat-lam' })
    expect(half.about('Zalo')[0]).toMatch(/^! Zalo: thiếu ZALO_REFRESH_TOKEN/)
    expect(half.lines.join()).not.toContain('bi-mat-lam')
  })

  it('asks for an account of the Front’s own with two named administrators', async () => {
    expect((await doctor()).about('CHAT_ADMINS')).toEqual([])
    const asked = await doctor(zalo)
    expect(asked.about('CHAT_ADMINS')[0]).toMatch(/^! .*hai người quản trị/)
    const named = await doctor({ ...zalo, CHAT_ADMINS: 'Mai Thị Một, Lý Văn Hai' })
    expect(named.about('Mai Thị Một, Lý Văn Hai')[0]).toContain('✓')
    expect((await doctor({ ...zalo, CHAT_ADMINS: 'Một mình' })).about('CHAT_ADMINS')).toHaveLength(
      1,
    )
  })

  it('gives notice of what crosses the border, for foreign channels that are on', async () => {
    expect((await doctor(zalo)).about('Luật 91/2025')).toEqual([])
    const abroad = (await doctor({ ...zalo, ...line })).about('Luật 91/2025')
    expect(abroad).toHaveLength(1)
    expect(abroad[0]).toMatch(/^! LINE/)
  })

  it('says what to do when the right to send is lost, until it is there again', async () => {
    const message = crypto.randomUUID()
    const put = (text: string, values: unknown[]) => ask(database.ownerUrl, text, values)
    await put(
      `insert into chat_outbox (id, channel, conversation, key_version, bytes) values ($1, 'zalo', $2, 1, '')`,
      [message, Buffer.alloc(32)],
    )
    const tried = (outcome: string, reason: string | null) =>
      put(
        `insert into chat_tries (message_id, channel, outcome, reason) values ($1, 'zalo', $2, $3)`,
        [message, outcome, reason],
      )
    await tried('retry', 'token-lost')
    await tried('begun', null)
    const lost = await doctor(zalo)
    expect(lost.code).toBe(1)
    expect(lost.about('ZALO_REFRESH_TOKEN')[0]).toMatch(/^✗ Zalo: hết quyền gửi/)
    await tried('sent', null)
    const again = await doctor(zalo)
    expect(again.code).toBe(0)
    expect(again.about('hết quyền')).toEqual([])
  })

  it('knocks at both mail servers and touches nothing', async () => {
    const smtp = await mailServer()
    const imap = await imapServer(true)
    const mail = { MAIL_FROM: ours, SMTP_URL: smtp.url, IMAP_URL: imap.url }
    const well = await doctor({ ...mail, MAIL_AUTHSERV_ID: 'mx.maylanh.example' })
    expect(well.about('IMAP')).toEqual([expect.stringMatching(/^✓/)])
    expect(well.about('SMTP')).toEqual([expect.stringMatching(/^✓/)])
    expect(well.about('MAIL_AUTHSERV_ID')).toEqual([])
    expect(smtp.taken).toEqual([])
    const shut = await imapServer(false)
    const badly = await doctor({ ...mail, IMAP_URL: shut.url, SMTP_URL: 'smtp://127.0.0.1:1' })
    expect(badly.code).toBe(1)
    expect(badly.about('IMAP_URL')[0]).toMatch(/^✗/)
    expect(badly.about('SMTP_URL')[0]).toMatch(/^✗/)
    expect(badly.about('MAIL_AUTHSERV_ID')[0]).toMatch(/^!/)
    expect(badly.lines.join()).not.toContain('u:p@')
    for (const server of [smtp, imap, shut]) server.stop()
  })

  it('says what mail lacks', async () => {
    expect((await doctor({ SMTP_URL: 'smtp://127.0.0.1:1' })).about('MAIL_FROM')[0]).toMatch(/^✗/)
    expect((await doctor({ MAIL_FROM: ours })).about('mã phiếu')[0]).toMatch(/^!/)
  })

  it('knows whether residents can open the letterbox', async () => {
    const where = async (url: string) => (await doctor({ BASE_URL: url })).about('BASE_URL')[0]
    expect(await where('http://localhost:3000')).toMatch(/^! .*BẢN THỬ/)
    expect(await where('https://may-phuong.local')).toMatch(/^! .*BẢN THỬ/)
    expect(await where('https://khong-co.vidu.example')).toMatch(/^! .*không mở được/)
  }, 30_000)
})

describe('ydan doctor and what lies around', () => {
  it('says when a chat cannot be reached, until it can', async () => {
    const message = crypto.randomUUID()
    await ask(
      database.ownerUrl,
      `insert into chat_outbox (id, channel, conversation, key_version, bytes) values ($1, 'line', $2, 1, '')`,
      [message, Buffer.alloc(32)],
    )
    const tried = (outcome: string, reason: string | null) =>
      ask(
        database.ownerUrl,
        `insert into chat_tries (message_id, channel, outcome, reason) values ($1, 'line', $2, $3)`,
        [message, outcome, reason],
      )
    await tried('retry', 'network')
    const away = await doctor(line)
    expect(away.code).toBe(1)
    expect(away.about('không tới được máy chủ của kênh')[0]).toMatch(/^✗ LINE/)
    await tried('sent', null)
    expect((await doctor(line)).about('không tới được')).toEqual([])
  })

  it('says when a mail server is slow, or takes the line and is silent', async () => {
    const smtp = await mailServer()
    const way = await proxyTo(Number(new URL(smtp.url).port))
    way.slow(3_400)
    const mail = { MAIL_FROM: ours, SMTP_URL: way.via(smtp.url) }
    const slow = await doctor(mail)
    expect(slow.code).toBe(0)
    expect(slow.about('(SMTP)')[0]).toMatch(/^! .*mất \d+ giây/)
    const silent = await strangeServer(null)
    const [post, box] = [`smtp://127.0.0.1:${silent.port}`, `imap://u:p@127.0.0.1:${silent.port}`]
    const away = await doctor({ ...mail, SMTP_URL: post, IMAP_URL: box })
    expect(away.about('SMTP_URL')[0]).toMatch(/^✗/)
    expect(away.about('IMAP_URL')[0]).toMatch(/^✗/)
    await way.close()
    for (const server of [smtp, silent]) server.stop()
  }, 60_000)

  it('says which disk is nearly full, and when letters are refused', async () => {
    const disk = smallDisk(100)
    if (typeof disk === 'string') return console.log(`a full disk is not tried: ${disk}`)
    const given = { DATA_DIR: disk.dir }
    expect((await doctor(given)).about('Ổ đĩa')).toEqual([expect.stringMatching(/^✓/)])
    writeFileSync(join(disk.dir, 'bulk'), Buffer.alloc(93 * 2 ** 20))
    const low = await doctor(given)
    expect(low.code).toBe(1)
    expect(low.about('Ổ đĩa')[0]).toContain(`${disk.dir} còn dưới 10 %`)
    disk.fill()
    expect((await doctor(given)).about('Ổ đĩa')[0]).toMatch(/^✗ .*không nhận thư/)
    disk.drop()
  })
})
