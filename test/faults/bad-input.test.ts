import { spawn } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startJobs } from '../../src/jobs/start.ts'
import { signerFrom } from '../support/bundle-signer.ts'
import { type Caller, caller } from '../support/client.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { type LetterboxProcess, letterboxProcess } from '../support/door-process.ts'
import { counted, figure } from '../support/figures.ts'
import { checkInvariants } from '../support/invariants.ts'
import { consoleUrlOf } from '../support/moderation.ts'
import { staffDoors } from '../support/staff-doors.ts'
import { eventually } from '../support/started.ts'
import { makeWard } from '../support/ward.ts'
import { ask } from '../support/whole.ts'

// Input that nobody means well, at the real letterbox's own process.
let database: FreshDatabase
let callers: Caller
const boxes: LetterboxProcess[] = []

beforeAll(async () => {
  database = await freshDatabase()
  await makeWard(database.ownerUrl)
  callers = caller(64)
})
afterEach(async () => {
  for (const box of boxes.splice(0)) await box.stop()
  await checkInvariants(database.ownerUrl)
})
afterAll(async () => {
  callers.close()
  await database.drop()
})

async function open(more: Record<string, string> = {}, descriptors?: number) {
  const box = await letterboxProcess(database.letterboxUrl, more, descriptors)
  boxes.push(box)
  return box
}

const letter = (text: string) => ({ area: 'ML-3', kind: 'comment', text, use: 'record' })
const post = (port: number, body: unknown, from = '192.0.2.1') =>
  callers.ask(port, '/api/v1/feedback', {
    body,
    headers: { 'x-forwarded-for': from },
    limit: 60_000,
  })
