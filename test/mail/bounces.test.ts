import { Hono } from 'hono'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createGate } from '../../src/intake/gate.ts'
import { takeMail } from '../../src/intake/mail.ts'
import { acknowledgeWaiting } from '../../src/jobs/acknowledge.ts'
import { notify } from '../../src/jobs/outbox.ts'
import { outboxPages } from '../../src/moderation/outbox-pages.tsx'
import type { StaffEnv } from '../../src/staff/actor.ts'
import { staffTrouble } from '../../src/staff/trouble.tsx'
import { mail as mailBytes, ours } from '../channels/fixtures/mail.ts'
import { reports } from '../channels/fixtures/reports.ts'
import { answered } from '../support/answered.ts'
import { type MailServer, mailServer } from '../support/mail-server.ts'
import { type OpenConsole, openConsole } from '../support/moderation.ts'
import { relayOver } from '../support/post.ts'

let house: OpenConsole
let server: MailServer
let app: Hono<StaffEnv>
beforeAll(async () => {
  house = await openConsole()
  server = await mailServer()
  app = new Hono<StaffEnv>()
  app.onError(staffTrouble('console', (thrown) => console.error(thrown)))
  app.route('/', outboxPages(house.staff, 'https://gopy.maylanh.example'))
})
afterAll(async () => {
  server.stop()
  await house.close()
})
afterEach(async () => {
  server.taken.length = 0
  await house.check()
})

const relay = () => relayOver(house, { smtpUrl: server.url })
const take = (raw: Uint8Array) =>
  takeMail(house.box, raw, { ours, gate: createGate(house.keys.pepper) })
const tell = (id: string) =>
  notify({ db: house.house.console, vault: house.vault, relay: relay() }, id, false)
const page = async (path = '/thu-di', method = 'GET') => {
  const headers = { authorization: `Bearer ${house.people.moderator.token}` }
  const answer = await app.request(path, { method, headers })
  return { status: answer.status, text: await answer.text() }
}
const outcomes = async (item: string) =>
  (
    await house.rows('select outcome, reason from deliveries where item = $1 order by seq', [item])
  ).map(({ outcome, reason }) => [outcome, reason].filter(Boolean).join(' '))
const letters = async () => (await house.rows('select count(*) from letters'))[0]?.count

/** A question told by mail, and the Message-ID it went under. */
async function told() {
  const contact = { channel: 'email', address: 'nguoi@vidu.example', consent: true }
  const letter = await answered(house, { contact })
  await tell(letter.reply)
  return { ...letter, id: server.idsOf().at(-1) ?? '' }
}

describe('a mail of ours that comes back', () => {
  it.each([
    ['postfix', 'bounce-5-1-1', 'không có địa chỉ này (5.1.1)'],
    ['gmail', 'bounce-5-1-1', 'không có địa chỉ này (5.1.1)'],
    ['exchange', 'bounce-5-2-2', 'hộp thư đầy (5.2.2)'],
  ] as const)(
    'as %s reports it, stands as refused where people see it, and is sent again',
    async (server, reason, words) => {
      const { id, reply, number } = await told()
      const before = await letters()
      expect(await take(reports[server](id))).toBe('machine')
      expect(await outcomes(reply)).toEqual(['begun', 'sent', `refused ${reason}`])
      const { text } = await page()
      expect(text).toContain(number)
      expect(text).toContain(words)
      expect(text).not.toContain('vidu.example')
      expect(await letters()).toBe(before)
      expect((await page(`/thu-di/${reply}`, 'POST')).status).toBe(303)
      await tell(reply)
      expect((await outcomes(reply)).at(-1)).toBe('sent')
      expect((await page()).text).not.toContain(number)
    },
  )

  it('is told once, however often the report is brought, and again after it was sent again', async () => {
    const { id, reply } = await told()
    const report = reports.postfix(id)
    await Promise.all([take(report), take(report), take(reports.gmail(id))])
    expect(await outcomes(reply)).toEqual(['begun', 'sent', 'refused bounce-5-1-1'])
    await page(`/thu-di/${reply}`, 'POST')
    // An old report that is late says nothing about the next try.
    await take(reports.gmail(id))
    expect((await outcomes(reply)).at(-1)).toBe('again')
    await tell(reply)
    await take(reports.postfix(id, '5.2.2'))
    expect((await outcomes(reply)).at(-1)).toBe('refused bounce-5-2-2')
  })

  it('is as it was when the report says delayed, or speaks of a mail that is not ours', async () => {
    const { id, reply } = await told()
    const forged = id.replace(/\.[0-9a-f]{16}@/, '.0123456789abcdef@')
    const stranger = id.replace(/re\.[a-z2-7]{42}/, `re.${'a'.repeat(42)}`)
    for (const report of [
      reports.postfix(id, '4.4.1', 'delayed'),
      reports.postfix(id, '2.0.0', 'relayed'),
      reports.postfix(forged),
      reports.postfix(stranger),
      reports.postfix('<1@khac.example>'),
      mailBytes({ From: 'MAILER-DAEMON@vidu.example' }, `Message-ID: ${id}\n\nfailed`),
    ]) {
      expect(await take(report)).toBe('machine')
    }
    expect(await outcomes(reply)).toEqual(['begun', 'sent'])
  })

  it('is never answered, and an acknowledgement that came back shows too, with nothing left to send', async () => {
    const head = {
      From: 'nguoi@vidu.example',
      'Message-ID': '<goc@vidu.example>',
      To: 'gopy+ML-3@maylanh.example',
    }
    await take(mailBytes(head, 'Đường tối.'))
    await acknowledgeWaiting(house.house.console, relay())
    const [id = ''] = server.idsOf()
    expect(await take(reports.postfix(id, '5.7.1'))).toBe('machine')
    expect(await acknowledgeWaiting(house.house.console, relay())).toBe(0)
    expect(server.taken).toHaveLength(1)
    const { text } = await page()
    expect(text).toContain('máy chủ bên kia chặn (5.7.1)')
    const [row] = await house.rows(`select item from deliveries where reason = 'bounce-5-7-1'`)
    expect((await page(`/thu-di/${row?.item}`, 'POST')).status).toBe(409)
  })
})
