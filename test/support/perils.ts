import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../../db/kept.ts'
import type { Caller } from './client.ts'
import { type Started, startOn } from './started.ts'

const entry = join(import.meta.dirname, '../../src/node.ts')

/** What can be killed of a service on one machine. */
export const victims = ['parent', 'letterbox', 'database', 'console'] as const
export type Victim = (typeof victims)[number]

/** The whole service on ports that stay, to be killed piece by piece and started again. */
export async function perilousService(dir: string, callers: Caller) {
  const ports = { letterbox: await freePort(), desk: await freePort(), console: await freePort() }
  const environment = {
    PORT: String(ports.letterbox),
    DESK_PORT: String(ports.desk),
    CONSOLE_PORT: String(ports.console),
    LOG_LEVEL: 'info',
  }
  const flags = ['--disable-sigusr1', entry]
  let service = await begin()
  /** Deaths of doors and database that this start has reported, and those we caused. */
  let caused = 0
  let starts = 1

  async function begin(): Promise<Started> {
    // A port that was free may be lent to another test's connection for a moment.
    for (let tries = 1; ; tries += 1) {
      const started = await startOn(dir, environment, flags)
      if (/^console /m.test(started.out)) return started
      if (tries === 3) throw new Error(`it does not start: ${started.err}`)
      await started.ended
    }
  }

  async function isUp(): Promise<void> {
    for (const port of Object.values(ports)) {
      const until = Date.now() + 60_000
      while (!(await isReady(port))) {
        if (Date.now() > until) throw new Error(`nobody is ready at ${port}: ${service.err}`)
        await new Promise((wake) => setTimeout(wake, 50))
      }
    }
  }
  const isReady = (port: number) =>
    callers.ask(port, '/readyz').then(
      ({ status }) => status === 200,
      () => false,
    )

  async function kill(victim: Victim): Promise<void> {
    if (victim === 'parent') {
      service.child.kill('SIGKILL')
      await service.ended
      service = await begin()
      caused = 0
      starts += 1
    } else {
      const pid = pidOf(victim)
      process.kill(pid, 'SIGKILL')
      caused += 1
      while (reported() < caused) await new Promise((wake) => setTimeout(wake, 20))
    }
    await isUp()
  }

  // A door is a child of the service whose command line names its bundle.
  function pidOf(victim: Exclude<Victim, 'parent'>): number {
    if (victim === 'database') {
      return Number.parseInt(readFileSync(join(dir, 'database/cluster/postmaster.pid'), 'utf8'), 10)
    }
    const told = `${victim}.mjs`
    const parent = service.child.pid
    const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').split(' ')
    const mine = children.map(Number).find((pid) => pid > 0 && commandOf(pid).includes(told))
    if (mine === undefined) throw new Error(`there is no ${victim}`)
    return mine
  }

  const reported = () => service.err.match(/^the .* has died/gm)?.length ?? 0
  return {
    ports,
    kill,
    pidOf,
    parentPid: () => service.child.pid ?? 0,
    /** Processes that ended without us, in this start. */
    ownDeaths: () => reported() - caused,
    starts: () => starts,
    said: () => service.err + service.out,
    /** A second start on the same directory: what it says, its exit code, its milliseconds. */
    async second() {
      const began = performance.now()
      const { err, ended } = await startOn(dir, environment, flags)
      return { code: await ended, err, took: performance.now() - began }
    },
    async stop() {
      service.child.kill('SIGTERM')
      return service.ended
    },
  }
}
export type PerilousService = Awaited<ReturnType<typeof perilousService>>

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