const stored = async () => {
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  const { rows } = await client.query('select count(*)::int as n from letters')
  await client.end()
  return rows[0]?.n as number
}
/** Resident memory of a process, in MB. */
const residentMb = (pid: number, which: 'VmRSS' | 'VmHWM') =>
  Number(
    new RegExp(`^${which}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1],
  ) / 1024

/** Connections that send a byte a second of a request that never ends. */
async function drips(port: number, count: number) {
  const sockets = new Set<Socket>()
  const head = Buffer.from(
    `POST /api/v1/feedback HTTP/1.1\r\nhost: x\r\nx-slow: ${'a'.repeat(500)}`,
  )
  const opened = Array.from({ length: count }, async () => {
    const socket = connect(port, '127.0.0.1')
    const { promise, resolve } = Promise.withResolvers<void>()
    socket.on('connect', () => resolve())
    socket.on('error', () => {})
    socket.on('close', () => {
      sockets.delete(socket)
      resolve()
    })
    socket.resume()
    sockets.add(socket)
    return promise
  })
  await Promise.all(opened)
  let at = 0
  const timer = setInterval(() => {
    for (const socket of sockets) socket.write(head.subarray(at, at + 1))
    at = (at + 1) % head.length
  }, 1_000)
  return {
    left: () => sockets.size,
    end() {
      clearInterval(timer)
      for (const socket of sockets) socket.destroy()
    },
  }
}

describe('connections that send a byte a second', () => {
  it('are cut, cost little, and nobody else waits for them', { timeout: 60_000 }, async () => {
    const count = figure('drips', 1_000)
    const { port, pid, isAlive } = await open()
    expect((await post(port, letter('Trước khi họ đến.'))).status).toBe(201)
    const before = residentMb(pid, 'VmRSS')
    const slow = await drips(port, count)
    let answered = 0
    while (slow.left() > count / 2) {
      expect((await post(port, letter(`Giữa lúc ấy ${answered}.`))).status).toBe(201)
      expect((await callers.ask(port, '/k/ML-3')).status).toBe(200)
      answered += 1
      await sleep(250)
    }
    const grown = residentMb(pid, 'VmRSS') - before
    expect(await eventually(slow.left, (left) => left === 0)).toBe(0)
    slow.end()
    expect(answered).toBeGreaterThan(10)
    expect(grown).toBeLessThan(100 + count / 20)
    expect(isAlive()).toBe(true)
    counted('slow connections', { count, answered, 'MB more': Math.round(grown) })
  })

  it('use up what a process may have open, and it lives and answers on', {
    timeout: 120_000,
  }, async () => {
    const { port, pid, isAlive, said } = await open({}, 200)
    const known = caller(1) // a browser that was there before
    const body = letter('Từ trước đã mở trang.')
    expect((await known.ask(port, '/api/v1/feedback', { body })).status).toBe(201)
    const slow = await drips(port, 600)
    expect(readdirSync(`/proc/${pid}/fd`).length).toBeGreaterThan(190)
    const during = await known.ask(port, '/api/v1/feedback', { body, limit: 30_000 })
    expect([201, 503]).toContain(during.status)
    expect(isAlive(), said()).toBe(true)
    slow.end()
    const after = await eventually(
      () => post(port, letter('Sau khi họ đi.')),
      ({ status }) => status === 201,
    )
    expect(after.status).toBe(201)
    known.close()
  })
})

describe('senders of thirty megabytes at once', () => {
  const most = 30 * 2 ** 20
  const jpeg = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), randomBytes(20 * 2 ** 20 - 4)])
  const big = Buffer.from(
    JSON.stringify({
      ...letter('Kèm ảnh lớn.'),
      attachments: [{ name: 'anh.jpg', type: 'image/jpeg', data: jpeg.toString('base64') }],
    }),
  )
  const fields = Object.entries(letter('Mẫu kèm tệp quá lớn.'))
    .map(
      ([name, value]) =>
        `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join('')
  const form = Buffer.concat([
    Buffer.from(fields),
    Buffer.from(
      '--x\r\ncontent-disposition: form-data; name="files"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n',
    ),
    Buffer.alloc(most - 1_000, 7),
    Buffer.from('\r\n--x--\r\n'),
  ])
  const kinds = [
    { path: '/api/v1/feedback', type: 'application/json', body: big, chunked: false },
    { path: '/api/v1/feedback', type: 'application/json', body: big, chunked: true },
    { path: '/k/ML-3/gui', type: 'multipart/form-data; boundary=x', body: form, chunked: false },
    { path: '/k/ML-3/gui', type: 'multipart/form-data; boundary=x', body: form, chunked: true },
  ] as const

  it('stay within bounds: some are taken, the others are told when to come again', {
    timeout: 240_000,
  }, async () => {
    const count = figure('senders', 64)
    const { port, pid, isAlive } = await open({ TRUST_PROXY: '1' })
    const before = await stored()
    let over = false
    const small = (async () => {
      let taken = 0
      while (!over) {
        const { status } = await post(
          port,
          letter(`Thư thật ${taken}.`),
          `198.51.100.${taken % 200}`,
        )
        expect(status).toBe(201)
        taken += 1
        await sleep(100)
      }
      return taken
    })()
    const answers = await Promise.all(
      Array.from({ length: count }, (_, place) =>
        upload(port, kinds[place % kinds.length] ?? kinds[0], `203.0.113.${place}`),
      ),
    )
    over = true
    const taken = await small
    const byStatus = Object.groupBy(answers, ({ status }) => String(status))
    const numbers = Object.fromEntries(
      Object.entries(byStatus).map(([status, all]) => [status, all?.length ?? 0]),
    )
    const peak = Math.round(residentMb(pid, 'VmHWM'))
    expect(
      Object.keys(numbers).filter((status) => !/^(201|413|429|503|cut)$/.test(status)),
    ).toEqual([])
    // One at least is heard to its end (a form of this size is then told 413), and room is given back.
    expect((numbers['201'] ?? 0) + (numbers['413'] ?? 0)).toBeGreaterThan(0)
    expect((await upload(port, kinds[0], '203.0.113.200')).status).toBe(201)
    for (const one of [...(byStatus['503'] ?? []), ...(byStatus['429'] ?? [])]) {
      expect(Number(one.retryAfter)).toBeGreaterThan(0)
    }
    expect(await stored()).toBe(before + (numbers['201'] ?? 0) + taken + 1)
    expect(peak).toBeLessThan(bound)
    expect(isAlive()).toBe(true)
    counted('30 MiB senders', { count, ...numbers, 'letters beside': taken, 'peak MB': peak })
  })
})

