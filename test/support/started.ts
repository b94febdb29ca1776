import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../../db/kept.ts'

/** One start of the whole service in a process of its own, with what it has said so far. */
export type Started = {
  child: ChildProcess
  ports: { letterbox: number; desk: number; console: number }
  out: string
  err: string
  /** Resolves with the exit code, null when it was killed. */
  ended: Promise<number | null>
}

/**
 * Runs a script (by default test/support/start.ts) on a data directory with free ports, and waits
 * until it is ready or has ended. `more` adds to its environment, which is otherwise empty.
 */
export async function startOn(
  dir: string,
  more: Record<string, string> = {},
  words: string[] = [join(import.meta.dirname, 'start.ts')],
): Promise<Started> {
  const ports = { letterbox: await freePort(), desk: await freePort(), console: await freePort() }
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: dir,
    PORT: String(ports.letterbox),
    DESK_PORT: String(ports.desk),
    CONSOLE_PORT: String(ports.console),
    ...more,
  }
  // Our own start says "ready" once it hears signals, too; the real one hears them from the beginning.
  const sign = words.some((word) => word.endsWith('start.ts')) ? /^ready$/m : /^console +http/m
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const started: Started = { child, ports, out: '', err: '', ended }
  const ready = new Promise<void>((wake) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      started.out += text
      if (sign.test(started.out)) wake()
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      started.err += text
    })
  })
  await Promise.race([ready, ended])
  return started
}

/** Asks until `expected` holds, for at most ten seconds; what it asks may fail in between. */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  expected: (answer: T) => boolean,
): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      const answer = await ask()
      if (expected(answer) || tries > 200) return answer
    } catch (error) {
      if (tries > 200) throw error
    }
    await new Promise((wake) => setTimeout(wake, 50))
  }
}

/** The processes whose command line or environment speaks of `dir`, this one left out. */
export function processesOf(dir: string): number[] {
  const numbers = readdirSync('/proc').map(Number)
  return numbers.filter((pid) => {
    if (!(pid > 0) || pid === process.pid) return false
    try {
      if (/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) return false
      return ['cmdline', 'environ'].some((file) =>
        readFileSync(`/proc/${pid}/${file}`, 'utf8').includes(dir),
      )
    } catch {
      return false
    }
  })
}
