import type { IncomingMessage, Server } from 'node:http'
import { serve as listen } from '@hono/node-server'
import type { Context } from 'hono'
import { clientAddress } from '../intake/address.ts'
import { live } from './life.ts'

type Fetch = (request: Request, env?: object) => Response | Promise<Response>

/** Where a request came from, for counting only; nothing outlives the request. */
export const addressBehind = (hops: number) => (c: Context) =>
  clientAddress(socketOf(c.env), c.req.header('x-forwarded-for'), hops)

/**
 * Serves until the parent or a signal ends it (src/doors/life.ts); `after` lets go of pools and
 * jobs. Tells the parent when it listens.
 */
export function open(
  { fetch, hostname, port }: { fetch: Fetch; hostname: string; port: number },
  after: () => Promise<void>,
): void {
  const server = listen({ fetch, hostname, port }, () => live(server as Server, after))
  // A port taken in the last moment: the parent says the sentence, this process just ends.
  server.on('error', () => process.exit(1))
}

/** One line of JSON an event on standard output; never an address, a code, or what somebody wrote. */
export function logger(door: string, level: string): (event: string) => void {
  if (level === 'silent') return () => {}
  return (event) =>
    process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), door, event })}\n`)
}

function socketOf(env: object | undefined): string {
  const incoming = env && 'incoming' in env ? (env.incoming as IncomingMessage) : undefined
  return incoming?.socket.remoteAddress ?? ''
}
