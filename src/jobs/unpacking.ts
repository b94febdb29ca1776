import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Db } from '../../db/connection.ts'
import { foldCounts } from '../moderation/queue.ts'
import { unpackWaiting } from '../moderation/unpack.ts'
import type { Vault } from '../moderation/vault.ts'
import { waitAgain } from '../moderation/waiting.ts'

type Unpacking = {
  db: Db
  /** The console's database, for a connection that listens. */
  databaseUrl: string
  vault: Vault
  log: (line: string) => void
  /** Milliseconds between two looks when nothing is heard, and between two tries to listen. */
  every?: number
}

/** So many letters at once are a flood, if more come meanwhile. */
const flood = 32

/**
 * Unpacks what waits: now, whenever the door says that a letter came (NOTIFY), and every five
 * seconds in case nobody heard it. In a flood it rests three times as long as it works: taking
 * letters comes first. A console without its keys leaves the letters waiting. `stop`
 * resolves when the letter in hand is finished.
 */
export function startUnpacking(given: Unpacking): { stop(): Promise<void> } {
  const { db, vault, log, every = 5_000 } = given
  let stopped = false
  let again = false
  let running: Promise<void> | undefined
  let looked = false
  let coming = false

  async function run(): Promise<void> {
    do {
      again = false
      try {
        if (!looked) await waitAgain(db)
        looked = true
        if (await everything()) await foldCounts(db)
      } catch (error) {
        log(`unpacking waits: ${nameOf(error)}`)
      }
    } while (again && !stopped)
    running = undefined
  }
  async function everything(): Promise<boolean> {
    for (let any = false; !stopped; any = true) {
      coming = false
      const began = performance.now()
      const letters = await unpackWaiting(db, vault, failed)
      if (letters === 0) return any
      if (coming && letters >= flood) await sleep(3 * (performance.now() - began))
    }
    return true
  }
  function wake(): void {
    coming = true
    if (stopped || vault.locked) return
    again = true
    running ??= run()
  }
  function failed(letter: string, error: unknown): void {
    log(`letter ${letter} cannot be unpacked: ${nameOf(error)}`)
  }

  const timer = setInterval(wake, every)
  const listening = listen(given.databaseUrl, every, wake)
  wake()
  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      await listening.stop()
      await running
    },
  }
}

// A connection of its own, outside the pool: it stays open, and is opened again when it drops.
function listen(url: string, every: number, heard: () => void): { stop(): Promise<void> } {
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  let stopped = false

  async function open(): Promise<void> {
    const mine = new pg.Client({
      connectionString: url,
      application_name: 'ydan unpacking',
      connectionTimeoutMillis: 4_000,
      keepAlive: true,
    })
    client = mine
    mine.on('notification', heard)
    mine.on('error', () => {})
    mine.on('end', reopen)
    await mine.connect()
    await mine.query('listen letters')
    heard()
  }
  function reopen(): void {
    clearTimeout(retry)
    if (!stopped) retry = setTimeout(() => void open().catch(reopen), every)
  }
  const opening = open().catch(reopen)
  return {
    async stop() {
      stopped = true
      clearTimeout(retry)
      await opening
      await client?.end().catch(() => {})
    },
  }
}

/** What kind of failure it was; messages may quote what somebody wrote. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return 'code' in error ? `${error.name} ${String(error.code)}` : error.name
}
