import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startServer } from '../../db/server.ts'
import { eventually, processesOf, type Started, startOn } from '../support/started.ts'

const entry = join(import.meta.dirname, '../../src/node.ts')

async function ask(port: number, path = '/') {
  const response = await fetch(`http://127.0.0.1:${port}${path}`)
  return response.json()
}

const ownServer = (dir: string) => join(dir, 'database', 'cluster', 'postmaster.pid')
const serverPid = (dir: string) => Number.parseInt(readFileSync(ownServer(dir), 'utf8'), 10)

/** Ends what a failed test may have left, the database included. */
async function tidy(parent: string, dir: string, started?: Started) {
  started?.child.kill('SIGKILL')
  if (existsSync(ownServer(dir))) await (await startServer(join(dir, 'database'), () => {})).stop()
  rmSync(parent, { recursive: true, force: true })
}

describe('a start that stands', () => {
  let parent: string
  let dir: string
  let service: Started

  beforeAll(async () => {
    parent = mkdtempSync(join(tmpdir(), 'ydan-start-'))
    dir = join(parent, 'Nguyễn Ế 2')
    service = await startOn(dir)
    expect(service.err).toBe('')
  })
  afterAll(() => tidy(parent, dir, service))

  test('prints the three addresses and the link for the first administrator', () => {
    const { letterbox, desk, console } = service.ports
    const lines = service.out.split('\n')
    expect(lines.slice(0, 3)).toEqual([
      `letterbox  http://localhost:${letterbox}`,
      `desk       http://localhost:${desk}`,
      `console    http://localhost:${console}`,
    ])
    expect(lines[4]).toMatch(new RegExp(`^http://localhost:${console}/moi/[\\w-]{20,}$`))
  })

  test('refuses a second start at once, naming the first', async () => {
    const second = await startOn(dir, {}, [entry])
    expect(await second.ended).toBe(1)
    expect(second.err).toContain(`${service.child.pid}`)
    expect(second.err.trim().split('\n')).toHaveLength(1)
  })

  test('lets code inside the letterbox reach no key, no file, no process', async () => {
    const keys = join(dir, 'keys', 'letter-1.key')
    expect(statSync(keys).isFile()).toBe(true)
    const found = await ask(service.ports.letterbox, `/${encodeURIComponent(keys)}`)
    const { file, folder, write, process, thread, parent } = found
    const denied = 'ERR_ACCESS_DENIED'
    expect({ file, folder, write, process, thread, parent }).toEqual({
      file: denied,
      folder: denied,
      write: denied,
      process: denied,
      thread: denied,
      parent: denied,
    })
    expect(existsSync(`${keys}.x`)).toBe(false)
  })

  test('tells the letterbox only what it needs, and carries files inside the bundle', async () => {
    const { environment, migration, assets } = await ask(service.ports.letterbox, '/x')
    expect(Object.keys(environment).sort()).toEqual([
      'BASE_URL',
      'HOST',
      'LETTERBOX_DATABASE_URL',
      'LETTER_KEY_VERSION',
      'LETTER_PUBLIC_KEY',
      'LOG_LEVEL',
      'NODE_ENV',
      'PORT',
      'RECEIPT_PEPPER',
      'RELAY_KEY_VERSION',
      'RELAY_PUBLIC_KEY',
      'SIGNING_PUBLIC_KEYS',
      'TRUST_PROXY',
    ])
    expect(environment.LETTERBOX_DATABASE_URL).toMatch(/^postgres:\/\/ydan_letterbox:/)
    expect(migration).toMatch(/^\d{4}_\w+\.sql$/)
    expect(assets).toContain('style.css')
  })

  test('gives no door the owner of the database, and the desk no keys', async () => {
    const { desk, console } = service.ports
    const told = JSON.stringify([(await ask(desk)).env, (await ask(console)).env])
    expect(told).not.toMatch(/ydan_owner|postgres:\/\/postgres/)
    const deskVariables = Object.keys((await ask(desk)).env)
    expect(deskVariables.filter((name) => /KEY|DIR|PEPPER/.test(name))).toEqual(['STAFF_KEY'])
  })

  test('opens a door again that died, and leaves the others alone', async () => {
    const { desk, console } = service.ports
    const [before, other] = [(await ask(desk)).pid, (await ask(console)).pid]
    await expect(ask(desk, '/die')).rejects.toThrow()
    const after = await eventually(
      () => ask(desk),
      ({ pid }) => pid !== before,
    )
    expect(after.pid).not.toBe(before)
    expect((await ask(console)).pid).toBe(other)
  })

  test('starts a killed database again on the same port', async () => {
    const before = serverPid(dir)
    const lines = readFileSync(ownServer(dir), 'utf8').split('\n')
    process.kill(before, 'SIGKILL')
    const after = await eventually(
      () => readFileSync(ownServer(dir), 'utf8').split('\n'),
      ([pid, , , , , , , state]) => Number(pid) !== before && state?.trim() === 'ready',
    )
    expect(Number(after[0])).not.toBe(before)
    expect(after[3]).toBe(lines[3]) // the port
  })

  test('answers what was asked before it stops, and leaves no process and no lock', async () => {
    const slow = ask(service.ports.desk, '/slow')
    await ask(service.ports.desk)
    service.child.kill('SIGTERM')
    expect((await slow).pid).toBeGreaterThan(0)
    expect(await service.ended).toBe(0)
    expect(processesOf(dir)).toEqual([])
    expect(existsSync(ownServer(dir))).toBe(false)
  })
})

