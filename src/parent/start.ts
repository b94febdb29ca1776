import { connect, transaction } from '../../db/connection.ts'
import { migrate } from '../../db/migrate.ts'
import { startWords } from '../../views/words/start.ts'
import { type Config, configOf } from '../config.ts'
import { refuseOlder } from '../custody/older.ts'
import { drainLimit } from '../doors/life.ts'
import { prepareJobs } from '../jobs/prepare.ts'
import { Problem } from '../problem.ts'
import { firstAdministratorLink } from '../staff/invitations.ts'
import { expectedUrls, type OpenDatabase, openDatabase } from './database.ts'
import { entries, prepareDoors } from './doors.ts'
import { doorKeys } from './keys.ts'
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
    const doors = prepareDoors(config, keys, entry, expectedUrls(config))
    closers.push(doors.close)
    const dead = () => giveUp(new Problem('unavailable', startWords.databaseGivenUp))
    const database = await openDatabase(config, { log, giveUp: dead })
    closers.unshift(database.close)
    const firstAdministrator = await prepare(config, database)
    await doors.open(database.urls, log, giveUp)
    return { config, firstAdministrator, gaveUp, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

// Before any door opens; answers the first administrator's link.
async function prepare(config: Config, { owner }: OpenDatabase): Promise<string | null> {
  if (!owner) return null
  await migrate(owner)
  await refuseOlderState(owner, config.DATA_DIR)
  const [link] = await Promise.all([linkFor(config, owner), prepareJobs(owner)])
  return link
}

async function linkFor(config: Config, owner: string): Promise<string | null> {
  if (!config.DOORS.includes('console')) return null
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
  for (const close of closers.toReversed()) await close()
}
