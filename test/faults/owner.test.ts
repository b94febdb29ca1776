import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lives } from '../../db/orphan.ts'
import { counted, figure } from '../support/figures.ts'
import { eventually } from '../support/started.ts'
import { ask } from '../support/whole.ts'

// P3: one owner of a directory; whoever is killed leaves a server that the next start takes over.
const starts = figure('starts', 2)
const holder = join(import.meta.dirname, '../support/holder.ts')
let home: string
let dir: string

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'ydan-nhà-'))
  chmodSync(home, 0o700)
  dir = join(home, 'Nguyễn Ế 2')
  mkdirSync(dir)
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

type Said = { server?: number; trouble?: string; about?: string }

/** A start that owns the directory, commits one word, and waits to be killed. */
async function hold(word: string) {
  const began = performance.now()
  const words = ['--import', 'tsx', holder, dir, word]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  const ended = once(child, 'exit')
  if (!child.stdout) throw new Error('unreachable')
  const [line] = await Promise.race([once(child.stdout, 'data'), ended.then(() => ['{}'])])
  const said = JSON.parse(String(line)) as Said
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  return { said, kill, pid: child.pid, took: performance.now() - began }
}

describe('one directory under a home that is closed to others', () => {
  it(
    'has one owner at a time, and the next finds every word of those that were killed',
    async () => {
      let slowest = 0
      const killed: number[] = []
      for (let count = 0; count < starts; count++) {
        const first = await hold(`lời ${count}`)
        expect(first.said.trouble).toBe(undefined)
        const second = await hold('lời của kẻ đến sau')
        expect(second.said).toMatchObject({ trouble: 'held', about: String(first.pid) })
        await second.kill()
        slowest = Math.max(slowest, second.took)
        await first.kill()
        // Every third time its server is killed as well.
        if (count % 3 === 2) process.kill(first.said.server ?? 0, 'SIGKILL')
        else killed.push(first.said.server ?? 0)
      }
      const last = await hold('lời cuối')
      expect(killed.filter((pid) => lives(pid))).toEqual([])
      expect(await words()).toEqual([
        ...Array.from({ length: starts }, (_, count) => `lời ${count}`),
        'lời cuối',
      ])
      await last.kill()
      const server = last.said.server ?? 0
      process.kill(server, 'SIGINT')
      await eventually(
        () => lives(server),
        (living) => !living,
      )
      counted('P3', { starts, refused: starts, slowestRefusalMs: Math.round(slowest) })
    },
    60_000 + starts * 15_000,
  )
})

async function words(): Promise<string[]> {
  const { password, port } = JSON.parse(readFileSync(join(dir, 'database/server.json'), 'utf8'))
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  return (await ask<{ word: string }>(url, 'select word from words')).map(({ word }) => word)
}
