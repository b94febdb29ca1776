import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** How a connection to the database fails: before the statement, or after it was carried out. */
export type Cut = 'lost' | 'written'
type Waiting = { words: string; left: number; form: Cut | 'stalled'; met: () => void }

/**
 * A way to the PostgreSQL at `port` that can fail on purpose. `cut` waits for the next message that
 * contains some words; `silence` swallows everything, as a switched-off machine would; `slow` lets
 * everything through later.
 */
export async function proxyTo(port: number) {
  const waiting: Waiting[] = []
  const open = new Set<Socket>()
  let silent = false
  let delay = 0

  function nextCut(bytes: Buffer): Waiting | undefined {
    const met = waiting.filter(({ words }) => bytes.includes(words))
    for (const one of met) one.left -= 1
    const due = met.find(({ left }) => left <= 0)
    if (due) waiting.splice(waiting.indexOf(due), 1)
    return due
  }

  // All wait equally long, so nothing overtakes what was sent before it.
  const later = (work: () => void) => void (delay > 0 ? setTimeout(work, delay) : work())

  const server = createServer((caller) => {
    const database = connect(port, '127.0.0.1')
    let answering: (() => void) | undefined
    for (const socket of [caller, database]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        caller.destroy()
        database.destroy()
      })
    }
    caller.on('data', (bytes) => {
      if (silent) return
      const cut = nextCut(bytes)
      if (cut?.form === 'lost') {
        caller.destroy()
        return cut.met()
      }
      if (cut?.form === 'stalled') {
        // Long enough for others to have asked all they ask before they store.
        setTimeout(() => {
          silent = true
          cut.met()
        }, 700)
        return
      }
      if (cut) answering = cut.met
      later(() => database.write(bytes))
    })
    database.on('data', (bytes) => {
      if (silent) return
      if (!answering) return void caller.write(bytes)
      // Its transaction is over when the server is ready for the next query: `Z`, and idle.
      if (!bytes.subarray(-6).equals(Buffer.from('5a0000000549', 'hex'))) return
      caller.destroy()
      answering()
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))

  return {
    port: (server.address() as AddressInfo).port,
    /** The same address by way of this proxy. */
    via(url: string): string {
      const changed = new URL(url)
      changed.port = String((server.address() as AddressInfo).port)
      return changed.href
    },
    /** Cuts the connection at the `nth` message with these words; resolves when that has happened. */
    cut: (words: string, form: Cut, nth = 1) =>
      new Promise<void>((met) => void waiting.push({ words, left: nth, form, met })),
    /** Swallows the next message with these words, and falls silent a little later. */
    stall: (words: string) =>
      new Promise<void>((met) => void waiting.push({ words, left: 1, form: 'stalled', met })),
    silence(on: boolean): void {
      silent = on
      // What was swallowed never comes again, so connections of that time are of no use later.
      if (!on) for (const socket of open) socket.destroy()
    },
    /** From now on every message to the server arrives `ms` later. */
    slow(ms: number): void {
      delay = ms
      if (ms === 0) for (const socket of open) socket.destroy()
    },
    close(): Promise<void> {
      for (const socket of open) socket.destroy()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}
export type Way = Awaited<ReturnType<typeof proxyTo>>
