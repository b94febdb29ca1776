import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { freePort } from '../../db/kept.ts'

/** One run of `npm run demo` in a process of its own, with what it has said so far. */
export type Demo = {
  child: ChildProcess
  ports: { letterbox: number; desk: number; console: number }
  out: string
  err: string
  /** Resolves with the exit code, null when it was killed. */
  ended: Promise<number | null>
}

/** Runs the demo on free ports; its environment is `more` and nothing else of ours. */
export async function demoWith(more: Record<string, string>): Promise<Demo> {
  const ports = { letterbox: await freePort(), desk: await freePort(), console: await freePort() }
  const env = {
    PATH: process.env.PATH,
    PORT: String(ports.letterbox),
    DESK_PORT: String(ports.desk),
    CONSOLE_PORT: String(ports.console),
    ...more,
  }
  const entry = join(import.meta.dirname, '../../src/demo.ts')
  const child = spawn(process.execPath, [entry], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const demo: Demo = { child, ports, out: '', err: '', ended }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    demo.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    demo.err += text
  })
  return demo
}

/** Waits until the demo has said something, or has ended. */
export async function hears(demo: Demo, what: RegExp): Promise<void> {
  let over = false
  void demo.ended.then(() => {
    over = true
  })
  while (!over && !what.test(demo.out + demo.err)) {
    await new Promise((wake) => setTimeout(wake, 50))
  }
}

/** Ends the demo as Ctrl+C or a service manager would; gives its exit code. */
export function stopped(demo: Demo): Promise<number | null> {
  demo.child.kill('SIGTERM')
  return demo.ended
}

/** The last words of each line of one kind: the link or token by role. */
export function printed(demo: Demo, kind: 'sign-in' | 'token'): Map<string, string> {
  const lines = demo.out.split('\n').map((line) => line.split(' '))
  return new Map(
    lines.flatMap(([said, as, what]) => (said === kind && as && what ? [[as, what]] : [])),
  )
}
