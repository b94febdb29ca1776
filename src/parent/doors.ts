import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Config, DoorName } from '../config.ts'
import type { Problem } from '../problem.ts'
import { madeAhead } from './ahead.js'
import {
  bundleWords,
  type Child,
  type Held,
  holdChild,
  type Launch,
  letterboxWords,
} from './children.ts'
import type { OpenDatabase } from './database.ts'
import { environmentOf } from './environment.ts'
import type { DoorKeys } from './keys.ts'

/** The module each door's process runs; tests put their own in. */
export const entries: Readonly<Record<DoorName, string>> = {
  letterbox: fileURLToPath(new URL('../doors/letterbox.ts', import.meta.url)),
  desk: fileURLToPath(new URL('../doors/desk.ts', import.meta.url)),
  console: fileURLToPath(new URL('../doors/console.ts', import.meta.url)),
}

type Bundles = Partial<Record<DoorName, string>>
type Urls = OpenDatabase['urls']

/** This machine's doors on their way; none answers and no job runs before `open`. */
export type Doors = {
  /**
   * Opens all at once on these addresses of the database; `giveUp` is called when one keeps dying.
   * Raises Problem('unavailable') when one does not come up; then `close` closes the others.
   */
  open(urls: Urls, log: (line: string) => void, giveUp: (problem: Problem) => void): Promise<void>
  close(): Promise<void>
}

/**
 * Starts the doors' processes beside the database where their bundles are made and its addresses are
 * as `expected`; else builds the bundles meanwhile, and starts the processes when they open.
 */
export function prepareDoors(
  config: Config,
  keys: DoorKeys,
  entry: typeof entries,
  expected: Urls | undefined,
): Doors {
  const ahead = bundlesAhead(config, entry)
  const bundles = ahead ? Promise.resolve(ahead) : buildDoors(config, entry)
  bundles.catch(() => {}) // whoever opens hears of it
  let held = ahead && expected ? launchesOf(config, ahead, expected, keys).map(holdChild) : []
  let open: Child[] = []
  return {
    async open(urls, log, giveUp) {
      const launches = launchesOf(config, await bundles, urls, keys)
      if (!areFor(held, launches)) {
        await endAll(held)
        held = launches.map(holdChild)
      }
      const opened = await Promise.allSettled(held.map((one) => one.open(log, giveUp)))
      held = []
      open = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
      const failed = opened.find((one) => one.status === 'rejected')
      if (failed) throw failed.reason
    },
    async close() {
      await Promise.all([endAll(held), ...open.map((child) => child.close())])
    },
  }
}

async function endAll(held: readonly Held[]): Promise<void> {
  await Promise.all(held.map((one) => one.end()))
}

// The database may have come up on another port, or been made just now.
function areFor(held: readonly Held[], launches: readonly Launch[]): boolean {
  return JSON.stringify(held.map(({ launch }) => launch)) === JSON.stringify(launches)
}

function launchesOf(config: Config, bundles: Bundles, urls: Urls, keys: DoorKeys): Launch[] {
  return config.DOORS.map((door) => ({
    door,
    words: (door === 'letterbox' ? letterboxWords : bundleWords)(bundles[door] ?? ''),
    environment: {
      ...environmentOf(door, config, urls[door] ?? '', keys),
      // What V8 made of the bundle last time. The letterbox may read nothing beside its own.
      ...(door !== 'letterbox' && { NODE_COMPILE_CACHE: join(config.DATA_DIR, 'cache') }),
    },
  }))
}

function bundlesAhead(config: Config, entry: typeof entries): Bundles | undefined {
  const found = config.DOORS.map(
    (door) => [door, entry[door] === entries[door] ? madeAhead(door) : undefined] as const,
  )
  return found.every(([, bundle]) => bundle) ? Object.fromEntries(found) : undefined
}

async function buildDoors(config: Config, entry: typeof entries): Promise<Bundles> {
  const { buildDoor, builderEnds, buildLetterbox } = await import('../build.ts')
  const builds = config.DOORS.map(async (door) => {
    const bundle = join(config.DATA_DIR, `${door}.mjs`)
    await (door === 'letterbox' ? buildLetterbox : buildDoor)(bundle, entry[door])
    return [door, bundle] as const
  })
  return Object.fromEntries(await Promise.all(builds).finally(builderEnds))
}
