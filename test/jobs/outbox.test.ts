import { tmpdir } from 'node:os'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { as, connect } from '../../db/connection.ts'
import type { NewFeedback } from '../../src/intake/feedback.ts'
import { NotYet, notify, sweepOutbox } from '../../src/jobs/outbox.ts'
import type { Relay } from '../../src/jobs/relay.ts'
import { startJobs } from '../../src/jobs/start.ts'
import { answered } from '../support/answered.ts'
import { type MailServer, mailServer, plainOf } from '../support/mail-server.ts'
import { consoleUrlOf, type OpenConsole, openConsole } from '../support/moderation.ts'
import { heard, relayOver } from '../support/post.ts'
import { eventually } from '../support/started.ts'

let house: OpenConsole
let server: MailServer
beforeAll(async () => {
  house = await openConsole()
  server = await mailServer()
})
afterAll(async () => {
  server.stop()
  await house.close()
})
afterEach(async () => {
  server.taken.length = 0
  server.verdicts.length = 0
  server.hooks.accepted = async () => {}
  await house.check()
})

const words = 'Mặt trận xin hỏi thêm: việc này khoảng tháng nào?'
const address = 'nguoigui@vidu.example'
const byMail = { channel: 'email' as const, address, consent: true }

/** A letter with this way back, and a question of the staff; the reply's id. */
const asked = (
  { contact }: Partial<NewFeedback>,
  sent = {},
  kind: 'question' | 'message' = 'question',
) => answered(house, { ...(contact && { contact }), sent, kind, text: words })

const tell = (id: string, relay: Relay = relayOver(house, { smtpUrl: server.url }), last = false) =>
  notify({ db: house.house.console, vault: house.vault, relay }, id, last).then(
    () => 'done',
    (error: unknown) => (error instanceof NotYet ? 'later' : 'broken'),
  )
const outcomes = async (id: string) =>
  (await house.rows('select outcome from deliveries where item = $1 order by seq', [id])).map(
    ({ outcome }) => outcome,
  )
const jobsFor = async (id: string) =>
  Number(
    (
      await house.rows(
        `select count(*) from pgboss.job where name = 'outbox.notify' and data ->> 'reply' = $1`,
        [id],
      )
    )[0]?.count,
  )

