import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { doorGivenUp } from '../../views/words/start.ts'
import type { DoorName } from '../config.ts'
import { drainLimit, heldWord } from '../doors/life.ts'
import { Problem } from '../problem.ts'
import { countDeaths } from './deaths.ts'

/** How to start one door: Node's arguments and the whole environment. */
export type Launch = { door: DoorName; words: string[]; environment: Record<string, string> }

/** A door that is open and is opened again when it dies. */
export type Child = { close(): Promise<void> }

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The letterbox: one bundle that may read itself and nothing else, start no process, no thread. */
export function letterboxWords(bundle: string): string[] {
  // node:sqlite opens and writes files past the permission model (tried, 24.21), so it is left out.
  const without = ['--disable-sigusr1', '--no-experimental-sqlite']
  return ['--permission', ...without, `--allow-fs-read=${bundle}`, bundle]
}

/** Desk and console: the bundle of what we wrote, with packages and files where they lie. */
export function bundleWords(bundle: string): string[] {
  return ['--disable-sigusr1', bundle]
}

/** A door's process that has loaded, or still does, and opens when told. */
export type Held = {
  launch: Launch
  /** Raises Problem('unavailable') when it ends before it was ever ready. */
  open(log: (line: string) => void, giveUp: (problem: Problem) => void): Promise<Child>
  /** Ends one that was never to open. */
  end(): Promise<void>
}

/**
 * Starts a door's process, which waits until it is told to open (src/doors/life.ts). Once open, its
 * deaths are answered by starting it again; `giveUp` is called when it keeps dying.
 */
export function holdChild(launch: Launch): Held {
  const first = start({ ...launch, words: [...launch.words, heldWord] })
  const ready = isReady(first)
  return {
    launch,
    async open(log, giveUp) {
      const given = new Problem('unavailable', doorGivenUp(launch.door))
      if (first.connected) first.send({ open: true }, () => {})
      if (await ready) return keepAlive(launch, first, log, () => giveUp(given))
      first.kill('SIGKILL')
      throw given
    },
    async end() {
      first.kill('SIGKILL')
      await ended(first)
    },
  }
}

function keepAlive(
  launch: Launch,
  first: ChildProcess,
  log: (line: string) => void,
  giveUp: () => void,
): Child {
  const died = countDeaths()
  let closing = false
  let child = first
  const watch = async () => {
    for (;;) {
      await ended(child)
      if (closing) return
      const pause = died()
      if (pause === undefined) return giveUp()
      log(`the ${launch.door} has died (${child.signalCode ?? child.exitCode}); starting it again`)
      await sleep(pause)
      if (closing) return
      child = start(launch)
    }
  }
  void watch()
  return {
    close: async () => {
      closing = true
      await drain(child)
    },
  }
}

function start({ words, environment }: Launch): ChildProcess {
  // Detached: Ctrl-C goes to the terminal's whole group, and a door drains when told by its parent.
  return spawn(process.execPath, words, {
    cwd: root,
    env: environment,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  }).on('error', () => {})
}

async function isReady(child: ChildProcess): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  child.on('message', (message) => resolve(isReadyMessage(message)))
  child.on('close', () => resolve(false))
  const slow = setTimeout(() => resolve(false), 120_000)
  try {
    return await promise
  } finally {
    clearTimeout(slow)
  }
}

function isReadyMessage(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'ready' in message
}

/** Closing the channel tells the door to finish (src/doors/life.ts), as our own death would. */
async function drain(child: ChildProcess): Promise<void> {
  if (child.connected) child.disconnect()
  const late = setTimeout(() => child.kill('SIGKILL'), drainLimit + 500)
  await ended(child)
  clearTimeout(late)
}

async function ended(child: ChildProcess): Promise<void> {
  const over = child.exitCode !== null || child.signalCode !== null || child.pid === undefined
  if (!over) await once(child, 'exit')
}
