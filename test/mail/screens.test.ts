import { mkdirSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { hexToBytes } from '@noble/hashes/utils.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { as } from '../../db/connection.ts'
import { say } from '../../src/conversation/say.ts'
import { consoleApp } from '../../src/doors/apps.ts'
import { chatKey } from '../../src/intake/chat.ts'
import { sendChats } from '../../src/jobs/chats.ts'
import { notify } from '../../src/jobs/outbox.ts'
import { publicParts } from '../../src/seal/keys.ts'
import { answered } from '../support/answered.ts'
import { browser, closeBrowser } from '../support/browser.ts'
import { type MailServer, mailServer } from '../support/mail-server.ts'
import { type OpenConsole, openConsole } from '../support/moderation.ts'
import { relayOver } from '../support/post.ts'
import { serveOn } from '../support/serve.ts'

let house: OpenConsole
let server: MailServer
let site: Awaited<ReturnType<typeof serveOn>>
const shots = process.env.SHOTS

beforeAll(async () => {
  house = await openConsole()
  server = await mailServer()
  const { letter: letterKey, relay: relayKey, pepper } = await publicParts(house.keysDir)
  const keys = { letterKey, relayKey, pepper }
  const table = { keys, baseUrl: 'https://gopy.maylanh.example', channels: [] }
  const app = consoleApp(
    house.staff,
    house.vault,
    () => {},
    async () => true,
    table,
  )
  site = await serveOn(app)
  if (shots) mkdirSync(shots, { recursive: true })
  await fillTheOutbox()
})
afterAll(async () => {
  await closeBrowser()
  await site.stop()
  server.stop()
  await house.close()
})

/** One of every kind of trouble: refused, given up, tried again, waiting, and words of the bot. */
async function fillTheOutbox(): Promise<void> {
  const { console: db } = house.house
  const refuses = (async () => new Response('{}', { status: 403 })) as typeof fetch
  const relay = relayOver(house, { smtpUrl: server.url, fetch: refuses })
  for (const [verdict, last] of [
    ['550 no such person', false],
    ['451 later', true],
    ['451 later', false],
    ['250 taken', false],
  ] as const) {
    const contact = { channel: 'email', address: 'x@vidu.example', consent: true }
    const { reply } = await answered(house, { contact })
    server.verdicts.push(verdict)
    await notify({ db, vault: house.vault, relay }, reply, last).catch(() => {})
  }
  const to = { channel: 'line', sender: 'ban' }
  const conversation = hexToBytes(chatKey(house.keys.pepper, 'conversation', to.channel, to.sender))
  const publicKey = house.keys.relay.get(house.keys.relayVersion)?.publicBytes ?? new Uint8Array()
  const key = { version: house.keys.relayVersion, publicKey }
  const { front: organisation } = house.ward
  for (const lasting of [true, false]) {
    await as(db, { role: 'ydan_jobs' }, (tx) =>
      say(tx, key, { conversation, to, organisation }, [{ text: 'Chào ông/bà.', lasting }]),
    )
  }
  await sendChats(db, relay, new Map())
}

const sizes = { wide: { width: 1366, height: 768 }, phone: { width: 320, height: 640 } }

it.each([
  ['thu-di', '/thu-di'],
  ['thong-bao', '/thong-bao'],
  ['cau-mau', '/thu-di/cau-mau'],
])(
  '%s has no violation, in both languages, wide and on a phone',
  async (name, path) => {
    for (const [size, lang] of [
      ['wide', 'vi'],
      ['phone', 'vi'],
      ['phone', 'en'],
    ] as const) {
      const context = await (await browser()).newContext({
        viewport: sizes[size],
        extraHTTPHeaders: { authorization: `Bearer ${house.people.moderator.token}` },
      })
      const page = await context.newPage()
      await page.goto(`${site.url}${path}${lang === 'en' ? '?lang=en' : ''}`)
      if (shots)
        await page.screenshot({ path: `${shots}/${name}-${size}-${lang}.png`, fullPage: true })
      const { violations } = await new AxeBuilder({ page }).analyze()
      const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
      expect(found, `${name} ${size} ${lang}`).toEqual([])
      const widths = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement
        return [scrollWidth, clientWidth]
      })
      expect(widths[0], `${name} scrolls sideways`).toBe(widths[1])
      const hidden = await page.evaluate(() =>
        [...document.querySelectorAll('.table')].some((one) => one.scrollWidth > one.clientWidth),
      )
      expect(hidden, `${name} hides a part of its table`).toBe(false)
      await context.close()
    }
  },
  60_000,
)
