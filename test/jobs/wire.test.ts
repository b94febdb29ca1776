import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NotYet, notify, type Outbox } from '../../src/jobs/outbox.ts'
import { answered } from '../support/answered.ts'
import { type MailServer, mailServer } from '../support/mail-server.ts'
import { type OpenConsole, openConsole } from '../support/moderation.ts'
import { type Platforms, platforms } from '../support/platforms.ts'
import { chatSecrets, relayOver } from '../support/post.ts'

// The outbox over real connections: what platforms and mail servers do on a bad day.
let house: OpenConsole
let chat: Platforms
let mail: MailServer
beforeAll(async () => {
  house = await openConsole()
})
beforeEach(async () => {
  chat = await platforms()
  mail = await mailServer()
  await house.rows('delete from channel_tokens')
})
afterEach(async () => {
  chat.stop()
  mail.stop()
  await house.check()
})
afterAll(() => house.close())

/** The network, which gives up on silence sooner than in earnest. */
const impatient: typeof fetch = (input, init) => {
  const signals = [init?.signal, AbortSignal.timeout(300)].filter((one) => one != null)
  return fetch(input, { ...init, signal: AbortSignal.any(signals) })
}

function outbox(secrets: Record<string, string> = {}, pauses = new Map<string, number>()): Outbox {
  const smtpUrl = `${mail.url}?socketTimeout=300`
  const relay = relayOver(house, { smtpUrl, fetch: impatient })
  const all = { ...chatSecrets, ...chat.environment, ...secrets }
  const { console: db } = house.house
  return { db, vault: house.vault, relay: { ...relay, secrets: all }, pauses }
}

const inChat = async (channel: string) =>
  (await answered(house, { contact: { channel, address: 'ban' }, sent: { channel } })).reply
const byMail = async () =>
  (
    await answered(house, {
      contact: { channel: 'email', address: 'x@vidu.example', consent: true },
    })
  ).reply

const tell = (id: string, given = outbox()) =>
  notify(given, id, false).then(
    () => 'done',
    (error: unknown) => (error instanceof NotYet ? error.message : 'broken'),
  )
const reasons = async (id: string) =>
  (
    await house.rows(
      `select outcome, reason from deliveries where item = $1 and outcome <> 'begun' order by seq`,
      [id],
    )
  ).map(({ outcome, reason }) => [outcome, reason].filter(Boolean).join(' '))

describe('too many requests', () => {
  it('leave the whole channel alone for as long as it asks, and then everything goes once', async () => {
    chat.fates.push({ status: 429, after: 120 })
    const [first, second] = [await inChat('line'), await inChat('line')]
    const pauses = new Map<string, number>()
    const given = outbox({}, pauses)
    expect(await tell(first, given)).toBe('http-429')
    const until = pauses.get('line') ?? 0
    expect(until - Date.now()).toBeGreaterThan(100_000)
    expect([await tell(second, given), await tell(first, given)]).toEqual(['paused', 'paused'])
    expect(chat.calls).toHaveLength(1)
    pauses.set('line', Date.now() - 1)
    expect([await tell(second, given), await tell(first, given)]).toEqual(['done', 'done'])
    expect(chat.shown).toHaveLength(2)
    expect(await reasons(first)).toEqual(['retry http-429', 'sent'])
  })

  it('of one channel do not hold up another', async () => {
    chat.fates.push({ status: 429, after: 120 })
    const given = outbox()
    expect(await tell(await inChat('line'), given)).toBe('http-429')
    expect([await tell(await inChat('zalo'), given), await tell(await byMail(), given)]).toEqual([
      'done',
      'done',
    ])
  })
})

describe('silence after our words', () => {
  it('of LINE: repeated under its key until it answers, shown once', async () => {
    chat.fates.push('silent', 'drop')
    const id = await inChat('line')
    expect([await tell(id), await tell(id), await tell(id)]).toEqual(['network', 'done', 'done'])
    expect(chat.shown).toHaveLength(1)
    expect(await reasons(id)).toEqual(['unsure network', 'sent'])
  })

  it('of Zalo and of a mail server: at most twice, and then it lies with its reason', async () => {
    chat.fates.push('silent', 'drop')
    mail.verdicts.push('silent', 'drop')
    const [zalo, letter] = [await inChat('zalo'), await byMail()]
    for (let turn = 0; turn < 4; turn += 1) await Promise.all([tell(zalo), tell(letter)])
    expect([chat.shown.length, mail.taken.length]).toEqual([2, 2])
    for (const id of [zalo, letter]) expect((await reasons(id)).at(-1)).toBe('gave-up unsure')
  })
})

describe('a token that is revoked', () => {
  it('of Zalo: nothing is lost or repeated until a person authorises the account anew', async () => {
    const before = await inChat('zalo')
    expect(await tell(before)).toBe('done')
    chat.token.isRevoked = true
    const id = await inChat('zalo')
    for (let turn = 0; turn < 3; turn += 1) expect(await tell(id)).toMatch(/^token/)
    chat.token.isRevoked = false
    const renewed = { ZALO_REFRESH_TOKEN: `lam-moi-${chat.token.count}` }
    expect(await tell(id, outbox(renewed))).toBe('done')
    expect(chat.shown).toHaveLength(2)
  })

  it('of LINE: waits for the hour that a new one may take', async () => {
    chat.fates.push({ status: 401 })
    const [id, pauses] = [await inChat('line'), new Map<string, number>()]
    expect(await tell(id, outbox({}, pauses))).toBe('token')
    expect((pauses.get('line') ?? 0) - Date.now()).toBeGreaterThan(3_500_000)
    expect(await tell(id)).toBe('done')
    expect(chat.shown).toHaveLength(1)
  })
})

it('platform and mail server away for an hour: everything goes afterwards, once', async () => {
  const ids = [await inChat('line'), await inChat('zalo'), await byMail()]
  const away = { ...chat.environment }
  const [gone, gonePost] = [await platforms(), await mailServer()]
  gone.stop()
  gonePost.stop()
  const given = outbox(Object.fromEntries(Object.keys(away).map((name) => [name, gone.url])))
  given.relay = { ...given.relay, mail: { smtpUrl: gonePost.url, from: 'gopy@maylanh.example' } }
  for (let turn = 0; turn < 7; turn += 1) {
    for (const id of ids) expect(await tell(id, given)).toMatch(/network|token-retry/)
  }
  for (const id of ids) expect(await tell(id)).toBe('done')
  expect([chat.shown.length, mail.taken.length]).toEqual([2, 1])
})
