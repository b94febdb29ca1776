import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGate } from '../../src/intake/gate.ts'
import { emptyMailbox, type Polling, startMailbox } from '../../src/jobs/mailbox.ts'
import { mail } from '../channels/fixtures/mail.ts'
import { counted, figure } from '../support/figures.ts'
import { consoleUrlOf, type OpenConsole, openConsole } from '../support/moderation.ts'
import { ours } from '../support/post.ts'
import { eventually } from '../support/started.ts'

// A real server: `.ci/dovecot` starts one and names it.
const { DOVECOT_URL: imapUrl = '', DOVECOT_CONF: conf = '' } = process.env
// It goes into the background and keeps whatever it was given to write to.
const dovecot = (...words: string[]) =>
  once(spawn('dovecot', ['-c', conf, ...words], { stdio: 'ignore' }), 'exit')

let house: OpenConsole
let polling: Polling
let count = 0

async function start() {
  await dovecot()
  await eventually(async () => {
    const client = await connected().catch(() => null)
    await client?.logout()
    return client !== null
  }, Boolean)
}
const stop = () => dovecot('stop')

async function connected(): Promise<ImapFlow> {
  const { hostname, port, username, password } = new URL(imapUrl)
  const auth = { user: username, pass: password }
  const client = new ImapFlow({
    host: hostname,
    port: Number(port),
    secure: false,
    auth,
    logger: false,
  })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Puts mails into the mailbox, as its server would. */
async function deliver(many: number, body = 'Góp ý số'): Promise<void> {
  const client = await connected()
  for (let place = 0; place < many; place += 1) {
    count += 1
    const headers = { 'Message-ID': `<d${count}@vidu.example>`, From: `d${count}@vidu.example` }
    await client.append('INBOX', Buffer.from(mail(headers, `${body} ${count}.`)))
  }
  await client.logout()
}

async function inMailbox(): Promise<number> {
  const client = await connected()
  const { messages = 0 } = (await client.status('INBOX', { messages: true })) || {}
  await client.logout()
  return messages
}
const letters = async () =>
  Number((await house.rows(`select count(*) from letters where channel = 'email'`))[0]?.count)

describe.runIf(imapUrl !== '')('a mailbox of Dovecot', () => {
  beforeAll(async () => {
    house = await openConsole()
    const gate = createGate(house.keys.pepper)
    polling = { box: house.box, mailbox: { ours, gate }, imapUrl, log: () => {} }
    await start()
  })
  afterAll(async () => {
    await stop()
    await house.close()
  })

  it('is emptied, each mail once', async () => {
    await deliver(20)
    expect(await emptyMailbox(polling)).toBe(20)
    expect(await inMailbox()).toBe(0)
    expect(await letters()).toBe(20)
    expect(await emptyMailbox(polling)).toBe(0)
  })

  it('keeps what could not be stored, and goes on with the next', async () => {
    await deliver(3)
    const before = await letters()
    let calls = 0
    const box: typeof polling.box = {
      ...polling.box,
      store: (letter) => {
        calls += 1
        return calls === 2 ? Promise.reject(new Error('ours')) : polling.box.store(letter)
      },
    }
    expect(await emptyMailbox({ ...polling, box })).toBe(2)
    expect(await inMailbox()).toBe(1)
    expect(await emptyMailbox(polling)).toBe(1)
    expect(await letters()).toBe(before + 3)
  })

  it('gives nothing twice and loses nothing when the line breaks behind each commit', async () => {
    await deliver(5)
    const before = await letters()
    for (let round = 0; round < 5; round += 1) {
      const box: typeof polling.box = {
        ...polling.box,
        store: async (letter) => {
          const stored = await polling.box.store(letter)
          await stop()
          return stored
        },
      }
      await emptyMailbox({ ...polling, box }).catch(() => {})
      await start()
    }
    await emptyMailbox(polling)
    expect(await inMailbox()).toBe(0)
    expect(await letters()).toBe(before + 5)
  }, 120_000)

  it('is found again after its server was away', async () => {
    const databaseUrl = consoleUrlOf(house.house.ownerUrl)
    const watching = startMailbox({ ...polling, databaseUrl, every: 200 })
    const before = await letters()
    await deliver(2)
    expect(await eventually(letters, (now) => now === before + 2)).toBe(before + 2)
    await stop()
    await sleep(500)
    await start()
    await deliver(3)
    expect(await eventually(letters, (now) => now === before + 5)).toBe(before + 5)
    expect(await eventually(inMailbox, (now) => now === 0)).toBe(0)
    await watching.stop()
  }, 120_000)

  it('of thousands is emptied one mail at a time', async () => {
    const many = figure('mailbox', 300)
    await deliver(many, 'x'.repeat(20_000))
    const before = await letters()
    globalThis.gc?.()
    const idle = process.memoryUsage().rss
    let peak = idle
    const look = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 50)
    expect(await emptyMailbox(polling)).toBe(many)
    clearInterval(look)
    expect(await letters()).toBe(before + many)
    expect(await inMailbox()).toBe(0)
    counted('mailbox', { mails: many, MiB: Math.round((peak - idle) / 2 ** 20) })
    expect(peak - idle).toBeLessThan(300 * 2 ** 20)
  }, 600_000)
})