describe('a query string of a hundred kilobytes', () => {
  const long = 'x'.repeat(100_000)

  it('is refused by a door before anything reads it, and not said again', async () => {
    const { port, isAlive } = await open()
    for (const path of ['/', '/k/ML-3', '/api/v1/officials', '/api/v1/areas', '/tra-cuu', '/no']) {
      const answer = await callers.ask(port, `${path}?q=${long}&area=ML-3`)
      expect(answer.status, path).toBe(431)
      expect(answer.body).toMatchObject({ status: 431, detail: expect.stringContaining('quá dài') })
      expect(answer.text).not.toContain('xx')
    }
    expect(isAlive()).toBe(true)
    expect((await callers.ask(port, '/k/ML-3')).status).toBe(200)
  })

  it('breaks no page behind a server that lets it through, and stands on none', {
    timeout: 120_000,
  }, async () => {
    const doors = await staffDoors()
    const { front, quarter, head } = doors.ward
    const staff = await doors.staffOf(front, quarter, head)
    const names = ['q', 'area', 'cursor', 'cycle', 'kind', 'state', 'next', 'month', 'nam', 'lang']
    const query = names.map((name) => `${name}=${'x'.repeat(100_000 / names.length)}`).join('&')
    const roles = {
      console: ['moderator', 'secretary', 'admin'],
      desk: ['cell', 'secretary'],
    } as const
    const wrong: string[] = []
    let pages = 0
    for (const door of ['console', 'desk'] as const) {
      const routes = doors.apps[door].routes.filter(({ method }) => method === 'GET')
      for (const path of new Set(routes.map((route) => route.path))) {
        const at = path.replace(/:\w+/g, () => crypto.randomUUID())
        for (const role of roles[door]) {
          const who = staff[role]
          const answer = await doors.call(door, 'GET', `${at}?${query}`, { who })
          const text = await answer.text()
          pages += 1
          if (answer.status >= 500) wrong.push(`${door} ${path} ${answer.status}`)
          if (text.includes('x'.repeat(1_000))) wrong.push(`${door} ${path} says it again`)
        }
      }
    }
    expect([...new Set(wrong)]).toEqual([])
    expect(pages).toBeGreaterThan(300)
    await doors.close()
  })
})

describe('a thousand wrong receipts a second', () => {
  it('keep no sender from their own thread, and learn nothing', { timeout: 120_000 }, async () => {
    const count = figure('receipts', 1_000)
    const { port } = await open({ TRUST_PROXY: '1' })
    const own: string[] = []
    for (let place = 0; place < 20; place += 1) {
      const { body } = await post(port, letter(`Thư có phiếu ${place}.`), `198.51.100.${place}`)
      own.push((body as { receipt: string }).receipt)
    }
    const look = (receipt: string, from: string) =>
      callers.ask(port, '/api/v1/thread', {
        body: { receipt },
        headers: { 'x-forwarded-for': from },
        limit: 60_000,
      })
    const digits = () => String(randomInt(10_000)).padStart(4, '0')
    const guesses = Array.from({ length: count }, (_, place) => {
      const guess = place % 10 === 0 ? 'chẳng phải mã' : Array.from({ length: 5 }, digits).join('-')
      // Half from one address, half from addresses that come a few times only.
      return look(guess, place % 2 === 0 ? '203.0.113.7' : `10.${place % 200}.0.1`)
    })
    const real = await Promise.all(own.map((receipt, place) => look(receipt, `192.0.2.${place}`)))
    expect(real.map(({ status }) => status)).toEqual(own.map(() => 200))
    const wrong = await Promise.all(guesses)
    const absent = wrong.filter(({ status }) => status === 404)
    const slowed = wrong.filter(({ status }) => status === 429)
    expect(absent.length + slowed.length).toBe(count)
    expect(slowed.length).toBeGreaterThan(count / 3)
    for (const { headers } of slowed) expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    expect(new Set(absent.map(({ text }) => text)).size).toBe(1)
    // Who tried too often is told the same of a true receipt, so trying on tells nothing.
    const tried = await look(own[0] ?? '', '203.0.113.7')
    expect(tried.status).toBe(429)
    expect(tried.text.replace(/\d+/g, '')).toBe(slowed[0]?.text.replace(/\d+/g, ''))
    counted('wrong receipts', { count, absent: absent.length, slowed: slowed.length })
  })
})

