import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { databaseName } from '../../db/embedded.ts'
import { startServer } from '../../db/server.ts'
import { type Started, startOn } from '../support/started.ts'
import type { Comparison } from './measure.ts'
import { fill, urlOf } from './province.ts'

const entry = join(import.meta.dirname, '../../src/start.js')
/** Feedback that are there when it starts. */
const existing = 10_000

/** S9: from nothing running to ready, and what the three processes hold when nobody comes. */
export function startComparisons() {
  let made: Promise<string> | undefined
  const dir = () => {
    made ??= lived()
    return made
  }
  const comparisons: Comparison[] = [
    {
      name: 'S9',
      what: `start to ready on ${existing} feedback ÷ start of the embedded server alone`,
      unit: 's',
      ours: async () => (await run(await dir())).ready,
      limit: async () => bareStart(await dir()),
      goal: { atMost: 3 },
    },
    {
      name: 'S9',
      what: 'idle memory of letterbox, desk and console ÷ 350 MB',
      unit: 'MB',
      ours: async () => (await run(await dir(), 10_000)).memory,
      limit: async () => 350,
      goal: { atMost: 1 },
    },
  ]
  return {
    comparisons,
    async close() {
      const there = await made?.catch(() => undefined)
      if (there) rmSync(there, { recursive: true, force: true })
    },
  }
}

/** A data folder that was started once and has feedback. */
async function lived(): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'ydan-bench-start-'))
  try {
    await stop(await begun(dir))
    const server = await startServer(join(dir, 'database'), () => {})
    await fill(urlOf(server.superuserUrl, databaseName), existing).finally(() => server.stop())
    return dir
  } catch (thrown) {
    rmSync(dir, { recursive: true, force: true })
    throw thrown
  }
}

async function begun(dir: string): Promise<Started> {
  const started = await startOn(dir, { LOG_LEVEL: 'warn' }, ['--disable-sigusr1', entry])
  if (!/^console +http/m.test(started.out)) {
    throw new Error(`it did not start: ${started.err.trim().split('\n').at(-1)}`)
  }
  return started
}

async function stop({ child, ended, err }: Started): Promise<void> {
  child.kill('SIGTERM')
  if ((await ended) !== 0) throw new Error(`it did not end well: ${err}`)
}

/** Seconds until it was ready and, after resting so many milliseconds, the megabytes its doors hold. */
async function run(dir: string, rest = 0): Promise<{ ready: number; memory: number }> {
  const began = performance.now()
  const started = await begun(dir)
  const ready = (performance.now() - began) / 1000
  try {
    await sleep(rest)
    return { ready, memory: heldBy(started.child.pid ?? 0) }
  } finally {
    await stop(started)
  }
}

async function bareStart(dir: string): Promise<number> {
  const began = performance.now()
  const server = await startServer(join(dir, 'database'), () => {})
  const seconds = (performance.now() - began) / 1000
  await server.stop()
  return seconds
}

// Of its children those that run Node; pages that several share count once (PSS). Linux only.
function heldBy(parent: number): number {
  const doors = readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && parentOf(pid) === parent)
    .filter((pid) => /\/node$/.test(readlinkSync(`/proc/${pid}/exe`)))
  if (doors.length !== 3) throw new Error(`${doors.length} doors instead of three`)
  const kilobytes = doors.map((pid) =>
    Number(/^Pss: +(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]),
  )
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024
}

function parentOf(pid: string): number {
  try {
    return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1])
  } catch {
    return 0
  }
}
