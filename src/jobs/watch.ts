import pg from 'pg'
import { nameOf } from './unpacking.ts'

type Watch = {
  name: string
  databaseUrl: string
  /** The NOTIFY channel that says there is work. */
  channel?: string
  /** Advisory lock: of all processes only the one that holds it works. */
  lock: number
  log: (line: string) => void
  /** Milliseconds between two looks when nothing is heard. */
  every?: number
  work: () => Promise<void>
}

/**
 * Runs `work` again and again in one process of all: now, when something is heard, and every five
 * seconds. The lock is held by a connection of its own; when that drops, so does the lock, and
 * whoever gets it next goes on. `stop` resolves when the work in hand is finished.
 */
export function startWatch(given: Watch): { stop(): Promise<void> } {
  const { every = 5_000, log, name } = given
  const stopping = new AbortController()
  let wake = () => {}

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      await hold().catch((error: unknown) => log(`${name} wait: ${nameOf(error)}`))
      if (!stopping.signal.aborted) await pause()
    }
  }
  async function hold(): Promise<void> {
    const client = new pg.Client({
      connectionString: given.databaseUrl,
      application_name: `ydan ${name}`,
      connectionTimeoutMillis: 4_000,
      keepAlive: true,
    })
    let heard = false
    let gone = false
    client.on('error', () => {})
    client.on('end', () => {
      gone = true
    })
    client.on('notification', () => {
      heard = true
      wake()
    })
    try {
      await client.connect()
      const { rows } = await client.query('select pg_try_advisory_lock($1) as mine', [given.lock])
      if (rows[0]?.mine !== true) return
      if (given.channel) await client.query(`listen ${pg.escapeIdentifier(given.channel)}`)
      while (!stopping.signal.aborted && !gone) {
        heard = false
        await given.work().catch((error: unknown) => log(`${name} wait: ${nameOf(error)}`))
        if (!heard && !stopping.signal.aborted) await pause()
      }
    } finally {
      await client.end().catch(() => {})
    }
  }
  function pause(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, every)
    wake = resolve
    if (stopping.signal.aborted) resolve()
    return promise.finally(() => clearTimeout(timer))
  }

  const watching = watch()
  return {
    async stop() {
      stopping.abort()
      wake()
      await watching
    },
  }
}