describe('a reply to a sender who left an address', () => {
  it('is enqueued with the reply itself, and tells by mail that it is there, without its words', async () => {
    const { reply: id, number } = await asked({ contact: byMail })
    expect(await jobsFor(id)).toBe(1)
    expect(await tell(id)).toBe('done')
    const [mail = ''] = server.taken
    expect(plainOf(mail)).toContain(number)
    expect(plainOf(mail)).not.toContain('tháng nào')
    expect(mail).toMatch(/^Auto-Submitted: auto-replied\r$/m)
    expect(mail).toMatch(/^Reply-To: gopy\+re=[a-z2-7]{42}@maylanh.example\r$/m)
    expect(await tell(id)).toBe('done')
    expect(server.taken).toHaveLength(1)
    expect(await outcomes(id)).toEqual(['begun', 'sent'])
  })

  it('is not told to who left none, and not to a telephone', async () => {
    const { reply: bare } = await asked({})
    const phone = { channel: 'phone' as const, address: '0900 000 000', consent: true }
    const { reply: rung } = await asked({ contact: phone })
    expect([await tell(bare), await tell(rung)]).toEqual(['done', 'done'])
    expect(server.taken).toHaveLength(0)
    expect([await outcomes(bare), await outcomes(rung)]).toEqual([['none'], ['none']])
  })

  it('goes at most twice when the server takes it and breaks off, and once more when staff ask', async () => {
    const { reply: id } = await asked({ contact: byMail })
    server.verdicts.push('drop', 'drop')
    expect([await tell(id), await tell(id), await tell(id), await tell(id)]).toEqual([
      'later',
      'later',
      'done',
      'done',
    ])
    expect(server.taken).toHaveLength(2)
    expect(new Set(server.idsOf()).size).toBe(1)
    expect((await outcomes(id)).at(-1)).toBe('gave-up')
    await house.rows(
      `insert into deliveries (organisation_id, item, kind, outcome, asked_by)
       values ($1, $2, 'reply', 'again', $3)`,
      [house.ward.front, id, house.people.moderator.person],
    )
    expect(await tell(id)).toBe('done')
    expect(server.taken).toHaveLength(3)
  })

  it('goes at most twice when we die between sending and writing it down', async () => {
    const { reply: id } = await asked({ contact: byMail })
    for (let death = 0; death < 4; death += 1) {
      const dying = connect(consoleUrlOf(house.house.ownerUrl), { max: 1, name: 'dying' })
      server.hooks.accepted = () => dying.close()
      const relay = relayOver(house, { smtpUrl: server.url })
      await notify({ db: dying.db, vault: house.vault, relay }, id, false).catch(() => {})
      if (!dying.pool.ended) await dying.close()
    }
    expect(server.taken).toHaveLength(2)
    expect(await outcomes(id)).toEqual(['begun', 'begun', 'gave-up'])
  })

  it('is never lost and goes once while the server is away or busy for an hour', async () => {
    const { reply: id } = await asked({ contact: byMail })
    const away = await mailServer()
    away.stop()
    for (let attempt = 0; attempt < 12; attempt += 1) {
      expect(await tell(id, relayOver(house, { smtpUrl: away.url }))).toBe('later')
    }
    server.verdicts.push('451 later', '421 busy')
    expect([await tell(id), await tell(id), await tell(id)]).toEqual(['later', 'later', 'done'])
    expect(server.taken).toHaveLength(1)
  })

  it('lies with the reason where people see it, when the last try failed or the address is refused', async () => {
    const { reply: busy } = await asked({ contact: byMail })
    server.verdicts.push('451 later')
    expect(await tell(busy, undefined, true)).toBe('done')
    expect(await outcomes(busy)).toEqual(['begun', 'retry', 'gave-up'])
    const { reply: wrong } = await asked({ contact: byMail })
    server.verdicts.push('550 no such person')
    expect(await tell(wrong)).toBe('done')
    expect(await outcomes(wrong)).toEqual(['begun', 'refused'])
  })

  it('is taken up again when its job ended without an end', async () => {
    const { reply: id } = await asked({ contact: byMail })
    await sweepOutbox(house.house.console)
    expect(await jobsFor(id)).toBe(1)
    await house.rows(`update pgboss.job set state = 'failed' where data ->> 'reply' = $1`, [id])
    await sweepOutbox(house.house.console)
    expect(await jobsFor(id)).toBe(2)
    await tell(id)
    await house.rows(`update pgboss.job set state = 'failed' where data ->> 'reply' = $1`, [id])
    await sweepOutbox(house.house.console)
    expect(await jobsFor(id)).toBe(2)
  })
})

type Call = { url: string; headers: Headers; body: Record<string, unknown> }

/** A platform: answers by `respond`, keeps every message it took. */
function platform(respond: (call: Call, place: number) => Response | Error) {
  const calls: Call[] = []
  const network = (async (input, init) => {
    const body = String(init?.body ?? '')
    const call = {
      url: String(input),
      headers: new Headers(init?.headers),
      body: body.startsWith('{') ? JSON.parse(body) : {},
    }
    if (call.url.includes('oauth')) {
      return Response.json({ access_token: 'x', refresh_token: 'y', expires_in: '3600' })
    }
    calls.push(call)
    const answer = respond(call, calls.length - 1)
    if (answer instanceof Error) throw answer
    return answer
  }) as typeof fetch
  return { calls, relay: relayOver(house, { fetch: network }) }
}
const broken = () => new Error('fetch failed', { cause: { code: 'UND_ERR_SOCKET' } })
const refused = () => new Error('fetch failed', { cause: { code: 'ECONNREFUSED' } })
const inLine = { contact: { channel: 'line', address: 'U1' } } as unknown as Partial<NewFeedback>
const inZalo = { contact: { channel: 'zalo', address: '9007' } } as unknown as Partial<NewFeedback>

