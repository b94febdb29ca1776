import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FaultyHouse, faultyHouse } from '../support/faulty-house.ts'
import { letter } from '../support/load.ts'
import { type MailServer, mailServer } from '../support/mail-server.ts'
import { ours } from '../support/post.ts'
import { eventually } from '../support/started.ts'
import { strangeServer } from '../support/strange-server.ts'
import { proxyTo, type Way } from '../support/tcp-proxy.ts'
import { underLoad } from '../support/under-load.ts'
import { ask } from '../support/whole.ts'

// Mail servers and platforms that take the line and then say nothing: letters and staff must not notice.
let house: FaultyHouse
let smtp: MailServer
let way: Way
let silent: Awaited<ReturnType<typeof strangeServer>>

beforeAll(async () => {
  smtp = await mailServer()
  silent = await strangeServer(null)
  way = await proxyTo(Number(new URL(smtp.url).port))
  house = await faultyHouse(undefined, {
    MAIL_FROM: ours,
    SMTP_URL: `${way.via(smtp.url)}?socketTimeout=2000`,
    IMAP_URL: `imap://gopy:thu@127.0.0.1:${silent.port}`,
    LINE_CHANNEL_SECRET: 's',
    LINE_CHANNEL_ACCESS_TOKEN: 't',
    LINE_API_URL: `http://127.0.0.1:${silent.port}`,
  })
}, 180_000)
afterAll(async () => {
  await house?.close()
  await way?.close()
  for (const server of [smtp, silent]) server?.stop()
})

/** A letter whose sender wants to be told by mail, and the summary they are to be told of. */
async function toBeTold(): Promise<string> {
  const { ports, senders, staffCalls, people, ward, ownerUrl } = house.working
  const contact = { channel: 'email', address: 'ba.nam@vidu.example', consent: true }
  const text = `Đường nhiều ổ gà. ${randomUUID()}`
  const body = { ...letter({ area: ward.quarter, official: ward.head }, text), contact }
  const sent = await senders.ask(ports.letterbox, '/api/v1/feedback', { body })
  expect(sent.status, sent.text).toBe(201)
  const [found] = await eventually(
    () => ask<{ id: string }>(ownerUrl, 'select feedback_id as id from unpacked limit 1'),
    (rows) => rows.length > 0,
  )
  const summary = await staffCalls.ask(ports.console, `/api/v1/feedback/${found?.id}/summaries`, {
    body: { text: 'Bà con mong sửa đường.' },
    headers: { authorization: `Bearer ${people.moderator.token}` },
  })
  expect(summary.status, summary.text).toBe(201)
  return String((summary.body as { id: string }).id)
}

it('post and chats that take the line and are silent hold up no letter and no act; the mail goes afterwards, once', async () => {
  way.silence(true)
  const { ownerUrl } = house.working
  await toBeTold()
  const tries = () =>
    ask<{ outcome: string }>(
      ownerUrl,
      `select outcome from deliveries where outcome <> 'none' order by seq`,
    )
  await underLoad(house.working, 1, 'P1 P2: post and chats are silent', async (seen) => {
    await eventually(tries, (rows) => rows.some(({ outcome }) => outcome !== 'begun'))
    const until = seen.acknowledged.length + 30
    while (seen.acknowledged.length < until) await sleep(20)
    expect(silent.calls()).toBeGreaterThan(0)
    expect(smtp.taken).toEqual([])
    way.silence(false)
    // Sooner than the minutes that lie between two tries.
    await ask(
      ownerUrl,
      `update pgboss.job set start_after = now() where name = 'outbox.notify' and state = 'retry'`,
    )
    await eventually(
      () => smtp.taken.length,
      (length) => length > 0,
    )
    return { refused: seen.refused }
  })
  expect(smtp.taken).toHaveLength(1)
  expect((await tries()).at(-1)).toEqual({ outcome: 'sent' })
}, 120_000)
