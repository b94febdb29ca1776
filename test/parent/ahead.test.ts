import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freePort } from '../../db/kept.ts'
import { isFresh, writeStamp } from '../../src/parent/ahead.js'
import { doorWords } from '../support/door-words.ts'

const root = join(import.meta.dirname, '../..')

describe('bundles made ahead', () => {
  let dir: string
  let folder: string
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'ydan-ahead-'))
    folder = join(dir, 'made')
    mkdirSync(folder)
    mkdirSync(join(dir, 'steps'))
    writeFileSync(join(dir, 'one.ts'), 'export const one = 1\n')
    writeStamp(folder, [relative(root, join(dir, 'one.ts')), relative(root, join(dir, 'steps'))])
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  test('are used as long as what they were made of is the same', () => {
    expect(isFresh(folder)).toBe(true)
  })

  test('are used in a copy, where the same bytes have another time', () => {
    utimesSync(join(dir, 'one.ts'), 1, 1)
    expect(isFresh(folder)).toBe(true)
  })

  test('are left aside when a source has changed, though it is as long as before', () => {
    writeFileSync(join(dir, 'one.ts'), 'export const one = 2\n')
    utimesSync(join(dir, 'one.ts'), 1, 1)
    expect(isFresh(folder)).toBe(false)
  })

  test('are left aside when a migration came', () => {
    writeFileSync(join(dir, 'steps', '0002_more.sql'), '')
    utimesSync(join(dir, 'steps'), 1, 1)
    expect(isFresh(folder)).toBe(false)
  })

  test('are left aside when a source is gone, and where none were made', () => {
    rmSync(join(dir, 'one.ts'))
    expect(isFresh(folder)).toBe(false)
    expect(isFresh(dir)).toBe(false)
  })
})

describe('a door whose parent still looks at the database', () => {
  let door: ChildProcess
  let port: number
  beforeEach(async () => {
    port = await freePort()
    door = desk(port, 'held')
  })
  afterEach(() => door.kill('SIGKILL'))

  test('opens when it is told, not before', async () => {
    let ready = false
    door.on('message', () => {
      ready = true
    })
    // Another that came later and waits for nobody: by then this one would be open, too.
    const other = desk(await freePort())
    await once(other, 'message')
    other.kill('SIGKILL')
    expect(ready).toBe(false)
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow()
    door.send({ open: true })
    await once(door, 'message')
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
  }, 90_000)

  test('ends with its parent', async () => {
    door.disconnect()
    expect(await once(door, 'exit')).toEqual([0, null])
  }, 90_000)
})

function desk(port: number, ...words: string[]): ChildProcess {
  const entry = join(root, 'src/doors/desk.ts')
  return spawn(process.execPath, [...doorWords(entry), ...words], {
    env: {
      PATH: process.env.PATH,
      DESK_PORT: String(port),
      DESK_DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:1/none',
      STAFF_KEY: Buffer.alloc(32, 7).toString('base64'),
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}
