import { once } from 'node:events'
import type { Server } from 'node:http'

/** What the parent process hears from a door. */
export type DoorMessage = { ready: true }

/** Longest time a door may finish what it is answering, in milliseconds. */
export const drainLimit = 10_000

/** The word on the command line of a door that waits for its parent before it opens. */
export const heldWord = 'held'

/**
 * Settles when this door may open. Its parent may start it while it still looks whether the database
 * is fit and no older state: until then nothing is answered and no job runs.
 */
export async function mayOpen(): Promise<void> {
  if (process.argv[2] !== heldWord) return
  const gone = () => process.exit(0)
  if (!process.connected) gone()
  process.once('disconnect', gone)
  await once(process, 'message')
  process.off('disconnect', gone)
}

/**
 * Tells the parent process that this door is open, and ends this process when the parent stops it,
 * when the parent dies (the channel closes with it), or on SIGINT and SIGTERM: `server` takes no new
 * request, what it is answering is answered, then `close` lets go of the rest (jobs, pools). After
 * `drainLimit` nobody waits any more.
 */
export function live(server: Server, close: () => Promise<void>): void {
  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    setTimeout(() => process.exit(1), drainLimit).unref()
    drained(server)
      .then(close)
      .then(
        () => process.exit(0),
        () => process.exit(1),
      )
  }
  process.on('disconnect', end)
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  // A parent that died before we listened leaves a channel that is closed already.
  if (process.send && !process.connected) end()
  else process.send?.({ ready: true } satisfies DoorMessage)
}

async function drained(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  // A browser keeps its connection open after the last answer; nobody waits for that.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  await promise
  clearInterval(idle)
}
