import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync, readSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../db/kept.ts'
import { doorWords } from './door-words.ts'

const entry = fileURLToPath(new URL('../../src/doors/console.ts', import.meta.url))

/** The console's own process, on a database, keys and folder of the test's choice. */
export async function consoleProcess(given: Record<string, string>) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, doorWords(entry), {
    env: {
      PATH: process.env.PATH,
      CONSOLE_HOST: '127.0.0.1',
      CONSOLE_PORT: String(port),
      CONSOLE_URL: url,
      ...given,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  }
  const ended = once(child, 'exit')
  await Promise.race([once(child, 'message'), ended])
  if (child.exitCode !== null) throw new Error(`the console does not open: ${said}`)
  return {
    url,
    said: () => said,
    /** Which of these bytes lie anywhere in the process's memory (Linux), by their names. */
    remembers: (secrets: ReadonlyMap<string, Buffer>) => inMemory(child.pid ?? 0, secrets),
    async stop() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}

function inMemory(pid: number, secrets: ReadonlyMap<string, Buffer>): string[] {
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  const found = new Set<string>()
  const chunk = Buffer.alloc(4 * 2 ** 20)
  const overlap = Math.max(...[...secrets.values()].map((bytes) => bytes.length))
  for (const [start, end] of regionsOf(pid)) {
    for (let at = start; at < end; at += chunk.length - overlap) {
      const length = readAt(memory, chunk, at, Math.min(chunk.length, end - at))
      if (length === 0) break
      const read = chunk.subarray(0, length)
      for (const [name, bytes] of secrets) if (read.includes(bytes)) found.add(name)
    }
  }
  return [...found].sort()
}

function regionsOf(pid: number): [number, number][] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .flatMap((line): [number, number][] => {
      const [, start = '', end = ''] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? []
      return start === '' ? [] : [[Number.parseInt(start, 16), Number.parseInt(end, 16)]]
    })
}

function readAt(memory: number, into: Buffer, at: number, length: number): number {
  try {
    return readSync(memory, into, 0, length, at)
  } catch {
    return 0
  }
}