describe('a job that always fails', () => {
  it('holds up no other, ends after its tries, is shown, and can be tried again', {
    timeout: 120_000,
  }, async () => {
    const doors = await staffDoors()
    const { ward, house } = doors
    const dir = mkdtempSync(join(tmpdir(), 'ydan-poison-'))
    const staff = await doors.staffOf(ward.front, ward.quarter, ward.head)
    const theirs = await doors.staffOf(ward.neighbour, 'GN', ward.elsewhere)
    const poisoned = await doors.oneOfEach(staff, ward.quarter, ward.head)
    const good = await doors.oneOfEach(theirs, 'GN', ward.elsewhere)
    const owner = (text: string) => ask<Record<string, unknown>>(house.ownerUrl, text)
    await owner(`create function poison() returns trigger language plpgsql as $$
      begin if new.organisation_id = '${ward.front}' then raise 'poison'; end if; return new; end $$`)
    await owner(
      'create trigger poison before insert on checkpoints for each row execute function poison()',
    )
    const [queue] = await owner(`select retry_limit from pgboss.queue where name = 'bundle.render'`)
    expect(queue?.retry_limit).toBe(11)
    // Days of patience, without the days.
    await owner(`update pgboss.job set retry_limit = 2, retry_delay = 0, retry_backoff = false
      where name = 'bundle.render'`)
    const log: string[] = []
    const jobs = await startJobs({
      ...{ db: house.console, databaseUrl: consoleUrlOf(house.ownerUrl), vault: doors.vault },
      ...{ signing: signerFrom(3), dataDir: dir, log: (line: string) => void log.push(line) },
    })
    const stateOf = async (bundle: string) =>
      (
        await owner(`select state, retry_count from pgboss.job
        where name = 'bundle.render' and data ->> 'bundle' = '${bundle}'`)
      )[0]
    const ended = (state: string) => (job: Record<string, unknown> | undefined) =>
      job?.state === state
    try {
      expect(await soon(() => stateOf(good.bundle), ended('completed'))).toMatchObject({
        state: 'completed',
      })
      const given = await soon(() => stateOf(poisoned.bundle), ended('failed'))
      expect(given).toEqual({ state: 'failed', retry_count: 2 })
      const { id } = await doors.newLetter(ward.quarter, ward.head)
      expect(id).toMatch(/^[0-9a-f-]{36}$/)
      const shown = async (path: string) =>
        (await doors.call('console', 'GET', path, { who: staff.admin })).text()
      expect(await shown('/truc')).toContain('1 (bundle.render)')
      expect(await shown('/truc')).toContain('action="/truc/thu-lai')
      expect(await shown('/metrics')).toContain('ydan_jobs{name="bundle.render",state="failed"} 1')
      const again = (who: { token: string }) =>
        doors.call('console', 'POST', '/truc/thu-lai', { who })
      expect((await again(staff.moderator)).status).toBe(403)
      await owner('drop trigger poison on checkpoints')
      expect((await again(staff.admin)).status).toBe(303)
      expect(await soon(() => stateOf(poisoned.bundle), ended('completed'))).toMatchObject({
        state: 'completed',
      })
      expect(await shown('/truc')).not.toContain('bundle.render')
      expect(await shown('/truc')).not.toContain('action="/truc/thu-lai')
      expect(log.filter((line) => line.startsWith('job bundle.render failed'))).toHaveLength(3)
      await checkInvariants(house.ownerUrl)
    } finally {
      await jobs.stop()
      await doors.close()
      rmSync(dir, { recursive: true })
    }
  })
})

describe('a bench on a busy machine', () => {
  it('says so and gives no figures', { timeout: 180_000 }, async () => {
    const busy = Array.from({ length: availableParallelism() }, () =>
      spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
    )
    try {
      const bench = join(import.meta.dirname, '../bench/run.ts')
      const words = ['--import', 'tsx', bench, 'only=S10', 'rounds=1']
      const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] })
      let out = ''
      let err = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        out += text
      })
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        err += text
      })
      const [code] = await once(child, 'close')
      expect(code, out + err).toBe(1)
      expect(err).toMatch(/the machine is busy with something else \(\d+ %.*no figures/)
      expect(out).not.toContain('S10')
    } finally {
      for (const child of busy) child.kill('SIGKILL')
    }
  })
})

/** As `eventually`, for what takes its seconds on a busy machine. */
async function soon<T>(question: () => Promise<T>, expected: (answer: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const answer = await question()
    if (expected(answer) || tries > 300) return answer
    await sleep(200)
  }
}

/** Most resident memory of the letterbox, in MB, whatever is sent. */
const bound = 768

type Upload = { path: string; type: string; body: Buffer; chunked: boolean }

/** Sends a large body to its end, unless the answer comes before; `cut` when the line was cut without one. */
function upload(port: number, given: Upload, from: string) {
  const { promise, resolve } = Promise.withResolvers<{
    status: number | 'cut'
    retryAfter?: string
  }>()
  const sent = request({
    ...{ host: '127.0.0.1', port, path: given.path, method: 'POST', agent: false },
    headers: {
      'content-type': given.type,
      'x-forwarded-for': from,
      ...(!given.chunked && { 'content-length': given.body.length }),
    },
  })
  sent.on('response', (answer) => {
    answer.resume()
    const retryAfter = answer.headers['retry-after']
    resolve({ status: answer.statusCode ?? 'cut', ...(retryAfter && { retryAfter }) })
  })
  sent.on('error', () => resolve({ status: 'cut' }))
  sent.on('close', () => resolve({ status: 'cut' }))
  const piece = 256 * 1024
  const send = (at: number): void => {
    if (at >= given.body.length) return void sent.end()
    const next = () => send(at + piece)
    if (sent.write(given.body.subarray(at, at + piece))) setImmediate(next)
    else sent.once('drain', next)
  }
  send(0)
  return promise
}
