import { Hono } from 'hono'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { notify } from '../../src/jobs/outbox.ts'
import { outboxPages } from '../../src/moderation/outbox-pages.tsx'
import type { StaffEnv } from '../../src/staff/actor.ts'
import { staffTrouble } from '../../src/staff/trouble.tsx'
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
afterEach(() => house.check())

type Who = { token: string }
const page = (path: string, who: Who, fields?: Record<string, string>) =>
  app.request(path, {
    headers: { authorization: `Bearer ${who.token}` },
    ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
  })
const text = async (path: string, who: Who) => (await page(path, who)).text()

async function refusedReply() {
  const contact = { channel: 'email', address: 'x@vidu.example', consent: true }
  const { reply: id, number } = await answered(house, { contact })
  const relay = relayOver(house, { smtpUrl: server.url })
  const tell = () => notify({ db: house.house.console, vault: house.vault, relay }, id, false)
  server.verdicts.push('550 no')
  await tell()
  return { id, number, tell }
}

describe('what could not be told', () => {
  it('stands there with its reason, is asked for again by one click, and goes', async () => {
    const { id, number, tell } = await refusedReply()
    const shown = await text('/thu-di', house.people.moderator)
    expect(shown).toContain(number)
    expect(shown).toContain('bị từ chối')
    expect(shown).not.toContain('vidu.example')
    expect((await page(`/thu-di/${id}`, house.people.moderator, {})).status).toBe(303)
    expect((await page(`/thu-di/${id}`, house.people.moderator, {})).status).toBe(409)
    await tell()
    expect(server.taken).toHaveLength(1)
    expect(await text('/thu-di', house.people.lead)).not.toContain(number)
  })

  it('is not for other roles or organisations', async () => {
    const { id, number } = await refusedReply()
    const { secretary, stranger, admin } = house.people
    for (const who of [secretary, admin]) {
      expect((await page('/thu-di', who)).status).toBe(403)
      expect((await page(`/thu-di/${id}`, who, {})).status).toBe(403)
    }
    expect(await text('/thu-di', stranger)).not.toContain(number)
    expect((await page(`/thu-di/${id}`, stranger, {})).status).toBe(404)
    expect((await page('/thu-di/nothing', house.people.lead, {})).status).toBe(404)
    expect((await app.request('/thu-di')).status).toBe(303)
  })
})

it('the notice board lists the numbers that have an answer, and those alone', async () => {
  const { number } = await refusedReply()
  const silent = await house.letter({})
  const shown = await text('/thong-bao', house.people.secretary)
  expect(shown).toContain(`<li>${number}</li>`)
  expect(shown).not.toContain(silent.number)
  expect(await text('/thong-bao', house.people.moderator)).toContain(number)
  expect(await text('/thong-bao?days=x', house.people.lead)).toContain(number)
})

describe('ready answers', () => {
  it('are built in, are changed by the organisation for itself, and go into the message', async () => {
    const { moderator, lead } = house.people
    expect(await text('/thu-di/cau-mau', lead)).toContain('Hỏi: nói về ai')
    const own = 'Xin thêm ngày\nXin cho biết ngày nào.\nCảm ơn.\n\nHẹn\nMặt trận sẽ báo.'
    expect((await page('/thu-di/cau-mau', lead, { text: own })).status).toBe(303)
    expect(await text('/thu-di/cau-mau', lead)).toContain('Xin thêm ngày')
    const letter = await house.letter({})
    const bench = await house.app.request(`/y-kien/${letter.id}/quyet-dinh`, {
      method: 'POST',
      headers: { authorization: `Bearer ${moderator.token}` },
      body: new URLSearchParams({
        message: 'Chào ông/bà.',
        ready: 'Xin thêm ngày',
        step: 'insert',
      }),
    })
    const html = await bench.text()
    expect(html).toContain('Chào ông/bà.\nXin cho biết ngày nào.\nCảm ơn.</textarea>')
  })

  it('without words, too long or too many are refused and come back as typed', async () => {
    const { lead } = house.people
    for (const typed of ['Chỉ có tên', `A\n${'x'.repeat(1001)}`, 'a\nb\n\n'.repeat(51)]) {
      const answer = await page('/thu-di/cau-mau', lead, { text: typed })
      expect(answer.status).toBe(400)
    }
    expect((await page('/thu-di/cau-mau', house.people.secretary, { text: '' })).status).toBe(403)
    expect((await page('/thu-di/cau-mau', lead, { text: '' })).status).toBe(303)
    expect(await text('/thu-di/cau-mau', lead)).toContain('Hỏi: nói về ai')
  })
})
