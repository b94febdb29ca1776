import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { keptUrls, openEmbedded, type Urls } from '../../db/embedded.ts'
import { externalUrls } from '../../db/external.ts'
import { fitness } from '../../db/fitness.ts'
import type { LoginName } from '../../db/roles.ts'
import { type Server, startServer } from '../../db/server.ts'
import { trouble } from '../../db/trouble.ts'
import type { Config, DoorName } from '../config.ts'
import { countDeaths } from './deaths.ts'

/** The login each door uses, and the variable that may give its address. */
const loginOf = {
  letterbox: ['ydan_letterbox', 'LETTERBOX_DATABASE_URL'],
  desk: ['ydan_desk', 'DESK_DATABASE_URL'],
  console: ['ydan_console', 'CONSOLE_DATABASE_URL'],
} as const satisfies Record<DoorName, readonly [LoginName, keyof Config]>

/** The database of this start. Without `owner` somebody else migrates it. */
export type OpenDatabase = {
  owner: string | undefined
  urls: Partial<Record<DoorName, string>>
  close(): Promise<void>
}

type Watch = { log: (line: string) => void; giveUp: () => void }

/**
 * Opens the database the configuration means: the one of `DATABASE_URL`; with an address for every
 * door of this machine and no owner's, those alone; else the embedded server, which is started again
 * when it dies (`giveUp` is called when it keeps dying). Refuses a database that is not fit.
 * Raises Trouble; then nothing is left running.
 */
export async function openDatabase(config: Config, watch: Watch): Promise<OpenDatabase> {
  const given = givenUrls(config)
  const all = config.DOORS.every((door) => given[door])
  const opened = config.DATABASE_URL
    ? await openGiven(config, config.DATABASE_URL, given)
    : all
      ? { owner: undefined, urls: given, close: async () => {} }
      : await openOwn(config, watch)
  try {
    const every = [opened.owner, ...Object.values(opened.urls)]
    await Promise.all(every.flatMap((url) => (url ? [needFit(url)] : [])))
    return opened
  } catch (error) {
    await opened.close()
    throw error
  }
}

/**
 * The addresses the doors will have if nothing has changed since the last start; undefined where only
 * `openDatabase` can tell.
 */
export function expectedUrls(config: Config): OpenDatabase['urls'] | undefined {
  if (config.DATABASE_URL) return undefined
  const given = givenUrls(config)
  if (config.DOORS.every((door) => given[door])) return given
  const urls = keptUrls(join(config.DATA_DIR, 'database'))
  return urls && ofDoors(config, urls)
}

function ofDoors(config: Config, urls: Urls): OpenDatabase['urls'] {
  return Object.fromEntries(config.DOORS.map((door) => [door, urls[loginOf[door][0]]]))
}

function givenUrls(config: Config): OpenDatabase['urls'] {
  const found = config.DOORS.map((door) => [door, config[loginOf[door][1]]] as const)
  return Object.fromEntries(found.filter(([, url]) => url))
}

async function openGiven(
  config: Config,
  owner: string,
  given: OpenDatabase['urls'],
): Promise<OpenDatabase> {
  await needFit(owner) // before anything is changed in it
  const wanted = Object.fromEntries(config.DOORS.map((door) => [loginOf[door][0], given[door]]))
  const made = await externalUrls(owner, wanted, config.DATA_DIR)
  const urls = Object.fromEntries(config.DOORS.map((door) => [door, made[loginOf[door][0]]]))
  return { owner, urls, close: async () => {} }
}

async function openOwn(config: Config, watch: Watch): Promise<OpenDatabase> {
  const dir = join(config.DATA_DIR, 'database')
  const { server, urls } = await openEmbedded(dir, watch.log)
  const close = keepAlive(server, dir, watch)
  return {
    owner: urls.owner,
    urls: ofDoors(config, urls),
    close,
  }
}

/**
 * Starts the server again whenever it ends by itself, once there is room on its disk; the function
 * returned stops it for good.
 */
function keepAlive(first: Server, dir: string, { log, giveUp }: Watch): () => Promise<void> {
  const died = countDeaths()
  let closing = false
  let server = first
  // On a full disk it would die again and again, and all doors with it. They answer meanwhile.
  async function room(): Promise<void> {
    if (await hasRoom(dir)) return
    log('the disk is full: the database waits for room')
    while (!closing && !(await hasRoom(dir))) await sleep(1_000)
  }
  const watching = (async () => {
    for (;;) {
      await server.exited
      if (closing) return
      log('the database server has died; starting it again')
      await room()
      const pause = died()
      if (pause === undefined) return giveUp()
      await sleep(pause)
      if (closing) return
      server = await startServer(dir, log)
    }
  })().catch(giveUp)
  return async () => {
    closing = true
    await server.stop()
    await watching
    await server.stop() // one that was just being started
  }
}

// A recovery and its checkpoint write at least one file of the log, of 16 MiB.
const leastRoom = 48 * 2 ** 20

async function hasRoom(dir: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(dir)
  return bavail * bsize >= leastRoom
}

async function needFit(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {}) // the query under way reports it
  try {
    await client.connect()
  } catch (cause) {
    throw trouble('away', cause instanceof Error ? cause.message : '', cause)
  }
  try {
    const unfit = await fitness(client)
    if (unfit) throw trouble(unfit.code, unfit.about)
  } finally {
    await client.end()
  }
}
