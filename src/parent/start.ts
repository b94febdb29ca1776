import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connect, transaction } from '../../db/connection.ts'
import { migrate } from '../../db/migrate.ts'
import { startWords } from '../../views/words/start.ts'
import { buildDoor, builderEnds, buildLetterbox } from '../build.ts'
import { type Config, configOf, type DoorName } from '../config.ts'
import { refuseOlder } from '../custody/older.ts'
import { drainLimit } from '../doors/life.ts'
import { prepareJobs } from '../jobs/prepare.ts'
import { Problem } from '../problem.ts'
import { firstAdministratorLink } from '../staff/invitations.ts'
import { bundleWords, type Launch, letterboxWords, openChild } from './children.ts'
import { type OpenDatabase, openDatabase } from './database.ts'
import { environmentOf } from './environment.ts'
import { type DoorKeys, doorKeys } from './keys.ts'
import { needPorts } from './ports.ts'

/** Everything that runs; `gaveUp` settles when it cannot go on by itself. */
export type Running = {
  config: Config
  /** The one-time link for an empty database, else null. */
  firstAdministrator: string | null
  gaveUp: Promise<Problem>
  /** Doors drain, then the database stops cleanly. Safe to call twice. */
  stop(): Promise<void>
}

export type StartOptions = {
  /** Gets one line an event. */
  say: (line: string) => void
  /** Doors of a killed start may still be answering on our ports. */
  afterCrash: boolean
  entry?: typeof entries
}

/** The module each door's process runs; tests put their own in. */
export const entries: Readonly<Record<DoorName, string>> = {
  letterbox: fileURLToPath(new URL('../doors/letterbox.ts', import.meta.url)),
  desk: fileURLToPath(new URL('../doors/desk.ts', import.meta.url)),
  console: fileURLToPath(new URL('../doors/console.ts', import.meta.url)),
}

/**
 * Starts this machine's part of the service from an environment; the caller owns DATA_DIR.
 * Raises Problem or Trouble with the sentence to show; then no process is left running.
 */
export async function start(
  environment: Record<string, string | undefined>,
  { say, afterCrash, entry = entries }: StartOptions,
): Promise<Running> {
  const config = configOf(environment)
  const log = /debug|info/.test(config.LOG_LEVEL) ? say : () => {}
  const { promise: gaveUp, resolve: giveUp } = Promise.withResolvers<Problem>()
  const closers: (() => Promise<void>)[] = []
  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= closeAll(closers)
    return stopping
  }
  try {
    await needPorts(config, afterCrash ? drainLimit + 2000 : 0)
    const keys = await doorKeys(config)
    const dead = () => giveUp(new Problem('unavailable', startWords.databaseGivenUp))
    const database = await openDatabase(config, { log, giveUp: dead })
    closers.push(database.close)
    if (database.owner) {
      await migrate(database.owner)
      await refuseOlderState(database.owner, config.DATA_DIR)
      await prepareJobs(database.owner)
    }
    const launches = await launchesOf(config, database, keys, entry)
    closers.push(await openDoors(launches, log, giveUp))
    return { config, firstAdministrator: await linkFor(config, database), gaveUp, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function launchesOf(
  config: Config,
  { urls }: OpenDatabase,
  keys: DoorKeys,
  entry: typeof entries,
): Promise<Launch[]> {
  const launches = config.DOORS.map(async (door) => {
    const bundle = join(config.DATA_DIR, `${door}.mjs`)
    await (door === 'letterbox' ? buildLetterbox : buildDoor)(bundle, entry[door])
    return {
      door,
      words: door === 'letterbox' ? letterboxWords(bundle) : bundleWords(bundle),
      environment: environmentOf(door, config, urls[door] ?? '', keys),
    }
  })
  return Promise.all(launches).finally(builderEnds)
}

/** Opens all doors at once and returns what closes them; when one fails, the others close again. */
async function openDoors(
  launches: Launch[],
  log: (line: string) => void,
  giveUp: (problem: Problem) => void,
): Promise<() => Promise<void>> {
  const settled = await Promise.allSettled(launches.map((one) => openChild(one, log, giveUp)))
  const open = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const close = () => Promise.all(open.map((child) => child.close())).then(() => {})
  const failed = settled.find((one) => one.status === 'rejected')
  if (!failed) return close
  await close()
  throw failed.reason
}

async function linkFor(config: Config, { owner }: OpenDatabase): Promise<string | null> {
  if (!owner || !config.DOORS.includes('console')) return null
  const { db, close } = connect(owner, { max: 1, name: 'start' })
  try {
    return await firstAdministratorLink(db, config.CONSOLE_URL)
  } finally {
    await close()
  }
}

// Before any door opens: an older dump put in place by whatever means is not served.
async function refuseOlderState(owner: string, dataDir: string): Promise<void> {
  const { db, close } = connect(owner, { max: 1, name: 'start', limit: 10 * 60_000 })
  try {
    await refuseOlder((work) => transaction(db, work), dataDir)
  } finally {
    await close()
  }
}

async function closeAll(closers: (() => Promise<void>)[]): Promise<void> {
  for (const close of closers.reverse()) await close()
}
