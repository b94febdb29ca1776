import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caller } from '../support/client.ts'
import { eventually, type Started, startOn } from '../support/started.ts'

// The real letterbox as `npm start` runs it, with a broken dependency inside.
type Attempts = {
  dir: string
  read: Record<string, string>
  used: Record<string, string>
  database: { tables: number; answers: Record<string, string> }
}
const callers = caller(4)
let dir: string
let service: Started
let attempts: Attempts

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'ydan hòm thư hỏng '))
  const script = join(import.meta.dirname, '../support/start-broken.ts')
  service = await startOn(dir, { LOG_LEVEL: 'warn' }, ['--disable-sigusr1', script])
  const line = await eventually(
    () => /^attempts (.*)$/m.exec(service.out)?.[1],
    (found) => found !== undefined,
  )
  if (line === undefined) throw new Error(service.err + service.out)
  attempts = JSON.parse(line)
})

afterAll(async () => {
  callers.close()
  service.child.kill('SIGTERM')
  expect(await service.ended).toBe(0)
  rmSync(dir, { recursive: true })
})

describe('code inside the letterbox, as a broken dependency would run it', () => {
  it('finds the right files, which are there to be read by others', () => {
    expect(attempts.dir).toBe(dir)
    const paths = new Set(Object.keys(attempts.read).map((name) => name.replace(/^\w+ /, '')))
    const missing = [...paths].filter((path) => {
      if (path.startsWith('/proc')) return false
      return readFileSync(path).length === 0
    })
    expect(missing).toEqual([])
    expect(paths.size).toBeGreaterThan(10)
  })

  it('reads no key, no password, no other process, in no way Node offers', () => {
    const got = Object.entries(attempts.read).filter(([, answer]) => !denied.test(answer))
    expect(got).toEqual([])
  })

  it('starts no process and no thread, loads no binary, writes no file, opens no inspector', () => {
    const got = Object.entries(attempts.used).filter(([, answer]) => !denied.test(answer))
    expect(got).toEqual([])
  })

  it('reads no table with its own login, becomes no other role, runs nothing in the server', () => {
    const { tables, answers } = attempts.database
    expect(tables).toBeGreaterThan(50)
    expect(Object.keys(answers).length).toBeGreaterThan(2 * tables)
    const got = Object.entries(answers).filter(([, answer]) => !refused.test(answer))
    expect(got).toEqual([])
  })

  it('cannot wake the inspector of its parent, and the letterbox still takes letters', async () => {
    expect(await listens(9229)).toBe(false)
    expect(service.err).not.toMatch(/debugger|inspector/i)
    expect(service.child.exitCode).toBe(null)
    expect((await callers.ask(service.ports.letterbox, '/readyz')).status).toBe(200)
  })
})

describe('the way `npm start` starts', () => {
  it('switches the signal off that opens an inspector', () => {
    const { scripts } = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'),
    )
    expect(scripts.start).toMatch(/^node --disable-sigusr1 /)
    expect(scripts.demo).toMatch(/^node --disable-sigusr1 /)
  })
})

const denied = /^ERR_(ACCESS_DENIED|DLOPEN_DISABLED)$/
// insufficient privilege, undefined file or role, invalid role; `nothing`: no row of what is asked
const refused = /^(42501|28000|0A000|22023|nothing)$/

function listens(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      answer(true)
    }).on('error', () => answer(false))
  })
}
