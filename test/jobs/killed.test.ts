import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { hexToBytes } from '@noble/hashes/utils.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { as } from '../../db/connection.ts'
import { say } from '../../src/conversation/say.ts'
import { chatKey } from '../../src/intake/chat.ts'
import { prepareJobs } from '../../src/jobs/prepare.ts'
import { answered } from '../support/answered.ts'
import { counted, figure } from '../support/figures.ts'
import { type MailServer, mailServer, plainOf } from '../support/mail-server.ts'
import { consoleUrlOf, type OpenConsole, openConsole } from '../support/moderation.ts'
import { type Platforms, platforms } from '../support/platforms.ts'
import { eventually } from '../support/started.ts'

let house: OpenConsole
let mail: MailServer
let chat: Platforms
beforeAll(async () => {
  house = await openConsole()
  await prepareJobs(house.house.ownerUrl)
  mail = await mailServer()
  chat = await platforms()
})
afterAll(async () => {
  mail.stop()
  chat.stop()
  await house.check()
  await house.close()
})

const script = fileURLToPath(new URL('../support/outbox-process.ts', import.meta.url))
let child: ChildProcess | null = null
/** How many more acceptances this process survives. */
let left = 0
let deaths = 0

/** Kills the process at the very moment when the other side has taken its words and not said so. */
async function dies(): Promise<void> {
  left -= 1
  if (left > 0 || !child) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  child = null
  deaths += 1
  await ended
}

async function starts(survives: number): Promise<ChildProcess> {
  const { url } = mail
  const given = [
    consoleUrlOf(house.house.ownerUrl),
    house.keysDir,
    url,
    JSON.stringify(chat.environment),
  ]
  const started = fork(script, given, { execArgv: ['--import', 'tsx'] })
  left = survives
  child = started
  await Promise.race([once(started, 'message'), once(started, 'exit')])
  return started
}

/** What pg-boss does two minutes after a process died over a job, and a minute after a failure. */
const timePasses = () =>
  house.rows(
    `update pgboss.job set state = 'retry', start_after = now() where name = 'outbox.notify'
       and state in ('active', 'retry')`,
  )

async function botSays(channel: string, sender: string, text: string, isFree = false) {
  const { keys } = house
  const publicKey = keys.relay.get(keys.relayVersion)?.publicBytes ?? new Uint8Array()
  // A free answer has no retry key, only a token that works once.
  const reply = { token: `${sender}.${text}`, until: Date.now() + 50_000 }
  const to = { channel, sender, heardAt: Date.now(), ...(isFree && { reply }) }
  const conversation = hexToBytes(chatKey(keys.pepper, 'conversation', to.channel, to.sender))
  await as(house.house.console, { role: 'ydan_jobs' }, (tx) =>
    say(tx, { version: keys.relayVersion, publicKey }, { conversation, to }, [{ text }]),
  )
}

const open = async () =>
  (
    await house.rows(
      `select (select count(*) from chat_outbox where sent_on is null) as said, (select count(*) from replies r
         where not exists (select from deliveries d where d.item = r.id
           and d.outcome in ('sent', 'gave-up', 'refused', 'none'))) as written`,
    )
  )[0]

/** Waits until all is done, letting the minutes go by that a failure on a slow machine costs. */
async function finished() {
  let now = await eventually(open, isDone)
  for (let tries = 0; tries < 5 && !isDone(now); tries += 1) {
    await timePasses()
    now = await eventually(open, isDone)
  }
  return now
}

it('a process killed between sending and writing it down loses nothing and repeats little', async () => {
  const rounds = figure('outbox', 1)
  mail.hooks.accepted = dies
  chat.hooks.shown = dies
  const numbers: string[] = []
  for (let round = 0; round < rounds; round += 1) {
    const email = { channel: 'email', address: `nguoi${round}@vidu.example`, consent: true }
    numbers.push((await answered(house, { contact: email })).number)
    for (const channel of ['line', 'zalo']) {
      const contact = { channel, address: `${channel}${round}` }
      await answered(house, { contact, sent: { channel }, text: `hỏi ${channel} ${round}` })
    }
    await botSays('line', `ban${round}`, `máy line ${round}`)
    await botSays('line', `ban${round}`, `đáp line ${round}`, true)
    await botSays('zalo', `ban${round}`, `máy zalo ${round}`)
    // Each of the six is taken twice at most, so twelve deaths are the most there can be.
    for (let start = 0; start < 12; start += 1) {
      const started = await starts(1 + ((round + start) % 2))
      await Promise.race([once(started, 'exit'), eventually(open, isDone)])
      if (started.exitCode === null && started.signalCode === null) break
      await timePasses()
    }
    const last = child ?? (await starts(Number.POSITIVE_INFINITY))
    left = Number.POSITIVE_INFINITY
    await timePasses()
    expect(await finished()).toEqual({ said: '0', written: '0' })
    last.disconnect()
    await once(last, 'exit')
    child = null
  }
  const times = (text: string) => chat.shown.filter((one) => one.text.includes(text)).length
  let twice = 0
  for (const [round, number] of numbers.entries()) {
    // LINE tells a repeat by our key: exactly once, whatever happened.
    for (const said of ['hỏi', 'máy', 'đáp']) expect(times(`${said} line ${round}`), said).toBe(1)
    const mails = mail.taken.filter((one) => plainOf(one).includes(number)).length
    for (const arrived of [mails, times(`hỏi zalo ${round}`), times(`máy zalo ${round}`)]) {
      expect(arrived).toBeGreaterThanOrEqual(1)
      expect(arrived).toBeLessThanOrEqual(2)
      if (arrived === 2) twice += 1
    }
  }
  expect(deaths).toBeGreaterThanOrEqual(rounds)
  counted('outbox killed between send and mark', { rounds, deaths, lost: 0, twice })
}, 3_600_000)

it('a free answer that was taken at the moment of death is not said once more by push', async () => {
  mail.hooks.accepted = dies
  chat.hooks.shown = dies
  await botSays('line', 'free', 'đáp một lần', true)
  const first = await starts(1)
  await once(first, 'exit')
  const second = await starts(Number.POSITIVE_INFINITY)
  expect(await finished()).toEqual({ said: '0', written: '0' })
  second.disconnect()
  await once(second, 'exit')
  child = null
  expect(chat.textsTo('free')).toEqual(['đáp một lần'])
}, 180_000)

const isDone = (now: Record<string, unknown> | undefined) =>
  now?.said === '0' && now.written === '0'