describe('a start that does not stand', () => {
  let parent: string
  let dir: string
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'ydan-start-'))
    dir = join(parent, 'data')
  })
  afterEach(() => tidy(parent, dir))

  test('because a variable is wrong names it in one sentence', async () => {
    const { err, out, ended } = await startOn(dir, { TRUST_PROXY: 'many' }, [entry])
    expect(await ended).toBe(1)
    expect(out).toBe('')
    expect(err.trim().split('\n')).toEqual([expect.stringContaining('TRUST_PROXY')])
  })

  test('because a port is taken names port and variable, and starts nothing', async () => {
    const other = createServer()
    await new Promise<void>((open) => other.listen(0, '127.0.0.1', open))
    const address = other.address()
    const port = typeof address === 'object' && address ? String(address.port) : ''
    const { err, ended } = await startOn(dir, { DESK_PORT: port }, [entry])
    other.close()
    expect(await ended).toBe(1)
    expect(err).toContain(port)
    expect(err).toContain('DESK_PORT')
    expect(existsSync(join(dir, 'database'))).toBe(false)
  })

  test('because the database cannot be reached says so', async () => {
    const url = 'postgres://nobody:secret@127.0.0.1:1/ydan'
    const { err, ended } = await startOn(dir, { DATABASE_URL: url }, [entry])
    expect(await ended).toBe(1)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).not.toContain('secret')
  })

  test('because a door does not come up stops everything else', async () => {
    const script = join(import.meta.dirname, '../support/start.ts')
    const { err, ended } = await startOn(dir, {}, [script, 'dead'])
    expect(await ended).toBe(1)
    expect(err).toContain('console')
    expect(processesOf(dir)).toEqual([])
    expect(existsSync(ownServer(dir))).toBe(false)
  })

  test('because a door keeps dying stops everything else', async () => {
    const { child, ports, ended } = await startOn(dir)
    const alive = await eventually(
      () => ask(ports.desk, '/die').catch(() => child.exitCode),
      (code) => code !== null,
    )
    expect(alive).toBe(1)
    expect(await ended).toBe(1)
    expect(processesOf(dir)).toEqual([])
  })

  test('because its Node was killed leaves no door, and the next start takes over', async () => {
    const first = await startOn(dir)
    const bundle = join(dir, 'letterbox.mjs')
    expect(processesOf(bundle)).toHaveLength(1)
    first.child.kill('SIGKILL')
    await first.ended
    expect(
      await eventually(
        () => processesOf(bundle),
        (left) => left.length === 0,
      ),
    ).toEqual([])
    const orphan = serverPid(dir)
    const second = await startOn(dir)
    expect(second.err + second.out).toContain('ready')
    expect(serverPid(dir)).not.toBe(orphan)
    second.child.kill('SIGTERM')
    expect(await second.ended).toBe(0)
    expect(processesOf(dir)).toEqual([])
  })
})