describe('a reply in the chat where the thread was opened', () => {
  it('says what the staff wrote; a message of another kind only says that it is there', async () => {
    const line = platform(() => Response.json({ sentMessages: [] }))
    const question = await asked(inLine, { channel: 'line' })
    const message = await asked(inLine, { channel: 'line' }, 'message')
    expect([await tell(question.reply, line.relay), await tell(message.reply, line.relay)]).toEqual(
      ['done', 'done'],
    )
    const said = line.calls.map(({ body }) => JSON.stringify(body.messages))
    expect(said[0]).toContain(words)
    expect(said[1]).not.toContain(words)
    expect(said[1]).toContain(message.number)
  })

  it('only says that it is there when the thread was opened on the web', async () => {
    const line = platform(() => Response.json({ sentMessages: [] }))
    const { reply: id } = await asked(inLine)
    await tell(id, line.relay)
    expect(JSON.stringify(line.calls[0]?.body)).not.toContain(words)
  })

  it('arrives exactly once where the platform knows our retry key, whatever the network does', async () => {
    const keys = new Set<string>()
    let shown = 0
    const line = platform(({ headers }, place) => {
      const key = headers.get('x-line-retry-key') ?? ''
      if (place === 0) return new Response('', { status: 429 })
      if (place === 1) return refused()
      if (keys.has(key)) return Response.json({ message: 'already accepted' }, { status: 409 })
      keys.add(key)
      shown += 1
      // Taken, and the answer is lost.
      return broken()
    })
    const { reply: id } = await asked(inLine, { channel: 'line' })
    const results: string[] = []
    while (results.at(-1) !== 'done' && results.length < 9) results.push(await tell(id, line.relay))
    expect(results).toEqual(['later', 'later', 'later', 'done'])
    expect(shown).toBe(1)
    expect(await outcomes(id)).toEqual(
      ['retry', 'retry', 'unsure', 'sent'].flatMap((end) => ['begun', end]),
    )
  })

  it('goes at most twice where the platform knows none, and waits as long as nobody is there', async () => {
    const zalo = platform((_, place) => (place < 12 ? refused() : broken()))
    const { reply: id } = await asked(inZalo, { channel: 'zalo' })
    const results: string[] = []
    while (results.at(-1) !== 'done' && results.length < 30)
      results.push(await tell(id, zalo.relay))
    expect(zalo.calls).toHaveLength(14)
    expect((await outcomes(id)).slice(-3)).toEqual(['begun', 'unsure', 'gave-up'])
  })

  it('waits outside the reply window until the sender writes again', async () => {
    const zalo = platform(() => Response.json({ error: 0 }))
    const { reply: id } = await asked(inZalo, { channel: 'zalo' })
    await heard(house, 'zalo', '9007', Date.now() - 49 * 3_600_000)
    expect([await tell(id, zalo.relay), await tell(id, zalo.relay)]).toEqual(['done', 'done'])
    expect(zalo.calls).toHaveLength(0)
    expect(await outcomes(id)).toEqual(['waiting'])
    await heard(house, 'zalo', '9007', Date.now() - 60_000)
    await sweepOutbox(house.house.console)
    expect(await tell(id, zalo.relay)).toBe('done')
    expect(zalo.calls).toHaveLength(1)
  })

  it('stays in the thread when the channel is off', async () => {
    const { relay } = platform(() => Response.json({}))
    const { reply: id } = await asked(inLine, { channel: 'line' })
    expect(await tell(id, { ...relay, secrets: {} })).toBe('done')
    expect(await outcomes(id)).toEqual(['begun', 'refused'])
  })
})

it('the console’s jobs tell the sender by themselves, and acknowledge by the clock', async () => {
  // What the tests above have told already would go first, one a second.
  await house.rows(`delete from pgboss.job where name = 'outbox.notify'`)
  const { number } = await asked({ contact: byMail })
  const log: string[] = []
  const running = await startJobs({
    db: house.house.console,
    databaseUrl: consoleUrlOf(house.house.ownerUrl),
    vault: house.vault,
    signing: null,
    dataDir: tmpdir(),
    log: (line) => void log.push(line),
    relay: relayOver(house, { smtpUrl: server.url }),
  })
  const told = await eventually(
    () => server.taken.map(plainOf).join(),
    (text) => text.includes(number),
  )
  await running.stop()
  expect(told).toContain(number)
})

it('no address of a sender stands in deliveries, jobs or what staff may read', async () => {
  await asked({ contact: byMail })
  const everything = await house.rows(
    `select d::text as row from deliveries d union all select j::text from pgboss.job j`,
  )
  expect(JSON.stringify(everything)).not.toContain('vidu.example')
  const person = house.people.moderator.person
  const staff = { role: 'ydan_staff', organisation: house.ward.front, person } as const
  const { rows } = await as(house.house.console, staff, (tx) =>
    tx.execute(`select field from seals where field in ('route', 'original', 'acknowledgement')`),
  )
  expect(rows).toEqual([])
})
